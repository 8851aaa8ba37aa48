"""Where output goes: a terminal is as wide as it is and has colours, a pipe has neither."""

from typing import Any, NoReturn, TextIO

from rich.console import Console
from rich.text import Text

__all__ = ["console_for", "marked"]

# Wide enough that nothing is ever folded where no eye measures the width.
PIPE_WIDTH = 100_000


class QuietConsole(Console):
    """A console that leaves a closed pipe to the command line's own table of exit codes."""

    def on_broken_pipe(self) -> NoReturn:
        raise BrokenPipeError


class PipeConsole(QuietConsole):
    """A console whose lines end where their text ends."""

    def print(self, *objects: Any, **options: Any) -> None:
        with self.capture() as told:
            super().print(*objects, **options)
        self.file.write("\n".join(line.rstrip() for line in told.get().split("\n")))


def console_for(stream: TextIO) -> Console:
    """A console that writes text as it stands: no markup, no emoji codes, no guesses at what a number or path is."""
    on_terminal = stream.isatty()
    kind = QuietConsole if on_terminal else PipeConsole
    return kind(
        file=stream,
        width=None if on_terminal else PIPE_WIDTH,
        force_terminal=None if on_terminal else False,
        markup=False,
        emoji=False,
        highlight=False,
    )


def marked(text: str, start: int, end: int, console: Console) -> Text:
    """`text` with `text[start:end]` set off: by colour, and where there is none by »these signs«."""
    if console.color_system and not console.no_color:
        told = Text(text)
        told.stylize("bold black on yellow", start, end)
        return told
    return Text(f"{text[:start]}»{text[start:end]}«{text[end:]}")
