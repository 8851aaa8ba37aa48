"""PDF: a paper's text in reading order, with the page and the box of every line, and its tables where they are clear.

    bytes ─glyphs→ letters with places ─lines→ words in columns ─flow→ paragraphs, tables ─page→ Document.text, places

The text is the reader's own: lines are joined into paragraphs, and words that were parted at a line's end put together.
"""

from collections.abc import Iterator

from extractors.readers.source import Source, Stamp, is_pdf
from registry.model import Document

__all__ = ["looks_like_pdf", "read_pdf"]


def looks_like_pdf(start: str) -> bool:
    return is_pdf(start[:1024].encode("latin-1", "replace"))


def read_pdf(source: Source, stamp: Stamp) -> Iterator[Document]:
    """One document; of a long or slow one the first pages, and a line that says so."""
    # late: pdfium is a large library
    from extractors.readers.pdf.flow import flow
    from extractors.readers.pdf.glyphs import opened_pdf
    from extractors.readers.pdf.layout import laid_out

    with opened_pdf(source) as pdf:
        items = flow(pdf.pages(source))
        text, blocks, places = laid_out(items)
        if not text.strip():
            source.fail(
                "holds no text, only pictures of its pages, as a scan does; recognise its text first, e.g. with "
                "`ocrmypdf FILE NEW`, and read that"
            )
        title = next((item.text for item in items if item.kind == "title"), "")
        yield Document(
            id=source.document_name(pdf.digest),
            text=text,
            title=title,
            sha256=pdf.digest,
            **stamp,
            blocks=blocks,
            places=places,
        )
