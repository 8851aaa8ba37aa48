"""What happens to each sentence on its way to claims, noted for whoever asks; who does not ask pays nothing.

`find_mentions(text, trace)` notes what it sees and decides. A claim of a sentence that no rule is noted to have made
was given to a number because of the list it stands in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from extractors.numbers import Number
from extractors.rule import Rule
from registry.model import Span

__all__ = ["Event", "Seen", "Trace", "What"]

# claimed: a rule made a claim of it; refused: a rule says that it is none; taken: another rule had it before;
# partial: the rule's words are not a whole number; undirected: a difference of which nobody says up or down;
# dropped: a claim that was taken back.
What = Literal["claimed", "refused", "taken", "partial", "undirected", "dropped"]


@dataclass(frozen=True, slots=True)
class Event:
    """What became of the words from `start` to `end` of the text under a rule, and why."""

    what: What
    rule: str
    start: int
    end: int
    why: str = ""


@dataclass(slots=True)
class Seen:
    """One sentence: the rules whose trigger is in it, the numbers that were read, and what became of them."""

    span: Span
    fired: list[str] = field(default_factory=list)
    numbers: list[Span] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def reads(self, numbers: Iterable[Number], asked: Iterable[Rule]) -> None:
        self.numbers += [Span(self.span.start + number.start, self.span.start + number.end) for number in numbers]
        self.fired += [rule.id for rule in asked]

    def note(self, what: What, rule: str, start: int, end: int, why: str = "") -> None:
        """`start` and `end` count from the start of the sentence."""
        self.events.append(Event(what, rule, self.span.start + start, self.span.start + end, why))

    def keep(self, start: int, end: int) -> None:
        """Forget what does not begin from `start` to `end`, which count from the start of the sentence."""
        self.span = Span(self.span.start + start, self.span.start + end)
        self.numbers = [number for number in self.numbers if self.span.start <= number.start < self.span.end]
        self.events = [event for event in self.events if self.span.start <= event.start < self.span.end]


@dataclass(slots=True)
class Trace:
    """The sentences of a text, in order. `base` is where the stretch that is being read begins in the whole text."""

    sentences: list[Seen] = field(default_factory=list)
    base: int = 0

    def sees(self, span: Span) -> Seen:
        seen = Seen(Span(self.base + span.start, self.base + span.end))
        self.sentences.append(seen)
        return seen
