"""Every score finds its board, or the reason why it has none.

Decisions, each for the same end, that no number stands where its paper did not put it:

- A name is what the catalogue calls it, or spells nearly so (`extractors.linking.lookup`). Two names that are two
  benchmarks are `many_benchmarks`; a task is no benchmark.
- No metric stated (a caption's stands in the claim already, see `extractors.tables`): the benchmark's own, only if the
  catalogue lists one alone for it, the printed unit leaves no other reading (a "%" in prose, a value within the
  metric's domain in a result table), and the sentence names no other metric.
- Bounds ("over 90"), ranges, averages over several data sets, ablated systems and what a sentence denies are claims,
  but no results.
- A value counts in the metric's own scale. A column (in prose: all scores of that metric in the document) that stays
  within 0 and 1 is a fraction of a metric that counts to 100, and the other way round; no single value decides it.
- Whose number it is: `extractors.linking.system`. Two values that one sentence gives one system on one board differ in
  something that was not read: neither is placed.
- A metric that the claim's benchmark is not measured in, but another benchmark of its sentence is, leaves the claim
  unplaced: the number may belong to the other.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import regex

from extractors.linking.context import CellContext
from extractors.linking.label import Label, named_benchmark, named_metric, names_in
from extractors.linking.lookup import Lookup, lookup_in, spelled_right
from extractors.linking.scene import REASONS, No, Reason, Scene, Told, scene_of
from extractors.linking.settings import settings_near, split_of_board
from extractors.linking.system import System, system_of
from extractors.linking.value import counts_to_hundred, in_metric_scale, point_value
from registry.catalog import Benchmark, Catalog, Metric, fold
from registry.denial import denial
from registry.model import Claim, Document, Result, Unlinked

__all__ = ["REASONS", "Reason", "link"]

NO_LABEL = Label()
BENCHMARK_SCORE = regex.compile(r"(?:the\s)?(\S+)\s(?:average\s|avg\.?\s)?scores?")  # "a GLUE score of 89.4"
SCORED = regex.compile(r"\bscor(?:es?|ed|ing)\s(?:of\s|about\s)?$")
# "72.7 on TACRED": what may stand between a number and its data set.
ADJACENT = regex.compile(r"[^0-9;,]{0,12}\s(?:on|for|in|of)\s(?:the\s)?")


def link(
    claims: Iterable[Told], document: Document, catalog: Catalog, with_denied: bool = False
) -> tuple[list[Result], list[Unlinked]]:
    """A Result or an Unlinked for every score among `claims`, in their order; claims of other kinds give neither.

    A claim from a table comes with what its table says of it, a claim from prose with None. With `with_denied` a score
    that its sentence denies finds the board it speaks of.
    """
    scores = [(claim, context) for claim, context in claims if claim.kind == "score"]
    if not scores:
        return [], []
    scene = scene_of(scores, document, lookup_in(catalog))
    answers = without_rivals([(claim, placed(claim, context, scene)) for claim, context in scores])
    if not with_denied:
        answers = [(claim, without_denied(claim, answer, scene)) for claim, answer in answers]
    results = [answer for _, answer in answers if isinstance(answer, Result)]
    unlinked = [Unlinked(claim, answer.reason, answer.detail) for claim, answer in answers if isinstance(answer, No)]
    return with_own_best(results, catalog), unlinked


def without_denied(claim: Claim, answer: Result | No, scene: Scene) -> Result | No:
    """Not what a sentence of the prose says is not reached, or not exceeded."""
    if isinstance(answer, No) or claim.cell is not None:
        return answer
    denied = denial(scene.sentence(claim), claim.start - claim.sentence.start)
    return No("denied", claim.quote) if denied else answer


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
    def doubt(benchmark: Benchmark, metric: Metric, value: Decimal) -> No | None:
        others = better_placed(claim, benchmark, metric, scene) if context is None else []
        return No("many_benchmarks", ", ".join((benchmark.name, *others))) if others else None

    def whose() -> System | No:
        return system_of(claim, context, scene.document) or No("no_model", claim.subject or "")

    return on_board(claim, context, scene, benchmark_of(claim, context, scene.lookup), doubt, whose)


def on_board(
    claim: Claim,
    context: CellContext | None,
    scene: Scene,
    named: tuple[Benchmark, Label] | No,
    doubt: Callable[[Benchmark, Metric, Decimal], No | None],
    whose: Callable[[], System | No],
) -> Result | No:
    """The claim's result on the board of its benchmark, or the first reason why it has none. `doubt` tells what speaks
    against the metric there, or nothing; `whose` the system."""
    value = point_value(claim, context, scene)
    if isinstance(value, No):
        return value
    if isinstance(named, No):
        return named
    benchmark, beside = named
    measured = metric_of(claim, context, benchmark, scene)
    if isinstance(measured, No):
        return measured
    metric, label = measured
    if metric.direction is None:
        return No("ranks_nothing", metric.name)
    if (doubted := doubt(benchmark, metric, value)) is not None:
        return doubted
    scaled = in_metric_scale(value, claim, context, metric, scene)
    if isinstance(scaled, No):
        return scaled
    system = whose()
    if isinstance(system, No):
        return system
    split, protocol = settings_of(claim, context, benchmark, scene, beside, label)
    return Result(
        claim=claim,
        benchmark=benchmark.id,
        metric=metric.id,
        model=system.name,
        value=scaled,
        task=benchmark.tasks[0] if benchmark.tasks else "",
        split=split_of_board(split, benchmark),
        protocol=without_names_own(without_metrics_own(protocol, metric), benchmark),
        first_party=system.first_party,
        role=system.role,
    )


# Names


def benchmark_of(claim: Claim, context: CellContext | None, lookup: Lookup) -> tuple[Benchmark, Label] | No:
    """The one benchmark that the claim names, and what else its words say (a split)."""
    if suite := suite_scored(claim, lookup):
        return suite, NO_LABEL
    if not claim.benchmarks:
        return No("no_benchmark", context.beside if context is not None else "")
    found: dict[str, tuple[Benchmark, Label]] = {}
    splits: list[Label] = []
    unknown: list[str] = []
    for words in claim.benchmarks:
        entry, label = named_benchmark(words, lookup)
        if entry is not None and names_the_metric(words, claim, lookup):
            return No("no_benchmark", words)
        if entry is not None:
            found[entry.id] = entry, label
        elif label.split and not label.rest:
            splits.append(label)  # "test-clean", told beside the data set's own name
        else:
            unknown.append(words)
    if len(found) == 1 and not unknown and len(splits) < 2:
        entry, label = next(iter(found.values()))
        return entry, splits[0] if splits and not label.split else label
    if len(found) + len(unknown) > 1 or (found and splits):
        return No("many_benchmarks", ", ".join(claim.benchmarks))
    missing = (unknown or list(claim.benchmarks))[0]
    return No("task_only" if lookup.task(missing) else "unknown_benchmark", missing)


def suite_scored(claim: Claim, lookup: Lookup) -> Benchmark | None:
    """GLUE for "a GLUE score of 89.4": a benchmark that is measured in a score of its own."""
    scored = BENCHMARK_SCORE.fullmatch(claim.metric or "")
    entry = lookup.catalog.benchmark(scored[1]) if scored is not None else None
    if entry is None or scored is None or not spelled_right(entry, scored[1]):
        return None
    return entry if "average-score" in entry.metrics else None


def names_the_metric(words: str, claim: Claim, lookup: Lookup) -> bool:
    """Whether a name that both a data set and a metric have ("AMI") is here the metric's: "an AMI of 0.59"."""
    metric = lookup.metric(claim.metric) if claim.metric else None
    return metric is not None and lookup.catalog.metric(words) == metric


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
    if quantity is None or quantity.value is None:
        return False
    if context is None and metric.id == "average-score":  # "scores 90.3 on GLUE"
        before = scene.document.text[max(claim.sentence.start, claim.start - 20) : claim.start]
        return SCORED.search(before) is not None and not metrics_left(claim, scene)
    if metric.lower is None or metric.upper is None:
        return False
    if context is None:
        return quantity.unit == "percent" and metric.unit == "percent" and not metrics_left(claim, scene)
    if context.unnamed:
        return False
    upper = 1 if context.fraction and counts_to_hundred(metric) else metric.upper
    return quantity.unit in (None, metric.unit) and metric.lower <= quantity.value <= upper


def metrics_left(claim: Claim, scene: Scene) -> bool:
    """Whether the sentence names a metric that none of its other scores has for its own."""
    named = names_in(scene.sentence(claim), scene.lookup).metrics
    taken = {named_metric(other.metric, scene.lookup)[0] for other in scene.beside(claim) if other.metric}
    return any(scene.lookup.metric(name) not in taken for name in named)


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


def without_names_own(protocol: dict[str, str], benchmark: Benchmark) -> dict[str, str]:
    """The protocol less a resolution that the benchmark's name says already: "ImageNet 256x256"."""
    return {key: value for key, value in protocol.items() if key != "resolution" or value not in benchmark.name}


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
