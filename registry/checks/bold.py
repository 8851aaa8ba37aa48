"""`best-in-bold`: a table prints a cell in bold that is not the best of its column."""

from collections.abc import Iterator, Sequence

from registry.catalog import Catalog
from registry.checks.finding import CheckRow, Finding, Key, finding, grouped

__all__ = ["bold_against_best"]


def bold_against_best(rows: Sequence[CheckRow], catalog: Catalog) -> Iterator[Finding]:
    """To be reviewed where a plain cell of the same measure is better than every bold one, beyond what rounding hides.

    A review and no more: some tables print the best of each group of rows in bold, or their own rows. Only models
    compete.
    """
    competing = (row for row in rows if row.cell is not None and row.role == "model")
    for _, column in sorted(grouped(competing, column_of).items()):
        if any(row.bold for row in column):
            yield from judged(column, catalog)


def column_of(row: CheckRow) -> Key:
    return row.document_id, str(row.cell.table if row.cell is not None else ""), *row.measure


def judged(column: Sequence[CheckRow], catalog: Catalog) -> Iterator[Finding]:
    metric = catalog.metrics.get(column[0].metric)
    bold = [row for row in column if row.bold]
    if metric is None or metric.direction is None:
        yield finding("best-in-bold", "not_checkable", f"{column[0].metric!r} has no direction", bold[0])
        return
    sign = 1 if metric.direction == "higher" else -1
    best = max(column, key=lambda row: sign * row.value)
    best_bold = max(bold, key=lambda row: sign * row.value)
    if not best_bold.quantity.agrees_with(best.quantity):
        said = f"{best_bold.value} is in bold, but {best.model} has {best.value} in the same column"
        yield finding("best-in-bold", "review", said, best_bold, best)
