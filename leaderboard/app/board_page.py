"""One board: its ranking, what it can be narrowed to, the best so far over time, and the evidence of a row."""

import json
from html import escape
from typing import Any

import duckdb
import polars as pl
import streamlit as st

from leaderboard import queries
from leaderboard.app import words
from leaderboard.app.address import asked, choice, choices, href, not_found, to, typed
from leaderboard.app.boards_list import show_boards
from leaderboard.app.download import download
from leaderboard.app.evidence import show_evidence
from leaderboard.app.listed import LINK, PER_PAGE, html_table, paged, pick, told_page
from leaderboard.app.said import show_findings
from leaderboard.charts import best_so_far, compared
from leaderboard.console.board_page import RANKING, SIBLINGS, apart, ranked
from leaderboard.exports.headings import conditions
from leaderboard.snapshot import kept
from leaderboard.web.pages import FILES
from registry.errors import UnknownNameError

__all__ = ["show"]

STATUSES = ("extracted", "accepted", "corrected", "rejected", "disputed", "reports differ", "has findings")
MEASURED = ("first party", "cited", "unclear")
COLUMNS = ("rank", "model", "value", "±", "status", "evidence", "date", "paper", "measured by", "venue", "reports")
SHOWN_FIRST = ("rank", "model", "value", "±", "status", "evidence", "date", "paper")
DOTS = 250  # of a chart, so that it stays light; the line of the best runs over all


def show() -> None:
    slug = asked("name")
    if not slug:
        show_boards()
        return
    ranking = kept(queries.standing, slug)
    if ranking.is_empty():
        try:
            kept(queries.board, slug)
        except UnknownNameError as error:
            st.title("Board", anchor=False)
            not_found("board", slug, error.close, lambda name: to("board", name=name))
            return
    head = ranking.row(0, named=True)
    st.set_page_config(page_title=f"{head['benchmark_name']} · claimboard")
    title(head)
    protocol(slug, head)
    rows = narrowed(dressed(ranking, slug))
    left, right = st.columns([2, 1])
    with left:
        claim_id = table(rows, ranking.height, slug)
    with right:
        over_time(slug, head)
    if claim_id:
        evidence(claim_id)
    compare(ranking, head)
    beside(slug)


def title(head: dict[str, Any]) -> None:
    st.html(f"<h1>{escape(head['benchmark_name'])}</h1>")
    parts = [head["metric_name"], head["unit"], words.ARROWS.get(str(head["direction"]), "no direction: not ranked")]
    parts += [f"split: {head['split']}" if head["split"] else "", head["task"], words.setting(head["protocol"])]
    st.text(" · ".join(str(part) for part in parts if part))


def protocol(slug: str, head: dict[str, Any]) -> None:
    """Results under other conditions stand on other boards: the way to them."""
    others = kept(queries.siblings, slug)
    if others.is_empty():
        return
    slugs = [slug, *others["board"].head(PER_PAGE).to_list()]
    told = {row["board"]: row for row in [head, *others.iter_rows(named=True)]}

    def named(each: str) -> str:
        return conditions(told[each])

    chosen = st.selectbox("Split and protocol", slugs, format_func=named, key=f"protocol of {slug}")
    if chosen != slug:
        st.query_params.from_dict({"name": str(chosen)})
        st.rerun()


def dressed(ranking: pl.DataFrame, slug: str) -> pl.DataFrame:
    """The ranking with the columns that people see."""
    findings = dict(kept(queries.findings_of_board, slug).iter_rows())
    return ranking.with_columns(
        pl.col("printed").alias("value told"),
        pl.col("uncertainty").alias("±"),
        told=pl.concat_str(
            pl.when(pl.col("status") == "disputed")
            .then(pl.lit("disputed: out of range"))
            .when(pl.col("status") == "rejected")
            .then(pl.format("rejected: {}", pl.col("why").fill_null("")))
            .when(pl.col("status") != "extracted")
            .then("status"),
            pl.when("conflict").then(pl.lit("≠ reports differ")),
            separator=" ",
            ignore_nulls=True,
        ),
        findings=pl.col("claim_id").replace_strict(findings, default=0, return_dtype=pl.Int64),
        date=pl.col("date").replace("", "–"),
        evidence=pl.format("/claim?id={}", "claim_id"),
        paper=pl.col("title").replace("", "–"),
        measured=pl.col("first_party").replace_strict(
            {True: "first party", False: "cited"}, default="unclear", return_dtype=pl.String
        ),
    )


