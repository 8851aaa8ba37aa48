"""What a paper calls its own: the system it proposes, the resource it presents, the data it evaluates on.

"our model", "it" and "we" are resolved with these. A text is searched once, by one automaton, for the words that such
sentences hold; only those sentences are read, and only when a claim needs what they say.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from extractors.mention import Mention
from extractors.names import Names
from extractors.slots.benchmarks import data_groups, data_name, is_event
from extractors.slots.clause import Clause, read_clause
from extractors.slots.lexicon import letter, words_of
from extractors.slots.phrase import main_subject
from extractors.slots.proposals import NO_SYSTEM, Proposal, coined, proposals_of
from extractors.slots.tasks import task_groups, task_name
from registry.model import Span

__all__ = ["Paper"]

READ = 8000  # characters from the start in which a paper's own names are looked for

# The words, or ends of words, by which a sentence of interest is known.
OWN_SIGNS = (
    *("propos", "introduc", "present", "develop", "design", "devis", "creat", "build", "built", "releas", "describ"),
    *("construct", "formulat", "submi", "explor", "adopt", "implement", "deriv", "contribut"),
    *("called ", "named ", "dubbed ", "termed ", "coined ", "namely", "our ", "Our "),
)
TRIED_SIGNS = (
    *("xperiment", "valuate", "alidate", "est our ", "ested on ", "hared ", "enchmark our", "pply ", "ask "),
    *("SemEval", "e use", "e employ"),
)
DATA_SIGNS = (
    *("ataset", "ata set", "enchmark", "orpus", "orpora", "reebank", "ollection", "esource", "atabase", "exicon"),
    " suite",
)
SIGNS = (*OWN_SIGNS, *TRIED_SIGNS, *DATA_SIGNS)
AUTOMATON = AhoCorasick(SIGNS, implementation=Implementation.DFA)
TRIED_FROM, DATA_FROM = len(OWN_SIGNS), len(OWN_SIGNS) + len(TRIED_SIGNS)
# Who offers something: "we (also) propose", "this paper presents", "is introduced".
SPEAKERS = words_of("we We paper Paper work study article team and is are I")
OUR_NAMED = re.compile(r".ur (?:[\w-]++,? ){0,3}[^\w\s]{0,2}[A-Z]")
# What must stand beside a sign that is not enough by itself.
TASK = re.compile(r"[Tt]ask")
TITLE_NAME = re.compile(
    # "X: a method", "X at SemEval: …", "X@SemEval: …"
    r"\W*(?:The )?([^\s:—,@]{2,40}(?: [^\s:—,@]{1,24}){0,3}?)(?: (?:at|@) [^:]{4,60}|@[A-Z][^:]{3,60})?"
    r"\s*(?:: |— | - | -- |['’]s? (?=[Pp]articipation|[Ss]ubmission|[Ss]ystem))"
)
TITLE_EVENT = re.compile(r"(?: at|@| to| in| on| for)(?: the)? ?(?P<event>[A-Z][^:?,]{3,60}?)(?=:|,|$)")
# "FooInt 2017", "FAT2021 Task 2"
YEARED = re.compile(r"[A-Z]\w*[A-Z][\w-]*? ?20\d\d(?: (?:[Ss]hared )?[Tt]ask ?\d*\w?)?")
CONFERENCE = re.compile(r"(?:(?:E|NA|AA)?ACL|EMNLP|COLING|LREC|IJCNLP|RANLP)[ -]?(?:20\d\d)?")
OWN_TITLE = re.compile(r"articipation|ubmission|ystem")
SYSTEM_TITLES = words_of(
    "model method approach system framework algorithm network networks architecture optimizer transformer net machine "
    "learning training prompting attention bert dataset corpus benchmark"
)
RESOURCE_TITLE = re.compile(  # of a title in small letters
    r"\b(?:data ?sets?|benchmark|corpus|corpora|treebank|collection|resource|database|lexicon)\b"
)
QUOTES = re.compile('["“”]')  # of "Team “Foo” at …"
PURPOSE = re.compile(r" (?:for|in|on|with|from|using|via|to|by|through) ")


Found = TypeVar("Found")


class Once(Generic[Found]):
    """A property that is found once. `functools.cached_property` takes a lock in Python 3.11: four times as long."""

    def __init__(self, find: Callable[[Any], Found]) -> None:
        self.find, self.name = find, find.__name__
        self.__doc__ = find.__doc__

    def __get__(self, paper: Any, owner: type | None = None) -> Found:
        found = paper.__dict__[self.name] = self.find(paper)
        return found


class Paper:
    """One document, and what it calls its own."""

    def __init__(self, text: str, raw: str, title: str, names: Names) -> None:
        self.text, self.raw, self.title, self.names = text, raw, title, names
        self._read: dict[int, Clause] = {}
        self._tried: dict[object, list[str]] = {}
        self._systems: dict[str, str | None] = {}
        self._proposed: dict[int, list[Proposal]] = {}

    @Once
    def title_name(self) -> str | None:
        """The name before the colon of "X: a method for …", where it looks like one and is no task's."""
        title = self.title
        if not (": " in title or "— " in title or " -" in title or OWN_TITLE.search(title)):
            return None
        match = TITLE_NAME.match(title)
        if not match:
            return None
        name = QUOTES.sub("", match[1]).strip("*$'‘’ ")
        if name.endswith(")") and coined(short := name[name.find("(") + 1 : -1]):
            return short  # "Multimodal Reasoning (MMR): a benchmark"
        words = name.split()
        if not words or is_event(name):
            return None
        if "@" in title[: match.end()] and len(words) == 1:
            return name  # "FooTeam@FooTask 2021: …"
        if (coined(words[0]) or coined(words[-1])) and (len(words) < 3 or name in self.raw):
            return name
        if len(words) == 1:
            return name if name in self.raw or any(map(is_event, self.events)) else None
        # "Data Boost: …" is a name where the text writes it with its capitals, and never without.
        if len(words) <= 3 and name in self.raw and name.lower() not in self.raw:
            return name
        return name if words[-1].lower() in SYSTEM_TITLES and len(words) <= 5 else None

    @Once
    def events(self) -> list[str]:
        """The shared task that the title says the paper is about: "X at SemEval-2020 Task 4: …"."""
        if "20" not in self.title and not is_event(self.title):
            return []
        match = TITLE_EVENT.search(self.title)
        event = match["event"].strip() if match else ""
        if CONFERENCE.fullmatch(event):
            return []
        if is_event(event) or YEARED.fullmatch(event):
            return [event]
        yeared = YEARED.search(self.title)
        return [yeared[0]] if yeared and not CONFERENCE.fullmatch(yeared[0]) else []

    @Once
    def signs(self) -> list[tuple[int, int, int]]:
        """The words that sentences of interest hold: which one, and where it begins and ends."""
        text = self.text[:READ]
        try:
            found = AUTOMATON.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate
            found = AUTOMATON.find_matches_as_indexes(text.encode("utf-8", "replace").decode(), overlapping=True)
        return found

    @Once
    def proposals(self) -> list[Proposal]:
        """Systems and resources that the paper says it proposes, in order, to the first named system."""
        found: list[Proposal] = []
        for start, end in self.offers:
            found += self.proposed_in(start, end)
            if any(one.named and not one.resource for one in found):
                break
        return found

    @Once
    def resources(self) -> list[Proposal]:
        """The resources that the paper says it proposes, in order: a sentence without a word for one is not read."""
        data = [at for sign, at, _ in self.signs if sign >= DATA_FROM]
        told = [(start, end) for start, end in self.offers if any(start <= at < end for at in data)]
        return [one for sentence in told for one in self.proposed_in(*sentence) if one.resource]

    @Once
    def offers(self) -> list[tuple[int, int]]:
        """The sentences that may say what the paper proposes."""
        found: list[tuple[int, int]] = []
        done = 0
        for sign, at, _ in self.signs:
            if sign < TRIED_FROM and at >= done and speaks_of_own(self.text, SIGNS[sign], at):
                start, done = self.sentence_at(at)
                found.append((start, done))
        return found

    def proposed_in(self, start: int, end: int) -> list[Proposal]:
        """What the sentence says the paper proposes; each is asked once."""
        known = self._proposed.get(start)
        if known is None:
            known = self._proposed[start] = proposals_of(self.clause(start, end))
        return known

    def sentence_at(self, at: int) -> tuple[int, int]:
        """Where the sentence begins and ends, roughly: enough to read one that holds a sign. An empty line parts it
        from what is above: a heading, a file's front matter."""
        start, end = self.text.rfind(". ", 0, at), self.text.find(". ", at)
        start, end = start + 2 if start >= 0 else 0, end + 1 if end >= 0 else len(self.text)
        above = self.text.rfind("\n\n", start, at)
        return above + 2 if above >= 0 else start, end

    def sentence(self, span: Span, mentions: Sequence[Mention]) -> Clause:
        """A sentence of the text with the mentions in it, read, and kept for those who look back at it."""
        found = self._read[span.start] = read_clause(self.text, self.raw, span, mentions)
        return found

    def clause(self, start: int, end: int) -> Clause:
        """The sentence, read; each is read once."""
        known = self._read.get(start)
        if known is not None and known.places:
            self._read[start] = known.without_mentions()
        if known is None:
            self._read[start] = read_clause(self.text, self.raw, Span(start, min(end, start + 700)))
        return self._read[start]

    @Once
    def named(self) -> str | None:
        """The name of the paper's own system: the title's, else the one most often told of those it proposes."""
        if self.title_name and not self.titles_resource:
            return self.title_name
        named = [one for one in self.proposals if one.named and not one.resource and one.name != self.title_name]
        if len(self.proposals) > len(named) or any(not one.measure for one in named):
            named = [one for one in named if not one.measure]  # the method rather than a metric that comes with it
        return max((one.name for one in named), key=self.raw.count) if named else None

    def system(self, kind: str = "") -> str | None:
        """What "our method" is called, or described as; of several proposals the one of this kind ("method")."""
        if self.named:
            return self.named
        if kind not in self._systems:  # looked for once: it may take a look through the whole text
            self._systems[kind] = self.unnamed_system(kind)
        return self._systems[kind]

    def unnamed_system(self, kind: str) -> str | None:
        systems = [one for one in self.proposals if not one.resource and one.name != self.named_resource]
        for one in systems:
            if kind and one.kind == kind:
                return one.name
        systems = [one for one in systems if not one.added] or systems
        if systems or self.title_name:
            return next((one.name for one in systems if letter(one.kind) == "S"), systems[0].name if systems else None)
        return self.headed or self.employed

    @Once
    def headed(self) -> str | None:
        """What the title opens with, where that is a system by its last word, or the text has it too."""
        head = title_head(self.title)
        last = head.split()[-1] if head else ""
        told = letter(last) == "S" or coined(last) or (head or "").lower() in self.raw.lower()
        return head if told else None

    @Once
    def employed(self) -> str | None:
        """The system that "we use" where the paper proposes none."""
        for sign, at, _ in self.signs:
            if SIGNS[sign] in EMPLOY and self.text[at - 1 : at] in {"w", "W"}:
                clause = self.clause(*self.sentence_at(at))
                for match in WE_USE.finditer(clause.tags):
                    if clause.word(match.start("verb")) in {"use", "employ", "used", "employed"}:
                        return clause.name(match.span("what"))
        return None

    @Once
    def introduced(self) -> str | None:
        """The name that the text opens with, "FooNet is a parser …": what "the model" is where nobody says "our"."""
        start, end = self.sentence_at(0)
        found = main_subject(self.clause(start, end)) if self.text[:1].isalnum() else None
        if found is None or found[0][0] > 0:
            return None
        name = self.clause(start, end).told(found[0])
        return name if coined(name) and found[0][1] - found[0][0] <= 3 else None

    def latest_system(self, offset: int) -> str | None:
        """What "it" is: the last system proposed before this place."""
        before = [proposal for proposal in self.proposals if not proposal.resource and proposal.start < offset]
        return before[-1].name if before else self.system()

    def sentence_before(self, offset: int) -> Clause | None:
        """The sentence before the one that begins here, read."""
        return self.clause(*self.sentence_at(offset - 3)) if offset > 20 else None

    @Once
    def resource(self) -> str | None:
        """What "our data set" is called."""
        if not self.presents_resource:
            return None
        named = next((proposal.name for proposal in self.resources if proposal.named), None)
        return named or (self.resources[0].name if self.resources else None)

    @Once
    def titles_resource(self) -> bool:
        """Whether the title says that the paper has a resource: "X: a corpus", but not "X: parsing for a corpus"."""
        title = self.title.lower()
        if RESOURCE_TITLE.search(title) is None:
            return False
        return ": " not in title or any(RESOURCE_TITLE.search(PURPOSE.split(part)[0]) for part in title.split(": "))

    @Once
    def named_resource(self) -> str | None:
        if self.title_name and self.titles_resource:
            return self.title_name
        return next((proposal.name for proposal in self.resources if proposal.named), None)

    def data_before(self, offset: int, count: int | None = None) -> list[str]:
        """What a claim at this place, without a data set of its own, was measured on: the last data sets of an
        evaluation before it; where it speaks of `count` of them, those of several sentences if they are as many."""
        last = self.tried_before(offset, data_of)
        if not count or not last or len(last) >= count:
            return last
        found: list[str] = []
        for sentence in self.trials:
            told = self.tried_in(sentence, data_of) if sentence[0] < offset else []
            found = [*(name for name in told if name not in found), *found]
            if len(found) >= count:
                break
        return found if len(found) == count else last

    def tasks_before(self, offset: int) -> list[str]:
        """The last tasks of an evaluation before this place, where none of them names data."""
        return self.tried_before(offset, tasks_of)

    def tried_before(self, offset: int, what: Callable[[Clause, Names], list[str]]) -> list[str]:
        for sentence in self.trials:
            if sentence[0] < offset and (named := self.tried_in(sentence, what)):
                return named
        return []

    @Once
    def own_data(self) -> list[str]:
        """The resource that the paper presents; one that comes with a system of its own name was made to train it."""
        resource = self.named_resource if self.presents_resource else None
        alone = resource and (resource == self.title_name or "bench" in resource.lower() or not self.named)
        return [resource] if resource and alone else []

    @Once
    def trials(self) -> list[tuple[int, int]]:
        """The sentences that speak of an evaluation, the last one first."""
        found: list[tuple[int, int]] = []
        for sign, at, _ in reversed(self.signs):
            if not TRIED_FROM <= sign < DATA_FROM or (found and at >= found[-1][0]):
                continue
            if says_tried(self.text, sign, at):
                found.append(self.sentence_at(at))
        return found

    def tried_in(self, sentence: tuple[int, int], what: Callable[[Clause, Names], list[str]]) -> list[str]:
        """The data sets, or the tasks, that an evaluation's sentence names; each is looked for once."""
        key = sentence[0], what
        known = self._tried.get(key)
        if known is None:
            named = what is tasks_of or MAY_NAME.search(self.text, *sentence)
            known = self._tried[key] = what(self.clause(*sentence), self.names) if named else []
        return known

    @Once
    def presents_resource(self) -> bool:
        """Whether a word like "propose" comes shortly before one like "dataset": the proposals are worth reading."""
        offered = [at for sign, at, _ in self.signs if sign < TRIED_FROM]
        data = [at for sign, at, _ in self.signs if sign >= DATA_FROM] if offered else []
        return any(-100 < at - own < 160 for at in data for own in offered) or self.titles_resource


