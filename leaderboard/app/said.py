"""What the checks say, told where it matters: below a claim, a paper, a board's row."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from leaderboard.app.address import href, to
from leaderboard.app.listed import html_list

__all__ = ["finding_item", "show_findings"]

SHOWN = 20
SIGNS = {"error": "✖ error", "warning": "⚑ warning", "note": "note"}


def show_findings(findings: pl.DataFrame, head: str) -> None:
    """Findings as links to their evidence; nothing where there are none."""
    if findings.is_empty():
        return
    st.header(head, anchor=False)
    html_list(finding_item(row) for row in findings.head(SHOWN).iter_rows(named=True))
    if findings.height > SHOWN:
        st.caption(f"The first {SHOWN} of {findings.height:,}.")


def finding_item(row: dict[str, Any]) -> str:
    told = f"{SIGNS.get(row['severity'], row['severity'])}, {row['outcome'].replace('_', ' ')}"
    return (
        f"{escape(told)}: {escape(row['message'])} ({href(to('findings', finding=row['finding_id']), row['check_id'])})"
    )
