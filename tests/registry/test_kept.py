"""Kept views have what their definitions say, whatever came, went or was read anew since they were first worked out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from leaderboard import queries
from registry import kept
from registry.catalog import Catalog, load_catalog
from registry.decision import Decision
from registry.definitions import KEPT, texts_of
from registry.model import Extraction
from registry.snapshots import connect
from registry.store import Registry

Reporting = Callable[..., Extraction]
MODELS = ("Ada", "Bob", "Cy", "Dee")


def lines(seed: int) -> list[dict[str, str]]:
    """What one paper reports: three models on one of two boards, values that differ from paper to paper."""
    benchmark, metric = (("gsm8k", "accuracy"), ("switchboard", "wer"))[seed % 2]
    return [
        {"model": model, "value": f"{50 + (7 * seed + at) % 13}.{seed % 10}", "benchmark": benchmark, "metric": metric}
        for at, model in enumerate(MODELS[seed % 2 : 3 + seed % 2])
    ]


def papers(reporting: Reporting, first: int, last: int, shift: int = 0) -> list[Extraction]:
    return [
        reporting(f"p{at}", lines(at + shift), source=f"p{at}.md", date=f"20{10 + at % 15}")
        for at in range(first, last)
    ]


def differences(db: Path) -> dict[str, int]:
    """How many rows of each kept view differ from what its definition says of this snapshot, its ranks aside."""
    with connect(db) as con:
        return {name: differing(con, name) for name in KEPT}


def differing(con: duckdb.DuckDBPyConnection, name: str) -> int:
    columns = "COLUMNS(lambda name: name <> 'rank')"
    one, other = f"SELECT {columns} FROM store.kept_{name}", f"SELECT {columns} FROM ({texts_of('views')[name]})"
    rows = f"(({one}) EXCEPT ALL ({other})) UNION ALL (({other}) EXCEPT ALL ({one}))"
    return len(con.execute(rows).fetchall())


def shown(db: Path, query: str) -> list[tuple[object, ...]]:
    with connect(db) as con:
        return con.execute(query).fetchall()


@pytest.fixture
def registry(db: Path, small_catalog: Catalog, reporting: Reporting) -> Iterator[Registry]:
    """Forty papers, published."""
    with Registry.open(db, catalog=small_catalog) as registry:
        registry.add(papers(reporting, 0, 40), registry.start_run("first", "1"))
        registry.publish()
        yield registry


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Notes each time that all is worked out."""
    times: list[int] = []
    work = kept.work_out_all
    monkeypatch.setattr(kept, "work_out_all", lambda con: (times.append(1), work(con)))
    return times


# What coverage says of claims, results and those unlinked, which it counts in a roundabout way.
COUNTED = """
    SELECT 'claims' AS measure, kind AS part, count(*) AS n
    FROM claims
    GROUP BY ALL
    UNION ALL
    SELECT 'results', CASE first_party WHEN true THEN 'first party' WHEN false THEN 'cited' ELSE 'unclear' END, count(*)
    FROM results
    GROUP BY ALL
    UNION ALL
    SELECT 'unlinked', reason, count(*)
    FROM store.unlinked
    SEMI JOIN documents USING (document_id)
    WHERE claim_id NOT IN (SELECT claim_id FROM store.curated_result)
    GROUP BY ALL
    ORDER BY ALL
"""


def same(db: Path) -> None:
    assert differences(db) == dict.fromkeys(KEPT, 0)
    counted = "SELECT * FROM coverage WHERE measure IN ('claims', 'results', 'unlinked') ORDER BY ALL"
    assert shown(db, counted) == shown(db, COUNTED)
    placed = """
        SELECT document_id, count(*)
        FROM store.claim_place
        JOIN store.ranked USING (place)
        GROUP BY ALL
        ORDER BY ALL
    """
    assert shown(db, placed) == shown(db, "SELECT document_id, count(*) FROM claims GROUP BY ALL ORDER BY ALL")


def test_new_papers_move_only_their_models(registry: Registry, full: list[int], db: Path, reporting: Reporting) -> None:
    registry.add(papers(reporting, 40, 43), registry.start_run("more", "1"))
    registry.publish()
    same(db)
    assert full == []
    with connect(db) as con:
        ids = [id for (id,) in con.execute("SELECT claim_id FROM claims").fetchall()]
        assert [queries.claim(con, id).claim_id for id in ids[::9]] == ids[::9]


def test_a_paper_that_is_read_anew_leaves_nothing_behind(
    registry: Registry, full: list[int], db: Path, reporting: Reporting
) -> None:
    registry.add([reporting("p0", [], source="p0.md", date="2010")], registry.start_run("emptied", "1"))
    again = papers(reporting, 2, 4)
    registry.add(again, registry.start_run("newer rules", "2"))
    registry.publish()
    same(db)
    assert full == []


