"""CSV that a spreadsheet opens without harm: numbers stay numbers, and no text becomes a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from leaderboard.console.visible import KEEPING_LINES
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import Row, json_text, plain

__all__ = ["as_csv", "csv_lines", "keys_of"]

# What spreadsheets take for the beginning of a formula, full-width signs too. A number may begin with a sign.
FORMULA = re.compile(r"[\t=+\-@＝＋－＠]")
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)


def as_csv(selection: Selection) -> Iterator[str]:
    """One line a result, all columns."""
    return csv_lines(selection.results.iter_rows(named=True), selection.results.columns)


def csv_lines(rows: Iterable[Row], keys: Sequence[str] = ()) -> Iterator[str]:
    """`rows` under their `keys` (where none are named, those of the first row), one piece a line."""
    keys, rows = keys_of(rows, keys)
    if not keys:
        return
    told = Lines()
    writer = csv.writer(told, lineterminator="\n")
    writer.writerow([cell(key) for key in keys])
    yield told.line
    for row in rows:
        writer.writerow([cell(row.get(key)) for key in keys])
        yield told.line


class Lines:
    """Where Python's writer leaves a line, to be passed on."""

    line = ""

    def write(self, line: str) -> None:
        self.line = line


def keys_of(rows: Iterable[Row], keys: Sequence[str]) -> tuple[Sequence[str], Iterator[Row]]:
    """The columns, and the rows still to be written: where nobody names the columns, the first row does."""
    rows = iter(rows)
    if keys or (first := next(rows, None)) is None:
        return keys, rows
    return list(first), chain([first], rows)


def cell(value: Any) -> Any:
    told = plain(value)
    if isinstance(told, (list, dict)):
        return json_text(told)
    if isinstance(told, bool):
        return "true" if told else "false"
    return defused(told.translate(KEEPING_LINES)) if isinstance(told, str) else told


def defused(text: str) -> str:
    """A text that a spreadsheet would compute stands behind an apostrophe, the sign for "this is text"."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text
