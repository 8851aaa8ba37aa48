"""HTML and XML papers made into pieces of plain text and tables, as the LaTeX reader makes them.

    bytes ─markup_source→ a tree ─each tag's Role, Renderer→ items ─latex.page→ Document.text and blocks

A format is one function from an element to its `Tag`; what the roles do to the text is the same for all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from extractors.readers.latex.grid import COLUMN_CAP, Grid, RawCell, even
from extractors.readers.latex.items import Float, Item, bind_neighbours
from extractors.readers.latex.printed import ANY_MARK, NO_MARKS, cell_text, marked
from extractors.readers.markup_math import Formulas
from extractors.readers.paragraphs import is_abstract_name, is_caption
from registry.model import BlockKind

__all__ = ["INLINE", "SKIP", "Element", "Renderer", "Role", "Rule", "Tag", "plain", "roles"]

Element = etree._Element
Role = Literal[
    "inline", "skip", "spaced", "block", "title", "abstract", "heading", "minor heading", "caption", "label", "float",
    "table", "head", "row", "cell", "heading cell", "math", "above", "below", "note", "mark",
]  # fmt: skip
Rule = Literal["above", "below", ""]

MOST = 2_000_000  # ends and beginnings of elements in one paper; a long one has 60,000
BOLD_ON, BOLD_OFF, UNDERLINE_ON, UNDERLINE_OFF = "\x01", "\x02", "\x03", "\x04"


@dataclass(frozen=True, slots=True)
class Tag:
    """What an element is for, and how its letters look. A "label" is a caption's "Table 2"; a "mark" is a
    reference's number above the line and no exponent; `rule` is a line above or below a row's cell."""

    role: Role = "inline"
    bold: bool | None = None
    underline: bool = False
    rule: Rule = ""


INLINE = Tag()
SKIP = Tag("skip")


def roles(named: Mapping[Role, str]) -> dict[str, Role]:
    """The role of each name, from names set apart by spaces."""
    return {name: role for role, names in named.items() for name in names.split()}


@dataclass(slots=True)
class OpenTable:
    """A table being read: how many rows from the top are headings, how many cells say that a line is drawn above a row,
    and for each column the first row that no cell from above reaches into."""

    grid: Grid
    heads: int = 0
    in_head: bool = False
    in_row: bool = False
    in_cell: bool = False
    cells: int = 0
    heading_cells: int = 0
    ruled: dict[int, int] = field(default_factory=dict)
    reached: dict[int, int] = field(default_factory=dict)
    caption: str = ""

    def place_cell(self, columns: int, rows: int) -> None:
        """Begin a cell right of those that reach into its row, whose places LaTeX would have left empty."""
        number, place = len(self.grid.rows), self.grid.place()
        while place < COLUMN_CAP and self.reached.get(place, 0) > number:
            self.grid.row.append(RawCell())
            place += 1
        self.grid.cell.columns, self.grid.cell.rows = columns, rows
        if rows > 1:
            self.reached |= dict.fromkeys(range(place, min(place + columns, COLUMN_CAP)), number + rows)

    def skip_row(self) -> None:
        """A row without cells counts only for those that reach into it."""
        self.reached = {column: number - 1 for column, number in self.reached.items()}


@dataclass(slots=True)
class Opened:
    """An element whose end is to come, and the letters that were being collected when it began."""

    tag: Tag
    out: list[str] | None = None
    kind: BlockKind = "paragraph"
    was_bold: int = 0


class Renderer:
    """Walks a tree once, without recursion, and collects items. What is broken or strange is passed over."""

    def __init__(self, tag_of: Callable[[Element], Tag], most: int = MOST) -> None:
        self.tag_of = tag_of
        self.most = most
        self.formulas = Formulas()
        self.items: list[Item] = []
        self.floats: list[Float] = [Float("float", self.items)]
        self.tables: list[OpenTable] = []
        self.out: list[str] = []
        self.notes: list[str] = []
        self.kind: BlockKind = "paragraph"
        self.title = self.heading = self.label = ""
        self.bold = self.underline = self.abstracts = self.captured = 0
        self.problems: list[str] = []

    def render(self, root: Element) -> list[Item]:
        if not self.walk(root):
            self.problems.append(f"has more than {self.most // 2:,} elements; what stands below was left out")
            self.tables, self.captured = [], 0
        self.flush()
        if self.formulas.left_out:
            self.problems.append(f"has {self.formulas.left_out} formulas that do not end; they were left out")
        bind_neighbours(self.items, self.floats[0].captioned)
        return self.items

    def walk(self, root: Element) -> bool:
        """Whether it came to the end."""
        open_elements: list[Opened] = []
        walker = etree.iterwalk(root, events=("start", "end"))
        for steps, (event, element) in enumerate(walker):
            if event == "end":
                self.end(open_elements.pop())
                if element is not root and element.tail:
                    self.out.append(unmarked(element.tail))
                continue
            if steps > self.most:
                return False
            tag = self.fitting(self.tag_of(element))
            open_elements.append(self.begin(tag, element))
            if tag.role in ("skip", "math"):
                walker.skip_subtree()
            elif element.text:
                self.out.append(unmarked(element.text))
        return True

    def fitting(self, tag: Tag) -> Tag:
        """In a table there are no notes, and a heading in a cell is the cell's text."""
        if self.tables and tag.role == "note":
            return SKIP
        if self.tables and tag.role in NOT_IN_CELLS:
            return Tag("spaced", tag.bold, tag.underline)
        return tag

    # What begins

    def begin(self, tag: Tag, element: Element) -> Opened:
        opened = Opened(tag, kind=self.kind, was_bold=self.bold)
        self.begin_role(tag.role, element)
        if tag.role in CAPTURED:
            opened.out, self.out = self.out, []
            self.captured += 1
        if tag.bold is not None:
            self.set_bold(self.bold + 1 if tag.bold else 0)
        if tag.underline:
            self.underline += 1
        if tag.role in ("cell", "heading cell"):
            self.begin_cell(tag, element)
        elif tag.underline and self.underline == 1:
            self.out.append(UNDERLINE_ON)
        return opened

    def begin_role(self, role: Role, element: Element) -> None:
        if role in BREAKING:
            self.flush()
        if role == "spaced":
            self.out.append(" ")
        elif role == "math":
            self.out.append(self.formulas.printed(element, in_cell=bool(self.tables)))
        elif role == "abstract":
            self.kind, self.abstracts = "abstract", self.abstracts + 1
        elif role == "float":
            self.floats.append(Float("part" if len(self.floats) > 1 else "float"))
        elif role == "table":
            grid = Grid(name="table", base=0, columns=(), state=0, out=self.out, nested=bool(self.tables))
            self.tables.append(OpenTable(grid))
        elif role == "head" and self.tables:
            self.tables[-1].in_head = True
        elif role == "row" and self.tables:
            self.end_row()
            self.tables[-1].in_row = True

    def begin_cell(self, tag: Tag, element: Element) -> None:
        self.out = [BOLD_ON] * (self.bold > 0) + [UNDERLINE_ON] * (self.underline > 0)
        if not self.tables:
            return
        table = self.tables[-1]
        table.in_cell = True
        table.cells += 1
        table.heading_cells += tag.role == "heading cell"
        if tag.rule:
            number = len(table.grid.rows) + (tag.rule == "below")
            table.ruled[number] = table.ruled.get(number, 0) + 1
        table.place_cell(*spans(element))

    def set_bold(self, depth: int) -> None:
        if bool(self.bold) != bool(depth):
            self.out.append(BOLD_ON if depth else BOLD_OFF)
        self.bold = depth

    # What ends

    def end(self, opened: Opened) -> None:
        tag = opened.tag
        if tag.underline:
            self.underline -= 1
            if not self.underline:
                self.out.append(UNDERLINE_OFF)
        if tag.bold is not None:
            self.set_bold(opened.was_bold)
        if opened.out is None:
            self.end_role(tag.role)
        else:
            inside, self.out = "".join(self.out), opened.out
            self.captured -= 1
            self.end_captured(tag.role, inside)
        if tag.role == "abstract":
            self.kind, self.abstracts = opened.kind, self.abstracts - 1

    def end_role(self, role: Role) -> None:
        if role == "table":
            self.end_table()
        elif role == "head" and self.tables:
            self.end_row()
            self.tables[-1].in_head = False
        elif role == "row" and self.tables:
            self.end_row()
        elif role == "float":
            self.end_float()
        elif role == "spaced":
            self.out.append(" ")
        elif role in BREAKING:
            self.flush()

    def end_captured(self, role: Role, inside: str) -> None:
        if role in ("cell", "heading cell"):
            self.end_cell(inside)
            return
        text = plain(inside)
        if not text:
            return
        if role in ("above", "below"):
            in_cell = self.tables[-1].grid if self.tables else None
            before = "".join(self.out[-8:])
            self.out.append(self.formulas.script(before, "^" if role == "above" else "_", text, in_cell))
        elif role == "mark":
            self.out.append(f" [{text.strip('[]() ')}]")
        elif role == "note":
            self.notes.append(text)
        elif role == "label":
            self.label = text
        elif role == "caption":
            self.end_caption(text)
        elif role == "title" and not self.title:
            self.title = text
            self.items.append(Item("title", text))
        else:
            self.end_heading(text, minor=role == "minor heading")

    def end_heading(self, text: str, minor: bool) -> None:
        self.items.append(Item("heading", text))
        self.kind = "abstract" if self.abstracts or is_abstract_name(text) else "paragraph"
        self.heading = self.heading if minor else text

    def end_caption(self, text: str) -> None:
        label, self.label = self.label.rstrip(" .:"), ""
        if label and not text.startswith(label):
            text = f"{label}: {text}"
        item = Item("caption", text)
        self.items.append(item)
        if self.tables and not self.tables[-1].in_cell:
            self.tables[-1].caption = text
        else:
            self.floats[-1].captioned.append(item)

    def end_float(self) -> None:
        self.flush()
        inner = self.floats.pop()
        if self.label:
            self.end_label()
        inner.bind()
        if inner.kind == "part":
            self.floats[-1].bound += inner.bound
            self.floats[-1].captioned += [item for item in inner.captioned if item.kind == "table"]

    def end_label(self) -> None:
        """A label without a caption."""
        self.items.append(Item("caption", self.label))
        self.label = ""

    def end_cell(self, inside: str) -> None:
        text, bold, underline = cell_text(" ".join(inside.split()))
        if not self.tables:  # a cell outside of any table is a piece of text
            self.out.append(f" {text} ")
            return
        table = self.tables[-1]
        table.in_cell = False
        table.grid.end_cell(text.strip(), bold, underline)

    def end_row(self) -> None:
        table = self.tables[-1]
        was_row, table.in_row = table.in_row, False
        if not table.cells:
            if was_row:
                table.skip_row()
            return
        number = len(table.grid.rows)
        if table.heads == number and (table.in_head or table.cells == table.heading_cells):
            table.heads = number + 1
        table.grid.end_row()
        if table.ruled.get(number, 0) * 2 < table.cells:  # a line under some of the cells groups columns
            table.ruled.pop(number, None)
        table.cells = table.heading_cells = 0

    def end_table(self) -> None:
        self.end_row()
        table = self.tables.pop()
        self.out = table.grid.out
        lines = [table.heads] if table.heads else sorted(number for number in table.ruled if number)
        table.grid.rules += [(number, "whole") for number in lines]
        rows, heads = even(table.grid)
        self.problems += table.grid.left_out()
        if not rows:
            return
        narrow = len(rows) < 2 or len(rows[0]) < 2
        if narrow and table.grid.nested:
            cells = [cell for row in rows for cell in row if not cell.spanned]
            self.out.append(" ".join(marked(cell.text, cell.bold, cell.underline) for cell in cells))
        elif narrow:
            lines_of_text = [" ".join(cell.text for cell in row if cell.text) for row in rows]
            self.items += [Item(self.kind, line) for line in lines_of_text if line]
        else:
            item = Item("table", rows=rows, header_rows=heads, heading=self.heading, caption=table.caption)
            self.items.append(item)
            around = self.floats[-1]
            (around.bound if table.caption else around.captioned).append(item)

    def flush(self) -> None:
        """End the paragraph; in a table, a caption or a heading there are none."""
        if self.tables or self.captured:
            self.out.append(" ")
            return
        text = plain("".join(self.out))
        self.out = []
        if text:
            kind: BlockKind = "caption" if self.kind == "paragraph" and is_caption(text) else self.kind
            self.items.append(Item(kind, text))
            self.floats[-1].captioned += self.items[-1:] if kind == "caption" else []
        self.items += [Item("paragraph", note) for note in self.notes]
        self.notes = []


