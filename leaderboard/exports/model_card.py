"""Hugging Face model cards: a front matter whose `model-index` lists models, their results, the metrics of each."""

import json
from collections.abc import Iterator
from typing import Any

from leaderboard.exports.given_back import came_in, put_together
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import Row, number

__all__ = ["as_model_card"]


def as_model_card(selection: Selection) -> Iterator[str]:
    """The front matter of a card that came in, as it came; of anything else a `model-index` of the results, one entry a
    model. The prose of a card is not in it."""
    import yaml

    given = came_in(selection, "model-card")
    front = put_together(given) if given and given.whole else {"model-index": models_of(selection)}
    told = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000)
    yield f"---\n{told}---\n"


def models_of(selection: Selection) -> list[dict[str, Any]]:
    """One result a board and paper, with the metric of the board."""
    names = dict(selection.con.execute("SELECT id, name FROM store.task").fetchall())
    found: dict[str, list[dict[str, Any]]] = {}
    for row in selection.standing.iter_rows(named=True):
        found.setdefault(row["model"], []).append(result_of(row, names))
    return [{"name": model, "results": results} for model, results in found.items()]


def result_of(row: Row, names: dict[str, str]) -> dict[str, Any]:
    dataset = {"name": row["benchmark_name"], "type": row["benchmark"], "split": row["split"]}
    settings = json.loads(row["protocol"])
    source = {name: row[field] for name, field in (("name", "title"), ("url", "url")) if row[field]}
    return {
        "task": {"type": row["task"] or "other", "name": names.get(row["task"], row["task"]) or "other"},
        "dataset": {name: value for name, value in dataset.items() if value} | ({"args": settings} if settings else {}),
        "metrics": [{"type": row["metric"], "name": row["metric_name"], "value": number(row["value"])}],
        **({"source": source} if source else {}),
    }
