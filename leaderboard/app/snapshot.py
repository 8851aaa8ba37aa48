"""The published snapshot the pages read, opened once a generation and shared by all sessions; and what it answered."""

import os
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import streamlit as st

from leaderboard import queries
from leaderboard.queries.listings import LISTINGS
from registry.snapshots import connect, generation

__all__ = ["footer", "kept", "page_of", "registry_path", "snapshot", "snapshot_number"]

T = TypeVar("T")


def registry_path() -> Path:
    """What `claimboard app` was started with."""
    return Path(os.environ.get("CLAIMBOARD_DB", "claimboard.duckdb"))


def snapshot() -> duckdb.DuckDBPyConnection:
    """A cursor of this run's own on the newest snapshot: threads that share a connection get each other's answers."""
    path = registry_path()
    return opened(str(path), generation(path)).cursor()


def snapshot_number() -> int:
    """Changes whenever another snapshot is published."""
    return generation(registry_path())


@st.cache_resource(max_entries=3, show_spinner=False)
def opened(path: str, generation: int) -> duckdb.DuckDBPyConnection:
    """The connection of one generation. It is not closed when a newer one comes: a session may be reading from it."""
    return connect(path)


def kept(question: Callable[..., T], *values: Hashable) -> T:
    """What `question(cursor, *values)` answers, asked once a generation and shared by all sessions: change it not."""
    path = registry_path()
    answer: T = answered(
        str(path), generation(path), f"{question.__module__}.{question.__qualname__}", values, question
    )
    return answer


@st.cache_resource(max_entries=400, show_spinner=False)
def answered(path: str, generation: int, name: str, values: tuple[Hashable, ...], _question: Callable[..., Any]) -> Any:
    return _question(opened(path, generation).cursor(), *values)


def page_of(
    con: duckdb.DuckDBPyConnection, listing: str, filters: tuple[tuple[str, Any], ...], page: int, per_page: int
) -> tuple[list[dict[str, Any]], int]:
    """One page of a list of `LISTINGS`, as `kept` can ask for it."""
    return LISTINGS[listing].page(con, dict(filters), page, per_page)


def footer() -> None:
    """Which snapshot the figures above come from."""
    told = kept(queries.stats)
    st.divider()
    st.caption(
        f"Snapshot {told.generation}, published {told.published_at:%Y-%m-%d %H:%M}: {told.documents:,} documents, "
        f"{told.claims:,} claims, {told.boards:,} boards, {told.conflicts:,} conflicts."
    )
