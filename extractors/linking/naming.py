"""What a paper's own number is called on a leaderboard: task, data set and metric as leaderboards spell them.

A cell tells a data set and a metric, seldom all that a leaderboard's name says ("Set5 - 4x upscaling", "text-to-video
R@1"). Of the boards of its data set the one is chosen that the cell's surroundings speak for: every word of the board's
names counts for it where the headings, the caption or the paper say it, and against it where nothing does; what many
papers report comes before what few do. Without a board, the catalogue's names stand, and without these the paper's.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import log

import regex

from extractors.linking.context import CellContext
from extractors.linking.data_names import DataNames
from extractors.linking.label import named_benchmark, named_metric, read_label
from extractors.linking.lookup import Lookup
from extractors.linking.model_name import names_method
from extractors.linking.paper_tasks import PaperTasks
from extractors.linking.spoken import Spoken
from extractors.linking.system import method_of
from extractors.linking.wording import (
    CAPTION,
    HEADER,
    NAMED_BY,
    entry_words,
    headings,
    of_column,
    of_row,
    of_table,
    said,
    telling,
    words_of,
)
from extractors.names import Names
from extractors.tables.words import COST, LANGUAGE_PAIR
from registry.boards import Board, Boards
from registry.catalog import Benchmark, Metric, fold
from registry.model import CellRef, Claim, Document, Result

__all__ = ["Called", "Naming"]

EXACT, USUAL = 0.2, 0.7  # what the very spelling adds, and what ten times as many papers do, in words that are said
MOST, SOME = 5, 3  # data sets that a paper speaks of most; what is no more than a passing mention
WHOLE = regex.compile(r"(?i:(?:macro|micro)?[\s-]*(?:avg|average|averaged|mean|overall|all|total)\.?)")
UNTOLD = 3  # against a cost that no heading tells: what is not told is what systems are good at
ASIDE = regex.compile(r"#.*|\(.*?\)")
# Headings that name a measure rather than data.
MEASURE = regex.compile(
    r"(?i:.*(?:@|%|\bf1\b|\b(?:score|rate|error|accuracy|precision|recall|ratio|index)\b).*)|[A-Z]{1,4}\d?|[A-Z]+-\d"
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
    frozenset(("recall-at-1", "rank-1-accuracy", "top-1-accuracy")),
    frozenset(("recall-at-5", "rank-5-accuracy", "top-5-accuracy")),
    frozenset(("recall-at-10", "rank-10-accuracy")),
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

    benchmarks: tuple[Benchmark, ...] = ()
    datasets: tuple[str, ...] = ()  # as printed
    metric: Metric | None = None
    measure: str = ""
    letter: str = ""  # "M" for METEOR

    @property
    def key(self) -> Hashable:
        entries = tuple(entry.id for entry in self.benchmarks), self.metric.id if self.metric is not None else ""
        return *entries, self.datasets, self.measure, self.letter


class Naming:
    """The names of one paper's results."""

    def __init__(self, document: Document, lookup: Lookup, names: Names, boards: Boards) -> None:
        self.lookup = lookup
        self.catalog = lookup.catalog
        self.boards = boards
        self.tables = [block.table for block in document.blocks if block.table is not None]
        self.paper = Spoken(document, lookup.catalog, names)
        self.tasks = PaperTasks(self.paper, lookup.catalog, boards)
        self.data = DataNames(self.tables, self.paper, lookup, boards)
        self.method = method_of(document)
        self.boards_spoken_of = lru_cache(None)(self._boards_spoken_of)
        self.boards_named = lru_cache(None)(self._boards_named)
        self.spelled = lru_cache(None)(self._spelled)
        self.weighing = lru_cache(None)(self._weighing)
        self.words_of_table = lru_cache(None)(lambda table: self.believed(of_table(self.tables[table])))
        self.words_of_row = lru_cache(None)(lambda table, *place: self.believed(of_row(self.tables[table], *place)))
        self.words_of_column = lru_cache(None)(lambda table, at: self.believed(of_column(self.tables[table], at)))
        self._told: dict[Hashable, Told] = {}
        self._called: dict[Hashable, Called | None] = {}

    def called(self, claim: Claim, context: CellContext, result: Result | None) -> Called | None:
        """What the cell's number is called, or None for one of which data set or metric is unknown. Cells of one column
        mostly say the same."""
        told = self.told(claim, context, result)
        evidence = self.evidence(claim, context)
        weighing = self.weighing(tuple(entry.id for entry in told.benchmarks), told.datasets)
        near = {word: evidence[word] for word in evidence.keys() & weighing}
        key = told.key, frozenset(near.items())
        if key not in self._called:
            self._called[key] = self.named(told, near)
        return self._called[key]

    def named(self, told: Told, evidence: Mapping[str, float]) -> Called | None:
        board = self.board(told, evidence)
        if board is None:
            return self.unlisted(told, evidence)
        metric = self.catalog.metrics.get(board.metric) or told.metric
        task = self.tasks.rather(board.task)
        return Called(task, board.dataset, board.metric_name, board.benchmark, lower(metric), True)

    def unlisted(self, told: Told, evidence: Mapping[str, float]) -> Called | None:
        """By the data set's board of another metric, by the catalogue's names, or by the paper's."""
        benchmark = told.benchmarks[0] if told.benchmarks else None
        metric = told.metric
        if metric is None and not told.measure:
            usual = benchmark.metrics[0] if benchmark is not None and benchmark.metrics else self.paper.most("metric")
            metric = self.catalog.metrics.get(usual)
        measure = metric.name if metric is not None else told.measure
        if not measure:
            return None
        like = self.board(
            replace(told, metric=None, measure="", letter=told.measure if len(told.measure) < 3 else ""), evidence
        )
        if metric is not None:
            measure = self.spelled(metric.id, like.task if like is not None and told.datasets else "")
        if like is not None and told.datasets:
            if metric is None:
                metric, measure = self.catalog.metrics.get(like.metric), like.metric_name
            task = self.tasks.rather(like.task, id_of(metric))
            return Called(task, like.dataset, measure, like.benchmark, lower(metric))
        dataset = benchmark.name if benchmark is not None else next(iter(told.datasets), "")
        if not dataset:
            usual = self.paper.most("benchmark")
            dataset = self.catalog.benchmarks[usual].name if usual else ""
        if not dataset:
            return None
        task = self.tasks.of(benchmark, id_of(metric))
        return Called(task, dataset, measure, id_of(benchmark), lower(metric))

    def _spelled(self, metric: str, task: str) -> str:
        """As most boards of the task spell it, else most boards of any; the plainer of two usual names: "MR" and not
        "text-to-video Mean Rank"."""
        for found in (self.boards.spellings(metric, task), self.boards.spellings(metric, "")):
            plain = [name for name in found if self.names_metric(name, metric) or (task and " " not in name)]
            if plain:
                return max(plain, key=lambda name: (found[name] / 2 ** len(name.split()), name))
        return self.catalog.metrics[metric].name

    def names_metric(self, name: str, metric: str) -> bool:
        entry = self.catalog.metric(name)
        return entry is not None and entry.id == metric

    # What the cell says

    def told(self, claim: Claim, context: CellContext, result: Result | None) -> Told:
        placed = (result.benchmark, result.metric) if result is not None else None
        key = claim.benchmarks, claim.metric, context.hints, placed
        if key not in self._told:
            self._told[key] = self.read(claim, context, result)
        return self._told[key]

    def read(self, claim: Claim, context: CellContext, result: Result | None) -> Told:
        if result is not None:
            placed = self.catalog.benchmarks[result.benchmark]
            return Told((placed,), claim.benchmarks, self.catalog.metrics[result.metric], claim.metric or "")
        hints = context.hints if len(context.hints) == 1 else ()
        measures = [name for name in (claim.metric, *hints) if name and not LANGUAGE_PAIR.fullmatch(name)]
        printed = [name for name in claim.benchmarks if not (self.method and names_method(name, self.method))]
        named = [self.data.named(words) for words in printed]
        datasets = [name for name in named if name]
        if not measures:
            left = (words.replace(name, " ").strip() for words, name in zip(printed, named, strict=True))
            measures = [words for words in left if words and self.is_measure(words)][:1]
        entries = [named_benchmark(name, self.lookup)[0] for name in datasets]
        benchmarks = tuple(entry for entry in entries if entry is not None)
        measures = [name for name in measures if any(map(str.isalpha, name))]  # "0.5" is a setting of one
        measures = [name for name in measures if not WHOLE.fullmatch(name)]
        known = (named_metric(name, self.lookup)[0] for name in measures)
        metric = next((entry for entry in known if entry is not None), None)
        return Told(benchmarks, tuple(datasets), metric, measures[0] if measures else "")

    def is_measure(self, words: str) -> bool:
        return named_metric(words, self.lookup)[0] is not None or MEASURE.fullmatch(words) is not None

    def is_headed(self, cell: CellRef, context: CellContext) -> bool:
        """Whether the cell's innermost heading names data or a measure, or one says that it is of all: "Cats" is but a
        part."""
        heads = headings(self.tables[cell.table], cell.row, cell.column, beside=context.model_in_column)
        if any(map(WHOLE.fullmatch, heads)):
            return True
        inner = read_label(heads[-1], self.lookup) if heads else None
        return inner is not None and bool(inner.benchmarks or inner.metrics)

    def evidence(self, claim: Claim, context: CellContext) -> Mapping[str, float]:
        """The words that stand around a cell, each with how far it is believed."""
        found: dict[str, float] = {}
        if claim.cell is not None and claim.cell.table < len(self.tables):
            table, row, column = claim.cell.table, claim.cell.row, claim.cell.column
            found |= self.words_of_table(table)
            found |= self.words_of_row(table, row, column if column < NAMED_BY else -1)
            found |= self.words_of_column(table, column)
        said = " ".join((*claim.benchmarks, claim.metric or "", context.split, *context.protocol.values()))
        return found | dict.fromkeys(words_of(said), HEADER)

    def believed(self, texts: Iterable[tuple[float, str]]) -> Mapping[str, float]:
        """The words of boards' names in texts, each with how far it is believed."""
        known = self.boards.vocabulary(words_of)
        return {word: belief for belief, text in texts for word in words_of(text) & known}

    # Which board

    def board(self, told: Told, evidence: Mapping[str, float]) -> Board | None:
        """The board that fits best."""
        best: tuple[float, Board] | None = None
        for board, start in self.candidates(told, evidence):
            fit = self.metric_fit(board, told, evidence)
            if fit is None:
                continue
            usual = USUAL * log(board.papers + 1)
            score = start + fit + self.dataset_fit(board, told, evidence) + self.tasks.weight(board.task) + usual
            if best is None or score > best[0]:
                best = score, board
        return best[1] if best is not None else None

    def _weighing(self, ids: Sequence[str], datasets: Sequence[str]) -> Set[str]:
        """All words that may tell which of the boards it is; those of a row's model seldom do."""
        boards = [board for id in ids for board in self.boards.of(id, "")]
        boards += [board for name in datasets for board in (*self.boards.of("", name), *self.boards_within(name, None))]
        if not datasets:
            boards = [board for each in self.data.written for board in self.boards.by_dataset[each.name]]
            boards += [board for id in self.most_spoken for board in self.boards.of(id, "")]
        return frozenset(word for board in boards for word in words_of(board.dataset) | words_of(board.metric_name))

    def candidates(self, told: Told, evidence: Mapping[str, float]) -> list[tuple[Board, float]]:
        """The boards of the data sets that are told, else of those that the caption names, else of those that the paper
        speaks of most."""
        listed = [board for entry in told.benchmarks for board in self.boards.of(entry.id, "")]
        for name in told.datasets:
            within = self.boards.of("", name) or self.boards_within(name, evidence)
            if not within and not told.benchmarks:
                within = self.data.boards_of_short(name)
            listed += [board for board in within if not told.benchmarks or fold(board.dataset).startswith(fold(name))]
        if told.datasets:
            return [(board, 0.0) for board in dict.fromkeys(listed)]
        near = frozenset(word for word, believed in evidence.items() if believed >= CAPTION)
        return self.boards_named(near) or self.boards_spoken_of(told.metric.id if told.metric else "")

    def _boards_named(self, near: frozenset[str]) -> list[tuple[Board, float]]:
        """The boards whose data sets are named by these words."""
        named = (each.name for each in self.data.written if each.needed <= near)
        return [(board, 1.0) for name in named for board in self.boards.by_dataset[name]]

    @cached_property
    def most_spoken(self) -> Mapping[str, int]:
        """The data sets that the paper speaks of most, each with how often."""
        return {id: times for id, times in self.paper.counts["benchmark"].most_common(MOST) if times > SOME}

    def _boards_spoken_of(self, metric: str) -> list[tuple[Board, float]]:
        """The boards of the data sets that the paper speaks of most, and those of this metric that it names at all."""
        found = {board: log(times) for id, times in self.most_spoken.items() for board in self.boards.of(id, "")}
        often = {each.name: each.times for each in self.data.written if each.times > SOME}
        for board in self.boards.by_metric.get(metric, ()) if metric else ():
            if board not in found and board.dataset in often and words_of(board.dataset) <= self.paper.words:
                found[board] = log(often[board.dataset]) - 1
        return list(found.items())

    def boards_within(self, words: str, evidence: Mapping[str, float] | None) -> list[Board]:
        """The boards of data sets that these words name in part, where the other words of theirs stand near; None for
        `evidence` asks for all that may be meant."""
        ours = words_of(ASIDE.sub(" ", words))
        near = ours | evidence.keys() if evidence is not None else None
        digits = {word for word in ours if word[0].isdigit()}
        return [
            board
            for each in self.data.written
            if not ours.isdisjoint(each.needed) and (near is None or each.needed <= near)
            for board in self.boards.by_dataset[each.name]
            if digits <= words_of(board.dataset) and any(map(telling, ours & each.needed))
        ]

    def metric_fit(self, board: Board, told: Told, evidence: Mapping[str, float]) -> float | None:
        """How well the board's metric is the cell's; None where it is another."""
        if told.metric is None and not told.measure:
            initial = bool(told.letter) and board.metric_name.lower().startswith(told.letter.lower())
            fit = said(words_of(board.metric_name), evidence, self.paper.words) - 0.5 + 1.5 * initial
            return fit - UNTOLD * (COST.fullmatch(board.metric_name) is not None)
        if told.metric is not None and board.metric:
            alike = likeness(told.metric.id, board.metric)
            if not alike:
                return None
            own = words_of(board.metric_name) - entry_words(told.metric)
            return 2 * alike + said(own, evidence, self.paper.words)
        spelled, ours = words_of(told.measure), words_of(board.metric_name)
        common = len(spelled & ours) / (len(spelled | ours) or 1)
        if fold(told.measure) == fold(board.metric_name):
            common = 1.0
        return 2 * common + said(ours - spelled, evidence, self.paper.words) if common >= 0.5 else None

    def dataset_fit(self, board: Board, told: Told, evidence: Mapping[str, float]) -> float:
        """How well the board's data set is the cell's: in its very spelling, and no more than what is said."""
        printed = frozenset().union(*map(words_of, told.datasets))
        own = self.catalog.benchmarks.get(board.benchmark)
        known = printed | (entry_words(own) if own in told.benchmarks else frozenset())
        fit = said(words_of(board.dataset) - known, evidence, self.paper.words)
        if any(fold(name) == fold(board.dataset) for name in told.datasets):
            fit += EXACT
        if len(told.benchmarks) > 1 and own is not None:  # of several the one that its heading names
            fit += 3 * max(
                (
                    sum(evidence.get(word, 0) for word in words_of(name)) / len(words_of(name))
                    for name in (own.name, board.dataset)
                    if words_of(name)
                ),
                default=0,
            )
        return fit


def likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return 0.6 if any(one in group and other in group for group in ALIKE) else 0.0


def id_of(entry: Benchmark | Metric | None) -> str:
    return entry.id if entry is not None else ""


def lower(metric: Metric | None) -> bool | None:
    return None if metric is None or metric.direction is None else metric.direction == "lower"
