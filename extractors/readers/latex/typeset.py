"""LaTeX read as TeX reads it, one command after the other, and turned into pieces of plain text and tables.

It prints nothing it does not know: an unknown command is passed over and its arguments are read as text. Whatever is
broken, the walk goes on; what ends it are the bounds below, and then what was read so far is kept.
"""

import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from extractors.readers.latex.commands import (
    ACCENTS,
    DING,
    ENVIRONMENT_ARGUMENTS,
    MATH_ENVIRONMENTS,
    OPERATORS,
    RAW_ENVIRONMENTS,
    SKIPPED,
    SYMBOLS,
    TABLE_ARGUMENTS,
    UNPRINTED_ENVIRONMENTS,
    words,
)
from extractors.readers.latex.grid import Grid, even, read_columns
from extractors.readers.latex.items import Float, Item, Paper
from extractors.readers.latex.macros import DEFINING, Macros
from extractors.readers.latex.mouth import Mouth
from extractors.readers.record import iso_date
from registry.model import BlockKind

__all__ = ["SECONDS", "Typesetter"]

SECONDS = 10.0  # for one paper; half of all take 15 ms
EXPANSIONS: Final = 200_000
PRINTED: Final = 64 * 1024 * 1024
PUSHED: Final = 64 * 1024 * 1024
FRAMES: Final = 400
IN_A_ROW: Final = 20_000
DEPTH: Final = 12  # arguments that are typeset on their own, one in another
GROUPS: Final = 2000

BOLD, UNDERLINE, MATH = 1, 2, 4
# Marks in the printed text where bold and underline begin and end; sources have no control characters left.
MARKS = {(BOLD, True): "\x01", (BOLD, False): "\x02", (UNDERLINE, True): "\x03", (UNDERLINE, False): "\x04"}
ANY_MARK = re.compile(r"[\x01-\x04]")
NO_MARKS = dict.fromkeys(range(1, 5))

TOKEN = re.compile(
    r"""((?:[^\\{}$&~^_\n]++|\n(?![ \t]*\n))++)     # 1 text
      | \\(@*[a-zA-Z][a-zA-Z@]*+)                   # 2 a command
      | (\$\$?|[{}&~^_])                            # 3 a sign with a meaning
      | \\(.)                                       # 4 a command of one sign
      | (\n\s*)                                     # 5 a blank line
    """,
    re.VERBOSE | re.DOTALL,
)
SIMPLE_SCRIPT = re.compile(r"\s*(?:\{([A-Za-z0-9 .,:+*'@/=-]*)\}|([A-Za-z0-9*+']))")
ROW_END = re.compile(r"\*?[ \t]*(?:\n[ \t]*)?\[\s*-?\s*(?:\d*\.?\d*\s*[a-z]{2}|\d*\.?\d*\s*\\[a-zA-Z]+)[^\]\n]*\]")
FOOTNOTE_MARK = re.compile(r"[*†‡§¶∗♦♠♣⋆★•◦∘#+,\s]+")
SMALL_MARK = re.compile(r"[a-z0-9](?:,\s*[a-z0-9])*")
WORD_OR_DECIMAL = re.compile(r"(?:[A-Za-z)]{3}|\d[.,]\d+%?)\Z")
SPREAD = re.compile(r"[+-]?\d*\.\d+")
ENDS_WITH_DECIMAL = re.compile(r"\d\.\d+\Z")
ALNUM = re.compile(r"[^\W_]")
CONDITIONAL = re.compile(r"\\(if(?!f(?![a-z])|thenelse|empty|str|blank|toggle|bool)[a-zA-Z@]*|else|fi)(?![a-zA-Z@])")
CELL_RULE = re.compile(r"\s*(?:\([^()]*\))?\s*(?:\[[^\]]*\])?\s*(?:\{[^{}]*\})?")
DIGITS = re.compile(r"-?\s*\d+")
BEGIN_DOCUMENT = re.compile(r"\\begin\s*\{document\}")
END_DOCUMENT = re.compile(r"\\end\s*\{document\}")
PREAMBLE_WORD = re.compile(r"\\(@*[a-zA-Z][a-zA-Z@]*)")
PREAMBLE_ABSTRACT = re.compile(r"\\begin\s*\{abstract\}.*?\\end\s*\{abstract\}", re.DOTALL)
STYLE_CAP = 300_000
PERSON = re.compile(r"[^\W\d_][\w.'’ʼ-]*(?: [^\W\d_][\w.'’ʼ-]*){1,4}")

