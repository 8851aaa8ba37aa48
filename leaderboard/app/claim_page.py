"""One claim: the words it came from, what was read of them, by which rule, from which file."""

from html import escape

import duckdb
import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app.evidence import STYLE, field_rows, link, sentence_html, show_evidence
from leaderboard.app.snapshot import snapshot
from registry.errors import UnknownNameError

__all__ = ["show"]


def show() -> None:
    con = snapshot()
    claim_id = st.query_params.get("id", "")
    asked = st.text_input("Claim", value=claim_id, placeholder="the id of a claim, such as a board's row links to")
    if asked.strip() != claim_id:
        st.query_params["id"] = asked.strip()
        st.rerun()
    if not claim_id:
        st.info("Open a claim from a row of a board, or give its id.")
        return
    try:
        claim = queries.claim(con, claim_id)
    except UnknownNameError:
        if was := queries.superseded(con, claim_id):
            superseded_page(con, was)
            return
        st.error("There is no such claim in this registry.")
        st.text(claim_id)
        return
    page(con, claim)


def superseded_page(con: duckdb.DuckDBPyConnection, was: queries.SupersededRecord) -> None:
    st.html(f"<h1>{escape(was.quote)}</h1><p>{escape(was.title or was.document)}</p>")
    st.warning("This claim is current no more.")
    st.text(was.told)
    st.html(STYLE + sentence_html(was))
    others(con, was.by_document_id or was.document_id, was.claim_id, "Claims of what is current now")


def page(con: duckdb.DuckDBPyConnection, claim: queries.ClaimRecord) -> None:
    st.html(f"<h1>{escape(claim.quote)}</h1><p>{link(claim.url, claim.title or claim.document)}</p>")
    show_evidence(claim, queries.table_of(con, claim.claim_id))
    left, right = st.columns(2)
    with left:
        st.subheader("What was read", anchor=False)
        st.html(field_rows(reading(claim)))
    with right:
        st.subheader("Where it comes from", anchor=False)
        st.html(field_rows(origin(claim)))
    others(con, claim.document_id, claim.claim_id, "Other claims of this document")


def reading(claim: queries.ClaimRecord) -> list[tuple[str, str]]:
    """The claim's fields, as the guideline names them; those that nobody stated are left out."""
    span = "" if claim.low is None else f"{claim.low:g} to {claim.high:g}"
    rows: list[tuple[str, object]] = [
        ("kind", claim.kind),
        ("value", claim.printed if claim.value is not None else span),
        ("unit", claim.unit),
        ("bound", claim.bound if claim.bound != "exact" else ""),
        ("uncertainty", claim.uncertainty),
        ("direction", claim.direction),
        ("basis", claim.basis),
        ("relation", claim.relation),
        ("metric", claim.metric),
        ("benchmarks", ", ".join(claim.benchmarks)),
        ("subject", claim.subject),
        ("baseline", ", ".join(claim.baseline)),
        ("over", claim.over_count),
        ("averaged", "yes" if claim.averaged else ""),
    ]
    told = [(name, "" if value is None else escape(str(value))) for name, value in rows]
    boards = ", ".join(f'<a href="/?board={escape(slug)}" target="_self">{escape(slug)}</a>' for slug in claim.boards)
    return [*told, ("board", boards), ("on no board", escape("; ".join(claim.unlinked)))]


def origin(claim: queries.ClaimRecord) -> list[tuple[str, str]]:
    cell = (
        ""
        if claim.row_index is None
        else f"table {claim.table_index}, row {claim.row_index}, column {claim.column_index}"
    )
    return [
        ("paper", link(claim.url, claim.title or claim.document)),
        ("date", escape(claim.date)),
        ("licence", escape(claim.licence)),
        ("file", escape(claim.source)),
        ("characters", f"{claim.start_offset} to {claim.end_offset}"),
        ("cell", cell),
        ("page", on_paper(claim)),
        ("rule", f"<code>{escape(claim.rule)}</code>"),
        ("extractor", f"<code>{escape(claim.extractor_version)}</code>"),
        ("reader", escape(f"{claim.reader} {claim.reader_version}")),
        ("read", f"{claim.extracted_at:%Y-%m-%d %H:%M}"),
        ("sha256", f"<code>{escape(claim.sha256)}</code>"),
        ("claim", f"<code>{escape(claim.claim_id)}</code>"),
    ]


def on_paper(claim: queries.ClaimRecord) -> str:
    if claim.page is None:
        return ""
    across = f"{claim.box_left:g} to {claim.box_right:g} points from the left"
    return f"{claim.page}: {across}, {claim.box_top:g} to {claim.box_bottom:g} from the top"


def others(con: duckdb.DuckDBPyConnection, document_id: str, claim_id: str, head: str) -> None:
    found = queries.claims_of_document(con, document_id).filter(pl.col("claim_id") != claim_id)
    st.subheader(head, anchor=False)
    if found.is_empty():
        st.caption("None.")
        return
    told = found.with_columns(
        pl.format("/claim?id={}", "claim_id").alias("evidence"), pl.col("benchmarks").list.join(", ")
    )
    st.dataframe(
        told.select("quote", "kind", "metric", "benchmarks", "subject", "sentence", "evidence").to_arrow(),
        hide_index=True,
        column_config={"evidence": st.column_config.LinkColumn("evidence", display_text="open claim", width="small")},
        alt=f"{head}, each with a link to its evidence",
    )
