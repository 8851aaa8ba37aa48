"""HTML, and above all its tables: LaTeXML's as arXiv and ar5iv serve them, and anyone's."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers import read, read_stdin
from registry.errors import ReadError
from registry.model import Document, Table

FILES = Path(__file__).parent / "files" / "html"


def html(body: str, head: str = "") -> Document:
    (document,) = read_stdin(io.BytesIO(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()))
    assert document.reader == "html"
    return document


def tables(document: Document) -> list[Table]:
    found = [block.table for block in document.blocks if block.table]
    for cell in (cell for table in found for row in table.rows for cell in row):
        assert cell.span.of(document.text) == cell.text
    return found


def grid(body: str) -> list[str]:
    (table,) = tables(html(body))
    return [" | ".join(cell.text for cell in row) for row in table.rows]


def rows(*lines: str) -> str:
    """A table of which each line is a row, its cells set apart by bars."""
    cells = ("".join(f"<td>{cell}</td>" for cell in line.split("|")) for line in lines)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def test_paper_made_by_latexml() -> None:
    (paper,) = read(FILES / "laid-by-latexml.html")
    assert (paper.id, paper.title, paper.authors) == ("laid-by-latexml", "Otters at Rest", ("Ada Byron", "Max Born"))
    assert (paper.date, paper.url, paper.licence) == ("2024-02", "https://example.org/otters", "CC BY 4.0")
    assert [(block.kind, block.span.of(paper.text)) for block in paper.blocks] == [
        ("title", "Otters at Rest"),
        ("heading", "Abstract"),
        ("abstract", "OtterNet reaches 84.3% accuracy on CIFAR-10."),
        ("heading", "Results"),
        ("paragraph", "We rest with a loss of a=b_1 at most."),
        ("paragraph", "A note."),
        ("heading", "Sleep."),
        ("paragraph", "It is deep."),
        ("caption", "Table 1: Accuracy (%) on two sets."),
        (
            "table",
            "Model | Accuracy | Accuracy\nModel | CIFAR-10 | CIFAR-100\n"
            "BaseNet | 81.0 | 60.1\nOtterNet | 84.3 | 62.5 ± 0.2",
        ),
    ]
    (table,) = tables(paper)
    assert (table.caption, table.heading, table.header_rows) == ("Table 1: Accuracy (%) on two sets.", "Results", 2)
    assert [cell.text for row in table.rows for cell in row if cell.bold] == ["84.3", "62.5 ± 0.2"]
    assert [cell.text for row in table.rows for cell in row if cell.underline] == ["60.1"]


GRIDS = [
    (rows("A|B", "1|2"), ["A | B", "1 | 2"]),
    ("<table><tr><td>A<td>B<tr><td>1<td>2</table>", ["A | B", "1 | 2"]),
    (
        "<table><thead><tr><th>A<th>B</thead><tbody><tr><td>1<td>2</tbody><tfoot><tr><td>3<td>4</table>",
        ["A | B", "1 | 2", "3 | 4"],
    ),
    ("<table><tr><td colspan=2>A<tr><td>a<td>b</table>", ["A | A", "a | b"]),
    ("<table><tr><td rowspan=2>A<td>B<tr><td>C<tr><td>x<td>y</table>", ["A | B", "A | C", "x | y"]),
    ("<table><tr><td>A<td rowspan=2>B<td>C<tr><td>x<td>y</table>", ["A | B | C", "x | B | y"]),
    ("<table><tr><td rowspan=2>A<td rowspan=2>B<tr></tr><tr><td>x<td>y</table>", ["A | B", "x | y"]),
    ("<table><tr><td>A<td>B<td>C<tr><td>x<td colspan=2>5.0</table>", ["A | B | C", "x | 5.0 | "]),
    (rows("A|B", "a <br> b|<p>c</p><p>d</p>"), ["A | B", "a b | c d"]),
    (rows("A|B", "x|5&nbsp;%"), ["A | B", "x | 5 %"]),
    (rows("A|B", "|", "1|2"), ["A | B", "1 | 2"]),
    (rows("A|B", "x<sup>†</sup>|91.2<sup>a</sup>"), ["A | B", "x | 91.2"]),
    (rows("A|R<sup>2</sup>", "x|F<sub>1</sub>"), ["A | R^2", "x | F_1"]),
    (rows("A|B", "x|<math alttext='91.2^{\\dagger}'></math>"), ["A | B", "x | 91.2"]),
    (rows("A|B", "x|<math alttext='91.2_{\\pm 0.3}'></math>"), ["A | B", "x | 91.2 ± 0.3"]),
    (rows("A|B", "x|<math alttext='91.2\\%'></math>"), ["A | B", "x | 91.2%"]),
    (
        rows("A|B", "x|<math><mn>91.2</mn><mo>±</mo><mn>0.3</mn></math>"),
        ["A | B", "x | 91.2 ± 0.3"],
    ),
    (
        rows("A|B", "x|<math><msub><mi>F</mi><mn>1</mn></msub><mo>=</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></math>"),
        ["A | B", "x | F_1 = a/b"],
    ),
    (
        rows("A|B", "x|<math><semantics><mn>1</mn><annotation encoding='application/x-tex'>2</annotation></math>"),
        ["A | B", "x | 2"],
    ),
    (rows("A|B", "x|<script>1</script>2<style>3</style>"), ["A | B", "x | 2"]),
    (rows("A|B", "x|<span class=ltx_note>a note</span>2"), ["A | B", "x | 2"]),
    (rows("A|B", "x|<h4>y</h4>"), ["A | B", "x | y"]),
    (rows("A|B", f"x|{rows('1', '2')}"), ["A | B", "x | 1 2"]),
    (
        "<p><span class=ltx_tabular><span class=ltx_tr><span class='ltx_td ltx_colspan ltx_colspan_2'>A</span></span>"
        "<span class=ltx_tr><span class=ltx_td>a</span><span class=ltx_td>b</span></span></span></p>",
        ["A | A", "a | b"],
    ),
]
NO_TABLES = [
    rows("Otters rest.", "They play."),
    rows("Otters|rest"),
    "<table></table>",
    "<table><tr></tr></table>",
    "<p>a | b</p><p>1 | 2</p>",
    "<pre>a | b\n--|--\n1 | 2</pre>",
    "<table class='ltx_equation ltx_eqn_table'><tr><td>a<td>b<tr><td>c<td>d</table>",
    f"<div hidden>{rows('A|B', '1|2')}</div>",
    f"<div style='display: none'>{rows('A|B', '1|2')}</div>",
    f"<template>{rows('A|B', '1|2')}</template>",
    f"<!-- {rows('A|B', '1|2')} -->",
]
HEADS = [
    ("<table><tr><th>A<th>B<tr><td>x<td>1.0</table>", 1),
    ("<table><tr><th>A<th>B<tr><th>x<td>1.0</table>", 1),
    ("<table><tr><th>A<th>B<tr><th>C<th>D<tr><td>x<td>1.0</table>", 2),
    ("<table><thead><tr><td>A<td>B<tr><td>C<td>D</thead><tr><td>x<td>1.0</table>", 2),
    ("<table><tr><td><td>A<tr><td><td>B<tr><td>x<td>1.0</table>", 2),
    ("<table><tr><td>A<td>B<tr><td>x<td>1.0</table>", 1),
    (
        "<table><tr><td class=ltx_td>A<td class=ltx_td>B<tr><td class=ltx_td>C<td class=ltx_td>D"
        "<tr><td class='ltx_td ltx_border_t'>x<td class='ltx_td ltx_border_t'>y<tr><td>z<td>1.0</table>",
        2,
    ),
]
MARKED = [
    ("<b>1</b>", True, False),
    ("<strong>1</strong> (2)", True, False),
    ("<span class='ltx_text ltx_font_bold'>1</span>", True, False),
    ("<span style='font-weight: bold'>1</span>", True, False),
    ("<math alttext='\\mathbf{1}'></math>", True, False),
    ("<math alttext='\\bm{1}'></math>", True, False),
    ("<math><mn mathvariant='bold'>1</mn></math>", True, False),
    ("<u>1</u>", False, True),
    ("<b><u>1</u></b>", True, True),
    ("<span class='ltx_text ltx_framed_underline'>1</span>", False, True),
    ("<i>1</i>", False, False),
    ("1<b></b>", False, False),
    ("&#1;1", False, False),
    ("1.25 <b>a</b>", False, False),
    ("<span class='bold'>1</span>", False, False),
]
GRID = rows("A|B", "x|1.5")
CAPTIONS = [
    (f"<figure><figcaption>Table 1: Scores.</figcaption>{GRID}</figure>", "Table 1: Scores."),
    (f"<figure>{GRID}<figcaption><p>Scores.</p></figcaption></figure>", "Scores."),
    (GRID.replace("<table>", "<table><caption>Scores.</caption>"), "Scores."),
    (f"<p>Table 1: Scores.</p>{GRID}", "Table 1: Scores."),
    (f"{GRID}<p>Table 1: Scores.</p>", "Table 1: Scores."),
    (f"<p>Table 1 shows all.</p>{GRID}", ""),
    (f"<p>Scores.</p>{GRID}", ""),
    (f"<p>Table 1: Scores.</p><p>Between.</p>{GRID}", ""),
    (f"<figure><figcaption>Other.</figcaption></figure>{GRID}", ""),
]


@pytest.mark.parametrize(("body", "expected"), GRIDS)
def test_cells_of_a_table(body: str, expected: list[str]) -> None:
    assert grid(body) == expected


@pytest.mark.parametrize("body", NO_TABLES)
def test_what_is_no_table(body: str) -> None:
    assert tables(html(f"<p>Otters.</p>{body}")) == []


@pytest.mark.parametrize(("body", "heads"), HEADS)
def test_rows_of_headings(body: str, heads: int) -> None:
    assert [table.header_rows for table in tables(html(body))] == [heads]


@pytest.mark.parametrize(("cell", "bold", "underline"), MARKED)
def test_marks_of_a_cell(cell: str, bold: bool, underline: bool) -> None:
    (table,) = tables(html(rows("A|B", f"{cell}|2")))
    marked, plain = table.rows[1]
    assert (marked.bold, marked.underline, plain.bold, plain.underline) == (bold, underline, False, False)


@pytest.mark.parametrize(("body", "caption"), CAPTIONS)
def test_caption_of_a_table(body: str, caption: str) -> None:
    assert [table.caption for table in tables(html(body))] == [caption]


TEXTS = [
    (
        "<h1>T</h1><h2>Abstract</h2><p>A.</p><h2>B</h2><p>C.</p>",
        ["title", "heading", "abstract", "heading", "paragraph"],
    ),
    ("<p>A<p>B", ["paragraph", "paragraph"]),
    ("<ul><li>A<li>B</ul>", ["paragraph", "paragraph"]),
    ("<div>A<div>B</div>C</div>", ["paragraph", "paragraph", "paragraph"]),
    ("A<br>B <b>c</b>", ["paragraph"]),
    ("<article><p>A</p></article><p>B</p>", ["paragraph"]),
    ("<p>A</p><section class=references><p>B</p></section><footer>C</footer>", ["paragraph"]),
    ("<p>A</p><noscript>B</noscript><svg><text>C</text></svg>", ["paragraph"]),
]
UNREADABLE = [
    (b"<!DOCTYPE html><html><body></body></html>", "holds no text that a browser would show"),
    (b"<!DOCTYPE html><script>document.write('x')</script>", "holds no text that a browser would show"),
    (b"<!DOCTYPE html [<!ENTITY x 'y'>]><p>&x;</p>", "declares entities"),
]
ENCODED = [
    ("<!DOCTYPE html><meta charset='iso-8859-1'><p>café</p>".encode("latin-1"), "café"),
    ("<!DOCTYPE html><p>café</p>".encode("cp1252"), "café"),
    ("<!DOCTYPE html><p>café</p>".encode(), "café"),
    ("<!DOCTYPE html><p>café</p>".encode("utf-16"), "café"),
    (b"<!DOCTYPE html><meta charset='no-such'><p>caf\xc3\xa9</p>", "café"),
    (b"<!DOCTYPE html><p>a&#1;&#2;b \x03&lt;i&gt; &unknown; &amp;</p>", "ab <i> &unknown; &"),
]


@pytest.mark.parametrize(("body", "kinds"), TEXTS)
def test_roles_of_the_text(body: str, kinds: list[str]) -> None:
    assert [block.kind for block in html(body).blocks] == kinds


@pytest.mark.parametrize(("data", "why"), UNREADABLE)
def test_page_that_cannot_be_read_gives_one_line(data: bytes, why: str) -> None:
    with pytest.raises(ReadError) as raised:
        list(read_stdin(io.BytesIO(data)))
    assert raised.value.why.startswith(why) and "\n" not in str(raised.value)


@pytest.mark.parametrize(("data", "text"), ENCODED)
def test_encodings_of_a_page(data: bytes, text: str) -> None:
    assert [document.text for document in read_stdin(io.BytesIO(data))] == [text]


DEEP = "<!DOCTYPE html><p>Otters rest.</p>"
HOSTILE = [
    (DEEP + "<div>x" * 200_000, 1),
    (DEEP + "<b>" * 200_000 + "x", 1),
    (DEEP + "<table><tr><td>" * 50_000, 1),
    (DEEP + "<table>" + "<tr><td colspan=99999 rowspan=99999>" + "x" * 1000 + "<td>" * 400, 0),
    (DEEP + "<!--" * 100_000, 0),
    (DEEP + "<math alttext='\\def\\a{\\a\\a}\\a'></math>", 0),
    (DEEP + "<math>" + "<msup><mi>a</mi>" * 100, 0),
    (DEEP + "<" * 100_000, 0),
    (DEEP + "&" * 100_000, 0),
]


@pytest.mark.parametrize(("page", "problems"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_page_gives_what_can_be_had(page: str, problems: int) -> None:
    told: list[ReadError] = []
    (document,) = read_stdin(io.BytesIO(page.encode()), told.append)
    assert document.text.startswith("Otters rest.") and len(told) == problems
    assert len(document.text) < 8 * len(page)


PIECES = ["<table>", "</table>", "<tr>", "<td>", "<td rowspan=3>", "<td colspan=2>", "<th>", "<thead>", "<p>", "<b>"]
PIECES += [
    "</b>",
    "<u>",
    "<sup>",
    "</sup>",
    "<figure>",
    "</figure>",
    "<figcaption>",
    "<h1>",
    "</h1>",
    "<h2>",
    "a",
    "1.5",
]
PIECES += [
    "<div class=ltx_abstract>",
    "</div>",
    "<span class=ltx_note>",
    "</span>",
    " ",
    "<math alttext='x^2'>",
    "<caption>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_blocks_and_cells_of_any_page_stand_in_order(body: str) -> None:
    document = html(f"<p>Otters.</p>{body}")
    assert all(len({len(row) for row in table.rows}) == 1 for table in tables(document))
    assert all(above.span.end < below.span.start for above, below in pairwise(document.blocks))
