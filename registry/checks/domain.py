"""`range`: a value that its metric cannot take."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, asked, finding
from registry.checks.interval import printed

if TYPE_CHECKING:
    import duckdb

__all__ = ["outside_domain"]

# The stored ends are floating numbers: a value at the border goes to the exact comparison, none is lost to rounding.
OUTSIDE = """
    SELECT
        claim_id, document_id, metric, metric_name, printed, lower, upper, metric_known, table_index,
        table_index IS NOT NULL AND count(*) OVER own >= 3
            AND count(*) FILTER (suspect) OVER own > 0.5 * count(*) OVER own AS column_outside
    FROM (
        SELECT *, coalesce(least >= upper - 1e-9, false) OR coalesce(most <= lower + 1e-9, false) AS suspect
        FROM score
    )
    WINDOW own AS (PARTITION BY document_id, table_index, metric)
    QUALIFY NOT metric_known OR suspect
    ORDER BY document_id, claim_id
"""


def outside_domain(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """Inconsistent where no value that rounds to the printed one lies in the metric's domain; open ends stay open.

    Where most values of a metric in a table lie outside, they are of another metric than they were read as; "-4.57 TER"
    in a text is a change.
    """
    for row in asked(con, OUTSIDE):
        ids, document_id = (row["claim_id"],), row["document_id"]
        if not row["metric_known"]:
            said = f"the catalogue has no metric {row['metric']!r}"
            yield finding("range", "not_checkable", said, ids, document_id, reason="unknown_metric")
        elif row["table_index"] is None and row["lower"] == 0 and row["printed"].startswith("-"):
            said = f"{row['printed']} is a change rather than a value of {row['metric_name']}"
            yield finding("range", "not_checkable", said, ids, document_id, reason="signed_in_text")
        elif is_outside(row) and row["column_outside"]:
            said = f"most values of the table lie outside {row['metric_name']}'s {domain(row)}"
            yield finding("range", "not_checkable", said, ids, document_id, reason="column_outside")
        elif is_outside(row):
            said = f"{row['printed']} lies outside {row['metric_name']}'s {domain(row)}"
            yield finding(
                "range", "inconsistent", said, ids, document_id,
                reason="domain", interval=printed(row["printed"]), severity="error",
            )  # fmt: skip


def is_outside(row: Row) -> bool:
    value = printed(row["printed"])
    too_low = row["lower"] is not None and value.high < Decimal(str(row["lower"]))
    return too_low or (row["upper"] is not None and value.low > Decimal(str(row["upper"])))


def domain(row: Row) -> str:
    lower, upper = row["lower"], row["upper"]
    if lower is None or upper is None:
        return f"least value {lower:g}" if lower is not None else f"greatest value {upper:g}"
    return f"{lower:g} to {upper:g}"
