"""The canonical form: one JSON object a finding, errors first; a last line says what was covered."""

import json
from dataclasses import asdict
from typing import Any

from leaderboard.verify.report import Evidence, Report, Reported

__all__ = ["json_lines"]


def json_lines(report: Report) -> str:
    told = [finding_object(each, report) for each in report.disagreements]
    return "".join(json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for each in [*told, coverage(report)])


def finding_object(reported: Reported, report: Report) -> dict[str, Any]:
    found = reported.finding
    return {
        "type": "finding",
        "check": found.check_id,
        "outcome": found.outcome,
        "severity": found.severity,
        "reason": found.reason,
        "message": found.message,
        "formula": found.formula,
        "interval": None if found.low is None else [found.low, found.high],
        "power": found.power,
        "claims": [each.claim_id for each in reported.evidence],
        "quotes": [each.quote for each in reported.evidence],
        "evidence": [evidence_object(each) for each in reported.evidence],
        "verdict": report.verdict_of.get(found.claim_id, "not_enough_info"),
        "fingerprint": reported.fingerprint,
        "known": reported.fingerprint in report.known,
    }


def evidence_object(evidence: Evidence) -> dict[str, Any]:
    told = asdict(evidence)
    table = told.pop("table")
    if table is not None:
        told["caption"], told["row"], told["column"] = table["caption"], table["row"], table["column"]
    return told


def coverage(report: Report) -> dict[str, Any]:
    return {
        "type": "coverage",
        "documents": report.documents,
        "claims": dict(sorted(report.claims.items())),
        "verdicts": dict(sorted(report.verdicts.items())),
        "checkable": report.checkable,
        "not_enough_info": dict(sorted(report.reasons.items())),
        "unchecked": {f"{check}: {reason}": n for (check, reason), n in sorted(report.unchecked.items())},
        "versions": dict(sorted(report.versions.items())),
        "failed": list(report.failed),
        "not_read": [asdict(each) | {"why": each.why} for each in report.not_read],
    }
