"""A JSON file read whole: one object, or an array of objects."""

import json
from collections.abc import Iterator

from extractors.readers.json_record import DECODER, BadRecordError, document, fault
from extractors.readers.record import Names
from extractors.readers.source import Source, Stamp, whole_text
from registry.model import Document

__all__ = ["looks_like_json", "read_json"]


def looks_like_json(start: str) -> bool:
    return start.lstrip().startswith(("{", "["))


def read_json(source: Source, stamp: Stamp) -> Iterator[Document]:
    """A document for each record that is one. Where none is, the first one's fault stands for the file's: an array
    that was meant for another tool gives one line, not thousands."""
    text, digest = whole_text(source)
    names = Names()
    read: list[Document] = []
    faults: list[str] = []
    for number, record in enumerate(records(source, text), start=1):
        try:
            read.append(document(record, number, digest, stamp, names))
        except BadRecordError as error:
            faults.append(f"record {number} {error}")
    if not read:
        source.fail(faults[0] if faults else "holds an empty list; put one object in it for each document")
    for why in faults:
        source.problem(why)
    yield from read


def records(source: Source, text: str) -> list[object]:
    try:
        value = DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        source.fail(fault(error, lines=False))
    return value if isinstance(value, list) else [value]
