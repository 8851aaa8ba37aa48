"""`best-in-bold`: a table prints a cell in bold that is not the best of its column, where its other bold cells are.

What bold means is learned from the table: the best of a column, or of a row where models stand in columns. The
direction is the metric's where it is known and the table keeps to it; elsewhere a bold cell may be the greatest or the
least, but not one between.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import regex

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, asked, finding
from registry.checks.grids import Cell, cells_of, number
from registry.checks.interval import Interval, printed

if TYPE_CHECKING:
    import duckdb

__all__ = ["bold_against_best"]

TABLES = """
    SELECT document_id, table_index, header_rows, caption, cells, claims
    FROM grid
    WHERE contains(cells, 'true')
    ORDER BY document_id, table_index
"""
# Rows that do not compete: what a table's best is held against.
LEVEL = regex.compile(
    r"""(?ix) \b (?: oracle | upper[\s-]*bound | ceiling | topline | ground[\s-]?truth
            | real [\s-] (?: data | images? | samples? | videos? | speech ) ) \b
        | ^ \W* (?: (?: average | avg\.? | mean | median | best | single | native | trained ) \s )*
            (?: (?: humans? | people | experts? | annotators? | raters? ) (?: \s (?: experts? | raters? | annotators?
              | performance | level | scores? ) )*
            | gold(?:en)? | (?:fully[\s-])?supervised | reference | chance | random )
            \W* (?: \[ [\d,\s]+ \] )? \W* $""",
)
# "Best results are in bold": then several columns may be wrong.
SAYING = regex.compile(
    r"""(?ix) \b (?: best | highest | lowest | top ) \b [^.;]{0,60} \b bold | \b bold [^.;]{0,60}
        \b (?: best | highest | lowest | top ) \b""",
)
UP = regex.compile(r"(?ix) [↑⇑▲] | \b (?: acc(?:uracy)? | auc | au?roc | fps | throughput ) \b")
DOWN = regex.compile(
    r"""(?ix) [↓⇓▼] | \b (?: times? | latency | params? | parameters | g?flops | macs | memory | costs? | errors? | loss
        | distance | s | ms | sec | seconds | perplexity ) \b""",
)
SIGNS = {"higher": 1, "lower": -1}
SHARE_BEST, SHARE_SAID, FEWEST_BEST, FEWEST_OTHERS = 0.7, 0.5, 2, 2
FEWEST_ROWS, SHARE_ROWS = 5, 0.9


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of a table; `sign` is 1 where more is better, -1 where less is, None where that is not known."""

    row: int
    column: int
    text: str
    bold: bool
    sign: int | None

    @property
    def value(self) -> Interval:
        return printed(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers that compete: those of a column, or of a row, within a group of rows."""

    entries: tuple[Entry, ...]

    @property
    def bold(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.bold]

    @property
    def sign(self) -> int | None:
        signs = {entry.sign for entry in self.entries if entry.sign}
        return signs.pop() if len(signs) == 1 else None

    def is_best(self, sign: int) -> bool:
        return reaches(self.extreme(sign, self.bold), self.extreme(sign))

    def extreme(self, sign: int, entries: Sequence[Entry] = ()) -> Entry:
        return max(
            entries or self.entries,
            key=lambda entry: (sign * (entry.value.low + entry.value.high), -entry.row, -entry.column),
        )


def reaches(one: Entry, best: Entry) -> bool:
    return one.value.meets(best.value)


def bold_against_best(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """To be reviewed where a bold cell is between the greatest and the least of a column whose table marks the best."""

    @cache
    def sign_of(metric: str) -> int | None:
        known = catalog.metrics.get(metric) or catalog.metric(metric)
        return SIGNS.get(known.direction or "") if known else None

    for table in asked(con, TABLES):
        yield from judged(table, sign_of)


def judged(table: Row, sign_of: Callable[[str], int | None]) -> Iterator[Finding]:
    lines = marked_lines(table, sign_of)
    needed = SHARE_SAID if SAYING.search(table["caption"] or "") else SHARE_BEST
    for line in lines:
        others = [other for other in lines if other is not line]
        best = [other for other in others if other.is_best(1) or other.is_best(-1)]
        if len(best) < needed * len(others):
            continue
        sign = direction(line, best)
        if sign is None and (not best or line.is_best(1) or line.is_best(-1)):
            continue
        if sign is None or not line.is_best(sign):
            yield from told(line, sign or leaning(line), table)


def direction(line: Line, best: Sequence[Line]) -> int | None:
    """The metric's, unless another column of the table that has it runs against it; of an unknown metric, that of all
    the other columns of unknown metrics, of two at least; else None."""
    alike = [other for other in best if other.sign == line.sign]
    if line.sign:
        return line.sign if all(other.is_best(line.sign) for other in alike) else None
    if len(alike) >= FEWEST_BEST:
        return next((sign for sign in (1, -1) if all(other.is_best(sign) for other in alike)), None)
    return None


def leaning(line: Line) -> int:
    """1 where the bold cell is nearer to the greatest than to the least, else -1."""
    marked, least, greatest = (Decimal(each.text) for each in (line.bold[0], *map(line.extreme, (-1, 1))))
    return 1 if greatest - marked <= marked - least else -1


def told(line: Line, sign: int, table: Row) -> Iterator[Finding]:
    claims = {(each["row_index"], each["column_index"]): each["claim_id"] for each in table["claims"]}
    marked, best = line.extreme(sign, line.bold), line.extreme(sign)
    ids = [claims[each.row, each.column] for each in (marked, best) if (each.row, each.column) in claims]
    if ids:
        along = "column" if marked.column == best.column else "row"
        said = f"{marked.text} is in bold, but {best.text} stands in the same {along}"
        yield finding("best-in-bold", "review", said, ids, table["document_id"], reason="better_cell")


def marked_lines(table: Row, sign_of: Callable[[str], int | None]) -> list[Line]:
    """Columns or rows, whichever the bold cells are the best of more often, that have a bold cell and two others."""
    entries = entries_of(table, sign_of)
    rows = [[entry for entry in entries if entry.row == row] for row in sorted({each.row for each in entries})]
    if is_emphasis(entries) or is_emphasis_of_rows(rows):
        return []
    columns = columns_of(entries, breaks(table, entries))
    across = share_best(Line(tuple(row)) for row in rows if is_chosen(row))
    # a row names the best of several systems only in a table that does so throughout
    throughout = len(rows) > FEWEST_BEST and 2 * sum(map(is_chosen, rows)) > len(rows)
    if throughout and across > max(SHARE_BEST, share_best(columns)):
        return competing(rows)
    return [] if is_marked_in_each(rows) and share_best(columns) < SHARE_BEST else columns


def is_marked_in_each(rows: Sequence[Sequence[Entry]]) -> bool:
    """Whether nearly all rows, of five at least, have a bold cell among others."""
    marked = sum(0 < sum(entry.bold for entry in row) < len(row) for row in rows)
    return len(rows) >= FEWEST_ROWS and marked >= SHARE_ROWS * len(rows)


def is_chosen(row: Sequence[Entry]) -> bool:
    """Whether one value of a row is in bold, of two at least."""
    return len({entry.text for entry in row if entry.bold}) == 1 and len(row) > sum(entry.bold for entry in row)


def is_emphasis_of_rows(rows: Sequence[Sequence[Entry]]) -> bool:
    """Whether bold sets off rows, two at least and nothing else: the paper's own beside what each is built upon. The
    best of a number or two may well be on one row by chance."""
    whole = [row for row in rows if len(row) > 2 and all(entry.bold for entry in row)]
    return len(whole) > 1 and sum(map(len, whole)) == sum(entry.bold for row in rows for entry in row)


def competing(groups: Iterable[Sequence[Entry]]) -> list[Line]:
    lines = [Line(tuple(entries)) for entries in groups]
    return [line for line in lines if line.bold and len(line.entries) - len(line.bold) >= FEWEST_OTHERS]


def columns_of(entries: Sequence[Entry], breaks: Sequence[int]) -> list[Line]:
    """Whole columns; where several groups of some column's rows have bold cells, each group of each column."""
    whole: dict[int, list[Entry]] = defaultdict(list)
    parts: dict[int, dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in sorted(entries, key=lambda entry: entry.column):
        whole[entry.column].append(entry)
        parts[entry.column][bisect_left(breaks, entry.row)].append(entry)
    with_bold = [[part for part in each.values() if any(entry.bold for entry in part)] for each in parts.values()]
    if any(len(each) > 1 for each in with_bold):
        return competing(part for each in with_bold for part in each)
    return competing(whole.values())


def share_best(lines: Iterable[Line]) -> float:
    best = [line.is_best(1) or line.is_best(-1) for line in lines]
    return sum(best) / len(best) if best else 0.0


def entries_of(table: Row, sign_of: Callable[[str], int | None]) -> list[Entry]:
    cells = cells_of(table["cells"])
    metrics = {(each["row_index"], each["column_index"]): each["metric"] for each in table["claims"]}
    arrows = arrows_of(cells, table["header_rows"])
    levels = {cell.row for cell in cells if cell.column <= 1 and LEVEL.search(cell.text)}
    found = []
    for cell in cells:
        if cell.row >= table["header_rows"] and cell.row not in levels and (text := number(cell.text)) is not None:
            metric = metrics.get((cell.row, cell.column))
            sign = arrows.get(cell.column) or (sign_of(metric) if metric else None)
            found.append(Entry(cell.row, cell.column, text, cell.bold, sign))
    return found


def arrows_of(cells: Sequence[Cell], header_rows: int) -> dict[int, int]:
    """What the headings say of their columns: "FID ↓" is better the lower, and so is "time"."""
    heads = [cell for cell in cells if cell.row < header_rows]
    return {
        cell.column: 1 if UP.search(cell.text) else -1
        for cell in heads
        if UP.search(cell.text) or DOWN.search(cell.text)
    }


def is_emphasis(entries: Sequence[Entry]) -> bool:
    """Whether bold only sets off a row or a column, all of it, say the paper's own."""
    bold = [entry for entry in entries if entry.bold]
    if len(bold) < FEWEST_BEST:
        return False
    same_row = [entry for entry in entries if entry.row == bold[0].row]
    same_column = [entry for entry in entries if entry.column == bold[0].column]
    return bold in (same_row, same_column)


def breaks(table: Row, entries: Sequence[Entry]) -> list[int]:
    """Rows that only name what is below them: the group, in one cell or across all, or the columns, once more."""
    texts: dict[int, list[str]] = defaultdict(list)
    for cell in cells_of(table["cells"]):
        texts[cell.row].append(cell.text.strip())
    numbers = {entry.row for entry in entries}
    heads = {text for row, told in texts.items() if row < table["header_rows"] for text in told[:1]}
    return [
        row for row, told in sorted(texts.items())
        if row >= table["header_rows"] and row not in numbers
        and (len({*told} - {""}) <= 1 or told[0] in heads or sum(map(is_name, told)) > len(told) / 2)
    ]  # fmt: skip


def is_name(text: str) -> bool:
    return any(character.isalpha() for character in text)
