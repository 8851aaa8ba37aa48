"""The rows of a table as they come, and the even grid that is made of them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractors.readers.latex.macros import Macro
from extractors.readers.latex.mouth import Mouth

__all__ = ["Column", "Grid", "GridCell", "RawCell", "even", "read_columns"]

COLUMN_CAP = 300
ROW_CAP = 20_000
SPEC_CAP = 4000
WRITTEN_CAP = 40_000  # characters that repetitions and the paper's own letters may write into one specification
FRAMES = 20
CELL_CAP = 400_000
REPEATED = 300  # a longer text that spans columns or rows is said once
BARE_NUMBER = re.compile(r"[^\w]*\d[\d.,]*(?:[^A-Za-z]*)")
NO_VALUE = re.compile(r"[-–—−*\s]*")
DECIMAL = re.compile(r"\d[.,]\d|\d\s*%")
JOINING = re.compile(r"[±./×:–-]|\(|±\s*\(?|/\s*")
CLOSING = re.compile(r"[)\]%]+")
HEADER_CAP = 4  # a line that comes later parts blocks of a table and not its headings from the rest

Rule = Literal["whole", "partial"]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's specification adds to its cells: bold, mathematics, and what is printed before and behind it."""

    bold: bool = False
    math: bool = False
    before: str = ""


@dataclass(slots=True)
class RawCell:
    """A cell as it was read: its text, its marks, and how many columns and rows it spans (upwards if negative)."""

    text: str = ""
    bold: bool = False
    underline: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class GridCell:
    text: str = ""
    bold: bool = False
    underline: bool = False
    spanned: bool = False  # a repetition, for a column or row that another cell reaches into


EMPTY = GridCell()


@dataclass(slots=True)
class Grid:
    """A table that is being read. `base` is how many groups were open where it begins."""

    name: str
    base: int
    columns: Sequence[Column]
    state: int
    out: list[str]
    nested: bool
    frame: int = 0
    rows: list[list[RawCell]] = field(default_factory=list)
    row: list[RawCell] = field(default_factory=list)
    cell: RawCell = field(default_factory=RawCell)
    rules: list[tuple[int, Rule]] = field(default_factory=list)
    first_head: int | None = None
    cut: bool = False

    def rule(self, kind: Rule) -> None:
        self.rules.append((len(self.rows), kind))

    def end_cell(self, text: str, bold: bool, underline: bool) -> None:
        if len(self.row) < COLUMN_CAP:
            cell = self.cell
            cell.text, cell.bold, cell.underline = text, bold, underline
            self.row.append(cell)
        elif text:
            self.cut = True
        self.cell = RawCell()

    def end_row(self) -> None:
        if self.row and len(self.rows) < ROW_CAP:
            self.rows.append(self.row)
        elif self.row:
            self.cut = True
        self.row = []

    def left_out(self) -> list[str]:
        """What a person must know of a table that is too large to be read whole."""
        width = min(max((sum(cell.columns for cell in row) for row in self.rows), default=0), COLUMN_CAP)
        if not self.cut and width * len(self.rows) <= CELL_CAP:
            return []
        return [
            f"has a table of more than {COLUMN_CAP} columns, {ROW_CAP:,} rows or {CELL_CAP:,} cells; "
            "the rest of it was left out"
        ]

    def place(self) -> int:
        """The column that the cell being read begins in."""
        if len(self.row) >= COLUMN_CAP:
            return COLUMN_CAP
        return sum(cell.columns for cell in self.row)

    def end_head(self, name: str) -> None:
        """A long table says its headings twice, for the first page and for the others, and its last lines besides."""
        if name == "endfirsthead" or (name == "endhead" and self.first_head is None):
            self.first_head = len(self.rows)
            self.rule("whole")
        elif self.first_head is not None:
            del self.rows[self.first_head :]
            self.rules = [(at, kind) for at, kind in self.rules if at <= self.first_head]


def even(grid: Grid) -> tuple[list[list[GridCell]], int]:
    """The table with every row as wide as the others, without empty rows and columns, and how many rows head it.

    What spans columns or rows is said in each of them, but a number, which is one number, only once.
    """
    rows = spread(grid.rows)
    joined(rows, grid.columns)
    kept = [number for number, row in enumerate(rows) if any(cell.text for cell in row)]
    rules = sorted({(sum(number < at for number in kept), kind) for at, kind in grid.rules})
    depth = max((cell.rows for number in kept[:1] for cell in grid.rows[number]), default=1)
    rows = without_empty_columns([rows[number] for number in kept])
    heads = header_rows(rows, [at for at, kind in rules if kind == "whole"], depth)
    return once_each(rows, heads), heads


