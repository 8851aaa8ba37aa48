"""The number in a table cell: "**84.3**† ± 0.2" → 84.3, spread 0.2; "–", "N/A", "OOM", "2 × 512" → none."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from registry.quantity import Bound

__all__ = ["CellNumber", "is_missing", "place_in", "read_number", "read_numbers"]

SECONDS = 0.5
LONGEST_CELL = 60  # characters; a longer cell is prose
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
# Footnote marks, citation numbers, superscripts and arrows: printed on a number, no part of it.
MARK = r"[*†‡§¶∗♦♠♣⋆★•◦^_⁺¹²³⁴⁵⁶⁷⁸⁹⁰↑↓▲▼✓$′'\"{}\s]"
NUMBER_CELL = regex.compile(
    rf"""
    (?: {MARK} | \[[0-9,\s]+\](?=.*[0-9]) )*
    (?P<bound> <= | >= | [<>≤≥≈~∼] )? \s*
    (?P<number> (?P<sign> [-+−–] )? {DIGITS} ) (?![0-9])
    \s* (?P<percent> \\?% )?
    (?: {MARK} | \\\$ | \([^()0-9±+−-]{{1,20}}\) | \^?\{{?[a-e]\}}?$ | \[[0-9]{{1,3}}(?:,\s?[0-9]{{1,3}})*\]$ )*
    (?: (?: ± | \+/[-−] | \\pm | \$\\pm\$ | (?<=[0-9%]\s) ) \s* (?P<spread> {DIGITS} ) \s* (?:\\?%)?
      | [(\[] \s* (?: ± | \+/[-−] | \\pm )? \s* (?P<bracket> [-+−]? {DIGITS} (?: \s* [,–-] \s* {DIGITS} )? )
        \s* (?:\\?%)? \s* [)\]]
    )?
    (?: {MARK} | \([^()0-9]{{1,20}}\) )*
    """,
    regex.VERBOSE,
)
MISSING = regex.compile(
    r"(?:[-–—−\s./?×✗*†‡]*|n\.?\s?/?\s?[ar]\.?|not\s(?:reported|available|applicable)|none|null|nan|"
    r"oom|oot|t/?o|m/?o|time-?out|tbd|fail(?:ed)?|out\sof\s(?:memory|time))",
    regex.IGNORECASE,
)
PERCENT_SIGN = regex.compile(r"[\s*_}$]*\\?%")
SPACES = regex.compile(r"\s+")
JOINTS = (regex.compile(r"/"), regex.compile(r"\s?[|,;]\s"), SPACES)
DIGIT_BEFORE = regex.compile(r"[0-9][.,]?$")
DIGIT_AFTER = regex.compile(r"[0-9]|[.,][0-9]")
BOUNDS: dict[str, Bound] = {
    "<": "at_most", "<=": "at_most", "≤": "at_most", ">": "at_least", ">=": "at_least", "≥": "at_least",
    "≈": "about", "~": "about", "∼": "about",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellNumber:
    """`printed` is the number as it stands in the cell. `bracket` is a second number behind it in brackets, which is a
    deviation only where the table says so; `signed` is an explicit plus, which makes it a difference and no level."""

    printed: str
    value: Decimal
    percent: bool = False
    spread: str | None = None
    bracket: str | None = None
    bound: Bound = "exact"
    signed: bool = False


@lru_cache(maxsize=1 << 14)
def read_number(text: str) -> CellNumber | None:
    """The one number a cell holds, or None for words, nothing, and several numbers."""
    text = text.strip()
    match = NUMBER_CELL.fullmatch(text, timeout=SECONDS) if len(text) <= LONGEST_CELL else None
    if match is None:
        return None
    printed = match["number"]
    if is_no_spread(match):
        return None
    value = Decimal(printed.replace(",", "").replace("−", "-").replace("–", "-"))
    return CellNumber(
        printed,
        value,
        percent=match["percent"] is not None,
        spread=match["spread"],
        bracket=match["bracket"],
        bound=BOUNDS.get(match["bound"] or "", "exact"),
        signed=match["sign"] == "+",
    )


@lru_cache(maxsize=1 << 14)
def read_numbers(text: str) -> tuple[CellNumber, ...]:
    """The numbers of a cell that holds several and nothing else: "88.9/84.8", "78.7 74.0 62.2"; () for any other."""
    for joint in JOINTS:
        parts = [part for part in joint.split(text.strip()) if part]
        read = [read_number(part) for part in parts]
        known = tuple(number for number in read if number is not None)
        if len(known) > 1 and len(known) == len(parts):
            return known if joint is not SPACES or all("." in number.printed for number in known) else ()
    return ()


def is_no_spread(match: "regex.Match[str]") -> bool:
    """Two bare numbers are a value and its deviation where both have decimals and the second is far the smaller one: so
    "7.07 .10" is printed where a sign got lost; "512 2" and "12.1 11.8" are not."""
    spread = match["spread"]
    if spread is None or match.string[: match.start("spread")].rstrip()[-1:] not in "0123456789%":
        return False
    value = match["number"].lstrip("-+−–").replace(",", "")
    return "." not in value or "." not in spread or Decimal(spread) * 5 > Decimal(value)


@lru_cache(maxsize=1 << 12)
def is_missing(text: str) -> bool:
    """Whether the cell says that there is no number: "", "–", "N/A", "OOM"."""
    return MISSING.fullmatch(text.strip(), timeout=SECONDS) is not None


def place_in(raw: str, number: CellNumber) -> tuple[int, int] | None:
    """Where the number stands in the cell's source, with its percent sign; None where markup breaks it up."""
    digits = number.printed
    at = raw.find(digits)
    while at >= 0 and joined(raw, at, at + len(digits)):
        at = raw.find(digits, at + 1)
    if at < 0:
        return None
    end = at + len(digits)
    if number.percent and (sign := PERCENT_SIGN.match(raw, end)):
        tight = raw[end : sign.end()].lstrip()
        end = sign.end() if tight in ("%", r"\%") else end
    return at, end


def joined(raw: str, start: int, end: int) -> bool:
    """Whether more digits stand right before or behind: "4.3" in "84.35"."""
    return bool(DIGIT_BEFORE.search(raw[max(0, start - 2) : start]) or DIGIT_AFTER.match(raw, end))
