"""What `doctor --repair` restores: every file of a registry damaged in turn, and together."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from registry.catalog import Catalog
from registry.errors import MissingRegistryError, SchemaError
from registry.model import Document, Extraction
from registry.repair import is_sound, repair
from registry.snapshots import connect, folder_of, generation_files, working_file
from registry.store import Registry

CATALOG = Catalog({}, {}, {}, "none", {"benchmark": {}, "metric": {}, "task": {}})
Damage = Callable[[Path], None]


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def overwrite(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as out:
        out.seek(size // 4)
        out.write(b"\xff" * (size // 2))


def empty(file: Path) -> None:
    os.truncate(file, 0)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Two snapshots, of 20 and of 40 documents, and a working file with 60: 20 in its log."""
    path = tmp_path / "claimboard.duckdb"
    with Registry.open(path, catalog=CATALOG) as registry:
        run = registry.start_run("ingest", "1")
        for batch in range(3):
            texts = [f"Document {batch * 20 + at}. " + f"{at} words of it. " * 50 for at in range(20)]
            registry.add([Extraction(Document(text[:12], text, source=text[:12])) for text in texts], run)
            if batch < 2:
                registry.publish()
    return path


def published(path: Path) -> int:
    with connect(path) as con:
        return int(con.execute("SELECT count(*) FROM documents").fetchall()[0][0])


ROWS = [
    (["published"], 60, "the published file was damaged"),
    (["working"], 40, "the working file was damaged"),
    (["published", "working"], 20, "an earlier snapshot"),
]


@pytest.mark.parametrize("damage", [cut, overwrite, empty])
@pytest.mark.parametrize(("files", "documents", "words"), ROWS)
def test_the_newest_whole_copy_is_gone_on_from(
    files: list[str], documents: int, words: str, damage: Damage, db: Path
) -> None:
    for file in files:
        damage(db if file == "published" else working_file(db))
    told = repair(db, CATALOG)
    assert words in " ".join(told)
    assert (published(db), is_sound(db)) == (documents, True)
    assert repair(db, CATALOG) == [], "what was repaired is sound"
    with Registry.open(db, catalog=CATALOG) as registry:
        registry.publish()
    assert published(db) == documents


@pytest.mark.parametrize("damage", [cut, overwrite, empty, Path.unlink])
def test_a_log_that_lost_acknowledged_batches_is_told(damage: Damage, db: Path, tmp_path: Path) -> None:
    """DuckDB reads a log as far as it goes; that some of it is missing is known by the mark beside the file."""
    whole, dead = tmp_path / "whole.duckdb", tmp_path / "dead.duckdb"
    left_by_a_dead_writer(db, whole, dead)
    with Registry.open(whole, catalog=CATALOG) as registry:
        registry.publish()
    assert published(whole) == 80, "with its log whole, nothing is lost"
    damage(working_file(dead).with_name("working.duckdb.wal"))
    with pytest.raises(SchemaError, match="doctor --repair"):
        Registry.open(dead, catalog=CATALOG)
    assert "ingest their files again" in repair(dead, CATALOG)[0]
    assert repair(dead, CATALOG) == [], "what was repaired is sound"
    with Registry.open(dead, catalog=CATALOG) as registry:
        registry.publish()
    assert published(dead) == 60


def left_by_a_dead_writer(db: Path, *copies: Path) -> None:
    """The files as they are while 20 documents stand in the log only."""
    with Registry.open(db, catalog=CATALOG) as registry:
        registry.publish()
        texts = [f"A late document {at}. " + f"{at} words of it. " * 50 for at in range(20)]
        late = [Extraction(Document(text[:18], text, source=text[:18])) for text in texts]
        registry.add(late, registry.start_run("ingest", "1"))
        for copy in copies:
            shutil.copy(db, copy)
            shutil.copytree(folder_of(db), folder_of(copy))


