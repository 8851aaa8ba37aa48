"""Results of one model on one board that cannot be roundings of one number: pairs, side by side with both evidences."""

from typing import Any

import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app.address import href, not_found, to, typed
from leaderboard.app.download import download
from leaderboard.app.evidence import show_evidence
from leaderboard.app.listed import listing, paged, pick, whole
from leaderboard.app.words import board_named
from leaderboard.console.listing import Column
from leaderboard.snapshot import kept
from registry.errors import UnknownNameError

__all__ = ["show", "side_by_side"]

CLOSE = 10
PAIRS = tuple(
    Column(name, name) for name in ("board", "model", "printed", "other_printed", "claim_id", "other_claim_id")
)


def show() -> None:
    st.title("Conflicts", anchor=False)
    st.text("Pairs of results of one model on one board whose printed values cannot be roundings of one number.")
    board = typed("Board", "board", "the slug of a board, as its address has it")
    rows, total = listing("conflicts", {"board": board})
    if not rows:
        if board and board not in kept(queries.boards)["board"]:
            close = kept(queries.boards_meant, board.lower()) or closest(board)
            not_found("board", board, close[:CLOSE], lambda name: to("conflicts", board=name))
            return
        if board:
            st.info("No reports of one model disagree on a board of this name. Empty the field for all boards.")
        else:
            st.success("No two reports of one model disagree in this registry.")
        return
    ids = [f"{row['claim_id']}-{row['other_claim_id']}" for row in rows]
    seen = pl.DataFrame(rows).select(
        pl.Series("board", [board_named(row["board"]) for row in rows]),
        "model",
        pl.col("printed").alias("one"),
        pl.col("other_printed").alias("other"),
        pl.col("title").alias("one paper"),
        pl.col("other_title").alias("other paper"),
    )
    pair = pick(seen, ids, "pair", f"{len(rows)} of {total:,} pairs of results that disagree")
    paged(total, "pairs")
    st.caption("Pick a row to see both evidences.")
    addresses = [(to("conflicts", board=board), "This list's address"), ("/api/v1/conflicts", "JSON of the API")]
    download(lambda: whole("conflicts", {"board": board}), PAIRS, "conflicts", addresses)
    if pair:
        side_by_side(pair.split("-")[:2])


def closest(board: str) -> list[str]:
    try:
        kept(queries.board, board)
    except UnknownNameError as error:
        return list(error.close)
    return []


def side_by_side(claim_ids: list[str]) -> None:
    """The evidence of two claims, beside one another where there is room."""
    st.header("Evidence", anchor=False)
    for place, claim_id in zip(st.columns(max(1, len(claim_ids))), claim_ids, strict=True):
        with place:
            one(claim_id)


def one(claim_id: str) -> None:
    try:
        claim = kept(queries.claim, claim_id)
    except UnknownNameError:
        st.warning("There is no such claim in this registry.")
        st.text(claim_id)
        return
    st.text(claim.title or claim.document)
    show_evidence(claim, kept(queries.table_of, claim_id))
    told: list[Any] = [claim.printed or claim.quote, claim.unit, claim.metric, claim.subject, claim.date]
    st.text(" · ".join(str(part) for part in told if part))
    links = [
        href(to("claim", id=claim_id), "Open this claim"),
        href(to("paper", id=claim.document_id, claim=claim_id), "paper"),
    ]
    links += [href(to("board", name=slug, claim=claim_id), "board") for slug in claim.boards[:3]]
    st.html(f"<p>{' · '.join(links)}</p>")
