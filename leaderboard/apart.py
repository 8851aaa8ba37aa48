"""A large ingest, read apart: partitions go to workers, and what they found comes back in the order of the inputs."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaderboard.ingest import Reading
from leaderboard.partitions import Done, Task, is_done, plan, read_back, write_known, write_partition
from leaderboard.places import remove_all, write_bytes
from leaderboard.workers import Workers
from registry.errors import StorageError, UsageError
from registry.snapshots import folder_of

if TYPE_CHECKING:
    from registry.batch import Frames
    from registry.store import Registry, Run

__all__ = ["Apart"]


@dataclass(frozen=True, slots=True)
class Apart:
    """The `workers`, and the `folder` that partitions go to and are kept in: by default one beside the registry, which
    is removed when all of them are in the registry. What lies in it when an ingest begins is not read again."""

    workers: Workers
    folder: str = ""

    def found(self, reading: Reading, registry: "Registry", run: "Run") -> Iterator["Frames"]:
        """What was found in each partition, in the order of the inputs; the next are worked at meanwhile."""
        if any(str(file) == "-" for file in reading.files):
            raise UsageError("standard input is read by one process; leave out --jobs and --scheduler")
        partitions = list(plan(reading.files))
        sources = {source for partition in partitions for source in partition.sources}
        known = registry.known_in(sources, run.extractor_version, run.catalog_version)
        folder = self.folder_for(registry)
        self.refuse_unwritable(folder)
        known_file = write_known(folder, known)
        tasks = [Task(partition, folder, known_file, run.catalog_version) for partition in partitions]
        yield from in_order(tasks, known, self.workers, reading)

    def refuse_unwritable(self, folder: str) -> None:
        """Here and at once, not by each worker."""
        try:
            write_bytes(folder, "known/writable", b"")
        except StorageError as error:
            if not self.folder:
                raise
            why = getattr(error.__cause__, "strerror", None) or error
            cure = "name another with --partitions, one that all workers reach"
            raise UsageError(f"{folder} cannot be written ({why}); {cure}") from error

    def folder_for(self, registry: "Registry") -> str:
        return self.folder or str(folder_of(registry.path) / "partitions")

    def tidy(self, registry: "Registry") -> None:
        if not self.folder:
            remove_all(self.folder_for(registry))


def in_order(
    tasks: list[Task], known: Mapping[str, Set[str]], workers: Workers, reading: Reading
) -> Iterator["Frames"]:
    ready = {task.partition.name for task in tasks if is_done(task, known)}
    working = workers([task for task in tasks if task.partition.name not in ready])
    for number, task in enumerate(tasks, start=1):
        while task.partition.name not in ready:
            ready.add(next(working))
        done = read_back(task) or done_again(task)
        for error in done.failed:
            reading.fail(error)
        reading.file = task.partition.sources[-1]
        reading.files_done = number * len(reading.files) // len(tasks)
        yield done.found


def done_again(task: Task) -> Done:
    """A partition whose files were lost or altered since they were written is read anew, here."""
    write_partition(task)
    done = read_back(task)
    if done is None:
        raise StorageError(task.folder, f"the files of {task.partition.name} are not what was just written")
    return done
