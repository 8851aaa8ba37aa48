"""Results of lm-evaluation-harness: `results` by task, a value for each "metric,filter"."""

import re
from collections.abc import Iterator
from typing import Any

from extractors.readers.boards.every_eval_ever import day_of, mapping
from extractors.readers.boards.json_places import Places, frame_of, json_values, pointer, printed
from extractors.readers.boards.licence import licence_beside
from extractors.readers.source import Source, Stamp, whole_text
from registry.model import Block, Document, Reported

__all__ = ["looks_like_harness", "read_harness"]

RESULTS = re.compile(r'"results"\s*:\s*\{')
FIELDS = re.compile(
    r'"[^"\n]{1,80}(?:,|_stderr)[^"\n]{0,40}"\s*:\s*(?:[-\d"]|N)|"(?:configs|n-shot|lm_eval_version)"\s*:'
)
PRETRAINED = re.compile(r"(?:^|,)\s*(?:pretrained|model|path)=([^,]+)")
NO_METRIC = ("alias", "name", "sample_len", "sample_count", "samples")


def looks_like_harness(start: str) -> bool:
    return start.lstrip().startswith("{") and bool(RESULTS.search(start) and FIELDS.search(start))


def read_harness(source: Source, stamp: Stamp) -> Iterator[Document]:
    text, digest = whole_text(source)
    values = list(json_values(text, source))
    if len(values) != 1 or not isinstance(values[0].value, dict):
        source.fail("holds more than one JSON value; name the results file, not the samples")
    (places,) = values
    licence = licence_beside(source.name)
    rows = [row for task in mapping(places.value, "results") for row in rows_of_task(places, task, licence)]
    yield Document(
        id=source.document_name(digest),
        text=text,
        date=day_of(places.value.get("date")),
        licence=licence,
        sha256=digest,
        **stamp,
        blocks=(Block("table", places.whole),),
        reported=tuple(rows),
        frame=frame_of(text, places.whole, [row.row for row in rows]),
    )


def rows_of_task(places: Places, task: str, licence: str) -> Iterator[Reported]:
    run = places.value
    results, place = run["results"], places.of(run["results"], task)
    values = mapping(results, task)
    alias = printed(values.get("alias")).lstrip(" -")
    shots = printed(mapping(run, "n-shot").get(task))
    common: dict[str, Any] = {
        "row": place,
        "row_pointer": pointer("results", task),
        "dataset": alias or task,
        "also": (task,) if alias and alias != task else (),
        "split": printed(mapping(mapping(run, "configs"), task).get("test_split")),
        "model": model_of(run),
        "paper_date": day_of(run.get("date")),
        "licence": licence,
        "node": place.of(places.text),
    }
    found = False
    for key in values:
        metric, _, filtered = key.partition(",")
        if metric in NO_METRIC or metric.endswith("_stderr"):
            continue
        found, span = True, places.within(values, key)
        told = {"shots": shots} if shots else {}
        yield Reported(
            span.of(places.text),
            span,
            pointer=pointer("results", task, key),
            metric=metric.replace("_", " "),
            protocol=told | ({"filter": filtered} if filtered not in ("", "none") else {}),
            uncertainty=spread(values.get(f"{metric}_stderr,{filtered}" if filtered else f"{metric}_stderr")),
            **common,
        )
    if not found:
        yield Reported("", place, pointer=common["row_pointer"], **common)


def model_of(run: dict[str, Any]) -> str:
    told = mapping(run, "config").get("model_args")
    if isinstance(told, dict):
        return printed(told.get("pretrained")) or printed(told.get("model"))
    found = PRETRAINED.search(printed(told))
    return printed(run.get("model_name")) or (found[1].strip() if found else printed(run.get("model_source")))


def spread(value: Any) -> str:
    return f"± {value}" if isinstance(value, str) and value not in ("", "N/A") else ""
