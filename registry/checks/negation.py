"""Which claims their sentences deny."""

from typing import TYPE_CHECKING

from registry.checks.finding import asked
from registry.denial import MAY_DENY, denial

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["denied"]

MAY_BE_DENIED = """
    SELECT claim_id, document_id, kind, quote, sentence, start_offset - sentence_start AS at
    FROM claim_as_curated AS claim
    JOIN store.document USING (document_id)
    WHERE document.is_current AND table_index IS NULL AND claim.status <> 'rejected'
        AND regexp_matches(lower(sentence), $may_deny)
    ORDER BY document_id, claim_id
"""


def denied(con: "duckdb.DuckDBPyConnection") -> "pl.DataFrame":
    """The claims that their sentences deny, and how."""
    import polars as pl

    found = [
        {name: row[name] for name in ("claim_id", "document_id", "kind", "quote")} | {"denial": how}
        for row in asked(con, MAY_BE_DENIED, {"may_deny": MAY_DENY})
        if (how := denial(row["sentence"], row["at"]))
    ]
    return pl.DataFrame(found)
