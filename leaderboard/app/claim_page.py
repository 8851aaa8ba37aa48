"""One claim: the words it came from, what was read of them, by which rule, from which file; what else says so, what the
checks say of it, and which revisions its document has had."""

from html import escape

import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app import words
from leaderboard.app.address import asked, forget, href, not_found, remember, to
from leaderboard.app.decisions import show_decisions
from leaderboard.app.download import download
from leaderboard.app.evidence import show_evidence
from leaderboard.app.listed import LINK, html_table
from leaderboard.app.reporting import show_report
from leaderboard.app.said import show_findings
from leaderboard.console.listing import Column
from leaderboard.evidence_html import STYLE, field_rows, link, sentence_html
from leaderboard.snapshot import kept
from registry.errors import UnknownNameError

__all__ = ["show"]

SAME = tuple(Column(name, name) for name in ("model", "printed", "board", "date", "title", "claim_id"))
OTHERS = 50


def show() -> None:
    claim_id = asked("id").strip()
    if not claim_id:
        st.title("Claim", anchor=False)
        st.info("Open a claim from a row of a board or from a paper, or give its id.")
        by_id(claim_id)
        return
    try:
        claim = kept(queries.claim, claim_id)
    except UnknownNameError as error:
        if was := kept(queries.superseded, claim_id):
            superseded_page(was)
            return
        st.title("Claim", anchor=False)
        not_found("claim", claim_id, error.close, lambda close: to("claim", id=close))
        by_id(claim_id)
        return
    page(claim)


def by_id(claim_id: str) -> None:
    given = st.text_input(
        "Claim", value=claim_id, placeholder="the id of a claim", key=f"claim {claim_id}", max_chars=64
    )
    if given.strip() != claim_id:
        remember("id", given.strip()) if given.strip() else forget("id")
        st.rerun()


def superseded_page(was: queries.SupersededRecord) -> None:
    st.html(f"<h1>{escape(was.quote)}</h1><p>{escape(was.title or was.document)}</p>")
    st.warning("This claim is current no more.")
    st.text(was.told)
    st.html(STYLE + sentence_html(was))
    history(was.document_id)
    others(was.by_document_id or was.document_id, was.claim_id, "Claims of what is current now")


def page(claim: queries.ClaimRecord) -> None:
    st.set_page_config(page_title=f"{claim.quote} · claimboard")
    told = " · ".join(part for part in (claim.subject, claim.metric, ", ".join(claim.benchmarks)) if part)
    links = [
        href(to("paper", id=claim.document_id, claim=claim.claim_id), "Open the paper, with its claims marked"),
        href(f"/claim/{claim.claim_id}", "Plain page to cite"),
        href(f"/api/v1/claims/{claim.claim_id}", "JSON"),
    ]
    source = link(claim.url, claim.title or claim.document)
    st.html(f"<h1>{escape(claim.quote)}</h1><p>{escape(told)}</p><p>{source}</p><p>{' · '.join(links)}</p>")
    show_evidence(claim, kept(queries.table_of, claim.claim_id))
    left, right = st.columns(2)
    with left:
        st.header("What was read", anchor=False)
        st.html(field_rows(reading(claim)))
    with right:
        st.header("Where it comes from", anchor=False)
        st.html(field_rows(origin(claim)))
    same(claim)
    show_findings(kept(queries.findings_of_claims, (claim.claim_id,)), "What the checks say of it")
    show_decisions(claim)
    history(claim.document_id)
    others(claim.document_id, claim.claim_id, "Other claims of this document")
    show_report(claim)


def same(claim: queries.ClaimRecord) -> None:
    """Other reports of the same model on the same board."""
    if not claim.boards:
        return
    found = kept(queries.same_results, claim.claim_id)
    st.header("What else says so", anchor=False)
    if found.is_empty():
        st.caption("No other place reports this model on this board.")
        return
    html_table(
        ("value", "agreement", "measured by", "paper", "date", "board", "evidence"),
        (
            (
                *words.cells(row["printed"], "agrees" if row["agrees"] else "≠ differs"),
                *words.cells(words.measured_by(row["first_party"])),
                href(to("paper", id=row["document_id"]), row["title"] or "untitled"),
                *words.cells(row["date"]),
                href(to("board", name=row["board"]), words.board_named(row["board"])),
                href(to("claim", id=row["claim_id"]), LINK),
            )
            for row in found.head(OTHERS).iter_rows(named=True)
        ),
        "Other reports of this model on this board",
    )
    if found.height > OTHERS:
        st.caption(f"The first {OTHERS} of {found.height:,}; the export has all.")
    download(found.to_dicts, SAME, f"beside-{claim.claim_id}", [(f"/claim/{claim.claim_id}", "Plain page to cite")])


