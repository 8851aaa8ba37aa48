"""What people ask of a registry: one typed function a question, one SQL statement each.

Every function takes a connection from `registry.store.connect` (a thread takes a `.cursor()` of its own). Lists come as
polars frames, in an order that does not change from run to run; a single thing comes as a record, and UnknownNameError
with the nearest names where there is none.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from registry.catalog import fold
from registry.errors import QueryError, UnknownNameError

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = [
    "ClaimRecord",
    "DocumentRecord",
    "Stats",
    "TableRecord",
    "blocks",
    "board",
    "boards",
    "claim",
    "claims_of_document",
    "conflicts",
    "coverage",
    "document",
    "documents",
    "find_board",
    "findings",
    "history",
    "neighbours",
    "one_select",
    "quarantine",
    "results",
    "revisions",
    "runs",
    "schema",
    "siblings",
    "stats",
    "table_of",
    "unlinked",
]

LONGEST_QUERY = 20_000


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


@dataclass(frozen=True, slots=True)
class TableRecord:
    """The table a claim was read from; `rows` are its cells as printed, filled up to equal length."""

    caption: str
    heading: str
    header_rows: int
    rows: tuple[tuple[str, ...], ...]
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document at the revision asked for, which need not be the current one."""

    document_id: str
    name: str
    title: str
    authors: list[str]
    date: str
    year: int | None
    venue: str
    url: str
    licence: str
    media_type: str
    source: str
    sha256: str
    text_sha256: str
    reader: str
    reader_version: str
    revision: int
    is_current: bool
    claims: int
    results: int
    extractor_version: str
    extracted_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Stats:
    """The registry in figures; `documents` are the current ones, `contents` all revisions kept."""

    documents: int
    contents: int
    claims: int
    results: int
    boards: int
    models: int
    benchmarks: int
    unlinked: int
    conflicts: int
    findings: int
    quarantined: int
    superseded: int
    runs: int
    generation: int
    published_at: datetime
    catalog_version: str


def boards(con: "duckdb.DuckDBPyConnection", search: str | None = None) -> "pl.DataFrame":
    """All boards, fullest first, with how many models and results they hold and the best one; with `search`, those
    whose slug, benchmark, metric or task has it in one of its names."""
    return frame(
        con,
        """
        SELECT
            board,
            any_value(benchmark) AS benchmark,
            any_value(benchmark_name) AS benchmark_name,
            any_value(task) AS task,
            any_value(split) AS split,
            any_value(metric) AS metric,
            any_value(metric_name) AS metric_name,
            any_value(direction) AS direction,
            any_value(unit) AS unit,
            any_value(protocol) AS protocol,
            count(*) FILTER (role = 'model') AS models,
            sum(reports)::BIGINT AS results,
            count(*) FILTER (conflict) AS conflicts,
            min(model) FILTER (rank = 1) AS best_model,
            min(value) FILTER (rank = 1) AS best_value,
            min(printed) FILTER (rank = 1) AS best_printed,
            max(date) AS newest
        FROM leaderboard
        WHERE $search IS NULL OR contains(board, lower($search)) OR EXISTS (
            SELECT 1
            FROM store.alias
            WHERE $key <> '' AND contains(alias.key, $key) AND (
                (what = 'benchmark' AND id = benchmark)
                OR (what = 'metric' AND id = metric)
                OR (what = 'task' AND id = task)
            )
        )
        GROUP BY board
        ORDER BY models DESC, board
        """,
        {"search": search, "key": fold(search or "")},
    )


def board(con: "duckdb.DuckDBPyConnection", slug: str) -> "pl.DataFrame":
    """The models on one board, best first; equal results share a rank and stand in the order of their names. What is no
    model (people, chance, an earlier best) has no rank and comes last."""
    rows = frame(con, "FROM leaderboard WHERE board = ? ORDER BY rank NULLS LAST, model, claim_id", [slug])
    if rows.is_empty():
        raise no_board(con, slug)
    return rows


def find_board(con: "duckdb.DuckDBPyConnection", name: str) -> str:
    """The slug of the board that `name` means: a slug, or a benchmark's id, name or alias in any spelling. Of several
    boards of one benchmark it is the one with the most models (`boards(con, name)` lists them all)."""
    rows = con.execute(
        """
        SELECT board
        FROM leaderboard
        WHERE board = lower($name) OR benchmark IN (
            SELECT id FROM store.alias WHERE what = 'benchmark' AND key = $key UNION ALL SELECT lower($name)
        )
        GROUP BY board
        ORDER BY board = lower($name) DESC, count(*) FILTER (role = 'model') DESC, board
        LIMIT 1
        """,
        {"name": name.strip(), "key": fold(name)},
    ).fetchall()
    if not rows:
        raise no_board(con, name)
    return str(rows[0][0])


