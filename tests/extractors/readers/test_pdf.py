"""PDF: reading order, lines put together, places on the page, and tables only where they are clear."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import read, read_stdin
from extractors.readers.pdf import glyphs
from registry.errors import ReadError
from registry.model import Document, Table

FILES = Path(__file__).parent / "files" / "pdf"
Words = tuple[float, float, str]
Rule = tuple[float, float, float]


def written(*pages: str, trailer: str = "") -> bytes:
    """A PDF of pages with these contents; /F1 is Helvetica, /F2 bold."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(pages):
        fonts = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        box = "/MediaBox [0 0 600 800]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} {fonts} /Contents {6 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    body = "%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def show(words: list[Words], rules: list[Rule] | None = None, size: float = 10) -> str:
    """Words at their places, from the top left corner; those that begin with * are bold. Rules are (left, right, y)."""
    drawn = "".join(f"{left} {800 - y} m {right} {800 - y} l S\n" for left, right, y in rules or [])
    texts = []
    for x, y, text in words:
        bare = text.removeprefix("*").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        texts.append(f"BT /F{2 if text.startswith('*') else 1} {size} Tf 1 0 0 1 {x} {800 - y} Tm ({bare}) Tj ET")
    return drawn + "\n".join(texts)


def pdf(*pages: str) -> Document:
    (document,) = read_stdin(io.BytesIO(written(*pages)))
    assert document.reader == "pdf"
    return document


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table]


def grid_at(top: float, rows: list[str], left: float = 100, step: float = 80) -> list[Words]:
    """Rows of words set apart by bars, 14 points below each other; an empty word is none."""
    return [
        (left + step * column, top + 14 * number, word)
        for number, row in enumerate(rows)
        for column, word in enumerate(row.split("|"))
        if word
    ]


PROSE = "Otters rest for most of the day and nobody who has seen it can say why they do it at all"
FILLER = [(100.0, 60 + 12.0 * number, PROSE) for number in range(4)]


def moved(words: list[Words], down: float) -> list[Words]:
    return [(x, y + down, text) for x, y, text in words]


CAPTION = (100.0, 190.0, "Table 1: Scores of two networks.")
PLAIN = ["Model|A|B", "Base|1.5|2.5", "*Ours|*3.5|4.5"]


def test_two_columns_of_the_fixtures() -> None:
    (paper,) = read(FILES / "two-columns.pdf")
    assert paper.title == "Otters at Rest: Sleeping Networks for Small Images"
    assert [block.kind for block in paper.blocks] == [
        "title", "paragraph", "heading", "abstract", "heading", *["paragraph"] * 5, "heading", "paragraph", "caption",
        "table", "paragraph", "heading", "paragraph",
    ]  # fmt: skip
    for said in (
        "how an efficient office of otters",  # a soft hyphen, and ligatures
        "Sleep is well-known to help",
        "A second paragraph begins here",
        "rest of this paper is spent on saying what.",
        "measured five times^2, and",
    ):
        assert said in paper.text
    (table,) = tables(paper)
    assert table.caption.startswith("Table 1: Accuracy (%) of three networks") and table.heading == "2 Results"
    assert [" | ".join(cell.text for cell in row) for row in table.rows] == [
        "Model | CIFAR-10 | CIFAR-100",
        "BaseNet | 81.0 | 60.1",
        "OtterNet, small | 82.5 | –",
        "OtterNet | 84.3 | 62.5 ± 0.2",
    ]
    assert [cell.text for row in table.rows for cell in row if cell.bold] == ["84.3", "62.5 ± 0.2"]


