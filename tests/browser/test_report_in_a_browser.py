"""The HTML report as a person opens it: a file, offline, in a real Chromium."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from leaderboard.verify import FORMATS, Report, verify_files
from registry.catalog import load_catalog

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DRAFTS = Path(__file__).resolve().parents[1] / "leaderboard" / "golden" / "verify" / "drafts"


@pytest.fixture(scope="module")
def report() -> Report:
    return verify_files([str(DRAFTS)], load_catalog())


@pytest.fixture(scope="module")
def file(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(FORMATS["html"](report), "utf-8")
    return file


@pytest.fixture
def page(browser: "Browser", file: Path) -> Iterator["Page"]:
    """The report opened without a network; whatever it asks for beside itself, says or runs fails the test."""
    context = browser.new_context(offline=True)
    opened = context.new_page()
    faults: list[str] = []
    asked: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("dialog", lambda dialog: faults.append(dialog.message))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    context.close()
    assert asked == [file.as_uri()]
    assert faults == []


def test_each_finding_shows_its_words_marked_and_its_tables_drawn(page: "Page", report: Report) -> None:
    articles = page.locator("article")
    assert articles.count() == len(report.disagreements)
    for number, told in enumerate(report.disagreements):
        article = articles.nth(number)
        assert article.get_by_text(told.finding.message, exact=True).is_visible()
        assert article.locator("mark").all_inner_texts() == [
            each.table.rows[each.table.row][each.table.column] if each.table else each.quote for each in told.evidence
        ]
        tables = [each.table for each in told.evidence if each.table]
        assert article.locator("table").count() == len(tables)
        for at, table in enumerate(tables):
            marked = article.locator("table").nth(at).locator("td:has(mark)")
            row = marked.locator("xpath=..").locator("td, th").all_inner_texts()
            assert row == list(table.rows[table.row])


def test_filters_hide_what_is_not_asked_for(page: "Page", report: Report) -> None:
    shown = page.locator("article:visible")
    findings = [each.finding for each in report.disagreements]
    page.get_by_label("warning").uncheck()
    assert shown.count() == sum(each.severity != "warning" for each in findings)
    page.get_by_label("warning").check()
    page.get_by_label("prose-vs-table").uncheck()
    assert shown.count() == sum(each.check_id != "prose-vs-table" for each in findings)
    page.get_by_label("prose-vs-table").press("Space")
    assert shown.count() == len(findings)


def test_hostile_words_are_shown_as_they_are(page: "Page") -> None:
    told = page.locator("body").inner_text()
    for words in (
        "BarNet <script>document.title = 'owned'</script> labels & [links](javascript:alert(1))",
        "On <img src=x onerror=alert(2)> and for $5 to $6, BarNet reaches",
        "Accuracy on SST-2 </table><script>alert(3)</script> (test set).",
    ):
        assert words in told
    assert page.title() == "Verification report"
    assert page.locator("script, img, a[href^=javascript]").count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_report_is_for_everyone(
    browser: "Browser",
    file: Path,
    violations: Callable[["Page"], list[tuple[str, str]]],
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    # axe is run from outside: the report's own policy lets no script run
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(file.as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    levels = [int(name[1]) for name in page.locator("h1, h2, h3").evaluate_all("all => all.map(one => one.tagName)")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    context.close()


def test_nothing_found_is_said(browser: "Browser", report: Report, tmp_path: Path) -> None:
    file = tmp_path / "clean.html"
    file.write_text(FORMATS["html"](replace(report, findings=(), failed=())), "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.get_by_text("No disagreement was found among what could be checked.").is_visible()
    assert page.locator("fieldset, article").count() == 0