def test_a_missing_published_file_is_published_anew(db: Path) -> None:
    db.unlink()
    assert "published from the working file" in repair(db, CATALOG)[0]
    assert published(db) == 60


def test_a_sound_registry_is_left_as_it_is(db: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in [db, *folder_of(db).iterdir()] if file.name != "lock"}
    assert repair(db, CATALOG) == []
    assert {file: file.stat().st_mtime_ns for file in before} == before


def test_where_nothing_is_whole_it_says_so_and_keeps_all(db: Path) -> None:
    files = [db, working_file(db), *generation_files(db)]
    for file in files:
        empty(file)
    before = sorted(db.parent.rglob("*"))
    with pytest.raises(SchemaError, match="nothing whole is left"):
        repair(db, CATALOG)
    assert sorted(db.parent.rglob("*")) == before, "nothing was moved"
    with pytest.raises(MissingRegistryError):
        repair(db.with_name("another.duckdb"), CATALOG)


def another_database(file: Path) -> None:
    with duckdb.connect(str(file)) as con:
        con.execute("CREATE TABLE mine AS SELECT 1 AS a")


def another_format(file: Path) -> None:
    with Registry.open(file, catalog=CATALOG) as registry:
        registry.start_run("ingest", "1")
        registry.publish()
    folder_of(file).rename(file.with_name("elsewhere"))
    with duckdb.connect(str(file)) as con:
        con.execute("UPDATE store.about SET value = '1' WHERE key = 'format'")


ALIEN = [
    (another_database, "is a DuckDB file but no claimboard registry"),
    (another_format, "written by another version of claimboard"),
    (lambda file: file.write_text("Not a database."), "is no DuckDB file, or a damaged one"),
]


@pytest.mark.parametrize(("put", "told"), ALIEN)
def test_what_is_no_registry_is_told_so_and_left_where_it_is(put: Damage, told: str, tmp_path: Path) -> None:
    file = tmp_path / "another.duckdb"
    put(file)
    before = sorted(tmp_path.rglob("*")), file.read_bytes()
    with pytest.raises(SchemaError, match=told):
        repair(file, CATALOG)
    assert (sorted(tmp_path.rglob("*")), file.read_bytes()) == before


def test_anothers_database_is_not_set_aside_for_the_registry_it_replaced(db: Path) -> None:
    db.unlink()
    another_database(db)
    with pytest.raises(SchemaError, match="no claimboard registry"):
        repair(db, CATALOG)
    db.unlink()
    assert "published from the working file" in repair(db, CATALOG)[0]


def drop(*names: str) -> Damage:
    def dropped(file: Path) -> None:
        with duckdb.connect(str(file)) as con:
            for name in names:
                con.execute(f"DROP {name}")

    return dropped


DROPPED = [
    ("VIEW leaderboard", "leaderboard"),
    ("TABLE store.document", "store.document"),
    ("TABLE store.kept_boards", "store.kept_boards"),
]


@pytest.mark.parametrize(("what", "name"), DROPPED)
def test_what_lacks_a_table_or_view_is_damaged_and_can_be_repaired(what: str, name: str, db: Path) -> None:
    copy = db.read_bytes()  # the same file stands under another name, which stays whole
    db.unlink()
    db.write_bytes(copy)
    drop(what)(db)
    with pytest.raises(SchemaError, match=rf"it has no {name}; `claimboard doctor --repair --db"):
        connect(db)
    assert not is_sound(db)
    assert "the published file was damaged" in repair(db, CATALOG)[0]
    assert published(db) == 60


def test_a_working_file_without_a_table_is_damaged(db: Path) -> None:
    drop("TABLE store.block")(working_file(db))
    with pytest.raises(SchemaError, match="is damaged; `claimboard doctor --repair"):
        Registry.open(db, catalog=CATALOG)
    assert "the working file was damaged" in repair(db, CATALOG)[0]
    assert published(db) == 40