# A capital or a digit within a sentence: without one, no data set is named.
MAY_NAME = re.compile(r" (?<=[^.\s] )[^\w\s]*[A-Z0-9]|[A-Z](?<=[a-z][A-Z])")


def data_of(clause: Clause, names: Names) -> list[str]:
    named = [data_name(clause, one) for group in data_groups(clause, names)[:1] for one in group]
    return [name for name in named if name and name.lower() not in NAMELESS]


NAMELESS = words_of("task track challenge competition") | {"shared task", "shared tasks"}


def tasks_of(clause: Clause, names: Names) -> list[str]:
    groups = task_groups(clause, names)
    return [task_name(clause, one) for one in groups[-1]] if groups else []


def speaks_of_own(text: str, sign: str, at: int) -> bool:
    """Whether a word like "propose" is said of the paper itself, or "our" leads to a name."""
    if sign[0] in "oO" and sign.endswith("ur "):
        return OUR_NAMED.match(text, at) is not None
    if sign[-1] == " " or sign == "namely":
        return True
    before = text[max(0, at - 24) : at].split()
    return not SPEAKERS.isdisjoint(before[-2:])


def says_tried(text: str, index: int, at: int) -> bool:
    """Whether a word like "evaluate" is one; "task" must have its number, "shared" its task, "use" its "we"."""
    sign = SIGNS[index]
    if sign == "ask ":
        return text[at + 4 : at + 5].isdigit()
    if sign == "hared ":
        return TASK.match(text, at + 6) is not None
    return text[at - 1 : at] in {"w", "W"} if sign.startswith("e ") else True


