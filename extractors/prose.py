"""Every claim that sentences make, found: its kind, its words, its number and how it is meant.

text ─sentences→ triggers say which rules may match ─numbers→ shape ─rules→ claims ─clause→ what is said of them

Many texts are read at once, step by step and rule by rule, as a table is by its columns: a step that goes on to the
next sentence finds in the processor's caches what it left there.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter

from extractors.clause import average, run_over, share_bounds, sizes, spread
from extractors.line import Line, read_numbers, read_standings
from extractors.mend import Mended, mended
from extractors.mention import Mention
from extractors.numbers import numbers
from extractors.rule import Rule, Triggers, compiled, plain_bytes
from extractors.rulebook import DIGITS, MEANT, RUN_OVER, SCOPES, WORDS, Rulebook, rulebook
from extractors.segment import bounds
from extractors.trace import Trace
from registry.model import Span

__all__ = ["Found", "find_all", "find_mentions"]

LETTER = re.compile(r"[^\W\d_]")  # no rule reads a sentence without one: "0. 0. 0. …" is passed over
LONGEST = 4000  # characters that are read at once; a longer sentence is read in windows
OVERLAP = 600  # characters that two windows share: each claims what begins in its own half of them
MOST_WINDOWS = 30  # of one sentence; that there was more is told in `Found.skipped`


@dataclass(slots=True)
class Found:
    """The mentions of a text, in order; the rules that ran out of time, with their sentence's offset."""

    mentions: list[Mention] = field(default_factory=list)
    skipped: list[tuple[str, int]] = field(default_factory=list)

    def new(self, mentions: list[Mention], own: Span) -> list[Mention]:
        """Of a window's mentions those of its own part that no other window had begun to read."""
        start = max(own.start, self.mentions[-1].end if self.mentions else 0)
        return [mention for mention in mentions if start <= mention.start < own.end]


@dataclass(slots=True)
class Reading:
    """A text while it is read: its lines, and of each the part whose claims it has where it is a window."""

    whole: Mended
    lines: list[tuple[Line, Span | None]] = field(default_factory=list)
    found: Found = field(default_factory=Found)


def find_mentions(text: str, trace: Trace | None = None) -> Found:
    """Every claim in a tidied text; how each came about in `trace`. Never raises: what cannot be read gives none."""
    return find_all([text], trace)[0]


def find_all(texts: Sequence[str], trace: Trace | None = None, rules: Rulebook | None = None) -> list[Found]:
    """What `find_mentions` gives of each text, of all of them together; by these `rules` or else by all."""
    rules = rules or rulebook()
    before = len(trace.sentences) if trace is not None else 0
    readings = [Reading(mended(in_small(text))) for text in texts]
    sentences = [bounds(reading.whole.text) for reading in readings]
    for reading, of_it in zip(readings, sentences, strict=True):
        cut(reading, of_it, rules, trace)
    read([line for reading in readings for line, _ in reading.lines], rules)
    for reading in readings:
        if reading.lines:
            collect(reading)
        if reading.whole.edits:
            give_back(reading.found, reading.whole, trace, before)
    return [reading.found for reading in readings]


def in_small(text: str) -> str:
    """A text in capitals is read as if it had none."""
    return text.lower() if text.isupper() and len(text.lower()) == len(text) else text


def cut(reading: Reading, sentences: Iterable[tuple[int, int]], rules: Rulebook, trace: Trace | None) -> None:
    """The sentences in which there may be something to find; all of them where it is asked what happens to each."""
    text, fired_in = reading.whole.text, rules.in_sentences.fired
    scanned = plain_bytes(text)
    for start, end in sentences:
        fired = fired_in(scanned[start:end])
        if trace is None and (not fired or fired[0] in SCOPES):
            continue
        if end - start <= LONGEST:
            span = Span(start, end)
            line = Line(span, text[start:end], fired, trace.sees(span) if trace is not None else None)
            reading.lines.append((line, None))
            continue
        for window, own in windows(Span(start, end), text, reading.found):
            fired = fired_in(scanned[window.start : window.end])
            seen = trace.sees(window) if trace is not None else None
            reading.lines.append((Line(window, text[window.start : window.end], fired, seen), own))


def collect(reading: Reading) -> None:
    """What the lines say, as the text's."""
    found = reading.found
    for line, own in reading.lines:
        found.mentions += line.told() if own is None else found.new(line.told(), own)
        if line.skipped:
            found.skipped += [(rule, line.span.start) for rule in line.skipped]
        if line.seen and own is not None:
            line.seen.keep(own.start - line.span.start, own.end - line.span.start)
    if found.skipped:
        found.skipped.sort(key=itemgetter(1))


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


