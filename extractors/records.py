"""The paper's own best results as leaderboards list them: task, data set, metric, score, by the catalogue's names where
it has them and in the paper's words where not.

What may be listed is every score of a model in a table that the paper does not quote, or, where no table has one, what
its sentences tell of its own best; what is listed says `extractors.choice`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TypeAlias

import regex

from extractors.candidate import USUAL, Candidate, Record
from extractors.choice import chosen
from extractors.linking.context import CellContext
from extractors.linking.label import named_metric
from extractors.linking.lookup import lookup_in
from extractors.linking.model_name import coined_in, names_method
from extractors.linking.naming import Naming
from extractors.linking.role import role_of
from extractors.names import Names
from extractors.tables import table_claims
from registry.boards import Boards
from registry.catalog import Catalog
from registry.model import CellRef, Claim, Document, Extraction, Result

__all__ = ["Record", "records"]

LOWER = regex.compile(
    r"\b(?:errors?|loss|perplexity|ppl|wer|cer|[rm]*m[as]e|fid|distance|time|latency|eer|nll|bpc|miss|mr)\b",
    regex.IGNORECASE,
)
Cell: TypeAlias = tuple[Claim, CellContext]
OPENING = 3000  # characters in which a paper names its own system
DECIMAL = regex.compile(r"\d+\.\d+")
BARE_POINT = regex.compile(r"(?<!\d)\.(?=\d)")
NO_BOARDS = Boards()


def records(
    document: Document, extraction: Extraction, catalog: Catalog, names: Names, boards: Boards = NO_BOARDS
) -> list[Record]:
    """The best own results of `document`, in the order of its text, as `boards` spell them where they list such; none
    for a paper that reports none."""
    paper = Paper(document, extraction, Naming(document, lookup_in(catalog), names, boards))
    cells = [cell for cell in table_claims(document, catalog) if is_model(cell)]
    found = paper.from_tables(cells) or paper.from_prose()
    return [each.record for each in chosen(found)]


def is_model(cell: Cell) -> bool:
    """Whether it is a number of a model: people, chance and earlier bests are nobody's records."""
    claim, context = cell
    value = claim.quantity.value if claim.quantity is not None else None
    return value is not None and claim.cell is not None and role_of(context.model or claim.subject or "") == "model"


def tables_of(cells: Sequence[Cell]) -> list[list[Cell]]:
    tables: dict[int, list[Cell]] = {}
    for claim, context in cells:
        if claim.cell is not None:
            tables.setdefault(claim.cell.table, []).append((claim, context))
    return list(tables.values())


@dataclass(frozen=True, slots=True)
class Rows:
    """What a table's cells are together: its systems, by their number; the names of the paper's own among them; the
    last of all and the last of these; the values of each column, and what is printed in bold there."""

    systems: frozenset[int]
    own: Mapping[int, str]
    last: frozenset[int]
    values: Mapping[int, Sequence[Decimal]]
    bold: Mapping[int, Sequence[Decimal]]

    def first(self, measure: int, value: Decimal, *, lower: bool | None) -> bool:
        """Whether it is the best of its column; where nobody knows a direction, the first in bold, else the highest."""
        if lower is None and self.bold.get(measure):
            return value == self.bold[measure][0]
        return value == (min if lower else max)(self.values[measure])


