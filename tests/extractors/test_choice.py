"""Choice: of a paper's scores, those that leaderboards would list; a row says what stands beside what."""

from decimal import Decimal

import pytest

from extractors.candidate import Candidate, Record
from extractors.choice import chosen
from registry.model import Claim, Span

PLACES = iter(range(100_000))


def score(value: str, *, dataset: str = "MRPC", metric: str = "F1", known: bool = True, **said: object) -> Candidate:
    at = next(PLACES)
    claim = Claim("score", at, at + 1, value, "table.cell", Span(at, at + 1))
    record = Record("", dataset, metric, value, claim, known=known)
    return Candidate(record, Decimal(value), **{"table": 0, "system": at, **said})  # type: ignore[arg-type]


OWN = {"own": True, "compared": True}
ROWS: list[tuple[list[Candidate], list[str]]] = [
    ([], []),
    # the best of the paper's own, by the metric's direction
    ([score("87", **OWN), score("88", **OWN)], ["88"]),
    ([score("31", lower=True, **OWN), score("30", lower=True, **OWN)], ["30"]),
    ([score("87", bold=True, **OWN), score("88", **OWN)], ["87"]),
    # own rows before bold ones of nobody
    ([score("88", **OWN), score("90", bold=True, compared=True)], ["88"]),
    # one number of a system to a board: of the test set, of the first column
    (
        [
            score("90", system=1, split="validation", measure=1, **OWN),
            score("88", system=1, split="test", measure=2, **OWN),
        ],
        ["88"],
    ),
    ([score("81", system=1, measure=1, **OWN), score("92", system=1, measure=2, **OWN)], ["81"]),
    # a further system of its own that the paper makes much of
    (
        [score("88", last=True, lower=False, **OWN), score("87", lower=False, bold=True, named=True, told=True, **OWN)],
        ["88", "87"],
    ),
    # the same number twice is one
    ([score("88", **OWN), score("88", table=1, **OWN)], ["88"]),
    # boards of their own, each with its best
    (
        [score("88", **OWN), score("90", dataset="SST-2", **OWN), score("80", metric="accuracy", **OWN)],
        ["88", "90", "80"],
    ),
    # what nobody knows, beside what is known, and alone
    ([score("88", last=True, **OWN), score("3", dataset="a", known=False, place=0.5, **OWN)], ["88"]),
    ([score("3", dataset="a", known=False, place=0.5, **OWN)], ["3"]),
]


@pytest.mark.parametrize(("found", "expected"), ROWS)
def test_what_is_listed(found: list[Candidate], expected: list[str]) -> None:
    assert [each.record.score for each in chosen(found)] == expected


def test_no_paper_lists_more_than_forty() -> None:
    assert len(chosen([score(f"{number}", dataset=f"data {number}", **OWN) for number in range(200)])) == 40
