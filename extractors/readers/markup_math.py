"""Formulas in HTML and XML as the LaTeX reader prints them: from their TeX where it is kept, else from their MathML."""

import re
from typing import Final

from lxml import etree

from extractors.readers.latex.grid import Grid
from extractors.readers.latex.handler import OutOfBoundsError
from extractors.readers.latex.letters import put_script
from extractors.readers.latex.typeset import Typesetter
from extractors.readers.tree import local

__all__ = ["Formulas"]

LENGTH: Final = 20_000
KEPT: Final = 10_000
DOCUMENT = re.compile(r"\\begin\s*\{document\}(.*?)(?:\\end\s*\{document\}|\Z)", re.DOTALL)
DOLLARS = re.compile(r"\A\s*\$+|\$+\s*\Z|\\[\[\]]")
LOOSE_MARKS = re.compile(r"\^?\{?[†‡§¶]\}?|(?<=\d)\^[a-e]\Z")
SPECIAL = str.maketrans({char: f"\\{char}" for char in "#$%&_{}"} | {"\\": "\\backslash ", "~": "∼", "^": "ˆ"})
FRAMES = {  # the TeX around a MathML element's children, one by one
    "msup": ("{", "}^{", "}"),
    "msub": ("{", "}_{", "}"),
    "msubsup": ("{", "}_{", "}^{", "}"),
    "mover": ("{", "}^{", "}"),
    "munder": ("{", "}_{", "}"),
    "munderover": ("{", "}_{", "}^{", "}"),
    "mfrac": ("\\frac{", "}{", "}"),
}


class Formulas:
    """Prints one paper's formulas, each different one once."""

    def __init__(self) -> None:
        self.typesetter = Typesetter()
        self.known: dict[str, str] = {}
        self.left_out = 0

    def printed(self, element: etree._Element, in_cell: bool) -> str:
        """The formula's text, with the marks of bold and underlined letters."""
        tex = DOLLARS.sub("", tex_of(element)[:LENGTH])
        text = self.known.get(tex)
        if text is None:
            text = self.typeset(tex)
            if len(self.known) < KEPT:
                self.known[tex] = text
        return LOOSE_MARKS.sub("", text) if in_cell else text

    def typeset(self, tex: str) -> str:
        try:
            return self.typesetter.marked(f"${tex}$")
        except (OutOfBoundsError, RecursionError):
            self.left_out += 1
            return ""

    def script(self, before: str, sign: str, text: str, cell_of: Grid | None) -> str:
        """What a text above or below the line adds to the text before it."""
        self.typesetter.out, self.typesetter.grids = [before], [cell_of] if cell_of else []
        put_script(self.typesetter, sign, text, mark=True)
        return "".join(self.typesetter.out[1:])


def tex_of(element: etree._Element) -> str:
    if alternative := element.get("alttext"):
        return alternative
    for inner in element.iter():
        name = local(inner)
        if name in ("tex-math", "formula") or (name == "annotation" and "tex" in (inner.get("encoding") or "").lower()):
            text = "".join(map(str, inner.itertext()))
            document = DOCUMENT.search(text)
            return document[1] if document else text
        if name == "math" and (alternative := inner.get("alttext")):
            return alternative
    return mathml_tex(element)


def mathml_tex(root: etree._Element) -> str:
    """MathML as TeX: scripts, fractions, roots and bold; whatever else has letters gives its letters."""
    out: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = local(element)
        if name in ("annotation", "annotation-xml", "label", "graphic", "inline-graphic"):
            if event == "start":
                walker.skip_subtree()
            else:
                out.append((element.tail or "").translate(SPECIAL))
            continue
        parent = element.getparent() if element is not root else None
        frame = FRAMES.get(local(parent)) if parent is not None else None
        if event == "start":
            if frame and parent is not None and parent[0] is element:
                out.append(frame[0])
            out.append(opening(element, name) + spaced(name, (element.text or "").strip().translate(SPECIAL)))
        else:
            out.append("}" if opening(element, name) else "")
            if frame and parent is not None:
                out.append(frame[min(parent.index(element) + 1, len(frame) - 1)] if len(parent) < 9 else " ")
            elif element is not root:
                out.append((element.tail or "").strip().translate(SPECIAL))
    return "".join(out)


def opening(element: etree._Element, name: str) -> str:
    if name == "msqrt":
        return "\\sqrt{"
    return "\\mathbf{" if (element.get("mathvariant") or "").startswith("bold") else ""


def spaced(name: str, text: str) -> str:
    return f" {text} " if name == "mo" and text in ("±", "=", "≈", "×", "+", "<", ">", "≤", "≥") else text
