"""`range`: a value that its metric cannot take."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from registry.catalog import Catalog, Metric
from registry.checks.finding import CheckRow, Finding, finding

__all__ = ["outside_domain"]


def outside_domain(rows: Sequence[CheckRow], catalog: Catalog) -> Iterator[Finding]:
    """Inconsistent where no value that rounds to the printed one lies in the metric's domain; open ends stay open."""
    for row in rows:
        metric = catalog.metrics.get(row.metric)
        if metric is None:
            yield finding("range", "not_checkable", f"the catalogue has no metric {row.metric!r}", row)
        elif outside(row, metric):
            yield finding("range", "inconsistent", f"{row.value} lies outside {metric.name}'s {domain(metric)}", row)


def outside(row: CheckRow, metric: Metric) -> bool:
    low, high = row.quantity.bounds
    too_low = metric.lower is not None and high < Decimal(str(metric.lower))
    return too_low or (metric.upper is not None and low > Decimal(str(metric.upper)))


def domain(metric: Metric) -> str:
    if metric.lower is None or metric.upper is None:
        return f"least value {metric.lower:g}" if metric.lower is not None else f"greatest value {metric.upper:g}"
    return f"{metric.lower:g} to {metric.upper:g}"