def spread(raw: Sequence[Sequence[RawCell]]) -> list[list[GridCell]]:
    """Cells on a grid of equal rows, what spans repeated."""
    width = min(max((sum(cell.columns for cell in row) for row in raw), default=0), COLUMN_CAP)
    rows = [[EMPTY] * width for _ in raw[: CELL_CAP // max(width, 1)]]
    for row, cells in zip(rows, raw, strict=False):
        for place, cell in placed(cells, width):
            row[place] = GridCell(cell.text, cell.bold, cell.underline)
            for column in range(place + 1, min(place + cell.columns, width)):
                row[column] = repeated(cell)
    for number, cells in enumerate(raw[: len(rows)]):
        for place, cell in placed(cells, width):
            if abs(cell.rows) > 1 and cell.text:
                fill(rows, number, place, min(place + cell.columns, width), cell)
    return rows


def placed(cells: Sequence[RawCell], width: int) -> Iterator[tuple[int, RawCell]]:
    """Each cell with the column it begins in."""
    at = 0
    for cell in cells:
        if at >= width:
            return
        yield at, cell
        at += cell.columns


def repeated(cell: RawCell) -> GridCell:
    return GridCell(cell.text if len(cell.text) <= REPEATED else "", cell.bold, cell.underline, spanned=True)


def fill(rows: list[list[GridCell]], number: int, first: int, last: int, cell: RawCell) -> None:
    """Repeat a cell in the empty ones below it, or above it, that it spans; another cell's text ends it."""
    step = 1 if cell.rows > 0 else -1
    for other in range(number + step, number + cell.rows, step):
        if not 0 <= other < len(rows) or any(rows[other][column].text for column in range(first, last)):
            return
        rows[other][first:last] = [repeated(cell)] * (last - first)


def joined(rows: list[list[GridCell]], columns: Sequence[Column]) -> None:
    """Put together what a column's specification prints as one: `r@{.}l`, `r@{$\\pm$}l`."""
    for place in range(len(columns) - 1, 0, -1):
        between = columns[place].before
        if CLOSING.fullmatch(between):
            for row in rows:
                if len(row) >= place and row[place - 1].text and not row[place - 1].spanned:
                    row[place - 1] = with_text(row[place - 1], row[place - 1].text + between)
        elif JOINING.fullmatch(between):
            for row in rows:
                if len(row) > place:
                    row[place - 1] = pair(row[place - 1], row[place], between)
                    row[place] = EMPTY


def pair(left: GridCell, right: GridCell, between: str) -> GridCell:
    if right.spanned or not right.text:
        return left
    if not left.text:
        return right
    tight = between in (".", "/", "-", "–", ":")
    text = f"{left.text}{between}{right.text}" if tight else f"{left.text} {between} {right.text}"
    return GridCell(text.replace("( ", "("), left.bold or right.bold, left.underline or right.underline)


def with_text(cell: GridCell, text: str) -> GridCell:
    return GridCell(text, cell.bold, cell.underline, cell.spanned)


def without_empty_columns(rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """Spacer columns hold nothing, or nothing but the ends of cells that reach over them."""
    if not rows:
        return rows
    used = [
        column for column in range(len(rows[0])) if any(row[column].text and not row[column].spanned for row in rows)
    ]
    return [[row[column] for column in used] for row in rows]


def once_each(rows: list[list[GridCell]], heads: int) -> list[list[GridCell]]:
    """A repeated number is no second number: below the headings and right of the names it is taken out again."""
    for row in rows[heads:]:
        for column, cell in enumerate(row):
            if cell.spanned and column > 0 and BARE_NUMBER.fullmatch(cell.text):
                row[column] = EMPTY
    return rows


def header_rows(rows: Sequence[Sequence[GridCell]], rules: Sequence[int], depth: int) -> int:
    """The rows above the first line that has rows on both sides; where the lines do not tell, those above the first
    row of decimal numbers."""
    if len(rows) < 2:
        return min(len(rows), 1)
    plain = first_of_values(rows)
    inner = [at for at in rules if 0 < at < len(rows)]
    if len(inner) > 1 and inner[0] == 1 and is_banner(rows[0]) and inner[1] <= plain:  # a title over the whole table
        inner = inner[1:]
    if not inner or inner[0] > HEADER_CAP or plain < inner[0]:
        return max(1, min(plain, max(leading_headings(rows), min(depth, HEADER_CAP))))
    if inner[0] == 1 and depth > 1:
        return min(depth, plain, HEADER_CAP)
    return more_headings(rows, inner, plain)


def first_of_values(rows: Sequence[Sequence[GridCell]]) -> int:
    """The first row below the top that is made of decimal numbers; rows that the corner of the headings spans are of
    the headings ("20%" and "0.5" under "Noise rate")."""
    corner = rows[0][0].text if not is_values(rows[0]) else ""
    for number, row in enumerate(rows[1:], start=1):
        if not (corner and row[0].spanned and row[0].text == corner):
            corner = ""
            if is_values(row):
                return number
    return len(rows)


def more_headings(rows: Sequence[Sequence[GridCell]], inner: Sequence[int], plain: int) -> int:
    """Where each row of headings has a line below it: rows beside or below an empty corner that name no group."""
    count = inner[0]
    while count < min(plain, HEADER_CAP, len(rows) - 1) and count + 1 in inner:
        corner = not rows[count][0].text or (not rows[0][0].text and len({cell.text for cell in rows[count]}) > 2)
        if not corner or is_banner(rows[count]):
            break
        count += 1
    return count


def leading_headings(rows: Sequence[Sequence[GridCell]]) -> int:
    """Without lines: the first row, those below it whose first cell is empty, and below empty corners alone one of
    words that fills the corner."""
    count = 1
    while count < min(len(rows), HEADER_CAP) and not rows[count][0].text and not is_values(rows[count]):
        count += 1
    return count + (count < min(len(rows) - 1, HEADER_CAP) and fills_corner(rows, count))


def fills_corner(rows: Sequence[Sequence[GridCell]], number: int) -> bool:
    row = rows[number]
    of_words = all(cell.text and not BARE_NUMBER.fullmatch(cell.text) for cell in row)
    below = any(is_values(other) for other in rows[number + 1 : number + 4])
    return of_words and below and not is_banner(row) and not any(above[0].text for above in rows[:number])


def is_values(row: Sequence[GridCell]) -> bool:
    """Whether decimal numbers make half of what stands right of the first cell."""
    told = [cell.text for cell in row[1:] if not (cell.spanned or NO_VALUE.fullmatch(cell.text))]
    numbers = sum(bool(DECIMAL.search(text) and BARE_NUMBER.fullmatch(text)) for text in told)
    return numbers > 0 and 2 * numbers >= len(told)


def is_banner(row: Sequence[GridCell]) -> bool:
    return len({cell.text for cell in row}) == 1 and len(row) > 1


# Column specifications


def read_columns(spec: str, types: Mapping[str, Macro], printed: Callable[[str], str]) -> list[Column]:
    """The columns of `l|*{2}{c}@{.}S[…]>{\\bfseries}p{3cm}`; `printed` renders what stands between two of them."""
    columns: list[Column] = []
    before = prefix = ""
    for kind, argument in column_tokens(spec, types):
        if kind in "@!":
            before = before or printed(argument).strip()
        elif kind == ">":
            prefix += argument
        elif kind != "<":
            columns.append(Column("\\bf" in prefix or "\\boldmath" in prefix, "$" in prefix, before))
            before = prefix = ""
        if len(columns) >= COLUMN_CAP:
            break
    if CLOSING.fullmatch(before):
        columns.append(Column(before=before))
    return columns


def column_tokens(spec: str, types: Mapping[str, Macro]) -> Iterator[tuple[str, str]]:
    """Each letter of a specification with its argument, repetitions and the paper's own letters written out."""
    mouth = Mouth(spec[:SPEC_CAP])
    room = WRITTEN_CAP  # what nothing closes reaches to the end, so that nested repetitions double and double
    for _ in range(SPEC_CAP):
        char = mouth.next_char()
        if not char:
            return
        mouth.at += 1
        if char == "*":
            times = mouth.argument().strip()
            count = int(times) if times.isascii() and times.isdigit() and len(times) < 4 else 1
            body = mouth.argument()
            room = written(mouth, body * min(count, COLUMN_CAP if len(body) < 200 else 20), room)
        elif char in types:
            own = types[char]
            room = written(mouth, own.expanded(own.arguments(mouth)), room)
        elif char in "@!><":
            yield char, mouth.argument()
        elif char.isalpha():
            option = mouth.optional()
            while mouth.peek() == "{":
                mouth.group()
            yield char, option or ""


def written(mouth: Mouth, text: str, room: int) -> int:
    """Have `text` read next, where it fits; the room that is left."""
    if len(text) > room or len(mouth.frames) >= FRAMES:
        return room
    mouth.push(text)
    return room - len(text)
