"""Boards, claims and papers as plain HTML: readable without a script, on a phone, in the dark, by machines (JSON-LD).

Whatever comes from a document is escaped; only web addresses become links.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from leaderboard.evidence_html import field_rows, link, sentence_html, table_html
from leaderboard.exports.headings import conditions, marks, notes, setting
from leaderboard.queries import ClaimRecord, DocumentRecord, SupersededRecord, TableRecord

__all__ = ["FILES", "board_page", "claim_page", "fault_page", "paper_page", "superseded_page"]

STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8882; --mark: #ffd54a }
html { background: Canvas; color: CanvasText }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 0 1rem 3rem }
header { padding: 1rem 0; border-bottom: 1px solid var(--line) } h1 { font-size: 1.6rem; line-height: 1.25 }
.wide { overflow-x: auto } table { border-collapse: collapse } caption { text-align: left; padding: .4rem 0 }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .7rem; text-align: left; vertical-align: top }
td.number { text-align: right; font-variant-numeric: tabular-nums } tbody tr:nth-child(even) { background: var(--soft) }
mark { background: var(--mark); color: #111; padding: 0 .15em; border-radius: 3px }
mark a { color: inherit }
pre.text { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
dl.fields { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem }
dd { margin: 0; overflow-wrap: anywhere }
a:focus-visible { outline: 3px solid #0a7d6c; outline-offset: 2px }
"""
ARROWS = {"higher": "↑ higher is better", "lower": "↓ lower is better"}
LONGEST_TEXT = 400_000
# What people take a board along in; `/export` has every format of `EXPORTS`.
FILES = {"csv": "CSV", "json": "JSON", "tex": "LaTeX", "md": "Markdown", "bib": "BibTeX"}


def page(title: str, body: str, about: Mapping[str, Any] | None = None, generation: int | None = None) -> str:
    """A whole page; `about` goes into it as JSON-LD, in which no "<" can end the element."""
    said = f'<script type="application/ld+json">{json_ld(about)}</script>' if about else ""
    which = f"<p>Snapshot {generation} of this registry.</p>" if generation is not None else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · claimboard</title><style>{STYLE}</style>{said}</head><body>"
        '<header><a href="/">claimboard</a></header>'
        f"<main><h1>{escape(title)}</h1>{body}</main><footer>{which}</footer></body></html>\n"
    )


def json_ld(about: Mapping[str, Any]) -> str:
    text = json.dumps({"@context": "https://schema.org", **about}, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028")


def board_page(ranking: Sequence[Mapping[str, Any]], siblings: Iterable[Mapping[str, Any]], generation: int) -> str:
    head = ranking[0]
    told = [head["metric_name"], head["unit"], ARROWS.get(head["direction"], "no direction: not ranked")]
    told += [f"split: {head['split']}" if head["split"] else "", head["task"], setting(head)]
    slug = quote(head["board"])
    body = f"<p>{escape(' · '.join(str(each) for each in told if each))}</p>"
    body += table(
        ("rank", "model", "value", "paper", "date of the paper", "evidence"),
        (
            (
                number(row["rank"]),
                escape(row["model"]) + ("" if row["role"] == "model" else f" ({escape(row['role'])})"),
                " ".join([number(row["printed"]), *marks(row)]),
                f'<a href="/paper/{quote(row["document_id"])}">{escape(row["title"] or "untitled")}</a>',
                escape(row["date"] or "–"),
                f'<a href="/claim/{quote(row["claim_id"])}">claim</a>',
            )
            for row in ranking
        ),
        caption=". ".join([f"{len(ranking)} rows", *notes(ranking)]) + ".",
    )
    others = [f'<li><a href="/b/{quote(row["board"])}">{escape(conditions(row))}</a></li>' for row in siblings]
    if others:
        body += f"<h2>Other splits and settings</h2><ul>{''.join(others)}</ul>"
    body += (
        f'<p><a href="/board?{urlencode({"name": head["board"]})}">Explore this board</a> · '
        f'<a href="/api/v1/boards/{slug}">API</a> · <a href="/badge/{slug}.svg">badge</a></p>'
    )
    files = (f'<a href="/export/{slug}.{suffix}">{name}</a>' for suffix, name in FILES.items())
    body += f"<p>This ranking as a file: {' · '.join(files)}</p>"
    about = {
        "@type": "Dataset",
        "name": f"{head['benchmark_name']} leaderboard ({head['metric_name']})",
        "description": f"Results that papers report on {head['benchmark_name']}, each with its sentence or cell.",
        "url": f"/b/{slug}",
        "variableMeasured": head["metric_name"],
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": f"/api/v1/boards/{slug}/results",
        },
    }
    return page(head["benchmark_name"], body, about, generation)


