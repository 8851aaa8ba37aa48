"""Whose number it is: the system that a claim's subject names, in full, and whether it is the paper's own.

A paper's title is no system. Words of a title name one only where they open it ("BERT: …"); what a sentence calls "the
large model" goes by that name with the description in brackets, and stays off the boards where there is no such name.
"""

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.linking.context import CellContext
from extractors.linking.model_name import method_in_text, method_in_title, model_name, names_method, says_own
from extractors.linking.role import role_of
from registry.catalog import fold
from registry.model import Claim, Document, Role

__all__ = ["System", "method_of", "system_of"]

SECONDS = 0.5
# What a paper may call one of its systems without a name.
DESCRIPTION = regex.compile(
    r"(?:the\s|our\s|an?\s)?(?P<words>(?:(?:base|big|small|medium|large|larger|largest|smallest|huge|tiny|best|full|final"
    r"|single|deep|deeper|high-resolution|multilingual|monolingual|pre-?trained|fine-?tuned)[\s-])*"
    r"(?:model|network|system|variant|version|architecture)s?)",
    regex.IGNORECASE,
)
# What may stand between a name and the rest of it: "EfficientNet" of "EfficientNet-B7", "PaLM" of "PaLM 540B".
REST = regex.compile(
    r"(?:(?:[-/]|\+{1,3}(?!\s))[A-Za-z0-9][\w.+/]*|\+{1,3}(?=\s|$))*(?:\s-\s[A-Z]\w+(?=\s\d))?(?:\s?\((?:base|big|small|medium|large|huge|tiny|xl|xxl)\))?"
    r"(?:\s(?:base|big|small|medium|large|huge|tiny)(?=\s(?!model|than)|$))?(?:\s\d+(?:\.\d+)?\s?[BM]\b)?",
    regex.IGNORECASE,
)
LIKENESS = regex.compile(r"\S-(?:like|based|style|type|inspired)\b", regex.IGNORECASE)
# Words of a phrase, in no name ("a tagger with ELMo", "Ten minutes of labels").
PHRASE = regex.compile(
    r"\s(?:and|of|on|in|for|that|which|whose|such|these|improves?|needs?|uses?|holds?)(?:\s|$)|^\w+\swith\s",
    regex.IGNORECASE,
)
COINED = regex.compile(r"[a-z][A-Z]|[A-Z]{2}|[A-Za-z]-?\d|\d[A-Za-z]")
# Behind a name: it is not that system alone, and what was done to it is told elsewhere.
ALTERED = regex.compile(
    r"\s(?:(?:pre-?|fine-?)?(?:trained|tuned)|augmented|combined|equipped|extended)\s(?:with|on|by|using)\s"
    r"(?:them|it|these|this|those|such|our|both|either)\b"
)
# Before a number: it is the level of something else ("more than 90" is a bound).
COMPARED = regex.compile(
    r"\b(?:compared\s(?:with|to)|versus|vs\.?|against|(?<!\b(?:more|less|fewer)\s)than|(?:up|down)\sfrom|from)\s(?:only\s|about\s|just\s)?$",
    regex.IGNORECASE,
)
RIVAL = regex.compile(
    r"\b(?:than|above|over|below|behind|ahead\sof|beats?|beating|surpass\w*|outperform\w*|compared\s(?:with|to))\s"
    r"(?:that\sof\s|the\s)?(?P<name>[^\s,;:()]+(?:\s[^\s,;:()]+){0,3}?)\s(?:at|with|\()\s?$"
)
# "compared to [89.1] F1 for BERT"
RIVAL_BEHIND = regex.compile(
    r"(?:\s(?:points?|accuracy|precision|recall|score|match|exact|average|mean|[A-Z]\w*(?:-\w+)?|(?:macro|micro)[-\s]?F-?1)(?=\s)){0,4}"
    r"\s?(?:for|by|of|from)\s(?:the\s)?(?P<name>[A-Z][^\s,;:()]*(?:\s(?:[A-Z0-9][^\s,;:()]*))*)"
)
# "The BERT paper itself lists 89.4": a number quoted from where the system comes from.
PAPER_SAYS = regex.compile(
    r"\b[Tt]he\s(?:original\s)?(?P<name>[A-Z][^\s,;:()]*(?:\s[A-Z0-9][^\s,;:()]*){0,3}?)\s(?:paper|authors|report|article)\s"
    r"(?:itself\s|themselves\s)?(?:lists?|listed|reports?|reported|gives?|gave|has|have|claims?|claimed|states?|measured)\s"
    r"[^.;:]*$"
)
SAME = regex.compile(r"[^.;,]{0,40}?\bfor\s(?:the\s(?:very\s)?same|this|that|it)\b")
# Behind a number: it is the level of more than the system alone.
ONCE_ALTERED = regex.compile(
    r"[^.;,]{0,20}?\b(?:once|when|after|if)\s[^.;,]{1,40}?\b(?:is|are|was|were)\s(?:added|inserted|attached|plugged\sin|applied)\b"
)


@dataclass(frozen=True, slots=True)
class System:
    name: str
    first_party: bool | None = None
    role: Role = "model"


def method_of(document: Document) -> str:
    """What the paper calls its own system: the name that opens its title, else the one its text introduces."""
    return method_in_title(document.title) or method_in_text(document.text)


