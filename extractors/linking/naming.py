"""What a paper's own number is called on a leaderboard: task, data set and metric as leaderboards spell them.

A cell tells a data set and a metric, seldom all that a leaderboard's name says ("Set5 - 4x upscaling", "text-to-video
R@1"). Of the boards of its data set the one is chosen that the cell's surroundings speak for: every word of the board's
names counts for it where the headings, the caption or the paper say it, and against it where nothing does; what many
papers report comes before what few do. Without a board, the catalogue's names stand, and without these the paper's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import regex

from extractors.linking.context import CellContext
from extractors.linking.label import named_benchmark, named_metric
from extractors.linking.lookup import Lookup
from extractors.names import Names
from registry.boards import Board, Boards
from registry.catalog import Benchmark, Metric, fold
from registry.model import Claim, Document, Result, Table

__all__ = ["Called", "Naming"]

OPENING = 3000  # characters in which a paper says what it is about
TITLE, ABSTRACT = 5, 2  # how much more a name counts there than further down
# How far words are believed, by where they stand.
HEADER, ROW, CAPTION, HEADING, ABOUT, ANYWHERE = 1.0, 0.9, 0.85, 0.7, 0.6, 0.3
WORD = regex.compile(r"[a-z]+|\d+(?:\.\d+)?")
TIMES = regex.compile(r"[×✕]|\\times")
SPELLED = {"validation": "val", "development": "dev", "texttovideo": "text", "avg": "average", "acc": "accuracy"}
# What leaderboards add to names and papers take for granted.
SILENT = frozenset(
    (
        "dataset",
        "data",
        "set",
        "upscaling",
        "the",
        "of",
        "for",
        "on",
        "and",
        "score",
        "english",
        "test",
        "classification",
        "mean",
        "average",
    )
)
ABBREVIATED = regex.compile(r"\s*\([^()]*\)\s*$")
# Headings that name a measure rather than data.
MEASURE = regex.compile(
    r"(?i:.*(?:@|%|\b(?:score|rate|error|accuracy|precision|recall|ratio|index)\b).*)|[A-Z]{1,4}\d?|[A-Z]+-\d"
)
# Metrics that papers and leaderboards take for one another where a data set has but one of them.
ALIKE = (
    frozenset(
        ("accuracy", "top-1-accuracy", "overall-accuracy", "average-accuracy", "mean-class-accuracy", "word-accuracy")
    ),
    frozenset(("error-rate", "top-1-error")),
    frozenset(("f1", "micro-f1", "macro-f1", "weighted-f1", "token-f1", "entity-f1")),
    frozenset(("average-precision", "map", "box-ap", "mask-ap", "map-at-0.5-0.95")),
    frozenset(("ap50", "map-at-0.5")),
    frozenset(("iou", "miou")),
    frozenset(("recall-at-1", "rank-1-accuracy", "hits-at-1", "top-1-accuracy")),
    frozenset(("recall-at-5", "hits-at-5", "rank-5-accuracy")),
    frozenset(("recall-at-10", "hits-at-10", "rank-10-accuracy")),
    frozenset(("ndcg", "ndcg-at-10")),
    frozenset(("bleu", "bleu-4")),
)


@dataclass(frozen=True, slots=True)
class Called:
    """The names of a record; `lower` says that the less is the better, None that nobody knows; `known` that there is a
    board of these names."""

    task: str
    dataset: str
    metric: str
    benchmark: str = ""
    lower: bool | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a cell tells of itself: entries of the catalogue where it has them, and the words."""

    benchmark: Benchmark | None
    dataset: str
    metric: Metric | None
    measure: str


