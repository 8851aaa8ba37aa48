"""Standings without a number: state of the art, outperforms, on par, underperforms, n-th place.

The order is the precedence: "matches or surpasses" is on par before it is an outperforming, and what only names
other people's systems ("recent methods outperform humans") is read first, by rules of no kind.
"""

from extractors.fragments import CLASSES, LEVELS, NO_NUMBER, verb, words
from extractors.numbers import DECIMAL, PERCENT, PHYSICAL, POINTS, TIMES
from extractors.rule import Rule

__all__ = ["RULES"]

SOTA = r"(?: [Ss]tate [\s-] of [\s-]? (?: [Tt]he [\s-]? )? [Aa]rts? | State-Of-The-Art | SOTAs? | So[Tt]A | SotA | sota | SOTRA )"
SOTA_SEEN = r"(?i:state.of.?(?:the.?)?art|so(?:t|tr)a)"
OUTPERFORM = rf"""(?: {verb("outperform", "outclass", "outrank", "outmatch", "surpass", "exceed", "overtake", "supersede", "outdo")}
    | beat (?: s | ing | en )? | excel (?: s | led )? \s over | improv (?: es? | ed | ing ) \s (?: up )? on \s (?= (?: the \s )? (?: previous | prior | state | SOTA | existing | strong ) ) )"""
SEES = r"outp|outc|outr|outm|surp|exce|beat|overt|supers|outd|improv\w+ (?:up)?on"
BETTER = r"""(?: (?: performs? | performed | performing | works? | generali[sz]es? | scales? (?: \s up )? ) \s (?: \w+ly \s | much \s )? better | better | higher | lower | faster | stronger | cheaper | fewer
    | greater | closer (?: -to- \w+ )? | superior | lighter | more \s (?: accura | effecti | efficien | robust | reliab | consistent | faithful | fluent | coherent | divers | informative | precis | stable | stably
    | competitive | suitab | powerful | natural | interpretab | readab | human-like | transferab | scalab | generali[sz] | realistic | helpful | correct | meaningful | compact | expressive | discriminative | relevant
    | appropriate | specific | factual | cost | sample | data | parameter | memory | compute | concise | balanced | flexib | sensitive | plausible | sound | reasonabl | logical | closely | trustworth | aligned | truthful ) [\w-]*
    | less \s (?: computation\w* | memory | time | data | training | bias (?: ed )? | noise | supervision | parameters ) )"""
ACHIEVES = (
    verb(
        "achieve",
        "obtain",
        "attain",
        "reach",
        "establish",
        "yield",
        "produce",
        "deliver",
        "demonstrate",
        "exhibit",
        "report",
        "advance",
        "push",
        "update",
        "provide",
        "present",
        "realize",
        "define",
        "mark",
        "maintain",
        "retain",
        "raise",
        "offer",
        "gain",
        "perform",
        "lead",
        "enable",
        "result",
        "improve",
        "generate",
        "record",
        "accomplish",
        "redefine",
        "reveal",
        "secure",
        "renew",
        "boost",
        "validate",
        "confirm",
        "represent",
        "set+",
        "hit+",
        "rival",
    )
    + r" | shows? | shown | showed | showing | giv (?: es? | en | ing ) | gave | gets? | got | ha[sd] | have | having"
)
HOLDS = r"(?: is | are | was | were | be | as | become | becomes | remain s? )"
AGAINST = r"""(?: compar\w+ | competitive | outperform\w* | surpass\w* | than | over | against | exceed\w* | prior | previous\w* | existing | recent\w* | near | close | match\w* | beat\w* | beyond | par | rival\w* | several
    | by | from | other | various | current | between | most | multiple | popular | different | many | using | of \s (?! a | new ) )"""
FOLLOWS = rf"(?= [.,;:)\"'] | $ | \s (?: on | in | for | at | across | over | among | with | by | and | while | when | using | to | as | without | under | from | both | results? | performance | \( ) | \s (?: [\w/()-]+ \s ){{0,3}}? {LEVELS} \b )"
COMPARED = r"(?: than | compared | as \s compared | in \s comparison | relative \s to | over \s (?: the | existing | prior | previous | state | other | strong | base | all | both | its | several | most ) )"
SYSTEMS = (
    r"(?: baselines? | methods? | models? | approach (?: es )? | systems? | alternatives? | techniques? | algorithms? )"
)
OTHERS = rf"(?: {SYSTEMS} | \\w*LLMs? | \\w*LMs? | VLMs? | \\w*(?: net | former )work? s? | architectures? | frameworks? | parsers? | encoders? | transformers? | tools? | solutions? | detectors? | counterparts? | classifiers? | taggers? | works? | strategies | embeddings? | representations? | BERT \\w* )"
SIZED = f"[{PERCENT}{DECIMAL}{POINTS}{TIMES}{PHYSICAL}]"
STANDING = rf"(?: {OUTPERFORM} | {SOTA} | superior (?: ity )? | competitive | comparabl[ey] | better | higher | on \s par | best | without \s \w+ing \s \w+ )"

