"""Every claim that sentences make, found: its kind, its words, its number and how it is meant.

text ─sentences→ triggers say which rules may match ─numbers→ shape ─rules→ claims ─clause→ what is said of them
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractors.clause import average, run_over, share_bounds, sizes, spread
from extractors.line import Line
from extractors.mend import Mended, mended
from extractors.mention import Mention
from extractors.notation import DIGITS_SEEN, WORDS_SEEN
from extractors.numbers import numbers
from extractors.rule import KNOWN, Rule, Triggers, compiled, plain_bytes
from extractors.rules import MOTIVE_RULES, NUMBER_FAMILIES, NUMBER_RULES, RANK_RULES
from extractors.rules.scope import AVERAGED_SEEN, OVER_SEEN
from extractors.segment import bounds
from extractors.trace import Seen, Trace
from registry.model import Span

__all__ = ["Found", "find_mentions"]

LETTER = re.compile(r"[^\W\d_]")  # no rule reads a sentence without one: "0. 0. 0. …" is passed over
LONGEST = 4000  # characters that are read at once; a longer sentence is read in windows
OVERLAP = 600  # characters that two windows share: each claims what begins in its own half of them
MOST_WINDOWS = 30  # of one sentence; that there was more is told in `Found.skipped`
DIGITS = Rule("number.digits", None, (), DIGITS_SEEN, "")
WORDS = Rule("number.words", None, (), WORDS_SEEN, "")
RUN_OVER = Rule("scope.over", None, (), OVER_SEEN, "")
MEANT = Rule("scope.average", None, (), AVERAGED_SEEN, "")


SCOPES = (RUN_OVER, MEANT)


@dataclass(slots=True)
class Found:
    """The mentions of a text, in order; the rules that ran out of time, with their sentence's offset."""

    mentions: list[Mention] = field(default_factory=list)
    skipped: list[tuple[str, int]] = field(default_factory=list)

    def new(self, mentions: list[Mention], own: Span) -> list[Mention]:
        """Of a window's mentions those of its own part that no other window had begun to read."""
        start = max(own.start, self.mentions[-1].end if self.mentions else 0)
        return [mention for mention in mentions if start <= mention.start < own.end]


def find_mentions(text: str, trace: Trace | None = None) -> Found:
    """Every claim in a tidied text; how each came about in `trace`. Never raises: what cannot be read gives none."""
    if text.isupper() and len(text.lower()) == len(text):  # a text in capitals is read as if it had none
        text = text.lower()
    whole = mended(text)
    text = whole.text
    found, scanned, fired_in = Found(), plain_bytes(text), word_triggers().fired
    before = len(trace.sentences) if trace is not None else 0
    for start, end in bounds(text):
        fired = fired_in(scanned[start:end])
        if trace is None and (not fired or fired[0] in SCOPES):
            continue
        span = Span(start, end)
        for window, own in ((span, span),) if end - start <= LONGEST else windows(span, text, found):
            if own is not window:
                fired = fired_in(scanned[window.start : window.end])
            seen = trace.sees(window) if trace is not None else None
            if fired and fired[0] not in SCOPES and (seen or LETTER.search(text, window.start, window.end)):
                mentions = read(window, text[window.start : window.end], fired, found, seen)
                found.mentions += mentions if own is window else found.new(mentions, own)
            if seen and own is not window:
                seen.keep(own.start - window.start, own.end - window.start)
    if whole.edits:
        give_back(found, whole, trace, before)
    return found


def windows(span: Span, text: str, found: Found) -> Iterator[tuple[Span, Span]]:
    """Overlapping stretches of a long sentence, each beginning with a word, and of each the part whose claims are its
    own; what is beyond the last of them is told."""
    start = own = span.start
    for _ in range(MOST_WINDOWS):
        end = min(span.end, start + LONGEST)
        if end == span.end:
            yield Span(start, end), Span(own, end)
            return
        middle = end - OVERLAP // 2
        yield Span(start, end), Span(own, middle)
        space = text.find(" ", end - OVERLAP, middle)
        start, own = (space + 1 if space >= 0 else end - OVERLAP), middle
    found.skipped.append(("sentence.rest", own))


def give_back(found: Found, whole: Mended, trace: Trace | None, before: int) -> None:
    """Let everything stand where it stood before the text was mended."""
    for mention in found.mentions:
        whole.give_back(mention)
    found.skipped = [(rule, whole.start(offset)) for rule, offset in found.skipped]
    if trace is not None:
        for seen in trace.sentences[before:]:
            whole.give_back_seen(seen, trace.base)


