"""What a paper's own number is called on a leaderboard: task, data set and metric as leaderboards spell them.

A cell tells a data set and a metric, seldom all that a leaderboard's name says ("Set5 - 4x upscaling", "text-to-video
R@1"). Of the boards of its data set the one is chosen that the cell's surroundings speak for: every word of the board's
names counts for it where the headings, the caption or the paper say it, and against it where nothing does; what many
papers report comes before what few do. Without a board, the catalogue's names stand, and without these the paper's.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log

import regex

from extractors.linking.context import CellContext
from extractors.linking.label import named_benchmark, named_metric
from extractors.linking.lookup import Lookup
from extractors.linking.model_name import names_method
from extractors.linking.system import method_of
from extractors.names import Names
from extractors.tables.words import LANGUAGE_PAIR, LANGUAGES
from registry.boards import Board, Boards
from registry.catalog import Benchmark, Metric, fold
from registry.model import Claim, Document, Result, Table

__all__ = ["Called", "Naming"]

EXACT, USUAL, ABOUT_IT = 0.2, 0.7, 1.0
OPENING = 3000  # characters in which a paper says what it is about
TITLE, ABSTRACT = 5, 2  # how much more a name counts there than further down
# How far words are believed, by where they stand.
HEADER, ROW, CAPTION, HEADING, ABOUT, ANYWHERE = 1.0, 0.9, 0.85, 0.7, 0.6, 0.3
WORD = regex.compile(r"[a-z]+|\d+(?:\.\d+)?")
ASIDE = regex.compile(r"#.*|\(.*?\)")
SPELLED_WORD = regex.compile(r"[A-Za-z]+")
TIMES = regex.compile(r"[×✕]|\\times")
SPELLED = {"validation": "val", "development": "dev", "minival": "val", "avg": "average", "acc": "accuracy"} | {
    code: language.lower() for code, language in LANGUAGES.items() if code not in ("it", "he", "id", "et")
}
YEAR = regex.compile(r"20(\d\d)")
TWICE = regex.compile(r"(?<!\d)(\d{3,4})\1(?!\d)")  # "256256": a size whose sign was lost
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
        "sigma",
    )
)
ABBREVIATED = regex.compile(r"\s*\([^()]*\)\s*$")
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
        self.method = method_of(document)
        self.spelled_words = Counter(SPELLED_WORD.findall(document.text))
        self._task = lru_cache(None)(self._task_fit)
        self._boards: dict[Hashable, Board | None] = {}
        self._boards_spoken_of = lru_cache(None)(self._boards_of_paper)
        self._boards_said = lru_cache(256)(self._boards_of_words)
        self._surroundings = lru_cache(None)(self._words_around)

    def called(self, claim: Claim, context: CellContext, result: Result | None) -> Called | None:
        """What the cell's number is called, or None for one of which data set or metric is unknown."""
        told = self.told(claim, context, result)
        evidence = self.evidence(claim, context)
        board = self.board(told, evidence)
        if board is not None:
            metric = self.catalog.metrics.get(board.metric) or told.metric
            return Called(board.task, board.dataset, board.metric_name, board.benchmark, lower(metric), True)
        return self.unlisted(told, evidence)

    def unlisted(self, told: Told, evidence: Mapping[str, float]) -> Called | None:
        """By the data set's board of another metric, by the catalogue's names, or by the paper's."""
        benchmark = told.benchmarks[0] if told.benchmarks else None
        metric = told.metric
        if metric is None and not told.measure:
            usual = benchmark.metrics[0] if benchmark is not None and benchmark.metrics else self.most("metric")
            metric = self.catalog.metrics.get(usual)
        measure = metric.name if metric is not None else told.measure
        if not measure:
            return None
        like = self.board(
            replace(told, metric=None, measure="", letter=told.measure if len(told.measure) < 3 else ""), evidence
        )
        if metric is not None:
            measure = self.spelled(metric, like.task if like is not None and told.datasets else "")
        if like is not None and told.datasets:
            if metric is None:
                metric, measure = self.catalog.metrics.get(like.metric), like.metric_name
            return Called(like.task, like.dataset, measure, like.benchmark, lower(metric))
        dataset = benchmark.name if benchmark is not None else next(iter(told.datasets), "")
        if not dataset:
            usual = self.most("benchmark")
            dataset = self.catalog.benchmarks[usual].name if usual else ""
        if not dataset:
            return None
        return Called(self.task(benchmark), dataset, measure, benchmark.id if benchmark else "", lower(metric))

    def spelled(self, metric: Metric, task: str) -> str:
        """As most boards of the task spell it, else most boards of any; the plainer of two usual names: "MR" and not
        "text-to-video Mean Rank"."""
        found = self.boards.spellings(metric.id, task) or self.boards.spellings(metric.id, "")
        whole = (name for name in found if self.catalog.metric(name) is metric)
        return max(whole, key=lambda name: (found[name] / 2 ** len(name.split()), name), default=metric.name)

    # What the cell says

    def told(self, claim: Claim, context: CellContext, result: Result | None) -> Told:
        if result is not None:
            placed = self.catalog.benchmarks[result.benchmark]
            return Told((placed,), claim.benchmarks, self.catalog.metrics[result.metric], claim.metric or "")
        hints = context.hints if len(context.hints) == 1 else ()
        measures = [name for name in (claim.metric, *hints) if name and not LANGUAGE_PAIR.fullmatch(name)]
        others = [name for name in claim.benchmarks if not (self.method and names_method(name, self.method))]
        datasets = others or list(claim.benchmarks)
        entries = [named_benchmark(name, self.lookup)[0] for name in datasets]
        benchmarks = tuple(entry for entry in entries if entry is not None)
        if datasets and not benchmarks and not measures and MEASURE.fullmatch(datasets[0]):
            measures, datasets = datasets[:1], []
        measures = [name for name in measures if any(map(str.isalpha, name))]  # "0.5" is a setting of one
        known = (named_metric(name, self.lookup)[0] for name in measures)
        metric = next((entry for entry in known if entry is not None), None)
        return Told(benchmarks, tuple(datasets), metric, measures[0] if measures else "")

    def evidence(self, claim: Claim, context: CellContext) -> Mapping[str, float]:
        """The words that stand around a cell, each with how far it is believed."""
        found: dict[str, float] = {}
        if claim.cell is not None and claim.cell.table < len(self.tables):
            found.update(self._surroundings(claim.cell.table, claim.cell.row, claim.cell.column))
        said = " ".join((*claim.benchmarks, claim.metric or "", context.split, *context.protocol.values()))
        found.update(dict.fromkeys(words_of(said) & self.boards.vocabulary(words_of), HEADER))
        return found

    def _words_around(self, table: int, row: int, column: int) -> Mapping[str, float]:
        grid = self.tables[table]
        found: dict[str, float] = {}
        for weight, said in around(grid, row, column):
            for word in words_of(said) & self.boards.vocabulary(words_of):
                found[word] = max(weight, found.get(word, 0))
        return found

    # Which board

    def board(self, told: Told, evidence: Mapping[str, float]) -> Board | None:
        """The board that fits best; cells of one column mostly say the same."""
        ids = tuple(entry.id for entry in told.benchmarks)
        metric = told.metric.id if told.metric is not None else ""
        key = ids, told.datasets, metric, told.measure, told.letter, frozenset(evidence.items())
        if key not in self._boards:
            self._boards[key] = self.fitting(told, evidence)
        return self._boards[key]

    def fitting(self, told: Told, evidence: Mapping[str, float]) -> Board | None:
        best: tuple[float, Board] | None = None
        for board, start in self.candidates(told, evidence):
            fit = self.metric_fit(board, told, evidence)
            if fit is None:
                continue
            usual = USUAL * log(board.papers + 1)
            score = start + fit + self.dataset_fit(board, told, evidence) + ABOUT_IT * self._task(board.task) + usual
            if best is None or score > best[0]:
                best = score, board
        return best[1] if best is not None else None

    def candidates(self, told: Told, evidence: Mapping[str, float]) -> list[tuple[Board, float]]:
        """The boards of the data sets that are told, else of those that the caption names, else of those that the paper
        speaks of most."""
        listed = [board for entry in told.benchmarks for board in self.boards.of(entry.id, "")]
        for name in told.datasets:
            within = self.boards.of("", name) or self.boards_within(name, evidence)
            listed += [board for board in within if not told.benchmarks or fold(board.dataset).startswith(fold(name))]
        if told.datasets:
            return [(board, 0.0) for board in dict.fromkeys(listed)]
        near = frozenset(word for word, believed in evidence.items() if believed >= CAPTION)
        named = [(board, 1.0) for board in self._boards_said(near)]
        return named or self._boards_spoken_of(told.metric.id if told.metric else "")

    def _boards_of_paper(self, metric: str) -> list[tuple[Board, float]]:
        """The boards of the data sets that the paper speaks of most, and those of this metric that it names at all."""
        found = {
            board: log(times)
            for id, times in self.counts["benchmark"].most_common(5)
            if times > 3
            for board in self.boards.of(id, "")
        }
        for board in self.boards.all() if metric else ():
            if board.metric == metric and board not in found and words_of(board.dataset) <= self.anywhere:
                words = [word for word in SPELLED_WORD.findall(board.dataset) if telling(word.lower())]
                times = min((self.spelled_words[word] for word in words), default=0)
                if times > 3:
                    found[board] = log(times) - 1
        return list(found.items())

    def boards_within(self, words: str, evidence: Mapping[str, float]) -> list[Board]:
        """The boards of data sets that these words name in part: the other words of theirs stand near."""
        ours = words_of(ASIDE.sub(" ", words))
        near = ours | {word for word, believed in evidence.items() if believed >= HEADING}
        digits = {word for word in ours if word[0].isdigit()}
        return [board for board in self.boards_of_words(ours, near) if digits <= words_of(board.dataset)]

    def _boards_of_words(self, near: frozenset[str]) -> list[Board]:
        """The boards whose data sets are named by these words."""
        return self.boards_of_words(near, near)

    def boards_of_words(self, ours: frozenset[str], near: Set[str]) -> list[Board]:
        found = {board for word in ours if telling(word) for board in self.boards.with_word(word, words_of)}
        return [board for board in found if words_of(board.dataset) - SILENT <= near and self.spelled_so(board.dataset)]

    def spelled_so(self, dataset: str) -> bool:
        """Whether the paper has the words of a data set's name in its own spelling: "based" is no BASED."""
        return all(word in self.spelled_words for word in SPELLED_WORD.findall(dataset) if telling(word.lower()))

    def metric_fit(self, board: Board, told: Told, evidence: Mapping[str, float]) -> float | None:
        """How well the board's metric is the cell's; None where it is another."""
        if told.metric is None and not told.measure:
            initial = bool(told.letter) and board.metric_name.lower().startswith(told.letter.lower())
            return said(words_of(board.metric_name), evidence, self.anywhere) - 0.5 + 1.5 * initial
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
        """How well the board's data set is the cell's: in its very spelling, and no more than what is said."""
        printed = frozenset().union(*map(words_of, told.datasets))
        own = self.catalog.benchmarks.get(board.benchmark)
        known = printed | (entry_words(own) if own in told.benchmarks else frozenset())
        fit = said(words_of(board.dataset) - known, evidence, self.anywhere)
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

    def _task_fit(self, task: str) -> float:
        """How much the paper is about a task, by its words and by how often it is named whole."""
        plain = ABBREVIATED.sub("", task).lower()
        fit = 0.5 * log(1 + self.text.count(plain))
        for word in words_of(plain):
            if word in self.title:
                fit += 0.5
            elif word in self.opening:
                fit += 0.25
            elif word not in self.anywhere:
                fit -= 0.6
        return fit

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


