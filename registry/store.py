"""The one writer of a registry: a batch is one transaction, and what `add` returned for is on disk.

Where it writes and what readers see is the business of `registry.snapshots`.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self
from uuid import uuid4

from registry.acknowledged import acknowledge
from registry.catalog import Catalog, load_catalog
from registry.checks import Finding
from registry.decision import Decision
from registry.definitions import create_views, views_version, write_catalog
from registry.errors import FULL, MissingRegistryError, StorageError, UsageError
from registry.kept import refresh
from registry.model import Extraction, content_hash
from registry.snapshots import (
    acquire,
    attach,
    folder_of,
    located,
    prepare_working_file,
    publish_file,
    published_snapshots,
    snapshot_of,
    storage_errors,
    utc_now,
    working_file,
    writing_connection,
)

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from registry.batch import Batch, Frames

__all__ = ["Added", "Registry", "Run"]

EXTRACTED = ("claim", "result", "unlinked", "skipped", "imported")
SUPERSEDED = ("claim", "result", "unlinked")


@dataclass(frozen=True, slots=True)
class Run:
    """One command that writes; it stands in the registry as soon as it has written something."""

    run_id: str
    command: str
    extractor_version: str
    catalog_version: str
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch changed. Each document counts once: new, a new revision of a changed source, extracted anew by
    another extractor or catalogue, unchanged, or refused (then it counts among the rows in `quarantined`, whose
    `reasons` stand beside: "claim: the span is empty or runs backwards"); `refused_claims` have a row there."""

    documents: int = 0
    revisions: int = 0
    renewed: int = 0
    unchanged: int = 0
    claims: int = 0
    results: int = 0
    unlinked: int = 0
    quarantined: int = 0
    reasons: tuple[str, ...] = ()
    refused_claims: tuple[str, ...] = ()

    def __add__(self, other: "Added") -> "Added":
        return Added(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


class Registry:
    """The one writer of a registry file. Use as a context manager; `publish` shows readers what was added."""

    def __init__(self, path: Path, lock: IO[bytes], con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> None:
        self.path = path
        self.catalog = catalog
        self._lock = lock
        self._con = con
        self._run: Run | None = None
        self._run_is_stored = False
        self._is_noted = False

    @classmethod
    def open(cls, path: str | Path, create: bool = True, catalog: Catalog | None = None) -> Self:
        """Raises BusyRegistryError while another process writes, SchemaError for a file that is not ours,
        MissingRegistryError for no file unless `create`."""
        path = located(path)
        snapshot = snapshot_of(path)
        if snapshot is None and not create and not working_file(path).exists():
            raise MissingRegistryError(path)
        try:
            folder_of(path).mkdir(parents=True, exist_ok=True)
            lock = acquire(path)
        except OSError as error:
            if error.errno in FULL:
                raise StorageError(path, error) from error
            cure = "name a file in a folder you can write to with --db"
            raise UsageError(f"{path} cannot be written: {error.strerror or error}; {cure}") from error
        try:
            with storage_errors(path):
                prepare_working_file(path, snapshot)
                registry = cls(path, lock, writing_connection(path), catalog or load_catalog())
                registry._bring_up_to_date()
        except BaseException:
            lock.close()
            raise
        return registry

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """What was added and not published stays in the working file, for the next writer to publish."""
        self._con.close()
        self._lock.close()

    def start_run(self, command: str, extractor_version: str, catalog_version: str | None = None) -> Run:
        version = self.catalog.version if catalog_version is None else catalog_version
        started = utc_now()
        run = Run(content_hash(command, started, os.getpid(), uuid4()), command, extractor_version, version, started)
        self._begin(run)
        return run

    def _begin(self, run: Run) -> None:
        """`seen` is what this run has met: it stays current beside another content of the same source and name."""
        self._run, self._run_is_stored = run, False
        self._con.execute("CREATE OR REPLACE TEMP TABLE seen (source VARCHAR, name VARCHAR, document_id VARCHAR)")

    def finish_run(self, run: Run) -> None:
        """A run that wrote nothing leaves no trace."""
        with storage_errors(self.path), self._transaction():
            finished = "UPDATE store.run SET finished_at = ? WHERE run_id = ?"
            if self._con.execute(finished, [utc_now(), run.run_id]).fetchall()[0][0]:
                self._note_unpublished()

    def known_in(self, sources: Iterable[str], extractor_version: str, catalog_version: str) -> dict[str, set[str]]:
        """The contents that need no extraction, by source: each holds them now, and they were extracted by these
        versions."""
        query = """
            SELECT source, list(document_id)
            FROM (FROM store.revision SEMI JOIN asked USING (source) WHERE is_current)
            JOIN store.extraction USING (document_id)
            WHERE extraction.is_current AND extractor_version = ? AND catalog_version = ?
            GROUP BY source
        """
        with storage_errors(self.path), self._registered(asked=texts_frame("source", sources)):
            rows = self._con.execute(query, [extractor_version, catalog_version]).fetchall()
        return {source: set(document_ids) for source, document_ids in rows}

    def outdated_in(self, extractor_version: str, catalog_version: str) -> dict[str, int]:
        """How many current documents of each source were extracted by another version of either, in order of sources;
        those of which nothing was extracted that is current do not count."""
        query = """
            SELECT source, count(DISTINCT document_id)
            FROM store.revision
            JOIN store.extraction USING (document_id)
            WHERE revision.is_current AND extraction.is_current
                AND (extractor_version <> ? OR catalog_version <> ?)
            GROUP BY source
            ORDER BY source
        """
        with storage_errors(self.path):
            return dict(self._con.execute(query, [extractor_version, catalog_version]).fetchall())

    def add(self, extractions: Sequence[Extraction], run: Run) -> Added:
        """Write what was found in a batch of documents; see `merge`."""
        from registry.batch import frames_of

        unique = {extraction.document.content_id: extraction for extraction in extractions}
        readings = [extraction.document for extraction in extractions]
        return self.merge(frames_of(list(unique.values()), readings), run)

    def merge(self, found: "Frames", run: Run) -> Added:
        """Write the frames of a batch as one transaction; when this returns, it is on disk. What the registry holds
        by the run's own versions is not written again."""
        import polars as pl

        from registry.batch import sifted

        if self._run != run:
            self._begin(run)
        with storage_errors(self.path), self._registered(reading=found["reading"].with_row_index("position")):
            stored = self._stored(run)
            held = stored.filter("is_same")["document_id"]
            batch = sifted(without(found, held))
            passed = batch.frames["document"]["document_id"]
            renewed = stored["document_id"].filter(stored["document_id"].is_in(passed.implode()))
            there = pl.concat([stored["document_id"], passed]).unique()
            with self._transaction(), self._registered(there=there.to_frame()):
                return self._write(batch, there.len(), renewed, run)

    def set_findings(self, findings: Iterable[Finding]) -> int:
        """Keep what the checks say of all that is current, each finding once, and drop what they no longer say; returns
        how many are new."""
        frame = findings_frame(findings)
        with storage_errors(self.path), self._transaction(), self._registered(finding_rows=frame):
            dropped = self._con.execute(
                "DELETE FROM store.finding WHERE finding_id NOT IN (SELECT finding_id FROM finding_rows)"
            ).fetchall()[0][0]
            new = self._con.execute(
                "INSERT INTO store.finding BY NAME FROM finding_rows ANTI JOIN store.finding USING (finding_id)"
            ).fetchall()[0][0]
            if new or dropped:
                self._note_unpublished()
        return int(new)

    def decide(self, decisions: Iterable[Decision], run: Run) -> int:
        """Add to the log what it does not hold yet, all of it or nothing; returns how many are new. UsageError says
        which decision may not enter, and why. `apply_decisions` lays the log over what was extracted."""
        from registry.curation import decisions_frame
        from registry.schemas import SHAPES, sift

        frame = decisions_frame(decisions)
        for row, reason in sift("decision", frame):
            told = frame.row(row, named=True)
            raise UsageError(f"the decision of {told['decided_by']!r} on claim {told['claim_id']!r}: {reason}")
        if self._run != run:
            self._begin(run)
        with (
            storage_errors(self.path),
            self._transaction(),
            self._registered(rows=frame.drop(SHAPES["decision"].checked)),
        ):
            fresh = "FROM rows ANTI JOIN store.decision USING (decision_id)"
            [(new,)] = self._con.execute(f"SELECT count(*) {fresh}").fetchall()
            if new:
                self._note_run(run)
                self._con.execute(f"INSERT INTO store.decision BY NAME {fresh}")
        return int(new)

    def apply_decisions(self) -> None:
        """Lay the log of decisions over what is current now. What was found of a claim that reads otherwise by it goes,
        to be found anew by the checks."""
        with storage_errors(self.path):
            if not self._con.execute("SELECT 1 FROM store.decision LIMIT 1").fetchall():
                return
            from registry.curation import curated

            with self.reading() as con:
                made = curated(con, self.catalog)
            tables = {"decision_state": made.states, "curated_claim": made.claims, "curated_result": made.results}
            with self._registered(**{f"{table}_rows": frame for table, frame in tables.items()}):
                if any(self._con.execute(f"{DIFFERING.format(table)} LIMIT 1").fetchall() for table in tables):
                    self._overlay(tables)

    def _overlay(self, tables: Iterable[str]) -> None:
        """What is registered as the rows of these tables, in the place of what they hold."""
        with self._transaction():
            self._con.execute(FINDINGS_OF_REREAD)
            for table in tables:
                self._con.execute(f"DELETE FROM store.{table}")
                self._con.execute(f"INSERT INTO store.{table} BY NAME FROM {table}_rows")
            self._note_unpublished()

    def sources_in(self, folders: Sequence[str]) -> list[str]:
        """Every source of a current document whose name begins with one of `folders` ("/papers/")."""
        query = """
            SELECT DISTINCT source
            FROM store.revision
            WHERE is_current AND len(list_filter($folders, lambda folder: starts_with(source, folder))) > 0
            ORDER BY source
        """
        with storage_errors(self.path):
            return [source for (source,) in self._con.execute(query, {"folders": list(folders)}).fetchall()]

    def unmet(self, sources: Iterable[str]) -> int:
        """How many documents are current in these sources and were not met by the run at work; `retire` is for them."""
        with storage_errors(self.path), self._registered(asked=texts_frame("source", sources)):
            self._con.execute(UNMET)
            return int(self._con.execute("SELECT count(DISTINCT document_id) FROM unmet").fetchall()[0][0])

    def retire(self, run: Run) -> None:
        """What `unmet` counted is not current any more; all of it is kept, and comes back when it is met again."""
        with storage_errors(self.path), self._transaction():
            self._note_run(run)
            self._con.execute(RETIRED_REVISIONS)
            self._con.execute(RETIRED_DOCUMENTS)

    @contextmanager
    def reading(self) -> "Iterator[duckdb.DuckDBPyConnection]":
        """A connection that sees all that was added, published or not; for asking only. The kept views have what they
        had at the last publishing."""
        with storage_errors(self.path), self._con.cursor() as con:
            con.execute("USE registry")
            yield con

    def publish(self) -> int:
        """Put all that was added under the user's file name, in one step; returns the generation it has.

        Nothing changed since the last time: nothing is written.
        """
        with storage_errors(self.path):
            if self._is_published():
                return self._generation()
            self.apply_decisions()
            with self._transaction():
                refresh(self._con, f"{views_version()} {self.catalog.version}")
                number, snapshot = self._generation() + 1, uuid4().hex
                self._con.execute("INSERT INTO store.publication VALUES (?, ?, ?)", [number, snapshot, utc_now()])
                self._con.execute("DELETE FROM store.about WHERE key = 'unpublished'")
            self._con.execute("CHECKPOINT registry")
            self._con.execute("USE memory; DETACH registry")
            try:
                publish_file(self.path, f"registry-{number:08d}-{snapshot[:8]}.duckdb")
            finally:
                attach(self._con, working_file(self.path))
        return number

    def _write(self, batch: "Batch", documents: int, renewed: "pl.Series", run: Run) -> Added:
        fresh = self._fresh_readings()
        changed = fresh.filter(fresh["last_revision"] > 0)["document_id"]
        new = fresh.filter((fresh["last_revision"] == 0) & fresh["is_new"])
        again = renewed.filter(~renewed.is_in(changed.implode()))
        counts = Added(
            documents=new.height,
            revisions=changed.len(),
            renewed=again.len(),
            unchanged=documents - new.height - changed.len() - again.len(),
            claims=batch.frames["claim"].height,
            results=batch.frames["result"].height,
            unlinked=batch.frames["unlinked"].height,
            quarantined=batch.quarantine.height,
            reasons=batch.reasons,
            refused_claims=batch.refused_claims,
        )
        if fresh.height or renewed.len() or counts.quarantined:
            self._note_run(run)
            self._supersede(renewed, run)
            self._store_frames(batch, renewed, run)
            self._store_revisions(run, not changed.is_empty(), not fresh["is_new"].all())
        return counts

    def _fresh_readings(self) -> "pl.DataFrame":
        """Fill the table `fresh` with the readings that show a source with another content than its current ones;
        returns each content with the last revision of its source (0 for a new source) and whether it is new."""
        self._con.execute("INSERT INTO seen SELECT source, name, document_id FROM reading")
        self._con.execute(FRESH_READINGS)
        fresh: pl.DataFrame = self._con.sql(
            "SELECT document_id, max(last_revision) AS last_revision, bool_or(is_new) AS is_new FROM fresh GROUP BY ALL"
        ).pl()
        return fresh

    def _supersede(self, renewed: "pl.Series", run: Run) -> None:
        """Keep the rows of an earlier extraction in tables of their own and make way for the new ones."""
        if renewed.is_empty():
            return
        with self._registered(renewed=renewed.to_frame("document_id")):
            self._con.execute(OLD_FINDINGS)
            for table in SUPERSEDED:
                self._con.execute(
                    f"INSERT INTO store.superseded_{table} SELECT *, ? FROM store.{table} SEMI JOIN renewed "
                    "USING (document_id)",
                    [run.run_id],
                )
            for table in ("block", *EXTRACTED):
                self._con.execute(f"DELETE FROM store.{table} WHERE document_id IN (FROM renewed)")
            self._con.execute(
                "UPDATE store.extraction SET is_current = false WHERE is_current AND document_id IN (FROM renewed)"
            )

    def _store_frames(self, batch: "Batch", renewed: "pl.Series", run: Run) -> None:
        frames = {**batch.frames, "quarantine": batch.quarantine}
        new = without({"document": frames["document"]}, renewed)["document"]
        asked = {"document", "claim", "result"}  # by more than their own tables
        filled = {table: frame for table, frame in frames.items() if table in asked or not frame.is_empty()}
        rows = {f"{table}_rows": frame for table, frame in filled.items()}
        with self._registered(**rows, new_rows=new):
            self._con.execute(NEW_DOCUMENTS, [run.run_id])
            values = [run.run_id, run.extractor_version, run.catalog_version, utc_now()]
            self._con.execute(NEW_EXTRACTIONS, values)
            if "block" in filled:
                self._con.execute("INSERT INTO store.block BY NAME FROM block_rows")
            for table in EXTRACTED:
                if table in filled:
                    self._con.execute(
                        f"INSERT INTO store.{table} BY NAME SELECT *, ? AS run_id FROM {table}_rows", [run.run_id]
                    )
            if "quarantine" in filled:
                self._con.execute(NEW_QUARANTINE, [run.run_id])

    def _store_revisions(self, run: Run, changed: bool, recurring: bool) -> None:
        """`changed`: a source holds another content than before; `recurring`: a content is met that was stored."""
        self._con.execute(NEW_REVISIONS, [run.run_id])
        if changed:
            self._con.execute(OLD_REVISIONS, [run.run_id])
        if changed or recurring:
            self._con.execute(CURRENT_DOCUMENTS)

    def _note_run(self, run: Run) -> None:
        """The run's row, and that there is something to publish; once a run and a publishing."""
        if not self._run_is_stored:
            row = [run.run_id, run.command, run.extractor_version, run.catalog_version, run.started_at]
            self._con.execute("INSERT INTO store.run VALUES (?, ?, ?, ?, ?, NULL)", row)
            self._run_is_stored = True
        self._note_unpublished()

    def _note_unpublished(self) -> None:
        """How many commits there have been since the last publishing, this one among them."""
        if not self._con.execute(ONE_MORE).fetchall()[0][0]:
            self._con.execute("INSERT INTO store.about VALUES ('unpublished', '1')")
        self._is_noted = True

    def _stored(self, run: Run) -> "pl.DataFrame":
        """Which documents of `reading` have been extracted, and whether by the versions of this run."""
        stored: pl.DataFrame = self._con.sql(
            """
            SELECT
                document_id,
                extractor_version = $extractor AND catalog_version = $catalog AS is_same
            FROM store.extraction
            SEMI JOIN reading USING (document_id)
            WHERE is_current
            """,
            params={"extractor": run.extractor_version, "catalog": run.catalog_version},
        ).pl()
        return stored

    def _bring_up_to_date(self) -> None:
        """Views of this claimboard and rows of this catalogue, written where they differ from those in the file."""
        about = dict(self._con.execute("SELECT key, value FROM store.about").fetchall())
        if about.get("views") != views_version():
            create_views(self._con)
            self._set_about("views", views_version())
        if about.get("catalog") != self.catalog.version:
            with self._transaction():
                write_catalog(self._con, self.catalog)
                self._set_about("catalog", self.catalog.version)

    def _set_about(self, key: str, value: str) -> None:
        self._con.execute("DELETE FROM store.about WHERE key = ?", [key])
        self._con.execute("INSERT INTO store.about VALUES (?, ?)", [key, value])
        self._note_unpublished()

    def _is_published(self) -> bool:
        unpublished = self._con.execute("FROM store.about WHERE key = 'unpublished'").fetchall()
        return not unpublished and snapshot_of(self.path) in published_snapshots(self._con)[-1:]

    def _generation(self) -> int:
        return int(self._con.execute("SELECT coalesce(max(generation), 0) FROM store.publication").fetchall()[0][0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._con.execute("BEGIN")
        try:
            yield
            self._con.execute("COMMIT")
            if self._is_noted:
                acknowledge(self._con, working_file(self.path))
                self._is_noted = False
        except BaseException:
            self._run_is_stored = self._is_noted = False
            with suppress(Exception):  # the failure that brought us here is the one to report
                self._con.execute("ROLLBACK")
            raise

    @contextmanager
    def _registered(self, **frames: "pl.DataFrame") -> Iterator[None]:
        """Frames under names that SQL can read from, by way of Arrow."""
        import duckdb
        import polars as pl

        for name, frame in frames.items():
            self._con.register(name, frame.to_arrow(compat_level=pl.CompatLevel.newest()))
        try:
            yield
        finally:
            for name in frames:
                with suppress(duckdb.Error):  # in a transaction that has failed; the name is taken anew the next time
                    self._con.unregister(name)


ONE_MORE = """
UPDATE store.about SET value = coalesce(try_cast(value AS BIGINT), 0) + 1 WHERE key = 'unpublished'
"""

FRESH_READINGS = """
    CREATE OR REPLACE TEMP TABLE fresh AS
    WITH told AS (
        SELECT source, name, document_id, min(position) AS position
        FROM reading
        SEMI JOIN there USING (document_id)
        GROUP BY ALL
    ),
    before AS (
        SELECT source, name, max(revision) AS last_revision
        FROM store.revision
        SEMI JOIN told USING (source, name)
        GROUP BY source, name
    )
    SELECT
        source,
        name,
        document_id,
        coalesce(last_revision, 0) AS last_revision,
        coalesce(last_revision, 0) + row_number() OVER (PARTITION BY source, name ORDER BY position) AS revision,
        document_id NOT IN (SELECT document_id FROM store.document) AS is_new
    FROM told
    ANTI JOIN (FROM store.revision WHERE is_current) AS held USING (source, name, document_id)
    LEFT JOIN before USING (source, name)
"""

# Few documents have had another content before, so that the join is with few.
NEW_DOCUMENTS = """
    INSERT INTO store.document BY NAME
    SELECT new_rows.*, ? AS run_id, coalesce(later.revision, 1) AS revision, true AS is_current
    FROM new_rows
    LEFT JOIN (
        SELECT document_id, max(revision) AS revision FROM fresh GROUP BY document_id HAVING max(revision) > 1
    ) AS later USING (document_id)
"""

NEW_EXTRACTIONS = """
    INSERT INTO store.extraction
    SELECT document_id, ?, ?, ?, ?, coalesce(found.n, 0), coalesce(placed.n, 0), true
    FROM document_rows
    LEFT JOIN (SELECT document_id, count(*) AS n FROM claim_rows GROUP BY ALL) AS found USING (document_id)
    LEFT JOIN (SELECT document_id, count(*) AS n FROM result_rows GROUP BY ALL) AS placed USING (document_id)
"""

NEW_QUARANTINE = """
    INSERT INTO store.quarantine BY NAME
    SELECT *, ? AS run_id
    FROM quarantine_rows
    ANTI JOIN store.quarantine USING (quarantine_id)
"""

NEW_REVISIONS = """
    INSERT INTO store.revision
    SELECT source, name, revision, document_id, ?, true
    FROM fresh
"""

# A source's earlier contents give way, save those that this very run has met too (two records of one id in one file).
OLD_REVISIONS = """
    UPDATE store.revision
    SET is_current = false
    FROM (SELECT DISTINCT source, name FROM fresh WHERE last_revision > 0) AS changed
    WHERE revision.source = changed.source
        AND revision.name = changed.name
        AND revision.is_current
        AND revision.run_id <> ?
        AND revision.document_id NOT IN (SELECT document_id FROM seen)
"""

OVERLAID = ("curated_claim", "curated_result")
# Rows that stand in a table or are to stand there, and not both.
DIFFERING = """
    FROM (
        (FROM store.{0} EXCEPT SELECT * FROM {0}_rows)
        UNION ALL
        (FROM {0}_rows EXCEPT SELECT * FROM store.{0})
    )
"""
# Claims that read otherwise than before, or rank no more, or again: to accept one changes nothing that a check sees.
REREAD = """
    SELECT claim_id
    FROM (
        (SELECT * EXCLUDE (why, decision_id) FROM store.{0} EXCEPT SELECT * EXCLUDE (why, decision_id) FROM {0}_rows)
        UNION ALL
        (SELECT * EXCLUDE (why, decision_id) FROM {0}_rows EXCEPT SELECT * EXCLUDE (why, decision_id) FROM store.{0})
    )
    WHERE status <> 'accepted'
"""
FINDINGS_OF_REREAD = f"""
    DELETE FROM store.finding
    WHERE len(list_intersect(
        list_concat([claim_id, other_claim_id], claim_ids),
        (SELECT coalesce(list(claim_id), []) FROM ({" UNION ALL ".join(map(REREAD.format, OVERLAID))}))
    )) > 0
"""

# What was found of claims that are extracted anew is to be found anew.
OLD_FINDINGS = """
    DELETE FROM store.finding
    WHERE len(list_intersect(
        [claim_id, other_claim_id], (SELECT list(claim_id) FROM store.claim SEMI JOIN renewed USING (document_id))
    )) > 0
"""

UNMET = """
    CREATE OR REPLACE TEMP TABLE unmet AS
    SELECT source, name, document_id
    FROM store.revision
    WHERE is_current
        AND source IN (SELECT source FROM asked)
        AND document_id NOT IN (SELECT document_id FROM seen)
        AND (source, name) NOT IN (SELECT (source, name) FROM seen)
"""

RETIRED_REVISIONS = """
    UPDATE store.revision
    SET is_current = false
    FROM unmet
    WHERE revision.is_current
        AND revision.source = unmet.source
        AND revision.name = unmet.name
        AND revision.document_id = unmet.document_id
"""

RETIRED_DOCUMENTS = """
    UPDATE store.document
    SET is_current = false
    WHERE document_id IN (SELECT document_id FROM unmet)
        AND document_id NOT IN (SELECT document_id FROM store.revision WHERE is_current)
"""

CURRENT_DOCUMENTS = """
    UPDATE store.document
    SET is_current = held.is_current, revision = held.revision
    FROM (
        SELECT document_id, bool_or(is_current) AS is_current, max(revision) AS revision
        FROM store.revision
        WHERE document_id IN (
            SELECT document_id
            FROM store.revision
            SEMI JOIN (FROM fresh WHERE last_revision > 0) AS changed USING (source, name)
            UNION ALL
            SELECT document_id
            FROM fresh
        )
        GROUP BY document_id
    ) AS held
    WHERE document.document_id = held.document_id
"""


def texts_frame(name: str, texts: "Iterable[str]") -> "pl.DataFrame":
    import polars as pl

    return pl.DataFrame({name: list(texts)}, schema={name: pl.String})


def without(frames: "Frames", document_ids: "pl.Series") -> "Frames":
    """The frames without the rows of these documents; readings stay."""
    import polars as pl

    if document_ids.is_empty():
        return frames
    other = ~pl.col("document_id").is_in(document_ids.implode())
    return {table: frame if table == "reading" else frame.filter(other) for table, frame in frames.items()}


def findings_frame(findings: Iterable[Finding]) -> "pl.DataFrame":
    """Findings as rows; a claim or document that a finding does not name is NULL."""
    import polars as pl

    from registry.frames import frame_of_rows

    names = [field.name for field in fields(Finding)]
    numbers: dict[str, pl.DataType] = {"low": pl.Float64(), "high": pl.Float64(), "power": pl.Float64()}
    columns = dict.fromkeys(names, pl.String()) | numbers | {"claim_ids": pl.List(pl.String())}
    rows = {finding.finding_id: tuple(getattr(finding, name) for name in names) for finding in findings}
    frame = frame_of_rows(columns, rows.values())
    named = pl.col("claim_id", "other_claim_id", "document_id")
    return frame.with_columns(pl.when(named != "").then(named))
