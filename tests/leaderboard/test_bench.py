"""A made-up registry is a registry: its rows pass the door, a seed makes it twice, and every list has something."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from leaderboard import queries
from leaderboard.bench import Size, generate, grow
from leaderboard.command_line import app
from leaderboard.ingest import Progress
from leaderboard.queries.listings import LISTINGS
from registry.catalog import load_catalog
from registry.errors import UsageError
from registry.snapshots import connect, folder_of
from registry.store import Registry

SMALL = Size(results=300, claims=2_000, seed=7)
WITHOUT_RUN = "COLUMNS(lambda name: name <> 'run_id')"
TABLES = ("document", "block", "claim", "result", "unlinked", "finding")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("made") / "made.duckdb"
    generate(db, SMALL, load_catalog())
    return db


@pytest.fixture
def con(made: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(made) as con:
        yield con


def content(db: Path) -> dict[str, list[object]]:
    """All rows, but for the run that wrote them."""
    with connect(db) as con:
        return {
            table: con.execute(f"SELECT {WITHOUT_RUN} FROM store.{table} ORDER BY ALL").fetchall() for table in TABLES
        }


def count(con: duckdb.DuckDBPyConnection, rows: str) -> int:
    [(n,)] = con.execute(f"SELECT count(*) FROM {rows}").fetchall()
    return int(n)


def test_the_size_asked_for_is_met_and_nothing_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    told = queries.stats(con)
    assert (told.results, told.claims, told.documents, told.quarantined) == (300, 2_000, 50, 0)


def test_one_seed_makes_one_registry(made: Path, tmp_path: Path) -> None:
    generate(tmp_path / "again.duckdb", SMALL, load_catalog())
    assert content(tmp_path / "again.duckdb") == content(made)


def test_another_seed_makes_another(made: Path, tmp_path: Path) -> None:
    generate(tmp_path / "other.duckdb", Size(300, 2_000, seed=8), load_catalog(), checks=False)
    other, first = content(tmp_path / "other.duckdb"), content(made)
    assert all(not set(map(repr, other[table])) & set(map(repr, first[table])) for table in TABLES[:5])


def test_every_quote_and_every_cell_stands_at_its_place(con: duckdb.DuckDBPyConnection) -> None:
    displaced = """
        store.claim JOIN store.document USING (document_id)
        WHERE text[start_offset + 1:end_offset] <> quote OR text[sentence_start + 1:sentence_end] <> sentence
    """
    cells = """(
        SELECT document_id, unnest(from_json(cells, '["JSON"]')) AS cell FROM store.block WHERE cells IS NOT NULL
    ) JOIN store.document USING (document_id)
    """
    assert count(con, displaced) == 0
    assert count(con, cells) > 500
    assert count(con, f"{cells} WHERE text[(cell->>3)::INT + 1:(cell->>4)::INT] <> cell->>2") == 0


def test_every_claim_has_its_document_and_every_result_its_claim(con: duckdb.DuckDBPyConnection) -> None:
    assert count(con, "store.claim ANTI JOIN store.document USING (document_id)") == 0
    assert count(con, "store.result ANTI JOIN store.claim USING (claim_id, document_id)") == 0
    placed = "(SELECT claim_id FROM store.result UNION ALL SELECT claim_id FROM store.unlinked) AS told"
    assert count(con, f"store.claim ANTI JOIN {placed} USING (claim_id) WHERE kind = 'score'") == 0


def test_ids_are_no_other_rows(con: duckdb.DuckDBPyConnection) -> None:
    for table in ("document", "claim", "result"):
        assert count(con, f"(SELECT DISTINCT {table}_id FROM store.{table})") == count(con, f"store.{table}")


def test_boards_are_ranked_and_some_reports_differ(con: duckdb.DuckDBPyConnection) -> None:
    fullest = queries.boards(con).row(0, named=True)
    ranking = queries.board(con, fullest["board"])
    assert ranking.height == fullest["models"] > 5
    assert ranking["rank"].to_list() == sorted(ranking["rank"].to_list())
    assert count(con, "conflicts") > 0


@pytest.mark.parametrize("listing", sorted(LISTINGS.keys() - {"decisions"}))  # these are people's
def test_no_list_is_empty(listing: str, con: duckdb.DuckDBPyConnection) -> None:
    rows, total = LISTINGS[listing].page(con, {}, 1, 5)
    assert 0 < len(rows) <= total


def test_a_registry_grows_by_the_documents_beyond_its_end(tmp_path: Path) -> None:
    db, catalog = tmp_path / "grown.duckdb", load_catalog()
    generate(db, SMALL, catalog, checks=False)
    with Registry.open(db) as registry:
        run = registry.start_run("more", "generated")
        added = grow(registry, run, SMALL, catalog, range(SMALL.documents, SMALL.documents + 5))
        registry.publish()
    assert (added.documents, added.claims, added.results) == (5, 200, 30)


@pytest.mark.parametrize("size", [Size(0, 10), Size(11, 10)])
def test_a_size_that_cannot_be_is_told(size: Size, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="as many claims as results"):
        generate(tmp_path / "none.duckdb", size, load_catalog())


def test_a_registry_that_is_there_is_left_alone(made: Path) -> None:
    before = content(made)
    told = CliRunner().invoke(app, ["bench", "generate", "--results", "5", "--claims", "5", "--db", str(made)])
    assert told.exit_code == 2
    assert "name another file with --db" in told.output
    assert content(made) == before


def test_an_interrupted_one_leaves_nothing_behind(tmp_path: Path) -> None:
    db = tmp_path / "made.duckdb"

    def interrupt(progress: Progress) -> None:
        assert folder_of(db).exists()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate(db, Size(100, 1_000), load_catalog(), on_progress=interrupt)
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    db = tmp_path / "made.duckdb"
    told = CliRunner().invoke(app, ["bench", "generate", "--results", "20", "--claims", "80", "--db", str(db)])
    assert told.stdout == f"{db}: 2 documents, 80 claims, 20 results\n"
