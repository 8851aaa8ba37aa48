"""What things cost as they grow: documents, rules, results of a registry, processes. Each with a plot.

Usage: python tests/benchmarks/growth.py documents|rules|results|processes [--plot FILE] [--most N]

    documents   1, 10, 100 … abstracts (10,000), from a file to the published registry
    rules       3, 10, 30 … rules (300) over 2,000 abstracts; beyond 30 they are the same with words of their own
    results     1,000, 10,000 … results (1,000,000) of a made-up registry, three claims to each: a board, a history, and
                the publishing of one document in a hundred more
    processes   1, 2, 4 … processes (as many as there are cores) that read 20,000 abstracts into a registry

Seconds are of CPU, of all processes, which other people's work on the machine does not stretch; those of processes are
told by the wall clock too.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parent))
from plot import Line, draw
from prose_speed import abstracts, own_words, read_by, repeated, thinned

from leaderboard import queries
from leaderboard.apart import Apart
from leaderboard.bench import Size, generate, grow
from leaderboard.ingest import ingest
from leaderboard.workers import processes
from registry.catalog import load_catalog
from registry.snapshots import connect
from registry.store import Registry

MOST = {"documents": 10_000, "rules": 300, "results": 1_000_000, "processes": os.cpu_count() or 1}
ABSTRACTS = 20_000  # that processes read
FOR_RULES = 2_000
ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=MOST)
    parser.add_argument("--plot", type=Path, help="an SVG file")
    parser.add_argument("--most", type=int)
    args = parser.parse_args()
    most = args.most or MOST[args.what]
    measured = {"documents": documents, "rules": rules, "results": results, "processes": by_processes}
    with tempfile.TemporaryDirectory() as folder:
        title, across, up, lines = measured[args.what](most, Path(folder))
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    if args.plot:
        draw(args.plot, title, across, up, lines)


Plot = tuple[str, str, str, list[Line]]


def cpu_seconds() -> float:
    """Of this process and of those that it waited for."""
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def tens(most: int, first: int = 1) -> Iterator[int]:
    while first <= most:
        yield first
        first *= 10


def write_abstracts(file: Path, n: int) -> None:
    known = abstracts(min(n, ABSTRACTS))
    with file.open("w", encoding="utf-8") as lines:
        for at in range(n):
            one = known[at % len(known)]
            lines.write(json.dumps({"id": f"{one.id}.{at}", "title": one.title, "text": one.text}) + "\n")


def documents(most: int, folder: Path) -> Plot:
    catalog = load_catalog()
    ingest([str(written(folder, 1))], folder / "first.duckdb", catalog)  # what is loaded once is loaded
    points = []
    for n in tens(most):
        source = written(folder, n)
        began = cpu_seconds()
        ingest([str(source)], folder / f"{n}.duckdb", catalog)
        points.append((float(n), cpu_seconds() - began))
        print(f"{n:>9,} abstracts {points[-1][1]:9.2f} s   {1e6 * points[-1][1] / n:12,.0f} µs each", flush=True)
    return "Documents, from a file to the published registry", "abstracts", "CPU seconds", [("ingest", points)]


def written(folder: Path, n: int) -> Path:
    file = folder / f"{n}.jsonl"
    write_abstracts(file, n)
    return file


def rules(most: int, folder: Path) -> Plot:
    texts = abstracts(FOR_RULES)
    points = []
    for n in (3, 10, 30, 90, 300):
        if n > most:
            break
        few = thinned(min(n, 30))
        asked = few if n <= 30 else repeated(few, ["", *own_words(texts, n // 30 - 1)])
        read_by(asked, texts[:50])  # compiled
        seconds = []
        for _ in range(ROUNDS):
            began = process_time()
            read_by(asked, texts)
            seconds.append(process_time() - began)
        points.append((float(n), median(seconds)))
        print(f"{n:>9,} rules {points[-1][1]:9.2f} s   {len(texts) / points[-1][1]:12,.0f} abstracts/s", flush=True)
    return "Rules over 2,000 abstracts", "rules", "CPU seconds", [("sentences read", points)]


def results(most: int, folder: Path) -> Plot:
    catalog = load_catalog()
    boards, histories, published = [], [], []
    for n in tens(most, 1_000):
        size, db = Size(n, 3 * n), folder / f"{n}.duckdb"
        began = cpu_seconds()
        generate(db, size, catalog, checks=False)
        made = cpu_seconds() - began
        board, history = asked(db)
        seconds = one_percent_more(db, size)
        boards.append((float(n), 1e3 * board))
        histories.append((float(n), 1e3 * history))
        published.append((float(n), 1e3 * seconds))
        print(
            f"{n:>9,} results: made in {made:7.1f} s, {db.stat().st_size / 1e6:8.1f} MB; the fullest board "
            f"{1e3 * board:6.1f} ms, its history {1e3 * history:6.1f} ms, 1 % more published in {seconds:6.2f} s",
            flush=True,
        )
    lines: list[Line] = [("publishing 1 % more", published), ("history", histories), ("board", boards)]
    return "A registry that grows", "results", "CPU milliseconds", lines


def asked(db: Path) -> tuple[float, float]:
    """CPU seconds of the fullest board and of its history, medians."""
    with connect(db) as con:
        [(slug,)] = con.execute("SELECT board FROM boards ORDER BY results DESC LIMIT 1").fetchall()
        told = []
        for question in (queries.board, queries.history):
            seconds = []
            for _ in range(5):
                began = process_time()
                question(con, slug)
                seconds.append(process_time() - began)
            told.append(median(seconds))
    return told[0], told[1]


def one_percent_more(db: Path, size: Size) -> float:
    """CPU seconds of publishing."""
    catalog = load_catalog()
    with Registry.open(db, catalog=catalog) as registry:
        run = registry.start_run("grow", "generated")
        more = range(size.documents, size.documents + max(1, size.documents // 100))
        grow(registry, run, size, catalog, more)
        registry.finish_run(run)
        began = process_time()
        registry.publish()
        return process_time() - began


def by_processes(most: int, folder: Path) -> Plot:
    catalog, source = load_catalog(), written(folder, ABSTRACTS)
    walls, cpus = [], []
    n = 1
    while n <= max(2, most):
        began, cpu = perf_counter(), cpu_seconds()
        ingest([str(source)], folder / f"{n}.duckdb", catalog, apart=Apart(processes(n)) if n > 1 else None)
        walls.append((float(n), perf_counter() - began))
        cpus.append((float(n), cpu_seconds() - cpu))
        print(f"{n:>3} process{'es' * (n > 1):2}: {walls[-1][1]:8.1f} s, CPU {cpus[-1][1]:8.1f} s", flush=True)
        n *= 2
    title = f"Processes that read {ABSTRACTS:,} abstracts into a registry"
    return title, "processes", "seconds", [("by the wall clock", walls), ("of CPU, all together", cpus)]


if __name__ == "__main__":
    main()