def no_board(con: "duckdb.DuckDBPyConnection", name: str) -> UnknownNameError:
    """The error for a board that does not exist, with the nearest slugs that do."""
    rows = con.execute(
        """
        SELECT board
        FROM store.result
        SEMI JOIN documents USING (document_id)
        GROUP BY board
        ORDER BY greatest(
            jaro_winkler_similarity(board, lower($name)),
            jaro_winkler_similarity(max(benchmark), lower($name))
        ) DESC, board
        LIMIT 3
        """,
        {"name": name},
    ).fetchall()
    return UnknownNameError("board", name, [slug for (slug,) in rows])


def siblings(con: "duckdb.DuckDBPyConnection", slug: str) -> "pl.DataFrame":
    """The other boards of a board's benchmark and metric, which differ in split or protocol, fullest first."""
    return frame(
        con,
        """
        WITH own AS (SELECT benchmark, metric FROM store.result WHERE board = $slug LIMIT 1)
        SELECT
            result.board,
            any_value(result.split) AS split,
            any_value(result.protocol) AS protocol,
            count(DISTINCT model_key) FILTER (role = 'model') AS models,
            CASE any_value(metric.direction)
                WHEN 'higher' THEN arg_max(model, (value, model)) FILTER (role = 'model')
                WHEN 'lower' THEN arg_min(model, (value, model)) FILTER (role = 'model')
            END AS best_model,
            CASE any_value(metric.direction)
                WHEN 'higher' THEN arg_max(printed, (value, model)) FILTER (role = 'model')
                WHEN 'lower' THEN arg_min(printed, (value, model)) FILTER (role = 'model')
            END AS best_printed
        FROM store.result
        JOIN own USING (benchmark, metric)
        SEMI JOIN documents USING (document_id)
        LEFT JOIN store.metric ON metric.id = result.metric
        WHERE result.board <> $slug
        GROUP BY result.board
        ORDER BY models DESC, result.board
        """,
        {"slug": slug},
    )


def results(con: "duckdb.DuckDBPyConnection", slug: str) -> "pl.DataFrame":
    """Every result on one board, oldest first, those that are not their model's best too."""
    return frame(con, "FROM results WHERE board = ? ORDER BY date, model, claim_id", [slug])