BREAKING = frozenset({"block", "title", "abstract", "heading", "minor heading", "caption", "label", "float", "table"})
CAPTURED = frozenset(
    {"title", "heading", "minor heading", "caption", "label", "cell", "heading cell", "above", "below", "mark", "note"}
)
NOT_IN_CELLS = frozenset({"title", "heading", "minor heading", "abstract", "label"})


def unmarked(text: str) -> str:
    """A page may write `&#1;`, which would be taken for our own mark of bold letters."""
    return text.translate(NO_MARKS) if ANY_MARK.search(text) else text


def plain(text: str) -> str:
    """One line with single spaces, without marks."""
    return " ".join(text.translate(NO_MARKS).split())


def spans(element: Element) -> tuple[int, int]:
    """How many columns and rows a cell reaches over, by HTML's or TEI's attributes or LaTeXML's classes."""
    columns, rows = (element.get(name) or "" for name in ("colspan", "rowspan"))
    for name in (element.get("class") or "").split():
        if name.startswith("ltx_colspan_"):
            columns = columns or name.removeprefix("ltx_colspan_")
        elif name.startswith("ltx_rowspan_"):
            rows = rows or name.removeprefix("ltx_rowspan_")
    return count(columns or element.get("cols") or "", 100), count(rows or element.get("rows") or "", 200)


def count(text: str, most: int) -> int:
    text = text.strip()
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 5 else 1
