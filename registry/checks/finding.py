"""What checks say, and how a check is registered: plain values, got from the one database that is asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from registry.catalog import Catalog
from registry.checks.interval import Interval
from registry.model import content_hash

if TYPE_CHECKING:
    import duckdb

__all__ = ["Check", "Finding", "Outcome", "Row", "Severity", "asked", "by_claim", "finding"]

Outcome = Literal["consistent", "inconsistent", "conflict", "review", "not_checkable", "error"]
Severity = Literal["error", "warning", "note"]
Row: TypeAlias = dict[str, Any]
DISAGREES = ("inconsistent", "conflict", "review", "error")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says of one claim. It never says "wrong": it says that these numbers disagree.

    `reason` is a stable code, `formula` what was computed with the numbers in it, `low` and `high` the interval that
    came of it, `power` the share of wrong values that would have shown (None where the check has none). `claim_ids` are
    all claims it rests on, the judged one first; `other_claim_id` is the second of them ("" where there is none)."""

    finding_id: str
    check_id: str
    outcome: Outcome
    severity: Severity
    message: str
    claim_id: str
    other_claim_id: str
    document_id: str
    reason: str = ""
    formula: str = ""
    low: float | None = None
    high: float | None = None
    power: float | None = None
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """`run` asks the facts (registry/checks/facts.py) and answers with a finding for every claim it could judge, or
    could nearly judge; CHECKS.md has the rule. `guards` says what keeps it from raising a false alarm."""

    id: str
    promise: str
    guards: str
    run: Callable[["duckdb.DuckDBPyConnection", Catalog], Iterator[Finding]]


def finding(
    check_id: str,
    outcome: Outcome,
    message: str,
    claim_ids: Sequence[str],
    document_id: str,
    *,
    reason: str = "",
    formula: str = "",
    interval: Interval | None = None,
    power: float | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding named by its contents; a warning where numbers disagree, unless said otherwise, else a note."""
    severity = severity or ("warning" if outcome in DISAGREES else "note")
    return Finding(
        finding_id=content_hash(check_id, outcome, reason, *claim_ids),
        check_id=check_id,
        outcome=outcome,
        severity=severity,
        message=message,
        claim_id=claim_ids[0],
        other_claim_id=claim_ids[1] if len(claim_ids) > 1 else "",
        document_id=document_id,
        reason=reason,
        formula=formula,
        low=float(interval.low) if interval else None,
        high=float(interval.high) if interval else None,
        power=power,
        claim_ids=tuple(claim_ids),
    )


def asked(con: "duckdb.DuckDBPyConnection", query: str, values: Mapping[str, object] | None = None) -> Iterator[Row]:
    """The rows of a question as they come, a thousand at a time."""
    cursor = con.execute(query, values)
    names = [column[0] for column in cursor.description or ()]
    while rows := cursor.fetchmany(1_000):
        for row in rows:
            yield dict(zip(names, row, strict=True))


def by_claim(rows: Iterable[Row], key: str = "claim_id") -> Iterator[list[Row]]:
    """Rows that came in order of `key`, those of one key together."""
    group: list[Row] = []
    for row in rows:
        if group and group[0][key] != row[key]:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def decimal(value: object) -> Decimal:
    return Decimal(str(value))
