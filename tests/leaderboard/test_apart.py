"""An ingest in partitions: whoever reads them, the registry is the one that a single process makes."""

import json
import pickle
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pytest

from leaderboard import partitions
from leaderboard.apart import Apart
from leaderboard.ingest import Summary, ingest
from leaderboard.partitions import Task, plan, write_partition
from leaderboard.workers import arriving, cluster, processes
from registry.catalog import load_catalog
from registry.errors import StorageError, UnknownNameError, UsageError

TABLES = ("document", "block", "claim", "result", "unlinked", "skipped", "imported", "extraction", "finding")
PAPER = "# On Ada\n\n## Abstract\n\nAda reaches 74.5% accuracy on GSM8K and gains 2.5 points.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A file that is read in parts, with records of one name and records that cannot be read, and small files."""
    folder = tmp_path / "papers"
    folder.mkdir()
    rows = [{"id": f"p{at % 90}", "title": f"Ada {at}", "text": f"Ada {at} gains {at}.5 points."} for at in range(100)]
    lines = [json.dumps(row) for row in rows]
    lines[40:40] = ["broken", '{"id": "no text"}']
    (folder / "many.jsonl").write_text("\n".join(lines))
    for name in ("a", "b", "c"):
        (folder / f"{name}.md").write_text(PAPER.replace("Ada", name.upper() + "da"))
    (folder / "empty.md").write_text("")
    return folder


@pytest.fixture(autouse=True)
def small_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions.plan, "__defaults__", (2_000,))


