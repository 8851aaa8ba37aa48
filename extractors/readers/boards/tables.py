"""What boards that are tables share: the row of a cell as JSON, links in cells, the words of a heading."""

import html
import json
import re
from collections.abc import Mapping, Sequence

from registry.model import Cell, Span

__all__ = ["link_in", "node_of", "row_span", "words"]

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
LINK = re.compile(r"\[(?P<title>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?P<url>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")


def words(heading: str) -> str:
    """A heading without case, marks and doubled spaces."""
    return " ".join(re.findall(r"[^\W_]+", heading.casefold()))


def row_span(row: Sequence[Cell]) -> Span:
    return Span(row[0].span.start, max(row[-1].span.end, row[0].span.start))


def node_of(headings: Mapping[int, str], row: Sequence[Cell], text: str) -> str:
    """The row's cells as they stand in the file, by heading."""
    fields: dict[str, str] = {}
    for cell in row:
        name = headings.get(cell.column) or f"column {cell.column + 1}"
        name = name if name not in fields else f"{name} ({cell.column + 1})"
        fields[name] = cell.span.of(text)
    return json.dumps(fields, ensure_ascii=False)


def link_in(raw: str) -> tuple[str, str]:
    """Title and address of a cell's first Markdown link; its words and "" where it has none. Signs are as a reader of
    the page sees them: "\\*" is a star."""
    found = LINK.search(raw)
    return (as_seen(found["title"]), found["url"]) if found else (as_seen(raw), "")


def as_seen(raw: str) -> str:
    return html.unescape(ESCAPED.sub(r"\1", raw)).strip()
