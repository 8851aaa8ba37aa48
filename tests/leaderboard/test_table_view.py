"""What is drawn of a table around one cell."""

import pytest

from leaderboard.evidence_html import table_html
from leaderboard.queries import TableRecord
from leaderboard.table_view import told_hidden, view

HEADS = (("", "A", "A", "B"), ("Model", "x", "x", "y"))
GROUP = ("Ours",) * 4
TABLE = (*HEADS, GROUP, *(tuple(f"{row}{column}" for column in "mabc") for row in range(40)))
# rows and columns around the cell, what is drawn: "text×columns" of each line
ROWS = [
    (
        (5, 1, 1, 1),
        ["×1 A×2", "Model×1 x×1 x×1", "Ours×3", "1m×1 1a×1 1b×1", "2m×1 2a×1 2b×1", "3m×1 3a×1 3b×1"],
        37,
        1,
    ),
    ((3, 3, 0, 0), ["×1 B×1", "Model×1 y×1", "Ours×2", "0m×1 0c×1"], 39, 2),
    (
        (42, 0, 1, 9),
        ["×1 A×2 B×1", "Model×1 x×1 x×1 y×1", "Ours×4", *(f"{n}m×1 {n}a×1 {n}b×1 {n}c×1" for n in (37, 38, 39))],
        37,
        0,
    ),
]


@pytest.mark.parametrize(("asked", "lines", "hidden_rows", "hidden_columns"), ROWS)
def test_what_is_drawn_around_a_cell(
    asked: tuple[int, int, int, int], lines: list[str], hidden_rows: int, hidden_columns: int
) -> None:
    shown = view(TABLE, 2, *asked)
    assert [" ".join(f"{cell.text}×{cell.columns}" for cell in line) for line in shown.lines] == lines
    assert (shown.hidden_rows, shown.hidden_columns) == (hidden_rows, hidden_columns)


def test_a_small_table_is_drawn_whole_and_nothing_is_said_to_be_hidden() -> None:
    shown = view(TABLE[:5], 2, 4, 1, 6, 4)
    assert len(shown.lines) == 5
    assert told_hidden(shown) == ""


def test_a_table_on_a_page_is_escaped_marked_and_bounded() -> None:
    rows = (("Model", "<i>"), *((f"m{n}", f"{n}.5") for n in range(5000)))
    page = table_html(TableRecord("a & b", "", 1, rows, 2500, 1, ((2501, 1),)))
    assert "<mark>2499.5</mark>" in page
    assert "<b>2500.5</b>" in page
    assert "<th>&lt;i&gt;</th>" in page
    assert page.count("<tr>") == 82
    assert "(4,919 more rows)" in page


def test_a_heading_over_columns_is_drawn_once() -> None:
    page = table_html(TableRecord("", "", 2, TABLE[:4], 3, 1))
    assert '<th colspan="2">A</th>' in page
    assert '<th colspan="4">Ours</th>' in page
    assert page.count("<th>x</th>") == 2
