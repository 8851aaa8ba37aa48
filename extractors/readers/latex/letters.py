"""Commands within a line: bold and underline, what stands above and below, numbers with units, links and citations."""

import re
import unicodedata
from typing import TYPE_CHECKING

from extractors.readers.latex.commands import ACCENTS, DING, words
from extractors.readers.latex.handler import Handler, table_of
from extractors.readers.latex.printed import ANY_MARK, BOLD, MATH, UNDERLINE
from extractors.readers.latex.references import referring

if TYPE_CHECKING:
    from extractors.readers.latex.typeset import Typesetter

__all__ = ["CITES", "HANDLERS", "accent", "cite", "script"]

SIMPLE_SCRIPT = re.compile(r"\s*(?:\{([A-Za-z0-9 .,:+*'@/=-]*)\}|([A-Za-z0-9*+']))")
FOOTNOTE_MARK = re.compile(r"[*†‡§¶∗♦♠♣⋆★•◦∘#+,\s]+")
SMALL_MARK = re.compile(r"[a-z0-9](?:,\s*[a-z0-9])*")
WORD_OR_DECIMAL = re.compile(r"(?:[A-Za-z)]{3}|\d[.,]\d+%?)\Z")
SPREAD = re.compile(r"[+-]?\d*\.\d+")
ENDS_WITH_DECIMAL = re.compile(r"\d\.\d+\Z")
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


def script(paper: "Typesetter", sign: str) -> None:
    """What stands below or above: a footnote mark is dropped, a deviation gets brackets, the rest its sign."""
    simple = SIMPLE_SCRIPT.match(paper.mouth.text, paper.mouth.at)
    if simple:
        paper.mouth.at = simple.end()
        text = simple[1] if simple[1] is not None else simple[2]
    elif not paper.state & MATH and sign == "_" and paper.mouth.peek() != "{":
        paper.out.append("_")
        return
    else:
        text = paper.rendered(paper.mouth.argument())
    put_script(paper, sign, text.strip(), mark=False)


def put_script(paper: "Typesetter", sign: str, text: str, mark: bool) -> None:
    before = last_letters(paper)
    if text in ("∘", "°", "o") and sign == "^" and before[-1:].isdigit():
        paper.out.append("°")
    elif not text or (sign == "^" and FOOTNOTE_MARK.fullmatch(text)):
        return
    elif text.startswith("±"):
        paper.out.append(f" {text}")
    elif text in ("′", "'"):
        paper.out.append("'")
    elif SPREAD.fullmatch(text) and ENDS_WITH_DECIMAL.search(before):
        paper.out.append(f" ({text})")
    elif text.startswith("(") and ENDS_WITH_DECIMAL.search(before):
        paper.out.append(f" {text}")
    elif sign == "^" and SMALL_MARK.fullmatch(text) and (mark or paper.grids) and WORD_OR_DECIMAL.search(before):
        return
    elif text in ("st", "nd", "rd", "th", "TM", "®", "™"):
        paper.out.append(text)
    else:
        paper.out.append(sign + text)


def last_letters(paper: "Typesetter") -> str:
    """The last letters printed in this cell or paragraph."""
    text = ""
    for part in paper.out[:-8:-1]:
        text = part + text
        if len(text) > 12:
            break
    return ANY_MARK.sub("", text).rstrip()


def accent(paper: "Typesetter", sign: str) -> None:
    letter = paper.rendered(paper.mouth.argument())
    paper.out.append(unicodedata.normalize("NFC", letter[:1] + ACCENTS[sign]) + letter[1:] if letter else "")


def cite(paper: "Typesetter", name: str = "") -> None:
    """Numbers in the order of first mention, as most styles print them."""
    mouth = paper.mouth
    mouth.star()
    mouth.optional()
    mouth.optional()
    keys = [key.strip() for key in (mouth.braced() or "").split(",")]
    numbers = [paper.cited.setdefault(key, len(paper.cited) + 1) for key in keys if key]
    if numbers:
        gap = "" if paper.out and paper.out[-1].endswith((" ", "(")) else " "
        paper.out.append(f"{gap}[{', '.join(map(str, numbers))}]")


def reference(paper: "Typesetter", name: str) -> None:
    """Its number is not printed, but that the sentence speaks of what has the label is kept."""
    paper.mouth.star()
    labels = paper.mouth.braced()
    if labels and not paper.depth and not paper.grids:
        paper.out += [referring(paper.references.number(label.strip())) for label in labels.split(",")]


def label(paper: "Typesetter", name: str) -> None:
    paper.labels[-1].append(paper.mouth.argument().strip())


def footnote(paper: "Typesetter", name: str) -> None:
    paper.mouth.optional()
    text = paper.rendered(paper.mouth.argument())
    if text and not paper.grids and not paper.depth:
        paper.notes.append(text)


def bold(paper: "Typesetter", name: str) -> None:
    dress_next(paper, BOLD)


def underline(paper: "Typesetter", name: str) -> None:
    dress_next(paper, UNDERLINE)


