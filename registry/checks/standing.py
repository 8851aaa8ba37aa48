"""What a document says of its place: `sota-at-date`, `rank-direction` and `tie`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, Outcome, Row, Severity, asked, by_claim, finding
from registry.checks.gain import PAIRS
from registry.checks.interval import Interval, printed
from registry.checks.places import other_places

if TYPE_CHECKING:
    import duckdb

__all__ = ["best_at_its_date", "better_than_said", "narrow_wins"]

ENOUGH = 3  # earlier results on a board, before the registry can contradict anyone

# The document's own best on each board that it claims to lead, beside what others reported before.
LEADS = """
    WITH own AS (
        SELECT
            statement.claim_id, statement.document_id, statement.quote, statement.date, score.board, score.sign,
            arg_max(score.claim_id, score.sign * score.value) AS own_id,
            arg_max(score.printed, score.sign * score.value) AS own, max(score.sign * score.value) AS merit
        FROM statement
        JOIN score
            ON score.document_id = statement.document_id AND list_contains(statement.benchmarks, score.benchmark)
            AND (score.split = '' OR coalesce(statement.split, '') IN ('', score.split))
            AND (NOT statement.metric_named OR score.metric = statement.metric)
            AND (score.model_key = statement.model_key OR score.first_party)
        WHERE statement.kind = 'rank' AND statement.relation = 'sota' AND score.sign IS NOT NULL
            AND score.role = 'model' AND statement.date <> ''
        GROUP BY ALL
    )
    SELECT
        own.*, earlier.n, earlier.best_id, earlier.best, earlier.model, earlier.best_date, earlier.best_merit
    FROM own
    LEFT JOIN LATERAL (
        SELECT
            count(*) AS n, arg_max(claim_id, sign * value) AS best_id, arg_max(printed, sign * value) AS best,
            arg_max(model, sign * value) AS model, arg_max(date, sign * value) AS best_date,
            max(sign * value) AS best_merit
        FROM score
        WHERE score.board = own.board AND score.document_id <> own.document_id AND score.role = 'model'
            AND score.date <> '' AND score.date < own.date
    ) AS earlier ON true
    ORDER BY own.document_id, own.claim_id, own.board
"""


def best_at_its_date(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """Contradicted where a comparable better result is dated before; not checkable while the board is thin."""
    for boards in by_claim(asked(con, LEADS)):
        yield from judged_leads(boards)


def judged_leads(boards: Sequence[Row]) -> Iterator[Finding]:
    enough = [row for row in boards if row["n"] >= ENOUGH]
    first = boards[0]
    if not enough:
        told = f"{first['n']} earlier results on {first['board']}: too few to say"
        ids = (first["claim_id"], first["own_id"])
        yield finding("sota-at-date", "not_checkable", told, ids, first["document_id"], reason="thin_coverage")
        return
    beaten = [row for row in enough if row["best_merit"] > row["merit"] and apart(row["own"], row["best"])]
    for row in beaten:
        told = (
            f"{row['own']} is called the best on {row['board']}, but {row['model']} had {row['best']} "
            f"on {row['best_date']}"
        )
        yield finding(
            "sota-at-date",
            "inconsistent",
            told,
            (row["claim_id"], row["best_id"], row["own_id"]),
            row["document_id"],
            reason="earlier_better",
            severity="error",
        )
    if not beaten:
        row = enough[0]
        told = f"{row['own']} is better than {row['n']} earlier results on {row['board']}"
        yield finding("sota-at-date", "consistent", told, (row["claim_id"], row["own_id"]), row["document_id"])


def apart(one: str, other: str) -> bool:
    return not printed(one).meets(printed(other))


OF_SIZE = r"\b(lower|higher|fewer|less|smaller|larger|greater|faster|slower|cheaper|lighter)\b"
COMPARED = f"""
    {PAIRS} AND ours.sign IS NOT NULL AND (
        (statement.kind = 'rank' AND statement.relation IN ('outperforms', 'underperforms'))
        OR (statement.kind = 'delta' AND statement.direction = 'up' AND ours.sign = 1)
    )
        -- what is lower is worse or better by its metric only, and a text may speak of costs that no board has
        AND (statement.metric_named OR NOT regexp_matches(lower(statement.quote), '{OF_SIZE}'))
    ORDER BY statement.claim_id, ours.claim_id, base.claim_id
