"""One board: choose it, its ranking, the best so far over time, and the evidence of the row one clicks."""

import json
from urllib.parse import quote, urlencode

import duckdb
import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app.evidence import show_evidence
from leaderboard.app.snapshot import snapshot
from leaderboard.charts import best_so_far
from leaderboard.web.pages import FILES
from registry.errors import UnknownNameError

__all__ = ["show"]

ARROWS = {"higher": "↑ higher is better", "lower": "↓ lower is better"}
COLUMNS = ("rank", "model", "printed", "status", "evidence", "date", "title", "reports")


def show() -> None:
    con = snapshot()
    boards = queries.boards(con)
    if boards.is_empty():
        st.info("No result has found its board yet. Read more papers:")
        st.code("claimboard ingest PAPERS", language="sh")
        return
    slug = chosen(boards)
    try:
        ranking = queries.board(con, slug)
    except UnknownNameError as error:
        not_found(slug, error.close)
        return
    head = ranking.row(0, named=True)
    title(head)
    left, right = st.columns([3, 2])
    with left:
        claim_id = ranked(ranking, slug)
        files(slug)
    with right:
        over_time(con, slug, head)
    if claim_id is not None:
        evidence(con, claim_id)
    beside(con, slug)


def beside(con: duckdb.DuckDBPyConnection, slug: str) -> None:
    """What may be compared with care: the same measure on another split, or under other conditions."""
    others = queries.siblings(con, slug)
    if others.is_empty():
        return
    st.subheader("Other boards of this benchmark and metric", anchor=False)
    st.dataframe(
        others.with_columns(pl.format("/?board={}", "board").alias("open")).drop("split", "protocol").to_arrow(),
        hide_index=True,
        column_config={
            "models": st.column_config.NumberColumn("models", width="small"),
            "best_model": st.column_config.TextColumn("best"),
            "best_printed": st.column_config.TextColumn("value"),
            "open": st.column_config.LinkColumn("open", display_text="open board", width="small"),
        },
        alt=f"{others.height} other boards of this benchmark and metric, each with a link",
    )


def chosen(boards: pl.DataFrame) -> str:
    """The slug in the address, else the fullest board; what is chosen in the box goes into the address."""
    slugs = boards["board"].to_list()
    asked: str = st.query_params.get("board", slugs[0])
    names = {row["board"]: board_name(row) for row in boards.iter_rows(named=True)}
    picked = st.selectbox(
        "Board",
        slugs,
        index=slugs.index(asked) if asked in names else None,
        format_func=lambda slug: names.get(slug, slug),
        placeholder="Search a benchmark, a metric, a split",
        key=f"board of {asked}",
    )
    if picked is not None and picked != asked:
        st.query_params["board"] = picked
        st.rerun()
    return asked


def board_name(row: dict[str, object]) -> str:
    parts = [row["benchmark_name"], row["split"], row["metric_name"], setting(row["protocol"])]
    models = row["models"]
    return " · ".join(str(part) for part in parts if part) + f" ({models} model{'' if models == 1 else 's'})"


def setting(protocol: object) -> str:
    """A result's protocol in words: "shots 5, ensemble yes"."""
    said: dict[str, str] = json.loads(str(protocol or "{}"))
    return ", ".join(f"{key} {value}" for key, value in said.items())


def title(head: dict[str, object]) -> None:
    st.title(str(head["benchmark_name"]), anchor=False)
    parts = [head["metric_name"], head["unit"], ARROWS.get(str(head["direction"]), "no direction: not ranked")]
    parts += [f"split: {head['split']}" if head["split"] else "", head["task"], setting(head["protocol"])]
    st.text(" · ".join(str(part) for part in parts if part))


def ranked(ranking: pl.DataFrame, slug: str) -> str | None:
    """The table; returns the claim of the row one clicked. The selection is kept by claim, never by row number: the
    key changes with the rows, so that no old number points into new rows."""
    shown = ranking.with_columns(
        pl.format("/claim?id={}", "claim_id").alias("evidence"),
        status=pl.when("disputed")
        .then(pl.lit("disputed: out of range"))
        .when("conflict")
        .then(pl.lit("≠ reports differ"))
        .otherwise(pl.lit("")),
        date=pl.col("date").replace("", "–"),
    )
    picked = st.dataframe(
        shown.select(COLUMNS).to_arrow(),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"ranking {slug} {hash(tuple(ranking['claim_id']))}",
        column_config={
            "rank": st.column_config.NumberColumn("rank", width="small"),
            "printed": st.column_config.TextColumn("value"),
            "title": st.column_config.TextColumn("paper"),
            "reports": st.column_config.NumberColumn("reports", help="How many documents and cells report it."),
            "evidence": st.column_config.LinkColumn("evidence", display_text="open claim", width="small"),
        },
        alt=f"Ranking of {ranking.height} rows; each row's evidence opens its claim",
    )
    models = ranking.filter(role="model", disputed=False).height
    unranked = (
        "" if models == ranking.height else " Rows without a rank are disputed, or levels that models are held against."
    )
    st.caption(f"{models} models. Click a row for the sentence or table behind it.{unranked}")
    rows = picked.selection.rows
    return str(ranking["claim_id"][rows[0]]) if rows and rows[0] < ranking.height else None


def files(slug: str) -> None:
    """The ranking to take along: the files that `claimboard export --board` writes."""
    links = (f'<a href="/export/{quote(slug)}.{suffix}" target="_self">{name}</a>' for suffix, name in FILES.items())
    st.html(f"<p>This ranking as a file: {' · '.join(links)}</p>")


def over_time(con: duckdb.DuckDBPyConnection, slug: str, head: dict[str, object]) -> None:
    results = queries.results(con, slug)
    dated = results.filter((pl.col("date") != "") & ~pl.col("disputed"))
    st.subheader("Best so far", anchor=False)
    if dated.is_empty():
        st.caption("No undisputed result of this board has a date.")
        return
    unit = f" ({head['unit']})" if head["unit"] else ""
    axis = f"{head['metric_name']}{unit}"
    chart = best_so_far(dated, queries.history(con, slug), axis)
    st.altair_chart(chart, alt=f"{axis} of all results over time, with the best so far as a line")
    st.caption(f"Showing {dated.height} of {results.height} results: those with a date that are not disputed.")


def evidence(con: duckdb.DuckDBPyConnection, claim_id: str) -> None:
    claim = queries.claim(con, claim_id)
    st.subheader("Evidence", anchor=False)
    st.text(claim.title)
    show_evidence(claim, queries.table_of(con, claim_id))
    st.html(f'<a href="/claim?{urlencode({"id": claim_id})}" target="_self">Open this claim</a>')


def not_found(slug: str, close: tuple[str, ...]) -> None:
    st.error("There is no such board in this registry.")
    st.text(slug)
    if close:
        st.text("Did you mean:")
    for name in close:
        if st.button(name, key=f"close {name}"):
            st.query_params["board"] = name
            st.rerun()
