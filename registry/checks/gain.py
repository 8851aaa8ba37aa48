"""`delta-absolute` and `delta-relative`: a stated gain against the two scores that it is the difference of."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, asked, by_claim, finding
from registry.checks.gain_slips import check_of, slipped_gains
from registry.checks.interval import Interval, printed, shown

if TYPE_CHECKING:
    import duckdb

__all__ = ["PAIRS", "absolute_gains", "claimed", "fits", "relative_gains"]

# A statement beside every pair of scores of its document that it may be about: the model it names, a baseline it names,
# on one board and in one table (or both in the text), on the benchmarks and by the metric it names.
PAIRS = """
    SELECT
        statement.*, ours.claim_id AS ours_id, ours.printed AS ours, ours.model AS ours_model, ours.board,
        ours.benchmark, ours.split AS score_split, ours.metric AS score_metric, ours.sign, ours.lower, ours.upper,
        ours.uncertainty AS ours_spread,
        base.claim_id AS base_id, base.printed AS base, base.model AS base_model, base.uncertainty AS base_spread
    FROM statement
    JOIN score AS ours
        ON ours.document_id = statement.document_id AND ours.model_key = statement.model_key
    JOIN score AS base
        ON base.document_id = statement.document_id
        AND list_contains(statement.baselines, base.model_key)
        AND base.board = ours.board
        AND base.table_index IS NOT DISTINCT FROM ours.table_index
        AND base.model_key <> ours.model_key
    WHERE statement.model_key <> ''
        AND (statement.benchmarks_named = 0 OR list_contains(statement.benchmarks, ours.benchmark))
        AND (ours.split = '' OR coalesce(statement.split, '') IN ('', ours.split))
        AND (NOT statement.metric_named OR statement.metric = ours.metric)
"""
# "9.0 faster than": a gain of another kind than any board's metric, unless it is named.
OF_COSTS = """(NOT statement.metric_named AND regexp_matches(
    coalesce(statement.sentence, '')[strpos(coalesce(statement.sentence, ''), statement.quote):],
    '^\\S+(\\s\\S+)?\\s(times\\s)?(faster|slower|smaller|larger|cheaper|lighter|fewer|shorter|longer|less)\\b'
))"""
GAINS = f"""
    {PAIRS} AND statement.kind = 'delta' AND NOT statement.averaged AND coalesce(statement.over_count, 1) = 1
        AND NOT {OF_COSTS}
    ORDER BY statement.claim_id, ours.claim_id, base.claim_id
"""
TOLERANCE = Decimal("0.1")  # of a number that is "about" something


def claimed(row: Row) -> Interval:
    """The size of what a statement says, without its sign."""
    if row["printed"] is None:
        return Interval(printed(row["low"]).low, printed(row["high"]).high)
    return abs(printed(row["printed"]))


def fits(said: Interval, bound: str | None, actual: Interval) -> bool:
    """Whether the true number can be what was said of it."""
    if bound == "at_least":
        return actual.high > said.low
    if bound in ("at_most", "up_to"):
        return actual.low < said.high
    if bound == "about":
        return said.widened(said.high * TOLERANCE).meets(actual)
    return said.meets(actual)


def absolute_gains(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """In points, or in the metric's own unit."""
    return gains(con, "delta-absolute", judged_absolute)