def claim_page(
    claim: ClaimRecord, shown: TableRecord | None, decisions: Iterable[Mapping[str, Any]], generation: int
) -> str:
    evidence = sentence_html(claim) if shown is None else table_html(shown)
    boards = ", ".join(f'<a href="/b/{quote(slug)}">{escape(slug)}</a>' for slug in claim.boards)
    fields = [
        ("kind", escape(claim.kind)),
        ("metric", escape(claim.metric or "")),
        ("benchmarks", escape(", ".join(claim.benchmarks))),
        ("subject", escape(claim.subject or "")),
        ("baseline", escape(", ".join(claim.baseline))),
        ("boards", boards),
        ("no board", escape("; ".join(claim.unlinked))),
        ("status", escape(f"{claim.status}: {claim.why}" if claim.why else claim.status)),
        ("decisions", escape("; ".join(map(decided, decisions)))),
        ("as extracted", escape(claim.extracted or "")),
        ("rule", escape(f"{claim.rule}, extractor {claim.extractor_version}")),
        ("place", f"characters {claim.start_offset:,} to {claim.end_offset:,}"),
        ("file", escape(claim.source)),
        ("SHA-256", escape(claim.sha256)),
        ("read", f"{claim.extracted_at:%Y-%m-%d %H:%M} by {escape(claim.reader)} {escape(claim.reader_version)}"),
    ]
    paper = f'<p><a href="/paper/{quote(claim.document_id)}">{escape(claim.title or claim.document)}</a></p>'
    original = f"<p>{link(claim.url, claim.url)}</p>" if claim.url else ""
    body = f"{paper}{original}{evidence}{field_rows(fields)}"
    body += f'<p><a href="/api/v1/claims/{quote(claim.claim_id)}">JSON</a></p>'
    about = {
        "@type": "Claim",
        "name": claim.quote,
        "text": claim.sentence,
        "url": f"/claim/{claim.claim_id}",
        "appearance": {"@type": "ScholarlyArticle", "name": claim.title or claim.document, "datePublished": claim.date},
    }
    return page(claim.quote, body, about, generation)


def decided(entry: Mapping[str, Any]) -> str:
    """ "reject by Ada: overruled, contested" """
    contested = ", contested" if entry["contested"] else ""
    return f"{entry['action']} by {entry['decided_by']}: {entry['state']}{contested}"


def superseded_page(was: SupersededRecord, others: Sequence[Mapping[str, Any]], generation: int) -> str:
    """A claim that is current no more: its words as they were read, what took its place, what is current there."""
    fields = [
        ("state", escape(was.told)),
        ("since", f"{was.at:%Y-%m-%d %H:%M}" if was.at else ""),
        ("kind", escape(was.kind)),
        ("metric", escape(was.metric or "")),
        ("benchmarks", escape(", ".join(was.benchmarks))),
        ("subject", escape(was.subject or "")),
        ("rule", escape(was.rule)),
        ("file", escape(f"{was.source} ({was.document}), revision {was.revision}")),
    ]
    now = quote(was.by_document_id or was.document_id)
    paper = f'<p><a href="/paper/{now}">{escape(was.title or was.document)}</a></p>'
    body = f"<p><strong>This claim is current no more.</strong></p>{paper}{sentence_html(was)}{field_rows(fields)}"
    near = "".join(
        f'<li><a href="/claim/{quote(row["claim_id"])}">{escape(row["quote"])}</a> '
        f"{escape(', '.join(part for part in (row['subject'], row['metric']) if part))}</li>"
        for row in others
    )
    body += f"<h2>Current claims near its place</h2><ul>{near}</ul>" if near else ""
    return page(was.quote, body, generation=generation)


