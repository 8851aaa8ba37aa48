"""What the scores of one document are read against, and the reasons why one stays off the boards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from extractors.linking.context import CellContext
from extractors.linking.lookup import Lookup
from registry.model import Claim, Document, Span

__all__ = ["REASONS", "No", "Reason", "Scene", "Told", "scene_of"]

Reason = Literal[
    "no_value",
    "range_value",
    "bounded_value",
    "difference",
    "denied",
    "averaged_over_several",
    "ablation",
    "no_benchmark",
    "unknown_benchmark",
    "many_benchmarks",
    "task_only",
    "no_metric",
    "unknown_metric",
    "many_metrics",
    "unit_of_another_metric",
    "ranks_nothing",
    "no_model",
    "unclear_scale",
    "many_values",
    "impossible_date",
]
REASONS: Mapping[Reason, str] = {
    "no_value": "a score without a number",
    "range_value": "a range, not one value",
    "bounded_value": "a bound (over, up to, less than), not the value itself",
    "difference": "by how much something went up or down, not where it stands",
    "denied": "the sentence says that it is not reached, or not exceeded",
    "averaged_over_several": "a mean over several benchmarks",
    "ablation": "a system with a part taken out",
    "no_benchmark": "no data set is named",
    "unknown_benchmark": "the catalogue does not know the data set",
    "many_benchmarks": "several data sets are named for one value",
    "task_only": "a task is named, but no data set",
    "no_metric": "no metric is named",
    "unknown_metric": "the catalogue does not know the metric",
    "many_metrics": "several metrics are named for one value",
    "unit_of_another_metric": "the printed unit is not the metric's",
    "ranks_nothing": "a size or another figure that ranks no system",
    "no_model": "no system is named",
    "unclear_scale": "one value between 0 and 1 of a metric that counts to 100: a share or not",
    "many_values": "the sentence gives this system several values",
    "impossible_date": "a date that no calendar has, so nobody knows what else of the row is wrong",
}
Told: TypeAlias = tuple[Claim, CellContext | None]


@dataclass(frozen=True, slots=True)
class No:
    """Why a claim stays off the boards."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the scores of one document share: where to look names up, which metrics its prose counts from 0 to 1, and
    which scores stand in one sentence."""

    document: Document
    lookup: Lookup
    fractions: frozenset[str | None]
    by_sentence: Mapping[Span, Sequence[Claim]]

    def sentence(self, claim: Claim) -> str:
        return claim.sentence.of(self.document.text)

    def beside(self, claim: Claim) -> list[Claim]:
        """The other scores of the claim's sentence."""
        return [other for other in self.by_sentence.get(claim.sentence, ()) if other is not claim]


def scene_of(scores: Sequence[Told], document: Document, lookup: Lookup) -> Scene:
    by_sentence: dict[Span, list[Claim]] = {}
    for claim, context in scores:
        if context is None:
            by_sentence.setdefault(claim.sentence, []).append(claim)
    return Scene(document, lookup, prose_fractions(scores), by_sentence)


def prose_fractions(scores: Sequence[Told]) -> frozenset[str | None]:
    """The metrics, as printed, that the document's prose counts from 0 to 1: every bare value of theirs does."""
    values: dict[str | None, list[Decimal]] = {}
    for claim, context in scores:
        if context is None and claim.quantity is not None and claim.quantity.value is not None:
            values.setdefault(claim.metric, []).append(claim.quantity.value)
    return frozenset(
        metric
        for metric, told in values.items()
        if all(abs(value) <= 1 for value in told) and any(value != value.to_integral_value() for value in told)
    )
