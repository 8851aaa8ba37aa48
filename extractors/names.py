"""The catalogue's names, found in running text.

One automaton holds every spelling, so that a text is read once however many names there are. A name counts where it
stands as a word of its own; one that is an everyday word too ("ARC", "Cars") only in exactly its spelling.
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
        self._cased = catalog.cased() if catalog else frozenset()
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Named]:
        """The names in the text, in order, the longest at each place."""
        return list(self._found(text))

    def _found(self, text: str) -> Iterator[Named]:
        for index, start, end in self._automaton.find_matches_as_indexes(lowered(text)):
            if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum():
                continue
            for what, entry, spelling in self._owners[index]:
                if text[start:end] == spelling or not (spelling in self._cased or everyday(text[start:end])):
                    yield Named(start, end, what, entry)

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
