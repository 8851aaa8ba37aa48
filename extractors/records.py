"""The paper's own best results as leaderboards list them: task, data set, metric, score, by the catalogue's names where
it has them and in the paper's words where not.

What may be listed is every score of a model in a table, and of a paper's own best in prose; what is listed says
`extractors.choice`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import regex

from extractors.candidate import Candidate, Record
from extractors.choice import chosen
from extractors.linking.context import CellContext
from extractors.linking.lookup import lookup_in
from extractors.linking.model_name import coined_in
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
FEW = 3  # records of a paper that marks no rows as its own, by name or in bold
OPENING = 3000  # characters in which a paper names its own system
DECIMAL = regex.compile(r"\d+\.\d+")
NO_BOARDS = Boards()


def records(
    document: Document, extraction: Extraction, catalog: Catalog, names: Names, boards: Boards = NO_BOARDS
) -> list[Record]:
    """The best own results of `document`, in the order of its text, as `boards` spell them where they list such; none
    for a paper that reports none."""
    paper = Paper(document, extraction, Naming(document, lookup_in(catalog), names, boards))
    cells = [cell for cell in table_claims(document, catalog) if competes(cell)]
    prose = paper.from_prose()
    tables = [(place, table, owned(table)) for place, table in placed(tables_of(cells))]
    marked = [table for _, table, own in tables if own]
    if marked or prose:
        found = [each for place, table, own in tables if own for each in paper.candidates(table, place)]
        return [each.record for each in chosen([*prose, *found])]
    found = [each for place, table, _ in tables for each in paper.candidates(table, place)]
    return [each.record for each in chosen(found)[:FEW]]


def competes(cell: Cell) -> bool:
    """Whether it is a model's, and a whole one's: people, chance and earlier bests are nobody's records."""
    claim, context = cell
    return not context.ablation and role_of(context.model or claim.subject or "") == "model"


def tables_of(cells: Sequence[Cell]) -> list[list[Cell]]:
    tables: dict[int, list[Cell]] = {}
    for claim, context in cells:
        if claim.cell is not None:
            tables.setdefault(claim.cell.table, []).append((claim, context))
    return list(tables.values())


def placed(tables: Sequence[list[Cell]]) -> Iterator[tuple[float, list[Cell]]]:
    for number, table in enumerate(tables):
        yield number / len(tables), table


def owned(table: Sequence[Cell]) -> bool:
    """Whether rows are marked as the paper's, by a name or in bold."""
    return any(
        not each.ablation and (each.first_party or (each.bold and each.first_party is None)) for _, each in table
    )


def eligible(table: Sequence[Cell]) -> list[Cell]:
    """The cells of own rows and what is printed in bold, where some are marked so; else all that are not another's."""
    marked = [cell for cell in table if cell[1].first_party or (cell[1].bold and cell[1].first_party is None)]
    own = any(context.first_party for _, context in marked)
    return marked if own else [cell for cell in table if cell[1].first_party is not False]


class Paper:
    """What one paper's scores are held against."""

    def __init__(self, document: Document, extraction: Extraction, naming: Naming) -> None:
        self.document = document
        self.naming = naming
        self.linked: Mapping[tuple[int, int], Result] = {place_of(each.claim): each for each in extraction.results}

    @cached_property
    def opening(self) -> str:
        return f"{self.document.title}\n{self.document.text[:OPENING]}"

    @cached_property
    def told(self) -> frozenset[str]:
        """The numbers with decimals that stand in prose."""
        blocks = (each.span.of(self.document.text) for each in self.document.blocks)
        kinds = [each.kind for each in self.document.blocks]
        prose = (text for kind, text in zip(kinds, blocks, strict=True) if kind in ("abstract", "paragraph"))
        return frozenset(number for text in prose for number in DECIMAL.findall(text))

    def candidates(self, table: Sequence[Cell], place: float) -> list[Candidate]:
        compared = any(context.first_party is False for _, context in table)
        below = max(system_of(claim)[0] for claim, _ in table)
        made = (self.candidate(claim, context, place, below, compared=compared) for claim, context in eligible(table))
        return [each for each in made if each is not None]

    def candidate(
        self, claim: Claim, context: CellContext, place: float, below: int, *, compared: bool
    ) -> Candidate | None:
        if claim.quantity is None or claim.quantity.value is None or claim.cell is None:
            return None
        record = self.record(claim, context)
        if record is None:
            return None
        system, measure = system_of(claim)
        result = self.linked.get(place_of(claim))
        return Candidate(
            record[0],
            claim.quantity.value,
            lower=record[1],
            own=context.first_party,
            bold=context.bold,
            split=result.split if result is not None else context.split,
            table=claim.cell.table,
            system=system,
            measure=measure,
            place=place,
            last=system == below,
            compared=compared,
            named=self.names(context.model),
            told=claim.quote.rstrip("%\\ ") in self.told,
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
        return Record(called.task, called.dataset, called.metric, claim.quote, claim, model, known), lower

    def names(self, model: str) -> bool:
        """Whether the paper's opening, or an "our", names the system."""
        name = coined_in(model)
        return bool(name) and (name in self.opening or f"our {name}" in self.document.text)

    def from_prose(self) -> list[Candidate]:
        """The paper's own best as its sentences tell them."""
        found = []
        for result in self.linked.values():
            if result.claim.cell is None and result.own_best:
                made = self.record(result.claim, CellContext(split=result.split, model=result.model))
                if made is not None:
                    record, lower = made
                    found.append(Candidate(record, result.value, lower=lower, own=True, split=result.split, told=True))
        return found


def place_of(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


def system_of(claim: Claim) -> tuple[int, int]:
    """Where the number's system stands in its table, and where its measure does."""
    ref = claim.cell or CellRef(0, 0, 0)
    return (ref.column, ref.row) if claim.rule.endswith("-columns") else (ref.row, ref.column)
