"""The app as a person opens it: a real server, a real Chromium, the bundled sample."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError

import pytest

from leaderboard import queries
from registry.snapshots import connect

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = next((path for name in ("chromium", "chromium-headless-shell") if (path := shutil.which(name))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
TIMEOUT = 60_000

if CHROMIUM is None and not os.environ.get("CLAIMBOARD_REQUIRE_BROWSER"):
    pytest.skip("needs Debian's chromium on the PATH (apt-get install chromium)", allow_module_level=True)


@pytest.fixture(scope="module")
def server(demo_registry: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("claimboard")),
        "app",
        "--port",
        str(port),
        "--db",
        str(demo_registry),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address + "/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        told = process.communicate(timeout=30)[0]
    assert "Traceback" not in told, told


def wait_for(address: str, process: "subprocess.Popen[str]") -> None:
    for _ in range(600):
        assert process.poll() is None, process.communicate()[0]
        try:
            urllib.request.urlopen(address)
            return
        except URLError:
            time.sleep(0.1)
    pytest.fail("the app did not answer within a minute")


@pytest.fixture
def page(server: str) -> Iterator["Page"]:
    """A page that may talk to the app and to nothing else; a script error fails the test that caused it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_page(viewport={"width": 1280, "height": 1000})
        opened.set_default_timeout(TIMEOUT)
        faults: list[str] = []
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("dialog", lambda dialog: faults.append(f"a dialog opened: {dialog.message}"))
        opened.route("**/*", lambda route: route.continue_() if route.request.url.startswith(server) else route.abort())
        yield opened
        browser.close()
    assert not faults


def go(page: "Page", address: str) -> None:
    page.goto(address)
    settle(page)


def settle(page: "Page") -> None:
    page.wait_for_selector(SETTLED)
    page.wait_for_timeout(300)
    page.wait_for_selector(SETTLED)


def test_a_board_its_row_and_its_claim(page: "Page", server: str, demo_registry: Path) -> None:
    slug = queries.boards(connect(demo_registry))["board"][0]
    third = queries.board(connect(demo_registry), slug).row(2, named=True)
    go(page, f"{server}/?board={slug}")
    SCREENSHOTS.mkdir(exist_ok=True)
    assert page.get_by_role("heading", name=third["benchmark_name"]).is_visible()
    page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first.wait_for()
    page.screenshot(path=SCREENSHOTS / "board.png")

    select_row(page, 2)
    page.get_by_role("heading", name="Evidence").wait_for()
    assert third["title"] in page.locator("[data-testid=stApp]").inner_text()
    assert page.locator("mark").first.inner_text()

    page.get_by_role("link", name="Open this claim").click()
    page.wait_for_url(f"**/claim?id={third['claim_id']}")
    settle(page)
    page.get_by_role("heading", name="Where it comes from").wait_for()
    assert third["claim_id"] in page.locator("[data-testid=stApp]").inner_text()
    page.screenshot(path=SCREENSHOTS / "claim.png")


def select_row(page: "Page", row: int) -> None:
    """Tick a row of the ranking, as a mouse does: the grid is a canvas, with the box to tick at its left edge."""
    frame = page.locator("[data-testid=stDataFrame]").first.bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + 17, frame["y"] + 35 * (row + 1) + 18)
    settle(page)


def test_a_board_is_found_by_typing(page: "Page", server: str, demo_registry: Path) -> None:
    boards = queries.boards(connect(demo_registry))
    wanted = boards.row(boards.height - 1, named=True)
    go(page, server)
    box = page.get_by_role("combobox").first
    box.fill(wanted["benchmark_name"])
    page.get_by_role("option").first.click()
    settle(page)
    assert page.get_by_role("heading", name=wanted["benchmark_name"], exact=True).is_visible()
    assert "board=" in page.url


def test_a_wrong_name_says_so(page: "Page", server: str) -> None:
    go(page, f"{server}/?board=no-such-board")
    assert page.get_by_text("There is no such board in this registry.").is_visible()


def test_a_deep_link_to_a_hostile_document_shows_it_literally(page: "Page", server: str, demo_registry: Path) -> None:
    rows = connect(demo_registry).execute("SELECT claim_id FROM claims WHERE title LIKE '<script>%'").fetchall()
    go(page, f"{server}/claim?id={rows[0][0]}")
    text = page.locator("[data-testid=stApp]").inner_text()
    assert "<script>alert(1)</script> *bold* $x$" in text
    assert "at $5 and $6" in text
    assert page.title() != "owned"
    assert page.locator("a[href^=javascript]").count() == 0
