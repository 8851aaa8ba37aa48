"""Every score finds its board, or the reason why it has none.

Decisions, each for the same end, that no number stands where its paper did not put it:

- A name is what the catalogue calls it, or spells nearly so (`extractors.linking.lookup`). Two names that are two
  benchmarks are `many_benchmarks`; a task is no benchmark.
- No metric stated (a caption's stands in the claim already, see `extractors.tables`): the benchmark's own, only if the
  catalogue lists one alone for it, the printed unit leaves no other reading (a "%" in prose, a value within the
  metric's domain in a result table), and the sentence names no other metric.
- Bounds ("over 90"), ranges, averages over several data sets and ablated systems are claims, but no results.
- A value counts in the metric's own scale. A column (in prose: all scores of that metric in the document) that stays
  within 0 and 1 is a fraction of a metric that counts to 100, and the other way round; no single value decides it.
- Whose number it is: `extractors.linking.system`. Two values that one sentence gives one system on one board differ in
  something that was not read: neither is placed.
- A metric that the claim's benchmark is not measured in, but another benchmark of its sentence is, leaves the claim
  unplaced: the number may belong to the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

import regex

from extractors.linking.context import CellContext
from extractors.linking.label import Label, named_benchmark, named_metric, names_in
from extractors.linking.lookup import Lookup, lookup_in, spelled_right
from extractors.linking.settings import REPEATS, settings_near, split_of_board
from extractors.linking.system import system_of
from registry.catalog import Benchmark, Catalog, Metric, fold
from registry.model import Claim, Document, Result, Unlinked

__all__ = ["REASONS", "Reason", "link"]

Reason = Literal[
    "no_value",
    "range_value",
    "bounded_value",
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
    "many_values",
]
REASONS: Mapping[Reason, str] = {
    "no_value": "a score without a number",
    "range_value": "a range, not one value",
    "bounded_value": "a bound (over, up to, less than), not the value itself",
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
    "many_values": "the sentence gives this system several values",
}
Told: TypeAlias = tuple[Claim, CellContext | None]
NO_LABEL = Label()
BENCHMARK_SCORE = regex.compile(r"(?:the\s)?(\S+)\s(?:average\s|avg\.?\s)?scores?")  # "a GLUE score of 89.4"
# "72.7 on TACRED": what may stand between a number and its data set.
ADJACENT = regex.compile(r"[^0-9;,]{0,12}\s(?:on|for|in|of)\s(?:the\s)?")
# What a mean of one system on one data set runs over.
REPEATED = regex.compile(rf"\b{REPEATS}", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class No:
    """Why a claim stays off the boards."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the claims of one document share: where to look names up, and which metrics its prose counts from 0 to 1."""

    document: Document
    lookup: Lookup
    fractions: frozenset[str | None]


def link(claims: Iterable[Told], document: Document, catalog: Catalog) -> tuple[list[Result], list[Unlinked]]:
    """A Result or an Unlinked for every score among `claims`, in their order; claims of other kinds give neither.

    A claim from a table comes with what its table says of it, a claim from prose with None.
    """
    scores = [(claim, context) for claim, context in claims if claim.kind == "score"]
    if not scores:
        return [], []
    scene = Scene(document, lookup_in(catalog), prose_fractions(scores))
    answers = without_rivals([(claim, placed(claim, context, scene)) for claim, context in scores])
    results = [answer for _, answer in answers if isinstance(answer, Result)]
    unlinked = [Unlinked(claim, answer.reason, answer.detail) for claim, answer in answers if isinstance(answer, No)]
    return with_own_best(results, catalog), unlinked


def without_rivals(answers: Sequence[tuple[Claim, Result | No]]) -> list[tuple[Claim, Result | No]]:
    """Take out the values of one sentence that one system would have on one board, where they disagree."""
    values: dict[tuple[object, ...], set[Decimal]] = {}
    for claim, answer in answers:
        if isinstance(answer, Result) and claim.cell is None:
            values.setdefault(rivals_of(answer), set()).add(answer.value)
    return [
        (claim, No("many_values", answer.model))
        if isinstance(answer, Result) and claim.cell is None and len(values[rivals_of(answer)]) > 1
        else (claim, answer)
        for claim, answer in answers
    ]


def rivals_of(result: Result) -> tuple[object, ...]:
    return result.claim.sentence, fold(result.model), *board_of(result)


