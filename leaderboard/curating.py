"""Decisions of people: made of what they say, held against what is there, written, laid over the extraction, published.

The command line and the app come here both; docs/decisions/curation.md says how a write gets into a published registry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.pipeline import extractor_version
from leaderboard.checking import check
from registry.anchors import Anchor
from registry.catalog import Catalog
from registry.corrections import checked_changes, with_catalog_names
from registry.decision import Changes, Decision, decisions_in_file
from registry.errors import UnknownNameError, UsageError
from registry.snapshots import utc_now
from registry.store import Registry

if TYPE_CHECKING:
    import duckdb

__all__ = ["Wanted", "decide", "full_decision_id", "log_of", "take_in", "undo"]

STORED = """
    SELECT claim.document_id, document.name, document.title, {columns}
    FROM store.claim
    JOIN store.document USING (document_id)
    WHERE claim_id = ? AND document.is_current
"""
# Where a claim stands as people see it, and where extraction put it ("" where a person did).
LINKS = """
    SELECT shown.board, coalesce(result.board, '') AS extracted
    FROM result_as_curated AS shown
    LEFT JOIN store.result USING (result_id)
    WHERE shown.claim_id = ?
    ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of a claim (`link` False), or of its place on a board: of its only one, or on `board` as it is
    shown. `changes` are what a correction sets, as typed."""

    action: str
    claim_id: str
    by: str
    reason: str
    link: bool = False
    board: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)


def decide(db: Path, wanted: Wanted, catalog: Catalog, checked: bool = True) -> Decision:
    """Write one decision and publish. UsageError where it cannot be in force. Without `checked` the findings of the
    claim go, and the next command that writes looks for new ones."""
    with Registry.open(db, create=False, catalog=catalog) as registry:
        with registry.reading() as con:
            decision = decision_wanted(con, wanted, catalog)
            can_hold(con, decision, catalog)
        write(registry, [decision], catalog, checked)
    return decision


def undo(db: Path, decision_id: str, by: str, reason: str, catalog: Catalog, checked: bool = True) -> Decision:
    """Take a decision back, by an entry that says so; what was decided before it holds again."""
    from dataclasses import replace

    with Registry.open(db, create=False, catalog=catalog) as registry:
        with registry.reading() as con:
            log = log_of(con)
            meant = full_decision_id(log, decision_id)
            taken = next(each for each in log if each.decision_id == meant)
            if taken.action == "undo":
                raise UsageError("an undo is not undone; decide anew with `claimboard curate`")
            if any(each.undoes == taken.decision_id for each in log):
                raise UsageError(f"decision {taken.decision_id} was taken back already")
            entry = {"action": "undo", "undoes": taken.decision_id, "changes": {}}
            decision = replace(taken, decided_at=now(log), decided_by=by.strip(), reason=reason.strip(), **entry)  # type: ignore[arg-type]
        write(registry, [decision], catalog, checked)
    return decision


def take_in(db: Path, file: Path, catalog: Catalog) -> tuple[int, int]:
    """Import a log: how many decisions it holds, and how many of them are new; all of it or nothing."""
    decisions = decisions_in_file(file)
    with Registry.open(db, create=False, catalog=catalog) as registry:
        return len(decisions), write(registry, decisions, catalog, True)


def write(registry: Registry, decisions: Sequence[Decision], catalog: Catalog, checked: bool) -> int:
    run = registry.start_run("curate", extractor_version(), catalog.version)
    new = registry.decide(decisions, run)
    if checked and new:
        check(registry, catalog)
    registry.publish()
    return new


def log_of(con: "duckdb.DuckDBPyConnection") -> list[Decision]:
    """All decisions that a registry holds, the earliest first."""
    from registry.curation import stored_decisions

    return stored_decisions(con)


def full_decision_id(log: Sequence[Decision], name: str) -> str:
    """The one decision whose id begins with `name`."""
    begins = name.strip().lower()
    found = [each.decision_id for each in log if begins and each.decision_id.startswith(begins)]
    if not found:
        raise UnknownNameError("decision", name)
    if len(found) > 1:
        raise UsageError(f"several decisions begin with {name!r}: {', '.join(found[:3])}; give more of it")
    return found[0]


def now(log: Sequence[Decision]) -> datetime:
    """The time, but later than every entry there is: clocks differ, and who speaks last must prevail."""
    return max([utc_now(), *(each.decided_at + timedelta(microseconds=1) for each in log)])


def decision_wanted(con: "duckdb.DuckDBPyConnection", wanted: Wanted, catalog: Catalog) -> Decision:
    row = con.execute(STORED.format(columns=columns_of("claim", Anchor.COLUMNS)), [wanted.claim_id]).fetchall()
    if not row:
        raise UsageError(f"claim {wanted.claim_id} is current no more; decide on the one that took its place")
    document_id, document, title, *columns = row[0]
    anchor = Anchor.of(columns)
    board = extracted_board(con, wanted) if wanted.link else ""
    log = log_of(con)
    return Decision(
        decided_at=now(log),
        decided_by=wanted.by.strip(),
        action=wanted.action,
        about="link" if wanted.link else "claim",
        claim_id=anchor.claim_id,
        board=board,
        changes=changes_wanted(con, wanted, board, catalog) if wanted.action == "correct" else {},
        reason=wanted.reason.strip(),
        undoes="",
        document_id=document_id,
        document=document,
        title=title,
        kind=anchor.kind,
        quote=anchor.quote,
        sentence=anchor.sentence,
        start_offset=anchor.start,
        subject=anchor.subject,
        metric=anchor.metric,
        benchmarks=anchor.benchmarks,
        cell=anchor.cell,
    )


def columns_of(table: str, names: str) -> str:
    return ", ".join(f"{table}.{name.strip()}" for name in names.split(","))


def extracted_board(con: "duckdb.DuckDBPyConnection", wanted: Wanted) -> str:
    """The board that extraction put the claim on, of the link that is meant; "" where it put it nowhere."""
    links = dict(con.execute(LINKS, [wanted.claim_id]).fetchall())
    if wanted.board:
        if wanted.board not in links:
            raise UnknownNameError("board of this claim", wanted.board, list(links))
        return str(links[wanted.board])
    if len(links) > 1:
        raise UsageError(f"the claim stands on several boards: {', '.join(links)}; say which with --board")
    if not links and wanted.action != "correct":
        raise UsageError("the claim stands on no board; put it on one by correcting its link")
    return str(next(iter(links.values()), ""))


def changes_wanted(con: "duckdb.DuckDBPyConnection", wanted: Wanted, board: str, catalog: Catalog) -> Changes:
    """What the correction sets, with what an earlier one that is in force set."""
    if not wanted.changes:
        raise UsageError("a correction names what it sets, such as value=84.5")
    about = "link" if wanted.link else "claim"
    made = checked_changes(about, wanted.changes)
    before = con.execute(IN_FORCE, [wanted.claim_id, about, board]).fetchall()
    earlier: dict[str, Any] = from_json(before[0][0]) if before else {}
    return {**earlier, **(with_catalog_names(made, catalog) if wanted.link else made)}


IN_FORCE = """
    SELECT changes
    FROM curation
    WHERE claim_id = ? AND about = ? AND board = ? AND state = 'in force'
"""


def from_json(told: str) -> dict[str, Any]:
    import json

    made: dict[str, Any] = json.loads(told)
    return made


def can_hold(con: "duckdb.DuckDBPyConnection", decision: Decision, catalog: Catalog) -> None:
    """UsageError for a decision that would not be in force once it is written."""
    import polars as pl

    from registry.curation import curated

    states = curated(con, catalog, [decision]).states.filter(pl.col("decision_id") == decision.decision_id)
    state, note = states.row(0, named=True)["state"], states.row(0, named=True)["note"]
    if state != "in force":
        raise UsageError(f"this cannot be decided so: {note or state}")
