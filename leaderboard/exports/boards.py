"""A selection board by board, as tables for people show it: the best result of each model, best first."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import quote

from leaderboard.exports.selection import Selection
from leaderboard.exports.values import Row

__all__ = ["boards_of", "licences_of", "model_of", "web_address"]

Rows = list[dict[str, Any]]


def boards_of(selection: Selection) -> Iterator[Rows]:
    """The rows of each board that stand on it and were not rejected, in the order of the boards' slugs."""
    shown = selection.standing.filter(selection.standing["best_of_model"])
    for _, rows in groupby(shown.iter_rows(named=True), itemgetter("board")):
        yield list(rows)


def licences_of(rows: Rows) -> str:
    """ "CC0-1.0, CC BY-SA 4.0; 3 rows without one": under which licences the sources of these rows are."""
    named = ", ".join(sorted({row["licence"] for row in rows if row["licence"]}))
    without = sum(not row["licence"] for row in rows)
    unnamed = f"{without} row{'' if without == 1 else 's'} without one" if without else ""
    return "; ".join(part for part in (named, unnamed) if part)


def model_of(row: Row) -> str:
    """A model's name; what is no model says what it is."""
    return str(row["model"]) if row["role"] == "model" else f"{row['model']} ({row['role']})"


def web_address(url: str) -> str:
    """`url` with every sign that could end a link or a brace written in its percent form; "" for what is no address of
    the web."""
    if not url.lower().startswith(("http://", "https://")):
        return ""
    return quote(url, safe="!#$%&'*+,-./:;=?@_~")
