"""How numbers are written in papers, as patterns: figures, units, magnitudes, words, modifiers, and what they are not.

Patterns are verbose `regex` unless a comment says RE2. `numbers` reads with them.
"""

from registry.quantity import Bound

__all__ = [
    "BEFORE",
    "BOUNDS",
    "BOUND_WORDS",
    "COMMA_SIGN",
    "COUNTED",
    "DECIMAL_COMMA",
    "DIGITS_SEEN",
    "FACTORS",
    "LABELLED",
    "LISTED",
    "MAGNITUDES",
    "MEANING",
    "MODEL_NAME",
    "NAMED",
    "NAMED_MODEL",
    "NOT_SUMMED",
    "NUMBER",
    "NUMBERED",
    "ORDINALS",
    "PARTS",
    "RUNS_OVER",
    "SETTING",
    "SPELLED",
    "SPREAD",
    "THINGS",
    "THOUSANDS",
    "UNSURE",
    "UNSURE_SEEN",
    "WORD",
    "WORDS",
    "WORDS_SEEN",
    "YEAR",
    "YEAR_BEFORE",
    "one_of",
]


def one_of(listed: str) -> str:
    """Any of the words (or small patterns) in a list set apart by spaces; "_" stands for a space inside one."""
    return f"(?: {' | '.join(listed.split())} )".replace("_", r"\s")


