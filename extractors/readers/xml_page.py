"""What the elements of JATS and TEI are for, and the document that is made of them."""

from collections.abc import Callable

from extractors.readers.latex.page import laid_out
from extractors.readers.markup import INLINE, SKIP, Element, Renderer, Role, Tag, roles
from extractors.readers.record import Particulars
from extractors.readers.source import Source, Stamp
from extractors.readers.tree import local
from registry.model import Document

__all__ = ["jats_tag", "page_of", "tei_tag"]

ENDINGS = (".tei", ".grobid")  # of `paper.grobid.tei.xml`

JATS = roles(
    {
        "skip": """
            front-stub journal-meta article-id article-categories contrib-group aff author-notes pub-date volume issue
            fpage lpage elocation-id history permissions self-uri related-article kwd-group funding-group counts
            custom-meta-group ref-list ack fn-group glossary graphic inline-graphic media supplementary-material
            object-id alt-text long-desc email ext-link-group subj-group trans-title-group trans-abstract notes bio
            conference pub-history processing-meta alternatives-text running-head sub-article response
        """,
        "block": "p sec body back app list list-item def-list def-item boxed-text disp-quote verse-group statement",
        "abstract": "abstract",
        "heading": "title",
        "caption": "caption",
        "label": "label",
        "float": "table-wrap fig fig-group table-wrap-group",
        "table": "table",
        "head": "thead",
        "row": "tr",
        "cell": "td",
        "heading cell": "th",
        "math": "math tex-math inline-formula disp-formula",
        "above": "sup",
        "below": "sub",
        "spaced": "break",
        "note": "fn",
    }
)
TEI = roles(
    {
        "skip": """
            encodingDesc revisionDesc sourceDesc publicationStmt textClass keywords listBibl facsimile graphic
            langUsage respStmt editor author funder extent fw
        """,
        "block": "p div ab list item text body back front quote lg l",
        "abstract": "abstract",
        "heading": "head",
        "caption": "figDesc",
        "float": "figure",
        "table": "table",
        "row": "row",
        "cell": "cell",
        "spaced": "lb",
        "note": "note",
    }
)
BOLD = frozenset({"bold", "b", "strong"})
UNDERLINED = frozenset({"underline", "u"})
UNREAD = frozenset({("div", kind) for kind in ("references", "acknowledgement", "funding", "availability")})
NOTES = frozenset({"fn", "table-fn", "author-notes", "corresp", "aff"})  # what a mark may lead to
IN_FLOATS = frozenset({"table-wrap", "fig", "table-wrap-group", "fig-group"})


def jats_tag(element: Element) -> Tag:
    name = local(element)
    role = JATS.get(name, "inline")
    parent = element.getparent()
    around = local(parent) if parent is not None else ""
    if name == "article-title" and around == "title-group":
        return Tag("title")
    if name == "xref":
        return SKIP if element.get("ref-type") in NOTES else INLINE
    if name == "sup" and any(child.get("ref-type") == "bibr" for child in element):
        return Tag("mark")
    if name == "label":
        role = "label" if around in IN_FLOATS else "skip"
    elif name == "title" and around == "caption":
        role = "spaced"
    elif name == "disp-formula" and parent is not None and around not in ("p", "td", "th"):
        role = "math"
    elif name == "p" and around == "fn":
        role = "spaced"
    elif name == "th" and element.get("scope") in ("row", "rowgroup"):
        role = "cell"
    return tag(role, name in BOLD, name in UNDERLINED)


def tei_tag(element: Element) -> Tag:
    name = local(element)
    role = TEI.get(name, "inline")
    parent = element.getparent()
    around = local(parent) if parent is not None else ""
    kind = (element.get("type") or "").lower()
    if name == "title":
        return Tag("title") if around == "titleStmt" and element.get("type") in ("main", None) else SKIP
    if around == "figure" and name == "head":
        role = "label"
    elif around == "figure" and name == "label":
        role = "skip"  # the bare number
    elif name == "ref" and kind == "foot":
        role = "skip"
    elif name == "formula":
        role = "math" if (element.get("notation") or "").lower() in ("tex", "latex") else "inline"
    elif name in ("cell", "row") and element.get("role") == "label":
        role = "heading cell" if name == "cell" else "head"
    elif name == "hi":
        return highlighted((element.get("rend") or "").lower())
    elif name == "label" or (name, kind) in UNREAD:
        role = "skip"
    return tag(role)


def highlighted(rend: str) -> Tag:
    role: Role = "above" if "super" in rend else "below" if "sub" in rend else "inline"
    return tag(role, "bold" in rend, "underline" in rend)


def tag(role: Role, bold: bool = False, underline: bool = False) -> Tag:
    if role == "skip":
        return SKIP
    return Tag(role, True if bold else None, underline) if bold or underline or role != "inline" else INLINE


def page_of(
    source: Source, stamp: Stamp, root: Element, digest: str, tag_of: Callable[[Element], Tag], known: Particulars
) -> Document:
    renderer = Renderer(tag_of)
    text, blocks = laid_out(renderer.render(root))
    if not text.strip():
        source.fail("holds no text of a paper, only what describes one; name the file with its full text")
    for why in renderer.problems:
        source.problem(why)
    known["title"] = renderer.title or known["title"]
    name = source.document_name(digest)
    for ending in ENDINGS:
        name = name.removesuffix(ending) or name
    return Document(id=name, text=text, **known, sha256=digest, **stamp, blocks=blocks)
