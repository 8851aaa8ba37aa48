"""What a registry's database consists of, written into it: tables and views from `sql/`, the catalogue's rows."""

import re
from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from registry.catalog import Catalog, fold

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["KEPT", "create_tables", "create_views", "lacking", "texts_of", "views_version", "write_catalog"]

SQL = Path(__file__).parent / "sql"


READS = r"\b(?:FROM|JOIN)\s+(?:{0}|store\.kept_){1}\b"


def create_tables(con: "duckdb.DuckDBPyConnection") -> None:
    """Every file of sql/tables, in one transaction."""
    con.execute("BEGIN; CREATE SCHEMA store")
    for name, text in in_order(texts_of("tables"), "store."):
        con.execute(text)
        con.execute(f"COMMENT ON TABLE store.{name} IS '{opening_sentence(text)}'")
    con.execute("COMMIT")


# Views whose rows are worked out when a registry is published (registry/kept.py), and how they are shown. A rank is
# counted when it is asked for: a new result moves all that stand below it.
KEPT = {
    "boards": "FROM store.kept_boards",
    "conflicts": "FROM store.kept_conflicts",
    "coverage": "FROM store.kept_coverage",
    "findings": "FROM store.kept_findings",
    "leaderboard": """
        SELECT * REPLACE (
            CASE WHEN rank IS NOT NULL THEN rank() OVER (
                PARTITION BY board, rank IS NOT NULL ORDER BY CASE direction WHEN 'lower' THEN value ELSE -value END
            ) END AS rank
        )
        FROM store.kept_leaderboard
    """,
}


def create_views(con: "duckdb.DuckDBPyConnection") -> None:
    """Every file of sql/views as a view of its name, in one transaction; the tables of those that are kept are empty
    until they are filled."""
    con.execute("BEGIN")
    for name, text in in_order(texts_of("views"), ""):
        shown = text
        if name in KEPT:
            con.execute(f"CREATE OR REPLACE TABLE store.kept_{name} AS FROM (\n{text}\n) LIMIT 0")
            con.execute(f"COMMENT ON TABLE store.kept_{name} IS 'What the view {name} had at the last publishing.'")
            shown = KEPT[name]
        con.execute(f"CREATE OR REPLACE VIEW main.{name} AS\n{shown}")
        con.execute(f"COMMENT ON VIEW main.{name} IS '{opening_sentence(text)}'")
    con.execute("COMMIT")


def in_order(texts: Mapping[str, str], schema: str) -> list[tuple[str, str]]:
    """Those first that others read from: `FROM` or `JOIN`, the schema, the name; or the table that it is kept in."""
    needed = {
        name: [other for other in texts if other != name and re.search(READS.format(schema, other), text)]
        for name, text in texts.items()
    }
    return [(name, texts[name]) for name in TopologicalSorter(needed).static_order()]


def texts_of(folder: str) -> dict[str, str]:
    """The SQL of `tables` or `views` by name, each text with the sentence it opens with."""
    return {path.stem: path.read_text("utf-8") for path in sorted((SQL / folder).glob("*.sql"))}


@cache
def views_version() -> str:
    return blake2b(repr((texts_of("views"), KEPT)).encode(), digest_size=8).hexdigest()


@cache
def tables_and_views() -> tuple[frozenset[str], frozenset[str]]:
    kept = {f"store.kept_{name}" for name in KEPT}
    tables = {f"store.{name}" for name in texts_of("tables")}
    return frozenset(tables), frozenset({f"main.{name}" for name in texts_of("views")} | kept)


def lacking(con: "duckdb.DuckDBPyConnection") -> list[str]:
    """The tables and views of ours that the database of `con` does not have; views only where it says that it has those
    of this version."""
    tables, views = tables_and_views()
    there = """
        SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = current_database()
        UNION ALL
        SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE database_name = current_database()
    """
    held = {name for (name,) in con.execute(there).fetchall()}
    gone = tables - held
    if not gone:
        noted = con.execute("SELECT value FROM store.about WHERE key = 'views'").fetchall()
        gone = views - held if noted == [(views_version(),)] else gone
    return sorted(name.removeprefix("main.") for name in gone)


def opening_sentence(text: str) -> str:
    return text.partition("\n")[0].removeprefix("--").strip().replace("'", "''")


def write_catalog(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> None:
    """The catalogue's rows in place of those that were there."""
    for table, frame in catalog_frames(catalog).items():
        con.register("entries", frame.to_arrow())
        con.execute(f"DELETE FROM store.{table}")
        con.execute(f"INSERT INTO store.{table} BY NAME FROM entries")
        con.unregister("entries")


def catalog_frames(catalog: Catalog) -> "dict[str, pl.DataFrame]":
    import polars as pl

    from registry.frames import frame_of_rows

    text, number, texts = pl.String(), pl.Float64(), pl.List(pl.String)
    benchmarks = [(b.id, b.name, b.tasks, b.metrics, b.source) for b in catalog.benchmarks.values()]
    metrics = [(m.id, m.name, m.direction, m.unit, m.lower, m.upper, m.source) for m in catalog.metrics.values()]
    tasks = [(t.id, t.name, t.source) for t in catalog.tasks.values()]
    aliases = [(what, id, spelling, fold(spelling)) for what, id, spelling in catalog.names()]
    naming = {"id": text, "name": text}
    ranking = {"direction": text, "unit": text, "lower": number, "upper": number}
    return {
        "benchmark": frame_of_rows({**naming, "tasks": texts, "metrics": texts, "source": text}, benchmarks),
        "metric": frame_of_rows({**naming, **ranking, "source": text}, metrics),
        "task": frame_of_rows({**naming, "source": text}, tasks),
        "alias": frame_of_rows({"what": text, "id": text, "name": text, "key": text}, aliases),
    }
