"""Which of a paper's scores leaderboards would list: of each board it may stand on the score that speaks loudest, then
the boards that are likely to be listed, then further systems of the paper's own on these.

Each of the three is a sum of what speaks for and against; a logistic regression gave its weights
(docs/decisions/records.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log, sqrt
from typing import TypeAlias

import regex

from extractors.candidate import Candidate

__all__ = ["chosen", "of_board", "of_further", "of_score", "whole"]

Signs: TypeAlias = Mapping[str, float]
Column: TypeAlias = tuple[int, tuple[str, str], int, int]  # table, board, split, number
SPLITS = ("test", "", "val", "dev")
FURTHER, MOST = 5, 40  # further scores of a board, scores of a paper
MOST_ABOUT = 12  # from here on a paper is about a task
# Which score of a board.
SCORE: Signs = {
    "own": 1.4,
    "bold": 0.75,
    "best of the own": 0.75,
    "best of all": 0.6,
    "last": 0.7,
    "told": 0.35,
    "another column": -0.9,
    "not test": -0.3,
    "part": -1.0,
    "late": -1.05,
}
# Whether a board is listed, by its score: in logits, for the share of the record that will be right.
BOARD: Signs = {
    "always": -3.85,
    "known": 0.73,
    "papers": 0.53,
    "plain": 0.53,
    "own": 0.66,
    "best of all": 0.52,
    "often spoken of": 0.21,
    "task": 0.11,
    "columns": 0.36,
    "no direction": -1.13,
    "not test": -0.51,
    "late": -0.85,
    "cost": -0.51,
    "tables": -0.36,
    "own share": -0.26,
}
LISTED = log(0.185 / 0.815)  # nearly half the partial F1 that is reached: below it, a record costs more than it brings
# Whether a further score of a listed board is listed.
MORE: Signs = {
    "always": -2.49,
    "board": 0.38,
    "same table": 0.41,
    "rivals": 0.11,
    "own rows": 0.17,
    "by name": 0.2,
    "part": -0.26,
    "late": -0.68,
}
ALSO = log(0.11 / 0.89)
CROWDED = 0.3  # how much more a further one needs beside one other, by the root of how many stand there
# What a system costs; leaderboards are of what it is good at.
COST = regex.compile(r"fps|params?|flops?|g?macs?|memory|time|latency|speed|size|throughput", regex.IGNORECASE)


def chosen(found: Sequence[Candidate]) -> list[Candidate]:
    """The scores to list, in the order of the text; one at least, if there are any."""
    best = loudest(found)
    paper = whole(found)
    rated = sorted(((total(BOARD, of_board(each, paper)), each) for each in best), key=by_points)
    listed = [(points, each) for number, (points, each) in enumerate(rated) if points >= LISTED or not number]
    taken = [each for _, each in listed]
    more = further(found, listed)
    return sorted([*taken, *more][:MOST], key=lambda each: each.record.claim.start)


def by_points(rated: tuple[float, Candidate]) -> tuple[float, int]:
    return -rated[0], rated[1].record.claim.start


def total(weights: Signs, signs: Signs) -> float:
    return sum(weights[name] * sign for name, sign in signs.items())


# Which score of a board


def loudest(found: Sequence[Candidate]) -> list[Candidate]:
    """The score of most points of each board."""
    best: dict[tuple[str, str], Candidate] = {}
    for _, each in sorted(scored(found), key=by_points):
        best.setdefault(each.key, each)
    return [*best.values()]


def scored(found: Sequence[Candidate]) -> Iterable[tuple[float, Candidate]]:
    best_own = best_of([each for each in found if each.own])
    first = first_columns(found)
    for each in found:
        column = column_of(each)
        leads = each.own and best_own[column] == each.value
        yield total(SCORE, of_score(each, leads=leads, another=column not in first)), each


def of_score(each: Candidate, *, leads: bool, another: bool) -> Signs:
    """What speaks for a score. `leads`: it is the best of the paper's own in its column; `another`: a column before its
    goes by the same name."""
    return {
        "own": each.own,
        "bold": each.bold,
        "best of the own": leads,
        "best of all": each.first,
        "last": each.last,
        "told": each.told,
        "another column": another,
        "not test": not each.of_test,
        "part": each.part,
        "late": each.place,
    }


def first_columns(found: Sequence[Candidate]) -> set[Column]:
    """Of the columns of one table that go by one name, the one of the test set, else the first whose heading says so
    or tells the whole, else the first: others measure what was not read."""
    first: dict[object, tuple[int, bool, Column]] = {}
    for each in found:
        table_and_board, column = (each.table, each.key), column_of(each)
        rank = split_rank(each.split), not each.named, column
        first[table_and_board] = min(rank, first.get(table_and_board, rank))
    return {column for _, _, column in first.values()}


def column_of(each: Candidate) -> Column:
    return each.table, each.key, split_rank(each.split), each.measure


def split_rank(split: str) -> int:
    return next((rank for rank, name in enumerate(SPLITS) if name and split.startswith(name)), 1)


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


# Which boards


@dataclass(frozen=True, slots=True)
class Whole:
    """What a paper reports together: how many tables it has with scores, how many measures each of them, and which
    share of all scores are the paper's own."""

    tables: int
    columns: Mapping[int, int]
    own: float


