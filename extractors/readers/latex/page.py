"""From items to a document's text: paragraphs with a blank line between them, a table's rows on lines of their own."""

from collections.abc import Sequence

from extractors.readers.latex.items import Item
from registry.model import Block, Cell, Span, Table

__all__ = ["BAR", "GAP", "laid_out"]

BAR = " | "
GAP = "\n\n"


def laid_out(items: Sequence[Item]) -> tuple[str, tuple[Block, ...]]:
    """The text, and a block for each item with the place it stands in."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for item in items:
        if item.kind == "table":
            text, table = table_at(item, at)
        else:
            text, table = item.text, None
        if not text.strip():
            continue
        parts.append(text)
        blocks.append(Block(item.kind, Span(at, at + len(text)), table))
        at += len(text) + len(GAP)
    return GAP.join(parts), tuple(blocks)


def table_at(item: Item, start: int) -> tuple[str, Table]:
    lines: list[str] = []
    rows: list[tuple[Cell, ...]] = []
    at = start
    for number, row in enumerate(item.rows):
        cells: list[Cell] = []
        for column, cell in enumerate(row):
            span = Span(at, at + len(cell.text))
            cells.append(Cell(number, column, cell.text, span, cell.bold, cell.underline))
            at = span.end + len(BAR)
        at += 1 - len(BAR)
        lines.append(BAR.join(cell.text for cell in row))
        rows.append(tuple(cells))
    return "\n".join(lines), Table(tuple(rows), item.header_rows, item.caption, item.heading, item.told)
