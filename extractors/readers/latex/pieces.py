"""The pieces of a paper: its title and people, headings, captions, the items of lists."""

import re
from typing import TYPE_CHECKING

from extractors.readers.latex.commands import words
from extractors.readers.latex.handler import Handler, OutOfBoundsError, table_of
from extractors.readers.latex.items import Item
from extractors.readers.latex.mouth import Mouth
from extractors.readers.latex.tabulars import close_tables

if TYPE_CHECKING:
    from extractors.readers.latex.typeset import Typesetter

__all__ = ["HANDLERS", "PEOPLE", "TITLES", "authors", "set_title"]

HEADINGS = {
    "chapter": 0,
    "part": 0,
    "section": 1,
    "subsection": 2,
    "subsubsection": 3,
    "paragraph": 4,
    "subparagraph": 5,
}
TITLES = words("title icmltitle aistatstitle Title papertitle ltitle mlsystitle")
PEOPLE = words("author icmlauthor Author aistatsauthor mlsysauthor")
CAPTIONS = words(
    "caption captionof captionabove captionbelow tablecaption topcaption tcaption bottomcaption subcaption"
)
BOXED_FLOATS = words("subfloat subfigure subtable subcaptionbox ffigbox ttabbox capbtabbox")
PERSON = re.compile(r"[^\W\d_][\w.'’ʼ-]*(?: [^\W\d_][\w.'’ʼ-]*){1,4}")


def section(paper: "Typesetter", name: str) -> None:
    close_tables(paper, 0)
    paper.end_math()
    paper.mouth.star()
    paper.mouth.optional()
    text = paper.rendered(paper.mouth.argument())
    paper.flush()
    paper.kind = "abstract" if text.strip(" .:").lower() == "abstract" and name != "paragraph" else "paragraph"
    if text:
        paper.items.append(Item("heading", text))
    if HEADINGS[name] < 4:
        paper.heading = text


def list_item(paper: "Typesetter", name: str) -> None:
    if paper.grids:
        paper.out.append(" ")
        return
    label = paper.mouth.optional()
    paper.flush()
    if label:
        paper.out.append(paper.rendered(label) + " ")


def paragraph_end(paper: "Typesetter", name: str) -> None:
    paper.blank_line()


def caption(paper: "Typesetter", name: str) -> None:
    mouth = paper.mouth
    mouth.star()
    if name.startswith("captionof"):
        mouth.argument()
    mouth.optional()
    put_caption(paper, paper.rendered(mouth.argument()))


def put_caption(paper: "Typesetter", text: str) -> None:
    if not text:
        return
    item = Item("caption", text)
    (paper.floats[-1].items if paper.grids else paper.items).append(item)
    paper.floats[-1].captioned.append(item)


def set_title(paper: "Typesetter", source: str) -> None:
    if not paper.title:
        paper.title = paper.rendered(source)


def title_command(paper: "Typesetter", name: str) -> None:
    paper.mouth.optional()
    set_title(paper, paper.mouth.argument())


def people_command(paper: "Typesetter", name: str) -> None:
    paper.mouth.optional()
    paper.people.append(paper.mouth.argument())


def date_command(paper: "Typesetter", name: str) -> None:
    paper.date = paper.mouth.argument()


def abstract_command(paper: "Typesetter", name: str) -> None:
    if paper.mouth.next_char() == "{":
        paper.push(f"\\begin{{abstract}}{paper.mouth.group()}\\end{{abstract}}")


def boxed_float(paper: "Typesetter", name: str) -> None:
    """\\subfloat[caption]{…} is an environment in other words."""
    mouth = paper.mouth
    captions = [mouth.optional(), mouth.optional()]
    if mouth.next_char() == "{":
        caption = next((text for text in reversed(captions) if text), "")
        paper.push(f"\\begin{{subfloat}}\\caption{{{caption}}}{mouth.group()}\\end{{subfloat}}")


def ctable(paper: "Typesetter", name: str) -> None:
    mouth = paper.mouth
    options = mouth.optional() or ""
    columns, _, rows = mouth.argument(), mouth.argument(), mouth.argument()
    found = re.search(r"caption\s*=\s*\{", options)
    caption = Mouth(options[found.end() - 1 :]).group() if found else ""
    table = f"\\begin{{tabular}}{{{columns}}}{rows}\\end{{tabular}}"
    paper.push(f"\\begin{{table}}\\caption{{{caption}}}{table}\\end{{table}}")


def authors(paper: "Typesetter") -> tuple[str, ...]:
    """Names, where every part of what \\author holds is one; else none."""
    names: list[str] = []
    for source in paper.people:
        for person in re.split(r"\\(?:and|And|AND)(?![a-zA-Z])", source):
            line = re.split(r"\\\\|\\affil|\\institution|\\email|\\orcid|\\thanks", person)[0]
            names += re.split(r",| and |;| \\q?quad", plain_name(paper, line))
    names = [name.strip() for name in names if name.strip()]
    clear = all(PERSON.fullmatch(name) and name[0].isupper() for name in names)
    return tuple(dict.fromkeys(names)) if clear and len(names) < 200 else ()


def plain_name(paper: "Typesetter", source: str) -> str:
    without_marks = re.sub(r"\$[^$]*\$|\\textsuperscript\s*\{[^{}]*\}|\\inst\s*\{[^{}]*\}", "", source)
    try:
        return re.sub(r"[*†‡§¶^\d]+", "", paper.rendered(without_marks.replace("\\quad", ",").replace("\\qquad", ",")))
    except OutOfBoundsError:
        return ""


HANDLERS: dict[str, Handler] = table_of(
    (section, HEADINGS),
    (list_item, ["item"]),
    (paragraph_end, ["par", "maketitle", "clearpage", "newpage", "appendix"]),
    (caption, CAPTIONS),
    (title_command, TITLES),
    (people_command, PEOPLE),
    (date_command, ["date"]),
    (abstract_command, ["abstract", "abst"]),
    (boxed_float, BOXED_FLOATS),
    (ctable, ["ctable"]),
)