def system_of(claim: Claim, context: CellContext | None, document: Document) -> System | None:
    """The system, or None where no name is told."""
    return told_system(claim, document) if context is None else row_system(claim, context, document)


# In a table


def row_system(claim: Claim, context: CellContext, document: Document) -> System | None:
    subject = claim.subject or ""
    name = context.model or (model_name(subject) if subject else "")
    if name and (role := role_of(name)) != "model":
        return System(name, None, role)
    own = context.first_party
    method = method_of(document)
    if own is None and subject and (says_own(subject) or names_method(name, method)):
        own = True
    if not name and own:
        name = method or by_its_authors(document)
    return System(name, own) if name else None


def by_its_authors(document: Document) -> str:
    """How others would call a system that its paper names nowhere: "Doe et al. (2021)"."""
    if not document.authors:
        return f"ours in {document.id}" if document.id else ""
    first = document.authors[0].split(",")[0].split()[-1:] or [document.authors[0]]
    others = " et al." if len(document.authors) > 1 else ""
    year = f" ({document.date[:4]})" if document.date else ""
    return f"{first[0]}{others}{year}"


# In a sentence


def told_system(claim: Claim, document: Document) -> System | None:
    sentence = claim.sentence.of(document.text)
    before, behind = around(claim, document.text)
    paper = PAPER_SAYS.search(before[-160:], timeout=SECONDS)
    if paper is not None:
        same = SAME.match(behind, timeout=SECONDS) is not None
        return None if same else System(fullest(paper["name"], sentence), False)
    if ONCE_ALTERED.match(behind, timeout=SECONDS):
        return None
    rival = rival_in(before, behind)
    if rival is not None:
        return named_in_prose(rival, sentence, len(before), document) if rival else None
    return named_in_prose(claim.subject or "", sentence, len(before), document)


def around(claim: Claim, text: str) -> tuple[str, str]:
    return text[claim.sentence.start : claim.start], text[claim.end : claim.sentence.end]


def rival_in(before: str, behind: str) -> str | None:
    """The system that a level is quoted of ("above BERT at 89.4", "compared with 92.2 for BERT"), "" for one without
    a name ("up from 63.2"), None for a level of the sentence's own subject."""
    window = before[-120:]
    named = RIVAL.search(window, timeout=SECONDS)
    if named is not None:
        return str(named["name"])
    if COMPARED.search(window, timeout=SECONDS) is None:
        return None
    follower = RIVAL_BEHIND.match(behind, timeout=SECONDS)
    return follower["name"].rstrip(".") if follower is not None else ""


def fullest(name: str, sentence: str) -> str:
    """ "BERT-large" for "BERT" in a sentence that speaks of it, and of no other of that name."""
    longer = {match[0] for match in regex.finditer(rf"(?<![\w-]){regex.escape(name)}-\w[\w+-]*", sentence)}
    return longer.pop() if len(longer) == 1 else name


def named_in_prose(subject: str, sentence: str, place: int, document: Document) -> System | None:
    method = method_of(document)
    name = model_name(subject) if subject else ""
    if name and (role := role_of(name)) != "model":
        return System(name, None, role)
    own = True if subject and says_own(subject) else None
    if subject and not name:
        return System(method, True) if own and method else None
    description = DESCRIPTION.fullmatch(name, timeout=SECONDS) if name else None
    if description is not None:
        words = description["words"].lower()
        if words in ("version", "variant"):  # of a paper, as like as not
            return None
        return System(f"{method} ({words})", own) if method else None
    if not is_name(name):
        return None
    whole = in_full(name, sentence, place)
    if ALTERED.match(sentence, sentence.find(whole) + len(whole)):
        return None
    if names_method(whole, method):
        return System(whole, True)
    return None if LIKENESS.search(whole) or only_in_title(name, document) else System(whole, own)


def is_name(words: str) -> bool:
    """Whether the words are a name, and not what any paper could say ("runner-up", "7 such networks")."""
    return not PHRASE.search(words) and any(
        any(map(str.isupper, word)) or (any(map(str.isdigit, word)) and any(map(str.isalpha, word)))
        for word in words.split()
    )


def in_full(name: str, sentence: str, place: int) -> str:
    """The name with its variant and size, as printed nearest before the number."""
    places = [match.end() for match in regex.finditer(rf"(?<![\w-]){regex.escape(name)}(?!\w)", sentence)]
    if not places:
        return name
    end = max((at for at in places if at <= place), default=places[0])
    rest = REST.match(sentence, end, timeout=SECONDS)
    return (name + rest[0]).rstrip() if rest is not None else name


def only_in_title(name: str, document: Document) -> bool:
    """Whether the words stand in the title and nowhere else, and do not look coined ("Neural Architectures"); a title
    that is one coined word ("SharpNet") is the system's name."""
    key, title = fold(name), fold(document.title)
    if not key or key not in title:
        return False
    if key == title:
        return len(name.split()) > 1 or COINED.search(name) is None
    if len(name.split()) > 3:
        return True
    return not outside_title(name, document.title, document.text) and COINED.search(name) is None


@lru_cache(maxsize=64)  # a long document asks once for a name and not at each of its scores
def outside_title(name: str, title: str, text: str) -> bool:
    return name in (text.replace(title, " ") if title else text)
