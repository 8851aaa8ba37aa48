"""What changed between two registries, or between two revisions of a document: claims gained, lost, changed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leaderboard.queries.documents import close_documents
from registry.anchors import Anchor, Anchored, anchored
from registry.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    import duckdb

__all__ = ["Change", "changes_between", "changes_of_document", "counted"]

CURRENT = f"""
    SELECT document AS name, {Anchor.COLUMNS}
    FROM claims
    ORDER BY name, document_id, start_offset, claim_id
"""
REVISIONS = """
    SELECT DISTINCT document_id, revision
    FROM store.revision
    WHERE name = $name OR document_id = $name
    ORDER BY revision
"""
OF_DOCUMENT = f"""
    SELECT $name AS name, {Anchor.COLUMNS}
    FROM store.claim
    WHERE document_id = $id
    ORDER BY start_offset, claim_id
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that is not the same in both: `status` is "gained", "lost", or how it changed."""

    document: str
    status: str
    old: Anchor | None
    new: Anchor | None

    def as_row(self) -> dict[str, Any]:
        either = self.new or self.old
        assert either is not None, "a change has one side at least"
        return {
            "document": self.document,
            "status": self.status,
            "kind": either.kind,
            "old": self.old.quote if self.old else None,
            "new": self.new.quote if self.new else None,
            "subject": either.subject or None,
            "metric": either.metric or None,
            "benchmarks": list(either.benchmarks),
            "sentence": either.sentence,
            "old_claim_id": self.old.claim_id if self.old else None,
            "new_claim_id": self.new.claim_id if self.new else None,
        }


def changes_between(one: "duckdb.DuckDBPyConnection", other: "duckdb.DuckDBPyConnection") -> Iterator[Change]:
    """From the registry `one` to `other`, document by document (by the source's own name for it)."""
    old, new = by_document(one, CURRENT, {}), by_document(other, CURRENT, {})
    for name in sorted(old.keys() | new.keys()):
        yield from changes(name, old.get(name, []), new.get(name, []))


def changes_of_document(con: "duckdb.DuckDBPyConnection", name: str) -> Iterator[Change]:
    """From the last revision but one to the newest; UsageError for a document that has one only."""
    revisions = con.execute(REVISIONS, {"name": name}).fetchall()
    if not revisions:
        raise UnknownNameError("document", name, close_documents(con, name))
    if len(revisions) < 2:
        raise UsageError(f"{name} was read in one revision only; there is nothing to compare it with")
    (old, _), (new, _) = revisions[-2:]
    sides = [by_document(con, OF_DOCUMENT, {"name": name, "id": id}).get(name, []) for id in (old, new)]
    yield from changes(name, *sides)


def by_document(con: "duckdb.DuckDBPyConnection", query: str, values: dict[str, str]) -> dict[str, list[Anchor]]:
    found: dict[str, list[Anchor]] = {}
    cursor = con.execute(query, values)
    while rows := cursor.fetchmany(10_000):
        for name, *row in rows:
            found.setdefault(name, []).append(Anchor.of(row))
    return found


def changes(name: str, old: list[Anchor], new: list[Anchor]) -> Iterator[Change]:
    """Everything but what stands where it stood."""
    known, fresh = anchored(old, new)
    yield from (change_of(name, each) for each in known if each.status != "exact")
    yield from (Change(name, "gained", None, each) for each in fresh)


def change_of(name: str, each: Anchored) -> Change:
    return Change(name, "lost" if each.new is None else each.status, each.old, each.new)


def counted(found: list[Change]) -> str:
    """ "3 gained, 1 lost, 2 value changed" """
    counts = Counter(each.status for each in found)
    return ", ".join(f"{n:,} {status.replace('_', ' ')}" for status, n in sorted(counts.items())) or "no difference"