def read(span: Span, text: str, fired: tuple[Rule, ...], found: Found, seen: Seen | None) -> list[Mention]:
    """The claims of one sentence."""
    try:
        quantities = numbers(text, in_words=WORDS in fired[:2]) if fired[0] in (DIGITS, WORDS) else []
        places, ranks = standings(fired)
        if not quantities and not places and not ranks:
            return []
        line = Line(span, text, {number.start: number for number in quantities}, seen=seen)
        for rule in places:  # before "28 out of 43" is a count
            apply(rule, line, found)
        if quantities:
            read_numbers(line, found)
        if line.seen:
            line.seen.fired += [rule.id for rule in fired if rule.kind]
        if ranks or places:
            read_ranks(line, ranks, found)
        if line.mentions:
            settle(line, fired)
    except TimeoutError:
        found.skipped.append(("sentence", span.start))
        return []
    return line.told()


def read_numbers(line: Line, found: Found) -> None:
    """Family by family; what a family claims, it claims for the numbers listed with it too."""
    fired = number_triggers().fired(plain_bytes(line.marked))
    if line.seen:
        line.seen.reads(line.numbers.values(), fired)
    for family in in_families(fired):
        for rule in family:
            apply(rule, line, found)
        if line.mentions and not line.numbers.keys() <= line.mentions.keys():
            spread(line.numbers.values(), line.mentions, {start for start, _ in line.refused}, line.shape)
    share_bounds(line.numbers, line.mentions, line.shape)


def read_ranks(line: Line, fired: tuple[Rule, ...], found: Found) -> None:
    """The standings that the sentence states, without those that are other people's, wished for or asked about."""
    before = len(line.mentions)
    for rule in fired:
        apply(rule, line, found)
    if len(line.mentions) == before:
        return
    for motive in motive_triggers().fired(plain_bytes(line.shape)):
        pattern = compiled(motive.pattern)
        for start, mention in list(line.mentions.items()):
            if mention.kind == "rank" and pattern.match(line.shape, start, timeout=line.seconds):
                line.drop(start, motive.id)


def apply(rule: Rule, line: Line, found: Found) -> None:
    try:
        line.apply(rule)
    except TimeoutError:
        found.skipped.append((rule.id, line.span.start))


def settle(line: Line, fired: tuple[Rule, ...]) -> None:
    """Add what the rest of the sentence says of its claims; drop those that another one makes idle."""
    results = [line.mentions[start] for start in sorted(line.mentions)]
    results = [mention for mention in results if mention.kind not in ("size", "share")]
    if not results:
        return
    sized = [mention for mention in results if mention.kind in ("delta", "ratio")]
    if MEANT is fired[-1]:
        average([mention for mention in results if mention.kind != "rank"], line.shape, line.seconds)
    for start in run_over(results, line.numbers, line.shape, line.seconds) if RUN_OVER in fired[-2:] else ():
        line.drop(start, "it counts what another claim runs over")
    for rank in results if sized else ():
        if rank.kind == "rank" and any(sizes(delta, rank, line.shape) for delta in sized):
            line.drop(rank.start, "a number in its clause says by how much")


@cache
def word_triggers() -> Triggers:
    return Triggers((DIGITS, WORDS, *RANK_RULES, RUN_OVER, MEANT))


@cache
def number_triggers() -> Triggers:
    return Triggers(NUMBER_RULES)


@cache
def motive_triggers() -> Triggers:
    return Triggers(MOTIVE_RULES)


@lru_cache(maxsize=KNOWN)
def standings(fired: tuple[Rule, ...]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Of the rules those that read places, and those that read other standings."""
    ranks = [rule for rule in fired if rule.kind]
    return (
        tuple(rule for rule in ranks if rule.relation == "place"),
        tuple(rule for rule in ranks if rule.relation != "place"),
    )


@lru_cache(maxsize=KNOWN)
def in_families(fired: tuple[Rule, ...]) -> list[list[Rule]]:
    """Rules of numbers, each with its family's."""
    families = family_of()
    return [[rule for rule in fired if families[rule.id] == family] for family in range(len(NUMBER_FAMILIES))]


@cache
def family_of() -> dict[str, int]:
    return {rule.id: family for family, rules in enumerate(NUMBER_FAMILIES) for rule in rules}
