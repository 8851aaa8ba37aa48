"""Numbers as papers print them, read exactly; and what only looks like one, refused.

`numbers(line)` finds the quantities of a sentence: "43.8%", "10 000 times", "2 - 6x", "5.3 million",
"three billion", "half the". `shape(line, found)` is a copy of the sentence, equally long, in which each of
them is spelled with one control sign for its class, so that a rule can say "by, then a percentage, then
higher" without knowing how numbers are written:

    "improves by up to 2.5% over"  →  "improves by ☐☐☐☐☐☐■■■■ over"      (☐ BOUND, ■ PERCENT)
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import regex

from extractors.rule import seconds_for
from registry.quantity import Bound, Quantity

__all__ = [
    "BARE",
    "BOUND",
    "COUNT",
    "DECIMAL",
    "DIGITS_SEEN",
    "PERCENT",
    "PHYSICAL",
    "POINTS",
    "SIGNED",
    "TIMES",
    "WORDS_SEEN",
    "Number",
    "count",
]
__all__ += ["numbers", "ordinal", "shape"]

# The classes, as the sign that stands for each in a shape.
PERCENT, POINTS, TIMES, PHYSICAL, BARE, DECIMAL, COUNT, SIGNED, BOUND = "\x01\x02\x03\x04\x05\x06\x07\x08\x0e"


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in a sentence. `bound_start` is where its modifier begins ("up to"), or its own start;
    `shape` is the sign of its class; `uncertainty` what is printed after ±."""

    start: int
    end: int
    bound_start: int
    shape: str
    quantity: Quantity
    uncertainty: str | None = None


