"""What a rule is, how many of them are asked at once, and how long one may take."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2
import regex

from registry.model import Direction, Kind, Relation

__all__ = ["HINTS", "KNOWN", "Rule", "Triggers", "compiled", "plain_bytes", "seconds_for"]

MAX_MEM = 512 << 20  # at the default of 8 MB the set thrashes and is twelve times slower
SECONDS = 0.25  # for one rule on one sentence
SHORT = 600  # characters that no pattern can spend long on; asking for the time would cost more than most of them do
KNOWN = 20_000  # combinations of pieces whose rules are remembered
TOKEN = re.compile(r"\\.|\[\^?[^]]+]|\(\?\w*:|\)(?:[*+]|\{\d*,\d*\})?|\.\*|.", re.DOTALL)
CUTS = ("|", ".*", ")*", ")+", "){")
ANYWHERE = re.compile(r"(?:\^|\\[bs]|\s)*")  # what tells nothing by itself
HINTS = ("metric", "benchmarks", "subject", "baseline")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A pattern over the shape of a sentence (see `numbers.shape`) whose group names are the fields of a claim.

    `value` is the number, or the words that state a rank; `place` the n of an n-th place. `up` and `down` say the
    direction by being there; the names in `HINTS` point at what the slots may take. A rule of kind None reads what
    is no claim, so that no later rule takes it for one. `trigger` is RE2, cheap and never narrower than the pattern.
    `begins` are the letters that a standing can begin with: no more is tried then than where one of them stands.
    """

    id: str
    kind: Kind | None
    examples: tuple[str, ...]
    trigger: str
    pattern: str
    direction: Direction | None = None
    relation: Relation | None = None
    begins: tuple[str, ...] = ()


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """On first use, so that importing costs nothing."""
    return regex.compile(pattern, regex.VERBOSE)


def seconds_for(text: str) -> float | None:
    """How long a pattern may take on `text`; None, no limit, where it is short."""
    return None if len(text) <= SHORT else SECONDS


def plain_bytes(text: str) -> bytes:
    """One byte for each character: what RE2 reads, so that its offsets are ours."""
    return text.encode("latin-1", "replace")


class Triggers:
    """The triggers of many rules as one automaton: which rules may match in this text?

    It looks for the `pieces` of a trigger, in any order: an automaton that remembers what came before has many times
    the states, and builds most of them while it reads.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        numbered: dict[str, int] = {}
        # Which rule fires by a piece alone, and which by several: the rules by their place.
        self.alone: defaultdict[int, set[int]] = defaultdict(set)
        self.several: list[tuple[int, set[int]]] = []
        for at, rule in enumerate(rules):
            for way in pieces(rule.trigger):
                needed = {numbered.setdefault(piece, len(numbered)) for piece in way}
                if len(needed) == 1:
                    self.alone[min(needed)].add(at)
                else:
                    self.several.append((at, needed))
        self.scan: Any = re2.Set.SearchSet(options())
        for piece in numbered:
            self.scan.Add(plain_bytes(piece))
        self.scan.Compile()
        self.known: dict[frozenset[int], tuple[Rule, ...]] = {}

    def fired(self, text: bytes) -> tuple[Rule, ...]:
        """Those whose trigger may be in the text, in their own order."""
        indexes = self.scan.Match(text)
        if not indexes:
            return ()
        seen = frozenset(indexes)
        fired = self.known.get(seen)
        return self.with_pieces(seen) if fired is None else fired

    def with_pieces(self, seen: frozenset[int]) -> tuple[Rule, ...]:
        if len(self.known) >= KNOWN:
            self.known.clear()
        fired = set().union(*map(self.alone.__getitem__, seen))
        fired.update(at for at, way in self.several if way <= seen)
        return self.known.setdefault(seen, tuple(self.rules[at] for at in sorted(fired)))


def pieces(trigger: str) -> list[list[str]]:
    """The ways to satisfy a trigger, each as what has to be there: [["a|b"], ["c", "d"]] for `a|b|c.*d`.

    Outside of parentheses `.*` and a group that repeats are left out, and what stands around them comes apart.
    """
    ways: list[list[str]] = [[]]
    piece, opened, depth = "", 0, 0
    for token in [*TOKEN.findall(trigger), "|"]:
        if token[0] == "(":
            opened = opened if depth else len(piece)
            depth += 1
        depth -= token[0] == ")"
        if depth or not token.startswith(CUTS):
            piece += token
            continue
        told = piece[:opened] if token[0] == ")" else piece
        piece = ""
        if not ANYWHERE.fullmatch(told):
            ways[-1].append(told)
        if token == "|":
            ways.append([])
    return together(ways[:-1]) if all(ways[:-1]) else [[trigger]]


def together(ways: list[list[str]]) -> list[list[str]]:
    """Those of one piece as one."""
    whole = [way[0] for way in ways if len(way) == 1]
    return [*([["|".join(whole)]] if whole else []), *(way for way in ways if len(way) > 1)]


def options() -> Any:
    chosen = re2.Options()
    chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.max_mem = MAX_MEM
    chosen.log_errors = False
    return chosen
