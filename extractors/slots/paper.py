"""What a paper calls its own: the system it proposes, the resource it presents, the data it evaluates on.

"our model", "it" and "we" are resolved with these. Everything is looked for once a document, and only
when a claim needs it.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from extractors.slots.clause import Chunk, Clause, read_clause
from registry.model import Span

__all__ = ["Paper", "Proposal"]

TITLE_NAME = re.compile(r"^\W*([^\s:—]{2,40}(?:[ ][^\s:—]{1,24}){0,4}?)\s*(?::|—| - | -- )")
PROPOSE = re.compile(
    r"\b(?:propos|introduc|present|develop|design|devis|creat|build|built|releas|describ|construct|contribut|explor"
    r"|formulat|adopt|provid|investigat|call|nam|dubb|term|coin|Our|our|submi|us)"
    r"(?:es|e|s|ed|ing|t|ted|)\b"
)
CALLED = re.compile(
    r"(?:called|named|dubbed|termed|coined|namely|abbreviated as|denoted as|referred to as|which we (?:call|term|name|dub)"
    r"|we (?:call|term|name|dub)(?: it| this \w+| the resulting \w+)?)[ ,:]+(?:the |as )?"
)
SYSTEM_WORDS = re.compile(r"\b(?:model|method|approach|system|framework|algorithm|network|architecture|technique)s?\b")
SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?![\s\"')\]]|$)[^.!?]*)*[.!?]*\s*")
SHORT_NAME = re.compile(r"[^\s()]{2,24}")
RESOURCE_WORDS = frozenset(
    "dataset datasets benchmark benchmarks corpus corpora treebank treebanks database collection resource resources "
    "suite testbed set lexicon data".split()
)
# "We present a study": no system.
NO_SYSTEM = frozenset(
    "study analysis paper work results result experiments experiment evaluation problem task tasks survey overview "
    "investigation investigations evidence theory findings perspective question questions insights case way ways "
    "comparison review notion concept problems challenge challenges setting code number two three attempt role "
    "effect effects impact performance use extent ability possibility relationship research".split()
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A thing the paper offers: `name` as in the text, `noun` the last word of its description, `start` in the text."""

    name: str
    noun: str
    start: int
    named: bool
    resource: bool