class Naming:
    """The names of one paper's results."""

    def __init__(self, document: Document, lookup: Lookup, names: Names, boards: Boards) -> None:
        self.lookup = lookup
        self.catalog = lookup.catalog
        self.boards = boards
        self.tables = [block.table for block in document.blocks if block.table is not None]
        self.text = document.text.lower()
        self.title = words_of(document.title)
        self.opening = words_of(document.text[:OPENING])
        self.anywhere = words_of(document.text)
        self.counts = mentions(document, names)
        self._task = lru_cache(None)(self._task_fit)
        self._surroundings = lru_cache(None)(self._words_around)

    def called(self, claim: Claim, context: CellContext, result: Result | None) -> Called | None:
        """What the cell's number is called, or None for one of which data set or metric is unknown."""
        told = self.told(claim, context, result)
        evidence = self.evidence(claim, context)
        board = self.board(told, evidence)
        if board is not None:
            metric = self.catalog.metrics.get(board.metric) or told.metric
            return Called(board.task, board.dataset, board.metric_name, board.benchmark, lower(metric), True)
        return self.unlisted(told)

    def unlisted(self, told: Told) -> Called | None:
        """By the catalogue's names, or the paper's."""
        benchmark = told.benchmark
        dataset = benchmark.name if benchmark is not None else told.dataset
        metric = told.metric
        if metric is None and not told.measure:
            usual = benchmark.metrics[0] if benchmark is not None and benchmark.metrics else self.most("metric")
            metric = self.catalog.metrics.get(usual)
        measure = metric.name if metric is not None else told.measure
        if not dataset:
            usual = self.most("benchmark")
            dataset = self.catalog.benchmarks[usual].name if usual else ""
        if not dataset or not measure:
            return None
        return Called(self.task(benchmark), dataset, measure, benchmark.id if benchmark else "", lower(metric))

    # What the cell says

    def told(self, claim: Claim, context: CellContext, result: Result | None) -> Told:
        if result is not None:
            placed = self.catalog.benchmarks[result.benchmark]
            return Told(placed, placed.name, self.catalog.metrics[result.metric], claim.metric or "")
        measures = [name for name in (claim.metric, *context.hints) if name]
        unknown = ""
        benchmark: Benchmark | None = None
        for name in claim.benchmarks:
            benchmark, _ = named_benchmark(name, self.lookup)
            if benchmark is not None:
                break
        if benchmark is None and claim.benchmarks:
            if not measures and MEASURE.fullmatch(claim.benchmarks[0]):
                measures = [claim.benchmarks[0]]
            else:
                unknown = claim.benchmarks[0]
        known = (named_metric(name, self.lookup)[0] for name in measures)
        metric = next((entry for entry in known if entry is not None), None)
        return Told(benchmark, unknown, metric, measures[0] if measures else "")

    def evidence(self, claim: Claim, context: CellContext) -> Mapping[str, float]:
        """The words that stand around a cell, each with how far it is believed."""
        found: dict[str, float] = {}
        if claim.cell is not None and claim.cell.table < len(self.tables):
            found.update(self._surroundings(claim.cell.table, claim.cell.row, claim.cell.column))
        said = " ".join((*claim.benchmarks, claim.metric or "", context.split, *context.protocol.values()))
        found.update(dict.fromkeys(words_of(said), HEADER))
        return found

    def _words_around(self, table: int, row: int, column: int) -> Mapping[str, float]:
        grid = self.tables[table]
        found: dict[str, float] = {}
        for weight, said in around(grid, row, column):
            for word in words_of(said):
                found[word] = max(weight, found.get(word, 0))
        return found

    # Which board

    def board(self, told: Told, evidence: Mapping[str, float]) -> Board | None:
        best: tuple[float, Board] | None = None
        for board, start in self.candidates(told):
            fit = self.metric_fit(board, told, evidence)
            if fit is None:
                continue
            score = (
                start
                + fit
                + self.dataset_fit(board, told, evidence)
                + self._task(board.task)
                + 0.3 * log(board.papers + 1)
            )
            if best is None or score > best[0]:
                best = score, board
        return best[1] if best is not None else None

    def candidates(self, told: Told) -> Iterable[tuple[Board, float]]:
        """The boards of the data set that is told, else of those that the paper speaks of most."""
        if told.benchmark is not None or told.dataset:
            listed = self.boards.of(told.benchmark.id if told.benchmark is not None else "", told.dataset)
            yield from ((board, 0.0) for board in listed)
            return
        for id, times in self.counts["benchmark"].most_common(5):
            if times > 3:
                yield from ((board, log(times)) for board in self.boards.of(id, ""))

    def metric_fit(self, board: Board, told: Told, evidence: Mapping[str, float]) -> float | None:
        """How well the board's metric is the cell's; None where it is another."""
        if told.metric is None and not told.measure:
            return said(words_of(board.metric_name), evidence, self.anywhere) - 0.5
        if told.metric is not None and board.metric:
            alike = likeness(told.metric.id, board.metric)
            if not alike:
                return None
            own = words_of(board.metric_name) - entry_words(told.metric)
            return 2 * alike + said(own, evidence, self.anywhere)
        spelled, ours = words_of(told.measure), words_of(board.metric_name)
        common = len(spelled & ours) / (len(spelled | ours) or 1)
        if fold(told.measure) == fold(board.metric_name):
            common = 1.0
        return 2 * common + said(ours - spelled, evidence, self.anywhere) if common >= 0.5 else None

    def dataset_fit(self, board: Board, told: Told, evidence: Mapping[str, float]) -> float:
        own = told.benchmark or self.catalog.benchmarks.get(board.benchmark)
        words = words_of(board.dataset) - (entry_words(own) if own is not None else words_of(told.dataset))
        return said(words, evidence, self.anywhere)

    def _task_fit(self, task: str) -> float:
        """How much the paper is about a task, by its words and by how often it is named whole."""
        plain = ABBREVIATED.sub("", task).lower()
        words = words_of(plain)
        if not words:
            return 0.0
        named = log(1 + self.text.count(plain))
        in_title = len(words & self.title) / len(words)
        in_opening = len(words & self.opening) / len(words)
        return 0.6 * named + in_title + in_opening - 0.15 * len(words - self.anywhere)

    # What the paper leaves unsaid

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
    for text, weight in ((document.title, TITLE), (document.text[:OPENING], ABSTRACT), (document.text, 1)):
        for each in names.find(text):
            if each.what != "benchmark" or any(map(str.isupper, text[each.start : each.end])):
                counts[each.what][each.id] += weight
    return counts


