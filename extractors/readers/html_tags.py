"""What HTML's elements are for, by LaTeXML's classes where it made the page, else by their names."""

from functools import lru_cache

from extractors.readers.markup import INLINE, SKIP, Element, Role, Rule, Tag, roles

__all__ = ["article_of", "tag_of"]

ROLES = roles(
    {
        "skip": """
            head script style nav noscript template svg canvas iframe object embed form button select textarea input
            footer audio video img map annotation annotation-xml rp rt
        """,
        "block": """
            p div section article main li ul ol dl dt dd blockquote pre details summary center address header aside
            body html hr fieldset
        """,
        "heading": "h1 h2 h3 h4 h5 h6",
        "caption": "caption figcaption",
        "float": "figure",
        "table": "table",
        "head": "thead",
        "row": "tr",
        "cell": "td",
        "heading cell": "th",
        "math": "math",
        "above": "sup",
        "below": "sub",
        "spaced": "br",
    }
)
CLASSES = roles(
    {
        "skip": """
            ltx_bibliography ltx_biblist ltx_TOC ltx_authors ltx_dates ltx_note_mark ltx_ERROR ltx_rule ltx_picture
            ltx_page_header ltx_page_footer ltx_page_navbar ltx_page_logo ltx_pagination ltx_role_footnotemark
            ltx_role_thanks ltx_keywords ltx_classification ltx_tag_equation ltx_tag_equationgroup ltx_graphics
            package-alerts references reflist bibliography footnotes citation-list
        """,
        "title": "ltx_title_document",
        "abstract": "ltx_abstract",
        "minor heading": "ltx_title_paragraph ltx_title_subparagraph ltx_title_theorem ltx_runin",
        "heading": "ltx_title",
        "caption": "ltx_caption",
        "float": "ltx_table ltx_figure ltx_float",
        "table": "ltx_tabular",
        "head": "ltx_thead",
        "row": "ltx_tr",
        "cell": "ltx_td",
        "note": "ltx_note",
        "block": "ltx_para ltx_section ltx_item",
        "spaced": "ltx_equation ltx_equationgroup ltx_eqn_table ltx_eqn_row ltx_eqn_cell",
    }
)
# Where several classes say something, what they say more precisely.
FIRST: tuple[Role, ...] = ("skip", "title", "minor heading", "heading", "table", "float", "caption", "cell")
KEPT_TAGS = frozenset({"ltx_tag_table", "ltx_tag_figure", "ltx_tag_float"})
BOLD = frozenset({"b", "strong"})
UNDERLINED = frozenset({"u", "ins"})
UNDERLINES = frozenset({"ltx_framed_underline", "ltx_ulem_uline", "ltx_ulem_uuline", "ltx_ulem_uwave"})
BOLD_WEIGHTS = ("font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800")


def article_of(root: Element) -> Element:
    """The page's one article, or its main part, or all of it."""
    for name in ("article", "main", "body"):
        found = list(root.iter(name))
        if len(found) == 1:
            return found[0]
    return root


def tag_of(element: Element) -> Tag:
    name = element.tag.lower() if isinstance(element.tag, str) else "script"
    if element.get("hidden") is not None:
        return SKIP
    classes = element.get("class") or ""
    by_place: Role | None = None
    if name == "sup" and leads_to_a_paper(element):
        by_place = "mark"
    elif name == "th" and element.get("scope") in ("row", "rowgroup"):
        by_place = "cell"
    elif "ltx_p" in classes.split():
        by_place = "spaced" if stands_in(element, "ltx_para") else "block"
    return read_tag(name, classes, element.get("style") or "", by_place)


def leads_to_a_paper(element: Element) -> bool:
    """Whether a number above the line is a reference: LaTeXML's `#bib.bib7`, others' `#ref-7`, `#cite_note-7`."""
    return any((link.get("href") or "").partition("#")[2].startswith(("bib", "ref", "cite")) for link in element)


def stands_in(element: Element, name: str) -> bool:
    parent = element.getparent()
    return parent is not None and name in (parent.get("class") or "").split()


@lru_cache(maxsize=4096)
def read_tag(name: str, class_names: str, styles: str, by_place: Role | None) -> Tag:
    """What an element is for by its name and attributes; `by_place` is what its place says, where that decides."""
    classes = class_names.split()
    style = styles.replace(" ", "").lower()
    role = by_place or role_of(name, classes)
    if role == "skip" or "display:none" in style:
        return SKIP
    bold = True if name in BOLD or "ltx_font_bold" in classes or any(w in style for w in BOLD_WEIGHTS) else None
    if role in ("title", "heading", "caption"):
        bold = None
    elif "ltx_font_medium" in classes:
        bold = False
    underline = name in UNDERLINED or "text-decoration:underline" in style or not UNDERLINES.isdisjoint(classes)
    if role == "inline" and bold is None and not underline:
        return INLINE
    return Tag(role, bold, underline, rule_of(classes) if role in ("cell", "heading cell") else "")


def role_of(name: str, classes: list[str]) -> Role:
    """By its classes, else by its name; a page's first h1 is its title."""
    role = "title" if name == "h1" else ROLES.get(name, "inline")
    if role == "skip" or ("ltx_tag" in classes and KEPT_TAGS.isdisjoint(classes)):
        return "skip"
    if "ltx_th_column" in classes:
        return "heading cell"
    found = [CLASSES[one] for one in classes if one in CLASSES]
    if "float" in found and name == "table":
        return "table"
    precise = [role for role in FIRST if role in found]
    return [*precise, *found, role][0]


def rule_of(classes: list[str]) -> Rule:
    if "ltx_border_t" in classes or "ltx_border_tt" in classes:
        return "above"
    return "below" if "ltx_border_b" in classes or "ltx_border_bb" in classes else ""
