"""Text made plain, one character for one, and cut into sentences."""

import regex

from registry.model import Span

__all__ = ["sentences", "tidy"]

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
    ".": "․",
}
CONTROL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PAIRS = tuple((odd, plain) for plain, odds in LOOK_ALIKES.items() for odd in odds)

# A full stop after one of these ends no sentence.
ABBREVIATION = r"""
    \b (?: e\.g | i\.e | cf | vs | et\sal | approx | resp | w\.r\.t | ca | incl | esp | viz
         | [Ff]igs? | [Ee]qs? | [Ss]ecs? | [Nn]os? | [Vv]ol | Dr | Mr | Mrs | Ms | Prof | St | Jr | [A-Z] ) \.
"""
BOUNDARY = regex.compile(
    rf"""
    [.!?] ["')\]*]*+ (?P<gap> \s++ ) (?= ["'(\[`*$\\]* [\p{{Lu}}\d] ) (?<! {ABBREVIATION} \s+ )
    | \. (?P<gap> ) (?= [A-Z][a-z]+ [ ] ) (?<= [a-z]{{3}} \. | \) \. )   # "…in unseen scenes.We then …"
    | (?P<gap> \n \s* \n \s* )
    """,
    regex.VERBOSE,
)


def tidy(text: str) -> str:
    """`text` with dashes, spaces, quotes and signs of many shapes as one plain sign each; as long as before."""
    if not text.isascii():
        for odd, plain in PAIRS:
            text = text.replace(odd, plain)
    return CONTROL.sub(" ", text) if CONTROL.search(text) else text


def sentences(text: str) -> list[Span]:
    """The sentences of a tidied text, in order, without the spaces between them."""
    spans, start = [], len(text) - len(text.lstrip())
    for boundary in BOUNDARY.finditer(text):
        gap, end = boundary.span("gap")
        if start < gap:
            spans.append(Span(start, gap))
        start = end
    end = len(text.rstrip())
    if start < end:
        spans.append(Span(start, end))
    return spans
