"""`bound`: "up to x" against the greatest, "from a to b" against the least and the greatest of what it speaks of."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, asked, by_claim, finding
from registry.checks.gain import PAIRS, readings
from registry.checks.interval import Interval, printed, shown

if TYPE_CHECKING:
    import duckdb

__all__ = ["bounds_of_members"]

Member: TypeAlias = tuple[Row, Interval]

SPANNING = f"""
    {PAIRS} AND statement.kind = 'delta' AND (statement.bound = 'up_to' OR statement.low IS NOT NULL)
        AND NOT statement.averaged
    ORDER BY statement.claim_id, ours.claim_id, base.claim_id
"""


def bounds_of_members(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """Of gains: the members are the same two models' differences on the boards that were named, or on all of them. A
    range of one board's gains is of something else that varies, and is left to the checks of gains."""
    for pairs in by_claim(asked(con, SPANNING)):
        members = [(pair, difference) for pair in pairs for difference in ways(pair)]
        named = pairs[0]["benchmarks_named"] == 1 and pairs[0]["low"] is None
        if named or len({pair["board"] for pair in pairs}) > 1:
            yield judged(pairs[0], members)


def ways(pair: Row) -> list[Interval]:
    if pair["unit"] == "percent" and pair["basis"] != "absolute":
        return [actual for _, _, actual in readings(pair)]
    return [abs(printed(pair["ours"]) - printed(pair["base"]))]


def judged(said: Row, members: Sequence[Member]) -> Finding:
    greatest = max(members, key=lambda each: each[1].high)
    if not is_reached(stated_top(said), members):
        return missed(said, greatest, "greatest", beyond=greatest[1].low >= stated_top(said).high)
    least = min(members, key=lambda each: each[1].low)
    if said["low"] is not None and not is_reached(printed(said["low"]), members):
        return missed(said, least, "least", beyond=least[1].high <= printed(said["low"]).low)
    ids = (said["claim_id"], greatest[0]["ours_id"], greatest[0]["base_id"])
    told = f"{said['quote']} is reached: {shown(greatest[1])} at most"
    return finding("bound", "consistent", told, ids, said["document_id"], interval=greatest[1])


def is_reached(end: Interval, members: Sequence[Member]) -> bool:
    return any(end.meets(actual) for _, actual in members)


def missed(said: Row, member: Member, which: str, beyond: bool) -> Finding:
    """Inconsistent where no member goes as far as is said; to be reviewed where one goes beyond it."""
    pair, actual = member
    told = f"{said['quote']} is stated, the {which} difference is {shown(actual)} on {pair['board']}"
    ids = (said["claim_id"], pair["ours_id"], pair["base_id"])
    return finding(
        "bound", "review" if beyond else "inconsistent", told, ids, said["document_id"],
        reason="exceeded" if beyond else "not_reached", interval=actual,
    )  # fmt: skip


def stated_top(row: Row) -> Interval:
    """The number after "up to", or the upper end of a range."""
    return abs(printed(row["printed"] if row["printed"] is not None else row["high"]))
