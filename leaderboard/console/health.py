"""What `doctor` looks at: versions, the catalogue, and whether the registry can be read to its last block."""

import fcntl
import platform
import re
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any

from registry.catalog import data_folder, load_catalog
from registry.errors import SchemaError
from registry.snapshots import (
    connect,
    connect_working_file,
    folder_of,
    generation,
    located,
    storage_errors,
    working_file,
)

__all__ = ["catalog_health", "registry_health", "versions", "working_file_health", "writer_is_active"]


def versions() -> dict[str, str]:
    """Python and every package that claimboard cannot do without."""
    needed = [line for line in requires("claimboard") or [] if "extra ==" not in line]
    names = [re.match(r"[\w.-]+", line)[0] for line in needed]  # type: ignore[index]
    ours = {"claimboard": version("claimboard"), "python": platform.python_version(), "system": platform.platform()}
    return ours | {name: version(name) for name in sorted(names)}


def catalog_health() -> dict[str, Any]:
    catalog = load_catalog()
    return {
        "folder": str(data_folder() / "catalog"),
        "version": catalog.version,
        "benchmarks": len(catalog.benchmarks),
        "metrics": len(catalog.metrics),
        "tasks": len(catalog.tasks),
    }


def registry_health(db: Path) -> dict[str, Any]:
    """Counts of what is kept; raises SchemaError when anything in the file cannot be read."""
    import duckdb

    try:
        with connect(db) as con:
            return {
                "path": str(db),
                "megabytes": round(db.stat().st_size / 1e6, 1),
                "generation": generation(db),
                "writer is active": writer_is_active(db),
                **rows_by_table(con),
            }
    except duckdb.Error as error:
        why = str(error).partition("\n")[0]
        again = "`claimboard publish`" if working_file(located(db)).exists() else "ingest again"
        mend = f"`claimboard doctor --repair --db {db}` puts the newest whole copy in its place"
        raise SchemaError(f"{db} is damaged ({why}); {mend}; or move it away and {again}") from error


def working_file_health(db: Path) -> dict[str, Any]:
    """The same of the file beside it that a writer goes on from, and whether all of it is published."""
    path = located(db)
    if not working_file(path).exists():
        return {"state": "none; the next ingest makes one"}
    if writer_is_active(path):
        return {"state": "a writer is at work on it; ask again once it has ended"}
    with storage_errors(path), connect_working_file(path) as con:
        counts = rows_by_table(con)
        waiting = con.execute("FROM store.about WHERE key = 'unpublished'").fetchall()
    state = "ahead of what is published; `claimboard publish` shows it" if waiting else "whole, all of it published"
    return {"state": state, "path": str(working_file(path)), "documents": counts["document"], "claims": counts["claim"]}


def rows_by_table(con: Any) -> dict[str, int]:
    """How many rows each table holds. Hashing them reads every block, and DuckDB checks each against its checksum."""
    tables = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store' ORDER BY 1").fetchall()
    counts = {}
    for (table,) in tables:
        counts[table] = con.execute(f"SELECT count(*), bit_xor(hash(t)) FROM store.{table} AS t").fetchall()[0][0]
    return counts


def writer_is_active(db: Path) -> bool:
    """Whether a process holds the writer's lock."""
    lock = folder_of(db) / "lock"
    if not lock.exists():
        return False
    with lock.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
