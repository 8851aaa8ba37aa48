"""Numbers as papers print them, read exactly; and what only looks like one, refused.

`numbers(line)` finds the quantities of a sentence: "43.8%", "10 000 times", "2 - 6x", "5.3 million",
"three billion", "half the". `shape(line, found)` is a copy of the sentence, equally long, in which each of
them is spelled with one control sign for its class, so that a rule can say "by, then a percentage, then
higher" without knowing how numbers are written:

    "improves by up to 2.5% over"  →  "improves by ☐☐☐☐☐☐■■■■ over"      (☐ BOUND, ■ PERCENT)
"""

from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractors.notation import (
    BEFORE,
    BOUND_WORDS,
    BOUNDS,
    COMMA_SIGN,
    COUNTED,
    DECIMAL_COMMA,
    FACTORS,
    LABELLED,
    LISTED,
    MAGNITUDES,
    MEANING,
    MODEL_NAME,
    NAMED,
    NAMED_MODEL,
    NOT_SUMMED,
    NUMBER,
    NUMBERED,
    ORDINALS,
    PARTS,
    RUNS_OVER,
    SETTING,
    SPELLED,
    SPREAD,
    THINGS,
    THOUSANDS,
    UNSURE,
    UNSURE_SEEN,
    WORDS,
    YEAR,
    YEAR_BEFORE,
)
from extractors.rule import compiled, seconds_for
from registry.quantity import Bound, Quantity

__all__ = [
    "BARE",
    "BOUND",
    "COUNT",
    "DECIMAL",
    "LISTING",
    "PERCENT",
    "PHYSICAL",
    "POINTS",
    "SIGNED",
    "TIMES",
    "Number",
    "candidates",
    "count",
    "numbers",
    "ordinal",
    "shape",
]

BOUND_ENDINGS = tuple(BOUND_WORDS.split())
LISTING = (", ", " and ", " or ", ", and ", ", or ", "/", " / ", " & ", " und ", " et ")  # between two of one list
# The classes, as the sign that stands for each in a shape.
PERCENT, POINTS, TIMES, PHYSICAL, BARE, DECIMAL, COUNT, SIGNED, BOUND = "\x01\x02\x03\x04\x05\x06\x07\x08\x0e"


@dataclass(slots=True)
class Number:
    """A quantity in a sentence. `bound_start` is where its modifier begins ("up to"), or its own start;
    `shape` is the sign of its class; `uncertainty` what is printed after ±."""

    start: int
    end: int
    bound_start: int
    shape: str
    quantity: Quantity
    uncertainty: str | None = None


def numbers(line: str, in_words: bool = True) -> list[Number]:
    """The quantities of a tidied sentence, in order, ranges joined, without years, labels and parts of names.

    Numbers in words ("three billion", "half the") are looked for unless `in_words` says that there are none.
    """
    return sharing_units([number for number in candidates(line, in_words) if not is_part_of_name(number, line)], line)


def candidates(line: str, in_words: bool = True) -> list[Number]:
    """What is written like a quantity, parts of names and years among it."""
    seconds = seconds_for(line)
    found = [digits_read(match, line) for match in compiled(NUMBER).finditer(line, timeout=seconds)]
    if in_words:
        spelled = [words_read(match, line) for match in compiled(SPELLED).finditer(line, timeout=seconds)]
        found = merged(found, spelled)
    return without_spreads(joined(without_intervals(found, line), line), line)


def without_intervals(found: list[Number], line: str) -> list[Number]:
    """A confidence interval or a deviation is the uncertainty of the number before it, and none of its numbers is
    one."""
    if not any(map(line.__contains__, UNSURE_SEEN)):
        return found
    for match in compiled(UNSURE).finditer(line, timeout=seconds_for(line)):
        kept = [number for number in found if number.end <= match.start() or match.end() <= number.start]
        before = [at for at, number in enumerate(kept) if 0 <= match.start() - number.end <= 4]
        if match["unsure"] and before:
            kept[before[-1]] = replace(kept[before[-1]], uncertainty=match["unsure"].strip())
        found = kept
    return found


def without_spreads(found: list[Number], line: str) -> list[Number]:
    """ "0.84 (0.81-0.86)", "0.84 [0.81, 0.86]": a range in brackets around the number before it is its uncertainty."""
    kept: list[Number] = []
    for number in pairs_joined(found, line) if "[" in line or "(" in line else found:
        if kept and number.quantity.value is None and surrounds(number, kept[-1], line):
            kept[-1] = replace(kept[-1], uncertainty=line[number.start : number.end])
        else:
            kept.append(number)
    return kept


def pairs_joined(found: list[Number], line: str) -> list[Number]:
    """ "[0.81, 0.86]" as one range, where it stands around the number before it."""
    kept: list[Number] = []
    for number in found:
        low = kept[-1] if len(kept) > 1 else None
        if low and line[low.end : number.start] == ", " and low.shape == number.shape and are_ends(low, number):
            pair = as_range(low, number)
            if surrounds(pair, kept[-2], line):
                kept[-1] = pair
                continue
        kept.append(number)
    return kept


def are_ends(low: Number, high: Number) -> bool:
    return low.quantity.value is not None and high.quantity.value is not None


def surrounds(spread: Number, number: Number, line: str) -> bool:
    value, low, high = number.quantity.value, spread.quantity.low, spread.quantity.high
    if value is None or low is None or high is None or line[number.end : spread.start] not in (" (", " ["):
        return False
    around = number.shape in (DECIMAL, PERCENT) and low <= value <= high and high - low <= value  # no scale
    return around and line.startswith((")", "]"), spread.end)


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
    if shaped == DECIMAL and digits.endswith(".000") and compiled(THOUSANDS).match(line, match.start("digits")):
        digits, shaped = digits.replace(".", ""), COUNT
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
    if magnitude:
        return None, COUNT
    if "." in digits or ("," in digits and compiled(DECIMAL_COMMA).fullmatch(digits)):
        return None, signed or DECIMAL
    return None, COUNT if len(digits) > 4 else signed or BARE


