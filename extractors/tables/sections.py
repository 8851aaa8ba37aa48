"""Which cells of a table hold numbers, and which rows are headings, names of groups and values."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from extractors.tables import words
from extractors.tables.number import is_missing, read_number, read_numbers

__all__ = ["Section", "sections", "value_columns"]

MOST_HEADERS = 4
RULED = regex.compile(r"[-–—−_=]{2,}")  # a line that is drawn by hand: "——", and no "–" for a number that lacks


@dataclass(frozen=True, slots=True)
class Section:
    """Headings, and the rows they head: (number of the row, its group's name)."""

    headings: tuple[int, ...]
    rows: tuple[tuple[int, str], ...]


def value_columns(grid: Sequence[Sequence[str]], header_rows: int) -> list[int]:
    """The columns with at least as many numbers as words. The first names the rows unless others are words too."""
    numbers: Counter[int] = Counter()
    texts: Counter[int] = Counter()
    for row in grid[max(header_rows, 1) :]:
        for column, text in enumerate(row):
            if read_number(text) is not None or read_numbers(text):
                numbers[column] += 1
            elif not is_missing(text):
                texts[column] += 1
    values = [column for column, count in sorted(numbers.items()) if count >= texts[column]]
    values = [column for column in values if not is_numbered(grid, max(header_rows, 1), column)]
    width = max(map(len, grid), default=0)
    if len(values) == width and width > 1:
        return values[1:]
    return values if len(values) < width else []


def is_numbered(grid: Sequence[Sequence[str]], header_rows: int, column: int) -> bool:
    """Whether a column of numbers names the rows' settings: "Scale" over 2, 3, 4."""
    told = [row[column] for row in grid if column < len(row)]
    heading = next((text for text in reversed(told[:header_rows]) if text), "")
    return words.NUMBERED_AXIS.fullmatch(heading) is not None and not any("." in text for text in told[header_rows:])


def sections(grid: Sequence[Sequence[str]], header_rows: int, values: Sequence[int]) -> Iterator[Section]:
    """Cut the table where a row in its midst heads the columns anew."""
    headings = list(range(min(max(header_rows, 1), len(grid) - 1, first_of_values(grid, values, header_rows))))
    rows: list[tuple[int, str]] = []
    group = ""
    for number in range(len(headings), len(grid)):
        role = row_role(grid[number], values)
        if role == "values":
            rows.append((number, group))
        elif role == "group":
            group = next(text for text in grid[number] if text)
        elif role == "heading" and rows:
            yield Section(tuple(headings), tuple(rows))
            headings, rows, group = [number], [], ""
        elif role == "heading" and len(headings) < MOST_HEADERS:
            headings.append(number)
    if rows:
        yield Section(tuple(headings), tuple(rows))


def first_of_values(grid: Sequence[Sequence[str]], values: Sequence[int], header_rows: int) -> int:
    """The first row below the top that holds results, however many rows the source calls headings; none of them is a
    row that the corner of the headings spans."""
    for number, row in enumerate(grid[1:], start=1):
        if number < header_rows and grid[0][:1] == row[:1] != [""] and row:
            continue
        told = [row[column] for column in values if column < len(row) and not is_missing(row[column])]
        if sum("." in text and read_number(text) is not None for text in told) * 2 > len(told):
            return number
    return len(grid)


def row_role(row: Sequence[str], values: Sequence[int]) -> Literal["values", "group", "heading", "nothing"]:
    told = [text for text in row if not is_missing(text)]
    if any(
        read_number(text) is not None or read_numbers(text)
        for text in (row[column] for column in values if column < len(row))
    ):
        return "values"
    if len(set(told)) == 1 and len(told) + row.count("") == len(row):
        return "group"
    if len(told) == 1 and all(map(RULED.fullmatch, (text for text in row if text and text not in told))):
        return "group"
    if any(column < len(row) and is_heading(row[column]) for column in values):
        return "heading"
    return "nothing"


def is_heading(text: str) -> bool:
    """Words, and no number that could not be read ("0.35 (!) / –")."""
    return not is_missing(text) and not regex.search(r"[0-9][.,][0-9]", text)