def dress_next(paper: "Typesetter", bit: int) -> None:
    """The next argument is bold or underlined."""
    mouth = paper.mouth
    if mouth.next_char() == "{":
        mouth.at += 1
        if mouth.is_never_closed():  # all that follows would be bold, and the table one cell
            return
        paper.open("{")
        paper.set_state(paper.state | bit)
    else:
        switch = "\\bfseries" if bit == BOLD else ""
        paper.push(f"{{{switch} {mouth.argument()}}}")


def bold_switch(paper: "Typesetter", name: str) -> None:
    paper.set_state(paper.state | BOLD)
    paper.mouth.next_char()


def plain_switch(paper: "Typesetter", name: str) -> None:
    paper.set_state(paper.state & ~BOLD)


def text_script(paper: "Typesetter", name: str) -> None:
    text = paper.rendered(paper.mouth.argument())
    if name.startswith("tnote"):
        return
    put_script(paper, TEXT_SCRIPTS[name], text, mark=True)


def fraction(paper: "Typesetter", name: str) -> None:
    """a/b, with brackets where a side is a sum."""
    if name in ("nicefrac", "sfrac", "xfrac"):
        paper.mouth.optional()
    above, below = (paper.rendered(paper.mouth.argument()) for _ in range(2))
    above, below = (f"({side})" if " " in side and len(side) > 2 else side for side in (above, below))
    paper.out.append(f"{above}/{below}")


def root(paper: "Typesetter", name: str) -> None:
    paper.mouth.optional()
    text = paper.rendered(paper.mouth.argument())
    paper.out.append(f"√({text})" if len(text) > 1 else f"√{text}")


def number(paper: "Typesetter", name: str) -> None:
    mouth = paper.mouth
    mouth.optional()
    parts = [paper.rendered(mouth.argument()) for _ in range(NUMBERS[name])]
    paper.out.append(" ".join(parts).replace("+-", "±").replace(" %", "%"))


def number_range(paper: "Typesetter", name: str) -> None:
    mouth = paper.mouth
    mouth.optional()
    parts = [paper.rendered(mouth.argument()) for _ in range(RANGES[name])]
    paper.out.append("–".join(parts[:2]) + ("".join(f" {unit}" for unit in parts[2:])).replace(" %", "%"))


def ding(paper: "Typesetter", name: str) -> None:
    paper.out.append(DING.get(paper.mouth.argument().strip(), ""))


def link(paper: "Typesetter", name: str) -> None:
    """The words of a link; its address is not printed."""
    if name == "hyperref" and paper.mouth.optional() is not None:
        return
    paper.mouth.argument()


def address(paper: "Typesetter", name: str) -> None:
    paper.mouth.star()
    paper.out.append(paper.mouth.argument().replace("\\", ""))


def verbatim(paper: "Typesetter", name: str) -> None:
    mouth = paper.mouth
    mouth.star()
    mouth.optional()
    while mouth.at >= len(mouth.text) and mouth.pop():
        pass
    mark = "}" if mouth.peek() == "{" else mouth.peek()
    end = mouth.text.find(mark, mouth.at + 1, mouth.at + 500) if mark and not mark.isspace() else -1
    if end > 0:
        paper.out.append(mouth.text[mouth.at + 1 : end])
        mouth.at = end + 1


def stacked(paper: "Typesetter", name: str) -> None:
    """Lines in one cell: what breaks them is in braces and so is a space."""
    paper.mouth.star()
    paper.mouth.optional()


def one_dot(paper: "Typesetter", name: str) -> None:
    if paper.mouth.peek() != ".":
        paper.out.append(".")


def two_columns(paper: "Typesetter", name: str) -> None:
    """\\twocolumn[title and abstract over both columns]"""
    paper.push(paper.mouth.optional() or "")


def xspace(paper: "Typesetter", name: str) -> None:
    mouth = paper.mouth
    while mouth.at >= len(mouth.text) and mouth.pop():
        pass
    if mouth.peek().isalnum() or mouth.peek() in ("(", "\\", "$"):
        paper.out.append(" ")


def unspaced(paper: "Typesetter", name: str) -> None:
    """A switch of letters: the space behind it is not printed."""
    paper.mouth.next_char()


def accent_command(paper: "Typesetter", name: str) -> None:
    accent(paper, name)


HANDLERS: dict[str, Handler] = table_of(
    (accent_command, [name for name in ACCENTS if name.isalpha()]),
    (reference, REFERENCES),
    (label, ["label"]),
    (footnote, FOOTNOTES),
    (bold, BOLD_COMMANDS),
    (underline, UNDERLINES),
    (bold_switch, BOLD_SWITCHES),
    (plain_switch, PLAIN_SWITCHES),
    (text_script, TEXT_SCRIPTS),
    (fraction, ["frac", "dfrac", "tfrac", "nicefrac", "sfrac", "xfrac", "cfrac"]),
    (root, ["sqrt"]),
    (number, NUMBERS),
    (number_range, RANGES),
    (ding, ["ding"]),
    (link, ["href", "hyperref", "hyperlink", "hypertarget"]),
    (address, ["url", "path", "nolinkurl"]),
    (verbatim, ["verb", "lstinline"]),
    (stacked, STACKS),
    (one_dot, ["onedot"]),
    (xspace, ["xspace"]),
    (two_columns, ["twocolumn"]),
    (unspaced, ["em", "it", "itshape", "sl", "sc", "scshape", "tt", "ttfamily", "sf", "sffamily"]),
)
