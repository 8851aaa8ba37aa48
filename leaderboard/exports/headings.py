"""What stands above a board wherever it is shown: its benchmark, split, metric, direction, unit and conditions."""

import json
from typing import Any

from leaderboard.exports.values import Row

__all__ = ["ARROWS", "MEANINGS", "heading", "metric", "setting"]

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
