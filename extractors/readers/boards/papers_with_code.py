"""Papers with Code and sota-extractor JSON: tasks, their data sets, the rows of each, the metrics of a row."""

import re
from collections.abc import Iterator
from typing import Any

from extractors.readers.boards.json_places import Places, frame_of, json_values, pointer, printed
from extractors.readers.boards.licence import PAPERS_WITH_CODE
from extractors.readers.source import Source, Stamp, whole_text
from registry.model import Block, Document, Reported, Span

__all__ = ["looks_like_papers_with_code", "read_papers_with_code"]

OPENS = re.compile(r"\s*[\[{]")
FIELDS = re.compile(r'"(?:datasets|subtasks|subdatasets|dataset_links|sota|source_link)"\s*:')
TASK = re.compile(r'"(?:task|dataset|categories)"\s*:')
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def looks_like_papers_with_code(start: str) -> bool:
    return bool(OPENS.match(start) and FIELDS.search(start) and TASK.search(start))


def read_papers_with_code(source: Source, stamp: Stamp) -> Iterator[Document]:
    """One document a file; a file of one task, without the list around it, is read too."""
    text, digest = whole_text(source)
    values = list(json_values(text, source))
    if len(values) != 1:
        source.fail("holds more than one JSON value; put its tasks into one list")
    (places,) = values
    tasks = places.value if isinstance(places.value, list) else [places.value]
    prefix = isinstance(places.value, list)
    rows = [row for number, task in enumerate(tasks) for row in rows_of_task(task, (number,) if prefix else (), places)]
    rows.sort(key=lambda row: row.row.start)
    yield Document(
        id=source.document_name(digest),
        text=text,
        licence=PAPERS_WITH_CODE,
        sha256=digest,
        **stamp,
        blocks=(Block("table", places.whole),),
        reported=tuple(rows),
        frame=frame_of(text, places.whole, [row.row for row in rows]),
    )


def rows_of_task(task: Any, keys: tuple[str | int, ...], places: Places) -> Iterator[Reported]:
    if not isinstance(task, dict):
        return
    name = printed(task.get("task"))
    for number, dataset in enumerate(listed(task, "datasets")):
        yield from rows_of_dataset(dataset, "", name, (*keys, "datasets", number), places)
    for number, subtask in enumerate(listed(task, "subtasks")):
        yield from rows_of_task(subtask, (*keys, "subtasks", number), places)


def rows_of_dataset(
    dataset: Any, parent: str, task: str, keys: tuple[str | int, ...], places: Places
) -> Iterator[Reported]:
    if not isinstance(dataset, dict):
        return
    name = printed(dataset.get("dataset")) or printed(dataset.get("subdataset"))
    name = name if not parent or parent.casefold() in name.casefold() else f"{parent} {name}".strip()
    sota = dataset.get("sota")
    if isinstance(sota, dict):
        for number, row in enumerate(listed(sota, "rows")):
            place = places.of(sota["rows"], number)
            yield from values_of_row(row, place, task, name, (*keys, "sota", "rows", number), places)
    for number, part in enumerate(listed(dataset, "subdatasets")):
        yield from rows_of_dataset(part, name, task, (*keys, "subdatasets", number), places)


def values_of_row(
    row: Any, place: Span, task: str, dataset: str, keys: tuple[str | int, ...], places: Places
) -> Iterator[Reported]:
    fields = row if isinstance(row, dict) else {}
    dated = (
        printed(fields.get("paper_date"))
        or printed(fields.get("evaluated_on"))
        or printed(fields.get("paper_published"))
    )
    day = DAY.match(dated)
    common: dict[str, Any] = {
        "row": place,
        "row_pointer": pointer(*keys),
        "task": task,
        "dataset": dataset,
        "model": printed(fields.get("model_name")),
        "paper_title": printed(fields.get("paper_title")).strip(),
        "paper_url": printed(fields.get("paper_url")),
        "paper_date": day[0] if day else "",
        "licence": PAPERS_WITH_CODE,
        "node": place.of(places.text),
    }
    metrics = fields.get("metrics")
    if not isinstance(metrics, dict) or not metrics:
        yield Reported("", place, pointer=common["row_pointer"], **common)
        return
    for metric in metrics:
        span = places.within(metrics, metric)
        yield Reported(span.of(places.text), span, pointer=pointer(*keys, "metrics", metric), metric=metric, **common)


def listed(fields: dict[str, Any], key: str) -> list[Any]:
    value = fields.get(key)
    return value if isinstance(value, list) else []
