"""Multiples: "10 000 times faster", "3x less training data", "an order of magnitude", "99.5% of the performance"."""

from extractors.fragments import AT_NUMBER, one_of, quantity, words
from extractors.numbers import BARE, BOUND, COUNT, DECIMAL, PERCENT, TIMES
from extractors.rule import Rule
from extractors.vocabulary import DOWN, FALL, LESS, METRIC, MORE, RISE, UP

__all__ = ["BARE_RULES", "RULES"]

KEEPS = r"(?: maintain | retain | preserv | keep | recover | achiev | reach | match | attain ) \w*"
QUALITY = rf"(?: {METRIC} | performance | capabilit | effectiveness )"
COST = r"(?: parameters | compute | computation | cost | memory | FLOPs | time | size | data | budget ) \w*"
ITS = one_of("the its trainable model total learnable")

ADDS = r"(?: add | increas | train | tun | updat | introduc | finetun | fine-tun ) \w*"

RULES = (
    Rule(
        id="ratio.factor_of",
        kind="ratio",
        examples=("smaller by a factor of 200", "a speedup by a factor of 2.5", "up to a factor of 4 faster"),
        trigger=r"factors? of",
        pattern=rf"""
            {AT_NUMBER} (?<= \b factors? \s of \s \$? )
            (?: (?<= \b (?: by | to | than | improvement | speedup | reduction | of ) \s (?: an? | the ) \s (?: \w+
              \s )? factors? \s of \s \$? )
                {quantity(BARE + DECIMAL + COUNT + TIMES)}
              | {quantity(BARE + DECIMAL + COUNT + TIMES)} \s (?: {MORE} | {LESS} | {RISE} | {FALL} ) )
        """,
    ),
    Rule(
        id="ratio.compared",
        kind="ratio",
        examples=(
            "It is 10 000 times faster.",
            "with 3x less training data",
            "a 2.5x reduction in FLOPs",
            "twice as fast",
        ),
        trigger=TIMES,
        pattern=rf"""
            {quantity(TIMES)} [\s-]? (?: as \s )? {words(0, 3)}
            (?: (?P<down> {LESS} | {FALL} ) | (?P<up> {MORE} | {RISE} | as \s \w+ ) )
        """,
    ),
    Rule(
        id="ratio.changed_by",
        kind="ratio",
        examples=("We see a speedup of 7x.", "reduces memory by nearly 6x", "a reduction in size of up to 10x"),
        trigger=TIMES,
        pattern=rf"{AT_NUMBER} (?<= (?: {UP} | {DOWN} ) \s {words(0, 10)} \(? ) {quantity(TIMES)}",
    ),
    Rule(
        id="ratio.of_baseline",
        kind="ratio",
        examples=(
            "with only 1% of the trainable parameters of full fine-tuning",
            "while maintaining 99.5% of the performance",
        ),
        trigger=(
            r"(?:maintain|retain|preserv|keep|recover|achiev|reach|match|attain)"
            rf".*{PERCENT}\$?\s(?:of|(?:the\s)?performance\sof)\s|{PERCENT}\$?\sof\s"
            r".*(?:parameters|compute|computation|cost|memory|FLOPs|time|size|data|budget)"
        ),
        pattern=rf"""
            {AT_NUMBER} (?<= {KEEPS} \s {words(0, 3)} \$? ) {quantity(PERCENT)} \$? \s
              (?: of \s (?! {METRIC} | [A-Z]\S*+ \s {METRIC} ) {words(0, 5)} {QUALITY} (?! \w* \s (?: {FALL} |
                {RISE} ) ) | (?: the \s )? performance \s of \s )
          | {quantity(PERCENT)} \$? \s of \s (?! the \s time \b | time \b ) (?: the \s )? {words(0, 4)} {COST} \s
            {one_of("of used_by required needed compared from as")} \b
        """,
        direction="down",
    ),
    Rule(
        id="ratio.of_cost",
        kind="ratio",
        examples=("with only 36.7% parameters", "using 10% of the FLOPs"),
        trigger=(
            rf"(?:with|only|using|at) {BOUND}*{PERCENT}.*(?:{PERCENT}\$?\s(?:of\s)?"
            r"(?:(?:the|its|trainable|model|total|learnable)\s)*(?:parameters|FLOPs|compute|model\ssize|size|training\s[ct]|inference\s[ct]))"
        ),
        pattern=rf"""
            (?: {AT_NUMBER} (?<! \b {ADDS} \s (?: only | just ) \s ) (?<= \b (?: with | only | using | at
              | and ) \s ) {quantity(PERCENT)} | {BOUND}++
              (?P<value> {PERCENT}++ ) )
            \$? \s (?: of \s )? (?: {ITS} \s )*
            {one_of("parameters FLOPs compute (?:model_)?size (?:training|inference)_(?:cost|time)")} \b
            (?! \s (?: {FALL} | {RISE} | {LESS} ) )
        """,
        direction="down",
    ),
)

# What is left after the lists that others belong to have been read.
BARE_RULES = (
    Rule(
        id="ratio.bare",
        kind="ratio",
        examples=("running at 4x", "with half the parameters"),
        trigger=TIMES,
        pattern=rf"{quantity(TIMES)} (?! \s {one_of('per a each in_(?:the|a) during with')} \b )",
    ),
)
