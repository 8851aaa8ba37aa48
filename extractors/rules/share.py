"""Fractions of a population: "33% of datasets", "in up to 40.50% of cases", "using only 10% of the data"."""

from extractors.fragments import AT_NUMBER, NO_NUMBER, one_of, quantity, words
from extractors.numbers import BOUND, PERCENT
from extractors.rule import Rule
from extractors.vocabulary import METRIC

__all__ = ["PART_RULES", "RULES"]

POPULATION = one_of(
    "cases studies sentences tweets texts documents examples instances pairs graphs words tokens questions users"
    " participants queries articles papers posts comments utterances annotations entities nodes samples"
    " respondents languages speakers students items messages mentions proportion sparsity ratio label\\w* data\\w*"
    " subsets? noise"
)
NOT_COUNTED = one_of("in of on to for at by with from and or more less fewer over across higher lower than without")
POPULATION_SEEN = "(?:ca|st|se|tw|te|do|ex|in|pa|gr|wo|to|qu|us|er|ar|po|co|ut|an|en|no|sa|re|la|sp|it|me|pr|ra|da|su)"
# Before the levels that stand in parentheses too.
PART_RULES = (
    Rule(
        id="share.part",
        kind="share",
        examples=("a significant amount (17-60%) of it", "the majority (62%)", "an estimated 5% are plausible"),
        trigger=rf"(?:amount|portion|fraction|part|majority|minority|share|half|estimated) \(?{BOUND}*{PERCENT}",
        pattern=rf"""
            {AT_NUMBER} (?<= \b (?: amount | portion | fraction | part | majority | minority | share | half ) \s \(
              | \b estimated \s ) {quantity(PERCENT)} (?! \s {words(0, 3)} {METRIC} )
        """,
    ),
)

RULES = (
    Rule(
        id="share.of",
        kind="share",
        examples=("less than 33% of datasets are licensed", "in up to 40.50% of cases", "12% of the questions"),
        trigger=rf"{PERCENT}\$? (?:of|from|out)",
        pattern=rf"{quantity(PERCENT)} \$? \s (?: of | from | out \s of ) \s",
    ),
    Rule(
        id="share.counted",
        kind="share",
        examples=(
            "with a 60% mismatch proportion",
            "at least 91% graphs are valid",
            "5% negative and 95% other tweets",
            "more than 80% mention pairs",
        ),
        trigger=rf"(?:{PERCENT}\$?\s(?:[^\s]+\s){{0,3}}{POPULATION_SEEN})",
        pattern=rf"{quantity(PERCENT)} \$? \s (?: (?! {NOT_COUNTED} \b ) {NO_NUMBER}++ \s ){{0,3}}? {POPULATION} \b",
    ),
)
