"""`claimboard export`: what is chosen, in which format, and where it goes."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard import queries
from leaderboard.console.output import refuse_input, write_file
from leaderboard.exports import (
    EXPORTS,
    Export,
    Selection,
    board_selection,
    document_selection,
    encoded,
    everything,
    where_selection,
    without_licence,
)
from registry.errors import UsageError
from registry.snapshots import connect

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Asked", "exported", "formats_told", "write_export"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one call; no board, document or condition chooses everything."""

    db: Path
    board: str = ""
    document: str = ""
    where: str = ""
    form: str = ""
    output: Path | None = None
    without: tuple[str, ...] = ()


def exported(asked: Asked, say: Callable[[str], None]) -> None:
    """Write the export; say what it holds and what was left out."""
    export = format_of(asked.form, asked.output)
    refuse_input(asked.output, (), asked.db)
    if export.binary and asked.output is None and sys.stdout.isatty():
        raise UsageError(f"{export.name} is no text for a terminal; name a file with -o FILE.{export.suffix}")
    with connect(asked.db) as con:
        chosen = selected(con, asked)
        if asked.without:
            chosen = left_out(chosen, asked.without, say)
        write_export(export, chosen, asked.output)
    held = f"{chosen.what}: {counted(chosen.results.height, 'result')} as {export.name}"
    say(f"snapshot {chosen.generation}, {held}" + (f" in {asked.output}" if asked.output else ""))


def formats_told() -> list[dict[str, str]]:
    return [{"format": each.name, "suffix": each.suffix, "holds": each.promise} for each in EXPORTS.values()]


def format_of(name: str, output: Path | None) -> Export:
    """The format of that name or suffix; without one, that of the file's longest suffix; CSV where there is no file."""
    named = [each for each in EXPORTS.values() if (name or "csv") in (each.name, each.suffix)]
    if not named:
        raise UsageError(f"no format named {name!r}; there are {', '.join(EXPORTS)}")
    if name or output is None:
        return named[0]
    fitting = [each for each in EXPORTS.values() if output.name.endswith(f".{each.suffix}")]
    if not fitting:
        raise UsageError(f"{output} does not tell its format; name one with --format: {', '.join(EXPORTS)}")
    return max(fitting, key=lambda each: len(each.suffix))


def selected(con: "DuckDBPyConnection", asked: Asked) -> Selection:
    if asked.board:
        return board_selection(con, queries.find_board(con, asked.board))
    if asked.document:
        return document_selection(con, asked.document)
    return where_selection(con, asked.where) if asked.where else everything(con)


def left_out(chosen: Selection, licences: Sequence[str], say: Callable[[str], None]) -> Selection:
    kept = without_licence(chosen, licences)
    results = counted(chosen.results.height - kept.results.height, "result")
    say(f"left out under {', '.join(licences)}: {results}, {counted(chosen.count - kept.count, 'claim')}")
    return kept


def counted(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def write_export(export: Export, chosen: Selection, file: Path | None = None) -> None:
    """To standard output, or to a file, which is replaced when the new one is whole."""
    pieces = map(encoded, export.pieces(chosen))
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(pieces)
        return
    write_file(file, pieces)
