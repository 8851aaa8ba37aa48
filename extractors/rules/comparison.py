"""Standing above or below somebody: outperforms, superior, better than, underperforms."""

from extractors.fragments import CLASSES, NO_NUMBER, OUTPERFORMS, STATE_OF_THE_ART, one_of, verbs, words
from extractors.numbers import DECIMAL, PERCENT, PHYSICAL, POINTS, TIMES
from extractors.rule import Rule

__all__ = ["RULES"]

SIZED = f"[{PERCENT}{DECIMAL}{POINTS}{TIMES}{PHYSICAL}]"
QUALITIES = one_of(
    "accura effecti efficien robust reliab consistent faithful fluent coherent divers informative precis"
    " stabl[ey] competitive suitab"
    " powerful natural interpretab readab human-like transferab scalab generali[sz] realistic helpful correct"
    " meaningful compact"
    " expressive discriminative relevant appropriate specific factual cost sample data parameter memory"
    " compute concise balanced"
    " flexib sensitive plausible sound reasonabl logical closely trustworth aligned truthful"
)
BETTER = rf"""(?: (?: performs? | performed | performing | works? | generali[sz]es?
        | scales? (?: \s up )? ) \s (?: \w+ly \s | much \s )? better
    | {one_of("better higher lower faster stronger cheaper fewer greater closer(?:-to-[a-z]+)? superior lighter")}
    | more \s {QUALITIES} [\w-]*
    | less \s {one_of("computation[a-z]* memory time data training bias(?:ed)? noise supervision parameters")} )"""
COMPARED = rf"""(?: than | compared | as \s compared | in \s comparison | relative \s to
    | over \s {one_of("the existing prior previous state other strong base all both its several most")} )"""
SPENDS = r"(?: requir | us | mak | produc | generat | need ) \w*"

RULES = (
    Rule(
        id="rank.not_reached",
        kind="rank",
        examples=("did not achieve state-of-the-art performance", "fails to outperform the baseline"),
        trigger=r"(?:n[o']t |fail\w* to )(?:\w+ly )?(?:out|sur|exc|beat|achi|reach|improv|over|supers)",
        pattern=rf"""
            \b (?= [dcf] ) (?P<value> (?: (?: did | does | do | could ) (?: \s not | n't ) | fail (?: s
              | ed )? \s to ) \s (?: \w+ly \s )?
              (?: {OUTPERFORMS} | (?: achieve | reach ) \s (?: \w+ \s )? {STATE_OF_THE_ART} ) )
        """,
        relation="underperforms",
    ),
    Rule(
        id="rank.underperforms",
        kind="rank",
        examples=("underperforms a smaller CLIP retriever", "lags behind humans", "falls short of it"),
        trigger=r"underperform|short of|behind",
        pattern=rf"""
            \b (?= [ulfts] ) (?P<value> {verbs("underperform")} \b | f [ae] ll s? \s (?: \w+ \s )? short \s of \b
              | (?: lag (?: s | ged | ging )? | trails? | falls? | far | still ) \s (?: \w+ \s )? behind \b )
        """,
        relation="underperforms",
    ),
    Rule(
        id="rank.worse",
        kind="rank",
        examples=("performs worse than the baseline", "provides lower accuracy than feature-based models"),
        trigger=r"worse |inferior |poorer |less |lower ",
        pattern=rf"""
            \b (?= [wilp] ) (?:
                (?P<value> worse | inferior | less \s {one_of("accurate effective reliable robust capable")} | poorer )
                (?= \s {words(0, 5)} (?: than | to | compared \s (?: to | with ) ) \b )
              | (?P<value> lower ) (?= \s {words(0, 2)}
                {one_of("accuracy performance scores? F1 quality precision recall BLEU")} \s (?: \w+ \s )? (?: than
                | compared ) ) )
        """,
        relation="underperforms",
    ),
    Rule(
        id="rank.outperforms",
        kind="rank",
        examples=("It outperforms GPT-4o on 12 tasks.", "surpassing specialist models", "beat the baseline"),
        trigger=(
            r"out(?:perf|clas|rank|matc)|surpass|exceed|\bbeat|overtak|supersed|outdo|excel(?:s|led)?"
            r" over|improv(?:es?|ed|ing) (?:up)?on"
        ),
        pattern=rf"\b (?= [osebi] ) (?P<value> {OUTPERFORMS} ) \b (?<! \b (?: not | if ) \s \w+ ) (?! \s {SIZED} )",
        relation="outperforms",
    ),
    Rule(
        id="rank.superior",
        kind="rank",
        examples=(
            "its superior performance",
            "demonstrates the superiority of our approach",
            "It performs favorably against others.",
        ),
        trigger=r"superior|outstanding|favou?rably",
        pattern=r"""
            \b (?= [socp] ) (?: (?P<value> superior (?: ity | ly )? ) \b (?! \s at \b )
              | (?P<value> outstanding ) (?= \s .{0,80} \s compared )
              | (?P<value> (?: compare | perform ) (?: s | d | ed )? \s (?: \w+ly \s )? favou?rably ) )
        """,
        relation="outperforms",
    ),
    Rule(
        id="rank.better",
        kind="rank",
        examples=(
            "achieves better performance than CLIP",
            "more accurately than MCMC",
            "higher precision, recall and F1 than they have",
        ),
        trigger=(
            r"(?:better|higher|lower|faster|stronger|cheaper|fewer|greater|closer|lighter|superior|more "
            r"|less ).*(?:than|compar|relative|over)"
        ),
        pattern=rf"""
            \b (?= [pwgsbhlfcm] ) (?P<value> {BETTER} ) \b (?! \s (?: than \s )? [{CLASSES}] )
            (?= (?: ,? \s (?! than \b ) {NO_NUMBER}++ ){{0,14}}? ,? \s {COMPARED} \b (?! \s [{CLASSES}] ) )
        """,
        relation="outperforms",
    ),
    Rule(
        id="rank.better_than_named",
        kind="rank",
        examples=(
            "Compared to them, it gives more accurate estimates.",
            "It outperforms others while requiring fewer resources.",
        ),
        trigger=r"(?:ompared|n comparison|elative to|outperf|surpass).*(?:er |more |less )",
        pattern=rf"""
            \b (?= [pwgsbhlfcm] ) (?P<value> {BETTER} ) \b (?! \s [{CLASSES}] )
            (?<= (?: ^ | , \s | \b and \s ) (?: [Cc]ompared | [Ww]hen \s compared | [Ii]n \s comparison
              | Relative \s to ) \b [^;.]{{0,160}}
               | {OUTPERFORMS} .{{0,120}} (?: while | and ) \s (?: \w+ \s )? {SPENDS} \s {BETTER} )
        """,
        relation="outperforms",
    ),
)
