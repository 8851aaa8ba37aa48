"""Standing first: state of the art, the best, a new record."""

from extractors.fragments import ACHIEVES, LEVELS, NO_NUMBER, STATE_OF_THE_ART, SYSTEMS, one_of, words
from extractors.rule import Rule

__all__ = ["RULES"]

SEEN = r"[Ss]tate[\s-][Oo]f|S[Oo][Tt]R?A|sota"
START = r"\b (?= [Ss]tate | S [Oo] [Tt] | sota )"
# Words that make the state of the art somebody else's: "comparable to …", "outperforms the …", "several … methods"
AGAINST = one_of(
    r"compar\w+ competitive outperform\w* surpass\w* than over against exceed\w* prior previous\w* existing"
    r" recent\w* near"
    r" close match\w* beat\w* beyond review\w* survey\w* discuss\w* par"
    r" rival\w* several by from other various current between most multiple popular"
    r" different many using below behind of\s(?!a|new) respect\sto relative\sto"
)
FOLLOWS = rf"""(?= [.,;:)"'] | $ | \s
        {one_of("on in for at across over among with by and while when using to as without under from compared")} \b
    | \s despite \b
    | \s \( | \s (?: (?! (?<! single [\s-] ) {SYSTEMS} \b ) [\w/()-]+ \s ){{0,3}}? {LEVELS} \b )"""
OTHERS = rf"""(?: {SYSTEMS} | \w*LLMs? | \w*LMs? | VLMs? | \w*networks? | \w*[Ff]ormers? | BERT \w*
    |
      {one_of("architectures? frameworks? parsers? encoders? tools? solutions? detectors? counterparts?")}
        | technolog\w+
      | {one_of("classifiers? taggers?")}
    | {one_of("works? strategies embeddings? representations?")} )"""
MOST = (
    r"most \s (?: accura | effecti | efficien | robust | reliab | faithful | stable | consisten | advantag | competiti"
    r" | suitab | successful | precise | fluent | beneficial ) \w*"
)
BESIDE = "(?: competitive | comparable | compared | par | equivalent )"  # "competitive results with the …"
NOT_BEST = one_of(
    r"existing of\s baseline previous prior models?\b systems?\b practice way choice approach"
    r" method possible"
)
MAY = one_of("may might can could should would not necessarily strategically whether")
WINNERS = one_of(
    "architectures? ones? solutions? options? runs? configurations? settings? teams? submissions? choices? languages?"
)
WINNERS = rf"(?: {SYSTEMS} | {LEVELS} | {WINNERS} )"
# For triggers: "the best of our knowledge" and "at least" say nothing of a standing
BEST = r"best(?:\S|\s(?:[^o]|o[^f]|of\S)|\s?o?f?$)"
MOST_SEEN = (
    r"most\s(?:accura|effecti|effici|robus|reliab|faithf|stabl|consis|advant|compet|suita|succes|preci|fluen|benef)"
)

