"""From a labelled grid to claims: one for each number that a table reports as a result."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.linking.context import CellContext
from extractors.linking.lookup import Lookup, lookup_in
from extractors.linking.model_name import model_name, names_method
from extractors.linking.system import method_of
from extractors.tables import words
from extractors.tables.caption import Mean
from extractors.tables.layout import Layout, layouts
from extractors.tables.lines import Line
from extractors.tables.number import CellNumber, place_in, read_number, read_numbers
from extractors.tables.surroundings import tables_in
from registry.catalog import Catalog, fold
from registry.model import Cell, CellRef, Claim, Document, Span, Table
from registry.quantity import Quantity

__all__ = ["table_claims"]


@dataclass(frozen=True, slots=True)
class System:
    """Whose numbers stand in a row (or a column, where models stand there): the name as printed and in full."""

    subject: str | None
    model: str
    first_party: bool | None
    ablated: bool


@lru_cache(maxsize=1)  # the results of a document are asked for first, then its records
def table_claims(document: Document, catalog: Catalog) -> Sequence[tuple[Claim, CellContext]]:
    """Every result that the document's tables report, in the order of its text."""
    return [*read_once(document, lookup_in(catalog))]


@lru_cache(maxsize=1)  # the results and the records of a document both ask
def read_once(document: Document, lookup: Lookup) -> tuple[tuple[Claim, CellContext], ...]:
    method = method_of(document)
    return tuple(
        claim
        for index, (table, headings) in enumerate(tables_in(document))
        for layout in layouts(table, headings, lookup)
        if layout.kind in ("results", "ablation")
        for claim in claims_of(document.text, index, table, layout, method, lookup)
    )


def claims_of(
    text: str, index: int, table: Table, layout: Layout, method: str, lookup: Lookup
) -> list[tuple[Claim, CellContext]]:
    brackets = spread_in_brackets(table)
    systems = systems_of(layout, method)
    found = []
    for number, row in layout.rows.items():
        for column, head in layout.columns.items():
            if column >= len(table.rows[number]) or not (head.reports and row.reports):
                continue
            system = systems[column if layout.models_on == "columns" else number]
            line = merged(head, row, layout.groups[number], layout.around)
            cell = table.rows[number][column]
            found += cell_claims(
                text, CellRef(index, number, column), table.rows[number], cell, line, system, layout, brackets, lookup
            )
    return with_fractions(found)


def spread_in_brackets(table: Table) -> bool:
    said = " ".join([table.caption, *(cell.text for row in table.rows[: table.header_rows] for cell in row)])
    return words.SPREAD_ANYWHERE.search(said) is not None


# Whose


def systems_of(layout: Layout, method: str) -> dict[int, System]:
    """The system of every row, or of every column where models stand there."""
    lines = layout.columns if layout.models_on == "columns" else layout.rows
    repeated = repeated_models(lines.values())
    known: dict[int, System] = {}
    base: System | None = None
    for number, line in lines.items():
        group = layout.groups.get(number, Line()) if layout.models_on != "columns" else Line()
        system = system_of(line, group, base, method, line.model in repeated, layout.kind == "ablation")
        if not is_part(line.model):
            base = system
        known[number] = system
    return known


def repeated_models(lines: Iterable[Line]) -> set[str]:
    count = Counter(line.model for line in lines)
    return {model for model, times in count.items() if times > 1}


def is_part(name: str) -> bool:
    """ "+ coverage", "- attention", "w/o pretraining": a variant of the row above."""
    return name.lstrip().startswith("+") or words.ABLATED.fullmatch(name) is not None


def system_of(line: Line, group: Line, base: System | None, method: str, repeated: bool, ablation: bool) -> System:
    """The system a line names; one of several lines of that name tells itself apart by its settings or its group."""
    if not line.model:
        return System(None, "", None, ablation)
    name = model_name(line.model)
    own = first_party(line, group, method)
    if not name:  # "Ours": by the paper's name for it, else the linker's affair
        name = method
    if is_part(line.model) and base is not None and base.model:
        name = f"{base.model} {line.model.strip()}"
        own = own if own is not None else base.first_party
    variant = line.variant or group.variant
    if variant and repeated and name:
        name = f"{name} ({variant})"
    ablated = ablation or (own is not False and words.ABLATED.fullmatch(line.model) is not None)
    return System(line.model, name, own, ablated)


def first_party(line: Line, group: Line, method: str) -> bool | None:
    if line.own or words.OWN.search(line.model) or (group.model and words.OWN.search(group.model)):
        return True
    if method and fold(method) and names_method(line.model, method):
        return True
    if line.cited or words.CITED.search(line.model):
        return False
    return None


# What


def merged(column: Line, row: Line, group: Line, around: Line) -> Line:
    """All that is said of a cell. Lines that cross it come first, then the group, then the text around the table."""
    inner = (column, row) if column.metrics or not row.metrics else (row, column)
    average = column.average or row.average
    metrics = next((line.metrics for line in (*inner, group) if line.metrics), ())
    unknown = column.unknown or row.unknown
    benchmarks = tuple(dict.fromkeys((*column.benchmarks, *row.benchmarks))) or group.benchmarks
    if unknown and not benchmarks:
        benchmarks = (unknown,)
    elif unknown and not metrics:
        metrics = (unknown,)
    if not benchmarks and not average:
        benchmarks = around.benchmarks
    variant = "" if row.model else row.variant or group.variant
    return Line(
        benchmarks=benchmarks,
        metrics=metrics,
        split=next((line.split for line in (*inner, group, around) if line.split), ""),
        protocol={
            **({"setting": variant.lower()} if variant else {}),
            **around.protocol,
            **around.shares.protocol_of(benchmarks),
            **group.protocol,
            **row.protocol,
            **column.protocol,
        },
        percent=any(line.percent for line in (column, row, group, around)),
        average=average,
        unnamed=column.unnamed,
        mean=column.mean
        or row.mean
        or (None if average else mean_around(around, inherited=benchmarks == around.benchmarks)),
    )


