"""Findings that are known already: a file of fingerprints, one a line with what it stands for, kept beside a draft."""

from collections.abc import Iterable
from pathlib import Path

from leaderboard.verify.report import Report
from registry.errors import ReadError

__all__ = ["known_findings", "written_baseline"]

HEAD = "# Findings that `claimboard verify --baseline` passes over. A line: fingerprint, check, quote.\n"
LENGTH = 16


def known_findings(file: Path) -> frozenset[str]:
    """The fingerprints in `file`; ReadError where it is none of ours."""
    if file.exists() and not file.is_file():
        raise ReadError(file, "is no file; make one with --write-baseline")
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise ReadError(file, f"{why}; make one with --write-baseline") from error
    prints = [line.split(maxsplit=1)[0] for line in lines if line.strip() and not line.startswith("#")]
    if not all(len(each) == LENGTH and set(each) <= set("0123456789abcdef") for each in prints):
        raise ReadError(file, "has lines that are no fingerprints; make one with --write-baseline")
    return frozenset(prints)


def written_baseline(report: Report) -> str:
    """All disagreements of a report, sorted, so that a change shows as a line in a diff."""
    return HEAD + "".join(sorted(lines_of(report)))


def lines_of(report: Report) -> Iterable[str]:
    for each in report.disagreements:
        quote = " ".join(each.evidence[0].quote.split()) if each.evidence else ""
        yield f"{each.fingerprint} {each.finding.check_id} {quote}\n"
