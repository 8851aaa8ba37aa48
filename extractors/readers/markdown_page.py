"""The headings, paragraphs and tables of a Markdown text with their places, found by markdown-it and its line map.

markdown-it says which lines are a table and where in a line its row begins (behind the marks of quotes and lists);
the cells' places follow from the row's own pipes, because its tokens have none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extractors.readers.markdown_html import closings, html_tables
from extractors.readers.paragraphs import is_abstract_name, is_caption, names_a_table
from extractors.readers.record import one_line
from registry.model import Block, BlockKind, Cell, Span, Table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

__all__ = ["Page", "Part", "blocks", "title_of"]

INLINE_CAP = 2000  # a longer cell or heading keeps its markup: reading it takes time by the square of its length
NEWLINE = re.compile(r"\r\n?|\n")
MARKUP = re.compile(r"[*_`<&\\\[!]")
BOLD = re.compile(r"strong_open|<(?:b|strong)\b", re.IGNORECASE)
UNDERLINE = re.compile(r"<(?:u|ins)\b", re.IGNORECASE)
BREAKS = frozenset({"softbreak", "hardbreak"})
LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
SPACE = " \t\r\n\v\f"
SEPARATOR = re.compile(r"(?<!\\)\|")
ONE_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)[^*_\n]+(?<=\S)\1|<(b|i|em|strong)>[^<\n]+</\2>")


@dataclass(slots=True)
class Part:
    """A heading, paragraph or table: where it stands in the text and among the tokens."""

    kind: BlockKind
    span: Span
    content: str
    first: int
    last: int
    level: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()
    header_rows: int = 1
    caption: str = ""  # that stands in the table itself


def title_of(page: "Page", parts: Sequence[Part]) -> str:
    """The first heading of level one."""
    return next((one_line(page.plain(part.content)) for part in parts if part.level == 1), "")


def blocks(page: "Page", parts: Sequence[Part], title: str) -> Iterator[Block]:
    captions = captions_of(parts)
    taken = frozenset(captions.values())
    heading, titled = "", False
    for place, part in enumerate(parts):
        if part.kind == "table":
            beside = one_line(page.plain(parts[captions[place]].content)) if place in captions else ""
            yield Block("table", part.span, Table(part.rows, part.header_rows, part.caption or beside, heading))
        elif part.kind == "heading":
            heading = one_line(page.plain(part.content))
            is_title = part.level == 1 and not titled and heading == title
            titled = titled or is_title
            yield Block("title" if is_title else "heading", part.span)
        elif is_caption(part.content) or (place in taken and not names_a_table(part.content)):
            yield Block("caption", part.span)
        else:
            yield Block("abstract" if is_abstract_name(heading) else "paragraph", part.span)


def captions_of(parts: Sequence[Part]) -> dict[int, int]:
    """For each table that has one, the place of its caption: the paragraph right above it or right below that is
    "Table 2: …", or else one line of bold or italic, or else begins "Table 2 shows …". None serves two tables."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for place in (place for place, part in enumerate(parts) if part.kind == "table"):
        beside = [other for other in (place - 1, place + 1) if touching(parts, place, other)]
        free = [other for other in beside if other not in taken]
        named = [other for other in free if is_caption(parts[other].content)]
        mentioned = [other for other in free if names_a_table(parts[other].content)]
        emphasised = [other for other in free if ONE_EMPHASIS.fullmatch(parts[other].content.strip())]
        for caption in [*named, *emphasised, *mentioned][:1]:
            found[place] = caption
            taken.add(caption)
    return found


def touching(parts: Sequence[Part], table: int, other: int) -> bool:
    """Whether nothing, not even the end of a list, stands between a table and a paragraph."""
    if not 0 <= other < len(parts) or parts[other].kind != "paragraph":
        return False
    above, below = parts[min(table, other)], parts[max(table, other)]
    return above.last + 1 == below.first


