"""The app as a person opens it: a real server, a real Chromium, the bundled sample."""

import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.error import HTTPError
from urllib.parse import quote

import polars as pl
import pytest

from leaderboard import queries
from registry.snapshots import connect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
TIMEOUT = 60_000


@pytest.fixture(scope="module")
def server(demo_registry: Path, serving: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    with serving(demo_registry) as address:
        yield address


@pytest.fixture
def page(browser: "Browser", server: str) -> Iterator["Page"]:
    """A page that may talk to the app and to nothing else; a script error fails the test that caused it."""
    opened = browser.new_page(viewport={"width": 1280, "height": 1000})
    opened.set_default_timeout(TIMEOUT)
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: faults.append(f"a dialog opened: {dialog.message}"))
    opened.route("**/*", lambda route: route.continue_() if route.request.url.startswith(server) else route.abort())
    yield opened
    assert not faults


def go(page: "Page", address: str) -> None:
    page.goto(address)
    settle(page)


def settle(page: "Page") -> None:
    page.wait_for_selector(SETTLED)
    page.wait_for_timeout(300)
    page.wait_for_selector(SETTLED)


def test_from_a_search_to_the_sentence_and_its_paper(page: "Page", server: str, demo_registry: Path) -> None:
    """Search a benchmark, open its board, narrow it, open the third row's claim, see the marked sentence, follow it to
    the paper."""
    con = connect(demo_registry)
    board = queries.boards(con).row(0, named=True)
    go(page, server)
    page.get_by_label("Search").fill(board["benchmark_name"])
    page.get_by_role("heading", name="Boards (").wait_for()
    settle(page)
    in_address(page, "search=")
    page.locator(f'a[href="/board?name={board["board"]}"]').first.click()
    page.wait_for_url(f"**/board?name={board['board']}")
    settle(page)
    page.get_by_role("heading", name=board["benchmark_name"], exact=True).wait_for()
    page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first.wait_for()
    keep(page, "board")

    ranking = queries.standing(connect(demo_registry), board["board"])
    year = str(ranking["year"].drop_nulls().mode().sort()[0])
    page.get_by_role("combobox", name="Year").click()
    page.get_by_role("option", name=year, exact=True).click()
    settle(page)
    in_address(page, f"year={year}")
    third = ranking.filter(year=int(year)).row(2, named=True)
    select_row(page, 2)
    page.get_by_role("heading", name="Evidence").wait_for()
    in_address(page, f"claim={third['claim_id']}")
    page.locator("mark").first.wait_for()
    assert page.locator("mark").first.inner_text()

    page.get_by_role("link", name="Open this claim").click()
    page.wait_for_url(f"**/claim?id={third['claim_id']}")
    settle(page)
    page.get_by_role("heading", name="Where it comes from").wait_for()
    quoted = queries.claim(connect(demo_registry), third["claim_id"]).quote
    page.locator("mark").first.wait_for()
    assert page.locator("mark").first.inner_text() == quoted
    keep(page, "claim")

    page.get_by_role("link", name="Open the paper, with its claims marked").click()
    page.wait_for_url("**/paper?**")
    settle(page)
    claims = queries.claims_of_document(connect(demo_registry), third["document_id"])
    page.locator("mark.here").first.wait_for()
    assert page.locator("mark.here").inner_text() == quoted
    marks = page.locator(".paper mark, .grid mark")
    marks.nth(claims.height - 1).wait_for(state="attached")
    assert marks.count() >= claims.height
    keep(page, "paper")


