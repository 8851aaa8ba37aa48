"""Fractions of a population: "33% of datasets", "in up to 40.50% of cases", "using only 10% of the data"."""

from extractors.fragments import quantity, words
from extractors.numbers import PERCENT
from extractors.rule import Rule

__all__ = ["RULES"]

RULES = (
    Rule(
        id="share.of",
        kind="share",
        examples=("less than 33% of datasets are licensed", "in up to 40.50% of cases", "12% of the questions"),
        trigger=rf"{PERCENT}\$? (?:of|from|out)",
        pattern=rf"{quantity(PERCENT)} \$? \s (?: of | from | out \s of ) \s",
    ),
    Rule(
        id="share.proportion",
        kind="share",
        examples=("with a 60% mismatch proportion", "up to 75% sparsity"),
        trigger=rf"{PERCENT}.*(?:proportion|sparsity|ratio|label|data|subset|noise)",
        pattern=rf"""
            {quantity(PERCENT)} \$? \s {words(0, 3)} (?: proportion | sparsity | ratio | label | data | subset
              | noise ) \w*
        """,
    ),
)
