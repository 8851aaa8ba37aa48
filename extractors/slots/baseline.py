"""What a claim compares with: "outperforms X and Y", "over X", "compared to X", "than X"."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.clause import Chunk, Clause
from extractors.slots.series import members_of

__all__ = ["find_baseline"]

# The marks of a comparison, each followed at once by what is compared with.
MARK = re.compile(
    r"A[a]*(?=[du]*[aEjwNMTKSIBHDPRn])|n|v(?![adm]*[QZD])|c[th&o]*[th](?![adm]*[QZ])|g|(?<=[IBR])[a]*o(?=d?[wNE]*S)"
)
MARK_WORDS = re.compile(r"with respect to|w\.r\.t\.?|in comparison (?:with|to)|in contrast to|on par with|relative to")


def find_baseline(clause: Clause, mentions: Sequence[Mention], index: int) -> list[str]:
    mention = mentions[index]
    if mention.kind in {"score", "size", "share"} or mention.relation in {"sota", "place"}:
        return []
    marks = comparands(clause)
    place = clause.places[index]
    own = chosen(clause, mentions, index, marks, place)
    if not own:
        return []
    return [name for chunk in own if (name := comparand_name(clause, chunk))]


def chosen(
    clause: Clause, mentions: Sequence[Mention], index: int, marks: list[tuple[int, list[Chunk]]], place: Chunk
) -> list[Chunk]:
    """The comparison nearest to the claim: for a rank the one after it, for a number the one that governs it."""
    if mentions[index].kind == "rank":
        after = [chunks for at, chunks in marks if at >= place[0]]
        if after:
            return after[0]
        return marks[-1][1] if marks and clause.words[place[0]] not in "A" else []
    after_marks = [(at, chunks) for at, chunks in marks if at >= place[1]]
    following = clause.places[index + 1][0] if index + 1 < len(mentions) else len(clause.tags)
    near = [chunks for at, chunks in after_marks if at < following]
    before = [(at, chunks) for at, chunks in marks if at < place[0]]
    if near and not (before and clause.tags[before[-1][0]] == "A" and "," not in clause.tags[before[-1][0] : place[0]]):
        return near[0]
    if before:
        return before[-1][1]
    return after_marks[0][1] if after_marks else []


def comparands(clause: Clause) -> list[tuple[int, list[Chunk]]]:
    """Every comparison of the sentence: the token of its mark, and the noun phrases it names."""
    found: list[tuple[int, list[Chunk]]] = []
    for match in MARK.finditer(clause.tags):
        chunk = clause.chunk_from(match.end())
        if chunk is None or clause.tags[chunk[0]] == "P":
            continue
        if match[0] == "v" and over_data(clause, chunk):
            continue
        found.append((match.start(), listed(clause, chunk)))
    return found


def over_data(clause: Clause, chunk: Chunk) -> bool:
    """ "over 21 datasets", "over the years": no comparison."""
    return clause.tags[chunk[1] - 1] in "TKMD"


def listed(clause: Clause, chunk: Chunk) -> list[Chunk]:
    """The members of a list of comparands; a list of adjectives before one noun stays whole."""
    members = members_of(clause, chunk)
    if len(members) == 1:
        return examples(clause, members[0])
    first = members[0]
    if clause.bare(first)[0] + 1 == first[1] and clause.tags[first[1] - 1] in "wEj" and len(members) == 2:
        return [(first[0], members[-1][1])]
    kept = [first]
    for member in members[1:]:
        # "X and achieves …", "than X, and we …": a member ends its list where a verb follows it.
        if clause.tags[member[1] : member[1] + 1] in {"V", "X", "A"}:
            break
        kept.append(member)
    return kept


def examples(clause: Clause, chunk: Chunk) -> list[Chunk]:
    """ "baselines including TF-IDF and Text-CNN", "techniques such as A or B": the named ones."""
    tags, end = clause.tags, chunk[1]
    while end < len(tags) and tags[end] in ",(":
        end += 1
    if tags[end : end + 1] == "l" or (tags[end : end + 2] == "dp" and clause.word(end) == "such"):
        named = clause.chunk_from(end + (1 if tags[end] == "l" else 2))
        if named and "N" in tags[slice(*named)]:
            return members_of(clause, named)
    # "the state-of-the-art retrieval model, NV-Embed"
    if end == chunk[1] + 1 and tags[chunk[1]] == "," and tags[chunk[0]] == "d":
        named = clause.chunk_from(end)
        if named and set(tags[slice(*named)]) == {"N"}:
            return [named]
    return [chunk]


def comparand_name(clause: Clause, chunk: Chunk) -> str:
    start, end = chunk
    while start < end and (clause.tags[start] in "dua" or clause.word(start) in {"other", "several"}):
        start += 1
    end = clause.tags.find("'", start, end) if "'" in clause.tags[start:end] else end
    return clause.told((start, end))
