"""Markdown: one document with its headings, paragraphs and tables."""

import re
from collections.abc import Iterator

from extractors.readers.record import particulars
from extractors.readers.source import MEGABYTE, Source, Stamp, whole_text
from registry.model import Document

__all__ = ["CAP", "looks_like_markdown", "read_markdown", "read_markdown_text"]

CAP = 32 * MEGABYTE  # markdown-it's tokens take some 50 times the room of the text
EVIDENCE = re.compile(
    r"""\A\s*\#{1,2}\ +\S                                                # opens with a heading
    | \A---[ \t]*\r?\n\w+[ ]*:                                           # or with front matter
    | ^[^\r\n|]*+\|[^\r\n]*+\r?\n [ \t>]*+\|?[ \t]*+:?-++:?[ \t]*+\|[-:|\ \t]*+\r?$   # or holds a table
    """,
    re.VERBOSE | re.MULTILINE,
)


def looks_like_markdown(start: str) -> bool:
    return EVIDENCE.search(start) is not None


def read_markdown(source: Source, stamp: Stamp) -> Iterator[Document]:
    """One document whose text is the whole file, so that spans count in what a person sees when opening it."""
    text, digest = whole_text(source, CAP)
    yield read_markdown_text(text, digest, source, stamp)


def read_markdown_text(text: str, digest: str, source: Source, stamp: Stamp, begin: int | None = None) -> Document:
    """The document that `text` is; below `begin` where the caller has read the front matter, which is passed over."""
    # late: markdown-it and what is built on it are most of the time that importing the readers would take
    from extractors.readers.front_matter import front_matter
    from extractors.readers.markdown_page import Page, blocks, title_of

    fields, below = front_matter(text, source) if begin is None else ({}, begin)
    page = Page(text, below)
    parts = list(page.parts())
    known = particulars(fields)
    known["title"] = known["title"] or title_of(page, parts)
    return Document(
        id=source.document_name(digest),
        text=text,
        **known,
        sha256=digest,
        **stamp,
        blocks=tuple(blocks(page, parts, known["title"])),
    )
