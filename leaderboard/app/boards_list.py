"""The list of all boards, and those that a word finds."""

import duckdb
import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app import words
from leaderboard.app.address import href, to, typed
from leaderboard.app.download import download
from leaderboard.app.listed import PER_PAGE, html_table, paged, told_page
from leaderboard.console.board_page import BOARDS, listed
from leaderboard.queries.asking import frame
from leaderboard.snapshot import kept
from registry.catalog import fold

__all__ = ["boards_named", "show_boards"]


def show_boards() -> None:
    st.title("Boards", anchor=False)
    text = typed("Search boards", "search", "a benchmark, a metric, a task")
    boards = boards_named(text) if text else kept(queries.boards)
    if boards.is_empty():
        if text:
            st.info("No board has this in its name. Try fewer letters, or another spelling.")
            st.text(text)
            return
        words.empty("No result has found its board yet. Read more papers:", "claimboard ingest PAPERS")
        return
    first = PER_PAGE * (told_page(boards.height) - 1)
    html_table(
        ("board", "models", "results", "best", "value", "newest", "conflicts"),
        (
            (
                href(to("board", name=row["board"]), words.board_name(row)),
                f"{row['models']:,}",
                f"{row['results']:,}",
                *words.cells(row["best_model"], row["best_printed"], row["newest"]),
                f"{row['conflicts']:,}",
            )
            for row in boards.slice(first, PER_PAGE).iter_rows(named=True)
        ),
        "Boards, the fullest first",
    )
    paged(boards.height, "boards")
    addresses = [(to("board", search=text), "This list's address"), ("/api/v1/boards", "JSON of the API")]
    download(lambda: listed(boards.to_dicts()), BOARDS, "boards", addresses, papers=False)


def boards_named(text: str) -> pl.DataFrame:
    """The boards whose slug, benchmark, metric or task has the text in one of its names, the fullest first."""
    named = kept(ids_named, fold(text))
    return kept(queries.boards).filter(
        pl.col("board").str.contains(text.lower(), literal=True)
        | pl.col("benchmark").is_in(named["benchmark"])
        | pl.col("metric").is_in(named["metric"])
        | pl.col("task").is_in(named["task"])
    )


def ids_named(con: duckdb.DuckDBPyConnection, key: str) -> dict[str, list[str]]:
    rows = frame(
        con, "SELECT DISTINCT what, id FROM store.alias WHERE $key <> '' AND contains(key, $key)", {"key": key}
    )
    return {what: rows.filter(what=what)["id"].to_list() for what in ("benchmark", "metric", "task")}
