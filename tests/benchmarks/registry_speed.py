"""How fast a registry answers, grows and is published, at any size.

Usage: python tests/benchmarks/registry_speed.py --db FILE [--results N --claims N] [--questions N] [--grow PERCENT]

FILE is a registry of `claimboard bench generate --no-checks` with the same --results, --claims and --seed; it is made
where it is absent. Asked are boards chosen as visitors choose (by how much stands on them) and evenly; "cold" is the
first question of a new process whose file the system does not hold in memory. With --grow a copy of the registry, in
its folder, gets that many more documents and is published. Prints milliseconds on the wall and of CPU, which other
people's work on the machine does not stretch, and asserts nothing.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from leaderboard import queries
from leaderboard.bench import Size, generate, grow
from registry.catalog import load_catalog
from registry.snapshots import connect, folder_of, generation_file
from registry.store import Registry

if TYPE_CHECKING:
    import duckdb

FIRST = """
import sys
from pathlib import Path
from time import perf_counter, process_time
from leaderboard import queries
from registry.snapshots import connect
import polars, pyarrow
con = connect(Path(sys.argv[1]))
began, cpu = perf_counter(), process_time()
queries.board(con, sys.argv[2])
print(perf_counter() - began, process_time() - cpu)
"""


def told(name: str, wall: list[float], cpu: list[float], limit: str) -> None:
    """Median and 95th percentile of both."""
    walls, cpus = sorted(wall), sorted(cpu)
    at = int(0.95 * (len(walls) - 1))
    print(
        f"{name:32} wall {1e3 * median(walls):8.1f} ms, p95 {1e3 * walls[at]:8.1f}   "
        f"CPU {1e3 * median(cpus):8.1f} ms, p95 {1e3 * cpus[at]:8.1f}   {limit}",
        flush=True,
    )


def timed(name: str, question: Callable[[Any], object], asked: list[Any], limit: str = "") -> None:
    wall, cpu = [], []
    for each in asked:
        began, used = perf_counter(), process_time()
        question(each)
        wall.append(perf_counter() - began)
        cpu.append(process_time() - used)
    told(name, wall, cpu, limit)


def chosen_boards(con: "duckdb.DuckDBPyConnection", count: int) -> tuple[list[str], list[str]]:
    """By how many results stand on them, and evenly."""
    rows = con.execute("SELECT board, results FROM boards ORDER BY board").fetchall()
    names, weights = [name for name, _ in rows], [results for _, results in rows]
    chance = random.Random(1)
    return chance.choices(names, weights, k=count), chance.choices(names, k=count)


def cold(db: Path, boards: list[str]) -> None:
    wall, cpu = [], []
    file = generation_file(db)
    for board in boards:
        handle = os.open(file, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)
        said = subprocess.run([sys.executable, "-c", FIRST, str(db), board], capture_output=True, text=True, check=True)
        one, other = map(float, said.stdout.split())
        wall.append(one)
        cpu.append(other)
    told("board, cold", wall, cpu, "(asked: p95 < 100 ms)")


def questions(db: Path, count: int) -> None:
    with connect(db) as con:
        popular, even = chosen_boards(con, count)
        timed("list of all boards", lambda _: queries.boards(con), [None] * 3)
        queries.board(con, popular[0])
        timed("board, as visitors choose", lambda slug: queries.board(con, slug), popular, "(asked: p95 < 20 ms)")
        timed("board, evenly", lambda slug: queries.board(con, slug), even, "(asked: p95 < 20 ms)")
        timed("history, as visitors choose", lambda slug: queries.history(con, slug), popular, "(asked: < 60 ms)")
        timed("all results of a board", lambda slug: queries.results(con, slug), popular)
        claims = [queries.board(con, slug)["claim_id"][0] for slug in popular[:20]]
        timed("claim", lambda claim: queries.claim(con, claim), claims)
        timed("table of a claim", lambda claim: queries.table_of(con, claim), claims)
        models = [queries.board(con, slug)["model"][0] for slug in popular[:20]]
        timed("results of a model", lambda model: queries.model_results(con, model), models)
        timed("the registry in figures", lambda _: queries.stats(con), [None] * 3)
    cold(db, popular[:10])


def growth(db: Path, size: Size, percent: float) -> None:
    """A copy that gets more documents, and is published: the copy and its folder are removed at the end."""
    grown = db.with_name("grown-" + db.name)
    catalog = load_catalog()
    try:
        shutil.copyfile(db, grown)
        with Registry.open(grown, catalog=catalog) as registry:
            more = range(size.documents, size.documents + max(1, round(size.documents * percent / 100)))
            began, used = perf_counter(), process_time()
            run = registry.start_run("grow", "generated")
            added = grow(registry, run, size, catalog, more)
            registry.finish_run(run)
            print(
                f"{added.results:,} results and {added.claims:,} claims merged: wall {perf_counter() - began:.1f} s, "
                f"CPU {process_time() - used:.1f} s",
                flush=True,
            )
            began, used = perf_counter(), process_time()
            registry.publish()
            print(
                f"publishing a change of {percent:g} %: wall {perf_counter() - began:.1f} s, "
                f"CPU {process_time() - used:.1f} s (asked: < 20 s), of {grown.stat().st_size / 1e9:.1f} GB",
                flush=True,
            )
        print(f"peak memory {getrusage(RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB (asked: < 4 GB)")
    finally:
        grown.unlink(missing_ok=True)
        shutil.rmtree(folder_of(grown), ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--results", type=int, default=10_000_000)
    parser.add_argument("--claims", type=int, default=30_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--grow", type=float, default=0.0, metavar="PERCENT")
    given = parser.parse_args()
    size = Size(given.results, given.claims, given.seed)
    if not given.db.exists():
        began = perf_counter()
        generate(given.db, size, load_catalog(), checks=False)
        print(f"made in {perf_counter() - began:.0f} s, peak memory {getrusage(RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")
    print(f"{given.db.stat().st_size / 1e9:.2f} GB; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    questions(given.db, given.questions)
    if given.grow:
        growth(given.db, size, given.grow)


if __name__ == "__main__":
    main()
