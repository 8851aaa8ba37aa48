"""Markdown, and above all the places of its cells."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers import read, read_stdin
from registry.errors import ReadError
from registry.model import Block, Cell, Document, Table

FILES = Path(__file__).parent / "files"


def markdown(text: str) -> Document:
    """`text` read as Markdown: a heading that opens it leaves no doubt."""
    (document,) = read_stdin(io.BytesIO(f"# T\n\n{text}".encode()))
    assert document.reader == "markdown"
    return document


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table]


def grid(text: str) -> list[list[str]]:
    (table,) = tables(markdown(text))
    return [[cell.text for cell in row] for row in table.rows]


GRIDS = [
    ("| A | B |\n|---|---|\n| 1 | 2 |", [["A", "B"], ["1", "2"]]),
    ("A | B\n--|--\n1 | 2", [["A", "B"], ["1", "2"]]),
    ("|A|B|\n|:-:|--:|\n|1|2|", [["A", "B"], ["1", "2"]]),
    ("| A |\n|---|\n| 1 |", [["A"], ["1"]]),
    ("| A | B |\n|---|---|", [["A", "B"]]),
    ("| A | B |\n|---|---|\n| 1 |\n| 2 | 3 | 4 |", [["A", "B"], ["1", ""], ["2", "3"]]),
    ("| A | B |\n|---|---|\n|| 2 |\n| | |", [["A", "B"], ["", "2"], ["", ""]]),
    ("| A | B |\n|---|---|\n| 1 \\| 2 | `a\\|b` |", [["A", "B"], ["1 | 2", "a|b"]]),
    ("| A | B |\n|---|---|\n| `a|b` | 2 |", [["A", "B"], ["`a", "b`"]]),  # as GitHub has it: code does not hide a pipe
    ("| A | B |\n|---|---|\n| **1** ± 0.1 | [x](http://y) |", [["A", "B"], ["1 ± 0.1", "x"]]),
    ("| A | B |\n|---|---|\n| ![alt](i.png) 3 | a<br>b &lt; c |", [["A", "B"], ["alt 3", "a b < c"]]),
    ("| A | B |\n|---|---|\n| 5\\% | F_1 a_b_c |", [["A", "B"], ["5%", "F_1 a_b_c"]]),
    ("- x\n\n  | A | B |\n  |---|---|\n  | 1 | 2 |", [["A", "B"], ["1", "2"]]),
    ("> - x\n>\n>   | A | B |\n>   |---|---|\n>   | 1 | 2 |", [["A", "B"], ["1", "2"]]),
    ("1. x\n\n   A | B\n   --|--\n   1 | 2", [["A", "B"], ["1", "2"]]),
    ("Text above\n| A | B |\n|---|---|\n| 1 | 2 |\n\nbelow", [["A", "B"], ["1", "2"]]),
]
NO_TABLES = [
    "| A | B |\n| 1 | 2 |",  # no row of dashes
    "| A | B |\n|---|\n| 1 | 2 |",  # too few
    "    | A | B |\n    |---|---|",  # code
    "```\n| A | B |\n|---|---|\n```",
    "A\n---\n1",  # a heading
]
MARKED = [
    ("**1**", True, False),
    ("__1__", True, False),
    ("<b>1</b>", True, False),
    ("<STRONG>1</STRONG>", True, False),
    ("***1***", True, False),
    ("1 **(ours)**", True, False),
    ("<u>1</u>", False, True),
    ("**<u>1</u>**", True, True),
    ("*1*", False, False),
    ("`**1**`", False, False),
    ("\\**1**", False, False),
    ("1<br>2", False, False),
    ("2 ** 3", False, False),
]
GRID = "| A | B |\n|---|---|\n| 1 | 2 |"
CAPTIONS = [
    (f"Table 1: Scores.\n\n{GRID}", "Table 1: Scores."),
    (f"Table 1: Scores.\n{GRID}", "Table 1: Scores."),
    (f"{GRID}\n\nTable 1: Scores.", "Table 1: Scores."),
    (f"{GRID}\nTable 1: Scores.", "Table 1: Scores."),
    (f"**Table 1.** Scores on *X*.\n\n{GRID}", "Table 1. Scores on X."),
    (f"*Scores on X*\n\n{GRID}", "Scores on X"),
    (f"{GRID}\n\n__Scores on X__", "Scores on X"),
    (f"**Ours**\n\n{GRID}\n\nTable 1: Scores.", "Table 1: Scores."),
    (f"Table 1 shows all.\n\n{GRID}", "Table 1 shows all."),
    (f"> *Scores*\n>\n> {GRID.replace(chr(10), chr(10) + '> ')}", "Scores"),
    (f"Scores on X.\n\n{GRID}", ""),
    (f"*Scores* on *X*\n\n{GRID}", ""),
    (f"Table 1: Scores.\n\nBetween.\n\n{GRID}", ""),
    (f"- Table 1: Scores.\n\n{GRID}", ""),
    (f"Table tennis is old.\n\n{GRID}", ""),
]
TITLES = [
    ("# One\n\n# Two", "One"),
    ("One\n===\n\nText", "One"),
    ("# **One** `two` [three](x) #", "One two three"),
    ("---\ntitle: One\n---\n# Two", "One"),
    ("---\r\ntitle: 'One: two'\r\n...\r\nText | a\r\n--|--\r\n", "One: two"),
    ("---\ntitle: ~\n---\n# Two", "Two"),
    ("---\nyear: 2019\n---\n# Two", "Two"),
    ("## One\n\nText", ""),
]


@pytest.mark.parametrize(("text", "expected"), GRIDS)
def test_cells_of_a_table(text: str, expected: list[list[str]]) -> None:
    assert grid(text) == expected
    assert grid(text.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize("text", NO_TABLES)
def test_what_is_no_table(text: str) -> None:
    assert tables(markdown(text)) == []


@pytest.mark.parametrize(("cell", "bold", "underline"), MARKED)
def test_marks_of_a_cell(cell: str, bold: bool, underline: bool) -> None:
    document = markdown(f"| A | B |\n|---|---|\n| {cell} | 2 |")
    marked, plain = tables(document)[0].rows[1]
    assert (marked.bold, marked.underline, marked.span.of(document.text)) == (bold, underline, cell)
    assert (plain.bold, plain.underline) == (False, False)


@pytest.mark.parametrize(("text", "caption"), CAPTIONS)
def test_caption_of_a_table(text: str, caption: str) -> None:
    (table,) = tables(markdown(text))
    assert (table.caption, len(table.rows), table.heading) == (caption, 2, "T")


def test_each_of_two_tables_has_its_own_caption() -> None:
    text = f"{GRID}\n\nTable 1: One.\n\n{GRID}\n\nTable 2: Two.\n\n## H\n\n{GRID}"
    assert [(table.caption, table.heading) for table in tables(markdown(text))] == [
        ("Table 1: One.", "T"),
        ("Table 2: Two.", "T"),
        ("", "H"),
    ]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title_of_a_file(tmp_path: Path, text: str, title: str) -> None:
    (tmp_path / "a.md").write_bytes(text.encode())
    (document,) = read(tmp_path / "a.md")
    assert (document.title, document.text) == (title, text)


def test_paper_of_the_fixtures() -> None:
    (paper,) = read(FILES / "paper.md")
    assert (paper.id, paper.authors, paper.date) == ("paper", ("Ada Byron", "Max Born"), "2024-05-17")
    assert (paper.venue, paper.url, paper.licence) == ("Workshop on Dams", "https://example.org/beavers", "CC-BY-4.0")
    assert [(block.kind, block.span.of(paper.text).splitlines()[0]) for block in paper.blocks] == [
        ("title", "Beavers: building with wood"),
        ("heading", "Abstract"),
        ("abstract", "Beaver reaches **61.4%** accuracy on DamQA."),
        ("heading", "Results"),
        ("caption", "Table 1: Accuracy on *DamQA*."),
        ("table", "Model | Acc. | F1 |"),
        ("paragraph", "The large model wins."),
        ("paragraph", "In a list in a quote:"),
        ("table", "a | b"),
        ("caption", "*Speeds in a quote*"),
    ]


BROKEN_MATTER = [
    ("---\ntitle: [\n---\n# One\n", 1),
    ("---\ntitle: 'a\n---\n# One\n", 1),
    ("---\na: " + "[" * 20_000 + "\n---\n# One\n", 1),
    ("---\n\nOnly rules around it.\n\n---\n\n# One\n", 0),
    ("---\ndate: !!timestamp x\nyear: 2023-13-45\n---\n# One\n", 0),
]


@pytest.mark.parametrize(("text", "problems"), BROKEN_MATTER, ids=range(len(BROKEN_MATTER)))
def test_front_matter_that_cannot_be_read_is_told_of(tmp_path: Path, text: str, problems: int) -> None:
    (tmp_path / "a.md").write_text(text)
    told: list[ReadError] = []
    (document,) = read(tmp_path / "a.md", told.append)
    assert (document.title, len(told)) == ("One", problems)


def test_tables_of_real_boards(shared: Path) -> None:
    """Every cell lies in its row's line and shows there what it says."""
    cells = 0
    for path in sorted((shared / "boards/nlp-progress/english").glob("*.md")):
        (document,) = read(path)
        for table in tables(document):
            assert len({len(row) for row in table.rows}) == 1
            for cell in (cell for row in table.rows for cell in row):
                cells += 1
                assert shows(cell.span.of(document.text), cell.text) or reaches_into(table, cell)
    assert cells > 7000


