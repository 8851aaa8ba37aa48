"""Text as it comes, made whole for reading: broken words joined, markup taken off, glued numbers set apart.

Only what looks for claims reads a mended text; every offset is handed back in the text as it was given:

    "improve-\\nment by3.2\\% over \\textbf{BERT}"  →  "improvement by 3.2\\% over BERT"
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import re2

from extractors.mention import Mention
from extractors.rule import compiled, options, plain_bytes
from extractors.trace import Seen
from registry.model import Span
from registry.value import value

__all__ = ["Mended", "mended"]

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xad": ""}
SIGNS = {"\\sim": "~", "\\approx": "~", "\\pm": "±", "\\times": "x"}
# RE2: what any of the patterns below needs
BROKEN = (
    r"[a-z]-\s+[a-z]|\\(?:text|emph|math|bold|underl|mbox|[,;])|\{\\|\*\*|</?(?:b|i|em|su[bp]|strong)>|[a-z][a-z]~\\?\d"
    r"|\d\\?%[A-Za-z]|\d\.\d+[A-Z][A-Za-z]|(?:by|of|to|from|with|at|over|than)\d+\.\d|\xad"
)
# A hyphen at a line's end, or before a stray space; "intent- and slot-filling" leaves its second half out.
HYPHENATED = r"""
    (?= -\s ) (?<= (?P<before> (?: \b [A-Za-z-]{0,30} )? [a-z] ) ) (?P<hyphen> -\s++ )
    (?! (?: and | or | to | und | et | but | as ) \b ) (?= (?P<after> [a-z]{2,30} ) )
"""
MARKED_UP = r"""
    \\ (?: text (?: bf | it | rm | sc | tt | sf | sl )? | emph | underline | math (?: bf | rm | it | sf )
      | boldsymbol | mbox ) \s? \{ (?P<inner> (?: [^{}]++ | \{ [^{}]{0,40} \} ){0,8}+ ) \}
  | \{ \\ (?: bf | em | it ) (?: series | shape )? \s (?P<inner> [^{}]{0,200}+ ) \}
  | \{ (?P<sign> \\ (?: sim | approx | pm | times ) ) \}
  | \*\* (?= \S ) (?P<inner> [^*\n]{1,200}+ ) (?<= \S ) \*\*
  | < (?P<tag> b | i | em | su[bp] | strong ) > (?P<inner> [^<>]{0,200}+ ) </ (?P=tag) >
"""
TIE = r"(?<= [a-z]{2} ) (?P<tie> ~ ) (?= \\?\d ) | (?<= \d ) (?P<tie> \\[,;] ) (?! \d{3} )"
GLUED = r"""
    (?<= \b (?: by | of | to | from | with | at | over | than ) ) (?P<glue> ) (?= \d+ \. \d )
  | (?<= \d \\?% ) (?P<glue> ) (?= [A-Za-z]{2} | [a-oq-z] \b )
  | (?<= \d\.\d{1,4} ) (?P<glue> ) (?= (?: BLEU | ROUGE | METEOR | mAP | MRR | AUC | WER | LAS | UAS | IoU ) \b )
