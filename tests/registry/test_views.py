"""Each view as people read it: what was reported, a query, the answer (views/*.test)."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pytest

from registry.catalog import Catalog
from registry.checks import Finding
from registry.decision import Decision
from registry.model import Extraction, claim_id
from registry.snapshots import connect
from registry.store import Registry

FILES = sorted((Path(__file__).parent / "views").glob("*.test"))
VIEWS = sorted(path.stem for path in (Path(__file__).parents[2] / "registry" / "sql" / "views").glob("*.sql"))
CONTRACT = {
    "documents": "document_id name title authors date year venue url licence media_type source revision claims results "
    "reader text",
    "claims": "claim_id document_id document title kind quote value low high printed unit bound direction basis metric "
    "benchmarks subject baseline over_count averaged relation uncertainty sentence start_offset end_offset rule "
    "table_index row_index column_index date status why extracted",
    "results": "result_id claim_id document_id board task benchmark split metric model value printed unit protocol "
    "first_party own_best role disputed date title url measured_by licence status why extracted",
    "leaderboard": "board benchmark benchmark_name task split metric metric_name direction unit protocol rank role "
    "model value printed date title url document_id claim_id reports conflict disputed status why extracted model_key "
    "first_party uncertainty year venue",
    "boards": "board benchmark benchmark_name task split metric metric_name direction unit protocol models results "
    "conflicts best_model best_value best_printed newest",
    "claim_as_curated": "claim_id document_id kind quote start_offset end_offset value low high printed unit bound "
    "direction basis metric benchmarks subject baseline over_count averaged relation uncertainty sentence "
    "sentence_start sentence_end rule table_index row_index column_index cell page box_left box_top box_right "
    "box_bottom run_id status why decision_id extracted",
    "result_as_curated": "result_id claim_id document_id board task benchmark split metric model model_key value "
    "printed least most protocol first_party own_best role paper_title paper_url paper_date measured_by licence run_id "
    "status why decision_id extracted",
    "curation": "decision_id decided_at decided_by action about claim_id board changes reason state note contested "
    "undoes document title quote sentence decided_claim_id",
    "provenance": "claim_id document_id source sha256 text_sha256 reader reader_version rule extractor_version run_id "
    "extracted_at start_offset end_offset quote prefix suffix sentence table_index row_index column_index cell "
    "page box_left box_top box_right box_bottom caption",
    "sota_history": "board date model value claim_id document_id printed title url",
    "conflicts": "board model claim_id value printed title other_claim_id other_value other_printed other_title "
    "model_key",
    "coverage": "measure part n",
    "unlinked": "claim_id document_id reason detail quote metric benchmarks subject sentence title",
    "findings": "finding_id check_id outcome severity message claim_id other_claim_id document_id reason formula"
    " low high power claim_ids",
}


@dataclass
class Case:
    file: Path
    given: dict[str, list[dict[str, str]]]
    query: str
    answer: list[list[str]]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def cases_in(file: Path) -> list[Case]:
    """The queries of a file, each with the tables given above it; results given anew are a new beginning."""
    cases: list[Case] = []
    given: dict[str, list[dict[str, str]]] = {}
    for part in file.read_text("utf-8").split("\n\n"):
        head, _, body = part.strip().partition("\n")
        if head.startswith("given "):
            header, *rows = map(cells, body.splitlines())
            given = {} if head == "given results" else dict(given)
            given[head.removeprefix("given ")] = [dict(zip(header, row, strict=True)) for row in rows]
        else:
            assert head == "query", f"{file.name}: {head!r} is neither 'given …' nor 'query'"
            query, _, answer = body.partition("----")
            cases.append(Case(file, given, query, [cells(line) for line in answer.strip().splitlines()]))
    return cases


def told(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).strip()


def extractions(given: list[dict[str, str]], reporting: Callable[..., Extraction]) -> list[Extraction]:
    """One document for each run of rows with one name; an empty cell says nothing."""
    documents = []
    for name, group in groupby(given, key=lambda row: row["document"]):
        lines = [{key: cell for key, cell in row.items() if cell} for row in group]
        documents.append(reporting(name, lines, date=lines[0].get("date", "")))
    return documents


def findings(given: list[dict[str, str]], reported: list[Extraction]) -> list[Finding]:
    """Findings name their claims by document and printed value: "p1 74.5"."""
    ids = {
        f"{each.document.id} {claim.quote}": claim_id(each.document.content_id, claim)
        for each in reported
        for claim in each.claims
    }
    return [
        Finding(
            finding_id=row["finding"],
            check_id=row["check"],
            outcome=row["outcome"],
            severity=row["severity"],
            message=row["message"],
            claim_id=ids[row["claim"]],
            other_claim_id=ids.get(row["other"], row["other"]),
            document_id="",
        )
        for row in given
    ]


def decisions(
    given: list[dict[str, str]], reported: list[Extraction], deciding: Callable[..., Decision]
) -> list[Decision]:
    """Decisions name their claims by document and printed value, one second after another."""
    claims = {f"{each.document.id} {claim.quote}": (each.document, claim) for each in reported for claim in each.claims}
    return [
        deciding(
            *claims[row["claim"]],
            row["action"],
            at=seconds,
            by=row["by"],
            board=row.get("board") or None,
            changes=dict(pair.split("=") for pair in row["sets"].split()),
        )
        for seconds, row in enumerate(given)
    ]


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{f.stem}-{i}") for f in FILES for i, c in enumerate(cases_in(f))]
)
def test_a_view_answers(
    case: Case,
    db: Path,
    small_catalog: Catalog,
    reporting: Callable[..., Extraction],
    deciding: Callable[..., Decision],
) -> None:
    reported = extractions(case.given["results"], reporting)
    with Registry.open(db, catalog=small_catalog) as registry:
        run = registry.start_run("test", "1")
        registry.add(reported, run)
        registry.decide(decisions(case.given.get("decisions", []), reported, deciding), run)
        registry.apply_decisions()
        registry.set_findings(findings(case.given.get("findings", []), reported))
        registry.publish()
    assert [[told(cell) for cell in row] for row in connect(db).execute(case.query).fetchall()] == case.answer


def test_each_view_has_a_test_file() -> None:
    assert [file.stem for file in FILES] == VIEWS


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, small_catalog: Catalog) -> duckdb.DuckDBPyConnection:
    path = tmp_path_factory.mktemp("empty") / "claimboard.duckdb"
    with Registry.open(path, catalog=small_catalog) as registry:
        registry.publish()
    return connect(path)


@pytest.mark.parametrize("view", sorted(CONTRACT.keys() | set(VIEWS)))
def test_a_view_has_the_columns_that_others_build_on(view: str, empty: duckdb.DuckDBPyConnection) -> None:
    assert [row[0] for row in empty.execute(f"DESCRIBE {view}").fetchall()] == CONTRACT[view].split()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_says_what_it_is_in_one_sentence(view: str, empty: duckdb.DuckDBPyConnection) -> None:
    [(comment,)] = empty.execute("SELECT comment FROM duckdb_views() WHERE view_name = ?", [view]).fetchall()
    assert comment[0].isupper()
    assert comment.endswith(".")
    assert ". " not in comment
