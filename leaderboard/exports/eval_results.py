"""Hugging Face `.eval_results/*.yaml`: a list of data set, task, value, date and source."""

import json
from collections.abc import Iterator
from typing import Any

from leaderboard.exports.given_back import came_in
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import Row

__all__ = ["as_eval_results"]


def as_eval_results(selection: Selection) -> Iterator[str]:
    """A file that came in, as it came; of anything else an entry a result. It has no field for the model: choose the
    results of one (`--where "model = 'Ada'"`)."""
    import yaml

    given = came_in(selection, "eval-results")
    entries = [json.loads(node) for _, _, node in given.rows] if given else entries_of(selection)
    yield str(yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=1000)) if entries else "[]\n"


def entries_of(selection: Selection) -> list[dict[str, Any]]:
    return [entry_of(row) for row in selection.standing.iter_rows(named=True)]


def entry_of(row: Row) -> dict[str, Any]:
    source = {name: row[field] for name, field in (("url", "url"), ("name", "title")) if row[field]}
    notes = f"{row['model']}: {row['quote']} ({row['claim_id']})"
    return {
        "dataset": {"id": row["benchmark"], "task_id": row["board"]},
        "value": row["value"],
        **({"date": row["date"]} if row["date"] else {}),
        **({"source": source} if source else {}),
        "notes": notes,
    }
