"""Claims of an older reading found anew in a newer one: which stand where they stood, which moved, whose words changed
around them, whose number changed, which are gone.

A number never moves to another subject: whatever is taken for the same claim has the same kind, subject, metric and
benchmarks, and, unless its value is what changed, the same numbers in its sentence.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal, Self, TypeAlias

from rapidfuzz.fuzz import ratio

from registry.catalog import fold

__all__ = ["Anchor", "Anchored", "Status", "anchored"]

Status: TypeAlias = Literal["exact", "moved", "context_changed", "value_changed", "orphaned"]
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
ALIKE = 60  # of 100: sentences of which most is the same
NEARLY_SAME = 90


@dataclass(frozen=True)
class Anchor:
    """A claim as it is looked for: its words, who and what it is about, where it stood."""

    claim_id: str
    kind: str
    quote: str
    sentence: str
    start: int
    subject: str = ""
    metric: str = ""
    benchmarks: tuple[str, ...] = ()
    cell: tuple[int, int, int] | None = None

    COLUMNS: ClassVar[str] = (
        "claim_id, kind, quote, sentence, start_offset, subject, metric, benchmarks, table_index, row_index, "
        "column_index"
    )

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """The anchor of a row of `COLUMNS`."""
        claim_id, kind, quote, sentence, start, subject, metric, benchmarks, table, line, column = row
        cell = None if table is None else (table, line, column)
        return cls(claim_id, kind, quote, sentence, start, subject or "", metric or "", tuple(benchmarks), cell)

    @cached_property
    def words(self) -> str:
        return " ".join(self.sentence.split())

    @cached_property
    def about(self) -> Hashable:
        """Who and what: two claims of which this differs are never the same."""
        named = (fold(self.subject), fold(self.metric), tuple(sorted(map(fold, self.benchmarks))))
        return self.kind, self.cell is None, *named

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        return tuple(sorted(NUMBER.findall(self.sentence)))

    @cached_property
    def masked(self) -> str:
        """The sentence without its numbers: what it says, whatever the values."""
        return NUMBER.sub("0", self.words)


@dataclass(frozen=True, slots=True)
class Anchored:
    """One claim of the older reading, and what it is in the newer one; None where it is gone."""

    old: Anchor
    new: Anchor | None
    status: Status


Key = Callable[[Anchor], Hashable]
# What must agree, from the strictest on; what is left over goes to the next.
STEPS: tuple[tuple[Status, Key], ...] = (
    ("exact", lambda each: (each.about, each.quote, each.start, each.words)),
    ("moved", lambda each: (each.about, each.quote, each.words)),
    ("context_changed", lambda each: (each.about, each.quote, each.numbers)),
    ("value_changed", lambda each: (each.about, each.masked)),
)


def anchored(old: Sequence[Anchor], new: Sequence[Anchor]) -> tuple[list[Anchored], list[Anchor]]:
    """Every old claim with what became of it, in its order; and the new claims that no old one is."""
    found: dict[str, Anchored] = {}
    left, fresh = list(old), list(new)
    for status, key in STEPS:
        pairs = paired(left, fresh, key, status)
        found |= {one.claim_id: Anchored(one, other, status) for one, other in pairs}
        taken = {other.claim_id for _, other in pairs}
        left = [each for each in left if each.claim_id not in found]
        fresh = [each for each in fresh if each.claim_id not in taken]
    return [found.get(each.claim_id) or Anchored(each, None, "orphaned") for each in old], fresh


def paired(old: Iterable[Anchor], new: Iterable[Anchor], key: Key, status: Status) -> list[tuple[Anchor, Anchor]]:
    """One with one, in the order of the text; a changed sentence must be much the same sentence."""
    waiting: dict[Hashable, list[Anchor]] = defaultdict(list)
    for each in sorted(new, key=lambda each: each.start):
        waiting[key(each)].append(each)
    pairs: list[tuple[Anchor, Anchor]] = []
    for each in sorted(old, key=lambda each: each.start):
        others = waiting[key(each)]
        fitting = [other for other in others if may_be(each, other, status)]
        if fitting:
            other = max(fitting, key=lambda other: (ratio(each.words, other.words), -abs(other.start - each.start)))
            others.remove(other)
            pairs.append((each, other))
    return pairs


def may_be(old: Anchor, new: Anchor, status: Status) -> bool:
    if status == "context_changed":
        # without a subject nothing but the words tells whose number it is
        return ratio(old.masked, new.masked) >= (ALIKE if old.subject else NEARLY_SAME)
    if status == "value_changed":
        return old.quote != new.quote and NUMBER.sub("0", old.quote) == NUMBER.sub("0", new.quote)
    return True
