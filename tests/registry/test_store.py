"""What goes in comes out, once, current, and whole; what may not go in is kept aside with the reason."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.batch import frames_of, sifted
from registry.catalog import Catalog
from registry.checks import Finding
from registry.model import Block, Cell, CellRef, Claim, Document, Extraction, Result, Span, Table, Unlinked, claim_id
from registry.quantity import Quantity
from registry.schemas import SHAPES
from registry.snapshots import connect
from registry.store import Added, Registry

Reporting = Callable[..., Extraction]
ADA = {"model": "Ada", "value": "74.5", "benchmark": "gsm8k", "metric": "accuracy"}
BOB = {"model": "Bob", "value": "80", "benchmark": "gsm8k", "metric": "accuracy"}
LOST = {"value": "3", "benchmark": "maths", "reason": "no_benchmark"}


@pytest.fixture
def registry(db: Path, small_catalog: Catalog) -> Iterator[Registry]:
    with Registry.open(db, catalog=small_catalog) as opened:
        yield opened


def add(registry: Registry, *extractions: Extraction, version: str = "1") -> Added:
    """One command that reads these documents."""
    run = registry.start_run("ingest", version)
    added = registry.add(extractions, run)
    registry.finish_run(run)
    return added


def ask(registry: Registry, query: str) -> list[tuple[Any, ...]]:
    registry.publish()
    with connect(registry.path) as con:
        return con.execute(query).fetchall()


def contents(registry: Registry) -> dict[str, list[tuple[Any, ...]]]:
    """All that was stored, without who stored it and when."""
    told = {
        "document": "SELECT * EXCLUDE (run_id)",
        "revision": "SELECT * EXCLUDE (run_id)",
        "extraction": "SELECT * EXCLUDE (run_id, extracted_at)",
        "block": "SELECT *",
        "claim": "SELECT * EXCLUDE (run_id)",
        "result": "SELECT * EXCLUDE (run_id)",
        "unlinked": "SELECT * EXCLUDE (run_id)",
        "skipped": "SELECT * EXCLUDE (run_id)",
        "superseded_claim": "SELECT * EXCLUDE (run_id, superseded_by)",
        "quarantine": "SELECT refused, document_id, claim_id, reason",
    }
    return {table: ask(registry, f"{columns} FROM store.{table} ORDER BY ALL") for table, columns in told.items()}


def test_a_batch_is_counted(registry: Registry, reporting: Reporting) -> None:
    added = add(registry, reporting("p1", [ADA, LOST]), reporting("p2", [BOB]), reporting("p3"))
    assert added == Added(documents=3, claims=3, results=2, unlinked=1)


def test_adding_twice_is_adding_once(registry: Registry, reporting: Reporting) -> None:
    add(registry, reporting("p1", [ADA, LOST]), reporting("p2", [BOB]))
    once = contents(registry)
    generation = registry.publish()
    assert add(registry, reporting("p1", [ADA, LOST]), reporting("p2", [BOB])) == Added(unchanged=2)
    assert contents(registry) == once
    assert registry.publish() == generation


def test_a_document_stands_once_in_a_batch_that_holds_it_twice(registry: Registry, reporting: Reporting) -> None:
    assert add(registry, reporting("p1", [ADA]), reporting("p1", [ADA])) == Added(documents=1, claims=1, results=1)


def test_what_is_known_needs_no_extraction(registry: Registry, reporting: Reporting) -> None:
    kept, silent, other = reporting("p1", [ADA]), reporting("p2"), reporting("p3", [BOB])
    add(registry, kept, silent)
    documents = [each.document for each in (kept, silent, other)]
    sources, catalog = {document.source for document in documents}, registry.catalog.version
    found = registry.known_in(sources, "1", catalog)
    assert set().union(*found.values()) == {document.content_id for document in documents[:2]}
    assert registry.known_in(sources, "2", catalog) == {}
    assert registry.known_in(sources, "1", "another catalogue") == {}


def test_a_changed_file_is_a_new_revision_and_the_old_one_stays(registry: Registry, reporting: Reporting) -> None:
    add(registry, reporting("p1", [ADA]))
    assert add(registry, reporting("p1", [BOB])) == Added(revisions=1, claims=1, results=1)
    assert ask(registry, "SELECT name, revision, is_current FROM store.document ORDER BY revision") == [
        ("p1", 1, False),
        ("p1", 2, True),
    ]
    assert ask(registry, "SELECT model FROM leaderboard") == [("Bob",)]
    assert ask(registry, "SELECT revision, claims FROM documents") == [(2, 1)]
    assert ask(registry, "SELECT count(*) FROM store.claim") == [(2,)]


def test_a_file_that_reverts_makes_its_old_content_current_again(registry: Registry, reporting: Reporting) -> None:
    old, new = reporting("p1", [ADA]), reporting("p1", [BOB])
    for extraction in (old, new):
        add(registry, extraction)
    registry.start_run("ingest", "1")
    assert old.document.content_id not in known(registry, old), "so that a reader shows it to us again"
    assert add(registry, old) == Added(revisions=1)
    assert ask(registry, "SELECT model FROM leaderboard") == [("Ada",)]
    assert ask(registry, "SELECT revision FROM documents") == [(3,)]


def test_a_copy_keeps_a_content_current(registry: Registry, reporting: Reporting) -> None:
    add(registry, reporting("p1", [ADA], source="a.jsonl"))
    assert add(registry, reporting("p1", [ADA], source="b.jsonl")) == Added(unchanged=1)
    add(registry, reporting("p1", [BOB], source="a.jsonl"))
    assert ask(registry, "SELECT model FROM results ORDER BY model") == [("Ada",), ("Bob",)]
    add(registry, reporting("p1", [BOB], source="b.jsonl"))
    assert ask(registry, "SELECT model FROM results ORDER BY model") == [("Bob",)]


def read_again(registry: Registry, *extractions: Extraction) -> Added:
    """An ingest as the command line does it: one by one, only what is not known."""
    run = registry.start_run("ingest", "1")
    added = Added()
    for extraction in extractions:
        fresh = [] if extraction.document.content_id in known(registry, extraction) else [extraction]
        added += registry.merge(frames_of(fresh, [extraction.document]), run)
    return added


def known(registry: Registry, extraction: Extraction) -> set[str]:
    source = extraction.document.source
    return registry.known_in([source], "1", registry.catalog.version).get(source, set())


def test_two_records_of_one_id_in_one_file_stay_both(registry: Registry, reporting: Reporting) -> None:
    one, two, three = (reporting("p1", [{**ADA, "value": value}]) for value in ("1", "2", "3"))
    for records in ((one, two), (two, one), (one, three)):
        read_again(registry, *records)
        shown = {document_id for (document_id,) in ask(registry, "SELECT document_id FROM documents")}
        assert shown == {each.document.content_id for each in records}
        once = contents(registry)
        assert read_again(registry, *records) == Added(unchanged=len(records))
        assert contents(registry) == once


def test_a_newer_extractor_reads_anew_and_the_old_claims_stay(registry: Registry, reporting: Reporting) -> None:
    add(registry, reporting("p1", [ADA, LOST]), reporting("p2", [BOB]))
    better = reporting("p1", [ADA])
    better = replace(better, document=reporting("p1", [ADA, LOST]).document)
    assert add(registry, better, version="2") == Added(renewed=1, claims=1, results=1)
    assert ask(registry, "SELECT quote FROM claims ORDER BY quote") == [("74.5",), ("80",)]
    assert ask(registry, "SELECT quote FROM store.superseded_claim ORDER BY quote") == [("3",), ("74.5",)]
    assert ask(registry, "SELECT model FROM store.superseded_result") == [("Ada",)]
    assert ask(registry, "SELECT reason FROM store.superseded_unlinked") == [("no_benchmark",)]
    assert ask(registry, "SELECT claims FROM documents ORDER BY name") == [(1,), (1,)]
    assert ask(registry, "SELECT quote, extractor_version FROM provenance ORDER BY quote") == [
        ("74.5", "2"),
        ("80", "1"),
    ]
    old_versions = """
        SELECT quote, extractor_version
        FROM store.superseded_claim
        JOIN store.extraction USING (document_id, run_id)
        WHERE quote = '3'
    """
    assert ask(registry, old_versions) == [("3", "1")]


def test_who_wrote_is_told_once_something_was_written(registry: Registry, reporting: Reporting) -> None:
    add(registry, reporting("p1", [ADA]))
    add(registry, reporting("p1", [ADA]))
    query = "SELECT command, extractor_version, finished_at >= started_at FROM store.run"
    assert ask(registry, query) == [("ingest", "1", True)]


def test_a_number_keeps_its_digits(registry: Registry, reporting: Reporting) -> None:
    printed = ["74.50", "0.10", "5.3E+6", "-3", "100"]
    add(registry, reporting("p1", [{**ADA, "model": f"Ada {number}", "value": number} for number in printed]))
    rows = ask(registry, "SELECT printed, value FROM claims ORDER BY start_offset")
    assert rows == [(number, float(number)) for number in printed]


def test_a_range_and_a_rank_have_no_value(registry: Registry) -> None:
    text = "From 71.50 to 77.6 it is state-of-the-art."
    spread = Quantity(None, "percent", low=Decimal("71.50"), high=Decimal("77.6"))
    sentence = Span(0, len(text))
    claims = (
        Claim("score", 5, 18, text[5:18], "r1", sentence, spread, benchmarks=("A", "B"), baseline=("C",), over=3),
        Claim("rank", 25, 41, text[25:41], "r2", sentence, relation="sota"),
    )
    add(registry, Extraction(Document("p1", text), claims))
    query = (
        "SELECT kind, value, low, high, printed, benchmarks, baseline, over_count, relation FROM claims ORDER BY rule"
    )
    assert ask(registry, query) == [
        ("score", None, 71.5, 77.6, "71.50–77.6", ["A", "B"], ["C"], 3, None),
        ("rank", None, None, None, None, [], [], None, "sota"),
    ]


def test_a_table_keeps_its_grid_and_a_cell_its_place(registry: Registry) -> None:
    text = "Model Acc\nAda 74.5 ± 0.2\n"
    rows = (
        (Cell(0, 0, "Model", Span(0, 5)), Cell(0, 1, "Acc", Span(6, 9))),
        (Cell(1, 0, "Ada", Span(10, 13)), Cell(1, 1, "74.5 ± 0.2", Span(14, 24), bold=True)),
    )
    blocks = (Block("table", Span(0, 25), Table(rows, caption="Results")),)
    sentence = Span(10, 24)
    claim = Claim("score", 14, 18, "74.5", "cell", sentence, Quantity(Decimal("74.5")), cell=CellRef(0, 1, 1))
    add(registry, Extraction(Document("p1", text, blocks=blocks), (claim,), skipped=(("delta.slow", 3),)))
    query = "SELECT table_index, row_index, column_index, cell, caption FROM provenance"
    assert ask(registry, query) == [(0, 1, 1, "74.5 ± 0.2", "Results")]
    [(cells,)] = ask(registry, "SELECT cells FROM store.block")
    assert json.loads(cells)[3] == [1, 1, "74.5 ± 0.2", 14, 24, True, False]
    assert ask(registry, "SELECT n FROM coverage WHERE measure = 'skipped rules' AND part = 'delta.slow'") == [(1,)]


def test_findings_stand_once_and_go_with_the_claims_they_were_about(registry: Registry, reporting: Reporting) -> None:
    extraction = reporting("p1", [ADA])
    add(registry, extraction)
    claim = claim_id(extraction.document.content_id, extraction.claims[0])
    finding = Finding("f1", "range", "inconsistent", "error", "outside", claim, "", extraction.document.content_id)
    assert [registry.set_findings([finding]), registry.set_findings([finding])] == [1, 0]
    assert ask(registry, "SELECT check_id, other_claim_id FROM findings") == [("range", None)]
    add(registry, extraction, version="2")
    assert ask(registry, "FROM findings") == []


def test_what_the_checks_no_longer_say_is_dropped(registry: Registry, reporting: Reporting) -> None:
    extraction = reporting("p1", [ADA])
    add(registry, extraction)
    claim = claim_id(extraction.document.content_id, extraction.claims[0])
    first, second = (Finding(name, "range", "review", "warning", "", claim, "", "") for name in ("f1", "f2"))
    registry.set_findings([first])
    assert registry.set_findings([second]) == 1
    assert ask(registry, "SELECT finding_id FROM store.finding") == [("f2",)]


# What is wrong with a claim of "It reaches 74.5 on data.", and the reason that must be told.
QUANTITY = Quantity(Decimal("74.5"))
REFUSED = [
    ({"quantity": Quantity(Decimal("NaN"))}, "value is not a finite number"),
    ({"quantity": Quantity(Decimal("1e999"))}, "value is not a finite number"),
    ({"quantity": None}, "a number without value or range"),
    ({"quantity": Quantity(None, low=Decimal(5), high=Decimal(3))}, "low lies above high"),
    ({"quantity": replace(QUANTITY, bound="more")}, "bound is none of exact, about, at_least, at_most, up_to"),
    ({"kind": "guess"}, "kind is none of score, delta, ratio, rank, share, size"),
    ({"kind": "rank", "quantity": None}, "a rank without relation"),
    ({"direction": "sideways"}, "direction is none of up, down"),
    ({"quote": "75.4"}, "the quote does not stand at its place in the text"),
    ({"end": 11, "quote": ""}, "quote is empty"),
    ({"start": -1}, "the span begins before the text"),
    ({"rule": ""}, "rule is empty"),
    ({"sentence": Span(0, 3)}, "the sentence does not hold the quote"),
    ({"over": 0}, "over_count counts nothing, or beyond measure"),
    ({"over": 10**40}, "over_count counts nothing, or beyond measure"),
    ({"averaged": None}, "averaged is missing"),
    ({"benchmarks": None}, "benchmarks is missing"),
    ({"cell": CellRef(0, -1, 0)}, "the cell lies before its table"),
]
LET_IN: list[dict[str, Any]] = [
    {},
    {"direction": "up", "basis": "relative", "over": 3, "averaged": True, "uncertainty": "± 0.2"},
    {"metric": "a\ud800b", "subject": "\x00", "baseline": ("\udfff",)},
    {"quantity": Quantity(None, low=Decimal(3), high=Decimal(3))},
    {"kind": "rank", "relation": "place"},
]


def stated(**fields: Any) -> Claim:
    return replace(Claim("score", 11, 15, "74.5", "score.test", Span(0, 24), QUANTITY), **fields)


@pytest.mark.parametrize(("fields", "reason"), REFUSED)
def test_a_bad_claim_goes_to_quarantine_with_what_hangs_on_it(
    fields: dict[str, Any], reason: str, registry: Registry, reporting: Reporting
) -> None:
    bad, good = stated(**fields), stated(rule="score.good")
    results = (
        Result(bad, "gsm8k", "accuracy", "Ada", Decimal("74.5")),
        Result(good, "gsm8k", "accuracy", "Ada", Decimal("74.5")),
    )
    extraction = Extraction(
        Document("p1", "It reaches 74.5 on data."), (bad, good), results, (Unlinked(bad, "unsure"),)
    )
    added = add(registry, extraction, reporting("p2", [BOB]))
    assert len(added.refused_claims) == 1
    assert replace(added, refused_claims=()) == Added(
        documents=2, claims=2, results=2, quarantined=3, reasons=added.reasons
    )
    assert any(told.startswith("claim: ") and reason in told for told in added.reasons)
    refused = ask(registry, "SELECT refused FROM store.quarantine ORDER BY refused")
    assert refused == [("claim",), ("result",), ("unlinked",)]
    assert ask(registry, "SELECT rule FROM claims ORDER BY rule") == [("score.good",), ("score.test",)]


@pytest.mark.parametrize("fields", LET_IN)
def test_a_claim_that_is_only_unusual_is_let_in(fields: dict[str, Any], registry: Registry) -> None:
    added = add(registry, Extraction(Document("p1", "It reaches 74.5 on data."), (stated(**fields),)))
    assert added == Added(documents=1, claims=1)


BAD_DOCUMENTS: list[tuple[dict[str, Any], str]] = [
    ({"reader": None}, "reader is missing"),
    ({"text": ""}, "text is empty"),
    ({"id": ""}, "name is empty"),
    ({"date": "last May"}, "date is no year, month or day"),
]


@pytest.mark.parametrize(("fields", "reason"), BAD_DOCUMENTS)
def test_a_bad_document_goes_to_quarantine_whole(
    fields: dict[str, Any], reason: str, registry: Registry, reporting: Reporting
) -> None:
    extraction = reporting("p1", [ADA], source="bad.txt")
    extraction = replace(extraction, document=replace(extraction.document, **fields))
    added = add(registry, extraction, reporting("p2", [BOB]))
    assert (added.documents, added.claims, added.quarantined) == (1, 1, 3)
    assert f"document: {reason}" in added.reasons
    [(row,)] = ask(registry, "SELECT row FROM store.quarantine WHERE refused = 'document'")
    assert json.loads(row)["source"] == "bad.txt"
    assert add(registry, extraction).quarantined == 3, "it is told each time"
    assert ask(registry, "SELECT count(*) FROM store.quarantine") == [(3,)]


def test_the_second_claim_of_one_id_goes_to_quarantine(registry: Registry) -> None:
    twice = (stated(), stated(metric="accuracy"))
    added = add(registry, Extraction(Document("p1", "It reaches 74.5 on data."), twice))
    assert (added.claims, added.reasons) == (1, ("claim: claim_id stands twice in the batch",))


def test_a_result_whose_claim_was_never_found_goes_to_quarantine(registry: Registry) -> None:
    stray = Result(stated(), "gsm8k", "accuracy", "Ada", Decimal("74.5"))
    added = add(registry, Extraction(Document("p1", "It reaches 74.5 on data."), (), (stray,)))
    assert added.reasons == ("result: its claim is in quarantine or was never found",)


@pytest.mark.parametrize("table", SHAPES)
def test_a_shape_has_the_columns_of_its_table(table: str, registry: Registry) -> None:
    rows = ask(registry, f"DESCRIBE store.{table}")
    shape = SHAPES[table]
    columns = [name for name in shape.columns if name not in shape.checked]
    assert [row[0] for row in rows][: len(columns)] == columns
    assert {row[0] for row in rows if row[2] == "YES"} == shape.optional


LINES = st.lists(
    st.sampled_from([ADA, BOB, LOST, {**ADA, "value": "74.9"}, {**BOB, "protocol": "shots=5"}]), max_size=3
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=st.lists(LINES, min_size=1, max_size=6), data=st.data())
def test_the_order_and_the_size_of_batches_do_not_matter(
    reports: list[list[dict[str, str]]],
    data: st.DataObject,
    reporting: Reporting,
    small_catalog: Catalog,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    extractions = [reporting(f"p{number}", lines) for number, lines in enumerate(reports)]
    shuffled = data.draw(st.permutations(extractions))
    size = data.draw(st.integers(1, 3))
    ways: list[list[Sequence[Extraction]]] = [
        [extractions],
        [shuffled[start : start + size] for start in range(0, len(shuffled), size)],
    ]
    told = []
    for batches in ways:
        with Registry.open(tmp_path_factory.mktemp("law") / "claimboard.duckdb", catalog=small_catalog) as registry:
            run = registry.start_run("ingest", "1")
            for batch in batches:
                registry.add(batch, run)
            told.append(contents(registry))
    assert told[0] == told[1]


@settings(max_examples=50, deadline=None)
@given(st.text(), st.text(), st.lists(st.text(), max_size=2), st.text(max_size=10))
def test_no_text_breaks_a_batch(title: str, text: str, authors: list[str], date: str) -> None:
    document = Document(title, text, title=title, authors=tuple(authors), date=date)
    batch = sifted(frames_of([Extraction(document), Extraction(Document("p1", "Nothing."))]))
    assert batch.frames["document"].height + batch.quarantine.height == 2
