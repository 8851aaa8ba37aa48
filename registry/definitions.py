"""What a registry's database consists of, written into it: tables and views from `sql/`, the catalogue's rows."""

from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from registry.catalog import Catalog, fold

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["create_all", "create_views", "opening_sentence", "texts_of", "views_version", "write_catalog"]

SQL = Path(__file__).parent / "sql"


def create_all(con: "duckdb.DuckDBPyConnection", statements: Mapping[str, str]) -> None:
    """Run statements that may need one another, in whatever order works; not inside a transaction, which a failure
    would end."""
    import duckdb

    waiting = dict(statements)
    while waiting:
        failures: dict[str, duckdb.Error] = {}
        for name, statement in waiting.items():
            try:
                con.execute(statement)
            except duckdb.CatalogException as error:
                failures[name] = error
        if len(failures) == len(waiting):
            raise next(iter(failures.values()))
        waiting = {name: waiting[name] for name in failures}


def texts_of(folder: str) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted((SQL / folder).glob("*.sql"))}


@cache
def views_version() -> str:
    return blake2b(repr(texts_of("views")).encode(), digest_size=8).hexdigest()


def create_views(con: "duckdb.DuckDBPyConnection") -> None:
    """Every file of sql/views as a view of its name, its opening sentence as the comment."""
    texts = texts_of("views")
    create_all(con, {name: f"CREATE OR REPLACE VIEW main.{name} AS\n{text}" for name, text in texts.items()})
    for name, text in texts.items():
        con.execute(f"COMMENT ON VIEW main.{name} IS '{opening_sentence(text)}'")


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

    from registry.batch import frame_of

    text, number, texts = pl.String(), pl.Float64(), pl.List(pl.String)
    benchmarks = [(b.id, b.name, b.tasks, b.metrics, b.source) for b in catalog.benchmarks.values()]
    metrics = [(m.id, m.name, m.direction, m.unit, m.lower, m.upper, m.source) for m in catalog.metrics.values()]
    tasks = [(t.id, t.name, t.source) for t in catalog.tasks.values()]
    aliases = [(what, id, spelling, fold(spelling)) for what, id, spelling in catalog.names()]
    naming = {"id": text, "name": text}
    ranking = {"direction": text, "unit": text, "lower": number, "upper": number}
    return {
        "benchmark": frame_of({**naming, "tasks": texts, "metrics": texts, "source": text}, benchmarks),
        "metric": frame_of({**naming, **ranking, "source": text}, metrics),
        "task": frame_of({**naming, "source": text}, tasks),
        "alias": frame_of({"what": text, "id": text, "name": text, "key": text}, aliases),
    }
