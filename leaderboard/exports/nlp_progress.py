"""NLP-progress Markdown: a heading a data set, a table of models, values by metric, and their papers."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from leaderboard.exports.given_back import GivenBack, came_in
from leaderboard.exports.papers_with_code import tasks_of
from leaderboard.exports.selection import Selection

__all__ = ["as_nlp_progress"]

UNNAMED = re.compile(r"column \d+")


def as_nlp_progress(selection: Selection) -> Iterator[str]:
    """A page that came in with every cell as it came, its prose left out; of anything else the results."""
    given = came_in(selection, "nlp-progress")
    yield from page_given(given) if given else page_of(tasks_of(selection))


def page_given(given: GivenBack) -> Iterator[str]:
    if given.task:
        yield f"# {given.task}\n"
    for (_, dataset), rows in groupby(given.rows, key=table_of):
        fields: list[dict[str, str]] = [json.loads(node) for _, _, node in rows]
        widest: dict[str, str] = max(fields, key=len)
        heads = list(widest)
        cells = [[one.get(name, "") for name in heads] for one in fields]
        yield table(dataset, [heading(name, at) for at, name in enumerate(heads)], cells)


def table_of(row: tuple[str, str, str]) -> tuple[str, str]:
    """Rows of one table, below one heading."""
    pointer, dataset, _ = row
    return pointer.rpartition("/")[0], dataset


def heading(name: str, at: int) -> str:
    """The heading as it stood above the column: of those that stand twice the later is numbered, an empty one named."""
    if UNNAMED.fullmatch(name):
        return ""
    return name.removesuffix(f" ({at + 1})")


def page_of(tasks: list[dict[str, Any]]) -> Iterator[str]:
    for task in tasks:
        yield f"# {task['task']}\n"
        for dataset in task["datasets"]:
            metrics = dataset["sota"]["metrics"]
            rows = [
                [cell(row["model_name"]), *(row["metrics"].get(name, "-") for name in metrics), paper(row)]
                for row in dataset["sota"]["rows"]
            ]
            yield table(cell(dataset["dataset"]), ["Model", *map(cell, metrics), "Paper / Source"], rows)


def table(dataset: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        ["", *([f"### {dataset}", ""] if dataset else []), *(f"| {' | '.join(line)} |" for line in lines), ""]
    )


def paper(row: dict[str, Any]) -> str:
    date = row["paper_date"] or row.get("paper_published", "")
    return " ".join(part for part in (link(row), f"({date})" if date else "") if part)


def link(row: dict[str, Any]) -> str:
    url = str(row["paper_url"]).replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"[{cell(row['paper_title'])}]({url})" if url else cell(row["paper_title"])


def cell(text: str) -> str:
    """Words that are no markup in a cell."""
    return re.sub(r"([\\|\[\]*_`<>$]|&(?=#?\w+;))", r"\\\1", " ".join(text.split()))
