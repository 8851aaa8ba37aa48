"""Standing first, or n-th: state of the art, the best, a new record, second place."""

from extractors.fragments import ACHIEVES, LEVELS, NO_NUMBER, STATE_OF_THE_ART, SYSTEMS, one_of, words
from extractors.rule import Rule

__all__ = ["RULES"]

SEEN = r"(?i:state.of.?(?:the.?)?art|so(?:t|tr)a)"
START = r"\b (?= [Ss]tate | S [Oo] [Tt] | sota )"
# Words that make the state of the art somebody else's: "comparable to …", "outperforms the …", "several … methods"
AGAINST = one_of(
    r"compar\w+ competitive outperform\w* surpass\w* than over against exceed\w* prior previous\w* existing"
    r" recent\w* near"
    r" close match\w* beat\w* beyond par rival\w* several by from other various current between most multiple popular"
    r" different many using of\s(?!a|new)"
)
FOLLOWS = rf"""(?= [.,;:)"'] | $ | \s
        {one_of("on in for at across over among with by and while when using to as without under from compared")} \b
    | \s \( | \s (?: [\w/()-]+ \s ){{0,3}}? {LEVELS} \b )"""
OTHERS = rf"""(?: {SYSTEMS} | \w*LLMs? | \w*LMs? | VLMs? | \w*networks? | \w*[Ff]ormers? | BERT \w*
    |
      {one_of("architectures? frameworks? parsers? encoders? tools? solutions? detectors? counterparts?")}
      | {one_of("classifiers? taggers?")}
    | {one_of("works? strategies embeddings? representations?")} )"""
MOST = r"most \s (?: accura | effecti | efficien | robust | reliab | faithful | stable | consisten ) \w*"
NOT_BEST = one_of(
    r"existing known of\s baseline previous published prior models?\b systems?\b practice way choice approach"
    r" method possible"
)
ORDINAL = (
    r"(?: first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | \d{1,3} (?: st | nd"
    r" | rd | th ) \b )"
)

