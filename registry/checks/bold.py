"""`best-in-bold`: a table prints a cell in bold that is not the best of its column."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, asked, by_claim, finding
from registry.checks.interval import printed

if TYPE_CHECKING:
    import duckdb

__all__ = ["bold_against_best"]

# Only models compete; a column is what one table says of one board.
COLUMNS = """
    SELECT
        claim_id, document_id, document_id || '/' || table_index || '/' || board AS key, printed, value, model, bold,
        sign, metric
    FROM score
    WHERE table_index IS NOT NULL AND role = 'model'
    QUALIFY bool_or(bold) OVER (PARTITION BY document_id, table_index, board)
    ORDER BY key, claim_id
"""


def bold_against_best(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """To be reviewed where a plain cell of the same measure is better than every bold one, beyond what rounding hides.

    A review and no more: some tables print the best of each group of rows in bold, or their own rows.
    """
    for column in by_claim(asked(con, COLUMNS), "key"):
        yield from judged(column)


def judged(column: Sequence[Row]) -> Iterator[Finding]:
    bold = [row for row in column if row["bold"]]
    sign = column[0]["sign"]
    if sign is None:
        said = f"{column[0]['metric']!r} has no direction"
        alone = (bold[0]["claim_id"],)
        yield finding("best-in-bold", "not_checkable", said, alone, bold[0]["document_id"], reason="no_direction")
        return
    best = max(column, key=lambda row: sign * row["value"])
    best_bold = max(bold, key=lambda row: sign * row["value"])
    if not printed(best_bold["printed"]).meets(printed(best["printed"])):
        said = f"{best_bold['printed']} is in bold, but {best['model']} has {best['printed']} in the same column"
        ids = (best_bold["claim_id"], best["claim_id"])
        yield finding("best-in-bold", "review", said, ids, best["document_id"], reason="better_cell")
