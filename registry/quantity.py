"""A number as its authors printed it, and the interval of true values it stands for."""

from decimal import Decimal
from typing import Literal

from registry.value import value

__all__ = ["Bound", "Quantity", "half_step"]

Bound = Literal["exact", "about", "at_least", "at_most", "up_to"]


@value
class Quantity:
    """A printed number, as its unit counts it: 43.8 for "43.8%", 5.3E+6 for "5.3 million".

    `value` keeps every printed digit (`Decimal("43.80")`, not 43.8). A range has `low` and `high`
    and no `value`. `unit` is "percent", "points", "times", a physical unit's text, or None for a
    bare score or count.
    """

    value: Decimal | None
    unit: str | None = None
    bound: Bound = "exact"
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The values that round to this one: 43.8 stands for anything from 43.75 up to, but not with, 43.85.

        A range reaches from the least value of its low end to the greatest of its high end.
        """
        if self.value is not None:
            half = half_step(self.value)
            return self.value - half, self.value + half
        assert self.low is not None and self.high is not None
        return self.low - half_step(self.low), self.high + half_step(self.high)

    def agrees_with(self, other: "Quantity") -> bool:
        """Whether both can be roundings of one true value in the same unit: 84.3 and 84.4 cannot."""
        (low, high), (other_low, other_high) = self.bounds, other.bounds
        return self.unit == other.unit and low < other_high and other_low < high


def half_step(value: Decimal) -> Decimal:
    """Half a unit of the last printed digit: 0.05 for 43.8, 0.005 for 43.80, 50000 for 5.3E+6."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "a printed number is finite"
    return Decimal(5).scaleb(exponent - 1)