DIGITS = r"""
    (?: \d{1,3} , \d{1,2} (?= \s? \\?% )   # "75,11 %"
      | \d{1,3} (?: (?: , | \{,\} | \\, ) \d{3} )++ (?! \d )
      | \d{1,3} (?: [ ] \d{3} )++ (?! [\d\w%-] )
      | \d{1,30}+ (?! \d ) ) (?: \. \d{1,30}+ )?+ (?! \d )
    | \. \d{1,30}+
"""
UNITS = {  # "% points" is points, so it comes before "%"
    "points": r"""
        (?: \s? \$? \s? \\?% | [\s-] percent(?:age)? | [\s-] per \s cent ) [\s-]? (?: points? | pts? ) \b
      | \s? \\?% [pP] \b
      | [\s-]? (?: pp | p\.p\. | ppts? | pts? ) (?! [\w/] )
      | [\s-] (?: absolute \s )? points? \b
      | \s (?! Over | In ) [A-Z] [\w@-]* \w \s (?: score \s )? points \b""",
    "percent": r" \s? \$? \s? \\?% | [\s-] per \s? cent (?! age ) ",
    "times": r"""
        \s? \$? \s? (?: \\times | [xX] ) \$? (?: (?! [\w{] ) (?! \s? \$? \d ) | (?= faster | slower | smaller | larger ) )
      | [\s-]? folds? \b (?! \s (?: cross | CV | validation ) ) 
      | \s times \b (?: (?= \s (?: the | that | as | of | more | less | fewer | \w+er | over | speed | improvement | increase | reduction | decrease | compared ) \b )
                      | (?<= \b (?: by | of | to | factor ) \s (?: \w+ \s ){0,2} [\d.,]+ \s times ) )""",
}
PHYSICAL_UNIT = r"""
    [\s~]? \$? (?: ms | milliseconds? | seconds? | secs? | minutes? | mins? | hours? | hrs? | [GMTK]i?B | kB | dB | [kMG]?Hz
        | FPS | fps | km2? | m2 | cm | mm | kg | [kMG]?bps | k?Wh? | mW | MW | m?J | kJ | [GTMP]?FLOPS? | [GTMP]?FLOPs
        | meters? | metres? | kilomet(?:er|re)s? | watts? | joules? | degrees? | °C? | units ) (?! \w )
    | (?<= \d ) (?: s (?<! (?: 1[5-9] | 20 ) \d\d s ) | m | h | V | W ) (?! \w )
    | - (?: hours? | minutes? | seconds? ) \b
    | \s [A-Z] [a-z]+ \s [a-z]+ \s units \b
"""
MAGNITUDES = {"k": 3, "m": 6, "b": 9, "t": 12, "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
MAGNITUDE = r" [kKMB] (?! [\w$] ) | T (?= \s (?: tokens | words | param ) ) | [\s-]? (?: hundred | thousand | million | billion | trillion ) s? \b | \s? \$?[KMB]\$? \b "

SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: n for n, word in enumerate(SMALL + TEENS, 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
WORDS |= {f"{ten}-{one}": WORDS[ten] + WORDS[one] for ten in TENS for one in SMALL} | {
    "both": 2,
    "dozen": 12,
    "a": 1,
    "an": 1,
    "hundred": 100,
}
WORD = rf"(?: (?: {' | '.join(TENS)} ) - (?: {' | '.join(SMALL)} ) | {' | '.join(SMALL + TEENS + TENS)} )"
ORDINALS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
FACTORS = {"half": "0.5", "twice": "2", "thrice": "3", "double": "2", "triple": "3", "quadruple": "4", "halv": "0.5"}

NUMBER = rf"""
    (?= [\d.+-] )
    # no letter, no name, no index before it
    (?<! [\w.^_/\\\#@'] | [^\W\d] - | [)\]}}{{] - | [\^_] \{{ | \d : | \d , )
    (?: (?<! [\w/^_-] \$ ) | (?<= \\ (?: sim | approx | pm | times | geq? | leq? ) \$ ) )
    (?P<sign> \+ [ ]? (?= \$? [\d.] ) | (?<! [^\s($~] ) - (?= \$? [\d.] ) )? (?: (?<= [+-] ) \$ )?
    (?P<digits> {DIGITS} )
    (?P<magnitude> {MAGNITUDE} )?
    (?P<plus> \+ (?! \w ) )?
    (?: \s? \$? (?: ± | \\pm ) \$? \s? (?P<uncertainty> (?: {DIGITS} ) ) )?
    (?: {" | ".join(f"(?P<{unit}> {pattern} )" for unit, pattern in UNITS.items())} | (?P<physical> {PHYSICAL_UNIT} ) )?
    (?: \s? \$? (?: ± | \\pm ) \$? \s? (?P<uncertainty> (?: {DIGITS} ) (?: \s? \\?% )? ) )?
    (?! (?<! x ) \w | \.\d | [/:] \d | \s? x \s? \d | \$? [\^_] | - [^\W\d] | ' )
  | (?= [\d.] ) (?<! [\w-] ) (?P<digits> {DIGITS} ) (?P<magnitude> {MAGNITUDE} ) (?= - [a-z] )   # "1.4M-image"
"""
SPELLED = rf"""
    \b (?P<word> {WORD} ) \b
    (?: (?P<magnitude> [\s-] (?: hundred | thousand | million | billion | trillion ) \b )
      | (?P<times> [\s-]? fold \b (?! \s cross ) | \s times \b (?= \s (?: the | that | as | more | less | fewer | \w+er | improvement | increase | reduction ) \b ) ) | (?P<percent> \s per \s? cent \b )
      | (?P<points> \s (?: percent(?:age)? \s | absolute \s )? points? \b ) )
    (?P<uncertainty> \x00 )?
  | \b (?P<word> an? | half \s a ) (?P<magnitude> \s (?: thousand | million | billion | trillion ) \b )
  | \b (?P<word> two | three | four | five | ten ) (?P<times> -? fold ) \b
  | \b (?P<orders> an? | one | two | three | four | five | six | several | \d ) \s orders? \s of \s magnitude s? \b
  | \b (?P<factor> half (?= \s (?: the | its | their | as | that ) \b )
         | twice | thrice | (?: (?: double | triple | quadruple ) [sd]? | doubling | tripling | halv (?: es | ed | ing ) ) (?= \s (?: the | its | their | that | in ) \b ) ) \b
  | \b (?: in | by ) \s (?P<factor> half ) \b
"""
BOUNDS: dict[Bound, str] = {
    "up_to": r" up \s? to | as \s (?: much | high | low | many | large | fast ) \s as | (?: a \s )? maxim(?:um|al) \s (?: of \s )? ",
    "at_least": r""" over | more \s than | at \s least | above | greater \s than | higher \s than | exceeding | beyond
        | no \s (?: less | fewer ) \s than | as \s few \s as | upwards \s of | > | \\geq? | \\ge | \\gt | larger \s than """,
    "at_most": r""" below | (?: less | fewer | lower | smaller ) \s than | under | at \s most | no \s more \s than | within
        | < | \\leq? | \\le | \\lt """,
    "about": r" about | around | approximately | approx\.? | roughly | nearly | almost | ~ | \\sim | \\approx | circa | ca\. | some | close \s to ",
}
MODIFIER = " | ".join(f"(?P<{bound}> {pattern} )" for bound, pattern in BOUNDS.items())
BEFORE = rf"(?ri) (?<! [\w-] ) (?: {MODIFIER} ) \s? (?: (?: an? | the | only | just | about ) \s )? [$(\s]*+ (?: \\ (?: sim | approx ) )? [$\s]*+"

LABEL = r"""
    (?i: tasks? | tracks? | sub-?tasks? | sections? | sec\. | figures? | figs?\.? | tables? | stages? | versions? (?: \s from )? | phases? | steps?
      | types? | top | ranks? | days? | rounds? | epochs? | grades? | groups? | chapters? | equations? | eqs?\. | questions? | level
      | experiments? | stud(?:y|ies) | iterations? | seed | folds? | aged? | layers? | teams? | no\. | number | part | class | scenario
      | categor(?:y|ies) | lines? | appendix | theorem | lemma | setting | rooms? | cluster | runs? | weeks? | hypothes[ie]s | RQ
      | model | option | batch \s sizes? (?: \s of )? | learning \s rate (?: \s of )? | temperature (?: \s of )? | windows? )
"""
OPENERS = "The Our Over On In With From Of For All These At By Using Among About Nearly Only Up To We It And Its This"
OPENERS += " Their Around Approximately Than Across Between Both Further Additional Another Having Including Out But"
METRIC_WORD = r""" (?: BLEU | ROUGE | METEOR | chrF | COMET | TER | WER | CER | F1 | AUC | AUROC | AUPRC | ROC | MAP | AP | mAP | MRR | PSNR
    | SSIM | FID | IoU | mIoU | NDCG | UAS | LAS | EM | MCC | RMSE | MAE | MSE | CIDEr | SPICE | MOS | EER | Acc | Accuracy | Precision
    | Recall | Score | Kappa | Pearson | Spearman | FVD | LPIPS | Dice | Smatch | Hits ) """
NAMED = rf"""(?r)
    (?: (?<= [\s("\[-] | ^ ) {LABEL} \s
      | (?<= [\s("\[] ) (?! (?: {" | ".join(OPENERS.split())} ) \s | \S* {METRIC_WORD} ) (?: [A-Z] [\w.@/&+'-]* | [a-z]+ [A-Z\d] \w* | \( [A-Z]+ \) ) \s
      | (?<! \w ) (?: (?! [rRnN] ) [a-zA-Z] | \\ \w+ | p-values? (?: \s of )? ) \s? [=<>]+ \s? (?: \$ | \\ \w+ \s? )*
      | (?<! \w ) p \s? [=<>]+ \s?
      | \[ (?: \d+ , \s? )* ) \(?
"""
YEAR = regex.compile(r"(?:19|20)\d\d(?!\d)")
YEAR_BEFORE = regex.compile(r"(?r)(?:\b(?:in|since|from|until|by)|[A-Z]\w*)\s\(?")
COUNTED = regex.compile(r"\s(?:[a-z][\w-]*+\s){0,2}(?!(?:is|was|has|as|its|this|does)\b)[a-z][\w-]*s\b")
NAMED_MODEL = regex.compile(
    r"(?r)(?:[A-Z][\w.-]*\w\s[\d.]+|[A-Z]\w*[A-Z]\w*|Llama|Qwen|Gemma|Mistral)[\s-]"
)  # "Llama 3 70B"
MODEL_NAME = regex.compile(r"\s\w*[A-Z]\w*[A-Z]\w*\b")  # "7B LLaVA"
SPREAD = regex.compile(r"\b(?:rang|var(?:y|i)|span|between)")
# RE2: a figure that opens a word and is no year and no "(1)"; and what a number in words has
DIGITS_SEEN = (
    r"(?:^|[\s($~+=<>\[{/-])(?:\.\d|\d{1,3}(?:[^\d):]|$)|\d{5}|(?:[03-9]\d|1[0-8]|2[1-9])\d\d"
    r"|(?:19|20)\d\d (?:[a-z-]+ ){0,2}[a-z-]+s\b)|= ?\d"
)
WORDS_SEEN = (
    r"\b(?:half|halv|twice|thrice|[Dd]oubl|tripl|quadrupl)|orders? of mag|fold\b"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|teen|ty|dozen|a|an)"
    r"(?: times|[ -](?:hundred|thousand|[mbr]illion)| per ?cent| (?:percentage |absolute )?points?)"
)
DECIMAL_COMMA = regex.compile(r"\d{1,3},\d{1,2}")
NO_DIGIT = regex.compile(r"[^\d.]+")


def pattern(source: str) -> regex.Pattern[str]:
    return regex.compile(source, regex.VERBOSE)


@cache
def patterns() -> dict[str, regex.Pattern[str]]:
    """Compiled on first use, so that importing costs nothing."""
    named = {"number": NUMBER, "spelled": SPELLED, "before": BEFORE, "named": NAMED}
    return {name: pattern(source) for name, source in named.items()}


def numbers(line: str, in_words: bool = True) -> list[Number]:
    """The quantities of a tidied sentence, in order, ranges joined, without years, labels and parts of names.

    Numbers in words ("three billion", "half the") are looked for unless `in_words` says that there are none.
    """
    compiled, seconds = patterns(), seconds_for(line)
    found = [digits_read(match, line) for match in compiled["number"].finditer(line, timeout=seconds)]
    if in_words:
        spelled = [words_read(match, line) for match in compiled["spelled"].finditer(line, timeout=seconds)]
        found = merged(found, spelled)
    return [number for number in joined(found, line) if not is_part_of_name(number, line)]


def merged(found: list[Number], spelled: list[Number]) -> list[Number]:
    """Both, in order; a number in digits wins over one in words at the same place."""
    free = [word for word in spelled if not any(word.start < n.end and n.start < word.end for n in found)]
    return sorted(found + free, key=lambda number: number.start)


def digits_read(match: regex.Match[str], line: str) -> Number:
    sign, digits, magnitude, plus, uncertainty, physical = match.group(
        "sign", "digits", "magnitude", "plus", "uncertainty", "physical"
    )
    unit, shaped = unit_and_shape(match, sign, digits, magnitude, physical)
    start = match.start("sign") if sign else match.start("digits")
    bound, bound_start = bound_before(line, start)
    if plus and bound == "exact":
        bound = "at_least"
    end = end_without_uncertainty(match) if uncertainty else match.end()
    if plus and end == match.end("plus"):
        end -= 1  # "100+" is 100 with a modifier
    return Number(start, end, bound_start, shaped, Quantity(decimal(sign, digits, magnitude), unit, bound), uncertainty)


def end_without_uncertainty(match: regex.Match[str]) -> int:
    """Where the number and its unit end: "85.3" of "85.3 ± 0.2", all of "85.3 ± 0.2%"."""
    ends = [match.end(group) for group in ("digits", "magnitude", "percent", "points", "physical")]
    return max(end for end in ends if end < match.start("uncertainty") or end == match.end())


def unit_and_shape(
    match: regex.Match[str], sign: str | None, digits: str, magnitude: str | None, physical: str | None
) -> tuple[str | None, str]:
    signed = SIGNED if sign and sign[0] == "+" else None
    percent, points, times = match.group("percent", "points", "times")
    if percent or points or times:
        unit, shaped = ("percent", PERCENT) if percent else ("points", POINTS) if points else ("times", TIMES)
        return unit, signed or shaped
    if physical:
        return physical.strip(" ~$-"), signed or PHYSICAL
    if magnitude or (len(digits) > 4 and "." not in digits):
        return None, COUNT
    return None, signed or (DECIMAL if "." in digits else BARE)


def decimal(sign: str | None, digits: str, magnitude: str | None) -> Decimal:
    """Every printed digit, moved by the magnitude: 5.3 million is 5.3E+6, and 5.30 million 5.30E+6."""
    if not digits.isdigit():
        digits = digits.replace(",", ".") if DECIMAL_COMMA.fullmatch(digits) else NO_DIGIT.sub("", digits)
    if magnitude:
        digits += f"E{MAGNITUDES[magnitude.strip(' -$').removesuffix('s').lower()]}"
    return Decimal(f"-{digits}" if sign == "-" else digits)


def words_read(match: regex.Match[str], line: str) -> Number:
    groups = match.groupdict()
    start, end = match.span()
    bound, bound_start = bound_before(line, start)
    if groups["orders"]:
        many = groups["orders"].lower()
        power = int(many) if many.isdigit() else WORDS.get(many, 1)
        return Number(start, end, bound_start, TIMES, Quantity(Decimal(10**power), "times", bound))
    if groups["factor"]:
        start, end = match.span("factor")
        factor = next(value for word, value in FACTORS.items() if groups["factor"].startswith(word[:4]))
        return Number(start, end, start, TIMES, Quantity(Decimal(factor), "times"))
    word = groups["word"].lower()
    value = decimal(None, "0.5" if word == "half a" else str(WORDS[word]), groups["magnitude"])
    if groups["magnitude"]:
        return Number(start, end, bound_start, COUNT, Quantity(value, None, bound))
    unit, shaped = next((u, s) for u, s in (("times", TIMES), ("percent", PERCENT), ("points", POINTS)) if groups[u])
    return Number(start, end, bound_start, shaped, Quantity(value, unit, bound))


def bound_before(line: str, start: int) -> tuple[Bound, int]:
    """What the words before a number say of it, and where they begin."""
    match = patterns()["before"].match(line, max(0, start - 32), start)
    if match is None or (match["at_least"] == "over" and counts_over(line, match.start(), start)):
        return "exact", start
    bound: Bound = next(bound for bound in BOUNDS if match[bound])
    return bound, match.start()


SUMMARISED = regex.compile(
    r"(?r)(?:averag\w*|mean|improvements?|gains?|advantages?|performance|results?|classification|evaluat\w+)\s"
)


def counts_over(line: str, over: int, number: int) -> bool:
    """Whether "over" tells what a summary runs over ("averaged over 21 datasets") and not how large the number is."""
    return SUMMARISED.match(line, max(0, over - 20), over) is not None


def joined(found: list[Number], line: str) -> list[Number]:
    """Two ends of one range become one number; the second half of something else ("80-20") goes."""
    result: list[Number] = []
    for number in found:
        if result:
            gap = line[result[-1].end : number.start].strip("$")
            if is_range(result[-1], gap, number, line):
                result[-1] = as_range(result[-1], number)
                continue
            if gap in ("-", "--", "~"):
                result.pop()
                continue
        result.append(number)
    return result


def is_range(low: Number, gap: str, high: Number, line: str) -> bool:
    if low.quantity.value is None or high.quantity.value is None or low.shape == SIGNED:
        return False
    if low.quantity.unit not in (None, high.quantity.unit) or YEAR.fullmatch(line, low.start, low.end):
        return False
    before = line[max(0, low.bound_start - 10) : low.bound_start]
    if gap.strip() in ("-", "--", "~"):
        return low.quantity.value < high.quantity.value
    if gap == " to ":
        return not before.endswith("from ") or SPREAD.search(line, 0, low.start) is not None
    return gap == " and " and before.endswith("between ")


def as_range(low: Number, high: Number) -> Number:
    ends = [low.quantity.value, high.quantity.value]
    first, second = (end for end in ends if end is not None)
    exponent = second.as_tuple().exponent
    if high.shape == COUNT and low.shape != COUNT and isinstance(exponent, int) and exponent > 0:
        first = Decimal(f"{first}E{exponent}")
    quantity = Quantity(None, high.quantity.unit, low.quantity.bound, min(first, second), max(first, second))
    return Number(low.start, high.end, low.bound_start, high.shape, quantity, high.uncertainty)


def is_part_of_name(number: Number, line: str) -> bool:
    """Years, labels ("Task 4"), versions ("AMR 2.0"), settings ("k = 5"), citations and list numbers ("1) …")."""
    if number.shape not in (BARE, DECIMAL, COUNT):
        return False
    digits = line[number.start : number.end]
    left = max(0, number.bound_start - 32)
    if YEAR.match(digits) and "," not in digits:
        return not COUNTED.match(line, number.end) or YEAR_BEFORE.match(line, left, number.bound_start) is not None
    if number.shape == COUNT:
        return digits[-1] in "BM" and (
            NAMED_MODEL.match(line, left, number.start) is not None or MODEL_NAME.match(line, number.end) is not None
        )
    is_list_number = number.shape == BARE and len(digits) < 3 and line.startswith(")", number.end)
    named = patterns()["named"]  # "batch size of up to 32" is named before its modifier, "p < 0.05" after it
    return is_list_number or any(named.match(line, left, end) for end in {number.bound_start, number.start})


def shape(line: str, found: list[Number]) -> str:
    """`line`, as long as before, with every number spelled in the sign of its class and its modifier in BOUND."""
    parts, at = [], 0
    for number in found:
        parts += [line[at : number.bound_start], BOUND * (number.start - number.bound_start)]
        parts.append(number.shape * (number.end - number.start))
        at = number.end
    parts.append(line[at:])
    return "".join(parts)


def count(word: str) -> int | None:
    """The whole number that a word or figure names: 21 for "21" and "twenty-one", 2 for "both"."""
    if word.isdecimal() and len(word) < 7:
        return int(word)
    return WORDS.get(word.lower())


def ordinal(word: str) -> int | None:
    """The place a word names: 1 for "first", "1st" and "1$^{st}$", 10 for "top ten"."""
    digits = regex.search(r"\d{1,6}", word)
    if digits:
        return int(digits.group())
    return next((n for w, n in (ORDINALS | WORDS).items() if regex.search(rf"\b{w}\b", word.lower())), None)
