"""All rules as one value: which are asked together, and the automata that tell which of them may match."""

from collections.abc import Sequence
from functools import cache

from extractors.notation import DIGITS_SEEN, WORDS_SEEN
from extractors.rule import Rule, Triggers
from extractors.rules import MOTIVE_RULES, NUMBER_FAMILIES, RANK_RULES
from extractors.rules.scope import AVERAGED_SEEN, OVER_SEEN

__all__ = ["DIGITS", "MEANT", "RUN_OVER", "SCOPES", "WORDS", "Rulebook", "rulebook"]

# What is looked for in every sentence beside the rules that read standings.
DIGITS = Rule("number.digits", None, (), DIGITS_SEEN, "")
WORDS = Rule("number.words", None, (), WORDS_SEEN, "")
RUN_OVER = Rule("scope.over", None, (), OVER_SEEN, "")
MEANT = Rule("scope.average", None, (), AVERAGED_SEEN, "")
SCOPES = (RUN_OVER, MEANT)


class Rulebook:
    """`families` read numbers, in the order in which they claim them; `places` and `ranks` read standings, and
    `motives` which of these are somebody else's, wished for or asked about."""

    def __init__(
        self,
        families: Sequence[Sequence[Rule]] = NUMBER_FAMILIES,
        standings: Sequence[Rule] = RANK_RULES,
        motives: Sequence[Rule] = MOTIVE_RULES,
    ) -> None:
        self.families, self.motives = families, motives
        self.places = tuple(rule for rule in standings if rule.relation == "place")
        self.ranks = tuple(rule for rule in standings if rule.relation != "place")
        self.in_sentences = Triggers((DIGITS, WORDS, *self.places, *self.ranks, RUN_OVER, MEANT))
        self.of_numbers = Triggers([rule for family in families for rule in family])
        self.of_motives = Triggers(motives)


@cache
def rulebook() -> Rulebook:
    """The rules of this package, on first use."""
    return Rulebook()
