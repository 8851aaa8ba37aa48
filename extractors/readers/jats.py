"""JATS: the XML in which PubMed Central, bioRxiv and many publishers keep papers."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.readers.record import Particulars, particulars
from extractors.readers.source import Source, Stamp
from extractors.readers.tree import first, text_at
from registry.model import Document

if TYPE_CHECKING:
    from extractors.readers.markup import Element

__all__ = ["looks_like_jats", "read_jats"]

OPENING = re.compile(
    r"<(?:\w+:)?article(?:\s[^>]*(?:dtd-version|article-type|xlink|xmlns)|[^>]*>\s*<(?:\w+:)?front\b)|<!DOCTYPE\s+article\b"
)
XLINK = "{http://www.w3.org/1999/xlink}href"


def looks_like_jats(start: str) -> bool:
    return OPENING.search(start, 0, 4000) is not None


def read_jats(source: Source, stamp: Stamp) -> Iterator[Document]:
    """One document. Broken XML gives what can be had of it."""
    # late, as for HTML
    from extractors.readers.markup_source import parsed
    from extractors.readers.xml_page import jats_tag, page_of

    root, digest = parsed(source, "xml")
    yield page_of(source, stamp, root, digest, jats_tag, facts(root))


def facts(root: "Element") -> Particulars:
    """What the front matter says."""
    front = first(root, "front")
    meta = first(front, "article-meta") if front is not None else None
    if front is None or meta is None:
        return particulars({})
    numbers = {number.get("pub-id-type"): text_at(number) for number in meta.iter("{*}article-id")}
    licences = [licence.get(XLINK) or text_at(licence) for licence in meta.iter("{*}license")]
    record = {
        "title": text_at(first(meta, "article-title")),
        "authors": [name for person in meta.iter("{*}contrib") for name in names(person)],
        "date": date(meta),
        "venue": text_at(first(front, "journal-title")),
        "url": f"https://doi.org/{numbers['doi']}" if numbers.get("doi") else "",
        "licence": next((licence for licence in licences if licence), ""),
    }
    return particulars(record)


def names(person: "Element") -> list[str]:
    if person.get("contrib-type") not in (None, "author"):
        return []
    parts = (text_at(first(person, part)) for part in ("given-names", "surname"))
    return [name for name in [" ".join(part for part in parts if part)] if name]


def date(meta: "Element") -> str:
    """The earliest of the dates it came out, as far as it is told."""
    dates = []
    for told in meta.iter("{*}pub-date"):
        parts = [text_at(first(told, part)) for part in ("year", "month", "day")]
        known = [part for part in parts if part.isascii() and part.isdigit()]
        if known and known[0] == parts[0]:
            dates.append("-".join(part.zfill(2) for part in known))
    return min(dates, default="")
