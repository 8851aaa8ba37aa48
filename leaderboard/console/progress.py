"""A line on a terminal that says how far an ingest has come; in a pipe it says nothing."""

from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from leaderboard.console.visible import one_line
from leaderboard.ingest import Progress

if TYPE_CHECKING:
    import rich.progress

__all__ = ["ProgressLine"]


class ProgressLine:
    """Called with each `Progress`; remembers the last one, so that an interruption can say what was reached."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.last = Progress()
        self.shown = shown_on(stream) if stream.isatty() else None

    def __call__(self, progress: Progress) -> None:
        self.last = progress
        if self.shown is None:
            return
        told = f"{progress.documents:,} documents, {progress.claims:,} claims  {one_line(progress.file)}"
        self.shown.update(self.shown.task_ids[0], completed=progress.files_done, total=progress.files, description=told)

    def above(self, line: str) -> None:
        """Write `line` so that it does not run into what is drawn."""
        if self.shown is None:
            print(line, file=self.stream)
        else:
            self.shown.console.print(line)

    def __enter__(self) -> Self:
        if self.shown is not None:
            self.shown.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.shown is not None:
            self.shown.stop()


def shown_on(stream: TextIO) -> "rich.progress.Progress":
    """A spinner, the files done, the time taken, what is being read; it goes away when the work is done."""
    from rich.progress import MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Shown

    from leaderboard.console.terminal import console_for

    columns = (
        SpinnerColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    shown = Shown(*columns, console=console_for(stream), transient=True)
    shown.add_task("reading", total=None)
    return shown