def history(con: "duckdb.DuckDBPyConnection", slug: str) -> "pl.DataFrame":
    """The results that were better than all dated before them, oldest first."""
    return frame(
        con,
        """
        SELECT sota_history.*, results.printed, results.title, results.url
        FROM sota_history
        JOIN results USING (board, claim_id, model)
        WHERE board = ?
        ORDER BY sota_history.date, model, claim_id
        """,
        [slug],
    )


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
            ARRAY(SELECT board FROM results WHERE results.claim_id = $id ORDER BY board) AS boards,
            ARRAY(
                SELECT concat_ws(': ', reason, nullif(detail, ''))
                FROM unlinked
                WHERE unlinked.claim_id = $id
                ORDER BY ALL
            ) AS unlinked
        FROM claims
        JOIN provenance USING (claim_id)
        JOIN documents ON documents.document_id = claims.document_id
        JOIN store.claim ON claim.claim_id = claims.claim_id
        WHERE claims.claim_id = $id
        """,
        {"id": claim_id},
    )
    if row is None:
        raise UnknownNameError("claim", claim_id)
    return ClaimRecord(**{name: row[name] for name in ClaimRecord.__dataclass_fields__})


def table_of(con: "duckdb.DuckDBPyConnection", claim_id: str) -> TableRecord | None:
    """The table that a claim was read from; None for a claim of the prose."""
    row = one_row(
        con,
        """
        SELECT block.caption, block.heading, block.header_rows, block.cells, claim.row_index, claim.column_index
        FROM store.claim
        JOIN store.block USING (document_id, table_index)
        WHERE claim.claim_id = ?
        """,
        [claim_id],
    )
    if row is None:
        return None
    grid = grid_of(json.loads(row["cells"]))
    return TableRecord(row["caption"], row["heading"], row["header_rows"], grid, row["row_index"], row["column_index"])


def grid_of(cells: list[list[Any]]) -> tuple[tuple[str, ...], ...]:
    texts = {(row, column): text for row, column, text, *_ in cells}
    height = max((row for row, _ in texts), default=-1) + 1
    width = max((column for _, column in texts), default=-1) + 1
    return tuple(tuple(texts.get((row, column), "") for column in range(width)) for row in range(height))


def neighbours(con: "duckdb.DuckDBPyConnection", claim_id: str, limit: int = 6) -> "pl.DataFrame":
    """The rows nearest in value on each board that a claim stands on, best first."""
    import polars as pl

    own = con.execute("SELECT board, value FROM results WHERE claim_id = ? ORDER BY board", [claim_id]).fetchall()
    nearest = [near(con, claim_id, slug, value, limit) for slug, value in own]
    return pl.concat(nearest) if nearest else frame(con, "FROM leaderboard LIMIT 0")


def near(con: "duckdb.DuckDBPyConnection", claim_id: str, slug: str, value: float, limit: int) -> "pl.DataFrame":
    """The rows of one board around a value. (With the board as a constant only its own rows are ranked: 25 ms for
    250 in a registry of 200,000 results.)"""
    return frame(
        con,
        """
        WITH nearest AS (
            FROM leaderboard
            WHERE board = $slug AND claim_id <> $id
            ORDER BY abs(value - $value), claim_id
            LIMIT $limit
        )
        FROM nearest
        ORDER BY rank NULLS LAST, model, claim_id
        """,
        {"slug": slug, "id": claim_id, "value": value, "limit": limit},
    )


def documents(con: "duckdb.DuckDBPyConnection", search: str | None = None) -> "pl.DataFrame":
    """The current documents, newest first, without their text; with `search`, those whose title or name has it."""
    return frame(
        con,
        """
        SELECT * EXCLUDE (text)
        FROM documents
        WHERE $search IS NULL OR contains(lower(title), lower($search)) OR contains(lower(name), lower($search))
        ORDER BY date DESC, title, document_id
        """,
        {"search": search},
    )


def document(con: "duckdb.DuckDBPyConnection", name: str) -> DocumentRecord:
    """One document by its id (any revision) or by its source's own name (the current one)."""
    row = one_row(
        con,
        """
        SELECT document.*, claims, results, extractor_version, extracted_at
        FROM store.document
        JOIN store.extraction USING (document_id)
        WHERE extraction.is_current AND (document_id = $name OR (name = $name AND document.is_current))
        ORDER BY document_id = $name DESC, source
        LIMIT 1
        """,
        {"name": name},
    )
    if row is None:
        raise UnknownNameError("document", name, close_documents(con, name))
    return DocumentRecord(**{field: row[field] for field in DocumentRecord.__dataclass_fields__})


def close_documents(con: "duckdb.DuckDBPyConnection", name: str) -> list[str]:
    rows = con.execute(
        """
        SELECT name
        FROM documents
        WHERE jaro_winkler_similarity(lower(name), lower($name)) > 0.8
        GROUP BY name
        ORDER BY jaro_winkler_similarity(lower(name), lower($name)) DESC, name
        LIMIT 3
        """,
        {"name": name},
    ).fetchall()
    return [close for (close,) in rows]


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


def blocks(con: "duckdb.DuckDBPyConnection", document_id: str) -> "pl.DataFrame":
    """The stretches of a document's text by role, in order."""
    return frame(con, "FROM store.block WHERE document_id = ? ORDER BY block_index", [document_id])


def revisions(con: "duckdb.DuckDBPyConnection", document_id: str) -> "pl.DataFrame":
    """Every content that the sources of a document have had, oldest first."""
    return frame(
        con,
        """
        SELECT revision.*, document.title, document.sha256, run.started_at AS read_at
        FROM store.revision
        JOIN store.document USING (document_id)
        JOIN store.run ON run.run_id = revision.run_id
        WHERE (revision.source, revision.name) IN (SELECT (source, name) FROM store.revision WHERE document_id = ?)
        ORDER BY revision.source, revision.revision
        """,
        [document_id],
    )


