"""Standings without a number: state of the art, outperforms, on par, underperforms, n-th place.

The order is the precedence: "matches or surpasses" is on par before it is an outperforming, and what only names
other people's systems ("recent state-of-the-art methods") is read first, by rules of no kind.
"""

from extractors.fragments import NO_NUMBER, words
from extractors.rule import Rule

__all__ = ["RULES"]

SOTA = r"(?: [Ss]tate[\s-]of[\s-]?(?:the[\s-]?)?arts? | [Ss]tate-[Oo]f-[Tt]he-[Aa]rt | SOTAs? | SoTA | sota | SOTRA )"
SOTA_TRIGGER = r"(?i:state.of.?(?:the.?)?art|sota|sotra)"
OUTPERFORM = r"""(?: (?: out (?: perform | class | rank | match | strip ) (?: s | es | ed | ing )? | surpass (?: es | ed | ing )? | exceed (?: s | ed | ing )? | beat (?: s | ing | en )?
    | (?: overtak | supersed | overcom ) (?: es? | ing ) | outdo (?: es | ing )? | excel (?: s | led )? \s over | improv (?: es? | ed | ing ) \s (?: up ) ? on \s ) )"""
SYSTEMS = r"""(?: methods? | models? | approach (?: es )? | techniques? | systems? | baselines? | algorithms? | frameworks? | architectures? | \w*LLMs? | \w*LMs? | VLMs? | networks? | parsers?
    | encoders? | transformers? | tools? | solutions? | detectors? | counterparts? | competitors? | alternatives? | embeddings? | classifiers? | works? | strateg (?: y | ies ) | taggers? | translators? | generators? | pipelines?
    | NMT | BERT | learners? | agents? | retrievers? | libraries | representations? | neural | language | deep | pre-?trained | multi | supervised | vision | large | generative | machine | open )"""
ACHIEVES = r"""(?: (?: achiev | obtain | attain | reach | establish | set | yield | produc | deliver | demonstrat | show | exhibit | report | advanc | push | updat | provid | present | giv | gav | get | got | realiz | defin | mark
    | maintain | retain | rais | offer | gain | perform | lead | enabl | result | ha[sdv] | is | are | was | were | be | with | improv | keep | generat | record | give | rank | accomplish | redefin | reveal | secur | hit | find | found | display | renew | boost ) \w* | to | as | at | and | while | even )"""
AGAINST = r"(?: compar\w+ | competitive | outperform\w* | surpass\w* | than | over | against | exceed\w* | prior | previous\w* | existing | recent\w* | near | close | match\w* | beat\w* | beyond | par | of | rival\w* | several | other | various | both | current (?! \s (?: state | SOTA ) ) | approach\w* | between | most )"
COMPARED = r"(?: than | compared \s (?: to | with ) | in \s comparison \s (?: to | with ) | over | relative \s to | as \s compared | when \s compared | with \s respect \s to | vs\.? | versus )"
LEVELS = r"(?: performances? | results? | accurac (?: y | ies ) | scores? | quality | F1 | F-?\w* | AUC | BLEU | mAP | mIoU | level | effectiveness | efficiency | capabilit (?: y | ies ) | \w*rates? | robustness | generali[sz]ation | speed | numbers | precision | recall | accuracies | correlations? | trade-?offs? | fidelity | outcomes? )"

