"""The form on a claim's page as a person uses it: decide, see it on the board, take it back, and copy a report."""

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from leaderboard import queries
from registry.snapshots import connect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
TIMEOUT = 60_000


@pytest.fixture(scope="module")
def db(demo_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample's registry, for these tests write into it."""
    return Path(shutil.copyfile(demo_registry, tmp_path_factory.mktemp("curated") / "curated.duckdb"))


@pytest.fixture(scope="module")
def server(db: Path, serving: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    with serving(db, "--curate", "--report-link", "mailto:a@example.org?subject={title}&body={text}") as address:
        yield address


@pytest.fixture
def page(browser: "Browser", server: str) -> Iterator["Page"]:
    opened = browser.new_page(viewport={"width": 1280, "height": 1000})
    opened.set_default_timeout(TIMEOUT)
    opened.route("**/*", lambda route: route.continue_() if route.request.url.startswith(server) else route.abort())
    yield opened


def go(page: "Page", address: str) -> None:
    page.goto(address)
    settle(page)


def settle(page: "Page") -> None:
    page.wait_for_selector(SETTLED)
    page.wait_for_timeout(300)
    page.wait_for_selector(SETTLED)


def send(page: "Page", reason: str) -> None:
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Write this decision").click()
    page.get_by_text("Written and published").wait_for()
    settle(page)


def test_a_claim_is_rejected_corrected_and_given_back(
    page: "Page", server: str, db: Path, violations: Callable[["Page"], list[tuple[str, str]]]
) -> None:
    slug = queries.boards(connect(db))["board"][0]
    best = queries.board(connect(db), slug).row(0, named=True)
    go(page, f"{server}/claim?id={best['claim_id']}")
    page.get_by_text("Nobody has decided on this claim.").wait_for()
    page.get_by_text("Reject", exact=True).click()
    settle(page)
    page.get_by_role("button", name="Write this decision").click()
    page.get_by_text("Not written: a decision needs your name and a reason.").wait_for()
    page.get_by_label("Your name").fill("Ada <b>$5</b>")
    send(page, "a typo in the paper")
    page.get_by_text("Ada <b>$5</b>").first.wait_for()
    assert page.get_by_label("Your name").input_value() == "Ada <b>$5</b>"
    row = queries.board(connect(db), slug).filter(claim_id=best["claim_id"]).row(0, named=True)
    assert (row["rank"], row["status"], row["why"]) == (None, "rejected", "a typo in the paper")

    go(page, f"{server}/board?name={slug}&status=rejected")
    page.get_by_text("Showing 1 of").wait_for()
    go(page, f"{server}/claim?id={best['claim_id']}")
    page.get_by_text("Correct", exact=True).click()
    settle(page)
    page.get_by_label("value", exact=True).fill("1.5")
    page.get_by_label("Your name").fill("Ben")
    send(page, "the table says so")
    row = queries.results(connect(db), slug).filter(claim_id=best["claim_id"]).row(0, named=True)
    assert (row["printed"], row["status"]) == ("1.5", "corrected")
    page.get_by_text("overruled; others differ").first.wait_for()
    assert violations(page) == []

    for _ in range(2):  # the correction, then the rejection that holds again
        page.get_by_text("Take back", exact=True).click()
        settle(page)
        send(page, "it was right")
    assert queries.board(connect(db), slug).row(0, named=True)["claim_id"] == best["claim_id"]


def test_a_report_is_there_to_copy_and_to_send(page: "Page", server: str, db: Path) -> None:
    query = "SELECT claim_id, rule FROM claims WHERE table_index IS NULL ORDER BY claim_id LIMIT 1"
    claim_id, rule = connect(db).execute(query).fetchall()[0]
    go(page, f"{server}/claim?id={claim_id}")
    page.get_by_text("Write a report of what was read wrongly").click()
    settle(page)
    page.locator("[data-testid=stCode]").get_by_text("What is wrong:").last.wait_for()
    report = page.locator("[data-testid=stCode]").last.inner_text()
    for part in (claim_id, rule, "claimboard explain:", "What is wrong:"):
        assert part in report
    link = page.get_by_role("link", name="Send the report").get_attribute("href")
    assert link is not None and link.startswith("mailto:a@example.org?subject=Claim%20" + claim_id)


@pytest.mark.parametrize(("origin", "status"), [("http://evil.example", b"403"), ("", b"101")])
def test_a_page_of_another_site_cannot_use_the_session(origin: str, status: bytes, server: str) -> None:
    """What a form writes goes through Streamlit's socket, which refuses pages of other origins."""
    place = urlsplit(server)
    assert place.hostname is not None and place.port is not None
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {place.netloc}",
        f"Origin: {origin or server}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
    ]
    with socket.create_connection((place.hostname, place.port), timeout=30) as asking:
        asking.sendall("\r\n".join([*lines, "", ""]).encode())
        assert asking.recv(200).split()[1] == status
