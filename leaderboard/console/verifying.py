"""`claimboard verify`: what is asked for, the report or the answer, and the exit code."""

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extractors.readers import find_files
from leaderboard.console.evidence import show_sentence
from leaderboard.console.listing import json_text
from leaderboard.console.options import DB
from leaderboard.console.output import refuse_input, write_file
from leaderboard.console.progress import ProgressLine
from leaderboard.console.summary import counted
from leaderboard.console.terminal import console_for
from leaderboard.console.visible import one_line
from leaderboard.verify import (
    FORMATS,
    Answered,
    Report,
    answered_text,
    known_findings,
    verify_files,
    verify_registry,
    verify_text,
    written_baseline,
)
from leaderboard.verify.formats.jsonl import finding_object
from registry.catalog import load_catalog
from registry.errors import ReadError

__all__ = ["Wanted", "verified"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of one call."""

    paths: tuple[str, ...]
    db: Path | None
    text: str
    where: str
    board: str
    form: str
    output: Path | None
    fail_on: str
    baseline: Path | None
    write_baseline: Path | None


def verified(wanted: Wanted, say: Callable[[str], None], on_failure: Callable[[ReadError], None]) -> int:
    """Write what was asked for; the exit code: 1 for findings that are grave enough, 2 for files that were not read."""
    refuse_outputs(wanted)
    catalog = load_catalog()
    if wanted.text:
        return show_answers(answered_text(wanted.text, wanted.db, catalog), verify_text(wanted.text, catalog), wanted)
    known = known_findings(wanted.baseline) if wanted.baseline else frozenset()
    if wanted.paths:
        line = ProgressLine(sys.stderr)
        with line:
            report = verify_files(wanted.paths, catalog, wanted.db, known, line, on_failure)
    else:
        assert wanted.db is not None, "without files the registry itself is verified"
        report = verify_registry(wanted.db, catalog, wanted.where or None, wanted.board or None, known)
    write(FORMATS[wanted.form](report), wanted.output)
    if wanted.write_baseline:
        write_file(wanted.write_baseline, [encoded(written_baseline(report))], "--write-baseline")
    found = f"{len(report.new):,} new finding{'' if len(report.new) == 1 else 's'}"
    left = f"; {counted(len(report.not_read), 'part')} of documents not read" if report.not_read else ""
    say(f"{report.summary}; {found}{left}" + (f", written to {wanted.output}" if wanted.output else ""))
    if wanted.paths and wanted.db is None and DB.exists():
        say(f"verified alone; --db {DB} also holds it against what that registry has")
    return exit_code(report, wanted)


def refuse_outputs(wanted: Wanted) -> None:
    """FileError where the report or the new baseline would replace a draft, the registry or each other; the report, the
    old baseline too."""
    if wanted.output is None and wanted.write_baseline is None:
        return
    with suppress(ReadError):  # of paths that stand for nothing: told when they are read
        drafts = find_files(wanted.paths) if wanted.paths else []
        baselines = [each for each in (wanted.baseline, wanted.write_baseline) if each]
        refuse_input(wanted.output, [*drafts, *baselines], wanted.db)
        refuse_input(wanted.write_baseline, drafts, wanted.db, "--write-baseline")


def exit_code(report: Report, wanted: Wanted) -> int:
    if report.failed:
        return 2
    if wanted.fail_on == "never":
        return 0
    severity = next(each for each in ("error", "warning", "note") if each == wanted.fail_on)
    return 1 if report.at_least(severity) else 0


def write(text: str, file: Path | None) -> None:
    if file is None:
        sys.stdout.write(text)
        return
    write_file(file, [encoded(text)])


def encoded(text: str) -> bytes:
    return text.encode("utf-8", errors="backslashreplace")


def show_answers(answers: list[Answered], itself: Report, wanted: Wanted) -> int:
    """Each claim of the text with what the registry says of it, then where the text disagrees with itself; 1 where
    something is contradicted. One claim alone need not tell its setting: notes are left out."""
    disagreeing = itself.at_least("warning")
    if wanted.form == "jsonl":
        sys.stdout.writelines(json_text(each.as_json()) + "\n" for each in answers)
        sys.stdout.writelines(json_text(finding_object(each, itself)) + "\n" for each in disagreeing)
    else:
        console = console_for(sys.stdout)
        if not answers:
            console.print("No claim was found in this text; `claimboard explain TEXT` shows how it was read.")
        for each in answers:
            show_sentence(wanted.text, each.start, each.end, console)
            console.print(f"{each.verdict.replace('_', ' ')}: {one_line(each.said)}", markup=False, highlight=False)
            for claim in each.evidence:
                where = f"{claim.title or claim.document} ({claim.date or 'no date'}), claim {claim.claim_id}"
                console.print(f"  {one_line(where)}", markup=False, highlight=False)
        for finding in (each.finding for each in disagreeing):
            told = f"in itself, {finding.outcome} ({finding.check_id}): {one_line(finding.message)}"
            console.print(told, markup=False, highlight=False)
    contradicted = any(each.verdict in ("contradicted", "conflicting") for each in answers)
    grave = itself.at_least("error" if wanted.fail_on == "error" else "warning")
    return 1 if (contradicted or grave) and wanted.fail_on != "never" else 0
