"""`bound`: "up to x" against the greatest, "from a to b" against the greatest too, of what it speaks of."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, asked, by_claim, finding
from registry.checks.gain import PAIRS, readings
from registry.checks.interval import Interval, printed, shown

if TYPE_CHECKING:
    import duckdb

__all__ = ["bounds_of_members"]

SPANNING = f"""
    {PAIRS} AND statement.kind = 'delta' AND (statement.bound = 'up_to' OR statement.low IS NOT NULL)
        AND NOT statement.averaged
    ORDER BY statement.claim_id, ours.claim_id, base.claim_id
"""


def bounds_of_members(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """Of gains: the members are the same two models' differences on the boards that were named, or on all of them."""
    for pairs in by_claim(asked(con, SPANNING)):
        members = [(pair, difference) for pair in pairs for difference in ways(pair)]
        if len({pair["board"] for pair in pairs}) > 1 or pairs[0]["benchmarks_named"] == 1:
            yield judged(pairs, members)


def ways(pair: Row) -> list[Interval]:
    if pair["unit"] == "percent" and pair["basis"] != "absolute":
        return [actual for _, _, actual in readings(pair)]
    return [abs(printed(pair["ours"]) - printed(pair["base"]))]


def judged(pairs: Sequence[Row], members: Sequence[tuple[Row, Interval]]) -> Finding:
    first = pairs[0]
    greatest = max(members, key=lambda each: each[1].high)
    ids = (first["claim_id"], greatest[0]["ours_id"], greatest[0]["base_id"])
    if any(stated_top(first).meets(actual) for _, actual in members):
        told = f"{first['quote']} is reached: {shown(greatest[1])} at most"
        return finding("bound", "consistent", told, ids, first["document_id"], interval=greatest[1])
    short = greatest[1].high <= stated_top(first).low
    told = f"{first['quote']} is stated, the greatest difference is {shown(greatest[1])} on {greatest[0]['board']}"
    return finding(
        "bound", "inconsistent" if short else "review", told, ids, first["document_id"],
        reason="not_reached" if short else "exceeded", interval=greatest[1],
    )  # fmt: skip


def stated_top(row: Row) -> Interval:
    """The number after "up to", or the upper end of a range."""
    return abs(printed(row["printed"] if row["printed"] is not None else row["high"]))
