"""Which number a score is: one value of one system on one data set, in the scale its metric counts in."""

from decimal import Decimal

import regex

from extractors.linking.context import CellContext
from extractors.linking.scene import No, Scene
from extractors.linking.settings import REPEATS
from registry.catalog import Metric
from registry.model import Claim

__all__ = ["counts_to_hundred", "in_metric_scale", "point_value"]

SECONDS = 0.5
# What a mean of one system on one data set runs over.
REPEATED = regex.compile(rf"\b{REPEATS}", regex.IGNORECASE)
# "77.6 averaged over 19 tasks", "the average of 77.6".
MEAN = regex.compile(r"\b(?:averag\w*|means?)\b", regex.IGNORECASE)
# "the 57 tasks of MMLU": parts of the one data set.
PARTS = r"\b(?:tasks|data\s?sets|subsets|subjects|languages|categories|domains)\s(?:of|in|from)\s(?:the\s)?"
# "by 5.4% on IMDb (91.2), 1.3% on SST-2": what stands before a number that says by how much.
DIFFERENCE = regex.compile(
    r"(?:\bby\s(?:(?:about|over|nearly|around|roughly|(?:more|less)\sthan|an?\s(?:absolute|additional))\s)?"
    r"|\b(?:gains?|improvements?|increases?|drops?|decreases?|reductions?)\sof\s)"
    r"(?:[+-]?\d[\d.]*\s?(?:\\?%)?(?:\s(?!to\b|from\b)\w+){0,2}?(?:\s(?:on|in|for)\s[^,;()]{1,40})?(?:\s?\([^()]*\))?"
    r"(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s))*$"
)


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
    if context is None and is_difference(claim, scene):
        return No("difference", claim.quote)
    if averaged_over_several(claim, context, scene):
        return No("averaged_over_several", ", ".join(claim.benchmarks))
    return claim.quantity.value


def is_difference(claim: Claim, scene: Scene) -> bool:
    """Whether the words before the number make it a step and no level, whatever it was taken for."""
    before = scene.document.text[max(claim.sentence.start, claim.start - 160) : claim.start]
    return DIFFERENCE.search(before, timeout=SECONDS) is not None


def averaged_over_several(claim: Claim, context: CellContext | None, scene: Scene) -> bool:
    """A mean over data sets is no result on one of them. A mean over runs is, and so is one over the parts of the one
    data set that is named, or a mean that the sentence says of another number."""
    if context is not None and claim.over is not None and not claim.benchmarks:
        return False  # a caption's mean; what is missing is the data set
    if context is not None or (claim.over or 0) <= 1:
        return claim.averaged and len(claim.benchmarks) != 1
    if len(claim.benchmarks) != 1:
        return True
    sentence, (name,) = scene.sentence(claim), claim.benchmarks
    if REPEATED.search(sentence) or regex.search(PARTS + regex.escape(name), sentence, timeout=SECONDS):
        return False
    return not mean_of_another(claim, scene)


def mean_of_another(claim: Claim, scene: Scene) -> bool:
    """Whether a score of another data set stands nearer to the words of the mean: "88.6 on IMDb, and 77.6 averaged over
    19 tasks"."""
    start = claim.sentence.start
    means = [start + match.start() for match in MEAN.finditer(scene.sentence(claim), timeout=SECONDS)]
    others = [other for other in scene.beside(claim) if other.benchmarks != claim.benchmarks]
    return bool(means) and all(
        any(abs(other.start - mean) < abs(claim.start - mean) for other in others) for mean in means
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
        if metric.unit is None and metric.lower is None and metric.upper is None:
            return value  # a score of any kind ("a GLUE score of 80.5%")
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
