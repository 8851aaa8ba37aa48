"""Files: one writer, whole snapshots, copies, strangers, full disks, and writers that are killed.

Run as a script, this module is a writer: `test_store_files.py PATH BATCHES` adds and publishes, and says what was
acknowledged, for the tests below to kill it.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from registry import snapshots
from registry.catalog import Benchmark, Catalog, Metric
from registry.errors import (
    BusyRegistryError,
    MissingRegistryError,
    RegistryError,
    SchemaError,
    UsageError,
)
from registry.model import Claim, Document, Extraction, Result, Span
from registry.quantity import Quantity
from registry.snapshots import HEADERS, connect, folder_of, generation, working_file
from registry.store import Registry

METRIC = Metric("accuracy", "Accuracy", direction="higher", unit="percent", source="made up")
CATALOG = Catalog({"b": Benchmark("b", "B", source="made up")}, {"accuracy": METRIC}, {}, "files", {})
BATCH = 40  # documents, with two claims each
KILLS = int(os.environ.get("CLAIMBOARD_KILLS", "4"))


def numbered(number: int) -> Extraction:
    text = f"Model {number} reaches {number % 97}.5 on B and {number % 89}.25 on B again. " + "And so on. " * 20
    claims = tuple(claim_at(text, quote) for quote in (f"{number % 97}.5", f"{number % 89}.25"))
    result = Result(claims[0], "b", "accuracy", f"Model {number}", Decimal(claims[0].quote))
    document = Document(f"p{number}", text, title=f"On {number}", date="2024", source="papers.jsonl")
    return Extraction(document, claims, (result,))


def claim_at(text: str, quote: str) -> Claim:
    start = text.index(f" {quote} ") + 1
    return Claim("score", start, start + len(quote), quote, "score.test", Span(0, len(text)), Quantity(Decimal(quote)))


def batch(number: int) -> list[Extraction]:
    return [numbered(each) for each in range(number * BATCH, (number + 1) * BATCH)]


def write(path: Path, batches: range, publishing: bool = True) -> None:
    """Add batches that are not there yet and say of each when it is acknowledged."""
    with Registry.open(path, catalog=CATALOG) as registry:
        run = registry.start_run("ingest", "1")
        for number in batches:
            held = known(registry)
            registry.add([each for each in batch(number) if each.document.content_id not in held], run)
            print(number, flush=True)
            if publishing and number % 3 == 2:
                registry.publish()
        registry.finish_run(run)
        registry.publish()


def known(registry: Registry) -> set[str]:
    sources = registry.known_in([each.document.source for each in batch(0)], "1", CATALOG.version)
    return set().union(*sources.values())


FIGURES = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM claims), count(*) FROM leaderboard"


def count(path: Path, view: str = "documents") -> int:
    with connect(path) as con:
        return int(con.execute(f"SELECT count(*) FROM {view}").fetchall()[0][0])


# --- one writer, any number of readers


def test_there_is_one_writer(db: Path) -> None:
    with Registry.open(db, catalog=CATALOG), pytest.raises(BusyRegistryError, match="another process is writing"):
        Registry.open(db, catalog=CATALOG)
    Registry.open(db, catalog=CATALOG).close()


def test_a_writer_in_another_process_is_noticed(db: Path) -> None:
    asked = f"from registry.store import Registry; Registry.open({str(db)!r})"
    with Registry.open(db, catalog=CATALOG):
        writer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60)
    assert "BusyRegistryError" in writer.stderr


def test_nothing_shows_before_it_is_published(db: Path) -> None:
    with Registry.open(db, catalog=CATALOG) as registry:
        run = registry.start_run("ingest", "1")
        registry.add(batch(0), run)
        with pytest.raises(MissingRegistryError):
            connect(db)
        registry.publish()
        registry.add(batch(1), run)
        assert count(db) == BATCH
        registry.publish()
        assert count(db) == 2 * BATCH


def test_what_was_not_published_is_there_for_the_next_writer(db: Path) -> None:
    with Registry.open(db, catalog=CATALOG) as registry:
        registry.add(batch(0), registry.start_run("ingest", "1"))
    with Registry.open(db, catalog=CATALOG) as registry:
        registry.publish()
    assert count(db) == BATCH


def test_an_old_connection_keeps_its_snapshot_and_a_new_one_sees_the_new(db: Path) -> None:
    write(db, range(1))
    old, old_generation = connect(db), generation(db)
    for number in range(1, 8):
        write(db, range(number, number + 1))
        with connect(db) as new:
            assert new.execute("SELECT count(*) FROM documents").fetchall() == [((number + 1) * BATCH,)]
        assert old.cursor().execute("SELECT count(*) FROM documents").fetchall() == [(BATCH,)]
    assert generation(db) > old_generation
    assert len(list(folder_of(db).glob("registry-*.duckdb"))) == 4


def test_publishing_nothing_new_is_no_new_generation(db: Path) -> None:
    write(db, range(2))
    before = generation(db), db.stat().st_ino, db.stat().st_mtime_ns
    write(db, range(2))
    assert (generation(db), db.stat().st_ino, db.stat().st_mtime_ns) == before


def test_readers_ask_while_a_writer_publishes(db: Path) -> None:
    """Each answer is of one snapshot: whole batches, and as many claims as belong to them."""
    write(db, range(1))
    writer = subprocess.Popen([sys.executable, __file__, str(db), "9"], stdout=subprocess.PIPE)
    answers: list[tuple[int, int, int]] = []
    failures: list[Exception] = []

    def read() -> None:
        while writer.poll() is None:
            try:
                with connect(db) as con:
                    answers.extend(con.execute(FIGURES).fetchall())
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    writer.communicate(timeout=120)
    for thread in threads:
        thread.join()
    assert failures == []
    assert {(documents % BATCH, claims, ranked) for documents, claims, ranked in answers} == {
        (0, 2 * documents, documents) for documents, _, _ in answers
    }
    assert len({documents for documents, _, _ in answers}) > 1, "the readers saw the registry grow"
    assert count(db) == 9 * BATCH


def test_a_published_file_is_plain_duckdb(db: Path) -> None:
    write(db, range(1))
    con = duckdb.connect(str(db), read_only=True)
    assert con.execute("SELECT count(*) FROM leaderboard").fetchall() == [(BATCH,)]
    [(tags,)] = con.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'claimboard'").fetchall()
    assert tags["storage_version"] == "v1.5.0+", "so that DuckDB 1.5 opens it"


@pytest.mark.parametrize(
    "query",
    [
        "CREATE TABLE t (a INT)",
        "DELETE FROM store.claim",
        "COPY (SELECT 1) TO 'written.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_a_reader_cannot_write_or_reach_another_file(query: str, db: Path) -> None:
    write(db, range(1))
    with connect(db) as con, pytest.raises(duckdb.Error):
        con.execute(query).fetchall()


# --- copies and strangers


def test_a_copy_without_its_folder_can_be_read_and_written(db: Path) -> None:
    write(db, range(2))
    copy = db.with_name("elsewhere.duckdb")
    shutil.copy(db, copy)
    assert count(copy) == 2 * BATCH
    before = generation(copy)
    write(copy, range(3))
    assert generation(copy) != before
    assert (count(copy), count(db)) == (3 * BATCH, 2 * BATCH)


def test_a_link_stays_a_link(db: Path) -> None:
    write(db, range(1))
    link = db.with_name("link.duckdb")
    link.symlink_to(db)
    write(link, range(2))
    assert link.is_symlink()
    assert (count(link), count(db), generation(link)) == (2 * BATCH, 2 * BATCH, generation(db))


def test_another_registry_put_under_the_name_is_gone_on_with(db: Path) -> None:
    write(db, range(5))
    other = db.with_name("other.duckdb")
    write(other, range(5, 6))
    shutil.copy(other, db)
    assert count(db) == BATCH
    write(db, range(6, 8))
    assert count(db) == 3 * BATCH
    [aside] = folder_of(db).glob("set-aside-*.duckdb")
    with duckdb.connect(str(aside), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM documents").fetchall() == [(5 * BATCH,)]


def test_a_snapshot_of_the_past_put_back_is_gone_on_with_what_came_after(db: Path) -> None:
    write(db, range(1))
    shutil.copy(db, db.with_name("backup.duckdb"))
    write(db, range(1, 2))
    shutil.copy(db.with_name("backup.duckdb"), db)
    write(db, range(2, 3))
    assert count(db) == 3 * BATCH


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x00" * 50_000, b"# Notes\n"])
@pytest.mark.parametrize("use", [connect, Registry.open, generation])
def test_a_file_that_is_no_database_is_left_alone(content: bytes, use: Callable[[Path], Any], db: Path) -> None:
    db.write_bytes(content)
    if use is not generation:
        with pytest.raises(SchemaError, match=r"claimboard\.duckdb is no DuckDB file.*left as it is; name another"):
            use(db)
    assert db.read_bytes() == content
    assert sorted(db.parent.iterdir()) == [db]


@pytest.mark.parametrize("use", [connect, Registry.open])
def test_a_database_of_somebody_else_is_left_alone(use: Callable[[Path], Any], db: Path) -> None:
    with duckdb.connect(str(db)) as con:
        con.execute("CREATE TABLE claims (a INT)")
    content = db.read_bytes()
    with pytest.raises(SchemaError, match="no claimboard registry"):
        use(db)
    assert db.read_bytes() == content


def test_a_registry_of_another_format_is_refused(db: Path) -> None:
    write(db, range(1))
    with duckdb.connect(str(db)) as con:
        con.execute("UPDATE store.about SET value = '999' WHERE key = 'format'")
    with pytest.raises(SchemaError, match="another version of claimboard"):
        Registry.open(db)


@pytest.mark.parametrize("size", [0, 100, 20_000, 300_000, 600_000])
def test_a_working_file_cut_short_is_damaged_and_no_fault_of_the_disk(size: int, db: Path) -> None:
    write(db, range(1))
    os.truncate(working_file(db), size)
    with pytest.raises(SchemaError, match=r"is damaged; `claimboard doctor --repair --db "):
        Registry.open(db)


def test_a_registry_cut_short_is_damaged_though_what_is_left_could_be_read(db: Path) -> None:
    write(db, range(1))
    with connect(db) as con:
        [(block, used)] = con.execute("SELECT block_size, used_blocks FROM pragma_database_size()").fetchall()
    os.truncate(db, HEADERS + block * used)
    connect(db).close()
    os.truncate(db, HEADERS + block * used - 1)
    with pytest.raises(SchemaError, match=r"is damaged, its end is missing; `claimboard doctor --repair --db "):
        connect(db)


def test_a_damaged_working_file_says_how_to_go_on(db: Path) -> None:
    write(db, range(1))
    working_file(db).write_bytes(b"damaged" * 10_000)
    with pytest.raises(SchemaError, match=r"is damaged; `claimboard doctor --repair --db "):
        Registry.open(db)
    assert count(db) == BATCH
    shutil.rmtree(folder_of(db))
    write(db, range(2))
    assert count(db) == 2 * BATCH


@pytest.mark.parametrize("use", [connect, generation, lambda path: Registry.open(path, create=False)])
def test_a_missing_file_is_never_made_by_asking(use: Callable[[Path], Any], db: Path) -> None:
    with pytest.raises(MissingRegistryError, match="claimboard ingest"):
        use(db)
    assert list(db.parent.iterdir()) == []


# --- disks that are full, folders that cannot be written


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UsageError, match="cannot be written: Not a directory; name a file in a folder"):
        Registry.open(tmp_path / "file" / "claimboard.duckdb")


@pytest.mark.parametrize("size", [0, 1, 4096, 3 * 4096 + 5, 5 * 65536, 5 * 65536 + 4096])
@pytest.mark.parametrize("can_be_direct", [True, False])
def test_a_large_file_is_copied_whole_past_the_cache_or_not(
    size: int, can_be_direct: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "LARGE", 0)
    monkeypatch.setattr(snapshots, "PIECE", 65536)
    if not can_be_direct:
        monkeypatch.delattr(os, "O_DIRECT", raising=False)
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(random.Random(size).randbytes(size))
    target.write_bytes(b"of an earlier try" * 100_000)
    snapshots.copy_file(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert target.stat().st_mtime_ns == source.stat().st_mtime_ns


@pytest.mark.parametrize("megabytes", [1, 3])
def test_a_full_disk_is_told_and_what_was_published_is_whole(megabytes: int, db: Path) -> None:
    """A limit on the size of files stands for the disk: DuckDB and we ourselves get an error from the same calls."""
    write(db, range(2))
    limited = [sys.executable, __file__, str(db), "400", str(megabytes << 20)]
    writer = subprocess.run(limited, capture_output=True, text=True, timeout=120)
    assert "cannot write" in writer.stderr
    acknowledged = len(writer.stdout.split())
    assert count(db, "claims") == 2 * count(db) >= 4 * BATCH
    write(db, range(0))
    assert count(db) >= max(acknowledged, 2) * BATCH
    assert count(db, "claims") == 2 * count(db)


# --- writers that are killed


def killed(db: Path, batches: int, after: int, seconds: float) -> tuple[int, bool]:
    """How many batches a writer acknowledged before it was killed, some time after so many of them, and whether it was
    still at work."""
    writer = subprocess.Popen([sys.executable, __file__, str(db), str(batches)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    heard = [writer.stdout.readline() for _ in range(after)]
    time.sleep(seconds)
    writer.kill()
    said, _ = writer.communicate()
    return len("".join([*heard, said]).splitlines()), writer.returncode == -signal.SIGKILL


def stored(db: Path) -> dict[str, list[tuple[Any, ...]]]:
    tables = ("document", "revision", "extraction", "claim", "result", "unlinked", "quarantine")
    with connect(db) as con:
        return {
            table: con.execute(
                f"SELECT COLUMNS(lambda c: c NOT IN ('run_id', 'extracted_at')) FROM store.{table} ORDER BY ALL"
            ).fetchall()
            for table in tables
        }


def test_a_killed_writer_loses_nothing_it_acknowledged(db: Path, tmp_path: Path) -> None:
    """Killed at random moments, from the import to a publishing; CLAIMBOARD_KILLS=20 kills more often."""
    batches, chance = 5 * KILLS, random.Random(KILLS)
    at_work = 0
    for _ in range(KILLS):
        acknowledged, was_at_work = killed(db, batches, chance.randrange(5), chance.uniform(0.0, 0.4))
        at_work += was_at_work
        if db.exists():
            assert count(db) % BATCH == 0
            assert count(db, "claims") == 2 * count(db)
        with Registry.open(db, catalog=CATALOG) as registry:
            promised = {each.document.content_id for number in range(acknowledged) for each in batch(number)}
            assert promised <= known(registry)
    assert at_work > 0, "at least one kill hit a writer"
    write(db, range(batches))
    write(tmp_path / "unkilled.duckdb", range(batches))
    assert stored(db) == stored(tmp_path / "unkilled.duckdb")


def main(path: str, batches: str, bytes_at_most: str = "") -> None:
    if bytes_at_most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(bytes_at_most), int(bytes_at_most)))
    try:
        write(Path(path), range(int(batches)))
    except RegistryError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
