"""Debian's Chromium, and what axe-core says of a page in it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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


@pytest.fixture
def browser() -> Iterator["Browser"]:
    if CHROMIUM is None and not os.environ.get("CLAIMBOARD_REQUIRE_BROWSER"):
        pytest.skip("needs Debian's chromium on the PATH (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def violations() -> Callable[["Page"], list[tuple[str, str]]]:
    """What axe-core, as its package brings it along, has against a page, be it minor: its rule, and the first element
    at fault."""
    import axe_playwright_python

    axe = Path(str(axe_playwright_python.__file__)).with_name("axe.min.js").read_text(encoding="utf-8")

    def told(page: "Page") -> list[tuple[str, str]]:
        page.evaluate(axe)
        faults = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html])")
        return [(rule, element[:200]) for rule, element in faults]

    return told


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[str]]:
    """`with serving(db, "--curate") as address`: the app as a person starts it; a traceback of it fails the test."""
    return served


@contextmanager
def served(db: Path, *options: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = str(Path(sys.executable).with_name("claimboard"))
    command = [program, "app", "--port", str(port), "--db", str(db), *options]
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