def telling(word: str) -> bool:
    """Whether a word may be what tells one data set from others."""
    return len(word) > 2 and word.isalpha() and word not in SILENT


def likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return 0.6 if any(one in group and other in group for group in ALIKE) else 0.0


def lower(metric: Metric | None) -> bool | None:
    return None if metric is None or metric.direction is None else metric.direction == "lower"


@lru_cache(1 << 14)
def words_of(text: str) -> frozenset[str]:
    """The words and numbers of a name, each a thing of its own: "5-way (1-shot)" → 5, way, 1, shot; "×4" → x, 4."""
    found = set(WORD.findall(TWICE.sub(r"\1 x \1", TIMES.sub(" x ", text)).lower()))
    return frozenset(SPELLED.get(word, YEAR.sub(r"\1", stem(word))) for word in found)


def stem(word: str) -> str:
    """Without a plural's s and the ending of a doing: "shots" → shot, "deblurring" → deblur."""
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) > 6 and word.endswith("ing"):
        word = word[:-3]
        if word[-1] == word[-2] and word[-1] not in "sl":
            word = word[:-1]
    return word


def entry_words(entry: Benchmark | Metric) -> frozenset[str]:
    """All words of an entry's names."""
    return words_of(" ".join((entry.name, entry.id, *entry.aliases)))
