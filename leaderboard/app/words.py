"""How the pages call things: boards, papers, who measured, how many."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from leaderboard import queries
from leaderboard.app.address import href, to
from leaderboard.snapshot import kept

__all__ = [
    "ARROWS",
    "board_link",
    "board_name",
    "board_named",
    "cells",
    "count",
    "empty",
    "measured_by",
    "paper_link",
    "setting",
]

ARROWS = {"higher": "↑ higher is better", "lower": "↓ lower is better"}


def count(amount: int, what: str) -> str:
    """ "1 model", "1,200 models" """
    return f"{amount:,} {what}{'' if amount == 1 else 's'}"


def setting(protocol: object) -> str:
    """A result's protocol in words: "shots 5, ensemble yes"."""
    said: dict[str, str] = json.loads(str(protocol or "{}"))
    return ", ".join(f"{key} {value}" for key, value in said.items())


def board_name(row: Mapping[str, Any]) -> str:
    parts = [row["benchmark_name"], row["split"], row["metric_name"], setting(row["protocol"])]
    return " · ".join(str(part) for part in parts if part)


def board_named(slug: str) -> str:
    """The name of the board of that slug, where the slug is all that a row tells."""
    found = kept(queries.boards).filter(board=slug)
    return slug if found.is_empty() else board_name(found.row(0, named=True))


def board_link(row: Mapping[str, Any]) -> str:
    """A board with its best result, of a row of `queries.boards`."""
    best = f", best {row['best_printed']} by {row['best_model']}" if row["best_model"] else ""
    return f"{href(to('board', name=row['board']), board_name(row))} · {count(row['models'], 'model')}{escape(best)}"


def paper_link(row: Mapping[str, Any]) -> str:
    told = [row["date"], count(row["claims"], "claim"), count(row["results"], "result")]
    name = row["title"] or row["name"]
    return f"{href(to('paper', id=row['document_id']), name)} · {escape(', '.join(part for part in told if part))}"


def cells(*values: object) -> tuple[str, ...]:
    """Values as cells of a table: escaped, a dash where there is none."""
    return tuple("–" if value is None or value == "" else escape(str(value)) for value in values)


def measured_by(first_party: bool | None) -> str:
    """Whether a paper reports a system of its own or one of others'."""
    return {True: "first party", False: "cited", None: "unclear"}[first_party]


def empty(why: str, command: str) -> None:
    """Nothing to show: why, and the command that changes it."""
    st.info(why)
    st.code(command, language="sh")
