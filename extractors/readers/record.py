"""A record with named fields (a JSON object, a Markdown file's front matter) as the fields of a `Document`."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, TypedDict

from extractors.readers.source import clean

__all__ = ["Names", "Particulars", "authors", "iso_date", "one_line", "particulars"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERED_DATE = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?(?!\d)", re.ASCII)
MONTH = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})[a-z]*\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b", re.ASCII)


class Particulars(TypedDict):
    """What is known about a document besides its text."""

    title: str
    authors: tuple[str, ...]
    date: str
    venue: str
    url: str
    licence: str
    unread: tuple[str, ...]


# Which field of a document a record's key fills.
FIELD_OF: Mapping[str, Literal["title", "authors", "date", "venue", "url", "licence"]] = {
    "title": "title",
    "authors": "authors",
    "date": "date",
    "year": "date",
    "venue": "venue",
    "url": "url",
    "licence": "licence",
    "license": "licence",
}


class Names:
    """Gives each record of one file a name of its own: a name that comes again gets `#2`, `#3` …"""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def distinct(self, name: str) -> str:
        if name not in self.given:
            self.given[name] = 1
            return name
        while True:
            self.given[name] += 1
            numbered = f"{name}#{self.given[name]}"
            if numbered not in self.given:
                self.given[numbered] = 1
                return numbered


def particulars(record: Mapping[str, object]) -> Particulars:
    """The known fields of `record`, other keys are ignored; a field that is missing or of another shape is empty, and
    `unread` names those of another shape."""
    told = {key: given for key, given in record.items() if key in FIELD_OF}
    read: Particulars = {
        "title": one_line(told.get("title")),
        "authors": authors(told["authors"]) if "authors" in told else (),
        "date": date_told(told),
        "venue": one_line(told.get("venue")),
        "url": one_line(told.get("url")),
        "licence": one_line(told.get("licence") or told.get("license")),
        "unread": (),
    }
    lost = [FIELD_OF[key] for key, given in told.items() if is_lost(given, read[FIELD_OF[key]])]
    if lost:
        read["unread"] = tuple(dict.fromkeys(lost))
    return read


def date_told(told: Mapping[str, object]) -> str:
    told_in = (iso_date(one_line(told[key])) for key in ("date", "year") if key in told)
    return next(filter(None, told_in), "")


def is_lost(given: object, read: str | tuple[str, ...]) -> bool:
    """Whether something was given and not read: all of it, or some names of a list."""
    if read and isinstance(given, str):
        return False
    if isinstance(given, list):
        return len(read) < sum(one not in (None, "", {}, []) for one in given)
    return not read and given is not None and given != {} and not (isinstance(given, str) and not given.strip())


def one_line(value: object) -> str:
    """A string with its white space made single spaces; "" for anything but a string."""
    if not isinstance(value, str):
        return ""
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()  # what most are; splitting takes four times as long
    return clean(" ".join(value.split()))


def authors(value: object) -> tuple[str, ...]:
    """Names from a list of strings or of objects with a `name`, or from one string with `;`, `and` or commas."""
    if isinstance(value, str):
        return tuple(split_names(one_line(value)))
    if not isinstance(value, list):
        return ()
    names = (one_line(item.get("name") if isinstance(item, dict) else item) for item in value)
    return tuple(name for name in names if name)


def split_names(text: str) -> list[str]:
    parts = text.split(";") if ";" in text else re.split(r",? and (?=\S)", text)
    names: list[str] = []
    for part in parts:
        by_comma = part.split(",")
        # "Ada Byron, Max Born" are two people, "Byron, Ada" is one
        names += by_comma if all(" " in name.strip() for name in by_comma) else [part]
    return [name.strip() for name in names if name.strip()]


@lru_cache(maxsize=4096)
def iso_date(text: str) -> str:
    """The year, month or day that `text` names, as ISO writes it; "" where it names none."""
    if numbered := NUMBERED_DATE.match(text):
        return valid_date(numbered["year"], numbered["month"], numbered["day"])
    year, month = YEAR.search(text), MONTH.search(text)
    if not year:
        return ""
    number = str(MONTHS.index(month["month"].lower()) + 1) if month else None
    return valid_date(year[0], number, None)


def valid_date(year: str, month: str | None, day: str | None) -> str:
    """As much of the date as the calendar has: 2023-02 for 30 February 2023."""
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return valid_date(year, month if day else None, None) if month else ""
    return whole if day else whole[:7] if month else whole[:4]