def reaches_into(table: Table, cell: Cell) -> bool:
    """Whether it repeats the cell left of it or above it, which spans columns or rows, and stands nowhere itself."""
    left = table.rows[cell.row][cell.column - 1].text if cell.column else None
    above = table.rows[cell.row - 1][cell.column].text if cell.row else None
    return cell.span.start == cell.span.end and cell.text in (left, above)


def shows(raw: str, text: str) -> bool:
    """Whether the letters of `text` stand in `raw` in this order, markup between them or not."""
    letters = iter(raw)
    return all(letter in letters for letter in text if letter.isalnum())


PIECES = [
    "|",
    "\\",
    "-",
    "a",
    "1.5",
    " ",
    "\n",
    "\r\n",
    "> ",
    "- ",
    "**",
    "`",
    "#",
    "---|---\n",
    "a | b\n",
    "Table 1: x\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_blocks_and_cells_of_any_markdown_stand_in_order(text: str) -> None:
    document = markdown(text)
    in_order(document.blocks, document.text)


def in_order(blocks: tuple[Block, ...], text: str) -> None:
    at = 0
    for block in blocks:
        assert at <= block.span.start <= block.span.end <= len(text)
        at = block.span.start
        for cell in (cell for row in block.table.rows for cell in row) if block.table else ():
            assert at <= cell.span.start <= cell.span.end <= block.span.end
            at = cell.span.end
        at = block.span.end


PLAIN = st.text("ab1. é\U0001f600", max_size=6).map(str.strip)
DRESS = st.sampled_from(["{}", "**{}**", "__{}__", "<b>{}</b>", "<u>{}</u>", "`{}`", "*{}*", "x \\| {}"])


@given(st.lists(st.lists(st.tuples(PLAIN.filter(bool), DRESS), min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_is_written_in_cells_is_read_from_them(rows: list[list[tuple[str, str]]]) -> None:
    written = [[dress.format(plain) for plain, dress in row] for row in rows]
    lines = "\n".join(f"| {left} | {right} |" for left, right in written)
    document = markdown(f"| A | B |\n|---|---|\n{lines}")
    (table,) = tables(document)
    assert [[cell.span.of(document.text) for cell in row] for row in table.rows[1:]] == written
    bare = [[dress.format(plain).replace("\\|", "|") for plain, dress in row] for row in rows]
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        [re.sub(r"\*+|__|<.*?>|`", "", text) for text in row] for row in bare
    ]


HTML_TABLES = [
    # (text, rows as read, what the document has where each cell stands)
    ("<table><tr><th>M<th>A<tr><td>x<td><b>1.5</b></table>", ["M|A", "x|1.5"], ["M|A", "x|<b>1.5</b>"]),
    (
        "<table><tr><td rowspan=2>M<td colspan=2>A<tr><td>x<td>y<tr><td>n<td>1.5<td>2.5</table>",
        ["M|A|A", "M|x|y", "n|1.5|2.5"],
        ["M|A|", "|x|y", "n|1.5|2.5"],
    ),
    (  # a tag that is none: the parser puts the cell's parts in another order, and places never run backwards
        "<table><tr><td>M<td>A<td>B<tr><td><b>n</b><Atd><td><b>1.5</b></td><td>2.5</td></tr></table>",
        ["M|A|B", "1.5|2.5|n"],
        ["M|A|B", "<b>1.5</b>|2.5|"],
    ),
    (
        "<table>\n\n<tr><td>M<td>A</tr>\n\n    <tr><td>n<td>1.5</tr>\n\n</table>\n\nText.",
        ["M|A", "n|1.5"],
        ["M|A", "n|1.5"],
    ),
    ("<table><tr><td>M<td>A<tr><td>n<td>\ue0001.5", ["M|A", "n|\ufffd1.5"], ["M|A", "n|\ue0001.5"]),  # a sign of ours
    ("<table><tr><td>M<td>A<tr><td>&nbsp;<td>1.5</table>", ["M|A", "|1.5"], ["M|A", "|1.5"]),
]


@pytest.mark.parametrize(("text", "rows", "places"), HTML_TABLES)
def test_cells_of_a_table_in_html(text: str, rows: list[str], places: list[str]) -> None:
    document = markdown(f"# T\n\n{text}\n")
    (table,) = tables(document)
    assert ["|".join(cell.text for cell in row) for row in table.rows] == rows
    assert ["|".join(cell.span.of(document.text) for cell in row) for row in table.rows] == places


@pytest.mark.parametrize(
    "text", ["<table><tr><td>one cell</table>", "<table>\n\nText.", "</table>", "<div>1.5</div>", "a <table> in a line"]
)
def test_what_is_no_table_in_html(text: str) -> None:
    assert tables(markdown(f"# T\n\n{text}\n")) == []