def read(lines: Sequence[Line], rules: Rulebook) -> None:
    """Find the claims of the lines; each keeps its own."""
    lines = [line for line in lines if line.fired and line.fired[0] not in SCOPES and LETTER.search(line.text)]
    lines = in_time(find_numbers, lines)
    rule_by_rule(rules.places, asked(lines), read_standings)  # before "28 out of 43" is a count
    lines = claim_numbers(lines, rules)
    for line in lines:
        if line.seen:
            line.seen.fired += [rule.id for rule in line.fired if rule.kind]
    lines = claim_ranks(lines, rules)
    in_time(settle, [line for line in lines if line.mentions])


def in_time(step: Callable[[Line], None], lines: Iterable[Line]) -> list[Line]:
    """Take the step with each line, and go on with those it was not too much for."""
    kept = []
    for line in lines:
        try:
            step(line)
        except TimeoutError:
            line.lose()
        else:
            kept.append(line)
    return kept


def asked(lines: Iterable[Line]) -> dict[Rule, list[Line]]:
    """The lines of each rule that may match in them."""
    found: defaultdict[Rule, list[Line]] = defaultdict(list)
    for line in lines:
        for rule in line.fired:
            found[rule].append(line)
    return found


def rule_by_rule(
    rules: Iterable[Rule], lines: Mapping[Rule, list[Line]], reads: Callable[[Rule, list[Line]], None]
) -> None:
    for rule in rules:
        if rule in lines:
            reads(rule, lines[rule])


def find_numbers(line: Line) -> None:
    if line.fired[0] in (DIGITS, WORDS):
        found = numbers(line.text, in_words=WORDS in line.fired[:2])
        if found:
            line.hold(found)


def claim_numbers(lines: list[Line], rules: Rulebook) -> list[Line]:
    """Family by family; what a family claims, it claims for the numbers listed with it too."""
    numbered = [line for line in lines if line.numbers]
    for line in numbered:
        line.mark()
    by_rule: defaultdict[Rule, list[Line]] = defaultdict(list)
    for line in numbered:
        fired = rules.of_numbers.fired(plain_bytes(line.marked))
        for rule in fired:
            by_rule[rule].append(line)
        if line.seen:
            line.seen.reads(line.numbers.values(), fired)
    for family in rules.families:
        rule_by_rule(family, by_rule, read_numbers)
        numbered = in_time(spread_lists, numbered)
    in_time(bound_both, numbered)
    return [line for line in lines if not (line.skipped and line.lost)]


def spread_lists(line: Line) -> None:
    if line.mentions and not line.numbers.keys() <= line.mentions.keys():
        spread(line.numbers.values(), line.mentions, {start for start, _ in line.refused}, line.shape)


def bound_both(line: Line) -> None:
    share_bounds(line.numbers, line.mentions, line.shape)


def claim_ranks(lines: list[Line], rules: Rulebook) -> list[Line]:
    """The standings that the lines state, without those that are other people's, wished for or asked about."""
    before = [len(line.mentions) for line in lines]
    rule_by_rule(rules.ranks, asked(lines), read_standings)
    claiming = [line for line, many in zip(lines, before, strict=True) if len(line.mentions) > many]
    in_time(partial(drop_motives, rules.of_motives), claiming)
    return [line for line in lines if not (line.skipped and line.lost)]


def drop_motives(motives: Triggers, line: Line) -> None:
    for motive in motives.fired(plain_bytes(line.shape)):
        pattern = compiled(motive.pattern)
        for start, mention in list(line.mentions.items()):
            if mention.kind == "rank" and pattern.match(line.shape, start, timeout=line.seconds):
                line.drop(start, motive.id)


def settle(line: Line) -> None:
    """Add what the rest of the sentence says of its claims; drop those that another one makes idle."""
    results = [line.mentions[start] for start in sorted(line.mentions)]
    results = [mention for mention in results if mention.kind not in ("size", "share")]
    if not results:
        return
    sized = [mention for mention in results if mention.kind in ("delta", "ratio")]
    if MEANT is line.fired[-1]:
        average([mention for mention in results if mention.kind != "rank"], line.shape, line.seconds)
    if RUN_OVER in line.fired[-2:]:
        for start in run_over(results, line.numbers, line.shape, line.seconds):
            line.drop(start, "it counts what another claim runs over")
    for rank in results if sized else ():
        if rank.kind == "rank" and any(sizes(delta, rank, line.shape) for delta in sized):
            line.drop(rank.start, "a number in its clause says by how much")
