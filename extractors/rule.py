"""What a rule is, how many of them are asked at once, and how long one may take."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2
import regex

from registry.model import Direction, Kind, Relation

__all__ = ["HINTS", "Rule", "Triggers", "compiled", "plain_bytes", "seconds_for"]

MAX_MEM = 512 << 20  # at the default of 8 MB the set thrashes and is twelve times slower
SECONDS = 0.25  # for one rule on one sentence
SHORT = 600  # characters that no pattern can spend long on; asking for the time would cost more than most of them do
HINTS = ("metric", "benchmarks", "subject", "baseline")


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A pattern over the shape of a sentence (see `numbers.shape`) whose group names are the fields of a claim.

    `value` is the number, or the words that state a rank; `place` the n of an n-th place. `up` and `down` say the
    direction by being there; the names in `HINTS` point at what the slots may take. A rule of kind None reads what
    is no claim, so that no later rule takes it for one. `trigger` is RE2, cheap and never narrower than the pattern.
    """

    id: str
    kind: Kind | None
    examples: tuple[str, ...]
    trigger: str
    pattern: str
    direction: Direction | None = None
    relation: Relation | None = None


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
    """The triggers of many rules as one automaton: which rules may match in this text?"""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.scan: Any = re2.Set.SearchSet(options())
        for rule in rules:
            self.scan.Add(plain_bytes(rule.trigger))
        self.scan.Compile()

    def fired(self, text: bytes) -> list[Rule]:
        """Those whose trigger is in the text, in their own order."""
        indexes = self.scan.Match(text)
        return [self.rules[index] for index in sorted(indexes)] if indexes else []


def options() -> Any:
    chosen = re2.Options()
    chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.max_mem = MAX_MEM
    chosen.log_errors = False
    return chosen
