"""How far a writer had told that its batches are stored, kept beside its working file.

DuckDB reads a log that was cut short as far as it goes, and says nothing: what came after the cut would be lost in
silence. `working.duckdb.acknowledged` holds the generation and the number of commits since; a working file that has
fewer is damaged. The mark is written after each commit, so it is never ahead of what was on the disk.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

__all__ = ["acknowledge", "has_all_acknowledged", "mark_of"]

COMMITS = """
SELECT
    (SELECT coalesce(max(generation), 0) FROM store.publication),
    coalesce((SELECT try_cast(value AS BIGINT) FROM store.about WHERE key = 'unpublished'), 0)
"""


def mark_of(working: Path) -> Path:
    return working.with_name(working.name + ".acknowledged")


def acknowledge(con: "duckdb.DuckDBPyConnection", working: Path) -> None:
    """Note what has been committed; OSError where the disk refuses."""
    mark = mark_of(working)
    new = mark.with_name(mark.name + ".new")
    new.write_text(json.dumps(con.execute(COMMITS).fetchall()[0]))
    new.replace(mark)


def has_all_acknowledged(con: "duckdb.DuckDBPyConnection", working: Path) -> bool:
    """Whether the file that `con` uses has every commit of its mark; a file without a readable mark has."""
    try:
        told = json.loads(mark_of(working).read_text())
        return con.execute(COMMITS).fetchall()[0] >= tuple(map(int, told))
    except (OSError, ValueError, TypeError):
        return True
