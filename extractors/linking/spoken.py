"""What a paper speaks of: how often it names tasks, data sets and metrics, and how much it is about a task."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property, lru_cache
from math import log

import regex

from extractors.linking.wording import plain, telling, words_of
from extractors.names import Names
from registry.catalog import Catalog
from registry.model import Document

__all__ = ["Spoken", "telling_words"]

OPENING = 3000  # characters in which a paper says what it is about
TITLE, ABSTRACT = 5, 2  # how much more a name counts there than further down
ABBREVIATED = regex.compile(r"\s*\([^()]*\)\s*$")
PROSE = ("abstract", "paragraph", "caption", "heading")
NAMELIKE = regex.compile(r"\p{Lu}.*\p{Lu}|\d.*\p{L}|\p{L}.*\d|^\p{Lu}\w{3,}")
BEFORE_DATA = regex.compile(r"(?:\b(?:on|across|over|for|and)|,)\s(?:the\s)?$")
BEHIND_DATA = regex.compile(r"[\s-]+(?:data|data\s?sets?|corpus|corpora|benchmarks?|tests?|challenge)\b")
REACH = 16  # characters in which these stand
TOKEN = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)?")  # by `re`, which finds plain runs in half the time
SPELLED_WORD = regex.compile(r"[A-Za-z]+")


class Spoken:
    """Of one paper."""

    def __init__(self, document: Document, catalog: Catalog, names: Names) -> None:
        self.document = document
        self.catalog = catalog
        self.names = names
        self.about = lru_cache(None)(self._about)

    @cached_property
    def text(self) -> str:
        return self.document.text.lower()

    @cached_property
    def prose(self) -> str:
        blocks = self.document.blocks
        return " ".join(block.span.of(self.document.text) for block in blocks if block.kind in PROSE)

    @cached_property
    def title(self) -> frozenset[str]:
        return words_of(self.document.title)

    @cached_property
    def opening(self) -> frozenset[str]:
        return words_of(self.document.text[:OPENING])

    @cached_property
    def spelled(self) -> Counter[str]:
        """Every word and number, as spelled, with how often it is written."""
        return Counter(TOKEN.findall(self.document.text))

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(plain(word.lower()) for word in self.spelled)

    @cached_property
    def counts(self) -> Mapping[str, Counter[str]]:
        return mentions(self.document, self.names)

    def _about(self, task: str) -> float:
        """How much the paper is about a task, by its words and by how often it is named whole."""
        plain = ABBREVIATED.sub("", task).lower()
        fit = 0.5 * log(1 + self.text.count(plain))
        for word in words_of(plain):
            if word in self.title:
                fit += 1.0
            elif word in self.opening:
                fit += 0.25
            elif word not in self.words:
                fit -= 0.6
        return fit

    def times(self, name: str) -> int:
        """How often the paper writes the words that tell a name from others, as they are spelled here: "based" is no
        BASED. 0 where it lacks one, or the name has none."""
        return min((self.spelled[word] for word in telling_words(name)), default=0)

    def names_more_than_words(self, name: str) -> bool:
        """Whether a name is more than words that the paper uses too: "This is not a Dataset" is not meant by them."""
        told = telling_words(name)
        coined = (any(map(str.isupper, word[1:])) for word in told)
        return any(coined) or any(not word.islower() and word.lower() not in self.spelled for word in told)

    def speaks_of_data(self, name: str) -> bool:
        """Whether sentences speak of a name as of data: "on FooBar", "the FooBar corpus". Tables that stand without any
        are believed."""
        if not self.prose:
            return True
        if not NAMELIKE.search(name):
            return False
        at = self.prose.find(name)
        while at >= 0:
            end = at + len(name)
            behind = self.prose[end : end + REACH]
            opens = not self.prose[max(at - 1, 0) : at].isalnum()
            if opens and (BEHIND_DATA.match(behind) or (not behind[:1].isalnum() and self.data_before(at))):
                return True
            at = self.prose.find(name, end)
        return False

    def data_before(self, at: int) -> bool:
        return BEFORE_DATA.search(self.prose[max(0, at - REACH) : at]) is not None

    def most(self, what: str) -> str:
        """The entry spoken of most, if more than in passing."""
        ranking = ((id, times) for id, times in self.counts[what].most_common() if what != "metric" or self.ranks(id))
        return next((id for id, times in ranking if times > 3), "")

    def ranks(self, metric: str) -> bool:
        return self.catalog.metrics[metric].direction is not None


@lru_cache(1 << 14)
def telling_words(name: str) -> list[str]:
    """The words of a name that tell it from others, as they are spelled."""
    return [word for word in SPELLED_WORD.findall(name) if telling(word.lower())]


def mentions(document: Document, names: Names) -> Mapping[str, Counter[str]]:
    """How often the paper names each task, data set and metric; its title and its opening count more."""
    counts: dict[str, Counter[str]] = {"task": Counter(), "benchmark": Counter(), "metric": Counter()}
    for text, first, weight in ((document.title, TITLE, TITLE), (document.text, 1 + ABSTRACT, 1)):
        for each in names.find(text):
            if each.what != "benchmark" or any(map(str.isupper, text[each.start : each.end])):
                counts[each.what][each.id] += first if each.start < OPENING else weight
    return counts
