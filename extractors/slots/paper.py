"""What a paper calls its own: the system it proposes, the resource it presents, the data it evaluates on.

"our model", "it" and "we" are resolved with these. Everything is looked for once a document, and only
when a claim needs it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from extractors.names import Names
from extractors.slots.benchmarks import EVENT, data_groups, data_name, task_groups, task_name
from extractors.slots.clause import Chunk, Clause, read_clause
from extractors.slots.lexicon import words_of
from registry.model import Span

__all__ = ["Paper", "Proposal"]

READ = 8000  # characters from the start in which a paper's own names are looked for

# Where a paper speaks of itself. Each pattern begins with letters to search for, which makes it fast.
FRAME = (
    r"(?:propos|introduc|present|develop|design|devis|creat|build|built|releas|describ|construct|formulat|submi|explor"
    r"|adopt"
)
OWN = (
    re.compile(rf"e (?:\w+ly |also |then |first |further )?{FRAME}|implement|deriv|contribut|call|term|name|dub)"),
    re.compile(rf"(?:aper|ork|udy|cle|eam) (?:\w+ )?{FRAME})"),
    re.compile(rf"nd (?:\w+ly |also |then |further )?{FRAME})"),
    re.compile(rf" (?:is|are) (?:\w+ )?{FRAME})"),
    re.compile(r"ur (?:[\w-]+,? ){0,3}[A-Z]"),
    re.compile(r" (?:called|named|dubbed|termed|coined|namely),? "),
)
TRIED_STEMS = (
    *("xperiment", "valuate", "alidate", "est our ", "ested on ", "hared ", "enchmark our", "pply ", "ask "),
    *("SemEval", "e use", "e employ"),
)
TRIED = re.compile(
    r"xperiment|\b[Ee]valuate[ds]?\b|alidate|est(?:ed)? o(?:ur|n) |hared [Tt]ask|[Ww]e (?:use|used|utilize|employ)\b"
    r"|enchmark our|pply |[Tt]ask \d|SemEval"
)
TITLE_NAME = re.compile(
    r"\W*(?:The )?([^\s:—,]{2,40}(?: [^\s:—,]{1,24}){0,3}?)(?: (?:at|@) [^:]{4,60})?\s*(?:: |— | - | -- )"
)
SYSTEM_TITLES = words_of(
    "model method approach system framework algorithm network networks architecture optimizer transformer net machine "
    "learning training prompting attention bert dataset corpus benchmark"
)
FRAME_VERBS = words_of(
    "propose proposes proposed introduce introduces introduced present presents presented develop develops developed "
    "design designs designed devise devised create created build built release released describe describes described "
    "construct constructed proposing introducing presenting developing formulate submit submitted contribute provide "
    "explore adopt implement derive"
)
CALLED_WORDS = words_of("called named dubbed termed coined namely")
OWN_PIECES = frozenset(word + space for word in FRAME_VERBS | CALLED_WORDS for space in ("", " "))
SPEAKERS = words_of("we paper work study article i authors team report which")
RESOURCE_WORDS = words_of(
    "dataset datasets benchmark benchmarks corpus corpora treebank treebanks database collection resource resources "
    "suite testbed set lexicon data sets"
)
RESOURCE_TITLE = re.compile(
    r"(?i)\b(?:data ?sets?|benchmark|corpus|corpora|treebank|collection|resource|database|lexicon)\b"
)
# "We present a study": no system.
NO_SYSTEM = words_of(
    "study analysis paper work results result experiments experiment evaluation problem task tasks survey overview "
    "investigation investigations evidence theory findings perspective question questions insights case way ways "
    "comparison review notion concept problems challenge challenges setting code number two three attempt role "
    "effect effects impact performance use extent ability possibility relationship research submission submissions "
    "guarantees implementations issue details examples contributions components techniques metric measure metrics "
    "potential feasibility importance need lack advantage advantages benefit benefits series creation collection "
    "participation entry entries loss step models applications application support solutions information"
)
SUBMISSIONS = words_of("submission submissions participation entry entries contribution")
OTHERS = words_of("several many recent existing previous prior various most some numerous")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A thing the paper offers: `name` as in the text, `start` in the text; `named` where it has a name of its own."""

    name: str
    start: int
    named: bool
    resource: bool


def occurrences(text: str, stem: str) -> Iterator[int]:
    at = text.find(stem, 0, READ)
    while at >= 0:
        yield at
        at = text.find(stem, at + len(stem), READ)


