"""The pages as Streamlit runs them, on the bundled sample."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import leaderboard.app.main as entry
from leaderboard import queries
from leaderboard.app.evidence import link
from registry.snapshots import connect

Page = Callable[..., AppTest]
MAIN = Path(__file__).resolve().parents[2] / "leaderboard" / "app"


@pytest.fixture
def page(demo_registry: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setenv("CLAIMBOARD_DB", str(demo_registry))

    def opened(name: str, **query: str) -> AppTest:
        script = f"from leaderboard.app import {name}\n{name}.show()\n"
        test = AppTest.from_string(script, default_timeout=60)
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    return opened


def said(page: AppTest) -> str:
    return " ".join(str(element.value) for element in [*page.text, *page.caption, *page.error, *page.info, *page.title])


def test_without_a_name_the_fullest_board_opens(page: Page, demo_registry: Path) -> None:
    fullest = queries.boards(connect(demo_registry)).row(0, named=True)
    shown = page("board_page")
    assert not shown.exception
    assert shown.title[0].value == fullest["benchmark_name"]
    assert shown.dataframe[0].value["rank"].count() == fullest["models"]


def test_a_board_links_the_files_of_its_export(page: Page, demo_registry: Path) -> None:
    slug = queries.boards(connect(demo_registry))["board"][-1]
    shown = " ".join(str(each.value) for each in page("board_page", board=slug).get("html"))
    for suffix in ("csv", "json", "tex", "md", "bib"):
        assert f'href="/export/{slug}.{suffix}"' in shown


def test_a_board_in_the_address_opens_in_the_order_of_its_ranks(page: Page, demo_registry: Path) -> None:
    slug = queries.boards(connect(demo_registry))["board"][-1]
    shown = page("board_page", board=slug)
    ranks = shown.dataframe[0].value["rank"].tolist()
    assert not shown.exception
    assert ranks == sorted(ranks)


def test_a_board_that_does_not_exist_is_not_replaced_by_another(page: Page) -> None:
    shown = page("board_page", board="no-such-board")
    assert [error.value for error in shown.error] == ["There is no such board in this registry."]
    assert not shown.dataframe
    assert shown.button, "near names to choose from"


def test_choosing_a_near_name_opens_that_board(page: Page) -> None:
    shown = page("board_page", board="no-such-board")
    name = shown.button[0].label
    opened = shown.button[0].click().run()
    assert not opened.error
    assert opened.query_params["board"] in (name, [name])


def test_a_claim_shows_its_words_and_its_rule(page: Page, demo_registry: Path) -> None:
    claim_id = connect(demo_registry).execute("SELECT claim_id FROM claims WHERE row_index IS NULL").fetchall()[0][0]
    claim = queries.claim(connect(demo_registry), claim_id)
    shown = page("claim_page", id=claim_id)
    html = " ".join(str(each.proto.body) for each in shown.get("html"))
    assert not shown.exception
    assert "<mark>" in html
    assert claim.rule in html


def test_a_claim_that_does_not_exist_says_so(page: Page) -> None:
    shown = page("claim_page", id="0" * 16)
    assert shown.error[0].value.startswith("There is no such claim")


def test_foreign_text_is_shown_not_run(page: Page, demo_registry: Path) -> None:
    rows = connect(demo_registry).execute("SELECT claim_id FROM claims WHERE title LIKE '<script>%'").fetchall()
    assert rows, "the hostile document has a claim"
    shown = page("claim_page", id=rows[0][0])
    html = " ".join(str(each.proto.body) for each in shown.get("html"))
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[", "", "JaVaScRiPt:x", "//host"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert link(url, "paper") == "paper"


def test_a_web_address_is_escaped() -> None:
    assert link('https://example.org/"><script>', "a<b").startswith(
        '<a href="https://example.org/&quot;&gt;&lt;script&gt;"'
    )


def test_a_missing_registry_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMBOARD_DB", str(tmp_path / "none.duckdb"))
    shown = AppTest.from_file(str(entry.__file__), default_timeout=60).run()
    assert not shown.exception
    assert "claimboard ingest" in " ".join(code.value for code in shown.code)