def mean_around(around: Line, *, inherited: bool) -> Mean | None:
    """The caption's mean: one over runs is of all cells, one over tasks of those that the caption alone places."""
    return around.mean if around.mean is not None and (around.mean.repeated or inherited) else None


def cell_claims(
    text: str,
    ref: CellRef,
    row: Sequence[Cell],
    cell: Cell,
    line: Line,
    system: System,
    layout: Layout,
    brackets: bool,
    lookup: Lookup,
) -> list[tuple[Claim, CellContext]]:
    sentence = Span(row[0].span.start, row[-1].span.end)
    hints = () if line.metrics or line.unnamed else hints_for(line.benchmarks, layout.around, lookup)
    context = CellContext(
        split=line.split,
        protocol={**line.protocol, **conditions_of(system, layout.around)},
        bold=cell.bold,
        first_party=system.first_party,
        model=system.model,
        hints=hints if len(hints) > 1 else (),
        ablation=system.ablated,
        beside=layout.beside,
        unnamed=(layout.around.unnamed or line.unnamed) and not line.metrics,
        model_in_column=layout.models_on == "columns",
    )
    found = []
    start = cell.span.start
    for number, part in parts_of(cell.text, line, layout.around):
        place = place_in(text[start : cell.span.end], number)
        if place is None or number.signed:
            continue
        at, end = start + place[0], start + place[1]
        start = end
        claim = Claim(
            kind="score",
            start=at,
            end=end,
            quote=text[at:end],
            rule=rule_of(layout, system, part is not line),
            sentence=sentence,
            quantity=Quantity(number.value, "percent" if number.percent or part.percent else None, number.bound),
            metric=only(part.metrics or hints),
            benchmarks=part.benchmarks,
            subject=system.subject,
            over=part.mean.over if part.mean is not None else None,
            averaged=part.average or part.mean is not None,
            uncertainty=number.spread or (number.bracket if brackets else None),
            cell=ref,
        )
        found.append((claim, context))
    return found


def only(names: Sequence[str]) -> str | None:
    return names[0] if len(names) == 1 else None


def hints_for(benchmarks: Sequence[str], around: Line, lookup: Lookup) -> tuple[str, ...]:
    """The metrics that the caption names for these data sets: of several the one in which the data set is measured."""
    own = around.shares.metric_of(benchmarks)
    if own or len(around.metrics) < 2:
        return (own,) if own else around.metrics
    entry = lookup.benchmark(benchmarks[0]) if len(benchmarks) == 1 else None
    known = {name: lookup.metric(name) for name in around.metrics}
    measured = [name for name, metric in known.items() if entry and metric and metric.id in entry.metrics]
    return tuple(measured) if len(measured) == 1 else around.metrics


def conditions_of(system: System, around: Line) -> Mapping[str, str]:
    """What the caption says of this system alone."""
    said = (protocol for name, protocol in around.shares.of_systems.items() if names_method(system.model, name))
    return next(said, {})


def parts_of(cell: str, line: Line, around: Line) -> list[tuple[CellNumber, Line]]:
    """The cell's number; its numbers, each with its metric or data set, where "88.9/84.8" stands under "F1/Acc" and
    "78.7 74.0" under "F1@10, 25"."""
    number = read_number(cell)
    if number is not None:
        return [(number, line)]
    known = read_numbers(cell)
    metrics = line.metrics or around.metrics
    if len(metrics) == len(known):
        return [(number, replace(line, metrics=(metric,))) for number, metric in zip(known, metrics, strict=True)]
    if len(line.benchmarks) == len(known):
        return [
            (number, replace(line, benchmarks=(name,))) for number, name in zip(known, line.benchmarks, strict=True)
        ]
    return [(number, line) for number in known] if "/" in cell else []


def rule_of(layout: Layout, system: System, pair: bool) -> str:
    if system.ablated:
        return "table.ablation"
    if pair:
        return "table.pair"
    return "table.cell" if layout.models_on == "rows" else f"table.cell-{layout.models_on}"


def with_fractions(found: Sequence[tuple[Claim, CellContext]]) -> list[tuple[Claim, CellContext]]:
    """Mark the cells whose measure counts from 0 to 1: decided over all cells of one metric and data set together."""
    values: dict[tuple[object, ...], list[Quantity]] = {}
    for claim, _ in found:
        if claim.quantity is not None:
            values.setdefault((claim.metric, claim.benchmarks), []).append(claim.quantity)
    fractions = {key for key, quantities in values.items() if all_fractions(quantities)}
    return [
        (claim, replace(context, fraction=(claim.metric, claim.benchmarks) in fractions)) for claim, context in found
    ]


def all_fractions(quantities: Sequence[Quantity]) -> bool:
    values = [quantity.value for quantity in quantities if quantity.value is not None]
    return all(abs(value) <= 1 for value in values) and any(value != value.to_integral_value() for value in values)
