"""`claimboard diff`: two registries, two revisions."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from leaderboard.command_line import app
from leaderboard.ingest import ingest
from registry.catalog import load_catalog

OLD = "FooNet reaches 92.8% accuracy on SST-2. FooNet outperforms BERT by 3.7 points on MNLI."
NEW = "We add a line.\n\nFooNet reaches 92.9% accuracy on SST-2. BarNet reaches 88.1% accuracy on QNLI."


@pytest.fixture
def registries(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The old reading, the new one, and one that has seen both."""
    paper = tmp_path / "paper.txt"
    old, new, both = (tmp_path / f"{name}.duckdb" for name in ("old", "new", "both"))
    for text, db in ((OLD, old), (NEW, new)):
        paper.write_text(text, "utf-8")
        ingest([str(paper)], db, load_catalog())
        ingest([str(paper)], both, load_catalog())
    return old, new, both


def told(*arguments: object) -> list[tuple[str, str | None, str | None]]:
    ran = CliRunner().invoke(app, ["diff", *map(str, arguments), "--json"])
    assert ran.exit_code == 0, ran.output
    return sorted((row["status"], row["old"], row["new"]) for row in json.loads(ran.stdout))


def test_two_registries_are_compared(registries: tuple[Path, Path, Path]) -> None:
    old, new, _ = registries
    found = told(old, new)
    assert ("value_changed", "92.8%", "92.9%") in found
    assert ("gained", None, "88.1%") in found
    assert ("lost", "3.7 points", None) in found
    assert told(old, old) == []


def test_two_revisions_are_compared(registries: tuple[Path, Path, Path]) -> None:
    old, new, both = registries
    assert told("paper", "--db", both) == told(old, new)


def test_a_mistake_gets_one_line(registries: tuple[Path, Path, Path], tmp_path: Path) -> None:
    for arguments in ([tmp_path / "none.duckdb", registries[0]], ["nobody", "--db", registries[0]]):
        ran = CliRunner().invoke(app, ["diff", *map(str, arguments)])
        assert ran.exit_code == 2
        assert "claimboard:" in ran.output
