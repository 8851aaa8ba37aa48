"""Whether a sentence denies what it says with a number: "does not reach 74.5%", "not 74.5%", "none beats 80"."""

from typing import Literal, TypeAlias

import regex

__all__ = ["MAY_DENY", "Denial", "denial"]

Denial: TypeAlias = Literal["reaching", "exceeding"]

# Cheap, and never narrower than the patterns: for SQL (RE2), which asks it of lower case.
MAY_DENY = r"\b(not|never|cannot|fail\w*|unable|without|no|none|neither|nor|nobody|nothing|short|far)\b|n['’]t\b"
MAY = regex.compile(MAY_DENY, regex.I)
EXCEEDS = r"""(?: exceed | surpass | beat | top (?!ic) | outperform | outdo | pass (?=e[sd]|ing|\s) | overtake
    | outscore )"""
REACHES = r"""(?: reach | achiev | attain | obtain | get | got | hit | match | scor | yield | approach | improv | gain
    | increas | reduc | decreas | drop | rais | lift | boost | cut | lower | lead | win | bring | show | report | observ
    | see | saw | find | deliver | manag | come | came | go | went | equal | climb | rise | fall | record | enjoy
    | produc | provid | make | made | give )"""
VERB = rf"(?: (?P<exceeds> {EXCEEDS} ) | {REACHES} ) \w* \b"
# What may stand between a negation and its verb: "not yet reach", "never quite able to reach", not "not only reach".
BETWEEN = r"""(?: (?: (?! only | simply | mere ) \w+ly | even | yet | ever | quite | able | manage | seem | appear | to
    | be ) \s+ ){0,3}"""
# From the verb to the number: one clause, with nothing coordinated or subordinate.
REST = r"""(?: (?! \b (?: and | but | while | whilst | whereas | which | who | that | yet | although | though | when
    | if | because | since | until | unless | despite | so | still | instead ) \b ) [^;:] (?<! , \s ) ){0,120} $"""
DENIED = regex.compile(
    rf"""
    (?: \b (?: not | never | cannot | fail (?: s | ed | ing )? | unable | without | nor ) | n['’]t ) \s+
        {BETWEEN} {VERB} {REST}
    | (?: ^ | [,;:(] \s* | \b (?: and | but | while | whereas | although | though | that ) \s+ )
        (?: no (?: \s one )? | none | neither | nobody | nothing ) \s
        (?: (?! (?: is | are | was | were | to ) \b ) [\w-]+ \s+ ){{0,6}}? {VERB} {REST}
    | \b (?: is | are | was | were | be | been | remain\w* | stay\w* ) (?: \s+ (?: not | never ) | n['’]t ) \s+
        (?: (?: at | quite | the | (?P<exceeds> above | over | (?: more | better | higher | greater ) \s than ) )
            \s+ ){{0,3}} $
    | (?: , | \b and | \b but | [(—–] ) \s* (?: and \s | but \s )? (?: not | never ) \s (?: the \s | an? \s | by \s )? $
    | \b no \s (?: [\w-]+ \s ){{0,2}} (?: gain | improvement | increase | advantage | reduction ) s? \s of \s
        (?: [\w-]+ \s ){{0,3}} $
    | \b (?: short | far ) \s (?: of | from ) \s (?: the \s )? $
    """,
    regex.X | regex.I,
)
LONGEST = 400  # characters of a sentence before the number that are looked at


def denial(sentence: str, at: int) -> Denial | None:
    """What a sentence denies of the number at `sentence[at:]`: that it is reached, or that it is exceeded, which leaves
    open that it is reached; None where nothing is denied.

    >>> denial("It does not reach 74.5%", 18)
    'reaching'
    """
    before = sentence[max(0, at - LONGEST) : at]
    found = DENIED.search(before) if MAY.search(before) else None
    if found is None:
        return None
    return "exceeding" if found.group("exceeds") else "reaching"
