"""How a command ends: the line that says why, the exit code, and what is left of standard output."""

import errno
import os
import sys
import traceback
from typing import TYPE_CHECKING, NoReturn

import typer

from leaderboard.console.interruption import raise_on_ctrl_c
from leaderboard.console.options import message, say

if TYPE_CHECKING:
    from registry.errors import ReadError

__all__ = ["drop_output", "end", "end_of", "end_quietly", "failure", "load_what_reads", "of_output"]


def end(text: str, code: int) -> NoReturn:
    say(text)
    raise typer.Exit(code)


def end_of(exit_code: int) -> None:
    if exit_code:
        raise typer.Exit(exit_code)


def end_quietly() -> NoReturn:
    """The reader of our output has gone (`| head`): that is no mistake."""
    drop_output()
    raise typer.Exit(0)


def drop_output() -> None:
    """What is still held back goes nowhere, so that leaving does not fail on it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def of_output(error: Exception) -> bool:
    """Whether standard output took no more: a stream has no file name, and every file we write has errors of its own
    (`StorageError`)."""
    faults = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
    return isinstance(error, OSError) and error.filename is None and error.errno in faults


def failure(error: "ReadError") -> str:
    """The line that says what could not be read; before it, if asked for, where a fault of ours showed."""
    if error.__cause__ is not None and os.environ.get("CLAIMBOARD_DEBUG") == "1":
        return "".join(traceback.format_exception(error.__cause__)) + message(str(error))
    return message(str(error))


def load_what_reads() -> None:
    """What reads and stores is loaded before anything is begun, and from here on Ctrl-C raises. Polars, once imported,
    catches Ctrl-C in place of Python: reads that wait then go on waiting, and a Ctrl-C that comes while polars is at
    work may be lost. Its work here is short, and the handler that was there does."""
    import signal

    handler = signal.getsignal(signal.SIGINT)
    import polars  # noqa: F401

    import extractors.pipeline  # noqa: F401
    import leaderboard.ingest  # noqa: F401
    import registry.store  # noqa: F401

    signal.signal(signal.SIGINT, handler)
    raise_on_ctrl_c()
