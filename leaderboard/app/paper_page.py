"""One paper: its text and tables with every claim marked in place, its results, what the checks say; or the list of
all papers."""

import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app import marking, words
from leaderboard.app.address import asked, choice, href, not_found, to, typed
from leaderboard.app.download import download
from leaderboard.app.listed import LINK, html_table, listing, paged, whole
from leaderboard.app.said import show_findings
from leaderboard.console.listing import Column
from leaderboard.evidence_html import STYLE, link
from leaderboard.queries import DocumentRecord
from leaderboard.snapshot import kept
from registry.errors import UnknownNameError

__all__ = ["show"]

CLAIMS = tuple(
    Column(name, name) for name in ("kind", "quote", "metric", "benchmarks", "subject", "sentence", "claim_id")
)
PAPERS = tuple(Column(name, name) for name in ("title", "date", "venue", "url", "claims", "results"))
MOST_RESULTS = 200


def show() -> None:
    name = asked("id")
    if not name:
        papers()
        return
    try:
        document = kept(queries.document, name)
    except UnknownNameError as error:
        st.title("Paper", anchor=False)
        not_found("paper", name, error.close, lambda close: to("paper", id=close))
        return
    st.set_page_config(page_title=f"{document.title or document.name} · claimboard")
    claims = kept(queries.claims_of_document, document.document_id)
    head(document)
    st.html(marking.legend(claims.iter_rows(named=True)))
    text(document, claims)
    results(claims)
    unplaced(document)
    show_findings(kept(queries.findings_of_document, document.document_id), "What the checks say of it")
    download(
        claims.to_dicts,
        CLAIMS,
        document.document_id,
        [
            (f"/paper/{document.document_id}", "Plain page to cite"),
            (f"/api/v1/papers/{document.document_id}", "JSON of the API"),
        ],
    )


def head(document: DocumentRecord) -> None:
    told = [", ".join(document.authors), document.venue, document.date, document.licence]
    told += [words.count(document.claims, "claim"), words.count(document.results, "result")]
    about = words.cells(" · ".join(part for part in told if part))[0]
    st.html(f"<h1>{link(document.url, document.title or document.name)}</h1><p>{about}</p>")
    if not document.is_current:
        st.warning("This is an earlier revision of the document; its claims are current no more.")
        current = kept(queries.revisions, document.document_id).filter(is_current=True)
        for row in current.iter_rows(named=True):
            st.html(f"<p>{href(to('paper', id=row['document_id']), 'Open the current revision')}</p>")


def text(document: DocumentRecord, claims: pl.DataFrame) -> None:
    """The part of the text that the address asks for: by number, or the one that holds a claim."""
    st.header("Text", anchor=False)
    all_parts = marking.parts(
        marking.pieces(document.text, kept(queries.blocks, document.document_id).iter_rows(named=True))
    )
    here = asked("claim")
    place = claims.filter(claim_id=here)["start_offset"].to_list()
    number = part_asked(len(all_parts), part_of(all_parts, place[0]) if place else 1)
    part = all_parts[number - 1]
    if part:
        inside = claims.filter((pl.col("start_offset") < part[-1].end) & (pl.col("end_offset") > part[0].start))
        st.html(STYLE + marking.shown(document.text, part, inside.to_dicts(), here))
    if len(all_parts) > 1:
        links = [
            href(to("paper", id=document.document_id, part=str(at)), str(at)) for at in range(1, len(all_parts) + 1)
        ]
        links[number - 1] = f'<b aria-current="page">{number}</b>'
        st.html(f'<nav aria-label="Parts of the text">Part {" · ".join(links)}</nav>')


def part_of(all_parts: list[list[marking.Piece]], offset: int) -> int:
    return next((at for at, part in enumerate(all_parts, 1) if part and part[0].start <= offset < part[-1].end), 1)


def part_asked(last: int, otherwise: int) -> int:
    given = asked("part")
    if not given:
        return otherwise
    if given.isascii() and given.isdigit() and len(given) < 8 and 1 <= int(given) <= last:
        return int(given)
    st.warning(f"The text has no such part; it has {last:,}.")
    return otherwise


def results(claims: pl.DataFrame) -> None:
    placed = claims.filter(pl.col("boards").list.len() > 0)
    st.header("Results", anchor=False)
    if placed.is_empty():
        st.caption("None of its claims stands on a board; each claim says why.")
        return
    html_table(
        ("reported", "subject", "boards", "evidence"),
        (
            (
                *words.cells(row["quote"], row["subject"]),
                ", ".join(href(to("board", name=slug), words.board_named(slug)) for slug in row["boards"]),
                href(to("claim", id=row["claim_id"]), LINK),
            )
            for row in placed.head(MOST_RESULTS).iter_rows(named=True)
        ),
        "The paper's results",
    )
    if placed.height > MOST_RESULTS:
        st.caption(f"The first {MOST_RESULTS} of {placed.height:,}; the export has all.")


def unplaced(document: DocumentRecord) -> None:
    """The values that were read and stand on no board, each with the reason."""
    rows = kept(queries.unlinked_of_document, document.document_id)
    if rows.is_empty():
        return
    st.header("Read, and on no board", anchor=False)
    html_table(
        ("reported", "metric", "benchmarks", "subject", "why", "evidence"),
        (
            (
                *words.cells(row["quote"], row["metric"], ", ".join(row["benchmarks"]), row["subject"]),
                *words.cells(": ".join(part for part in (row["reason"], row["detail"]) if part)),
                href(to("claim", id=row["claim_id"]), LINK),
            )
            for row in rows.head(MOST_RESULTS).iter_rows(named=True)
        ),
        "Values that stand on no board",
    )
    if rows.height > MOST_RESULTS:
        st.caption(f"The first {MOST_RESULTS} of {rows.height:,}; the export has all.")


def papers() -> None:
    st.title("Papers", anchor=False)
    left, right = st.columns([3, 1])
    with left:
        search = typed("Search papers", "search", "a part of the title")
    with right:
        year = choice("Year", "year", kept(queries.years))
    rows, total = listing("papers", {"search": search, "year": year})
    if not rows:
        if search or year:
            st.info("No paper has this in its title. Try fewer letters, or any year.")
            return
        words.empty("Nothing has been read into this registry yet. Read papers:", "claimboard ingest PAPERS")
        return
    html_table(
        ("paper", "date", "venue", "claims", "results"),
        (
            (
                href(to("paper", id=row["document_id"]), row["title"] or row["name"]),
                *words.cells(row["date"], row["venue"], f"{row['claims']:,}", f"{row['results']:,}"),
            )
            for row in rows
        ),
        "Papers, newest first",
    )
    paged(total, "papers")
    filters = {"search": search, "year": year}
    addresses = [(to("paper", **filters), "This list's address"), ("/api/v1/papers", "JSON of the API")]
    download(lambda: whole("papers", filters), PAPERS, "papers", addresses)
