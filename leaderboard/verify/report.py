"""A verification report as a value: coverage, findings with their evidence, verdicts of claims, versions and limits."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal, TypeAlias

from leaderboard.queries import TableRecord
from leaderboard.verify.not_read import NotRead
from registry.checks import Finding, Severity
from registry.checks.finding import DISAGREES

__all__ = ["DISAGREES", "SEVERITIES", "Evidence", "Report", "Reported", "Verdict", "ordered"]

Verdict: TypeAlias = Literal["supported", "contradicted", "conflicting", "not_enough_info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim that a finding rests on: its words (`sentence[start:end]` is the quote) or its table, and its place.
    `line` counts from 1 in the file it was read from, 0 where it was not found there; `page` is a PDF's."""

    claim_id: str
    document_id: str
    title: str
    source: str
    quote: str
    sentence: str
    start: int
    end: int
    line: int = 0
    page: int | None = None
    table_index: int | None = None
    table: TableRecord | None = None

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        where = f"page {self.page}" if self.page else f"line {self.line}" if self.line else ""
        cell = ""
        if self.table is not None and self.table_index is not None:
            cell = f"table {self.table_index + 1}, row {self.table.row + 1}, column {self.table.column + 1}"
        return ", ".join(part for part in (where, cell) if part)


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding with all that it rests on, the judged claim first."""

    finding: Finding
    evidence: tuple[Evidence, ...]

    @property
    def fingerprint(self) -> str:
        """The same for the same disagreement after an edit elsewhere in the document: it knows quotes, not offsets."""
        first = self.evidence[0].source if self.evidence else ""
        parts = [self.finding.check_id, self.finding.reason, first.rpartition("/")[2]]
        parts += [evidence.quote for evidence in self.evidence] or [self.finding.message]
        return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    @property
    def disagrees(self) -> bool:
        return self.finding.outcome in DISAGREES


@dataclass(frozen=True, slots=True)
class Report:
    """`findings` are all outcomes but plain agreement, the gravest first; `claims` counts what was read by kind;
    `verdicts` counts claims; `unchecked` counts why a check could not judge, `reasons` why there is not enough info
    on a claim, each claim once. `known` are the fingerprints that a baseline holds already. `failed` tells of files
    that could not be read, `not_read` of parts of the others."""

    documents: int
    claims: Counter[str]
    verdicts: Counter[Verdict]
    findings: tuple[Reported, ...]
    unchecked: Counter[tuple[str, str]]
    versions: Mapping[str, str]
    verdict_of: Mapping[str, Verdict] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    failed: tuple[str, ...] = ()
    reasons: Counter[str] = field(default_factory=Counter)
    not_read: tuple[NotRead, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """One line for each file and each part of a file that no check could look at."""
        return (*self.failed, *(each.told for each in self.not_read))

    @property
    def disagreements(self) -> tuple[Reported, ...]:
        """What is to be told: not agreement, not what could not be checked."""
        return tuple(each for each in self.findings if each.disagrees)

    @property
    def new(self) -> tuple[Reported, ...]:
        return tuple(each for each in self.disagreements if each.fingerprint not in self.known)

    def at_least(self, severity: Severity) -> tuple[Reported, ...]:
        """The new findings of this severity or a graver one."""
        grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return tuple(each for each in self.new if each.finding.severity in grave)

    @property
    def checkable(self) -> int:
        """Claims of which at least one check could say something."""
        return sum(n for verdict, n in self.verdicts.items() if verdict != "not_enough_info")

    @property
    def summary(self) -> str:
        """ "12 claims: 9 supported, 2 contradicted, 1 not enough info" """
        words: tuple[tuple[Verdict, str], ...] = (
            ("supported", "supported"),
            ("contradicted", "contradicted"),
            ("conflicting", "conflicting"),
            ("not_enough_info", "not enough info"),
        )
        told = ", ".join(f"{self.verdicts[verdict]:,} {word}" for verdict, word in words if self.verdicts[verdict])
        total = self.claims.total()
        return f"{total:,} claim{'' if total == 1 else 's'}{': ' + told if told else ''}"


def ordered(reasons: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent first, whatever order they came in."""
    return sorted(reasons.items(), key=lambda each: (-each[1], each[0]))


LIMITS = (
    "Numbers are compared as printed: 84.3 stands for 84.25 to 84.35. A finding says that numbers disagree, never "
    "which of them is wrong.",
    "What was not read, or not placed on a benchmark, was not checked; not enough info is no pass.",
)
