"""What is verified: files, alone or against a registry, or a registry itself."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.pipeline import extractor_version
from leaderboard.checking import checked
from leaderboard.console.sql import answer
from leaderboard.ingest import Progress, ingest
from leaderboard.verify.gather import gathered
from leaderboard.verify.not_read import not_read
from leaderboard.verify.report import Report
from registry.catalog import Catalog
from registry.errors import ReadError, UsageError
from registry.snapshots import connect, located

if TYPE_CHECKING:
    import duckdb

__all__ = ["verify_files", "verify_registry", "verify_text"]


def verify_files(
    paths: Sequence[str],
    catalog: Catalog,
    db: Path | None = None,
    known: frozenset[str] = frozenset(),
    on_progress: Callable[[Progress], None] = lambda progress: None,
    on_failure: Callable[[ReadError], None] | None = None,
) -> Report:
    """What the checks say of the claims in `paths`; with `db`, also against what that registry holds.

    The files go into a registry of their own, or into a copy of the one at `db`, which is left as it is.
    """
    with tempfile.TemporaryDirectory(prefix="claimboard-") as folder:
        own = Path(folder) / "verified.duckdb"
        if db is not None:
            connect(db).close()
            shutil.copyfile(located(db), own)
        summary = ingest(paths, own, catalog, on_progress, on_failure)
        if not own.exists():
            told = "no file was found" if on_failure else "; ".join(summary.failed)
            raise UsageError(f"nothing to verify: {told}; name drafts that can be read")
        ids = sorted(summary.met)
        with connect(own) as con:
            claims = dict(
                con.execute(
                    "SELECT claim_id, kind FROM claims WHERE list_contains($ids, document_id) ORDER BY claim_id",
                    {"ids": ids},
                ).fetchall()
            )
            return report_on(con, claims, ids, catalog, known, summary.failed)


def verify_text(text: str, catalog: Catalog) -> Report:
    """What the checks say of a typed text by itself: do its gains add up, does it say one thing twice?"""
    with tempfile.TemporaryDirectory(prefix="claimboard-") as folder:
        file = Path(folder) / "typed.txt"
        file.write_text(text, "utf-8", errors="surrogateescape")
        return verify_files([str(file)], catalog)


def verify_registry(
    db: Path,
    catalog: Catalog,
    where: str | None = None,
    board: str | None = None,
    known: frozenset[str] = frozenset(),
) -> Report:
    """What the checks say of a registry's claims: all, those that `where` (SQL over the view `claims`) lets through, or
    those on one board. QueryError where `where` is no condition."""
    with connect(db) as con:
        query = "SELECT claim_id, kind, document_id FROM claims"
        if where:
            query += f" WHERE ({where}\n)"
        _, rows = answer(con, f"{query} ORDER BY claim_id")
        chosen = list(rows)
        if board:
            from leaderboard import queries

            slug = queries.find_board(con, board)
            on_board = {id for (id,) in con.execute("SELECT claim_id FROM results WHERE board = ?", [slug]).fetchall()}
            chosen = [row for row in chosen if row["claim_id"] in on_board]
        claims = {row["claim_id"]: row["kind"] for row in chosen}
        documents = sorted({row["document_id"] for row in chosen})
        return report_on(con, claims, documents, catalog, known, whole=not where and not board)


def report_on(
    con: "duckdb.DuckDBPyConnection",
    claims: dict[str, str],
    documents: Sequence[str],
    catalog: Catalog,
    known: frozenset[str],
    failed: Sequence[str] = (),
    whole: bool = False,
) -> Report:
    """On `claims` (id to kind) of `documents`; `whole`, where a document without a claim is one that was read too."""
    versions = {"extractor": extractor_version(), "catalogue": catalog.version}
    left = not_read(con, None if whole else documents)
    return gathered(con, checked(con, catalog), claims, len(documents), versions, known, failed, left)
