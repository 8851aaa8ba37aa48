"""What stands above a board wherever it is shown: its benchmark, split, metric, direction, unit and conditions."""

import json
from collections.abc import Iterable
from typing import Any

from leaderboard.exports.values import Row

__all__ = ["ARROWS", "MEANINGS", "NOTES", "conditions", "heading", "marks", "metric", "notes", "setting"]

ARROWS = {"higher": "↑", "lower": "↓"}
MEANINGS = {"higher": "higher is better", "lower": "lower is better", None: "no direction, so no ranking"}


def heading(row: Row) -> str:
    """ "GSM8K, test: accuracy ↑ percent (higher is better)", from any row of a board."""
    where = ", ".join(part for part in (row["benchmark_name"], row["split"]) if part)
    return f"{where}: {metric(row)} ({MEANINGS[row['direction']]})"


def metric(row: Row) -> str:
    return " ".join(part for part in (row["metric_name"], ARROWS.get(row["direction"]), row["unit"]) if part)


def setting(row: Row) -> str:
    """A board's protocol in words: "ensemble yes, shots 5"."""
    said: dict[str, Any] = json.loads(row["protocol"] or "{}")
    return ", ".join(f"{key} {said[key]}" for key in sorted(said))


def conditions(row: Row) -> str:
    """What tells the boards of one benchmark and metric apart: "test, shots 5"."""
    return ", ".join(part for part in (row["split"], setting(row)) if part) or "none stated"


# What a row is marked with beside its value, and what that means. A row that nobody judged is not marked.
NOTES = {
    "≠": "reports of this model differ",
    "disputed": "the metric cannot have this value, so it has no rank",
    "accepted": "a person has looked at it and accepted it",
    "corrected": "a person has corrected what was read",
    "rejected": "a person has rejected it, so it has no rank",
}


def marks(row: Row) -> list[str]:
    """The keys of `NOTES` that a row of a board is marked with."""
    return ["≠"] * bool(row["conflict"]) + [row["status"]] * (row["status"] in NOTES)


def notes(rows: Iterable[Row]) -> list[str]:
    """What the marks of these rows mean: "≠: reports of this model differ"."""
    told = {mark for row in rows for mark in marks(row)}
    return [f"{mark}: {meaning}" for mark, meaning in NOTES.items() if mark in told]
