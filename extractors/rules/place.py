"""Standing n-th among those who took part: second place, "ranked 27/45", "79th of 85", the winning entry."""

from extractors.fragments import ACHIEVES, SYSTEMS, one_of
from extractors.numbers import BARE
from extractors.rule import Rule

__all__ = ["RULES"]

ORDINAL = (
    r"(?: first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | \d{1,3} (?: st | nd"
    r" | rd | th ) \b )"
)
RANKED_AS = r"(?: (?: of | at | as | in | the | number | place | position | [Nn]o\.? ) \s )*+ \#? \s?"
PLACED = r"(?: rank (?: s | ed | ing )? | plac (?: e | es | ed | ing ) | positions? | finish \w* | stood )"

RULES = (
    Rule(
        id="rank.place",
        kind="rank",
        examples=(
            "Our system ranked first in this task.",
            "ranking 1$^{st}$ on the leaderboard",
            "ranked in the top ten",
            "is placed third",
            "we tied for second",
        ),
        trigger=(
            r"(?:rank(?:s|ed|ing)?|plac(?:e|ed|ing)|finish\w*|came|come|stands|stood|tied? for) (?:[a-z]+ ){0,4}"
            r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|#|\d|top.)"
        ),
        pattern=rf"""
            \b (?= [rpfcst] ) (?<! {ORDINAL} [\s-] ) (?P<value> (?: rank (?: s | ed | ing )? | plac (?: e | ed | ing )
              | finish (?: es | ed | ing )? | c [oa] me | st (?: ands | ood ) | tied? \s for )
                \s (?: \# | (?: (?! according ) [a-z]+ \s ){{0,4}}? )
                (?P<place> {ORDINAL} | \d{{1,3}} \$? \^
                  \{{? (?: \\ \w+ \{{ )? (?: st | nd | rd | th ) | (?<= \# ) \d{{1,3}}
                  | top [\s-] (?: \d{{1,3}} | one | two | three | four | five | ten ) ) )
            (?! \s {one_of("by step time stage version versions draft")} \b )
        """,
        relation="place",
    ),
    Rule(
        id="rank.place_number",
        kind="rank",
        examples=(
            "(ranked 27/45)",
            "a rank of 28 out of 43",
            "we attained ranks 24/33",
            "Our model ranked 5 in Subtask B.",
            "on position 7 out of 13",
        ),
        trigger=(
            r"(?:[Rr]ank(?:s|ed|ing|ings)?|[Pp]ositions?|[Pp]laces?)\W+(?:(?:of|at|as|in|the|number|place"
            r"|position|no|No)\W+)*\d"
        ),
        pattern=rf"""
            \b (?= [RrPp] ) (?P<value> (?:
                (?: [Rr]ank (?: s | ed | ings? )? | [Pp]ositions? | [Pp]laces? ) \s {RANKED_AS} (?P<place> \d{{1,3}}
                  (?= \s? / \s? \d )
                  | {BARE}{{1,3}} (?= \s (?: out \s of | among | amongst ) | \s (?: of | / ) \s {BARE} ) )
              | (?<= \b (?: {ACHIEVES} | receiv \w+ ) \s (?: (?: an? | the ) \s )? (?: (?: final | overall
                | official ) \s )? ) ranks?
                \s {RANKED_AS} (?P<place> {BARE}{{1,3}} )
              | [Rr]ank (?: s | ed )? \s (?: at \s | as \s | \# \s? )? (?P<place> {BARE}{{1,3}} ) (?= \s? (?: [.,;)]
                | $ | (?: in | on | for | with | and | at ) \b ) ) ) )
        """,
        relation="place",
    ),
    Rule(
        id="rank.place_listed",
        kind="rank",
        examples=(
            "ranked 3rd in A, 5th in B and second in C",
            "79th of 85 teams in task A",
            "1st, 2nd and 1st rank",
            "ranks 24/33, 11/29 and 15/26",
            "ranks of 4, 3 and 2",
        ),
        trigger=(
            r"\d(?:st|nd|rd|th) \(?(?:out )?of |\d(?:st|nd|rd|th),? .*(?:rank|place|position)"
            r"|(?:rank|plac|posit|finish|stood).*(?:\d|first|second|third|fourth|fifth)"
        ),
        pattern=rf"""
            (?<! [\w/] ) (?P<value> (?P<place>
                \d{{1,3}} (?: st | nd | rd | th ) (?= \s \(? (?: out \s )? of \s (?: the \s )? [\d{BARE}]
                  | (?: , \s {ORDINAL} ){{0,9}} ,? \s and \s {ORDINAL} \s (?: rank | place | position ) )
              | (?: \d{{1,3}} (?: st | nd | rd | th ) | {one_of("first second third fourth fifth")} (?= \s (?: in
                | on | for | among | out ) \b ) )
                (?<= \b {PLACED} \b [^;.]{{1,100}} (?: , | \b and ) \s (?: the \s )? \w+ ) (?! \s (?! (?: in | on
                  | for | at ) \b ) \w+ \s (?: step
                  | stage | task | time ) )
              | \d{{1,3}} (?= \s? / \s? \d ) (?<= \b {PLACED} \s [^;.a-z]{{1,30}} (?: , | \b and ) \s (?: the
                \s )? \d+ | \b {PLACED} \b [^;.]{{1,60}} \b and \s \d+ )
              | {BARE}{{1,3}} (?<= \b ranks? \s (?: of \s )? (?: {BARE}{{1,3}} ,? \s ){{1,4}} (?: and \s )?
                {BARE}{{1,3}} ) ) )
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
            \b (?<! \b in \s the \s (?= first \s place \W ) )
            (?P<value> (?P<place> {ORDINAL} ) [\s-] (?: place | position | rank ) ) \b (?! s | \s candidates )
          | \b (?P<value> (?P<place> second | third ) [\s-] (?: best | highest ) ) \b (?! \s (?: strategy
            | {SYSTEMS} ) )
          | \b (?: among | in | within ) \s the \s (?P<value> (?P<place> top [\s-] (?: \d{{1,2}} | {BARE}{{1,2}}
            | two | three
            | five | ten ) ) )
            (?= \s (?: on \s the | of \s the | in \s | for \s | systems | teams | submissions | participa
              | performing | entries ) | [.,;)] )
        """,
        relation="place",
    ),
    Rule(
        id="rank.tops",
        kind="rank",
        examples=(
            "Our submission tops the leaderboard.",
            "describes the winning contribution to the shared task",
            "it topped both tracks",
        ),
        trigger=r"topp?(?:s|ed|ing) |winning ",
        pattern=rf"""
            \b (?= [tw] ) (?: (?P<value> top (?: s | ped | ping ) ) \b (?= \s (?: in \s | both | all | (?: the \s )?
              (?: [\w-]+ \s ){{0,3}}? {one_of("leaderboards? rankings? lists?")} ) )
              | (?<= \b (?: our | describes? \s the | presents? \s the | is \s the | was \s the | as \s the ) \s )
                (?P<value> winning ) (?= \s (?: \w+ \s )?
                  {one_of("contribution entry system submission solution team approach")} \b ) )
        """,
        relation="place",
    ),
    Rule(
        id="rank.won",
        kind="rank",
        examples=("Our primary submission won subtask C.",),
        trigger=r"won ",
        pattern=r"""
            \b (?P<value> won ) \s (?: the \s )?
              (?: (?! (?: in | by | of | at | on | for | first | second | third ) \b ) [\w-]+ \s ){0,5}?
                (?: sub-?task | task | track | competition
              | challenge )
        """,
        relation="place",
    ),
)