"""


def better_than_said(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """Inconsistent where "X outperforms Y" and every value of X is below its value of Y, or where X is said to be n-th
    and more others are better."""
    compared = (row for row in asked(con, COMPARED) if row["kind"] == "rank")
    for pairs in by_claim(compared):
        yield judged_order(pairs)
    yield from other_places(con)


def judged_order(pairs: Sequence[Row]) -> Finding:
    wanted = 1 if pairs[0]["relation"] == "outperforms" else -1
    margins = [(pair, margin(pair).times(Decimal(wanted))) for pair in pairs]
    # with settings unsaid, or several boards of which not all were meant, one that agrees is enough
    agreeing = next((pair for pair, better_by in margins if better_by.low >= 0), None)
    if agreeing:
        return told(agreeing, "consistent", order_of(agreeing))
    level = next((pair for pair, better_by in margins if better_by.high > 0), None)
    if level:
        said = f"{order_of(level)}: as printed, either may be the better"
        return told(level, "not_checkable", said, "rounding")
    first = pairs[0]
    if first["benchmarks_named"] == 0 and len({pair["board"] for pair in pairs}) > 1:
        said = f"no board has {first['quote']!r} the way it is said; {order_of(first)}"
        return told(first, "review", said, "every_board")
    return told(first, "inconsistent", f"{first['quote']!r} is said, but {order_of(first)}", "order", "error")


def order_of(pair: Row) -> str:
    return f"{pair['ours_model']} has {pair['ours']}, {pair['base_model']} {pair['base']} on {pair['board']}"


def told(pair: Row, outcome: Outcome, said: str, reason: str = "", severity: Severity | None = None) -> Finding:
    ids = (pair["claim_id"], pair["ours_id"], pair["base_id"])
    return finding("rank-direction", outcome, said, ids, pair["document_id"], reason=reason, severity=severity)


def margin(pair: Row) -> Interval:
    """By how much ours is better, by the metric's direction."""
    difference = printed(pair["ours"]) - printed(pair["base"])
    return difference.times(Decimal(pair["sign"]))


def narrow_wins(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """To be reviewed: a win that rounding may hide, or by less than one item; means of several runs are left out."""
    for pairs in by_claim(asked(con, COMPARED)):
        plain = [pair for pair in pairs if not pair["ours_spread"] and not pair["base_spread"] and not pair["averaged"]]
        if plain and plain[0]["relation"] != "underperforms":
            yield from judged_win(plain, catalog)


def judged_win(pairs: Sequence[Row], catalog: Catalog) -> Iterator[Finding]:
    best = max(pairs, key=lambda pair: (margin(pair).high, pair["ours_id"]))
    by = margin(best)
    ids = (best["claim_id"], best["ours_id"], best["base_id"])
    order = f"{best['ours_model']} {best['ours']}, {best['base_model']} {best['base']} on {best['board']}"
    if by.low < 0 < by.high:
        told = f"a win within rounding: {order}"
        yield finding("tie", "review", told, ids, best["document_id"], reason="rounding", interval=by)
        return
    items = items_of(best, catalog)
    if best["upper"] == 100 and items and 0 < by.high < Decimal(100) / items:
        told = f"a win by less than one of {items} items: {order}"
        yield finding("tie", "review", told, ids, best["document_id"], reason="one_item", interval=by)


def items_of(pair: Row, catalog: Catalog) -> int:
    """Of the split that the scores are on; of the largest where none is told; 0 where its size is not known."""
    known = catalog.benchmarks.get(pair["benchmark"])
    splits = known.splits if known else {}
    if pair["score_split"]:
        return splits.get(pair["score_split"], 0)
    return max((items for split, items in splits.items() if split != "train"), default=0)
