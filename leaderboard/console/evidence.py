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
from leaderboard.table_view import Drawn, told_hidden, view

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
    shown = view(grid, header_rows, row, column, ROWS_AROUND, COLUMNS_AROUND)
    table = Table.grid(padding=(0, 2))
    for _ in range(sum(cell.columns for cell in shown.lines[0]) if shown.lines else 0):
        table.add_column(overflow="fold")
    for line in shown.lines:
        cells = [text for cell in line for text in cell_texts(cell, (row, column), console)]
        table.add_row(*cells, style="bold" if line[0].row < header_rows else "")
    console.print(Padding(table, (1, 2), expand=False))
    if told := told_hidden(shown):
        console.print(Text(f"  ({told})\n", style="dim"))


def cell_texts(drawn: Drawn, mark: tuple[int, int], console: Console) -> list[Text]:
    """The cell's text, and nothing in the other columns that it reaches over."""
    cell = one_line(drawn.text)
    if (drawn.row, drawn.column) == mark:
        shown = marked(cell, 0, len(cell), console)
    else:
        shown = Text(cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - 1] + "…")
    return [shown, *(Text("") for _ in range(drawn.columns - 1))]
