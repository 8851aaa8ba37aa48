"""`f1-from-pr`: an F1 that the precision and recall beside it do not give."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, asked, finding
from registry.checks.interval import Interval, printed, shown

if TYPE_CHECKING:
    import duckdb

__all__ = ["harmonic_means"]

# One model's three values on one split, in one row of a table or in one sentence. Macro F1 is no function of macro
# precision and recall: anything said of averaging keeps the three from being compared.
TRIPLES = """
    SELECT
        f1.claim_id, f1.document_id, f1.printed AS f1, p.printed AS p, r.printed AS r,
        p.claim_id AS p_id, r.claim_id AS r_id, f1.uncertainty
    FROM score AS f1
    JOIN score AS p ON p.metric = 'precision' AND {same}
    JOIN score AS r ON r.metric = 'recall' AND {also}
    WHERE f1.metric = 'f1' AND f1.role = 'model' AND NOT contains(f1.protocol, 'macro')
        AND f1.uncertainty IS NULL AND p.uncertainty IS NULL AND r.uncertainty IS NULL
    QUALIFY count(*) OVER (PARTITION BY f1.claim_id) = 1
    ORDER BY f1.document_id, f1.claim_id
"""
SAME = """
    {it}.document_id = f1.document_id AND {it}.model_key = f1.model_key AND {it}.benchmark = f1.benchmark
    AND {it}.split = f1.split AND {it}.protocol = f1.protocol AND {it}.table_index IS NOT DISTINCT FROM f1.table_index
    AND {it}.row_index IS NOT DISTINCT FROM f1.row_index
    AND (f1.table_index IS NOT NULL OR {it}.sentence_start = f1.sentence_start)
"""


def harmonic_means(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    query = TRIPLES.format(same=SAME.format(it="p"), also=SAME.format(it="r"))
    for row in asked(con, query):
        precision, recall = printed(row["p"]), printed(row["r"])
        if precision.low <= 0 or recall.low <= 0:
            continue
        actual, said = f1_of(precision, recall), printed(row["f1"])
        formula = f"2 * {row['p']} * {row['r']} / ({row['p']} + {row['r']})"
        ids = (row["claim_id"], row["p_id"], row["r_id"])
        agrees = said.meets(actual)
        told = f"F1 {row['f1']} {'agrees with' if agrees else 'is stated,'} {formula} = {shown(actual)}"
        yield finding(
            "f1-from-pr", "consistent" if agrees else "inconsistent", told, ids, row["document_id"],
            reason="" if agrees else "harmonic_mean", formula=formula, interval=actual,
        )  # fmt: skip


def f1_of(precision: Interval, recall: Interval) -> Interval:
    """F1 grows with both, so that its ends come of theirs."""
    low = 2 * precision.low * recall.low / (precision.low + recall.low)
    high = 2 * precision.high * recall.high / (precision.high + recall.high)
    return Interval(low, high)