RULES = (
    Rule(
        id="none.to_the_best",
        kind=None,
        examples=("To the best of our knowledge, this is new.",),
        trigger=r"best of",
        pattern=r"(?P<value> best ) \s of \s",
    ),
    Rule(
        id="none.motive",
        kind=None,
        examples=("Existing methods outperform humans but are slow.",),
        trigger=r"^(?:Although|While|Despite|Existing|Previous|Prior|Recent|Current|Most|Many|Traditional)",
        pattern=rf"""
            ^ (?: (?: Existing | Previous | Prior | Recent | Current | Most | Many | Traditional ) \s [^,;]{{0,80}}? | (?: Although | While | Despite | Even \s though | Though ) \s (?! our | we | this | it ) [^,;]*? )
            (?P<value> {OUTPERFORM} | {SOTA} | superior | competitive | comparable | better | on \s par | best )
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
        trigger=r"\bor\b|exceed",
        pattern=rf"""
            (?P<value> (?: (?: comparabl[ey] | competitive | similar | equivalent | on \s par | matches | matching | match | equal | as \s good | equals | matched ) (?: \s (?: with | to | as ) )? (?: \s | , \s )
                  (?: or | and | if \s not ) \s (?: even \s | often \s | sometimes \s | in \s \w+ \s cases \s )? (?: slightly \s | significantly \s )? (?: better | superior | higher | improved | stronger | {OUTPERFORM} | best | state-of-the-art | outperform\w* )
                | (?: better | superior | higher | {OUTPERFORM} ) (?: \s than )? \s or \s (?: is \s | are \s | at \s least \s | performs? \s )? (?: comparabl[ey] | competitive | similar | equivalent | on \s par | match\w* | equal | equals )
                | competitive \s with \s or \s exceeding | at \s least \s (?: as \s good \s as | comparable ) ) (?: \s (?: than | with | to ) \b )? )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.not_reached",
        kind="rank",
        examples=("did not achieve state-of-the-art performance", "fails to outperform the baseline"),
        trigger=r"(?i:n[o']t |fail)",
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
        ),
        trigger=SOTA_TRIGGER,
        pattern=rf"""
            \b {ACHIEVES} \s (?: (?! {AGAINST} \b ) [^\s;]++ \s ){{0,7}}?
            (?P<value> {SOTA} ) (?= [\s.,;)] | $ ) (?! \s (?: [\w/-]+ \s ){{0,3}}? {SYSTEMS} (?: \b | $ ) (?! \s (?: performance | results? | accuracy ) ) )
        """,
        relation="sota",
    ),
    Rule(
        id="rank.new_sota",
        kind="rank",
        examples=("thereby establishing new state-of-the-art", "the new state of the art"),
        trigger=SOTA_TRIGGER,
        pattern=rf"\b new \s (?P<value> {SOTA} ) ",
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
        ),
        trigger=r"best|highest|lowest|fastest|least|record|top",
        pattern=r"""
            (?: \b (?: achiev | obtain | attain | reach | yield | produc | deliver | demonstrat | show | exhibit | provid | giv | get | got | result | ha[sdv] | with | perform | offer | report ) \w* \s (?: in \s )? (?: the | our | its | their | overall | a ) \s (?: overall \s | new \s | very \s | second [\s-] )?
                (?P<value> best | highest | lowest | fastest | least | strongest ) (?! [\s-] (?: existing | known | of \s | baseline | previous | published | prior | model | system ) )
              | \b (?: is | was | are | were | as | be | being | making \s (?: it | them ) ) \s (?: \w+ \s ){0,2}? the \s (?: overall \s | \w+ \s )? (?P<value> best (?: [\s-] perform\w+ )? | top [\s-] perform\w+ | fastest | highest \s to \s date | most \s accurate ) (?! \s (?: of \s | way | practice | known | choice | baseline ) )
              | \b (?P<value> perform (?: s | ed | ing )? \s (?: the \s )? (?: overall \s )? best | works? \s best | best \s overall ) \b
              | \b new \s (?P<value> records? ) \b )
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
        trigger=r"(?i:rank|place|position|winn|won |first|1st|2nd|3rd|top)",
        pattern=r"""
            (?P<value> (?: rank (?: s | ed | ing )? | placed | place | placing | finish (?: es | ed | ing )? | c(?:o|a)me | came \s in )
                \s (?: \# | (?: [a-z]+ \s ){0,4}? ) (?: as \s | at \s )? (?P<place> first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | \d+ (?: st | nd | rd | th ) \b | \d+ \$? \^ \{? (?: \\ \w+ \{ )? (?: st | nd | rd | th ) | (?<= \# ) \d+ | top [\s-] (?: \d+ | one | two | three | four | five | ten ) )
              | (?: won | wins? | winning | secur \w+ | took | takes | tak\w+ | achiev \w+ | obtain \w+ | claim \w+ | earn \w+ | got | get | reach \w+ | in | the | at ) \s (?: the \s | a \s )? (?: overall \s )? (?P<place> first | second | third | fourth | fifth | sixth | seventh | \d+ (?: st | nd | rd | th ) ) [\s-] (?: place | position | rank ) \b )
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
        ),
        trigger=r"without|no |not |nor |only|little|minimal|negligible",
        pattern=r"""
            (?P<value> (?: without | with \s (?: no | little | minimal | negligible ) | does \s not | do \s not | no | only | only \s with ) \s (?: any \s | a \s | an \s | statistically \s | significant(?:ly)? \s | substantial(?:ly)? \s | noticeabl[ey] \s | major \s | much \s | strong \s | reliable \s | marginal \s | apparent \s | obvious \s | real \s ){0,3}
               (?: (?: sacrific | compromis | degrad | hurt | harm | los | reduc | deteriorat | affect | impair | impact ) (?: ing | e )? | loss (?: es )? | degradation | drop | reduction | increase | decrease | differences? ) (?: \s of | \s in | \s the )? \s (?: \w+ \s )? (?: the \s | their \s | its \s | model \s | task \s | \w+ \s )?
               (?: performance | accuracy | quality | results? | error | number | predictive | fluency | steps | efficiency | capabilit\w+ | effectiveness ) )
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
            "matches the efficiency of uniform quantization",
            "maintains GPU inference speed",
        ),
        trigger=r"(?i:compar|compet|on.par|match|equival|rival|similar|parity|maintain|close to|as .{1,30} as)",
        pattern=rf"""
            (?P<value> \b (?: comparabl[ey] | competitive(?:ly)? ) \b ) (?= \s (?: \w+ \s ){{0,3}}? (?: {LEVELS} | to | with | against | as | in | when | across | on | and | over ) \b | [.,;] ) (?! \s (?: baselines? | methods? | models? | approach | systems? ) )
          | (?P<value> \b on [\s-] (?: a \s )? par \b (?: \s with )? )
          | \b (?: that | and | which | it | also | can | to | even | often | nearly | almost | closely | performance | model | method | , | approach | system | results? | [A-Z][\w-]+ ) \s (?P<value> match (?: es | ed | ing )? | rival (?: s | ed | ing )? ) \s (?: the \s | that \s | those \s | or \s | [A-Z] | state | human | fully | existing | modality | performance | previous | strong )
          | \b (?P<value> equivalent | similar ) \s (?: {LEVELS} | (?: \w+ \s )? {LEVELS} ) \s (?: \w+ \s ){{0,4}}? (?: to | as | with | compared )
          | \b (?P<value> close | equivalent ) \s (?: to | in \s \w+ \s to ) \s (?: the \s | that \s | those \s | human | state | fully | models | original )
          | (?P<value> maintain (?: s | ing )? \s (?: the \s same | comparable | competitive | similar ) )
          | \b (?P<value> as \s (?: \w+ly \s )? (?: good | well | accurate | effective | cheap | fast | strong | efficient | accurately | effectively | competitive | reliable ) \s as )
        """,
        relation="on_par",
    ),
    Rule(
        id="rank.underperforms",
        kind="rank",
        examples=("underperforms a smaller CLIP retriever", "lags behind humans", "performs worse than"),
        trigger=r"(?i:underperform|lag|worse|inferior|behind|lower|less|poor)",
        pattern=rf"""
            (?P<value> \b underperform (?: s | ed | ing )? ) \b
          | (?P<value> \b (?: lag (?: s | ged | ging )? | trail s? | fall s? | far | still ) \s (?: \w+ \s )? behind )
          | (?P<value> \b (?: worse | inferior | less \s (?: accurate | effective | reliable | robust | capable ) | poorer ) ) \s {words(0, 5)} (?: than | to | compared \s (?: to | with ) ) \b
          | (?P<value> \b lower ) \s (?: \w+ \s ){{0,2}} (?: accuracy | performance | scores? | F1 | quality | precision | recall | BLEU ) \s (?: \w+ \s )? (?: than | compared )
        """,
        relation="underperforms",
    ),
    Rule(
        id="rank.outperforms",
        kind="rank",
        examples=("It outperforms GPT-4o on 12 tasks.", "surpassing specialist models", "beat the baseline"),
        trigger=r"(?i:outp|outcl|outr|outm|outs|surpass|exceed|beat|overt|supers|outdo|excel|improv)",
        pattern=rf"(?<! \b to \s ) (?<! \b not \s ) (?P<value> \b {OUTPERFORM} ) \b (?! \s (?: [\x01-\x08] | human \s expect ) )",
        relation="outperforms",
    ),
    Rule(
        id="rank.superior",
        kind="rank",
        examples=("its superior performance", "demonstrates the superiority of our approach"),
        trigger=r"(?i:superior|suprema)",
        pattern=r"(?P<value> \b (?: superior(?:ity|ly)? | supremacy ) ) \b",
        relation="outperforms",
    ),
    Rule(
        id="rank.better",
        kind="rank",
        examples=(
            "achieves better performance than CLIP",
            "more accurately than MCMC",
            "higher quality than text-only data",
        ),
        trigger=r"(?i:better|higher|lower|faster|stronger|cheaper|fewer|greater|more |less |smaller|closer)",
        pattern=rf"""
            (?P<value> \b (?: (?: performs? | performed | performing | works? | generali[sz]es? | scales? ) \s (?: \w+ly \s | much \s )? better | better | higher | lower | faster | stronger | cheaper | fewer | greater | closer
              | more \s (?: accurate | effective | efficient | robust | reliable | consistent | accurately | effectively | efficiently | reliably | faithful | fluent | coherent | diverse | informative | precise | stable | competitive | suitable | powerful | natural | interpretable | readable | human-like | transferable | scalable | generali[sz]able | realistic | helpful | correct | meaningful | consistently | robustly )
              | less \s (?: computation | memory | time | data | training | bias(?:ed)? | noise ) ) ) \b
            (?! \s (?: than \s )? [\x01-\x08\x0e] )
            (?: \s (?! than \b ) {NO_NUMBER}++ ){{0,14}}? ,? \s (?: than | compared | as \s compared | in \s comparison | relative \s to | when \s compared | over \s (?: the | existing | prior | previous | state | other | strong | base ) ) \b (?! \s [\x01-\x08\x0e] )
        """,
        relation="outperforms",
    ),
)