def conflicts(con: "duckdb.DuckDBPyConnection", slug: str | None = None) -> "pl.DataFrame":
    """Pairs of results that cannot be roundings of one number; with `slug`, those of one board."""
    return frame(
        con,
        """
        FROM conflicts
        WHERE $slug IS NULL OR board = $slug
        ORDER BY board, model, claim_id, other_claim_id
        """,
        {"slug": slug},
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


def quarantine(con: "duckdb.DuckDBPyConnection") -> "pl.DataFrame":
    """The rows that validation refused, with why."""
    return frame(con, "FROM store.quarantine ORDER BY refused, reason, quarantine_id")


def coverage(con: "duckdb.DuckDBPyConnection") -> "pl.DataFrame":
    """How much was read, found, placed and refused."""
    return frame(con, "FROM coverage ORDER BY measure, n DESC, part")


def runs(con: "duckdb.DuckDBPyConnection") -> "pl.DataFrame":
    """Who wrote, newest first."""
    return frame(con, "FROM store.run ORDER BY started_at DESC, run_id")


def stats(con: "duckdb.DuckDBPyConnection") -> Stats:
    row = one_row(
        con,
        """
        SELECT
            (SELECT count(*) FROM documents) AS documents,
            (SELECT count(*) FROM store.document) AS contents,
            (SELECT count(*) FROM claims) AS claims,
            (SELECT count(*) FROM results) AS results,
            (SELECT count(DISTINCT board) FROM results) AS boards,
            (
                SELECT count(DISTINCT model_key)
                FROM store.result
                SEMI JOIN documents USING (document_id)
                WHERE role = 'model'
            ) AS models,
            (SELECT count(DISTINCT benchmark) FROM results) AS benchmarks,
            (SELECT count(*) FROM unlinked) AS unlinked,
            (SELECT count(*) FROM conflicts) AS conflicts,
            (SELECT count(*) FROM findings) AS findings,
            (SELECT count(*) FROM store.quarantine) AS quarantined,
            (SELECT count(*) FROM store.superseded_claim) AS superseded,
            (SELECT count(*) FROM store.run) AS runs,
            (SELECT max(generation) FROM store.publication) AS generation,
            (SELECT max(published_at) FROM store.publication) AS published_at,
            (SELECT value FROM store.about WHERE key = 'catalog') AS catalog_version
        """,
    )
    assert row is not None, "a SELECT of scalars has one row"
    return Stats(**row)


def schema(con: "duckdb.DuckDBPyConnection") -> "pl.DataFrame":
    """What a query can be written against, views first: each with its comment, columns and their types."""
    return frame(
        con,
        """
        WITH told AS (
            SELECT schema_name, view_name AS called, 'view' AS what, comment
            FROM duckdb_views()
            WHERE NOT internal AND schema_name = 'main'
            UNION ALL
            SELECT schema_name, table_name, 'table', comment
            FROM duckdb_tables()
            WHERE NOT internal AND schema_name = 'store'
        )
        SELECT
            CASE told.what WHEN 'view' THEN told.called ELSE 'store.' || told.called END AS name,
            told.what,
            told.comment,
            list(columns.column_name ORDER BY columns.column_index) AS columns,
            list(columns.data_type ORDER BY columns.column_index) AS types
        FROM told
        JOIN duckdb_columns() AS columns
            ON columns.schema_name = told.schema_name AND columns.table_name = told.called
        GROUP BY ALL
        ORDER BY told.what DESC, name
        """,
    )


def one_select(con: "duckdb.DuckDBPyConnection", query: str) -> str:
    """The query, if it is one SELECT statement; else QueryError."""
    import duckdb

    if len(query) > LONGEST_QUERY:
        raise QueryError(f"the query has {len(query):,} characters; {LONGEST_QUERY:,} are the most")
    try:
        statements = con.extract_statements(query)
    except duckdb.Error as error:
        raise QueryError(in_one_line(error)) from error
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise QueryError("one SELECT statement, please; the registry is only read here")
    return str(statements[0].query)


def in_one_line(error: Exception) -> str:
    """What DuckDB says, without the drawing of the query below it."""
    return " ".join(str(error).partition("\nLINE ")[0].split())


def frame(
    con: "duckdb.DuckDBPyConnection", query: str, values: Mapping[str, Any] | list[Any] | None = None
) -> "pl.DataFrame":
    rows: pl.DataFrame = con.sql(query, params=values).pl()
    return rows


def one_row(
    con: "duckdb.DuckDBPyConnection", query: str, values: Mapping[str, Any] | list[Any] | None = None
) -> dict[str, Any] | None:
    rows = con.execute(query, values).fetchall()
    names = [column[0] for column in con.description or ()]
    return dict(zip(names, rows[0], strict=True)) if rows else None
