"""What the checks said, of one claim, of a board, of a paper; and one finding with all that it rests on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leaderboard.queries.asking import frame, one_row
from registry.errors import UnknownNameError

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["finding", "findings_of_board", "findings_of_claims", "findings_of_document"]

WORST_FIRST = "list_position(['error', 'warning', 'note'], severity) NULLS LAST, check_id, finding_id"


def finding(con: "duckdb.DuckDBPyConnection", finding_id: str) -> dict[str, Any]:
    """One finding, by the columns of the view."""
    row = one_row(con, "FROM findings WHERE finding_id = ?", [finding_id])
    if row is None:
        raise UnknownNameError("finding", finding_id)
    return row


def findings_of_claims(con: "duckdb.DuckDBPyConnection", claim_ids: Sequence[str]) -> "pl.DataFrame":
    """The findings that rest on any of the claims, the worst first."""
    where = "list_has_any(claim_ids, $ids::VARCHAR[])"
    return frame(con, f"FROM findings WHERE {where} ORDER BY {WORST_FIRST}", {"ids": list(claim_ids)})


def findings_of_document(con: "duckdb.DuckDBPyConnection", document_id: str) -> "pl.DataFrame":
    """The findings about a document or about one of its claims, the worst first."""
    where = """document_id = $id OR claim_id IN (SELECT claim_id FROM store.claim WHERE document_id = $id)
        OR other_claim_id IN (SELECT claim_id FROM store.claim WHERE document_id = $id)"""
    return frame(con, f"FROM findings WHERE {where} ORDER BY {WORST_FIRST}", {"id": document_id})


def findings_of_board(con: "duckdb.DuckDBPyConnection", slug: str) -> "pl.DataFrame":
    """How many warnings and errors rest on each claim of a board (claim_id, findings)."""
    return frame(
        con,
        """
        WITH marked AS (
            SELECT finding_id, unnest(claim_ids) AS claim_id
            FROM findings
            WHERE severity <> 'note'
        )
        SELECT claim_id, count(DISTINCT finding_id) AS findings
        FROM marked
        WHERE claim_id IN (SELECT claim_id FROM result_as_curated WHERE board = $slug)
        GROUP BY claim_id
        ORDER BY claim_id
        """,
        {"slug": slug},
    )
