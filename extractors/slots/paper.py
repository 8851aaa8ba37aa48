"""What a paper calls its own: the system it proposes, the resource it presents, the data it evaluates on.

"our model", "it" and "we" are resolved with these. A text is searched once, by one automaton, for the words that such
sentences hold; only those sentences are read, and only when a claim needs what they say.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from ahocorasick_rs import AhoCorasick, Implementation

from extractors.names import Names
from extractors.slots.benchmarks import EVENT, data_groups, data_name, task_groups, task_name
from extractors.slots.clause import Clause, read_clause
from extractors.slots.lexicon import words_of
from extractors.slots.proposals import NO_SYSTEM, Proposal, coined, proposals_of
from registry.model import Span

__all__ = ["Paper"]

READ = 8000  # characters from the start in which a paper's own names are looked for

# Each sign with what must stand before it, to its end, or None where it is enough by itself.
SPOKEN = re.compile(r"(?:\b[Ww]e|aper|ork|udy|cle|eam|\band|\bis|\bare|\bI)(?: \w+)? $")
OWN_SIGNS = (
    *("propos", "introduc", "present", "develop", "design", "devis", "creat", "build", "built", "releas", "describ"),
    *("construct", "formulat", "submi", "explor", "adopt", "implement", "deriv", "contribut"),
)
NAMING_SIGNS = ("called ", "named ", "dubbed ", "termed ", "coined ", "namely")
OUR_SIGNS = ("our ", "Our ")
OUR_NAMED = re.compile(r".ur (?:[\w-]+,? ){0,3}[A-Z]")
TRIED_SIGNS = (
    *("xperiment", "valuate", "alidate", "est our ", "ested on ", "hared ", "enchmark our", "pply ", "ask "),
    *("SemEval", "e use", "e employ"),
)
RESOURCE_SIGNS = (
    *("ataset", "ata set", "enchmark", "orpus", "orpora", "reebank", "ollection", "esource", "atabase", "exicon"),
)
SIGNS = (*OWN_SIGNS, *NAMING_SIGNS, *OUR_SIGNS, *TRIED_SIGNS, *RESOURCE_SIGNS)
AUTOMATON = AhoCorasick(SIGNS, implementation=Implementation.DFA)
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
RESOURCE_TITLE = re.compile(
    r"(?i)\b(?:data ?sets?|benchmark|corpus|corpora|treebank|collection|resource|database|lexicon)\b"
)


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
        if name.endswith(")") and coined(short := name[name.find("(") + 1 : -1]):
            return short  # "Multimodal Reasoning (MMR): a benchmark"
        words = name.split()
        if not words or EVENT.search(name):
            return None
        if coined(words[0]) or coined(words[-1]):
            return name
        if len(words) == 1:
            return name if name in self.raw else None
        # "Data Boost: …" is a name where the text writes it with its capitals, and never without.
        if len(words) <= 3 and name in self.raw and name.lower() not in self.raw:
            return name
        return name if words[-1].lower() in SYSTEM_TITLES and len(words) <= 5 else None

    @cached_property
    def signs(self) -> list[tuple[str, int]]:
        """The words that sentences of interest hold, each with its place."""
        text = self.text[:READ]
        try:
            found = AUTOMATON.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate
            found = AUTOMATON.find_matches_as_indexes(text.encode("utf-8", "replace").decode(), overlapping=True)
        return [(SIGNS[index], start) for index, start, _ in found]

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Systems and resources that the paper says it proposes, in order, to the first named system."""
        found: list[Proposal] = []
        for start, end in self.around(at for sign, at in self.signs if self.speaks_of_own(sign, at)):
            found += proposals_of(self.clause(start, end))
            if any(one.named and not one.resource for one in found):
                break
        return found

    def speaks_of_own(self, sign: str, at: int) -> bool:
        if sign in OWN_SIGNS:
            return SPOKEN.search(self.text, max(0, at - 30), at) is not None
        return sign in NAMING_SIGNS or (sign in OUR_SIGNS and OUR_NAMED.match(self.text, at) is not None)

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
        if self.title_name and RESOURCE_TITLE.search(self.title):
            return self.title_name
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
        around = self.around(at for sign, at in self.signs if sign in TRIED_SIGNS)
        return [(start, end) for start, end in around if TRIED.search(self.text, start, end)]

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
        """Whether a word like "propose" comes shortly before one like "dataset": the proposals are worth reading."""
        offered = [at for sign, at in self.signs if sign in OWN_SIGNS or sign in NAMING_SIGNS]
        data = [at for sign, at in self.signs if sign in RESOURCE_SIGNS]
        return any(-100 < at - own < 160 for at in data for own in offered) or bool(RESOURCE_TITLE.search(self.title))


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
    if words[0].endswith("ing") or words[-1].lower() in NO_SYSTEM:
        return None
    return " ".join(words[1:]) if words[0] in {"A", "An"} else head
