"""The paper's own best results as leaderboards list them: task, data set, metric, score, by the catalogue's names where
it has them and in the paper's words where not.

A table's own rows are those that the paper calls its own; where it calls none so, those whose cells it prints in bold.
For each column the best of them is a record, once a paper.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

import regex

from extractors.linking.context import CellContext
from extractors.linking.lookup import lookup_in
from extractors.linking.naming import Naming
from extractors.linking.role import role_of
from extractors.names import Names
from extractors.tables import table_claims
from registry.boards import Boards
from registry.catalog import Catalog, fold
from registry.model import Claim, Document, Extraction, Result

__all__ = ["Record", "records"]

LOWER = regex.compile(
    r"\b(?:errors?|loss|perplexity|ppl|wer|cer|[rm]*m[as]e|fid|distance|time|latency|eer|nll|bpc|miss|mr)\b",
    regex.IGNORECASE,
)
Cell: TypeAlias = tuple[Claim, CellContext]
MANY, FEW = 24, 3  # records of a paper: leaderboards list six on average; of one that marks no rows as its own


@dataclass(frozen=True, slots=True)
class Record:
    """`claim` is the number's evidence; `known` says that the catalogue knows data set and metric."""

    task: str
    dataset: str
    metric: str
    score: str
    claim: Claim
    model: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell of an own row, and what it would be called."""

    record: Record
    value: Decimal
    lower: bool
    bold: bool
    average: bool
    split: str
    setting: str = ""
    compared: bool = False


NO_BOARDS = Boards()


def records(
    document: Document, extraction: Extraction, catalog: Catalog, names: Names, boards: Boards = NO_BOARDS
) -> list[Record]:
    """The best own results of `document`, in the order of its text, as `boards` spell them where they list such; none
    for a paper that reports none."""
    linked = {place_of(result.claim): result for result in extraction.results}
    cells = [cell for cell in table_claims(document, catalog) if competes(cell)]
    naming = Naming(document, lookup_in(catalog), names, boards)
    prose = [from_prose(result, catalog) for result in extraction.results if result.own_best and not result.claim.cell]
    tables = tables_of(cells)
    for own_of, most_told in ((own_cells, MANY), (unquoted_cells, FEW)):
        found = [
            *prose,
            *(each for table in tables for each in candidates(table, own_of(table), linked, naming)),
        ]
        if found:
            return [each.record for each in best_of(known_first(found))[:most_told]]
    return []


def competes(cell: Cell) -> bool:
    """Whether it is a model's, and a whole one's: people, chance and earlier bests are nobody's records."""
    claim, context = cell
    return not context.ablation and role_of(context.model or claim.subject or "") == "model"


def candidates(
    table: Sequence[Cell],
    own: Sequence[Cell],
    linked: Mapping[tuple[int, int], Result],
    naming: Naming,
) -> list[Candidate]:
    made = [candidate(claim, context, linked.get(place_of(claim)), naming) for claim, context in own]
    compared = any(context.first_party is False for _, context in table)
    kept = without_parts([each for each in made if each is not None])
    return [replace(each, compared=compared) for each in kept]


def known_first(found: Sequence[Candidate]) -> Sequence[Candidate]:
    """Where the catalogue knows some, the others are mostly parts and by-products."""
    return [each for each in found if each.record.known] or found


def place_of(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


# Whose rows


def tables_of(cells: Iterable[Cell]) -> list[list[Cell]]:
    tables: dict[int, list[Cell]] = {}
    for claim, context in cells:
        if claim.cell is not None:
            tables.setdefault(claim.cell.table, []).append((claim, context))
    return list(tables.values())


def own_cells(table: Sequence[Cell]) -> list[Cell]:
    own = [cell for cell in table if cell[1].first_party]
    return own or [cell for cell in table if cell[1].bold and cell[1].first_party is None]


def unquoted_cells(table: Sequence[Cell]) -> list[Cell]:
    """Where a paper marks nothing as its own: all rows but those that are quoted from others."""
    return [cell for cell in table if cell[1].first_party is None]


# What they are called


def candidate(claim: Claim, context: CellContext, result: Result | None, naming: Naming) -> Candidate | None:
    if claim.quantity is None or claim.quantity.value is None:
        return None
    called = naming.called(claim, context, result)
    if called is None:
        return None
    known = called.known or result is not None
    record = Record(called.task, called.dataset, called.metric, claim.quote, claim, context.model, known)
    lower = called.lower if called.lower is not None else LOWER.search(called.metric) is not None
    split = result.split if result is not None else context.split
    setting = context.protocol.get("setting", "")
    return Candidate(record, claim.quantity.value, lower, context.bold, claim.averaged, split, setting)


def from_prose(result: Result, catalog: Catalog) -> Candidate:
    metric = catalog.metrics[result.metric]
    task = catalog.tasks[result.task].name if result.task in catalog.tasks else ""
    dataset = catalog.benchmarks[result.benchmark].name
    record = Record(task, dataset, metric.name, result.claim.quote, result.claim, result.model, True)
    return Candidate(record, result.value, metric.direction == "lower", False, False, result.split)


# Which of them


def without_parts(found: Sequence[Candidate]) -> list[Candidate]:
    """Where a table has a column of means, only these: the others are its parts."""
    means = [each for each in found if each.average]
    return (
        means
        if means and not any(each.record.known for each in found)
        else [each for each in found if not each.average]
    )


def best_of(found: Sequence[Candidate]) -> list[Candidate]:
    """The best of each data set, split, setting and metric: what is printed in bold, else by direction."""
    best: dict[tuple[str, ...], Candidate] = {}
    for each in found:
        key = fold(each.record.dataset), fold(each.record.metric), each.split, each.setting
        other = best.get(key)
        if other is None or better(each, other):
            best[key] = each
    return sorted(best.values(), key=lambda each: each.record.claim.start)


def better(one: Candidate, other: Candidate) -> bool:
    if one.compared != other.compared:
        return one.compared
    if one.bold != other.bold:
        return one.bold
    return one.value < other.value if one.lower else one.value > other.value
