"""`unit-slip`: percentages and fractions mixed in one column, or a value a hundredfold its board's."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.across import slips_between_papers
from registry.checks.finding import Finding, Row, asked, by_claim, finding

if TYPE_CHECKING:
    import duckdb

__all__ = ["mixed_units"]

# Of metrics that are percentages: elsewhere 0.9 and 12 may stand in one column with good reason.
COLUMNS = """
    SELECT claim_id, document_id, document_id || '/' || table_index || '/' || column_index AS key, raw
    FROM score
    WHERE table_index IS NOT NULL AND upper = 100 AND lower = 0 AND raw IS NOT NULL AND role = 'model'
    WINDOW own AS (PARTITION BY document_id, table_index, column_index)
    QUALIFY count(*) FILTER (raw > 0 AND raw < 1) OVER own > 0 AND count(*) FILTER (raw > 1) OVER own > 0
    ORDER BY key, claim_id
"""


def mixed_units(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """To be reviewed, never more: the scale is decided for a board, not for a cell."""
    for column in by_claim(asked(con, COLUMNS), "key"):
        yield from odd_ones(column)
    yield from slips_between_papers(con, catalog)


FEW, ROOM = 0.2, 1.25


def odd_ones(column: Sequence[Row]) -> Iterator[Finding]:
    """The few of a column that a hundredfold would put among the others: fractions among percentages, or percentages
    among fractions."""
    fractions = [row for row in column if 0 < row["raw"] < 1]
    percentages = [row for row in column if row["raw"] > 1]
    few, many = (fractions, percentages) if len(fractions) <= len(percentages) else (percentages, fractions)
    factor = 100 if few is fractions else 0.01
    least, most = min(row["raw"] for row in many), max(row["raw"] for row in many)
    for row in few if len(few) <= max(1, FEW * len(column)) else ():
        if not least / ROOM <= row["raw"] * factor <= most * ROOM:
            continue
        said = f"{row['raw']:g} stands in a column of values such as {many[0]['raw']:g}"
        ids = (row["claim_id"], many[0]["claim_id"])
        yield finding("unit-slip", "review", said, ids, row["document_id"], reason="mixed_column")
