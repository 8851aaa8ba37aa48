"""A claim of a PDF says its page and box: in the registry, on the command line, in the app; one of HTML has none."""

import json
from pathlib import Path

import pypdfium2
import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from leaderboard.command_line import app
from registry.model import Document, Place
from registry.snapshots import connect

FILES = Path(__file__).parents[1] / "extractors" / "readers" / "files" / "one-table"
PDF, HTML = FILES / "Accuracy_on_small_images.pdf", FILES / "Accuracy_on_small_images.html"
BOX = "box_left, box_top, box_right, box_bottom"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("places") / "claimboard.duckdb"
    assert CliRunner().invoke(app, ["ingest", str(PDF), str(HTML), "--db", str(path)]).exit_code == 0
    return path


def claim_in(db: Path, reader: str, quote: str = "62.5") -> str:
    [(claim_id,)] = connect(db).execute(
        "SELECT claim_id FROM provenance WHERE reader = ? AND quote = ?", [reader, quote]
    ).fetchall()  # fmt: skip
    return str(claim_id)


def test_the_box_holds_the_number_on_its_page(db: Path) -> None:
    asked = f"SELECT quote, page, {BOX} FROM provenance WHERE reader = 'pdf' ORDER BY start_offset"
    rows = connect(db).execute(asked).fetchall()
    pages = list(pypdfium2.PdfDocument(PDF))
    assert [quote for quote, *_ in rows] == ["81.0", "60.1", "82.5", "84.3", "62.5"]
    for quote, number, left, top, right, bottom in rows:
        page = pages[number - 1]
        height = page.get_height()
        within = page.get_textpage().get_text_bounded(left - 1, height - bottom - 1, right + 1, height - top + 1)
        assert quote in within
        assert len(within) < 15, "the box of a cell holds one cell"


def test_a_web_page_has_no_places_and_its_print_is_another_document(db: Path) -> None:
    asked = "SELECT count(DISTINCT document_id), count(page) FROM provenance GROUP BY reader ORDER BY reader"
    assert connect(db).execute(asked).fetchall() == [(1, 0), (1, 5)]
    assert connect(db).execute("SELECT count(*) FROM documents").fetchall() == [(2,)]


def test_claim_tells_the_page_and_the_box(db: Path) -> None:
    printed, shown = claim_in(db, "pdf"), claim_in(db, "html")
    told = CliRunner().invoke(app, ["claim", printed, "--db", str(db)]).output
    fields = json.loads(CliRunner().invoke(app, ["claim", printed, "--json", "--db", str(db)]).output)
    left, top = fields["box_left"], fields["box_top"]
    assert f"page 1, {left:g}–{fields['box_right']:g} points from the left, {top:g}–" in told
    assert "on paper" not in CliRunner().invoke(app, ["claim", shown, "--db", str(db)]).output


def test_the_app_tells_the_page_and_the_box(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMBOARD_DB", str(db))
    page = AppTest.from_string("from leaderboard.app import claim_page\nclaim_page.show()\n", default_timeout=60)
    page.query_params["id"] = claim_in(db, "pdf")
    page.run()
    assert not page.exception
    told = " ".join(element.proto.body for element in page.get("html"))
    assert "<dt>page</dt><dd>1: " in told
    assert "<mark>62.5 ± 0.2</mark>" in told


def test_extract_prints_the_page_and_the_box() -> None:
    told = CliRunner().invoke(app, ["extract", str(PDF), "--as", "results"]).output
    results = json.loads(told)["results"]
    assert {row["page"] for row in results} == {1}
    assert all(len(row["box"]) == 4 for row in results)


LINES = (Place(0, 10, 1, (50, 10, 300, 20)), Place(11, 20, 1, (40, 22, 310, 32)), Place(21, 30, 2, (50, 10, 300, 20)))
STRETCHES = [
    ((2, 5), (1, (50, 10, 300, 20))),
    ((8, 14), (1, (40, 10, 310, 32))),  # over the end of a line
    ((18, 25), (1, (40, 22, 310, 32))),  # over the end of a page: where it begins
    ((21, 22), (2, (50, 10, 300, 20))),
    ((10, 11), None),  # the space between two lines
    ((30, 40), None),
]


@pytest.mark.parametrize(("stretch", "expected"), STRETCHES)
def test_a_stretch_stands_in_the_box_of_its_lines(
    stretch: tuple[int, int], expected: tuple[int, tuple[float, ...]] | None
) -> None:
    place = Document("p1", "x" * 40, places=LINES).place_of(*stretch)
    assert (place and (place.page, place.box)) == expected


UNCLEAR = FILES.parents[1] / "papers" / "unclear.pdf"


def test_a_table_whose_columns_are_not_clear_gives_nothing_and_is_told(tmp_path: Path) -> None:
    db = tmp_path / "claimboard.duckdb"
    told = CliRunner().invoke(app, ["ingest", str(UNCLEAR), "--db", str(db)])
    assert told.exit_code == 0
    assert "1 table of PDFs not read, for their columns are not clear" in told.output
    assert connect(db).execute("SELECT count(*) FROM claims WHERE kind = 'score'").fetchall() == [(0,)]
    asked = "SELECT rule, substring(text, start_offset + 1, 8) FROM store.skipped JOIN documents USING (document_id)"
    assert connect(db).execute(asked).fetchall() == [("table.unclear", "Table 1:")]
