"""Which of a paper's scores leaderboards would list: its own systems' on its main results.

Every score gets points for what speaks for it (docs/decisions/records.md says how they were measured); of the columns
of a table that go by one name, one counts; then each board gets its score of most points, and those of other systems of
the paper's own that come near.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from extractors.candidate import Candidate

__all__ = ["chosen"]

Board: TypeAlias = tuple[int, tuple[str, str]]
LEAST, BEHIND = 1.5, 2.5  # points that a score needs; how far behind the paper's first it may stay
VARIANT = 1.0  # points more that each further system of the paper's own needs to stand on one board
VARIANTS, MANY = 4, 40  # scores of a board, scores of a paper
# What speaks for a score, and against it.
POINTS: Mapping[str, float] = {
    "own": 1.2,
    "bold": 0.7,
    "best of the own": 0.7,
    "best of all": 0.6,
    "last": 0.6,
    "named": 0.5,
    "told": 0.5,
    "known": 0.8,
    "unknown beside known": -1.5,
    "compared": 0.6,
    "test": 0.2,
    "not test": -0.5,
    "late": -1.2,
}
SPLITS = ("test", "", "val", "dev")


def chosen(found: Sequence[Candidate]) -> list[Candidate]:
    """The scores to list, in the order of the text."""
    ranked = sorted(with_points(in_one_column(found)), key=lambda each: (-each[0], each[1].record.claim.start))
    taken: dict[tuple[str, str], list[Candidate]] = {}
    for points, each in ranked:
        listed = taken.setdefault(each.key, [])
        enough = max(LEAST, ranked[0][0] - BEHIND) + VARIANT * len(listed)
        if each is ranked[0][1] or (points >= enough and adds(each, listed)):
            listed.append(each)
    every = [each for _, each in ranked if each in taken[each.key]]
    return sorted(every[:MANY], key=lambda each: each.record.claim.start)


def adds(each: Candidate, listed: Sequence[Candidate]) -> bool:
    """Whether a board that lists some lists it too: another number, of another system of the paper's own."""
    if not listed:
        return True
    numbers = {other.record.score for other in listed}
    return each.own is True and len(listed) < VARIANTS and each.record.score not in numbers


def in_one_column(found: Sequence[Candidate]) -> list[Candidate]:
    """Of the columns of one table that go by one name, the one of the test set, else the first: others measure what was
    not read."""
    first: dict[tuple[object, ...], tuple[int, int]] = {}
    for each in found:
        rank = (split_rank(each.split), each.measure)
        first[each.table, each.key] = min(rank, first.get((each.table, each.key), rank))
    return [each for each in found if first[each.table, each.key] == (split_rank(each.split), each.measure)]


def split_rank(split: str) -> int:
    return next((rank for rank, name in enumerate(SPLITS) if name and split.startswith(name)), 1)


def with_points(found: Sequence[Candidate]) -> Iterable[tuple[float, Candidate]]:
    best = best_of(found)
    best_own = best_of([each for each in found if each.own])
    known = any(each.record.known for each in found)
    for each in found:
        board = each.table, each.key
        signs = {
            "own": each.own is True,
            "bold": each.bold,
            "best of the own": each.own is True and best_own[board] == each.value,
            "best of all": best[board] == each.value,
            "last": each.last,
            "named": each.named,
            "told": each.told,
            "known": each.record.known,
            "unknown beside known": known and not each.record.known,
            "compared": each.compared,
            "test": each.split.startswith("test"),
            "not test": each.split.startswith(("val", "dev", "train")),
            "late": each.place,
        }
        yield sum(POINTS[name] * sign for name, sign in signs.items()), each


def best_of(found: Sequence[Candidate]) -> dict[Board, Decimal]:
    """By table and board the best value; where nobody knows a direction, what is printed in bold, else the highest."""
    best: dict[Board, Candidate] = {}
    for each in found:
        board = each.table, each.key
        if board not in best or better(each, best[board]):
            best[board] = each
    return {board: each.value for board, each in best.items()}


def better(one: Candidate, other: Candidate) -> bool:
    if one.lower is None and one.bold != other.bold:
        return one.bold
    return one.value < other.value if one.lower else one.value > other.value