def placed(claim: Claim, context: CellContext | None, scene: Scene) -> Result | No:
    value = point_value(claim, context, scene)
    if isinstance(value, No):
        return value
    named = benchmark_of(claim, context, scene.lookup)
    if isinstance(named, No):
        return named
    benchmark, beside = named
    measured = metric_of(claim, context, benchmark, scene)
    if isinstance(measured, No):
        return measured
    metric, label = measured
    if metric.direction is None:
        return No("ranks_nothing", metric.name)
    if context is None and (others := better_placed(claim, benchmark, metric, scene)):
        return No("many_benchmarks", ", ".join((benchmark.name, *others)))
    scaled = in_metric_scale(value, claim, context, metric, scene)
    if isinstance(scaled, No):
        return scaled
    system = system_of(claim, context, scene.document)
    if system is None:
        return No("no_model", claim.subject or "")
    split, protocol = settings_of(claim, context, benchmark, scene, beside, label)
    return Result(
        claim=claim,
        benchmark=benchmark.id,
        metric=metric.id,
        model=system.name,
        value=scaled,
        task=benchmark.tasks[0] if benchmark.tasks else "",
        split=split_of_board(split, benchmark),
        protocol=without_metrics_own(protocol, metric),
        first_party=system.first_party,
        role=system.role,
    )


# The value


def point_value(claim: Claim, context: CellContext | None, scene: Scene) -> Decimal | No:
    """The claim's number, if it is one value of one system on one data set."""
    if claim.quantity is None:
        return No("no_value", claim.quote)
    if claim.quantity.value is None:
        return No("range_value", claim.quote)
    if claim.quantity.bound in ("at_least", "at_most", "up_to"):
        return No("bounded_value", claim.quote)
    if context is not None and context.ablation:
        return No("ablation", claim.subject or "")
    if averaged_over_several(claim, context, scene):
        return No("averaged_over_several", ", ".join(claim.benchmarks))
    return claim.quantity.value


def averaged_over_several(claim: Claim, context: CellContext | None, scene: Scene) -> bool:
    """A mean over data sets is no result on one of them; a mean over runs is, and so is what a table lists under the
    name of one data set, whatever its parts."""
    if context is not None or (claim.over or 0) <= 1:
        return claim.averaged and len(claim.benchmarks) != 1
    return len(claim.benchmarks) != 1 or not REPEATED.search(claim.sentence.of(scene.document.text))


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


def in_metric_scale(
    value: Decimal, claim: Claim, context: CellContext | None, metric: Metric, scene: Scene
) -> Decimal | No:
    """The value as the metric counts: 0.845 of a metric in percent is 84.5 where the whole column counts so."""
    unit = claim.quantity.unit if claim.quantity is not None else None
    if unit not in (None, "percent", "points", metric.unit):
        return No("unit_of_another_metric", f"{unit}: {metric.name}")
    hundred = counts_to_hundred(metric)
    if unit == "percent":
        if not hundred and metric.upper != 1:
            return No("unit_of_another_metric", f"percent: {metric.name}")
        return value if hundred or (context is not None and context.fraction) else value.scaleb(-2)
    fraction = context.fraction if context is not None else claim.metric in scene.fractions
    if hundred and fraction:
        return value.scaleb(2)
    if metric.upper == 1 and not fraction and abs(value) > 1:
        return value.scaleb(-2)
    return value


def counts_to_hundred(metric: Metric) -> bool:
    return metric.unit == "percent" or (metric.upper == 100 and metric.lower == 0)


# Names


def benchmark_of(claim: Claim, context: CellContext | None, lookup: Lookup) -> tuple[Benchmark, Label] | No:
    scored = BENCHMARK_SCORE.fullmatch(claim.metric or "")
    own = lookup.catalog.benchmark(scored[1]) if scored is not None else None
    if scored is not None and own is not None and spelled_right(own, scored[1]):
        return own, NO_LABEL
    """The one benchmark that the claim names, and what else its words say (a split)."""
    if not claim.benchmarks:
        return No("no_benchmark", context.beside if context is not None else "")
    found: dict[str, tuple[Benchmark, Label]] = {}
    unknown: list[str] = []
    for words in claim.benchmarks:
        entry, label = named_benchmark(words, lookup)
        if entry is not None:
            found[entry.id] = entry, label
        else:
            unknown.append(words)
    if len(found) == 1 and not unknown:
        return next(iter(found.values()))
    if len(found) + len(unknown) > 1:
        return No("many_benchmarks", ", ".join(claim.benchmarks))
    return No("task_only" if lookup.task(unknown[0]) else "unknown_benchmark", unknown[0])


