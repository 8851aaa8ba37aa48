"""What a person is told of a registry that is damaged, unpublished, or holds less than was read: files that exist."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner, Result

from extractors.pipeline import extract_together, extractor_version
from leaderboard.command_line import app
from registry.catalog import Catalog, load_catalog
from registry.model import Document, Extraction
from registry.snapshots import working_file
from registry.store import Registry

MANY = 600
READ_WHOLE = ("store.document", "store.claim", "store.result", "store.block", "results", "leaderboard", "boards")
BLOCK = 1 << 18  # bytes that DuckDB sums up and checks


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    lines = [
        {"id": str(at), "text": f"Ada number {at} reaches {at % 90}.5% accuracy on GSM8K. {at * 7919}" * 9}
        for at in range(MANY)
    ]
    file = tmp_path / "papers.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    return file


@pytest.fixture
def db(papers: Path) -> Path:
    path = papers.with_name("claims.duckdb")
    assert ran("ingest", papers, "--db", path).exit_code == 0
    return path


def ran(*arguments: object, **options: Any) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="claimboard", **options)


def damage(file: Path) -> None:
    """One block in the middle is overwritten: the file opens, and some of it cannot be read."""
    content = bytearray(file.read_bytes())
    at = len(content) // 3 // BLOCK * BLOCK
    content[at : at + BLOCK] = b"\xff" * BLOCK
    file.unlink()  # the same file may stand under another name, which is to stay whole
    file.write_bytes(content)


def told_by_doctor(db: Path) -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = json.loads(ran("doctor", "--db", db, "--json").stdout)
    return told


def test_a_whole_registry_is_called_so(db: Path) -> None:
    assert told_by_doctor(db)["working file"]["state"] == "whole, all of it published"
    assert ran("doctor", "--db", db).exit_code == 0


ASKING = [["stats"], ["boards"], ["claim", "ab"], ["doctor"], ["sql", "SELECT 1"]]


@pytest.mark.parametrize("arguments", ASKING)
def test_what_was_never_published_is_told_with_the_way_to_publish_it(tmp_path: Path, arguments: list[str]) -> None:
    db = tmp_path / "claims.duckdb"
    with Registry.open(db) as registry:  # and killed before the first publishing
        run = registry.start_run("ingest", extractor_version())
        registry.add([Extraction(Document("one", "Left in the middle."))], run)
    told = ran(*arguments, "--db", db)
    assert told.exit_code == 2
    assert f"nothing is published at {db} yet" in told.stderr
    assert "`claimboard publish" in told.stderr
    assert "ahead of what is published" in told_by_doctor(db)["working file"]["state"]
    assert ran("publish", "--db", db).exit_code == 0
    assert '"documents": 1' in ran("stats", "--db", db, "--json").stdout


def test_publishing_where_there_is_nothing_makes_nothing(tmp_path: Path) -> None:
    told = ran("publish", "--db", tmp_path / "none.duckdb")
    assert (told.exit_code, list(tmp_path.iterdir())) == (2, [])


def test_a_damaged_working_file_is_told_with_its_cure_and_the_cure_helps(db: Path, papers: Path) -> None:
    damage(working_file(db))
    cure = f"{working_file(db)} is damaged; `claimboard doctor --repair --db {db}` goes on from the newest copy"
    doctor = ran("doctor", "--db", db)
    assert (doctor.exit_code, cure in doctor.stderr) == (3, True)
    assert "error" not in told_by_doctor(db)["registry"]
    papers.write_text(papers.read_text().replace("reaches", "attains"))
    again = ran("ingest", papers, "--db", db)
    assert (again.exit_code, cure in again.stderr) == (3, True)
    assert ran("doctor", "--repair", "--db", db).exit_code == 0
    assert ran("ingest", papers, "--db", db).exit_code == 0
    assert ran("doctor", "--db", db).exit_code == 0


def test_a_damaged_published_file_is_told_with_its_cure_and_the_cure_helps(db: Path) -> None:
    damage(db)
    doctor = ran("doctor", "--db", db)
    assert doctor.exit_code == 3
    assert f"{db} is damaged" in doctor.stderr
    assert "`claimboard publish`" in doctor.stderr
    assert told_by_doctor(db)["working file"]["state"] == "whole, all of it published"
    asked = ran(
        "sql",
        "SELECT " + ", ".join(f"(SELECT bit_xor(hash(t)) FROM {table} AS t)" for table in READ_WHOLE),
        "--db",
        db,
    )
    assert (asked.exit_code, "the registry is damaged; `claimboard doctor`" in asked.stderr) == (3, True)
    db.rename(db.with_name("aside"))
    assert ran("publish", "--db", db).exit_code == 0
    assert ran("doctor", "--db", db).exit_code == 0


def misplaced(documents: Sequence[Document], catalog: Catalog) -> list[Extraction]:
    """Claims whose quotes stand nowhere."""
    return [
        replace(found, claims=tuple(replace(claim, quote="9%") for claim in found.claims))
        for found in extract_together(documents, catalog)
    ]


def test_rows_in_quarantine_end_with_1_and_the_way_to_see_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.txt").write_text("Ada reaches 74.5% accuracy on GSM8K.\n")
    monkeypatch.setattr("leaderboard.ingest.extract_together", misplaced)
    told = ran("ingest", tmp_path / "one.txt", "--db", tmp_path / "claims.duckdb")
    assert told.exit_code == 1
    [line] = [line for line in told.stdout.splitlines() if "quarantine" in line]
    assert line.endswith("in quarantine; see `claimboard sql 'FROM store.quarantine'`")
    rows = ran("sql", "FROM store.quarantine", "--db", tmp_path / "claims.duckdb", "--json").stdout
    assert "the quote does not stand at its place in the text" in rows


def test_a_value_that_its_metric_cannot_have_is_shown_as_disputed_and_leads_nothing(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("We present Ada. Ada reaches 500% accuracy on GSM8K.\n")
    (tmp_path / "two.txt").write_text("We present Bee. Bee reaches 74.5% accuracy on GSM8K.\n")
    db = tmp_path / "claims.duckdb"
    assert ran("ingest", tmp_path / "one.txt", tmp_path / "two.txt", "--db", db).exit_code == 0
    query = """
        SELECT rank, model, disputed, leaderboard.claim_id IN (
            SELECT claim_id FROM findings WHERE check_id = 'range' AND outcome = 'inconsistent'
        ) AS found FROM leaderboard ORDER BY rank NULLS LAST"""
    rows = json.loads(ran("sql", query, "--db", db, "--json").stdout)
    assert [tuple(row.values()) for row in rows] == [(1, "Bee", False, False), (None, "Ada", True, True)]
    shown = ran("board", "gsm8k", "--db", db)
    assert "500 disputed" in shown.stdout
    assert "the metric cannot have this value" in shown.stderr
    assert load_catalog().metrics["accuracy"].upper == 100


def only_claim(db: Path) -> str:
    [row] = json.loads(ran("sql", "SELECT claim_id FROM claims", "--db", db, "--json").stdout)
    return str(row["claim_id"])


def test_a_claim_of_an_earlier_revision_keeps_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, db = tmp_path / "one.txt", tmp_path / "claims.duckdb"
    paper.write_text("We present Ada. Ada reaches 74.5% accuracy on GSM8K.\n")
    ran("ingest", paper, "--db", db)
    old = only_claim(db)
    paper.write_text("We present Ada. Ada reaches 75.5% accuracy on GSM8K.\n")
    ran("ingest", paper, "--db", db)
    new = only_claim(db)
    shown = ran("claim", old, "--db", db)
    assert shown.exit_code == 0
    assert "74.5%" in shown.stdout
    told = json.loads(ran("claim", old[:12], "--db", db, "--json").stdout)
    assert told["superseded"].startswith(f"superseded by revision 2 of {paper} (one), document ")
    assert [row["claim_id"] for row in told["others"]] == [new]
    assert "superseded" not in json.loads(ran("claim", new, "--db", db, "--json").stdout)
    monkeypatch.setenv("CLAIMBOARD_DB", str(db))
    page = app_page(old)
    assert "superseded by revision 2" in page
    assert "74.5%" in page
    paper.unlink()
    (tmp_path / "two.txt").write_text("Nothing is measured.")
    ran("ingest", tmp_path, "--db", db, "--prune")
    assert "was pruned" in json.loads(ran("claim", new, "--db", db, "--json").stdout)["superseded"]


def test_a_claim_that_newer_rules_do_not_find_keeps_its_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, db = tmp_path / "one.txt", tmp_path / "claims.duckdb"
    paper.write_text("We present Ada. Ada reaches 74.5% accuracy on GSM8K.\n")
    ran("ingest", paper, "--db", db)
    old = only_claim(db)
    monkeypatch.setattr("leaderboard.ingest.extractor_version", lambda: "newer")
    monkeypatch.setattr("leaderboard.ingest.extract_together", lambda documents, catalog: [*map(Extraction, documents)])
    ran("ingest", paper, "--db", db)
    told = json.loads(ran("claim", old, "--db", db, "--json").stdout)
    assert told["superseded"] == "superseded: its document was read anew by extractors newer"
    assert ran("claim", "f" * 16, "--db", db).exit_code == 2


def app_page(claim_id: str) -> str:
    page = AppTest.from_string("from leaderboard.app import claim_page\nclaim_page.show()\n", default_timeout=60)
    page.query_params["id"] = claim_id
    page.run()
    assert not page.exception
    return " ".join([str(each.value) for each in page.text] + [each.proto.body for each in page.get("html")])