def narrowed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that the filters leave."""
    text, year, measured, status = st.columns(4)
    with text:
        wanted = typed("Model or paper", "text", "a part of the name").lower()
    with year:
        since = choice("Year", "year", [str(each) for each in sorted(set(rows["year"].drop_nulls()), reverse=True)])
    with measured:
        by = choice("Measured by", "by", MEASURED)
    with status:
        state = choice("Status", "status", STATUSES)
    if wanted:
        named = pl.concat_str("model", "title", separator="\n").str.to_lowercase().str.contains(wanted, literal=True)
        rows = rows.filter(named)
    if since:
        rows = rows.filter(year=int(since))
    if by:
        rows = rows.filter(measured=by)
    keeps = {
        "reports differ": pl.col("conflict"),
        "has findings": pl.col("findings") > 0,
    }
    return rows.filter(keeps.get(state, pl.col("status") == state)) if state else rows


def table(rows: pl.DataFrame, total: int, slug: str) -> str:
    """A page of the ranking; the claim of the row one picked, or ""."""
    if rows.is_empty():
        st.info("No row of this board passes these filters. Set one of them back to “any”.")
        return asked("claim")
    first = PER_PAGE * (told_page(rows.height) - 1)
    part = rows.slice(first, PER_PAGE)
    columns = st.container()
    claim_id = pick(
        seen(part, columns),
        part["claim_id"].to_list(),
        "claim",
        f"Ranking, {part.height} of {rows.height} rows; each row's evidence opens its claim",
        CONFIG,
    )
    paged(rows.height, "rows")
    unranked = "" if all_ranked(rows) else " Rows without a rank are disputed, rejected, or levels to be held against."
    st.caption(
        f"Showing {rows.height:,} of {words.count(total, 'row')}. Pick a row for the sentence or table behind it. "
        f"Dates are those of the documents that report.{unranked}"
    )
    download(
        lambda: ranked(rows.to_dicts()),
        RANKING,
        slug,
        [
            (to("board", name=slug), "This board's address"),
            (f"/b/{slug}", "Plain page to cite"),
            *((f"/export/{slug}.{ending}", f"Whole board: {name}") for ending, name in FILES.items()),
            (f"/api/v1/boards/{slug}", "JSON of the API"),
            (f"/badge/{slug}.svg", "Badge"),
        ],
    )
    return claim_id


def all_ranked(rows: pl.DataFrame) -> bool:
    return rows["rank"].null_count() == 0


def seen(part: pl.DataFrame, place: Any) -> pl.DataFrame:
    """The columns one chose; a spread or a mark that no row has takes no room."""
    with place, st.expander("Columns"):
        wanted = choices("Columns", "columns", COLUMNS, SHOWN_FIRST)
    told = part.with_columns(
        status=pl.when(pl.col("findings") > 0)
        .then(pl.concat_str("told", pl.format("⚑ {} findings", "findings"), separator=" "))
        .otherwise("told")
        .str.strip_chars()
    ).select("rank", "model", "±", "status", "evidence", "date", "paper", "venue", "reports", **RENAMED)
    empty = [name for name in ("±", "status") if told[name].replace("", None).null_count() == told.height]
    return told.select([name for name in COLUMNS if name in (wanted or SHOWN_FIRST) and name not in empty])


RENAMED = {"value": pl.col("value told"), "measured by": pl.col("measured")}
CONFIG = {
    "rank": st.column_config.NumberColumn("rank", width="small"),
    "value": st.column_config.TextColumn("value", width="small"),
    "±": st.column_config.TextColumn("±", width="small", help="The spread, where the paper reports one."),
    "date": st.column_config.TextColumn("date", help="Of the document that reports it; of the paper it names, if any."),
    "reports": st.column_config.NumberColumn("reports", help="How many documents and cells report it."),
    "status": st.column_config.TextColumn("status", width=120),
    "evidence": st.column_config.LinkColumn("evidence", display_text=LINK, width="small"),
}


def over_time(slug: str, head: dict[str, Any]) -> None:
    st.header("Best so far", anchor=False)
    chart, shown, total = kept(drawn_over_time, slug, axis(head), head["direction"] != "lower")
    if not shown:
        st.caption("No result of this board that counts has a date.")
        return
    st.vega_lite_chart(json.loads(chart), alt=f"{axis(head)} of results over time, with the best so far as a line")
    st.caption(
        f"Showing {shown:,} of {total:,} results: dated, not disputed, not rejected, the best {DOTS} at most. "
        "The line runs over all of them."
    )


def drawn_over_time(con: duckdb.DuckDBPyConnection, slug: str, axis: str, descending: bool) -> tuple[str, int, int]:
    """The chart as JSON, how many results it shows, and of how many. Drawn once a snapshot: Altair takes four times as
    long as all the rest of the page."""
    results = queries.results(con, slug)
    dated = results.filter((pl.col("date") != "") & ~pl.col("disputed") & (pl.col("status") != "rejected"))
    dots = dated.sort("value", descending=descending).head(DOTS)
    if dots.is_empty():
        return "", 0, results.height
    spec = best_so_far(dots, queries.history(con, slug), axis).to_dict()
    spec.pop("config", None)  # the page has its own theme
    return json.dumps(spec), dots.height, results.height


def axis(head: dict[str, Any]) -> str:
    return f"{head['metric_name']} ({head['unit']})" if head["unit"] else str(head["metric_name"])


def evidence(claim_id: str) -> None:
    try:
        claim = kept(queries.claim, claim_id)
    except UnknownNameError:
        st.warning("The claim in this address is not in this registry.")
        st.text(claim_id)
        return
    st.header("Evidence", anchor=False)
    st.text(claim.title)
    show_evidence(claim, kept(queries.table_of, claim_id))
    paper = href(to("paper", id=claim.document_id, claim=claim_id), "Open the paper, with its claims marked")
    st.html(f"<p>{href(to('claim', id=claim_id), 'Open this claim')} · {paper}</p>")
    show_findings(kept(queries.findings_of_claims, (claim_id,)), "What the checks say of it")


def compare(ranking: pl.DataFrame, head: dict[str, Any]) -> None:
    st.header("Compare", anchor=False)
    ranking = ranking.filter(pl.col("status") != "rejected")
    models = ranking["model"].unique(maintain_order=True).head(500).to_list()
    chosen = choices("Models to compare", "compare", models, placeholder="Choose two or more")
    rows = ranking.filter(pl.col("model").is_in(chosen))
    if rows.height < 2:
        st.caption("Choose two models or more to see them beneath one another.")
        return
    st.altair_chart(compared(spread(rows), axis(head)), alt=f"{axis(head)} of {rows.height} chosen models")
    best = rows["value"].max() if head["direction"] != "lower" else rows["value"].min()
    html_table(
        ("model", "value", "±", "behind the best", "measured by", "date", "evidence"),
        (
            (
                *words.cells(row["model"], row["printed"], row["uncertainty"]),
                f"{abs(row['value'] - best):.6g}",
                *words.cells(words.measured_by(row["first_party"]), row["date"]),
                href(to("claim", id=row["claim_id"]), LINK),
            )
            for row in rows.iter_rows(named=True)
        ),
        "The chosen models",
    )
    download(lambda: ranked(rows.to_dicts()), RANKING, f"{head['board']}-compared", label="Export the comparison")


def spread(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `uncertainty` as a number in the metric's scale, which the printed value may not be in (".745 ±
    .01" of 74.5); None where it is no single number."""
    printed = pl.col("printed").str.extract(r"(-?\d*\.?\d+)").cast(pl.Float64, strict=False)
    reported = pl.col("uncertainty").str.extract(r"^\s*±?\s*(\d*\.?\d+)\s*%?\s*$").cast(pl.Float64, strict=False)
    times = (pl.col("value") / printed).abs()
    scale = pl.when(times.is_between(99, 101)).then(100.0).when(times.is_between(0.0099, 0.0101)).then(0.01)
    return rows.with_columns(uncertainty=reported * scale.otherwise(1.0))


def beside(slug: str) -> None:
    """What may be compared with care: the same measure on another split, or under other conditions."""
    others = kept(queries.siblings, slug)
    if others.is_empty():
        return
    st.header("Other boards of this benchmark and metric", anchor=False)
    html_table(
        ("split and protocol", "models", "best", "value"),
        (
            (
                href(to("board", name=row["board"]), conditions(row)),
                f"{row['models']:,}",
                *words.cells(row["best_model"], row["best_printed"]),
            )
            for row in others.head(PER_PAGE).iter_rows(named=True)
        ),
        "Other boards of this benchmark and metric",
    )
    if others.height > PER_PAGE:
        st.caption(f"The fullest {PER_PAGE} of {others.height:,}; the export has all.")
    download(lambda: apart(others.to_dicts()), SIBLINGS, f"{slug}-others", papers=False, label="Export these boards")
