"""Standing level: comparable, on par, matches, without loss."""

from extractors.fragments import LEVELS, OUTPERFORMS, STATE_OF_THE_ART, SYSTEMS, one_of, verbs, words
from extractors.numbers import TIMES
from extractors.rule import Rule

__all__ = ["LEVEL_WITH", "RULES"]

LEVEL_WITH = (
    r"(?: comparabl[ey] | competitive | similar | equivalent | on [\s-] par | match (?: es | ing | ed )? | equals?"
    r" | as \s good )"
)
BETTER_THAN = rf"(?: better | superior | higher | improved | stronger | best | {OUTPERFORMS} )"
LEVEL_SEEN = r"comparabl[ey]|competitive|similar|equivalent|on[\s-]par|match(?:es|ing|ed)?|equals?|as\sgood"
OUTPERFORMS_SEEN = (
    r"(?:outperf|outcl|outrank|outmat|surpas|exceed|overtak|supersed|outdo)[a-z]*|beat(?:s|ing|en)?"
    r"|(?:excel(?:s|led)?\sover|improv(?:es?|ed|ing)\s(?:up)?on)"
)
BETTER_SEEN = "better|superior|higher|improved|stronger|best|out(?:perf|cl|rank|mat|do)|surpas|exceed|overtak|supersed"
BETTER_SEEN += "|beat|excel|improv"
LOSES = verbs("sacrifice compromise degrade hurt harm lose reduce deteriorate affect impair impact")
LOSS = one_of("loss(?:es)? degradation drop reduction increase decrease differences?")
SLIGHTLY = (
    r"any an? the statistically significant(?:ly)? substantial(?:ly)? noticeabl[ey] major much strong reliable"
    r" marginal apparent obvious real further performance accuracy quality"
)
SLIGHT = one_of(SLIGHTLY)
SPENDS = r"(?: (?: increas | incurr ) (?: e | ing ) | incur )"
COSTS = one_of("costs? complexity overhead latency time expenses? parameters? memory computation compute size")
LEVELS_BEGIN = (
    r"(?:perfo|resul|accur|score|quali|F|AUC|BLEU|m[AI]|level|effec|effic|capab|[^ ]*rate|robus|gener|speed|numbe"
    r"|preci|recal|corre|trade|fidel|outco|abili)"
)
HAS = one_of(
    r"achiev\w* obtain\w* reach\w* attain\w* yield\w* produc\w+ provid\w+ demonstrat\w+ show\w* exhibit\w* hav\w+ has"
    r" had retain\w* giv\w+ lead\w*\sto result\w*\sin"
)
ONES = one_of(
    "that and which it we also can to even often nearly almost closely performance models? methods? approach systems?"
    " results?"
)
AS_GOOD = one_of("good accurate effective cheap fast strong efficient accurately effectively competitive reliable")

