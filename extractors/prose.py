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
from extractors.rules import MOTIVE_RULES, NUMBER_FAMILIES, NUMBER_RULES, RANK_RULES
from extractors.rules.scope import (
    ABSOLUTE,
    AVERAGED,
    CLAUSE_END,
    CLOSE_BY,
    DIRECTION,
    LEVELS_LISTED,
    LISTED_WITH,
    ON_AVERAGE,
    OVER,
    RELATIVE,
)
from extractors.segment import sentences
from registry.model import Basis, Direction, Span
from registry.quantity import Quantity

__all__ = ["Found", "find_mentions"]

SECONDS = 0.25  # for one rule on one sentence; foreign text may be anything
LONGEST = 4000  # characters of a sentence that are read: a longer one is no sentence

ASIDE = regex.compile(r";|\b(?:while|whereas|but)\b")
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
    return Triggers((DIGIT, *RANK_RULES))


@cache
def motive_triggers() -> Triggers:
    return Triggers(MOTIVE_RULES)


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
    read_ranks(line, fired, found)
    return settle(line)


def read_ranks(line: Line, fired: list[Rule], found: Found) -> None:
    """The standings that the sentence states, without those that are other people's, wished for or asked about."""
    before = len(line.mentions)
    for rule in fired:
        if rule is not DIGIT:
            apply(rule, line, found)
    if len(line.mentions) == before:
        return
    motives = [compiled(rule.pattern) for rule in motive_triggers().fired(plain_bytes(line.shape))]
    for start, mention in list(line.mentions.items()):
        if mention.kind == "rank" and any(motive.match(line.shape, start, timeout=SECONDS) for motive in motives):
            del line.mentions[start]


def read_numbers(line: Line, found: Found) -> None:
    """Family by family; what a family claims, it claims for the numbers listed with it too."""
    fired = number_triggers().fired(plain_bytes(line.shape))
    for family in NUMBER_FAMILIES:
        for rule in fired:
            if rule in family:
                apply(rule, line, found)
        if line.mentions and len(line.mentions) < len(line.numbers):
            spread(line)
    share_bounds(line)


def spread(line: Line) -> None:
    """ "8.7%, 5.4% and 3.2% on …": a number without a claim of its own has the claim of the one it is listed with."""
    by_class: dict[str, list[Number]] = {}
    for at in sorted(line.numbers):
        by_class.setdefault(line.numbers[at].shape, []).append(line.numbers[at])
    for alike in by_class.values():
        neighbours = [*pairwise(alike)]
        for one, other in [*neighbours, *((late, early) for early, late in reversed(neighbours))]:
            source = line.mentions.get(one.start)
            if (
                source
                and other.start not in line.mentions
                and other.start not in line.taken
                and are_listed(line, one, other)
            ):
                span = {"start": line.span.start + other.start, "end": line.span.start + other.end}
                line.mentions[other.start] = replace(
                    source, **span, quantity=other.quantity, uncertainty=other.uncertainty
                )


def are_listed(line: Line, one: Number, other: Number) -> bool:
    """Whether `other`, which no rule has claimed, stands in one list with `one`, which one has."""
    source = line.mentions[one.start]
    if source.kind not in ("delta", "score", "ratio"):
        return False
    first, last = sorted((one, other), key=lambda number: number.start)
    link = CLOSE_BY if first is other else LEVELS_LISTED if source.kind == "score" else LISTED_WITH
    return compiled(link).fullmatch(line.shape, first.end, last.start, timeout=SECONDS) is not None


def share_bounds(line: Line) -> None:
    """ "Up to A and B" bounds both."""
    for first, last in pairwise(line.mentions[at] for at in sorted(line.mentions)):
        one, other = first.quantity, last.quantity
        if (
            one
            and other
            and one.bound == "up_to"
            and other.bound == "exact"
            and first.rule == last.rule
            and one.unit == other.unit
        ):
            if are_listed(
                line, line.numbers[first.start - line.span.start], line.numbers[last.start - line.span.start]
            ):
                last.quantity = replace(other, bound="up_to")


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
    pointing = direction(rule, match, start, line)
    if rule.kind == "delta" and pointing is None:
        return
    measured = (
        number.quantity if number and rule.kind != "rank" else place(match, line) if rule.relation == "place" else None
    )
    line.mentions[start] = Mention(
        rule.kind,
        line.span.start + start,
        line.span.start + end,
        rule.id,
        line.span,
        quantity=measured,
        direction=pointing,
        basis=basis(start, end, number, line) if rule.kind == "delta" else None,
        relation=rule.relation,
        uncertainty=number.uncertainty if number else None,
    )


