"""Every claim that sentences make, found: its kind, its words, its number and how it is meant.

text ─sentences→ triggers say which rules may match ─numbers→ shape ─rules→ mentions ─settle→ one claim a number
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

import regex

from extractors.mention import Mention
from extractors.numbers import Number, count, numbers, ordinal, shape
from extractors.rule import Rule, Triggers, compiled, plain_bytes
from extractors.rules import NUMBER_RULES, WORD_RULES
from extractors.rules.scope import AVERAGED, CLAUSE_END, LISTED_WITH, OVER
from extractors.segment import sentences
from registry.model import Basis, Direction, Span
from registry.quantity import Quantity

__all__ = ["Found", "find_mentions"]

SECONDS = 0.25  # for one rule on one sentence; foreign text may be anything
LONGEST = 4000  # characters of a sentence that are read: a longer one is no sentence

FAMILIES = (("ratio",), ("delta",), ("score",), ("share",), ("size", None))
DIGIT = Rule(
    "digit",
    None,
    (),
    r"\d|(?i:half|halv|twice|thrice|doubl|tripl|quadrupl|orders? of mag|fold|times|illion|thousand)",
    "",
)


@dataclass(slots=True)
class Found:
    """The mentions of a text, in order; its sentences; the rules that ran out of time, with their sentence's offset."""

    mentions: list[Mention] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    skipped: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """A sentence being read: its text, its numbers by where they start, its shape, the numbers already claimed."""

    span: Span
    text: str
    numbers: dict[int, Number]
    shape: str
    mentions: dict[int, Mention] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)


@cache
def word_triggers() -> Triggers:
    return Triggers((DIGIT, *WORD_RULES))


@cache
def number_triggers() -> Triggers:
    return Triggers(NUMBER_RULES)


def find_mentions(text: str) -> Found:
    """Every claim in a tidied text. Never raises: what cannot be read gives no mention."""
    found = Found(sentences=sentences(text))
    for span in found.sentences:
        stretch = text[span.start : min(span.end, span.start + LONGEST)]
        fired = word_triggers().fired(plain_bytes(stretch))
        if fired:
            found.mentions += read(span, stretch, fired, found)
    return found


def read(span: Span, text: str, fired: list[Rule], found: Found) -> list[Mention]:
    quantities = numbers(text) if fired[0] is DIGIT else []
    line = Line(span, text, {n.start: n for n in quantities}, shape(text, quantities))
    if quantities:
        read_numbers(line, found)
    for rule in fired:
        if rule is not DIGIT:
            apply(rule, line, found)
    return settle(line)


def read_numbers(line: Line, found: Found) -> None:
    """Family by family; what a family claims, it claims for the numbers listed with it too."""
    fired = number_triggers().fired(plain_bytes(line.shape))
    for family in FAMILIES:
        for rule in fired:
            if rule.kind in family:
                apply(rule, line, found)
        if line.mentions:
            spread(line)


def spread(line: Line) -> None:
    """ "8.7%, 5.4% and 3.2% on …": a number without a claim of its own has the claim of the one it is listed with."""
    ordered = [line.numbers[at] for at in sorted(line.numbers)]
    for one, other in [*pairwise(ordered), *((b, a) for a, b in reversed([*pairwise(ordered)]))]:
        source = line.mentions.get(one.start)
        if source is None or other.start in line.mentions or one.shape != other.shape:
            continue
        first, last = sorted((one, other), key=lambda number: number.start)
        if source.kind in ("delta", "score", "ratio") and compiled(LISTED_WITH).fullmatch(
            line.shape, first.end, last.start
        ):
            line.mentions[other.start] = listed(source, one, other, line)


def listed(source: Mention, one: Number, other: Number, line: Line) -> Mention:
    bound = (
        "up_to"
        if one.quantity.bound == "up_to" and one.start < other.start and other.quantity.bound == "exact"
        else other.quantity.bound
    )
    offset = line.span.start
    return replace(
        source,
        start=offset + other.start,
        end=offset + other.end,
        quantity=replace(other.quantity, bound=bound),
        uncertainty=other.uncertainty,
    )


