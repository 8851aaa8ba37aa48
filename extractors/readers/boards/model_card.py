"""Hugging Face model cards: a Markdown page whose front matter lists results under `model-index`."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extractors.readers.boards.json_places import pointer
from extractors.readers.boards.yaml_places import entry, items, json_of, root_of, scalar, span_of
from extractors.readers.markdown import CAP, read_markdown_text
from extractors.readers.source import Source, Stamp, whole_text
from registry.model import Document, Reported

__all__ = ["looks_like_model_card", "read_model_card"]

INDEX = re.compile(r"^model-index[ \t]*:", re.MULTILINE)
MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n")
CLOSED = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)


def looks_like_model_card(start: str) -> bool:
    return bool(MATTER.match(start) and INDEX.search(start))


def read_model_card(source: Source, stamp: Stamp) -> Iterator[Document]:
    """The page as Markdown is read, and the results of its front matter."""
    text, digest = whole_text(source, CAP)
    opening = MATTER.match(text)
    assert opening is not None, "the sniffer saw it"
    begin = opening.end()
    closing = CLOSED.search(text, begin)
    if closing is None:
        source.fail("opens with `---` that is never closed; close its front matter with a line of `---`")
    root = root_of(text[begin : closing.start()], source)
    rows = tuple(rows_of(root, text, begin))
    page = read_markdown_text(text, digest, source, stamp, closing.end())
    yield replace(page, reported=rows, licence=page.licence, frame=frame_of(root))


def frame_of(root: Any) -> str:
    """The front matter without its metrics, as JSON."""
    told = json.loads(json_of(root)) if root is not None else {}
    for model in dicts(told, "model-index"):
        for result in dicts(model, "results"):
            if isinstance(result.get("metrics"), list):
                result["metrics"] = []
    return json.dumps(told, ensure_ascii=False)


def dicts(held: Any, key: str) -> list[dict[str, Any]]:
    listed = held.get(key) if isinstance(held, dict) else None
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def rows_of(root: Any, text: str, base: int) -> Iterator[Reported]:
    for number, model in enumerate(items(entry(root, "model-index"))):
        for place, result in enumerate(items(entry(model, "results"))):
            metrics = items(entry(result, "metrics"))
            for index, metric in enumerate(metrics):
                keys = ("model-index", number, "results", place, "metrics", index)
                yield row_of(model, result, metric, keys, text, base)
            if not metrics:
                span = span_of(result, text, base)
                where = pointer("model-index", number, "results", place)
                yield Reported("", span, span, where, where, model=scalar(entry(model, "name")), node=json_of(result))


def row_of(model: Any, result: Any, metric: Any, keys: tuple[str | int, ...], text: str, base: int) -> Reported:
    value = entry(metric, "value")
    row = span_of(metric, text, base)
    held = scalar(value)
    span = span_of(value, text, base) if held else row
    dataset = entry(result, "dataset")
    name, config = scalar(entry(dataset, "name")), scalar(entry(dataset, "config"))
    verified = scalar(entry(metric, "verified")).lower() == "true"
    return Reported(
        span.of(text) if held else "",
        span,
        row,
        pointer(*keys, "value") if held else pointer(*keys),
        pointer(*keys),
        task=scalar(entry(result, "task", "name")) or scalar(entry(result, "task", "type")),
        dataset=name or scalar(entry(dataset, "type")),
        also=() if name and config else (scalar(entry(dataset, "type")),),
        split=scalar(entry(dataset, "split")),
        metric=scalar(entry(metric, "name")) or scalar(entry(metric, "type")),
        model=scalar(entry(model, "name")),
        paper_title=scalar(entry(result, "source", "name")),
        paper_url=scalar(entry(result, "source", "url")),
        measured_by="third_party" if verified else "first_party",
        node=json_of(metric),
    )