def around(table: Table, row: int, column: int) -> Iterable[tuple[float, str]]:
    """What stands above a cell, beside it and around its table."""
    yield HEADING, table.heading
    yield CAPTION, table.caption
    for line in table.rows[: table.header_rows]:
        yield from ((HEADER, cell.text) for cell in line[column : column + 1])
    yield from ((ROW, cell.text) for cell in table.rows[row][:2] if cell.column != column)
    yield ROW, group_above(table.rows[table.header_rows : row])


def group_above(rows: Sequence[Sequence[object]]) -> str:
    """The nearest line above that has but one cell: what it says is said of the lines below it."""
    for line in reversed(rows):
        texts = {cell.text.strip() for cell in line if cell.text.strip()}  # type: ignore[attr-defined]
        if len(texts) == 1:
            return str(texts.pop())
    return ""


def said(words: Iterable[str], evidence: Mapping[str, float], anywhere: frozenset[str]) -> float:
    """For or against: from +1 for each word that the headings say to -1 for one that the paper says nowhere. A number
    must stand near: some "10" stands in every paper."""
    fit = 0.0
    for word in words:
        far = ANYWHERE if word in anywhere else 0.0
        if word[0].isdigit():
            fit += 1.5 * (2 * evidence.get(word, far / 3) - 1)
        else:
            fit += (0.3 if word in SILENT else 1.0) * (2 * evidence.get(word, far) - 1)
    return fit


def likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return 0.6 if any(one in group and other in group for group in ALIKE) else 0.0


def lower(metric: Metric | None) -> bool | None:
    return None if metric is None or metric.direction is None else metric.direction == "lower"


@lru_cache(1 << 14)
def words_of(text: str) -> frozenset[str]:
    """The words and numbers of a name, each a thing of its own: "5-way (1-shot)" → 5, way, 1, shot; "×4" → x, 4."""
    found = WORD.findall(TIMES.sub(" x ", text).lower())
    return frozenset(SPELLED.get(word, word) for word in found)


def entry_words(entry: Benchmark | Metric) -> frozenset[str]:
    """All words of an entry's names."""
    return words_of(" ".join((entry.name, entry.id, *entry.aliases)))
