"""TEI: the XML that GROBID makes of a paper's PDF."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractors.readers.record import Particulars, particulars
from extractors.readers.source import Source, Stamp
from extractors.readers.tree import first, text_at
from registry.model import Document

if TYPE_CHECKING:
    from extractors.readers.markup import Element

__all__ = ["looks_like_tei", "read_tei"]

OPENING = re.compile(r"<(?:\w+:)?(?:TEI|teiCorpus)[\s>]")


def looks_like_tei(start: str) -> bool:
    return OPENING.search(start, 0, 4000) is not None


def read_tei(source: Source, stamp: Stamp) -> Iterator[Document]:
    """One document. Broken XML gives what can be had of it."""
    # late, as for HTML
    from extractors.readers.markup_source import parsed
    from extractors.readers.xml_page import page_of, tei_tag

    root, digest = parsed(source, "xml")
    yield page_of(source, stamp, root, digest, tei_tag, facts(root))


def facts(root: "Element") -> Particulars:
    """What the header says: of the paper itself (`biblStruct`) before what it says of the file."""
    header = first(root, "teiHeader")
    if header is None:
        return particulars({})
    described = first(header, "sourceDesc")
    paper = described if described is not None else header
    numbers = [number for number in paper.iter("{*}idno") if (number.get("type") or "").lower() == "doi"]
    licence = first(header, "licence")
    dates = [date.get("when") or text_at(date) for place in (paper, header) for date in place.iter("{*}date")]
    journals = [title for title in paper.iter("{*}title") if title.get("level") in ("j", "m")]
    record = {
        "title": text_at(first(header, "title")),
        "authors": [name for person in paper.iter("{*}author") for name in names(person)],
        "date": next((date for date in dates if date), ""),
        "venue": text_at(journals[0]) if journals else "",
        "url": f"https://doi.org/{text_at(numbers[0])}" if numbers else "",
        "licence": "" if licence is None else licence.get("target") or text_at(licence),
    }
    return particulars(record)


def names(person: "Element") -> list[str]:
    name = first(person, "persName")
    if name is None:
        return []
    parts = [text_at(part) for kind in ("forename", "surname") for part in name.iter(f"{{*}}{kind}")]
    return [" ".join(parts) or text_at(name)]
