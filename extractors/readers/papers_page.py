"""A page of papers, as copied from a browser: a few lines of header, then titles and abstracts in turn."""

import re
from collections.abc import Iterator

from extractors.readers.paragraphs import is_prose, is_section_name, paragraphs
from extractors.readers.record import Names, one_line
from extractors.readers.source import Source, Stamp, whole_text
from registry.model import Document, Span

__all__ = ["looks_like_papers_page", "read_papers_page"]

NAME_LENGTH = 60
# What such pages print beside a title and what no title is: "Mar 11", "12 March 2025", "1.2k", "5 authors".
MARGINALIA = re.compile(
    r"""\W* (?: \d[\d.,]* k? | \w{3,9}\.?\ \d{1,2} (?:,?\ \d{4})? | \d{1,2}\ \w{3,9} (?:\ \d{4})? | \d{4}-\d\d-\d\d
    | \d+\ (?:authors?|comments?|upvotes?|likes?) ) \W*""",
    re.VERBOSE,
)


def looks_like_papers_page(start: str) -> bool:
    """Whether `start` holds titles with abstracts and not the sections of one paper: a heading with a number, with
    fewer than three words or with a name such as "Results" speaks for sections."""
    titles = [title.of(start) for title, _ in pairs(start)]
    sections = sum(is_section_name(title) or len(title.split()) < 3 for title in titles)
    return len(titles) > 1 and sections * 5 < len(titles)


def read_papers_page(source: Source, stamp: Stamp) -> Iterator[Document]:
    """A document for each title and its abstract; it is named by its title, because places on a page change."""
    text, digest = whole_text(source)
    names = Names()
    for number, (title, abstract) in enumerate(pairs(text), start=1):
        printed = one_line(title.of(text))
        yield Document(
            id=names.distinct(slug(printed) or str(number)),
            text=abstract.of(text),
            title=printed,
            sha256=digest,
            **stamp,
        )


def pairs(text: str) -> list[tuple[Span, Span]]:
    """Each abstract with the last short paragraph before it that can be a title; what follows an abstract without a
    title of its own belongs to it."""
    found: list[tuple[Span, Span]] = []
    title: Span | None = None
    for part in paragraphs(text):
        words = part.of(text)
        if not is_prose(words):
            title = title if len(words) < 60 and MARGINALIA.fullmatch(words) else part
        elif title:
            found.append((title, part))
            title = None
        elif found:
            (name, abstract) = found.pop()
            found.append((name, Span(abstract.start, part.end)))
    return found


def slug(title: str) -> str:
    """The title's first words, as a name: "Ada: 3 models, one score" → "ada-3-models-one-score"."""
    name = "-".join(re.findall(r"\w+", title.lower()))
    return name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH + 1].rpartition("-")[0] or name[:NAME_LENGTH]
