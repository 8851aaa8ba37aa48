"""SARIF 2.1.0, which code-scanning pages read: one rule a check, one result a finding, at its line."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from leaderboard.verify.report import Evidence, Report, Reported
from registry.checks import CHECKS

__all__ = ["sarif_log"]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_log(report: Report) -> str:
    driver = {
        "name": "claimboard",
        "version": report.versions["claimboard"],
        "informationUri": "https://github.com/claimboard/claimboard",
        "rules": [
            {
                "id": check.id,
                "shortDescription": {"text": check.promise},
                "help": {"text": f"Guards against false alarms: {check.guards}."},
            }
            for check in CHECKS
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not report.failed, "toolExecutionNotifications": notifications(report)}
        ],
        "results": [result(each, report) for each in report.disagreements],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def notifications(report: Report) -> list[dict[str, Any]]:
    gone = [{"level": "error", "message": {"text": why}} for why in report.failed]
    left = [
        {"level": "warning", "message": {"text": each.told}, "locations": [{"physicalLocation": file(each.source)}]}
        for each in report.not_read
    ]
    return gone + left


def result(reported: Reported, report: Report) -> dict[str, Any]:
    found = reported.finding
    indexes = {check.id: index for index, check in enumerate(CHECKS)}
    return {
        "ruleId": found.check_id,
        "ruleIndex": indexes[found.check_id],
        "level": found.severity,
        "kind": "fail",  # any other kind may have no level
        "message": {"text": found.message},
        "locations": [location(each) for each in reported.evidence[:1]],
        "relatedLocations": [
            location(each) | {"id": number, "message": {"text": each.quote}}
            for number, each in enumerate(reported.evidence[1:], 1)
        ],
        "partialFingerprints": {"claimboard/v1": reported.fingerprint},
        "baselineState": "unchanged" if reported.fingerprint in report.known else "new",
        "properties": {"outcome": found.outcome, "reason": found.reason, "formula": found.formula},
    }


def location(evidence: Evidence) -> dict[str, Any]:
    return {
        "physicalLocation": {
            **file(evidence.source),
            "region": {"startLine": max(1, evidence.line), "snippet": {"text": evidence.sentence[:2_000]}},
        }
    }


def file(source: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": address(source)}}


def address(source: str) -> str:
    """Relative to where the command runs, as code-scanning pages want it of a checkout; elsewhere the file's own."""
    path = Path(source)
    if not path.is_absolute():
        return quote(source)
    here = Path.cwd()
    return quote(path.relative_to(here).as_posix()) if path.is_relative_to(here) else path.as_uri()