def apply(rule: Rule, line: Line, found: Found) -> None:
    """Let a rule claim what it matches and no earlier rule has claimed."""
    try:
        for match in compiled(rule.pattern).finditer(line.shape, timeout=SECONDS):
            for start, end in match.spans("value"):
                claim(rule, match, start, end, line)
    except TimeoutError:
        found.skipped.append((rule.id, line.span.start))


def claim(rule: Rule, match: "regex.Match[str]", start: int, end: int, line: Line) -> None:
    if any(
        start < mention.end - line.span.start and mention.start - line.span.start < end
        for mention in line.mentions.values()
    ):
        return
    if any(at < end and start < at + 1 for at in line.taken):
        return
    number = line.numbers.get(start)
    if rule.kind is None:
        line.taken.update(range(start, end))
        return
    if rule.kind != "rank" and (number is None or number.end != end):
        return
    offset = line.span.start
    line.mentions[start] = Mention(
        rule.kind,
        offset + start,
        offset + end,
        rule.id,
        line.span,
        quantity=(number.quantity if number else place(match, line))
        if rule.kind != "rank" or rule.relation == "place"
        else None,
        direction=direction(rule, match),
        basis=basis(rule, match, number),
        relation=rule.relation,
        uncertainty=number.uncertainty if number else None,
    )


def place(match: "regex.Match[str]", line: Line) -> Quantity | None:
    value = ordinal(line.text[match.start("place") : match.end("place")])
    return Quantity(Decimal(value)) if value is not None else None


def direction(rule: Rule, match: "regex.Match[str]") -> Direction | None:
    if rule.kind not in ("delta", "ratio"):
        return None
    said = match.groupdict()
    return "down" if said.get("down") else "up" if said.get("up") else rule.direction


def basis(rule: Rule, match: "regex.Match[str]", number: Number | None) -> Basis | None:
    if rule.kind != "delta" or number is None:
        return None
    said = match.groupdict()
    if said.get("relative"):
        return "relative"
    return "absolute" if said.get("absolute") or number.quantity.unit != "percent" else "unclear"


def settle(line: Line) -> list[Mention]:
    """The mentions of a sentence with what the rest of it says of them, without those that a better one makes idle."""
    if not line.mentions:
        return []
    results = [mention for mention in line.mentions.values() if mention.kind not in ("size", "share")]
    if results:
        average(line, results)
        run_over(line, results)
    ordered = sorted(line.mentions.values(), key=lambda mention: mention.start)
    sized = [mention for mention in ordered if mention.kind in ("delta", "ratio")]
    return [
        mention
        for mention in ordered
        if mention.kind != "rank" or not any(sizes(line, rank=mention, delta=delta) for delta in sized)
    ]


def average(line: Line, results: list[Mention]) -> None:
    for match in compiled(AVERAGED).finditer(line.shape):
        at = line.span.start + match.start()
        for mention in results:
            if mention.kind != "rank" and -90 < mention.start - at < 90:
                mention.averaged = True


def run_over(line: Line, results: list[Mention]) -> None:
    many = sum(mention.kind in ("delta", "score") for mention in results) > 2
    for match in compiled(OVER).finditer(line.shape, timeout=SECONDS):
        start, end = match.span("count")
        number = line.numbers.get(start)
        value = number.quantity.value if number else count(line.text[start:end])
        if value is None or value != int(value):
            continue
        for mention in results:
            if (
                mention.over is None
                and ((mention.kind in ("rank", "delta", "ratio") and not many) or mention.averaged)
                and mention.relation != "place"
            ):
                mention.over = int(value)
                line.mentions.pop(start, None)


def sizes(line: Line, rank: Mention, delta: Mention) -> bool:
    """Whether the delta tells how large the advantage is that the rank states: it stands in the same clause."""
    if rank.relation in ("place", "on_par"):
        return False
    if delta.start > rank.start:
        between = line.text[rank.end - line.span.start : delta.start - line.span.start]
        return compiled(CLAUSE_END).search(between) is None
    between = line.text[delta.end - line.span.start : rank.start - line.span.start]
    return len(between) < 25 and "," not in between
