"""Which words of a paper's tables name data, and which only tell parts of it apart.

A heading that the catalogue does not know may be a data set ("FooBar-10K") or a class, a setting, a step ("car", "0.5",
"w/o x"). It names data where leaderboards know it, where the paper's sentences speak of it so ("on FooBar-10K"), or
where one of its tables lists it under "Dataset".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex

from extractors.linking.label import named_benchmark
from extractors.linking.lookup import Lookup
from extractors.linking.spoken import Spoken, telling_words
from extractors.linking.wording import SILENT, words_of
from extractors.tables.words import CITED, DATA_AXIS
from registry.boards import Board, Boards
from registry.catalog import fold
from registry.model import Table

__all__ = ["DataNames"]

LEAST = 4  # letters of a short form
DIGITS = regex.compile(r"\d+")


class DataNames:
    """Of one paper."""

    def __init__(self, tables: Sequence[Table], paper: Spoken, lookup: Lookup, boards: Boards) -> None:
        self.tables = tables
        self.paper = paper
        self.lookup = lookup
        self.boards = boards
        self.named = lru_cache(None)(self._named)
        self.boards_of_short = lru_cache(None)(self._boards_of_short)

    def _named(self, words: str) -> str:
        """What of a heading's words names data: all of them, those that open or those that end them, or nothing."""
        parts = words.split()
        shorter = [" ".join(parts[:end]) for end in range(len(parts), 0, -1)]
        shorter += [" ".join(parts[start:]) for start in range(1, len(parts))]
        return next((each for each in shorter if self.is_data(each)), "")

    def is_data(self, name: str) -> bool:
        if named_benchmark(name, self.lookup)[0] is not None or self.boards.of("", name):
            return True
        return fold(name) in self.listed or self.paper.speaks_of_data(name) or bool(self.boards_of_short(name))

    @cached_property
    def listed(self) -> frozenset[str]:
        """What stands below "Dataset" in the paper's tables, folded and without citations."""
        return frozenset(
            fold(CITED.sub("", row[column].text))
            for table in self.tables
            for column, head in enumerate(table.rows[0] if table.rows else ())
            if DATA_AXIS.fullmatch(head.text.strip())
            for row in table.rows[1:]
            if column < len(row)
        )

    def _boards_of_short(self, short: str) -> list[Board]:
        """The boards of data sets that the paper names and that this is short for: "ObjNet", "MSRVTT-Ret"."""
        key = fold(short)
        often = (each for each in self.written if each.times > 1 and each.needed <= self.paper.words)
        return [board for each in often if short_for(key, each.key) for board in self.boards.by_dataset[each.name]]

    @cached_property
    def written(self) -> list["Written"]:
        """The boards' data sets whose words the paper writes as they are spelled, in the order of the boards."""
        spelled = self.paper.spelled
        found = [
            (number, Written(name, fold(name), needed, min(spelled[each] for each in told)))
            for word in spelled
            for number, name, needed, told in by_word(self.boards).get(word, ())
            if all(each in spelled for each in told) and self.is_meant(name)
        ]
        return [each for _, each in sorted(found, key=lambda numbered: numbered[0])]

    def is_meant(self, name: str) -> bool:
        return self.paper.names_more_than_words(name) or name in self.paper.document.text


@dataclass(frozen=True, slots=True)
class Written:
    """A data set that a paper writes: its name, also folded, the words that must stand near to mean it, and how often
    the rarest of them is written."""

    name: str
    key: str
    needed: frozenset[str]
    times: int


@lru_cache(maxsize=2)
def by_word(boards: Boards) -> Mapping[str, list[tuple[int, str, frozenset[str], list[str]]]]:
    """The data sets of boards by the longest word that tells them from others, as it is spelled: each with its number,
    the words that it needs, and all such words; none that has no such word."""
    found: dict[str, list[tuple[int, str, frozenset[str], list[str]]]] = {}
    for number, name in enumerate(boards.by_dataset):
        if told := telling_words(name):
            found.setdefault(max(told, key=len), []).append((number, name, words_of(name) - SILENT, told))
    return found


def short_for(short: str, name: str) -> bool:
    """Whether a folded name is short for another (its letters in order, the first the same, the digits all) or opens
    with it."""
    if len(name) > LEAST and short.startswith(name) and not short[len(name) :][:1].isdigit():
        return True
    if len(short) < LEAST or short[0] != name[:1] or DIGITS.findall(short) != DIGITS.findall(name):
        return False
    letters = iter(name)
    return 2 * len(short) > len(name) and all(letter in letters for letter in short)
