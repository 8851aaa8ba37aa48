"""All rules, in the order in which they may claim a number or a word: an earlier one wins."""

from extractors.rule import Rule
from extractors.rules import delta, rank, ratio, score, share, size

__all__ = ["NUMBER_RULES", "RULES", "WORD_RULES"]

NUMBER_RULES: tuple[Rule, ...] = (*ratio.RULES, *delta.RULES, *score.RULES, *share.RULES, *size.RULES)
WORD_RULES: tuple[Rule, ...] = rank.RULES
RULES: tuple[Rule, ...] = (*NUMBER_RULES, *WORD_RULES)
