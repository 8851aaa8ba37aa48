"""What people ask of a registry: one typed function a question, one SQL statement each.

Every function takes a connection from `registry.snapshots.connect` (a thread takes a `.cursor()` of its own). Lists
come as polars frames, in an order that does not change from run to run; a single thing comes as a record, and
UnknownNameError with the nearest names where there is none.
"""

from leaderboard.queries.asking import one_select
from leaderboard.queries.boards import (
    board,
    boards,
    boards_meant,
    conflicts,
    find_board,
    history,
    neighbours,
    no_board,
    results,
    siblings,
)
from leaderboard.queries.claims import (
    ClaimRecord,
    TableRecord,
    claim,
    claims_meant,
    claims_of_document,
    findings,
    table_of,
    tables_of,
    unlinked,
    unlinked_of_document,
    words_of_claims,
)
from leaderboard.queries.decisions import decisions
from leaderboard.queries.documents import DocumentRecord, blocks, document, documents, revisions, skipped, years
from leaderboard.queries.exported import cited_by_claims, cited_documents, exported_results
from leaderboard.queries.models import model_results, places_of, ranks, same_results, standing
from leaderboard.queries.registry import Stats, coverage, quarantine, runs, schema, stats
from leaderboard.queries.said import finding, findings_of_board, findings_of_claims, findings_of_document
from leaderboard.queries.superseded import SupersededRecord, superseded

__all__ = [
    "ClaimRecord",
    "DocumentRecord",
    "Stats",
    "SupersededRecord",
    "TableRecord",
    "blocks",
    "board",
    "boards",
    "boards_meant",
    "cited_by_claims",
    "cited_documents",
    "claim",
    "claims_meant",
    "claims_of_document",
    "conflicts",
    "coverage",
    "decisions",
    "document",
    "documents",
    "exported_results",
    "find_board",
    "finding",
    "findings",
    "findings_of_board",
    "findings_of_claims",
    "findings_of_document",
    "history",
    "model_results",
    "neighbours",
    "no_board",
    "one_select",
    "places_of",
    "quarantine",
    "ranks",
    "results",
    "revisions",
    "runs",
    "same_results",
    "schema",
    "siblings",
    "skipped",
    "standing",
    "stats",
    "superseded",
    "table_of",
    "tables_of",
    "unlinked",
    "unlinked_of_document",
    "words_of_claims",
    "years",
]
