"""What a paper speaks of: how often it names tasks, data sets and metrics, and how much it is about a task."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import log

import regex

from extractors.linking.wording import telling, words_of
from extractors.names import Names
from registry.catalog import Benchmark, Catalog
from registry.model import Document

__all__ = ["Spoken"]

OPENING = 3000  # characters in which a paper says what it is about
TITLE, ABSTRACT = 5, 2  # how much more a name counts there than further down
ABBREVIATED = regex.compile(r"\s*\([^()]*\)\s*$")
SPELLED_WORD = regex.compile(r"[A-Za-z]+")


class Spoken:
    """Of one paper."""

    def __init__(self, document: Document, catalog: Catalog, names: Names) -> None:
        self.catalog = catalog
        self.text = document.text.lower()
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

    def task(self, benchmark: Benchmark | None) -> str:
        """The benchmark's task that the paper speaks of most, unless another is thrice as often spoken of."""
        tasks = self.counts["task"]
        own = benchmark.tasks if benchmark is not None else ()
        chosen = max(own, key=lambda id: (tasks[id], -own.index(id)), default="")
        main = next((id for id, _ in tasks.most_common(1)), "")
        if not chosen or tasks[main] > 3 * max(tasks[chosen], 1):
            chosen = main or chosen
        return self.catalog.tasks[chosen].name if chosen in self.catalog.tasks else ""

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
