"""A sentence read shallowly: its tokens, one letter for each, and the noun phrases among them.

The letters (see `lexicon`) are kept as one string, so that "a gain verb, a noun phrase, *by*, the number" is a short
regular expression over a few dozen letters instead of a walk over words. Nothing here knows what a metric is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from extractors.mention import Mention
from extractors.slots.lexicon import LEADING, letters, words_of
from registry.model import Span

__all__ = ["CONTENT", "Chunk", "Clause", "read_clause"]

Chunk = tuple[int, int]  # first token and the one after the last

# A sentence of a paper is rarely longer; a table run into one line is, and is no sentence.
LONGEST = 1600

PLAIN = r"[^\s—;:()\[\]=±→,'’-]"
# No possessive groups: Python before 3.11.5 reads them wrong (possessive classes are sound). Most tokens are letters
# and a space, and are read by the first way.
TOKEN = re.compile(
    rf"""{PLAIN}++\s++
      | (?: {PLAIN}++ (?: (?: -(?!-) | ['’](?!s(?!\w)) | (?<=\d),(?=\d\d\d) ) {PLAIN}*+ )*
      | [—;:()\[\]=±→,] | ['’]s(?!\w) | -{{2,}} | [-'’]++ (?: {PLAIN}++ | -(?!-) )* )\s*+ | \s++ | .""",
    re.VERBOSE | re.DOTALL,
)

CONTENT = "wNMTKSIBHD"
CHUNK = re.compile(rf"P|[duZ]*[aEj]*(?:(?<=j)G(?=[wNSMH]))?[{CONTENT}]+(?:jG?[{CONTENT}]+|'[aEj]*[{CONTENT}]+)*")
MARKUP = re.compile(r"\\(?:text\w+|emph|math\w+|bf|it|tt|sc)\{([^{}]*)\}")
EDGES = " \t\n*\"“”'‘’`~"
FINAL = ".?!,;:"
MARKS = EDGES + FINAL


class Clause:
    """One sentence: `pieces[i]` is token i with the white space after it, `tags[i]` its letter."""

    __slots__ = ("_chunks", "_starts", "first", "marks", "pieces", "places", "tags", "verbs", "words")

    def __init__(self, first: int, pieces: list[str], words: str, tags: str, places: list[Chunk]) -> None:
        self.first, self.pieces, self.words, self.tags, self.places = first, pieces, words, tags, places
        self._starts: list[int] | None = None
        self._chunks: list[Chunk] | None = None
        self.marks: list[tuple[int, list[Chunk]]] | None = None  # its comparisons, once `baseline` has looked
        self.verbs: dict[Chunk, int] = {}  # of its noun phrases, once `phrase` has looked

    def without_mentions(self) -> "Clause":
        """The sentence read as any other, its numbers with letters of their own."""
        return Clause(self.first, self.pieces, self.words, self.words, [])

    @property
    def starts(self) -> list[int]:
        """Where each token begins in the text, and where the last one ends."""
        if self._starts is None:
            self._starts = list(accumulate(map(len, self.pieces), initial=self.first))
        return self._starts

    @property
    def chunks(self) -> list[Chunk]:
        """The noun phrases, in order."""
        if self._chunks is None:
            self._chunks = [match.span() for match in CHUNK.finditer(self.tags)]
        return self._chunks

    def chunk_from(self, token: int) -> Chunk | None:
        """The noun phrase that begins at this token."""
        match = CHUNK.match(self.tags, token)
        return match.span() if match else None

    def chunk_before(self, token: int) -> Chunk | None:
        """The noun phrase that ends right before this token."""
        for start, end in reversed(self.chunks):
            if end <= token:
                return (start, end) if end == token else None
        return None

    def word(self, token: int) -> str:
        return self.pieces[token].strip().lower() if token < len(self.pieces) else ""

    def low(self, token: int) -> str:
        """The token in small letters, without any mark around it."""
        return self.pieces[token].strip(MARKS).lower()

    def lows(self, chunk: Chunk) -> list[str]:
        return [piece.strip(MARKS).lower() for piece in self.pieces[chunk[0] : chunk[1]]]

    def bare(self, chunk: Chunk) -> Chunk:
        """The noun phrase without its determiners and opening generalities."""
        start, end = chunk
        tags, pieces = self.tags, self.pieces
        while start < end and (tags[start] in "dua'Q" or pieces[start].strip(EDGES).lower() in LEADING):
            start += 1
        return start, end

    def told(self, chunk: Chunk) -> str:
        """The words of the noun phrase as the source has them, without markup around them."""
        start, end = chunk
        if start >= end:
            return ""
        text = "".join(self.pieces[start:end]).strip(EDGES).rstrip(FINAL).strip(EDGES)
        return unmarked(text) if "\\" in text or "$" in text else text

    def name(self, chunk: Chunk) -> str:
        return self.told(self.bare(chunk))


def unmarked(text: str) -> str:
    text = MARKUP.sub(r"\1", text)
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == "$" and "$" not in text[1:-1] else text


def read_clause(text: str, raw: str, sentence: Span, mentions: Sequence[Mention] = ()) -> Clause:
    """The sentence with its mentions in their own letters: Q a number, Z a size or share, R the words of a rank."""
    first, last = sentence.start, sentence.end
    if last - first > LONGEST:
        first, last = window(sentence, mentions)
    while first < last and text[first].isspace():
        first += 1
    pieces = TOKEN.findall(raw[first:last]) or [" "]  # of the raw text, where dashes still differ
    words = "".join(map(letters, pieces))
    if words[:1] == "N" and pieces[0][1:].islower():
        # A capital at the start of a sentence says nothing.
        words = letters(pieces[0].lower()) + words[1:]
    if "wA" in words:
        words = exact_match(words, pieces)
    words = verbs_told(words, pieces)
    clause = Clause(first, pieces, words, words, [])
    if mentions:
        starts, last = clause.starts, len(pieces) - 1
        clause.places = [place(starts, last, mention) for mention in mentions]
        clause.tags = overlaid(words, zip(mentions, clause.places, strict=True))
    return clause


def exact_match(words: str, pieces: list[str]) -> str:
    """ "an exact match of 68.0": a metric, where "match" alone is a verb."""
    at = words.find("wA")
    while at >= 0:
        if pieces[at].strip().lower() == "exact" and pieces[at + 1].strip(" .,").lower() == "match":
            words = words[:at] + "MM" + words[at + 2 :]
        at = words.find("wA", at + 1)
    return words


def window(sentence: Span, mentions: Sequence[Mention]) -> tuple[int, int]:
    """A window about the mentions of what is longer than any sentence."""
    if not mentions:
        return sentence.start, sentence.start + LONGEST
    start = max(sentence.start, mentions[0].start - LONGEST // 2)
    return start, min(sentence.end, max(mentions[-1].end, start) + LONGEST // 2, start + 2 * LONGEST)


def place(starts: list[int], last: int, mention: Mention) -> Chunk:
    """The tokens a mention stands on, of those that begin at `starts`."""
    start, end = bisect_right(starts, mention.start) - 1, bisect_right(starts, mention.end - 1) - 1
    if 0 <= start <= end <= last:
        return start, end + 1
    start = min(max(start, 0), last)  # outside of the window
    return start, min(max(end, start), last) + 1


# "our model records a", "we report": a noun's letter where only a verb can stand.
MISREAD = re.compile(
    r"[wNST'](?:[wTIMBKS](?=[du])|E(?=[wNSH])|w(?=[hbfoirtmpx])|M(?=a)|A(?=[MS]))|P[wTIMBKS]|[KHM]w(?=[hbfoirtmpx])|Kd"
    r"|[Hji]A(?=[MS])|[NDSw]M(?=a*D)|^NI(?=w)|dp(?=[wSNMK])|dG|G(?=S)|NI(?=[mbt])|wc(?=S)|[wNST]a(?=w[wNMTSH])|[wNSTHKG]B(?=id?[aEjw]*I)|KDw(?=d)"
)


def verbs_told(words: str, pieces: list[str]) -> str:
    for match in MISREAD.finditer(words):
        at = match.end() - 1
        if words[at] == "d":
            # "subtask A"
            if pieces[at].strip(" .,") == "A":
                words = words[:at] + "N" + words[at + 1 :]
            continue
        if words[at + 1 : at + 2] == "d" and goes_on(words[at], pieces[at + 1].strip().lower()):
            continue
        told = told_verb(words, at, pieces[at].rstrip())
        if told:
            words = words[:at] + told + words[at + 1 :]
    return words


MOVES = words_of("jumps drops increases decreases gains declines degrades")
MANNERS = words_of(
    "weakly fully partially minimally distantly manually linguistically morphologically typologically visually jointly "
    "semantically syntactically highly purely commonly previously yet"
)
NUMERALS = words_of("two three four five six seven eight nine ten eleven twelve several")


def goes_on(letter: str, following: str) -> bool:
    """Whether a noun and no verb stands before a word: "techniques such as", "models six times larger"."""
    return following == "such" or (letter in "STK" and following in NUMERALS)


def told_verb(words: str, at: int, word: str) -> str:
    """The verb's letter of a word that stands after a noun and is known for none: "a network endowed with"."""
    if words[at] == "a":
        return "w" if word in MANNERS else ""  # "previous weakly supervised methods"
    if words[at] == "c":
        return "w" if word == "comparison" else ""  # "strong comparison systems"
    if words[at] == "G" and words[at - 1 : at] == "d":
        return "E" if word in {"resulting", "remaining", "underlying", "winning"} else ""  # "the resulting parser"
    if words[at] == "G":
        return "w" if word.lower() in {"leading", "competing", "performing"} else ""  # "leading systems"
    if words[at] == "p":
        return "w" if word == "given" else ""  # "a given prompt"
    if words[at] == "B":
        return "V" if word in {"results", "result"} else ""  # "removing tags results in a drop"
    if words[at] == "M" and words[at - 1] != "P":
        return "V" if word in {"speeds", "scores"} else ""  # "X speeds up", "X scores 91"
    if words[at] == "I" and at > 1:
        return "V" if word in MOVES else ""  # "accuracy on AlphaSet jumps from"
    if words[at] == "I" and at == 1:
        return "V" if word.endswith("s") else ""  # "FooNet drops connections"
    if words[at] == "A":
        return "w" if word.lower() == "match" else ""  # "exact match accuracy"
    if words[at - 1] == "P":
        return "V"
    if words[at] == "E":
        return "w" if word in {"based", "enhanced", "augmented", "guided", "driven"} else ""  # "attention based model"
    if words[at - 1] == "D":
        return "V"  # "Task 2 concerns the"
    if words[at + 1 : at + 2] in {"d", "u"}:
        sets = word == "set" or word.endswith("s")  # "our models set a new record"
        return "V" if sets else "G" if word.endswith("ing") and words[at] == "w" else ""
    return "E" if word.endswith("ed") and "-" not in word else ""


LETTER_OF = {"score": "Q", "delta": "Q", "ratio": "Q", "share": "Z", "size": "Z", "rank": "R"}


def overlaid(tags: str, placed: Iterable[tuple[Mention, Chunk]]) -> str:
    marked = [*tags]
    for mention, (start, end) in placed:
        own = LETTER_OF[mention.kind]
        if mention.kind == "rank":
            # A verb of advantage keeps its letter: its object is the baseline.
            for token in range(start, end):
                if marked[token] not in "AZQ":
                    marked[token] = own
        else:
            marked[start:end] = own * (end - start)
    return "".join(marked)