def decimal(sign: str | None, digits: str, magnitude: str | None) -> Decimal:
    """Every printed digit, moved by the magnitude: 5.3 million is 5.3E+6, and 5.30 million 5.30E+6."""
    if not digits.replace(".", "").isdigit():
        digits = (
            digits.replace(",", ".")
            if compiled(DECIMAL_COMMA).fullmatch(digits)
            else "".join(sign for sign in digits if sign in "0123456789.")
        )
    if magnitude:
        word = " ".join(magnitude.lower().replace("$", " ").split())  # a line may end within it
        digits += f"E{MAGNITUDES[word.strip('- ').removesuffix('s')]}"
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
    if groups["part"]:
        return Number(start, end, bound_start, PERCENT, Quantity(part_named(groups["part"].lower()), None, bound))
    word = groups["word"].lower()
    value = decimal(None, "0.5" if word == "half a" else str(WORDS[word]), groups["magnitude"])
    if groups["magnitude"]:
        return Number(start, end, bound_start, COUNT, Quantity(value, None, bound))
    unit, shaped = next((u, s) for u, s in (("times", TIMES), ("percent", PERCENT), ("points", POINTS)) if groups[u])
    return Number(start, end, bound_start, shaped, Quantity(value, unit, bound))


def part_named(words: str) -> Decimal:
    """0.25 for "a quarter", 0.3 for "three-tenths", 0.6666666667 for "2/3"."""
    if "/" in words:
        above, below = words.split("/")
        return round(Decimal(above) / (Decimal(below) or 1), 10).normalize()
    *many, part = words.replace("-", " ").split()
    return round(Decimal(WORDS[many[0]] if many else 1) / PARTS[part.removesuffix("s")], 10).normalize()


def bound_before(line: str, start: int) -> tuple[Bound, int]:
    """What the words before a number say of it, and where they begin."""
    before = line[max(0, start - 32) : start].rstrip(" $(\\")
    if not before.lower().endswith(BOUND_ENDINGS):  # a look at the last letters spares most numbers the pattern
        return "exact", start
    match = compiled(BEFORE).match(line, max(0, start - 32), start)
    if match is None or (match["at_least"] == "over" and counts_over(line, match.start(), start)):
        return "exact", start
    bound: Bound = next(bound for bound in BOUNDS if match[bound])
    return bound, match.start()


def counts_over(line: str, over: int, number: int) -> bool:
    """Whether "over" tells what a summary runs over ("averaged over 21 datasets") and not how large the number is."""
    runs = compiled(RUNS_OVER).match(line, over, min(len(line), number + 60))
    return runs is not None and (
        line.startswith(("the ", "all ", "these "), over + 5)
        or not compiled(NOT_SUMMED).match(line, max(0, over - 16), over)
    )


def sharing_units(found: list[Number], line: str) -> list[Number]:
    """ "5, 10 and 15%": what stands in one list counts in the unit that is printed once, at its end."""
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        shares = one.shape in (BARE, DECIMAL) and other.shape in (PERCENT, POINTS) and one.quantity.value is not None
        if shares and line[one.end : other.bound_start] in LISTING:
            found[at] = replace(one, shape=other.shape, quantity=replace(one.quantity, unit=other.quantity.unit))
    return found


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
    if low.quantity.unit not in (None, high.quantity.unit) or compiled(YEAR).fullmatch(line, low.start, low.end):
        return False
    before = line[max(0, low.bound_start - 10) : low.bound_start]
    if gap.strip() in ("-", "--", "~"):
        return low.quantity.value < high.quantity.value
    if gap == " to ":
        return not before.endswith("from ") or compiled(SPREAD).search(line, 0, low.start) is not None
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
    if digits.startswith(("19", "20")) and compiled(YEAR).match(digits) and "," not in digits:
        return (
            not compiled(COUNTED).match(line, number.end)
            or compiled(YEAR_BEFORE).match(line, left, number.bound_start) is not None
        )
    if number.shape == DECIMAL and "," in digits and not digits.startswith("0"):
        return compiled(COMMA_SIGN).search(line) is None  # "layers 3,4" is a list
    if number.shape == COUNT and compiled(SETTING).match(line, left, number.bound_start):
        return True
    if number.shape == COUNT:
        return digits[-1] in "BM" and any(
            (
                compiled(LABELLED).match(line, left, number.start),
                compiled(NAMED_MODEL).match(line, left, number.start) and not line.startswith(" param", number.end),
                compiled(MODEL_NAME).match(line, number.end),
            )
        )
    if number.shape == BARE and compiled(MEANING).match(line, number.end):
        return True
    if (
        number.shape == BARE
        and len(digits) < 3
        and (line.startswith(")", number.end) or compiled(LISTED).match(line, left, number.start))
    ):
        return True
    if line[left : number.bound_start].endswith(" ("):
        if compiled(THINGS).match(line, number.end):
            return False  # "a corpus of Russian (174 news reports)"
        if number.shape == DECIMAL:  # "a neural model (92.08 F1)"
            return compiled(NUMBERED).match(line, left, number.bound_start) is not None
    named = compiled(NAMED)  # "batch size of up to 32" is named before its modifier, "p < 0.05" after it
    if named.match(line, left, number.start):
        return True
    return number.bound_start < number.start and named.match(line, left, number.bound_start) is not None


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
