"""Papers with Code JSON: tasks, their data sets, a row a model and paper with all of its metrics."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

from leaderboard.exports.given_back import came_in, put_together
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import Row

__all__ = ["as_papers_with_code"]


def as_papers_with_code(selection: Selection) -> Iterator[str]:
    """A file of that format that came in, as it came; of anything else the results, one table a split and protocol."""
    given = came_in(selection, "papers-with-code")
    tasks = put_together(given) if given and given.whole else tasks_of(selection)
    yield json.dumps(tasks, ensure_ascii=False, indent=2) + "\n"


def tasks_of(selection: Selection) -> list[dict[str, Any]]:
    tasks: dict[str, dict[str, dict[tuple[str, ...], dict[str, Any]]]] = {}
    for row in selection.standing.iter_rows(named=True):
        name = table_name(row)
        rows = tasks.setdefault(row["task"] or "", {}).setdefault(name, {})
        key = (row["model"], row["document_id"], row["title"], row["url"], row["date"])
        same = (rows.setdefault((*key, str(turn)), row_of(row))["metrics"] for turn in count())
        metrics = next(metrics for metrics in same if row["metric_name"] not in metrics)
        metrics[row["metric_name"]] = row["printed"]
    names = dict(selection.con.execute("SELECT id, name FROM store.task").fetchall())
    return [
        {
            "task": names.get(task, task),
            "description": "",
            "categories": [],
            "datasets": [dataset_of(name, list(rows.values())) for name, rows in datasets.items()],
            "subtasks": [],
            "synonyms": [],
            "source_link": None,
        }
        for task, datasets in tasks.items()
    ]


def table_name(row: Row) -> str:
    """ "GSM8K", and "GSM8K (test, shots 8)" where results of other conditions must not meet it."""
    told = json.loads(row["protocol"])
    conditions = [row["split"], *(f"{key} {value}" for key, value in told.items())]
    said = ", ".join(part for part in conditions if part)
    return f"{row['benchmark_name']} ({said})" if said else str(row["benchmark_name"])


def dataset_of(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    metrics = list(dict.fromkeys(metric for row in rows for metric in row["metrics"]))
    return {
        "dataset": name,
        "description": "",
        "sota": {"metrics": metrics, "rows": rows},
        "subdatasets": [],
        "dataset_links": [],
        "dataset_citations": [],
    }


def row_of(row: Row) -> dict[str, Any]:
    """`paper_date` is a whole day in this format; of a year or month alone we write a field of our own beside it."""
    day = row["date"] if len(row["date"]) == len("2026-01-01") else None
    return {
        "model_name": row["model"],
        "paper_title": row["title"],
        "paper_url": row["url"],
        "paper_date": day,
        **({"paper_published": row["date"]} if row["date"] and not day else {}),
        "code_links": [],
        "model_links": [],
        "metrics": {},
        "uses_additional_data": "extra-data" in json.loads(row["protocol"]),
    }
