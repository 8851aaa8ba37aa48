"""The published snapshot that requests read: opened once a generation, a cursor of its own for each request."""

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from registry.snapshots import connect, generation

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["all_boards", "registry_path", "snapshot"]


def registry_path() -> Path:
    """What `claimboard app` was started with."""
    return Path(os.environ.get("CLAIMBOARD_DB", "claimboard.duckdb"))


def snapshot() -> "tuple[duckdb.DuckDBPyConnection, int]":
    """A cursor on the newest snapshot, and its generation. MissingRegistryError or SchemaError where there is none."""
    path = registry_path()
    newest = generation(path)
    return opened(str(path), newest).cursor(), newest


@lru_cache(maxsize=3)
def opened(path: str, generation: int) -> "duckdb.DuckDBPyConnection":
    """The connection of one generation. It is not closed when a newer one comes: a request may be reading from it."""
    return connect(path)


@lru_cache(maxsize=2)
def all_boards(path: str, generation: int) -> "pl.DataFrame":
    """The list of all boards, which takes longest to make and changes with the generation only."""
    from leaderboard import queries

    return queries.boards(opened(path, generation).cursor())
