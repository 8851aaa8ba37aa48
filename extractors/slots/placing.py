"""Which of a sentence's data sets or tasks each of its claims was measured on."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.benchmarks import named
from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import words_of
from extractors.slots.series import Series, dealt, members_of

__all__ = ["FIRST_PAIR", "assigned", "is_part", "leaves_unnamed", "told_apart"]

Group = list[Chunk]
# "on five cancer datasets", "various benchmarks": data, but without a name.
UNNAMED = re.compile(r"[oxv][dwDEjZa]*T|[dDE]w*T|[ox]d[wj]*w?fd?w*[TK]")
NAMED_BEFORE = words_of("both these those this the")


def leaves_unnamed(clause: Clause) -> bool:
    """Whether the sentence speaks of data sets of its own that it does not name."""
    for match in UNNAMED.finditer(clause.tags) if "T" in clause.tags else ():
        if NAMED_BEFORE.isdisjoint([piece.strip().lower() for piece in clause.pieces[match.start() : match.end()]]):
            return True
    return any(clause.word(match.end() - 1).strip(".,") in MATERIAL for match in ON_MATERIAL.finditer(clause.tags))


ON_MATERIAL = re.compile(r"[ox][dwDEja]*w")
MATERIAL = words_of("images videos samples recordings scenes conversations photos photographs")


# "on A by 3% and B by 2%": the name that stands parallel to the first
PARALLEL = re.compile(r"[&,](?P<name>[du]?[aEjwNMTKSIBHD]*[wNSMTBHK])b[advjnt@]{0,4}$")
FIRST_PAIR = re.compile(r"[oi][du]?[aEjwNMTKSIBHD]+b[advjnt@]{0,4}Q")


def parallel(clause: Clause, index: int) -> Chunk | None:
    if not index:
        return None
    match = PARALLEL.search(clause.tags, 0, clause.places[index][0])
    return match.span("name") if match and FIRST_PAIR.search(clause.tags, 0, match.start()) else None


# "98% in the A task", "0.83 for Malayalam"
PLACED = re.compile(
    r"(?:w?[xf]d?[ZD]+[wNESTB]*)?[wMIBa]{0,3}(?:\([^()]{1,5}\))?(?P<prep>[irox])(?P<name>d?[EjwNKTHDS]*[NKTDH](?:-N+)?)(?=[);c]|,(?!N+(?:,N+)*,?&)|&(?!d?[wEjN]*N[TK]?(?:[&,;)c]|$))|oN+D?(?:;|$)|iw?$|$)"
)


def told_apart(clause: Clause, mentions: Sequence[Mention], index: int, series: Series) -> Chunk | None:
    """The place of a number where each of several has its own: "a in A, b in B", "a, b and c in A, B and C"."""
    if mentions[index].kind == "rank" and mentions[index].relation != "place":
        return None
    if len(series.members) > 1:
        members = dealt_out(clause, series)
        return dealt(series, index, members)[0] if members else None
    own = PLACED.match(clause.tags, clause.places[index][1])
    if own is None or not tells(clause, own.span("name")):
        return None
    placed = [match for place in clause.places if (match := PLACED.match(clause.tags, place[1]))]
    return own.span("name") if sum(match["prep"] == own["prep"] for match in placed) > 1 else None


def dealt_out(clause: Clause, series: Series) -> Group:
    """The list after a list of numbers that has a place for each: "a and b in English and Hindi"."""
    tags, count = clause.tags, len(series.members)
    link = PLACE_LINK.match(tags, series.end)
    starts = [link.end()] if link else []
    if "y" in tags[series.end :]:
        starts += [chunk[0] for chunk in clause.chunks if chunk[0] > series.end and tags[chunk[0] - 1] in "oirx"]
        starts += [chunk[0] for chunk in clause.chunks if chunk[1] < series.start and tags[chunk[0] - 1] in "oirx"]
    for start in starts:
        chunk = clause.chunk_from(start)
        members = members_of(clause, chunk) if chunk else []
        if len(members) == count and any(tells(clause, member) for member in members):
            return members
    return []


def is_part(clause: Clause, chunk: Chunk) -> bool:
    """Whether a noun phrase names a part of a data set or of a shared task: "test-clean", "Subtask A"."""
    last = clause.word(chunk[1] - 1)
    named = last.startswith(("test-", "dev-")) or clause.tags[slice(*chunk)].endswith(("KD", "KN"))
    return named or (chunk[1] - chunk[0] == 1 and PART_LIST.search(clause.tags, 0, chunk[0]) is not None)


PART_LIST = re.compile(r"K[ND](?:[,&]{1,2}[ND])*[,&]{1,2}$")  # "tasks A, B and [C]"


def tells(clause: Clause, chunk: Chunk) -> bool:
    """Whether a noun phrase can tell one claim's place from another's: a name, a language, a task, "test-clean"."""
    return is_part(clause, chunk) or named(clause, chunk, languages=True) or "H" in clause.tags[slice(*chunk)]


PLACE_LINK = re.compile(r"[wMIBa]{0,3}[irox]")


def assigned(clause: Clause, mentions: Sequence[Mention], index: int, series: Series, groups: list[Group]) -> Group:
    """The group of names that a claim belongs to: the one after it, before the next claim; else the one before it."""
    beside = parallel(clause, index)
    if beside:
        return [beside]
    place = clause.places[index]
    last = series.members[-1] if series.members else index
    following = clause.places[last + 1][0] if last + 1 < len(mentions) else len(clause.tags)
    after = [group for group in groups if series.end <= group[0][0]]
    opened = clause.tags.rfind("(", max(0, place[0] - 6), place[0])
    if opened > 0 and ")" not in clause.tags[opened : place[0]]:
        noted = next((group for group in groups for name in group if name[1] == opened), None)
        if noted:
            each = "y" in clause.tags or any(clause.tags[name[1] : name[1] + 1] == "(" for name in noted[:-1])
            return [name for name in noted if name[1] == opened] if each else noted
    before = [group for group in groups if group[0][0] < place[0]]
    away = after and ANOTHER.search(clause.tags, series.end, after[0][0][0])
    if after and after[0][0][0] < following and not (before and (away or opens_clause(clause, after[0], following))):
        return dealt(alike(clause, mentions, index, series, after[0]), index, after[0])
    chosen = before[-1] if before else after[0] if after else []
    return dealt(alike(clause, mentions, index, series, chosen), index, chosen)


ANOTHER = re.compile(r"&a*[EVGAX]|;")  # "evaluated on A with the best F1 and tested on B"


def alike(clause: Clause, mentions: Sequence[Mention], index: int, series: Series, group: Group) -> Series:
    """ "drops of 15% in MRR and 20% in F1, respectively": numbers that are dealt out without standing in one list."""
    if "y" not in clause.tags or len(series.members) > 1:
        return series
    same = tuple(at for at, mention in enumerate(mentions) if mention.kind == mentions[index].kind)
    return Series(same, series.start, series.end) if len(same) == len(group) else series


def opens_clause(clause: Clause, group: Group, following: int) -> bool:
    """ "…, and on B we gain 2%": the names belong to what follows them."""
    start, end = group[0][0], group[-1][1]
    tags = clause.tags
    return tags[start - 2 : start - 1] in {"&", ",", ";", "s"} and not set("PVA").isdisjoint(tags[end:following])