def test_table_over_two_columns_of_the_fixtures() -> None:
    (paper,) = read(FILES / "table-over-two-columns.pdf")
    (table,) = tables(paper)
    assert [" | ".join(cell.text for cell in row) for row in table.rows] == [
        " | CIFAR-10 | CIFAR-10 | CIFAR-100 | CIFAR-100 | SQuAD | SQuAD",
        "Model |  |  |  |  |  | ",
        " | Acc. | F1 | Acc. | F1 | EM | F1",
        "BaseNet (Byron et al., 2020) | 81.0 | 80.1 | 60.1 | 59.9 | 70.2 | 80.3",
        "OtterNet w/o sleep | 82.2 ± 0.1 | 81.0 | 61.2 | – | 71.0 | 81.2",
        "Ours |  |  |  |  |  | ",
        "OtterNet | 84.3 ± 0.2 | 83.5 | 62.5 | 61.8 | 73.9 | 83.4",
    ]
    assert (table.header_rows, [block.kind for block in paper.blocks]) == (
        3, ["paragraph", "paragraph", "caption", "table", "paragraph", "paragraph"],
    )  # fmt: skip


def test_places_say_where_a_line_stands() -> None:
    paper = pdf(
        show([(100, 60, "Otters rest and are happy, all of them, in a re-"), (100, 72, "markable way.")]), show(FILLER)
    )
    first, second, *others = paper.places
    assert paper.text[first.start : first.end] == "Otters rest and are happy, all of them, in a re"
    assert paper.text[second.start : second.end] == "markable way."
    assert (first.page, second.page, {place.page for place in others}) == (1, 1, {2})
    left, top, right, bottom = second.box
    assert left == pytest.approx(100, abs=1) and top < 72 < bottom and right < 170
    assert all(above.end <= below.start for above, below in pairwise(paper.places))


GRIDS: list[tuple[list[Words], list[Rule], list[str]]] = [
    (grid_at(210, PLAIN), [], ["Model | A | B", "Base | 1.5 | 2.5", "Ours | 3.5 | 4.5"]),
    (grid_at(130, PLAIN), [], ["Model | A | B", "Base | 1.5 | 2.5", "Ours | 3.5 | 4.5"]),  # above its caption
    (
        grid_at(210, PLAIN),
        [(95, 300, 200), (95, 300, 213), (95, 300, 243)],
        ["Model | A | B", "Base | 1.5 | 2.5", "Ours | 3.5 | 4.5"],
    ),
    (
        grid_at(210, ["Model|A|B", "Base||2.5", "*Ours|*3.5|4.5"]),
        [],
        ["Model | A | B", "Base |  | 2.5", "Ours | 3.5 | 4.5"],
    ),
    (
        [(193.0, 210.0, "Accuracy (%)"), *grid_at(224, PLAIN)],
        [],
        [" | Accuracy (%) | Accuracy (%)", "Model | A | B", "Base | 1.5 | 2.5", "Ours | 3.5 | 4.5"],
    ),
    (
        [(180.0, 210.0, "Accuracy"), *grid_at(224, PLAIN)],
        [(95, 300, 200), (178, 290, 213), (95, 300, 227), (95, 300, 257)],
        [" | Accuracy | Accuracy", "Model | A | B", "Base | 1.5 | 2.5", "Ours | 3.5 | 4.5"],
    ),
    (
        grid_at(210, ["Model|A|B", "Small", "Base|1.5|2.5", "Large", "*Ours|*3.5|4.5"]),
        [],
        ["Model | A | B", "Small |  | ", "Base | 1.5 | 2.5", "Large |  | ", "Ours | 3.5 | 4.5"],
    ),
]
NO_TABLES: list[list[Words]] = [
    grid_at(210, PLAIN),  # without a caption: the filler stands above it
    [CAPTION, *[(100.0, 210 + 12.0 * number, PROSE) for number in range(3)]],
    [CAPTION, *grid_at(210, ["Model|A|B"])],  # one row
    [CAPTION, (100, 210, "Model A"), (180, 210, "1.5"), (130, 224, "Model B"), (240, 224, "2.5")],  # columns disagree
    [CAPTION, *grid_at(210, PLAIN), (150, 252, "Across two of the columns"), (290, 252, "9.5")],
    [(100, 190, "Figure 1: Scores."), *grid_at(210, PLAIN)],
    [(100, 190, "Table 1 shows how they rest."), *grid_at(210, PLAIN)],
    [CAPTION, *grid_at(330, PLAIN)],  # too far
]


