"""Paragraphs of text without markup, and what can be told of one by its look."""

import re

import regex

from registry.model import Span

__all__ = ["is_abstract_name", "is_caption", "is_prose", "is_section_name", "names_a_table", "paragraphs"]

TITLE_LENGTH = 300

# possessive throughout: one pass, whatever the text
PARAGRAPH = regex.compile(r"\S(?:[^\r\n]++|(?:\r\n?|\n)(?=[^\S\r\n]*+\S))*+")
NAMED = (
    r"[*_(\[]{0,4}(?:(?:Supplementary|Extended Data) )?(?:[Tt]able|TABLE|Tab\.|[Ff]igure|FIGURE|Fig\.)"
    r"[ \xa0]?(?:[A-Z]?\d+(?:\.\d+)*[a-z]?|[IVX]+|[A-Z])\b"
)
# "Table 2: …", "Table 2. …", "Table 2 Results", "Table 2"; not "Table 2 shows that …"
CAPTION = re.compile(rf"{NAMED}(?:[*_)\]]*\s*(?:[:.|)–—-]|\Z)|[*_)\]]*\s+[A-Z*_$])")
TABLE_NAMED = re.compile(NAMED)
NUMBERING = re.compile(r"(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z]\.(?:\d+(?:\.\d+)*\.?)?|Appendix(?: [A-Z])?[:.]?)\s+(?=\S)")
SECTION = re.compile(
    r"""abstract | summary | introduction | background | motivation | preliminaries | (?:related|future)\ work
    | methods? | methodology | approach | models? | data(?:sets?)? | materials\ and\ methods | (?:experimental\ )?setup
    | experiments | (?:experimental\ )?results | results\ and\ discussion | evaluation | analysis | discussion
    | ablations? | ablation\ stud(?:y|ies) | limitations | conclusions? | conclusions?\ and\ future\ work
    | acknowledge?ments | references | bibliography | appendix | ethics\ statement | supplementary\ material""",
    re.VERBOSE | re.IGNORECASE,
)


def paragraphs(text: str) -> list[Span]:
    """The runs of lines between blank lines, without the white space around them."""
    return [Span(hit.start(), hit.start() + len(hit[0].rstrip())) for hit in PARAGRAPH.finditer(text)]


def is_prose(paragraph: str) -> bool:
    """Whether this is running text and no title or heading: 40 words, or 20 that end in a full stop, or
    more letters than a title has, for scripts that part no words."""
    words = len(paragraph.split(None, 40))
    return len(paragraph) > TITLE_LENGTH or words > 39 or (words > 19 and paragraph.endswith("."))


def is_section_name(line: str) -> bool:
    """Whether a short line is the heading of a section, by its number or by its name."""
    numbering = NUMBERING.match(line)
    bare = line[numbering.end() :] if numbering else line
    return numbering is not None or SECTION.fullmatch(bare.strip(" .:")) is not None


def is_abstract_name(line: str) -> bool:
    return line.strip(" .:#*_").lower() in {"abstract", "summary"}


def is_caption(paragraph: str) -> bool:
    return CAPTION.match(paragraph) is not None


def names_a_table(paragraph: str) -> bool:
    """Whether it begins with a table's number, be it a caption or a sentence."""
    return TABLE_NAMED.match(paragraph) is not None