EMPLOY = frozenset(["e use", "e employ"])
WE_USE = re.compile(r"Pa*(?P<verb>[VE])(?P<what>d[aEjwNH]+S)(?![wNMTKSIBHD])")
NO_HEAD = words_of("you we can does should when why where which who it not don't to let if")
TITLE_SPLIT = re.compile(r" (?:for|in|on|to|with|from|at|of|towards) ", re.IGNORECASE)


def title_head(title: str) -> str | None:
    """The method a title speaks of: after "via" or "using", else before "for"."""
    title = title.strip().rstrip(".")
    if title.endswith("?"):
        return None  # "How Far Can We Go with …?"
    if ": " in title:
        title = title.split(": ", 1)[1]
    tail = re.split(r" (?:via|using|by|through|with) ", title, flags=re.IGNORECASE)
    head = tail[-1] if len(tail) > 1 else TITLE_SPLIT.split(title)[0]
    head = head.strip(" ,:")
    words = head.split()
    if not 1 < len(words) <= 8 or words[0].lower() in {
        "the",
        "towards",
        "on",
        "how",
        "what",
        "do",
        "is",
        "are",
        *NO_HEAD,
    }:
        return None
    if words[0].endswith("ing") or words[-1].lower() in NO_SYSTEM:
        return None
    return " ".join(words[1:]) if words[0] in {"A", "An", "a", "an"} else head
