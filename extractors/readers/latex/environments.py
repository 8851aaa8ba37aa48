"""Environments: where they begin and end, which of them are passed over, and what ends with them."""

import re
from typing import TYPE_CHECKING

from extractors.readers.latex.commands import (
    ENVIRONMENT_ARGUMENTS,
    MATH_ENVIRONMENTS,
    RAW_ENVIRONMENTS,
    TABLE_ARGUMENTS,
    UNPRINTED_ENVIRONMENTS,
)
from extractors.readers.latex.floats import FLOATS, begin_float, close_scope, float_kind
from extractors.readers.latex.handler import Handler, table_of
from extractors.readers.latex.items import Item
from extractors.readers.latex.printed import BOLD, MATH
from extractors.readers.latex.tabulars import begin_table, close_tables, end_table, is_table_array

if TYPE_CHECKING:
    from extractors.readers.latex.typeset import Typesetter

__all__ = ["HANDLERS"]

ONE_PATH = re.compile(r"[^;&\n]{0,500};")
IN_LINE = frozenset({"small", "footnotesize", "scriptsize", "tiny", "array", "cases", "matrix", "pmatrix", "bmatrix"})


def begin(paper: "Typesetter", _: str) -> None:
    name = paper.mouth.argument().strip()
    if name in paper.macros.environments:
        begin_own(paper, name)
    elif name in TABLE_ARGUMENTS and (name != "array" or is_table_array(paper)):
        begin_table(paper, name)
    elif name in UNPRINTED_ENVIRONMENTS:
        skip_environment(paper, name)
    elif name in RAW_ENVIRONMENTS:
        raw_environment(paper, name)
    else:
        begin_plain(paper, name)


def begin_own(paper: "Typesetter", name: str) -> None:
    if paper.endless(name):
        return
    paper.open(f"own:{name}")
    paper.push_expanded(paper.macros.environments[name].begin)


def begin_plain(paper: "Typesetter", name: str) -> None:
    """An environment that we know, or one we do not: its text is read, and its arguments are where we know of them."""
    kind = float_kind(name)
    if kind is None and parts_paragraphs(paper, name):
        paper.flush()
    paper.open("float" if kind == "float" else f"env:{name}")
    if kind is not None:
        begin_float(paper, kind)
    if kind == "float":
        paper.state = 0
    elif name in MATH_ENVIRONMENTS:
        paper.out.append(" ")
        paper.state |= MATH
    elif name == "abstract":
        paper.kind = "abstract"
    elif name == "bfseries":
        paper.set_state(paper.state | BOLD)
    paper.mouth.skip(ENVIRONMENT_ARGUMENTS.get(name, ""))


def parts_paragraphs(paper: "Typesetter", name: str) -> bool:
    """Whether a paragraph ends where this environment begins and ends: neither in a cell nor in a formula."""
    return not (name in MATH_ENVIRONMENTS or name in IN_LINE or paper.grids or paper.state & MATH)


def end(paper: "Typesetter", _: str) -> None:
    name = paper.mouth.argument().strip()
    if name in paper.macros.environments:
        end_own(paper, name)
    elif name in TABLE_ARGUMENTS and paper.grids and any(grid.name == name for grid in paper.grids):
        while paper.grids and end_table(paper) != name:
            pass
    else:
        end_plain(paper, name)


def end_own(paper: "Typesetter", name: str) -> None:
    paper.push(f"{paper.macros.environments[name].end}\\endownenvironment{{{name}}}")


def close_own(paper: "Typesetter", _: str) -> None:
    name = paper.mouth.argument()
    end_plain(paper, name, f"own:{name}")


def end_plain(paper: "Typesetter", name: str, scope: str = "") -> None:
    scope = scope or ("float" if name in FLOATS else f"env:{name}")
    floor = paper.grids[-1].base if paper.grids and scope != "float" else 0
    place = next((at for at in range(len(paper.scopes) - 1, floor - 1, -1) if paper.scopes[at][0] == scope), None)
    if place is None:
        return
    close_tables(paper, place)
    while len(paper.scopes) > place:
        close_scope(paper)
    if scope.startswith("env:") and parts_paragraphs(paper, name):
        paper.flush()
    elif name in MATH_ENVIRONMENTS:
        paper.out.append(" ")
    if name == "abstract":
        paper.kind = "paragraph"


def skip_environment(paper: "Typesetter", name: str) -> None:
    """Pass over an environment and those of its name in it; one without an end is passed into."""
    mouth, depth = paper.mouth, 0
    pattern = re.compile(rf"\\(begin|end)\s*\{{{re.escape(name)}\}}")
    for match in pattern.finditer(mouth.text, mouth.at):
        depth += 1 if match[1] == "begin" else -1
        if depth < 0:
            mouth.at = match.end()
            return
    paper.look(len(mouth.text) - mouth.at)


def drawing(paper: "Typesetter", name: str) -> None:
    """\\tikz[options]{…} or \\tikz \\draw …; in the midst of a line: nothing of it is text."""
    mouth = paper.mouth
    mouth.optional()
    if mouth.next_char() == "{":
        mouth.group()
    else:
        mouth.skip_match(ONE_PATH)


def raw_environment(paper: "Typesetter", name: str) -> None:
    mouth = paper.mouth
    mouth.optional()
    if name == "minted":
        mouth.argument()
    end = re.compile(rf"\\end\s*\{{{re.escape(name)}\}}").search(mouth.text, mouth.at)
    text = mouth.text[mouth.at : end.start() if end else len(mouth.text)]
    mouth.at = end.end() if end else len(mouth.text)
    if paper.grids or paper.depth:
        paper.out.append(text)
        return
    paper.flush()
    for part in re.split(r"\n[ \t]*\n", text):
        if part.strip():
            paper.items.append(Item("paragraph", "\n".join(line.rstrip() for line in part.strip("\n").splitlines())))
            paper.printed += len(part)


HANDLERS: dict[str, Handler] = table_of(
    (begin, ["begin"]), (end, ["end"]), (close_own, ["endownenvironment"]), (drawing, ["tikz"])
)
