"""The words that tell what a number is, each marked with the sign of its class.

A pattern over a marked sentence says `{RISE} of {PERCENT}` and not forty nouns, and costs that much less. The words
are found by one RE2 automaton over the line; the marked line is as long as the line.

    "a gain of ■■■■ in F1 score"  →  "a ▲▲▲▲ of ■■■■ in ◆◆◆◆◆◆◆◆"
"""

from functools import cache
from typing import Any

import re2

from extractors.rule import options, plain_bytes
from registry.model import Direction

__all__ = ["DOWN", "FALL", "LESS", "LOWER", "METRIC", "MORE", "RAISE", "RISE", "UP", "marked", "nearest_direction"]

# Nouns, verbs, what can be either, and comparatives
RISE_NOUN, RAISE_VERB, RISE_EITHER, MORE_WORD = "\x10\x11\x12\x13"
FALL_NOUN, LOWER_VERB, FALL_EITHER, LESS_WORD = "\x14\x15\x16\x17"
METRIC_WORD = "\x18"

RISE, FALL = f"[{RISE_NOUN}{RISE_EITHER}]++", f"[{FALL_NOUN}{FALL_EITHER}]++"
RAISE, LOWER = f"[{RAISE_VERB}{RISE_EITHER}]++", f"[{LOWER_VERB}{FALL_EITHER}]++"
MORE, LESS, METRIC = f"{MORE_WORD}++", f"{LESS_WORD}++", f"{METRIC_WORD}++"
UP = f"[{RISE_NOUN}{RAISE_VERB}{RISE_EITHER}{MORE_WORD}]++"
DOWN = f"[{FALL_NOUN}{LOWER_VERB}{FALL_EITHER}{LESS_WORD}]++"


def verbs(stems: str) -> list[str]:
    """Each verb in all its forms: "reduce" is reduces, reduced and reducing too; a stem ending in "+" doubles."""
    return [form for stem in stems.split() for form in forms(stem)]


