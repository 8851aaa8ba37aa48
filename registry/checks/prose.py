"""`prose-vs-table`: the text of a document and its own tables give one system different values, or the text gives a
score that no table has while one has it but for a digit."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, Outcome, Row, Severity, asked, by_claim, finding
from registry.checks.gain_slips import is_explained
from registry.checks.interval import printed
from registry.checks.nearby import NEAREST_TABLES, Printed, is_slip, numbers_of_tables

if TYPE_CHECKING:
    import duckdb

__all__ = ["prose_against_table"]

CHECK = "prose-vs-table"
PAIRS = """
    SELECT
        said.claim_id, said.document_id, said.printed, said.value,
        cell.claim_id AS cell_id, cell.printed AS cell, cell.value AS cell_value,
        -- A text seldom says which split it means: whatever it says must agree.
        said.split IN ('', cell.split) AND said.protocol IN ('{}', cell.protocol) AS comparable
    FROM score AS said
    JOIN score AS cell
        ON cell.document_id = said.document_id AND cell.benchmark = said.benchmark AND cell.metric = said.metric
        AND cell.model_key = said.model_key AND cell.table_index IS NOT NULL
    WHERE said.table_index IS NULL AND NOT said.averaged AND coalesce(said.bound, 'exact') = 'exact'
    ORDER BY said.document_id, said.claim_id, cell.claim_id
"""


def prose_against_table(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """Inconsistent where text and table share the setting and no value; not checkable where the settings differ."""
    judged_ids = set()
    for pairs in by_claim(asked(con, PAIRS)):
        found = judged(pairs)
        yield found
        if found.outcome != "not_checkable":
            judged_ids.add(found.claim_id)
    for rows in by_claim(asked(con, SAID), "document_id"):
        cells = numbers_of_tables(rows[0]["tables"])
        for row in rows:
            if row["claim_id"] not in judged_ids:
                yield from one_digit_off(row, cells)


def judged(pairs: Sequence[Row]) -> Finding:
    first = pairs[0]
    said = printed(first["printed"])
    agreeing = [pair for pair in pairs if said.meets(printed(pair["cell"]))]
    if agreeing:
        ids = (first["claim_id"], agreeing[0]["cell_id"])
        return finding(
            CHECK, "consistent", f"the text's {first['printed']} stands in a table", ids, first["document_id"]
        )
    in_setting = [pair for pair in pairs if pair["comparable"]]
    if not in_setting:
        ids = (first["claim_id"], first["cell_id"])
        told = "text and table differ in split or protocol"
        return finding(CHECK, "not_checkable", told, ids, first["document_id"], reason="setting")
    nearest = min(in_setting, key=lambda pair: (abs(pair["cell_value"] - pair["value"]), pair["cell_id"]))
    told = f"{first['printed']} in the text, {nearest['cell']} in the table"
    ids = (first["claim_id"], nearest["cell_id"])
    about = printed(nearest["cell"])
    return finding(CHECK, "inconsistent", told, ids, first["document_id"], reason="value", interval=about)


# Numbers with a decimal point in the text of a document with tables. Gains are looked up where a document tells its
# findings only: tables seldom print them.
SAID = f"""
    SELECT
        amount.claim_id, amount.document_id, amount.printed, amount.quote, amount.chief, amount.model_key,
        amount.metric_key, amount.benchmark_keys, amount.kind, amount.unit, cells.tables
    FROM amount
    JOIN ({NEAREST_TABLES}) AS cells USING (document_id)
    WHERE coalesce(amount.bound, 'exact') IN ('exact', 'up_to', 'about')
        AND regexp_matches(amount.printed, '^\\d+[.]\\d+$')
        AND CASE WHEN amount.chief AND amount.kind = 'score' THEN true  -- 3.4 is one digit away from a third of all
            ELSE length(amount.printed) >= 4 AND (amount.kind = 'score' OR amount.kind = 'delta' AND amount.chief)
        END
    ORDER BY amount.document_id, amount.claim_id
"""
SCALES = (2, -2)


def one_digit_off(row: Row, cells: Sequence[Printed]) -> Iterator[Finding]:
    """Consistent where a cell has the number; inconsistent where none has it and one differs in a digit or in two that
    changed places, or where that one alone stands under the benchmark that the text names, in a row of the paper's own.
    That is so in a part that tells the findings; elsewhere other papers' numbers stand too, and it is a note to be
    reviewed."""
    same = [cell for cell in cells if has(cell.text, row["printed"])]
    near = [cell for cell in cells if is_slip(row["printed"], cell.text)]
    found = max(same, key=lambda cell: fitness(cell, row), default=None)
    slip = max(near, key=lambda cell: fitness(cell, row), default=None)
    ids, document_id = (row["claim_id"],), row["document_id"]
    if found is not None and (slip is None or not outweighs(slip, found, row)):
        told = f"{row['quote']} stands in a table"
        yield finding(CHECK, "consistent", told, (*ids, found.claim_id), document_id, reason="found")
    elif slip is not None and not (row["kind"] == "delta" and is_explained(row, cells)):
        told = f"{row['quote']} stands in no table{' of its own' if found else ''}, {slip.text} does"
        outcome: Outcome = "inconsistent" if row["chief"] else "review"
        severity: Severity = "warning" if row["chief"] else "note"
        yield finding(
            CHECK, outcome, told, (*ids, slip.claim_id), document_id,
            reason="one_digit", interval=printed(slip.text), severity=severity,
        )  # fmt: skip


def fitness(cell: Printed, row: Row) -> int:
    """How much of what the text says of its number is said of the cell."""
    return sum(
        (
            2 * cell.is_about(row["benchmark_keys"]),
            cell.is_about([row["metric_key"] or ""]),
            cell.own or cell.is_about([row["model_key"]]),
        )
    )


def outweighs(slip: Printed, found: Printed, row: Row) -> bool:
    """Whether the number that was found is another thing's: it stands under another benchmark, the near one under the
    one that is named and in a row of the paper's own."""
    named = row["benchmark_keys"]
    return (
        row["chief"]
        and slip.is_about(named)
        and not found.is_about(named)
        and fitness(slip, row) > fitness(found, row) + 1
    )


@lru_cache(maxsize=65_536)
def has(cell: str, said: str) -> bool:
    """Whether a cell's number is what the text says: rounded, or a percentage for a fraction; never a coarser one,
    which any number would fit."""
    number = Decimal(said)
    for scaled in (Decimal(cell), *(Decimal(cell).scaleb(scale) for scale in SCALES)):
        if places(scaled) >= places(number) and printed(number).meets(printed(scaled)):
            return True
    return False


def places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "a printed number is finite"
    return -exponent
