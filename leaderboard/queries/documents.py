"""Documents: what was read, in which revisions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from leaderboard.queries.asking import frame, one_row
from registry.errors import UnknownNameError

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["DocumentRecord", "blocks", "document", "documents", "revisions", "skipped", "years"]


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


def years(con: "duckdb.DuckDBPyConnection") -> list[str]:
    """The years that current documents are of, newest first."""
    asked = "SELECT DISTINCT year FROM documents WHERE year IS NOT NULL ORDER BY year DESC"
    return [str(year) for (year,) in con.execute(asked).fetchall()]


def document(con: "duckdb.DuckDBPyConnection", name: str) -> DocumentRecord:
    """One document by its id (any revision) or by its source's own name (the current one)."""
    meant = one_row(
        con,
        """
        SELECT document_id
        FROM store.document
        WHERE document_id = $name OR (name = $name AND is_current)
        ORDER BY document_id = $name DESC, source
        LIMIT 1
        """,
        {"name": name},
    )
    # Asked for by its id alone, only its own text is unpacked.
    row = meant and one_row(
        con,
        """
        SELECT document.*, claims, results, extractor_version, extracted_at
        FROM store.document
        JOIN store.extraction USING (document_id)
        WHERE extraction.is_current AND document.document_id = $id AND extraction.document_id = $id
        """,
        {"id": meant["document_id"]},
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


def skipped(con: "duckdb.DuckDBPyConnection", documents: Collection[str] | None, words: int) -> "pl.DataFrame":
    """What was not read of the current documents, or of those given by id: document_id, document, title, source, rule
    (what left it), words (the line there, up to `words` characters; none of metadata)."""
    return frame(
        con,
        """
        SELECT
            skipped.document_id, document.name AS document, document.title, document.source, skipped.rule,
            CASE WHEN starts_with(skipped.rule, 'metadata.') THEN ''
                 ELSE split_part(substring(document.text, skipped.start_offset + 1, $words), chr(10), 1) END AS words
        FROM store.skipped
        JOIN store.document USING (document_id)
        WHERE document.is_current AND ($whole OR skipped.document_id IN (SELECT unnest($ids::VARCHAR[])))
        ORDER BY document.source, document.name, document_id, start_offset, rule
        """,
        {"words": words, "whole": documents is None, "ids": list(documents or ())},
    )
