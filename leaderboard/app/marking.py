"""A paper's text with every claim marked in place: text in, HTML out. Foreign text is escaped, always."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from leaderboard.app.address import to

__all__ = ["MARKS", "Piece", "legend", "parts", "pieces", "shown"]

# A colour a kind, dark letters on all of them, and a line of its own below: colour alone tells nobody anything.
MARKS = """<style>
.paper {white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.7; max-width: 50rem}
.paper mark, .legend mark, .grid mark {color: #111; border-radius: 3px; padding: 0 .1em; text-decoration: underline 2px}
.paper mark a, .grid mark a {color: inherit; text-decoration: inherit}
mark.score {background: #ffd54a} mark.delta {background: #8fd3c7; text-decoration-style: double}
mark.ratio {background: #f7a8b8; text-decoration-style: dashed}
mark.rank {background: #b9c7ff; text-decoration-style: wavy}
mark.share {background: #ffbf80; text-decoration-style: dotted}
mark.size {background: #d5c4a1; text-decoration-thickness: 1px}
mark.here {outline: 3px solid #c2185b; outline-offset: 1px} .legend {display: flex; flex-wrap: wrap; gap: .3rem 1.2rem}
</style>"""
PART = 20_000  # characters of a paper shown at a time: a page stays below 100 KB
ROWS, COLUMNS = 150, 30  # of a table

Claim = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, or a table (`cells` as the registry keeps them)."""

    start: int
    end: int
    cells: tuple[tuple[Any, ...], ...] = ()
    header_rows: int = 0
    caption: str = ""


def pieces(text: str, blocks: Iterable[Mapping[str, Any]]) -> Iterator[Piece]:
    """The text in order, tables apart; long prose is divided where a line ends."""
    done = 0
    for block in sorted(blocks, key=lambda row: (row["start_offset"], row["end_offset"])):
        if block["kind"] != "table" or not block["cells"] or block["start_offset"] < done:
            continue
        start, end = framed(text, done, block["start_offset"], block["end_offset"])
        yield from prose(text, done, start)
        cells = tuple(map(tuple, json.loads(block["cells"])))
        done = end
        yield Piece(start, done, cells, block["header_rows"] or 0, block["caption"] or block["heading"] or "")
    yield from prose(text, done, len(text))


def framed(text: str, done: int, start: int, end: int) -> tuple[int, int]:
    """A table's stretch with the bars that Markdown draws around it: its cells leave out the first and the last."""
    while start > done and text[start - 1] in "| ":
        start -= 1
    while end < len(text) and text[end] in "| ":
        end += 1
    return start, end


def prose(text: str, start: int, end: int) -> Iterator[Piece]:
    while end - start > PART:
        line = text.rfind("\n", start + PART // 2, start + PART) + 1 or start + PART
        yield Piece(start, line)
        start = line
    if start < end:
        yield Piece(start, end)


def parts(all_pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces in parts of about `PART` characters; there is at least one part."""
    told: list[list[Piece]] = [[]]
    size = 0
    for piece in all_pieces:
        if told[-1] and size + piece.end - piece.start > PART:
            told.append([])
            size = 0
        told[-1].append(piece)
        size += piece.end - piece.start
    return told


def shown(text: str, part: Sequence[Piece], claims: Sequence[Claim], here: str = "") -> str:
    """One part with its claims marked; the claim `here` is framed."""
    told = "".join(
        grid(piece, claims, here)
        if piece.cells
        else f'<div class="paper">{marked(text, piece.start, piece.end, claims, here)}</div>'
        for piece in part
    )
    return MARKS + told


def marked(text: str, start: int, end: int, claims: Sequence[Claim], here: str) -> str:
    """`text[start:end]`, each stretch that a claim covers a link to the shortest such claim, with the kinds of all."""
    inside = [each for each in claims if each["start_offset"] < end and each["end_offset"] > start]
    edges = {start, end}
    for each in inside:
        edges |= {max(start, each["start_offset"]), min(end, each["end_offset"])}
    cuts = sorted(edges)
    told = []
    for left, right in pairwise(cuts):
        over = [each for each in inside if each["start_offset"] <= left and right <= each["end_offset"]]
        told.append(mark(text[left:right], over, here) if over else escape(text[left:right]))
    return "".join(told)


def mark(quoted: str, over: Sequence[Claim], here: str) -> str:
    claim = min(
        over, key=lambda each: (each["claim_id"] != here, each["end_offset"] - each["start_offset"], each["claim_id"])
    )
    kinds = ", ".join(sorted({each["kind"] for each in over}))
    named = f"{claim['kind']} here" if claim["claim_id"] == here else claim["kind"]
    link = escape(to("claim", id=claim["claim_id"]))
    anchor = f'<a href="{link}" target="_self" title="{escape(kinds)}">{escape(quoted)}</a>'
    return f'<mark class="{escape(named)}">{anchor}</mark>'


def grid(piece: Piece, claims: Sequence[Claim], here: str) -> str:
    """A table with the cells that are claims marked; of a very large one its beginning, and how much is not shown."""
    inside = [each for each in claims if each["start_offset"] < piece.end and each["end_offset"] > piece.start]
    starts: dict[int, list[Claim]] = {}
    for each in inside:
        starts.setdefault(each["start_offset"], []).append(each)
    lines: dict[int, dict[int, str]] = {}
    for row, column, text, start, end, bold, *_ in piece.cells:
        if row < ROWS and column < COLUMNS:
            own = [each for at in range(start, end) for each in starts.get(at, ())]
            told = mark(text, own, here) if own else escape(text)
            lines.setdefault(row, {})[column] = f"<b>{told}</b>" if bold else told
    width = max((column for cells in lines.values() for column in cells), default=-1) + 1
    body = "".join(
        "<tr>" + "".join(cell(lines[row].get(at, ""), row < piece.header_rows) for at in range(width)) + "</tr>"
        for row in sorted(lines)
    )
    height, across = (max(each[at] for each in piece.cells) + 1 for at in (0, 1))
    hidden = (
        ""
        if height <= ROWS and across <= COLUMNS
        else f"<p>The first {ROWS} rows and {COLUMNS} columns of {height} and {across}.</p>"
    )
    caption = f"<caption>{escape(piece.caption)}</caption>" if piece.caption else ""
    drawn = f'<table class="grid">{caption}{body}</table>'
    label = f"Table {piece.caption}".strip()[:120]
    return f'<div class="wide" role="group" tabindex="0" aria-label="{escape(label)}">{drawn}</div>{hidden}'


def cell(told: str, head: bool) -> str:
    return f"<th>{told}</th>" if head else f"<td>{told}</td>"


def legend(claims: Iterable[Claim]) -> str:
    """The kinds that a paper has, each in its colour and with how many there are."""
    amounts: dict[str, int] = {}
    for each in claims:
        amounts[each["kind"]] = amounts.get(each["kind"], 0) + 1
    marks = "".join(
        f'<span><mark class="{escape(kind)}">{escape(kind)}</mark> {amount:,}</span>'
        for kind, amount in sorted(amounts.items())
    )
    return f'{MARKS}<p class="legend">{marks}</p>'
