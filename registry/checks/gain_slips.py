"""Gains that a paper sums up with, where the systems are not named as its tables name them: against the differences
between its own rows and the others, in the columns of the benchmark and metric that the text names."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from registry.checks.finding import Finding, Row, asked, by_claim, finding
from registry.checks.interval import Interval, printed
from registry.checks.nearby import Printed, is_slip
from registry.checks.papers import papers

if TYPE_CHECKING:
    import duckdb

__all__ = ["is_explained", "slipped_gains"]

SUMMED_UP = """
    SELECT
        statement.claim_id, statement.document_id, statement.printed, statement.quote, statement.unit, statement.basis,
        statement.baselines, amount.model_key, amount.metric_key, amount.benchmark_keys
    FROM statement
    JOIN amount USING (claim_id, document_id)
    WHERE statement.kind = 'delta' AND amount.chief AND regexp_matches(statement.printed, '^[+-]?\\d+[.]\\d+$')
        AND coalesce(statement.bound, 'exact') IN ('exact', 'up_to', 'about') AND NOT statement.averaged
        AND coalesce(statement.over_count, 1) = 1
    ORDER BY statement.document_id, statement.claim_id
"""


def slipped_gains(con: "duckdb.DuckDBPyConnection", check: str, judged: Collection[str]) -> Iterator[Finding]:
    """Inconsistent where no such difference is the gain, in points or in percent, and one is but for a digit; nothing
    is said of what `judged` has, and nothing where a gain stands in a table itself, or elsewhere in the text."""
    wanted = (row for row in asked(con, SUMMED_UP) if check_of(row) == check and row["claim_id"] not in judged)
    summed = {rows[0]["document_id"]: rows for rows in by_claim(wanted, "document_id")}
    for paper in papers(con, list(summed)):
        for row in summed[paper.document_id]:
            if not paper.repeats(row):
                yield from judged_gain(row, paper.cells, check)


def check_of(gain: Row) -> str:
    """The check that judges a gain: in percent it may be of several things."""
    return "delta-relative" if gain["unit"] == "percent" and gain["basis"] != "absolute" else "delta-absolute"


def judged_gain(row: Row, cells: Sequence[Printed], check: str) -> Iterator[Finding]:
    said = abs(printed(row["printed"]))
    number = row["printed"].lstrip("+-")
    if any(cell.text == number for cell in cells):
        return
    slip: tuple[Printed, Printed] | None = None
    for ours, base in pairs(row, named(row, cells)):
        difference = abs(printed(ours.text) - printed(base.text))
        if any(said.meets(reading) for reading in readings(difference, printed(base.text), row["unit"])):
            return
        if slip is None and is_slip(number, str(abs(Decimal(ours.text) - Decimal(base.text)))):
            slip = ours, base
    if slip is not None:
        ours, base = slip
        formula = f"{ours.text} - {base.text}"
        told = f"{row['quote']} is no difference of the paper's rows and others, {formula} is but for a digit"
        yield finding(
            check, "inconsistent", told, (row["claim_id"], ours.claim_id, base.claim_id), row["document_id"],
            reason="one_digit", formula=formula, interval=printed(ours.text) - printed(base.text),
        )  # fmt: skip


def is_explained(row: Row, cells: Sequence[Printed]) -> bool:
    """Whether a gain is the difference between a row of the paper's own and another, whatever column it is in."""
    said = abs(printed(row["printed"]))
    differences = (
        (abs(printed(ours.text) - printed(base.text)), printed(base.text)) for ours, base in pairs(row, cells)
    )
    return any(said.meets(told) for gap, base in differences for told in readings(gap, base, row["unit"]))


def named(row: Row, cells: Sequence[Printed]) -> Sequence[Printed]:
    """The cells of the benchmark, then of the metric, that the text names; all where the tables have no such name."""
    for names in (row["benchmark_keys"], [row["metric_key"] or ""]):
        cells = [cell for cell in cells if cell.is_about(names)] or cells
    return cells


def pairs(row: Row, cells: Sequence[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """A number of the paper's own beside another of its column, and of its row where systems stand in columns; of the
    systems that are named, where the table has them."""
    columns: dict[tuple[int, int], list[Printed]] = defaultdict(list)
    rows: dict[tuple[int, int], list[Printed]] = defaultdict(list)
    for cell in cells:
        columns[cell.table, cell.column].append(cell)
        rows[cell.table, cell.row].append(cell)
    own = [cell for cell in cells if row["model_key"] and row["model_key"] in cell.label]
    own = own or [cell for cell in cells if cell.own]
    for ours in own:
        others = [cell for cell in columns[ours.table, ours.column] if cell.row != ours.row]
        if ours.subject:
            others += [each for each in rows[ours.table, ours.row] if each.subject not in ("", ours.subject)]
        known = [cell for cell in others if any(name and name in cell.label for name in row.get("baselines", ()))]
        for base in known or others:
            yield ours, base


def readings(difference: Interval, base: Interval, unit: str) -> Iterator[Interval]:
    yield difference
    relative = difference.over(base) if unit == "percent" else None
    if relative is not None:
        yield abs(relative).times(Decimal(100))
