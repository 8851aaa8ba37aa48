"""Verification: findings of the checks with their evidence, as a report for people, programs and the web.

`drafts` reads files into a registry of their own; `gather` collects what the checks say, with the words and cells it
rests on; `formats` writes a report; `baseline` tells new findings from known ones; `typed` answers a claim that
somebody types. docs/decisions/verify.md has the reasons.
"""

from leaderboard.verify.baseline import known_findings, written_baseline
from leaderboard.verify.drafts import verify_files, verify_registry, verify_text
from leaderboard.verify.formats import FORMATS
from leaderboard.verify.report import SEVERITIES, Evidence, Report, Reported, Verdict
from leaderboard.verify.typed import Answered, answered_text

__all__ = [
    "FORMATS",
    "SEVERITIES",
    "Answered",
    "Evidence",
    "Report",
    "Reported",
    "Verdict",
    "answered_text",
    "known_findings",
    "verify_files",
    "verify_registry",
    "verify_text",
    "written_baseline",
]
