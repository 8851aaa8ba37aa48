"""Questions to a small registry, and their answers."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from leaderboard import queries
from registry.catalog import Catalog, load_catalog
from registry.checks import Finding
from registry.errors import UnknownNameError
from registry.model import Block, Cell, CellRef, Claim, Document, Extraction, Result, Span, Table, Unlinked
from registry.quantity import Quantity
from registry.snapshots import connect
from registry.store import Registry

CATALOG = """
benchmarks:
- {id: gsm8k, name: GSM8K, aliases: [Grade School Math], tasks: [maths], metrics: [accuracy], source: made up}
- {id: switchboard, name: Switchboard, metrics: [wer], source: made up}
metrics:
- {id: accuracy, name: Accuracy, direction: higher, unit: percent, lower: 0, upper: 100, source: made up}
- {id: wer, name: WER, aliases: [word error rate], direction: lower, unit: percent, lower: 0, upper: null, source: x}
tasks:
- {id: maths, name: Mathematical reasoning, source: made up}
"""


def catalog(folder: Path) -> Catalog:
    folder.mkdir()
    (folder / "few.yaml").write_text(CATALOG, "utf-8")
    return load_catalog(folder)


def score(text: str, quote: str, rule: str = "score.test", **fields: Any) -> Claim:
    start = text.index(quote)
    quantity = Quantity(Decimal(quote), "percent")
    return Claim("score", start, start + len(quote), quote, rule, Span(0, len(text)), quantity, **fields)


def paper(name: str, date: str, benchmark: str, metric: str, model: str, printed: str, **more: Any) -> Extraction:
    text = f"{model} reaches {printed} on it, and 11.1 elsewhere."
    placed, left = score(text, printed), score(text, "11.1")
    result = Result(placed, benchmark, metric, model, Decimal(printed), task="maths", **more)
    document = Document(name, text, title=f"On {model}", date=date, source="papers.jsonl", reader="test")
    return Extraction(document, (placed, left), (result,), (Unlinked(left, "no_benchmark", "elsewhere"),))


def table_paper() -> Extraction:
    text = "Model Acc\nEve 82\nFay\n"
    cells = (
        (Cell(0, 0, "Model", Span(0, 5)), Cell(0, 1, "Acc", Span(6, 9))),
        (Cell(1, 0, "Eve", Span(10, 13)), Cell(1, 1, "82", Span(14, 16))),
        (Cell(2, 0, "Fay", Span(17, 20)),),
    )
    blocks = (Block("table", Span(0, 21), Table(cells, caption="Results")),)
    claim = score(text, "82", cell=CellRef(0, 1, 1))
    result = Result(claim, "gsm8k", "accuracy", "Eve", Decimal(82), split="dev")
    return Extraction(Document("t1", text, title="A table", source="t.tex", blocks=blocks), (claim,), (result,))


PAPERS = (
    paper("p1", "2021", "gsm8k", "accuracy", "Ada", "50.5"),
    paper("p2", "2022", "gsm8k", "accuracy", "Bob", "61"),
    paper("p3", "2023", "gsm8k", "accuracy", "Cy", "60"),
    paper("p4", "2023", "gsm8k", "accuracy", "Ada", "52.5"),
    paper("p5", "2023", "gsm8k", "accuracy", "Dee", "70", protocol={"shots": "8"}),
    paper("p6", "2022", "switchboard", "wer", "Ada", "6.5"),
    table_paper(),
)
BOARD = "gsm8k--accuracy"


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("queries")
    path = folder / "claimboard.duckdb"
    with Registry.open(path, catalog=catalog(folder / "catalog")) as registry:
        run = registry.start_run("ingest", "1")
        registry.add(PAPERS, run)
        registry.set_findings([Finding("f1", "range", "review", severity, "", "", "", "") for severity in ("note",)])
        registry.finish_run(run)
        registry.publish()
    with connect(path) as con:
        yield con


def claim_of(con: duckdb.DuckDBPyConnection, name: str, quote: str) -> str:
    found = con.execute("SELECT claim_id FROM claims WHERE document = ? AND quote = ?", [name, quote]).fetchall()
    [(claim_id,)] = found
    return str(claim_id)


def test_boards_are_listed_fullest_first(con: duckdb.DuckDBPyConnection) -> None:
    rows = queries.boards(con).select("board", "models", "results", "conflicts", "best_model", "best_printed").rows()
    assert rows == [
        (BOARD, 3, 4, 1, "Bob", "61"),
        ("gsm8k--accuracy--shots-8", 1, 1, 0, "Dee", "70"),
        ("gsm8k--dev--accuracy", 1, 1, 0, "Eve", "82"),
        ("switchboard--wer", 1, 1, 0, "Ada", "6.5"),
    ]


FOUND = [
    ("school", 3),
    ("GSM-8K", 3),
    ("word error", 1),
    ("reasoning", 3),
    ("--dev--", 1),
    ("", 4),
    ("nothing like it", 0),
    ("%", 0),
]


@pytest.mark.parametrize(("search", "n"), FOUND)
def test_boards_are_searched_by_every_name(search: str, n: int, con: duckdb.DuckDBPyConnection) -> None:
    assert queries.boards(con, search).height == n


BESIDE = [
    (BOARD, [("gsm8k--accuracy--shots-8", 1, "Dee", "70"), ("gsm8k--dev--accuracy", 1, "Eve", "82")]),
    ("gsm8k--dev--accuracy", [(BOARD, 3, "Bob", "61"), ("gsm8k--accuracy--shots-8", 1, "Dee", "70")]),
    ("switchboard--wer", []),
    ("nothing like it", []),
]


@pytest.mark.parametrize(("slug", "expected"), BESIDE)
def test_the_other_boards_of_a_benchmark_and_metric(
    slug: str, expected: list[tuple[str, int, str, str]], con: duckdb.DuckDBPyConnection
) -> None:
    found = queries.siblings(con, slug).select("board", "models", "best_model", "best_printed")
    assert found.rows() == expected


NAMED = [
    (BOARD, BOARD),
    ("GSM8K--Accuracy", BOARD),
    ("gsm-8k", BOARD),
    ("Grade School math", BOARD),
    ("gsm8k--dev--accuracy", "gsm8k--dev--accuracy"),
    ("SwitchBoard", "switchboard--wer"),
]


@pytest.mark.parametrize(("name", "slug"), NAMED)
def test_a_board_is_found_by_slug_and_by_name(name: str, slug: str, con: duckdb.DuckDBPyConnection) -> None:
    assert queries.find_board(con, name) == slug


@pytest.mark.parametrize("name", ["gsm9k", "switchbord", "", "'; DROP TABLE store.claim; --"])
def test_an_unknown_board_is_told_with_near_ones(name: str, con: duckdb.DuckDBPyConnection) -> None:
    for ask in (queries.find_board, queries.board):
        with pytest.raises(UnknownNameError) as caught:
            ask(con, name)
        assert caught.value.name == name
    if name in ("gsm9k", "switchbord"):
        assert caught.value.close[0].startswith(name[:3])


def test_a_board_ranks_its_models(con: duckdb.DuckDBPyConnection) -> None:
    rows = queries.board(con, BOARD).select("rank", "model", "printed", "reports", "conflict").rows()
    assert rows == [(1, "Bob", "61", 1, False), (2, "Cy", "60", 1, False), (3, "Ada", "52.5", 2, True)]


def test_history_and_all_results(con: duckdb.DuckDBPyConnection) -> None:
    assert queries.history(con, BOARD).select("date", "model", "printed").rows() == [
        ("2021", "Ada", "50.5"),
        ("2022", "Bob", "61"),
    ]
    assert queries.results(con, BOARD)["printed"].to_list() == ["50.5", "61", "52.5", "60"]
    assert queries.history(con, "nothing").is_empty()


def test_a_claim_comes_with_the_words_it_stands_in(con: duckdb.DuckDBPyConnection) -> None:
    claim = queries.claim(con, claim_of(con, "p1", "50.5"))
    place = claim.start_offset - claim.sentence_start
    assert claim.sentence[place : place + len(claim.quote)] == "50.5"
    assert (claim.prefix, claim.suffix) == ("Ada reaches ", " on it, and 11.1 elsewhere.")
    assert (claim.boards, claim.unlinked, claim.document, claim.extractor_version) == ([BOARD], [], "p1", "1")
    assert queries.claim(con, claim_of(con, "p1", "11.1")).unlinked == ["no_benchmark: elsewhere"]
    assert queries.table_of(con, claim.claim_id) is None


def test_a_cell_comes_with_its_table(con: duckdb.DuckDBPyConnection) -> None:
    table = queries.table_of(con, claim_of(con, "t1", "82"))
    rows = (("Model", "Acc"), ("Eve", "82"), ("Fay", ""))
    assert table == queries.TableRecord("Results", "", 1, rows, row=1, column=1)


@pytest.mark.parametrize("ask", [queries.claim, queries.document])
def test_an_unknown_id_is_told(ask: Any, con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UnknownNameError):
        ask(con, "0123456789abcdef")


def test_neighbours_are_the_nearest_on_the_board(con: duckdb.DuckDBPyConnection) -> None:
    claim_id = claim_of(con, "p3", "60")
    assert queries.neighbours(con, claim_id)["model"].to_list() == ["Bob", "Ada"]
    assert queries.neighbours(con, claim_id, limit=1)["model"].to_list() == ["Bob"]
    assert queries.neighbours(con, claim_of(con, "p3", "11.1")).is_empty()


def test_a_document_is_found_by_id_and_by_name(con: duckdb.DuckDBPyConnection) -> None:
    found = queries.document(con, "p1")
    assert (found.title, found.claims, found.results, found.revision) == ("On Ada", 2, 1, 1)
    assert queries.document(con, found.document_id) == found
    claims = queries.claims_of_document(con, found.document_id).select("quote", "boards").rows()
    assert claims == [("50.5", [BOARD]), ("11.1", [])]
    assert queries.revisions(con, found.document_id).select("revision", "is_current").rows() == [(1, True)]
    assert queries.blocks(con, found.document_id).is_empty()
    assert queries.blocks(con, queries.document(con, "t1").document_id)["kind"].to_list() == ["table"]
    assert queries.documents(con, "on a")["name"].to_list() == ["p4", "p6", "p1"]


def test_lists_of_what_is_amiss(con: duckdb.DuckDBPyConnection) -> None:
    [pair] = queries.conflicts(con).select("model", "printed", "other_printed").rows()
    assert sorted(pair) == ["50.5", "52.5", "Ada"]
    assert queries.conflicts(con, "switchboard--wer").is_empty()
    assert queries.unlinked(con).height == queries.unlinked(con, "no_benchmark").height == 6
    assert queries.unlinked(con, "no_such_reason").is_empty()
    assert queries.findings(con)["finding_id"].to_list() == ["f1"]
    assert queries.quarantine(con).is_empty()


def test_the_registry_in_figures(con: duckdb.DuckDBPyConnection) -> None:
    stats = queries.stats(con)
    assert (stats.documents, stats.claims, stats.results, stats.boards, stats.models) == (7, 13, 7, 4, 5)
    assert (stats.unlinked, stats.conflicts, stats.findings, stats.runs, stats.generation) == (6, 1, 1, 1, 1)
    assert queries.coverage(con).filter(measure="claims")["n"].sum() == stats.claims
    assert queries.runs(con)["command"].to_list() == ["ingest"]


def test_the_schema_says_what_can_be_asked(con: duckdb.DuckDBPyConnection) -> None:
    rows = {row["name"]: row for row in queries.schema(con).to_dicts()}
    assert rows["conflicts"]["columns"][:3] == ["board", "model", "claim_id"]
    assert rows["store.claim"]["what"] == "table"
    assert all(row["comment"] and len(row["columns"]) == len(row["types"]) for row in rows.values())
