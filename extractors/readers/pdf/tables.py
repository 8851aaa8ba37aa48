"""Tables from the places of their cells: only where a caption names a table and its columns are clear.

A region of lines beside the caption is a table where its fullest rows agree on the columns, and every other segment
falls into these. Where one does not, nothing is made up: the lines stay text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from extractors.readers.latex.grid import Grid, GridCell, RawCell, even
from extractors.readers.paragraphs import is_caption
from extractors.readers.pdf.glyphs import Rule
from extractors.readers.pdf.lines import Line, Segment

__all__ = ["Box", "Found", "box_of", "tables_in"]

Box = tuple[float, float, float, float]
Columns = list[tuple[float, float]]

TABLE = re.compile(r"(?:Table|TABLE|Tab\.)\s?[\w.-]{1,6}\b")
MOST_COLUMNS = 30
FAR = 4.0  # letter sizes between a caption and its table
LOOSE = 2.6  # letter sizes between the base lines of two rows


@dataclass(frozen=True, slots=True)
class Found:
    """A table: its caption's lines and its own, the grid, and the box of each cell."""

    caption: range
    body: range
    rows: list[list[GridCell]]
    boxes: list[list[Box | None]]
    header_rows: int


def tables_in(lines: Sequence[Line]) -> list[Found]:
    found: list[Found] = []
    taken: set[int] = set()
    for caption in captions(lines):
        candidates = [region for region in (below(lines, caption), above(lines, caption)) if region]
        candidates.sort(key=lambda region: distance(lines, caption, region))
        for region in candidates:
            if taken.isdisjoint(region) and (table := table_of(lines, caption, region)):
                found.append(table)
                taken.update(region, caption)
                break
    return found


def captions(lines: Sequence[Line]) -> Iterator[range]:
    """Lines that begin "Table 2: …" apart from the text above them, with the lines they go on in."""
    for start, line in enumerate(lines):
        if (
            not TABLE.match(line.text)
            or not is_caption(line.text)
            or (start and in_a_paragraph(lines[start - 1], line))
        ):
            continue
        end = start + 1
        while end < len(lines) and goes_on(lines[end - 1], lines[end]):
            end += 1
        yield range(start, end)


def in_a_paragraph(before: Line, line: Line) -> bool:
    close = before.part == line.part and line.base - before.base < 1.5 * line.size and not line.rules
    return (
        close
        and len(before.segments) == 1
        and abs(before.size - line.size) < 0.3
        and not before.text.endswith((".", ":"))
    )


def goes_on(before: Line, line: Line) -> bool:
    close = before.part == line.part and line.base - before.base < 1.5 * line.size and not line.rules
    return close and len(line.segments) == 1 and abs(before.size - line.size) < 0.3


def distance(lines: Sequence[Line], caption: range, region: range) -> float:
    if region.start >= caption.stop:
        return lines[region.start].base - lines[caption.stop - 1].base
    return lines[caption.start].base - lines[region.stop - 1].base


# Where the table is


def below(lines: Sequence[Line], caption: range) -> range | None:
    start = end = caption.stop
    last = lines[caption.stop - 1]
    while end < len(lines) and is_row(lines, last, lines[end], first=end == start):
        last = lines[end]
        end += 1
    ruled = [at for at in range(start + 1, end + 1) if rules_above(lines, at)]
    if ruled:  # what stands below the last line drawn is text again
        end = ruled[-1] if len(ruled) > 1 or not rules_above(lines, start) or ruled[-1] > start + 1 else end
    return trimmed(lines, start, end)


def above(lines: Sequence[Line], caption: range) -> range | None:
    start = end = caption.start
    last = lines[caption.start]
    while start > 0 and is_row(lines, lines[start - 1], last, first=start == end, upwards=True):
        start -= 1
        last = lines[start]
    ruled = [at for at in range(start, end) if lines[at].rules]
    return trimmed(lines, ruled[0] if ruled else start, end)


def is_row(lines: Sequence[Line], upper: Line, lower: Line, first: bool, upwards: bool = False) -> bool:
    """Whether a table can go on from one line to the next, up or down."""
    line = upper if upwards else lower
    size = max(upper.size, lower.size)
    if upper.part != lower.part or lower.base - upper.base > (FAR if first else LOOSE) * size:
        return False
    width = line.column[1] - line.column[0]
    return len(line.segments) > 1 or (line.right - line.left < 0.6 * width and len(line.text.split()) < 8)


def rules_above(lines: Sequence[Line], at: int) -> list[Rule]:
    """The lines drawn above line `at`, or below the last one of its column."""
    own = lines[at].rules if at < len(lines) and (at == 0 or lines[at].part == lines[at - 1].part) else []
    return own or (lines[at - 1].below if at else [])


def trimmed(lines: Sequence[Line], start: int, end: int) -> range | None:
    """Without the single words at its ends that are no rows, as far as no line is drawn around them."""
    while end > start and len(lines[end - 1].segments) == 1:
        end -= 1
    return range(start, end) if end - start > 1 else None


# What stands in it


def table_of(lines: Sequence[Line], caption: range, region: range) -> Found | None:
    rows = [lines[at] for at in region]
    columns = columns_of(rows)
    if columns is None:
        return None
    placed = [row_cells(row, columns, rows_below=rows[number + 1 :]) for number, row in enumerate(rows)]
    if any(row is None for row in placed):
        return None
    cells = [row for row in placed if row is not None]
    grid = Grid(name="pdf", base=0, columns=(), state=0, out=[], nested=False)
    grid.rows = [raw_cells(row, len(columns)) for row in cells]
    width = columns[-1][1] - columns[0][0]
    for number, row in enumerate(rows):
        if number and any(rule.right - rule.left > 0.8 * width for rule in row.rules):
            grid.rules.append((number, "whole"))
    evened, heads = even(grid)
    if len(evened) != len(rows) or len(evened[0]) != len(columns):
        return None
    boxes = [[box_at(row, column) for column in range(len(columns))] for row in cells]
    return Found(caption, region, evened, boxes, heads)