HEADINGS = {
    "chapter": 0,
    "part": 0,
    "section": 1,
    "subsection": 2,
    "subsubsection": 3,
    "paragraph": 4,
    "subparagraph": 5,
}
FLOATS = words(
    """
    table table* figure figure* wraptable wrapfigure sidewaystable sidewaystable* sidewaysfigure SCtable
    floatrow margintable teaserfigure algorithm longtable xltabular supertabular deluxetable deluxetable*
    sidewaystabular
    """
)
PARTS = words("subtable subfigure subfloat minipage")
HOLDERS = words("center flushleft flushright threeparttable measuredfigure ThreePartTable centering")
WHOLE_RULES = words(
    """
    hline midrule toprule bottomrule Xhline hlineB thickhline shline hdashline specialrule firsthline lasthline
    Hline hrule tabucline thinhline dashmidrule midrulec hhline
    """
)
PARTIAL_RULES = words("cmidrule cline cdashline cdashlinelr clineB Xcline arrayrule")
TITLES = words("title icmltitle aistatstitle Title papertitle ltitle mlsystitle")
PEOPLE = words("author icmlauthor Author aistatsauthor mlsysauthor")
CAPTIONS = words(
    "caption captionof captionabove captionbelow tablecaption topcaption tcaption bottomcaption subcaption"
)
BOXED_FLOATS = words("subfloat subfigure subtable subcaptionbox ffigbox ttabbox capbtabbox")
CITES = re.compile(r"(?:[A-Z]?[a-z]*cite(?:[a-z]*|[A-Z][a-z]*)|Cite[a-z]*)$")
REFERENCES = words("ref eqref cref Cref autoref pageref nameref vref subref labelcref secref figref tabref")
FOOTNOTES = words("footnote tablefootnote blfootnote thanksnote endnote")
TEXT_SCRIPTS = {"textsuperscript": "^", "textsubscript": "_", "sp": "^", "sb": "_", "tnote": "^", "tnotex": "^"}
BOLD_COMMANDS = words("textbf mathbf boldsymbol bm pmb bold textbb mathbfit bfit textbfit ubold")
BOLD_SWITCHES = words("bfseries bf boldmath bfdefault")
PLAIN_SWITCHES = words("mdseries normalfont rm unboldmath")
UNDERLINES = words("underline ul uline uuline underbar uwave dashuline")
NUMBERS = {"num": 1, "tablenum": 1, "ang": 1, "SI": 2, "qty": 2, "si": 1, "unit": 1, "numlist": 1, "complexnum": 1}
RANGES = {"numrange": 2, "SIrange": 3, "qtyrange": 3}
STACKS = words("makecell thead shortstack makecellbox Centerstack")


class OutOfBoundsError(Exception):
    """A bound was reached: the walk ends here."""


