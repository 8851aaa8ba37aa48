"""Results with all that an export says of them: their board, their paper and its licence, their place in the text."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leaderboard.queries.asking import frame

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["cited_by_claims", "cited_documents", "exported_results"]

# The paper that a row of `results AS chosen` rests on, with its row of result_as_curated (`placed`) and of `documents`:
# the heading of a page of boards is no paper's title, and of a paper that somebody else's board cites, only what that
# board says of it is known.
TITLE = "CASE WHEN documents.reader = 'nlp-progress' THEN placed.paper_title ELSE chosen.title END AS title"
KNOWN = """
            CASE WHEN placed.paper_title = '' AND placed.paper_url = '' THEN documents.authors ELSE [] END AS authors,
            CASE WHEN placed.paper_title = '' AND placed.paper_url = '' THEN documents.venue ELSE '' END AS venue"""
PAPER = f"{TITLE}, chosen.url, {KNOWN.strip()}, chosen.date"


def cited_by_claims(con: "duckdb.DuckDBPyConnection", claim_ids: Sequence[str]) -> "pl.DataFrame":
    """The papers that results of these claims rest on, for a bibliography: what a source cites, else itself."""
    return frame(
        con,
        f"""
        SELECT DISTINCT {PAPER}
        FROM results AS chosen
        JOIN result_as_curated AS placed USING (result_id, document_id)
        JOIN documents USING (document_id)
        WHERE chosen.claim_id IN (SELECT unnest($claims::VARCHAR[])) AND chosen.status <> 'rejected'
        ORDER BY ALL
        """,
        {"claims": list(claim_ids)},
    )


def cited_documents(con: "duckdb.DuckDBPyConnection", document_ids: Sequence[str]) -> "pl.DataFrame":
    """Documents as a bibliography needs them; a file of others' results is no paper."""
    return frame(
        con,
        """
        SELECT DISTINCT title, url, authors, venue, date
        FROM documents
        WHERE document_id IN (SELECT unnest($documents::VARCHAR[]))
            AND document_id NOT IN (SELECT document_id FROM store.imported)
        ORDER BY ALL
        """,
        {"documents": list(document_ids)},
    )


def exported_results(
    con: "duckdb.DuckDBPyConnection",
    chosen: str = "true",
    values: Mapping[str, Any] | None = None,
    board: str | None = None,
) -> "pl.DataFrame":
    """The results for which `chosen` holds (SQL over the view `results`, with `values` for its names), by board, best
    first. `best_of_model` marks the one that stands for its model on the board, as in `queries.board`; only that one
    has a rank, and the figures `reports` and `conflict` of the model. With `board`, only rows that stand on it."""
    ranked = "leaderboard WHERE board = $board" if board else "leaderboard"
    return frame(
        con,
        f"""
        WITH ranked AS (FROM {ranked}), chosen AS (SELECT * FROM results WHERE ({chosen}\n))
        SELECT
            chosen.board,
            chosen.benchmark,
            coalesce(benchmark.name, chosen.benchmark) AS benchmark_name,
            chosen.task,
            chosen.split,
            chosen.metric,
            coalesce(metric.name, chosen.metric) AS metric_name,
            metric.direction,
            chosen.unit,
            chosen.protocol,
            ranked.rank,
            chosen.role,
            chosen.model,
            chosen.value,
            chosen.printed,
            chosen.date,
            {TITLE},
            chosen.url,
            chosen.document_id,
            chosen.claim_id,
            ranked.reports,
            ranked.conflict,
            chosen.disputed,
            chosen.status,
            chosen.why,
            chosen.extracted,
            ranked.claim_id IS NOT NULL AS best_of_model,
            chosen.first_party,
            chosen.measured_by,
            chosen.licence,
            documents.name AS document,
            {KNOWN.strip()},
            claim.quote,
            claim.start_offset,
            claim.end_offset,
            claim.table_index,
            claim.row_index,
            claim.column_index,
            claim.page,
            claim.rule
        FROM chosen
        JOIN result_as_curated AS placed USING (result_id, document_id)
        JOIN documents USING (document_id)
        JOIN store.claim ON claim.claim_id = chosen.claim_id AND claim.document_id = chosen.document_id
        LEFT JOIN ranked
            ON ranked.board = chosen.board
            AND ranked.claim_id = chosen.claim_id
            AND ranked.model = chosen.model
            AND ranked.role = chosen.role
        LEFT JOIN store.benchmark ON benchmark.id = chosen.benchmark
        LEFT JOIN store.metric ON metric.id = chosen.metric
        {"WHERE ranked.claim_id IS NOT NULL" if board else ""}
        ORDER BY chosen.board, ranked.rank NULLS LAST, chosen.model, chosen.claim_id, chosen.result_id
        """,
        {**(values or {}), **({"board": board} if board else {})},
    )
