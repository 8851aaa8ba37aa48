"""Debian's Chromium, and what axe-core says of a page in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

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
def serious() -> Callable[["Page"], list[tuple[str, str]]]:
    """What axe-core, as its package brings it along, holds for serious or critical on a page: its rule, and the first
    element at fault."""
    import axe_playwright_python

    axe = Path(str(axe_playwright_python.__file__)).with_name("axe.min.js").read_text(encoding="utf-8")

    def told(page: "Page") -> list[tuple[str, str]]:
        page.evaluate(axe)
        faults = page.evaluate("async () => (await axe.run()).violations.map(v => [v.impact, v.id, v.nodes[0].html])")
        return [(rule, element[:200]) for impact, rule, element in faults if impact in ("serious", "critical")]

    return told
