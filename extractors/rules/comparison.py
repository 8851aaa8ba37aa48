"""Standing above or below somebody: outperforms, superior, better than, underperforms."""

from extractors.fragments import CLASSES, LEVELS, NO_NUMBER, OUTPERFORMS, STATE_OF_THE_ART, one_of, verbs, words
from extractors.numbers import DECIMAL, PERCENT, PHYSICAL, POINTS, TIMES
from extractors.rule import Rule
from extractors.rules.tie import LEVEL_WITH

__all__ = ["RULES"]

SIZED = f"[{PERCENT}{DECIMAL}{POINTS}{TIMES}{PHYSICAL}]"
QUALITIES = one_of(
    "accura effecti efficien robust reliab consistent faithful fluent coherent divers informative precis"
    " stabl[ey] competitive suitab"
    " powerful natural interpretab readab human-like transferab scalab generali[sz] realistic helpful correct"
    " meaningful compact"
    " expressive discriminative relevant appropriate specific factual cost sample data parameter memory"
    " compute concise balanced"
    " strong close objective engaging useful calibrated flexib sensitive plausible sound reasonabl"
    " logical closely trustworth aligned truthful"
    " advantageous cheaply clearly cohesive comprehensive compelling correlated detailed easily empathetic fine-grained"
    " nuanced personalized predictive quickly secure successful suited valuable well-formed"
)
COSTS = one_of(
    r"errors? sizes? perplexit\w+ \w*ER latenc(?:y|ies) cost\w* complexity memory time(?:s)?"
    r" runtimes? overhead loss(?:es)? variance"
    " consumption requirements? usage footprint RMSE MAE MSE FID FLOPs parameter\\w* compute bias"
    " toxicity hallucination\\w*"
    " burden effort distance divergence surprisal delay storage number"
)
# Less is more in what costs; "a perplexity that is lower", "lower latency"
CHEAPER = (
    rf"(?: (?: lower | smaller ) (?= \s {words(0, 3)} {COSTS} \b ) | lower (?<= \b {COSTS} \s {words(0, 6)} lower ) )"
)
DEARER = rf"(?: higher (?= \s {words(0, 2)} {COSTS} \b ) )"
BETTER = rf"""(?: (?: performs? | performed | performing | works? | generali[sz]es?
        | scales? (?: \s up )? ) \s (?: \w+ly \s | much \s )? better
    | {one_of("better higher(?:-quality)? faster stronger cheaper fewer greater closer(?:-to-[a-z]+)?")}
    | {one_of("superior lighter")} | {CHEAPER}
    | more \s {QUALITIES} [\w-]*
    | less \s {one_of("computation[a-z]* memory time data training bias(?:ed)? noise supervision parameters")} )"""
COMPARED = rf"""(?: than | compared | as \s compared | in \s comparison | relative \s to
    | over \s {one_of("the existing prior previous state other strong base all both its several most")} )"""
# "performs above the majority baseline", "is still below human level"
BAR = r"(?: the \s | a \s )? (?: [a-z]+ [\s-] )?? (?: state [\s-] of | SOTA | baselines? | human ) \b"
BAR_SEEN = r"(?:the |a )?(?:[a-z]+[ -])?(?:state|SOTA|baselin|human)"
LINKS = one_of(
    "is are was were be being it they our the method model achieves? achieving obtains? shows? showing has have with"
    " requires? requiring uses? using at a an in much far even also generali[sz]es?"
)
SPENDS = r"(?: show | display | achiev | obtain | provid | requir | us | mak | produc | generat | need ) \w*"
MORE_SEEN = (
    r"\s(?:better|higher|faster|stronger|cheaper|fewer|greater|closer|superior|lighter|lower|smaller|more\s[a-z]"
    r"|less\s[cmtdbnsp])"
)
SHOWS = r"(?: show | demonstrat | reveal | exhibit | verif | confirm | validat | illustrat | prov )"

