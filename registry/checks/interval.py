"""What printed numbers stand for, and arithmetic on it: 74.5 is any value from 74.45 up to 74.55.

Ends are exact (`Decimal`). An interval is taken as open: 84.3 and 84.4, which meet at 84.35, cannot be one number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from registry.quantity import half_step

__all__ = ["Interval", "mean", "printed", "shown"]


@dataclass(frozen=True, slots=True)
class Interval:
    low: Decimal
    high: Decimal

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __abs__(self) -> "Interval":
        if self.low >= 0:
            return self
        return -self if self.high <= 0 else Interval(Decimal(0), max(-self.low, self.high))

    def times(self, factor: Decimal) -> "Interval":
        ends = self.low * factor, self.high * factor
        return Interval(min(ends), max(ends))

    def over(self, other: "Interval") -> "Interval | None":
        """The quotient; None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        ends = [end / divisor for end in (self.low, self.high) for divisor in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def meets(self, other: "Interval") -> bool:
        """Whether one true value may lie in both."""
        return self.low < other.high and other.low < self.high

    def widened(self, by: Decimal) -> "Interval":
        return Interval(self.low - by, self.high + by)


def printed(text: str | Decimal) -> Interval:
    """The values that round to a printed number, trailing zeros counting: 43.80 is nearer than 43.8."""
    return rounded(str(text))  # not by value: 43.8 and 43.80 are equal and stand for different intervals


@lru_cache(maxsize=65_536)
def rounded(text: str) -> Interval:
    value = Decimal(text)
    half = half_step(value)
    return Interval(value - half, value + half)


def mean(members: Sequence[Interval], weights: Sequence[Decimal] | None = None) -> Interval:
    """Of at least one member; weights are positive."""
    weights = weights or [Decimal(1)] * len(members)
    whole = sum(weights)
    low = sum((each.low * weight for each, weight in zip(members, weights, strict=True)), Decimal(0))
    high = sum((each.high * weight for each, weight in zip(members, weights, strict=True)), Decimal(0))
    return Interval(low / whole, high / whole)


def shown(interval: Interval) -> str:
    """ "2.25 to 2.35", with no more digits than say something."""
    return f"{short(interval.low)} to {short(interval.high)}"


def short(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.0001')).normalize():f}"