class Paper:
    """One document, and what it calls its own."""

    def __init__(self, text: str, raw: str, title: str) -> None:
        self.text, self.raw, self.title = text, raw, title

    @cached_property
    def title_name(self) -> str | None:
        """The name before the colon of "X: a method for …", where the text uses it as a name too."""
        match = TITLE_NAME.match(self.title)
        if not match:
            return None
        name = match[1].strip("*$\"“”'‘’ ")
        cased = name != name.lower() and (name[1:] != name[1:].lower() or any(char.isdigit() for char in name))
        if name in self.raw and (cased or f" {name} " in self.raw):
            return name
        return None

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Systems and resources that the paper says it proposes, in the order of the text."""
        found: list[Proposal] = []
        last = -1
        for match in PROPOSE.finditer(self.text, 0, 6000):
            if match.start() < last:
                continue
            start = max(self.text.rfind(". ", 0, match.start()) + 2, 0)
            end = self.text.find(". ", match.end())
            end = len(self.text) if end < 0 else end + 1
            last = end
            found += proposals_of(read_clause(self.text, self.raw, Span(start, min(end, start + 700))))
        return found

    @cached_property
    def system(self) -> str | None:
        """What "our method" is called."""
        systems = [proposal for proposal in self.proposals if not proposal.resource]
        title = self.title_name
        if title and not any(proposal.resource and proposal.name == title for proposal in self.proposals):
            return title
        for proposal in systems:
            if proposal.named:
                return proposal.name
        return systems[0].name if systems else None

    @cached_property
    def resource(self) -> str | None:
        """What "our data set" is called."""
        resources = [proposal for proposal in self.proposals if proposal.resource]
        for proposal in resources:
            if proposal.named:
                return proposal.name
        return resources[0].name if resources else None


PROPOSED = re.compile(
    # we propose NP · this paper presents NP · NP is proposed
    r"(?:[PuwdS][wS]?|[PW])[aX]*&?a*[VEG]"
)
FRAME_VERBS = frozenset(
    "propose proposes proposed introduce introduces introduced present presents presented develop develops developed "
    "design designs designed devise devised create created build built release released describe describes described "
    "construct constructed contribute provide proposing introducing presenting developing formulate formulates "
    "explore adopt investigate investigates submit submitted offer".split()
)
CALLED_WORDS = frozenset("called named dubbed termed coined namely".split())


def proposals_of(clause: Clause) -> list[Proposal]:
    """The proposals of one sentence: objects of "propose", and names given by "called", "our model X" or in brackets."""
    found: list[Proposal] = []
    tags = clause.tags
    for token, tag in enumerate(tags):
        if tag in "VEGw" and clause.word(token) in FRAME_VERBS and token + 1 < len(tags):
            proposal = None
            if tag == "E" and "X" in tags[max(0, token - 2) : token] and tags[token - 1] in "Xa":
                subject = next((chunk for chunk in reversed(clause.chunks) if chunk[1] <= token - 1), None)
                proposal = subject and describe(clause, subject)
            elif tag != "E" or tags[token - 1] in "PaSw":
                after = token + 1
                while after < len(tags) and tags[after] in "a:":
                    after += 1
                chunk = clause.chunk_from(after)
                proposal = chunk and describe(clause, chunk)
            if proposal:
                found.append(proposal)
        elif tag == "u":
            chunk = clause.chunk_from(token)
            if chunk and chunk[1] < len(tags) and (proposal := own_name(clause, chunk)):
                found.append(proposal)
    return found


def own_name(clause: Clause, chunk: Chunk) -> Proposal | None:
    """ "Our approach, DualFusion," and "our PILL model"."""
    proposal = describe(clause, chunk)
    return proposal if proposal and proposal.named else None


def describe(clause: Clause, chunk: Chunk) -> Proposal | None:
    """The thing a noun phrase and what follows it name: "a new model, X," · "X, a model" · "Long Name (LN)" · "called X"."""
    start, end = clause.bare(chunk)
    if start >= end or clause.tags[start] == "P":
        return None
    noun = clause.word(end - 1).strip("*.,'\"")
    if noun in NO_SYSTEM:
        return None
    resource = noun in RESOURCE_WORDS
    name = given_name(clause, (start, end))
    if name is None:
        name, named = long_form(clause, (start, end)), False
    else:
        named = True
    words = name.lower().split()
    resource = resource or apposed_resource(clause, end) or (bool(words) and words[-1] in RESOURCE_WORDS)
    return Proposal(name, noun, clause.starts[start], named, resource)


def given_name(clause: Clause, chunk: Chunk) -> str | None:
    start, end = chunk
    tags = clause.tags
    if end < len(tags) and tags[end] == "(":
        close = tags.find(")", end)
        inner = clause.told((end + 1, close)) if 0 < close <= end + 6 else ""
        if inner and inner != inner.lower() and "." not in inner and len(inner) <= 28 and "," not in inner:
            return inner
    if proper(clause, chunk):
        return clause.told((start, end))
    # "a framework, X," and "a framework called X", also after "a method for A, X,"
    for token in range(end, min(end + 14, len(tags))):
        word = clause.word(token)
        if word in CALLED_WORDS or (word in {"we"} and clause.word(token + 1) in {"call", "name", "term", "dub"}):
            after = token + (1 if word in CALLED_WORDS else 2)
            while after < len(tags) and tags[after] in "ad,:p":
                after += 1
            named = clause.chunk_from(after)
            if named:
                return bracketed(clause, named) or clause.name(named)
    if end < len(tags) and tags[end] in ",-:":
        named = clause.chunk_from(end + 1)
        if named and proper(clause, clause.bare(named)) and tags[named[0]] not in "du":
            return bracketed(clause, named) or clause.name(named)
    # "our PILL model", "the novel UCDM framework"
    names = [token for token in range(start, end) if tags[token] == "N" and mixed(clause.told((token, token + 1)))]
    if names and tags[end - 1] in "STw" and end - names[0] <= 3 and end - start <= 3 and names[0] == start:
        return clause.told((names[0], names[-1] + 1))
    return None


def bracketed(clause: Clause, chunk: Chunk) -> str | None:
    end = chunk[1]
    if end < len(clause.tags) and clause.tags[end] == "(":
        close = clause.tags.find(")", end)
        inner = clause.told((end + 1, close)) if 0 < close <= end + 5 else ""
        if inner and inner != inner.lower() and len(inner) <= 28:
            return inner
    return None


def mixed(word: str) -> bool:
    """A coined name: capitals within, or digits."""
    return word[1:] != word[1:].lower() or any(char.isdigit() for char in word)


def proper(clause: Clause, chunk: Chunk) -> bool:
    """A noun phrase of names alone, or one coined name first and last."""
    start, end = chunk
    return all(tag == "N" for tag in clause.tags[start:end]) and (
        end - start > 1 or (not clause.tags[start:end].islower() and clause.told(chunk)[:1].isupper())
        or mixed(clause.told(chunk))
    )  # fmt: skip


def apposed_resource(clause: Clause, end: int) -> bool:
    """ "X, a large-scale benchmark": what the apposition says X is."""
    tags = clause.tags
    while end < len(tags) and tags[end] in ")(N":
        end += 1
    if end < len(tags) and tags[end] in ",:;-":
        chunk = clause.chunk_from(end + 1)
        return bool(chunk and any(low in RESOURCE_WORDS for low in clause.lows(chunk)[-2:]))
    return False


def long_form(clause: Clause, chunk: Chunk) -> str:
    """The description itself, with one "of …" where its head is only a kind ("method of adapting …")."""
    start, end = chunk
    tags = clause.tags
    if end < len(tags) and tags[end] == "f":
        after = clause.chunk_from(end + 1)
        if after:
            end = after[1]
    return clause.told((start, end))
