"""What is said of a claim elsewhere in its clause: what it runs over, that it is a mean, what it is listed with."""

from extractors.fragments import CLASSES, NO_NUMBER, quantity
from extractors.numbers import BARE, BOUND, WORD

__all__ = ["AVERAGED", "CLAUSE_END", "LISTED_WITH", "OVER"]

COLLECTIONS = r"""(?: data \s? sets? | datasets? | benchmarks? | tasks? | languages? | domains? | seeds? | runs | corpora | corpuses | test \s sets? | test \s suites? | language \s pairs? | settings?
    | modalities | environments? | games | scenarios? | subtasks? | sub-tasks? | directions | treebanks? | categories | subjects | LLMs | problems | metrics | shared \s tasks | collections | tracks | competitions | cities )"""

OVER = rf"""
    \b (?: across | over | on | in | for | from | of | to | with | among | throughout | under | using ) \s (?: all \s | all \s of \s | both \s | the \s | these \s | our \s | a \s total \s of \s | as \s well \s as \s )*
    (?: {quantity(BARE, "count")} | (?P<count> {WORD} | both | dozen ) ) \s (?: of \s (?: these \s | the \s )? | out \s of \s \S+ \s )?
    (?: {NO_NUMBER}++ (?: ,? \s | , ) ){{0,5}}? {COLLECTIONS} \b
  | \b (?P<count> both ) \s (?: of \s the \s )? (?: {NO_NUMBER}++ \s ){{0,3}}? {COLLECTIONS} \b
"""
AVERAGED = r"\b (?: averag (?: e | ed | ely | ing ) (?! \s precision ) | mean (?! \s (?: average \s precision | reciprocal | squared? | absolute | rank ) ) )"

# From the end of one number to the start of the next one of its list: "… on A, B on …", "A and B", "A by 3 and B by"
LISTED_WITH = rf"""
    [^;{CLASSES}]{{0,120}}? (?: , | / | & | \b (?: and | or | vs\.? | versus ) \b ) \s? (?: and \s | or \s | to \s )?
    (?: [^;,{CLASSES}]{{0,60}}? \b by \s (?: an? \s )? )? [$(]? {BOUND}*
"""
CLAUSE_END = r""" ; | , \s (?: and | but | leading | showing | making | thereby | thus | which | while | whereas | including ) \b | \b (?: while | whereas | including | although | but ) \b
    | \b and \s (?: \w+ly \s )? (?: improv | reduc | increas | achiev | obtain | show | demonstrat | lead | provid | also | is | has | rank | set | require | can | our | we | it ) \w* \b """