class Here:
    """Workers of this very process, which count what they read."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.read: list[str] = []
        self.stop_after = stop_after

    def __call__(self, tasks: Sequence[Task]) -> Iterator[str]:
        for task in reversed(tasks):  # in another order than asked for
            if len(self.read) == self.stop_after:
                raise KeyboardInterrupt
            self.read.append(task.partition.name)
            yield write_partition(task)


def contents(db: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(db), read_only=True) as con:
        kept = "COLUMNS(lambda name: name NOT IN ('run_id', 'extracted_at'))"
        return {table: con.execute(f"SELECT {kept} FROM store.{table} ORDER BY ALL").fetchall() for table in TABLES}


def told(summary: Summary) -> dict[str, object]:
    return summary.as_json()


def read_apart(papers: Path | str, db: Path, apart: Apart) -> Summary:
    return ingest([str(papers)], db, load_catalog(), apart=apart)


def test_a_large_file_is_parted_and_small_ones_go_together(papers: Path) -> None:
    names = [
        [(str(file).rpartition("/")[2], part is not None) for file, part in partition.pieces]
        for partition in plan(sorted(papers.iterdir()))
    ]
    assert names[0] == [("a.md", False), ("b.md", False), ("c.md", False), ("empty.md", False)]
    assert len(names) > 3 and all(name == [("many.jsonl", True)] for name in names[1:])


def test_partitions_make_the_registry_of_a_single_process(papers: Path, tmp_path: Path) -> None:
    alone = ingest([str(papers)], tmp_path / "alone.duckdb", load_catalog())
    apart = read_apart(papers, tmp_path / "apart.duckdb", Apart(Here()))
    assert told(apart) == told(alone)
    assert contents(tmp_path / "apart.duckdb") == contents(tmp_path / "alone.duckdb")
    assert not (tmp_path / "apart.duckdb.d" / "partitions").exists()


def test_a_stopped_ingest_goes_on_where_it_was(papers: Path, tmp_path: Path) -> None:
    first, second = Here(stop_after=2), Here()
    with pytest.raises(KeyboardInterrupt):
        read_apart(papers, tmp_path / "r.duckdb", Apart(first))
    read_apart(papers, tmp_path / "r.duckdb", Apart(second))
    assert len(first.read) == 2 and not set(first.read) & set(second.read)
    ingest([str(papers)], tmp_path / "alone.duckdb", load_catalog())
    assert contents(tmp_path / "r.duckdb") == contents(tmp_path / "alone.duckdb")


def test_kept_partitions_are_not_read_again(papers: Path, tmp_path: Path) -> None:
    kept = str(tmp_path / "kept")
    read_apart(papers, tmp_path / "one.duckdb", Apart(Here(), kept))
    again = Here()
    summary = read_apart(papers, tmp_path / "one.duckdb", Apart(again, kept))
    assert (again.read, summary.nothing_new, summary.unmet) == ([], True, 0)
    read_apart(papers, tmp_path / "two.duckdb", Apart(again, kept))
    assert again.read == []
    assert contents(tmp_path / "two.duckdb") == contents(tmp_path / "one.duckdb")


def test_what_one_registry_knew_is_read_for_another(papers: Path, tmp_path: Path) -> None:
    ingest([str(papers)], tmp_path / "one.duckdb", load_catalog())
    kept = str(tmp_path / "kept")
    assert read_apart(papers, tmp_path / "one.duckdb", Apart(Here(), kept)).nothing_new
    read_apart(papers, tmp_path / "two.duckdb", Apart(Here(), kept))
    assert contents(tmp_path / "two.duckdb") == contents(tmp_path / "one.duckdb")


def test_another_extractor_reads_again_and_a_changed_file_only_itself(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, all_of_it, changed = str(tmp_path / "kept"), Here(), Here()
    read_apart(papers, tmp_path / "r.duckdb", Apart(all_of_it, kept))
    (papers / "b.md").write_text(PAPER.replace("74.5", "75.5"))
    assert read_apart(papers, tmp_path / "r.duckdb", Apart(changed, kept)).changed == 1
    assert len(changed.read) == 1
    for module in ("partitions", "ingest"):
        monkeypatch.setattr(f"leaderboard.{module}.extractor_version", lambda: "another")
    newer = Here()
    summary = read_apart(papers, tmp_path / "r.duckdb", Apart(newer, kept))
    assert (len(newer.read), summary.renewed) == (len(all_of_it.read), 103)


@pytest.mark.parametrize("table", ["claim", "document", "done"])
@pytest.mark.parametrize("damage", ["gone", "cut", "altered"])
def test_a_partition_that_is_not_as_it_was_written_is_read_again(
    table: str, damage: str, papers: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    read_apart(papers, tmp_path / "one.duckdb", Apart(Here(), str(kept)))
    file = sorted((kept / table).iterdir())[1]
    data = file.read_bytes()
    file.write_bytes({"gone": b"", "cut": data[: len(data) // 2], "altered": data[:9] + b"\xff" + data[10:]}[damage])
    if damage == "gone":
        file.unlink()
    read_apart(papers, tmp_path / "two.duckdb", Apart(Here(), str(kept)))
    assert contents(tmp_path / "two.duckdb") == contents(tmp_path / "one.duckdb")


def test_inputs_and_partitions_may_lie_elsewhere(papers: Path, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    for file in papers.iterdir():
        system.pipe_file(f"/elsewhere/{file.name}", file.read_bytes())
    read_apart("memory://elsewhere", tmp_path / "apart.duckdb", Apart(Here(), "memory://kept"))
    ingest(["memory://elsewhere"], tmp_path / "alone.duckdb", load_catalog())
    assert contents(tmp_path / "apart.duckdb") == contents(tmp_path / "alone.duckdb")
    assert system.find("/kept/done")
    again = Here()
    read_apart("memory://elsewhere", tmp_path / "apart.duckdb", Apart(again, "memory://kept"))
    assert again.read == []


def test_workers_that_all_leave_are_told(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr("leaderboard.workers.WORKERS_WITHIN", 1)
    monkeypatch.setattr("leaderboard.workers.LOOKED_FOR_AFTER", 0.5)
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as local,
        distributed.Client(local) as client,
    ):
        waits = client.map(time.sleep, [0.2] * 100, pure=False)
        done = arriving(client, waits, local.scheduler_address)
        assert next(done).status == "finished"
        local.scale(0)
        with pytest.raises(UsageError, match=r"had no worker for 1 s; start some with `dask worker tcp"):
            list(done)


def test_a_scheduler_without_workers_is_told(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr("leaderboard.workers.WORKERS_WITHIN", 1)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0") as local,
        pytest.raises(UsageError, match=r"the scheduler at tcp.* had no worker for 1 s; start some with `dask worker"),
    ):
        read_apart(papers, tmp_path / "r.duckdb", Apart(cluster(local.scheduler_address)))


CHAINED = [
    ("zip://b.jsonl::{zip}", 3),
    ("zip://deep::{zip}", 1),
    ("zip://*.jsonl::{zip}", 3),
    ("simplecache::{file}", 3),
]
LINES = "".join(f'{{"id": "{at}", "text": "Ada reaches {at}.5% accuracy on GSM8K."}}\n' for at in range(3))


@pytest.mark.parametrize(("path", "documents"), CHAINED)
def test_inputs_may_lie_in_an_archive_or_behind_a_cache(path: str, documents: int, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    (tmp_path / "b.jsonl").write_text(LINES)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "b.jsonl", "b.jsonl")
        archive.writestr("deep/c.md", "# Ada\n\nAda reaches 74.5% accuracy on GSM8K.\n")
    url = path.format(zip=f"file://{tmp_path}/a.zip", file=f"file://{tmp_path}/b.jsonl")
    apart, alone = tmp_path / "apart.duckdb", tmp_path / "alone.duckdb"
    read_apart(url, apart, Apart(Here(), f"file://{tmp_path}/kept"))
    assert ingest([url], alone, load_catalog()).documents == documents
    assert contents(apart) == contents(alone)


NOWHERE = [
    "zip://a.md::file:///nowhere.zip",
    "zip://a.md",
    "zip://a.md::file://{folder}/a.md",
    "file://{folder}/none.md",
]


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_not_found_elsewhere_is_told_in_one_line(path: str, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    (tmp_path / "a.md").write_text("Ada reaches 74.5% accuracy on GSM8K.")
    summary = ingest([path.format(folder=tmp_path)], tmp_path / "none.duckdb", load_catalog())
    assert (summary.documents, summary.exit_code, len(summary.failed)) == (0, 2, 1)
    assert "check the name" in summary.failed[0] and "\n" not in summary.failed[0]


def test_standard_input_is_for_one_process(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="standard input"):
        read_apart("-", tmp_path / "r.duckdb", Apart(Here()))


def test_processes_and_a_cluster_write_the_same_bytes(papers: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    read_apart(papers, tmp_path / "pool.duckdb", Apart(processes(2), str(tmp_path / "pool")))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        dask = Apart(cluster(local.scheduler_address.replace("tcp://", "dask://")), str(tmp_path / "dask"))
        read_apart(papers, tmp_path / "dask.duckdb", dask)
    written = [
        {file.relative_to(folder): file.read_bytes() for file in sorted(folder.rglob("*.*"))}
        for folder in (tmp_path / "pool", tmp_path / "dask")
    ]
    assert written[0] == written[1] and written[0]
    assert contents(tmp_path / "pool.duckdb") == contents(tmp_path / "dask.duckdb")


def test_partitions_that_cannot_be_written_are_told_with_the_option(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Ada reaches 74.5% accuracy on GSM8K.")
    (tmp_path / "file").write_text("no folder")
    there = str(tmp_path / "file" / "partitions")
    with pytest.raises(UsageError, match=r"cannot be written \(Not a directory\); name another with --partitions"):
        ingest([str(tmp_path / "one.txt")], tmp_path / "c.duckdb", load_catalog(), apart=Apart(processes(2), there))


def test_an_error_of_ours_is_the_same_in_another_process() -> None:
    error = pickle.loads(pickle.dumps(StorageError("here", OSError(28, "No space left on device"))))
    assert (type(error), error.exit_code) == (StorageError, 3)
    assert str(error) == "cannot write here: the disk is full; free space, then run the command again"
    named = pickle.loads(pickle.dumps(UnknownNameError("board", "x", ["y"])))
    assert (named.what, named.name, named.close) == ("board", "x", ("y",))
