"""HTML: a paper's page as arXiv and ar5iv serve it (made by LaTeXML), or any other page with headings and tables."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.readers.record import Particulars, particulars
from extractors.readers.source import Source, Stamp
from extractors.readers.tree import text_at
from registry.model import Document

if TYPE_CHECKING:
    from extractors.readers.markup import Element

__all__ = ["SUFFIXES", "looks_like_html", "read_html"]

SUFFIXES = (".html", ".htm", ".xhtml")
OPENING = re.compile(r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I)
ISSUED = re.compile(r"arXiv:(?P<id>[\w.-]+/?\d*?)(?:v\d+)?\s*\[[\w.-]+\]\s*(?P<date>\d{1,2} \w{3,9} \d{4})")
# What pages of papers and their tools call one fact.
META = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title"),
    "authors": ("citation_author", "dc.creator", "dcterms.creator", "author"),
    "date": (
        "citation_publication_date", "citation_date", "citation_online_date", "dc.date", "dcterms.date",
        "article:published_time", "date",
    ),
    "venue": ("citation_conference_title", "citation_journal_title"),
    "doi": ("citation_doi", "dc.identifier.doi"),
    "url": ("citation_abstract_html_url", "og:url"),
    "licence": ("dc.rights", "dcterms.license", "dcterms.rights", "license"),
}  # fmt: skip


def looks_like_html(start: str) -> bool:
    return OPENING.match(start) is not None


def read_html(source: Source, stamp: Stamp) -> Iterator[Document]:
    """One document. A page too broken or too deep gives what can be had of it."""
    # late: lxml and the LaTeX reader behind its formulas are most of the time that importing the readers would take
    from extractors.readers.html_tags import article_of, tag_of
    from extractors.readers.latex.page import laid_out
    from extractors.readers.markup import Renderer
    from extractors.readers.markup_source import parsed

    root, digest = parsed(source, "html")
    renderer = Renderer(tag_of)
    text, blocks = laid_out(renderer.render(article_of(root)))
    if not text.strip():
        source.fail("holds no text that a browser would show without running scripts; save the page once it is shown")
    for why in renderer.problems:
        source.problem(why)
    known = facts(root)
    known["title"] = renderer.title or known["title"]
    name = source.document_name(digest)
    yield Document(id=name, text=text, **known, sha256=digest, **stamp, blocks=blocks)


def facts(root: "Element") -> Particulars:
    """What the page's head, and on arXiv its margins, say of the paper."""
    named: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        named.setdefault(key, []).append(meta.get("content") or "")
    first = {fact: next((named[key] for key in keys if key in named), []) for fact, keys in META.items()}
    record: dict[str, object] = {fact: values[0] if values else "" for fact, values in first.items()}
    listed = [name_in_order(name) for name in first["authors"]]
    record["authors"] = listed[0] if len(listed) == 1 else listed or authors(root)
    record["title"] = record["title"] or text_at(root.find(".//title"))
    record["url"] = f"https://doi.org/{record['doi']}" if record["doi"] else record["url"] or link(root, "canonical")
    record["licence"] = record["licence"] or link(root, "license") or licence(root)
    if issued := ISSUED.search(text_at(by_id(root, "watermark-tr"))):
        record["date"] = record["date"] or issued["date"]
        record["url"] = record["url"] or f"https://arxiv.org/abs/{issued['id']}"
    return particulars(record)


def name_in_order(name: str) -> str:
    """ "Byron, Ada" as "Ada Byron"."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and "," not in given else name


def authors(root: "Element") -> list[str]:
    """LaTeXML's names, where they are names and not whole addresses."""
    found = [text_at(element) for element in root.iter("span") if "ltx_personname" in (element.get("class") or "")]
    return [name for name in found if len(name) < 60 and not re.search(r"[\d@,;:&]", name)]


def licence(root: "Element") -> str:
    said = text_at(by_id(root, "license-tr"))
    return said.partition("License:")[2] or said


def link(root: "Element", relation: str) -> str:
    found = (element.get("href") for element in root.iter("link") if element.get("rel") == relation)
    return next((address for address in found if address and address.startswith("http")), "")


def by_id(root: "Element", name: str) -> "Element | None":
    return next((element for element in root.iter("div", "a", "span") if element.get("id") == name), None)
