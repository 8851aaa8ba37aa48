"""Lines into paragraphs, headings, captions and tables, in reading order."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractors.readers.latex.items import Item
from extractors.readers.paragraphs import is_abstract_name, is_caption, is_section_name
from extractors.readers.pdf.glyphs import Page
from extractors.readers.pdf.lines import Line, lines_of
from extractors.readers.pdf.tables import Box, Found, box_of, tables_in
from registry.model import BlockKind

__all__ = ["Piece", "flow"]

MARGIN = 0.1  # of the page's height, where its number and running title stand
HYPHENATED = re.compile(r"\w+(?:-\w+)+")
LAST_WORD = re.compile(r"[\w-]*\Z")
BULLET = re.compile(r"[•◦▪–-] ")
ABSTRACT = re.compile(r"abstract[.:—–-]+\s*(?=\w)", re.IGNORECASE)


@dataclass(slots=True)
class Piece(Item):
    """An item with its places: of lines by where they stand in its text, of a table's cells by row and column."""

    lines: list[tuple[int, int, int, Box]] = field(default_factory=list)
    boxes: list[list[Box | None]] = field(default_factory=list)
    page: int = 0


def flow(pages: Sequence[Page]) -> list[Piece]:
    lines = without_margins(lines_of(pages), pages)
    if not lines:
        return []
    compounds = {word for line in lines for word in HYPHENATED.findall(line.text)}
    body = median(line.size for line in lines for _ in range(1 + len(line.text) // 20))
    pieces: list[Piece] = []
    heading, abstract = "", False
    title_size = size_of_title(lines, body)
    for part in parts(lines, tables_in(lines)):
        if isinstance(part, Found):
            pieces += table_pieces(lines, part, heading, compounds)
            continue
        piece = paragraph(part, compounds)
        piece.kind = look(part, piece.text, body, title_size if not any(one.kind == "title" for one in pieces) else 0)
        if piece.kind == "heading":
            heading, abstract = piece.text, is_abstract_name(piece.text)
        elif piece.kind == "paragraph" and (abstract or ABSTRACT.match(piece.text)):
            piece.kind = "abstract"
        pieces.append(piece)
    return pieces


def size_of_title(lines: Sequence[Line], body: float) -> float:
    """The size of the largest letters in the upper half of the first page; 0 where they are the text's own."""
    first = [line.size for line in lines if line.part[0] == lines[0].part[0] and len(line.text) > 8][:12]
    largest = max(first, default=0.0)
    return largest if largest > 1.15 * body else 0.0


# What is no part of the text


def without_margins(lines: Sequence[Line], pages: Sequence[Page]) -> list[Line]:
    """Without page numbers and running titles: what stands in the margins of several pages but for its digits."""
    heights = {page.number: page.height for page in pages}
    in_margin = [not MARGIN < line.base / heights[line.part[0]] < 1 - MARGIN for line in lines]
    repeated = {(bare(line.text), line.part[0]) for line, outside in zip(lines, in_margin, strict=True) if outside}
    pages_with = Counter(text for text, _ in repeated)
    often = min(3, max(2, len(pages)))
    return [
        line
        for line, outside in zip(lines, in_margin, strict=True)
        if not outside or (bare(line.text) and pages_with[bare(line.text)] < often)
    ]


def bare(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text)


# Paragraphs


def parts(lines: Sequence[Line], tables: Sequence[Found]) -> Iterator[list[Line] | Found]:
    """Paragraphs' lines and tables in the order of the text. A sentence that a table or the end of a column interrupts
    goes on behind it."""
    begin = {min(table.caption.start, table.body.start): table for table in tables}
    taken = {at for table in tables for at in (*table.caption, *table.body)}
    pitch = pitches(lines)
    current: list[Line] = []
    waiting: list[Found] = []
    for at, line in enumerate(lines):
        if at in begin:
            waiting.append(begin[at])
        if at in taken:
            continue
        last = current[-1] if current else None
        apart = bool(waiting) or (last is not None and last.part != line.part)
        if last is not None and (breaks_off(last, line) if apart else begins(last, line, current, pitch)):
            yield current
            yield from waiting
            current, waiting = [], []
        current.append(line)
    if current:
        yield current
    yield from waiting


def pitches(lines: Sequence[Line]) -> dict[float, float]:
    """For letters of one size, the usual distance of base lines."""
    found: dict[float, list[float]] = {}
    for upper, lower in pairwise(lines):
        if upper.part == lower.part and abs(upper.size - lower.size) < 0.3:
            found.setdefault(round(lower.size), []).append(lower.base - upper.base)
    return {size: median(distances) for size, distances in found.items()}


def breaks_off(last: Line, line: Line) -> bool:
    """Whether a new paragraph begins behind a column's end or a table."""
    ended = last.text.rstrip("”\")’'")[-1:] in ".!?:"
    return ended or not line.text[:1].islower() or abs(last.size - line.size) > 0.08 * line.size


def begins(last: Line, line: Line, current: Sequence[Line], pitch: dict[float, float]) -> bool:
    """Whether a new paragraph begins with this line, right below another one."""
    width = line.column[1] - line.column[0]
    usual = min(pitch.get(round(line.size), line.size * 1.2), line.size * 1.8)
    if abs(last.size - line.size) > 0.08 * max(line.size, last.size) or last.bold != line.bold:
        return True
    if line.base - last.base > 1.25 * usual or line.rules or BULLET.match(line.text):
        return True
    ended = last.text[-1:] in ".!?:" and line.text[:1].isupper()
    if is_caption(line.text) and ended:
        return True
    indented = (
        line.left > last.left + 0.8 * line.size and (len(current) > 1 or ended) and line.left < last.left + 0.3 * width
    )
    return (indented and not line.text[:1].islower()) or (ended and last.right < line.column[1] - 0.15 * width)


def paragraph(lines: Sequence[Line], compounds: set[str]) -> Piece:
    """One line of text of many, words parted at a line's end put together."""
    text = ""
    places: list[tuple[int, int, int, Box]] = []
    for line in lines:
        if text.endswith("-") and line.text[:1].islower() and text[-2:-1].isalpha():
            if not keeps_hyphen(text, line.text, compounds):
                text = text[:-1]
                start, end, page, box = places[-1]
                places[-1] = (start, end - 1, page, box)
        elif text:
            text += " "
        start = len(text)
        text += line.text
        places.append((start, len(text), line.part[0], box_of(line.segments)))
    return Piece("paragraph", text, lines=places)


def keeps_hyphen(text: str, following: str, compounds: set[str]) -> bool:
    """Whether the word is written with a hyphen elsewhere, or has another one already ("state-of-the-")."""
    before = LAST_WORD.search(text)
    after = re.match(r"[\w-]*", following)
    word = f"{before[0] if before else ''}{after[0] if after else ''}"
    return word.count("-") > 1 or word in compounds


def look(lines: Sequence[Line], text: str, body: float, title_size: float) -> BlockKind:
    size = max(line.size for line in lines)
    if title_size and size > 0.95 * title_size:
        return "title"
    if is_caption(text):
        return "caption"
    short = len(lines) < 3 and len(text) < 120 and text[-1:] not in ".,;"
    distinct = size > 1.05 * body or all(line.bold for line in lines)
    letters = sum(char.isalpha() for char in text) * 2 > len(text)
    named = is_abstract_name(text) or (is_section_name(text) and len(lines) == 1)
    return "heading" if letters and short and len(lines[0].segments) < 3 and (named or distinct) else "paragraph"


# Tables


def table_pieces(lines: Sequence[Line], table: Found, heading: str, compounds: set[str]) -> list[Piece]:
    """The caption and the table, in the order in which they stand."""
    caption = paragraph([lines[at] for at in table.caption], compounds)
    caption.kind = "caption"
    body = Piece(
        "table",
        rows=table.rows,
        header_rows=table.header_rows,
        caption=caption.text,
        heading=heading,
        boxes=table.boxes,
        page=lines[table.body.start].part[0],
    )
    return [caption, body] if table.caption.start < table.body.start else [body, caption]
