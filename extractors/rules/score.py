"""Levels: "macro F-1 score of 84%", "63.0 IoU", "AUC = 0.79", "improves from 30% up to 100%"."""

from extractors.fragments import AT_NUMBER, CLASSES, NO_NUMBER, REACHES, RECORDED, any_of, quantity, words
from extractors.numbers import BARE, BOUND, DECIMAL, PERCENT, PHYSICAL, POINTS
from extractors.rule import Rule
from extractors.vocabulary import DOWN, METRIC, UP

__all__ = ["RULES"]

PART = PERCENT + DECIMAL
ALL = PART + BARE
CHANGE = rf"(?: {UP} | {DOWN} )"
COPULA = (
    r"(?: of | = | : | is | are | was | were | at | to | reaches | reaching | equals? | equal \s to | between |"
    r" ranging \s (?: from | between ) | ranges \s from | from | as | in | about | de | von | à )"
)

WHERE_TO = r"(?: on | in | for | and | at | with | over | to | by | of | as | across | from | using )"
WHERE = r"(?: in | within | at | of | than | takes? | only | requir \w+ | us \w+ | consum \w+ | need \w* )"

RULES = (
    Rule(
        id="score.points",
        kind="score",
        examples=("we achieve 33.84 BLEU points on MuST-C",),
        trigger=POINTS,
        pattern=rf"""
            {AT_NUMBER} (?<= \b (?: {REACHES} ) \s {words(0, 5)} ) {quantity(POINTS)} (?! \s (?: \w+ \s ){{0,3}}
              (?: {CHANGE} | over ) )
        """,
    ),
    Rule(
        id="score.change",
        kind="score",
        examples=("improves from 30% to 100%", "reduces the error from 36.46% to 4.29%", "from 30% up to 100%"),
        trigger=rf"from .*{any_of(PART)}",
        pattern=rf"""
            {AT_NUMBER} (?<= \b from \s \$? ) {quantity(PART)} [^;{CLASSES}]{{0,60}}? (?: \s to \s
              | \s (?= {BOUND} ) ) \$? {quantity(PART)}
        """,
    ),
    Rule(
        id="score.metric_of",
        kind="score",
        examples=("a macro F-1 score of 84%", "micro-AUC = 0.79", "accuracy below 50%", "an F1 (macro) of 0.81"),
        trigger=rf"{METRIC[0]}.*{any_of(PART)}",
        pattern=rf"""
            {AT_NUMBER} (?<= (?P<metric> {METRIC} ) (?: \s? \( [^(){CLASSES}]{{0,40}} \) )? (?: \s | (?= [=:(] ) )
              (?: (?! {CHANGE} | by \b | from \b | than \b | over \b ) {NO_NUMBER}++ \s ){{0,6}}?
              (?: {COPULA} \s? (?: (?: just | only | around | the | a | about ) \s )? | \(
                | (?= [{BOUND}{PART}$] ) ) \$? ) {quantity(PART)}
        """,
    ),
    Rule(
        id="score.metric_of_points",
        kind="score",
        examples=("an F1 score of 82.97 points", "a BLEU of 31.2 points on the test set"),
        trigger=rf"{METRIC[0]} (?:of|is|was|=) {BOUND}*{POINTS}",
        pattern=rf"""
            {AT_NUMBER} (?<= {METRIC} \s (?: \( [^(){CLASSES}]{{0,40}} \) \s )? (?: of | is | was | = ) \s )
            {quantity(POINTS)} (?! \s (?: \w+ \s ){{0,3}} (?: {CHANGE} | over | better | above | below | than ) \b )
        """,
    ),
    Rule(
        id="score.metric_after_last",
        kind="score",
        examples=("reaching 85.05% unlabeled and 77.82% labeled attachment accuracy",),
        trigger=rf"{any_of(PART)}\$?\s[a-z-]+\s(?:[a-z-]+\s)?and\s{any_of(PART)}.*{METRIC[0]}",
        pattern=rf"""
            {quantity(PART)} \$? \s (?: [a-z-]++ \s ){{1,2}}? and \s [{PART}]++ \$? \s {words(1, 3)} {METRIC} (?! \s
              (?: \w+ \s )? {CHANGE} )
        """,
    ),
    Rule(
        id="score.metric_was",
        kind="score",
        examples=(
            "F1 for the positive class of our best system on task A is 0.79",
            "The recalls achieved for both of the tasks were 0.797 and 0.64",
            "The F1 scores obtained for the tasks A, B and C are 0.73, 0.52, and 0.37",
            "The performances (macro F1) of our model on A are 0.329",
        ),
        trigger=rf"(?:{METRIC[0]}|erformances?).*\s(?:is|are|was|were|at)\s{BOUND}*{any_of(PART)}",
        pattern=rf"""
            {AT_NUMBER} (?<= (?: {METRIC} | [Pp]erformances? ) (?: \s? \( [^(){CLASSES}]{{0,40}} \) )? \s
              (?: (?! {CHANGE} | than \b | that \b | which \b ) [^\s;:{PART}{BOUND}]++ \s ){{0,16}}? (?: is | are
                | was | were | at ) \s ) {quantity(PART)}
            (?! \s? (?: \$? \s of \s | {CHANGE} ) )
        """,
    ),
    Rule(
        id="score.symbol",
        kind="score",
        examples=("high agreement (κ = 0.765)", "as seen (P=0.82, R=0.58)", "with τ = 0.41"),
        trigger=rf"= ?{any_of(PART)}",
        pattern=rf"{AT_NUMBER} (?<= (?<! \w ) [κρτPRFr] \s? = \s? ) {quantity(PART)}",
    ),
    Rule(
        id="score.performance",
        kind="score",
        examples=(
            "an average performance of 38.48%",
            "bounds its performance at 83.4%",
            "performances of 0.57 and 0.61",
        ),
        trigger=rf"performance.*{any_of(PART)}",
        pattern=rf"""
            {AT_NUMBER} (?<= \b performances? \s (?: (?! {CHANGE} | by \b ) {NO_NUMBER}++ \s ){{0,4}}? (?: of | at
              | is | to | was ) \s \$? )
            {quantity(PART)}
        """,
    ),
    Rule(
        id="score.metric_is_whole",
        kind="score",
        examples=("an F1 of 84", "BLEU score is 27", "WER = 12"),
        trigger=rf"{METRIC[0]} ?(?:=|(?:[^ ]+ )?(?:of|is|was|at|reaches) )?{BOUND}*{BARE}|{METRIC[0]} = {BARE}",
        pattern=rf"""
            {AT_NUMBER} (?<= {METRIC} \s {words(0, 1)} (?: of | is | was | = | reaches ) \s
              | {METRIC} \s? = \s? | {METRIC} \s ) {quantity(BARE)}
            (?! \s (?: (?! {WHERE_TO} \b ) [\w-]+ \s ){{0,4}}? [\w-]+ s \b | \s {METRIC} )
        """,
    ),
    Rule(
        id="score.metric_after",
        kind="score",
        examples=(
            "It gives 63.0 IoU.",
            "reaches 95% training accuracy",
            "0.845 unlabelled attachment score",
            "90.0% for F_1",
        ),
        trigger=rf"{any_of(PART)}.*{METRIC[0]}",
        pattern=rf"""
            {quantity(PART)} \$? \)? \s? \(? (?: (?: in | for | on | as | of (?! \s the ) | the | average | mean )
              \s ){{0,2}}
            (?: (?! (?: of | by | and | to | than | higher | improve\w* | on | in | with
              | at ) \b ) {NO_NUMBER}++ \s ){{0,3}}?
            (?P<metric> {METRIC} ) (?! \s (?: \w+ \s )? {CHANGE} )
        """,
    ),
    Rule(
        id="score.count_metric",
        kind="score",
        examples=("achieves 27 BLEU", "with 45 mAP"),
        trigger=rf"{BARE} {METRIC[0]}",
        pattern=rf"""
            {AT_NUMBER} (?<= \b (?: {REACHES} | with | of | to | from | at | and | \w+'s ) \s {words(0, 2)} | \(
              | , \s )
            {quantity(BARE)} \s {METRIC}
        """,
    ),
    Rule(
        id="score.reached",
        kind="score",
        examples=("our system achieves 36.43%", "scoring up to 0.92 on the test set", "drops to 12.5%"),
        trigger=(
            rf"(?:achiev|obtain|reach|attain|yield|scor|record|report|receiv|regist|earn|get|got|converge|obt|attei|errei|erzi"
            rf"|[{(UP + DOWN)[1:].replace(']++[', '')[:-3]}] to ).*{any_of(PART)}"
        ),
        pattern=rf"""
            {AT_NUMBER} (?<= (?: \b {REACHES} | {CHANGE} \s to | \b converge s? \s to ) \s {words(0, 6)} \$? )
            {quantity(PART)} (?! \$? \s of \s )
        """,
    ),
    Rule(
        id="score.solved",
        kind="score",
        examples=("It solves 56.9% of the problems.", "correctly answers 63.1% of the questions"),
        trigger=rf"(?:solv|(?:can|correctly)\s(?:answer|classif|identif|predict)).*{PERCENT}\sof\s",
        pattern=rf"""
            {AT_NUMBER} (?<= \b (?: solv (?: es | ed | ing | e ) | (?: can | correctly ) \s (?: answer | classif
              | identif | predict ) \w* ) \s
              {words(0, 2)} ) {quantity(PERCENT)} (?= \s of \s )
        """,
    ),
    Rule(
        id="score.versus",
        kind="score",
        examples=("(58.74 vs. 55.91 UUAS)", "91.2% versus 88.0%"),
        trigger=rf"{any_of(PART)}.*(?:vs|versus|compared|against)",
        pattern=rf"""
            {quantity(PART)} [^;(){CLASSES}]{{0,30}}? \s (?: vs\.? | versus | compared \s (?: to | with )
              | against ) \s {words(0, 4)} {quantity(PART)}
        """,
    ),
    Rule(
        id="score.within",
        kind="score",
        examples=("generates an image in 0.8s", "converges within 2 hours", "runs at 30 FPS"),
        trigger=PHYSICAL,
        pattern=rf"""
            (?: {AT_NUMBER} (?<= \b {WHERE} \s {words(0, 2)} ) {quantity(PHYSICAL)}
              | {BOUND}++ (?P<value> {PHYSICAL}++ ) )
            (?! \s (?: of \b | worth | (?: \w+ \s ){{0,2}} {RECORDED} \b
              | (?: are | is | were | was ) \s (?: recorded | transcribed | annotated | collected ) \b ) )
        """,
    ),
    Rule(
        id="score.level_of",
        kind="score",
        examples=("GPT-J has 11.4% and GPT-3 has 0%", "people are at 5.83%", "compared with 92.22 for ELMo"),
        trigger=(
            rf"(?:ha[sd]|have|at|compared (?:to|with)|against|versus) {BOUND}*{any_of(PART)}"
            rf"|{PERCENT}.*(?:accurate|correct)"
        ),
        pattern=rf"""
            {AT_NUMBER} (?<= \b (?: (?: ha[sd] | have ) | (?: is | are | was | were | stands? ) \s at ) \s
              | \b compared \s (?: to | with ) \s ) {quantity(PART)}
            (?! \$? \s (?: of \b | {CHANGE} | {NO_NUMBER}++ \s {CHANGE} ) )
          | {AT_NUMBER} (?<= \b (?: is | are | was | were ) \s ) {quantity(PERCENT)}
            (?= [^\w{CLASSES}]{{1,8}} (?: \d+ \s? % \s )? (?: accurate | correct ) \b )
        """,
    ),
    Rule(
        id="score.parenthesis",
        kind="score",
        examples=("the majority baseline (33.33%)", "unexpectedly high (88% in Shona)"),
        trigger=rf"\(\$?{BOUND}*{any_of(PART)}",
        pattern=rf"{AT_NUMBER} (?<= \( \$? ) {quantity(PART)} (?= \$? (?: \) | \s (?: in | for | on | across ) \s ) )",
    ),
)