@pytest.mark.parametrize(("words", "rules", "expected"), GRIDS)
def test_cells_of_a_table(words: list[Words], rules: list[Rule], expected: list[str]) -> None:
    paper = pdf(show([*FILLER, CAPTION, *words, *moved(FILLER, 220)], rules))
    (table,) = tables(paper)
    assert [" | ".join(cell.text for cell in row) for row in table.rows] == expected
    assert (table.caption, [cell.text for row in table.rows for cell in row if cell.bold]) == (
        CAPTION[2],
        ["Ours", "3.5"],
    )
    places = {(place.start, place.end): place.box for place in paper.places}
    for cell in (cell for row in table.rows for cell in row if cell.text):
        assert cell.span.of(paper.text) == cell.text and (cell.span.start, cell.span.end) in places


@pytest.mark.parametrize("words", NO_TABLES, ids=range(len(NO_TABLES)))
def test_what_is_no_clear_table_stays_text(words: list[Words]) -> None:
    paper = pdf(show([*FILLER, *words]))
    assert tables(paper) == []
    assert all(word in paper.text for _, _, text in words for word in text.strip("*").split())


def column(left: float, words: str) -> list[Words]:
    return [
        (left, 60 + 12.0 * number, f"{words} line {number} is as long as any other in its column")
        for number in range(9)
    ]


ORDERS = [
    (show(column(60, "left")), ["left"] * 9),
    (
        show([word for pair in zip(column(60, "left"), column(320, "right"), strict=True) for word in pair]),
        ["left"] * 9 + ["right"] * 9,
    ),
    (show(column(320, "right") + column(60, "left")), ["left"] * 9 + ["right"] * 9),
    (
        show([(60, 40, "whole and reaching over both of the columns"), *column(320, "right"), *column(60, "left")]),
        ["whole"] + ["left"] * 9 + ["right"] * 9,
    ),
]


@pytest.mark.parametrize(("page", "expected"), ORDERS, ids=range(len(ORDERS)))
def test_reading_order(page: str, expected: list[str]) -> None:
    words = pdf(page).text.split()
    assert [word for word in words if word in ("left", "right", "whole")] == expected


def test_table_over_both_columns() -> None:
    rows = grid_at(200, ["Model|A|B|C|D|E", "Base|1.5|2.5|3.5|4.5|5.5", "Ours|1.6|2.6|3.6|4.6|5.6"], left=80)
    below = moved(column(60, "left") + column(320, "right"), 220)
    caption = (80.0, 180.0, "Table 1: Scores of two networks that reach over both of the columns of the page.")
    paper = pdf(
        show(
            [*column(60, "left"), *column(320, "right"), caption, *rows, *below],
            [(70, 530, y) for y in (190, 203, 232)],
        )
    )
    (table,) = tables(paper)
    assert [len(row) for row in table.rows] == [6, 6, 6]


SENTENCES = [
    (["Otters rest in a re-", "markable way."], "Otters rest in a remarkable way."),
    (["A state-of-the-", "art otter rests."], "A state-of-the-art otter rests."),
    (["A well-known otter, so well-", "known that it rests."], "A well-known otter, so well-known that it rests."),
    (["Otters like GPT-", "Neo and rest."], "Otters like GPT- Neo and rest."),
    (["Otters rest - they", "sleep."], "Otters rest - they sleep."),
    (["Otters rest 5-", "fold."], "Otters rest 5- fold."),
]


@pytest.mark.parametrize(("lines", "text"), SENTENCES)
def test_lines_are_joined(lines: list[str], text: str) -> None:
    assert pdf(show([(100, 60 + 12 * number, line) for number, line in enumerate(lines)])).text == text


def test_page_numbers_and_running_titles_are_left_out() -> None:
    pages = [
        show([(250, 30, f"Otters at Rest {number}"), *moved(FILLER, 40), (300, 780, str(number))])
        for number in range(1, 5)
    ]
    paper = pdf(*pages)
    assert "Otters at Rest" not in paper.text and paper.text.count("Otters rest") == 16


