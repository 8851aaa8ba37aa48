"""Rows written as a table, JSON, JSON Lines, CSV, Markdown or LaTeX: in full for programs, in short for people.

JSON, JSON Lines and CSV carry every column; the others carry the columns a person wants to see.
"""

import csv
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice
from typing import Any, TextIO

from leaderboard.console.visible import KEEPING_LINES, one_line

__all__ = ["Column", "Format", "json_text", "plain", "write_rows"]

Row = Mapping[str, Any]

# A terminal shows a table of this many rows at most; every other format has them all.
SHOWN_ROWS = 1_000
MISSING = "–"
NARROWEST = 4


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
) -> bool:
    """Write `rows` to `out`; `columns` are the ones for people, all `keys` where none are named.

    False when a table left rows out because there were too many to look at.
    """
    if form is Format.json:
        write_json(rows, out)
    elif form is Format.jsonl:
        out.writelines(json_text(row) + "\n" for row in rows)
    elif form is Format.csv:
        write_csv(rows, out, keys)
    else:
        return write_for_people(rows, form, out, columns, keys)
    return True


def write_json(rows: Iterable[Row], out: TextIO) -> None:
    """One array, one object a line, written as the rows come."""
    before = "["
    for row in rows:
        out.write(before + "\n " + json_text(row))
        before = ","
    out.write("[]\n" if before == "[" else "\n]\n")


def json_text(value: Any) -> str:
    """One line of JSON that a terminal can be shown: controls that JSON leaves alone are escaped, nothing is lost."""
    told = json.dumps(plain(value), ensure_ascii=False, allow_nan=False)
    return re.sub(UNESCAPED, lambda found: f"\\u{ord(found[0]):04x}", told)


UNESCAPED = re.compile("[" + "".join(re.escape(chr(code)) for code in KEEPING_LINES if code >= 0x7F) + "]")


def plain(value: Any) -> Any:
    """`value` as JSON has it: a decimal is a number, a date its ISO form, what is not finite is null."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, (float, Decimal)):
        return number(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def number(value: float | Decimal) -> int | float | None:
    """43.8 for 43.80 and 5300000 for 5.3E+6; null for what JSON has no number for."""
    near = float(value)
    if not math.isfinite(near):
        return None
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else near


def write_csv(rows: Iterable[Row], out: TextIO, keys: Sequence[str]) -> None:
    keys, rows = keys_of(rows, keys)
    writer = csv.writer(out, lineterminator="\n")
    if keys:
        writer.writerow(cell_in_csv(key) for key in keys)
    writer.writerows([cell_in_csv(row.get(key)) for key in keys] for row in rows)


def keys_of(rows: Iterable[Row], keys: Sequence[str]) -> tuple[Sequence[str], Iterator[Row]]:
    """The columns, and the rows still to be written: where nobody names the columns, the first row does."""
    rows = iter(rows)
    if keys or (first := next(rows, None)) is None:
        return keys, rows
    return list(first), chain([first], rows)


def cell_in_csv(value: Any) -> Any:
    told = plain(value)
    if isinstance(told, (list, dict)):
        return json_text(told)
    if isinstance(told, bool):
        return "true" if told else "false"
    return told.translate(KEEPING_LINES) if isinstance(told, str) else told


def write_for_people(
    rows: Iterable[Row], form: Format, out: TextIO, columns: Sequence[Column], keys: Sequence[str]
) -> bool:
    if not columns:
        keys, rows = keys_of(rows, keys)
        columns = [Column(key, one_line(key), keep=key.endswith("_id")) for key in keys]
    cells = ([in_words(row.get(column.key)) for column in columns] for row in rows)
    if form is Format.table:
        return write_table(columns, cells, out)
    write = write_markdown if form is Format.md else write_latex
    write([column.head for column in columns], cells, out)
    return True


def in_words(value: Any) -> str:
    """A value as a person reads it: the missing is a dash and never 0, a list is told with commas."""
    told = plain(value)
    if told is None or told == "" or told == []:
        return MISSING
    if isinstance(told, bool):
        return "yes" if told else "no"
    if isinstance(told, list):
        return ", ".join(in_words(inner) for inner in told)
    return one_line(json_text(told) if isinstance(told, dict) else str(told))


def write_table(columns: Sequence[Column], cells: Iterator[list[str]], out: TextIO) -> bool:
    """A table as wide as the terminal; in a pipe as wide as its cells, so that nothing is cut."""
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


def write_markdown(heads: Sequence[str], cells: Iterable[Sequence[str]], out: TextIO) -> None:
    for row in (heads, ["---"] * len(heads), *cells):
        out.write("| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in row) + " |\n")


LATEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "–": "--"}
)


def write_latex(heads: Sequence[str], cells: Iterable[Sequence[str]], out: TextIO) -> None:
    """A tabular for the booktabs package."""
    lines = [" & ".join(cell.translate(LATEX) for cell in row) + r" \\" for row in (heads, *cells)]
    rows = [r"\toprule", lines[0], r"\midrule", *lines[1:], r"\bottomrule"]
    out.write("\n".join([rf"\begin{{tabular}}{{{'l' * len(heads)}}}", *rows, r"\end{tabular}"]) + "\n")
