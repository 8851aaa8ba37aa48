"""The place that a document says a system has, against those that its own numbers put before it (`rank-direction`)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from registry.checks.finding import Finding, Row, asked, by_claim, finding
from registry.checks.interval import printed

if TYPE_CHECKING:
    import duckdb

__all__ = ["other_places", "stated_place"]

CHECK = "rank-direction"
# "n-th on B": the system's numbers on that board beside all other systems' of the same table, or of the text. Which
# metric decides is seldom said, so that a document must have one board for it.
PLACED = """
    SELECT
        statement.claim_id, statement.document_id, statement.quote, ours.claim_id AS ours_id, ours.printed AS ours,
        ours.model, ours.board, ours.sign, ours.table_index, other.claim_id AS other_id, other.printed AS other,
        other.model_key AS other_key, other.model AS other_model
    FROM statement
    JOIN score AS ours ON ours.document_id = statement.document_id AND ours.model_key = statement.model_key
    JOIN score AS other
        ON other.document_id = statement.document_id AND other.board = ours.board
        AND other.table_index IS NOT DISTINCT FROM ours.table_index AND other.model_key <> ours.model_key
    WHERE statement.kind = 'rank' AND statement.relation = 'place' AND statement.model_key <> ''
        AND statement.benchmarks_named = 1 AND list_contains(statement.benchmarks, ours.benchmark)
        AND (ours.split = '' OR coalesce(statement.split, '') IN ('', ours.split))
        AND (NOT statement.metric_named OR statement.metric = ours.metric)
        AND ours.sign IS NOT NULL AND other.role = 'model'
        -- the paper's own variants take no place of their own
        AND NOT starts_with(other.model_key, ours.model_key) AND NOT starts_with(ours.model_key, other.model_key)
        AND NOT (coalesce(other.first_party, false) AND coalesce(ours.first_party, false))
    ORDER BY statement.claim_id, ours.claim_id, other.claim_id
"""
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
PLACE = regex.compile(
    rf"""(?ix) (?P<top> \b top [\s-] )? (?: \b (?P<word> {"|".join(ORDINALS + NUMBERS)} ) \b
        | (?P<digits> \d{{1,3}} ) (?! [.\d] ) )"""
)
WON = regex.compile(r"(?i)\b(?:won|tops|topped|topping|winning)\b")


def stated_place(quote: str) -> tuple[int, bool] | None:
    """Which place a quote names, and whether that one or a better is meant ("top three"); None where it names none.

    >>> stated_place("ranked 3rd"), stated_place("in the top ten"), stated_place("won")
    ((3, False), (10, True), (1, False))
    """
    found = PLACE.search(quote)
    if found is None:
        return (1, False) if WON.search(quote) else None
    if found["digits"]:
        return int(found["digits"]), bool(found["top"])
    word = found["word"].lower()
    return (ORDINALS.index(word) if word in ORDINALS else NUMBERS.index(word)) + 1, bool(found["top"])


def other_places(con: "duckdb.DuckDBPyConnection") -> Iterator[Finding]:
    """Inconsistent where more others are clearly better than the place leaves room for: a table may leave systems out,
    and so says nothing where fewer are."""
    for rows in by_claim(asked(con, PLACED)):
        place = stated_place(rows[0]["quote"])
        if place is not None and len({row["board"] for row in rows}) == 1:
            yield judged(rows, *place)


def judged(rows: Sequence[Row], place: int, is_least: bool) -> Finding:
    """By the system's best number: with its others it is no higher."""
    first = rows[0]
    best = max(rows, key=lambda row: (row["sign"] * Decimal(row["ours"]), row["ours_id"]))
    against = [row for row in rows if row["ours_id"] == best["ours_id"]]
    better = list({row["other_key"]: row for row in against if is_better(row)}.values())
    ids = (first["claim_id"], best["ours_id"], *(row["other_id"] for row in better))
    where = f"{best['model']} has {best['ours']} on {best['board']}"
    if len(better) >= place:
        names = ", ".join(f"{row['other_model']} {row['other']}" for row in better)
        said = f"{first['quote']!r} is said, but {where}, and better are {names}"
        return finding(CHECK, "inconsistent", said, ids, first["document_id"], reason="place", severity="error")
    if len(better) < place - 1 and not is_least:
        said = f"{where}; {len(better)} better ones are listed, and there may be more"
        return finding(CHECK, "not_checkable", said, ids, first["document_id"], reason="place_not_listed")
    return finding(CHECK, "consistent", f"{where}, {len(better)} better", ids, first["document_id"])


def is_better(row: Row) -> bool:
    """Whether the other is clearly better, by the metric's direction."""
    by = (printed(row["other"]) - printed(row["ours"])).times(Decimal(row["sign"]))
    return by.low >= 0
