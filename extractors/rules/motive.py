"""Standings that are no claims: other people's, wished for, or asked about.

Each pattern is matched at the words that state a rank, and looks around them. Where one matches, the rank goes.
"""

from extractors.fragments import OUTPERFORMS, one_of
from extractors.rule import Rule

__all__ = ["RULES"]

OTHERS = one_of(
    r"Existing Previous Prior Recent(?:ly)? Current(?:ly)? Most Many Traditional(?:ly)? Typically In\srecent"
    " State-of-the-art"
)
OTHERS_LATER = one_of("existing previous prior recent current most many traditional")
OWN = r"\b (?: we | our | this \s (?: paper | work ) ) \b"
NO_SYSTEM = one_of(
    "[Ss]tud(?:y|ies) [Rr]esults? [Ee]xperiments? [Ee]valuations? [Aa]nalys[ei]s [Ww]e [Oo]ur [Tt]his [Tt]hese"
    " paper work it which that"
)
WISHES = (
    "look for|aims? (?:to|at)|seeks? to|whether|goal|attempts? to|try to|trying to|how"
    " (?:to|much|well|can|do)|hope to|would be"
    "|desir[a-z]+|challenging to|hypothesi[sz]e|expect[a-z]*|motivated by|need to|want to|necessary"
    " to|essential (?:to|for)|requires? "
    "|likelihood that|what |investigat[a-z]* which"
    "|which (?:of|model|[a-z-]+ (?:is|are|performs?|works?))"
    "|which \\S+ (?:techniques?|methods?|approach|system|strategy|architecture|features?) (?:is|are|performs?|works?)"
    "|(?:explor|understand|investigat|stud|analy)[a-z]* why |if |in order to|crucial (?:to"
    "|for)|potential to|assume that|regarded as|considered (?:as|to be) "
)
WISH = "(?:" + WISHES.replace(" ", r"\s") + ")"
# Where the rest of the sentence says what came of it: "if X, Y wins", "does not require X and wins"
TURNS = rf"""(?: , \s | \b (?: while | but | enables? | allows? ) \b
    | \b and \s (?: \w+ly \s | still \s | also \s )*
      (?: is | are | has | can | yield | achiev | demonstrat | show | exhibit | produc | obtain | reach | perform
        | {OUTPERFORMS} ) )"""
HAVE = "shown achieved demonstrated obtained led proven reached become made outperformed"

RULES = (
    Rule(
        id="none.others",
        kind=None,
        examples=(
            "Existing methods outperform humans but are slow.",
            "Previous studies show promise, outperforming older ones.",
            "However, current models still fall behind humans.",
        ),
        trigger=(
            r"^(?:However|But|Yet|Existing|Previous|Prior|Recent|Current|Most|Many|Traditional|Typically"
            r"|In recent|State)"
        ),
        pattern=rf"""
            (?<= ^ (?: {OTHERS} | (?: However | But | Yet ) ,? \s {OTHERS_LATER} ) \b (?: (?! {OWN} ) [^;] ){{0,250}} )
        """,
    ),
    Rule(
        id="none.although_others",
        kind=None,
        examples=("Although they are competitive, they demand much data.",),
        trigger=r"^(?:Although|While|Despite|Even though|Though)",
        pattern=rf"""
            (?<= ^ (?: Although | While | Despite | Even \s though | Though ) \s (?! our | we | this | it | its
              | simple | being | using | the \s proposed )
              (?: (?! {OWN} ) [^,;] )* )
        """,
    ),
    Rule(
        id="none.others_have",
        kind=None,
        examples=(
            "Vision transformers have recently achieved competitive results.",
            "neural models have shown superior performance",
        ),
        trigger=rf"^(?:[A-Z]?[a-z-]+ )+(?:have|has) (?:\w+ly |been |also )*(?:{HAVE.replace(' ', '|')})",
        pattern=rf"""
            (?<= ^ (?: (?! {NO_SYSTEM} \b ) [A-Z]? [a-z-]+ \s ){{1,9}}? (?: have | has ) \s (?: \w+ly \s | been \s
              | also \s )*
              {one_of(HAVE)} \s (?: (?! , \s (?: and | but | while | whereas ) \b ) [^;] ){{0,90}} )
        """,
    ),
    Rule(
        id="none.wished",
        kind=None,
        examples=(
            "We look for ways to speed it up without sacrificing quality.",
            "It is unclear whether they outperform humans.",
        ),
        trigger=rf"\b(?:{WISHES})",
        pattern=rf"(?<= \b {WISH} (?: (?! {TURNS} ) [^;] ){{0,100}} )",
    ),
    Rule(
        id="none.asked",
        kind=None,
        examples=("Do models perform better than people?",),
        trigger=r"\?",
        pattern=r"(?= [^;]{0,160} \? $ )",
    ),
)
