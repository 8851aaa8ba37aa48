"""What this registry holds, under which licences, which snapshot this is, which versions read it."""

from html import escape

import duckdb
import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app import words
from leaderboard.app.address import href
from leaderboard.app.download import download
from leaderboard.app.listed import html_list, html_table
from leaderboard.charts import counts
from leaderboard.evidence_html import field_rows
from leaderboard.queries.asking import frame
from leaderboard.snapshot import kept

__all__ = ["show"]

SHOWN_RUNS = 20


def show() -> None:
    st.title("About", anchor=False)
    st.text(
        "claimboard keeps every number that papers report, with the exact words or table cell it came from. It reads "
        "by rules, without a language model and without a network."
    )
    left, right = st.columns(2)
    with left:
        snapshot_facts()
        licences()
    with right:
        coverage()
    runs()
    limits()


def snapshot_facts() -> None:
    told = kept(queries.stats)
    st.header("This snapshot", anchor=False)
    st.html(
        field_rows(
            [
                ("snapshot", f"{told.generation}"),
                ("published", f"{told.published_at:%Y-%m-%d %H:%M}"),
                ("documents", f"{told.documents:,} ({told.contents:,} contents with earlier revisions)"),
                ("claims", f"{told.claims:,} ({told.superseded:,} earlier ones kept)"),
                ("results", f"{told.results:,} on {told.boards:,} boards of {told.benchmarks:,} benchmarks"),
                ("on no board", f"{told.unlinked:,}, each with its reason"),
                ("conflicts", f"{told.conflicts:,}"),
                ("findings", f"{told.findings:,}"),
                ("quarantined", f"{told.quarantined:,} rows refused by validation"),
                ("catalogue", f"<code>{escape(told.catalog_version)}</code>"),
                *((name, f"<code>{escape(version)}</code>") for name, version in kept(versions)),
            ]
        )
    )


def versions(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    from importlib.metadata import PackageNotFoundError, version

    told = []
    for name in ("claimboard", "duckdb", "streamlit"):
        try:
            told.append((name, version(name)))
        except PackageNotFoundError:  # run from a checkout that is not installed
            told.append((name, "not installed"))
    rows = con.execute(
        "SELECT DISTINCT extractor_version FROM store.extraction WHERE is_current ORDER BY ALL"
    ).fetchall()
    return [*told, ("extractors", ", ".join(each for (each,) in rows))]


def licences() -> None:
    st.header("Licences of the documents", anchor=False)
    rows = kept(by_licence)
    if rows.is_empty():
        st.caption("No document has been read.")
        return
    html_table(
        ("licence", "documents"),
        (words.cells(row["licence"] or "not stated", f"{row['n']:,}") for row in rows.iter_rows(named=True)),
        "Licences of the documents",
    )
    st.caption("claimboard itself is under the MIT licence.")


def by_licence(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    return frame(con, "SELECT licence, count(*) AS n FROM documents GROUP BY licence ORDER BY n DESC, licence LIMIT 50")


def coverage() -> None:
    st.header("Coverage", anchor=False)
    rows = kept(queries.coverage)
    if rows.is_empty():
        words.empty("Nothing has been read into this registry yet. Read papers:", "claimboard ingest PAPERS")
        return
    reasons = rows.filter(measure="unlinked")
    html_table(
        ("measure", "part", "number"),
        (words.cells(row["measure"], row["part"], f"{row['n']:,}") for row in rows.head(100).iter_rows(named=True)),
        "Coverage",
    )
    download(rows.to_dicts, (), "coverage", [("/api/v1/stats", "JSON of the API")], papers=False)
    if not reasons.is_empty():
        st.header("Why scores stand on no board", anchor=False)
        told = ", ".join(f"{row['n']:,} {row['part']}" for row in reasons.iter_rows(named=True))
        st.altair_chart(counts(reasons), alt=f"Scores on no board by reason: {told}")


def runs() -> None:
    st.header("Who wrote it", anchor=False)
    rows = kept(queries.runs)
    if rows.is_empty():
        st.caption("No run has written to it yet.")
        return
    names = [name for name in rows.columns if name != "run_id"]
    html_table(
        names,
        (words.cells(*(row[name] for name in names)) for row in rows.head(SHOWN_RUNS).iter_rows(named=True)),
        "Runs, newest first",
    )


def limits() -> None:
    st.header("Without a script, for programs", anchor=False)
    html_list(
        [
            f"{href('/api/v1/openapi.json', 'The API, described')}: JSON, paged, filtered, stable errors",
            f"{href('/api/v1/boards', 'All boards as JSON')}",
            "Plain pages to cite: /b/BOARD, /claim/ID, /paper/ID; badges: /badge/BOARD.svg",
        ]
    )
