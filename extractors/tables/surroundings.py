"""What stands around a table that has no caption: the line that leads in to it, and the headings it stands under."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from registry.model import Block, Document, Table

__all__ = ["Placed", "tables_in"]

LONGEST_LEAD = 150  # characters
Placed = tuple[Table, tuple[str, ...]]


def tables_in(document: Document) -> Iterator[Placed]:
    """Every table, and the headings above it, innermost first. "Binary classification:" right before a table without a
    caption is its caption."""
    open_headings: list[tuple[int, str]] = []
    for number, block in enumerate(document.blocks):
        if block.kind == "heading":
            level = level_of(document.text, block)
            open_headings = [each for each in open_headings if each[0] < level]
            open_headings.append((level, block.span.of(document.text).strip()))
        if block.table is not None:
            table = block.table
            if not table.caption:
                table = replace(table, caption=lead_in(document, document.blocks[:number]))
            outer = [heading for _, heading in reversed(open_headings) if heading != table.heading]
            yield table, (table.heading, *outer)


def level_of(text: str, heading: Block) -> int:
    """By the marks on its line ("### CoNLL"); a heading without marks closes all others."""
    line = text[text.rfind("\n", 0, heading.span.start) + 1 : heading.span.end].lstrip()
    return len(line) - len(line.lstrip("#"))


def lead_in(document: Document, before: Sequence[Block]) -> str:
    last = before[-1].span.of(document.text).strip() if before and before[-1].kind == "paragraph" else ""
    return last if last.endswith(":") and len(last) <= LONGEST_LEAD else ""