Placed = dict[tuple[int, int], list[Segment]]  # the segments by the first and last column they stand in


def columns_of(rows: Sequence[Line]) -> Columns | None:
    """What the fullest rows agree on: as many columns as they have segments, and at least two rows with them."""
    counts = sorted({len(row.segments) for row in rows if 1 < len(row.segments) <= MOST_COLUMNS}, reverse=True)
    for count in counts:
        full = [row for row in rows if len(row.segments) == count]
        if len(full) < 2:
            continue
        merged = union([(one.left, one.right) for row in full for one in row.segments])
        if len(merged) == count:
            return widened(merged, rows)
    return None


def widened(columns: Columns, rows: Sequence[Line]) -> Columns:
    """The columns with what other rows have in one of them only."""
    spans = list(columns)
    for row in rows:
        for one in row.segments:
            hit = [at for at, (left, right) in enumerate(columns) if one.left < right and one.right > left]
            if len(hit) == 1:
                left, right = spans[hit[0]]
                spans[hit[0]] = (min(left, one.left), max(right, one.right))
    return spans if all(a[1] < b[0] for a, b in pairwise(spans)) else columns


def union(spans: Sequence[tuple[float, float]]) -> Columns:
    merged: Columns = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def row_cells(row: Line, columns: Columns, rows_below: Sequence[Line]) -> Placed | None:
    """Each segment in its column, or over the columns it heads; None where it is not clear which."""
    if len(row.segments) < len(columns):
        spread = over_rules(row, columns, rows_below[0].rules if rows_below else []) or centred(row, columns)
        if spread:
            return spread
    placed: Placed = {}
    for one in row.segments:
        hit = [at for at, (left, right) in enumerate(columns) if one.left < right and one.right > left]
        if not hit:
            near = min(range(len(columns)), key=lambda at: gap(one, columns[at]))
            if gap(one, columns[near]) > 2 * one.size:
                return None
            hit = [near]
        if len(hit) > 1 and len(row.segments) > 1:
            return None
        placed.setdefault((hit[0], hit[-1]), []).append(one)
    return placed


def gap(one: Segment, column: tuple[float, float]) -> float:
    return max(column[0] - one.right, one.left - column[1])


def over_rules(row: Line, columns: Columns, rules: Sequence[Rule]) -> Placed | None:
    """Headings over the lines that are drawn below them, each over some of the columns."""
    width = columns[-1][1] - columns[0][0]
    partial = [rule for rule in rules if rule.right - rule.left < 0.8 * width]
    if not partial:
        return None
    placed: Placed = {}
    for one in row.segments:
        centre = (one.left + one.right) / 2
        own = next((rule for rule in partial if rule.left - 1 <= centre <= rule.right + 1), None)
        low, high = (own.left, own.right) if own else (one.left, one.right)
        hit = [at for at, (left, right) in enumerate(columns) if low < right and high > left]
        if not hit or (not own and len(hit) > 1) or any(first <= hit[-1] and hit[0] <= last for first, last in placed):
            return None
        placed[hit[0], hit[-1]] = [one]
    return placed


def centred(row: Line, columns: Columns) -> Placed | None:
    """Headings that share all columns right of the first between them, each in the middle of its own."""
    first = [one for one in row.segments if one.left < columns[0][1]]
    rest = [one for one in row.segments if one.left >= columns[0][1]]
    count = len(columns) - 1
    if not rest or len(first) > 1 or len(rest) >= count or count > 16:
        return None
    best: tuple[float, list[tuple[int, int]]] | None = None
    for cuts in combinations(range(2, len(columns)), len(rest) - 1):
        groups = [(low, high - 1) for low, high in zip((1, *cuts), (*cuts, len(columns)), strict=True)]
        off = [
            abs(one.left + one.right - columns[low][0] - columns[high][1]) / 2
            for one, (low, high) in zip(rest, groups, strict=True)
        ]
        if max(off) < max(1.2 * row.size, 1) and (best is None or sum(off) < best[0]):
            best = sum(off), groups
    if best is None:
        return None
    placed: Placed = {(0, 0): first} if first else {}
    return placed | {group: [one] for group, one in zip(best[1], rest, strict=True)}


def raw_cells(row: Placed, width: int) -> list[RawCell]:
    cells: list[RawCell] = []
    at = 0
    for (first, last), segments in sorted(row.items(), key=lambda item: item[0]):
        cells += [RawCell() for _ in range(first - at)]
        text = " ".join(one.text for one in segments)
        cells.append(RawCell(text, bold=segments[0].bold, columns=last - first + 1))
        at = last + 1
    return cells + [RawCell() for _ in range(width - at)]


def box_at(row: Placed, column: int) -> Box | None:
    return next((box_of(segments) for (first, last), segments in row.items() if first <= column <= last), None)


def box_of(segments: Sequence[Segment]) -> Box:
    """The box around them, in points and tenths."""
    left, right = min(one.left for one in segments), max(one.right for one in segments)
    top, bottom = min(one.top for one in segments), max(one.bottom for one in segments)
    return (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
