"""All rules, in the order in which they may claim a number or a word: an earlier one wins."""

from extractors.rule import Rule
from extractors.rules import best, comparison, delta, motive, place, ratio, score, share, size, tie

__all__ = ["MOTIVE_RULES", "NUMBER_FAMILIES", "NUMBER_RULES", "RANK_RULES", "RULES"]

# What a family claims, it claims for the whole list that a number stands in before the next family is asked.
NUMBER_FAMILIES: tuple[tuple[Rule, ...], ...] = (
    (*ratio.RULES, *delta.RULES),
    (*share.PART_RULES, *score.RULES),
    (*ratio.BARE_RULES, *share.RULES),
    size.RULES,
)
NUMBER_RULES: tuple[Rule, ...] = tuple(rule for family in NUMBER_FAMILIES for rule in family)
# "Comparable or better" is a tie before it is better, and "did not achieve state-of-the-art" no first place.
RANK_RULES: tuple[Rule, ...] = (
    *place.RULES,
    *tie.RULES[:2],
    comparison.RULES[0],
    *best.RULES,
    *tie.RULES[2:],
    *comparison.RULES[1:],
)
MOTIVE_RULES: tuple[Rule, ...] = motive.RULES
RULES: tuple[Rule, ...] = (*NUMBER_RULES, *RANK_RULES, *MOTIVE_RULES)
