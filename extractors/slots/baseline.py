"""What a claim compares with: "outperforms X and Y", "over X", "compared to X", "than X"."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import words_of
from extractors.slots.phrase import attached
from extractors.slots.placing import FIRST_PAIR
from extractors.slots.series import members_of

__all__ = ["find_baseline"]

# The marks of a comparison, each followed at once by what is compared with.
MARK = re.compile(
    r"Aa*(?:XX)?(?=(?:df)?[duZ]*[aEjwNMTKSIBHDRnZ])"  # outperforms X
    r"|n(?![adm]*Q)"  # than X
    r"|v(?![adm]*[QZD])"  # over X
    r"|c[th&][th&o]{0,2}(?![adm]*[QZ])"  # compared to X, in comparison with X, relative to X
    r"|g"  # against X
    r"|hwt|owf"  # with respect to X, on top of X
    r"|(?<=[IBR])a*o(?=d?[wNE]*[SB])"  # improvements on strong baselines
    r"|p(?=[du]?[wEj]*[wSN])"  # behind X
    r"|[VGE]a*o(?=[du]?[wEjN]*[NSw])"  # improves upon X
)
BEHIND = words_of("behind above beyond below")
IMPROVES = ("improv", "advanc", "build")
# "improves the baseline by", "advances the state of the art by"
CHANGED = re.compile(
    r"[VGE]a*(?P<name>[du]?[aEjwNMTKSIBHD]+(?:fd?[wN]+)?)(?:[iro]d?[aEjwNMTKSIBHD]+){0,2}b[advjnt@(w]{0,4}$"
)
SYSTEM_HEADS = words_of(
    "baseline baselines state-of-the-art sota state-of-the-arts art model models method methods systems system best"
)
EARLIER = words_of("previous prior earlier state-of-the-art published reported known")
OF_SYSTEMS = EARLIER | words_of("recent strong existing competitive current powerful larger various")
UNTOLD = words_of("reported published known thought believed expected assumed possible usual absolute relative")
NO_DOING = words_of("leading competing")
LEVELS = words_of("state-of-the-art sota")
WORDED = words_of("respect regard top")
LEVEL_WORDS = words_of("than with to as of or on upon over")


def find_baseline(clause: Clause, mentions: Sequence[Mention], index: int) -> list[str]:
    mention = mentions[index]
    if mention.kind in {"size", "share"} or mention.relation in {"sota", "place"}:
        return []
    if clause.marks is None:
        clause.marks = comparands(clause)
    marks = clause.marks
    if mention.kind == "rank":
        own = of_rank(clause, mentions, index, marks)
    elif mention.kind == "score":
        own = of_level(clause, mentions, index, marks)
    else:
        own = (
            parallel(clause, index)
            or share_of(clause, mentions, index)
            or dealt_out(clause, mentions, index, of_number(clause, mentions, index, marks))
            or changed(clause, index)
        )
    return [name for chunk in own if (name := comparand_name(clause, chunk))]


def of_level(
    clause: Clause, mentions: Sequence[Mention], index: int, marks: list[tuple[int, list[Chunk]]]
) -> list[Chunk]:
    """What a level is held against: "84.9% compared to X", "33% accuracy, surpassing X", "outperforms X, achieving 36%"
    and "outperforms X (58.7 vs. 55.9)"."""
    (start, end), tags = clause.places[index], clause.tags
    beside = LEVEL_OF.match(tags, end)
    if beside and (chunk := clause.chunk_from(beside.end())):
        return [chunk]
    following = next((place[0] for place in clause.places[index + 1 :] if place[0] >= end), len(tags))
    standings = {place[0] for place, mention in zip(clause.places, mentions, strict=True) if mention.kind == "rank"}
    for at, chunks in marks:
        last = chunks[-1][1]
        against = end <= at < following and tags[at] in "cg" and not set(tags[end:at]) & set("s;")
        beaten = at in standings and clause.word(at).endswith("ing") and CONCLUDED.fullmatch(tags, end, at)
        shown = at in standings and last <= start and SHOWING.fullmatch(tags, last, start)
        versus = last < start and VERSUS.match(tags, last) and tags[start - 1] == "("
        if against or beaten or shown or versus:
            return chunks
    return []


LEVEL_OF = re.compile(
    r"[^;,Q]{0,8}?(?:c[th]|g)[adv]{0,2}Q[wMB]{0,2}r(?=[du]?[aEjwN]*[wNS])"
)  # "84% compared to 81% for BERT"
CONCLUDED = re.compile(r"[a(]?[aEjwNMTKSIBHDoirfd)]*,[aX]*")
VERSUS = re.compile(r"[rf]?[aEjwNMTKSIBHD]*\(Q[wM]*g")
SHOWING = re.compile(r",a*G(?:[aEjwNMTKSIBHDfd@]{0,6}|[Q&,wM]*)")


def dealt_out(clause: Clause, mentions: Sequence[Mention], index: int, chunks: list[Chunk]) -> list[Chunk]:
    """ "surpasses A and B by 2 and 4 points, respectively": each its own."""
    alike = [at for at, mention in enumerate(mentions) if mention.kind == mentions[index].kind]
    return [chunks[alike.index(index)]] if "y" in clause.tags and 1 < len(alike) == len(chunks) else chunks


def of_rank(
    clause: Clause, mentions: Sequence[Mention], index: int, marks: list[tuple[int, list[Chunk]]]
) -> list[Chunk]:
    """The comparison of a standing: right after it, else the next one before another claim, else the one that opens
    the sentence."""
    place = clause.places[index]
    following = next((start for start, _ in clause.places[index + 1 :] if start >= place[1]), len(clause.tags))
    own = [(at, chunks) for at, chunks in marks if place[0] <= at < following]
    if mentions[index].relation == "outperforms" and clause.words[place[0]] != "A":
        # "higher correlations with ratings than X": not the ratings.
        told = [chunks for at, chunks in own if clause.tags[at] in "nc"]
        if told:
            return told[0]
    if mentions[index].relation in {"underperforms", "on_par"}:
        level = next((token for token in range(*place) if clause.word(token).strip(".,") in LEVELS), None)
        if level:
            return [(level, level + 1)]  # "does not reach the state-of-the-art"
    near = beside(clause, place)
    if near:
        return near
    if own:
        return own[0][1]
    opening = [chunks for at, chunks in marks if at < place[0] and clause.tags[at] in "cg"]
    return opening[-1] if opening else []


# "comparable [results] to X", "comparable quality as X"
LINKED = re.compile(r"[aEjwNMTKIBHS]{0,4}?(?:[ifo]d?[wNMTKIBHD]+)?(?P<link>[th]|p(?=[duwNSE]))")


def beside(clause: Clause, place: Chunk) -> list[Chunk]:
    """ "comparable to X", "on par with X", "superior performance to X", "matches or surpasses X"."""
    tags, end = clause.tags, place[1]
    if clause.words[place[0]] == "A" and place[1] - place[0] == 1:
        return []
    last = clause.word(end - 1)
    if last in BEHIND and (chunk := compared(clause, end)):
        return listed(clause, chunk)
    if last in LEVEL_WORDS or clause.words[end - 1] in "AV" or last.endswith("es"):
        chunk = compared(clause, end)
        if chunk and last not in {"better", "best"} and (last in LEVEL_WORDS or clause.words[end - 1] == "A"):
            return listed(clause, chunk)
    match = LINKED.match(tags, end)
    if match and (match["link"] != "p" or clause.word(match.end() - 1) == "as"):
        chunk = compared(clause, match.end())
        level = match["link"] == "h" and chunk and tags[chunk[1] - 1] == "M"  # "competitive results with an F1 of"
        if chunk and not level and tags[chunk[0]] != "P" and clause.word(chunk[0]) not in WORDED:
            return listed(clause, chunk)
    return []


def of_number(
    clause: Clause, mentions: Sequence[Mention], index: int, marks: list[tuple[int, list[Chunk]]]
) -> list[Chunk]:
    """The comparison of a difference: before the next claim, else the one that governs it, else one further on."""
    place = clause.places[index]
    following = clause.places[index + 1][0] if index + 1 < len(mentions) else len(clause.tags)
    after = [(at, chunks) for at, chunks in marks if at >= place[1]]
    near = [chunks for at, chunks in after if at < following and clause.tags[at] != "A"]
    before = [(at, chunks) for at, chunks in marks if at < place[0]]
    governed = before and clause.tags[before[-1][0]] == "A" and "," not in clause.tags[before[-1][0] : place[0]]
    if near and not governed:
        return near[0]
    if before:
        return before[-1][1]
    standing = next(
        (p[0] for p, m in zip(clause.places, mentions, strict=True) if m.kind == "rank" and p[0] > place[0]), None
    )
    after = [(at, chunks) for at, chunks in after if standing is None or at < standing or clause.tags[at] != "n"]
    return next((chunks for at, chunks in after if clause.tags[at] in "cnv"), [])  # but no "…, and is better than Y"


PARALLEL = re.compile(r"[&,](?P<name>[du]?[aEjwNMTKSIBHD]*[wNSMTB](?:f[d]?[wN]+)?)b[advjnt@]{0,3}$")


def parallel(clause: Clause, index: int) -> list[Chunk]:
    """ "outperforms X by 8% and Y by 2%": Y."""
    match = PARALLEL.search(clause.tags, 0, clause.places[index][0]) if index else None
    if (
        not match
        or "Q" not in clause.tags
        or FIRST_PAIR.search(clause.tags, 0, match.start())
        or "A" not in clause.tags[: match.start()]
        or "Q" not in clause.tags[: match.start()]
    ):
        return []
    return [match.span("name")]


# "97% of the teacher performance", "50% of the parameters of the adapter", "a 5% increase from the baseline"
SHARE_OF = re.compile(r"f?(?P<level>d?[aEjwNMTKSIBHD]+)(?P<of>f|Eh)?")
AWAY = re.compile(r"[wMIBNj]{0,3}m(?=[du]?[wEjN]*[NSwB])")


def share_of(clause: Clause, mentions: Sequence[Mention], index: int) -> list[Chunk]:
    """What a level is a share of: a ratio in percent or a fraction "of X's performance"."""
    mention, after = mentions[index], clause.places[index][1]
    away = AWAY.match(clause.tags, after)
    if mention.kind == "delta" and away:
        chunk = clause.chunk_from(away.end())
        return [chunk] if chunk and clause.tags[chunk[1] - 1] not in "TKMD" else []
    if mention.kind != "ratio" or (mention.quantity and mention.quantity.unit == "times"):
        return []
    match = SHARE_OF.match(clause.tags, after)
    if not match:
        return []
    start, end = match.span("level")
    owner = clause.chunk_from(match.end()) if match["of"] else None
    if owner and clause.tags[owner[0]] != "P":
        return [owner]
    return [(start, end - 1)] if clause.tags[end - 1] in "B" and end - start > 2 else []


def changed(clause: Clause, index: int) -> list[Chunk]:
    """ "improves the baseline by 5%": the thing improved, where it is a system and no metric."""
    match = CHANGED.search(clause.tags, max(0, clause.places[index][0] - 14), clause.places[index][0])
    if not match:
        return []
    start, end = match.span("name")
    lows = clause.lows((start, end))
    level = clause.tags[end - 1] in "MB"
    earlier = level and not EARLIER.isdisjoint(lows)  # "improves the previous best result"
    if "M" in match["name"] and not earlier:
        return []
    system = clause.tags[end - 1] == "S" or lows[-1] in SYSTEM_HEADS or earlier
    return [(start, end)] if system and clause.tags[start] != "u" else []


def comparands(clause: Clause) -> list[tuple[int, list[Chunk]]]:
    """Every comparison of the sentence: the token of its mark, and the noun phrases it names."""
    found: list[tuple[int, list[Chunk]]] = []
    for match in MARK.finditer(clause.tags):
        mark = match[0]
        if mark == "p" and clause.word(match.start()) not in BEHIND:
            continue
        if mark[0] in "VGE" and not clause.word(match.start()).startswith(IMPROVES):
            continue
        if len(mark) == 3 and mark[1] == "w" and clause.word(match.start() + 1) not in WORDED:
            continue
        chunk = compared(clause, match.end())
        if chunk is None or clause.tags[chunk[0]] == "P":
            continue
        if chunk[1] - chunk[0] == 1 and clause.low(chunk[0]) in UNTOLD:
            continue  # "smaller than previously reported"
        if mark == "hwt" and clause.tags[chunk[1] - 1] in "MB":
            continue  # "competitive with respect to accuracy"
        if mark == "v" and clause.tags[chunk[1] - 1] in "TKMD":
            continue  # "over 21 datasets"
        found.append((match.start(), listed(clause, chunk)))
    return found


# "those of X", "that achieved by X", "using X"
STAND_IN = re.compile(r"[dW](?:f|E[bh])|pX?(?=[du]?[wEjN])|R+(?=[aEjwNSH])")


def compared(clause: Clause, token: int) -> Chunk | None:
    """The noun phrase that is compared with, after "those of" or "using"; for "training on X" the whole doing."""
    while clause.tags[token : token + 1] == "a" or (
        clause.tags[token : token + 1] == "G" and clause.word(token) in NO_DOING
    ):
        token += 1
    match = STAND_IN.match(clause.tags, token)
    if match and (clause.tags[token] != "p" or clause.word(token) == "using"):
        chunk = clause.chunk_from(match.end())
        return (token, chunk[1]) if chunk and clause.tags[token] == "R" else chunk
    earlier = AND_SYSTEM.match(clause.tags, token)
    if earlier and clause.low(earlier.end("earlier") - 1) in OF_SYSTEMS:
        return earlier.span()  # "the previous, far larger parser"
    those = THOSE.match(clause.tags, token)
    if those:
        return token, attached(clause, those.span(), 2)[1]
    chunk = clause.chunk_from(token)
    if (chunk is None or chunk[1] == token + 1) and clause.word(token).endswith("ing"):
        at = token + 1 + (clause.tags[token + 1 : token + 2] == "o")
        after = clause.chunk_from(at)
        return (token, after[1]) if after else chunk
    return chunk


AND_SYSTEM = re.compile(r"(?P<earlier>d?[wE]),[aEjwN]+S")
# "those trained on clean text"
THOSE = re.compile(r"d(?=Ea*[oh][dw])")


def listed(clause: Clause, chunk: Chunk) -> list[Chunk]:
    """The members of a list of comparands; a list of adjectives before one noun stays whole."""
    chunk = owned(clause, chunk)
    members = members_of(clause, chunk)
    if len(members) == 1:
        return examples(clause, members[0])
    first = members[0]
    alone = clause.bare(first)[0] + 1 >= first[1] and clause.tags[first[1] - 1] in "wEj"
    alone = alone or (len(members) == 2 and clause.lows(first)[-1:] == clause.lows(members[1])[-2:-1])
    if len(members) == 2 and (alone or (is_adjective(clause, first) and clause.tags[members[1][1] - 1] == "S")):
        return [(first[0], members[-1][1])]
    kept = [first]
    for member in members[1:]:
        # "than X, and we …", "and a gain of": a member ends its list where another statement begins.
        if clause.tags[member[1] : member[1] + 1] in {"V", "X", "A", "R", "Q"} or clause.tags[member[1] - 1] in "IB":
            break
        if clause.tags[member[0] - 2 : member[0] + 1] == ",&a":
            break  # "than X, and especially words of"
        kept.append(member)
    return kept


def is_adjective(clause: Clause, chunk: Chunk) -> bool:
    """ "strong monolingual [and multilingual baselines]": a noun phrase that ends with an adjective is none."""
    return clause.tags[chunk[1] - 1] in "wE" and clause.low(chunk[1] - 1).endswith(ADJECTIVE_ENDS)


ADJECTIVE_ENDS = ("ual", "nal", "cal", "ral", "sed", "ned", "ic", "ive", "ous")


def owned(clause: Clause, chunk: Chunk) -> Chunk:
    """ "the performance of X", "the baseline of X", "a combination of X": X, or X with its head."""
    tags, (start, end) = clause.tags, chunk
    if tags[end : end + 1] != "f":
        return chunk
    after = clause.chunk_from(end + 1)
    if after is None or not tags[slice(*after)].strip("DQZ"):
        return chunk  # "a baseline of 61.6"
    if tags[end - 1] in "BM" and not {"best", *EARLIER}.isdisjoint(clause.lows(chunk)):
        return chunk  # "the previous best results of TagSet"
    if tags[end - 1] in "BMIH" or clause.word(end - 1) in {"baseline", "baselines"}:
        return after
    return (start, after[1])


def examples(clause: Clause, chunk: Chunk) -> list[Chunk]:
    """ "baselines including TF-IDF and Text-CNN", "techniques such as A or B": the named ones."""
    tags, end = clause.tags, chunk[1]
    while end < len(tags) and tags[end] in ",(":
        end += 1
    if (
        tags[end : end + 1] == "l"
        or (tags[end : end + 2] == "dp" and clause.word(end) == "such")
        or clause.word(end) == "like"
    ):
        named = clause.chunk_from(end + (2 if tags[end] == "d" else 1))
        if named and "N" in tags[slice(*named)]:
            return members_of(clause, named)
    # "the state-of-the-art retrieval model, NV-Embed, on …"
    if end == chunk[1] + 1 and tags[chunk[1]] == "," and tags[chunk[0]] == "d":
        named = clause.chunk_from(end)
        if named and set(tags[slice(*named)]) == {"N"} and tags[named[1] : named[1] + 1] not in {"V", "A", "X", "a"}:
            return [named]
    return [chunk]


def comparand_name(clause: Clause, chunk: Chunk) -> str:
    tags, (start, end) = clause.tags, chunk
    while start < end and (tags[start] in "duaZ'" or clause.word(start) == "several") and not THOSE.match(tags, start):
        if tags[start : start + 2] == "aE":
            break  # "previously proposed parsers"
        start += 1
    named = KIND_AND_NAME.fullmatch(tags, start, end)
    if named:
        return clause.told(named.span("name"))
    if "'" in tags[start:end]:
        end = tags.find("'", start, end)
    if tags[end : end + 1] == "j" and clause.word(end).rstrip(".,") == "best":
        end += 1  # "over the previous best"
    # "models trained on images", "approaches that use X": the head alone would say little.
    described = "N" not in tags[start:end] and DESCRIBED.match(tags, end) and clause.word(end + 1) not in WORDED
    if described and not judged_by(clause, end):
        end = attached(clause, (start, end), 2)[1]
    return clause.told((start, end))


# "the strong tagging model FooTag"
KIND_AND_NAME = re.compile(r"[wEjH]*[wEjHN]S(?P<name>N)")


def judged_by(clause: Clause, token: int) -> bool:
    """ "[beats] a baseline based on ROUGE scores": by what it is judged, and no part of it."""
    chunk = clause.chunk_from(token + 2) if clause.tags[token : token + 2] == "Eo" else None
    if chunk is None or clause.word(token) != "based":
        return False
    return clause.tags[chunk[1] - 1] == "M" or not JUDGING.isdisjoint(clause.lows(chunk))


JUDGING = words_of("evaluation evaluations judgements judgments ratings")
DESCRIBED = re.compile(r"E|W[VXw]|h(?=[du]?w*[wNH](?![wNMTKSIBH]))|pa?w*N")