def place(match: "regex.Match[str]", line: Line) -> Quantity | None:
    value = ordinal(match["place"]) if "place" in match.re.groupindex else 1  # "won the track"
    return Quantity(Decimal(value)) if value is not None else None


def direction(rule: Rule, match: "regex.Match[str]", start: int, line: Line) -> Direction | None:
    """Up or down as the pattern says, or as the nearest word before the number does."""
    if rule.kind not in ("delta", "ratio"):
        return None
    said = match.groupdict()
    if rule.direction or said.get("down") or said.get("up"):
        return rule.direction or ("down" if said.get("down") else "up")
    before = compiled(DIRECTION).search(line.shape, max(0, start - 200), start, timeout=SECONDS)
    if before is None:
        return "up" if rule.kind == "ratio" else None
    return "down" if before.group("down") else "up"


def basis(start: int, end: int, number: Number | None, line: Line) -> Basis:
    around = line.shape[max(0, start - 40) : end + 25]
    if compiled(RELATIVE).search(around):
        return "relative"
    if compiled(ABSOLUTE).search(around) or (number and number.quantity.unit != "percent"):
        return "absolute"
    return "unclear"


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
    numbered = [mention for mention in results if mention.kind != "rank"]
    for match in compiled(AVERAGED).finditer(line.shape, timeout=SECONDS):
        at = line.span.start + match.start()
        if compiled(ON_AVERAGE).search(line.shape, max(0, match.start() - 6), match.end()):
            meant = [
                mention for mention in numbered if -90 < mention.start - at < 90 and same_clause(line, at, mention)
            ]
        else:
            meant = described(numbered, at, line)
        for mention in meant:
            mention.averaged = True


def described(numbered: list[Mention], at: int, line: Line) -> list[Mention]:
    """What the adjective "average" at `at` describes: the number before it, or the next one and its list."""
    before = [
        mention
        for mention in numbered
        if 0 <= at - mention.end < 20 and "," not in line.text[mention.end - line.span.start : at - line.span.start]
    ]
    if before:
        return before
    after = sorted((mention for mention in numbered if 0 < mention.start - at < 90), key=lambda mention: mention.start)
    return [mention for mention in after if mention.kind == after[0].kind and same_clause(line, at, mention)]


def run_over(line: Line, results: list[Mention]) -> None:
    many = sum(mention.kind in ("delta", "score") for mention in results) > 2
    for match in compiled(OVER).finditer(line.shape, timeout=SECONDS):
        start, end = match.span("count")
        number = line.numbers.get(start)
        value = number.quantity.value if number else count(line.text[start:end])
        if value is None or value != int(value):
            continue
        both = number is None and value == 2 and line.text[start:end] == "both"
        for mention in results:
            if (
                mention.over is None
                and sums_up(mention, many, both)
                and same_clause(line, line.span.start + start, mention)
            ):
                mention.over = int(value)
                line.mentions.pop(start, None)


def sums_up(mention: Mention, many: bool, both: bool) -> bool:
    """Whether a claim can run over several data sets: a mean, a standing, or a difference that is no list of them."""
    if mention.kind == "rank":
        return mention.relation != "place"
    return mention.averaged or (mention.kind in ("delta", "ratio") and not many and not both)


def same_clause(line: Line, at: int, mention: Mention) -> bool:
    first, last = sorted((at - line.span.start, mention.start - line.span.start))
    return ASIDE.search(line.text, first, last) is None


def sizes(line: Line, rank: Mention, delta: Mention) -> bool:
    """Whether the delta tells how large the advantage is that the rank states: it stands in the same clause."""
    if rank.relation in ("place", "on_par"):
        return False
    if delta.start > rank.start:
        between = line.text[rank.end - line.span.start : delta.start - line.span.start]
        return compiled(CLAUSE_END).search(between) is None
    between = line.text[delta.end - line.span.start : rank.start - line.span.start]
    return len(between) < 25 and "," not in between
