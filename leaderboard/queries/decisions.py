"""What people decided about claims and links, and what that does now."""

from typing import TYPE_CHECKING

from leaderboard.queries.asking import frame
from leaderboard.queries.listings import IN_STATE

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["decisions"]


def decisions(
    con: "duckdb.DuckDBPyConnection", claim_id: str | None = None, state: str | None = None
) -> "pl.DataFrame":
    """The log, the earliest first; with `claim_id`, what was decided of that claim (now, or under the id it had then);
    with `state`, entries of that state, or those that two people decided differently ("contested")."""
    return frame(
        con,
        f"""
        FROM curation
        WHERE ($claim IS NULL OR claim_id = $claim OR decided_claim_id = $claim)
            AND ($state IS NULL OR {IN_STATE})
        ORDER BY decided_at, decision_id
        """,
        {"claim": claim_id, "state": state},
    )