RULES = (
    Rule(
        id="rank.sota",
        kind="rank",
        examples=(
            "achieves state-of-the-art performance on MMEB",
            "a new state of the art for TR",
            "thereby establishing new state-of-the-art",
            "achieves state-of-the-art Mean Reciprocal Rank",
            "leads to state-of-the-art uncertainty calibration",
        ),
        trigger=SEEN,
        pattern=rf"""
            {START} (?= {STATE_OF_THE_ART} {FOLLOWS} ) (?<= \b {ACHIEVES} \s (?: (?! {AGAINST} \b ) [^\s;]++
              \s ){{0,7}}?
                       | \b (?: is | was | are | were | be | as | becomes? | remains? ) \s (?: the \s
                         | a \s | still \s )? (?: new \s | current \s | overall \s )?
                       | \b (?: new | to \s a ) \s
                       | (?<! {BESIDE} \s (?: {LEVELS} \s )? ) with \s (?: the \s )? )
            (?P<value> {STATE_OF_THE_ART} ) {FOLLOWS}
          | {START} (?<! [Cc]urrent \s ) (?P<value> {STATE_OF_THE_ART} ) (?= \s (?: \w+ \s )? {LEVELS} \s
              (?: is | are | was | were ) \s {one_of("obtained achieved reached attained")} \b )
          | {START} (?! {STATE_OF_THE_ART} {FOLLOWS} ) (?= {STATE_OF_THE_ART} \s )   # before other words
            (?<= \b {ACHIEVES} \s (?: {one_of("in to the a new")} \s )* )
            (?<! \b (?: given | giving | improv\w+ ) \s (?: the \s )? ) (?P<value> {STATE_OF_THE_ART} )
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
        trigger=(rf"\s(?:{BEST}|top(?:[^a-z]|$)|highest|lowest|fastest|strongest|{MOST_SEEN})|(?:[^t]|[^a]t)\sleast"),
        pattern=rf"""
            \b (?= [bthlfsm] ) (?P<value> best | top | highest | lowest | fastest | least | strongest | {MOST} ) \b
            (?! [\s-] (?: \d | k \b | n \b | {NO_NUMBER}+ \s {SYSTEMS} \b | {NOT_BEST} ) )
            (?<= \b (?: {ACHIEVES} | with | result \w* \s in ) \s (?: in \s | with \s | to \s )?
              (?: {one_of("us the our its their overall and currently reported new very single both")} \s ){{0,3}}
              (?: \w+ | {MOST} ) )
            (?! [\s-] (?: published | known | reported ) (?<= \b with \s (?: the \s )? \w+ [\s-] \w+ ) )
        """,
        relation="sota",
    ),
    Rule(
        id="rank.is_best",
        kind="rank",
        examples=(
            "was the best performing system",
            "the model is the strongest performing one",
            "both of which are the highest to date",
            "making it the fastest model",
        ),
        trigger=rf"{BEST}|(?:top|strongest)[\s-]perf|fastest|highest|{MOST_SEEN}|optimal",
        pattern=rf"""
            \b (?= [btfhmos] ) (?P<value> best (?: [\s-] perform\w+ )? | (?: top | strongest ) [\s-] perform\w+
              | fastest
              | highest (?: \s to \s date | \s reported )?
              | {MOST} | optimal ) \b
            (?<= \b (?: is | was | are | were | as | be | being | making \s (?: it | them ) ) \s
              (?: (?! compar | compet | close | similar | than | to \b | of \b | by \b | on \b
                | in \b ) {NO_NUMBER}++ \s ){{0,2}}?
              (?: the \s {words(0, 1)} (?: best | top | fastest | highest | strongest | most ) .{{0,16}} | most \s \w+ )
              | \b (?: is | are | was | were ) \s (?: the | an ) \s optimal )
            (?! \s {one_of("of way practice known baseline possible")} \b )
            (?! [^;]* \? ) (?<! \b {MAY} \s [^.;,]{{0,25}} ) (?<! \b same \s [^.;]{{0,40}} )
            (?= [\s-] (?: perform | rank | scor ) | \s {words(0, 3)} {WINNERS} \b | \s? (?: [.,;:)] | $ )
              | \s {one_of("in on for and among amongst overall so_far to_date at when with to_use")} \b )
        """,
        relation="sota",
    ),
    Rule(
        id="rank.best_reached",
        kind="rank",
        examples=("The best results were achieved with an ensemble.", "It performs best.", "which works the best"),
        trigger=(
            r"(?:[Bb]est|[Hh]ighest)\s.*(?:(?:is|was|are|were)\s(?:achieved|obtained|reached|given|produced)"
            r"|(?:achieved|obtained|reached)\s(?:is|was|are|were)\s)"
            r"|(?:(?:perform(?:s|ed|ing)?|works?|generali[sz]es?|turns?\sout|scores?)\s(?:(?:the|overall)\s)*best)"
            r"|best(?:\soverall|[\s-]perf)"
        ),
        pattern=rf"""
            \b (?= [BbHhpwgst] ) (?: (?P<value> [Bb]est | [Hh]ighest ) \s (?: \w+ \s )? {LEVELS} \s
                (?: (?: is | was | are | were ) \s {one_of("achieved obtained reached given produced")}
                  | {one_of("achieved obtained reached")} \s (?: is | was | are | were ) \s (?: using | by | with
                    | from ) )
              | (?P<value> (?: perform (?: s | ed | ing )? | works? | generali[sz]es? | turns? \s out | scores? ) \s
                (?: the \s | overall \s )* best
                | best \s overall )
              | (?<= \b (?: describes? | presents? | is | was ) \s (?: the | our ) \s )
                (?P<value> best [\s-] performing ) ) \b
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
)
