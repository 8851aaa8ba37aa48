"""Hugging Face `.eval_results/*.yaml`: a list of entries, each a data set, a task of it and a value."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.readers.boards.every_eval_ever import day_of
from extractors.readers.boards.json_places import pointer
from extractors.readers.boards.yaml_places import CAP, entry, items, json_of, root_of, scalar, span_of
from extractors.readers.source import Source, Stamp, whole_text
from registry.model import Block, Document, Reported, Span

__all__ = ["looks_like_reported_yaml", "read_reported_yaml"]

ENTRY = re.compile(r"^\s*(?:-\s+)?dataset\s*:", re.MULTILINE)
VALUE = re.compile(r"^\s*(?:-\s+)?value\s*:", re.MULTILINE)


def looks_like_reported_yaml(start: str) -> bool:
    return bool(ENTRY.search(start) and VALUE.search(start))


def read_reported_yaml(source: Source, stamp: Stamp) -> Iterator[Document]:
    text, digest = whole_text(source, CAP)
    root = root_of(text, source)
    if root is None or root.id != "sequence":
        source.fail("is no list of results; begin each entry with `- dataset:`")
    model = model_of(source.name)
    yield Document(
        id=source.document_name(digest),
        text=text,
        sha256=digest,
        **stamp,
        blocks=(Block("table", Span(0, len(text))),),
        reported=tuple(row_of(item, index, model, text) for index, item in enumerate(items(root))),
        frame="[]",
    )


def row_of(item: Any, index: int, model: str, text: str) -> Reported:
    value = entry(item, "value")
    held, row = scalar(value), span_of(item, text)
    span = span_of(value, text) if held else row
    return Reported(
        span.of(text) if held else "",
        span,
        row,
        pointer(index, "value") if held else pointer(index),
        pointer(index),
        task=scalar(entry(item, "dataset", "task_id")),
        dataset=scalar(entry(item, "dataset", "id")),
        metric=scalar(entry(item, "metric")),
        model=model,
        paper_title=scalar(entry(item, "source", "name")),
        paper_url=scalar(entry(item, "source", "url")),
        paper_date=day_of(scalar(entry(item, "date"))),
        node=json_of(item),
    )


def model_of(name: str) -> str:
    """The repository's folder, which is what the file says of the model: "org/model" of org/model/.eval_results/x."""
    folders = Path(name).absolute().parent
    return folders.parent.name if folders.name == ".eval_results" else ""