RULES = (
    Rule(
        id="rank.not_reached",
        kind="rank",
        examples=("did not achieve state-of-the-art performance", "fails to outperform the baseline"),
        trigger=(
            r"(?:n[o']t |fail\w* to )(?:\w+ly )?(?:out|sur|exc|beat|achi|reach|improv|over|supers|perform"
            r" best|the )"
        ),
        pattern=rf"""
            \b (?= [dcfbh] ) (?P<value> (?: (?: did | does | do | could ) (?: \s not | n't ) | fail (?: s
              | ed )? \s to ) \s (?: \w+ly \s )?
              (?: {OUTPERFORMS} | (?: achieve | reach | improve ) \s (?: \w+ \s )? {STATE_OF_THE_ART} | perform
                \s best )
              | (?<= \b (?: is | are | was | were ) \s not \s the \s ) (?: best | highest | fastest ) (?= [\s-]
                (?: perform | rank | scor ) ) )
        """,
        relation="underperforms",
    ),
    Rule(
        id="rank.underperforms",
        kind="rank",
        examples=(
            "underperforms a smaller CLIP retriever",
            "lags behind humans",
            "falls short of it",
            "falls short on long texts",
        ),
        trigger=rf"underperform|short (?:of|on|compared)|behind|below {BAR_SEEN}",
        pattern=rf"""
            \b (?= [ulftsb] ) (?<! \b {one_of("often usually typically always generally frequently tend_to")} \s )
            (?P<value> {verbs("underperform")} \b | f [ae] ll s? \s (?: \w+ \s )? short (?: \s of \b | (?= \s on \b ) )
              | f [ae] ll s? \s (?: \w+ \s )? short (?= \s compared \b )
              | below (?<= \b (?: is | are | was | were | stay s? | remain s? | lag s? | perform (?: s | ed )?
                | scores? ) \s (?: \w+ \s )? below ) (?= \s {BAR} )
              | (?: lag (?: s | ged | ging )? | trails? | falls? | far | still ) \s (?: \w+ \s )? behind \b
                (?! \s (?: actual | real ) ) )
        """,
        relation="underperforms",
    ),
    Rule(
        id="rank.worse",
        kind="rank",
        examples=("performs worse than the baseline", "provides lower accuracy than feature-based models"),
        trigger=r"worse\b|inferior |less [acer]|poorer |(?:low|slow|weak|high)er ",
        pattern=rf"""
            \b (?= [wilpsh] ) (?:
                (?P<value> worse | inferior | less \s {one_of("accurate effective reliable robust capable")} | poorer
                  | slower | weaker | {DEARER} | (?! {CHEAPER} ) lower (?= \s than \b | \s {words(0, 2)} {LEVELS} \b ) )
                (?= \s {words(0, 5)} (?: than | to (?<! (?: lower | higher ) \s to ) | compared \s (?: to
                  | with ) ) \b )
                (?! \s {words(0, 5)} than \s [{CLASSES}] )
              | (?P<value> worse ) (?<= \b (?: whereas | but | while ) \s [^;.]{{0,60}} \b (?: much | far
                | significantly | considerably ) \s worse ) )
        """,
        relation="underperforms",
    ),
    Rule(
        id="rank.outperforms",
        kind="rank",
        examples=("It outperforms GPT-4o on 12 tasks.", "surpassing specialist models", "beat the baseline"),
        trigger=(
            r"out(?:-?perf|clas|rank|matc)|surpass|exceed|beat|overtak|supersed|outdo|excel(?:s|led)?"
            r"\sover|improv(?:es?|ed|ing)\s(?:up)?on"
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
        trigger=(
            r"superior|outstanding|outperformance|favou?rabl[ye]|advantages? .*(?:over|against)"
            rf"|above {BAR_SEEN}"
        ),
        pattern=rf"""
            \b (?= [asocpf] ) (?: (?P<value> superior (?: ity | ly )? ) \b (?! \s at \b )
              | (?P<value> advantages? ) (?= \s (?: of \s [^.;,]{{1,50}} \s )? (?: over | against ) \s )
                (?<= \b {SHOWS} \w* \s [^.;,]{{0,60}} ) (?<! \b (?: not | provably ) \s [^.;,]{{0,60}} )
              | (?P<value> outperformance ) \b
              | (?P<value> above ) (?<= \b (?: is | are | was | were | perform (?: s | ed )? | scores? ) \s
                (?: \w+ \s )? above ) (?= \s {BAR} )
              | (?P<value> outstanding ) (?= \s .{{0,80}} \s compared )
              | (?P<value> (?: compare | perform ) (?: s | d | ed )? \s (?: \w+ly \s )? favou?rably )
              | (?P<value> favou?rable ) (?= \s (?: \w+ \s )? {LEVELS} \s
                (?: (?: when \s )? compared | against | relative ) \b ) )
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
            r"(?:better|higher|lower|faster|stronger|cheaper|fewer|greater|closer|lighter|superior"
            r"|more\s(?:[^t]|t[^h])|smaller\s|less\s[cmtdbnsp])"
            r".*(?:than|compar|relative|over)"
        ),
        pattern=rf"""
            \b (?= [pwgsbhlfcm] ) (?! {DEARER} ) (?P<value> {BETTER} ) \b (?! \s (?: than \s )? [{CLASSES}] |
              \s use \b )
            (?<! \b (?: by | to ) \s better )
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
        trigger=(
            r"(?:(?:^|,\s|and\s|that\s)"
            rf"(?:[Cc]ompar(?:ed|ing)|[Ww]hen\scompared|[Ii]n\scomparison|Relative\sto|Against)).*{MORE_SEEN}"
            rf"|(?:on.par|omparabl|similar|competitive).*\s(?:but|while|yet|and).*{MORE_SEEN}"
            rf"|(?:outperf|surpass).*\s(?:while|and).*{MORE_SEEN}"
        ),
        pattern=rf"""
            \b (?= [pwgsbhlfcm] ) (?P<value> {BETTER} ) \b (?! \s [{CLASSES}] | \s use \b )
            (?<= (?: ^ | , \s | \b (?: and | that ) \s ) (?: [Cc]ompar(?:ed|ing) | [Ww]hen \s compared
              | [Ii]n \s comparison
              | Relative \s to | Against ) \b [^;.]{{0,160}}
               | \b {LEVEL_WITH} \s [^;.]{{0,120}} \b (?: but | while | yet | and ) \s
                 (?: {LINKS} \s | \w+ly \s ){{0,5}} {BETTER}
               | {OUTPERFORMS} .{{0,120}} (?: while | and ) \s (?: \w+ \s ){{0,2}} {SPENDS} \s
                 (?: (?: \w+ly | much | far | even ) \s )? {BETTER} )
        """,
        relation="outperforms",
    ),
)
