"""The numbers of a document's prose with the words around them: what it says twice ought to be said alike."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex

from registry.checks.finding import Row

__all__ = ["Told", "numbers_of_passages"]

NUMBER = regex.compile(
    r"""
    \[ [\d\s,;-]+ \] (*SKIP)(*FAIL)  # other papers
    | (?<![\w.,\\]) (?: \d{1,3} (?: , \d{3} )+ | \d{1,7} (?: [.] \d{1,4} )? )
        (?= (?: dB | ms | [GM]B | [km]?Hz | fps | x )? (?!\w|[.,]\d) )
    """,
    regex.X,
)
OTHER_UNIT = regex.compile(r"\s?(?:dB|ms|[GMTK]B|[kMG]?Hz|fps|FPS|hours?|days?|minutes?|seconds?|GPUs?|epochs?)\b")
PERCENT = regex.compile(r"\s?\\?(?:%|percent|points?\b)")
DECIMAL = regex.compile(r"(?<![\w.,\\])\d{1,3}\.\d{1,4}(?!\w|[.,]\d)")
WORD = regex.compile(r"[^\W\d_]\w*(?:[-+.]\w+)*\+*")
BEFORE, AFTER = 100, 60  # characters: about a clause
LONGEST_STEM = 6  # letters, of words that are no names
SHORTEST = 4  # letters of a word that says something; names in capitals may be shorter


@dataclass(frozen=True)
class Told:
    """A number of a passage: `text` without thousands' commas; it stands at `words[at:end]` of the passage, which is
    the document's `passage`-th, and at `start` of the document."""

    text: str
    passage: int
    chief: bool
    words: str
    at: int
    end: int
    start: int

    @cached_property
    def percent(self) -> bool:
        """Whether it counts percent or points."""
        return PERCENT.match(self.words, self.end) is not None

    @cached_property
    def unit(self) -> str:
        """The unit that is printed after it: "%" for all of percent and points, "" where there is none."""
        other = OTHER_UNIT.match(self.words, self.end)
        return "%" if self.percent else other.group().strip() if other else ""

    @cached_property
    def about(self) -> frozenset[str]:
        """What is around it and says something: long words, names, and the other decimals of a list."""
        before, after = self.words[max(0, self.at - BEFORE) : self.at], self.words[self.end : self.end + AFTER]
        return telling(before) | telling(after)


def numbers_of_passages(prose: Row) -> dict[str, list[Told]]:
    """By their text, in the document's order."""
    found: dict[str, list[Told]] = {}
    for index, stretch in enumerate(prose["stretches"]):
        words = prose["text"][stretch["start"] : stretch["stop"]]
        for match in NUMBER.finditer(words):
            text = match.group().replace(",", "")
            at, end = match.span()
            found.setdefault(text, []).append(
                Told(text, index, stretch["chief"], words, at, end, stretch["start"] + at)
            )
    return found


@lru_cache(maxsize=16_384)
def telling(words: str) -> frozenset[str]:
    """Words without their endings ("improves" and "improvement" are one), names whole, decimals."""
    told = (stem(word) for word in WORD.findall(words) if len(word) >= SHORTEST or is_name(word))
    return frozenset((*told, *DECIMAL.findall(words)))


def is_name(word: str) -> bool:
    return not (word.islower() or word.istitle())


def stem(word: str) -> str:
    return word.lower() if is_name(word) else word.lower()[:LONGEST_STEM]
