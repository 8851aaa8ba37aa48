"""What every test may ask for."""

from pathlib import Path

import pytest
from hypothesis import settings

# No test is about seconds: the first call of a pattern compiles it, and the machine does other things too.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold annotations and corpora that stands beside a developer's checkout, and nowhere else."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("needs ../shared (gold annotations and corpora), which stands beside a developer's checkout only")
    return folder


HOSTILE = """---
title: "<script>alert(1)</script> *bold* $x$ [link](javascript:alert(1))"
date: 2024-05
url: "javascript:alert(document.domain)"
---
# <img src=x onerror=alert(2)>

On paper <script>document.title = "owned"</script> **HostileNet** reaches 99.5% accuracy on CIFAR-10, at $5 and $6.
"""


@pytest.fixture(scope="session")
def demo_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled sample, ingested, and one document that would run scripts if a page let it."""
    from leaderboard.ingest import ingest
    from registry.catalog import load_catalog

    folder = tmp_path_factory.mktemp("demo")
    (folder / "hostile.md").write_text(HOSTILE, encoding="utf-8")
    db = folder / "demo.duckdb"
    ingest([str(ROOT / "data" / "sample"), str(folder / "hostile.md")], db, load_catalog())
    return db
