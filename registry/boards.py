"""How leaderboards spell what they list: (task, data set, metric) with the catalogue's ids (`data/catalog/boards.tsv`).

A board's data set may say more than the benchmark ("Set5 - 4x upscaling"), its metric more than the metric
("text-to-video R@1"). `papers` is how many were filed under it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from registry.catalog import data_folder, fold

__all__ = ["Board", "Boards", "load_boards"]


@dataclass(frozen=True, slots=True)
class Board:
    """`benchmark` and `metric` are ids of the catalogue, or "" where it has none; the others are as spelled."""

    benchmark: str
    metric: str
    task: str
    dataset: str
    metric_name: str
    papers: int


@dataclass(frozen=True, eq=False)
class Boards:
    """Boards by benchmark id and by the folded data set, most papers first; none of them is no error."""

    of_benchmark: Mapping[str, tuple[Board, ...]] = field(default_factory=dict)
    of_dataset: Mapping[str, tuple[Board, ...]] = field(default_factory=dict)
    _by_word: dict[str, list[Board]] = field(default_factory=dict, repr=False)
    _words: set[str] = field(default_factory=set, repr=False)

    def of(self, benchmark: str, words: str) -> tuple[Board, ...]:
        """The boards of a benchmark, or of a data set by its words."""
        if benchmark:
            return self.of_benchmark.get(benchmark, ())
        return self.of_dataset.get(fold(words), ()) if words else ()

    def all(self) -> Iterator[Board]:
        for listed in (*self.of_benchmark.values(), *self.of_dataset.values()):
            yield from listed

    @cached_property
    def by_dataset(self) -> Mapping[str, list[Board]]:
        """Boards by their data set as spelled."""
        found: dict[str, list[Board]] = {}
        for board in self.all():
            found.setdefault(board.dataset, []).append(board)
        return found

    @cached_property
    def by_metric(self) -> Mapping[str, list[Board]]:
        found: dict[str, list[Board]] = {}
        for board in self.all():
            found.setdefault(board.metric, []).append(board)
        return found

    @cached_property
    def tasks(self) -> Mapping[str, tuple[int, str]]:
        """By folded name the papers of each task, and its name as spelled."""
        papers = Counter[str]()
        for board in self.all():
            papers[board.task] += board.papers
        return {fold(task): (count, task) for task, count in sorted(papers.items(), key=lambda each: each[1])}

    def spellings(self, metric: str, task: str = "") -> Mapping[str, int]:
        """How boards (of a task) spell a metric, each with its papers."""
        return self._spellings.get((metric, task), {})

    @cached_property
    def _spellings(self) -> Mapping[tuple[str, str], Counter[str]]:
        counts: dict[tuple[str, str], Counter[str]] = {}
        for board in self.all():
            for task in ("", board.task):
                counts.setdefault((board.metric, task), Counter())[board.metric_name] += board.papers
        return counts

    def papers(self, task: str, dataset: str, metric: str) -> int:
        """How many papers were filed under the board of these names, 0 where there is none."""
        return self._papers.get((task, dataset, metric), 0)

    @cached_property
    def _papers(self) -> Mapping[tuple[str, str, str], int]:
        found: dict[tuple[str, str, str], int] = {}
        for board in self.all():
            names = board.task, board.dataset, board.metric_name
            found[names] = max(board.papers, found.get(names, 0))
        return found

    def with_word(self, word: str, words_of: Callable[[str], frozenset[str]]) -> list[Board]:
        """The boards whose data sets' names hold `word`, as `words_of` tells a name's."""
        if not self._by_word:
            self._index(words_of)
        return self._by_word.get(word, [])

    def vocabulary(self, words_of: Callable[[str], frozenset[str]]) -> Set[str]:
        """All words of the names of data sets and metrics."""
        if not self._words:
            self._index(words_of)
        return self._words

    def _index(self, words_of: Callable[[str], frozenset[str]]) -> None:
        for board in self.all():
            for word in words_of(board.dataset):
                self._by_word.setdefault(word, []).append(board)
            self._words.update(words_of(board.metric_name))
        self._words.update(self._by_word)


@cache
def load_boards(path: Path | None = None) -> Boards:
    """The boards in `path`, by default those that come with claimboard; the file's first lines say what it is."""
    path = path or data_folder() / "catalog" / "boards.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()[2:]
    boards = sorted((board_in(line) for line in lines), key=lambda board: -board.papers)
    of_benchmark: dict[str, list[Board]] = {}
    of_dataset: dict[str, list[Board]] = {}
    for board in boards:
        if board.benchmark:
            of_benchmark.setdefault(board.benchmark, []).append(board)
        else:
            of_dataset.setdefault(fold(board.dataset), []).append(board)
    return Boards(
        {key: tuple(listed) for key, listed in of_benchmark.items()},
        {key: tuple(listed) for key, listed in of_dataset.items()},
    )


def board_in(line: str) -> Board:
    benchmark, metric, task, dataset, metric_name, papers = line.split("\t")
    return Board(benchmark, metric, task, dataset, metric_name, int(papers))
