"""All rules, in the order in which they may claim a number or a word: an earlier one wins."""

from extractors.rule import Rule
from extractors.rules import delta, rank, ratio, score, share, size

__all__ = ["NUMBER_FAMILIES", "NUMBER_RULES", "RULES", "WORD_RULES"]

# What a family claims, it claims for the whole list that a number stands in before the next family is asked.
NUMBER_FAMILIES: tuple[tuple[Rule, ...], ...] = (
    (*ratio.RULES, *delta.RULES),
    score.RULES,
    (*ratio.BARE_RULES, *share.RULES),
    size.RULES,
)
NUMBER_RULES: tuple[Rule, ...] = tuple(rule for family in NUMBER_FAMILIES for rule in family)
WORD_RULES: tuple[Rule, ...] = rank.RULES
RULES: tuple[Rule, ...] = (*NUMBER_RULES, *WORD_RULES)
