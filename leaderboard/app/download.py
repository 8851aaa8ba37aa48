"""Taking rows along: CSV, JSON, Markdown and LaTeX of all that is listed, and the addresses to cite."""

from collections.abc import Callable, Sequence
from functools import partial
from io import StringIO
from typing import Any

import streamlit as st

from leaderboard.app.address import href
from leaderboard.console.listing import Column, Format, write_rows

__all__ = ["download", "written"]

Rows = Sequence[dict[str, Any]]
FORMATS = (
    ("CSV", Format.csv, "csv", "text/csv"),
    ("JSON", Format.json, "json", "application/json"),
    ("Markdown", Format.md, "md", "text/markdown"),
    ("LaTeX", Format.latex, "tex", "application/x-tex"),
)


def download(
    rows: Callable[[], Rows], columns: Sequence[Column], name: str, addresses: Sequence[tuple[str, str]] = ()
) -> None:
    """A button a format, which writes `rows()` when it is pressed; and links to `addresses` (address, words)."""
    with st.popover("Export and cite"):
        for label, form, ending, media_type in FORMATS:
            st.download_button(
                label,
                partial(written, rows, form, columns),
                f"{name}.{ending}",
                media_type,
                key=f"download {name} {ending}",
                on_click="ignore",
                width="stretch",
            )
        if addresses:
            st.html("".join(f"<p>{href(address, said)}</p>" for address, said in addresses))


def written(rows: Callable[[], Rows], form: Format, columns: Sequence[Column]) -> bytes:
    out = StringIO()
    write_rows(rows(), form, out, columns)
    return out.getvalue().encode()
