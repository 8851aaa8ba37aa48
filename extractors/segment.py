"""Text made plain, one character for one, and cut into sentences."""

import re

from registry.model import Span

__all__ = ["bounds", "sentences", "tidy"]

# One plain character for each look-alike; never two for one, so that every offset stays what it was.
LOOK_ALIKES = {
    "-": "‐‑‒–—―−﹣－",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff\u200b",
    "%": "％﹪",
    "~": "∼≈～≃",
    ">": "≥⩾≧＞",
    "<": "≤⩽≦＜",
    "x": "×✕✖⨯",
    "'": "’‘ʼ′",
    '"': "“”″",
    "+": "＋",
    ".": "․．",
    **{str(digit): chr(0xFF10 + digit) for digit in range(10)},
    # What nobody sees, as soft hyphens: `mend` reads them as nothing.
    "\xad": "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f",
}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PLAIN = {odd: plain for plain, odds in LOOK_ALIKES.items() for odd in odds}
ODD = re.compile(f"[{''.join(PLAIN)}]")
# Within a number an unseen space or a control is no space either, and a dot in the middle of the line is a point.
NOTHING = r"[\u200b\ufeff\x00-\x08\x0e-\x1f\x7f]"
UNSEEN = re.compile(rf"(?<=\d){NOTHING}(?=[.,%]?\d|%)|(?<=\d[.,]){NOTHING}(?=\d)")
MIDDLE_DOT = re.compile(r"(?<=\d)·(?=\d)(?!10\b|10\^)")
UNCONTROLLED = bytes(sign for sign in range(256) if not CONTROL.match(chr(sign)))

# A full stop after one of these ends no sentence.
SHORT_FORMS = (
    "e.g. i.e. cf. vs. al. approx. resp. w.r.t. ca. incl. esp. viz. Fig. Figs. Eq. Eqs. Sec. No. Nos. Vol. Dr. Mr. Mrs."
    " Ms. Prof. St. Jr. std. dev."
)
SHORT_ENDINGS = frozenset(short[-3:-1] for short in SHORT_FORMS.split(" "))
ABBREVIATIONS = tuple(f"{opening}{short}" for short in SHORT_FORMS.split(" ") for opening in (" ", "("))
# The second way is "…in unseen scenes.We then …", "…eight datasets.FooNet2 can …". The standard library's engine, at
# half the cost here; linear.
# A capital, a digit or a name as "mBERT" opens a sentence.
OPENING = r"""["'(\[`*$\\]*+(?:[A-Z0-9À-ÖØ-ÞΑ-ΩА-Я]|[a-z]{1,4}[A-Z])"""
AFTER = rf"""["')\]*]*+(?:(?P<gap>\s++)(?={OPENING})|(?P<glued>)(?=[A-Z][\w-]++[ ,]))"""
BOUNDARY = re.compile(f"[.!?]{AFTER}")
FULL_STOP = re.compile(
    rf"\.{AFTER}"
)  # the same where no other sign ends a sentence: one letter is found quicker than one of three
LONGEST_SHORT = max(map(len, ABBREVIATIONS))
# In a text without a capital any letter may open a sentence.
UNCAPPED = re.compile(r"""[.!?]["')\]*]*+(?P<gap>\s++)(?=["'(\[`*$\\]*+[a-z0-9])""")
PARAGRAPH = re.compile(r"\n\s*\n\s*")


def tidy(text: str) -> str:
    """`text` with dashes, spaces, quotes and signs of many shapes as one plain sign each; as long as before."""
    if not text.isascii():
        found = {*ODD.findall(text)}
        if not found.isdisjoint("\u200b\ufeff"):
            text = UNSEEN.sub("\xad", text)
        for odd in found:
            text = text.replace(odd, PLAIN[odd])
        if "·" in text:
            text = MIDDLE_DOT.sub(".", text)
    # Bytes are looked through at a third of the cost.
    if text.encode("latin-1", "replace").translate(None, UNCONTROLLED):
        text = CONTROL.sub(" ", UNSEEN.sub("\xad", text))
    return text


def sentences(text: str) -> list[Span]:
    """The sentences of a tidied text, in order, without the spaces between them."""
    return [Span(start, end) for start, end in bounds(text)]


def bounds(text: str) -> list[tuple[int, int]]:
    """Where each sentence starts and ends."""
    spans, start = [], len(text) - len(text.lstrip())
    for gap, end in boundaries(text):
        if start < gap and text[gap - 1].isspace():  # before the empty line that ends a paragraph
            gap = start + len(text[start:gap].rstrip())
        if start < gap:
            spans.append((start, gap))
        start = end
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return spans


def boundaries(text: str) -> list[tuple[int, int]]:
    """Where a sentence ends and the next begins."""
    boundary = UNCAPPED if text.islower() else BOUNDARY if "!" in text or "?" in text else FULL_STOP
    found = []
    for match in boundary.finditer(text):
        stop = match.start()
        doubtful = text[stop - 2 : stop] in SHORT_ENDINGS or text[stop - 1].isupper() or match.lastindex == 2
        if not doubtful or ends_sentence(match, text):
            found.append(match.span(match.lastindex or 0))
    if "\n" in text:
        found = sorted([*found, *(match.span() for match in PARAGRAPH.finditer(text))])
    return found


def ends_sentence(match: re.Match[str], text: str) -> bool:
    stop = match.start()
    if match.lastgroup == "glued":
        return text[stop] == "." and (after_word(match, text) or text[stop - 1] == ")")
    if text[stop] != ".":
        return True
    is_initial = text[stop - 1].isupper() and not text[stop - 2 : stop - 1].isalnum()
    before = " " + text[: stop + 1] if stop < LONGEST_SHORT else text[stop - LONGEST_SHORT : stop + 1]
    return not is_initial and not ((" " in before or "(" in before) and before.endswith(ABBREVIATIONS))


PLAIN_NAME = re.compile("[A-Z][a-z]+ ")
SHORTEST_WORD = 4  # before a glued name with capitals or digits within: "cs.CL" is one word, and so is "torch.nn.GPT2"


def after_word(match: re.Match[str], text: str) -> bool:
    """Whether a word ends before the full stop of "…in unseen scenes.We then …"."""
    stop = match.start()
    if PLAIN_NAME.match(text, match.end()):
        return text[max(0, stop - 3) : stop].isalpha()
    word = text[text.rfind(" ", 0, stop) + 1 : stop].replace("-", "")
    return len(word) >= SHORTEST_WORD and word.isalpha() and word.islower()
