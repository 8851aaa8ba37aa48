"""Whom a claim is about: the subject of the clause that makes it, or what the paper calls its own."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.clause import Chunk, Clause
from extractors.slots.paper import Paper

__all__ = ["find_subject"]

OWN = frozenset("our my the this proposed these its new novel such overall same final entire above resulting developed "
                "presented".split())  # fmt: skip
SYSTEM_NOUNS = frozenset(
    "model models method methods approach approaches system systems framework frameworks algorithm algorithms "
    "architecture architectures network networks technique techniques strategy strategies pipeline solution scheme "
    "work paper submission submissions mechanism results result experiments proposal study module performance "
    "methodology formulation procedure evaluation evaluations analysis experiment team one".split()
)
RESULT_NOUNS = frozenset(
    "results result experiments experiment evaluation evaluations analysis analyses study studies findings simulations "
    "evidence comparison comparisons observations ablations paper work investigation investigations".split()
)
# "results show that", "while", ";": a new clause begins after these.
BREAK = re.compile(r"(?:[VE]W)|s|;|:|-|(?<=[wNMTKSIBHDZQ)]),?&(?=d?[wNEjS]+a*[VAX])")
VERB = "VAGXE"


def find_subject(clause: Clause, mentions: Sequence[Mention], index: int, paper: Paper) -> str | None:
    mention, place = mentions[index], clause.places[index]
    if mention.kind in {"size", "share"}:
        return size_subject(clause, place, paper)
    chunk = governing(clause, place)
    return resolved(clause, chunk, paper, place) if chunk else paper.system


def governing(clause: Clause, place: Chunk) -> Chunk | None:
    """The subject of the clause: its first noun phrase before a verb, after any opening "On X, …"."""
    tags = clause.tags
    start = 0
    for match in BREAK.finditer(tags, 0, place[0]):
        start = match.end()
    return subject_from(clause, start, place) or (subject_from(clause, 0, place) if start else None)


def subject_from(clause: Clause, start: int, place: Chunk) -> Chunk | None:
    tags = clause.tags
    candidates = [chunk for chunk in clause.chunks if chunk[0] >= start and chunk[0] < place[0]]
    for chunk in candidates:
        before = tags[chunk[0] - 1] if chunk[0] > start else ""
        if before and before in "foirtxhvbm@npgcl":
            continue
        if followed_by_verb(clause, chunk, place):
            return chunk
    return None


def followed_by_verb(clause: Clause, chunk: Chunk, place: Chunk) -> bool:
    """Whether a verb comes after the phrase and what is attached to it."""
    tags, end = clause.tags, chunk[1]
    if end < len(tags) and tags[end] == "W":
        return True
    for token in range(end, min(place[0] + 1, len(tags))):
        tag = tags[token]
        if tag in "VAXR" or (tag in "EG" and token > end):
            return True
        if tag == "P" or tag in ";":
            return False
    return False


def resolved(clause: Clause, chunk: Chunk, paper: Paper, place: Chunk) -> str | None:
    tags = clause.tags
    start, end = chunk
    if "'" in tags[start:end]:
        end = tags.index("'", start, end)
    if tags[start] == "P":
        return paper.system
    lows = clause.lows((start, end))
    if lows[-1] in RESULT_NOUNS:
        return shown(clause, chunk, paper, place)
    core = [low for low in lows if low not in OWN]
    if not core or (all(low in SYSTEM_NOUNS for low in core)):
        return paper.system
    if (tags[start] == "u" or lows[0] in {"this", "the"}) and lows[-1] in SYSTEM_NOUNS and paper.system:
        own = own_description(core, paper)
        if own:
            return own
    return described(clause, (start, end))


def own_description(core: list[str], paper: Paper) -> str | None:
    """ "our contrastive model": the paper's own name where it has one, unless a variant is meant."""
    named = any(proposal.named for proposal in paper.proposals if not proposal.resource) or paper.title_name
    if any(low != low.lower() for low in core):
        return None
    return paper.system if named and not set(core) & VARIANTS else None


VARIANTS = frozenset("best large larger small smaller base single ensemble best-performing full final".split())


def described(clause: Clause, chunk: Chunk) -> str:
    start, end = clause.bare(chunk)
    tags = clause.tags
    if tags[end : end + 1] == "f":
        after = clause.chunk_from(end + 1)
        if after and "N" not in tags[start:end]:
            end = after[1]
    return clause.told((start, end))


def shown(clause: Clause, chunk: Chunk, paper: Paper, place: Chunk) -> str | None:
    """ "Experiments demonstrate the superiority of X", "results show X's better accuracy"."""
    tags = clause.tags
    for other in clause.chunks:
        if other[0] <= chunk[0]:
            continue
        if "'" in tags[slice(*other)] and other[0] <= place[0]:
            return described(clause, (other[0], tags.index("'", *other)))
        if other[0] >= place[1] and tags[other[0] - 1] == "f":
            low = clause.lows(other)
            return paper.system if tags[other[0]] == "u" or low[-1] in SYSTEM_NOUNS else described(clause, other)
    return paper.system


def size_subject(clause: Clause, place: Chunk, paper: Paper) -> str | None:
    """The resource that has the size: the clause's subject or object, else the paper's own resource."""
    before = [chunk for chunk in clause.chunks if chunk[1] <= place[0] and clause.tags[chunk[0]] != "P"]
    for chunk in before:
        lows = clause.lows(chunk)
        if "T" in clause.tags[slice(*chunk)] and lows[0] in {"our", "this", "the", "these", "its"}:
            return paper.resource or clause.name(chunk)
        if "T" in clause.tags[slice(*chunk)] or "N" in clause.tags[slice(*chunk)]:
            return clause.name(chunk)
    return paper.resource or (clause.name(before[0]) if before else None)
