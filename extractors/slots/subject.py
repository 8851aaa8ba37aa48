"""Whom a claim is about: the subject of the clause that makes it, or what the paper calls its own."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import words_of
from extractors.slots.owner import absolute, annotated, first_level, made_to, owner_of, trained
from extractors.slots.paper import Paper
from extractors.slots.phrase import attached, governing, predicate, with_attached
from extractors.slots.proposals import OWN_PIECES, coined

__all__ = ["find_subject"]

OWN = words_of(
    "our my the this proposed these its new novel such overall same final entire above resulting developed presented "
    "simple own very introduced suggested described full complete"
)
SYSTEM_NOUNS = words_of(
    "model models method methods approach approaches system systems framework frameworks algorithm algorithms "
    "architecture architectures network networks technique techniques strategy strategies pipeline solution scheme "
    "work paper submission submissions mechanism results result experiments proposal study module performance "
    "methodology formulation procedure evaluation evaluations analysis experiment team one authors submitted "
    "configuration configurations entry entries run runs"
)
RESULT_NOUNS = words_of(
    "results result experiments experiment evaluation evaluations analysis analyses study studies findings simulations "
    "evidence comparison comparisons observations ablations paper work investigation investigations effectiveness "
    "performance superiority experimentation experimentations finding effort efforts contribution contributions"
)
QUANTITIES = words_of("number numbers amount percentage proportion size difference")
VALUES = words_of("value values level levels")  # "the BLEU value of"
KINDS = words_of(
    "ensemble parser tagger classifier detector agent tool toolkit library optimizer llm policy submission"
)
VARIANTS = words_of(
    "best large larger largest small smaller smallest base single ensemble best-performing extended joint"
)
Subject = tuple[Chunk, int]  # a noun phrase, and its verb


def find_subject(clause: Clause, mentions: Sequence[Mention], index: int, paper: Paper) -> str | None:
    mention, place = mentions[index], clause.places[index]
    if mention.kind in {"size", "share"}:
        return size_subject(clause, place, paper)
    if first_level(clause, mentions, index):
        return None  # "from 71 to 78": whose the 71 was is not told
    beside = annotated(clause, mentions, index) or absolute(clause, place)
    if beside and not paper.names.is_benchmark(clause.told(beside)):  # "84.5% (AlphaSet)" tells where
        return resolved(clause, (beside, beside[1]), paper, place)
    owner = owner_of(clause, mentions, index) or trained(clause, place)
    if owner:
        return described(clause, owner)
    made = made_to(clause, place)
    if made:
        return possessor(clause, made, paper)
    offering = relative(clause, place)
    if offering:
        letters = clause.tags[slice(*offering)]
        if paper.title_name and letters[-1] == "S" and "N" not in letters:
            return paper.system()  # "we present an algorithm that is faster": the title names it
        return resolved(clause, (offering, offering[1]), paper, place)
    means = MEANS_AFTER.match(clause.tags, place[1])
    found = clause.chunk_from(means.end()) if means else None
    if found:
        return possessor(clause, found, paper)
    subject = governing(clause, place)
    name = resolved(clause, subject, paper, place) if subject else paper.system()
    return name or used(clause, place)


# "the best results are obtained by"
MEANS_AFTER = re.compile(r"[wMB]{0,2}(?:P?X?a*EX?a*(?:bp?|p)|Xbp?)")


def used(clause: Clause, place: Chunk) -> str | None:
    """ "using X, we improve": what nameless authors use."""
    for token in range(len(clause.tags) - 1, -1, -1):
        if clause.tags[token] == "p" and clause.word(token) == "using":
            if clause.word(token - 1) in {"without", "not", "even"}:
                continue
            chunk = clause.chunk_from(token + 1)
            if (
                chunk
                and clause.tags[chunk[1] - 1] in ("wNSH" if token < place[0] else "S")
                and clause.tags[chunk[0]] != "u"
            ):
                return described(clause, chunk)
    return None


PARTED = frozenset(";s:P")


def relative(clause: Clause, place: Chunk) -> Chunk | None:
    """ "we propose a metric that can better align": what the relative clause hangs on, where the paper offers it;
    "X gives answers that are better" is about X."""
    tags = clause.tags
    at = tags.rfind("W", 0, place[0])
    if at <= 0 or tags[at + 1 : at + 2] not in {"V", "X", "A", "R", "a", "G"} or tags[at - 1] in ",VEG":
        return None
    if not PARTED.isdisjoint(tags[at + 1 : place[0]]):
        return None
    chunk = clause.chunk_before(at)
    if chunk is None or not offered(clause, chunk[0]):
        return None
    if tags[chunk[0] - 1] in "fr":
        head = clause.chunk_before(chunk[0] - 1)
        if head and tags[head[1] - 1] in "STw":
            return head
    named = clause.chunk_before(chunk[0] - 1) if tags[chunk[0] - 1] == "," else None
    if named and "N" in tags[slice(*named)]:
        return named  # "FooNet, a parser that"
    return chunk if tags[chunk[0] - 1] not in "oihm" else None


def offered(clause: Clause, token: int) -> bool:
    """Whether a verb like "propose" comes before."""
    return not OWN_PIECES.isdisjoint(clause.pieces[:token])


def resolved(clause: Clause, found: Subject, paper: Paper, place: Chunk) -> str | None:
    """The name of the phrase: "our model", "it", "results", "the accuracy of X" are led back to whose they are."""
    tags, (chunk, verb) = clause.tags, found
    start, end = chunk
    if tags[start] == "P":
        return shown(clause, chunk, paper, place) if clause.word(start) == "we" else antecedent(clause, start, paper)
    if "'" in tags[start:end]:
        return possessor(clause, (start, tags.index("'", start, end)), paper)
    lows = clause.lows(chunk)
    core = [low for low in lows if low not in OWN]
    measure = tags[end - 1] in "MIB" or (tags[end - 2] == "M" and lows[-1] in VALUES)
    owner = clause.chunk_from(end + 1) if measure and tags[end : end + 1] in {"f", "b"} else None
    if owner and tags[end - 1] == "M" and tags[owner[1] - 1] == "H" and "N" not in tags[slice(*owner)]:
        return paper.system()  # "the F1 of word segmentation": a task
    if lows[-1] in QUANTITIES and clause.word(start) == "a" and tags[end : end + 1] == "f":
        owner = clause.chunk_from(end + 1)  # "a number of X"
    if owner and tags[owner[1] - 1] not in "TK":
        return possessor(clause, owner, paper)
    if lows[-1] in RESULT_NOUNS:
        return shown(clause, chunk, paper, place)
    if SYSTEM_NOUNS.issuperset(core) or (tags[start] == "u" and own_kind(core) and paper.named):
        whole = with_attached(clause, clause.bare(chunk), verb) if len(core) == len(lows) else None
        if whole:
            return clause.told(whole)  # "models trained on X"
        if len(core) < 2 or paper.named:
            others = paper.introduced if tags[start] == "d" else None
            return paper.system(lows[-1]) or predicate_name(clause, verb) or others or told_apart(clause, chunk, verb)
    if measure or lows[-1] in QUANTITIES:
        return paper.system()
    maker = clause.chunk_before(verb) if tags[end : end + 1] == "E" and "u" in tags[end:verb] else None
    if maker and tags[maker[0]] == "u" and tags[maker[0] - 1] in "bh":
        return possessor(clause, maker, paper)  # "graphs generated by our parser"
    if tags[start] == "u" and tags[end - 1] == "T" and paper.named_resource and "N" not in tags[start:end]:
        return paper.named_resource
    ours = tags[start] == "u" or "resulting" in lows[:2]
    if ours and lows[-1] in SYSTEM_NOUNS and "N" not in tags[start:end]:
        if paper.named and not set(core) & VARIANTS:
            return paper.named
        return (not paper.named and predicate_name(clause, verb)) or described(clause, chunk, verb)
    return described(clause, chunk, verb)


def told_apart(clause: Clause, chunk: Chunk, verb: int) -> str | None:
    """ "the model with two encoders" of a paper that names none: what is attached tells which one."""
    whole = with_attached(clause, clause.bare(chunk), verb) if clause.tags[chunk[1]] in "hEW" else None
    return clause.told(whole) if whole else None


def own_kind(core: Sequence[str]) -> bool:
    """Whether "our …" tells a kind of system and nothing else: "our parser", "our ensemble"."""
    return len(core) == 1 and core[0] in KINDS


def predicate_name(clause: Clause, verb: int) -> str | None:
    """ "our best system is an ensemble of networks": what it is said to be."""
    chunk = predicate(clause, verb)
    return described(clause, chunk) if chunk else None


def antecedent(clause: Clause, token: int, paper: Paper) -> str | None:
    """What "it" or "they" means: the subject of the clause before, in this sentence or the one before."""
    end = (token, token)
    before = governing(clause, end) if token > 2 else None
    if before is None and (previous := paper.sentence_before(clause.first)):
        clause, end = previous, (len(previous.tags), len(previous.tags))
        before = governing(clause, end)
    if before is None or clause.tags[before[0][0]] == "P" or clause.lows(before[0])[-1] in RESULT_NOUNS:
        return paper.latest_system(clause.first)
    return resolved(clause, before, paper, end)


# "the proposed method CompoundGrow"
APPOSED = re.compile(r"[dwEjH]*N?S(?P<name>N+)")
DOING = re.compile(r"(?:[ohf]?[du]?[aEjwNMTKSIBHD]+){1,2}?(?=a*[VXA]|$)")


def described(clause: Clause, chunk: Chunk, verb: int = 0) -> str:
    start, end = clause.bare(chunk)
    beside = apposed_kind(clause, (start, end), verb)
    if beside:
        return clause.told(beside)
    if start >= end:
        start = end - 1
    tags = clause.tags
    apposed = APPOSED.fullmatch(tags, start, end)
    if apposed:
        return clause.told(apposed.span("name"))
    whole = with_attached(clause, (start, end), verb) if verb else None
    if whole:
        return clause.told(whole)
    if clause.word(start).endswith("ing") and (tags[start] == "G" or end - start == 1):
        doing = DOING.match(tags, start + 1)
        end = doing.end() if doing else end
        while end > start + 1 and tags[end - 1] == "a":
            end -= 1
        return clause.told((start, end))
    if tags[end : end + 1] == "f" and "N" not in tags[start:end]:
        after = clause.chunk_from(end + 1)
        if after:
            end = after[1]
            if tags[end : end + 1] == "&" and (more := clause.chunk_from(end + 1)):
                end = more[1]
    return clause.told((start, end))


# "the best model, [a recurrent network] with trees, achieves"
KIND_BESIDE = re.compile(r",d(?=[aEjwNMTKSIBHD]+)")


def apposed_kind(clause: Clause, chunk: Chunk, verb: int) -> Chunk | None:
    """What a phrase that tells nothing ("the best model") is said to be right beside it, between commas."""
    beside = KIND_BESIDE.match(clause.tags, chunk[1]) if verb else None
    if beside is None or clause.word(beside.end() - 1) not in {"a", "an"}:
        return None
    if not all(low in SYSTEM_NOUNS or low in VARIANTS for low in clause.lows(chunk)):
        return None
    kind = clause.chunk_from(beside.end())
    whole = attached(clause, kind) if kind else None
    return whole if whole and clause.tags[whole[1] : whole[1] + 1] == "," and whole[1] < verb else None


OF = re.compile(r"[wBMIR&]{0,3}f")  # "the superior performance of"
# "results [we obtained] with", "results were achieved by using"
MEANS = re.compile(r"R*P?X?a*EX?a*(?:bp?|h|p)|R*X(?:bp?|p)")


def shown(clause: Clause, chunk: Chunk, paper: Paper, place: Chunk) -> str | None:
    """ "Experiments demonstrate the superiority of X", "results show X's accuracy", "results obtained with X"."""
    tags = clause.tags
    means = MEANS.match(tags, chunk[1])
    if means and (with_it := clause.chunk_from(means.end())):
        return possessor(clause, with_it, paper)
    for other in clause.chunks:
        if other[0] <= chunk[0]:
            continue
        if tags[other[1] : other[1] + 1] == "'" and place[0] - 3 <= other[1] <= place[0]:
            return possessor(clause, other, paper)
        if "'" in tags[slice(*other)] and other[0] <= place[0] <= other[1] + 3:
            return possessor(clause, (other[0], tags.index("'", *other)), paper)
        if place[1] <= other[0] <= place[1] + 6 and OF.fullmatch(tags, place[1], other[0]):
            task = tags[other[1] - 1] in "HK" and "N" not in tags[slice(*other)]  # "95.8 F1 of constituent parsing"
            return paper.system() if task else possessor(clause, other, paper)
        if place[1] <= other[0] <= place[1] + 3 and tags[place[1] : other[0]] == "fG":
            return clause.told((other[0] - 1, other[1]))  # "the superiority of incorporating X"
    return paper.system()


def possessor(clause: Clause, chunk: Chunk, paper: Paper) -> str | None:
    lows = clause.lows(chunk)
    if lows[-1] in SYSTEM_NOUNS and (clause.tags[chunk[0]] in "u" or lows[0] in OWN):
        core = [low for low in lows if low not in OWN]
        plain = len(core) == 1 or (clause.tags[chunk[0]] == "u" and paper.named is not None)
        return paper.system(lows[-1]) if plain else described(clause, chunk)
    return described(clause, chunk)


# "tested on a corpus of over [9,000]"; "[30] tasks in FooBench"
SIZED = re.compile(r"[oxm](?P<what>d[aEjwNMKSIBH]*T)f[advjn]*$")
HELD_IN = re.compile(r"[wTKSMBH]{1,3}id?(?P<who>N)")


def size_subject(clause: Clause, place: Chunk, paper: Paper) -> str | None:
    """The resource that has the size: the clause's subject or object, else the paper's own resource."""
    before = [
        chunk
        for chunk in clause.chunks
        if chunk[1] <= place[0] and clause.tags[chunk[0]] != "P" and clause.tags[slice(*chunk)].strip("dD")
    ]
    sized = SIZED.search(clause.tags, 0, place[0])
    if sized:
        return clause.name(sized.span("what"))
    for chunk in before:
        letters = clause.tags[slice(*chunk)]
        if "T" in letters and clause.lows(chunk)[0] in {"our", "this", "the", "these", "its"}:
            return paper.resource or clause.name(chunk)
        if "T" in letters or "N" in letters:
            return clause.name(chunk)
    holder = HELD_IN.match(clause.tags, place[1])
    name = clause.told(holder.span("who")) if holder else ""
    return paper.resource or (name if coined(name) else clause.name(before[0]) if before else None)
