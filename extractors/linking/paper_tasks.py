"""What a paper is about, as leaderboards name tasks: one task or two, which its data sets mostly have in common."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from math import log

from extractors.linking.spoken import Spoken
from registry.boards import Boards
from registry.catalog import Benchmark, Catalog, fold

__all__ = ["PaperTasks"]

SHARED = 4.0  # what a task is given that all of a paper's data sets share, in words that are said
MEASURED = 2.0  # what a task gets that boards measure so
FAR = 2.0  # by how much a paper is more about its own task than about a data set's, to be listed under it
MOST = 12  # data sets, and tasks, that are spoken of most


class PaperTasks:
    """Of one paper."""

    def __init__(self, paper: Spoken, catalog: Catalog, boards: Boards) -> None:
        self.paper = paper
        self.catalog = catalog
        self.boards = boards
        self.weight = lru_cache(None)(self._weight)
        self.main = lru_cache(None)(self._main)

    def _weight(self, task: str) -> float:
        """How much the paper is about a task, in words that are said."""
        return self.paper.about(task) + SHARED * self.shared.get(task, 0)

    @cached_property
    def shared(self) -> Mapping[str, float]:
        """By task the share, from 0 to 1, of the data sets spoken of that leaderboards list under it."""
        spoken = self.paper.counts["benchmark"].most_common(MOST)
        listed = {id: log(1 + times) for id, times in spoken if self.boards.of(id, "")}
        shares: dict[str, float] = {}
        for id, weight in listed.items():
            for task in {board.task for board in self.boards.of(id, "")}:
                shares[task] = shares.get(task, 0) + weight / sum(listed.values())
        return shares

    @cached_property
    def named(self) -> list[str]:
        """The tasks that the paper names, those that leaderboards have if there are any."""
        named = [self.spelled(id) for id, _ in self.paper.counts["task"].most_common(MOST)]
        return [name for name in named if fold(name) in self.boards.tasks] or named

    def _main(self, metric: str) -> str:
        """Of the tasks that the paper names the one that it is about most, of those that are measured so."""
        return max(self.named, key=lambda task: self.weight_so(task, metric), default="")

    def weight_so(self, task: str, metric: str) -> float:
        """How much the paper is about a task, where a result in this metric (its id) is meant."""
        measured = bool(metric) and bool(self.boards.spellings(metric, task))
        return self.weight(task) + MEASURED * measured

    def rather(self, task: str, metric: str = "") -> str:
        """The task, or the paper's own where it is about that far more: data sets are put to new uses."""
        main = self.main(metric)
        far = FAR if task else 0
        return (
            main if main and (not task or self.weight_so(main, metric) > self.weight_so(task, metric) + far) else task
        )

    def of(self, benchmark: Benchmark | None, metric: str = "") -> str:
        """The benchmark's task that the paper is about most, or a far likelier one."""
        own = [self.spelled(id) for id in benchmark.tasks if id in self.catalog.tasks] if benchmark is not None else []
        return self.rather(max(own, key=lambda task: self.weight_so(task, metric), default=""), metric)

    def spelled(self, id: str) -> str:
        """As most leaderboards spell the task."""
        entry = self.catalog.tasks[id]
        spelled = (self.boards.tasks.get(fold(name)) for name in (entry.name, *entry.aliases))
        return max((each for each in spelled if each), default=(0, entry.name))[1]
