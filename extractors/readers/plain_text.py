"""Plain text: one document, its paragraphs told apart by their look."""

from collections.abc import Iterator

from extractors.readers.paragraphs import is_abstract_name, is_caption, is_prose, is_section_name, paragraphs
from extractors.readers.record import one_line
from extractors.readers.source import Source, Stamp, whole_text
from registry.model import Block, BlockKind, Document, Span

__all__ = ["looks_like_plain_text", "read_plain_text"]


def looks_like_plain_text(start: str) -> bool:
    return True


def read_plain_text(source: Source, stamp: Stamp) -> Iterator[Document]:
    text, digest = whole_text(source)
    parts = paragraphs(text)
    title = title_of(text, parts)
    yield Document(
        id=source.document_name(digest),
        text=text,
        title=one_line(title.of(text)) if title else "",
        sha256=digest,
        **stamp,
        blocks=tuple(blocks(text, parts, title)),
    )


def title_of(text: str, parts: list[Span]) -> Span | None:
    """The first paragraph where it is one short line and something follows it."""
    if len(parts) < 2:
        return None
    first = parts[0].of(text)
    short = len(first.splitlines()) == 1 and not is_prose(first)
    return parts[0] if short and not is_abstract_name(first) else None


def blocks(text: str, parts: list[Span], title: Span | None) -> Iterator[Block]:
    after_abstract = False
    for part in parts:
        kind: BlockKind = "title" if part is title else "abstract" if after_abstract else look(part.of(text))
        after_abstract = kind == "heading" and is_abstract_name(part.of(text))
        yield Block(kind, part)


def look(paragraph: str) -> BlockKind:
    if is_caption(paragraph):
        return "caption"
    if paragraph[:8].lower() == "abstract" and not is_abstract_name(paragraph) and not paragraph[8:9].isalnum():
        return "abstract"
    one_short_line = len(paragraph) <= 120 and len(paragraph.splitlines()) == 1
    return "heading" if one_short_line and is_section_name(paragraph) else "paragraph"
