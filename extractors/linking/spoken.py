"""What a paper speaks of: how often it names tasks, data sets and metrics, and how much it is about a task."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import log

import regex

from extractors.linking.wording import telling, words_of
from extractors.names import Names
from registry.catalog import Catalog
from registry.model import Document

__all__ = ["Spoken"]

OPENING = 3000  # characters in which a paper says what it is about
TITLE, ABSTRACT = 5, 2  # how much more a name counts there than further down
ABBREVIATED = regex.compile(r"\s*\([^()]*\)\s*$")
PROSE = ("abstract", "paragraph", "caption", "heading")
NAMELIKE = regex.compile(r"\p{Lu}.*\p{Lu}|\d.*\p{L}|\p{L}.*\d|^\p{Lu}\w{3,}")
BEFORE_DATA = r"\b(?:on|for|from|in|of|and|,)\s(?:the\s)?"
BEHIND_DATA = r"[\s-]+(?:data|data\s?sets?|corpus|corpora|benchmarks?|tests?|challenge)\b"
SPELLED_WORD = regex.compile(r"[A-Za-z]+")


class Spoken:
    """Of one paper."""

    def __init__(self, document: Document, catalog: Catalog, names: Names) -> None:
        self.catalog = catalog
        self.text = document.text.lower()
        self.prose = " ".join(block.span.of(document.text) for block in document.blocks if block.kind in PROSE)
        self.title = words_of(document.title)
        self.opening = words_of(document.text[:OPENING])
        self.words = words_of(document.text)
        self.counts = mentions(document, names)
        self.spelled = Counter(SPELLED_WORD.findall(document.text))
        self.about = lru_cache(None)(self._about)

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
        return min((self.spelled[word] for word in SPELLED_WORD.findall(name) if telling(word.lower())), default=0)

    def speaks_of_data(self, name: str) -> bool:
        """Whether sentences speak of a name as of data: "on FooBar", "the FooBar corpus". Tables that stand without any
        are believed."""
        if not self.prose:
            return True
        if name not in self.prose or not NAMELIKE.search(name):
            return False
        whole = regex.escape(name)
        return regex.search(rf"{BEFORE_DATA}{whole}(?!\w)|(?<!\w){whole}{BEHIND_DATA}", self.prose) is not None

    def most(self, what: str) -> str:
        """The entry spoken of most, if more than in passing."""
        ranking = ((id, times) for id, times in self.counts[what].most_common() if what != "metric" or self.ranks(id))
        return next((id for id, times in ranking if times > 3), "")

    def ranks(self, metric: str) -> bool:
        return self.catalog.metrics[metric].direction is not None


def mentions(document: Document, names: Names) -> Mapping[str, Counter[str]]:
    """How often the paper names each task, data set and metric; its title and its opening count more."""
    counts: dict[str, Counter[str]] = {"task": Counter(), "benchmark": Counter(), "metric": Counter()}
    for text, first, weight in ((document.title, TITLE, TITLE), (document.text, 1 + ABSTRACT, 1)):
        for each in names.find(text):
            if each.what != "benchmark" or any(map(str.isupper, text[each.start : each.end])):
                counts[each.what][each.id] += first if each.start < OPENING else weight
    return counts
