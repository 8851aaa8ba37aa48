"""One file that opens anywhere, offline: filters by severity and check, quotes marked, tables drawn with their cell."""

from collections.abc import Iterator
from html import escape

from leaderboard.queries import TableRecord
from leaderboard.verify.report import LIMITS, SEVERITIES, Evidence, Report, Reported

__all__ = ["html_page"]

STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881 }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 66rem; margin: 0 auto; padding: 1rem }
article { border: 1px solid var(--line); border-left: .4rem solid #777; border-radius: .3rem; padding: .2rem 1rem;
  margin: 1rem 0 }
article.error { border-left-color: #c62828 } article.warning { border-left-color: #b26a00 }
blockquote { margin: .5rem 0; padding: .2rem .8rem; border-left: 3px solid var(--line); overflow-wrap: anywhere }
mark { background: #ffd54a; color: #111; padding: 0 .15em; border-radius: 3px }
.wide { overflow-x: auto } table { border-collapse: collapse; font-size: .92rem }
td, th { border: 1px solid var(--line); padding: .15rem .5rem; text-align: left }
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
    yield f"<title>Verification report</title><style>{STYLE}{filter_rules(report)}</style></head><body>"
    yield "<h1>Verification report</h1>"
    yield f"<p>{report.documents:,} documents. {escape(report.summary)}. "
    yield f"A check could say something of {report.checkable:,} claims.</p>"
    yield filters(report)
    yield "<main>"
    for each in report.new:
        yield finding_html(each)
    if not report.new:
        yield "<p>No disagreement was found among what could be checked.</p>"
    yield "</main>"
    if report.unchecked:
        yield "<h2>Not checkable</h2><ul>"
        for (check, reason), n in sorted(report.unchecked.items()):
            yield f"<li>{n:,} × {escape(check)}: {escape(reason.replace('_', ' '))}</li>"
        yield "</ul>"
    if report.failed:
        yield f"<h2>Not read</h2><ul>{''.join(f'<li>{escape(why)}</li>' for why in report.failed)}</ul>"
    versions = ", ".join(f"{name} {value}" for name, value in sorted(report.versions.items()))
    yield f"<h2>Versions and limits</h2><p>{escape(versions)}</p>"
    yield "".join(f"<p>{escape(limit)}</p>" for limit in LIMITS)
    yield "</body></html>\n"


def kinds(report: Report) -> list[str]:
    severities = [each for each in SEVERITIES if any(found.finding.severity == each for found in report.new)]
    return [*severities, *sorted({each.finding.check_id for each in report.new})]


def filters(report: Report) -> str:
    boxes = "".join(
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
    shown = table_html(evidence.table) if evidence.table else sentence_html(evidence)
    return f'<p class="where">{escape(where)}</p>{shown}'


def sentence_html(evidence: Evidence) -> str:
    before, after = evidence.sentence[: evidence.start], evidence.sentence[evidence.end :]
    return f"<blockquote>{escape(before)}<mark>{escape(evidence.quote)}</mark>{escape(after)}</blockquote>"


def table_html(table: TableRecord) -> str:
    """The headers and the rows around the cell, with the cell marked; what is left out is said."""
    near = range(max(table.header_rows, table.row - ROWS_AROUND), min(len(table.rows), table.row + ROWS_AROUND + 1))
    rows = [*range(min(table.header_rows, len(table.rows))), *near]
    drawn = "".join(row_html(table, row) for row in dict.fromkeys(rows))
    left = len(table.rows) - len(set(rows))
    said = f"<caption>{escape(table.caption)}{f' ({left} more rows)' if left else ''}</caption>"
    return f'<div class="wide" role="region" tabindex="0" aria-label="Table"><table>{said}{drawn}</table></div>'


def row_html(table: TableRecord, row: int) -> str:
    tag = "th" if row < table.header_rows else "td"
    cells = []
    for column, text in enumerate(table.rows[row]):
        shown = f"<mark>{escape(text)}</mark>" if (row, column) == (table.row, table.column) else escape(text)
        cells.append(f"<{tag}>{shown}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"