def forms(stem: str) -> list[str]:
    if stem.endswith("+"):  # drop, dropped
        return [stem[:-1], f"{stem[:-1]}s", f"{stem[:-1]}{stem[-2]}ed", f"{stem[:-1]}{stem[-2]}ing"]
    if stem.endswith("e"):
        return [stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"]
    return [stem, f"{stem}es" if stem.endswith("s") else f"{stem}s", f"{stem}ed", f"{stem}ing"]


def nouns(singular: str) -> list[str]:
    return [form for noun in singular.split() for form in (noun, f"{noun}s")]


CLASSES = {
    RISE_NOUN: [
        *nouns(
            "improvement speedup speed-up enhancement advantage uplift margin acceleration increment gap difference"
        ),
        "growth",
        "large extent",
        *nouns("amélioration hausse améliore augmente Verbesserung Steigerung"),
        *(
            "améliorent",
            "améliorant",
            "augmentent",
            "augmentant",
            "Verbesserungen",
            "verbessert",
            "verbessern",
            "steigert",
        ),
    ],
    RISE_EITHER: nouns("gain increase boost rise advance jump lift lead"),
    RAISE_VERB: [
        *verbs(
            "improve enhance outperform out-perform surpass exceed accelerate expand outscore win+ overtake strengthen "
            "raise"
        ),
        "gained",
        "gaining",
        "increased",
        "increasing",
        "boosted",
        "boosting",
        "advanced",
        "advancing",
        "jumped",
        "jumping",
        "lifted",
        "lifting",
        "push",
        "pushes",
        "pushed",
        "pushing",
        "bettered",
        "beat",
        "beats",
        "beating",
        "beaten",
        "grow",
        "grows",
        "grown",
        "grew",
        "growing",
        "rising",
        "risen",
        "rose",
        "leading",
        "led",
        "ahead",
        "excels",
        "adds",
        "adding",
        "speeds up",
        "speed up",
        "speeding up",
        "sped up",
    ],
    MORE_WORD: [
        "higher",
        "better",
        "more",
        "faster",
        "greater",
        "larger",
        "stronger",
        "longer",
        "bigger",
        "quicker",
        "above",
        "richer",
        "superior",
    ],
    FALL_NOUN: [
        *nouns("reduction degradation deterioration compression decrement réduction diminution baisse perte"),
        "loss",
        "losses",
        "savings",
        *("réduisent", "réduisant", "diminue", "diminuent"),
        *("Reduktion", "Verringerung", "reduziert", "senkt", "verringert"),
    ],
    FALL_EITHER: nouns("drop decrease decline cut fall"),
    LOWER_VERB: [
        *verbs(
            "reduce degrade save lag+ mitigate minimize underperform trail compress shorten deteriorate worsen"
            " diminish prune"
            " shrink lose"
        ),
        "hurt",
        "hurts",
        "lowers",
        "lowered",
        "lowering",
        "dropped",
        "dropping",
        "decreased",
        "decreasing",
        "declined",
        "declining",
        "cutting",
        "falling",
        "fallen",
        "fell",
        "lost",
    ],
    LESS_WORD: [
        "lower",
        "less",
        "fewer",
        "smaller",
        "worse",
        "shorter",
        "slower",
        "cheaper",
        "behind",
        "below",
        "down",
        "lighter",
        "inferior",
        "weaker",
    ],
}
SIGN_OF = {word: sign for sign, words in CLASSES.items() for word in words}
# An improved error is a lower one; found by its beginning.
COSTS = r"(?:error|perplexity|WER|CER|latency|time|runtimes?|cost|memory)"
LOWERED = (
    rf"improv(?:es?|ed|ing) (?:the )?(?:\w+ ){{0,2}}{COSTS}|(?:improvement|gain)s? (?:of|in) (?:\w+ ){{0,2}}{COSTS}"
)
METRICS = r"""(?i:accurac(?:y|ies)|precisions?|recalls?|f[\s_-]?\{?[12]\}?\$?(?:[\s-]?(?:score|measure)s?)?
|f[-\s]?(?:score|measure|mesure)s?|\w*scores?|(?:\w+[\s-])?rates?|ratings?|error|exactitude|précision|rappel|genauigkeit|perplexit(?:y|ies)|correlations?|agreements?|kappas?
|similarit(?:y|ies)|coverage|sensitivity|specificity|exact match|mean (?:average precision|reciprocal rank)|\w*auc[\w-]*
|au(?:roc|prc)|area under [\w\s-]{0,40}curves?|bleu[\w-]*|sacrebleu|rouge[\w-]*|meteor|chrf[+\d]*|comet|bleurt|spearman
|pearson|dice|\w*iou|m?map(?:@[\d.]+)?|mrr(?:@\d+)?|n?dcg(?:@\d+)?|psnr|ssim|lpips|fid|rmse|mae|mse|mcc|cohen|krippendorff
|matthews|smatch|purity|nmi|ari|top-?\d|(?:recall|hits?|r|p)@\w+|pass@\w+|values|quality|success|fluency|faithfulness
|coefficients?|u?uas|las|ppl|[wcetd]er|optimality gap)|AP\w*|mAP\w*|EM|Acc\.?|SR|MOS|PCC|CCC|LCC|QWK|UAR|WAR|TPR|FPR|FNR
|TNR|MAPE|CIDEr(?:-D)?|SPICE|R\^2|R2|alpha|FPS|AR\d*|Hits|MOTA|PER|HOTA|IDF1|FVD|CLIPScore|F\d?|ROC|IS|BPC|bpc|bpb|r"""


@cache
def automaton() -> Any:
    known = "|".join([LOWERED, *SIGN_OF, METRICS.replace("\n", "")])
    return re2.compile(plain_bytes(rf"\b(?:{known})\b"), options())


def marked(line: str) -> str:
    """`line`, as long as before, with each word of the vocabulary spelled in the sign of its class."""
    parts, at = [], 0
    for match in automaton().finditer(plain_bytes(line)):
        start, end = match.span()
        word = line[start:end]
        sign = SIGN_OF.get(word) or (FALL_EITHER if word.startswith(("improv", "gain")) else METRIC_WORD)
        parts += [line[at:start], sign * (end - start)]
        at = end
    parts.append(line[at:])
    return "".join(parts)


def nearest_direction(line: str, start: int, end: int) -> Direction | None:
    """Up or down, as the last word of the vocabulary in a stretch of a marked line says."""
    up = max(line.rfind(sign, start, end) for sign in (RISE_NOUN, RAISE_VERB, RISE_EITHER, MORE_WORD))
    down = max(line.rfind(sign, start, end) for sign in (FALL_NOUN, LOWER_VERB, FALL_EITHER, LESS_WORD))
    if up == down:
        return None
    return "up" if up > down else "down"