def paper_page(document: DocumentRecord, claims: Sequence[Mapping[str, Any]], generation: int) -> str:
    told = [", ".join(document.authors), document.venue, document.date, document.licence]
    body = f"<p>{escape(' · '.join(each for each in told if each))}</p>"
    body += f"<p>{link(document.url, document.url)}</p>" if document.url else ""
    body += table(
        ("kind", "reported", "metric", "benchmarks", "subject", "boards"),
        (
            (
                escape(row["kind"]),
                f'<a href="/claim/{quote(row["claim_id"])}">{escape(row["quote"])}</a>',
                escape(row["metric"] or "–"),
                escape(", ".join(row["benchmarks"])),
                escape(row["subject"] or "–"),
                ", ".join(f'<a href="/b/{quote(slug)}">{escape(slug)}</a>' for slug in row["boards"]),
            )
            for row in claims
        ),
        caption=f"{len(claims)} claims",
    )
    cut = "" if len(document.text) <= LONGEST_TEXT else f"<p>The first {LONGEST_TEXT:,} characters are shown.</p>"
    body += f'<h2>Text</h2>{cut}<pre class="text">{marked(document.text, claims)}</pre>'
    about = {
        "@type": "ScholarlyArticle",
        "name": document.title or document.name,
        "author": [{"@type": "Person", "name": name} for name in document.authors],
        "datePublished": document.date,
        "url": f"/paper/{document.document_id}",
        **({"sameAs": document.url} if link(document.url, "") != "" else {}),
    }
    return page(document.title or document.name or "untitled", body, about, generation)


def marked(text: str, claims: Sequence[Mapping[str, Any]]) -> str:
    """The text with every claim's quote marked and linked; of quotes that overlap the first one."""
    text = text[:LONGEST_TEXT]
    pieces: list[str] = []
    done = 0
    for row in claims:
        start, end = row["start_offset"], row["end_offset"]
        if start >= done and end <= len(text):
            pieces += escape(text[done:start]), mark(row, text[start:end])
            done = end
    return "".join(pieces) + escape(text[done:])


def mark(row: Mapping[str, Any], quoted: str) -> str:
    return f'<mark><a href="/claim/{quote(row["claim_id"])}" title="{escape(row["kind"])}">{escape(quoted)}</a></mark>'


# Where a thing of a kind has its page; names of other kinds are told and not linked.
PAGE_OF = {"board": "/b/{}", "claim": "/claim/{}", "document": "/paper/{}", "model": "/model?name={}"}


def fault_page(status: int, message: str, close: Sequence[str] = (), what: str = "") -> str:
    """What went wrong, and what may have been meant: names of `what` the error is about."""
    near = "".join(f"<li>{near_name(what, name)}</li>" for name in close)
    body = f"<p>{escape(message)}</p>" + (f"<p>Did you mean:</p><ul>{near}</ul>" if near else "")
    return page("Not found" if status == 404 else "This cannot be shown", body)


def near_name(what: str, name: str) -> str:
    if what not in PAGE_OF:
        return escape(name)
    return f'<a href="{PAGE_OF[what].format(quote(name, safe=""))}">{escape(name)}</a>'


def table(names: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    grid = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="wide" role="group" tabindex="0" aria-label="{escape(caption)}">{grid}</div>'


def number(value: object) -> str:
    return escape("–" if value is None else str(value))
