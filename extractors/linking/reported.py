"""Rows of somebody's board find ours: the same names, settings and scales as for what papers say, and more caution
where a board says more than a paper would (a data set's part, a share without a scale).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from extractors.linking.conditions import conditions_told
from extractors.linking.context import CellContext
from extractors.linking.label import Label
from extractors.linking.lookup import Lookup, lookup_in
from extractors.linking.model_name import listed_name
from extractors.linking.place import benchmark_of, on_board
from extractors.linking.role import role_of
from extractors.linking.scene import No, Scene, scene_of
from extractors.linking.settings import protocol_in, split_in
from extractors.linking.system import System
from extractors.linking.value import counts_to_hundred
from registry.catalog import Benchmark, Catalog, Metric, fold
from registry.model import Claim, Document, Reported, Result, Unlinked

__all__ = ["link_reported"]

Told = tuple[Claim, Reported]
WHOLE = frozenset(["overall", "all", "full", "average", "total", "main", "official", "leaderboard", "english"])
FIRST_PARTY = {"first_party": True, "third_party": False}


def link_reported(told: Sequence[Told], document: Document, catalog: Catalog) -> tuple[list[Result], list[Unlinked]]:
    """A Result or an Unlinked for each row, in their order."""
    if not told:
        return [], []
    scene = scene_of([], document, lookup_in(catalog))
    fractions = fractions_of(told)
    results: list[Result] = []
    unlinked: list[Unlinked] = []
    for claim, reported in told:
        answer = placed(claim, reported, fractions, scene)
        if isinstance(answer, Result):
            results.append(answer)
        else:
            unlinked.append(Unlinked(claim, answer.reason, answer.detail))
    return results, unlinked


def placed(claim: Claim, reported: Reported, fractions: dict[tuple[str, ...], bool], scene: Scene) -> Result | No:
    column = fractions.get((reported.dataset, reported.metric))
    whole_file = fractions.get((reported.metric,))
    if not is_date(reported.paper_date):
        return No("impossible_date", reported.paper_date)
    fraction = next((said for said in (reported.fraction, column, whole_file) if said is not None), None)
    told = conditions_told(reported.dataset, scene.lookup.catalog)
    context = CellContext(
        split=told.split if told else split_in(reported.split) or split_in(reported.metric),
        protocol=dict(told.protocol) if told else protocol_in(reported.model) | dict(reported.protocol),
        first_party=FIRST_PARTY.get(reported.measured_by),
        model=reported.model,
        fraction=bool(fraction),
    )

    def doubt(benchmark: Benchmark, metric: Metric, value: Decimal) -> No | None:
        bare = claim.quantity is not None and not claim.quantity.unit
        unclear = fraction is None and counts_to_hundred(metric) and is_share(value) and bare
        return No("unclear_scale", f"{claim.quote}: {metric.name}") if unclear else None

    def whose() -> System | No:
        model = listed_name(reported.model)
        return System(model, context.first_party, role_of(reported.model)) if model else No("no_model", reported.model)

    named = (told.benchmark, Label()) if told else board_benchmark(claim, reported, context, scene.lookup)
    answer = on_board(claim, context, scene, named, doubt, whose)
    return replace(answer, reported=reported) if isinstance(answer, Result) else answer


def board_benchmark(
    claim: Claim, reported: Reported, context: CellContext, lookup: Lookup
) -> tuple[Benchmark, Label] | No:
    """The data set by its first name that the catalogue knows; a part of one ("MMLU (philosophy)") is not it."""
    found = benchmark_of(claim, context, lookup)
    for name in reported.also:
        if not isinstance(found, No) or not name:
            break
        entry = lookup.benchmark(name)
        found = (entry, Label()) if entry is not None else found
    if isinstance(found, No):
        return found
    _, label = found
    said = fold(label.rest)
    if (
        said
        and said not in WHOLE
        and lookup.catalog.benchmark(reported.dataset) is None
        and not lookup.task(label.rest)
    ):
        return No("unknown_benchmark", reported.dataset)
    return found


def fractions_of(told: Sequence[Told]) -> dict[tuple[str, ...], bool]:
    """Whether a column (a data set's metric), or a metric in the whole file, counts from 0 to 1. One value alone, or
    zeros and ones, do not say."""
    values: dict[tuple[str, ...], list[Decimal]] = {}
    for claim, reported in told:
        if claim.quantity is not None and claim.quantity.value is not None:
            for key in ((reported.dataset, reported.metric), (reported.metric,)):
                values.setdefault(key, []).append(claim.quantity.value)
    return {
        key: all(map(is_share, column))
        for key, column in values.items()
        if any(not is_share(value) for value in column)
        or (len(column) > 1 and any(value != value.to_integral_value() for value in column))
    }


def is_date(told: str) -> bool:
    """Whether a year, month or day in digits is one of the calendar; so is none at all."""
    year, month, day = (*told.split("-"), "1", "1")[:3] if told else ("1", "1", "1")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def is_share(value: Decimal) -> bool:
    return abs(value) <= 1
