"""A JSON object as a document: `id`, `text` or `abstract`, and what `record.particulars` knows."""

import json

from extractors.readers.record import Names, one_line, particulars
from extractors.readers.source import Stamp, clean
from registry.model import Document

__all__ = ["DECODER", "BadRecordError", "document", "fault", "name_in"]

# Numbers stay as printed: an id 1.10 is not 1.1, and no number is too long to be read.
DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


class BadRecordError(ValueError):
    """A record that is JSON but no document."""


def document(record: object, number: int, digest: str, stamp: Stamp, names: Names) -> Document:
    """`record`, the `number`-th of its file, as a document; it is named by its number where it has no id."""
    if not isinstance(record, dict):
        raise BadRecordError(f'holds {shape(record)}, not an object; write it as {{"id": …, "text": …}}')
    text = text_of(record)  # before a name is given away
    return Document(
        id=names.distinct(name_of(record, number)),
        text=text,
        **particulars(record),
        sha256=digest,
        **stamp,
    )


def name_of(record: dict[str, object], number: int) -> str:
    return one_line(record.get("id")) or str(number)


def name_in(line: bytes, number: int) -> str | None:
    """The name that the record on this line has before others of its name are told apart, None for no document."""
    try:
        record = DECODER.decode(line.decode("utf-8", "surrogatepass"))
        if not isinstance(record, dict):
            return None
        text_of(record)
    except (ValueError, RecursionError):  # UnicodeDecodeError is one, BadRecordError another
        return None
    return name_of(record, number)


def text_of(record: dict[str, object]) -> str:
    for key in ("text", "abstract"):
        value = record.get(key)
        if isinstance(value, str) and value and not value.isspace():
            return clean(value)
    for key in ("text", "abstract"):
        if record.get(key) not in (None, "") and not isinstance(record[key], str):
            raise BadRecordError(f"has {shape(record[key])} as `{key}`; write the text as one string")
    keys = ", ".join(f"`{key}`" for key in list(record)[:5]) or "no keys"
    raise BadRecordError(f"has no `text` or `abstract` (it has {clean(keys)[:120]}); give it one of them")


def shape(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string or number", bool: "true or false", type(None): "null"}
    return names.get(type(value), type(value).__name__)


def fault(error: Exception, lines: bool = True) -> str:
    """Why a record could not be read, to follow the name of its place."""
    if isinstance(error, json.JSONDecodeError):
        # the line's own end is white space to the decoder, which then complains of the line below
        column = min(error.pos, len(error.doc.rstrip())) + 1
        place = f"column {column}" if lines else f"line {error.lineno} column {error.colno}"
        return f"is broken JSON at {place} ({error.msg}); mend it or leave it out"
    if isinstance(error, RecursionError):
        return "is nested too deeply to be read; write the text as one string"
    return str(error)
