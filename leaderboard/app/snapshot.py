"""The published snapshot the pages read, opened once a generation and shared by all sessions."""

import os
from pathlib import Path

import duckdb
import streamlit as st

from leaderboard import queries
from registry.snapshots import connect, generation

__all__ = ["footer", "registry_path", "snapshot"]


def registry_path() -> Path:
    """What `claimboard app` was started with."""
    return Path(os.environ.get("CLAIMBOARD_DB", "claimboard.duckdb"))


def snapshot() -> duckdb.DuckDBPyConnection:
    """A cursor of this run's own on the newest snapshot: threads that share a connection get each other's answers."""
    path = registry_path()
    return opened(str(path), generation(path)).cursor()


@st.cache_resource(max_entries=3, show_spinner=False)
def opened(path: str, generation: int) -> duckdb.DuckDBPyConnection:
    """The connection of one generation. It is not closed when a newer one comes: a session may be reading from it."""
    return connect(path)


def footer() -> None:
    """Which snapshot the figures above come from."""
    told = queries.stats(snapshot())
    st.divider()
    st.caption(
        f"Snapshot {told.generation}, published {told.published_at:%Y-%m-%d %H:%M}: {told.documents:,} documents, "
        f"{told.claims:,} claims, {told.boards:,} boards, {told.conflicts:,} conflicts."
    )
