"""LaTeX read as TeX reads it, one command after the other, and turned into pieces of plain text and tables.

It prints nothing it does not know: an unknown command is passed over and its arguments are read as text. Whatever is
broken, the walk goes on; what ends it are the bounds below, and then what was read so far is kept.
"""

import re
from collections.abc import Mapping
from typing import Final

from extractors.readers.latex import conditions, environments, letters, pieces, tabulars
from extractors.readers.latex.commands import ACCENTS, OPERATORS, SKIPPED, SYMBOLS
from extractors.readers.latex.conditions import CONDITIONAL, conditional
from extractors.readers.latex.floats import close_scope
from extractors.readers.latex.grid import Grid
from extractors.readers.latex.handler import Handler, OutOfBoundsError
from extractors.readers.latex.items import Float, Item, Paper, bind_neighbours
from extractors.readers.latex.letters import CITES, accent, cite, script
from extractors.readers.latex.macros import DEFINING, Macro, Macros
from extractors.readers.latex.mouth import Mouth
from extractors.readers.latex.pieces import PEOPLE, TITLES, authors, set_title
from extractors.readers.latex.printed import BOLD, FORMULAS, MARKS, MATH, NO_MARKS, UNDERLINE, tidied
from extractors.readers.latex.references import References
from extractors.readers.latex.tabulars import at_cell_level, close_tables, end_cell, end_row
from extractors.readers.record import iso_date
from registry.model import BlockKind

__all__ = ["STEPS", "Typesetter"]

STEPS: Final = 5_000_000  # signs and words of one paper, of 1 to 3 µs each; the longest of 360 took 121,000
LOOKED: Final = 4  # characters that are looked at ahead in the time of a step
EXPANSIONS: Final = 200_000
PRINTED: Final = 32 * 1024 * 1024
PUSHED: Final = 4 * 1024 * 1024
FRAMES: Final = 400
IN_A_ROW: Final = 20_000
DEPTH: Final = 12  # arguments that are typeset on their own, one in another
GROUPS: Final = 2000
ENDLESS: Final = "defines commands that expand without end"

TOKEN = re.compile(
    r"""((?:[^\\{}$&~^_\n]++|\n(?![ \t]*\n))+)      # 1 text
      | \\(@*[a-zA-Z][a-zA-Z@]*+)                   # 2 a command
      | (\$\$?|[{}&~^_])                            # 3 a sign with a meaning
      | \\(.)                                       # 4 a command of one sign
      | (\n\s*)                                     # 5 a blank line
    """,
    re.VERBOSE | re.DOTALL,
)
ROW_END = re.compile(r"\*?[ \t]*(?:\n[ \t]*)?\[\s*-?\s*(?:\d*\.?\d*\s*[a-z]{2}|\d*\.?\d*\s*\\[a-zA-Z]+)[^\]\n]{0,60}\]")
# "\\[2pt]" in a source that lost what stood between "\[" and "\]"
LOST_ROW_END = re.compile(r"-?\d*\.?\d+[ \t]*(?:pt|mm|cm|ex|em|in)\]")
BEGIN_DOCUMENT = re.compile(r"\\begin\s*\{document\}")
END_DOCUMENT = re.compile(r"\\end\s*\{document\}")
PREAMBLE_WORD = re.compile(r"\\(@*[a-zA-Z][a-zA-Z@]*)")
BEGIN_ABSTRACT = re.compile(r"\\begin\s*\{abstract\}")
END_ABSTRACT = re.compile(r"\\end\s*\{abstract\}")
STYLE_CAP = 300_000
HANDLERS: dict[str, Handler] = {
    **letters.HANDLERS,
    **conditions.HANDLERS,
    **pieces.HANDLERS,
    **environments.HANDLERS,
    **tabulars.HANDLERS,
}


