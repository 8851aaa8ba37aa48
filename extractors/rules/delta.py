"""Differences: "+12.61", "a gain of 2.5%", "18.3% improvement", "reduces WER by 12%", "5% more efficient"."""

from extractors.fragments import (
    DIFFERENCE,
    FALL,
    LESS,
    LOWERS,
    MORE,
    NO_NUMBER,
    Q_SIGNED,
    RAISES,
    RISE,
    quantity,
    words,
)
from extractors.numbers import BARE, DECIMAL, PERCENT, PHYSICAL, POINTS, SIGNED
from extractors.rule import Rule

__all__ = ["RULES"]

Q = f"[{PERCENT}{POINTS}{DECIMAL}{SIGNED}{PHYSICAL}{BARE}]"
QUALIFIER = r"(?: (?: (?P<relative> relative (?:ly)? ) | (?P<absolute> absolute (?:ly)? ) | (?P<averaged> average | mean ) | \$? \( \w+ \) ) \s )"
RULES = (
    Rule(
        id="delta.noun_after",
        kind="delta",
        examples=(
            "an 18.3% improvement over GPT-4o",
            "a 13.3% absolute increase in F1",
            "a 10 point gain",
            "2.8 BLEU improvement",
        ),
        trigger=Q,
        pattern=rf"""
            {DIFFERENCE} \$? (?: \s \( [^()]{{1,30}} \) )? [\s-] (?: (?: (?P<relative> relative ) | (?P<absolute> absolute ) | (?P<averaged> average ) | {NO_NUMBER}+ ) \s ){{0,5}}?
            (?: (?P<down> {FALL} ) | (?P<up> {RISE} ) ) \b (?! \s (?:of|rate) \s [\x01-\x08\x0e])
        """,
    ),
    Rule(
        id="delta.comparative",
        kind="delta",
        examples=("2.08% higher accuracy than the baseline", "up to 76% more efficient", "lag 20% behind humans"),
        trigger=Q,
        pattern=rf"""
            {quantity(PERCENT + POINTS + DECIMAL + SIGNED)} \$? \s (?: (?: (?P<relative> relative (?:ly)? ) | (?P<absolute> absolute (?:ly)? ) | \w+ly ) \s )?
            (?: (?P<down> {LESS} ) | (?P<up> {MORE} ) ) \b (?! \s \d )
        """,
    ),
    Rule(
        id="delta.by",
        kind="delta",
        examples=("It reduces WER by 12%.", "outperforms BERT by over 3 points", "improves accuracy (by up to 3.3%)"),
        trigger=rf"by .{{0,40}}{Q}",
        pattern=rf"""
            \b (?: (?P<down> {LOWERS} | {FALL} | {LESS} | error ) | (?P<up> {RAISES} | {RISE} | {MORE} ) ) \b [^;]{{0,160}}?
            \b by \s (?: an? \s | the \s )? (?: (?: (?P<averaged> average ) | (?P<relative> relative ) | (?P<absolute> absolute ) | {NO_NUMBER}+ ) \s ){{0,6}}? \$? {DIFFERENCE}
        """,
    ),
    Rule(
        id="delta.noun_of",
        kind="delta",
        examples=("a gain of 2.5% on BigEarthNet", "average improvement of 6.1%", "relative drops of 15% in MRR"),
        trigger=Q,
        pattern=rf"""
            \b (?: (?P<relative> relative ) \s | (?P<absolute> absolute ) \s | (?P<averaged> average ) \s )? {words(0, 2)} (?: (?P<down> {FALL} | gaps? ) | (?P<up> {RISE} | differences? ) ) \b
            [^;,]{{0,60}}? (?: \b (?: of | by | is | are | was | were | to | at | from | around | between | averag \w+ | = | approximately ) \b | : | = | \( ) \s? (?: up \s to \s | about \s )? \$? {DIFFERENCE}
        """,
    ),
    Rule(
        id="delta.verb_object",
        kind="delta",
        examples=("can improve 1.2% for top-1 recall", "while saving 25% GFLOPs", "gains 3.2 BLEU"),
        trigger=Q,
        pattern=rf"""
            \b (?: (?P<down> {LOWERS} ) | (?P<up> improv \w+ | gain (?: s | ed )? | accelerat \w+ | boost (?: s | ed | ing )? | increas \w+ | speed \w* ) ) \s (?: by \s | about \s )? \$? {quantity(PERCENT + POINTS + DECIMAL)}
        """,
    ),
    Rule(
        id="delta.signed",
        kind="delta",
        examples=("(+2.3 mAP)", "an absolute gain of +12.61"),
        trigger=SIGNED,
        pattern=rf"{Q_SIGNED}",
        direction="up",
    ),
)
