"""Every Eval Ever records: one model's scores by one evaluator, a JSON object a file or a line."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from extractors.readers.boards.json_places import Places, frame_of, json_values, pointer, printed
from extractors.readers.boards.licence import licence_beside
from extractors.readers.source import Source, Stamp, whole_text
from registry.catalog import fold
from registry.model import Block, Document, Reported, Span

__all__ = ["day_of", "looks_like_every_eval_ever", "read_every_eval_ever"]

FIELDS = re.compile(r'"(?:evaluation_results|evaluation_id|source_metadata|eval_library|model_info)"\s*:')
EPOCH = re.compile(r"\d{9,11}(?:\.\d+)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
RELATIONS = ("first_party", "third_party", "collaborative", "other")


def looks_like_every_eval_ever(start: str) -> bool:
    """At least two of its required fields in the head."""
    return start.lstrip().startswith("{") and len(set(FIELDS.findall(start))) > 1


def read_every_eval_ever(source: Source, stamp: Stamp) -> Iterator[Document]:
    text, digest = whole_text(source)
    licence = licence_beside(source.name)
    values = list(json_values(text, source))
    rows = [row for number, places in enumerate(values) for row in rows_of(places, number, len(values), licence)]
    if not any(isinstance(places.value, dict) and "evaluation_results" in places.value for places in values):
        source.fail('has no field "evaluation_results"; that is where a record has its scores')
    frames = [frame_of(text, places.whole, [row.row for row in rows if within(row.row, places)]) for places in values]
    yield Document(
        id=source.document_name(digest),
        text=text,
        licence=licence,
        sha256=digest,
        **stamp,
        blocks=(Block("table", Span(0, len(text))),),
        reported=tuple(rows),
        frame=frames[0] if len(frames) == 1 else f"[{','.join(frames)}]",
    )


def within(span: Span, places: Places) -> bool:
    return places.whole.start <= span.start and span.end <= places.whole.end


def rows_of(places: Places, number: int, of: int, licence: str) -> Iterator[Reported]:
    record = places.value
    results = record.get("evaluation_results") if isinstance(record, dict) else None
    if not isinstance(results, list):
        return
    line: tuple[str | int, ...] = (number,) if of > 1 else ()
    for index, result in enumerate(results):
        place = places.of(results, index)
        yield row_of(record, result, place, (*line, "evaluation_results", index), places, licence)


def row_of(
    record: dict[str, Any], result: Any, place: Span, keys: tuple[str | int, ...], places: Places, licence: str
) -> Reported:
    told, data, config = (
        mapping(record, "source_metadata"),
        mapping(result, "source_data"),
        mapping(result, "metric_config"),
    )
    details = mapping(result, "score_details")
    has_score = details.get("score") is not None
    span = places.within(details, "score") if has_score else place
    dataset, evaluation = printed(data.get("dataset_name")), printed(mapping_itself(result).get("evaluation_name"))
    # The result's own name first: a result of "mmlu philosophy" with MMLU as its data set is not MMLU's.
    names = tuple(name for name in (evaluation, dataset) if name)
    relation = printed(told.get("evaluator_relationship"))
    model = mapping(record, "model_info")
    return Reported(
        span.of(places.text) if has_score else "",
        span,
        place,
        pointer(*keys, "score_details", "score") if has_score else pointer(*keys),
        pointer(*keys),
        dataset=names[0] if names else "",
        split=printed(data.get("hf_split")),
        metric=metric_of(config, names),
        model=printed(model.get("name")) or printed(model.get("id")),
        paper_title=printed(told.get("source_name")),
        paper_url=url_of(data, told),
        paper_date=day_of(mapping_itself(result).get("evaluation_timestamp") or record.get("evaluation_timestamp")),
        measured_by=relation if relation in RELATIONS else "",
        licence=licence,
        uncertainty=uncertainty_of(mapping(details, "uncertainty")),
        fraction=counts_from_0_to_1(config),
        node=place.of(places.text),
    )


def metric_of(config: dict[str, Any], names: tuple[str, ...]) -> str:
    """The metric's name, unless it repeats the data set's; else its kind."""
    named = [printed(config.get(key)) for key in ("metric_name", "metric_kind", "metric_id")]
    return next((name for name in named if name and fold(name) not in {fold(other) for other in names}), "")


def counts_from_0_to_1(config: dict[str, Any]) -> bool | None:
    least, most = (str(config.get(key)) for key in ("min_score", "max_score"))
    if printed(config.get("metric_unit")).casefold() in ("proportion", "fraction") or (
        most in ("1", "1.0") and least in ("0", "0.0")
    ):
        return True
    return False if most in ("100", "100.0") or "percent" in printed(config.get("metric_unit")).casefold() else None


def url_of(data: dict[str, Any], told: dict[str, Any]) -> str:
    urls = data.get("url")
    if isinstance(urls, list) and urls and isinstance(urls[0], str):
        return urls[0]
    return printed(urls) or printed(told.get("source_organization_url"))


def day_of(moment: Any) -> str:
    """A day of seconds since 1970 or of an ISO date; "" for any other."""
    told = printed(moment)
    if EPOCH.fullmatch(told):
        return f"{datetime.fromtimestamp(float(told), UTC):%Y-%m-%d}"
    day = DAY.match(told)
    return day[0] if day else ""


def uncertainty_of(told: dict[str, Any]) -> str:
    error = printed(mapping(told, "standard_error").get("value"))
    if error:
        return f"± {error}"
    interval = mapping(told, "confidence_interval")
    low, high = printed(interval.get("lower")), printed(interval.get("upper"))
    return f"[{low}, {high}]" if low and high else printed(told.get("standard_deviation"))


def mapping(fields: Any, key: str) -> dict[str, Any]:
    return mapping_itself(mapping_itself(fields).get(key))


def mapping_itself(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
