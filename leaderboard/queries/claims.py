"""Claims: the words or the cell each came from, and what the checks said of them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from leaderboard.queries.asking import frame, one_row
from registry.errors import UnknownNameError

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = [
    "ClaimRecord",
    "TableRecord",
    "claim",
    "claims_meant",
    "claims_of_document",
    "document_of",
    "findings",
    "table_of",
    "tables_of",
    "unlinked",
    "unlinked_of_document",
    "words_of_claims",
]


Grid: TypeAlias = tuple[tuple[str, ...], ...]
Bold: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim with all its fields and where it comes from. `sentence[start_offset - sentence_start:]` opens with the
    quote; `prefix` and `suffix` are the 32 characters on either side of it in the document."""

    claim_id: str
    document_id: str
    document: str
    title: str
    authors: list[str]
    date: str
    venue: str
    url: str
    licence: str
    kind: str
    quote: str
    value: float | None
    low: float | None
    high: float | None
    printed: str | None
    unit: str | None
    bound: str | None
    direction: str | None
    basis: str | None
    metric: str | None
    benchmarks: list[str]
    subject: str | None
    baseline: list[str]
    over_count: int | None
    averaged: bool
    relation: str | None
    uncertainty: str | None
    sentence: str
    sentence_start: int
    start_offset: int
    end_offset: int
    prefix: str
    suffix: str
    table_index: int | None
    row_index: int | None
    column_index: int | None
    cell: str | None
    page: int | None
    box_left: float | None  # points from the page's top left corner
    box_top: float | None
    box_right: float | None
    box_bottom: float | None
    caption: str | None
    rule: str
    extractor_version: str
    run_id: str
    extracted_at: datetime
    source: str
    sha256: str
    text_sha256: str
    reader: str
    reader_version: str
    boards: list[str]
    unlinked: list[str]  # why it stands on no board: "reason: detail"
    status: str  # extracted, or as people decided: accepted, corrected, rejected
    why: str | None  # the reason they gave
    extracted: str | None  # as JSON, the fields as they were read where a correction differs


@dataclass(frozen=True, slots=True)
class TableRecord:
    """The table a claim was read from; `rows` are its cells as printed, filled up to equal length, `bold` the (row,
    column) of those in bold below the headings: the best, in most papers."""

    caption: str
    heading: str
    header_rows: int
    rows: Grid
    row: int
    column: int
    bold: Bold = ()


def claim(con: "duckdb.DuckDBPyConnection", claim_id: str) -> ClaimRecord:
    """One claim of a current document, with its provenance and the boards it stands on."""
    document = document_of(con, claim_id)
    own = one_row(con, CLAIM, {"id": claim_id, "document": document})
    if own is None:
        raise UnknownNameError("claim", claim_id, close_claims(con, claim_id))
    place = {name: own[name] for name in ("document_id", "run_id", "start_offset", "end_offset", "table_index")}
    lists = {name: strings(con, asked, {"id": claim_id, "document": document}) for name, asked in STANDING.items()}
    row = {**own, **(one_row(con, PROVENANCE, place) or {}), **lists}
    return ClaimRecord(**{name: row[name] for name in ClaimRecord.__dataclass_fields__})


# Four questions of one table or two, each told the document: 23 ms of CPU among a million claims. The views that say
# the same in one took 50, of which 44 went into planning.
CLAIM = "FROM claim_as_curated WHERE document_id = $document AND claim_id = $id"
PROVENANCE = """
    SELECT
        document.name AS document,
        document.* EXCLUDE (document_id, name, text),
        extraction.extractor_version,
        extraction.extracted_at,
        substring(document.text, greatest($start_offset - 31, 1), least(32, $start_offset)) AS prefix,
        substring(document.text, $end_offset + 1, 32) AS suffix,
        (
            SELECT caption
            FROM store.block
            WHERE block.document_id = $document_id AND block.table_index = $table_index
        ) AS caption
    FROM store.document
    JOIN store.extraction USING (document_id)
    WHERE document.document_id = $document_id AND extraction.document_id = $document_id
        AND extraction.run_id = $run_id
"""
STANDING = {
    "boards": """
        SELECT board
        FROM result_as_curated
        WHERE document_id = $document AND claim_id = $id
        ORDER BY board
    """,
    "unlinked": """
        SELECT concat_ws(': ', reason, nullif(detail, ''))
        FROM store.unlinked
        WHERE document_id = $document AND claim_id = $id
            AND claim_id NOT IN (SELECT claim_id FROM store.curated_result)
        ORDER BY ALL
    """,
}


def strings(con: "duckdb.DuckDBPyConnection", query: str, values: Mapping[str, Any]) -> list[str]:
    return [text for (text,) in con.execute(query, values).fetchall()]


def claims_meant(con: "duckdb.DuckDBPyConnection", start: str) -> list[str]:
    """The current claims whose ids begin so, ten at most; none for less than four signs."""
    if not re.fullmatch("[0-9a-fA-F]{4,16}", start):
        return []
    begins = "SELECT claim_id FROM claims WHERE starts_with(claim_id, ?) ORDER BY ALL LIMIT 10"
    return [claim_id for (claim_id,) in con.execute(begins, [start.lower()]).fetchall()]


def close_claims(con: "duckdb.DuckDBPyConnection", claim_id: str) -> list[str]:
    """The claims whose ids begin as this one does: ids are often told by their beginning."""
    for length in (12, 8, 6):
        start = claim_id.lower()[:length]
        near = "SELECT claim_id FROM claims WHERE starts_with(claim_id, ?) ORDER BY ALL LIMIT 3"
        rows = con.execute(near, [start]).fetchall()
        if rows and len(start) >= 6:
            return [close for (close,) in rows]
    return []


