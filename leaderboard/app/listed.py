"""Lists: a page of rows at a time, as a table one can pick a row of, or as HTML whose cells are links."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from leaderboard.app.address import asked, forget, remember
from leaderboard.evidence_html import STYLE
from leaderboard.queries.listings import page_of
from leaderboard.snapshot import kept, snapshot

__all__ = ["LINK", "PER_PAGE", "html_list", "html_table", "listing", "paged", "pick", "told_page", "whole"]

PER_PAGE = 50
LINK = "open claim"
SHORT = 11  # characters of a cell that is not broken: a date, "first party"


def listing(name: str, filters: Mapping[str, Any], per_page: int = PER_PAGE) -> tuple[list[dict[str, Any]], int]:
    """The page that the address asks for of one of `queries.LISTINGS`, and how many rows the whole list has; filters
    that are empty do not filter."""
    given = tuple(sorted((key, value) for key, value in filters.items() if value not in ("", None)))
    rows, total = kept(page_of, name, given, 1, per_page)
    page = told_page(total, per_page)
    return (rows if page == 1 else kept(page_of, name, given, page, per_page)[0]), total


def whole(name: str, filters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All rows of such a list, for a file; asked anew, and not kept."""
    con, _ = snapshot()
    given = tuple(sorted((key, value) for key, value in filters.items() if value not in ("", None)))
    with con:
        return page_of(con, name, given, 1, sys.maxsize)[0]


def told_page(total: int, per_page: int = PER_PAGE) -> int:
    """Which page the address asks for; one that is not there is told, and the first is shown."""
    given, last = asked("page") or "1", pages(total, per_page)
    if given.isascii() and given.isdigit() and len(given) < 8 and 1 <= int(given) <= last:
        return int(given)
    st.warning(f"There is no such page of this list; it has {last:,}. This is the first.")
    return 1


def pages(total: int, per_page: int) -> int:
    return max(1, -(-total // per_page))


def paged(total: int, what: str, per_page: int = PER_PAGE) -> None:
    """Below a list: how many rows there are, and the way to the others."""
    last = pages(total, per_page)
    if last > 1:
        st.pagination(last, key="page", bind="query-params")
    st.caption(
        f"{total:,} {what.removesuffix('s') if total == 1 else what}" + (f", {per_page} a page." if last > 1 else ".")
    )


def pick(rows: pl.DataFrame, ids: Sequence[str], name: str, alt: str, config: Mapping[str, Any] | None = None) -> str:
    """A table; the id of the row one picked, kept in the address under `name`, or "".

    What is picked is an id and never a row's number: the key of the table changes with its rows, so that no old number
    points into new rows. An id in the address that is not among these rows stays picked.
    """
    before = asked(name)
    picked = st.dataframe(
        rows.to_arrow(),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [list(ids).index(before)]}} if before in ids else None,
        key=f"{name} of {hash(tuple(ids))}",
        column_config=dict(config or {}),
        alt=alt,
    )
    chosen = picked.selection.rows
    if chosen and chosen[0] < len(ids):
        remember(name, ids[chosen[0]])
        return ids[chosen[0]]
    if before in ids:
        forget(name)
        return ""
    return before


def html_table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> None:
    """A table of cells that are HTML already; it scrolls sideways by itself where the window is narrow."""
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    body = "".join("<tr>" + "".join(map(td, row)) + "</tr>" for row in rows)
    grid = f'<table class="grid"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    st.html(f'{STYLE}<div class="wide" role="group" tabindex="0" aria-label="{escape(caption)}">{grid}</div>')


def td(cell: str) -> str:
    """A cell; a date, a value, the link to the evidence stay on one line."""
    kept_whole = len(cell) <= SHORT or cell.endswith(f">{LINK}</a>")
    return f'<td class="short">{cell or "–"}</td>' if kept_whole else f"<td>{cell}</td>"


def html_list(items: Iterable[str]) -> None:
    """Items that are HTML already."""
    st.html(f'{STYLE}<ul class="items">' + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
