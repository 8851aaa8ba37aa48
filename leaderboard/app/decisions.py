"""What people decided about a claim: its history, and, where the app was started for it, the form that adds to it.

The app reads only, unless it was started with `claimboard app --curate`; docs/decisions/curation.md has the reasons.
"""

import json
import os
from html import escape

import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app import words
from leaderboard.app.listed import html_table
from leaderboard.curating import Wanted, decide, undo
from leaderboard.snapshot import kept, registry_path
from registry.catalog import load_catalog
from registry.corrections import CLAIM_FIELDS, LINK_FIELDS
from registry.errors import RegistryError

__all__ = ["may_curate", "show_decisions"]

ACTIONS = {"Accept": "accept", "Reject": "reject", "Correct": "correct"}
TAKE_BACK = "Take back"
ITSELF = "the claim itself"
NOWHERE = "its place: put it on a board"
PLACE = "its place on "
FIRST_FIELDS = ("value", "unit", "metric", "benchmarks", "subject", "baseline")


def may_curate() -> bool:
    """Whether the app was started to be written with."""
    return os.environ.get("CLAIMBOARD_CURATE") == "1"


def show_decisions(claim: queries.ClaimRecord) -> None:
    """What was decided of the claim, and the form, or how one gets it."""
    found = kept(queries.decisions, claim.claim_id, None)
    st.header("Decisions", anchor=False)
    if found.is_empty():
        st.caption("Nobody has decided on this claim.")
    else:
        history(found)
    if not may_curate():
        st.caption("This app only reads. Decide with a command, or start the app for it:")
        st.code(f"claimboard curate accept {claim.claim_id}\nclaimboard app --curate", language="sh", wrap_lines=True)
        return
    if told := st.session_state.pop("decided", ""):
        st.success(f"Written and published: decision {told}.")
    form(claim, found)


def history(found: pl.DataFrame) -> None:
    html_table(
        ("when", "who", "decision", "about", "sets", "why", "state"),
        (
            (
                *words.cells(f"{row['decided_at']:%Y-%m-%d %H:%M}", row["decided_by"], row["action"]),
                *words.cells(about(row["about"], row["board"]), row["changes"] if row["changes"] != "{}" else ""),
                *words.cells(row["reason"]),
                escape("; ".join(filter(None, [row["state"], row["note"], "others differ" * row["contested"]]))),
            )
            for row in found.iter_rows(named=True)
        ),
        "Decisions on this claim",
    )


def about(what: str, board: str) -> str:
    return "claim" if what == "claim" else f"place on {words.board_named(board) if board else 'no board'}"


def told_target(target: str) -> str:
    """What a decision may be about, its board by name."""
    return PLACE + words.board_named(target.removeprefix(PLACE)) if target.startswith(PLACE) else target


def form(claim: queries.ClaimRecord, found: pl.DataFrame) -> None:
    held = found.filter(pl.col("state").is_in(["in force", "look again"]))["decision_id"].to_list()
    choices = [*ACTIONS, *([TAKE_BACK] if held else [])]
    action = str(st.radio("Your decision", choices, horizontal=True, key=f"action {claim.claim_id}"))
    if action == TAKE_BACK:
        target = str(st.selectbox("Which decision", held, key=f"taken back {claim.claim_id}"))
    else:
        places = [PLACE + slug for slug in claim.boards]
        places += [NOWHERE] if action == "Correct" and not places and claim.kind == "score" else []
        about_key = f"about {action} {claim.claim_id}"
        target = str(st.selectbox("About", [ITSELF, *places], format_func=told_target, key=about_key))
    with st.form(f"decision on {claim.claim_id}", clear_on_submit=False):
        typed = fields(claim, target) if action == "Correct" else {}
        by = st.text_input("Your name", value=st.session_state.get("curator", ""), max_chars=200)
        reason = st.text_area("Reason", max_chars=4000, placeholder="Why, for whoever reads this later")
        sent = st.form_submit_button("Write this decision")
    if sent:
        st.session_state["curator"] = by
        write(claim, action, target, typed, by, reason)


def fields(claim: queries.ClaimRecord, target: str) -> dict[str, str]:
    """What is typed and differs from what is shown."""
    shown = of_claim(claim) if target == ITSELF else of_link(claim, target.removeprefix(PLACE))
    st.caption("Change what is wrong; an empty field says that there is none. Lists have “;” between.")
    left, right = st.columns(2)
    typed: dict[str, str] = {}
    for number, (name, value) in enumerate(shown.items()):
        with left if number % 2 == 0 else right:
            typed[name] = st.text_input(name, value=value, key=f"{target} {name} {claim.claim_id}", max_chars=1000)
    return {name: value for name, value in typed.items() if value.strip() != shown[name].strip()}


def of_claim(claim: queries.ClaimRecord) -> dict[str, str]:
    ordered = [*FIRST_FIELDS, *(name for name in CLAIM_FIELDS if name not in FIRST_FIELDS)]
    return {name: as_typed(getattr(claim, "printed" if name == "value" else name)) for name in ordered}


def of_link(claim: queries.ClaimRecord, slug: str) -> dict[str, str]:
    rows = kept(queries.results, slug).filter(claim_id=claim.claim_id).to_dicts() if slug in claim.boards else []
    row = {**rows[0], "value": rows[0]["printed"]} if rows else {"model": claim.subject, "value": claim.printed}
    told = {name: as_typed(row.get(name)) for name in LINK_FIELDS}
    settings: dict[str, str] = json.loads(row.get("protocol") or "{}")
    return {**told, "protocol": ",".join(f"{name}={value}" for name, value in sorted(settings.items()))}


def as_typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def write(claim: queries.ClaimRecord, action: str, target: str, typed: dict[str, str], by: str, reason: str) -> None:
    """Into the registry, and published; what cannot be written is told with its cure, and what was typed stays."""
    if not by.strip() or not reason.strip():
        st.error("Not written: a decision needs your name and a reason.")
        return
    try:
        if action == TAKE_BACK:
            made = undo(registry_path(), target, by, reason, load_catalog(), checked=False)
        else:
            board = target.removeprefix(PLACE) if target.startswith(PLACE) else ""
            wanted = Wanted(ACTIONS[action], claim.claim_id, by, reason, target != ITSELF, board, typed)
            made = decide(registry_path(), wanted, load_catalog(), checked=False)
    except RegistryError as error:
        st.error("Not written.")
        st.text(str(error))
        return
    st.session_state["decided"] = made.decision_id
    st.rerun()
