"""Boards as people see them: which there are, and one with its ranking."""

from collections.abc import Sequence
from typing import Any

from leaderboard.console.listing import Column
from leaderboard.exports.headings import conditions, heading, marks, metric, notes

__all__ = ["BOARDS", "HISTORY", "RANKING", "SIBLINGS", "apart", "heading", "listed", "ranked", "remarks"]

HOW = {
    "≠": "`claimboard sql 'FROM conflicts'` has them side by side",
    "disputed": "`claimboard claim ID` shows what was read",
    "corrected": "`claimboard curate list ID` says by whom, when and why",
    "rejected": "`claimboard curate list ID` says by whom, when and why",
}
UNRANKED = "people, chance and earlier bests are levels that models are held against; they have no rank"

BOARDS = (
    Column("board", "board"),
    Column("benchmark_name", "benchmark"),
    Column("metric_told", "metric"),
    Column("models", "models", keep=True),
    Column("conflicts", "conflicts", keep=True),
    Column("best_model", "best"),
    Column("best_printed", "value", keep=True),
    Column("newest", "newest", keep=True),
)
RANKING = (
    Column("rank", "rank", keep=True),
    Column("model", "model"),
    Column("value_told", "value", keep=True),
    Column("date", "date", keep=True),
    Column("title", "document"),
    Column("claim_id", "claim", keep=True),
)
HISTORY = (
    Column("date", "date", keep=True),
    Column("model", "model"),
    Column("printed", "value", keep=True),
    Column("title", "document"),
    Column("claim_id", "claim", keep=True),
)
SIBLINGS = (
    Column("conditions", "other splits and protocols"),
    Column("board", "board", keep=True),
    Column("models", "models", keep=True),
    Column("best_model", "best"),
    Column("best_printed", "value", keep=True),
)


def listed(boards: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `queries.boards` with the metric, its arrow and unit in one."""
    return [{**row, "metric_told": metric(row)} for row in boards]


def apart(siblings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `queries.siblings`, each with what tells it apart: "test, shots 5"."""
    return [{**row, "conditions": conditions(row)} for row in siblings]


def ranked(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `queries.board`, each value with what makes it doubtful."""
    return [{**row, "value_told": " ".join([row["printed"], *marks(row)])} for row in rows]


def remarks(rows: Sequence[dict[str, Any]]) -> list[str]:
    """What a reader of these rows of a board must know: what the sign means, and why a row has no rank."""
    said = ["; ".join(filter(None, [note, HOW.get(note.partition(":")[0])])) for note in notes(rows)]
    return said + ([UNRANKED] if any(row["role"] != "model" for row in rows) else [])
