"""A console: one SELECT over the published snapshot, answered by a process of its own that can do nothing else. The
query stands in the address, so that whoever gets the link sees the same answer."""

from collections.abc import Mapping
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app.address import asked, forget, href, remember, to
from leaderboard.app.download import CLAIMS, download
from leaderboard.app.listed import html_list, paged, told_page
from leaderboard.app.saved import LONGEST, SavedQueryError, save, saved
from leaderboard.guarded import MOST_ROWS, Told, ask
from leaderboard.snapshot import kept, registry_path, snapshot_number
from registry.errors import QueryError

__all__ = ["show"]

ROWS = 100  # of an answer shown at a time
LARGEST = 2**53  # a browser has no greater whole number
EXAMPLES: Mapping[str, str] = {
    "The leader of every board": "SELECT board, model, printed, date, claim_id\nFROM leaderboard\nWHERE rank = 1\n"
    "ORDER BY board",
    "Claims by kind and rule": "SELECT kind, rule, count(*) AS claims\nFROM claims\nGROUP BY ALL\nORDER BY claims DESC",
    "Papers that report the most results": "SELECT title, date, results\nFROM documents\n"
    "ORDER BY results DESC, title\nLIMIT 20",
    "Records over time": "SELECT board, date, model, value\nFROM sota_history\nORDER BY board, date",
    "Pairs that disagree most": "SELECT board, model, printed, other_printed, abs(value - other_value) AS apart\n"
    "FROM conflicts\nORDER BY apart DESC",
    "Why scores stand on no board": "SELECT reason, count(*) AS scores\nFROM unlinked\nGROUP BY reason\n"
    "ORDER BY scores DESC",
}


def show() -> None:
    st.title("SQL", anchor=False)
    query = written()
    if query.strip():
        answer(query)
    left, right = st.columns(2)
    with left:
        st.header("Examples", anchor=False)
        html_list(href(to("sql", q=text), name) for name, text in EXAMPLES.items())
        own(query)
    with right:
        st.header("What there is to ask", anchor=False)
        st.html(schema(kept(queries.schema)))


def written() -> str:
    """The query of the address, or what was typed and run; then it is the address."""
    before = asked("q", LONGEST + 1)
    with st.form("query", border=False):
        text: str = st.text_area(
            "One SELECT statement",
            value=before,
            height=160,
            max_chars=LONGEST,
            key=f"query {hash(before)}",
            placeholder="SELECT board, model, printed FROM leaderboard WHERE rank = 1",
        )
        run = st.form_submit_button("Run", type="primary")
    if run and text != before:
        remember("q", text) if text.strip() else forget("q")
        if "page" in st.session_state:
            st.session_state["page"] = 1
        st.rerun()
    return before


@st.cache_data(max_entries=32, ttl=600, show_spinner="Asking")
def asked_of(path: str, generation: int, query: str) -> Told | str:
    """The answer, or why there is none; kept for a while, so that turning a page does not ask again."""
    try:
        return ask(path, query)
    except QueryError as error:
        return str(error)


def answer(query: str) -> None:
    told = asked_of(str(registry_path()), snapshot_number(), query)
    if isinstance(told, str):
        st.error("The query was not answered.")
        st.code(told, language=None, wrap_lines=True)
        return
    if not told.rows:
        st.info("The query has an answer without rows.")
        return
    first = ROWS * (told_page(len(told.rows), ROWS) - 1)
    st.dataframe(
        table(told, first), hide_index=True, alt=f"Answer: {len(told.rows)} rows of {len(told.columns)} columns"
    )
    paged(len(told.rows), f"rows in {told.seconds:.2f} seconds", ROWS)
    if told.cut:
        st.warning(f"There is more than is shown here: {MOST_ROWS:,} rows or 2 MB are the most.")
        st.code("claimboard sql QUERY -f csv", language="sh")
    names = unique(told.columns)
    download(
        lambda: [dict(zip(names, row, strict=True)) for row in told.rows],
        (),
        "answer",
        [(to("sql", q=query), "This query's address")],
        papers=bool({*CLAIMS, "document_id"} & {*names}),
    )


def table(told: Told, first: int) -> Any:
    """A page of the rows as an Arrow table; a column of mixed values as text."""
    names = unique(told.columns)
    columns = list(zip(*told.rows[first : first + ROWS], strict=True))
    return pl.DataFrame([series(name, values) for name, values in zip(names, columns, strict=True)]).to_arrow()


def series(name: str, values: tuple[Any, ...]) -> pl.Series:
    kinds = {type(value) for value in values if value is not None}
    for plain, dtype in ((bool, pl.Boolean), (int, pl.Int64), (float, pl.Float64)):
        if kinds == {plain} and (plain is not int or all(-LARGEST < (value or 0) < LARGEST for value in values)):
            return pl.Series(name, values, dtype=dtype)
    return pl.Series(name, [None if value is None else str(value) for value in values], dtype=pl.String)


def unique(names: tuple[str, ...]) -> list[str]:
    """`a, a` becomes `a, a (2)`."""
    told: list[str] = []
    for name in names:
        again, at = name, 2
        while again in told:
            again, at = f"{name} ({at})", at + 1
        told.append(again)
    return told


def own(query: str) -> None:
    """The queries kept beside the registry, and a field to keep this one."""
    st.header("Saved queries", anchor=False)
    found = saved(registry_path())
    if found:
        html_list(href(to("sql", q=text), name) for name, text in found.items())
    else:
        st.caption("None yet. Run a query and give it a name.")
    if not query.strip():
        return
    with st.form("save", border=False, clear_on_submit=True):
        name = st.text_input("Save this query as", max_chars=60, placeholder="best-on-glue")
        if st.form_submit_button("Save"):
            try:
                save(registry_path(), name.strip(), query)
            except SavedQueryError as error:
                st.error("The query was not saved.")
                st.text(str(error))
            else:
                st.rerun()


def schema(found: pl.DataFrame) -> str:
    """Views and tables, each opening to its columns and their types."""
    return "".join(
        f"<details><summary><code>{escape(row['name'])}</code> {escape(row['what'])}</summary>"
        f"<p>{escape(row['comment'] or '')}</p><ul>"
        + "".join(
            f"<li><code>{escape(column)}</code> {escape(kind)}</li>"
            for column, kind in zip(row["columns"], row["types"], strict=True)
        )
        + "</ul></details>"
        for row in found.iter_rows(named=True)
    )
