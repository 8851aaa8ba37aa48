"""Checks: rows in, findings out; half of the rows are numbers that agree."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.catalog import Benchmark, Catalog, Metric
from registry.checks import CHECKS, CheckRow, rows_of, run_checks
from registry.model import Block, Cell, CellRef, Claim, Document, Extraction, Result, Span, Table
from registry.quantity import Quantity

METRICS = (
    Metric("accuracy", "accuracy", direction="higher", unit="percent", lower=0, upper=100),
    Metric("wer", "word error rate", direction="lower", unit="percent", lower=0),
    Metric("mcc", "Matthews correlation", direction="higher", lower=-1, upper=1),
    Metric("year", "year"),
)
CATALOG = Catalog({"b": Benchmark("b", "B")}, {metric.id: metric for metric in METRICS}, {}, "checks", {})


def row(value: str, paper: str = "p", metric: str = "accuracy", model: str = "Ada", **more: object) -> CheckRow:
    name = f"{paper}/{model}/{value}/{more.get('cell')}/{more.get('split')}"
    return replace(CheckRow(name, paper, "b", metric, model, Decimal(value)), **more)


def cell(value: str, number: int = 1, **more: object) -> CheckRow:
    return row(value, cell=CellRef(0, number, 1), **more)


ROWS = [
    # range
    ([row("101.2")], [("range", "inconsistent")]),
    ([row("-3.0")], [("range", "inconsistent")]),
    ([row("1.20", metric="mcc")], [("range", "inconsistent")]),
    ([row("50", metric="never heard of")], [("range", "not_checkable")]),
    ([row("100.0"), row("0", model="Bob")], []),
    ([row("130.5", metric="wer")], []),  # a word error rate has no upper end
    ([row("-0.3", metric="mcc")], []),
    ([row("2019", metric="year")], []),
    # cross-paper
    ([row("74.5"), row("75.1", "q")], [("cross-paper", "conflict")]),
    ([row("74.5"), row("74.5", "r"), row("75.1", "q")], [("cross-paper", "conflict"), ("cross-paper", "consistent")]),
    ([row("74.5"), row("74.52", "q")], [("cross-paper", "consistent")]),
    ([row("84.3"), row("84.4", "q")], [("cross-paper", "conflict")]),  # 84.35 rounds to one of them only
    ([row("74.5", model="GPT-4"), row("75.1", "q", model="gpt 4")], [("cross-paper", "conflict")]),
    ([row("74.5", model="GPT-4"), row("75.1", "q", model="GPT-5")], []),
    ([row("74.5", split="test"), row("75.1", "q", split="dev")], []),
    ([row("74.5", protocol={"shots": "5"}), row("75.1", "q", protocol={"shots": "0"})], []),
    ([row("74.5"), row("75.1")], []),  # one paper: not this check's affair
    ([row("74.5"), row("74.5", "q"), row("75.1", "q")], [("cross-paper", "consistent")]),  # q left a setting unsaid
    ([row("89.5", model="Human", role="human"), row("91.2", "q", model="Human", role="human")], []),
    # prose-vs-table
    ([row("74.5"), cell("75.4")], [("prose-vs-table", "inconsistent")]),
    ([row("74.5"), cell("74.52")], [("prose-vs-table", "consistent")]),
    ([row("74.5"), cell("75.4"), cell("74.5", 2)], [("prose-vs-table", "consistent")]),
    ([row("74.5", split="test"), cell("75.4", split="dev")], [("prose-vs-table", "not_checkable")]),
    ([row("74.5"), cell("75.4", model="Bob")], []),
    ([cell("74.5"), cell("75.4", 2)], []),
    # best-in-bold
    ([cell("74.5", bold=True), cell("75.1", model="Bob")], [("best-in-bold", "review")]),
    ([cell("7.1", metric="wer", bold=True), cell("6.0", metric="wer", model="Bob")], [("best-in-bold", "review")]),
    ([cell("2019", metric="year", bold=True), cell("2020", metric="year")], [("best-in-bold", "not_checkable")]),
    ([cell("75.1", bold=True), cell("74.5", model="Bob")], []),
    (
        [
            cell("75.1", bold=True),
            cell("89.8", model="Human", role="human"),
            cell("99", model="Oracle", role="upper bound"),
        ],
        [],
    ),
    ([cell("5.2", metric="wer", bold=True), cell("6.0", metric="wer", model="Bob")], []),
    ([cell("75", bold=True), cell("75.4", model="Bob")], []),  # may be a tie: 75 stands for up to 75.5
    ([cell("74.5", bold=True), cell("75.1", split="dev", model="Bob")], []),
    ([cell("74.5", bold=True), row("75.1", model="Bob")], []),
]


@pytest.mark.parametrize(("rows", "expected"), ROWS)
def test_what_checks_say(rows: list[CheckRow], expected: list[tuple[str, str]]) -> None:
    assert sorted((found.check_id, found.outcome) for found in run_checks(rows, CATALOG)) == sorted(expected)


def test_a_conflict_names_both_claims_and_both_numbers() -> None:
    (found,) = run_checks([row("74.5"), row("75.1", "q")], CATALOG)

    assert (found.severity, found.document_id) == ("warning", "q")
    assert (found.claim_id, found.other_claim_id) == (row("75.1", "q").claim_id, row("74.5").claim_id)
    assert found.message == "75.1 here, 74.5 in another document for Ada"


def test_every_check_has_one_id() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)


def test_an_extraction_gives_rows_with_what_its_tables_print_in_bold() -> None:
    text = "Ada 74.5"
    claim = Claim("score", 4, 8, "74.5", "table.cell", Span(0, 8), Quantity(Decimal("74.5")), cell=CellRef(0, 0, 1))
    grid = Table(((Cell(0, 0, "Ada", Span(0, 3)), Cell(0, 1, "74.5", Span(4, 8), bold=True)),))
    document = Document("d", text, blocks=(Block("table", Span(0, 8), grid),))
    result = Result(claim, "b", "accuracy", "Ada", Decimal("74.5"))

    (found,) = rows_of(Extraction(document, (claim,), (result,)))

    assert (found.document_id, found.value, found.bold) == (document.content_id, Decimal("74.5"), True)


values = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-200, max_value=200).map(str)
rows = st.lists(
    st.builds(
        lambda value, paper, metric, model, place, bold: row(
            value, paper, metric, model, cell=CellRef(0, place, 1) if place else None, bold=bold and place > 0
        ),
        values,
        st.sampled_from("pqr"),
        st.sampled_from(["accuracy", "wer", "year", "none"]),
        st.sampled_from(["Ada", "Bob"]),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=12,
)


@given(rows, st.randoms())
def test_the_order_of_the_rows_changes_no_finding(rows: list[CheckRow], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert set(run_checks(shuffled, CATALOG)) == set(run_checks(rows, CATALOG))
