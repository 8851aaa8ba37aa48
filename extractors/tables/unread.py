"""Tables that a PDF prints and whose columns are not clear: nothing is made up of them, and that is told."""

import re

from registry.model import Document

__all__ = ["UNCLEAR", "unread_tables"]

UNCLEAR = "table.unclear"
TABLE_CAPTION = re.compile(r"(?:Table|TABLE|Tab\.)\s?[\w.-]{1,6}\b")


def unread_tables(document: Document) -> list[tuple[str, int]]:
    """For `Extraction.skipped`: where each caption of a table stands that no grid was found for. Only print has
    tables that are not written as such."""
    if not document.places:
        return []
    read = {block.table.caption for block in document.blocks if block.table is not None}
    captions = (block.span for block in document.blocks if block.kind == "caption")
    told = ((span.start, span.of(document.text)) for span in captions)
    return [(UNCLEAR, start) for start, caption in told if TABLE_CAPTION.match(caption) and caption not in read]
