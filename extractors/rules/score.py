"""Levels: "macro F-1 score of 84%", "63.0 IoU", "AUC = 0.79", "improves from 30% up to 100%"."""

from extractors.fragments import (
    FRACTION,
    METRIC,
    MODIFIED,
    NO_NUMBER,
    Q_PHYSICAL,
    Q_POINTS,
    quantity,
    words,
)
from extractors.numbers import BARE, DECIMAL, PERCENT, PHYSICAL, POINTS
from extractors.rule import Rule

__all__ = ["RULES"]

Q = f"[{PERCENT}{DECIMAL}{BARE}{PHYSICAL}{POINTS}]"
F = PERCENT + DECIMAL
RULES = (
    Rule(
        id="score.points",
        kind="score",
        examples=("we achieve 33.84 BLEU points on MuST-C",),
        trigger=POINTS,
        pattern=rf"\b (?: achiev | obtain | reach | attain | scor ) \w* \s {words(0, 5)} {Q_POINTS} (?! \s (?: \w+ \s ){{0,3}} (?: gain | improve | increase | higher | better | over | drop ) )",
    ),
    Rule(
        id="score.metric_of",
        kind="score",
        examples=("a macro F-1 score of 84%", "micro-AUC = 0.79", "accuracy below 50%", "an F1 (macro) of 0.81"),
        trigger=Q,
        pattern=rf"""
            \b (?P<metric> {METRIC} ) (?: \s? \( [^()]{{0,40}} \) )? s? (?: \s | (?= [=:(] ) )
            (?: (?! (?: improv | gain | increas | reduc | drop | by | from | than | over ) \w* \b ) {NO_NUMBER}++ \s ){{0,6}}?
            (?: (?: of | = | : | is | are | was | were | at | to | reach \w+ | equal \s to | between | rang \w+ (?: \s from | \s between )? | from | and | as | in | just | only ) \s? (?: just \s | only \s | around \s | the \s )? | \( | (?= {MODIFIED} {Q} ) ) \$? {quantity(F + BARE)}
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
        trigger=Q,
        pattern=rf"{FRACTION} \)? \$? \s (?: (?: in | for | on | as | of | the | average | mean ) \s ){{0,2}} (?: (?! of | by | and | to | than | higher | improve\w* ) {NO_NUMBER}++ \s ){{0,3}}? (?P<metric> {METRIC} ) (?! \w | \s (?: \w+ \s )? (?: improve | gain | increase | drop | reduc ) )",
    ),
    Rule(
        id="score.count_metric",
        kind="score",
        examples=("runs at 38 FPS", "achieves 27 BLEU"),
        trigger=BARE,
        pattern=rf"{quantity(BARE)} \s (?P<metric> BLEU | FPS | mAP | mIoU | IoU | AP | EM | F1 | WER | PSNR | accuracy )",
    ),
    Rule(
        id="score.change",
        kind="score",
        examples=("improves from 30% to 100%", "reduces the error from 36.46% to 4.29%"),
        trigger=rf"from .{{0,30}}{Q}",
        pattern=rf"from \s \$? {quantity(F)} [^;]{{0,60}}? \s to \s \$? {quantity(F)}",
    ),
    Rule(
        id="score.reached",
        kind="score",
        examples=("our system achieves 36.43%", "scoring up to 0.92 on the test set"),
        trigger=Q,
        pattern=rf"\b (?: achiev | obtain | reach | attain | yield | scor | record | report | receiv | get | reduces \s to | drop \w* \s to | increas \w+ \s to | improv \w+ \s to ) \w* \s {words(0, 6)} \$? {quantity(F)} (?! \$? \s of \s )",
    ),
    Rule(
        id="score.versus",
        kind="score",
        examples=("(58.74 vs. 55.91 UUAS)", "91.2% versus 88.0%"),
        trigger=Q,
        pattern=rf"{quantity(F)} [^;()]{{0,30}}? \s (?: vs\.? | versus | compared \s (?: to | with ) | against ) \s (?: {NO_NUMBER}++ \s ){{0,4}}? {quantity(F)}",
    ),
    Rule(
        id="score.within",
        kind="score",
        examples=("generates an image in 0.8s", "converges within 2 hours", "runs at 30 FPS"),
        trigger=PHYSICAL,
        pattern=rf"\b (?: in | within | at | of | than | over | takes? | only | requir \w+ | us \w+ | consum \w+ | need \w* ) \s {words(0, 2)} {Q_PHYSICAL}",
    ),
    Rule(
        id="score.parenthesis",
        kind="score",
        examples=("the majority baseline (33.33%)",),
        trigger=Q,
        pattern=rf"\( \$? {quantity(F)} \$? \)",
    ),
)