RULES = (
    Rule(
        id="rank.sota",
        kind="rank",
        examples=(
            "achieves state-of-the-art performance on MMEB",
            "a new state of the art for TR",
            "thereby establishing new state-of-the-art",
        ),
        trigger=SEEN,
        pattern=rf"""
            {START} (?<= \b {ACHIEVES} \s (?: (?! {AGAINST} \b ) [^\s;]++ \s ){{0,7}}?
                       | \b (?: is | was | are | were | be | as | becomes? | remains? ) \s (?: the \s
                         | a \s )? (?: new \s | current \s | overall \s )?
                       | \b (?: new | to \s a ) \s
                       | (?<! (?: competitive | comparable | compared | par | equivalent ) \s ) with \s (?: the \s )? )
            (?P<value> {STATE_OF_THE_ART} ) {FOLLOWS}
        """,
        relation="sota",
    ),
    Rule(
        id="rank.sota_in",
        kind="rank",
        examples=(
            "achieves state-of-the-art Mean Reciprocal Rank",
            "leads to state-of-the-art uncertainty calibration",
        ),
        trigger=SEEN,
        pattern=rf"""
            {START} (?<= \b {ACHIEVES} \s (?: {one_of("in to the a new near")} \s )* ) (?P<value> {STATE_OF_THE_ART} )
            (?= \s ) (?! \s (?: [^\s,;.]+ ,? \s ){{0,4}}? {OTHERS} \b )
        """,
        relation="sota",
    ),
    Rule(
        id="rank.best",
        kind="rank",
        examples=(
            "achieves the best performance",
            "with the lowest error",
            "demonstrated top performance",
            "gives the most faithful rationales",
        ),
        trigger=r"\b(?:best|top|highest|lowest|fastest|least|strongest"
        r"|most (?:accura|effecti|effici|robus|reliab|faithf|stabl|consis))",
        pattern=rf"""
            \b (?= [bthlfsm] ) (?P<value> best | top | highest | lowest | fastest | least | strongest | {MOST} ) \b
            (?<= \b (?: {ACHIEVES} | with | result \w* \s in ) \s (?: in \s | with \s )?
              (?: {one_of("the our its their overall and currently reported new very single both")} \s ){{0,3}}
              (?: \w+ | {MOST} ) )
            (?! [\s-] (?: \d | k \b | n \b | {NO_NUMBER}+ \s {SYSTEMS} \b | {NOT_BEST} ) )
        """,
        relation="sota",
    ),
    Rule(
        id="rank.is_best",
        kind="rank",
        examples=(
            "was the best performing system",
            "both of which are the highest to date",
            "making it the fastest model",
        ),
        trigger=r"the (?:[^ ]+ )?(?:best|top|fastest|highest|most accurate)",
        pattern=rf"""
            \b (?= [btfhm] ) (?P<value> best (?: [\s-] perform\w+ )? | top [\s-] perform\w+ | fastest
              | highest (?: \s to \s date | \s reported )?
              | most \s accurate ) \b
            (?<= \b (?: is | was | are | were | as | be | being | making \s (?: it | them ) ) \s
              (?: (?! compar | compet | close | similar | than | to \b | of \b | by \b | on \b
                | in \b ) {NO_NUMBER}++ \s ){{0,2}}?
              the \s {words(0, 1)} (?: best | top | fastest | highest | most ) .{{0,16}} )
            (?! \s {one_of("of way practice known choice baseline possible")} \b )
        """,
        relation="sota",
    ),
    Rule(
        id="rank.best_reached",
        kind="rank",
        examples=("The best results were achieved with an ensemble.", "It performs best.", "which works the best"),
        trigger=(
            r"(?:[Bb]est|[Hh]ighest) (?:[^ ]+ )?[^ ]+ (?:is|was|are|were) |(?:perform\w*|works?) (?:the |overall"
            r" )*best|best overall"
        ),
        pattern=rf"""
            \b (?= [BbHhpw] ) (?: (?P<value> [Bb]est | [Hh]ighest ) \s (?: \w+ \s )? {LEVELS} \s (?: is | was | are
              | were ) \s
                {one_of("achieved obtained reached given produced")}
              | (?P<value> (?: perform (?: s | ed | ing )? | works? ) \s (?: the \s | overall \s )* best
                | best \s overall ) ) \b
        """,
        relation="sota",
    ),
    Rule(
        id="rank.record",
        kind="rank",
        examples=("sets a new record",),
        trigger=r"new records?\b",
        pattern=r"\b new \s (?P<value> records? ) \b",
        relation="sota",
    ),
    Rule(
        id="rank.place",
        kind="rank",
        examples=(
            "Our system ranked first in this task.",
            "ranking 1$^{st}$ on the leaderboard",
            "ranked in the top ten",
            "is placed third",
        ),
        trigger=r"(?:rank\w*|plac\w+|finish\w*|came|come|stands) (?:[a-z]+ ){0,4}(?:fi|se|th|fo|si|ei|ni|te|#|\d|top)",
        pattern=rf"""
            \b (?= [rpfcs] ) (?P<value> (?: rank (?: s | ed | ing )? | plac (?: e | ed | ing ) | finish (?: es | ed
              | ing )? | c [oa] me | stands )
                \s (?: \# | (?: (?! according ) [a-z]+ \s ){{0,4}}? )
                (?P<place> {ORDINAL} | \d{{1,3}} \$? \^
                  \{{? (?: \\ \w+ \{{ )? (?: st | nd | rd | th ) | (?<= \# ) \d{{1,3}}
                  | top [\s-] (?: \d{{1,3}} | one | two | three | four | five | ten ) ) )
            (?! \s {one_of("by step time stage")} \b )
        """,
        relation="place",
    ),
    Rule(
        id="rank.in_place",
        kind="rank",
        examples=(
            "won first place",
            "in the 3rd place",
            "the second-best result",
            "which keeps it among the top three on the leaderboard",
        ),
        trigger=(
            r"(?:irst|econd|hird|ourth|ifth|ixth|eventh|\dst|\dnd|\drd|\dth)[ -](?:place|position|rank|best"
            r"|highest)|the top[ -]"
        ),
        pattern=rf"""
            \b (?P<value> (?P<place> {ORDINAL} ) [\s-] (?: place | position | rank ) ) \b (?! s | \s candidates )
          | \b (?P<value> (?P<place> second | third ) [\s-] (?: best | highest ) ) \b (?! \s (?: strategy
            | {SYSTEMS} ) )
          | \b (?: among | in | within ) \s the \s (?P<value> (?P<place> top [\s-] (?: \d{{1,2}} | two | three
            | five | ten ) ) )
            (?= \s (?: on \s the | of \s the | systems | teams | submissions | participa ) )
        """,
        relation="place",
    ),
    Rule(
        id="rank.won",
        kind="rank",
        examples=("Our primary submission won subtask C.",),
        trigger=r"won ",
        pattern=r"""
            \b (?P<value> won ) \s (?: the \s )? (?: \w+ \s ){0,2} (?: sub-?task | task | track | competition
              | challenge )
        """,
        relation="place",
    ),
)