class Paper:
    """What one paper's scores are held against."""

    def __init__(self, document: Document, extraction: Extraction, naming: Naming) -> None:
        self.document = document
        self.naming = naming
        self.claims = extraction.claims
        self.linked: Mapping[tuple[int, int], Result] = {place_of(each.claim): each for each in extraction.results}
        self.spoken = lru_cache(None)(self._spoken)

    @cached_property
    def opening(self) -> str:
        return f"{self.document.title}\n{self.document.text[:OPENING]}"

    @cached_property
    def lowered(self) -> str:
        return self.document.text.lower()

    def about(self, task: str) -> float:
        """How much the paper is about a task; one without a text does not say."""
        return self.naming.tasks.weight(task) if len(self.document.text) > OPENING else USUAL

    def _spoken(self, name: str) -> int:
        """How often the paper writes the name, in whatever case."""
        return self.lowered.count(name.lower()) if name else 0

    @cached_property
    def told(self) -> frozenset[str]:
        """The numbers with decimals that stand in prose."""
        blocks = (each.span.of(self.document.text) for each in self.document.blocks)
        kinds = [each.kind for each in self.document.blocks]
        prose = (text for kind, text in zip(kinds, blocks, strict=True) if kind in ("abstract", "paragraph"))
        return frozenset(number for text in prose for number in DECIMAL.findall(text))

    # Tables

    def from_tables(self, cells: Sequence[Cell]) -> list[Candidate]:
        """Every score that the paper does not quote, by its names."""
        tables = tables_of(cells)
        quoted = {coined_in(context.model) for _, context in cells if context.first_party is False}
        bold = {coined_in(context.model) for _, context in cells if context.bold}
        coined = {name for name in {coined_in(context.model) for _, context in cells} - quoted if self.names(name)}
        found = []
        for number, table in enumerate(tables):
            rows = rows_of(table, coined, bold)
            found += [
                made
                for claim, context in table
                if context.first_party is not False
                and (made := self.candidate(claim, context, rows, number / len(tables))) is not None
            ]
        return found

    def candidate(self, claim: Claim, context: CellContext, rows: Rows, place: float) -> Candidate | None:
        record = self.record(claim, context)
        if record is None or claim.quantity is None or claim.quantity.value is None or claim.cell is None:
            return None
        system, measure = system_of((claim, context))
        result = self.linked.get(place_of(claim))
        own = system in rows.own
        return Candidate(
            record[0],
            claim.quantity.value,
            lower=record[1],
            own=own,
            bold=context.bold,
            split=result.split if result is not None else context.split,
            table=claim.cell.table,
            system=system,
            measure=measure,
            place=place,
            last=system in rows.last,
            first=rows.first(measure, claim.quantity.value, lower=record[1]),
            told=claim.quote.rstrip("%\\ ") in self.told,
            part=context.ablation,
            named=self.naming.is_headed(claim.cell, context),
            plain=bool(claim.benchmarks and claim.metric),
            spoken=self.spoken(record[0].dataset),
            own_rows=len(rows.own),
            rivals=len(rows.systems) - len(rows.own),
            by_name=bool(self.naming.method) and names_method(context.model, self.naming.method),
            papers=self.naming.boards.papers(record[0].task, record[0].dataset, record[0].metric),
            about=self.about(record[0].task),
        )

    def record(self, claim: Claim, context: CellContext) -> tuple[Record, bool | None] | None:
        """The record of a number, and whether less is better; None where data set or metric is unknown."""
        result = self.linked.get(place_of(claim))
        called = self.naming.called(claim, context, result)
        if called is None:
            return None
        known = called.known or result is not None
        model = context.model or (result.model if result is not None else "")
        lower = called.lower if called.lower is not None else LOWER.search(called.metric) is not None or None
        return Record(called.task, called.dataset, called.metric, with_zero(claim.quote), claim, model, known), lower

    def names(self, coined: str) -> bool:
        """Whether the paper's opening, or an "our", names the system."""
        return bool(coined) and (coined in self.opening or f"our {coined}" in self.document.text)

    # Sentences

    def from_prose(self) -> list[Candidate]:
        """The paper's own best as its sentences tell them, or what levels they tell where nobody knows whose."""
        return [*self.told_best()] or [*self.told_at_all()]

    def told_best(self) -> Iterator[Candidate]:
        for result in self.linked.values():
            if result.claim.cell is None and result.own_best:
                made = self.record(result.claim, CellContext(split=result.split, model=result.model))
                if made is not None:
                    record, lower = made
                    spoken = self.spoken(record.dataset)
                    about = self.about(record.task)
                    yield Candidate(
                        record,
                        result.value,
                        lower=lower,
                        own=True,
                        split=result.split,
                        told=True,
                        spoken=spoken,
                        about=about,
                    )

    def told_at_all(self) -> Iterator[Candidate]:
        """Levels in a known metric on a data set that goes by a name."""
        for claim in self.claims:
            value = claim.quantity.value if claim.quantity is not None else None
            named = any(map(has_capital, claim.benchmarks))
            if claim.kind == "score" and claim.cell is None and value is not None and named and self.measures(claim):
                made = self.record(claim, CellContext())
                if made is not None:
                    spoken, about = self.spoken(made[0].dataset), self.about(made[0].task)
                    yield Candidate(made[0], value, lower=made[1], told=True, spoken=spoken, about=about)

    def measures(self, claim: Claim) -> bool:
        metric = named_metric(claim.metric or "", self.naming.lookup)[0]
        return metric is not None and metric.direction is not None


def rows_of(table: Sequence[Cell], coined: set[str], bold: set[str]) -> Rows:
    """What the table's rows are. Its own are those that it marks so; where it marks none, those of a system that goes
    by a name which the paper's opening tells and no citation, if it is the last one or stands in bold."""
    models = {system_of(cell)[0]: cell[1].model for cell in table}
    own = {system_of(cell)[0]: cell[1].model for cell in table if cell[1].first_party}
    if not own:
        named = {system: model for system, model in models.items() if coined_in(model) in coined}
        own = {system: model for system, model in named.items() if system == max(models) or coined_in(model) in bold}
    values: dict[int, list[Decimal]] = {}
    in_bold: dict[int, list[Decimal]] = {}
    for claim, context in table:
        if claim.quantity is not None and claim.quantity.value is not None:
            measure = system_of((claim, context))[1]
            values.setdefault(measure, []).append(claim.quantity.value)
            if context.bold:
                in_bold.setdefault(measure, []).append(claim.quantity.value)
    last = frozenset({max(models), max(own, default=max(models))})
    return Rows(frozenset(models), own, last, values, in_bold)


def with_zero(score: str) -> str:
    """As leaderboards print it: ".338" → "0.338"."""
    return BARE_POINT.sub("0.", score)


def has_capital(name: str) -> bool:
    return any(map(str.isupper, name))


def place_of(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


def system_of(cell: Cell) -> tuple[int, int]:
    """Where the number's system stands in its table, and where its measure does."""
    claim, context = cell
    ref = claim.cell or CellRef(0, 0, 0)
    return (ref.column, ref.row) if context.model_in_column else (ref.row, ref.column)
