"""`prose-vs-table`: the text of a document and its own tables give one system different values, or the text gives a
score that no table has while one has it but for a digit."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, Severity, asked, by_claim, finding
from registry.checks.interval import printed
from registry.checks.means import NUMBERS

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
    for row in asked(con, SAID):
        if row["claim_id"] not in judged_ids:
            yield from one_digit_off(row)


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


# Numbers with a decimal point in the text of a document with tables, and every cell of these. Gains are looked up where
# a document tells its findings only: tables seldom print them.
SAID = """
    SELECT
        amount.claim_id, amount.document_id, amount.printed, amount.quote, amount.chief, cells.texts, cells.places
    FROM amount
    JOIN (
        SELECT document_id, list(cells ORDER BY table_index) AS texts, list(claims ORDER BY table_index) AS places
        FROM grid
        GROUP BY document_id
    ) AS cells USING (document_id)
    WHERE coalesce(amount.bound, 'exact') IN ('exact', 'up_to') AND regexp_matches(amount.printed, '^\\d+[.]\\d+$')
        AND CASE WHEN amount.chief THEN amount.kind IN ('score', 'delta')
            ELSE amount.kind = 'score' AND length(amount.printed) >= 4
        END
    ORDER BY amount.document_id, amount.claim_id
"""
SCALES = (Decimal(1), Decimal(100), Decimal("0.01"))


def one_digit_off(row: Row) -> Iterator[Finding]:
    """Consistent where a cell has the number; inconsistent where none has it and one differs in a digit or in two that
    changed places. In a part that tells the findings it is a warning, elsewhere a note: other papers' numbers stand
    there too."""
    said = printed(row["printed"])
    ids, document_id = (row["claim_id"],), row["document_id"]
    near: tuple[str, str] | None = None
    for text, claim_id in cell_numbers(tuple(row["texts"]), row["places"]):
        if any(said.meets(value.times(scale)) for value in [printed(text)] for scale in SCALES):
            told = f"{row['quote']} stands in a table"
            yield finding(CHECK, "consistent", told, (*ids, claim_id), document_id, reason="found")
            return
        if near is None and is_slip(row["printed"], text):
            near = text, claim_id
    if near is not None:
        told = f"{row['quote']} stands in no table, {near[0]} does"
        severity: Severity = "warning" if row["chief"] else "note"
        yield finding(
            CHECK, "inconsistent", told, (*ids, near[1]), document_id,
            reason="one_digit", interval=printed(near[0]), severity=severity,
        )  # fmt: skip


def is_slip(one: str, other: str) -> bool:
    """Whether one digit differs, or two neighbours changed places."""
    if len(one) != len(other) or one == other:
        return False
    different = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(different) == 1:
        return one[different[0]] != "." and other[different[0]] != "."
    first, last = different[0], different[-1]
    return len(different) == 2 and last == first + 1 and one[first] == other[last] and one[last] == other[first]


def cell_numbers(texts: tuple[str, ...], places: Sequence[Sequence[Row]]) -> Iterator[tuple[str, str]]:
    """Every number of every cell that is a claim, as printed, with the claim."""
    for numbers, claims in zip(map(numbers_of, texts), places, strict=True):
        for claim in claims:
            for text in numbers.get((claim["row_index"], claim["column_index"]), ()):
                yield text, claim["claim_id"]


@lru_cache(maxsize=256)
def numbers_of(cells: str) -> dict[tuple[int, int], tuple[str, ...]]:
    found = ((row, column, NUMBERS.findall(text)) for row, column, text, *_ in json.loads(cells))
    return {(row, column): tuple(numbers) for row, column, numbers in found if numbers}
