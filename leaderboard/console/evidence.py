"""A claim and what it rests on: the sentence or the table with the number marked, its place, the rule that read it."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from leaderboard.console.listing import in_words
from leaderboard.console.terminal import marked
from leaderboard.console.visible import one_line

__all__ = ["Grid", "show_facts", "show_grid", "show_sentence"]

# A table is drawn around the marked cell: this many rows and columns to either side, and the headers.
ROWS_AROUND = 6
COLUMNS_AROUND = 4
LONGEST_CELL = 40

Grid = Sequence[Sequence[str]]


def show_sentence(sentence: str, start: int, end: int, console: Console) -> None:
    """The sentence on lines of its own, with `sentence[start:end]` marked."""
    console.print(Padding(marked(one_line(sentence), start, end, console), (1, 2), expand=False))


def show_facts(facts: Iterable[tuple[str, Any]], console: Console) -> None:
    """Two columns, what and how; a fact that nobody stated is left out."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for name, value in facts:
        if value is not None and value != "" and value != []:
            table.add_row(name, Text(in_words(value)))
    console.print(table)


def show_grid(grid: Grid, header_rows: int, row: int, column: int, console: Console) -> None:
    """The part of a table around one cell, with the cell marked and the headers kept."""
    rows = [*range(header_rows), *around(row, ROWS_AROUND, header_rows, len(grid))]
    width = max(map(len, grid), default=0)
    columns = [0, *around(column, COLUMNS_AROUND, 1, width)]
    table = Table.grid(padding=(0, 2))
    for _ in columns:
        table.add_column(overflow="fold")
    for at in dict.fromkeys(rows):
        cells = (cell_text(grid, at, place, (row, column), console) for place in columns)
        table.add_row(*cells, style="bold" if at < header_rows else "")
    console.print(Padding(table, (1, 2), expand=False))
    hidden = {"row": len(grid) - len(set(rows)), "column": width - len(set(columns))}
    told = [f"{n} more {what}{'s' * (n > 1)}" for what, n in hidden.items() if n > 0]
    if told:
        console.print(Text(f"  ({' and '.join(told)})\n", style="dim"))


def around(place: int, reach: int, first: int, end: int) -> range:
    return range(max(first, place - reach), min(end, place + reach + 1))


def cell_text(grid: Grid, row: int, column: int, mark: tuple[int, int], console: Console) -> Text:
    cell = one_line(grid[row][column]) if column < len(grid[row]) else ""
    if (row, column) == mark:
        return marked(cell, 0, len(cell), console)
    return Text(cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - 1] + "…")
