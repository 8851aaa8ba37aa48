"""Counts of things: "5.3 million image-text pairs", "106 medical datasets", "34 participants", "n = 3561"."""

from extractors.fragments import WHOLE, quantity
from extractors.numbers import BARE, COUNT, PHYSICAL
from extractors.rule import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        id="size.sample",
        kind="size",
        examples=("human evaluations (N=178)", "(n = 3561)"),
        trigger=rf"[nN]\s?=\s?[{BARE}{COUNT}]",
        pattern=rf"\b [nN] \s? = \s? {WHOLE}",
    ),
    Rule(
        id="size.magnitude",
        kind="size",
        examples=(
            "over 5.3 million image-text pairs",
            "a three billion parameter model",
            "167k patient notes",
            "a 1.4M-image corpus",
        ),
        trigger=COUNT,
        pattern=rf"{quantity(COUNT)}",
    ),
    Rule(
        id="size.counted",
        kind="size",
        examples=("106 medical datasets", "34 participants", "10 tasks", "48 English training examples"),
        trigger=BARE,
        pattern=rf"{quantity(BARE)} \s (?: [a-zA-Z(][^\s,;:.)]*+ \s ){{0,5}}? (?P<metric> [a-z][\w-]*s | people | children | data | speech | women | men | hours ) \b",
    ),
    Rule(
        id="size.extent",
        kind="size",
        examples=("2km of travel", "40-hour human motion", "10 hours of speech"),
        trigger=PHYSICAL,
        pattern=rf"{quantity(PHYSICAL)} \s (?: of \s | worth )",
    ),
)
