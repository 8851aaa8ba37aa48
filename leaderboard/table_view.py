"""The part of a table that is drawn around one cell: its headings, the group it stands under, the rows around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Drawn", "TableView", "told_hidden", "view"]

Grid = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell as it is drawn, over one column or, a heading or a group's name, over several."""

    row: int
    column: int
    columns: int
    text: str


@dataclass(frozen=True, slots=True)
class TableView:
    """What is drawn, line by line, and how many rows and columns are not."""

    lines: tuple[tuple[Drawn, ...], ...]
    hidden_rows: int
    hidden_columns: int


def view(grid: Grid, header_rows: int, row: int, column: int, rows_around: int, columns_around: int) -> TableView:
    """The cells around `grid[row][column]`; a table that is not larger is drawn whole."""
    width = max(map(len, grid), default=0)
    rows = sorted(
        {*range(min(header_rows, len(grid))), *group_above(grid, header_rows, row), *reach(row, rows_around, len(grid))}
    )
    columns = sorted({0, *reach(column, columns_around, width)}) if width else []
    lines = tuple(tuple(line(grid, at, columns, header_rows)) for at in rows)
    return TableView(lines, len(grid) - len(rows), width - len(columns))


def reach(place: int, around: int, end: int) -> range:
    """As many to either side; at an edge as many more on the other."""
    first = max(0, min(place - around, end - 2 * around - 1))
    return range(first, min(end, first + 2 * around + 1))


def group_above(grid: Grid, header_rows: int, row: int) -> list[int]:
    return next(([at] for at in range(row - 1, header_rows - 1, -1) if is_group(grid[at])), [])


def is_group(cells: Sequence[str]) -> bool:
    """Whether one text reaches over the whole row."""
    return len(cells) > 1 and bool(cells[0]) and len(set(cells)) == 1


def line(grid: Grid, row: int, columns: Sequence[int], header_rows: int) -> Iterator[Drawn]:
    """The cells of a row. What spans columns stands in each of them, and is drawn once: headings above the last line
    of them, and groups' names."""
    cells = grid[row]
    spanning = row < header_rows - 1 or is_group(cells)
    start = 0
    while start < len(columns):
        text = text_at(cells, columns[start])
        end = start + 1
        while spanning and text and end < len(columns) and text_at(cells, columns[end]) == text:
            end += 1
        yield Drawn(row, columns[start], end - start, text)
        start = end


def text_at(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def told_hidden(shown: TableView) -> str:
    """ "12 more rows and 1 more column", or nothing."""
    hidden = {"row": shown.hidden_rows, "column": shown.hidden_columns}
    return " and ".join(f"{n:,} more {what}{'s' * (n > 1)}" for what, n in hidden.items() if n > 0)