RULES = (
    Rule(
        id="rank.on_par_or_better",
        kind="rank",
        examples=(
            "results comparable with or better than prior best",
            "matches or surpasses leading models",
            "performs better or on par",
        ),
        trigger=(
            rf"(?:{LEVEL_SEEN}|reach(?:es|ed)?)(?:\s(?:with|to|as))?,?\s(?:or|and|but|if\snot)\s.*(?:{BETTER_SEEN})"
            rf"|(?:{OUTPERFORMS_SEEN}|better|superior|higher)(?:\sthan)?\sor\s.*(?:{LEVEL_SEEN})"
            r"|not\sonly\s(?:match|reach|equal)"
        ),
        pattern=rf"""
            \b (?= [csemoabhr] ) (?P<value> (?:
                {LEVEL_WITH} (?: \s (?: with | to | as ) )? ,? \s (?: or | and | if \s not ) \s
                  (?: even \s | often \s | sometimes \s | in \s \w+ \s cases \s | slightly \s
                    | significantly \s )* {BETTER_THAN}
              | (?: {LEVEL_WITH} | reach (?: es | ed )? ) (?: \s (?: with | to | as ) )? ,? \s (?: or | and | but ) \s
                  (?: in \s \w+ \s \w+ \s )? (?: even | sometimes | often | at \s times | also ) \s {BETTER_THAN}
              | (?<= \b not \s only \s ) (?: match | reach | equal ) \s (?: \w+ \s ){{0,4}}? but \s (?: also \s
                | even \s )* {OUTPERFORMS}
              | (?: better | superior | higher | {OUTPERFORMS} ) (?: \s than )? \s or \s
                  (?: is \s | are \s | at \s least \s | performs? \s )? {LEVEL_WITH} ) (?: \s (?: than | with
                    | to ) \b )? )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.near",
        kind="rank",
        examples=("achieves a near-SOTA result", "near state-of-the-art accuracy"),
        trigger=r"near[\s-](?:[Ss]tate|S[Oo][Tt]|sota)",
        pattern=rf"\b (?P<value> near [\s-] {STATE_OF_THE_ART} ) (?! \s (?: [\w-]+ \s ){{0,2}} {SYSTEMS} )",
        relation="on_par",
    ),
    Rule(
        id="rank.without_loss",
        kind="rank",
        examples=(
            "without sacrificing accuracy",
            "with no loss in validation error",
            "does not compromise performance",
            "no significant differences in accuracy",
            "with only marginal differences in quality",
        ),
        trigger=(
            rf"(?:(?:without|no|not|only|little|minimal|negligible)\s(?:(?:{'|'.join(SLIGHTLY.split())})\s)*(?:sacri|compr"
            r"|degra|hurt|harm|los|reduc|deter|affect|impair|impact|drop|incre|incur|decre|differ|addit|extra))"
        ),
        pattern=rf"""
            \b (?= [wdnolm] ) (?P<value> (?: without | with \s (?: no | little | minimal | negligible )
              | do (?: es )? \s not | no | only | minimal | negligible ) \s
              (?: {SLIGHT} \s ){{0,4}} (?: {LOSES} \s (?: \w+ \s ){{0,3}}? {LEVELS} | {SPENDS} \s
                (?: (?! the \s ) [\w-]+ \s ){{0,3}}? {COSTS}
                | (?: additional | extra ) \s (?: [\w-]+ \s ){{0,2}}? {COSTS}
                  (?= \s (?: compared | relative | over ) \b )
                | {LOSS} (?: \s (?: of | in | on | to ) \s (?: \w+ \s ){{0,3}}? (?: {LEVELS} | error | number
                  | metrics | validity | diversity )
                           | (?<= (?: performance | accuracy | quality ) \s \w+ ) ) ) )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.comparable",
        kind="rank",
        examples=(
            "achieves competitive performance",
            "is comparable to the original",
            "SkillNet performs comparably to others",
        ),
        trigger=r"comparabl|competitive",
        pattern=rf"""
            \b (?= comp ) (?<! \b (?: {OUTPERFORMS} | over | than ) \s (?: [a-z-]+ \s ){{0,2}} )
            (?P<value> comparabl[ey] | competitive (?: ly )? ) \b
            (?= \s {words(0, 3)} (?: {LEVELS} |
              {one_of("to with against as in when across on and over while despite even among")} ) \b | [.,;] )
            (?! \s
              {one_of("sizes? complexity settings? conditions? numbers? amounts? compute lengths? parameter")} \b )
            (?! \s (?: (?! with | to | as | against ) \w+ \s )? {SYSTEMS} )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.on_par",
        kind="rank",
        examples=(
            "performs on par with BERT",
            "results at par with the teacher",
            "is as computationally cheap as Adam",
            "performs just as well as they do",
        ),
        trigger=(
            r"(?:on|at).(?:a )?par\b|(?:good|accura|effecti|cheap|fast|strong|effici|compet|reliab)\w* as"
            r"|perform\w* (?:just |equally )?as well as"
        ),
        pattern=rf"""
            \b (?= [oaje] ) (?P<value> (?: on | at ) [\s-] (?: a \s )? par \b (?: \s with )?
              | (?<! (?: only | times | [{TIMES}] ) \s ) as \s (?: \w+ly \s )? {AS_GOOD} \s as
                (?! \s (?: the | their | its ) \s (?: training
                \s )? data )
              | (?<= perform \w* \s ) (?: just \s | equally \s )? as \s well \s as )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.matches",
        kind="rank",
        examples=("which matches the efficiency of others", "It can rival the human annotators."),
        trigger=r"(?:match|rival)(?:es|ed|ing|s)? (?:the|th[ao]|sta|hum|full|exi|mod|per|pre|str|or |[A-Z])",
        pattern=rf"""
            \b (?= match | rival ) (?P<value> match (?: es | ed | ing )? | rival (?: s | ed | ing )? ) \b
            (?<= \b (?:
              {ONES}
                   | \w*[A-Z][\w-]* ) ,? \s \w+ )
            (?! (?<= ing ) \s the \s (?! (?: [\w-]+ \s ){{0,3}}? (?: {LEVELS} | state | human | best | original
              | baseline ) ) )
            (?! (?<= \b (?: to | [Ww]e ) \s match ) \s (?: the | that | those ) \s (?! performance | accurac
              | quality | result | state | human | score ) )
            (?= \s (?:
              {one_of("the that those state human fully existing modality performance previous strong or")} \b
              | [A-Z] ) ) (?! [^.;]* \b bound )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.similar",
        kind="rank",
        examples=(
            "obtains similar accuracy to them",
            "the same performance as LSSVM",
            "it achieves equal results",
            "close to human performance",
        ),
        trigger=rf"(?:similar|equivalent|equal|same) (?:[^ ]+ )?{LEVELS_BEGIN}|(?:close|equivalent) (?:to|in) ",
        pattern=rf"""
            \b (?= [sect] ) (?:
                (?P<value> similar | equivalent | equal ) \b (?<= \b {HAS} \s (?: \w+ \s )? \w+ ) (?= \s (?: \w+ \s
                  )? {LEVELS} \b )
              | (?P<value> similar | equivalent ) (?= \s (?: \w+ \s )? {LEVELS} \s {words(0, 4)} (?: to | as | with
                | compared ) \b )
              | (?P<value> the \s same | same ) (?= \s (?: \w+ \s )? {LEVELS} \s as \b )
              | (?P<value> close | equivalent ) (?= \s (?: to | in \s \w+ \s to ) \s (?: the \s state
                | {one_of("that those human state fully models original")} ) \b ) )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.maintains",
        kind="rank",
        examples=("while maintaining the same translation quality",),
        trigger=r"maintain(?:s|ing)? (?:the same|comp|simil)",
        pattern=r"\b (?P<value> maintain (?: s | ing )? \s (?: the \s same | comparable | competitive | similar ) ) \b",
        relation="on_par",
    ),
)