def keep(page: "Page", name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def in_address(page: "Page", part: str) -> None:
    """The address follows a choice some time after the page does."""
    page.wait_for_url(lambda address: part in address)


def grid_at_rest(page: "Page") -> dict[str, float]:
    """Where the first grid stands, once its cells are drawn and nothing above it moves it any more."""
    grid = page.locator("[data-testid=stDataFrame]").first
    grid.locator("[role=gridcell]").first.wait_for(state="attached")
    before = None
    for _ in range(100):
        box = grid.bounding_box()
        if box is not None and box == before:
            return dict(box)
        before = box
        page.wait_for_timeout(200)
    pytest.fail("the grid does not come to rest")


def select_row(page: "Page", row: int) -> None:
    """Tick a row of the ranking, as a mouse does: the grid is a canvas, with the box to tick at its left edge."""
    frame = grid_at_rest(page)
    page.mouse.click(frame["x"] + 17, frame["y"] + 35 * (row + 1) + 18)
    settle(page)


def test_a_row_is_picked_by_keyboard(page: "Page", server: str, demo_registry: Path) -> None:
    slug = queries.boards(connect(demo_registry))["board"][0]
    go(page, f"{server}/board?name={slug}")
    frame = grid_at_rest(page)
    page.mouse.click(frame["x"] + 120, frame["y"] + 35 + 18)  # a cell of the first row
    page.wait_for_timeout(500)  # the grid takes the focus when it has drawn
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(500)
    page.keyboard.press("Shift+Space")
    settle(page)
    second = queries.standing(connect(demo_registry), slug)["claim_id"][1]
    page.get_by_role("heading", name="Evidence").wait_for()
    in_address(page, f"claim={second}")


def test_a_query_is_run_and_its_address_gives_the_same_answer(page: "Page", server: str) -> None:
    go(page, f"{server}/sql")
    page.get_by_label("One SELECT statement").fill("SELECT count(*) AS how_many FROM claims")
    page.get_by_role("button", name="Run").click()
    page.wait_for_url("**/sql?q=**")
    page.locator("[data-testid=stDataFrame]").first.wait_for()
    address = page.url
    go(page, address)
    assert page.get_by_label("One SELECT statement").input_value() == "SELECT count(*) AS how_many FROM claims"
    page.locator("[data-testid=stDataFrame]").first.wait_for()


def test_rows_are_taken_along_as_latex(page: "Page", server: str, demo_registry: Path) -> None:
    slug = queries.boards(connect(demo_registry))["board"][0]
    go(page, f"{server}/board?name={slug}")
    page.get_by_role("button", name="Export and cite").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="LaTeX").click()
    told = Path(taken.value.path()).read_text(encoding="utf-8")
    assert taken.value.suggested_filename == f"{slug}.tex"
    assert told.startswith(r"\begin{tabular}")
    assert told.count(r"\\") == queries.board(connect(demo_registry), slug).height + 1


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/board", 200), ("/_stcore/health", 200), ("/nothing", 404)])
def test_an_address_that_nobody_has_is_not_found(path: str, status: int, server: str) -> None:
    """Beside Streamlit, which would answer any address with the app."""
    try:
        with urllib.request.urlopen(server + path) as answer:
            assert answer.status == status
    except HTTPError as error:
        assert error.code == status


@pytest.mark.parametrize(
    "address", ["/board?name=no-such-board", "/claim?id=none", "/paper?id=none", "/model?name=none"]
)
def test_a_wrong_name_says_so(page: "Page", server: str, address: str) -> None:
    go(page, server + address)
    page.get_by_text("There is no such").wait_for()


def test_a_deep_link_to_a_hostile_document_shows_it_literally(page: "Page", server: str, demo_registry: Path) -> None:
    rows = (
        connect(demo_registry)
        .execute("SELECT claim_id, document_id FROM claims WHERE title LIKE '<script>%'")
        .fetchall()
    )
    for address in (f"/claim?id={rows[0][0]}", f"/paper?id={rows[0][1]}"):
        go(page, server + address)
        page.locator("mark").first.wait_for()
        page.get_by_text("at $5 and $6").first.wait_for()
        page.get_by_text("<script>alert(1)</script> *bold* $x$").first.wait_for()
        text = page.locator("[data-testid=stApp]").inner_text()
        assert "<script>alert(1)</script> *bold* $x$" in text
        assert "at $5 and $6" in text
        assert page.title() != "owned"
        assert page.locator("a[href^=javascript]").count() == 0


def test_findings_are_narrowed_and_open_their_evidence_side_by_side(
    page: "Page", server: str, demo_registry: Path
) -> None:
    findings = queries.findings(connect(demo_registry))
    on_boards = "SELECT claim_id, benchmark FROM results"
    benchmark_of = dict(connect(demo_registry).execute(on_boards).fetchall())
    conflict = findings.filter(check_id="cross-paper").row(0, named=True)
    benchmark = benchmark_of[conflict["claim_id"]]
    go(page, f"{server}/findings")
    passing = findings
    for label, name, value in (
        ("Severity", "severity", conflict["severity"]),
        ("Check", "check_id", "cross-paper"),
        ("Outcome", "outcome", conflict["outcome"]),
    ):
        page.get_by_role("combobox", name=label).click()
        page.get_by_role("option", name=value, exact=True).click()
        settle(page)
        in_address(page, f"{'check' if name == 'check_id' else name}={value}")
        passing = passing.filter(pl.col(name) == value)
        page.locator(f'[aria-label*=" of {passing.height:,} findings"]').first.wait_for(state="attached")
    page.get_by_role("combobox", name="Benchmark").click()
    page.get_by_role("combobox", name="Benchmark").fill(benchmark)
    page.get_by_role("option", name=benchmark, exact=True).click()
    settle(page)
    select_row(page, 0)
    page.get_by_role("heading", name="Finding", exact=True).wait_for()
    in_address(page, "finding=")
    opened = findings.filter(finding_id=page.url.split("finding=")[1].split("&")[0]).row(0, named=True)
    assert benchmark in {benchmark_of.get(each) for each in opened["claim_ids"]}
    page.locator("[data-testid=stText]").get_by_text(opened["message"], exact=True).wait_for()
    marks = page.locator("mark")
    marks.nth(1).wait_for()
    assert marks.count() == 2
    left, right = (marks.nth(at).bounding_box() for at in (0, 1))
    assert left is not None and right is not None
    assert left["x"] < 640 < right["x"]
    keep(page, "finding")


