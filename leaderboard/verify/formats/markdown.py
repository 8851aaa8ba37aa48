"""For people, in a terminal, a comment or a wiki. Foreign words are escaped: no markup of a paper becomes ours."""

import re
from collections.abc import Iterator

from leaderboard.console.visible import one_line
from leaderboard.verify.report import LIMITS, SEVERITIES, Evidence, Report, Reported, ordered

__all__ = ["escaped", "markdown"]

# What begins something inside a line: no foreign word begins one of ours. Plain brackets, "+" and "#" stay readable.
MARKUP = re.compile(r"[\\`*_{}\[\]|<>~$&]|:(?=//)|(?<=www)\.")
MENTION = re.compile(r"@(?=\w)")  # would call somebody where a report is posted as a comment
LONGEST_SENTENCE = 600


def markdown(report: Report) -> str:
    return "\n".join(lines(report)) + "\n"


def lines(report: Report) -> Iterator[str]:
    yield "# Verification report\n"
    yield f"{report.documents:,} document{'' if report.documents == 1 else 's'}. {report.summary}."
    share = report.checkable / max(1, report.claims.total())
    yield f"A check could say something of {report.checkable:,} of them ({share:.0%})."
    if report.known:
        old = len(report.disagreements) - len(report.new)
        yield f"{old:,} finding{'' if old == 1 else 's'} of the baseline passed over."
    for severity in SEVERITIES:
        found = [each for each in report.new if each.finding.severity == severity]
        if found:
            yield f"\n## {len(found):,} {severity}{'' if len(found) == 1 else 's'}\n"
            for number, each in enumerate(found, 1):
                yield from finding_lines(number, each)
    if not report.new:
        yield "\nNo disagreement was found among what could be checked.\n"
    if report.reasons:
        yield "\n## Not enough info\n"
        yield from (f"- {n:,} × {escaped(reason)}" for reason, n in ordered(report.reasons))
    if report.unchecked:
        yield "\n## Not checkable\n"
        for (check, reason), n in sorted(report.unchecked.items()):
            yield f"- {n:,} × {check}: {escaped(reason.replace('_', ' ')) or 'no reason'}"
    if report.unread:
        yield "\n## Not read\n"
        yield from (f"- {escaped(why)}" for why in report.unread)
    yield "\n## Versions and limits\n"
    yield "- " + ", ".join(f"{name} {escaped(value)}" for name, value in sorted(report.versions.items()))
    yield from (f"- {limit}" for limit in LIMITS)


def finding_lines(number: int, reported: Reported) -> Iterator[str]:
    found = reported.finding
    yield f"{number}. **{found.check_id}** ({found.outcome}): {escaped(found.message)}"
    for each in reported.evidence:
        yield f"   - {evidence_line(each)}"


def evidence_line(evidence: Evidence) -> str:
    """ "paper.tex, line 12: … reaches **91.4** on …" """
    where = ", ".join(part for part in (evidence.source.rpartition("/")[2], evidence.place) if part)
    if evidence.table is not None:
        return f"{escaped(where)}: **{escaped(evidence.quote)}** in {cell_named(evidence)}"
    before = one_line(evidence.sentence[: evidence.start])[-LONGEST_SENTENCE:]
    after = one_line(evidence.sentence[evidence.end :])[:LONGEST_SENTENCE]
    return f"{escaped(where)}: {escaped(before)}**{escaped(one_line(evidence.quote))}**{escaped(after)}"


def cell_named(evidence: Evidence) -> str:
    """The row and column by what stands at their heads, and the caption."""
    table = evidence.table
    assert table is not None
    row = next((cell for cell in table.rows[table.row] if cell.strip()), "")
    heads = dict.fromkeys(table.rows[at][table.column] for at in range(min(table.header_rows, len(table.rows))))
    column = " / ".join(head for head in heads if head.strip())
    caption = f" — {one_line(table.caption)[:200]}" if table.caption else ""
    return escaped(f"“{one_line(row)}” × “{one_line(column)}”{caption}")


def escaped(text: str) -> str:
    return MENTION.sub("@&#8288;", MARKUP.sub(r"\\\g<0>", one_line(text)))
