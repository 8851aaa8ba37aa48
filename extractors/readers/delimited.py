"""CSV and TSV: one table, its first row the headings, in the text as the file has it."""

import re
from collections import Counter
from collections.abc import Iterator

import regex

from extractors.readers.source import MEGABYTE, Source, Stamp, whole_text
from registry.model import Block, Cell, Document, Span, Table

__all__ = ["SUFFIXES", "looks_like_delimited", "read_delimited"]

SUFFIXES = (".csv", ".tsv", ".tab")
CAP = 32 * MEGABYTE
CELL_CAP = 400_000
WIDTH_CAP = 1000
FIELD_CAP = 2000  # characters of a cell that are kept; the span is the whole field
SAMPLE = 50  # lines that tell the delimiter
DELIMITERS = ",\t;|"
NUMBER = re.compile(r"[-+]?\d[\d.,]*%?")
# A quoted field may hold delimiters, line ends and doubled quotes; one that is never closed ends with its line.
FIELD = {
    sign: regex.compile(
        rf'[ ]*+(?:"(?P<quoted>(?:[^"]|"")*+)"[ ]*+(?=[{sign}\r\n]|\Z)|(?P<bare>[^{sign}\r\n]*+))'
        rf"(?P<end>[{sign}]|\r\n?|\n|\Z)"
    )
    for sign in DELIMITERS
}


def looks_like_delimited(start: str) -> bool:
    """Whether several lines have the same fields, and below the first some hold numbers: what no prose has."""
    lines = [line for line in start.splitlines()[:SAMPLE] if line.strip()]
    if len(start) > 1000 and len(lines) > 1:
        lines = lines[:-1]  # the last one may be cut
    for delimiter in ",\t;":
        fields = [split(line, delimiter) for line in lines]
        widths = {len(row) for row in fields}
        numbers = any(NUMBER.fullmatch(field) for row in fields[1:] for field in row)
        if len(lines) > 2 and len(widths) == 1 and widths.pop() > 1 and numbers:
            return True
    return False


def split(line: str, delimiter: str) -> list[str]:
    return [line[span.start : span.end].strip() for row in rows(line, delimiter) for span, _ in row]


def read_delimited(source: Source, stamp: Stamp) -> Iterator[Document]:
    text, digest = whole_text(source, CAP)
    delimiter = delimiter_of(text, source.suffix)
    cells: list[tuple[Cell, ...]] = []
    left = CELL_CAP
    open_quote = ""
    for fields in rows(text, delimiter):
        if not any(value for _, value in fields):
            continue
        left -= len(fields)
        if left < 0 or len(fields) > WIDTH_CAP:
            source.problem(f"has more than {CELL_CAP} cells, or {WIDTH_CAP} in a row; the rest was left out; split it")
            break
        open_quote = open_quote or told_open_quote(text, fields, len(cells[0]) if cells else 0)
        cells.append(tuple(Cell(len(cells), column, value, span) for column, (span, value) in enumerate(fields)))
    if open_quote:
        source.problem(open_quote)
    if not cells:
        source.fail("holds no table that can be read; write one row a line, its fields set apart by commas or tabs")
    name = source.document_name(digest)
    table = Table(even(cells), caption=" ".join(re.findall(r"[^\W_]+(?:[.'+-][^\W_]+)*", source.stem)))
    block = Block("table", Span(cells[0][0].span.start, cells[-1][-1].span.end), table)
    yield Document(id=name, text=text, sha256=digest, **stamp, blocks=(block,))


def delimiter_of(text: str, suffix: str) -> str:
    """The one that parts most of the first lines into the same number of fields; a tab where the file is named so."""
    if suffix in (".tsv", ".tab"):
        return "\t"
    sample = "".join(text[:65536].splitlines(keepends=True)[:SAMPLE])
    return max(DELIMITERS, key=lambda delimiter: evenness(sample, delimiter))


def evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many rows have the commonest number of fields, and that number; none where it is one."""
    widths = Counter(len(fields) for fields in rows(sample, delimiter))
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return (count, width) if width > 1 else (0, 0)


def rows(text: str, delimiter: str) -> Iterator[list[tuple[Span, str]]]:
    """Each row's fields, with where their values stand in the text (without quotes and the spaces around them)."""
    pattern = FIELD[delimiter]
    row: list[tuple[Span, str]] = []
    at = 0
    while match := pattern.match(text, at):
        row.append(field_of(match))
        at = match.end()
        if match["end"] != delimiter:
            yield row
            row = []
            if at >= len(text):
                return


def field_of(match: "regex.Match[str]") -> tuple[Span, str]:
    name = "quoted" if match["quoted"] is not None else "bare"
    raw, start = match[name], match.start(name)
    kept = raw.strip()
    start += len(raw) - len(raw.lstrip()) if kept else 0
    value = " ".join(kept[:FIELD_CAP].replace('""', '"').split()) if name == "quoted" else kept[:FIELD_CAP]
    return Span(start, start + len(kept)), value


def told_open_quote(text: str, fields: list[tuple[Span, str]], width: int) -> str:
    """What to tell where a field of the row opens a quote that nothing closes, or one so far below that the row is
    shorter than the `width` of the first; "" where all is well."""
    for span, value in fields:
        line = text.count("\n", 0, span.start) + 1
        if value.startswith('"') and text.count('"', span.start, span.end) % 2:
            return f"opens a quote in line {line} that is not closed, and it was read as a letter; close it"
        last = line + text.count("\n", span.start, span.end)
        if last > line and len(fields) < width:
            told = f"opens a quote in line {line} that is closed in line {last}"
            return f"{told}, and what is between is one field; close it"
    return ""


def even(cells: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of one width: a short one gets empty cells at its end."""
    width = max(map(len, cells))
    if width * len(cells) > CELL_CAP:
        return tuple(cells)
    return tuple((*row, *missing(row, width)) for row in cells)


def missing(row: tuple[Cell, ...], width: int) -> Iterator[Cell]:
    end = row[-1].span.end
    return (Cell(row[0].row, column, "", Span(end, end)) for column in range(len(row), width))