class Typesetter:
    """Holds what TeX would: definitions, open groups, the state of the letters, and what has been printed."""

    def __init__(self, styles: Mapping[str, str] | None = None, seconds: float = SECONDS) -> None:
        self.macros = Macros()
        self.styles = styles or {}
        self.deadline = time.monotonic() + seconds
        self.seconds = seconds
        self.problems: list[str] = []
        self.mouth = Mouth("")
        self.scopes: list[tuple[str, int]] = []
        self.state = 0
        self.out: list[str] = []
        self.items: list[Item] = []
        self.pending: list[Item] = []
        self.notes: list[str] = []
        self.floats: list[Float] = [Float("float")]
        self.saved: list[tuple[list[str], list[Item], list[Item]]] = []
        self.grids: list[Grid] = []
        self.kind: BlockKind = "paragraph"
        self.heading = ""
        self.title = ""
        self.date = ""
        self.people: list[str] = []
        self.cited: dict[str, int] = {}
        self.told_endless = False
        self.depth = self.expansions = self.in_a_row = self.pushed = self.printed = self.steps = 0

    # The story

    def paper(self, source: str) -> Paper:
        begin = BEGIN_DOCUMENT.search(source)
        body = source[begin.end() :] if begin else source
        try:
            self.read_preamble(source[: begin.start()] if begin else "")
            if end := END_DOCUMENT.search(body):
                body = body[: end.start()]
            if begin and "\\begin{abstract}" not in body:
                body = "\n\n".join([*PREAMBLE_ABSTRACT.findall(source, 0, begin.start()), body])
            self.walk(body)
        except (OutOfBoundsError, RecursionError) as error:
            self.problems.append(f"{error or 'is nested too deeply'}; what stands below was left out")
        self.end_everything()
        if self.title:
            self.items.insert(0, Item("title", self.title))
        return Paper(self.items, self.title, self.authors(), iso_date(self.date), self.problems)

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
                self.set_title(mouth.argument())
            elif own and name in PEOPLE:
                mouth.optional()
                self.people.append(mouth.argument())
            elif own and name == "date":
                self.date = mouth.argument()
            elif not self.macros.set_flag(name):
                continue
            if mouth.frames:
                mouth.frames.clear()
            self.check_time()

    # The walk

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
            elif kind == 3:
                self.sign(match[3])
            elif kind == 4:
                self.short_command(match[4])
            else:
                self.blank_line()
            self.steps += 1
            if not self.steps & 0x3FF:
                self.check_time()

    def check_time(self) -> None:
        if time.monotonic() > self.deadline:
            raise OutOfBoundsError(f"took longer than {self.seconds:g} seconds to read")
        if self.printed > PRINTED:
            raise OutOfBoundsError("prints more than 64 MB of text")

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
        self.floats, self.saved = [Float("float")], []
        try:
            self.walk(source)
            self.close_tables(0)
            tables = [cell.text for item in self.items for row in item.rows for cell in row]
            return " ".join([*(item.text for item in self.items), *tables, "".join(self.out)])
        finally:
            self.mouth, self.scopes, self.out, self.grids, self.items, self.pending, self.floats, self.saved = kept
            self.state, self.depth = state, self.depth - 1

    # Signs

    def sign(self, sign: str) -> None:
        if sign == "{":
            self.open("{")
        elif sign == "}":
            self.close_group()
        elif sign == "~":
            self.out.append(" ")
        elif sign == "&":
            self.ampersand()
        elif sign in "^_":
            self.script(sign)
        elif sign == "$$" and not (self.scopes and self.scopes[-1][0] == "$"):
            self.out.append(" ")  # a display: read as a part of its sentence
            self.toggle_math("$$")
        elif sign == "$$" and self.grids:
            return  # an empty formula
        else:
            self.toggle_math("$" if sign == "$$" else sign)

    def open(self, kind: str) -> None:
        if len(self.scopes) >= GROUPS:
            raise OutOfBoundsError("opens too many groups")
        self.scopes.append((kind, self.state))

    def close_group(self) -> None:
        """A brace closes the innermost group of braces, unless an environment began in it."""
        while self.scopes and self.scopes[-1][0] in ("$", "$$", "\\("):
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
        while self.scopes and self.scopes[-1][0] in ("$", "$$", "\\(", "\\["):
            self.restore()

    def blank_line(self) -> None:
        if self.grids:
            self.out.append(" ")
            return
        self.end_math()
        self.flush()

    def ampersand(self) -> None:
        if self.grids and self.at_cell_level():
            self.end_cell()
        elif not self.state & MATH:
            self.out.append(" ")

    def script(self, sign: str) -> None:
        """What stands below or above: a footnote mark is dropped, a deviation gets brackets, the rest its sign."""
        simple = SIMPLE_SCRIPT.match(self.mouth.text, self.mouth.at)
        if simple:
            self.mouth.at = simple.end()
            text = simple[1] if simple[1] is not None else simple[2]
        elif not self.state & MATH and sign == "_" and self.mouth.peek() != "{":
            self.out.append("_")
            return
        else:
            text = self.rendered(self.mouth.argument())
        self.put_script(sign, text.strip(), mark=False)

    def put_script(self, sign: str, text: str, mark: bool) -> None:
        if not text or (sign == "^" and FOOTNOTE_MARK.fullmatch(text)):
            return
        before = self.before()
        if text in ("∘", "°", "o") and sign == "^" and before[-1:].isdigit():
            self.out.append("°")
        elif text.startswith("±"):
            self.out.append(f" {text}")
        elif text in ("′", "'"):
            self.out.append("'")
        elif SPREAD.fullmatch(text) and ENDS_WITH_DECIMAL.search(before):
            self.out.append(f" ({text})")
        elif text.startswith("(") and ENDS_WITH_DECIMAL.search(before):
            self.out.append(f" {text}")
        elif sign == "^" and SMALL_MARK.fullmatch(text) and (mark or self.grids) and WORD_OR_DECIMAL.search(before):
            return
        elif text in ("st", "nd", "rd", "th", "TM", "®", "™"):
            self.out.append(text)
        else:
            self.out.append(sign + text)

    def before(self) -> str:
        """The last letters printed in this cell or paragraph."""
        text = ""
        for part in self.out[:-8:-1]:
            text = part + text
            if len(text) > 12:
                break
        return ANY_MARK.sub("", text).rstrip()

    def short_command(self, sign: str) -> None:
        if sign == "\\":
            self.new_line()
        elif sign in "%&#_${}":
            self.out.append(sign)
        elif sign in ",:; \t\n>":
            self.out.append(" ")
        elif sign in "!/-@)" or sign == "]":
            if sign in ")]":
                self.end_math()
        elif sign in "([":
            self.out.append(" " if sign == "[" else "")
            self.open("\\" + sign)
            self.state |= MATH
        elif sign == "|":
            self.out.append("‖" if self.state & MATH else "|")
        elif sign in ACCENTS:
            self.accent(sign)

    def accent(self, sign: str) -> None:
        letter = self.rendered(self.mouth.argument())
        self.out.append(unicodedata.normalize("NFC", letter[:1] + ACCENTS[sign]) + letter[1:] if letter else "")

    def new_line(self) -> None:
        mouth = self.mouth
        match = ROW_END.match(mouth.text, mouth.at)
        if match:
            mouth.at = match.end()
        else:
            mouth.star()
        if self.grids and self.at_cell_level():
            self.end_row()
        else:
            self.out.append(" ")

    # Commands

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
            self.conditional(name[2:])
        elif CITES.match(name):
            self.cite()
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
        spaced = self.mouth.peek().isspace() or (self.out and self.out[-1][-1:].isspace())
        self.out.append(f" {sign} " if spaced and sign != "~" else sign)

    def expand(self, name: str) -> None:
        macro = self.macros.commands[name]
        if macro.alias:
            self.native(macro.alias)
            return
        if self.endless(name):
            return
        mouth = self.mouth
        given: list[str] = []
        if macro.parameters:
            if macro.default is not None:
                option = mouth.optional()
                given.append(macro.default if option is None else option)
            given += [mouth.argument() for _ in range(macro.parameters - len(given))]
        self.push(macro.expanded(given))

    def endless(self, name: str) -> bool:
        """Whether a command has expanded to so much that it will never end: then we go on in the text below it."""
        mouth = self.mouth
        self.expansions += 1
        self.in_a_row = self.in_a_row + 1 if mouth.frames else 0
        if self.expansions > EXPANSIONS:
            raise OutOfBoundsError("defines commands that expand without end")
        if self.in_a_row <= IN_A_ROW and len(mouth.frames) <= FRAMES:
            return False
        if not self.told_endless:
            self.problems.append(f"defines \\{name}, which expands without end; it was left out")
        self.told_endless, self.in_a_row = True, 0
        while mouth.frames:
            mouth.pop()
        return True

    def push(self, text: str) -> None:
        self.pushed += len(text) + 1
        if self.pushed > PUSHED:
            raise OutOfBoundsError("defines commands that expand without end")
        if text:
            self.mouth.push(text)

    def conditional(self, condition: str) -> None:
        """`\\iffoo` by what was set, `\\ifmmode` by where we are; of other conditions the `\\else` is read."""
        holds = self.macros.flags.get(condition, False)
        if condition == "true" or (condition == "mmode" and self.state & MATH):
            holds = True
        if not holds:
            self.skip_branch(to_else=True)

    def skip_branch(self, to_else: bool) -> None:
        mouth, depth = self.mouth, 0
        for match in CONDITIONAL.finditer(mouth.text, mouth.at):
            word = match[1]
            if word.startswith("if"):
                depth += 1
            elif word == "fi" and depth:
                depth -= 1
            elif word == "fi" or (to_else and not depth):
                mouth.at = match.end()
                return

    def else_branch(self, name: str) -> None:
        self.skip_branch(to_else=False)

    def define(self, name: str) -> None:
        self.macros.define(name, self.mouth)

    def cite(self, name: str = "") -> None:
        """Numbers in the order of first mention, as most styles print them."""
        mouth = self.mouth
        mouth.star()
        mouth.optional()
        mouth.optional()
        keys = [key.strip() for key in (mouth.braced() or "").split(",")]
        numbers = [self.cited.setdefault(key, len(self.cited) + 1) for key in keys if key]
        if numbers:
            gap = "" if self.out and self.out[-1].endswith((" ", "(")) else " "
            self.out.append(f"{gap}[{', '.join(map(str, numbers))}]")

    def reference(self, name: str) -> None:
        self.mouth.star()
        self.mouth.braced()

    def footnote(self, name: str) -> None:
        self.mouth.optional()
        text = self.rendered(self.mouth.argument())
        if text and not self.grids and not self.depth:
            self.notes.append(text)

    def bold(self, name: str) -> None:
        self.dressed(BOLD)

    def underline(self, name: str) -> None:
        self.dressed(UNDERLINE)

    def dressed(self, bit: int) -> None:
        """The next argument is bold or underlined."""
        mouth = self.mouth
        if mouth.next_char() == "{":
            mouth.at += 1
            self.open("{")
            self.set_state(self.state | bit)
        else:
            switch = "\\bfseries" if bit == BOLD else ""
            self.push(f"{{{switch} {mouth.argument()}}}")

    def bold_switch(self, name: str) -> None:
        self.set_state(self.state | BOLD)
        self.mouth.next_char()

    def plain_switch(self, name: str) -> None:
        self.set_state(self.state & ~BOLD)

    def text_script(self, name: str) -> None:
        text = self.rendered(self.mouth.argument())
        if name.startswith("tnote"):
            return
        self.put_script(TEXT_SCRIPTS[name], text, mark=True)

    def fraction(self, name: str) -> None:
        """a/b, with brackets where a side is a sum."""
        if name in ("nicefrac", "sfrac", "xfrac"):
            self.mouth.optional()
        above, below = (self.rendered(self.mouth.argument()) for _ in range(2))
        above, below = (f"({side})" if " " in side and len(side) > 2 else side for side in (above, below))
        self.out.append(f"{above}/{below}")

    def root(self, name: str) -> None:
        self.mouth.optional()
        text = self.rendered(self.mouth.argument())
        self.out.append(f"√({text})" if len(text) > 1 else f"√{text}")

    def number(self, name: str) -> None:
        mouth = self.mouth
        mouth.optional()
        parts = [self.rendered(mouth.argument().replace("\\per", "/")) for _ in range(NUMBERS[name])]
        self.out.append(" ".join(parts).replace("+-", "±").replace(" %", "%"))

    def number_range(self, name: str) -> None:
        mouth = self.mouth
        mouth.optional()
        parts = [self.rendered(mouth.argument()) for _ in range(RANGES[name])]
        self.out.append("–".join(parts[:2]) + ("".join(f" {unit}" for unit in parts[2:])).replace(" %", "%"))

    def ding(self, name: str) -> None:
        self.out.append(DING.get(self.mouth.argument().strip(), ""))

    def link(self, name: str) -> None:
        """The words of a link; its address is not printed."""
        if name == "hyperref" and self.mouth.optional() is not None:
            return
        self.mouth.argument()

    def address(self, name: str) -> None:
        self.mouth.star()
        self.out.append(self.mouth.argument().replace("\\", ""))

    def verbatim(self, name: str) -> None:
        mouth = self.mouth
        mouth.star()
        mouth.optional()
        mark = "}" if mouth.peek() == "{" else mouth.peek()
        end = mouth.text.find(mark, mouth.at + 1, mouth.at + 500) if mark and not mark.isspace() else -1
        if end > 0:
            self.out.append(mouth.text[mouth.at + 1 : end])
            mouth.at = end + 1

    def stack(self, name: str) -> None:
        """Lines in one cell: what breaks them is in braces and so is a space."""
        self.mouth.star()
        self.mouth.optional()

    def either(self, name: str) -> None:
        """\\ifthenelse{test}{a}{b} prints b: a test is seldom one that we could make."""
        self.mouth.skip("mm")

    def one_dot(self, name: str) -> None:
        if self.mouth.peek() != ".":
            self.out.append(".")

    def xspace(self, name: str) -> None:
        mouth = self.mouth
        while mouth.at >= len(mouth.text) and mouth.pop():
            pass
        if mouth.peek().isalnum() or mouth.peek() in ("(", "\\", "$"):
            self.out.append(" ")

    def unspaced(self, name: str) -> None:
        """A switch of letters: the space behind it is not printed."""
        self.mouth.next_char()

    # Paragraphs, headings, captions

    def flush(self, kind: BlockKind | None = None) -> None:
        """End the paragraph. Floats and footnotes that stood in it follow it."""
        text = tidied("".join(self.out)).translate(NO_MARKS)
        state, self.out = self.state & (BOLD | UNDERLINE), []
        if state:
            self.out += [MARKS[bit, True] for bit in (BOLD, UNDERLINE) if state & bit]
        self.printed += len(text)
        if text:
            self.items.append(Item(kind or self.kind, text))
        if self.notes and not self.depth:
            self.items += [Item("paragraph", note) for note in self.notes]
            self.notes = []
        if self.pending:
            self.items += self.pending
            self.pending = []

    def section(self, name: str) -> None:
        self.close_tables(0)
        self.end_math()
        self.mouth.star()
        self.mouth.optional()
        text = self.rendered(self.mouth.argument())
        self.flush()
        self.kind = "abstract" if text.strip(" .:").lower() == "abstract" and name != "paragraph" else "paragraph"
        if text:
            self.items.append(Item("heading", text))
        if HEADINGS[name] < 4:
            self.heading = text

    def item(self, name: str) -> None:
        if self.grids:
            self.out.append(" ")
            return
        label = self.mouth.optional()
        self.flush()
        if label:
            self.out.append(self.rendered(label) + " ")

    def paragraph_end(self, name: str) -> None:
        self.blank_line()

    def caption(self, name: str) -> None:
        mouth = self.mouth
        mouth.star()
        if name.startswith("captionof"):
            mouth.argument()
        mouth.optional()
        self.put_caption(self.rendered(mouth.argument()))

    def put_caption(self, text: str) -> None:
        if not text:
            return
        item = Item("caption", text)
        (self.floats[-1].items if self.grids else self.items).append(item)
        self.floats[-1].captioned.append(item)

    def set_title(self, source: str) -> None:
        if not self.title:
            self.title = self.rendered(source)

    def title_command(self, name: str) -> None:
        self.mouth.optional()
        self.set_title(self.mouth.argument())

    def people_command(self, name: str) -> None:
        self.mouth.optional()
        self.people.append(self.mouth.argument())

    def date_command(self, name: str) -> None:
        self.date = self.mouth.argument()

    def abstract_command(self, name: str) -> None:
        if self.mouth.next_char() == "{":
            self.push(f"\\begin{{abstract}}{self.mouth.group()}\\end{{abstract}}")

    def boxed_float(self, name: str) -> None:
        """\\subfloat[caption]{…} is an environment in other words."""
        mouth = self.mouth
        captions = [mouth.optional(), mouth.optional()]
        if mouth.next_char() == "{":
            caption = next((text for text in reversed(captions) if text), "")
            self.push(f"\\begin{{subfloat}}\\caption{{{caption}}}{mouth.group()}\\end{{subfloat}}")

    def ctable(self, name: str) -> None:
        mouth = self.mouth
        options = mouth.optional() or ""
        columns, _, rows = mouth.argument(), mouth.argument(), mouth.argument()
        found = re.search(r"caption\s*=\s*\{", options)
        caption = Mouth(options[found.end() - 1 :]).group() if found else ""
        table = f"\\begin{{tabular}}{{{columns}}}{rows}\\end{{tabular}}"
        self.push(f"\\begin{{table}}\\caption{{{caption}}}{table}\\end{{table}}")

    def authors(self) -> tuple[str, ...]:
        """Names, where every part of what \\author holds is one; else none."""
        names: list[str] = []
        for source in self.people:
            for person in re.split(r"\\(?:and|And|AND)(?![a-zA-Z])", source):
                line = re.split(r"\\\\|\\affil|\\institution|\\email|\\orcid|\\thanks", person)[0]
                names += re.split(r",| and |;| \\q?quad", self.plain_name(line))
        names = [name.strip() for name in names if name.strip()]
        clear = all(PERSON.fullmatch(name) and name[0].isupper() for name in names)
        return tuple(dict.fromkeys(names)) if clear and len(names) < 200 else ()

    def plain_name(self, source: str) -> str:
        without_marks = re.sub(r"\$[^$]*\$|\\textsuperscript\s*\{[^{}]*\}|\\inst\s*\{[^{}]*\}", "", source)
        try:
            return re.sub(
                r"[*†‡§¶^\d]+", "", self.rendered(without_marks.replace("\\quad", ",").replace("\\qquad", ","))
            )
        except OutOfBoundsError:
            return ""

    # Environments

    def begin(self, _: str) -> None:
        name = self.mouth.argument().strip()
        if name in self.macros.environments:
            self.begin_own(name)
        elif name in TABLE_ARGUMENTS and (name != "array" or self.is_table_array()):
            self.begin_table(name)
        elif name in UNPRINTED_ENVIRONMENTS:
            self.skip_environment(name)
        elif name in RAW_ENVIRONMENTS:
            self.raw_environment(name)
        else:
            self.begin_plain(name)

    def begin_own(self, name: str) -> None:
        macro = self.macros.environments[name].begin
        given: list[str] = []
        if macro.default is not None:
            option = self.mouth.optional()
            given.append(macro.default if option is None else option)
        given += [self.mouth.argument() for _ in range(macro.parameters - len(given))]
        self.expansions += 1
        if self.expansions > EXPANSIONS:
            raise OutOfBoundsError("defines commands that expand without end")
        self.open(f"own:{name}")
        self.push(macro.expanded(given))

    def is_table_array(self) -> bool:
        """Whether an array is a table and no matrix: it stands in a float, and not within another table."""
        return not self.grids and any(scope == "float" for scope, _ in self.scopes)

    def begin_plain(self, name: str) -> None:
        breaks = name not in MATH_ENVIRONMENTS and not self.grids and not self.state & MATH
        if name in FLOATS:
            self.begin_float("float")
        elif name in PARTS or name in HOLDERS:
            self.begin_float("part" if name in PARTS else "holder")
        elif breaks and name not in ("small", "footnotesize", "scriptsize", "tiny", "array", "cases"):
            self.flush()
        self.open(f"env:{name}")
        if name in FLOATS:
            self.scopes[-1] = ("float", self.scopes[-1][1])
            self.state = 0
        if name in MATH_ENVIRONMENTS:
            self.out.append(" ")
            self.state |= MATH
        elif name == "abstract":
            self.kind = "abstract"
        elif name == "bfseries":
            self.set_state(self.state | BOLD)
        if name in ("array", "cases", "matrix", "pmatrix", "bmatrix", "smallmatrix", "vmatrix") and name == "array":
            self.mouth.skip("om")
        self.mouth.skip(ENVIRONMENT_ARGUMENTS.get(name, ""))
        self.scopes[-1] = (self.scopes[-1][0], self.scopes[-1][1])

    def begin_float(self, kind: str) -> None:
        """A float stands beside the text: the sentence around it goes on below it."""
        inner = Float("float" if kind == "float" else "part" if kind == "part" else "holder")
        if not self.grids:
            self.saved.append((self.out, self.items, self.pending))
            self.out, self.items, self.pending = [], inner.items, []
        else:
            self.saved.append(([], [], []))
        self.floats.append(inner)

    def end_float(self) -> None:
        inner = self.floats.pop()
        outer = self.floats[-1]
        out, items, pending = self.saved.pop()
        if not self.grids:
            self.flush()
        inner.bind()
        if not self.grids:
            self.out, self.items, self.pending = out, items, pending
            alone = not "".join(out).translate(NO_MARKS).strip()
            (self.items if alone else self.pending).extend(inner.items)
        else:
            outer.items += inner.items
        if inner.kind != "float":
            outer.bound += inner.bound
            outer.captioned += [item for item in inner.captioned if item.kind == "table" or inner.kind == "holder"]

    def end(self, _: str) -> None:
        name = self.mouth.argument().strip()
        if name in self.macros.environments:
            self.end_own(name)
        elif name in TABLE_ARGUMENTS and self.grids and any(grid.name == name for grid in self.grids):
            while self.grids and self.end_table() != name:
                pass
        else:
            self.end_plain(name)

    def end_own(self, name: str) -> None:
        self.push(f"{self.macros.environments[name].end}\\endownenvironment{{{name}}}")

    def close_own(self, _: str) -> None:
        name = self.mouth.argument()
        self.end_plain(name, f"own:{name}")

    def end_plain(self, name: str, scope: str = "") -> None:
        scope = scope or ("float" if name in FLOATS else f"env:{name}")
        floor = self.grids[-1].base if self.grids and scope != "float" else 0
        place = next((at for at in range(len(self.scopes) - 1, floor - 1, -1) if self.scopes[at][0] == scope), None)
        if place is None:
            return
        self.close_tables(place)
        while len(self.scopes) > place:
            self.close_scope()
        if scope.startswith("env:") and not self.grids and not self.state & MATH:
            if name not in MATH_ENVIRONMENTS and name not in ("small", "footnotesize", "array", "cases"):
                self.flush()
            else:
                self.out.append(" ")
        if name == "abstract":
            self.kind = "paragraph"

    def close_scope(self) -> None:
        kind, _ = self.scopes[-1]
        if kind == "float" or kind.removeprefix("env:") in PARTS or kind.removeprefix("env:") in HOLDERS:
            self.end_float()
        if kind == "env:abstract":
            self.flush()
        self.restore()

    def skip_environment(self, name: str) -> None:
        """Pass over an environment and those of its name in it; one without an end is passed into."""
        mouth, depth = self.mouth, 0
        pattern = re.compile(rf"\\(begin|end)\s*\{{{re.escape(name)}\}}")
        for match in pattern.finditer(mouth.text, mouth.at):
            depth += 1 if match[1] == "begin" else -1
            if depth < 0:
                mouth.at = match.end()
                return

    def raw_environment(self, name: str) -> None:
        mouth = self.mouth
        mouth.optional()
        if name == "minted":
            mouth.argument()
        end = re.compile(rf"\\end\s*\{{{re.escape(name)}\}}").search(mouth.text, mouth.at)
        text = mouth.text[mouth.at : end.start() if end else len(mouth.text)]
        mouth.at = end.end() if end else len(mouth.text)
        if self.grids or self.depth:
            self.out.append(text)
            return
        self.flush()
        for part in re.split(r"\n[ \t]*\n", text):
            if part.strip():
                self.items.append(Item("paragraph", "\n".join(line.rstrip() for line in part.strip("\n").splitlines())))
                self.printed += len(part)

    def end_everything(self) -> None:
        """Whatever is still open ends here."""
        try:
            self.close_tables(0)
            while self.scopes:
                self.close_scope()
            self.flush()
        except (OutOfBoundsError, RecursionError):
            self.scopes, self.grids = [], []
        bind_neighbours(self.items)

    # Tables

    def begin_table(self, name: str) -> None:
        if not self.grids and name in FLOATS:
            self.begin_float("float")
            self.open("float")
        mouth = self.mouth
        spec = ""
        for kind in TABLE_ARGUMENTS[name]:
            spec = (mouth.optional() or "") if kind == "o" else mouth.argument()
        if (
            name in ("tabu", "longtabu")
            and spec.startswith(("t", "s"))
            and mouth.next_char() != "{"
            and "{" in mouth.text
        ):
            mouth.skip_match(re.compile(r"[^{\n]*"))
            spec = mouth.argument()
        if name in ("tblr", "longtblr"):
            found = re.search(r"colspec\s*=\s*\{", spec)
            spec = Mouth(spec[found.end() - 1 :]).group() if found else spec
        columns = read_columns(spec, self.macros.columns, self.rendered)
        self.open("table")
        grid = Grid(
            name, len(self.scopes), columns, self.state & ~(MATH | BOLD | UNDERLINE), self.out, bool(self.grids)
        )
        if name == "array":
            grid.state |= MATH
        self.state, self.out = grid.state, []
        self.grids.append(grid)
        self.begin_cell()

    def begin_cell(self) -> None:
        grid = self.grids[-1]
        place = grid.place() if grid.row else 0
        if place < len(grid.columns):
            column = grid.columns[place]
            self.set_state(grid.state | (BOLD if column.bold else 0) | (MATH if column.math else 0))
        else:
            self.set_state(grid.state)

    def at_cell_level(self) -> bool:
        """Whether no group is open in this cell; a formula left open is ended."""
        base = self.grids[-1].base
        if any(kind not in ("$", "$$", "\\(", "\\[") for kind, _ in self.scopes[base:]):
            return False
        while len(self.scopes) > base:
            self.restore()
        return True

    def end_cell(self) -> None:
        text, bold, underline = told(tidied("".join(self.out)))
        self.printed += len(text)
        grid = self.grids[-1]
        grid.end_cell(text, bold, underline)
        self.out = []
        self.state = grid.state
        self.begin_cell()

    def end_row(self) -> None:
        self.end_cell()
        self.grids[-1].end_row()
        self.out = []
        self.state = self.grids[-1].state
        self.begin_cell()

    def end_table(self) -> str:
        """The innermost table is at its end, with whatever is open in it."""
        grid = self.grids[-1]
        while len(self.scopes) > grid.base:
            kind, _ = self.scopes[-1]
            self.close_scope() if kind != "table" else self.scopes.pop()
        if "".join(self.out).translate(NO_MARKS).strip() or grid.row:
            self.end_cell()
            grid.end_row()
        self.grids.pop()
        _, self.state = self.scopes.pop()
        self.out = grid.out
        self.put_table(grid)
        if grid.name in FLOATS and self.scopes and self.scopes[-1][0] == "float" and not self.grids:
            self.close_scope()
        return grid.name

    def put_table(self, grid: Grid) -> None:
        rows, heads = even(grid)
        if grid.nested and (len(rows) < 2 or len(rows[0]) < 2):
            texts = [mark(cell.text, cell.bold, cell.underline) for row in rows for cell in row if not cell.spanned]
            self.out.append(" ".join(texts))
            return
        if not rows:
            return
        if len(rows) < 2 or len(rows[0]) < 2:
            self.put_lines([" ".join(cell.text for cell in row if cell.text) for row in rows])
            return
        item = Item("table", rows=rows, header_rows=heads, heading=self.heading)
        self.floats[-1].captioned.append(item)
        if self.grids or len(self.floats) > 1:
            self.floats[-1].items.append(item)
        elif "".join(self.out).translate(NO_MARKS).strip():
            self.pending.append(item)
        else:
            self.items.append(item)

    def put_lines(self, lines: Sequence[str]) -> None:
        """A frame around text, or a list in one column: paragraphs."""
        self.flush()
        self.items += [Item(self.kind, line) for line in lines if line]

    def close_tables(self, floor: int) -> None:
        """End the tables that began above `floor` open groups."""
        while self.grids and self.grids[-1].base > floor:
            self.end_table()

    def table_break(self, name: str) -> None:
        if self.grids and self.at_cell_level():
            self.end_row()
        else:
            self.out.append(" ")

    def rule(self, name: str) -> None:
        mouth = self.mouth
        if name in PARTIAL_RULES or name == "hhline":
            mouth.skip_match(CELL_RULE)
        elif name in ("Xhline", "hlineB"):
            mouth.argument()
        elif name == "specialrule":
            mouth.skip("mmm")
        else:
            mouth.optional()
        if name == "hrule":
            mouth.skip_match(re.compile(r"\s*(?:height|width|depth)\s*\S+"))
        if self.grids:
            self.grids[-1].rule("partial" if name in PARTIAL_RULES else "whole")

    def head_end(self, name: str) -> None:
        if self.grids:
            self.grids[-1].end_head(name)
            self.out = []

    def table_head(self, name: str) -> None:
        """AASTeX: \\tablehead{headings}; its rows follow."""
        self.push(f"{self.mouth.argument()}\\\\\\hline ")

    def spanning(self, name: str) -> None:
        mouth = self.mouth
        count = count_in(mouth.argument())
        spec = mouth.argument()
        if self.grids:
            self.grids[-1].cell.columns = max(1, min(count, 100))
            bold = "\\bf" in spec
            self.state = (self.state & ~BOLD) | (BOLD if bold else 0)
            self.out = [MARKS[BOLD, True]] if bold else []

    def spanning_rows(self, name: str) -> None:
        mouth = self.mouth
        mouth.optional()
        count = count_in(mouth.argument())
        mouth.optional()
        if mouth.next_char() in ("*", "="):
            mouth.at += 1
        else:
            mouth.argument()
        mouth.optional()
        if self.grids:
            self.grids[-1].cell.rows = max(-200, min(count, 200)) or 1

    def set_cell(self, name: str) -> None:
        options = self.mouth.optional() or ""
        self.mouth.argument()
        for letter, value in re.findall(r"\b([rc])\s*=\s*(\d{1,3})", options):
            if self.grids and letter == "c":
                self.grids[-1].cell.columns = max(1, min(int(value), 100))
            elif self.grids:
                self.grids[-1].cell.rows = max(1, min(int(value), 200))