def whole(found: Sequence[Candidate]) -> Whole:
    measures: dict[int, set[int]] = {}
    for each in found:
        measures.setdefault(each.table, set()).add(each.measure)
    return Whole(
        tables=len(measures),
        columns={table: len(columns) for table, columns in measures.items()},
        own=sum(each.own for each in found) / max(len(found), 1),
    )


def of_board(each: Candidate, paper: Whole) -> Signs:
    """What speaks for a board, by its loudest score."""
    return {
        "always": 1,
        "known": each.record.known,
        "papers": log(1 + each.papers),
        "plain": each.plain,
        "own": each.own,
        "best of all": each.first,
        "often spoken of": log(1 + each.spoken),
        "task": min(each.about, MOST_ABOUT),
        "columns": log(1 + paper.columns[each.table]),
        "no direction": each.lower is None,
        "not test": not each.of_test,
        "late": each.place,
        "cost": COST.search(each.record.metric) is not None,
        "tables": log(1 + paper.tables),
        "own share": paper.own,
    }


# Further systems of the paper's own


def further(found: Sequence[Candidate], listed: Sequence[tuple[float, Candidate]]) -> list[Candidate]:
    """Scores of other systems of the paper's own on the listed boards, the likeliest first."""
    of = {each.key: (points, each) for points, each in listed}
    rated = [(total(MORE, of_further(each, *of[each.key])), each) for each in found if each.key in of and each.own]
    standing = {key: [each] for key, (_, each) in of.items()}
    taken = []
    for points, each in sorted(rated, key=by_points):
        beside = standing[each.key]
        if points >= needed(beside) and len(beside) <= FURTHER and adds(each, beside):
            beside.append(each)
            taken.append(each)
    return taken


def needed(beside: Sequence[Candidate]) -> float:
    """The points that a further score needs beside those of its board: few boards have three, nearly none has more."""
    return ALSO + CROWDED * sqrt(len(beside) - 1)


def of_further(each: Candidate, points: float, first: Candidate) -> Signs:
    """What speaks for listing a score beside the `first` of its board, which has so many `points`."""
    return {
        "always": 1,
        "board": points,
        "same table": each.table == first.table,
        "rivals": each.rivals > 2,
        "own rows": log(max(1, each.own_rows)),
        "by name": each.by_name,
        "part": each.part,
        "late": each.place,
    }


def adds(each: Candidate, beside: Sequence[Candidate]) -> bool:
    """Whether it is another number, of another system than those."""
    known = {told for other in beside for told in (other.record.score, (other.table, other.system))}
    return each.record.score not in known and (each.table, each.system) not in known
