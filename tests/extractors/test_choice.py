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


OWN = {"own": True, "rivals": 3, "plain": True, "spoken": 9}
ROWS: list[tuple[list[Candidate], list[str]]] = [
    ([], []),
    # the best of the paper's own, by the metric's direction; where nobody knows the board, no further ones
    ([score("87", known=False, **OWN), score("88", known=False, **OWN)], ["88"]),
    ([score("31", lower=True, known=False, **OWN), score("30", lower=True, known=False, **OWN)], ["30"]),
    ([score("87", bold=True, **OWN), score("88", **OWN)], ["87"]),
    # own rows before bold ones of nobody
    ([score("88", **OWN), score("90", bold=True, rivals=3)], ["88"]),
    # one number of a system to a board: of the test set, of the first column
    (
        [
            score("90", system=1, split="validation", measure=1, **OWN),
            score("88", system=1, split="test", measure=2, **OWN),
        ],
        ["88"],
    ),
    ([score("81", system=1, measure=1, **OWN), score("92", system=1, measure=2, **OWN)], ["81"]),
    # of columns that go by one name the one whose heading says so, or tells the whole: the others are parts
    (
        [
            score("81", system=1, measure=1, named=False, **OWN),
            score("92", system=1, measure=2, named=False, **OWN),
            score("77", system=1, measure=3, **OWN),
        ],
        ["77"],
    ),
    # further systems of its own, in the column of the first, beside others' systems
    (
        [
            score("88", last=True, first=True, bold=True, by_name=True, own_rows=2, papers=90, **OWN),
            score("87", by_name=True, own_rows=2, papers=90, **OWN),
        ],
        ["88", "87"],
    ),
    # the more stand on a board, the less likely the next: a sweep of alike systems ends
    (
        [
            score(value, first=value == "88", bold=value == "88", by_name=True, own_rows=6, papers=10, **OWN)
            for value in ("88", "87", "86", "85", "84", "83")
        ],
        ["88", "87", "86", "85"],
    ),
    # but no part of one, and no row of a sweep far from the first
    (
        [score("88", last=True, papers=90, **OWN), score("87", part=True, table=1, place=0.8, papers=90, **OWN)],
        ["88"],
    ),
    ([score("88", **OWN), score("87", table=1, measure=3, own=True, own_rows=20, place=0.5)], ["88"]),
    # nobody's further systems
    ([score("88", papers=90, **OWN), score("87", bold=True, rivals=3, papers=90)], ["88"]),
    # the same number twice is one
    ([score("88", **OWN), score("88", table=1, **OWN)], ["88"]),
    # boards of their own, each with its best
    (
        [
            score("88", papers=20, **OWN),
            score("90", dataset="SST-2", papers=20, **OWN),
            score("80", metric="EM", papers=20, **OWN),
        ],
        ["88", "90", "80"],
    ),
    # where many report before where few do, and what a system is good at before what it costs
    ([score("88", papers=90, **OWN), score("90", dataset="a", metric="b", **OWN)], ["88"]),
    ([score("88", papers=20, **OWN), score("90", metric="FPS", **OWN)], ["88"]),
    ([score("88", papers=20, **OWN), score("90", metric="inference time", **OWN)], ["88"]),
    ([score("90", metric="FPS", **OWN)], ["90"]),
    # what nobody knows, beside what is known, and alone
    ([score("88", last=True, **OWN), score("3", dataset="a", known=False, place=0.5, **OWN)], ["88"]),
    ([score("3", dataset="a", known=False, place=0.5, **OWN)], ["3"]),
]


@pytest.mark.parametrize(("found", "expected"), ROWS)
def test_what_is_listed(found: list[Candidate], expected: list[str]) -> None:
    assert [each.record.score for each in chosen(found)] == expected


def test_no_paper_lists_more_than_forty() -> None:
    assert len(chosen([score(f"{number}", dataset=f"data {number}", papers=20, **OWN) for number in range(200)])) == 40