def document_of(con: "duckdb.DuckDBPyConnection", claim_id: str) -> str | None:
    """The current document that a claim stands in, if there is one of that id: every part of a question that is told so
    looks only there. (Documents are asked one by one: DuckDB looks through all claims for "in one of these".)"""
    if not re.fullmatch("[0-9a-f]{16}", claim_id):
        return None
    near = "SELECT document_id FROM store.claim_place JOIN store.ranked USING (place) WHERE start = ? ORDER BY ALL"
    documents = [document for (document,) in con.execute(near, [int(claim_id[:8], 16)]).fetchall()]
    if len(documents) < 2:
        return documents[0] if documents else None
    here = "SELECT 1 FROM store.claim WHERE document_id = ? AND claim_id = ?"
    return next((each for each in documents if con.execute(here, [each, claim_id]).fetchall()), None)


def table_of(con: "duckdb.DuckDBPyConnection", claim_id: str) -> TableRecord | None:
    """The table that a claim was read from; None for a claim of the prose."""
    row = one_row(
        con,
        f"{TABLES} AND claim.claim_id = $id AND claim.document_id = $document AND block.document_id = $document",
        {"id": claim_id, "document": document_of(con, claim_id)},
    )
    if row is None:
        return None
    cells = json.loads(row["cells"])
    return table_record(row, grid_of(cells), bold_of(cells, row["header_rows"]))


def tables_of(con: "duckdb.DuckDBPyConnection", claim_ids: Sequence[str]) -> dict[str, TableRecord]:
    """The tables of many claims, by claim; a table is unpacked once."""
    rows = frame(con, f"{TABLES} AND claim.claim_id IN (SELECT unnest($ids::VARCHAR[]))", {"ids": list(claim_ids)})
    grids: dict[str, tuple[Grid, Bold]] = {}
    told: dict[str, TableRecord] = {}
    for row in rows.iter_rows(named=True):
        if row["cells"] not in grids:
            cells = json.loads(row["cells"])
            grids[row["cells"]] = grid_of(cells), bold_of(cells, row["header_rows"])
        told[row["claim_id"]] = table_record(row, *grids[row["cells"]])
    return told


TABLES = """
    SELECT
        claim.claim_id, claim.row_index, claim.column_index,
        block.caption, block.heading, block.header_rows, block.cells
    FROM store.claim
    JOIN store.block USING (document_id, table_index)
    WHERE claim.table_index IS NOT NULL
"""


def table_record(row: Mapping[str, Any], grid: "Grid", bold: "Bold") -> TableRecord:
    return TableRecord(
        row["caption"], row["heading"], row["header_rows"], grid, row["row_index"], row["column_index"], bold
    )


def bold_of(cells: list[list[Any]], heads: int) -> "Bold":
    return tuple((at, column) for at, column, text, _, _, is_bold, _ in cells if is_bold and text and at >= heads)


def words_of_claims(con: "duckdb.DuckDBPyConnection", claim_ids: Sequence[str]) -> "pl.DataFrame":
    """The words of many claims and where they stand: claim_id, document_id, document, title, source, quote, sentence,
    start (of the quote in the sentence), page, table_index."""
    return frame(
        con,
        """
        SELECT
            claim.claim_id, claim.document_id, document.name AS document, document.title, document.source, claim.quote,
            claim.sentence, claim.start_offset - claim.sentence_start AS start, claim.page, claim.table_index
        FROM store.claim
        JOIN store.document USING (document_id)
        WHERE document.is_current AND claim.claim_id IN (SELECT unnest($ids::VARCHAR[]))
        ORDER BY claim.claim_id
        """,
        {"ids": list(claim_ids)},
    )


def grid_of(cells: list[list[Any]]) -> "Grid":
    texts = {(row, column): text for row, column, text, *_ in cells}
    height = max((row for row, _ in texts), default=-1) + 1
    width = max((column for _, column in texts), default=-1) + 1
    return tuple(tuple(texts.get((row, column), "") for column in range(width)) for row in range(height))


def claims_of_document(con: "duckdb.DuckDBPyConnection", document_id: str) -> "pl.DataFrame":
    """The claims of one document in the order of its text, each with the boards it stands on."""
    import polars as pl

    order = "start_offset, end_offset, kind, rule"
    claims = frame(con, f"FROM claims WHERE document_id = ? ORDER BY {order}", [document_id])
    stands = "SELECT claim_id, board FROM result_as_curated WHERE document_id = ? ORDER BY ALL"
    placed = frame(con, stands, [document_id])
    boards = placed.group_by("claim_id", maintain_order=True).agg(boards="board")
    told = claims.join(boards, on="claim_id", how="left", maintain_order="left")
    return told.with_columns(pl.col("boards").fill_null(pl.lit([], dtype=pl.List(pl.String))))


def unlinked(con: "duckdb.DuckDBPyConnection", reason: str | None = None) -> "pl.DataFrame":
    """Scores that stand on no board, with why; with `reason`, those of one reason."""
    return frame(
        con,
        """
        FROM unlinked
        WHERE $reason IS NULL OR reason = $reason
        ORDER BY reason, detail, title, claim_id
        """,
        {"reason": reason},
    )


def unlinked_of_document(con: "duckdb.DuckDBPyConnection", document_id: str) -> "pl.DataFrame":
    """The scores of one document that stand on no board, with why."""
    asked = "FROM unlinked WHERE document_id = ? ORDER BY reason, detail, claim_id"
    return frame(con, asked, [document_id])


def findings(con: "duckdb.DuckDBPyConnection") -> "pl.DataFrame":
    """What the checks said, errors first."""
    return frame(
        con,
        """
        FROM findings
        ORDER BY list_position(['error', 'warning', 'note'], severity) NULLS LAST, check_id, finding_id
        """,
    )
