"""A registry of any size from a seed: documents with texts and tables, claims, results on the catalogue's boards.

`papers.sql` makes the rows of some thousand documents at once in a DuckDB of its own; they pass the same door as rows
that were read (registry/schemas.py), one batch a transaction, so that memory does not grow with the registry.
"""

import shutil
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from leaderboard.checking import check
from leaderboard.ingest import Progress
from registry.catalog import Benchmark, Catalog, Metric, fold
from registry.columns import json_of, slug_of
from registry.errors import UsageError

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from registry.store import Added, Registry, Run

__all__ = ["Size", "generate", "grow"]

SQL = Path(__file__).with_name("papers.sql")
CLAIMS_A_PAPER = 40
RESULTS_A_BOARD = 100
RESULTS_A_MODEL = 20
BATCH = 6_000  # documents; a batch is held in memory thrice: coming, made and stored
ORDER = {
    "document": "document_id",
    "block": "document_id, block_index",
    "claim": "document_id, start_offset",
    "result": "document_id, claim_id",
    "unlinked": "document_id, claim_id",
}
BIRDS = (
    "Heron",
    "Kite",
    "Plover",
    "Wren",
    "Dunlin",
    "Siskin",
    "Martin",
    "Osprey",
    "Linnet",
    "Avocet",
    "Curlew",
    "Godwit",
    "Merlin",
    "Pipit",
    "Stint",
)
TRAITS = ("Tiny", "Small", "Base", "Large", "Long", "Wide", "Deep", "Fast", "Sparse", "Tuned")


