"""Claims that are current no more: another content took the place of theirs, or their document was read anew."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from leaderboard.queries.asking import one_row

if TYPE_CHECKING:
    import duckdb

__all__ = ["SupersededRecord", "superseded"]


@dataclass(frozen=True, slots=True)
class SupersededRecord:
    """A claim as it was read, and what came after it: `by_document_id` at `by_revision` of its source, None where no
    source holds its document any more; of a document that is current still, what `by_extractors` read anew."""

    claim_id: str
    document_id: str
    document: str
    title: str
    source: str
    kind: str
    quote: str
    metric: str | None
    benchmarks: list[str]
    subject: str | None
    sentence: str
    sentence_start: int
    start_offset: int
    rule: str
    revision: int
    is_current: bool  # its document
    by_revision: int | None
    by_document_id: str | None
    by_extractors: str | None
    at: datetime | None

    @property
    def told(self) -> str:
        """ "superseded by revision 2 of papers.jsonl (p1), document 0123…"."""
        if self.is_current:
            return f"superseded: its document was read anew by extractors {self.by_extractors}"
        if self.by_document_id is None:
            return f"not current: {self.source} ({self.document}) was pruned when it was not met again"
        revision = f"revision {self.by_revision} of {self.source} ({self.document})"
        return f"superseded by {revision}, document {self.by_document_id}"


def superseded(con: "duckdb.DuckDBPyConnection", claim_id: str) -> SupersededRecord | None:
    """The claim of that id as it was last read; None where there never was one, or where it is current."""
    row = one_row(
        con,
        """
        WITH was AS (
            FROM (FROM store.claim UNION ALL BY NAME FROM store.superseded_claim)
            WHERE claim_id = $id AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.claim_id = $id)
        )
        SELECT
            was.*,
            document.name AS document,
            document.title,
            coalesce(held.source, document.source) AS source,
            coalesce(held.revision, document.revision) AS revision,
            document.is_current,
            later.revision AS by_revision,
            later.document_id AS by_document_id,
            run.extractor_version AS by_extractors,
            run.started_at AS at
        FROM was
        JOIN store.document USING (document_id)
        LEFT JOIN store.revision AS held USING (document_id)
        LEFT JOIN store.revision AS later ON later.source = held.source AND later.name = held.name AND later.is_current
        LEFT JOIN store.run ON run.run_id = CASE WHEN document.is_current THEN was.superseded_by ELSE later.run_id END
        ORDER BY later.revision DESC NULLS LAST, run.started_at DESC NULLS LAST, held.source
        LIMIT 1
        """,
        {"id": claim_id},
    )
    return SupersededRecord(**{name: row[name] for name in SupersededRecord.__dataclass_fields__}) if row else None
