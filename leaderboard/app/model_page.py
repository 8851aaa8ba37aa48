"""One model: all its results, with who measured them; or the list of all models."""

import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app import words
from leaderboard.app.address import asked, choice, href, not_found, to, typed
from leaderboard.app.download import download
from leaderboard.app.listed import LINK, PER_PAGE, html_table, listing, paged, told_page, whole
from leaderboard.app.said import show_findings
from leaderboard.console.listing import Column
from leaderboard.snapshot import kept
from registry.errors import UnknownNameError

__all__ = ["show"]

RESULTS = tuple(
    Column(key, head)
    for key, head in (
        ("benchmark_name", "benchmark"),
        ("metric_name", "metric"),
        ("split", "split"),
        ("printed", "value"),
        ("rank", "rank"),
        ("date", "date"),
        ("title", "document"),
        ("claim_id", "claim"),
    )
)
MODELS = tuple(
    Column(name, name.replace("_", " "))
    for name in ("model", "results", "boards", "papers", "first_reported", "last_reported")
)
MEASURED = ("first party", "cited", "unclear")


def show() -> None:
    name = asked("name")
    if not name:
        models()
        return
    try:
        results = kept(queries.model_results, name)
    except UnknownNameError as error:
        st.title("Model", anchor=False)
        not_found("model", name, error.close, lambda close: to("model", name=close))
        return
    spellings = results["model"].unique(maintain_order=True).to_list()
    st.set_page_config(page_title=f"{spellings[0]} · claimboard")
    st.html(f"<h1>{words.cells(spellings[0])[0]}</h1>")
    told = [words.count(results.height, "result"), words.count(results["board"].n_unique(), "board")]
    told += [words.count(results["document_id"].n_unique(), "paper")]
    told += [f"also spelled {', '.join(spellings[1:6])}"] if len(spellings) > 1 else []
    st.text(" · ".join(told))
    ranks = kept(queries.ranks, tuple(results["board"].unique().sort()))
    own = results.join(ranks, on=["board", "claim_id"], how="left", maintain_order="left")
    table(own, name)
    claim_ids = tuple(results["claim_id"].head(2_000).to_list())
    findings = kept(queries.findings_of_claims, claim_ids)
    show_findings(findings.filter(pl.col("severity") != "note"), "What the checks say of its results")


def table(results: pl.DataFrame, name: str) -> None:
    left, right = st.columns([3, 1])
    with left:
        text = typed("Benchmark or metric", "text", "a part of the name").lower()
    with right:
        by = choice("Measured by", "by", MEASURED)
    if text:
        named = pl.concat_str("benchmark_name", "metric_name", "board", separator="\n").str.to_lowercase()
        results = results.filter(named.str.contains(text, literal=True))
    if by:
        said = {"first party": True, "cited": False, "unclear": None}[by]
        results = results.filter(pl.col("first_party").eq_missing(pl.lit(said, dtype=pl.Boolean)))
    if results.is_empty():
        st.info("No result of this model passes these filters. Set one of them back to “any”.")
        return
    html_table(
        ("board", "value", "rank", "measured by", "date", "paper", "evidence"),
        (
            (
                href(to("board", name=row["board"]), words.board_name(row)),
                words.cells(row["printed"])[0] + (f" {row['status']}" if row["status"] != "extracted" else ""),
                *words.cells(row["rank"], words.measured_by(row["first_party"]), row["date"]),
                href(to("paper", id=row["document_id"]), row["title"] or "untitled"),
                href(to("claim", id=row["claim_id"]), LINK),
            )
            for row in results.slice(PER_PAGE * (told_page(results.height) - 1), PER_PAGE).iter_rows(named=True)
        ),
        "Results of this model",
    )
    paged(results.height, "results")
    st.caption("A rank stands where this is the model's best result on the board.")
    download(results.to_dicts, RESULTS, f"model-{name[:40]}", [(to("model", name=name), "This model's address")])


def models() -> None:
    st.title("Models", anchor=False)
    search = typed("Search models", "search", "a part of the name")
    rows, total = listing("models", {"search": search})
    if not rows:
        if search:
            st.info("No model has this in its name. Try fewer letters, or another spelling.")
            return
        words.empty("No result of a model has been read yet. Read more papers:", "claimboard ingest PAPERS")
        return
    html_table(
        ("model", "results", "boards", "papers", "first reported", "last reported"),
        (
            (
                href(to("model", name=row["model"]), row["model"]),
                *words.cells(*(f"{row[name]:,}" for name in ("results", "boards", "papers"))),
                *words.cells(row["first_reported"], row["last_reported"]),
            )
            for row in rows
        ),
        "Models, those with the most results first",
    )
    paged(total, "models")
    addresses = [(to("model", search=search), "This list's address"), ("/api/v1/models", "JSON of the API")]
    download(lambda: whole("models", {"search": search}), MODELS, "models", addresses, papers=False)