@pytest.mark.parametrize(("step", "kept"), [(1, False), (2, True)])
def test_line_numbers_of_manuscripts_are_left_out(step: int, kept: bool) -> None:
    lines = [(100.0, 90 + 12.0 * number, PROSE) for number in range(20)]
    numbers = [(40.0, y, str(100 + step * number)) for number, (_, y, _) in enumerate(lines)]
    text = pdf(show([*lines, *numbers])).text
    assert [str(100 + step * number) in text for number in range(20)] == [kept] * 20


def test_rotated_stamp_in_the_margin_is_left_out() -> None:
    stamp = "BT /F1 20 Tf 0 1 -1 0 30 300 Tm (arXiv:0000.00000) Tj ET"
    assert "arXiv" not in pdf(f"{show(FILLER)}\n{stamp}").text


ENDLESS = f"1{'0' * 51}.5"


@pytest.mark.parametrize("place", [f"100 {ENDLESS}", f"{ENDLESS} 100", f"{ENDLESS} {ENDLESS}", "100 -2000000.5"])
def test_letters_that_stand_nowhere_are_left_out(place: str) -> None:
    text = pdf(f"{show(FILLER)}\nBT /F1 10 Tf 1 0 0 1 {place} Tm (Lost) Tj ET").text
    assert text == pdf(show(FILLER)).text


ENCRYPTED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"
UNREADABLE = [
    (b"%PDF-1.7\n", "is damaged and cannot be opened as a PDF"),
    (b"%PDF-1.7\nOtters rest.\n%%EOF", "is damaged and cannot be opened as a PDF"),
    (written(show(FILLER), trailer=ENCRYPTED), "is encrypted with a password"),
    (written("100 100 m 200 200 l S"), "holds no text, only pictures of its pages"),
    (written(""), "holds no text, only pictures of its pages"),
]


@pytest.mark.parametrize(("data", "why"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_pdf_that_cannot_be_read_gives_one_line(data: bytes, why: str) -> None:
    with pytest.raises(ReadError) as raised:
        list(read_stdin(io.BytesIO(data)))
    assert raised.value.why.startswith(why) and "\n" not in str(raised.value)


def test_more_pages_than_are_read_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "PAGES", 2)
    told: list[ReadError] = []
    (paper,) = read_stdin(io.BytesIO(written(*[show(FILLER)] * 3)), told.append)
    assert [error.why[:37] for error in told] == ["has 3 pages; the first 2 were read, s"]
    assert {place.page for place in paper.places} == {1, 2}


def test_pages_after_too_many_letters_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "LETTERS", 100)
    told: list[ReadError] = []
    (paper,) = read_stdin(io.BytesIO(written(*[show(FILLER)] * 3)), told.append)
    assert [error.why for error in told] == ["has more than 100 letters; pages from 2 on were left out"]
    assert {place.page for place in paper.places} == {1}


def test_pdf_by_another_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(written(show(FILLER)))
    with pytest.raises(ReadError, match=r"is a PDF; give its name the suffix \.pdf"):
        list(read(tmp_path / "a.txt"))


PLACED = st.tuples(
    st.integers(0, 60), st.integers(1, 60), st.sampled_from(["a", "1.5", "*B", "Table 1: x", "re-", "Otters rest."])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACED, min_size=1, max_size=40))
def test_any_page_gives_its_words_once_and_in_order(words: list[tuple[int, int, str]]) -> None:
    once = {(x, y): text for x, y, text in words}
    try:
        paper = pdf(show([(x * 10, y * 13, text) for (x, y), text in once.items()]))
    except ReadError:  # page numbers alone
        return
    assert all(above.span.end < below.span.start for above, below in pairwise(paper.blocks))
    assert all(above.end <= below.start for above, below in pairwise(paper.places))
    for cell in (cell for table in tables(paper) for row in table.rows for cell in row):
        assert cell.span.of(paper.text) == cell.text
