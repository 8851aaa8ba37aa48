"""A sentence while it is read: its numbers, its shape, and who has claimed what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

import regex

from extractors.clause import basis, direction
from extractors.mention import Mention
from extractors.numbers import Number, ordinal, shape
from extractors.rule import HINTS, Rule, compiled, seconds_for
from extractors.trace import Seen, What
from extractors.vocabulary import marked
from registry.model import Span
from registry.quantity import Quantity

__all__ = ["Line", "read_numbers", "read_standings"]


@dataclass(slots=True)
class Line:
    """Offsets count from the start of the sentence until `told` hands the mentions out.

    `fired` are the rules that may match. `numbers` and `mentions` are found by where they start; `refused` holds what a
    rule of no kind has read. Rules of rank read the `shape`, in which numbers are signs of their class; rules of
    numbers read it with words `marked` too.
    """

    span: Span
    text: str
    fired: tuple[Rule, ...]
    seen: Seen | None = None  # where it is noted what happens, if anybody asked
    numbers: dict[int, Number] = field(default_factory=dict)
    shape: str = ""
    marked: str = ""
    seconds: float | None = None
    mentions: dict[int, Mention] = field(default_factory=dict)
    refused: list[tuple[int, int]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)  # the rules that ran out of time

    def __post_init__(self) -> None:
        self.shape = self.marked = self.text
        self.seconds = seconds_for(self.text)

    def hold(self, numbers: list[Number]) -> None:
        """These are the sentence's numbers."""
        self.numbers = {number.start: number for number in numbers}
        self.shape = shape(self.text, numbers)

    def mark(self) -> None:
        self.marked = marked(self.shape)

    def take(self, rule: Rule, match: "regex.Match[str]") -> None:
        for start, end in match.spans("value"):
            told = self.claim(rule, match, start, end) if self.is_free(start, end) else "taken"
            if self.seen:
                self.seen.note(told, rule.id, start, end)

    def is_free(self, start: int, end: int) -> bool:
        for mention in self.mentions.values():
            if start < mention.end and mention.start < end:
                return False
        return not self.refused or not any(start < stop and begin < end for begin, stop in self.refused)

    def claim(self, rule: Rule, match: "regex.Match[str]", start: int, end: int) -> What:
        """Make a claim of it, where it is one."""
        if rule.kind is None:
            self.refused.append((start, end))
            return "refused"
        number = self.numbers.get(start)
        if rule.kind == "rank":
            mention = Mention(
                "rank", start, end, rule.id, self.span, relation=rule.relation, quantity=self.place(rule, match)
            )
        elif number is None or number.end != end:
            return "partial"
        else:
            mention = Mention(
                rule.kind, start, end, rule.id, self.span, number.quantity, uncertainty=number.uncertainty
            )
        if number and rule.kind in ("delta", "ratio"):
            mention.direction = direction(rule, match, number, self.marked)
            if rule.kind == "delta" and mention.direction is None:
                return "undirected"
        if rule.kind == "delta":
            mention.basis = basis(mention, self.shape)
        mention.captured = hints(match, self.span.start)
        self.mentions[start] = mention
        return "claimed"

    def place(self, rule: Rule, match: "regex.Match[str]") -> Quantity | None:
        """The n of an n-th place; who won came first."""
        if rule.relation != "place":
            return None
        start, end = match.span("place") if "place" in match.re.groupindex else (-1, -1)
        value = ordinal(self.text[start:end]) if start >= 0 else 1
        return Quantity(Decimal(value)) if value is not None else None

    def drop(self, start: int, why: str) -> None:
        """Take a claim back that the rest of the sentence makes idle."""
        mention = self.mentions.pop(start, None)
        if self.seen and mention:
            self.seen.note("dropped", mention.rule, mention.start, mention.end, why)

    def told(self) -> list[Mention]:
        """The mentions in order, their offsets those of the whole text."""
        mentions = [] if self.lost else [self.mentions[start] for start in sorted(self.mentions)]
        for mention in mentions:
            mention.start += self.span.start
            mention.end += self.span.start
        return mentions

    @property
    def lost(self) -> bool:
        return "sentence" in self.skipped

    def lose(self) -> None:
        """Nothing of it is told: it ran out of time."""
        self.skipped.append("sentence")


def read_standings(rule: Rule, lines: Iterable[Line]) -> None:
    """Let a rule of rank claim what it matches anywhere in these lines and no earlier rule has claimed."""
    pattern = compiled(rule.pattern)
    for line in lines:
        try:
            for match in pattern.finditer(line.shape, timeout=line.seconds):
                line.take(rule, match)
        except TimeoutError:
            line.skipped.append(rule.id)


def read_numbers(rule: Rule, lines: Iterable[Line]) -> None:
    """Let a rule of numbers claim those of these lines that it reads and no earlier rule has claimed.

    It is tried only where a number begins, which is much quicker.
    """
    pattern, read = compiled(rule.pattern), classes(rule.pattern)
    for line in lines:
        mentions = line.mentions
        try:
            for start, number in line.numbers.items():
                if number.shape in read and start not in mentions:
                    match = pattern.match(line.marked, number.bound_start, timeout=line.seconds)
                    if match:
                        line.take(rule, match)
        except TimeoutError:
            line.skipped.append(rule.id)


@cache
def classes(pattern: str) -> frozenset[str]:
    """The classes of numbers that a pattern can read."""
    return frozenset(sign for value in regex.findall(r"\(\?P<value>([^()]*)\)", pattern) for sign in value)


def hints(match: "regex.Match[str]", offset: int) -> dict[str, list[Span]]:
    """What the rule itself saw of a slot, as stretches of the whole text."""
    names = hinted(match.re)
    if not names:
        return {}
    return {name: [Span(offset + a, offset + b) for a, b in match.spans(name)] for name in names if match[name]}


@cache
def hinted(pattern: "regex.Pattern[str]") -> list[str]:
    """The slots that a pattern points at."""
    return [name for name in HINTS if name in pattern.groupindex]
