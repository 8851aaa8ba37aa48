"""The first page: search over everything as one types, what is new, the registry in figures."""

from html import escape
from typing import Any

import duckdb
import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app import words
from leaderboard.app.address import href, to, typed
from leaderboard.app.boards_list import boards_named
from leaderboard.app.listed import html_list
from leaderboard.charts import counts
from leaderboard.queries.asking import frame
from leaderboard.queries.listings import page_of
from leaderboard.snapshot import kept

__all__ = ["show"]

SHOWN = 8


def show() -> None:
    st.title("Every number a paper reports, with its words", anchor=False)
    if kept(queries.stats).documents == 0:
        words.empty("Nothing has been read into this registry yet. Read papers:", "claimboard ingest PAPERS")
        return
    text = typed("Search", "search", "a benchmark, a model, a paper")
    if text:
        found(text)
        return
    figures()
    left, right = st.columns(2)
    with left:
        newest()
    with right:
        fullest()


def found(text: str) -> None:
    boards, models, papers = (
        boards_named(text),
        kept(page_of, "models", (("search", text),), 1, SHOWN),
        kept(page_of, "papers", (("search", text),), 1, SHOWN),
    )
    if boards.is_empty() and not models[1] and not papers[1]:
        st.info("Nothing has this in its name. Try fewer letters, or another spelling.")
        st.text(text)
        return
    group(
        "Boards",
        [words.board_link(row) for row in boards.head(SHOWN).iter_rows(named=True)],
        boards.height,
        to("board", search=text),
    )
    group("Models", [model_link(row) for row in models[0]], models[1], to("model", search=text))
    group("Papers", [words.paper_link(row) for row in papers[0]], papers[1], to("paper", search=text))


def group(head: str, links: list[str], total: int, more: str) -> None:
    st.header(f"{head} ({total:,})", anchor=False)
    if not links:
        st.caption("None.")
        return
    html_list(links)
    if total > len(links):
        st.html(f"<p>{href(more, f'All {total:,}')}</p>")


def model_link(row: dict[str, Any]) -> str:
    papers = words.count(row["papers"], "paper")
    return f"{href(to('model', name=row['model']), row['model'])} · {words.count(row['results'], 'result')}, {papers}"


def figures() -> None:
    told = kept(queries.stats)
    amounts = [
        ("papers", told.documents),
        ("claims", told.claims),
        ("results", told.results),
        ("boards", told.boards),
        ("models", told.models),
        ("conflicts", told.conflicts),
    ]
    st.html(
        "<style>.figures {display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: 0} .figures div {display: flex; "
        "flex-direction: column-reverse} .figures dd {font-size: 1.7rem; margin: 0}</style>"
        '<dl class="figures">'
        + "".join(f"<div><dt>{name}</dt><dd>{amount:,}</dd></div>" for name, amount in amounts)
        + "</dl>"
    )


def newest() -> None:
    st.header("New papers", anchor=False)
    html_list(words.paper_link(row) for row in kept(papers_with_claims).iter_rows(named=True))
    st.html(f"<p>{href(to('paper'), f'All {kept(queries.stats).documents:,} papers')}</p>")
    st.header("What the claims are", anchor=False)
    kinds = kept(queries.coverage).filter(measure="claims")
    told = ", ".join(f"{row['n']:,} {row['part']}" for row in kinds.iter_rows(named=True))
    st.altair_chart(counts(kinds), alt=f"Claims by kind: {told}")


def papers_with_claims(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The newest documents that say something themselves: no results files, which list what others reported."""
    return frame(
        con,
        """
        SELECT * EXCLUDE (text)
        FROM documents
        WHERE claims > 0 AND document_id NOT IN (SELECT document_id FROM store.imported)
        ORDER BY date DESC, title, document_id
        LIMIT $shown
        """,
        {"shown": SHOWN},
    )


def fullest() -> None:
    st.header("New records", anchor=False)
    html_list(
        f"{href(to('claim', id=row['claim_id']), row['printed'])} · {escape(row['model'])} on "
        f"{href(to('board', name=row['board']), row['benchmark_name'])} ({escape(row['metric_name'])}) · "
        f"{escape(row['date'])}"
        for row in kept(records).iter_rows(named=True)
    )
    st.header("Fullest boards", anchor=False)
    html_list(words.board_link(row) for row in kept(queries.boards).head(SHOWN).iter_rows(named=True))


def records(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The newest results that were better than all before them, of boards that have an earlier one."""
    return frame(
        con,
        """
        SELECT history.*, coalesce(benchmark.name, result.benchmark) AS benchmark_name,
            coalesce(metric.name, result.metric) AS metric_name
        FROM (FROM sota_history QUALIFY row_number() OVER (PARTITION BY board ORDER BY date, claim_id) > 1) AS history
        JOIN result_as_curated AS result USING (board, claim_id)
        LEFT JOIN store.benchmark ON benchmark.id = result.benchmark
        LEFT JOIN store.metric ON metric.id = result.metric
        ORDER BY history.date DESC, history.board, history.claim_id
        LIMIT 8
        """,
    )
