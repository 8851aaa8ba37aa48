"""Whom a claim is about: the subject of the clause that makes it, or what the paper calls its own."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import words_of
from extractors.slots.paper import Paper
from extractors.slots.proposals import OWN_PIECES

__all__ = ["find_subject"]

OWN = words_of(
    "our my the this proposed these its new novel such overall same final entire above resulting developed presented "
    "simple own very introduced"
)
SYSTEM_NOUNS = words_of(
    "model models method methods approach approaches system systems framework frameworks algorithm algorithms "
    "architecture architectures network networks technique techniques strategy strategies pipeline solution scheme "
    "work paper submission submissions mechanism results result experiments proposal study module performance "
    "methodology formulation procedure evaluation evaluations analysis experiment team one authors submitted"
)
RESULT_NOUNS = words_of(
    "results result experiments experiment evaluation evaluations analysis analyses study studies findings simulations "
    "evidence comparison comparisons observations ablations paper work investigation investigations effectiveness "
    "performance superiority experimentation experimentations"
)
VARIANTS = words_of("best large larger small smaller base single ensemble best-performing extended joint")
# A new clause begins after "show that", "while", ";" and after an "and" that a subject and a verb follow.
BREAK = re.compile(r"[VEMG]W|s|;|:|V(?=u)|(?<=[wNMTKSIBHDZQ)])(?:,&(?=[du]?[wNEjS]+a*[VAX])|&(?=[du][wNEjS]+a*[VAX]))")


def find_subject(clause: Clause, mentions: Sequence[Mention], index: int, paper: Paper) -> str | None:
    mention, place = mentions[index], clause.places[index]
    if mention.kind in {"size", "share"}:
        return size_subject(clause, place, paper)
    chunk = absolute(clause, place) or annotated(clause, mentions, index)
    if chunk is None and (chunk := relative(clause, place)) and paper.title_name:
        letters = clause.tags[slice(*chunk)]
        if letters[-1] == "S" and "N" not in letters:
            return paper.system  # "we present an algorithm that is faster": the title names it
    chunk = chunk or governing(clause, place)
    return resolved(clause, chunk, paper, place) if chunk else paper.system


def absolute(clause: Clause, place: Chunk) -> Chunk | None:
    """ "…, with X achieving 5%": X, and not the subject of the sentence."""
    tags = clause.tags
    for chunk in reversed(clause.chunks):
        if chunk[1] > place[0]:
            continue
        if tags[chunk[0] - 1 : chunk[0]] == "h" and tags[chunk[1] : chunk[1] + 1] == "G" and chunk[0] > 0:
            return chunk
        if tags[chunk[1] : chunk[1] + 1] in {"V", "X", "A"}:
            return None
    return None


def annotated(clause: Clause, mentions: Sequence[Mention], index: int) -> Chunk | None:
    """ "TF-IDF (0.67 F1)": what stands before the bracket that holds the number."""
    tags, place = clause.tags, clause.places[index]
    if mentions[index].kind != "score":
        return None
    opened = tags.rfind("(", 0, place[0])
    if opened <= 0 or tags.rfind(")", 0, place[0]) > opened or opened < place[0] - 8:
        return None
    if "g" in tags[opened : clause.places[min(index + 1, len(mentions) - 1)][0]]:
        return None  # "outperforms X (58.7 vs. 55.9)": the first is the subject's
    chunk = clause.chunk_before(opened)
    if chunk and tags[chunk[1] - 1] in "NSw" and (tags[chunk[0]] == "u" or set(tags[slice(*chunk)]) & set("NS")):
        return chunk
    return None


def governing(clause: Clause, place: Chunk) -> Chunk | None:
    """The subject of the innermost clause that has one: its first noun phrase before a verb, after any "On X, …"."""
    starts = [0, *(match.end() for match in BREAK.finditer(clause.tags, 0, place[0]))]
    for start in reversed(starts):
        chunk = subject_from(clause, start, place)
        if chunk:
            return chunk
    return None


def relative(clause: Clause, place: Chunk) -> Chunk | None:
    """ "we propose a metric that can better align": what the relative clause hangs on, where the paper offers it;
    "X gives answers that are better" is about X."""
    tags = clause.tags
    at = tags.rfind("W", 0, place[0])
    if at <= 0 or tags[at + 1 : at + 2] not in {"V", "X", "A", "R", "a", "G"} or tags[at - 1] in ",VEG":
        return None
    if set(tags[at + 1 : place[0]]) & set(";s:P"):
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


def subject_from(clause: Clause, start: int, place: Chunk) -> Chunk | None:
    tags = clause.tags
    for chunk in clause.chunks:
        if chunk[0] < start:
            continue
        if chunk[0] >= place[0]:
            return None
        before = tags[chunk[0] - 1] if chunk[0] > start else ""
        doing = before == "G" and chunk[0] - 1 == start  # "combining A with B leads"
        some = before == "f" and chunk[0] - 2 >= start and tags[chunk[0] - 2] == "d"  # "some of the methods"
        if before and before in "foirtxhvbm@npgclG" and not doing and not some:
            continue
        if before == "&" and coordinated(clause, chunk, start):
            continue
        if tags.count("(", start, chunk[0]) > tags.count(")", start, chunk[0]):
            continue
        if followed_by_verb(clause, chunk, place):
            return (chunk[0] - 1, chunk[1]) if doing else with_second(clause, chunk)
    return None


def with_second(clause: Clause, chunk: Chunk) -> Chunk:
    """ "X and Y outperform", "X with Y outperforms": both."""
    tags, end = clause.tags, chunk[1]
    if re.match(r"hNa*[VAX]", tags[end : end + 5]):
        return chunk[0], end + 2
    second = clause.chunk_from(end + 1) if tags[end : end + 1] == "&" else None
    if second and tags[second[1] : second[1] + 2].lstrip("a")[:1] in {"V", "A", "X", "R"}:
        return chunk[0], second[1]
    return chunk


def coordinated(clause: Clause, chunk: Chunk, start: int) -> bool:
    """ "an ensemble of A and B": B is no subject, for A is none."""
    previous = clause.chunk_before(chunk[0] - 1) or clause.chunk_before(chunk[0] - 2)
    return bool(previous and previous[0] > start and clause.tags[previous[0] - 1] in "foirtxhvbm@npgcl")


def followed_by_verb(clause: Clause, chunk: Chunk, place: Chunk) -> bool:
    """Whether a verb comes after the phrase and what is attached to it, with no other subject in between."""
    tags, end = clause.tags, chunk[1]
    if tags[end : end + 1] in {"W", "'"}:
        return True
    for token in range(end, min(place[0] + 1, len(tags))):
        tag = tags[token]
        if tag in "VAXR" or (tag == "G" and token > end):
            return True
        if tag == "E" and (token == end or tags[token + 1 : token + 2] not in {"m", "b", "i", "o", "r", "h", "t"}):
            return True
        if tag in "P;" or (tag == "," and other_subject(clause, token + 1)):
            return False
    return False


def other_subject(clause: Clause, token: int) -> bool:
    following = clause.chunk_from(token)
    if following is None or clause.tags[following[0]] == "P":
        return following is not None
    after = clause.tags[following[1] : following[1] + 2].lstrip("a")
    return after[:1] in {"V", "A", "X"}


def resolved(clause: Clause, chunk: Chunk, paper: Paper, place: Chunk) -> str | None:
    tags = clause.tags
    start, end = chunk
    if "'" in tags[start:end]:
        end = tags.index("'", start, end)
    if tags[start] == "P":
        return paper.latest_system(clause.first) if clause.word(start) != "we" else shown(clause, chunk, paper, place)
    lows = clause.lows((start, end))
    core = [low for low in lows if low not in OWN]
    if lows[-1] in RESULT_NOUNS and tags[chunk[1] : chunk[1] + 1] != "'":
        return shown(clause, chunk, paper, place)
    if not core or all(low in SYSTEM_NOUNS for low in core):
        return paper.system
    if tags[end - 1] in "MIB" and "'" not in tags[chunk[0] : chunk[1] + 1]:
        owner = clause.chunk_from(end + 1) if tags[end : end + 1] == "f" else None
        return possessor(clause, owner, paper) if owner else paper.system
    if tags[start] == "u" and lows[-1] in SYSTEM_NOUNS and "N" not in tags[start:end] and paper.named_system:
        return clause.name((start, end)) if set(core) & VARIANTS else paper.system
    return described(clause, (start, end))


# "the proposed method CompoundGrow"
APPOSED = re.compile(r"[dwEj]*S(?P<name>N+)")
DOING = re.compile(r"(?:[oh]?[du]?[aEjwNMTKSIBHD]+){1,2}?(?=a*[VXA]|$)")


def described(clause: Clause, chunk: Chunk) -> str:
    start, end = clause.bare(chunk)
    if start >= end:
        start = end - 1
    tags = clause.tags
    apposed = APPOSED.fullmatch(tags, start, end)
    if apposed:
        return clause.told(apposed.span("name"))
    if clause.word(start).endswith("ing") and (tags[start] == "G" or end - start == 1):
        doing = DOING.match(tags, start + 1)
        return clause.told((start, doing.end() if doing else end))
    if tags[end : end + 1] == "f" and "N" not in tags[start:end]:
        after = clause.chunk_from(end + 1)
        if after:
            end = after[1]
            if tags[end : end + 1] == "&" and (more := clause.chunk_from(end + 1)):
                end = more[1]
    return clause.told((start, end))


def shown(clause: Clause, chunk: Chunk, paper: Paper, place: Chunk) -> str | None:
    """ "Experiments demonstrate the superiority of X", "results show X's better accuracy"."""
    tags = clause.tags
    for other in clause.chunks:
        if other[0] <= chunk[0]:
            continue
        if tags[other[1] : other[1] + 1] == "'" and place[0] - 3 <= other[1] <= place[0]:
            return possessor(clause, other, paper)
        if "'" in tags[slice(*other)] and other[0] <= place[0] <= other[1] + 3:
            return possessor(clause, (other[0], tags.index("'", *other)), paper)
        if place[1] <= other[0] <= place[1] + 4 and re.fullmatch(r"[wBMIR]?f", tags[place[1] : other[0]]):
            return possessor(clause, other, paper)
    return paper.system


def possessor(clause: Clause, chunk: Chunk, paper: Paper) -> str | None:
    lows = clause.lows(chunk)
    if lows[-1] in SYSTEM_NOUNS and (clause.tags[chunk[0]] in "u" or lows[0] in OWN):
        return paper.system
    return described(clause, chunk)


def size_subject(clause: Clause, place: Chunk, paper: Paper) -> str | None:
    """The resource that has the size: the clause's subject or object, else the paper's own resource."""
    before = [chunk for chunk in clause.chunks if chunk[1] <= place[0] and clause.tags[chunk[0]] != "P"]
    for chunk in before:
        letters = clause.tags[slice(*chunk)]
        if "T" in letters and clause.lows(chunk)[0] in {"our", "this", "the", "these", "its"}:
            return paper.resource or clause.name(chunk)
        if "T" in letters or "N" in letters:
            return clause.name(chunk)
    return paper.resource or (clause.name(before[0]) if before else None)
