"""`granularity`: a share of N items that no whole number of them gives (GRIM)."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, asked, finding
from registry.checks.interval import Interval, printed

if TYPE_CHECKING:
    import duckdb

__all__ = ["MEANS_OF_ONES", "no_whole_count"]

# Metrics that count items: a mean of zeros and ones over the whole split.
MEANS_OF_ONES = ("accuracy", "exact-match", "error-rate", "top-1-accuracy", "execution-accuracy", "answer-accuracy")
# The same with one sample a problem; over k samples of each of N items a share is of k·N, and k is often left unsaid.
SAMPLED = "pass-at-1"
SAMPLED_TASKS = frozenset({"mathematical-reasoning", "natural-language-to-code", "theorem-proving"})
SMALL = 100  # items: so few are commonly asked, or trained for, more than once
LEAST_POWER = Decimal("0.5")
# One run of one model on one split, without a spread and with nothing said of samples or averages.
ONE_RUN = """
    SELECT claim_id, document_id, benchmark, split, metric, printed, protocol, model
    FROM score
    WHERE list_contains($metrics, metric) AND list_contains($benchmarks, benchmark) AND uncertainty IS NULL
        AND NOT averaged AND coalesce(over_count, 1) = 1 AND coalesce(bound, 'exact') = 'exact'
        AND protocol = '{}' AND role = 'model'
    ORDER BY document_id, benchmark, split, claim_id
"""
SHARE_FAILING, ENOUGH = 0.4, 3  # more of a document's values failing than this: its test set has another size


def no_whole_count(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """Inconsistent where no k of N rounds to the printed share, for review where it may be a mean of several runs;
    asked only where most wrong values would show."""
    sized = [id for id, benchmark in catalog.benchmarks.items() if benchmark.splits]
    rows = asked(con, ONE_RUN, {"metrics": [*MEANS_OF_ONES, SAMPLED], "benchmarks": sized})
    for _, on_split in groupby(rows, key=lambda row: (row["document_id"], row["benchmark"], row["split"])):
        together = list(on_split)
        items = size_of(together[0], catalog)
        if items is not None:
            yield from believed([found for row in together for found in judged(row, items, catalog)])


def believed(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings on one split of one document; where many disagree, its size is in doubt and not the values."""
    failing = sum(each.outcome != "consistent" for each in findings)
    for each in findings:
        if each.outcome != "consistent" and failing > 1 and failing > SHARE_FAILING * max(len(findings), ENOUGH):
            told = f"{failing} of {len(findings)} values are no shares of this number of items: another size is likely"
            yield finding("granularity", "not_checkable", told, each.claim_ids, each.document_id, reason="another_size")
        else:
            yield each


def size_of(row: Row, catalog: Catalog) -> int | None:
    """The items of the split that was named, or of the only one that results are reported on."""
    splits = catalog.benchmarks[row["benchmark"]].splits
    if row["split"]:
        return splits.get(row["split"]) or (splits.get("dev") if row["split"] == "validation" else None)
    reported = [split for split in splits if split != "train"]
    return splits[reported[0]] if len(reported) == 1 else None


def sampled(row: Row, items: int, catalog: Catalog) -> bool:
    """Whether the share may be a mean over several samples of each item, though nothing is said of them."""
    benchmark = catalog.benchmarks[row["benchmark"]]
    generated = SAMPLED in (row["metric"], *benchmark.metrics) or not SAMPLED_TASKS.isdisjoint(benchmark.tasks)
    return generated or items < SMALL


def judged(row: Row, items: int, catalog: Catalog) -> Iterator[Finding]:
    value = Decimal(row["printed"])
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "a printed number is finite"
    power = 1 - Decimal(items) / Decimal(10) ** (2 - exponent)
    if power < LEAST_POWER:
        return
    said = printed(value)
    formula = f"k / {items}"
    count = whole_count(said, items)
    ids = (row["claim_id"],)
    if count is None:
        several = sampled(row, items, catalog)
        told = f"no k of {items} items gives {row['printed']}; {near(value, items)}"
        yield finding(
            "granularity", "review" if several else "inconsistent",
            f"{told}; or it is a mean of several runs" if several else told, ids, row["document_id"],
            reason="several_runs" if several else "no_count", formula=formula, interval=said, power=float(power),
        )  # fmt: skip
    else:
        told = f"{row['printed']} is {count} of {items} items"
        yield finding(
            "granularity", "consistent", told, ids, row["document_id"],
            formula=formula, interval=said, power=float(power),
        )  # fmt: skip


def whole_count(said: Interval, items: int) -> int | None:
    """The least k of which the share lies in the interval; its ends are taken in, for rounding at a half goes either
    way."""
    count = int((said.low * items / 100).to_integral_value(ROUND_CEILING))
    return count if 0 <= count <= items and Decimal(100 * count) / items <= said.high else None


def near(value: Decimal, items: int) -> str:
    below = int(value * items / 100)
    places = Decimal(1).scaleb(-4)
    shares = ", ".join(f"{(Decimal(100 * k) / items).quantize(places)}" for k in (below, below + 1))
    return f"the nearest are {shares}"
