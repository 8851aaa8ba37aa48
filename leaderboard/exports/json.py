"""JSON: one array, one object a line; JSON Lines: the same objects without the array."""

from collections.abc import Iterable, Iterator

from leaderboard.exports.selection import Selection
from leaderboard.exports.values import Row, json_text

__all__ = ["as_json", "as_jsonl", "json_array", "json_lines"]


def as_json(selection: Selection) -> Iterator[str]:
    """One object a result, all columns."""
    return json_array(selection.results.iter_rows(named=True))


def as_jsonl(selection: Selection) -> Iterator[str]:
    """One object a result and line, all columns."""
    return json_lines(selection.results.iter_rows(named=True))


def json_array(rows: Iterable[Row]) -> Iterator[str]:
    before = "["
    for row in rows:
        yield before + "\n " + json_text(row)
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    return (json_text(row) + "\n" for row in rows)
