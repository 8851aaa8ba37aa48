"""The conditions of a board as our exports write them behind a data set's name: "GSM8K (test, shots 8)".

Formats of others have no field for them, and results of other conditions must not meet. What is written here is read
back as it was; any other words in brackets ("MMLU (philosophy)") say a part, and are left to who reads names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractors.linking.settings import PROTOCOL, split_in, split_of_board
from registry.catalog import Benchmark, Catalog

__all__ = ["KEYS", "Conditions", "conditions_told"]

# What tables say of a column or row beside the words of `settings`.
KEYS = frozenset(word.key for word in PROTOCOL) | {"part", "setting", "language"}


@dataclass(frozen=True, slots=True)
class Conditions:
    """The benchmark itself, and under which split and protocol."""

    benchmark: Benchmark
    split: str
    protocol: Mapping[str, str]


@lru_cache(maxsize=4096)
def conditions_told(name: str, catalog: Catalog) -> Conditions | None:
    """None where the name is not a benchmark's with conditions behind it, each of them one that we write."""
    if not name.endswith(")"):
        return None
    for entry, words in parted(name[:-1], catalog):
        split, _, rest = words.partition(", ")
        if is_split(split, entry):
            protocol = protocol_of(rest)
        else:
            split, protocol = "", protocol_of(words)
        if protocol is not None:
            return Conditions(entry, split, protocol)
    return None


def parted(name: str, catalog: Catalog) -> Iterator[tuple[Benchmark, str]]:
    """Each way to part a benchmark's name, just as the catalogue writes it, from what stands in the last brackets."""
    at = name.find(" (")
    while at > 0:
        entry = catalog.benchmark(name[:at])
        if entry is not None and entry.name == name[:at] and name[at + 2 :]:
            yield entry, name[at + 2 :]
        at = name.find(" (", at + 1)


def is_split(words: str, benchmark: Benchmark) -> bool:
    known = split_in(words)
    return words in benchmark.splits or (bool(known) and split_of_board(known, benchmark) == words)


def protocol_of(words: str) -> dict[str, str] | None:
    """ "setting easy, hard, shots 5" → {"setting": "easy, hard", "shots": "5"}; None for what opens with no key."""
    told: dict[str, str] = {}
    key = ""
    for part in words.split(", ") if words else ():
        opens, _, value = part.partition(" ")
        if opens in KEYS and value and opens not in told:
            key, told[opens] = opens, value
        elif key:
            told[key] += f", {part}"
        else:
            return None
    return told
