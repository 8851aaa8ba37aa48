"""`ratio`: "3x" against the two amounts that it is the quotient of, where the document states both."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, asked, by_claim, finding
from registry.checks.gain import claimed, fits
from registry.checks.interval import Interval, printed, shown

if TYPE_CHECKING:
    import duckdb

__all__ = ["stated_quotients"]

# One metric under one name and in one unit: a step's cost and the whole run's are two.
QUOTIENTS = """
    SELECT
        statement.*, ours.claim_id AS ours_id, ours.printed AS ours, base.claim_id AS base_id, base.printed AS base,
        NULL AS board
    FROM statement
    JOIN amount AS ours
        ON ours.document_id = statement.document_id AND ours.model_key = statement.model_key
    JOIN amount AS base
        ON base.document_id = statement.document_id AND list_contains(statement.baselines, base.model_key)
        AND base.metric_key = ours.metric_key AND base.unit IS NOT DISTINCT FROM ours.unit
        AND base.benchmark_keys = ours.benchmark_keys AND base.claim_id <> ours.claim_id
    WHERE statement.kind = 'ratio' AND statement.model_key <> '' AND NOT statement.averaged
        AND coalesce(statement.over_count, 1) = 1
        AND ours.kind IN ('score', 'size', 'delta') AND base.kind IN ('score', 'size', 'delta')
        AND (NOT statement.metric_named OR statement.metric_key = ours.metric_key)
        -- two amounts under no metric or no benchmark may be of unlike things, two that are one are no two sides of it
        AND coalesce(ours.metric_key, '') <> '' AND ours.printed <> base.printed
        AND (len(ours.benchmark_keys) > 0 OR (statement.metric_named AND ours.kind <> 'size'))
        AND coalesce(ours.bound, 'exact') = 'exact' AND coalesce(base.bound, 'exact') = 'exact'
    ORDER BY statement.claim_id, ours.claim_id, base.claim_id
"""


def stated_quotients(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    for pairs in by_claim(asked(con, QUOTIENTS)):
        quotients = [(pair, actual) for pair in pairs if (actual := quotient(pair)) is not None]
        if quotients:
            yield judged(quotients)


def quotient(pair: Row) -> Interval | None:
    """The larger over the smaller amount: "3x faster" and "a third of the time" say one thing."""
    ours, base = printed(pair["ours"]), printed(pair["base"])
    if ours.low <= 0 or base.low <= 0:
        return None
    return ours.over(base) if ours.low + ours.high > base.low + base.high else base.over(ours)


def judged(quotients: Sequence[tuple[Row, Interval]]) -> Finding:
    for pair, actual in quotients:
        said = claimed(pair)
        if fits(said, pair["bound"], actual) or fits(inverse(said), pair["bound"], actual):
            formula = f"{pair['ours']} and {pair['base']}"
            ids = (pair["claim_id"], pair["ours_id"], pair["base_id"])
            told = f"{pair['quote']} agrees with {formula}"
            return finding("ratio", "consistent", told, ids, pair["document_id"], formula=formula, interval=actual)
    pair, actual = quotients[0]
    formula = f"{pair['ours']} and {pair['base']}"
    told = f"{pair['quote']} is stated, {formula} are {shown(actual)} apart"
    ids = (pair["claim_id"], pair["ours_id"], pair["base_id"])
    return finding(
        "ratio", "inconsistent", told, ids, pair["document_id"], reason="quotient", formula=formula, interval=actual
    )


def inverse(said: Interval) -> Interval:
    return Interval(1 / said.high, 1 / said.low) if said.low > 0 else said
