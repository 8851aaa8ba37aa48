"""Taking rows along: CSV, JSON, Markdown and LaTeX of all that is listed, BibTeX of the papers behind it, and the
addresses to cite."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from io import StringIO
from typing import Any

import streamlit as st

from leaderboard import queries
from leaderboard.app.address import href
from leaderboard.console.listing import Column, Format, write_rows
from leaderboard.exports.bibtex import entries
from leaderboard.snapshot import snapshot

__all__ = ["CLAIMS", "bibtex", "download", "written"]

Rows = Sequence[dict[str, Any]]
FORMATS = (
    ("CSV", Format.csv, "csv", "text/csv"),
    ("JSON", Format.json, "json", "application/json"),
    ("Markdown", Format.md, "md", "text/markdown"),
    ("LaTeX", Format.latex, "tex", "application/x-tex"),
)
# The columns by which a row names its claims.
CLAIMS = ("claim_id", "other_claim_id")


def download(
    rows: Callable[[], Rows],
    columns: Sequence[Column],
    name: str,
    addresses: Sequence[tuple[str, str]] = (),
    papers: bool = True,
    label: str = "Export and cite",
) -> None:
    """A button a format, which writes `rows()` when it is pressed; and links to `addresses` (address, words). `papers`:
    the rows name claims or documents, so that there is something to cite. `label` tells the exports of a page apart."""
    with st.popover(label, key=f"export {name}"):
        for called, form, ending, media_type in FORMATS:
            button(called, partial(written, rows, form, columns), f"{name}.{ending}", media_type)
        if papers:
            button("BibTeX of the papers", partial(bibtex, rows), f"{name}.bib", "application/x-bibtex")
        if addresses:
            st.html("".join(f"<p>{href(address, said)}</p>" for address, said in addresses))


def button(label: str, made: Callable[[], bytes], file: str, media_type: str) -> None:
    st.download_button(label, made, file, media_type, key=f"download {file}", on_click="ignore", width="stretch")


def written(rows: Callable[[], Rows], form: Format, columns: Sequence[Column]) -> bytes:
    out = StringIO()
    write_rows(rows(), form, out, columns)
    return out.getvalue().encode()


def bibtex(rows: Callable[[], Rows]) -> bytes:
    """The papers that the rows name by their claims, or by their documents where they name no claim."""
    found = rows()
    claims = named(value for row in found for name in CLAIMS if (value := row.get(name)))
    con, generation = snapshot()
    with con:
        if claims:
            papers = queries.cited_by_claims(con, claims)
        else:
            papers = queries.cited_documents(con, named(row.get("document_id") for row in found))
    return "".join(entries(papers, generation)).encode()


def named(ids: Iterable[Any]) -> list[str]:
    return sorted({each for each in ids if isinstance(each, str)})
