"""Numbers listed together: "0.38, 0.63 and 0.76", "58.74 vs. 55.91", and the names they are dealt out to."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.mention import Mention
from extractors.slots.clause import Chunk, Clause
from registry.value import value

__all__ = ["Series", "dealt", "members_of", "series_in"]

LINK = re.compile(r"[,&ga]{1,3}|\(?[,&]?")


@value
class Series:
    """Mentions (by their place in the sentence's list) that stand in one list, and the tokens the list covers."""

    members: tuple[int, ...]
    start: int
    end: int


def series_in(clause: Clause, mentions: Sequence[Mention]) -> list[Series]:
    """For each mention, the list it stands in (alone, as a rule)."""
    if len(mentions) == 1:
        return [Series((0,), *clause.places[0])]
    groups: list[list[int]] = []
    for index, mention in enumerate(mentions):
        if groups and joined(clause, mentions, groups[-1][-1], index) and mention.kind == mentions[groups[-1][-1]].kind:
            groups[-1].append(index)
        else:
            groups.append([index])
    found: list[Series] = []
    for group in groups:
        one = Series(tuple(group), clause.places[group[0]][0], clause.places[group[-1]][1])
        found += [one] * len(group)
    return found


def joined(clause: Clause, mentions: Sequence[Mention], one: int, other: int) -> bool:
    if mentions[one].kind == "rank" and mentions[one].relation != "place":
        return False
    if clause.places[one] == clause.places[other]:
        return True  # "85.3/74.5"
    between = clause.tags[clause.places[one][1] : clause.places[other][0]]
    return 0 < len(between) <= 3 and LINK.fullmatch(between) is not None


def dealt(series: Series, index: int, names: Sequence[Chunk]) -> list[Chunk]:
    """The names that belong to one member: its own where there are as many names as members, else all."""
    if len(series.members) > 1 and len(names) == len(series.members):
        return [names[series.members.index(index)]]
    return list(names)


LIST_MARKS = frozenset(",&(ap")  # with which something like "and" begins after a noun phrase


def members_of(clause: Clause, chunk: Chunk, limit: int = 12) -> list[Chunk]:
    """The members of the list that begins with this noun phrase: "A, B and C", "A, B as well as C"."""
    found = [chunk]
    tags = clause.tags
    if tags[chunk[1] : chunk[1] + 1] not in LIST_MARKS:
        return found
    closed = False
    while len(found) < limit:
        end = found[-1][1]
        if end < len(tags) and tags[end] == "(":
            close = tags.find(")", end)
            if 0 < close <= end + 8:
                end = close + 1
        after = link_end(clause, end)
        following = clause.chunk_from(after) if after > end else None
        if following is None or tags[following[0]] in "Pu":
            break
        if closed and tags[end:after] == ",":
            break  # "on A and B, FooNet obtains": the "and" has closed the list
        closed = closed or "&" in tags[end:after]
        if tags[following[0]] == "d" and tags[following[1] : following[1] + 1] in {"V", "X", "A"}:
            break
        found.append(following)
    # "on A, B, we …": the last comma led out of the list; an "and" must have closed it.
    if len(found) > 1 and not closed_by_and(clause, found):
        return found[:1] if len(found) == 2 and not bracket_or_end(clause, found[-1][1]) else found
    return found


def link_end(clause: Clause, token: int) -> int:
    tags = clause.tags
    start = token
    while token < len(tags) and (tags[token] in ",&" or (tags[token] in "aX" and clause.word(token) in {"e", "also"})):
        token += 1
    # "as well as"
    if tags[token : token + 3] == "pap" and clause.word(token + 1) == "well":
        token += 3
    return token if token > start else start


def closed_by_and(clause: Clause, found: Sequence[Chunk]) -> bool:
    between = [clause.tags[one[1] : other[0]] for one, other in pairwise(found)]
    told = " ".join(between)
    return "&" in told or "pap" in told


def bracket_or_end(clause: Clause, token: int) -> bool:
    return token >= len(clause.tags) or clause.tags[token] in ");"
