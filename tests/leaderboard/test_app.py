"""The pages as Streamlit runs them, on the bundled sample, on a registry without claims, on none."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

import leaderboard.app.main as entry
from leaderboard import queries
from leaderboard.app import marking
from leaderboard.app.address import APP_PAGES
from leaderboard.app.board_page import spread
from leaderboard.app.download import bibtex, written
from leaderboard.app.listed import whole
from leaderboard.app.saved import SavedQueryError, save, saved
from leaderboard.app.sql_page import EXAMPLES
from leaderboard.charts import best_so_far
from leaderboard.console.listing import Column, Format
from leaderboard.evidence_html import link
from leaderboard.guarded import ask
from leaderboard.ingest import ingest
from leaderboard.queries.listings import LISTINGS
from registry.catalog import load_catalog
from registry.snapshots import connect

Page = Callable[..., AppTest]


@pytest.fixture
def page(demo_registry: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setenv("CLAIMBOARD_DB", str(demo_registry))

    def opened(page_name: str, /, **query: str) -> AppTest:
        script = f"from leaderboard.app import {page_name}\n{page_name}.show()\n"
        test = AppTest.from_string(script, default_timeout=60)
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    return opened


def said(page: AppTest) -> str:
    """All that a page tells, its HTML too."""
    kinds = (page.text, page.caption, page.error, page.info, page.warning, page.success, page.title, page.header)
    return " ".join([*(str(each.value) for kind in kinds for each in kind), html(page)])


def html(page: AppTest) -> str:
    return " ".join(str(each.proto.body) for each in page.get("html"))


PAGES = ("home", "board", "model", "paper", "claim", "conflicts", "findings", "sql", "about")


@pytest.fixture(scope="module")
def empty_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    (folder / "nothing.md").write_text("# A page without a number\n\nNothing is reported here.\n", encoding="utf-8")
    ingest([str(folder / "nothing.md")], folder / "empty.duckdb", load_catalog())
    return folder / "empty.duckdb"


def test_the_routes_know_every_page() -> None:
    """What is no page is answered with 404."""
    assert [path for _, _, path in entry.PAGES] + ["claim"] == list(APP_PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(page: Page, name: str) -> None:
    shown = page(f"{name}_page")
    assert not shown.exception
    assert not shown.error
    assert said(shown)


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("home", "New papers"),
        ("board", "claimboard ingest"),
        ("model", "claimboard ingest"),
        ("paper", "A page without a number"),
        ("claim", "give its id"),
        ("conflicts", "No two reports"),
        ("findings", "run with every ingest"),
        ("sql", "None yet"),
        ("about", "This snapshot"),
    ],
)
def test_a_registry_without_claims_says_what_to_do(
    page: Page, empty_registry: Path, monkeypatch: pytest.MonkeyPatch, name: str, cure: str
) -> None:
    monkeypatch.setenv("CLAIMBOARD_DB", str(empty_registry))
    shown = page(f"{name}_page")
    assert not shown.exception
    assert cure in said(shown) + " ".join(code.value for code in shown.code)


@pytest.mark.parametrize(
    ("name", "query", "told"),
    [
        ("board", {"name": "no-such-board"}, "There is no such board"),
        ("model", {"name": "no such model"}, "There is no such model"),
        ("paper", {"id": "0" * 16}, "There is no such paper"),
        ("claim", {"id": "0" * 16}, "There is no such claim"),
        ("findings", {"finding": "0" * 16}, "There is no such finding"),
        ("conflicts", {"pair": "x-y"}, "There is no such claim"),
        ("conflicts", {"board": "no-such-board"}, "There is no such board"),
        ("findings", {"severity": "dreadful"}, "no such choice"),
        ("paper", {"page": "99"}, "no such page"),
        ("model", {"page": "-1"}, "no such page"),
        ("paper", {"search": "qqqqqq"}, "No paper has this"),
        ("home", {"search": "qqqqqq"}, "Nothing has this in its name"),
        ("sql", {"q": "DROP VIEW claims"}, "The query was not answered"),
    ],
)
def test_what_is_not_there_is_told(page: Page, name: str, query: dict[str, str], told: str) -> None:
    shown = page(f"{name}_page", **query)
    assert not shown.exception
    assert told in said(shown)
    assert len(shown.title) + html(shown).count("<h1") == 1


def test_home_leads_with_papers_that_say_something(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tmp_path / "mixed.duckdb"
    (tmp_path / "heron.md").write_text("# Herons\n\nHeron reaches 84.5 F1 on SQuAD 2.0.\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# Nothing is reported here\n\nOnly words.\n", encoding="utf-8")
    (tmp_path / "entries.yaml").write_text(
        "- dataset: {id: openai/gsm8k}\n  metric: accuracy\n  value: 74.5\n", encoding="utf-8"
    )
    ingest([str(tmp_path / name) for name in ("heron.md", "README.md", "entries.yaml")], db, load_catalog())
    monkeypatch.setenv("CLAIMBOARD_DB", str(db))
    shown = html(page("home_page"))
    assert "Herons" in shown
    assert "Nothing is reported here" not in shown
    assert "entries" not in shown
    assert "All 3 papers" in shown


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("board", {"name": "squad"}),
        ("conflicts", {"board": "squad"}),
        ("model", {"name": "bret"}),
        ("claim", {"id": ""}),
    ],
)
def test_near_names_are_links(page: Page, demo_registry: Path, name: str, query: dict[str, str]) -> None:
    if name == "claim":
        known = connect(demo_registry).execute("SELECT min(claim_id) FROM claims").fetchall()[0][0]
        query = {"id": known[:8]}
    shown = page(f"{name}_page", **query)
    assert "Did you mean" in html(shown)
    assert f'href="/{name}?' in html(shown)


def test_home_finds_boards_models_and_papers(page: Page) -> None:
    shown = page("home_page", search="bert")
    assert [each.value.split(" (")[0] for each in shown.header] == ["Boards", "Models", "Papers"]
    assert 'href="/model?name=BERT"' in html(shown)
    assert 'href="/paper?id=' in html(shown)
    assert 'href="/board?name=' in html(page("home_page", search="stanford question"))


def test_a_board_opens_in_the_order_of_its_ranks(page: Page, demo_registry: Path) -> None:
    slug = queries.boards(connect(demo_registry))["board"][0]
    shown = page("board_page", name=slug)
    ranks = [rank for rank in shown.dataframe[0].value["rank"].tolist() if rank == rank]
    assert not shown.exception
    assert len(ranks) > 5
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        ({"text": "gpt"}, lambda row: "gpt" in f"{row['model']} {row['title']}".lower()),
        ({"year": "2023"}, lambda row: row["year"] == 2023),
        ({"by": "first party"}, lambda row: row["first_party"] is True),
        ({"by": "cited"}, lambda row: row["first_party"] is False),
        ({"status": "reports differ"}, lambda row: row["conflict"]),
        ({"status": "disputed"}, lambda row: row["disputed"]),
        ({"text": "$5 and <b>"}, lambda row: False),
    ],
)
def test_filters_of_a_board(
    page: Page, demo_registry: Path, query: dict[str, str], keeps: Callable[[dict[str, Any]], bool]
) -> None:
    slug = queries.boards(connect(demo_registry))["board"][0]
    rows = queries.standing(connect(demo_registry), slug).to_dicts()
    shown = page("board_page", name=slug, **query)
    assert not shown.exception
    models = shown.dataframe[0].value["model"].tolist() if shown.dataframe else []
    assert models == [row["model"] for row in rows if keeps(row)][:50]


SPREADS = [
    ("0.745", 74.5, "± 0.01", 1.0),  # printed as a share of what counts to 100
    ("74.5", 74.5, "0.06", 0.06),
    ("84.3%", 84.3, "± .2 %", 0.2),
    ("0", 0.0, "1.5", 1.5),
    ("84.3", 84.3, "[83, 85]", None),
    ("84.3", 84.3, "sd", None),
    ("84.3", 84.3, None, None),
]


def test_a_spread_is_drawn_in_the_scale_of_its_value() -> None:
    columns = ("printed", "value", "uncertainty", "drawn")
    rows = pl.DataFrame(SPREADS, schema=columns, orient="row")
    assert spread(rows)["uncertainty"].to_list() == rows["drawn"].to_list()


LINES = [
    (2, [("2020-01", 1.0), ("2021-03", 2.0), ("2024-05", 2.0)]),
    (0, []),
]


@pytest.mark.parametrize(("records", "line"), LINES)
def test_the_best_so_far_stands_until_the_last_result(records: int, line: list[tuple[str, float]]) -> None:
    results = pl.DataFrame({"date": ["2020-01", "2021-03", "2024-05"], "value": [1.0, 2.0, 1.5]}).with_columns(
        printed=pl.lit(""), model=pl.lit(""), title=pl.lit("")
    )
    drawn = best_so_far(results, results.head(records), "accuracy").to_dict()
    steps = drawn["datasets"][drawn["layer"][1]["data"]["name"]]
    assert [(step["date"], step["value"]) for step in steps] == line


def test_a_board_names_its_files(page: Page, demo_registry: Path) -> None:
    slug = queries.boards(connect(demo_registry))["board"][0]
    shown = page("board_page", name=slug)
    for ending in ("csv", "json", "tex", "md", "bib"):
        assert f"/export/{slug}.{ending}" in html(shown)


def test_a_picked_row_is_a_claim_in_the_address(page: Page, demo_registry: Path) -> None:
    slug = queries.boards(connect(demo_registry))["board"][0]
    ranking = queries.standing(connect(demo_registry), slug)
    third = ranking.row(2, named=True)
    shown = page("board_page", name=slug)
    key = f"claim of {hash(tuple(ranking['claim_id'].head(50)))}"
    shown.session_state[key] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    shown.run()
    assert shown.query_params["claim"] in (third["claim_id"], [third["claim_id"]])
    assert f"/claim?id={third['claim_id']}" in html(shown)


def test_a_claim_in_the_address_shows_its_evidence_on_the_board(page: Page, demo_registry: Path) -> None:
    slug = queries.boards(connect(demo_registry))["board"][0]
    third = queries.standing(connect(demo_registry), slug).row(2, named=True)
    shown = page("board_page", name=slug, claim=third["claim_id"], text="no row has this")
    assert "Evidence" in [each.value for each in shown.header] or third["claim_id"] in shown.query_params["claim"]


def test_models_are_compared_beneath_one_another(page: Page, demo_registry: Path) -> None:
    slug = queries.boards(connect(demo_registry))["board"][0]
    two = queries.standing(connect(demo_registry), slug)["model"].to_list()[:2]
    shown = page("board_page", name=slug)
    shown.multiselect(key="compare").set_value(two).run()
    assert not shown.exception
    assert "behind the best" in html(shown)


def test_a_model_has_all_its_results_and_who_measured_them(page: Page, demo_registry: Path) -> None:
    results = queries.model_results(connect(demo_registry), "bert-large")
    shown = page("model_page", name="bert-large")
    assert not shown.exception
    for claim_id in results["claim_id"].head(20):
        assert claim_id in html(shown)
    assert "first party" in html(shown) or "cited" in html(shown) or "unclear" in html(shown)


def test_a_paper_has_every_claim_marked_in_place(page: Page, demo_registry: Path) -> None:
    con = connect(demo_registry)
    [(document_id,)] = con.execute(
        "SELECT document_id FROM claims GROUP BY document_id ORDER BY count(*) DESC, document_id LIMIT 1"
    ).fetchall()
    shown = page("paper_page", id=document_id)
    marks = html(shown)
    assert not shown.exception
    for row in queries.claims_of_document(connect(demo_registry), document_id).iter_rows(named=True):
        assert f'href="/claim?id={row["claim_id"]}"' in marks, row["quote"]
    assert 'class="legend"' in marks


def test_a_paper_lists_what_stands_on_no_board_with_the_reason(page: Page, demo_registry: Path) -> None:
    row = queries.unlinked(connect(demo_registry)).row(0, named=True)
    told = html(page("paper_page", id=row["document_id"]))
    assert "Values that stand on no board" in told
    assert f'href="/claim?id={row["claim_id"]}"' in told
    assert row["reason"] in told


def test_a_claim_says_who_measured_it_and_counts_cells_from_one(page: Page, demo_registry: Path) -> None:
    with connect(demo_registry) as con:
        query = "SELECT claim_id FROM store.result JOIN store.claim USING (claim_id) WHERE column_index IS NOT NULL"
        [(claim_id,)] = con.execute(f"{query} AND first_party ORDER BY ALL LIMIT 1").fetchall()
        claim = queries.claim(con, claim_id)
    told = html(page("claim_page", id=claim_id))
    assert "measured by" in told and "first party" in told
    assert claim.table_index is not None and claim.row_index is not None and claim.column_index is not None
    place = f"table {claim.table_index + 1}, row {claim.row_index + 1}, column {claim.column_index + 1}"
    assert place in told


def test_conflicts_show_both_evidences(page: Page, demo_registry: Path) -> None:
    pair = queries.conflicts(connect(demo_registry)).row(0, named=True)
    shown = page("conflicts_page", pair=f"{pair['claim_id']}-{pair['other_claim_id']}", board=pair["board"])
    assert not shown.exception
    assert html(shown).count("<mark>") == 2


def test_a_finding_opens_the_claims_it_rests_on(page: Page, demo_registry: Path) -> None:
    finding = queries.findings(connect(demo_registry)).filter(check_id="cross-paper").row(0, named=True)
    shown = page("findings_page", finding=finding["finding_id"], check="cross-paper")
    assert not shown.exception
    assert finding["message"] in said(shown)
    assert html(shown).count("<mark>") == 2


def test_a_query_in_the_address_is_answered(page: Page, demo_registry: Path) -> None:
    shown = page("sql_page", q="SELECT count(*) AS claims FROM claims")
    [(claims,)] = connect(demo_registry).execute("SELECT count(*) FROM claims").fetchall()
    assert shown.dataframe[0].value["claims"].tolist() == [claims]


@pytest.mark.parametrize("query", EXAMPLES.values(), ids=list(EXAMPLES))
def test_every_example_has_an_answer(demo_registry: Path, query: str) -> None:
    assert ask(demo_registry, query).rows


def test_values_of_a_query_are_shown_whatever_they_are(page: Page) -> None:
    shown = page(
        "sql_page",
        q="SELECT * FROM (VALUES (170141183460469231731687303715884105727::HUGEINT, 'nan'::DOUBLE, [1, NULL], '<b>', "
        "TRUE), (1, 2.5, [], NULL, NULL)) AS t(a, b, c, d, e)",
    )
    assert not shown.exception
    assert shown.dataframe[0].value.shape == (2, 5)


def test_a_saved_query_is_a_file_and_is_never_written_over(page: Page, tmp_path: Path) -> None:
    db = tmp_path / "r.duckdb"
    save(db, "all-claims", "FROM claims")
    save(db, "all-claims", "FROM claims")
    assert saved(db) == {"all-claims": "FROM claims"}
    assert (tmp_path / "r.duckdb.d" / "queries" / "all-claims.sql").read_text() == "FROM claims"
    for name, query in [("all-claims", "FROM results"), ("../up", "FROM claims"), ("Ä", "FROM claims"), ("empty", " ")]:
        with pytest.raises(SavedQueryError):
            save(db, name, query)
    assert saved(db) == {"all-claims": "FROM claims"}


@pytest.mark.parametrize(
    ("form", "begins"),
    [(Format.csv, "model,"), (Format.json, "["), (Format.md, "| model |"), (Format.latex, r"\begin{tabular}")],
)
def test_rows_are_taken_along(form: Format, begins: str) -> None:
    told = written(lambda: [{"model": "A & B", "value": 1.5}], form, (Column("model", "model"),)).decode()
    assert told.startswith(begins)
    assert "A" in told


TAKEN = ["CSV", "JSON", "Markdown", "LaTeX"]
CITED = [*TAKEN, "BibTeX of the papers"]
LISTS = [
    ("board_page", TAKEN),  # it names no paper
    ("model_page", TAKEN),
    ("about_page", TAKEN),
    ("paper_page", CITED),
    ("conflicts_page", CITED),
    ("findings_page", CITED),
]


@pytest.mark.parametrize(("name", "labels"), LISTS)
def test_every_list_is_taken_along(page: Page, name: str, labels: list[str]) -> None:
    assert [each.proto.label for each in page(name).get("download_button")] == labels


@pytest.mark.parametrize("name", ["models", "papers", "conflicts", "findings"])
def test_a_file_has_the_whole_list(page: Page, demo_registry: Path, name: str) -> None:
    page("about_page")  # the registry
    listing = LISTINGS[name]
    [(total,)] = connect(demo_registry).execute(f"SELECT count(*) FROM {listing.rows} AS listed").fetchall()
    assert len(whole(name, {"search": ""})) == total > 0


def test_bibtex_has_the_papers_that_rows_name(page: Page, demo_registry: Path) -> None:
    page("about_page")
    results = queries.model_results(connect(demo_registry), queries.boards(connect(demo_registry))["best_model"][0])
    by_claims = bibtex(results.to_dicts).decode()
    assert by_claims.count("@") == results.filter(pl.col("title") != "")["title"].n_unique() > 0
    papers = whole("papers", {})
    assert bibtex(lambda: papers[:1]).decode().count("@misc") == 1
    assert "0 papers" in bibtex(lambda: [{"model": "x"}]).decode()


def test_a_paper_in_parts_loses_no_letter_and_marks_what_overlaps() -> None:
    text = "A line of the text, over and over.\n" * 2_000
    table = {"kind": "table", "cells": '[[0, 0, "a<b", 50, 52, true, false]]', "caption": "<i>", "heading": ""}
    block = {**table, "start_offset": 40, "end_offset": 60, "header_rows": 0}
    told = marking.parts(marking.pieces(text, [block]))
    flat = [piece for part in told for piece in part]
    assert len(told) > 2
    assert [(one.end, other.start) for one, other in pairwise(flat) if one.end != other.start] == []
    assert (flat[0].start, flat[-1].end) == (0, len(text))
    claims = [
        {"claim_id": "long", "kind": "rank", "start_offset": 2, "end_offset": 19},
        {"claim_id": "short", "kind": "score", "start_offset": 7, "end_offset": 9},
    ]
    marked = marking.shown(text, told[0], claims)
    assert marked.count("/claim?id=long") == 2
    assert marked.count("/claim?id=short") == 1
    assert "&lt;i&gt;" in marked
    assert "<i>" not in marked
    assert "<b>a&lt;b</b>" in marked


def test_a_claim_shows_its_words_and_its_rule(page: Page, demo_registry: Path) -> None:
    claim_id = connect(demo_registry).execute("SELECT claim_id FROM claims WHERE row_index IS NULL").fetchall()[0][0]
    claim = queries.claim(connect(demo_registry), claim_id)
    shown = page("claim_page", id=claim_id)
    assert not shown.exception
    assert "<mark>" in html(shown)
    assert claim.rule in html(shown)
    assert "History" in said(shown)


@pytest.mark.parametrize("name", ["claim", "paper", "board", "model", "home"])
def test_foreign_text_is_shown_not_run(page: Page, demo_registry: Path, name: str) -> None:
    rows = (
        connect(demo_registry)
        .execute("SELECT claim_id, document_id FROM claims WHERE title LIKE '<script>%'")
        .fetchall()
    )
    assert rows, "the hostile document has a claim"
    claim_id, document_id = rows[0]
    [(board, model)] = (
        connect(demo_registry).execute("SELECT board, model FROM results WHERE claim_id = ?", [claim_id]).fetchall()
    )
    asked = {
        "claim": {"id": claim_id},
        "paper": {"id": document_id},
        "board": {"name": board, "claim": claim_id},
        "model": {"name": model},
        "home": {"search": "<script>"},
    }
    shown = page(f"{name}_page", **asked[name])
    told = said(shown)
    assert not shown.exception
    assert not shown.markdown, "nothing goes through Markdown"
    assert "<script" in told or "&lt;script&gt;" in told
    for bad in ("<script", "<img", 'href="javascript'):
        assert bad not in html(shown)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[", "", "JaVaScRiPt:x", "//host"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert link(url, "paper") == "paper"


def test_a_web_address_is_escaped() -> None:
    assert link('https://example.org/"><script>', "a<b").startswith(
        '<a href="https://example.org/&quot;&gt;&lt;script&gt;"'
    )


def test_a_missing_registry_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMBOARD_DB", str(tmp_path / "none.duckdb"))
    shown = AppTest.from_file(str(entry.__file__), default_timeout=60).run()
    assert not shown.exception
    assert "claimboard ingest" in " ".join(code.value for code in shown.code)
