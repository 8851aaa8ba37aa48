"""Models, and what else papers say of the same thing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leaderboard.queries.asking import frame
from leaderboard.queries.claims import document_of
from registry.catalog import fold
from registry.errors import UnknownNameError

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["model_results", "places_of", "ranks", "same_results", "standing"]


def standing(con: "duckdb.DuckDBPyConnection", slug: str) -> "pl.DataFrame":
    """The rows of `board`; empty where there is no such board."""
    return frame(con, "FROM leaderboard WHERE board = ? ORDER BY rank NULLS LAST, model, claim_id", [slug])


def places_of(con: "duckdb.DuckDBPyConnection", claim_id: str) -> "pl.DataFrame":
    """What a claim stands for on each of its boards: board, model, split, protocol (JSON), first_party."""
    return frame(
        con,
        """
        SELECT board, model, split, protocol, first_party
        FROM result_as_curated
        WHERE document_id = $document AND claim_id = $id
        ORDER BY board
        """,
        {"id": claim_id, "document": document_of(con, claim_id)},
    )


def ranks(con: "duckdb.DuckDBPyConnection", boards: Sequence[str]) -> "pl.DataFrame":
    """The rank of every claim that stands for its model on one of the boards (board, claim_id, rank)."""
    return frame(
        con,
        f"""
        SELECT board, claim_id, rank
        FROM leaderboard
        WHERE board IN ({", ".join("?" for _ in boards) or "NULL"}) AND rank IS NOT NULL
        ORDER BY board, claim_id
        """,
        list(boards),
    )


def model_results(con: "duckdb.DuckDBPyConnection", name: str) -> "pl.DataFrame":
    """Every result of the model of that name in any spelling, board by board, newest first."""
    rows = frame(
        con,
        """
        SELECT
            result.model,
            result.model_key,
            result.board,
            coalesce(benchmark.name, result.benchmark) AS benchmark_name,
            coalesce(metric.name, result.metric) AS metric_name,
            metric.direction,
            metric.unit,
            result.split,
            result.protocol,
            result.value,
            result.printed,
            result.first_party,
            coalesce(result.most < metric.lower OR result.least > metric.upper, false) AS disputed,
            CASE WHEN result.status <> 'rejected' AND disputed THEN 'disputed' ELSE result.status END AS status,
            result.why,
            document.date,
            document.year,
            document.title,
            result.document_id,
            result.claim_id
        FROM result_as_curated AS result
        JOIN store.document USING (document_id)
        LEFT JOIN store.metric ON metric.id = result.metric
        LEFT JOIN store.benchmark ON benchmark.id = result.benchmark
        WHERE document.is_current AND result.model_key = $key
        ORDER BY benchmark_name, result.board, document.date DESC, result.claim_id
        """,
        {"key": fold(name)},
    )
    if rows.is_empty():
        raise UnknownNameError("model", name, close_models(con, name))
    return rows


def close_models(con: "duckdb.DuckDBPyConnection", name: str) -> list[str]:
    rows = con.execute(
        """
        SELECT min(model)
        FROM result_as_curated
        SEMI JOIN documents USING (document_id)
        WHERE jaro_winkler_similarity(model_key, $key) > 0.75
        GROUP BY model_key
        ORDER BY jaro_winkler_similarity(model_key, $key) DESC, model_key
        LIMIT 3
        """,
        {"key": fold(name)},
    ).fetchall()
    return [close for (close,) in rows]


def same_results(con: "duckdb.DuckDBPyConnection", claim_id: str) -> "pl.DataFrame":
    """What else is reported for the claim's model on the claim's boards, and whether both may be roundings of one
    number (`agrees`)."""
    return frame(
        con,
        """
        SELECT
            other.board,
            other.model,
            other.printed,
            own.least < other.most AND other.least < own.most AS agrees,
            other.first_party,
            other.status,
            document.date,
            document.title,
            other.document_id,
            other.claim_id
        FROM result_as_curated AS own
        JOIN result_as_curated AS other USING (board, role, model_key)
        JOIN store.document ON document.document_id = other.document_id
        WHERE own.claim_id = $id AND own.document_id = $document AND other.claim_id <> $id AND document.is_current
        ORDER BY other.board, document.date DESC, other.claim_id
        """,
        {"id": claim_id, "document": document_of(con, claim_id)},
    )