def history(document_id: str) -> None:
    """What was read of this claim's document, and when; a row a content that its source has had."""
    found = kept(queries.revisions, document_id)
    st.header("History", anchor=False)
    html_table(
        ("revision", "read", "source", "state", "content"),
        (
            (
                *words.cells(row["revision"], f"{row['read_at']:%Y-%m-%d %H:%M}", row["source"]),
                *words.cells("current" if row["is_current"] else "superseded"),
                href(to("paper", id=row["document_id"]), row["document_id"]),
            )
            for row in found.head(OTHERS).iter_rows(named=True)
        ),
        "Revisions of the document",
    )


def reading(claim: queries.ClaimRecord) -> list[tuple[str, str]]:
    """The claim's fields, as the guideline names them; those that nobody stated are left out."""
    span = "" if claim.low is None else f"{claim.low:g} to {claim.high:g}"
    rows: list[tuple[str, object]] = [
        ("kind", claim.kind),
        ("value", claim.printed if claim.value is not None else span),
        ("unit", claim.unit),
        ("bound", claim.bound if claim.bound != "exact" else ""),
        ("uncertainty", claim.uncertainty),
        ("direction", claim.direction),
        ("basis", claim.basis),
        ("relation", claim.relation),
        ("metric", claim.metric),
        ("benchmarks", ", ".join(claim.benchmarks)),
        ("subject", claim.subject),
        ("baseline", ", ".join(claim.baseline)),
        ("over", claim.over_count),
        ("averaged", "yes" if claim.averaged else ""),
    ]
    told = [(name, "" if value is None else escape(str(value))) for name, value in rows]
    boards = ", ".join(
        href(to("board", name=slug, claim=claim.claim_id), words.board_named(slug)) for slug in claim.boards
    )
    decided = f"{claim.status}: {claim.why}" if claim.why else claim.status
    return [
        *told,
        ("board", boards),
        *places(claim),
        ("on no board", escape("; ".join(claim.unlinked))),
        ("status", escape(decided)),
        ("as extracted", escape(claim.extracted or "")),
    ]


def places(claim: queries.ClaimRecord) -> list[tuple[str, str]]:
    """Under which conditions it stands on its boards, and who measured it."""
    if not claim.boards:
        return []
    rows = kept(queries.places_of, claim.claim_id).to_dicts()
    told = {
        "split": [row["split"] for row in rows],
        "protocol": [words.setting(row["protocol"]) for row in rows],
        "measured by": [words.measured_by(row["first_party"]) for row in rows],
    }
    return [(name, escape("; ".join(dict.fromkeys(each for each in said if each)))) for name, said in told.items()]


def origin(claim: queries.ClaimRecord) -> list[tuple[str, str]]:
    cell = (
        ""
        if claim.table_index is None or claim.row_index is None or claim.column_index is None
        else f"table {claim.table_index + 1}, row {claim.row_index + 1}, column {claim.column_index + 1}"
    )
    return [
        ("paper", link(claim.url, claim.title or claim.document)),
        ("date", escape(claim.date)),
        ("licence", escape(claim.licence)),
        ("file", escape(claim.source)),
        ("characters", f"{claim.start_offset} to {claim.end_offset}"),
        ("cell", cell),
        ("page", on_paper(claim)),
        ("rule", f"<code>{escape(claim.rule)}</code>"),
        ("extractor", f"<code>{escape(claim.extractor_version)}</code>"),
        ("reader", escape(f"{claim.reader} {claim.reader_version}")),
        ("read", f"{claim.extracted_at:%Y-%m-%d %H:%M}"),
        ("sha256", f"<code>{escape(claim.sha256)}</code>"),
        ("claim", f"<code>{escape(claim.claim_id)}</code>"),
    ]


def on_paper(claim: queries.ClaimRecord) -> str:
    if claim.page is None:
        return ""
    across = f"{claim.box_left:g} to {claim.box_right:g} points from the left"
    return f"{claim.page}: {across}, {claim.box_top:g} to {claim.box_bottom:g} from the top"


def others(document_id: str, claim_id: str, head: str) -> None:
    found = kept(queries.claims_of_document, document_id).filter(pl.col("claim_id") != claim_id)
    st.header(head, anchor=False)
    if found.is_empty():
        st.caption("None.")
        return
    html_table(
        ("reported", "kind", "metric", "benchmarks", "subject", "evidence"),
        (
            (
                *words.cells(row["quote"], row["kind"], row["metric"], ", ".join(row["benchmarks"]), row["subject"]),
                href(to("claim", id=row["claim_id"]), LINK),
            )
            for row in found.head(OTHERS).iter_rows(named=True)
        ),
        head,
    )
    if found.height > OTHERS:
        all_of = href(to("paper", id=document_id), "the paper has all")
        st.html(f"<p>The first {OTHERS} of {found.height:,}; {all_of}.</p>")
