"""A printed name → the catalogue's entry: exact on the folded key, then by its parts, then nearly.

"Nearly" is spelling only: the same number of words, each pair opening alike, and every digit equal. CIFAR-10 is not
CIFAR-100, a "labelled attachment score" no "unlabelled" one, however alike the letters are.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import regex
from rapidfuzz import fuzz, process

from registry.catalog import Benchmark, Catalog, Metric, Task, What, fold

__all__ = ["Lookup", "lookup_in", "spelled_right"]

NEARLY = 90.0  # of 100; the alignment of words below does the telling apart, this only keeps the candidates few
LEAST_KEY = 8  # a short key is near to too many
OPENING = 3  # letters that names nearly alike share (see same_word); it leaves dozens of thousands to compare
REMEMBERED = 1 << 15  # answers; a large corpus names more things than memory should hold
BRACKETED = regex.compile(r"[(\[]([^()\[\]]*)[)\]]")
ARTICLE = regex.compile(r"^(?:the|a|an|our|this|on|of|in|standard|popular|official)\s+", regex.IGNORECASE)
GENERIC = regex.compile(
    r"[\s-]+(?:data[\s-]?sets?|benchmarks?|corpus|corpora|tasks?|suite|challenge|leaderboard|collection|data|"
    r"scores?|values?|metrics?|measures?|results?|points?|sets?)$",
    regex.IGNORECASE,
)
# Words too loose to be aliases: what they mean depends on the benchmark (see `Lookup.meant`).
LOOSE_METRICS = {"error": "error-rate", "errors": "error-rate", "err": "error-rate"}
WORD = regex.compile(r"[^\W_]+")


class Lookup:
    """The catalogue's names, with every answer remembered: papers repeat a few names many times."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.benchmark = lru_cache(REMEMBERED)(self._benchmark)
        self.metric = lru_cache(REMEMBERED)(self._metric)
        self.task = lru_cache(REMEMBERED)(self._task)

    def _benchmark(self, words: str) -> Benchmark | None:
        exact = ((self.catalog.benchmark(form), form) for form in forms(words))
        found = next((entry for entry, form in exact if spelled_right(entry, form)), None)
        return found or self.catalog.benchmarks.get(self._nearly("benchmark", words))

    def _metric(self, words: str) -> Metric | None:
        exact = (self.catalog.metric(form) for form in forms(words))
        found = next((entry for entry in exact if entry is not None), None)
        return found or self.loose_metric(bare(words)) or self.catalog.metrics.get(self._nearly("metric", words))

    def meant(self, metric: Metric, words: str, benchmark: Benchmark) -> Metric | None:
        """What a loose word means on this benchmark: "accuracy" its main kind of accuracy (and "top-1 accuracy" the
        accuracy, where there is no other), "error" the share of wrong
        answers where right ones are counted; None where it may mean anything (the "error" of a regression)."""
        if metric.id in benchmark.metrics or not benchmark.metrics:
            return metric
        if metric.id == "top-1-accuracy" and benchmark.metrics[0] in ("accuracy", "average-accuracy"):
            return self.catalog.metrics[benchmark.metrics[0]]
        if metric.id == "accuracy" and benchmark.metrics[0].endswith("-accuracy"):
            return self.catalog.metrics[benchmark.metrics[0]]
        if fold(bare(words)) in LOOSE_METRICS and metric.id == "error-rate":
            counted = any(id.endswith(("accuracy", "error", "error-rate")) for id in benchmark.metrics)
            return metric if counted else None
        return metric

    def loose_metric(self, words: str) -> Metric | None:
        return self.catalog.metrics.get(LOOSE_METRICS.get(fold(words), ""))

    def _task(self, words: str) -> Task | None:
        exact = (self.catalog.task(form) for form in forms(words))
        return next((entry for entry in exact if entry is not None), None)

    def _nearly(self, what: What, words: str) -> str:
        """The id of the one entry whose name is `words` but for its spelling, or ""."""
        ids = {
            self.catalog.owners[what][key]
            for form in (words, bare(words))
            for key, spellings in self._candidates(what, fold(form))
            if any(same_words(form, name) for name in spellings)
        }
        return ids.pop() if len(ids) == 1 else ""

    def _candidates(self, what: What, key: str) -> Iterator[tuple[str, list[str]]]:
        """The folded names nearest to `key`, among those that open alike, each with its spellings."""
        alike = self._openings(what).get(key[:OPENING], []) if len(key) >= LEAST_KEY else []
        for near, _, _ in process.extract(key, alike, scorer=fuzz.ratio, score_cutoff=NEARLY, limit=8):
            entry = self._entries(what)[self.catalog.owners[what][near]]
            yield near, [name for name in (entry.name, *entry.aliases) if fold(name) == near]

    @cache  # noqa: B019 - one Lookup a catalogue, and it lives as long as the process
    def _openings(self, what: What) -> dict[str, list[str]]:
        """Opening letters → the folded names that begin so."""
        openings: dict[str, list[str]] = {}
        for key in self.catalog.owners[what]:
            openings.setdefault(key[:OPENING], []).append(key)
        return openings

    def _entries(self, what: What) -> Mapping[str, Benchmark | Metric | Task]:
        if what == "benchmark":
            return self.catalog.benchmarks
        return self.catalog.metrics if what == "metric" else self.catalog.tasks


LOOKUPS: dict[str, Lookup] = {}


def lookup_in(catalog: Catalog) -> Lookup:
    """The one Lookup of this catalogue (by its version, since a catalogue of mappings cannot be hashed)."""
    known = LOOKUPS.get(catalog.version)
    if known is None or known.catalog is not catalog:
        known = LOOKUPS[catalog.version] = Lookup(catalog)
    return known


def forms(words: str) -> Iterator[str]:
    """What to look up, widest first: "the SQuAD (v1.1) dataset" → itself, "SQuAD (v1.1)", "SQuAD", "v1.1".

    What stands in brackets is tried last and only as a name of its own: "Penn Treebank (PTB)".
    """
    yield words
    form = bare(words)
    yield form
    yield singular(form)
    if "(" in form or "[" in form:
        yield bare(BRACKETED.sub(" ", form))
        yield from BRACKETED.findall(form)


def bare(words: str) -> str:
    """Without the article before and the generic nouns behind."""
    form = words.strip()
    while (shorter := GENERIC.sub("", ARTICLE.sub("", form)).strip()) != form and shorter:
        form = shorter
    return form


def singular(words: str) -> str:
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words


def spelled_right(entry: Benchmark | Metric | Task | None, words: str) -> bool:
    """False for an everyday word ("drop", "arc") that is a name only in another spelling."""
    if entry is None or not entry.cased:
        return entry is not None
    key = fold(words)
    return words in entry.cased or all(fold(name) != key for name in entry.cased)


def same_words(one: str, other: str) -> bool:
    ours, theirs = WORD.findall(one.casefold()), WORD.findall(other.casefold())
    return len(ours) == len(theirs) and all(map(same_word, ours, theirs))


def same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if any(char.isdigit() for char in one + other) or min(len(one), len(other)) < 5:
        return False
    return one[:OPENING] == other[:OPENING] and fuzz.ratio(one, other) >= 85
