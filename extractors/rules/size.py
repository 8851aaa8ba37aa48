"""Counts of things: "5.3 million image-text pairs", "106 medical datasets", "34 participants", "n = 3561"."""

from extractors.fragments import AT_NUMBER, RECORDED, any_of, one_of, quantity
from extractors.numbers import BARE, BOUND, COUNT, DECIMAL, PHYSICAL
from extractors.rule import Rule

__all__ = ["RULES"]

PLURAL = (
    r"(?: (?! (?: means | is | was | has | does | this | its ) \b ) [a-zA-Z][\w-]*s | people | children | data | speech"
    r" | women | men | corpora | criteria | phenomena | music )"
)

RULES = (
    Rule(
        id="none.past",
        kind=None,
        examples=("for over the past 250 years",),
        trigger=rf"(?:past|last|previous|next|recent|age|every) (?:the )?{BARE}|{BARE} (?:years?|%)",
        pattern=rf"""
            {AT_NUMBER} (?<= \b (?: past | last | previous | next | recent | ages? | aged
              | every ) \s (?: the \s )? ) {quantity(BARE)} | {quantity(BARE)} \s (?: years? \s old | years? \s ago
              | % )
        """,
    ),
    Rule(
        id="size.sample",
        kind="size",
        examples=("human evaluations (N=178)", "(n = 3561)"),
        trigger=rf"[nN]\s?=\s?{any_of(BARE + COUNT)}",
        pattern=rf"{AT_NUMBER} (?<= \b [nN] \s? = \s? ) {quantity(BARE + COUNT)}",
    ),
    Rule(
        id="size.magnitude",
        kind="size",
        examples=(
            "over 5.3 million image-text pairs",
            "a three billion parameter model",
            "167k patient notes",
            "a 1.4M-image corpus",
        ),
        trigger=COUNT,
        pattern=rf"""
            (?: (?= {BOUND} ) | (?<! [\s(] \$ ) | (?= {COUNT}++ \$ ) ) {quantity(COUNT)}   # no "$7.5 billion"
        """,
    ),
    Rule(
        id="size.counted",
        kind="size",
        examples=(
            "106 medical datasets",
            "34 participants",
            "10 tasks",
            "48 English training examples",
            "59 distinct corpora",
        ),
        trigger=rf"{BARE}|{BOUND}{DECIMAL}",
        pattern=rf"""
            (?: {quantity(BARE)} | {BOUND}++ (?P<value> {DECIMAL}++ ) ) \s
              (?: (?! of \b | and \b (?! \s (?: [\w-]+ \s ){{1,3}} {PLURAL} ) | to \b
              | is \b | was \b
              | in \b | or \b ) [a-zA-Z(\"'][^\s,;:.)]*+ \s ){{0,5}}? {PLURAL} \b
        """,
    ),
    Rule(
        id="size.some_of",
        kind="size",
        examples=("of which only 5 are public", "covers 5 of these languages", "we erred on 2 out of 3 nets"),
        trigger=rf"{BARE} (?:of (?:the|these|those|them|which)|out of|are|were)|which {BOUND}*(?:only )?{BARE}",
        pattern=rf"""
            {quantity(BARE)} \s (?: of \s {one_of("these those them which our")} \b | out \s of \s [{BARE}{COUNT}] )
          | {AT_NUMBER} (?<= \b which \s (?: only \s )? ) {quantity(BARE)} \s (?: are | were ) \b
        """,
    ),
    Rule(
        id="size.extent",
        kind="size",
        examples=("2km of travel", "40-hour human motion", "10 hours of speech"),
        trigger=PHYSICAL,
        pattern=rf"""
            {quantity(PHYSICAL)} \s (?: of \s | worth
              | (?: \w+ \s ){{0,2}} {RECORDED} \b )
        """,
    ),
)
