"""What is said of a claim elsewhere in its clause: up or down, relative or absolute, a mean, over how many."""

from extractors.fragments import CLASSES, COLLECTIONS, NO_NUMBER, quantity
from extractors.notation import WORD, WORDS
from extractors.numbers import BARE, BOUND

__all__ = [
    "ABSOLUTE",
    "AND_DOES",
    "ASIDE",
    "AVERAGED",
    "AVERAGED_SEEN",
    "AVERAGING",
    "CLAUSE_END",
    "CLOSE_BY",
    "LEVELS_LISTED",
    "LISTED_WITH",
    "NEW_HEAD",
    "ON_AVERAGE",
    "OTHER_QUANTITY",
    "OVER",
    "OVER_SEEN",
    "RELATIVE",
    "RELATIVE_BEFORE",
    "SHOWN",
    "TO_LEVEL",
]

RELATIVE = r"\b relative (?: ly )? \b (?! \s to )"
RELATIVE_BEFORE = (
    rf"\b relative \s [^;,{CLASSES}]{{0,120}} \b by \s {BOUND}* $"  # "a relative gain over all of them by 26%"
)
ABSOLUTE = r"\b absolute (?: ly )? \b (?! \s (?: percentage \s )? (?: error | deviation | value ) )"
OPENING = r"(?: all \s | all \s of \s | the \s | these \s | our \s | a \s total \s of \s | any \s of \s )*"
# That a count follows is asked before what it counts, which may stand far off.
OVER = rf"""
    \b (?: (?: [Aa]cross | [Oo]ver | [Oo]n | [Ii]n | of (?! \s the ) | [Aa]mong | throughout | from ) \s | (?: [Ff]or
      | to | with | (?P<more> as \s well \s as ) ) \s
      (?= {OPENING} (?: {BOUND}*+ {BARE} | {WORD} \b | both | dozen ) )
      (?= [^,;]{{0,60}} (?: task | dataset | benchmark | language ) ) )
    {OPENING}
    (?: {quantity(BARE, "count")} | (?P<count> {WORD} | both | dozen ) ) \s
    (?P<some> (?: out \s )? of \s (?: these \s | the \s | all \s )? (?: {quantity(BARE, "all")} \s | {WORD} \s )? )?
    (?: (?! (?: in | on | of | for | with | by ) \b | and \b (?<= both .* ) ) {NO_NUMBER}++ (?: ,? \s
      | , ) ){{0,5}}? {COLLECTIONS} \b
"""
# Of a clause ("on average") or of the next number ("an average F1 of").
ON_AVERAGE = r"""(?r)
    \b (?: in \s terms \s of \s (?: the \s )? (?: \w+ - )? average | [IiOo]n \s (?: an \s )? average
      | [Aa]veragely | [Aa]veraged | [Aa]veraging )
"""
OVER_SEEN = (  # in parentheses, so that it stays whole
    rf"(?:(?:[Aa]cross|[Oo]ver|[Oo][nf]|[Ii]n|[Aa]mong|throughout|from|[Ff]or|to|with|as well as) (?:all"
    rf" |of |the |these |our |a total"
    rf" |any )*(?:\d|{'|'.join(word for word in WORDS if len(word) > 2 and '-' not in word)}))"
)
AVERAGED_SEEN = r"[Aa]verag|mean "
AVERAGED = r"""
    (?<! \b (?: [Mm]acro | [Mm]icro | weighted ) [\s-] )   # names of metrics, as are those after "mean"
    \b (?: [Aa]verag (?: e | ed | ely | ing ) (?! \s (?: precision | human | person ) )
        (?! \s [^.;,]{0,30} \b (?: across | of | among ) \s (?: all \s )? (?: the \s )? (?: participa | teams
          | submissions | systems ) )
      | mean (?= \s ) (?! \s (?: average \s precision | reciprocal | squared? | absolute | rank | and | corruption
        | opinion
          | io[Uu] | I[oO]U | intersection ) ) ) \b
"""
# "an average length of 3 s, reaching 5%": the average of another number, which may be no claim
OTHER_QUANTITY = rf"\b (?: of | by | averag (?: e | es | ing ) ) \s {BOUND}* [\d{CLASSES}]"
AVERAGING = rf"[Aa]verag (?: e | ing ) \s {BOUND}* [{CLASSES}]"  # the number itself
# "an average BLEU of 31 and a chrF of 58", "an average of 2.5, with gains of up to 5": the second is said anew
NEW_HEAD = rf"(?: , | \b and | \b or ) \s [^,;]*? \b an? \s [^,;]* $ | \b with \s (?= [^\s{BOUND}{CLASSES}] )"
# "on average and runs twice as fast"
AND_DOES = r"""
    \b and \s (?: \w+ly \s )? (?: run | cut | need | use | speed | save | lower | raise | boost | gain | get | beat
      | halve | reache? | outperform | surpasse? | exceed | double | drop ) s? \b (?! \s (?: of | in ) \b )
"""
# From the end of one number to the start of the next one of its list: "… on A, B on …", "A and B", "A by 3 and B by"
LISTED_WITH = rf"""
    [^;]{{0,120}}? (?: , | / | & | \b (?: and | or | vs\.? | versus ) \b ) \s? (?: and \s | or \s | to \s | only \s )?
    (?: [^;,{CLASSES}]{{0,60}}? \b by \s (?: an? \s )? | from \s | [\w\s-]{{0,30}} \(
      | (?: [A-Z] [\w-]* \s ){{1,2}} )? [$(]? {BOUND}*
"""
# After "from" and a number: the level that it changes to
TO_LEVEL = rf"[^;{CLASSES}]{{0,60}}? \s to \s \$? [{BOUND}{CLASSES}]"
# Backwards only what stands close by: "A, B and C higher".
CLOSE_BY = (
    rf"\$? \s? (?: \( [^()]{{1,30}} \) \s? )? (?: , | / | \b and \b | \b or \b | , \s and \b ) \s? (?: and \s )?"
    rf" [$(]? {BOUND}*"
)
# A level may follow its list at more of a distance: "… respectively, and for Tamil as 0.71".
LEVELS_LISTED = rf"""
    {LISTED_WITH} | (?: [^;]{{0,120}}? (?: , | \b and \b ) [^;{CLASSES}]{{0,70}} \b (?: of | as | at | with
      | is ) \s {BOUND}* ) (?<! \b (?: improvement | gain | increase | boost | reduction | decrease | drop
      | loss ) s? \s of \s {BOUND}* )
"""
ASIDE = r"; | \b (?: while | whereas | but ) \b"
# After the count: "… show that", or the comma that ends an opening "On three data sets, …"
SHOWN = (
    r"\b (?: show | demonstrat | indicat | reveal | suggest | confirm | verif | validat | prov | find | found ) \w* \b"
)
CLAUSE_END = r"""
    ; | , \s (?: and | but | leading | showing | making | thereby | thus | which | while | whereas | including ) \b
    | \b (?: while | whereas | including | although | but | using | with \s only ) \b
    | \b and \s (?: \w+ly \s )? (?: improv | reduc | increas | achiev | obtain | show | demonstrat | lead | provid
      | deliver | yield
      | also | is | has | rank | set | require | can | our | we | it ) \w* \b
"""
