"""Many abstracts through one process, the local pool and a Dask cluster: the same registry, and what each took.

Usage: python tests/benchmarks/scale_speed.py [--abstracts 192000] [--jobs 2] [--kill] [--only WAY …]

The abstracts of ../shared/corpora are repeated under ids of their own. With `--kill`, a worker of the pool and one of
the cluster are killed by SIGKILL as soon as two partitions are done. Prints for each way the seconds by the wall clock
and the CPU seconds of all its processes (what others do on the machine stretches the first) and the ratio of the
cluster to the pool; ends with 1 where the contents of the registries differ.
"""

import argparse
import json
import lzma
import os
import resource
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from leaderboard.apart import Apart
from leaderboard.ingest import Summary, ingest
from leaderboard.workers import cluster, processes
from registry.catalog import load_catalog

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "acl-abstracts.jsonl.xz"
TABLES = ("document", "claim", "result", "unlinked", "skipped", "revision", "extraction", "finding")
OWN = ("run_id", "extracted_at")  # of a run, not of what was read


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--abstracts", type=int, default=192_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--only", nargs="+", choices=("alone", "pool", "dask"), default=["alone", "pool", "dask"])
    args = parser.parse_args()
    ways: dict[str, Callable[[Path, Path, int, bool], None]] = {"alone": alone, "pool": pool, "dask": dask}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "abstracts.jsonl"
        write_abstracts(source, args.abstracts)
        hashes, seconds, used = {}, {}, {}
        for name in args.only:
            db = Path(folder) / f"{name}.duckdb"
            wall, cpu = time.perf_counter(), cpu_seconds()
            ways[name](source, db, args.jobs, args.kill and name != "alone")
            seconds[name], used[name] = time.perf_counter() - wall, cpu_seconds() - cpu
            hashes[name] = contents(db)
            rate = args.abstracts / seconds[name]
            print(
                f"{name:<6}{seconds[name]:9.1f} s{rate:9.0f} abstracts/s, CPU {used[name]:.1f} s, "
                f"load {os.getloadavg()[0]:.1f}: {counted(db)}",
                flush=True,
            )
    if {"pool", "dask"} <= seconds.keys():
        by_clock, by_cpu = seconds["dask"] / seconds["pool"], used["dask"] / used["pool"]
        print(f"dask with the start of its cluster, times the pool: {by_clock:.2f}, by CPU {by_cpu:.2f} (at most 1.35)")
    first = next(iter(hashes.values()))
    same = all(each == first for each in hashes.values())
    print("the same registry" if same else f"different: {[name for name in hashes if hashes[name] != first]}")
    return 0 if same else 1


def write_abstracts(file: Path, n: int) -> None:
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with file.open("w", encoding="utf-8") as out:
        for at in range(n):
            row = rows[at % len(rows)]
            out.write(json.dumps({**row, "id": f"{row['id']}.{at // len(rows)}"}, ensure_ascii=False) + "\n")


def alone(source: Path, db: Path, jobs: int, kill: bool) -> None:
    read(source, db, None)


def pool(source: Path, db: Path, jobs: int, kill: bool) -> None:
    victims = threading.Thread(target=kill_a_child, args=(db,), daemon=True)
    if kill:
        victims.start()
    read(source, db, Apart(processes(jobs)))


def dask(source: Path, db: Path, jobs: int, kill: bool) -> None:
    from dask import config as dask_config
    from distributed import LocalCluster

    # Its profiler costs a fifth of the time of workers: docs/decisions/partitions.md.
    dask_config.set({"distributed.worker.profile.enabled": False})
    with LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=":0") as local:
        if kill:
            threading.Thread(target=kill_a_worker, args=(local, db), daemon=True).start()
        read(source, db, Apart(cluster(local.scheduler_address)))


def read(source: Path, db: Path, apart: Apart | None) -> Summary:
    return ingest([str(source)], db, load_catalog(), apart=apart)


def kill_a_child(db: Path) -> None:
    wait_for_some(db)
    import multiprocessing

    children = multiprocessing.active_children()
    if children and children[0].pid:
        print(f"killing process {children[0].pid} of the pool", flush=True)
        os.kill(children[0].pid, signal.SIGKILL)


def kill_a_worker(local: object, db: Path) -> None:
    wait_for_some(db)
    nanny = next(iter(local.workers.values()))  # type: ignore[attr-defined]
    print(f"killing worker {nanny.pid} of the cluster", flush=True)
    os.kill(nanny.pid, signal.SIGKILL)


def wait_for_some(db: Path, partitions: int = 2) -> None:
    done = Path(f"{db}.d", "partitions", "done")
    while not done.is_dir() or len(list(done.iterdir())) < partitions:
        time.sleep(0.2)


def cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def contents(db: Path) -> dict[str, object]:
    """How many rows each table has, and a hash of them in any order."""
    told = {}
    with duckdb.connect(str(db), read_only=True) as con:
        for table in TABLES:
            columns = [name for name, *_ in con.execute(f"DESCRIBE store.{table}").fetchall() if name not in OWN]
            query = f"SELECT count(*), sum(hash({', '.join(columns)})::HUGEINT) FROM store.{table}"
            told[table] = con.execute(query).fetchall()[0]
    return told


def counted(db: Path) -> str:
    with duckdb.connect(str(db), read_only=True) as con:
        query = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM claims), (SELECT count(*) FROM results)"
        return "{:,} documents, {:,} claims, {:,} results".format(*con.execute(query).fetchall()[0])


if __name__ == "__main__":
    sys.exit(main())