def bind_neighbours(items: Sequence[Item]) -> None:
    """Tables outside floats take a caption that stands right beside them and that no other table has."""
    used = {item.caption for item in items if item.kind == "table"}
    for place, item in enumerate(items):
        if item.kind != "table" or item.caption:
            continue
        beside = [items[at] for at in (place - 1, place + 1) if 0 <= at < len(items)]
        free = [other.text for other in beside if other.kind == "caption" and other.text not in used]
        if free:
            item.caption = free[0]
            used.add(free[0])


def count_in(text: str) -> int:
    match = DIGITS.search(text)
    return int(match[0].replace(" ", "")[:5]) if match else 1


def mark(text: str, bold: bool, underline: bool) -> str:
    text = f"\x01{text}\x02" if bold else text
    return f"\x03{text}\x04" if underline else text


def told(text: str) -> tuple[str, bool, bool]:
    """A cell's text without marks, and whether it is bold and underlined: its first letter or digit, or half of all."""
    if not ANY_MARK.search(text):
        return text, False, False
    plain = " ".join(text.translate(NO_MARKS).split())
    return plain, dressed(text, "\x01", "\x02"), dressed(text, "\x03", "\x04")


def dressed(text: str, on: str, off: str) -> bool:
    first: bool | None = None
    inside = count = 0
    is_on = False
    for part in re.split(f"({on}|{off})", text):
        if part in (on, off):
            is_on = part == on
            continue
        letters = len(ALNUM.findall(part.translate(NO_MARKS)))
        if letters and first is None:
            first = is_on
        inside += letters if is_on else 0
        count += letters
    return bool(first) or (inside > 0 and 2 * inside >= count)


