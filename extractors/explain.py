"""How a document was read, sentence by sentence: for a miss to be reported and a rule to be mended.

What becomes of numbers and standings is noted on the way (`trace`). Slots are watched from outside: of the functions in
`extractors.slots`, those that returned what became a slot's value are named, and those asked before them in vain. So a
new way of finding a slot is explained without a line more, and reading costs nothing when nobody asks.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import FrameType
from typing import Any

import regex

from extractors.mention import Mention
from extractors.numbers import candidates
from extractors.pipeline import extract
from extractors.segment import tidy
from extractors.trace import Event, Seen, Trace
from registry.catalog import Catalog
from registry.model import Claim, Document, Extraction, Result, Span, Unlinked

__all__ = ["ClaimRead", "Explanation", "NoNumber", "SentenceRead", "SlotFound", "explain"]

# The questions that are asked for each claim, by the slot they fill.
QUESTIONS = {
    "find_metric": "metric",
    "measured_on": "benchmarks",
    "find_subject": "subject",
    "find_baseline": "baseline",
}
SLOTS = ("metric", "benchmarks", "subject", "baseline")
# What only reads or cuts out words decides nothing.
READING = ("extractors.slots.clause", "extractors.slots.lexicon", "extractors.slots.series")


@dataclass(frozen=True, slots=True)
class SlotFound:
    """A slot's value; the functions that led to it, the last one the nearest to the words; those asked in vain before;
    the promise of the last one that makes one."""

    slot: str
    value: str | tuple[str, ...] | None
    by: tuple[str, ...] = ()
    in_vain: tuple[str, ...] = ()
    promise: str = ""


@dataclass(frozen=True, slots=True)
class NoNumber:
    """Digits that are read as no number, and why."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class ClaimRead:
    """A claim, how its slots were found, and where it was placed, or why not."""

    claim: Claim
    slots: tuple[SlotFound, ...]
    listed: bool  # given by a list to a number that no rule read
    placed: tuple[Result, ...] = ()
    unlinked: Unlinked | None = None


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """One sentence: what was seen in it, what came of it, what was suppressed, and what is left without a claim."""

    span: Span
    fired: tuple[str, ...]
    numbers: tuple[Span, ...]
    no_numbers: tuple[NoNumber, ...]
    claims: tuple[ClaimRead, ...]
    suppressed: tuple[Event, ...]
    unclaimed: tuple[Span, ...]
    skipped: tuple[str, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """The rules whose trigger is in the sentence, and whose pattern reads nothing in it."""
        spoken = {read.claim.rule for read in self.claims} | {event.rule for event in self.suppressed}
        return tuple(rule for rule in self.fired if rule not in spoken)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that was found, and each sentence of the prose with what became of it."""

    extraction: Extraction
    sentences: tuple[SentenceRead, ...]


def explain(document: Document, catalog: Catalog) -> Explanation:
    """`document` read as `extract` reads it, and how."""
    trace = Trace()
    with watched_slots() as watch:
        extraction = extract(document, catalog, trace)
    text = tidy(document.text)
    return Explanation(extraction, tuple(sentence_read(seen, text, extraction, watch) for seen in trace.sentences))


def sentence_read(seen: Seen, text: str, extraction: Extraction, watch: "Watch") -> SentenceRead:
    inside = [claim for claim in extraction.claims if claim.cell is None and within(seen.span, claim.start)]
    claimed = {(event.rule, event.start) for event in seen.events if event.what == "claimed"}
    taken = {(claim.start, claim.end) for claim in inside}
    return SentenceRead(
        seen.span,
        tuple(dict.fromkeys(seen.fired)),
        tuple(seen.numbers),
        tuple(no_numbers(seen, text)),
        tuple(claim_read(claim, (claim.rule, claim.start) not in claimed, extraction, watch) for claim in inside),
        tuple(suppressed(seen.events)),
        tuple(number for number in seen.numbers if (number.start, number.end) not in taken),
        tuple(rule for rule, offset in extraction.skipped if offset == seen.span.start),
    )


def within(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


def suppressed(events: Sequence[Event]) -> Iterator[Event]:
    """What came to no claim, each told once; of what was taken, by whom."""
    claimed = [event for event in events if event.what in {"claimed", "refused"}]
    told = {*claimed}
    for event in events:
        if event.what == "taken":
            owner = next((one for one in claimed if one.start < event.end and event.start < one.end), None)
            event = replace(event, why=owner.rule if owner else "")
            if event.rule == event.why:
                continue
        if event not in told or event.what == "refused":
            told.add(event)
            yield event


def claim_read(claim: Claim, listed: bool, extraction: Extraction, watch: "Watch") -> ClaimRead:
    return ClaimRead(
        claim,
        tuple(slot_found(claim, slot, watch) for slot in SLOTS),
        listed,
        tuple(result for result in extraction.results if result.claim is claim),
        next((unlinked for unlinked in extraction.unlinked if unlinked.claim is claim), None),
    )


# Numbers that are none


DIGITS_IN_A_ROW = regex.compile(r"\d++ (?: [.,] \d++ )*+", regex.VERBOSE)


def no_numbers(seen: Seen, text: str) -> Iterator[NoNumber]:
    """The digits of a sentence that stand in no number."""
    line = seen.span.of(text)
    try:
        written = [(number.start, number.end) for number in candidates(line)]
    except TimeoutError:
        return
    read = [(number.start - seen.span.start, number.end - seen.span.start) for number in seen.numbers]
    for match in DIGITS_IN_A_ROW.finditer(line):
        if not overlaps(match.span(), read):
            alone = overlaps(match.span(), written)
            why = "a year, a label, a version or a setting" if alone else "a part of a name or a formula"
            yield NoNumber(Span(seen.span.start + match.start(), seen.span.start + match.end()), why)


def overlaps(place: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in others)


# Slots


@dataclass(slots=True, eq=False)
class Asked:
    """A call of a function in `extractors.slots`: what it answered, and whom it asked."""

    name: str
    module: str
    promise: str
    answer: Any = None
    asked: list["Asked"] = field(default_factory=list)


@dataclass(slots=True)
class Watch:
    """The answers to each question by the place of the claim it was asked for; the claims that whole steps made."""

    answers: dict[tuple[str, int], Asked] = field(default_factory=dict)
    steps: list[Asked] = field(default_factory=list)
    calls: list[Asked] = field(default_factory=list)

    def __call__(self, frame: FrameType, event: str, answer: Any) -> None:
        """What Python calls when a function begins or returns."""
        if event not in {"call", "return"}:
            return
        module = frame.f_globals.get("__name__", "")
        if not module.startswith("extractors.slots") or frame.f_code.co_name == "__get__":
            return
        if event == "call":
            call = Asked(frame.f_code.co_name, module, promise_of(frame))
            if self.calls:
                self.calls[-1].asked.append(call)
            self.calls.append(call)
            return
        call = self.calls.pop()
        call.answer = answer
        slot = QUESTIONS.get(call.name)
        if slot:
            self.answers[slot, asked_for(frame).start] = call
        elif is_claims(answer):
            self.steps.append(call)


@contextmanager
def watched_slots() -> Iterator[Watch]:
    watch = Watch()
    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield watch
    finally:
        sys.setprofile(before)


def asked_for(frame: FrameType) -> Mention:
    mention: Mention = frame.f_locals["mentions"][frame.f_locals["index"]]
    return mention


def is_claims(answer: object) -> bool:
    return isinstance(answer, list) and bool(answer) and all(isinstance(one, Claim) for one in answer)


def promise_of(frame: FrameType) -> str:
    """The docstring of the function that is called, in one line."""
    owner: Any = sys.modules.get(frame.f_globals["__name__"])
    for name in frame.f_code.co_qualname.split("."):
        owner = getattr(owner, name, None)
    return " ".join((getattr(owner, "__doc__", None) or "").split())


def slot_found(claim: Claim, slot: str, watch: Watch) -> SlotFound:
    value = getattr(claim, slot)
    call = watch.answers.get((slot, claim.start))
    if not value:
        return SlotFound(slot, None, in_vain=vain(everyone_asked(call)) if call else ())
    if call is None or told(call.answer) != told(value):
        step = next((step for step in watch.steps if holds(step.answer, claim, slot)), None)
        return SlotFound(slot, value, (step.name,) if step else (), (), step.promise if step else "")
    path = led_to(call)
    promise = next((one.promise for one in reversed(path) if one.promise), "")
    before = [one for asker, asked in pairwise(path) for one in asker.asked[: asker.asked.index(asked)]]
    return SlotFound(slot, value, names(path), vain(before), promise)


def told(answer: object) -> tuple[object, ...]:
    """An answer as a tuple, whatever kind of list it is."""
    return tuple(answer) if isinstance(answer, (list, tuple)) else (answer,)


def holds(claims: Sequence[Claim], claim: Claim, slot: str) -> bool:
    return any(one.start == claim.start and getattr(one, slot) == getattr(claim, slot) for one in claims)


def led_to(call: Asked) -> list[Asked]:
    """The call and, of the ones it made, always the last that answered the same, down to the words."""
    path = [call]
    while True:
        same = [one for one in path[-1].asked if decides(one) and told(one.answer) == told(call.answer)]
        if not same:
            return path
        path.append(same[-1])


def everyone_asked(call: Asked) -> list[Asked]:
    """Those that it asked, and those that they asked."""
    return [one for asked in call.asked for one in (asked, *everyone_asked(asked))]


def decides(call: Asked) -> bool:
    return not call.module.startswith(READING)


def names(calls: Sequence[Asked]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in calls if not one.name.startswith("<")))


def vain(calls: Sequence[Asked]) -> tuple[str, ...]:
    """The names of those that had no answer."""
    return names([one for one in calls if decides(one) and one.answer in (None, [], ())])
