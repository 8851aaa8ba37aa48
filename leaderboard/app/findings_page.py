"""What the checks found: to narrow by check, outcome, severity and benchmark; each opens its evidence side by side."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app.address import asked, choice, href, to
from leaderboard.app.conflicts_page import side_by_side
from leaderboard.app.download import download
from leaderboard.app.listed import html_list, listing, paged, pick, whole
from leaderboard.app.said import SIGNS
from leaderboard.console.listing import Column
from leaderboard.snapshot import kept
from registry.checks import CHECKS
from registry.errors import UnknownNameError

__all__ = ["show"]

COLUMNS = tuple(
    Column(name, name) for name in ("severity", "check_id", "outcome", "message", "claim_id", "other_claim_id")
)
OUTCOMES = ("inconsistent", "conflict", "review", "error", "consistent", "not_checkable")
MOST_CLAIMS = 20


def show() -> None:
    st.title("Findings", anchor=False)
    st.text(
        "A finding never says that a number is wrong: it says which numbers agree, disagree, or need a second look."
    )
    places = st.columns(4)
    with places[0]:
        check = choice("Check", "check", [each.id for each in CHECKS])
    with places[1]:
        outcome = choice("Outcome", "outcome", OUTCOMES)
    with places[2]:
        severity = choice("Severity", "severity", ("error", "warning", "note"))
    with places[3]:
        benchmark = choice("Benchmark", "benchmark", benchmarks())
    filters = {"check_id": check, "outcome": outcome, "severity": severity, "benchmark": benchmark}
    rows, total = listing("findings", filters)
    told_check(check)
    finding_id = asked("finding")
    if rows:
        finding_id = table(rows, total, filters)
    elif any(filters.values()):
        st.info("No finding passes these filters. Set one of them back to “any”.")
    else:
        st.info("The checks have nothing to say of this registry yet; they run with every ingest.")
    if finding_id:
        opened(finding_id)


def benchmarks() -> list[str]:
    """The benchmarks that may be chosen, by how much stands on their boards; of very many the fullest."""
    return kept(queries.boards)["benchmark"].unique(maintain_order=True).head(500).to_list()


def told_check(check_id: str) -> None:
    for each in CHECKS:
        if each.id == check_id:
            st.text(f"{each.id}: {each.promise}. What keeps it from false alarms: {each.guards}.")


def table(rows: list[dict[str, Any]], total: int, filters: Mapping[str, str]) -> str:
    seen = pl.DataFrame(
        {
            "severity": [SIGNS.get(row["severity"], row["severity"]) for row in rows],
            "check": [row["check_id"] for row in rows],
            "outcome": [row["outcome"].replace("_", " ") for row in rows],
            "message": [row["message"] for row in rows],
        }
    )
    picked = pick(seen, [row["finding_id"] for row in rows], "finding", f"{len(rows)} of {total:,} findings")
    paged(total, "findings")
    st.caption("Pick a row to see the claims it rests on.")
    shown_as = {name.removesuffix("_id"): value for name, value in filters.items()}
    addresses = [(to("findings", **shown_as), "This list's address"), ("/api/v1/findings", "JSON of the API")]
    download(lambda: whole("findings", filters), COLUMNS, "findings", addresses)
    return picked


def opened(finding_id: str) -> None:
    try:
        found = kept(queries.finding, finding_id)
    except UnknownNameError:
        st.error("There is no such finding in this registry.")
        st.text(finding_id)
        return
    st.header("Finding", anchor=False)
    st.text(found["message"])
    if found["formula"]:
        interval = "" if found["low"] is None else f" lies in {found['low']:g} to {found['high']:g}"
        st.text(f"{found['formula']}{interval}")
    if found["power"] is not None:
        st.caption(f"{found['power']:.0%} of the values that are wrong by so much would have shown.")
    claim_ids = list(dict.fromkeys(found["claim_ids"]))
    side_by_side(claim_ids[:2])
    if others := claim_ids[2:]:
        st.caption(f"It rests on {len(others):,} more claims:")
        html_list(href(to("claim", id=each), each) for each in others[:MOST_CLAIMS])