class Page:
    """The tokens of one Markdown text and where its lines are."""

    def __init__(self, text: str, begin: int) -> None:
        self.text = text
        self.lines = [0, *(hit.end() for hit in NEWLINE.finditer(text)), len(text)]
        self.env: MutableMapping[str, Any] = {}
        # empty lines in place of the front matter keep the numbers of the lines below it
        above = "\n" * len(NEWLINE.findall(text, 0, begin))
        self.tokens: list[Token] = parser().parse(above + text[begin:], self.env)

    @cached_property
    def closings(self) -> dict[int, int]:
        return closings(self.text)

    def parts(self) -> Iterator[Part]:
        read = 0  # what stands before this line belongs to a table in HTML, whatever Markdown sees in it
        for first, token in enumerate(self.tokens):
            if token.map and token.map[0] < read:
                continue
            if token.type == "html_block" and token.map:
                for part in self.html_tables(first, token.map):
                    read = bisect_right(self.lines, part.span.end - 1)
                    yield part
            elif token.type in ("paragraph_open", "heading_open"):
                inline = self.tokens[first + 1]
                kind: BlockKind = "heading" if token.type == "heading_open" else "paragraph"
                level = int(token.tag[1]) if kind == "heading" else 0
                if span := self.span_of(inline):
                    yield Part(kind, span, inline.content, first, first + 2, level)
            elif token.type == "table_open":
                yield from self.table(first)

    def html_tables(self, first: int, lines: Sequence[int]) -> Iterator[Part]:
        for table in html_tables(self.text, self.lines[lines[0]], self.lines[lines[1]], self.closings):
            yield Part("table", table.span, "", first, first, 0, table.rows, table.header_rows, table.caption)

    def table(self, first: int) -> Iterator[Part]:
        """The table that opens at token `first`. A caption set right below it without a blank line is a row to
        Markdown; it is given back as what it is."""
        last = next(place for place in range(first, len(self.tokens)) if self.tokens[place].type == "table_close")
        opens = [token for token in self.tokens[first:last] if token.type == "tr_open"]
        width = sum(token.type == "th_open" for token in self.tokens[first:last])
        places = [self.row_places(token) for token in opens]
        below = places.pop() if width > 1 and len(places[-1]) == 1 and is_caption(places[-1][0].of(self.text)) else None
        rows = tuple(self.row(number, found, width) for number, found in enumerate(places))
        yield Part("table", Span(places[0][0].start, places[-1][-1].end), "", first, last, rows=rows)
        if below:
            yield Part("paragraph", below[0], below[0].of(self.text), last + 1, last)

    def row_places(self, row: "Token") -> list[Span]:
        """Where the cells of a row stand, without the white space around them: as markdown-it splits it, at each pipe
        that has no backslash before it."""
        assert row.map is not None
        line = row.map[0]
        start = self.lines[line] + int(row.meta["column"])
        raw = self.text[start : self.lines[line + 1]].rstrip(SPACE)
        edges = [-1, *(hit.start() for hit in SEPARATOR.finditer(raw)), len(raw)]
        columns = [(left + 1, right) for left, right in pairwise(edges)]
        if columns[0][0] == columns[0][1]:
            columns.pop(0)
        if columns and columns[-1][0] == columns[-1][1]:
            columns.pop()
        return [trimmed(self.text, start + left, start + right) for left, right in columns or [(0, 0)]]

    def row(self, number: int, places: Sequence[Span], width: int) -> tuple[Cell, ...]:
        """Cells to the table's width: as in GitHub's Markdown missing ones are empty and further ones are left out."""
        end = places[-1].end
        padded = [*places, *[Span(end, end)] * (width - len(places))][:width]
        return tuple(self.cell(number, column, span) for column, span in enumerate(padded))

    def cell(self, row: int, column: int, span: Span) -> Cell:
        raw = span.of(self.text).replace("\\|", "|")
        if len(raw) > INLINE_CAP or not MARKUP.search(raw):
            return Cell(row, column, raw, span)
        tokens = self.inline(raw)
        return Cell(row, column, printed(tokens), span, bold=has(tokens, BOLD), underline=has(tokens, UNDERLINE))

    def plain(self, content: str) -> str:
        shown = content[:INLINE_CAP]
        return printed(self.inline(shown)) if MARKUP.search(shown) else shown

    def inline(self, content: str) -> "list[Token]":
        tokens: list[Token] = []
        md = parser()
        md.inline.parse(content, md, self.env, tokens)
        return tokens

    def span_of(self, inline: "Token") -> Span | None:
        """Where the content of a heading or paragraph stands: from its first line's text to its last line's."""
        assert inline.map is not None
        lines = inline.content.split("\n")
        if not inline.content.strip():
            return None
        first = self.place_in_line(inline.map[0], lines[0])
        last = self.place_in_line(inline.map[0] + len(lines) - 1, lines[-1])
        return Span(first.start, max(first.end, last.end))

    def place_in_line(self, line: int, content: str) -> Span:
        """Where `content` stands in a line, behind marks of quotes and lists; all of the line where tabs or NULs were
        replaced in it."""
        start, end = self.lines[line], self.lines[line + 1]
        wanted = content.strip()
        at = self.text.rfind(wanted, start, end)
        return Span(at, at + len(wanted)) if at >= 0 else trimmed(self.text, start, end)


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without the white space at its ends; an empty one stays at its start."""
    inner = text[start:end]
    kept = inner.strip()
    if not kept:
        return Span(start, start)
    begin = start + len(inner) - len(inner.lstrip())
    return Span(begin, begin + len(kept))


def printed(tokens: "Sequence[Token]") -> str:
    """What a reader sees of inline tokens: text, code, the words of links and images."""
    return "".join(seen(token) for token in tokens).strip()


def seen(token: "Token") -> str:
    if token.type == "html_inline":
        return " " if LINE_BREAK.match(token.content) else ""
    return " " if token.type in BREAKS else token.content


def has(tokens: "Sequence[Token]", what: "re.Pattern[str]") -> bool:
    return any(what.match(token.content if token.type == "html_inline" else token.type) for token in tokens)


@lru_cache(maxsize=1)
def parser() -> "MarkdownIt":
    """CommonMark with tables, each row told where in its line it begins. The inside of paragraphs is left unread:
    only cells, captions and headings are ever asked for."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block.table import table

    def table_with_places(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        found = table(state, start, end, silent)
        for token in state.tokens[before:]:
            if token.type == "tr_open" and token.map:
                at = state.bMarks[token.map[0]] + state.tShift[token.map[0]]
                token.meta["column"] = at - (state.src.rfind("\n", 0, at) + 1)
        return found

    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    md.core.ruler.disable("inline")
    md.block.ruler.at("table", table_with_places, {"alt": ["paragraph", "reference"]})
    return md