def metric_of(
    claim: Claim, context: CellContext | None, benchmark: Benchmark, scene: Scene
) -> tuple[Metric, Label] | No:
    """The metric the claim names, or the only one it can mean (see the module's decisions)."""
    if claim.metric:
        entry, label = named_metric(claim.metric, scene.lookup)
        meant = scene.lookup.meant(entry, claim.metric, benchmark) if entry is not None else None
        if meant is not None:
            return meant, label
        if entry is not None or label.rest or label.metrics or label.benchmarks:  # else "a score of", which names none
            return No("unknown_metric", claim.metric)
    if context is not None and context.hints:
        return No("many_metrics", ", ".join(context.hints))
    if len(benchmark.metrics) != 1:
        return No("no_metric", benchmark.name)
    metric = scene.lookup.catalog.metrics.get(benchmark.metrics[0])
    if metric is None or not leaves_one_reading(claim, context, metric, scene):
        return No("no_metric", benchmark.name)
    return metric, NO_LABEL


def leaves_one_reading(claim: Claim, context: CellContext | None, metric: Metric, scene: Scene) -> bool:
    """Whether a number without a metric can only be the benchmark's own."""
    quantity = claim.quantity
    if quantity is None or quantity.value is None or metric.lower is None or metric.upper is None:
        return False
    if context is None:
        sentence = claim.sentence.of(scene.document.text)
        return quantity.unit == "percent" and metric.unit == "percent" and not names_in(sentence, scene.lookup).metrics
    if context.unnamed:
        return False
    upper = 1 if context.fraction and counts_to_hundred(metric) else metric.upper
    return quantity.unit in (None, metric.unit) and metric.lower <= quantity.value <= upper


def better_placed(claim: Claim, benchmark: Benchmark, metric: Metric, scene: Scene) -> list[str]:
    """The other benchmarks of the sentence that are measured in `metric`, where the claim's own is not, or stands in an
    earlier sentence only: a sign that the number belongs to one of them ("87.3% on ImageNet and 58.7 box AP on COCO"),
    unless its own is right behind it."""
    text = scene.document.text
    sentence = claim.sentence.of(text)
    carried_over = not any(name in sentence for name in claim.benchmarks)
    if metric.id in benchmark.metrics and not carried_over:
        return []
    if any(ADJACENT.fullmatch(text, claim.end, text.find(name, claim.end)) for name in claim.benchmarks):
        return []
    named = benchmarks_in(sentence, scene.lookup)
    if benchmark.id in named and metric.id in benchmark.metrics:
        return []
    return [other.name for id, other in named.items() if id != benchmark.id and metric.id in other.metrics]


@lru_cache(maxsize=1 << 12)
def benchmarks_in(words: str, lookup: Lookup) -> dict[str, Benchmark]:
    """The benchmarks that running text names, by id."""
    entries = map(lookup.benchmark, names_in(words, lookup).benchmarks)
    return {entry.id: entry for entry in entries if entry is not None}


# Settings


def settings_of(
    claim: Claim, context: CellContext | None, benchmark: Benchmark, scene: Scene, beside: Label, measure: Label
) -> tuple[str, dict[str, str]]:
    """Split and protocol, from the benchmark's words, the metric's, then the table or the words near the number."""
    if context is not None:
        split, protocol = context.split, dict(context.protocol)
    else:
        sentence = claim.sentence.of(scene.document.text)
        split, protocol = settings_near(
            sentence,
            claim.start - claim.sentence.start,
            lambda words: any(other != benchmark.id for other in benchmarks_in(words, scene.lookup)),
        )
    protocol = {**protocol, **measure.protocol, **beside.protocol}
    return beside.split or measure.split or split, protocol


def without_metrics_own(protocol: dict[str, str], metric: Metric) -> dict[str, str]:
    """The protocol less what the metric's id says already, or is no setting of it: pass@1 is a metric, k of a metric
    pass@k is a setting, and an accuracy has neither."""
    if "pass" in protocol and (not metric.id.startswith("pass") or metric.id.endswith(protocol["pass"])):
        return {key: value for key, value in protocol.items() if key != "pass"}
    return protocol


def with_own_best(results: Sequence[Result], catalog: Catalog) -> list[Result]:
    """Mark the best of the paper's own results on each board, where the metric has a direction."""
    best: dict[tuple[object, ...], Decimal] = {}
    for result in results:
        direction = catalog.metrics[result.metric].direction
        if result.first_party and direction is not None:
            better = max if direction == "higher" else min
            key = board_of(result)
            best[key] = better(best.get(key, result.value), result.value)
    return [
        replace(result, own_best=True) if result.first_party and best.get(board_of(result)) == result.value else result
        for result in results
    ]


def board_of(result: Result) -> tuple[object, ...]:
    return result.benchmark, result.split, result.metric, tuple(sorted(result.protocol.items()))
