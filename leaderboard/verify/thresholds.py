"""Scores that are told by a bound, "exceeds 74%", "at most 12.5": no row of a board, but boards may answer them."""

from dataclasses import replace
from decimal import Decimal

import regex

from registry.checks.interval import Interval
from registry.model import Claim

__all__ = ["is_bounded", "keeps", "taken_as_value"]

WITH_THE_BOUND = regex.compile(
    r"(?: at \s (?: least | most ) | \b no \s (?: less | more | fewer | lower | higher ) \s than | [≥≤] | [<>] = )"
    r" \s* $",
    regex.X | regex.I,
)
NEGATED = regex.compile(
    r"\b (?: not | never | cannot | none | neither | nobody | nothing | nor | without | unable | fail\w*"
    r" | no (?! \s (?: less | more | fewer | lower | higher ) \s than ) ) \b | n['’]t \b",
    regex.X | regex.I,
)


def is_bounded(claim: Claim) -> bool:
    """Whether a score says only above or below what it lies: "up to 74.5" names the value that is reached."""
    quantity = claim.quantity
    return claim.kind == "score" and quantity is not None and quantity.bound in ("at_least", "at_most")


def taken_as_value(claim: Claim) -> Claim:
    """The claim as if its number were the value itself, so that it finds the board that it speaks of."""
    assert claim.quantity is not None, "a bound has a number"
    return replace(claim, quantity=replace(claim.quantity, bound="exact"))


def keeps(bound: str, limit: Decimal, actual: Interval, words: str) -> bool | None:
    """Whether a printed value keeps a bound; None where rounding hides it, or where one of the `words` before the
    number is a negation that may turn the bound round. "At least 74" has 74 with it, "over 74" leaves it open.

    >>> keeps("at_least", Decimal(74), Interval(Decimal("74.15"), Decimal("74.25")), "it exceeds ")
    True
    """
    if NEGATED.search(words):
        return None
    above, below = actual.low - limit, actual.high - limit
    if bound == "at_most":
        above, below = -below, -above
    if above >= 0:
        return True
    if below <= 0:
        return False
    is_level = limit == (actual.low + actual.high) / 2
    return True if is_level and WITH_THE_BOUND.search(words) else None
