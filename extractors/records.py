"""The paper's own best results as leaderboards list them: task, data set, metric, score, by the catalogue's names where
it has them and in the paper's words where not.

A table's own rows are those that the paper calls its own; where it calls none so, those whose cells it prints in bold.
For each column the best of them is a record, once a paper.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

import regex

from extractors.linking.context import CellContext
from extractors.linking.label import named_benchmark, named_metric
from extractors.linking.lookup import Lookup, lookup_in
from extractors.linking.role import role_of
from extractors.names import Names
from extractors.tables import table_claims
from registry.catalog import Catalog, fold
from registry.model import Claim, Document, Extraction, Result

__all__ = ["Record", "records"]

LOWER = regex.compile(
    r"\b(?:errors?|loss|perplexity|ppl|wer|cer|[rm]*m[as]e|fid|distance|time|latency|eer|nll|bpc|miss|mr)\b",
    regex.IGNORECASE,
)
Cell: TypeAlias = tuple[Claim, CellContext]
# A heading that nobody knows and that names a measure rather than data.
MEASURE = regex.compile(
    r"(?i:.*(?:@|%|\b(?:score|rate|error|accuracy|precision|recall|ratio|index)\b).*)|[A-Z]{1,4}\d?|[A-Z]+-\d"
)
MANY, FEW = 24, 3  # records of a paper: leaderboards list six on average; of one that marks no rows as its own
READ = 3000  # characters in which a paper says what its task is


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


def records(document: Document, extraction: Extraction, catalog: Catalog, names: Names) -> list[Record]:
    """The best own results of `document`, in the order of its text; none for a paper that reports none."""
    lookup = lookup_in(catalog)
    linked = {place_of(result.claim): result for result in extraction.results}
    cells = [cell for cell in table_claims(document, catalog) if competes(cell)]
    default = Default(document, lookup, names)
    prose = [from_prose(result, catalog) for result in extraction.results if result.own_best and not result.claim.cell]
    tables = tables_of(cells)
    for own_of, most_told in ((own_cells, MANY), (unquoted_cells, FEW)):
        found = [
            *prose,
            *(each for table in tables for each in candidates(table, own_of(table), linked, default, lookup)),
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
    default: "Default",
    lookup: Lookup,
) -> list[Candidate]:
    made = [candidate(claim, context, linked.get(place_of(claim)), default, lookup) for claim, context in own]
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


class Default:
    """What a paper's tables leave unsaid: its task, and the data set and metric it is mostly about."""

    def __init__(self, document: Document, lookup: Lookup, names: Names) -> None:
        self.catalog = lookup.catalog
        self.tasks: Counter[str] = Counter()
        self.benchmarks: Counter[str] = Counter()
        self.metrics: Counter[str] = Counter()
        counts = {"task": self.tasks, "benchmark": self.benchmarks, "metric": self.metrics}
        for text, weight in ((document.title, 5), (document.text[:READ], 2), (document.text, 1)):
            for each in names.find(text):
                spelled = text[each.start : each.end]
                if each.what != "benchmark" or any(map(str.isupper, spelled)):
                    counts[each.what][each.id] += weight

    def task(self, benchmark: str) -> str:
        """The benchmark's task that the paper speaks of most, unless another is thrice as often spoken of; else the
        benchmark's first."""
        entry = self.catalog.benchmarks.get(benchmark)
        own = entry.tasks if entry is not None else ()
        chosen = next((task for task, _ in self.tasks.most_common() if task in own), "")
        main = next((task for task, _ in self.tasks.most_common(1)), "")
        if not chosen or self.tasks[main] > 3 * self.tasks[chosen]:
            chosen = main or next(iter(own), "")
        return self.catalog.tasks[chosen].name if chosen in self.catalog.tasks else ""

    def dataset(self) -> str:
        return most(self.benchmarks)

    def metric(self) -> str:
        return most(
            Counter({id: n for id, n in self.metrics.items() if self.catalog.metrics[id].direction is not None})
        )


def most(counted: Counter[str]) -> str:
    """The one spoken of most, if more than in passing."""
    return next((id for id, times in counted.most_common(1) if times > 3), "")


def candidate(
    claim: Claim, context: CellContext, result: Result | None, default: Default, lookup: Lookup
) -> Candidate | None:
    if claim.quantity is None or claim.quantity.value is None:
        return None
    benchmark, dataset, split = dataset_of(claim, context, result, default, lookup)
    metric, direction = metric_of(claim, context, result, benchmark, default, lookup)
    if not dataset or not metric:
        return None
    record = Record(default.task(benchmark), dataset, metric, claim.quote, claim, context.model, result is not None)
    lower = direction == "lower" or (direction is None and LOWER.search(metric) is not None)
    setting = context.protocol.get("setting", "")
    return Candidate(record, claim.quantity.value, lower, context.bold, claim.averaged, split, setting)


def dataset_of(
    claim: Claim, context: CellContext, result: Result | None, default: Default, lookup: Lookup
) -> tuple[str, str, str]:
    """Id and name of the data set, and the split."""
    split = result.split if result is not None else context.split
    if result is not None:
        return result.benchmark, default.catalog.benchmarks[result.benchmark].name, split
    for name in claim.benchmarks:
        entry, _ = named_benchmark(name, lookup)
        if entry is not None:
            return entry.id, entry.name, split
    if claim.benchmarks and not is_measure(claim, context):
        return "", claim.benchmarks[0], split
    usual = default.dataset()
    return usual, default.catalog.benchmarks[usual].name if usual else "", split


def is_measure(claim: Claim, context: CellContext) -> bool:
    """Whether the unknown name in a heading, where no metric is told, is one."""
    return (
        not claim.metric
        and not context.hints
        and bool(claim.benchmarks)
        and bool(MEASURE.fullmatch(claim.benchmarks[0]))
    )


def metric_of(
    claim: Claim, context: CellContext, result: Result | None, benchmark: str, default: Default, lookup: Lookup
) -> tuple[str, str | None]:
    """Name and direction of the metric."""
    catalog = lookup.catalog
    if result is not None:
        return catalog.metrics[result.metric].name, catalog.metrics[result.metric].direction
    for name in filter(None, (claim.metric, *context.hints)):
        entry, _ = named_metric(name, lookup)
        if entry is not None:
            return entry.name, entry.direction
    if claim.metric or is_measure(claim, context):
        return claim.metric or claim.benchmarks[0], None
    own = catalog.benchmarks[benchmark].metrics if benchmark in catalog.benchmarks else ()
    usual = own[0] if own else default.metric()
    return (catalog.metrics[usual].name, catalog.metrics[usual].direction) if usual else ("", None)


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
