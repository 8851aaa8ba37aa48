"""Differences: "+12.61", "a gain of 2.5%", "18.3% improvement", "reduces WER by 12%", "5% more efficient".

Where a pattern does not say up or down itself, the nearest word before the number does; where no word does, there
is no difference.
"""

from extractors.fragments import AT_NUMBER, CLASSES, NO_NUMBER, any_of, one_of, quantity, words
from extractors.numbers import BARE, BOUND, COUNT, DECIMAL, PERCENT, PHYSICAL, POINTS, SIGNED
from extractors.rule import Rule
from extractors.rules.scope import TO_LEVEL
from extractors.vocabulary import FALL, LESS, LOWER, METRIC, MORE, RAISE, RISE

__all__ = ["RULES"]

PART = PERCENT + POINTS + DECIMAL + SIGNED
ALL = PART + PHYSICAL + BARE
STARTED = f"[{CLASSES}{BOUND}]"  # no number may follow that the word could belong to instead
MARGIN = one_of(
    r"an? the about average avg\.? absolute(?:ly)? relative(?:ly)? additional further another only just up\sto factor"
    r" maximum minimum total significant large wide substantial considerable notable mean as\smuch\sas even almost"
    r" between approximately of in on to more\sthan around most"
)
RISE_OR_FALL = f"[{RISE[1:-3]}{FALL[1:-3]}]"
CHANGE = f"{RISE_OR_FALL}++"
BETWEEN = rf"(?! {one_of('of and in on to by with without while de en et')} \b ) {NO_NUMBER}++ \s"
IS = one_of("of by is are was were at around between averaging averages approximately than from de d'environ von um")

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
        trigger=rf"{any_of(ALL)}.*{RISE_OR_FALL}",
        pattern=rf"""
            (?: {quantity(PART + PHYSICAL)} \$? (?: \s \( [^()]{{1,30}} \) )? [\s-] (?: of \s (?! the \b ) )? (?:
              {BETWEEN} ){{0,5}}?
              | {quantity(BARE)} [\s-] (?: {BETWEEN} ){{0,2}}? )   # a count is never far from its gain
            (?: (?P<down> {FALL} ) | (?P<up> {RISE} ) )
              (?! \s (?: of | rate | by | to | from (?! \s {STARTED}++ {TO_LEVEL} ) ) \s {STARTED} )
        """,
    ),
    Rule(
        id="delta.comparative",
        kind="delta",
        examples=(
            "2.08% higher accuracy than the baseline",
            "up to 76% more efficient",
            "lag 20% behind humans",
            "2 BLEU better",
        ),
        trigger=rf"{any_of(ALL + COUNT)}.*[{MORE[0]}{LESS[0]}]",
        pattern=rf"""
            (?: {quantity(PART + PHYSICAL)} \$? \s (?: (?: relative (?: ly )? | absolute (?: ly )? | \w+ly
              | on \s average | {METRIC} | points? | [A-Z][\w-]* ) \s )?
              | {quantity(PART)} \$? \s \( [^()]{{1,40}} \) \s
              | {quantity(BARE)} \s (?: {METRIC} | [A-Z][\w-]* ) \s
              | {quantity(COUNT)} \s (?= {LESS} ) )
            (?: (?P<down> {LESS} ) | (?P<up> {MORE} ) ) (?! \s {STARTED} )
        """,
    ),
    Rule(
        id="delta.up_by",
        kind="delta",
        examples=("Its accuracy is high, up by 5.6% absolute.",),
        trigger=rf"up by {BOUND}*{any_of(PART)}",
        pattern=rf"{AT_NUMBER} (?<= \b up \s by \s (?: an? \s )? ) {quantity(PART)}",
        direction="up",
    ),
    Rule(
        id="delta.short_of",
        kind="delta",
        examples=("It is within 1.5 points of human performance.", "at less than 0.1% from human performance"),
        trigger=(
            rf"{any_of(PERCENT + POINTS)}\s(?:of|from)\s(?:the\s)?"
            r"(?:human|state|best|oracle|upper|supervised|full|systems|those)"
        ),
        pattern=rf"""
            (?: {BOUND}++ (?P<value> {POINTS}++ ) \s of | {quantity(PERCENT + POINTS)} \s from )
            \s (?: the \s )? {one_of("human state best oracle upper supervised full systems those")}
        """,
        direction="down",
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
        trigger=r"by |via ",
        pattern=rf"""
            {AT_NUMBER} (?<= \b (?: by | via ) \s (?: (?: {MARGIN} | {RISE} ) \s ){{0,6}} \$?
              | \b by \s an? \s (?: [\w-]+ \s ){{1,4}} of \s \$? ) {quantity(ALL)}
        """,
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
        trigger=rf"{RISE_OR_FALL}.*{any_of(ALL)}",
        pattern=rf"""
            {AT_NUMBER} (?<= {CHANGE} (?: \s (?: (?! compared \b ) {NO_NUMBER}++ \s ){{0,8}}? {IS} \s
              | \s? [:=] \s? | \s \( )
              (?: an? \s | the \s | only \s | on \s average \s | \( ){{0,2}} \$? ) {quantity(ALL)}
            (?! (?<= \b from \s \$? [{CLASSES}]+ ) [^;]{{0,60}}? (?: \s to \s | {BOUND} ) )
            (?! \s (?: of \s the | (?: \w+ \s )? (?: tasks | datasets | data | languages ) ) )
        """,
    ),
    Rule(
        id="delta.apposed",
        kind="delta",
        examples=(
            "a gain in the relation score, 3.0 points",
            "an improvement in performance: 1.5 BLEU points",
            "reduces disconnected reasoning (19 points in answer F1)",
            "improvements (of up to 4.66%)",
            "a BLEU improvement over 3 points",
        ),
        trigger=rf"(?:, [a-z ]*|: ?|\((?:of )?){any_of(POINTS + BOUND)}|{RISE_OR_FALL} {BOUND}",
        pattern=rf"""
            {AT_NUMBER} (?: (?<= (?: {RAISE} | {LOWER} | {CHANGE} ) \s {words(0, 8)}
                [^\s,;:]++ (?: , \s (?: (?: sometimes | typically | often | about | of ) \s )? | : \s | \s \( ) )
                {quantity(POINTS)}
              | (?<= {CHANGE} (?: \s {words(0, 6)} [^\s,;:]++ )? \s \( (?: of \s )? | {CHANGE} \s ) {BOUND}++
                (?P<value> {PERCENT}++ | {POINTS}++ ) )
        """,
    ),
    Rule(
        id="delta.verb_object",
        kind="delta",
        examples=(
            "can improve 1.2% for top-1 recall",
            "while saving 25% GFLOPs",
            "gains 3.2 BLEU",
            "improves about 6 BLEU",
        ),
        trigger=(
            rf"[{RAISE[1:-3]}{LOWER[1:-3]}]\s(?:by\s|only\s|an\s|>\s?)?\$?>?{BOUND}*"
            rf"{any_of(PERCENT + POINTS + DECIMAL + BARE)}"
        ),
        pattern=rf"""
            {AT_NUMBER} (?<= (?: {RAISE} | {LOWER} ) \s (?: by \s | only \s | an \s
              | > \s? )? \$? >? ) (?: {quantity(PERCENT + POINTS + DECIMAL)} | {quantity(BARE)} (?=
                \s {METRIC} ) ) (?! \$? \s (?: \w+ \s ){{0,2}}
                {one_of("meters data noise labels? parameters samples")} \b )
        """,
    ),
    Rule(
        id="delta.up_to",
        kind="delta",
        examples=(
            "outperforming the previous results up to 10% on some languages",
            "improves the baseline (around 6 BLEU)",
        ),
        trigger=rf"[{RAISE[1:-3]}].*{BOUND}{any_of(PERCENT + POINTS + DECIMAL + BARE)}",
        pattern=rf"""
            {AT_NUMBER} (?<! \b to \s | {METRIC} \s ) (?<= {RAISE} \s (?: {NO_NUMBER}++ \s ){{1,10}} \(? ) {BOUND}++
            (?: (?P<value> {PERCENT}++ | {POINTS}++ ) (?! \$? \s (?: of \b | {words(0, 3)} {METRIC} ) )
              | (?P<value> {DECIMAL}++ | {BARE}++ | {PERCENT}++ ) \s (?: {METRIC} | [A-Z]+ ) \s? \) )
        """,
        direction="up",
    ),
    Rule(
        id="delta.up_to_over",
        kind="delta",
        examples=(
            "improves the summarization accuracy up to 12.9 BLEU points over other techniques",
            "improvements in accuracy on older data up to 7% compared to them",
        ),
        trigger=rf"[{RAISE[1:-3]}{RISE[1:-3]}].*{BOUND}{any_of(PERCENT + POINTS)}.*(?:over|compared|relative to)",
        pattern=rf"""
            {AT_NUMBER} (?<! \b to \s ) (?<= (?: {RAISE} | {RISE} ) \s (?: {NO_NUMBER}++ \s ){{1,12}} ) {BOUND}++
            (?: (?P<value> {PERCENT}++ | {POINTS}++ ) (?= \$? \s (?: [\w-]+ \s )?
              (?: over | compared \s (?: to | with ) | relative \s to ) \s ) )
        """,
        direction="up",
    ),
    Rule(
        id="delta.signed",
        kind="delta",
        examples=("(+2.3 mAP)", "an absolute gain of +12.61"),
        trigger=SIGNED,
        pattern=rf"{AT_NUMBER} (?<! \b [A-Za-z] \s ) {quantity(SIGNED)}",
        direction="up",
    ),
)