class Paper:
    """One document, and what it calls its own."""

    def __init__(self, text: str, raw: str, title: str, names: Names) -> None:
        self.text, self.raw, self.title, self.names = text, raw, title, names
        self._read: dict[int, Clause] = {}
        self._tried: dict[int, tuple[list[str], list[str]]] = {}

    @cached_property
    def title_name(self) -> str | None:
        """The name before the colon of "X: a method for …", where it looks like one and is no task's."""
        match = TITLE_NAME.match(self.title)
        if not match:
            return None
        name = match[1].strip("*$\"“”'‘’ ")
        words = name.split()
        if not words or EVENT.search(name):
            return None
        if coined(words[0]) or coined(words[-1]):
            return name
        if len(words) == 1:
            return name if name in self.raw else None
        return name if words[-1].lower() in SYSTEM_TITLES and len(words) <= 5 else None

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Systems and resources that the paper says it proposes, in the order of the text."""
        found: list[Proposal] = []
        offsets = {match.start() for pattern in OWN for match in pattern.finditer(self.text, 0, READ)}
        for start, end in self.around(offsets):
            found += proposals_of(self.clause(start, end))
            if any(one.named and not one.resource for one in found):
                break
        return found

    @cached_property
    def starts(self) -> list[int]:
        """Where the sentences begin, roughly: enough to read one that holds a word looked for."""
        parts = self.text[:READ].split(". ")
        return [0, *accumulate(len(part) + 2 for part in parts)]

    def around(self, offsets: Iterable[int]) -> list[tuple[int, int]]:
        """The sentences that these offsets lie in, in order."""
        starts, last = self.starts, len(self.text)
        ends = [*starts[1:], last]
        found = sorted({bisect_right(starts, offset) - 1 for offset in offsets})
        return [(starts[one], min(ends[one], last)) for one in found]

    def clause(self, start: int, end: int) -> Clause:
        """The sentence, read; each is read once."""
        if start not in self._read:
            self._read[start] = read_clause(self.text, self.raw, Span(start, min(end, start + 700)))
        return self._read[start]

    @cached_property
    def system(self) -> str | None:
        """What "our method" is called."""
        if self.title_name and not RESOURCE_TITLE.search(self.title):
            return self.title_name
        systems = [proposal for proposal in self.proposals if not proposal.resource]
        named = [proposal.name for proposal in systems if proposal.named]
        if named:
            return max(named, key=self.raw.count)
        if systems or self.title_name:
            return systems[0].name if systems else None
        return title_head(self.title)

    def latest_system(self, offset: int) -> str | None:
        """What "it" is: the last system proposed before this place."""
        before = [proposal for proposal in self.proposals if not proposal.resource and proposal.start < offset]
        return before[-1].name if before else self.system

    @cached_property
    def named_system(self) -> bool:
        """Whether the paper's system has a name of its own."""
        return bool(self.title_name) or any(one.named and not one.resource for one in self.proposals)

    @cached_property
    def resource(self) -> str | None:
        """What "our data set" is called."""
        resources = [proposal for proposal in self.proposals if proposal.resource]
        named = next((proposal.name for proposal in resources if proposal.named), None)
        return named or (resources[0].name if resources else None)

    @cached_property
    def named_resource(self) -> str | None:
        return next((proposal.name for proposal in self.proposals if proposal.resource and proposal.named), None)

    def tried_before(self, offset: int) -> tuple[list[str], bool]:
        """What a claim at this place, without a data set of its own, was measured on, and whether it is data: the last
        data sets of an evaluation before it, else the resource that the paper presents, else the task."""
        tasks: list[str] = []
        for start, end in reversed(self.evaluations):
            if start >= offset:
                continue
            data, here = self.tried_in(start, end)
            if data:
                return data, True
            tasks = tasks or here
        resource = self.named_resource if self.presents_resource else None
        # A data set that comes with a system of its own name was made to train it.
        if resource and (resource == self.title_name or "bench" in resource.lower() or not self.named_system):
            return [resource], False
        return tasks, False

    @cached_property
    def evaluations(self) -> list[tuple[int, int]]:
        """The sentences that say what something was tried on."""
        text = self.text
        offsets = [at for stem in TRIED_STEMS for at in occurrences(text, stem)]
        return [(start, end) for start, end in self.around(offsets) if TRIED.search(text, start, end)]

    def tried_in(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """The data sets that an evaluation's sentence names, or else the tasks."""
        if start not in self._tried:
            clause = self.clause(start, end)
            data = [
                name
                for group in data_groups(clause, self.names)[:1]
                for one in group
                if (name := data_name(clause, one))
            ]
            tasks = (
                [] if data else [[task_name(clause, one) for one in group] for group in task_groups(clause, self.names)]
            )
            self._tried[start] = data, tasks[-1] if tasks else []
        return self._tried[start]

    @cached_property
    def presents_resource(self) -> bool:
        return bool(RESOURCE_TITLE.search(self.text, 0, READ)) or bool(RESOURCE_TITLE.search(self.title))


TITLE_SPLIT = re.compile(r" (?:for|in|on|to|with|from|at|of|towards) ", re.IGNORECASE)


def title_head(title: str) -> str | None:
    """The method a title speaks of: after "via" or "using", else before "for"."""
    title = title.strip().rstrip(".")
    if ": " in title:
        title = title.split(": ", 1)[1]
    tail = re.split(r" (?:via|using|by|through|with) ", title, flags=re.IGNORECASE)
    head = tail[-1] if len(tail) > 1 else TITLE_SPLIT.split(title)[0]
    head = head.strip(" ,:")
    words = head.split()
    if not 1 < len(words) <= 8 or words[0].lower() in {"the", "towards", "on", "how", "what", "do", "is", "are"}:
        return None
    return None if words[0].endswith("ing") else head


def proposals_of(clause: Clause) -> list[Proposal]:
    """The proposals of one sentence: objects of "propose", and names given by "called" or "our model X"."""
    found: list[Proposal] = []
    tags = clause.tags
    if "u" not in tags and OWN_PIECES.isdisjoint(clause.pieces):
        return found
    for token, piece in enumerate(clause.pieces):
        proposal = None
        word = piece.rstrip()
        if word in FRAME_VERBS:
            proposal = proposed(clause, token) if token + 1 < len(tags) else None
        elif tags[token] == "u":
            chunk = clause.chunk_from(token)
            one = chunk and describe(clause, chunk)
            proposal = one if one and one.named else None
        elif word in CALLED_WORDS:
            after = token + 1
            while after < len(tags) and tags[after] in "ad,:p":
                after += 1
            chunk = clause.chunk_from(after)
            if chunk and "N" in tags[slice(*chunk)]:
                name = bracketed(clause, chunk[1]) or clause.name(chunk)
                proposal = Proposal(name, clause.starts[chunk[0]], True, "T" in tags[max(0, token - 4) : token])
        if proposal:
            found.append(proposal)
    return found


def proposed(clause: Clause, token: int) -> Proposal | None:
    tags = clause.tags
    if tags[token - 1 : token] in {"X", "a"} and "X" in tags[max(0, token - 2) : token] and tags[token] in "EV":
        subject = next((chunk for chunk in reversed(clause.chunks) if chunk[1] <= token - 1), None)
        if (
            subject is None
            or clause.word(subject[0]) in OTHERS
            or clause.word(token - 1) not in {"is", "are", "therefore"}
        ):
            return None
        return describe(clause, subject)
    if not speaks(clause, token):
        return None
    after = token + 1
    while after < len(tags) and tags[after] in "a:":
        after += 1
    chunk = clause.chunk_from(after)
    return describe(clause, joined(clause, chunk)) if chunk else None


def speaks(clause: Clause, token: int) -> bool:
    """Whether "we" or "this paper" is who proposes: right before the verb, or before one it is joined to."""
    back = token - 1
    while back >= 0 and clause.tags[back] in "aX":
        back -= 1
    if back < 0:
        return clause.tags[token] != "E"
    if clause.word(back) in SPEAKERS or clause.tags[back] in "dh":
        return clause.tags[back] not in "dh"
    return clause.tags[back] in "&,t)" and any(clause.word(at) in {"we", "paper"} for at in range(back))


def joined(clause: Clause, chunk: Chunk) -> Chunk:
    """A noun phrase whose adjectives a comma or "and" parts: "a tag and generate pipeline"."""
    start, end = chunk
    tags = clause.tags
    if (
        tags[start] == "d"
        and tags[end - 1] in "wEVj"
        and (tags[end : end + 1] in {",", "&"} or clause.word(end) == "yet")
    ):
        following = clause.chunk_from(end + 1 + (tags[end + 1 : end + 2] == "V"))
        if following and tags[following[0]] not in "duP" and tags[following[1] - 1] in "ST":
            return start, following[1]
    return chunk


def describe(clause: Clause, chunk: Chunk) -> Proposal | None:
    """The thing that a noun phrase and what follows it name: "a new model, X," · "X, a model" · "Long Name (LN)"."""
    start, end = clause.bare(chunk)
    if start >= end or clause.tags[start] == "P":
        return None
    noun = clause.lows((end - 1, end))[0].strip(".,")
    name = given_name(clause, (start, end))
    if name is None and noun in SUBMISSIONS and clause.tags[end : end + 1] == "f":
        inner = clause.chunk_from(end + 1)
        return describe(clause, inner) if inner else None
    if name is None and (noun in NO_SYSTEM or (end - start == 1 and clause.tags[start] == "S" and noun.endswith("s"))):
        return None
    resource = noun in RESOURCE_WORDS or apposed_resource(clause, end)
    if name is None:
        return Proposal(long_form(clause, (start, end)), clause.starts[start], False, resource)
    return Proposal(name, clause.starts[start], True, resource or name.lower().split()[-1] in RESOURCE_WORDS)


def given_name(clause: Clause, chunk: Chunk) -> str | None:
    start, end = chunk
    tags = clause.tags
    acronym = bracketed(clause, end) if "N" in tags[start:end] or tags[end : end + 1] == "(" else None
    if acronym:
        return acronym
    if proper(clause, chunk):
        return clause.told((start, end))
    if tags[end : end + 1] in {",", "-", ":"}:
        named = clause.chunk_from(end + 1)
        if named and tags[named[0]] not in "du" and proper(clause, clause.bare(named)):
            return bracketed(clause, named[1]) or clause.name(named)
    later = APPOSED.match(tags, end)
    if later:
        return clause.told(later.span("name"))
    # "our PILL model", "the novel UCDM framework", "benchmark M-BEIR"
    names = [at for at in range(start, end) if tags[at] == "N" and coined(clause.told((at, at + 1)))]
    if names and end - start <= 3 and (names[0] == start or names[-1] == end - 1):
        return clause.told((names[0], names[-1] + 1))
    return None


# "an easy to use framework, Data Boost, which"
APPOSED = re.compile(r"[wNSTHatrfMK&j]{0,9}[STw],(?P<name>N{1,4})(?=[,;:(]|$)")


def bracketed(clause: Clause, token: int) -> str | None:
    """The short name in brackets after a long one: "Unsupervised Learning for Mismatch (ULM)"."""
    tags = clause.tags
    for at in range(token, min(token + 9, len(tags))):
        if tags[at] == "(":
            close = tags.find(")", at)
            inner = clause.told((at + 1, close)) if 0 < close <= at + 4 else ""
            return inner if coined(inner) and len(inner) <= 28 and "." not in inner else None
        if tags[at] not in "wNMTKSIBHDrfohidjE&":
            return None
    return None


def coined(word: str) -> bool:
    """A coined name: capitals within, or digits."""
    return word[1:] != word[1:].lower() or any(char.isdigit() for char in word)


def proper(clause: Clause, chunk: Chunk) -> bool:
    """A noun phrase of names alone."""
    start, end = chunk
    return start < end and set(clause.tags[start:end]) <= {"N", "D"} and clause.tags[start] == "N"


def apposed_resource(clause: Clause, end: int) -> bool:
    """ "X, a large-scale benchmark": what the apposition says X is."""
    tags = clause.tags
    while end < len(tags) and tags[end] in ")(N":
        end += 1
    beside = clause.chunk_from(end)
    if beside and clause.lows(beside)[-1] in RESOURCE_WORDS:
        return True
    if end < len(tags) and tags[end] in ",:;-":
        chunk = clause.chunk_from(end + 1)
        return bool(chunk and any(low in RESOURCE_WORDS for low in clause.lows(chunk)[-3:]))
    return False


ATTACHED = re.compile(r"E?[forhbitp]$")


def long_form(clause: Clause, chunk: Chunk) -> str:
    """The description itself, with what follows where its head is only a kind ("method of adapting …")."""
    start, end = chunk
    tags = clause.tags
    if tags[end : end + 1] == "f" and (after := clause.chunk_from(end + 1)):
        end = after[1]
    elif end - start == 1 and tags[start] in "STw":
        for _ in range(2):
            at = end + (tags[end : end + 1] == "E") + 1
            after = clause.chunk_from(at)
            if not ATTACHED.match(tags[end:at]) or after is None:
                break
            end = after[1]
    return clause.told((start, end))
