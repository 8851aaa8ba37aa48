"""Which of a paper's scores leaderboards would list: its own systems' on its main results.

Every score gets points for what speaks for it (docs/decisions/records.md says how they were measured); each board gets
its score of most points, and those of other systems of the paper's own that come near.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from extractors.candidate import Candidate

__all__ = ["chosen"]

Column: TypeAlias = tuple[int, tuple[str, str], int, int]  # table, board, split, number
LEAST, BEHIND = 1.5, 2.5  # points that a score needs; how far behind the paper's first it may stay
VARIANT = 1.2  # points more that each further system of the paper's own needs to stand on one board
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
    "another column": -1.0,
    "late": -1.2,
}
SPLITS = ("test", "", "val", "dev")


def chosen(found: Sequence[Candidate]) -> list[Candidate]:
    """The scores to list, in the order of the text."""
    ranked = sorted(with_points(found), key=lambda each: (-each[0], each[1].record.claim.start))
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
    known = {told for other in listed for told in (other.record.score, (other.table, other.system))}
    new = each.record.score not in known and (each.table, each.system) not in known
    return new and each.own is True and len(listed) < VARIANTS


def first_columns(found: Sequence[Candidate]) -> set[Column]:
    """Of the columns of one table that go by one name, the one of the test set, else the first: others measure what was
    not read."""
    first: dict[object, Column] = {}
    for each in found:
        table_and_board, column = (each.table, each.key), column_of(each)
        first[table_and_board] = min(column, first.get(table_and_board, column))
    return {*first.values()}


def column_of(each: Candidate) -> Column:
    return each.table, each.key, split_rank(each.split), each.measure


def split_rank(split: str) -> int:
    return next((rank for rank, name in enumerate(SPLITS) if name and split.startswith(name)), 1)


def with_points(found: Sequence[Candidate]) -> Iterable[tuple[float, Candidate]]:
    best = best_of(found)
    best_own = best_of([each for each in found if each.own])
    first = first_columns(found)
    known = any(each.record.known for each in found)
    for each in found:
        column = column_of(each)
        signs = {
            "own": each.own is True,
            "bold": each.bold,
            "best of the own": each.own is True and best_own[column] == each.value,
            "best of all": best[column] == each.value,
            "last": each.last,
            "named": each.named,
            "told": each.told,
            "known": each.record.known,
            "unknown beside known": known and not each.record.known,
            "compared": each.compared,
            "test": each.split.startswith("test"),
            "not test": each.split.startswith(("val", "dev", "train")),
            "another column": column not in first,
            "late": each.place,
        }
        yield sum(POINTS[name] * sign for name, sign in signs.items()), each


def best_of(found: Sequence[Candidate]) -> dict[Column, Decimal]:
    """By column the best value; where nobody knows a direction, what is printed in bold, else the highest."""
    best: dict[Column, Candidate] = {}
    for each in found:
        column = column_of(each)
        if column not in best or better(each, best[column]):
            best[column] = each
    return {column: each.value for column, each in best.items()}


def better(one: Candidate, other: Candidate) -> bool:
    if one.lower is None and one.bold != other.bold:
        return one.bold
    return one.value < other.value if one.lower else one.value > other.value
