"""The pages where people decide: reading only unless it is asked for, and what is written shows at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from leaderboard import queries
from leaderboard.app.reporting import report_link, report_text
from leaderboard.ingest import ingest
from registry.catalog import load_catalog
from registry.snapshots import connect
from registry.store import Registry

PAPER = "# A study\n\nFooNet reaches 92.8% accuracy on SST-2. BarNet reaches 91.5% accuracy on SST-2.\n"
BOARD = "sst-2--accuracy"
Opened = Callable[..., AppTest]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("curated")
    (folder / "paper.md").write_text(PAPER, "utf-8")
    ingest([str(folder / "paper.md")], folder / "c.duckdb", load_catalog())
    return folder / "c.duckdb"


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(made, tmp_path / "c.duckdb"))


@pytest.fixture
def claim_id(db: Path) -> str:
    with connect(db) as con:
        return str(con.execute("SELECT claim_id FROM claims WHERE quote = '92.8%'").fetchall()[0][0])


@pytest.fixture
def opened(db: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    monkeypatch.setenv("CLAIMBOARD_DB", str(db))
    monkeypatch.setenv("CLAIMBOARD_CURATE", "1")

    def page(page_name: str, /, **query: str) -> AppTest:
        test = AppTest.from_string(f"from leaderboard.app import {page_name}\n{page_name}.show()\n", default_timeout=60)
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    return page


def html(page: AppTest) -> str:
    return " ".join(str(each.proto.body) for each in page.get("html"))


def send(page: AppTest, name: str = "Ada", reason: str = "I looked") -> AppTest:
    next(each for each in page.text_input if each.label == "Your name").set_value(name)
    page.text_area[0].set_value(reason)
    next(each for each in page.button if each.label == "Write this decision").click()
    return page.run()


def test_the_app_only_reads_unless_it_was_started_to_write(
    opened: Opened, claim_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMBOARD_CURATE", "0")
    page = opened("claim_page", id=claim_id)
    assert not page.exception
    assert not [each for each in page.button if each.label == "Write this decision"]
    assert f"claimboard curate accept {claim_id}" in page.code[0].value


@pytest.mark.parametrize(("action", "status"), [("Accept", "accepted"), ("Reject", "rejected")])
def test_a_decision_is_written_and_shown(action: str, status: str, opened: Opened, claim_id: str, db: Path) -> None:
    page = opened("claim_page", id=claim_id)
    page.radio[0].set_value(action).run()
    page = send(page)
    assert not page.exception
    assert "Written and published" in page.success[0].value
    assert "I looked" in html(page)
    assert next(each for each in page.text_input if each.label == "Your name").value == "Ada"
    with connect(db) as con:
        assert con.execute("SELECT status FROM claims WHERE claim_id = ?", [claim_id]).fetchall() == [(status,)]
    board = opened("board_page", name=BOARD, status=status)
    assert board.dataframe[0].value["model"].tolist() == ["FooNet"]
    assert opened("board_page", name=BOARD, status="extracted").dataframe[0].value["model"].tolist() == ["BarNet"]


def test_a_correction_sets_what_was_changed_and_is_taken_back(opened: Opened, claim_id: str, db: Path) -> None:
    page = opened("claim_page", id=claim_id)
    page.radio[0].set_value("Correct").run()
    next(each for each in page.text_input if each.label == "value").set_value("82.8")
    page = send(page)
    assert page.success, [each.value for each in page.error]
    with connect(db) as con:
        assert queries.decisions(con, claim_id)["changes"].to_list() == ['{"value": "82.8"}']
        assert queries.board(con, BOARD).select("model", "rank").rows() == [("BarNet", 1), ("FooNet", 2)]
    page.radio[0].set_value("Take back").run()
    page = send(page, reason="I misread")
    assert page.success, [each.value for each in page.error]
    with connect(db) as con:
        assert queries.board(con, BOARD).select("model", "rank").rows() == [("FooNet", 1), ("BarNet", 2)]


def test_a_place_is_corrected(opened: Opened, claim_id: str, db: Path) -> None:
    page = opened("claim_page", id=claim_id)
    page.radio[0].set_value("Correct").run()
    about = next(each for each in page.selectbox if each.label == "About")
    about.set_value(f"its place on {BOARD}").run()
    next(each for each in page.text_input if each.label == "protocol").set_value("shots=5")
    page = send(page)
    assert page.success, [each.value for each in page.error]
    with connect(db) as con:
        assert queries.boards(con)["board"].sort().to_list() == [BOARD, f"{BOARD}--shots-5"]


@pytest.mark.parametrize(
    ("name", "reason", "value", "said"),
    [("", "x", "80", "needs your name"), ("Ada", "", "80", "a reason"), ("Ada", "x", "many", "Not written")],
)
def test_what_cannot_be_written_is_told_and_kept_in_the_form(
    name: str, reason: str, value: str, said: str, opened: Opened, claim_id: str, db: Path
) -> None:
    page = opened("claim_page", id=claim_id)
    page.radio[0].set_value("Correct").run()
    next(each for each in page.text_input if each.label == "value").set_value(value)
    page = send(page, name, reason)
    assert said in page.error[0].value
    assert next(each for each in page.text_input if each.label == "value").value == value
    with connect(db) as con:
        assert queries.decisions(con).is_empty()


def test_another_writer_is_waited_for_by_the_person(opened: Opened, claim_id: str, db: Path) -> None:
    page = opened("claim_page", id=claim_id)
    with Registry.open(db):
        page = send(page)
    assert page.error[0].value == "Not written."
    assert any("another process is writing" in each.value for each in page.text)


def test_a_report_has_what_one_needs_to_mend_a_rule(opened: Opened, claim_id: str, db: Path) -> None:
    with connect(db) as con:
        claim = queries.claim(con, claim_id)
    told = report_text(claim, 1)
    for part in (claim_id, "92.8%", claim.sentence, claim.rule, claim.extractor_version, "What is wrong:"):
        assert part in told
    assert "said" in told.partition("claimboard explain:")[2]
    page = opened("claim_page", id=claim_id)
    page.toggle[0].set_value(True).run()
    assert not page.exception
    assert any(claim_id in each.value and claim.rule in each.value for each in page.code)


LINKS = [
    ("https://example.org/new?title={title}&body={text}", "https://example.org/new?title=a%26b&body=%3Cx%3E%20"),
    ("mailto:a@example.org?body={text}", "mailto:a@example.org?body=%3Cx%3E%20"),
    ("javascript:alert({text})", ""),
    ("", ""),
]


@pytest.mark.parametrize(("template", "begins"), LINKS)
def test_a_report_goes_where_the_setting_says(template: str, begins: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMBOARD_REPORT_LINK", template)
    address = report_link("a&b", "<x> " + "ü" * 10_000)
    assert address.startswith(begins)
    assert len(address) <= 6_000
    assert bool(address) == bool(begins)


def test_the_protocol_leads_to_the_board_under_it(demo_registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with connect(demo_registry) as con:
        slug = next(each for each in queries.boards(con)["board"] if not queries.siblings(con, each).is_empty())
        other = queries.siblings(con, slug)["board"][0]
    monkeypatch.setenv("CLAIMBOARD_DB", str(demo_registry))
    page = AppTest.from_string("from leaderboard.app import board_page\nboard_page.show()\n", default_timeout=60)
    page.query_params["name"] = slug
    page.run()
    chosen = next(each for each in page.selectbox if each.label == "Split and protocol")
    chosen.set_value(other).run()
    assert not page.exception
    assert page.query_params["name"] == other
