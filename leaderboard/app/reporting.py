"""Reporting a claim that was read wrongly: a text with all that whoever mends the rules needs, to copy or to send."""

import os
from html import escape
from io import StringIO
from urllib.parse import quote

import streamlit as st

from leaderboard import queries
from leaderboard.snapshot import snapshot_number
from registry.catalog import load_catalog

__all__ = ["report_text", "show_report"]

LONGEST_EXPLANATION = 6_000
LONGEST_ADDRESS = 6_000  # of a link; browsers and servers take more, and no tracker all of it


def show_report(claim: queries.ClaimRecord) -> None:
    """A button; then the text, and the link that `CLAIMBOARD_REPORT_LINK` makes of it, if it is set."""
    st.header("Report this claim", anchor=False)
    if not st.toggle("Write a report of what was read wrongly", key=f"report {claim.claim_id}"):
        return
    text = report_text(claim, snapshot_number())
    st.caption("Copy this text, say what is wrong, and send it to whoever keeps this registry or its rules.")
    st.code(text, language=None, wrap_lines=True)
    if address := report_link(f"Claim {claim.claim_id}: {claim.quote}", text):
        st.html(f'<p><a href="{escape(address)}" rel="noopener noreferrer" target="_blank">Send the report</a></p>')


def report_text(claim: queries.ClaimRecord, snapshot: int) -> str:
    """The claim, its words, how it was read and by which versions; and how `claimboard explain` reads its sentence."""
    place = f"characters {claim.start_offset} to {claim.end_offset}"
    if claim.table_index is not None and claim.row_index is not None and claim.column_index is not None:
        place += f", table {claim.table_index + 1}, row {claim.row_index + 1}, column {claim.column_index + 1}"
    told = {
        "claim": claim.claim_id,
        "quote": claim.quote,
        "sentence": claim.sentence,
        "read as": ", ".join(part for part in (claim.kind, claim.subject, claim.metric, *claim.benchmarks) if part),
        "boards": ", ".join(claim.boards) or "; ".join(claim.unlinked) or "none",
        "status": claim.status,
        "document": f"{claim.title or claim.document} {claim.url}".strip(),
        "place": place,
        "rule": claim.rule,
        "extractors": claim.extractor_version,
        "reader": f"{claim.reader} {claim.reader_version}",
        "snapshot": str(snapshot),
        "sha256": claim.sha256,
    }
    lines = [f"{name}: {' '.join(value.split())}" for name, value in told.items()]
    return "\n".join([*lines, "", "claimboard explain:", explained(claim), "", "What is wrong:"])


def explained(claim: queries.ClaimRecord) -> str:
    if claim.table_index is not None:
        return f"it was read from a table cell: {claim.cell}"
    from leaderboard.console.explain_page import explain_page, text_document

    out = StringIO()
    explain_page(text_document(claim.sentence, claim.title), load_catalog()).show(out)
    told = out.getvalue().strip()
    return told if len(told) <= LONGEST_EXPLANATION else told[:LONGEST_EXPLANATION] + " … (cut)"


def report_link(title: str, text: str) -> str:
    """The address that the setting makes: its {title} and {text} filled in; "" where it is not set, or is no address
    that a page may link to."""
    template = os.environ.get("CLAIMBOARD_REPORT_LINK", "")
    if not template.startswith(("https://", "http://", "mailto:")):
        return ""
    filled = template.replace("{title}", quote(title, safe=""))
    room = max(0, LONGEST_ADDRESS - len(filled))
    words = text
    while len(quote(words, safe="")) > room:
        words = words[: len(words) * 9 // 10]
    return filled.replace("{text}", quote(words, safe=""))
