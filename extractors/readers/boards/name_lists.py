"""The name lists of IBM's science-result-extractor: "d12<tab>WikiQA<tab>…", names of tasks, data sets or metrics.

They hold no values: each row is kept, and told as one without a number.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.readers.boards.json_places import pointer
from extractors.readers.boards.licence import licence_beside
from extractors.readers.boards.tables import node_of, row_span
from extractors.readers.delimited import read_delimited
from extractors.readers.source import Source, Stamp
from registry.model import Document, Reported

__all__ = ["looks_like_name_list", "read_name_list"]

ROW = re.compile(r"(?P<what>[tde])\d+\t\S")
HEADS = {0: "id", 1: "name", 2: "about"}


def looks_like_name_list(start: str) -> bool:
    lines = [line for line in start.splitlines()[:3] if line.strip()]
    return bool(lines) and all(ROW.match(line) for line in lines)


def read_name_list(source: Source, stamp: Stamp) -> Iterator[Document]:
    for page in read_delimited(source, stamp):
        yield replace(page, reported=tuple(rows_of(page, licence_beside(source.name))))


def rows_of(page: Document, licence: str) -> Iterator[Reported]:
    (table,) = [block.table for block in page.blocks if block.table is not None]
    for row in table.rows:
        at = pointer(row[0].row)
        name = row[1].text if len(row) > 1 else ""
        what = {"t": "task", "d": "dataset", "e": "metric"}.get(row[0].text[:1], "dataset")
        place = row_span(row)
        held = Reported("", place, place, at, at, licence=licence, node=node_of(HEADS, row, page.text))
        yield replace(held, **{what: name})  # type: ignore[arg-type]