"""
ONE_SIGN = "ﬀ".encode()[:2]  # which all the ligatures begin with; a search in bytes is quicker by far
LIGATURE = f"[{''.join(LIGATURES)}]"
PIECES = rf"{HYPHENATED} | {MARKED_UP} | {TIE} | {GLUED} | (?P<ligature> {LIGATURE} )"
# Where any of them can begin; the standard library's engine passes the other places by at a tenth of the cost.
PLACE = re.compile(rf"-(?=\s)|[\\<~]|\{{(?=\\)|\*(?=\*)|{LIGATURE}|(?<=[a-z])\d|(?<=%)[A-Za-z]|(?<=\d)[A-Zm]")
# Before a break these keep their hyphen: they are words of their own.
WORDS = (
    "state of the on cross pre post non multi zero few one two self semi well high low end top fine large small long"
    " short human real open word sentence document task domain data model time language token class second third first"
    " best better"
)
FIRST_HALVES = frozenset(WORDS.split())
# What is no word and so ends one: after a stray space only such a piece joins what stands before the hyphen.
SECOND_HALVES = (
    "ments? | [ts]ions? | (?: for )? mances? | forms? | form(?:ed|ing) | (?: cu )? racy | racies | provements?"
    " | prov(?:es?|ed|ing) | creas(?:es?|ed|ing) | duc\\w+ | pass(?:es|ed|ing) | ceed\\w* | (?: pe )? titive\\w*"
    " | tively | (?: pa )? rabl[ey] | (?: pe )? rior\\w* | (?: t )? ing | ities | ically"
)


@value
class Edit:
    """What stands from `start` to `end` of a text is read as `instead`."""

    start: int
    end: int
    instead: str


@value
class Mended:
    """A text to be read, and for each stretch of it that was left as it was, where it begins there and in the text
    as given; `edits` are what lies between them."""

    text: str
    edits: tuple[Edit, ...] = ()
    begins: tuple[int, ...] = ()

    def start(self, offset: int) -> int:
        """Where the character at `offset` stood before; what was put in stands where it was put."""
        at = bisect_right(self.begins, offset) - 1
        if at < 0:
            return offset
        edit, into = self.edits[at], offset - self.begins[at]
        return edit.end + into - len(edit.instead) if into >= len(edit.instead) else edit.start

    def end(self, offset: int) -> int:
        """Where the character before `offset` ended."""
        if offset == 0:
            return 0
        at = bisect_right(self.begins, offset - 1) - 1
        if at >= 0 and offset - 1 - self.begins[at] < len(self.edits[at].instead):
            return self.edits[at].end
        return self.start(offset - 1) + 1

    def span(self, span: Span) -> Span:
        return Span(self.start(span.start), self.end(span.end))

    def give_back(self, mention: Mention) -> None:
        """Let a mention of this text stand in the text as given."""
        mention.start, mention.end = self.start(mention.start), self.end(mention.end)
        mention.sentence = self.span(mention.sentence)
        mention.captured = {slot: [self.span(one) for one in spans] for slot, spans in mention.captured.items()}

    def give_back_seen(self, seen: Seen, base: int) -> None:
        """Let what was noted of a sentence stand in the text as given, whose first character has the offset `base`."""
        seen.span = self.moved(seen.span, base)
        seen.numbers = [self.moved(number, base) for number in seen.numbers]
        spans = [self.moved(Span(event.start, event.end), base) for event in seen.events]
        seen.events = [
            replace(event, start=span.start, end=span.end) for event, span in zip(seen.events, spans, strict=True)
        ]

    def moved(self, span: Span, base: int) -> Span:
        here = self.span(Span(span.start - base, span.end - base))
        return Span(here.start + base, here.end + base)


def mended(text: str) -> Mended:
    """`text` as it should be read; itself where nothing is broken."""
    if not (broken().Match(plain_bytes(text)) or (not text.isascii() and ONE_SIGN in text.encode("utf-8", "replace"))):
        return Mended(text)
    edits = tuple(edit for edit in all_edits(text) if edit.start < edit.end or edit.instead)
    parts, begins, at, length = [], [], 0, 0
    for edit in edits:
        parts += [text[at : edit.start], edit.instead]
        length += edit.start - at
        begins.append(length)
        length += len(edit.instead)
        at = edit.end
    parts.append(text[at:])
    return Mended("".join(parts), edits, tuple(begins))


def all_edits(text: str) -> Iterator[Edit]:
    pieces, end = compiled(PIECES), 0
    for place in PLACE.finditer(text):
        match = pieces.match(text, place.start()) if place.start() >= end else None
        if match is None:
            continue
        start, end = match.span()
        kind = next(name for name in ("hyphen", "inner", "sign", "tie", "glue", "ligature") if match[name] is not None)
        if kind == "inner":
            yield Edit(start, match.start("inner"), "")
            yield Edit(match.end("inner"), end, "")
        elif kind == "sign":
            yield Edit(start, end, SIGNS[match["sign"]])
        elif kind == "hyphen":
            yield Edit(start, end, "-" if keeps_hyphen(*match.group("before", "hyphen", "after")) else "")
        else:
            yield Edit(start, end, LIGATURES[match["ligature"]] if kind == "ligature" else " ")


def keeps_hyphen(before: str, hyphen: str, after: str) -> bool:
    """Whether the hyphen between two halves is one of the word's own: "state-of-the-\\nart", "cross- lingual"."""
    if "-" in before or before.lower() in FIRST_HALVES:
        return True
    return "\n" not in hyphen and compiled(SECOND_HALVES).fullmatch(after) is None


@cache
def broken() -> Any:
    """As a set of one, which answers with a bare number and not with a match."""
    scan: Any = re2.Set.SearchSet(options())
    scan.Add(plain_bytes(BROKEN))
    scan.Compile()
    return scan
