"""Differences: "+12.61", "a gain of 2.5%", "18.3% improvement", "reduces WER by 12%", "5% more efficient".

Where a pattern does not say up or down itself, the nearest word before the number does (`scope.DIRECTION`);
where no word does, there is no difference.
"""

from extractors.fragments import AT_NUMBER, CLASSES, FALL, LESS, LOWERS, MORE, NO_NUMBER, RISE, any_of, quantity, verbs, words
from extractors.numbers import BARE, BOUND, DECIMAL, PERCENT, PHYSICAL, POINTS, SIGNED
from extractors.rule import Rule

__all__ = ["RULES"]

PART = PERCENT + POINTS + DECIMAL + SIGNED
ALL = PART + PHYSICAL + BARE
MARGIN = r"""(?: an? | the | about | average | avg\.? | absolute (?: ly )? | relative (?: ly )? | additional | further | another | only | just | up \s to
    | factor | margins? | maximum | minimum | total | significant | large | wide | substantial | considerable | notable | margin | mean | as \s much \s as | even | almost
    | approximately | of | in | on | to | more \s than | around | relative | most ) """

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
        trigger=rf"{any_of(ALL)}.*(?i:improv|gain|incr|boost|ris|adv|speed|growth|enh|jump|lift|margin|lead|accel|red|decr|drop|decl|los|deg|sav|cut|det|fall|compr)",
        pattern=rf"""
            {quantity(ALL)} \$? (?: \s \( [^()]{{1,30}} \) )? [\s-] (?: (?! (?: of | and | in | on | to | by | with | while ) \b ) {NO_NUMBER}++ \s ){{0,5}}? (?<! {BARE} \s \S+ \s \S+ \s (?: \S+ \s )+ )
            (?: (?P<down> {FALL} ) | (?P<up> {RISE} ) ) \b (?! \s (?: of | rate | by ) \s [{CLASSES}{BOUND}] )
        """,
    ),
    Rule(
        id="delta.comparative",
        kind="delta",
        examples=("2.08% higher accuracy than the baseline", "up to 76% more efficient", "lag 20% behind humans"),
        trigger=rf"{any_of(ALL)}.*(?:er|more|less|above|over|behind|below|ved|sed|ced|rior)",
        pattern=rf"""
            (?: {quantity(PART + PHYSICAL)} \$? \s (?: (?: relative (?: ly )? | absolute (?: ly )? | \w+ly | on \s average | BLEU | points? ) \s )?
              | {quantity(BARE)} \s (?: BLEU | F1 | AP | mAP | chrF | accuracy ) \s )
            (?: (?P<down> {LESS} ) | (?P<up> (?! over ) {MORE} ) ) \b (?! \s [{CLASSES}{BOUND}] )
        """,
    ),
    Rule(
        id="delta.by",
        kind="delta",
        examples=(
            "It reduces WER by 12%.",
            "outperforms BERT by over 3 points",
            "improves accuracy (by up to 3.3%)",
            "reduced via >70%",
        ),
        trigger=rf"(?:by|via) .*{any_of(ALL)}",
        pattern=rf"{AT_NUMBER} (?<= \b (?: by | via ) \s (?: {MARGIN} \s ){{0,6}} \$? ) {quantity(ALL)}",
    ),
    Rule(
        id="delta.noun_of",
        kind="delta",
        examples=(
            "a gain of 2.5% on BigEarthNet",
            "average improvement of 6.1%",
            "relative drops of 15% in MRR",
            "speed gain varies from 5.8% to 16.5%",
        ),
        trigger=rf"(?i:improv|gain|incr|boost|ris|adv|speed|growth|enh|jump|lift|margin|lead|accel|red|decr|drop|decl|los|deg|sav|cut|det|fall|compr|diff|gap).*{any_of(ALL)}",
        pattern=rf"""
            {AT_NUMBER} (?<= (?<! optimality \s ) \b (?: {FALL} | {RISE} | gaps? | differences? ) \b [^;,{CLASSES}]{{0,60}}?
              (?: \b (?: of | by | is | are | was | were | at | from | around | between | averaging | averages | approximately | than ) \s | : \s? | = \s? | (?<= (?: {FALL} | {RISE} | margins? ) \s ) \( )
              (?: an? \s | the \s | only \s | on \s average \s | \( ){{0,2}} \$? ) {quantity(ALL)} (?! .{{0,60}} \s to \s [{CLASSES}] (?<= \b from \s [{CLASSES}]+ .* ) ) (?! \s (?: of \s the | (?: \w+ \s )? (?: tasks | datasets | data | languages ) ) )
        """,
    ),
    Rule(
        id="delta.verb_object",
        kind="delta",
        examples=("can improve 1.2% for top-1 recall", "while saving 25% GFLOPs", "gains 3.2 BLEU"),
        trigger=any_of(PERCENT + POINTS + DECIMAL),
        pattern=rf"{AT_NUMBER} (?<= \b (?: {verbs('improve gain accelerate boost increase reduce save drop+ decrease lose lag+ cut')} | lost ) \s (?: by \s | only \s | an \s | > \s? )? \$? >? ) {quantity(PERCENT + POINTS + DECIMAL)}",
    ),
    Rule(
        id="delta.signed",
        kind="delta",
        examples=("(+2.3 mAP)", "an absolute gain of +12.61"),
        trigger=SIGNED,
        pattern=quantity(SIGNED),
        direction="up",
    ),
)
