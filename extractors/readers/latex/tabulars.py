"""Tables as they are typeset: cells, rows, rules and what spans them. `grid` makes them even."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.readers.latex.commands import PARTIAL_RULES, TABLE_ARGUMENTS, WHOLE_RULES
from extractors.readers.latex.floats import FLOATS, begin_float, close_scope
from extractors.readers.latex.grid import Grid, even, read_columns
from extractors.readers.latex.handler import Handler, table_of
from extractors.readers.latex.items import Item
from extractors.readers.latex.mouth import Mouth
from extractors.readers.latex.printed import BOLD, FORMULAS, MARKS, MATH, NO_MARKS, cell_text, marked, tidied

if TYPE_CHECKING:
    from extractors.readers.latex.typeset import Typesetter

__all__ = [
    "HANDLERS",
    "at_cell_level",
    "begin_table",
    "close_tables",
    "end_cell",
    "end_row",
    "end_table",
    "is_table_array",
]

CELL_RULE = re.compile(
    r"\s*(?:\[[^\]\n]{0,60}\])?\s*(?:\([^()\n]{0,60}\))?\s*(?:\[[^\]\n]{0,60}\])?\s*(?:\{[^{}]{0,60}\})?"
    r"(?:\[[\d.]+[a-z]{2}/[\d.]+[a-z]{2}\])?"  # how long dashes and gaps are
)
RULE_SIZE = re.compile(r"\s*(?:(?:height|width|depth)\s*-?[\d.]*\s*(?:[a-z]{2}|\\[a-zA-Z]+)\s*)*")
TO_WIDTH = re.compile(r"[^{\n]{0,200}")
DIGITS = re.compile(r"-?\s*\d+")


def is_table_array(paper: "Typesetter") -> bool:
    """Whether an array is a table and no matrix: it stands in a float, and not within another table."""
    return not paper.grids and any(scope == "float" for scope, _ in paper.scopes)


def begin_table(paper: "Typesetter", name: str) -> None:
    if not paper.grids and name in FLOATS:
        paper.open("float")
        begin_float(paper, "float")
    columns = read_columns(column_spec(paper.mouth, name), paper.macros.columns, paper.rendered)
    paper.open("table")
    state = MATH if name == "array" else 0
    grid = Grid(name, len(paper.scopes), columns, state, paper.out, nested=bool(paper.grids))
    paper.state, paper.out = state, []
    paper.grids.append(grid)
    begin_cell(paper)


def column_spec(mouth: Mouth, name: str) -> str:
    spec = ""
    for kind in TABLE_ARGUMENTS[name]:
        spec = (mouth.optional() or "") if kind == "o" else mouth.argument()
    if name in ("tabu", "longtabu") and spec in ("t", "s"):  # \\begin{tabu} to 5cm {columns}
        mouth.skip_match(TO_WIDTH)
        spec = mouth.argument()
    if name in ("tblr", "longtblr") and (found := re.search(r"colspec\s*=\s*\{", spec)):
        spec = Mouth(spec[found.end() - 1 :]).group()
    return spec


def begin_cell(paper: "Typesetter") -> None:
    grid = paper.grids[-1]
    place = grid.place() if grid.row else 0
    if place < len(grid.columns):
        column = grid.columns[place]
        paper.set_state(grid.state | (BOLD if column.bold else 0) | (MATH if column.math else 0))
    else:
        paper.set_state(grid.state)


def at_cell_level(paper: "Typesetter") -> bool:
    """Whether no group is open in this cell; a formula left open is ended."""
    base = paper.grids[-1].base
    if any(kind not in FORMULAS for kind, _ in paper.scopes[base:]):
        return False
    while len(paper.scopes) > base:
        paper.restore()
    return True


def end_cell(paper: "Typesetter") -> None:
    text, bold, underline = cell_text(tidied("".join(paper.out)))
    paper.printed += len(text)
    grid = paper.grids[-1]
    grid.end_cell(text, bold, underline)
    paper.out = []
    paper.state = grid.state
    begin_cell(paper)


def end_row(paper: "Typesetter") -> None:
    end_cell(paper)
    paper.grids[-1].end_row()
    paper.out = []
    paper.state = paper.grids[-1].state
    begin_cell(paper)


def end_table(paper: "Typesetter") -> str:
    """The innermost table is at its end, with whatever is open in it."""
    grid = paper.grids[-1]
    while len(paper.scopes) > grid.base:
        kind, _ = paper.scopes[-1]
        close_scope(paper) if kind != "table" else paper.scopes.pop()
    if "".join(paper.out).translate(NO_MARKS).strip() or grid.row:
        end_cell(paper)
        grid.end_row()
    paper.grids.pop()
    _, paper.state = paper.scopes.pop()
    paper.out = grid.out
    put_table(paper, grid)
    if grid.name in FLOATS and paper.scopes and paper.scopes[-1][0] == "float" and not paper.grids:
        close_scope(paper)
    return grid.name


def put_table(paper: "Typesetter", grid: Grid) -> None:
    rows, heads = even(grid)
    paper.problems += grid.left_out()
    paper.printed += sum(len(cell.text) for row in rows for cell in row)
    paper.check_bounds()
    if grid.nested and (len(rows) < 2 or len(rows[0]) < 2):
        texts = [marked(cell.text, cell.bold, cell.underline) for row in rows for cell in row if not cell.spanned]
        paper.out.append(" ".join(texts))
        return
    if not rows:
        return
    if len(rows) < 2 or len(rows[0]) < 2:
        put_lines(paper, [" ".join(cell.text for cell in row if cell.text) for row in rows])
        return
    item = Item("table", rows=rows, header_rows=heads, heading=paper.heading)
    paper.floats[-1].captioned.append(item)
    if paper.grids or len(paper.floats) > 1:
        paper.floats[-1].items.append(item)
    elif "".join(paper.out).translate(NO_MARKS).strip():
        paper.pending.append(item)
    else:
        paper.items.append(item)


def put_lines(paper: "Typesetter", lines: Sequence[str]) -> None:
    """A frame around text, or a list in one column: paragraphs."""
    paper.flush()
    paper.items += [Item(paper.kind, line) for line in lines if line]


def close_tables(paper: "Typesetter", floor: int) -> None:
    """End the tables that began above `floor` open groups."""
    while paper.grids and paper.grids[-1].base > floor:
        end_table(paper)


def table_break(paper: "Typesetter", name: str) -> None:
    paper.new_line()


def rule(paper: "Typesetter", name: str) -> None:
    mouth = paper.mouth
    if name in PARTIAL_RULES or name == "hhline":
        mouth.skip_match(CELL_RULE)
    elif name in ("Xhline", "hlineB"):
        mouth.argument()
    elif name == "specialrule":
        mouth.skip("mmm")
    else:
        mouth.optional()
    if name == "hrule":
        mouth.skip_match(RULE_SIZE)
    if paper.grids:
        paper.grids[-1].rule("partial" if name in PARTIAL_RULES else "whole")


def upright_rule(paper: "Typesetter", name: str) -> None:
    """A strut, or a line between two columns."""
    paper.mouth.skip_match(RULE_SIZE)


def between_rows(paper: "Typesetter", name: str) -> None:
    """\\noalign{\\hrule height 1pt}"""
    if "rule" in paper.mouth.argument() and paper.grids:
        paper.grids[-1].rule("whole")


def head_end(paper: "Typesetter", name: str) -> None:
    if paper.grids:
        paper.grids[-1].end_head(name)
        paper.out = []


def table_head(paper: "Typesetter", name: str) -> None:
    """AASTeX: \\tablehead{headings}; its rows follow."""
    paper.push(f"{paper.mouth.argument()}\\\\\\hline ")


def spanning(paper: "Typesetter", name: str) -> None:
    mouth = paper.mouth
    count = count_in(mouth.argument())
    spec = mouth.argument()
    if paper.grids:
        paper.grids[-1].cell.columns = max(1, min(count, 100))
        bold = "\\bf" in spec
        paper.state = (paper.state & ~BOLD) | (BOLD if bold else 0)
        paper.out = [MARKS[BOLD, True]] if bold else []


def spanning_rows(paper: "Typesetter", name: str) -> None:
    mouth = paper.mouth
    mouth.optional()
    count = count_in(mouth.argument())
    mouth.optional()
    if mouth.next_char() in ("*", "="):
        mouth.at += 1
    else:
        mouth.argument()
    mouth.optional()
    if paper.grids:
        paper.grids[-1].cell.rows = max(-200, min(count, 200)) or 1


def set_cell(paper: "Typesetter", name: str) -> None:
    options = paper.mouth.optional() or ""
    paper.mouth.argument()
    for letter, value in re.findall(r"\b([rc])\s*=\s*(\d{1,3})", options):
        if paper.grids and letter == "c":
            paper.grids[-1].cell.columns = max(1, min(int(value), 100))
        elif paper.grids:
            paper.grids[-1].cell.rows = max(1, min(int(value), 200))


def count_in(text: str) -> int:
    match = DIGITS.search(text)
    return int(match[0].replace(" ", "")[:5]) if match else 1


HANDLERS: dict[str, Handler] = table_of(
    (table_break, ["tabularnewline", "cr"]),
    (rule, WHOLE_RULES | PARTIAL_RULES),
    (upright_rule, ["vrule"]),
    (between_rows, ["noalign"]),
    (head_end, ["endhead", "endfirsthead", "endfoot", "endlastfoot"]),
    (table_head, ["tablehead"]),
    (spanning, ["multicolumn"]),
    (spanning_rows, ["multirow", "multirowcell"]),
    (set_cell, ["SetCell"]),
)