def tidied(text: str) -> str:
    """Single spaces, dashes and quotes as they are printed."""
    text = " ".join(text.split())
    if "--" in text:
        text = text.replace("---", "—").replace("--", "–")
    if "`" in text:
        text = text.replace("``", "“").replace("`", "‘")
    return text.replace("''", "”") if "''" in text else text


Handler = Callable[[Typesetter, str], None]


def handlers() -> Iterator[tuple[str, Handler]]:
    rows: list[tuple[Handler, Sequence[str] | frozenset[str] | Mapping[str, object]]] = [
        (Typesetter.begin, ["begin"]),
        (Typesetter.end, ["end"]),
        (Typesetter.close_own, ["endownenvironment"]),
        (Typesetter.define, DEFINING),
        (Typesetter.reference, REFERENCES),
        (Typesetter.footnote, FOOTNOTES),
        (Typesetter.bold, BOLD_COMMANDS),
        (Typesetter.underline, UNDERLINES),
        (Typesetter.bold_switch, BOLD_SWITCHES),
        (Typesetter.plain_switch, PLAIN_SWITCHES),
        (Typesetter.text_script, TEXT_SCRIPTS),
        (Typesetter.fraction, ["frac", "dfrac", "tfrac", "nicefrac", "sfrac", "xfrac", "cfrac"]),
        (Typesetter.root, ["sqrt"]),
        (Typesetter.number, NUMBERS),
        (Typesetter.number_range, RANGES),
        (Typesetter.ding, ["ding"]),
        (Typesetter.link, ["href", "hyperref", "hyperlink", "hypertarget"]),
        (Typesetter.address, ["url", "path", "nolinkurl"]),
        (Typesetter.verbatim, ["verb", "lstinline"]),
        (Typesetter.stack, STACKS),
        (Typesetter.either, ["ifthenelse", "iftoggle", "ifbool"]),
        (Typesetter.one_dot, ["onedot"]),
        (Typesetter.xspace, ["xspace"]),
        (Typesetter.unspaced, ["em", "it", "itshape", "sl", "sc", "scshape", "tt", "ttfamily", "sf", "sffamily"]),
        (Typesetter.else_branch, ["else"]),
        (Typesetter.section, HEADINGS),
        (Typesetter.item, ["item"]),
        (Typesetter.paragraph_end, ["par", "maketitle", "clearpage", "newpage", "appendix"]),
        (Typesetter.caption, CAPTIONS),
        (Typesetter.title_command, TITLES),
        (Typesetter.people_command, PEOPLE),
        (Typesetter.date_command, ["date"]),
        (Typesetter.abstract_command, ["abstract", "abst"]),
        (Typesetter.boxed_float, BOXED_FLOATS),
        (Typesetter.ctable, ["ctable"]),
        (Typesetter.table_break, ["tabularnewline", "cr"]),
        (Typesetter.rule, WHOLE_RULES | PARTIAL_RULES),
        (Typesetter.head_end, ["endhead", "endfirsthead", "endfoot", "endlastfoot"]),
        (Typesetter.table_head, ["tablehead"]),
        (Typesetter.spanning, ["multicolumn"]),
        (Typesetter.spanning_rows, ["multirow", "multirowcell"]),
        (Typesetter.set_cell, ["SetCell"]),
    ]  # fmt: skip
    for handler, names in rows:
        for name in names:
            yield name, handler


HANDLERS: dict[str, Handler] = dict(handlers())


def accent_command(typesetter: Typesetter, name: str) -> None:
    typesetter.accent(name)


HANDLERS |= {name: accent_command for name in ACCENTS if name.isalpha()}
