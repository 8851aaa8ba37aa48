"""What the clause around a claim says of it: up or down, relative or absolute, a mean, over how many, in a list."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import regex

from extractors.fragments import CLASSES
from extractors.mention import Mention
from extractors.numbers import BARE, BOUND, COUNT, LISTING, Number, count
from extractors.rule import Rule, compiled
from extractors.rules.scope import (
    ABSOLUTE,
    AND_DOES,
    ASIDE,
    AVERAGED,
    AVERAGING,
    CLAUSE_END,
    CLOSE_BY,
    LEVELS_LISTED,
    LISTED_WITH,
    NEW_HEAD,
    ON_AVERAGE,
    OTHER_QUANTITY,
    OVER,
    RELATIVE,
    RELATIVE_BEFORE,
    SHOWN,
    TO_LEVEL,
)
from extractors.vocabulary import nearest_direction
from registry.model import Basis, Direction

__all__ = ["average", "basis", "direction", "run_over", "share_bounds", "sizes", "spread"]

COMPARATIVES = ("delta.comparative", "rank.better")  # "better results and a 30% faster run": two things
NUMERIC = (*CLASSES, BOUND)
OPENING = frozenset([",", "the", "a", "an", "and", "or", "with", "while"])  # of the next noun phrase
NEAR = 90  # characters within which "average" speaks of a number
REACH = 200  # characters before a number in which a word may say up or down


def direction(rule: Rule, match: "regex.Match[str]", number: Number, line: str) -> Direction | None:
    """Up or down as the rule says, or else as the nearest word before the number does; "0.5x the memory" is down."""
    if rule.direction:
        return rule.direction
    if "down" in match.re.groupindex:
        return "down" if match["down"] else "up"
    told = nearest_direction(line, max(0, number.start - REACH), number.start)
    if told or rule.kind != "ratio":
        return told
    most = number.quantity.high if number.quantity.value is None else number.quantity.value
    return "down" if number.quantity.unit == "times" and most is not None and most < 1 else "up"


def basis(mention: Mention, shape: str) -> Basis:
    """As the words around it say; points and differences of raw scores are absolute, a bare "%" may be either."""
    around = shape[max(0, mention.start - 40) : mention.end + 25]
    if "relative" in shape:
        before = compiled(RELATIVE_BEFORE).search(shape, max(0, mention.start - REACH), mention.start)
        if before or compiled(RELATIVE).search(around):
            return "relative"
    said = (mention.quantity and mention.quantity.unit != "percent") or (
        "absolut" in around and compiled(ABSOLUTE).search(around)
    )
    return "absolute" if said else "unclear"


def spread(numbers: Iterable[Number], mentions: dict[int, Mention], refused: set[int], shape: str) -> None:
    """ "8.7%, 5.4% and 3.2% on …": a number without a claim of its own has the claim of the one it is listed with."""
    by_class: dict[str, list[Number]] = {}
    for number in numbers:
        by_class.setdefault(BARE if number.shape == COUNT else number.shape, []).append(number)
    for alike in by_class.values():
        neighbours = [*pairwise(alike)]
        for one, other in [*neighbours, *((late, early) for early, late in reversed(neighbours))]:
            source = mentions.get(one.start)
            if source is None or other.start in mentions or other.start in refused:
                continue
            if one.shape != other.shape and source.kind != "size":  # "7,157, 912 and 800 lemmas"
                continue
            if are_listed(source, one, other, shape):
                mentions[other.start] = replace(
                    source,
                    start=other.start,
                    end=other.end,
                    quantity=other.quantity,
                    uncertainty=other.uncertainty,
                    captured=dict(source.captured),
                )


def are_listed(source: Mention, one: Number, other: Number, shape: str) -> bool:
    """Whether `other` stands in one list with `one`, of which `source` is the claim."""
    first, last = sorted((one, other), key=lambda number: number.start)
    if shape.endswith("from ", 0, other.bound_start) and compiled(TO_LEVEL).match(shape, other.end):
        return False  # "a gain of 12%, from 2.4% to 2.1%"
    if source.kind not in ("delta", "score", "ratio"):  # counts and shares only where nothing but a comma lies between
        return source.kind != "rank" and shape[first.end : last.bound_start] in LISTING
    link = CLOSE_BY if first is other else LEVELS_LISTED if source.kind == "score" else LISTED_WITH
    return last.start - first.end < REACH and compiled(link).fullmatch(shape, first.end, last.start) is not None


def share_bounds(numbers: dict[int, Number], mentions: dict[int, Mention], shape: str) -> None:
    """ "Up to A and B" bounds both."""
    for first, last in pairwise([mentions[start] for start in sorted(mentions)]):
        one, other = first.quantity, last.quantity
        if one is None or other is None or (one.bound, other.bound, one.unit) != ("up_to", "exact", other.unit):
            continue
        if first.rule == last.rule and are_listed(first, numbers[first.start], numbers[last.start], shape):
            last.quantity = replace(other, bound="up_to")


def average(results: list[Mention], shape: str, seconds: float | None) -> None:
    """Mark the claims that are said to be means."""
    for match in compiled(AVERAGED).finditer(shape, timeout=seconds):
        at = match.start()
        said = compiled(ON_AVERAGE).match(shape, max(0, match.end() - 24), match.end())
        if said and not compiled(AVERAGING).match(shape, at):
            meant = averaged_beside(results, at, said.start(), shape)
        else:
            meant = described(results, at, shape)
        for mention in meant:
            if same_clause(shape, at, mention):
                mention.averaged = True


def averaged_beside(results: list[Mention], at: int, said: int, shape: str) -> list[Mention]:
    """What "on average" at `said` speaks of: its statement, and all of them where it opens the sentence."""
    if said == 0:
        return [mention for mention in results if mention.start < REACH]
    late = shape.endswith((" and ", ", "), 0, said) and any(0 < m.start - at < 25 for m in results)
    meant = [m for m in results if (0 if late else -NEAR) < m.start - at < REACH and not parted(shape, at, m.start)]
    return [m for m in meant if m.start < at or not compiled(NEW_HEAD).search(shape, at, m.start)]


def parted(shape: str, one: int, other: int) -> bool:
    """Whether another statement begins between two places."""
    first, last = sorted((one, other))
    ends = [match.end() for match in compiled(CLAUSE_END).finditer(shape, first, last)]
    if any(shape[end : end + 2].strip()[:1] not in NUMERIC for end in ends):  # "1%, 2%, and 3%" goes on
        return True
    return compiled(AND_DOES).search(shape, first, last) is not None


def described(results: list[Mention], at: int, shape: str) -> list[Mention]:
    """What the adjective "average" at `at` describes: the number before it, or the next one and its list."""
    before = [m for m in results if 0 <= at - m.end < 20 and OPENING.isdisjoint(shape[m.end : at].split())]
    if before:
        return before
    after = [m for m in results if 0 < m.start - at < REACH and (m.start - at < NEAR or not parted(shape, at, m.start))]
    if not after or compiled(OTHER_QUANTITY).search(shape, at, after[0].start):
        return []
    found = after[:1]
    for mention in after[1:]:
        end = found[-1].end
        if mention.kind != after[0].kind or parted(shape, end, mention.start):
            break
        if compiled(NEW_HEAD).search(shape, end, mention.start):
            break
        found.append(mention)
    return found


def run_over(results: list[Mention], numbers: dict[int, Number], shape: str, seconds: float | None) -> list[int]:
    """Give each claim the number of data sets it runs over; answer where the counts stand that serve for it."""
    measured = sum(mention.kind in ("delta", "score") for mention in results)
    served = []
    for match in sorted(compiled(OVER).finditer(shape, timeout=seconds), key=unlike_data):
        start, end = match.span("count")
        number = numbers.get(start)
        value = number.quantity.value if number else count(shape[start:end])
        if value is None or value != int(value) or value == 1 or (match["count"] == "both" and match[0][-1] != "s"):
            continue
        if match["more"] and shape.startswith(" other", end):  # "on A as well as five other tasks" makes six
            value += 1
        many = measured > 2 or measured == value  # "by 3% and 4% on two data sets" is one for each
        each = measured == value and "respectively" in shape
        some = bool(match["some"])
        for mention in results:
            if (
                mention.over is None
                and not (each and mention.kind != "rank")
                and (some or sums_up(mention, many, match["count"] == "both"))
                and governs(shape, start, mention, results)
            ):
                mention.over = int(value)
                served.append(start)
    return served


def sums_up(mention: Mention, many: bool, both: bool) -> bool:
    """Whether a claim can run over several data sets: a mean, a standing, or a difference that is no list of them."""
    if mention.kind == "rank":
        return mention.relation != "place"
    return mention.averaged or (mention.kind in ("delta", "ratio") and not many and not both)


def unlike_data(match: "regex.Match[str]") -> bool:
    """Data sets are summed over rather than the tasks, languages or settings counted beside them."""
    return not match[0].endswith(("sets", "set", "benchmarks", "corpora"))


def governs(shape: str, at: int, mention: Mention, results: list[Mention]) -> bool:
    """Whether a count at `at` is said of the claim: it opens the sentence ("on N data sets we show that …"), or stands
    in the claim's clause and after no other claim that it belongs to."""
    if at > mention.start:
        return same_clause(shape, at, mention) and compiled(CLAUSE_END).search(shape, mention.end, at) is None
    alike = [other for other in results if other.start < at and (other.kind == "rank") is (mention.kind == "rank")]
    if alike:
        return False
    return same_clause(shape, at, mention) or compiled(SHOWN).search(shape, at, mention.start) is not None


def same_clause(shape: str, at: int, mention: Mention) -> bool:
    first, last = sorted((at, mention.start))
    return compiled(ASIDE).search(shape, first, last) is None


def sizes(delta: Mention, rank: Mention, shape: str) -> bool:
    """Whether the delta tells how large the advantage is that the rank states: it stands in the same clause."""
    if rank.relation in ("place", "on_par") or (delta.start > rank.start and (delta.rule, rank.rule) == COMPARATIVES):
        return False
    if delta.start > rank.start:
        return compiled(CLAUSE_END).search(shape, rank.end, delta.start) is None
    return rank.start - delta.end < 25 and "," not in shape[delta.end : rank.start]
