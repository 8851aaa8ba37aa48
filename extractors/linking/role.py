"""What a name stands for: a model, or a level that models are held against (people, chance, an earlier best, a bound).

Whatever opens with a name of its own stays a model: "BERT (previous SOTA)", "Random Forest", "Mixture of Experts".
"""

from collections.abc import Mapping
from functools import lru_cache

import regex

from registry.model import Role

__all__ = ["role_of"]

SECONDS = 0.5
PEOPLE = r"""(?:humans?|people|persons?|annotators?|experts?|non-?experts?|raters?|workers?|crowd(?:[\s-]?workers?)?
    |turkers?|transcribers?|translators?|physicians?|radiologists?|clinicians?|doctors?|speakers?|volunteers?
    |participants?)"""
OF_PEOPLE = r"""(?:average|avg\.?|mean|median|best|single|individual|estimated|trained|untrained|native|professional
    |skilled|medical|domain|mturk|amt)"""
LEVEL = r"""(?:performance|baselines?|levels?|scores?|accuracy|agreement|estimates?|results?|evaluation|references?
    |standard|ratings?|judges?|judge?ments?)"""
GUESS = r"""(?:guess(?:es|ing)?|chance|choice|selection|prediction|predictor|performance|level|baseline|labels?|answers?
    |classifier|uniform)"""
FREQUENT = r"(?:class|label|sense|tag|answer|baseline|classifier|prior)"
EARLIER = r"(?:previous(?:ly)?|prior|earlier|former|existing|published|known|reported|external|competing|pre-\w+)"
WORK = r"(?:results?|works?|records?|methods?|approach(?:es)?|systems?|models?)"
STATE = r"(?:so-?ta|state[\s-]of[\s-](?:the[\s-])?art)"
OF_STATE = r"(?:few-shot|zero-shot|one-shot|fine-?tuned|supervised|single-model|current)"
PLAIN = r"(?:\s(?:(?-i:[a-z])\S*|LMs?|LLMs?|SOTA))*"  # a name is spelled with a capital
DETAIL = r"(?:\s?[(\[][^()\[\]]*[)\]])?"
PATTERNS: Mapping[Role, str] = {
    "human": rf"(?:{OF_PEOPLE}\s)*{PEOPLE}(?:[\s-]{PEOPLE})?(?:[\s-](?:{LEVEL}|upper\sbounds?))*{DETAIL}",
    "chance": rf"""(?:uniform(?:ly)?\s)?(?:random(?:ly)?|chance)(?:[\s-]{GUESS})*{DETAIL}
      | (?:majority|most[\s-](?:frequent|common))(?:[\s-]{FREQUENT})*{DETAIL} | coin[\s-](?:flip|toss)""",
    "earlier best": rf"""(?:the\s)?(?:best\s)?{EARLIER}\s(?:best|{STATE}){PLAIN}{DETAIL}
      | (?:the\s)?best\s{EARLIER}{PLAIN}{DETAIL} | (?:the\s)?{EARLIER}\s{WORK}{PLAIN}{DETAIL}
      | (?:the\s)?(?:{OF_STATE}\s)?{STATE}{PLAIN}{DETAIL}""",
    "upper bound": rf"""(?:.*[\s(+])?(?:oracles?|upper[\s-]?bounds?|ceiling)(?:[\s):].*)?
      | (?:gold(?:en)?|ground[\s-]truth)(?:[\s-](?:labels?|standard|reference|annotations?))*{DETAIL}""",
}
COMPILED = tuple((role, regex.compile(pattern, regex.VERBOSE | regex.IGNORECASE)) for role, pattern in PATTERNS.items())


@lru_cache(maxsize=4096)
def role_of(name: str) -> Role:
    """ "Average human rater" → human, "Random guessing" → chance, "Best earlier LM" → earlier best."""
    words = " ".join(name.split())
    return next((role for role, pattern in COMPILED if pattern.fullmatch(words, timeout=SECONDS)), "model")
