"""Rows written as a table, JSON, JSON Lines, CSV, Markdown or LaTeX: in full for programs, in short for people.

JSON, JSON Lines and CSV carry every column; the others carry the columns a person wants to see.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TextIO

from leaderboard.console.visible import one_line
from leaderboard.exports.csv import csv_lines, keys_of
from leaderboard.exports.json import json_array, json_lines
from leaderboard.exports.latex import tabular
from leaderboard.exports.markdown import table_lines
from leaderboard.exports.values import Row, in_words, json_text, plain

__all__ = ["Column", "Format", "in_words", "json_text", "plain", "write_rows"]

# A terminal shows a table of this many rows at most; every other format has them all.
SHOWN_ROWS = 1_000
NARROWEST = 4
ID_WIDTH, FOLDED_WIDTH = 16, 10


class Format(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    md = "md"
    latex = "latex"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that people see: the key of a row, and the words above it. One to `keep` is never folded or cut, however
    narrow the terminal."""

    key: str
    head: str
    keep: bool = False


def write_rows(
    rows: Iterable[Row], form: Format, out: TextIO, columns: Sequence[Column] = (), keys: Sequence[str] = ()
) -> list[str]:
    """Write `rows` to `out`; `columns` are the ones for people, all `keys` where none are named, or as many as fit on a
    terminal.

    What a table left out, because there was too much to look at: "rows", "columns", both or neither.
    """
    if form is Format.json:
        out.writelines(json_array(rows))
    elif form is Format.jsonl:
        out.writelines(json_lines(rows))
    elif form is Format.csv:
        out.writelines(csv_lines(rows, keys))
    else:
        return write_for_people(rows, form, out, columns, keys)
    return []


def write_for_people(
    rows: Iterable[Row], form: Format, out: TextIO, columns: Sequence[Column], keys: Sequence[str]
) -> list[str]:
    left_out = []
    if not columns:
        keys, rows = keys_of(rows, keys)
        columns = [Column(key, one_line(key), keep=key.endswith("_id")) for key in keys]
        if form is Format.table and out.isatty() and len(columns) > (most := columns_seen(columns, out)):
            columns, left_out = columns[:most], ["columns"]
    cells = ([in_words(row.get(column.key)) for column in columns] for row in rows)
    if form is Format.table:
        return left_out + ([] if write_table(columns, cells, out) else ["rows"])
    lines = table_lines if form is Format.md else tabular
    out.writelines(lines([column.head for column in columns], cells))
    return []


def columns_seen(columns: Sequence[Column], out: TextIO) -> int:
    """How many columns, from the left, a terminal has room for: an id is never folded, others may be to some width."""
    from leaderboard.console.terminal import console_for

    room, seen = console_for(out).width, 0
    for column in columns:
        room -= 2 + max(len(column.head), ID_WIDTH if column.keep else FOLDED_WIDTH)
        if room < -2:
            break
        seen += 1
    return max(1, seen)


def write_table(columns: Sequence[Column], cells: Iterator[list[str]], out: TextIO) -> bool:
    """A table as wide as the terminal, whose cells are folded, not cut; in a pipe as wide as its cells. False when it
    left rows out."""
    from rich.table import Table
    from rich.text import Text

    from leaderboard.console.terminal import console_for

    console = console_for(out)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(column.head), no_wrap=column.keep, overflow="fold", min_width=NARROWEST)
    for row in islice(cells, SHOWN_ROWS):
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    return next(cells, None) is None
