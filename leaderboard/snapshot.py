"""The published snapshot that pages, API and MCP read: opened once a generation and shared; and what it answered."""

import os
from collections.abc import Callable, Hashable
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from registry.snapshots import connect, generation

if TYPE_CHECKING:
    import duckdb

__all__ = ["kept", "kept_at", "registry_path", "snapshot", "snapshot_number"]

T = TypeVar("T")
# Two who ask the same at once: the second waits for the answer of the first.
LOCKS = tuple(RLock() for _ in range(64))


def registry_path() -> Path:
    """What `claimboard app` was started with."""
    return Path(os.environ.get("CLAIMBOARD_DB", "claimboard.duckdb"))


def snapshot_number() -> int:
    """Changes whenever another snapshot is published."""
    return generation(registry_path())


def snapshot() -> "tuple[duckdb.DuckDBPyConnection, int]":
    """A cursor of one's own on the newest snapshot (threads that share a connection get each other's answers), and its
    generation. MissingRegistryError or SchemaError where there is none."""
    path = registry_path()
    newest = generation(path)
    return opened(str(path), newest).cursor(), newest


def kept(question: Callable[..., T], *values: Hashable) -> T:
    """What `question(cursor, *values)` answers, asked once a generation and shared by all: change it not."""
    return kept_at(snapshot_number(), question, *values)


def kept_at(generation: int, question: Callable[..., T], *values: Hashable) -> T:
    """The same of the generation that one reads already."""
    path = str(registry_path())
    with LOCKS[hash((path, question, values)) % len(LOCKS)]:
        answer: T = answered(path, generation, question, values)
    return answer


@lru_cache(maxsize=3)
def opened(path: str, generation: int) -> "duckdb.DuckDBPyConnection":
    """The connection of one generation. It is not closed when a newer one comes: somebody may be reading from it."""
    return connect(path)


@lru_cache(maxsize=400)
def answered(path: str, generation: int, question: Callable[..., Any], values: tuple[Hashable, ...]) -> Any:
    with opened(path, generation).cursor() as con:
        return question(con, *values)
