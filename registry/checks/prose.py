"""`prose-vs-table`: the text of a document and its own tables give one system different values."""

from collections.abc import Iterator, Sequence

from registry.catalog import Catalog, fold
from registry.checks.finding import CheckRow, Finding, Key, finding, grouped

__all__ = ["prose_against_table"]

CHECK = "prose-vs-table"


def prose_against_table(rows: Sequence[CheckRow], catalog: Catalog) -> Iterator[Finding]:
    """Inconsistent where text and table share the setting and no value; not checkable where the settings differ."""
    for _, same in sorted(grouped(rows, whatever_the_setting).items()):
        cells = [row for row in same if row.cell is not None]
        for row in same:
            if row.cell is None and cells:
                yield judged(row, cells)


def whatever_the_setting(row: CheckRow) -> Key:
    return row.document_id, row.benchmark, row.metric, fold(row.model)


def judged(row: CheckRow, cells: Sequence[CheckRow]) -> Finding:
    agreeing = [cell for cell in cells if cell.quantity.agrees_with(row.quantity)]
    if agreeing:
        return finding(CHECK, "consistent", f"the text's {row.value} stands in a table", row, agreeing[0])
    in_setting = [cell for cell in cells if cell.measure == row.measure]
    if not in_setting:
        return finding(CHECK, "not_checkable", "text and table differ in split or protocol", row, cells[0])
    nearest = min(in_setting, key=lambda cell: (abs(cell.value - row.value), cell.claim_id))
    return finding(CHECK, "inconsistent", f"{row.value} in the text, {nearest.value} in the table", row, nearest)
