"""`prose-vs-table`: the text of a document and its own tables give one system different values, or the text gives a
score that no table has while one has it but for a digit."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import DISAGREES, Finding, Row, asked, by_claim, finding
from registry.checks.interval import printed
from registry.checks.nearby import is_slip
from registry.checks.papers import papers
from registry.checks.restated import SAYING, restated

if TYPE_CHECKING:
    import duckdb

__all__ = ["prose_against_table"]

CHECK = "prose-vs-table"
PAIRS = """
    SELECT
        said.claim_id, said.document_id, said.printed, said.value, coalesce(amount.chief, false) AS chief,
        cell.claim_id AS cell_id, cell.printed AS cell, cell.value AS cell_value,
        -- A text seldom says which split it means: whatever it says must agree.
        said.split IN ('', cell.split) AND said.protocol IN ('{}', cell.protocol) AS comparable
    FROM score AS said
    JOIN score AS cell
        ON cell.document_id = said.document_id AND cell.benchmark = said.benchmark AND cell.metric = said.metric
        AND cell.model_key = said.model_key AND cell.table_index IS NOT NULL
    LEFT JOIN amount ON amount.claim_id = said.claim_id
    WHERE said.table_index IS NULL AND NOT said.averaged AND coalesce(said.bound, 'exact') = 'exact'
    ORDER BY said.document_id, said.claim_id, cell.claim_id
"""


def prose_against_table(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """Inconsistent where text and table share the setting and no value; not checkable where the settings differ, or the
    text denies the number."""
    for row in asked(con, "SELECT * FROM denied ORDER BY document_id, claim_id"):
        said = f"the sentence denies {row['quote']!r}: what agrees with it does not support it"
        yield finding(CHECK, "not_checkable", said, (row["claim_id"],), row["document_id"], reason="denied")
    judged_ids = set()
    differing: dict[str, list[Finding]] = defaultdict(list)
    for pairs in by_claim(asked(con, PAIRS)):
        found = judged(pairs)
        if found.outcome in DISAGREES:
            differing[found.document_id].append(found)
        else:
            yield found
        if found.outcome != "not_checkable":
            judged_ids.add(found.claim_id)
    yield from unless_elsewhere(con, differing)
    for paper in papers(con, [id for (id,) in con.execute(SAYING).fetchall()]):
        for row in paper.amounts:
            if row["claim_id"] not in judged_ids:
                yield from restated(row, paper)


def unless_elsewhere(con: "duckdb.DuckDBPyConnection", differing: Mapping[str, Sequence[Finding]]) -> Iterator[Finding]:
    """The disagreements of each document; not checkable where another cell has the number of the text, which then
    speaks of another system than it was read to."""
    for paper in papers(con, sorted(differing)):
        numbers = {row["claim_id"]: row["printed"].lstrip("+-") for row in paper.amounts}
        for found in differing[paper.document_id]:
            elsewhere = paper.cells.having(numbers[found.claim_id]) if found.claim_id in numbers else []
            if not elsewhere:
                yield found
                continue
            ids = (found.claim_id, elsewhere[0].claim_id)
            told = f"{numbers[found.claim_id]} stands in another row than that of the system it was read to be of"
            yield finding(CHECK, "not_checkable", told, ids, found.document_id, reason="another_row")


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
    # a system's other runs and sizes, and parts of the data, have values too
    firm = is_slip(first["printed"], nearest["cell"])
    return finding(
        CHECK, "inconsistent" if firm else "review", told, ids, first["document_id"], reason="value", interval=about
    )
