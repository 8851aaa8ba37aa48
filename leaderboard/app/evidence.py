"""What a claim rests on, on a page of the app."""

import streamlit as st

from leaderboard.evidence_html import STYLE, sentence_html, table_html
from leaderboard.queries import ClaimRecord, TableRecord

__all__ = ["show_evidence"]


def show_evidence(claim: ClaimRecord, table: TableRecord | None) -> None:
    """The sentence, or for a claim read from a cell its table."""
    st.html(STYLE + (sentence_html(claim) if table is None else table_html(table)))
