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
    "claims_of_document",
    "document_of",
    "findings",
    "table_of",
    "tables_of",
    "unlinked",
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
    row = one_row(
        con,
        """
        SELECT
            claims.*,
            provenance.* EXCLUDE (
                claim_id, document_id, rule, start_offset, end_offset, quote, sentence,
                table_index, row_index, column_index
            ),
            documents.* EXCLUDE (document_id, name, title, date, source, reader, claims, results, text),
            claim.sentence_start,
            ARRAY(
                SELECT board
                FROM results
                WHERE results.claim_id = $id AND results.document_id = $document
                ORDER BY board
            ) AS boards,
            ARRAY(
                SELECT concat_ws(': ', reason, nullif(detail, ''))
                FROM unlinked
                WHERE unlinked.claim_id = $id AND unlinked.document_id = $document
                ORDER BY ALL
            ) AS unlinked
        FROM claims
        JOIN provenance USING (claim_id)
        JOIN documents ON documents.document_id = claims.document_id
        JOIN store.claim ON claim.claim_id = claims.claim_id
        WHERE claims.claim_id = $id AND provenance.claim_id = $id AND claim.claim_id = $id
            AND claims.document_id = $document AND provenance.document_id = $document
            AND documents.document_id = $document AND claim.document_id = $document
        """,
        {"id": claim_id, "document": document_of(con, claim_id)},
    )
    if row is None:
        raise UnknownNameError("claim", claim_id, close_claims(con, claim_id))
    return ClaimRecord(**{name: row[name] for name in ClaimRecord.__dataclass_fields__})


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
    return frame(
        con,
        """
        SELECT claims.*, coalesce(placed.boards, []) AS boards
        FROM claims
        LEFT JOIN (
            SELECT claim_id, list(board ORDER BY board) AS boards
            FROM results
            WHERE document_id = $id
            GROUP BY claim_id
        ) AS placed USING (claim_id)
        WHERE claims.document_id = $id
        ORDER BY start_offset, end_offset, kind, rule
        """,
        {"id": document_id},
    )


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


def findings(con: "duckdb.DuckDBPyConnection") -> "pl.DataFrame":
    """What the checks said, errors first."""
    return frame(
        con,
        """
        FROM findings
        ORDER BY list_position(['error', 'warning', 'note'], severity) NULLS LAST, check_id, finding_id
        """,
    )