# Figures
DIGITS = r"""
    (?: \d{1,3} , \d{1,2} (?= \s? \\?% )   # "75,11 %"
      | (?<! [(\[{<] ) \d{1,3} , \d{1,2} (?! \d | , \s? \d | \w )   # "0,8", no "(1,2)"
      | 0 , \d{1,6} (?! \d | , \d )
      | \d{1,3} (?: (?: , | ' | \{,\} | \\, ) \d{3} )++ (?! \d )
        | \d{1,3} (?: ,[ ] 000 )++ (?! \d )   # "24, 000", as corpora print it
      | (?<! \d ,[ ] ) \d{1,3} ,[ ] \d{3} (?<! 00 ) (?= [ ]
          (?! (?: and | or | to | for | in | on | at | puis | et | ou | und ) \b ) [a-z] )
      | \d{1,3} (?: [ ] \d{3} )++ (?! [\d\w%-] )
      | \d{1,30}+ (?! \d ) ) (?: \. \d{1,30}+ )?+ (?! \d )
    | \. \d{1,30}+
"""
DECIMAL_COMMA = r"\d{1,3},\d{1,2}|0,\d+"
# Without a unit "3,4" is 3.4 only beside what says so: another such number, French, German.
COMMA_SIGN = r"""
    (?<! \d ) 0,\d | \d,\d{1,2} \s? %
  | \d\d,\d{1,2} \s (?: \w+ \s ){0,2}? (?: F1 | BLEU | [\w-]*[Ss]core | accuracy ) \b
  | \b (?: de | des | du | une | sur | par | le | les | und | der | das | von | mit | auf ) \b
"""
# "50.000 tweets"
THOUSANDS = rf"""
    [1-9]\d{{0,2}}\.000 (?= \s (?: (?! {one_of("on in for with at to by of as from is was")} \b ) [\w.-]+ \s ){{0,3}}?
      (?! {one_of("is was has as its this does")} \b )
      [a-zA-Z-]+s \b )
"""
MAGNITUDES = {"k": 3, "m": 6, "b": 9, "t": 12, "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
MAGNITUDES |= {"millionen": 6, "milliard": 9, "milliarden": 9}
MAGNITUDES |= {f"hundred {many}": MAGNITUDES[many] + 2 for many in ("thousand", "million", "billion")}
LARGE = (
    r"(?: hundred \s (?: thousand | million | billion ) | hundred | thousand | [mM]illi (?: on | ard ) (?: en )?"
    r" | billion | trillion )"
)
MAGNITUDE = rf"""
    [kKMB] (?! [\w$] ) | T (?= \s (?: tokens | words | param ) ) | [\s-]? {LARGE} s? \b | \s? \$? [KMB] \$? \b
      (?! \. [CE] )
"""
TIMES_MORE = one_of("the that as of more less fewer \\w+er over speed improvement increase reduction decrease compared")
# "Twofold" alone says of how many parts something is, "twice" how often it is done
CHANGED = one_of(
    "increas improv reduc speed fast slow more less fewer high low gain decreas larg small better accelerat compress"
    " enhanc boost sav drop bigger cheap short long rise great"
)
TWICE_WHAT = one_of("as the that those its their more less fewer better \\w+er")
UNITS = {  # "% points" is points, so it comes before "%"
    "points": r"""
        (?: \s? \$? \s? \\?% | [\s-] percent(?:age)? | [\s-] per \s cent ) [\s-]? (?: points? | pts? ) \b
      | \s? \\?% [pP] \b
      | [\s-]? (?: pp | p\.p\. | ppts? | pts? ) (?! [\w/] )
      | \$? [\s-] (?: absolute \s )? points? (?: \s de \s pourcentage )? \b
      | [\s-]? Prozentpunkte? n? \b
      | \s (?! Over | In ) [A-Z] [\w@-]* \w \s (?: score \s )? points \b""",
    "percent": r" \s? \$? \s? \\?% | [\s-] (?: per \s? cent (?! age ) | pour \s cent \b | Prozent \b ) ",
    "times": rf"""
        \s? \$? \s? (?: \\times | [xX] ) \$? (?: (?! [\w{{] | \s? \$? \d ) | (?= (?: fast | slow | small | larg ) er ) )
      | [\s-]? folds? \b (?: (?= \s (?: [\w-]+ \s ){{0,3}}? {CHANGED} ) | (?<= \b (?: by | to | of )
        \s [\d.,]+ [\s-]? fold ) )
      | \s times \b (?: (?= \s {TIMES_MORE} \b )
          | (?<= \b (?: by | of | to | factor ) \s (?: \w+ \s ){{0,2}} [\d.,]+ \s times ) )""",
}
PHYSICAL = one_of(
    "ms milliseconds? seconds? secs? minutes? mins? hours? hrs? [GMTK]i?B kB dB [kMG]?Hz FPS fps km2? m2 cm mm kg"
    " [kMG]?bps k?Wh? mW MW m?J kJ [GTMP]?FLOP[Ss]? meters? metres? kilomet(?:er|re)s? watts? joules? degrees? °C?"
    " units"
)
PHYSICAL_UNIT = rf"""
      [\s~]? \$? {PHYSICAL} (?! \w )
    | (?<= \d ) (?: s (?<! (?: 1[5-9] | 20 ) \d\d s ) | m | h | V | W ) (?! \w )   # "0.8s", not "1800s"
    | - (?: hours? | minutes? | seconds? ) \b
    | \s [A-Z] [a-z]+ \s [a-z]+ \s units \b
"""
UNCERTAINTY = r" \s? \$? (?: ± | \\pm | \+/?- ) \$? \s? (?P<uncertainty>"
GLUED = "(?: F1 | BLEU | mAP )"  # "39.9F1"
RAISED = "²³¹⁰⁴-⁹"  # a footnote's number after a decimal; a power after an integer
# A confidence interval or a deviation: "95% CI 0.81-0.86", "(CI: 0.7 to 0.9)", "(±0.3)", "(std 0.3)", "_{\\pm 0.2}"
UNSURE = r"""
    (?: \d\d (?: \.\d )? \s? \\?% [\s-] )? (?: \b CIs? \b | [Cc]onfidence \s intervals? ) (?: \s \( \w+ \) )? [\s:=,]*+
      (?: of \s )? [\[(]?
    (?P<unsure> -? [\d.]{1,12} \s? %? \s? (?: [-,;] | to ) \s? -? [\d.]{0,11} \d \s? %? )? [\])]?
  | (?: [(\[] \s? \$? | _ \{? ) \s? (?: ± | \\pm | \+/?- ) \$? \s?
      (?P<unsure> [\d.,]{0,7} \d \s? (?: \\?% )? ) \s? [$})\]]{0,2}
  | (?: \s? [(\[,] \s? )? (?: with \s an? \s )? (?<! \w ) (?: std (?: \.? \s? dev\w* | ev )? \.? | SD | s\.d\. | σ
      | [Ss]tandard \s (?: deviation | error ) s? ) \s? (?: [=:] | of )? \s?
      (?P<unsure> [\d.]{0,7} \d \s? (?: \\?% )? ) [)\]]?
"""
# What any of them has
UNSURE_SEEN = (
    "CI",
    "onfidence int",
    "(±",
    "[±",
    "\\pm",
    "+/-",
    "(+-",
    "std",
    "SD",
    "s.d.",
    "σ",
    "tandard d",
    "tandard e",
)
NUMBER = rf"""
    (?= [\d.+-] ) (?:
    # no letter, no name, no index before it
    (?<! [\w.^_\\\#@'] | \d [\ufffd\ud800-\udfff] | [^\W\dx] - | [^\d] x - | [)\]}}{{] - | [\^_] \{{ | \d : | \d , )
    (?: (?<! / ) | (?<= \. \d{{1,4}} / | % / ) (?= \d{{1,4}} (?: \.\d | \s? \\?% ) ) )   # "2.4/2.3/1.1", no "3/4"
    (?: (?<! [\w/^_-] \$ ) | (?<= \\ (?: sim | approx | pm | times | geq? | leq? ) \$ ) )
    (?P<sign> \+ [ ]? (?= \$? [\d.] ) | (?<! [^\s($~] ) - (?= \$? [\d.] ) )? (?: (?<= [+-] ) \$ )?
    (?P<digits> {DIGITS} )
    (?P<magnitude> {MAGNITUDE} )?
    (?P<plus> \+ (?! \w ) )?
    (?: {UNCERTAINTY} (?: {DIGITS} ) ) )?
    (?: {" | ".join(f"(?P<{unit}> {pattern} )" for unit, pattern in UNITS.items())} | (?P<physical> {PHYSICAL_UNIT} ) )?
    (?: {UNCERTAINTY} (?: {DIGITS} ) (?: \s? \\?% )? ) )?
    (?! (?! {GLUED} \b ) (?<! x ) [^\W_{RAISED}] | (?<! \.\d{{1,4}} ) , \d | / [a-zA-Z] \w* [/.] |
      (?<! \.\d{{1,4}} ) [{RAISED}] | \.\d | : \d
      | / (?! \d{{1,4}} (?: \.\d{{1,4}} (?! \d ) | \s? \\?% ) ) \d | \s? x \s? \d
        | \$? [\^_] (?! \{{? \s? (?: \\pm | ± ) ) | (?<= \d ) - [^\W\d]
        | ' )
  | (?= [\d.] ) (?<! [\w-] ) (?P<digits> {DIGITS} ) (?P<magnitude> {MAGNITUDE} ) (?= - [a-z] )   # "1.4M-image"
    )
"""

# Words
SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: n for n, word in enumerate(SMALL + TEENS, 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
WORDS |= {f"{ten}-{one}": WORDS[ten] + WORDS[one] for ten in TENS for one in SMALL}
WORDS |= {"both": 2, "dozen": 12, "a": 1, "an": 1, "hundred": 100}
WORD = rf"(?: {one_of(' '.join(TENS))} - {one_of(' '.join(SMALL))} | {one_of(' '.join(SMALL + TEENS + TENS))} )"
ORDINALS = {
    word: n
    for n, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
FACTORS = {"half": "0.5", "halv": "0.5", "twice": "2", "thrice": "3", "double": "2", "triple": "3", "quadruple": "4"}
HALF_AFTER = one_of("about around nearly almost only just roughly than over approximately with using by to in for that")
SPELLED = rf"""
    \b (?P<word> {WORD} ) \b
      (?: (?P<magnitude> [\s-] {LARGE} \b ) | (?P<percent> \s per \s? cent \b )
        | (?P<times> [\s-]? fold \b (?= \s (?: [\w-]+ \s ){{0,3}}? {CHANGED} ) | \s times \b (?= \s {TIMES_MORE} \b ) )
        | (?P<points> \s (?: percent(?:age)? \s | absolute \s )? points? \b ) )
  | \b (?P<word> an? | half \s a ) (?P<magnitude> \s {LARGE} (?<! hundred ) \b )
  | \b (?P<part> (?: {one_of(" ".join(SMALL))} [\s-] | [Aa] \s ) {one_of("half third quarter fifth tenth")} s?
      | (?<= (?: ^ | \b {HALF_AFTER} \s ) ) [Hh]alf | \d / \d{{1,2}} )
    (?= \s of \s (?: {one_of("the all its their our these them those data training")} | [\w-]+ s ) \b )
  | \b (?P<word> two | three | four | five | ten ) (?P<times> -? fold ) \b (?= \s (?: [\w-]+ \s ){{0,3}}? {CHANGED} )
  | \b (?P<orders> an? | one | two | three | four | five | six | several | \d ) \s orders? \s of \s magnitude s? \b
  | \b (?P<factor> half (?= \s (?: the | its | their | as | that ) \b ) | (?: twice | thrice ) (?= \s {TWICE_WHAT} \b )
      | (?: (?: double | triple | quadruple ) [sd]? | doubling | tripling | halv (?: es | ed | ing ) )
        (?= \s (?: the | its | their | that | (?<! s \s ) in ) \b ) ) \b
  | \b (?: in | by ) \s (?P<factor> half ) \b
"""
# RE2: a figure that opens a word and is no year and no "(1)"; and what a number in words has
DIGITS_SEEN = (
    r"(?:^|[\s($~+=<>\[{/-])(?:\.\d|\d{1,3}(?:[^\d):]|$)|\d{5}|(?:[03-9]\d|1[0-8]|2[1-9])\d\d"
    r"|(?:19|20)\d\d (?:[a-z-]+ ){0,2}[a-z-]+s\b)|= ?\d"
)
WORDS_SEEN = (
    r"(?:half|halv|twice|thrice|[Dd]oubl|tripl|quadrupl)|orders? of mag|fold\b|(?:third|quarter|fifth|tenth)s? of "
    r"|\d/\d+ of "
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|teen|ty|dozen|a|an)"
    r"(?: times|[ -](?:hundred|thousand|[mbtr]+illion)| per ?cent| (?:percent(?:age)? |absolute )?points?)"
)

# Modifiers, read backwards from the number
BOUNDS: dict[Bound, str] = {
    "up_to": r" up \s? to | jusqu'à | bis \s zu | as \s (?: much | high | low | many | large | fast ) \s as"
    r" | (?: a \s )? maxim(?:um|al) \s (?: of \s )? ",
    "at_least": r""" over | plus \s de | mehr \s als | über | more \s than | at \s least | above | exceeding | beyond
        | exceed (?: s | ed )? | greater \s than | higher \s than
        | no \s (?: less | fewer ) \s than | as \s few \s as | upwards \s of | >
        | \\geq? | \\ge | \\gt | larger \s than """,
    "at_most": r""" below | moins \s de | en \s dessous \s de | weniger \s als | under | at \s most | no \s more \s than
        | (?: less | fewer | lower | smaller ) \s than | within | < | \\leq? | \\le | \\lt """,
    "about": r""" about | around | approximately | approx\.? | roughly | nearly | almost | ~ | \\sim | \\approx
        | circa | ca\. | some | close \s to | environ | autour \s de | etwa | rund """,
}
# How the words that any of them ends with end themselves
BOUND_WORDS = (
    "to jusqu'à zu as maximum maximal of over de als über than least above exceeding exceed exceeds exceeded beyond"
    " > ge gt geq below under most within < le lt leq about around approximately approx approx. roughly nearly almost ~"
    " sim circa ca. some environ etwa rund an a the only just"
)
MODIFIER = " | ".join(f"(?P<{bound}> {words} )" for bound, words in BOUNDS.items())
BEFORE = rf"""(?ri)
    (?<! [\w-] ) (?: {MODIFIER} ) \s? (?: (?: an? | the | only | just | about ) \s )?
    [$(\s]*+ (?: \\ (?: sim | approx ) )? [$\s]*+
"""
# "Over" tells what a summary runs over, and not how large the number is: "WER over 15 languages", "over the 57 tasks"
SUMMED = one_of(
    r"data_?sets benchmarks tasks languages? domains seeds runs corpora test_(?:sets|suites) treebanks subjects models"
    r" trials papers folds sessions modalities settings environments games scenarios (?:sub-?)?tasks categories"
    r" directions problems metrics competitions"
)
SUPPORTED = one_of(  # after these "over 100 languages" is more than a hundred of them
    r"of with has have had contain\w* cover\w* compris\w* includ\w* in on for from to and by across"
    r" all span\w* the support\w*"
    r" us\w+ is are was were at into or speak\w* collect\w* provid\w* releas\w* hold\w* train\w*"
    r" test\w* evaluat\w* offer\w*"
    r" annotat\w* present\w* involv\w* consider\w* select\w* list\w* stud\w+ analy\w+ gather\w* receiv\w* attract\w*"
    r" consists? featur\w* serv\w* crawl\w* contributed process\w* survey\w* handl\w* creat\w* totall?ing among just"
)
RUNS_OVER = (
    rf"(?i) over \s (?: the | all | these ) \s | over \s [$(]*+ \d{{1,3}} \s (?: [\w-]+ \s ){{0,3}}? {SUMMED} \b"
)
NOT_SUMMED = rf"(?ri) (?: \b {SUPPORTED} | [,;(:] | ^ ) \s*"

# What is no claim though it has a number
LABEL = one_of(
    "tasks? tracks? sub-?tasks? sections? sec\\. figures? figs?\\.? tables? stages? versions?(?:_from)? phases? steps?"
    " types? top ranks? days? rounds? epochs? grades? groups? chapters? equations? eqs?\\. questions? level"
    " experiments?"
    " stud(?:y|ies) iterations? seed folds? aged? layers? teams? no\\. number part class scenario"
    " categor(?:y|ies) lines? tâches? étapes? niveaux? tableaux? Aufgaben? Abbildung Tabelle Abschnitt"
    " appendix theorem lemma setting rooms? cluster runs? weeks? hypothes[ie]s RQ model option batch_sizes?(?:_of)?"
    " learning_rate(?:_of)? temperature(?:_of)? windows?"
)
OPENS = one_of(  # a capital that opens a sentence, not a name
    "The Our Over On In With From Of For All These At By Using Among About Nearly Only Up To We It And Its This"
    " Their Around Approximately Than Across Between Both Further Additional Another Having Including Out But"
)
MEASURES = one_of(
    "BLEU ROUGE METEOR chrF COMET TER WER CER F1 AUC AUROC AUPRC ROC MAP AP mAP MRR PSNR SSIM FID IoU mIoU NDCG UAS LAS"
    " EM MCC RMSE MAE MSE CIDEr SPICE MOS EER Acc Accuracy Precision Recall Score Kappa Pearson Spearman FVD"
    " LPIPS Dice Smatch"
    " Hits"
)
NAMED = rf"""(?r)
    (?: (?<= [\s("\[-] | ^ ) (?i: {LABEL} ) \s
      | (?<= [\s("\[] ) (?! {OPENS} \s | \S* {MEASURES} )
        (?: [A-Z] [\w.@/&+'-]* | [a-z]+ [A-Z\d] \w* | \( [A-Z]+ \) ) \s
      | (?<! \w ) (?: (?! [rRnNPF] ) [a-zA-Z] | \\ \w+ | p-values? (?: \s of )? ) \s? [=<>]+ \s? (?: \$ | \\ \w+ \s? )*
      | \[ (?: \d+ , \s? )* ) \(?
"""
LISTED = rf"(?ri) (?: ^ | [\s(\"\[-] ) {LABEL} \s (?: \d{{1,2}} (?: , | ,? \s (?: and | or | & | to ) ) \s )+"
LABELLED = r"(?ri) (?: sub-? )? (?: tasks? | tracks? | stage | phase | section | part | table | figure ) \s"
SETTING = r"(?r) \b (?: batch \s sizes? | learning \s rate | temperature ) (?: \s of )? \s"
YEAR = r"(?: 19 | 20 ) \d\d (?! [\d.] )"
YEAR_BEFORE = r"(?r) (?: \b (?: in | since | from | until | by ) | \b al\. | [A-Z] \w* ) \s \(?"
COUNTED = rf"\s (?: [a-z][\w-]*+ \s ){{0,2}} (?! {one_of('is was has as its this does')} \b ) [a-z][\w-]*s \b"
NAMED_MODEL = rf"(?r) (?<= [\s(] | ^ ) (?! {OPENS} \s ) [A-Z] [\w.-]* (?: \s [\d.]+ )? [\s-]"
# Of a scale: "where 5 indicates a large improvement"
MEANING = r"\s (?: (?: indicat | denot | represent | signif ) (?: es | s | ing | ies | ying ) | mean (?: s | ing ) ) \b"
MODEL_NAME = r"\s \w*[A-Z]\w*[A-Z]\w* \b"
NUMBERED = r"(?ri) \b (?: version | section | release | table | figure | equation ) s? \s \( "
THINGS = r"(?: \s [a-z][\w-]*+ ){1,3}"  # "a corpus of Russian (174 news reports)"
SPREAD = r"\b (?: rang | vary | vari | span | between )"
