"""Tables that a Markdown text writes in HTML, with the place of every cell in that text.

The HTML is read as any page is. To know which cell came from where, the first letter of each cell in the source has its
number set before it, in two private signs that no rule takes for a letter or a digit, and loses it again in the grid.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from registry.model import Cell, Span

if TYPE_CHECKING:
    from extractors.readers.latex.grid import GridCell
    from extractors.readers.latex.items import Item

__all__ = ["HtmlTable", "closings", "html_tables"]

TABLE = re.compile(r"<(/?)table\b[^<>]*>?", re.IGNORECASE)
# A cell, up to the next one or the end of its row; its first letter is the first sign outside of a tag.
CELL = re.compile(r"<t[dh]\b[^<>]*>", re.IGNORECASE)
CELL_END = re.compile(r"</?(?:t[dhr]|thead|tbody|tfoot|table)\b", re.IGNORECASE)
FIRST_LETTER = regex.compile(r"(?:\s++|<[^<>]*+>|&nbsp;)*+")
LOWEST, SIGNS = 0xE000, 6400  # the private use area of Unicode
PRIVATE = re.compile("[\ue000-\uf8ff]")
NUMBER = re.compile("([\ue000-\uf8ff])([\ue000-\uf8ff])")


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """One table and the stretch of text from its opening to its closing tag."""

    span: Span
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int
    caption: str


def html_tables(text: str, start: int, end: int, closings: Mapping[int, int]) -> Iterator[HtmlTable]:
    """The tables that open in `text[start:end]`; the last may close below. One that nothing closes ends there."""
    while opening := TABLE.search(text, start, end):
        start = opening.end()
        if opening[1]:
            continue
        span = Span(opening.start(), closings.get(opening.start(), end))
        start = max(start, span.end)
        if table := table_in(text, span):
            yield table


def closings(text: str) -> dict[int, int]:
    """Where each table that opens is closed; those that nothing closes are not in it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for tag in TABLE.finditer(text):
        if not tag[1]:
            opened.append(tag.start())
        elif opened:
            found[opened.pop()] = tag.end()
    return found


def table_in(text: str, span: Span) -> HtmlTable | None:
    places = cell_places(text, span)
    item = item_of(numbered(text, span, places))
    if item is None:
        return None
    first_rows: dict[int, int] = {}
    rows = tuple(
        placed_row(number, row, places, first_rows, span.start)
        for number, row in enumerate(item.rows)
    )  # fmt: skip
    return HtmlTable(span, rows, item.header_rows, without_numbers(item.caption))


def cell_places(text: str, span: Span) -> list[tuple[Span, int]]:
    """Each cell that has text: where its content stands without white space at its ends, and its first letter."""
    found = []
    for opening in CELL.finditer(text, span.start, span.end):
        ending = CELL_END.search(text, opening.end(), span.end)
        end = ending.start() if ending else span.end
        letter = FIRST_LETTER.match(text, opening.end(), end)
        if letter is not None and letter.end() < end:
            content = text[opening.end() : end]
            begin = opening.end() + len(content) - len(content.lstrip())
            found.append((Span(begin, begin + len(content.strip())), letter.end()))
    return found


def numbered(text: str, span: Span, places: Sequence[tuple[Span, int]]) -> str:
    parts, at = [], span.start
    for number, (_, letter) in enumerate(places):
        high, low = divmod(number, SIGNS)
        parts += [PRIVATE.sub("\ufffd", text[at:letter]), chr(LOWEST + high), chr(LOWEST + low)]
        at = letter
    return "".join([*parts, PRIVATE.sub("\ufffd", text[at : span.end])])


def without_numbers(text: str) -> str:
    return NUMBER.sub("", text).strip()


def item_of(source: str) -> "Item | None":
    # late, as lxml is for HTML
    from lxml import etree

    from extractors.readers.html_tags import tag_of
    from extractors.readers.markup import Renderer
    from extractors.readers.markup_source import html_parser

    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), html_parser())
    except (etree.XMLSyntaxError, ValueError):
        return None
    items = Renderer(tag_of).render(root) if root is not None else []
    return next((item for item in items if item.kind == "table"), None)


def placed_row(
    row: int, cells: "Sequence[GridCell]", places: Sequence[tuple[Span, int]], first_rows: dict[int, int], before: int
) -> tuple[Cell, ...]:
    """The cells of a row with their places, one behind the other. One that is empty, or repeats a cell spanning columns
    or rows, stands nowhere: its place is empty, and right behind the cell left of it."""
    numbers = [number_in(cell.text) for cell in cells]
    own = [number is not None and first_rows.setdefault(number, row) == row for number in numbers]
    at = next(
        (places[number][0].start for number, is_own in zip(numbers, own, strict=True) if is_own and number is not None),
        before,
    )
    found = []
    for column, (cell, number, is_own) in enumerate(zip(cells, numbers, own, strict=True)):
        span = places[number][0] if is_own and number is not None else Span(at, at)
        span = span if span.start >= at else Span(at, at)  # repeated, or put in another order as broken HTML is
        at = span.end
        found.append(Cell(row, column, without_numbers(cell.text), span, cell.bold, cell.underline))
    return tuple(found)


def number_in(text: str) -> int | None:
    match = NUMBER.search(text)
    return (ord(match[1]) - LOWEST) * SIGNS + ord(match[2]) - LOWEST if match else None