def test_papers_that_are_retired_are_on_no_board(registry: Registry, full: list[int], db: Path) -> None:
    run = registry.start_run("prune", "1")
    registry.unmet(["p1.md", "p3.md"])
    registry.retire(run)
    registry.publish()
    same(db)
    assert full == []


def test_ranks_are_those_of_the_definition(registry: Registry, db: Path, reporting: Reporting) -> None:
    registry.add(papers(reporting, 40, 43), registry.start_run("more", "1"))
    registry.publish()
    columns = "SELECT board, model, role, rank, claim_id FROM"
    asked = shown(db, f"{columns} leaderboard ORDER BY ALL")
    assert asked == shown(db, f"{columns} ({texts_of('views')['leaderboard']}) ORDER BY ALL")
    assert {rank for *_, rank, _ in asked} == {1, 2, 3}


@pytest.mark.parametrize("steps", [1, 3])
def test_when_much_has_changed_all_is_worked_out(
    steps: int, registry: Registry, full: list[int], db: Path, reporting: Reporting
) -> None:
    for step in range(steps):
        few = 12 // steps
        registry.add(papers(reporting, 40 + few * step, 40 + few * (step + 1)), registry.start_run("more", "1"))
        registry.publish()
    same(db)
    assert full == [1]


def test_another_catalogue_ranks_all_anew(registry: Registry, full: list[int], db: Path, tmp_path: Path) -> None:
    registry.close()
    folder = tmp_path / "catalog"
    folder.mkdir()
    (folder / "few.yaml").write_text(
        "benchmarks:\n- {id: gsm8k, name: GSM, metrics: [accuracy], source: x}\n"
        "metrics:\n- {id: accuracy, name: Acc, direction: lower, unit: percent, lower: 0, upper: 60, source: x}\n",
        "utf-8",
    )
    with Registry.open(db, catalog=load_catalog(folder)) as other:
        other.publish()
    same(db)
    assert full == [1]
    assert shown(db, "SELECT DISTINCT direction FROM leaderboard ORDER BY 1") == [("lower",), (None,)]


def test_many_results_are_put_in_board_order_and_ranked_part_by_part(
    monkeypatch: pytest.MonkeyPatch, db: Path, small_catalog: Catalog, reporting: Reporting
) -> None:
    monkeypatch.setattr(kept, "FEW", 10)
    monkeypatch.setattr(kept, "AT_ONCE", 20)
    with Registry.open(db, catalog=small_catalog) as registry:
        registry.add(papers(reporting, 0, 40), registry.start_run("first", "1"))
        registry.publish()
    same(db)
    stored = [board for (board,) in shown(db, "SELECT board FROM store.result")]
    assert stored == sorted(stored)
    assert len(stored) == 120


def test_the_definitions_read_results_from_one_place() -> None:
    assert kept.results() in ("store.result", "result_as_curated")


def test_what_people_decide_and_take_back_moves_its_models(
    registry: Registry, full: list[int], db: Path, reporting: Reporting, deciding: Callable[..., Decision]
) -> None:
    paper = papers(reporting, 0, 1)[0]
    one = (paper.document, paper.claims[0])
    board, changes = "gsm8k--accuracy", {"model": "Bobby"}
    renamed = deciding(*one, "correct", at=1, board=board, changes=changes)
    boards = "SELECT model, reports FROM leaderboard WHERE board = 'gsm8k--accuracy' AND model = 'Bobby'"
    for decision, shown_then in (
        (renamed, [("Bobby", 1)]),
        (deciding(*one, "undo", at=2, undoes=renamed.decision_id), []),
    ):
        registry.decide([decision], registry.start_run("decide", "1"))
        registry.publish()
        same(db)
        assert shown(db, boards) == shown_then
    assert full == []


@pytest.mark.parametrize("first", ["decided", "retired"])
def test_a_claim_that_is_decided_about_in_a_paper_that_goes_is_counted_no_more(
    first: str, registry: Registry, db: Path, reporting: Reporting, deciding: Callable[..., Decision]
) -> None:
    paper = papers(reporting, 0, 1)[0]
    kept_paper = papers(reporting, 2, 3)[0]
    changes = {"model": "Bobby"}
    decisions = [
        deciding(each.document, each.claims[0], "correct", at=at, board="gsm8k--accuracy", changes=changes)
        for at, each in enumerate((paper, kept_paper), 1)
    ]

    def decide() -> None:
        registry.decide(decisions, registry.start_run("decide", "1"))

    def retire() -> None:
        run = registry.start_run("prune", "1")
        registry.unmet(["p0.md"])
        registry.retire(run)

    for step in (decide, retire) if first == "decided" else (retire, decide):
        step()
        registry.publish()
        same(db)
    count = "SELECT n FROM coverage WHERE measure = 'results' ORDER BY ALL"
    assert sum(n for (n,) in shown(db, count)) == 39 * 3