def relative_gains(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """In percent: of points, of the baseline, or of the error that was left, whichever fits."""
    return gains(con, "delta-relative", judged_relative)


def gains(con: "duckdb.DuckDBPyConnection", check: str, judge: Callable[[Sequence[Row]], Finding]) -> Iterator[Finding]:
    """Those that a check speaks of, against named pairs of scores; the others against the tables' differences."""
    judged_ids = set()
    for pairs in by_claim(row for row in asked(con, GAINS) if check_of(row) == check):
        if pairs[0]["bound"] != "up_to":
            judged_ids.add(pairs[0]["claim_id"])
            yield judge(pairs)
    yield from slipped_gains(con, check, judged_ids)


def judged_absolute(pairs: Sequence[Row]) -> Finding:
    said, bound = claimed(pairs[0]), pairs[0]["bound"]
    differences = [(pair, printed(pair["ours"]) - printed(pair["base"])) for pair in pairs]
    for pair, actual in differences:
        if fits(said, bound, abs(actual)):
            return with_sign(pair, actual)
    if is_open(pairs):
        return unclear("delta-absolute", pairs)
    pair, actual = nearest(said, differences)
    return disagreement("delta-absolute", pair, abs(actual), f"{pair['ours']} - {pair['base']}", flips(actual))


def with_sign(pair: Row, actual: Interval) -> Finding:
    """The size agrees; a gain where the numbers show a loss is an error all the same."""
    formula = f"{pair['ours']} - {pair['base']}"
    ids = (pair["claim_id"], pair["ours_id"], pair["base_id"])
    wrong = pair["sign"] == 1 and (
        (pair["direction"] == "up" and actual.high <= 0) or (pair["direction"] == "down" and actual.low >= 0)
    )
    if wrong:
        said = f"{pair['quote']} is said to be {pair['direction']}, but {formula} = {shown(actual)}"
        return finding(
            "delta-absolute", "inconsistent", said, ids, pair["document_id"],
            reason="sign", formula=formula, interval=actual, severity="error",
        )  # fmt: skip
    said = f"{pair['quote']} agrees with {formula}"
    return finding("delta-absolute", "consistent", said, ids, pair["document_id"], formula=formula, interval=actual)


def judged_relative(pairs: Sequence[Row]) -> Finding:
    said, bound = claimed(pairs[0]), pairs[0]["bound"]
    tried = [(pair, name, formula, actual) for pair in pairs for name, formula, actual in readings(pair)]
    fitting = [each for each in tried if fits(said, bound, each[3])]
    if fitting:
        pair, name, formula, actual = fitting[0]
        names = sorted({name for _, name, _, _ in fitting})
        several = len(names) > 1 and pair["basis"] != "relative"
        told = f"{pair['quote']} may be {' or '.join(names)}" if several else f"{pair['quote']} is {name}"
        return finding(
            "delta-relative", "consistent", f"{told}: {formula}",
            (pair["claim_id"], pair["ours_id"], pair["base_id"]), pair["document_id"],
            reason="ambiguous" if several else "", formula=formula, interval=actual,
        )  # fmt: skip
    if is_open(pairs):
        return unclear("delta-relative", pairs)
    pair, _, formula, actual = min(tried, key=lambda each: (distance(said, each[3]), each[2]))
    difference = printed(pair["ours"]) - printed(pair["base"])
    return disagreement("delta-relative", pair, actual, formula, flips(difference))


def readings(pair: Row) -> Iterator[tuple[str, str, Interval]]:
    """What "by x %" may mean of two scores: its name, its formula, its value in percent."""
    ours, base = printed(pair["ours"]), printed(pair["base"])
    difference = abs(ours - base)
    hundred = Decimal(100)
    if pair["basis"] != "relative":
        yield "points", f"|{pair['ours']} - {pair['base']}|", difference
    relative = difference.over(base)
    if relative is not None:
        yield "relative", f"|{pair['ours']} - {pair['base']}| / {pair['base']}", abs(relative).times(hundred)
    if pair["upper"] is not None and pair["sign"] == 1:
        top = Decimal(str(pair["upper"]))
        left = difference.over(Interval(top - base.high, top - base.low))
        if left is not None:
            formula = f"|{pair['ours']} - {pair['base']}| / ({top:g} - {pair['base']})"
            yield "relative error", formula, abs(left).times(hundred)


def is_open(pairs: Sequence[Row]) -> bool:
    """Whether the text does not say which of several boards it means."""
    benchmarks, metrics = ({pair[name] for pair in pairs} for name in ("benchmark", "score_metric"))
    said = pairs[0]
    return (len(benchmarks) > 1 and not said["benchmarks_named"]) or (len(metrics) > 1 and not said["metric_named"])


def unclear(check: str, pairs: Sequence[Row]) -> Finding:
    """No pair fits, but it was not said which board is meant."""
    first = pairs[0]
    boards = len({pair["board"] for pair in pairs})
    missing = "benchmark" if not first["benchmarks_named"] else "metric"
    said = f"{first['quote']}: no {missing} is named, and none of {boards} boards has this difference"
    ids = (first["claim_id"], first["ours_id"], first["base_id"])
    return finding(check, "not_checkable", said, ids, first["document_id"], reason=f"{missing}_unsaid")


def disagreement(check: str, pair: Row, actual: Interval, formula: str, flipped: bool) -> Finding:
    said = f"{pair['quote']} is stated, {formula} = {shown(actual)} on {pair['board']}"
    spread = pair["ours_spread"] or pair["base_spread"]
    return finding(
        check,
        "review" if spread else "inconsistent",
        said,
        (pair["claim_id"], pair["ours_id"], pair["base_id"]),
        pair["document_id"],
        reason="spread" if spread else "difference",
        formula=formula,
        interval=actual,
        severity="error" if flipped and not spread else None,
    )


def flips(difference: Interval) -> bool:
    """Whether there may be no difference at all, so that the sign is at stake."""
    return difference.low <= 0 <= difference.high


def nearest(said: Interval, differences: Sequence[tuple[Row, Interval]]) -> tuple[Row, Interval]:
    return min(differences, key=lambda each: (distance(said, abs(each[1])), each[0]["ours_id"], each[0]["base_id"]))


def distance(one: Interval, other: Interval) -> Decimal:
    return abs((one.low + one.high) - (other.low + other.high))
