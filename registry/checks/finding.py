"""What checks are given and what they say. Plain values: no database, no document."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from registry.catalog import Catalog, fold
from registry.model import CellRef, Role, content_hash
from registry.quantity import Quantity

__all__ = ["Check", "CheckRow", "Finding", "Key", "Outcome", "Severity", "finding", "grouped"]

Outcome = Literal["consistent", "inconsistent", "conflict", "review", "not_checkable", "error"]
Severity = Literal["error", "warning", "note"]
Key: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A result as checks see it. `value` counts in the metric's own scale and keeps the digits that were printed, so
    that its interval is the one the authors meant: 84.50 for a printed 0.8450."""

    claim_id: str
    document_id: str
    benchmark: str
    metric: str
    model: str
    value: Decimal
    split: str = ""
    protocol: Mapping[str, str] = field(default_factory=dict)
    cell: CellRef | None = None
    bold: bool = False
    role: Role = "model"

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.value)

    @property
    def measure(self) -> Key:
        """What was measured under which conditions: the board."""
        settings = ";".join(f"{key}={value}" for key, value in sorted(self.protocol.items()))
        return self.benchmark, self.split, self.metric, settings

    @property
    def key(self) -> Key:
        """What two rows must share to be about one thing."""
        return *self.measure, fold(self.model)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one claim, and of the other claim it held it against ("" where there is none).

    It never says "wrong": it says that these numbers disagree."""

    finding_id: str
    check_id: str
    outcome: Outcome
    severity: Severity
    message: str
    claim_id: str
    other_claim_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Check:
    """`run` answers with a finding for every row or pair it could judge, or could not; CHECKS.md has the rule."""

    id: str
    promise: str
    run: Callable[[Sequence[CheckRow], Catalog], Iterator[Finding]]


def finding(
    check_id: str,
    outcome: Outcome,
    message: str,
    row: CheckRow,
    other: CheckRow | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding named by its contents; a note unless the numbers disagree."""
    severity = severity or ("note" if outcome in ("consistent", "not_checkable") else "warning")
    other_id = other.claim_id if other is not None else ""
    name = content_hash(check_id, outcome, row.claim_id, other_id)
    return Finding(name, check_id, outcome, severity, message, row.claim_id, other_id, row.document_id)


def grouped(rows: Iterable[CheckRow], by: Callable[[CheckRow], Key]) -> dict[Key, list[CheckRow]]:
    groups: dict[Key, list[CheckRow]] = {}
    for row in rows:
        groups.setdefault(by(row), []).append(row)
    return groups
