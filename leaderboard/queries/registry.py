"""The registry itself: its figures, its runs, what it refused, what can be asked of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from leaderboard.queries.asking import frame, one_row

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["Stats", "coverage", "quarantine", "runs", "schema", "stats"]


@dataclass(frozen=True, slots=True)
class Stats:
    """The registry in figures, as it was published; `documents` are the current ones, `contents` all revisions kept."""

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
    decisions: int
    to_look_at_again: int
    runs: int
    generation: int
    published_at: datetime
    catalog_version: str


def stats(con: "duckdb.DuckDBPyConnection") -> Stats:
    row = one_row(
        con,
        """
        SELECT
            (SELECT coalesce(sum(n), 0)::BIGINT FROM coverage WHERE measure = 'documents') AS documents,
            (SELECT count(*) FROM store.document) AS contents,
            (SELECT coalesce(sum(n), 0)::BIGINT FROM coverage WHERE measure = 'claims') AS claims,
            (SELECT coalesce(sum(n), 0)::BIGINT FROM coverage WHERE measure = 'results') AS results,
            (SELECT count(*) FROM boards) AS boards,
            (
                SELECT count(DISTINCT model_key)
                FROM store.kept_leaderboard
                WHERE role = 'model' AND status <> 'rejected'
            ) AS models,
            (SELECT count(DISTINCT benchmark) FROM boards) AS benchmarks,
            (SELECT coalesce(sum(n), 0)::BIGINT FROM coverage WHERE measure = 'unlinked') AS unlinked,
            (SELECT count(*) FROM conflicts) AS conflicts,
            (SELECT count(*) FROM findings) AS findings,
            (SELECT count(*) FROM store.quarantine) AS quarantined,
            (SELECT count(*) FROM store.superseded_claim) AS superseded,
            (SELECT count(*) FROM store.decision) AS decisions,
            (SELECT count(*) FROM curation WHERE state = 'look again') AS to_look_at_again,
            (SELECT count(*) FROM store.run) AS runs,
            (SELECT max(generation) FROM store.publication) AS generation,
            (SELECT max(published_at) FROM store.publication) AS published_at,
            (SELECT value FROM store.about WHERE key = 'catalog') AS catalog_version
        """,
    )
    assert row is not None, "a SELECT of scalars has one row"
    return Stats(**row)


def coverage(con: "duckdb.DuckDBPyConnection") -> "pl.DataFrame":
    """How much was read, found, placed and refused."""
    return frame(con, "FROM coverage ORDER BY measure, n DESC, part")


def runs(con: "duckdb.DuckDBPyConnection") -> "pl.DataFrame":
    """Who wrote, newest first."""
    return frame(con, "FROM store.run ORDER BY started_at DESC, run_id")


def quarantine(con: "duckdb.DuckDBPyConnection") -> "pl.DataFrame":
    """The rows that validation refused, with why."""
    return frame(con, "FROM store.quarantine ORDER BY refused, reason, quarantine_id")


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
