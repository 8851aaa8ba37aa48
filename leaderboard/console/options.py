"""What commands share: the options that many have, the line that tells a person something, rows on standard output."""

import re
import stat
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from leaderboard.console.listing import Column, Format, write_rows
from leaderboard.console.visible import one_line

__all__ = [
    "DB",
    "As",
    "Db",
    "Json",
    "Output",
    "Paths",
    "chosen",
    "form_of",
    "message",
    "registry_file",
    "say",
    "write",
]


ADDRESS = re.compile(r":memory:|[A-Za-z]\w+:")


def registry_file(given: str | Path) -> Path:
    path = Path(given)
    if not path.name:
        raise typer.BadParameter(f"{str(given)!r} names no file")
    if not path.is_absolute() and ADDRESS.match(str(path)):  # DuckDB would fetch it, or keep it in memory alone
        raise typer.BadParameter(f"{str(given)[:80]!r} is an address, not a file; name a file by its full path")
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return path  # what is to be done about it depends on the command
    except (OSError, ValueError) as error:  # a loop of links, a name too long, a NUL in it
        raise typer.BadParameter(f"{str(given)[:80]!r} is no name for a registry: {error}") from error
    if stat.S_ISDIR(mode):
        raise typer.BadParameter(
            f"{str(given)!r} is a folder; name a file in it, such as {str(path / 'claimboard.duckdb')!r}"
        )
    if not stat.S_ISREG(mode):
        raise typer.BadParameter(f"{str(given)!r} is a pipe or a device, not a registry")
    return path


def chosen(given: str) -> str:
    """What an option chooses by; a shell's unset variable comes as nothing, and would choose everything."""
    if not given.strip():
        raise typer.BadParameter("is empty and chooses nothing; name something, or leave it out")
    return given


def file_named(given: str) -> Path:
    """Where something is written to; a shell's unset variable would be the folder we are in."""
    if not given.strip():
        raise typer.BadParameter("is empty and names no file; name one, or leave it out")
    return Path(given)


Db = Annotated[
    Path,
    typer.Option("--db", metavar="PATH", envvar="CLAIMBOARD_DB", parser=registry_file, help="The registry file."),
]
As = Annotated[Format, typer.Option("-f", "--format", help="How rows are written.")]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        parser=file_named,
        help="Where to, if not to standard output.",
        show_default=False,
    ),
]
Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders or globs; - is standard input.", show_default=False),
]
DB = Path("claimboard.duckdb")


def message(text: str) -> str:
    """One line for a person, harmless whatever stands in it."""
    return f"claimboard: {one_line(text)}"


def say(text: str) -> None:
    typer.echo(message(text), err=True)


def write(rows: Iterable[Any], form: Format, columns: Sequence[Column] = (), keys: Sequence[str] = ()) -> None:
    if left_out := write_rows(rows, form, sys.stdout, columns, keys):
        say(f"there are more {' and '.join(left_out)} than are shown; write them all with -f csv, -f jsonl or --json")


def form_of(form: Format, json: bool) -> Format:
    return Format.json if json else form