class Typesetter:
    """Holds what TeX would: definitions, open groups, the state of the letters, and what has been printed."""

    def __init__(self, styles: Mapping[str, str] | None = None, most_steps: int = STEPS) -> None:
        self.macros = Macros()
        self.styles = styles or {}
        self.most_steps = most_steps
        self.problems: list[str] = []
        self.mouth = Mouth("")
        self.scopes: list[tuple[str, int]] = []
        self.state = 0
        self.out: list[str] = []
        self.items: list[Item] = []
        self.pending: list[Item] = []
        self.notes: list[str] = []
        self.floats: list[Float] = [Float("float", self.items)]
        self.saved: list[tuple[list[str], list[Item], list[Item]]] = []
        self.grids: list[Grid] = []
        self.references = References()
        self.labels: list[list[str]] = [[]]  # of what is open, the innermost last
        self.kind: BlockKind = "paragraph"
        self.heading = ""
        self.title = ""
        self.date = ""
        self.people: list[str] = []
        self.cited: dict[str, int] = {}
        self.told_endless = False
        self.depth = self.expansions = self.in_a_row = self.pushed = self.printed = self.steps = 0

    def paper(self, source: str) -> Paper:
        begin = BEGIN_DOCUMENT.search(source)
        body = source[begin.end() :] if begin else source
        try:
            self.read_preamble(source[: begin.start()] if begin else "")
            if end := END_DOCUMENT.search(body):
                body = body[: end.start()]
            self.walk(early_abstract(source[: begin.start()]) if begin else "")
            self.walk(body)
        except (OutOfBoundsError, RecursionError) as error:
            self.problems.append(f"{error or 'is nested too deeply'}; what stands below was left out")
        self.end_everything()
        for item in self.items:
            item.told = self.references.told(item.labels)
        if self.title:
            self.items.insert(0, Item("title", self.title))
        return Paper(self.items, self.title, authors(self), iso_date(self.date), self.problems)

    def read_preamble(self, preamble: str) -> None:
        """Definitions and the title are taken from it; nothing else of it is printed."""
        for style in self.styles.values():
            if len(style) <= STYLE_CAP:
                self.read_definitions(style, own=False)
        self.read_definitions(preamble, own=True)

    def read_definitions(self, text: str, own: bool) -> None:
        mouth = Mouth(text)
        while match := PREAMBLE_WORD.search(text, mouth.at):
            mouth.at = match.end()
            name = match[1]
            if name in DEFINING:
                self.macros.define(name, mouth)
            elif own and name in TITLES:
                mouth.optional()
                set_title(self, mouth.argument())
            elif own and name in PEOPLE:
                mouth.optional()
                self.people.append(mouth.argument())
            elif own and name == "date":
                self.date = mouth.argument()
            elif not self.macros.set_flag(name):
                continue
            if mouth.frames:
                mouth.frames.clear()
            self.steps += 1
            self.look_back(mouth)

    def walk(self, text: str) -> None:
        """Read `text` to its end, with all that it expands to."""
        self.mouth = mouth = Mouth(text)
        match_token = TOKEN.match
        while True:
            match = match_token(mouth.text, mouth.at)
            if match is None:
                if mouth.at < len(mouth.text):
                    mouth.at += 1  # a backslash at the very end
                elif not mouth.pop():
                    return
                continue
            mouth.at = match.end()
            kind = match.lastindex
            if kind == 1:
                self.out.append(match[1])
            elif kind == 2:
                self.command(match[2])
                if mouth.looked:
                    self.look_back(mouth)
            elif kind == 3:
                self.sign(match[3])
            elif kind == 4:
                self.short_command(match[4])
            else:
                self.blank_line()
            self.steps += 1
            if self.steps > self.most_steps:
                self.check_bounds()

    def look(self, characters: int) -> None:
        """Count what was looked at ahead in vain: what does it again and again would never end."""
        self.steps += characters // LOOKED
        self.check_bounds()

    def look_back(self, mouth: Mouth) -> None:
        looked, mouth.looked = mouth.looked, 0
        self.look(looked)

    def check_bounds(self) -> None:
        if self.steps > self.most_steps:
            raise OutOfBoundsError(f"takes more than {self.most_steps:,} steps to read")
        if self.printed > PRINTED:
            raise OutOfBoundsError("prints more than 32 MB of text")

    def rendered(self, source: str) -> str:
        """`source` typeset on its own, as one line without marks."""
        return tidied(self.marked(source)).translate(NO_MARKS)

    def marked(self, source: str) -> str:
        if "\\" not in source and not any(sign in source for sign in "{}$&~^_"):
            return source
        if self.depth >= DEPTH:
            return ""
        kept = (self.mouth, self.scopes, self.out, self.grids, self.items, self.pending, self.floats, self.saved)
        state, self.depth = self.state, self.depth + 1
        self.scopes, self.out, self.grids, self.items, self.pending = [], [], [], [], []
        self.floats, self.saved = [Float("float", self.items)], []
        try:
            self.walk(source)
            close_tables(self, 0)
            tables = [cell.text for item in self.items for row in item.rows for cell in row]
            return " ".join([*(item.text for item in self.items), *tables, "".join(self.out)])
        finally:
            self.mouth, self.scopes, self.out, self.grids, self.items, self.pending, self.floats, self.saved = kept
            self.state, self.depth = state, self.depth - 1

    def sign(self, sign: str) -> None:
        if sign == "{":
            if not self.mouth.is_never_closed():
                self.open("{")
        elif sign == "}":
            self.close_group()
        elif sign == "~":
            self.out.append(" ")
        elif sign == "&":
            self.ampersand()
        elif sign in "^_":
            script(self, sign)
        elif sign == "$$" and not (self.scopes and self.scopes[-1][0] == "$"):
            self.out.append(" ")  # a display: read as a part of its sentence
            self.toggle_math("$$")
        elif sign == "$$" and self.grids:
            return  # an empty formula
        else:
            self.toggle_math("$" if sign == "$$" else sign)

    def open(self, kind: str) -> None:
        """Begin a group. Braces and formulas in thousands of others are no groups any more, only signs."""
        if len(self.scopes) == 2 * GROUPS:
            raise OutOfBoundsError("opens too many environments in one another")
        if len(self.scopes) < GROUPS or (kind not in FORMULAS and kind != "{"):
            self.scopes.append((kind, self.state))

    def close_group(self) -> None:
        """A brace closes the innermost group of braces, unless an environment began in it."""
        while self.scopes and self.scopes[-1][0] in FORMULAS:
            self.restore()
        if self.scopes and self.scopes[-1][0] == "{":
            self.restore()

    def restore(self) -> None:
        _, state = self.scopes.pop()
        self.set_state(state)

    def set_state(self, state: int) -> None:
        changed = self.state ^ state
        if changed & (BOLD | UNDERLINE):
            for bit in (BOLD, UNDERLINE):
                if changed & bit:
                    self.out.append(MARKS[bit, bool(state & bit)])
        self.state = state

    def toggle_math(self, sign: str) -> None:
        if self.scopes and self.scopes[-1][0] == sign:
            self.restore()
        else:
            self.open(sign)
            self.state |= MATH

    def end_math(self) -> None:
        while self.scopes and self.scopes[-1][0] in FORMULAS:
            self.restore()

    def blank_line(self) -> None:
        if self.grids:
            self.out.append(" ")
            return
        self.end_math()
        self.flush()

    def ampersand(self) -> None:
        if self.grids and at_cell_level(self):
            end_cell(self)
        elif not self.state & MATH:
            self.out.append(" ")

    def short_command(self, sign: str) -> None:
        if sign == "\\":
            self.new_line()
        elif sign in "%&#_${}":
            self.out.append(sign)
        elif sign in ",:; \t\n>":
            self.out.append(" ")
        elif sign in "!/@)" or sign == "]":
            if sign in ")]":
                self.end_math()
        elif sign in "([":
            self.out.append(" " if sign == "[" else "")
            self.open("\\" + sign)
            self.state |= MATH
        elif sign == "|":
            self.out.append("‖" if self.state & MATH else "|")
        elif self.grids and (lost := LOST_ROW_END.match(self.mouth.text, self.mouth.at - 1)):
            self.mouth.at = lost.end()
            self.end_line()
        elif sign in ACCENTS:
            accent(self, sign)

    def new_line(self) -> None:
        mouth = self.mouth
        match = ROW_END.match(mouth.text, mouth.at)
        if match:
            mouth.at = match.end()
        else:
            mouth.star()
        self.end_line()

    def end_line(self) -> None:
        if self.grids and at_cell_level(self):
            end_row(self)
        else:
            self.out.append(" ")

    def command(self, name: str) -> None:
        if name in self.macros.commands:
            self.expand(name)
        else:
            self.native(name)

    def native(self, name: str) -> None:
        handler = HANDLERS.get(name)
        if handler is not None:
            handler(self, name)
        elif (symbol := SYMBOLS.get(name)) is not None:
            self.symbol(name, symbol)
        elif (operator := OPERATORS.get(name)) is not None:
            self.operator(operator)
        elif (spec := SKIPPED.get(name)) is not None:
            self.mouth.skip(spec)
        elif name.startswith("if") and (name[2:] in self.macros.flags or CONDITIONAL.match(f"\\{name}")):
            conditional(self, name[2:])
        elif CITES.match(name):
            cite(self)
        elif not self.macros.set_flag(name):
            self.unknown(name)

    def unknown(self, name: str) -> None:
        """Passed over; in a formula its name is likely what it prints."""
        mouth = self.mouth
        if mouth.peek() == "[":
            at = mouth.at
            if mouth.optional() is not None and mouth.peek() != "{":
                mouth.at = at
        elif self.state & MATH and mouth.peek() not in ("{", "_", "^") and len(name) > 1:
            self.out.append(f" {name} " if not self.grids else name)

    def symbol(self, name: str, symbol: str) -> None:
        if name in ("dag", "dagger", "ddag", "ddagger", "textdagger", "textdaggerdbl", "S", "P", "ast") and self.grids:
            return
        self.out.append(symbol)
        if symbol.isalpha() and not self.state & MATH and self.mouth.peek() == " " and len(name) < 3:
            self.mouth.at += 1  # \o re is "øre"

    def operator(self, sign: str) -> None:
        self.out.append(f" {sign} " if self.mouth.peek().isspace() else sign)

    def expand(self, name: str) -> None:
        macro = self.macros.commands[name]
        if macro.alias:
            self.native(macro.alias)
            return
        if self.endless(name):
            return
        self.push_expanded(macro)

    def push_expanded(self, macro: Macro) -> None:
        given = macro.arguments(self.mouth)
        self.pushed += macro.size(given)  # asked before it is made: a body may repeat its argument a million times
        if self.pushed > PUSHED:
            raise OutOfBoundsError(ENDLESS)
        self.push(macro.expanded(given))

    def endless(self, name: str) -> bool:
        """Whether a command has expanded to so much that it will never end: then we go on in the text below it."""
        mouth = self.mouth
        self.expansions += 1
        self.in_a_row = self.in_a_row + 1 if mouth.frames else 0
        if self.expansions > EXPANSIONS:
            raise OutOfBoundsError(ENDLESS)
        if self.in_a_row <= IN_A_ROW and len(mouth.frames) <= FRAMES:
            return False
        if not self.told_endless:
            self.problems.append(f"defines \\{name}, which expands without end; it was left out")
        self.told_endless, self.in_a_row = True, 0
        while mouth.frames:
            mouth.pop()
        return True

    def push(self, text: str) -> None:
        if text:
            self.mouth.push(text)

    def flush(self) -> None:
        """End the paragraph. Floats and footnotes that stood in it follow it."""
        text = tidied(self.references.noted("".join(self.out))).translate(NO_MARKS)
        state, self.out = self.state & (BOLD | UNDERLINE), []
        if state:
            self.out += [MARKS[bit, True] for bit in (BOLD, UNDERLINE) if state & bit]
        self.printed += len(text)
        if text:
            self.items.append(Item(self.kind, text))
        if self.notes and not self.depth:
            self.items += [Item("paragraph", note) for note in self.notes]
            self.notes = []
        if self.pending:
            self.items += self.pending
            self.pending = []

    def end_everything(self) -> None:
        """Whatever is still open ends here."""
        try:
            close_tables(self, 0)
            while self.scopes:
                close_scope(self)
            self.flush()
        except (OutOfBoundsError, RecursionError):
            self.scopes, self.grids = [], []
        bind_neighbours(self.items, self.floats[0].captioned)


def early_abstract(preamble: str) -> str:
    """The abstract that some styles want before the document begins."""
    begin = BEGIN_ABSTRACT.search(preamble)
    end = END_ABSTRACT.search(preamble, begin.end()) if begin else None
    return preamble[begin.start() : end.end()] if begin and end else ""
