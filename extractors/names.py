"""The catalogue's names, found in running text.

One automaton holds every spelling, so that a text is read once however many names there are. A name counts where it
stands as a word of its own; one that is an everyday word too ("ARC", "Cars") only in exactly its spelling, and one that
is written like any word at the start of a sentence or a place's name ("Actor", "Texas") only where data is spoken of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from registry.catalog import Catalog, What

__all__ = ["Named", "Names"]

SHORTEST = 3  # "EM", "AP": two letters are too easily something else
# "GSM8K", "GSM-8K" and "GSM 8K" are one name.
SEAM = re.compile(r"(?<=[a-z])(?=\d)|(?<=[a-z0-9])[- ](?=[a-z0-9])")


PROPER = re.compile(r"(?:The )?[A-Z][a-z]+")
# "on Texas, Cornell and", "the data sets Actor", "Adult dataset"
SPOKEN_BEFORE = re.compile(
    r"(?i:\b(?:on|across|including|data ?sets?|benchmarks?|corp(?:us|ora)|graphs?|collections?))(?: the)?[\s:(]+"
    r"(?:[A-Z][\w.-]*(?: [A-Z][\w.-]*)?,? (?:and |or )?){0,6}$"
)
SPOKEN_AFTER = re.compile(
    r"[\s-](?:data ?sets?|data|benchmarks?|corpus|graph|test|dev|train|split|treebank|collection|challenge|tasks?)\b"
)
MEANS_BEFORE = re.compile(r"\b(?:with|using|via|by|than|local|mini-?batch|vanilla|plain) $")
SCORE_AFTER = re.compile(r"(?: scores?| values?| optimi[sz]er| updates?| with momentum)\b")
SEEN = 90  # characters before a name in which data may be spoken of


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the catalogue in a text: `text[start:end]`, and the entry that owns it."""

    start: int
    end: int
    what: What
    id: str


class Names:
    """Where the names of a catalogue stand. Without one, nothing is a known name."""

    def __init__(self, catalog: Catalog | None) -> None:
        self.catalog = catalog
        owners: dict[str, list[tuple[What, str, str]]] = {}
        for what, entry, spelling in catalog.names() if catalog else ():
            for variant in variants(spelling.lower()):
                if len(variant) >= SHORTEST:
                    owners.setdefault(variant, []).append((what, entry, spelling))
        self._owners = list(owners.values())
        entries = catalog.entries() if catalog else ()
        self._cased = {(what, spelling) for what, found in entries for entry in found for spelling in entry.cased}
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Named]:
        """The names in the text, in order, the longest at each place."""
        return list(self._found(text))

    def _found(self, text: str) -> Iterator[Named]:
        for index, start, end in self._automaton.find_matches_as_indexes(lowered(text)):
            if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum():
                continue
            for what, entry, spelling in self._owners[index]:
                if self._counts(text, start, end, what, spelling):
                    yield Named(start, end, what, entry)

    def _counts(self, text: str, start: int, end: int, what: What, spelling: str) -> bool:
        """Whether letters found are the name: an everyday word only as it is spelled, and where data is spoken of."""
        found = text[start:end]
        if (what, spelling) not in self._cased:
            return found == spelling or not everyday(found)
        if found.replace("-", " ") != spelling.replace("-", " "):
            return False
        if what != "benchmark":
            return True
        if len(found) == 3 and found.isupper():  # "with SGD", "an AMI score"
            return not (MEANS_BEFORE.search(text, max(0, start - 20), start) or SCORE_AFTER.match(text, end))
        return PROPER.fullmatch(found) is None or of_data(text, start, end)

    def is_benchmark(self, name: str) -> bool:
        return self.catalog is not None and self.catalog.benchmark(name) is not None

    def is_metric(self, name: str) -> bool:
        return self.catalog is not None and self.catalog.metric(name) is not None

    def is_task(self, name: str) -> bool:
        return self.catalog is not None and self.catalog.task(name) is not None


def lowered(text: str) -> str:
    """In small letters, one for one: the small form of "İ" is two characters."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def of_data(text: str, start: int, end: int) -> bool:
    """Whether a word like "Texas" stands alone, as in a table's cell, or among data."""
    if len(text.split()) <= 2 or SPOKEN_AFTER.match(text, end):
        return True
    return SPOKEN_BEFORE.search(text, max(0, start - SEEN), start) is not None


def everyday(found: str) -> bool:
    """Whether letters found are too few to be a name without its capitals: "ins" is no "IN-S"."""
    return len(found) < 5 and found.islower() and found.isalpha()


def variants(spelling: str) -> set[str]:
    """The spellings that differ in hyphens and spaces only."""
    parts = SEAM.split(spelling)
    if len(parts) == 1 or len(parts) > 4:
        return {spelling}
    if all(part.isalpha() and len(part) < 3 for part in parts):
        return {spelling}  # "IN-A" is no "in a"
    return {spelling, "".join(parts) if len(parts) == 2 else spelling, "-".join(parts), " ".join(parts)}
