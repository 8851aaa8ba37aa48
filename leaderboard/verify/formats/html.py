"""One file that opens anywhere, offline: filters by severity and check, quotes marked, tables drawn with their cell."""

from collections.abc import Iterator
from html import escape

from leaderboard.evidence_html import RULES, marked_sentence, table_html
from leaderboard.verify.report import LIMITS, SEVERITIES, Evidence, Report, Reported, ordered

__all__ = ["html_page"]

STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881 }
body { font: 16px/1.55 system-ui, sans-serif; background: Canvas; color: CanvasText; max-width: 66rem;
  margin: 0 auto; padding: 1rem; overflow-wrap: anywhere }
article { border: 1px solid var(--line); border-left: .4rem solid #777; border-radius: .3rem; padding: .2rem 1rem;
  margin: 1rem 0 }
article.error { border-left-color: #c62828 } article.warning { border-left-color: #b26a00 }
.where { opacity: .75; font-size: .9rem } fieldset { border: 1px solid var(--line); border-radius: .3rem }
label { margin-right: 1rem; white-space: nowrap } code { background: var(--soft); padding: 0 .2em }
"""
ROWS_AROUND = 5


def html_page(report: Report) -> str:
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # Filters are style rules over check boxes: the page needs no script, and allows none.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>Verification report</title><style>{STYLE}{RULES}{filter_rules(report)}</style></head><body>"
    yield "<main><h1>Verification report</h1>"
    yield f"<p>{report.documents:,} document{'' if report.documents == 1 else 's'}. {escape(report.summary)}. "
    yield f"A check could say something of {report.checkable:,} claims.</p>"
    yield filters(report)
    for each in report.new:
        yield finding_html(each)
    if not report.new:
        yield "<p>No disagreement was found among what could be checked.</p>"
    if report.reasons:
        yield "<h2>Not enough info</h2><ul>"
        yield "".join(f"<li>{n:,} × {escape(reason)}</li>" for reason, n in ordered(report.reasons))
        yield "</ul>"
    if report.unchecked:
        yield "<h2>Not checkable</h2><ul>"
        for (check, reason), n in sorted(report.unchecked.items()):
            yield f"<li>{n:,} × {escape(check)}: {escape(reason.replace('_', ' '))}</li>"
        yield "</ul>"
    if report.unread:
        yield f"<h2>Not read</h2><ul>{''.join(f'<li>{escape(why)}</li>' for why in report.unread)}</ul>"
    versions = ", ".join(f"{name} {value}" for name, value in sorted(report.versions.items()))
    yield f"<h2>Versions and limits</h2><p>{escape(versions)}</p>"
    yield "".join(f"<p>{escape(limit)}</p>" for limit in LIMITS)
    yield "</main></body></html>\n"


def kinds(report: Report) -> list[str]:
    severities = [each for each in SEVERITIES if any(found.finding.severity == each for found in report.new)]
    return [*severities, *sorted({each.finding.check_id for each in report.new})]


def filters(report: Report) -> str:
    boxes = " ".join(
        f'<label><input type="checkbox" id="show-{escape(kind)}" checked> {escape(kind)}</label>'
        for kind in kinds(report)
    )
    return f"<fieldset><legend>Show</legend>{boxes}</fieldset>" if boxes else ""


def filter_rules(report: Report) -> str:
    return "".join(
        f"body:has(#show-{kind}:not(:checked)) article.{kind} {{ display: none }}\n" for kind in kinds(report)
    )


def finding_html(reported: Reported) -> str:
    found = reported.finding
    formula = f"<p>Computed: <code>{escape(found.formula)}</code></p>" if found.formula else ""
    evidence = "".join(map(evidence_html, reported.evidence))
    return (
        f'<article class="{escape(found.severity)} {escape(found.check_id)}" id="{escape(found.finding_id)}">'
        f"<h2>{escape(found.check_id)} <small>({escape(found.severity)}, {escape(found.outcome)})</small></h2>"
        f"<p>{escape(found.message)}</p>{formula}{evidence}</article>"
    )


def evidence_html(evidence: Evidence) -> str:
    where = ", ".join(part for part in (evidence.title, evidence.source.rpartition("/")[2], evidence.place) if part)
    if evidence.table:
        shown = table_html(evidence.table, ROWS_AROUND)
    else:
        shown = marked_sentence(evidence.sentence, evidence.start, evidence.end)
    return f'<p class="where">{escape(where)}</p>{shown}'
