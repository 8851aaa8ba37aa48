"""Markdown tables in which foreign text is text: no emphasis, link, HTML, formula or code comes of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from leaderboard.console.visible import one_line
from leaderboard.exports.boards import boards_of, licences_of, model_of, web_address
from leaderboard.exports.headings import heading, marks, metric, notes, setting
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import MISSING, Row

__all__ = ["as_markdown", "escaped", "table_lines"]

MEANT = re.compile(r"[\\`*_\[\]<>|$~&]")


def as_markdown(selection: Selection) -> Iterator[str]:
    """One table a board, the best in bold, each row with its paper and its claim."""
    yield f"<!-- claimboard, snapshot {selection.generation} -->\n"
    for rows in boards_of(selection):
        yield "\n" + "\n".join(board_lines(rows, selection.generation)) + "\n"


def board_lines(rows: list[dict[str, Any]], generation: int) -> Iterator[str]:
    head = rows[0]
    conditions = f" {escaped(setting(head))}." if setting(head) else ""
    yield f"**{escaped(heading(head))}**{conditions}"
    yield ""
    yield f"| # | model | {escaped(metric(head))} | date | paper | claim |"
    yield "| ---: | --- | ---: | --- | --- | --- |"
    for row in rows:
        rank = MISSING if row["rank"] is None else str(row["rank"])
        cells = (rank, escaped(model_of(row)), value(row), escaped(row["date"] or MISSING), paper(row), row["claim_id"])
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield " ".join(
        [*(f"{note}." for note in notes(rows)), f"Snapshot {generation}. Sources: {escaped(licences_of(rows))}."]
    )


def value(row: Row) -> str:
    printed = escaped(row["printed"])
    told = f"**{printed}**" if row["rank"] == 1 else printed
    return " ".join([told, *marks(row)])


def paper(row: Row) -> str:
    url = web_address(row["url"])
    title = escaped(row["title"] or url or MISSING)
    return f"[{title}]({url})" if url else title


def escaped(text: str) -> str:
    """`text` on one line, each sign as itself."""
    return MEANT.sub(r"\\\g<0>", one_line(text))


def table_lines(heads: Sequence[str], cells: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows of text as a table, one piece a line."""
    yield line(map(escaped, heads))
    yield line(["---"] * len(heads))
    for row in cells:
        yield line(map(escaped, row))


def line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"
