"""Below every page: which snapshot its figures come from."""

import streamlit as st

from leaderboard import queries
from leaderboard.snapshot import kept

__all__ = ["footer"]


def footer() -> None:
    told = kept(queries.stats)
    st.divider()
    st.caption(
        f"Snapshot {told.generation}, published {told.published_at:%Y-%m-%d %H:%M}: {told.documents:,} documents, "
        f"{told.claims:,} claims, {told.boards:,} boards, {told.conflicts:,} conflicts. "
        "Plain pages and the API: [About](/about)."
    )
