"""Multiples: "10 000 times faster", "3x less training data", "an order of magnitude", "99.5% of the performance"."""

from extractors.fragments import (
    FALL,
    LESS,
    LOWERS,
    MORE,
    Q_PERCENT,
    Q_TIMES,
    RAISES,
    RISE,
    words,
)
from extractors.numbers import PERCENT, TIMES
from extractors.rule import Rule

__all__ = ["RULES"]

T = f"[{TIMES}]"
RULES = (
    Rule(
        id="ratio.compared",
        kind="ratio",
        examples=(
            "It is 10 000 times faster.",
            "using 3x less training data",
            "a 2.5x reduction in FLOPs",
            "five times larger",
        ),
        trigger=T,
        pattern=rf"""
            {Q_TIMES} [\s-]? (?: as \s )? {words(0, 3)}
            (?: (?P<down> (?: {LESS} | {FALL} ) ) | (?P<up> (?: {MORE} | {RISE} | as \s \w+ | faster ) ) ) \b
        """,
    ),
    Rule(
        id="ratio.of",
        kind="ratio",
        examples=("We see a speedup of 7x.", "reduces memory by nearly 6x", "a reduction in size of up to 10x"),
        trigger=T,
        pattern=rf"""
            \b (?: (?P<down> {LOWERS} | {FALL} | smaller | fewer | less ) | (?P<up> {RAISES} | {RISE} | {MORE} ) ) \b
            {words(0, 8)} (?: (?: by | of | to | is | at | factor \s of | than | in ) \s (?: about \s | an \s )? | (?<= [\s(] ) ) \(? {Q_TIMES}
        """,
    ),
    Rule(
        id="ratio.bare",
        kind="ratio",
        examples=("doubling the throughput 4x", "with half the parameters"),
        trigger=T,
        pattern=rf"{Q_TIMES}",
        direction="up",
    ),
    Rule(
        id="ratio.share_of_baseline",
        kind="ratio",
        examples=(
            "with only 1% of the trainable parameters of full fine-tuning",
            "while maintaining 99.5% of the performance",
        ),
        trigger=rf"{PERCENT}\$? of",
        pattern=rf"""
            (?: (?: maintain | retain | preserv | keep | recover | achiev | reach | match | attain ) \w* \s {words(0, 3)} \$? {Q_PERCENT} \$? \s of \s
                (?: the \s | its \s | their \s )? {words(0, 4)} (?: performance | accurac | quality | capabilit | effectiveness )
              | {Q_PERCENT} \$? \s of \s (?: the \s )? {words(0, 4)} (?: parameters | compute | computation | cost | memory | FLOPs | time | size | data | budget ) \w* \s
                (?: of | used \s by | required | needed | compared | from | as ) \b )
        """,
        direction="down",
    ),
)