RULES = (
    Rule(
        id="none.to_the_best",
        kind=None,
        examples=("To the best of our knowledge, this is new.",),
        trigger=r"best of|a best|superior (?:at|court)",
        pattern=r"(?P<value> best ) \s of \s | \b a \s (?P<value> best ) \s",
    ),
    Rule(
        id="none.others",
        kind=None,
        examples=(
            "Existing methods outperform humans but are slow.",
            "Although they are competitive, they demand much data.",
        ),
        trigger=r"^(?:Although|While|Despite|Existing|Previous|Prior|Recent|Current|Most|Many|Traditional|Even|Though|In recent|State)",
        pattern=rf"""
            ^ (?: (?: Existing | Previous | Prior | Recent (?: ly )? | Current (?: ly )? | Most | Many | Traditional | In \s recent | State ) \b (?: (?! \b (?: we | our | this \s (?: paper | work ) ) \b ) [^;] ){{0,200}}?
                | (?: Although | While | Despite | Even \s though | Though ) \s (?! our | we | this | it | its | simple | being | using | the \s proposed ) (?: (?! \b (?: we | our ) \b ) [^,;] )*? )
            (?P<value> {STANDING} )
        """,
    ),
    Rule(
        id="none.others_have",
        kind=None,
        examples=(
            "Vision transformers have recently achieved competitive results.",
            "neural models have shown superior performance",
        ),
        trigger=r"ha(?:ve|s) ",
        pattern=rf"""
            ^ (?: (?! (?: study | results? | experiments? | evaluations? | analysis | paper | work | it | which | that | this ) \b ) [A-Z]? [a-z-]+ \s ){{1,9}}? (?<! \b (?: we | our ) \b .* ) (?: have | has ) \s (?: \w+ly \s | been \s | also \s )* (?: shown | achieved | demonstrated | obtained | led | proven | reached | become | made | outperformed ) \s
            [^;]{{0,90}}? (?P<value> {STANDING} )
        """,
    ),
    Rule(
        id="none.wished",
        kind=None,
        examples=(
            "We look for ways to speed it up without sacrificing quality.",
            "It is unclear whether they outperform humans.",
            "do models perform better than people?",
        ),
        trigger=r"\?$|(?i:look|aim|seek|whether|goal|attempt|try|how |hope|wish|desire|challeng|hypothes|expect|motivat|would|if |need|want|necessary|essential|require)",
        pattern=rf"""
            \b (?: look \s for | aims? \s (?: to | at ) | seeks? \s to | whether | goal | attempts? \s to | try \s to | trying \s to | how \s (?: to | much | well | can | do ) | hope \s to | would \s be | desir\w+ | challenging \s to | hypothesi[sz]e | expect\w* | motivated \s by | need \s to
              | want \s to | necessary \s to | essential \s (?: to | for ) | requires? \s | what \s | which \s (?: of | model ) | if \s ) [^;]{{0,100}}? (?P<value> {STANDING} )
          | (?P<value> {STANDING} ) [^;]{{0,120}} \? $
        """,
    ),
    Rule(
        id="rank.on_par_or_better",
        kind="rank",
        examples=(
            "results comparable with or better than prior best",
            "matches or surpasses leading models",
            "performs better or on par",
        ),
        trigger=r"(?:compar|compet|similar|equiv|on par|match|equal|as good).{0,40}(?:or|and|if not) |(?:better|superior|higher|outperform\w*|surpass\w*|exceed\w*)(?: than)? or ",
        pattern=rf"""
            (?P<value> (?: (?: comparabl[ey] | competitive | similar | equivalent | on [\s-] par | match (?: es | ing | ed )? | equals? | as \s good ) (?: \s (?: with | to | as ) )? ,? \s
                  (?: or | and | if \s not ) \s (?: even \s | often \s | sometimes \s | in \s \w+ \s cases \s | slightly \s | significantly \s )* (?: better | superior | higher | improved | stronger | best | {OUTPERFORM} )
                | (?: better | superior | higher | {OUTPERFORM} ) (?: \s than )? \s or \s (?: is \s | are \s | at \s least \s | performs? \s )? (?: comparabl[ey] | competitive | similar | equivalent | on \s par | match\w* | equals? )
                | (?: competitive | on \s par ) \s with \s (?: or | and ) \s (?: exceeding | surpassing | better | outperforming ) )
              (?: \s (?: than | with | to ) \b )? )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.not_reached",
        kind="rank",
        examples=("did not achieve state-of-the-art performance", "fails to outperform the baseline"),
        trigger=r"(?:n[o']t (?:\w+ly )?|fail\w* to )(?:out|sur|exc|beat|achi|reach|improv)",
        pattern=rf"(?P<value> (?: (?: did | does | do | could ) (?: \s not | n't ) | fail (?: s | ed )? \s to ) \s (?: \w+ly \s )? (?: {OUTPERFORM} | (?: achieve | reach ) \s (?: \w+ \s )? {SOTA} ) )",
        relation="underperforms",
    ),
    Rule(
        id="rank.sota",
        kind="rank",
        examples=(
            "achieves state-of-the-art performance on MMEB",
            "a new state of the art for TR",
            "obtains SOTA results",
            "thereby establishing new state-of-the-art",
        ),
        trigger=SOTA_SEEN,
        pattern=rf"""
            (?<= \b (?: {ACHIEVES} ) \s (?: (?! {AGAINST} \b ) [^\s;]++ \s ){{0,7}}? | \b {HOLDS} \s (?: the \s | a \s )? (?: new \s | current \s | overall \s )? | \b (?: new | to \s a ) \s | (?<! (?: competitive | comparable | compared | par | equivalent ) \s ) with \s (?: the \s )? )
            (?P<value> {SOTA} ) {FOLLOWS}
          | (?<= \b (?: {ACHIEVES} ) \s (?: in \s | to \s | the \s | a \s | new \s | near \s )* ) (?P<value> {SOTA} ) (?= \s ) (?! \s (?: [^\s,;.]+ ,? \s ){{0,4}}? {OTHERS} \b )
        """,
        relation="sota",
    ),
    Rule(
        id="rank.best",
        kind="rank",
        examples=(
            "achieves the best performance",
            "was the best performing system",
            "performs best",
            "both are the highest to date",
            "sets a new record",
            "making it the fastest model",
        ),
        trigger=r"[Bb]est|[Hh]ighest|lowest|fastest|least|strongest|records?|top|most accurate",
        pattern=rf"""
            (?<= \b (?: {ACHIEVES} | with | results? \s in | resulted \s in | the \s paper ) \s (?: in \s | with \s )? (?: (?: the | our | its | their | overall | and | currently | reported ) \s ){{0,2}} (?: overall \s | new \s | very \s | single \s )? )
                (?P<value> best | top | highest | lowest | fastest | least | strongest ) (?! [\s-] (?: \d | k \b | n \b | {NO_NUMBER}+ \s (?: {SYSTEMS} ) \b | existing | known | of \s | baseline | previous | published | prior | models? \b | systems? \b | practice | way | choice | approach | method | possible ) )
          | (?<= \b (?: is | was | are | were | as | be | being | making \s (?: it | them ) ) \s (?: (?! compar | compet | close | similar | than | to \b | of \b | by \b | on \b | in \b ) {NO_NUMBER}++ \s ){{0,2}}? the \s {words(0, 1)} ) (?P<value> best (?: [\s-] perform\w+ )? | top [\s-] perform\w+ | fastest | highest (?: \s to \s date | \s reported )? | most \s accurate )
            (?! \s (?: of \s | way | practice | known | choice | baseline | possible ) )
          | \b (?P<value> [Bb]est | [Hh]ighest ) \s (?: \w+ \s )? {LEVELS} \s (?: is | was | are | were ) \s (?: achieved | obtained | reached | given | produced )
          | \b (?P<value> (?: perform (?: s | ed | ing )? | works? ) \s (?: the \s | overall \s )* best | best \s overall ) \b
          | (?<= \b new \s ) (?P<value> records? ) \b
        """,
        relation="sota",
    ),
    Rule(
        id="rank.place",
        kind="rank",
        examples=(
            "Our system ranked first in this task.",
            "ranking 1$^{st}$ on the leaderboard",
            "won first place",
            "the 3rd place",
            "ranked in the top ten",
        ),
        trigger=r"(?i:rank|plac|finish|came|come|place|position).*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d|top)|(?:in|among) the top|won |(?:second|third)[ -](?:best|highest)|(?:stands|standing) |(?:first|second|third|fourth|fifth|sixth|seventh|\dst|\dnd|\drd|\dth)[ -](?:place|position|rank)",
        pattern=r"""
            (?P<value> (?: rank (?: s | ed | ing )? | placed | place | placing | finish (?: es | ed | ing )? | c [oa] me | stands )
                \s (?: \# | (?: (?! according ) [a-z]+ \s ){0,4}? )
                (?P<place> first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | \d{1,3} (?: st | nd | rd | th ) \b | \d{1,3} \$? \^ \{? (?: \\ \w+ \{ )? (?: st | nd | rd | th )
                  | (?<= \# ) \d{1,3} | top [\s-] (?: \d{1,3} | one | two | three | four | five | ten ) ) ) (?! \s (?: by | step | time | stage ) \b )
          | (?<= \b (?: among | in | within ) \s the \s ) (?P<value> (?P<place> top [\s-] (?: \d{1,2} | two | three | five | ten ) ) ) (?= \s (?: on \s the | of \s the | systems | teams | submissions | participa ) )
          | (?P<value> \b won ) (?= \s (?: the \s )? (?: \w+ \s ){0,2} (?: sub-?task | task | track | competition | challenge ) )
          | (?P<value> (?P<place> second | third ) [\s-] (?: best | highest ) \b ) (?! \s (?: strategy | model | method | system | baseline ) )
          | (?P<value> \b (?P<place> first | second | third | fourth | fifth | sixth | seventh | \d{1,3} (?: st | nd | rd | th ) ) [\s-] (?: place | position | rank ) \b ) (?! s | \s candidates )
        """,
        relation="place",
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
        trigger=r"(?:without|no|not|only|little|minimal|negligible) .{0,40}(?:sacri|compr|degra|hurt|harm|los|reduc|deter|affect|impair|impact|drop|incre|decre|differ)",
        pattern=rf"""
            (?P<value> (?: without | with \s (?: no | little | minimal | negligible ) | do (?: es )? \s not | no | only | minimal | negligible ) \s
               (?: (?: any | an? | the | statistically | significant (?: ly )? | substantial (?: ly )? | noticeabl[ey] | major | much | strong | reliable | marginal | apparent | obvious | real | further | performance | accuracy | quality ) \s ){{0,4}}
               (?: (?: {verb("sacrifice", "compromise", "degrade", "hurt", "harm", "lose", "reduce", "deteriorate", "affect", "impair", "impact")} ) \s (?: (?: the | their | its | model | task | overall | much | any | downstream | \w+ ) \s ){{0,3}}? {LEVELS}
                 | (?: loss (?: es )? | degradation | drop | reduction | increase | decrease | differences? ) (?: \s (?: of | in | on | to ) \s (?: (?: the | their | its | model | task | overall | \w+ ) \s ){{0,3}}? (?: {LEVELS} | error | number ) | (?<= (?: performance | accuracy | quality ) \s \w+ ) ) ) )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.on_par",
        kind="rank",
        examples=(
            "achieves competitive performance",
            "is comparable to the original",
            "performs on par with BERT",
            "which matches the efficiency of others",
            "maintaining the same translation quality",
        ),
        trigger=r"(?i:comparab|competitive|on.(?:a )?par|match|equivalent|rival|similar \w+ |equal \w|the same \w+ |parity|maintain|close to|as (?:\w+ly )?(?:good|accurate|effective|\w+ cheap|fast|strong|efficient|competitive|reliable|well|cheap|\w+ly) as)",
        pattern=rf"""
            (?P<value> \b (?: comparabl[ey] | competitive (?: ly )? ) \b ) (?= \s {words(0, 3)} (?: {LEVELS} | to | with | against | as | in | when | across | on | and | over | while | despite | even | among ) \b | [.,;] ) (?! \s (?: sizes? | complexity | settings? | conditions? | numbers? | amounts? | compute | corpora | lengths? | parameter ) \b ) (?! \s (?: \w+ \s )? {SYSTEMS} )
          | (?P<value> \b on [\s-] (?: a \s )? par \b (?: \s with )? )
          | (?<= \b (?: that | and | which | it | also | can | to | even | often | nearly | almost | closely | performance | models? | methods? | approach | systems? | results? | [A-Z][\w-]+ | \w*[A-Z][\w-]* ) ,? \s ) (?P<value> match (?: es | ed | ing )? | rival (?: s | ed | ing )? ) (?= \s (?: the | that | those | [A-Z] | state | human | fully | existing | modality | performance | previous | strong | or ) ) (?! [^.;]* \b bound )
          | (?<= \b (?: achiev | obtain | reach | attain | yield | produc | demonstrat | show | exhibit | hav | has | had | retain | giv | lead \w* \s to | result \w* \s in ) \w* \s (?: \w+ \s )? ) (?P<value> similar | equivalent | equal ) (?= \s (?: \w+ \s )? {LEVELS} )
          | \b (?P<value> the \s same ) (?= \s (?: \w+ \s )? {LEVELS} \s as \b )
          | \b (?P<value> equivalent | similar ) (?= \s (?: \w+ \s )? {LEVELS} \s {words(0, 4)} (?: to | as | with | compared ) )
          | \b (?P<value> close | equivalent ) (?= \s (?: to | in \s \w+ \s to ) \s (?: the \s state | that | those | human | state | fully | models | original ) )
          | (?P<value> maintain (?: s | ing )? \s (?: the \s same | comparable | competitive | similar ) )
          | (?P<value> \b as \s (?: \w+ly \s )? (?: good | accurate | effective | cheap | fast | strong | efficient | accurately | effectively | competitive | reliable ) \s as | (?<= perform \w* \s ) (?: just \s | equally \s )? as \s well \s as )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.underperforms",
        kind="rank",
        examples=(
            "underperforms a smaller CLIP retriever",
            "lags behind humans",
            "performs worse than",
            "provides lower accuracy than",
        ),
        trigger=r"(?:underperform|short of|(?:lag\w*|trails?|falls?|far|still) (?:\w+ )?behind|(?:worse|inferior|less|poorer) .*(?:than|to|compared)|lower .*(?:than|compared))",
        pattern=rf"""
            (?P<value> \b (?: {verb("underperform")} ) \b )
          | (?P<value> \b f [ae] ll s? \s (?: \w+ \s )? short \s of ) \b
          | (?P<value> \b (?: lag (?: s | ged | ging )? | trail s? | fall s? | far | still ) \s (?: \w+ \s )? behind )
          | (?P<value> \b (?: worse | inferior | less \s (?: accurate | effective | reliable | robust | capable ) | poorer ) ) (?= \s {words(0, 5)} (?: than | to | compared \s (?: to | with ) ) \b )
          | (?P<value> \b lower ) (?= \s {words(0, 2)} (?: accuracy | performance | scores? | F1 | quality | precision | recall | BLEU ) \s (?: \w+ \s )? (?: than | compared ) )
        """,
        relation="underperforms",
    ),
    Rule(
        id="rank.outperforms",
        kind="rank",
        examples=("It outperforms GPT-4o on 12 tasks.", "surpassing specialist models", "beat the baseline"),
        trigger=SEES,
        pattern=rf"(?<! \b (?: not | if | un ) \s ) (?P<value> \b {OUTPERFORM} ) \b (?! \s {SIZED} )",
        relation="outperforms",
    ),
    Rule(
        id="rank.superior",
        kind="rank",
        examples=(
            "its superior performance",
            "demonstrates the superiority of our approach",
            "outstanding performance compared to the baselines",
        ),
        trigger=r"(?:superior|outstanding.*compared|favou?rably)",
        pattern=r"(?P<value> \b superior (?: ity | ly )? ) \b (?! \s at \b ) | (?P<value> \b (?: compare | perform ) (?: s | d | ed )? \s (?: \w+ly \s )? favou?rably ) | (?P<value> \b outstanding ) (?= \s .{0,80} \s compared )",
        relation="outperforms",
    ),
    Rule(
        id="rank.better",
        kind="rank",
        examples=(
            "achieves better performance than CLIP",
            "more accurately than MCMC",
            "Compared to them, it gives more accurate estimates.",
            "It outperforms others while requiring fewer resources.",
        ),
        trigger=r"(?i:(?:better|higher|lower|faster|stronger|cheaper|fewer|greater|closer|lighter|more |less ).*(?:than|compar|relative|over)|(?:compared|in comparison|^unlike|outperf|surpass).*(?:er|more|less))",
        pattern=rf"""
            (?P<value> \b {BETTER} ) \b (?! \s (?: than \s )? [{CLASSES}] ) (?: (?= (?: \s (?! than \b ) {NO_NUMBER}++ ){{0,14}}? ,? \s {COMPARED} \b (?! \s [{CLASSES}] ) )
              | (?<= (?: ^ | , \s | \b and \s ) (?: [Cc]ompared | [Ww]hen \s compared | [Ii]n \s comparison | Relative \s to ) \b [^;.]{{0,160}} | {OUTPERFORM} .{{0,120}} (?: while | and ) \s (?: \w+ \s )? (?: requir | us | mak | produc | generat | need ) \w* \s {BETTER} ) )
        """,
        relation="outperforms",
    ),
)