@dataclass(frozen=True, slots=True)
class Size:
    """How many results and claims a registry has in all, and the seed they are chosen by."""

    results: int = 100_000
    claims: int = 1_000_000
    seed: int = 1

    @property
    def documents(self) -> int:
        return -(-self.claims // CLAIMS_A_PAPER)

    @property
    def boards(self) -> int:
        return max(1, self.results // RESULTS_A_BOARD)

    @property
    def models(self) -> int:
        return max(len(BIRDS), self.results // RESULTS_A_MODEL)


def generate(
    db: Path,
    size: Size,
    catalog: Catalog,
    checks: bool = True,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> "Added":
    """Make and publish the registry of that size at `db`, where none may be; what was added. The same size and seed
    give the same rows (with one version of DuckDB, whose `hash` chooses). With `checks` it has their findings too."""
    from registry.snapshots import folder_of, located
    from registry.store import Registry

    if located(db).exists() or folder_of(located(db)).exists():
        there = db if located(db).exists() else folder_of(located(db))
        raise UsageError(f"{there} exists; name another file with --db, for a made-up registry begins from nothing")
    if not 0 < size.results <= size.claims:
        raise UsageError("a registry needs one result at least, and as many claims as results")
    try:
        with Registry.open(db, catalog=catalog) as registry:
            run = registry.start_run("bench generate", "generated", catalog.version)
            added = grow(registry, run, size, catalog, range(size.documents), on_progress)
            if checks:
                check(registry, catalog)
            else:
                registry.finish_run(run)
            registry.publish()
    except BaseException:
        if not located(db).exists():  # a part of what is made up is worth nothing, and would bar the next try
            shutil.rmtree(folder_of(located(db)), ignore_errors=True)
        raise
    return added


def grow(
    registry: "Registry",
    run: "Run",
    size: Size,
    catalog: Catalog,
    documents: range,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> "Added":
    """Add some of the documents of that size; those beyond its end are there too, for a registry that grows."""
    import duckdb

    from registry.store import Added

    total = Added()
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        prepare(con, size, catalog)
        for frames in made_ahead(con, documents):
            total += registry.merge(frames, run)
            done = total.documents
            on_progress(Progress("", done, len(documents), done, total.claims))
    return total


def made_ahead(con: "duckdb.DuckDBPyConnection", documents: range) -> "Iterator[dict[str, pl.DataFrame]]":
    """The rows of these documents, batch after batch; the next batch is made while the last is being stored."""
    firsts = range(documents.start, documents.stop, BATCH)
    with ThreadPoolExecutor(1) as maker:
        coming: deque[Future[dict[str, pl.DataFrame]]] = deque()
        for first in firsts:
            coming.append(maker.submit(frames_of, con, first, min(first + BATCH, documents.stop)))
            if len(coming) == 2:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()


def prepare(con: "duckdb.DuckDBPyConnection", size: Size, catalog: Catalog) -> None:
    """The tables that every batch is made from."""
    import polars as pl

    chosen = {
        "about": pl.DataFrame(
            {
                "seed": [size.seed],
                "documents": [size.documents],
                "results": [size.results],
                "claims": [size.claims],
                "boards": [size.boards],
                "models": [size.models],
            }
        ),
        "board": boards(size, catalog),
        "model": models(size),
    }
    for name, frame in chosen.items():
        con.register("given", frame.to_arrow())
        con.execute(f"CREATE TABLE {name} AS FROM given")
        con.unregister("given")


def frames_of(con: "duckdb.DuckDBPyConnection", first: int, last: int) -> "dict[str, pl.DataFrame]":
    """The rows of documents `first` up to `last`, by table, with the columns of its shape."""
    import polars as pl

    from registry.batch import COLUMNS, TABLES
    from registry.schemas import SHAPES

    values = {"first": first, "last": last}
    for statement in con.extract_statements(SQL.read_text("utf-8")):
        con.execute(statement, {name: values[name] for name in statement.named_parameters})
    frames: dict[str, pl.DataFrame] = {}
    for table in TABLES:
        shape = SHAPES[table]
        if table == "imported":
            frames[table] = pl.DataFrame(schema=shape.columns)
        else:
            frames[table] = con.sql(f"SELECT {', '.join(shape.columns)} FROM {table}_rows ORDER BY {ORDER[table]}").pl()
    reading = frames["document"].select("source", "name", "document_id")
    return {**frames, "skipped": pl.DataFrame(schema=COLUMNS["skipped"]), "reading": reading}


def boards(size: Size, catalog: Catalog) -> "pl.DataFrame":
    """The boards, the most popular first, each with how many models report on it."""
    import polars as pl

    rows = []
    for place, (benchmark, metric, shots) in enumerate(islice(chosen_boards(size, catalog), size.boards)):
        protocol = (("shots", str(shots)),) if shots else ()
        split = "test" if "test" in benchmark.splits else ""
        share = ((place + 1) / size.boards) ** 0.5 - (place / size.boards) ** 0.5
        rows.append(
            {
                "place": place,
                "pool": min(size.models, max(1, round(0.6 * share * size.results))),
                "first_model": Random(f"{size.seed} {place}").randrange(size.models),
                "board": slug_of(benchmark.id, split, metric.id, protocol),
                "benchmark": benchmark.id,
                "benchmark_name": benchmark.name,
                "task": benchmark.tasks[0] if benchmark.tasks else "",
                "split": split,
                "metric": metric.id,
                "metric_name": metric.name,
                "protocol": json_of(protocol),
                "is_fraction": metric.upper == 1,
                "sign": -1 if metric.direction == "lower" else 1,
            }
        )
    return pl.DataFrame(rows)


def chosen_boards(size: Size, catalog: Catalog) -> Iterator[tuple[Benchmark, Metric, int]]:
    """Benchmarks with the metrics they are measured by; when these are used up, again with one shot more."""
    pairs = [
        (benchmark, catalog.metrics[metric])
        for benchmark in catalog.benchmarks.values()
        for metric in benchmark.metrics
        if metric in catalog.metrics and is_usual(catalog.metrics[metric]) and "|" not in benchmark.name
    ]
    Random(size.seed).shuffle(pairs)
    for shots in count():
        for benchmark, metric in pairs:
            yield benchmark, metric, shots


def is_usual(metric: Metric) -> bool:
    """Whether it has a direction, and values from 0 to 1 or to 100."""
    low_enough = metric.lower is None or metric.lower <= 0
    return metric.direction is not None and low_enough and (metric.upper in (None, 1) or metric.upper >= 100)


def models(size: Size) -> "pl.DataFrame":
    import polars as pl

    names = [f"{BIRDS[place % 15]} {TRAITS[place // 15 % 10]} {place // 150 + 1}" for place in range(size.models)]
    return pl.DataFrame({"place": range(size.models), "name": names, "model_key": list(map(fold, names))})
