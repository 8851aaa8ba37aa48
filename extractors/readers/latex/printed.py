"""Printed text: its spaces, dashes and quotes, and the marks that say where bold and underline begin and end."""

import re

__all__ = ["ANY_MARK", "BOLD", "FORMULAS", "MARKS", "MATH", "NO_MARKS", "UNDERLINE", "cell_text", "marked", "tidied"]

BOLD, UNDERLINE, MATH = 1, 2, 4
FORMULAS = frozenset({"$", "$$", "\\(", "\\["})
# Sources have no control characters left, so these are free to be marks.
MARKS = {(BOLD, True): "\x01", (BOLD, False): "\x02", (UNDERLINE, True): "\x03", (UNDERLINE, False): "\x04"}
ANY_MARK = re.compile(r"[\x01-\x04]")
NO_MARKS = dict.fromkeys((*range(1, 5), *range(0x0E, 0x18)))  # with those of references
ALNUM = re.compile(r"[^\W_]")


def tidied(text: str) -> str:
    """Single spaces, dashes and quotes as they are printed."""
    text = " ".join(text.split())
    if "--" in text:
        text = text.replace("---", "—").replace("--", "–")
    if "`" in text:
        text = text.replace("``", "“").replace("`", "‘")
    return text.replace("''", "”") if "''" in text else text


def cell_text(text: str) -> tuple[str, bool, bool]:
    """A cell's text without marks, and whether it is bold and underlined: its first letter or digit, or half of all."""
    if not ANY_MARK.search(text):
        return text, False, False
    plain = " ".join(text.translate(NO_MARKS).split())
    return plain, is_dressed(text, "\x01", "\x02"), is_dressed(text, "\x03", "\x04")


def is_dressed(text: str, on: str, off: str) -> bool:
    first: bool | None = None
    inside = count = 0
    is_on = False
    for part in re.split(f"({on}|{off})", text):
        if part in (on, off):
            is_on = part == on
            continue
        letters = len(ALNUM.findall(part.translate(NO_MARKS)))
        if letters and first is None:
            first = is_on
        inside += letters if is_on else 0
        count += letters
    return bool(first) or (inside > 0 and 2 * inside >= count)


def marked(text: str, bold: bool, underline: bool) -> str:
    text = f"\x01{text}\x02" if bold else text
    return f"\x03{text}\x04" if underline else text
