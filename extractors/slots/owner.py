"""Whom a number belongs to by the words right beside it, whatever the subject of its clause is."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.benchmarks import MODEL
from extractors.slots.clause import Chunk, Clause

__all__ = ["absolute", "annotated", "first_level", "made_to", "owner_of", "trained"]


def first_level(clause: Clause, mentions: Sequence[Mention], index: int) -> bool:
    """Whether the number is the first of a change, "from 71.5 up to 80.2"."""
    if mentions[index].kind != "score" or index + 1 >= len(mentions) or mentions[index + 1].kind != "score":
        return False
    (start, end), (after, _) = clause.places[index], clause.places[index + 1]
    return (
        FROM.search(clause.tags, max(0, start - 4), start) is not None
        and TO.fullmatch(clause.tags, end, after) is not None
    )


FROM = re.compile(r"m[advjn$]{0,2}$")
TO = re.compile(r"[wM]{0,2}[adpv]{0,2}t[advjn]{0,2}")
# "84.2% for CRF", "and that of BM25 is 65.0%"
# "84% compared to [81%] for BERT"
LEVEL_FOR = re.compile(r"Q[^;,Q]{0,8}?(?:c[th]|g)[adv]{0,2}$")
OF_OTHER = re.compile(r"[wMB]{0,2}r(?=[du]?[aEjwN]*[wNS])")
HUMAN_LEVEL = re.compile(r"wM+f$")  # "the human-level accuracy of 84%"
FOR_MODEL = re.compile(r"[wMB]{0,3}r(?=N+(?:[,;&)]|iw?|$))")
THAT_OF = re.compile(r"Wf(?P<owner>d?[wN]*N[wNS]*)X$")


# "a 5% improvement of a classifier trained on images"
GAIN_OF = re.compile(r"[ac]?[wEj]*I+f(?=[du][aEjwNH]*S)")
# "outperforms a classic parser (58.7 vs. [55.9])"
VERSUS = re.compile(r"g[advjn$]{0,2}$")


def owner_of(clause: Clause, mentions: Sequence[Mention], index: int) -> Chunk | None:
    """The model that a level is told of beside it."""
    (start, end), tags = clause.places[index], clause.tags
    if mentions[index].kind == "delta" and (gain := GAIN_OF.match(tags, end)):
        return clause.chunk_from(gain.end())
    if mentions[index].kind != "score":
        return None
    if index and LEVEL_FOR.search(tags, 0, start) and (other := OF_OTHER.match(tags, end)):
        return clause.chunk_from(other.end())
    opened = tags.rfind("(", 0, start)
    if index and VERSUS.search(tags, 0, start) and opened > 0 and ")" not in tags[opened:start]:
        return beaten(clause, opened)
    before = tags[start - 1 : start]
    level = HUMAN_LEVEL.search(tags, 0, start) if before == "f" else None
    if level and clause.word(level.start()) in {"human", "human-level"}:
        return level.start(), level.start() + 1
    that = THAT_OF.search(tags, 0, start) if before == "X" else None
    if that:
        return that.span("owner")
    match = FOR_MODEL.match(tags, end)
    chunk = clause.chunk_from(match.end()) if match else None
    return chunk if chunk and MODEL.fullmatch(clause.told(chunk).lower()) else None


def beaten(clause: Clause, token: int) -> Chunk | None:
    """The object of the verb of advantage before a token: whom "(58.7 vs. 55.9)" names second."""
    verb = clause.tags.rfind("A", 0, token)
    return clause.chunk_from(verb + 1) if verb >= 0 and token - verb < 14 else None


# "enabling X to achieve", "causes X to drop"
MADE_TO = re.compile(
    r"[VGw](?P<who>[du]?[aEjwNMTKSIBHD]+)(?:[frhio][du]?[aEjwNMTKSIBHD]+(?:&[aEjwNMTKSIBHD]+)?)?t[VwAaX]"
)
TO_DO = ("tV", "tw", "tA", "ta", "tX")  # "to achieve": a look for these spares most sentences the pattern
MAKING = ("enabl", "caus", "allow", "help", "lead")
FINDING = ("find", "found", "show", "prov")  # "we find X to be the best"
# "we fine-tune a model on X, achieving"
TRAINED = re.compile(r"P[aX]*[VEw](?P<what>d[aEjwNMTKSIBHD]*S)[^;VAXPWsG]*,a*G")
TRAINING = ("train", "fine-tun", "finetun", "pre-train", "pretrain", "implement", "perform", "appl", "employ", "build")


def made_to(clause: Clause, place: Chunk) -> Chunk | None:
    """ "… enabling X to achieve 85%", "… causes X to do poorly, resulting in drops of 15%": X."""
    if not any(map(clause.tags.__contains__, TO_DO)) or MADE_TO.search(clause.tags) is None:
        return None
    for token in range(place[0] - 1, -1, -1):
        match = MADE_TO.match(clause.tags, token)
        if match is None or not set(clause.tags[match.end() : place[0]]).isdisjoint("WPs;"):
            continue
        found = match[0][-1] == "X" and clause.word(token).startswith(FINDING) and clause.low(match.end() - 1) == "be"
        made = clause.word(token).startswith(MAKING) and clause.tags[match.end("who") - 1] in "SN"
        if found or made:
            return match.span("who")
    return None


def trained(clause: Clause, place: Chunk) -> Chunk | None:
    """ "We fine-tune a vision model on X, achieving 85%": the vision model."""
    match = TRAINED.search(clause.tags, 0, place[0])
    if match is None or set(clause.tags[match.end() : place[0]]) & set("VAWPs;"):
        return None
    what = match.span("what")
    return what if clause.word(what[0] - 1).startswith(TRAINING) and what[1] - what[0] > 2 else None


WITH = re.compile(r"[,&Q]h")
WHO = "[du]?[aEjwNMTKSIBHD]+"
# "with X achieving", "with a network of three layers giving"
WITH_DOING = re.compile(rf"[,&Q]h(?P<who>{WHO})(?:[hofri]{WHO}){{0,2}}a*[GA]")


def absolute(clause: Clause, place: Chunk) -> Chunk | None:
    """ "…, with X achieving 5%": X, and not the subject of the sentence."""
    tags = clause.tags
    if WITH.search(tags, 0, place[0]) is None:
        return None
    doing = [match for match in WITH_DOING.finditer(tags, 0, place[1]) if clause.word(match.end() - 1).endswith("ing")]
    if not doing or not set("VXA").isdisjoint(tags[doing[-1].end() : place[0]]):
        return None
    return doing[-1].span("who")


NO_OWNER = frozenset("hfoix")  # "on Hindi articles (84.5 F1)"
NAMED_AFTER = re.compile(r"\(N\)(?:[,;&)]|$)")


def annotated(clause: Clause, mentions: Sequence[Mention], index: int) -> Chunk | None:
    """ "TF-IDF (0.67 F1)": what stands before the bracket that holds the number; "0.67 (TF-IDF)": what stands in it."""
    tags, place = clause.tags, clause.places[index]
    if mentions[index].kind != "score":
        return None
    if "(" not in tags:
        return None
    if NAMED_AFTER.match(tags, place[1]):
        return place[1] + 1, place[1] + 2
    opened = tags.rfind("(", 0, place[0])
    if opened <= 0 or tags.rfind(")", 0, place[0]) > opened or opened < place[0] - 8:
        return None
    if "g" in tags[opened : clause.places[min(index + 1, len(mentions) - 1)][0]]:
        return None  # "outperforms X (58.7 vs. 55.9)": the first is the subject's
    chunk = clause.chunk_before(opened)
    if chunk is None or tags[chunk[0] - 1 : chunk[0]] in NO_OWNER:
        return None
    alone = tags[opened : place[1] + 1] == "(Q)"  # "machine (68.4%) and human performance (94%)"
    if alone and tags[chunk[1] - 1] == "B" and chunk[1] - chunk[0] > 1:
        return chunk[0], chunk[1] - 1
    known = alone or tags[chunk[0]] == "u" or set(tags[slice(*chunk)]) & set("NS")
    return chunk if known and tags[chunk[1] - 1] in "NSw" else None