def test_what_the_checks_say_is_marked_on_claims_and_board_rows(page: "Page", server: str, demo_registry: Path) -> None:
    con = connect(demo_registry)
    finding = queries.findings(con).filter(check_id="cross-paper").row(0, named=True)
    go(page, f"{server}/claim?id={finding['claim_id']}")
    page.get_by_role("heading", name="What the checks say of it").wait_for()
    page.locator(f'a[href="/findings?finding={finding["finding_id"]}"]').click()
    page.get_by_role("heading", name="Finding", exact=True).wait_for()
    page.locator("[data-testid=stText]").get_by_text(finding["message"], exact=True).wait_for()

    slug = queries.claim(con, finding["claim_id"]).boards[0]
    flagged = queries.findings_of_board(con, slug)["claim_id"].to_list()
    rows = queries.standing(con, slug)
    go(page, f"{server}/board?name={slug}")
    page.get_by_role("combobox", name="Status").click()
    page.get_by_role("option", name="has findings", exact=True).click()
    settle(page)
    left = rows.filter(pl.col("claim_id").is_in(flagged)).height
    assert left > 0
    page.get_by_text(f"Showing {left:,} of {rows.height:,} rows").wait_for()
    cells = page.locator("[data-testid=stDataFrame] [role=gridcell]").filter(has_text="⚑")
    cells.nth(left - 1).wait_for(state="attached")  # a grid is drawn after the text around it
    assert cells.count() == left
    keep(page, "board-with-findings")


def addresses(db: Path) -> dict[str, str]:
    """An address a page, with something to see on it."""
    slug = queries.boards(connect(db))["board"][0]
    row = queries.standing(connect(db), slug).row(0, named=True)
    pair = queries.conflicts(connect(db)).row(0, named=True)
    finding = queries.findings(connect(db)).filter(check_id="cross-paper")["finding_id"][0]
    return {
        "home": "/",
        "search": "/?search=bert",
        "boards": "/board",
        "board": f"/board?name={slug}&claim={row['claim_id']}",
        "models": "/model",
        "model": f"/model?name={quote(row['model'])}",
        "papers": "/paper",
        "paper": f"/paper?id={row['document_id']}&claim={row['claim_id']}",
        "claim": f"/claim?id={row['claim_id']}",
        "conflicts": f"/conflicts?pair={pair['claim_id']}-{pair['other_claim_id']}",
        "findings": f"/findings?finding={finding}",
        "sql": "/sql?q=FROM%20leaderboard",
        "about": "/about",
    }


def plain_addresses(db: Path) -> dict[str, str]:
    """The pages to cite, which need no script, and what is said of an address that nobody has."""
    slug = queries.boards(connect(db))["board"][0]
    row = queries.standing(connect(db), slug).row(0, named=True)
    names = {"b": slug, "claim": row["claim_id"], "paper": row["document_id"]}
    return {f"plain {page}": f"/{page}/{name}" for page, name in names.items()} | {"plain 404": "/b/nowhere"}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_every_page_is_for_everyone(
    page: "Page",
    violations: Callable[["Page"], list[tuple[str, str]]],
    server: str,
    demo_registry: Path,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    """No page scrolls sideways, and axe finds nothing against it."""
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for name, address in addresses(demo_registry).items():
        go(page, server + address)
        page.locator("[data-testid=stCaptionContainer]").last.wait_for()
        settle(page)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= width, f"{name} is {wide} px wide"
        page.locator("h1").first.wait_for()
        assert page.locator("h1").count() == 1, f"{name} has one main heading"
        found[name] = violations(page)
        keep(page, f"{name}-{width}-{scheme}")
    for name, address in plain_addresses(demo_registry).items():
        page.goto(server + address)
        found[name] = violations(page)
    assert {name: faults for name, faults in found.items() if faults} == {}
