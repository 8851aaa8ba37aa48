"""What was measured: the noun phrase that a number counts, in the text's words."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import BARE
from extractors.slots.series import Series, dealt, members_of

__all__ = ["find_metric"]

N = "wNDMTKSIBHEj"  # what may stand inside a metric's name
# "63.0 IoU", "33.7% average top-1 accuracy", "(0.845 unlabelled attachment score"
RIGHT_NAME = re.compile(rf"[(a]?(?P<name>[d]?[{N}]*M[wMNH]*)")
# "13.3% absolute increase in F1", "2.5x reduction in pre-training FLOPs", "accuracy improvement of"
RIGHT_GAIN = re.compile(rf"[a]?(?P<before>[{N}]*?)I+(?P<link>[irfot])?")
# "86.6% for accuracy", "+0.56 dB in PSNR"
RIGHT_LINK = re.compile(r"(?P<link>[irofh@t])")
# "1.28x lower PI latency", "5x faster training"
RIGHT_MORE = re.compile(rf"a?j&?j?(?P<name>[{N}]+)?")
# "an F1 score of", "micro-F1 =", "WER to", "accuracy is about"
LEFT_NAME = re.compile(rf"(?P<name>[{N}']*M[wMNH]*)(?:\([^)]*\))?(?:[oi]d?[{N}]+)?[fbtihm@:=(Xavjn]{{0,4}}[(adj]{{0,2}}$")
# "reduces the training time by"
LEFT_CHANGED = re.compile(rf"[VGE](?P<name>[du]?[{N}a']+(?:[f][d]?[{N}']+)?)(?:\([^)]*\))?[byp][adhf]*$")
# "the time cost is reduced by"
LEFT_PASSIVE = re.compile(rf"(?P<name>[{N}']+(?:f[d]?[{N}']+)?)[X]+a*[EVw][bp][ad]*$")
# "a drop in perplexity of", "reduction of WER by"
LEFT_GAIN = re.compile(rf"I[if](?P<name>[d]?[{N}]+)[fb@][ad]*$")
# "improves from", "the retrieval quality improves from 30%"
LEFT_MOVED = re.compile(rf"(?P<name>[{N}']+)a*[VEw]a*(?:m|ma*t|t|b|@|X|vt)[advt]*$")
COMPARATIVE_METRICS = {"faster": "faster", "slower": "slower"}
ADJECTIVES = frozenset("relative absolute average significant further substantial overall improvement improvements "
                       "relatively average mean macro-average an a the only about performance".split())  # fmt: skip


def find_metric(clause: Clause, mentions: Sequence[Mention], index: int, series: Series) -> str | None:
    if mentions[index].kind == "rank":
        return rank_metric(clause, clause.places[index])
    if mentions[index].kind in {"size", "share"}:
        return counted(clause, clause.places[index])
    return number_metric(clause, mentions, index, series)


def number_metric(clause: Clause, mentions: Sequence[Mention], index: int, series: Series) -> str | None:
    place = clause.places[index]
    change = mentions[index].kind != "score"
    name = within(clause, place) or right(clause, place, place[1], change)
    if name is None and place[1] != series.end and clause.tags[place[1] : place[1] + 1] != "(":
        name = right(clause, place, series.end, change)
    if name is None:
        name = left(clause, series.start, change, series, index)
    if name is None:
        name = anywhere(clause, place)
    return name


def within(clause: Clause, place: Chunk) -> str | None:
    """A metric inside the quote itself: "33.84 BLEU points", "4.72 Dice points"."""
    letters = clause.words[place[0] : place[1]]
    if "M" not in letters or len(letters) < 2:
        return None
    name = [clause.told((token, token + 1)) for token in range(*place) if clause.words[token] in "MNw"]
    kept = [word for word in name if word.lower() not in {"points", "point", "times", "percentage", "units", "percent"}]
    return " ".join(kept) or None


def right(clause: Clause, place: Chunk, token: int, change: bool) -> str | None:
    tags = clause.tags
    match = RIGHT_NAME.match(tags, token)
    if match:
        gain = RIGHT_GAIN.match(tags, token)
        if not (gain and gain.end() < match.end("name")):
            return metric_name(clause, match.span("name"))
    if change:
        name = right_gain(clause, token) or right_more(clause, token)
        if name:
            return name
    match = RIGHT_LINK.match(tags, token)
    if match:
        chunk = clause.chunk_from(match.end())
        if chunk and ("M" in tags[slice(*chunk)] or (change and match["link"] == "i" and plain(clause, chunk))):
            return metric_name(clause, extended(clause, chunk))
    return None


def plain(clause: Clause, chunk: Chunk) -> bool:
    """A noun phrase of ordinary words: no names, no task, no data."""
    return not set(clause.tags[slice(*chunk)]) & set("NTKHPQ")


def right_gain(clause: Clause, token: int) -> str | None:
    """ "2.3% accuracy improvement", "10 point gain in F1", "26% reduction of the error"."""
    tags = clause.tags
    match = RIGHT_GAIN.match(tags, token)
    if not match:
        return None
    if match["before"]:
        start, end = match.span("before")
        while start < end and clause.word(start) in ADJECTIVES:
            start += 1
        if start < end and "j" not in tags[start:end]:
            return metric_name(clause, (start, end))
    link = match["link"]
    chunk = clause.chunk_from(match.end()) if link else None
    if chunk and ("M" in tags[slice(*chunk)] or (link in "if" and "N" not in tags[slice(*chunk)])):
        return metric_name(clause, extended(clause, chunk))
    if link is None and clause.word(match.end() - 1) in {
        "speedup",
        "speedups",
        "speed-up",
        "speed-ups",
        "acceleration",
    }:
        return clause.told((match.end() - 1, match.end()))
    return None


def right_more(clause: Clause, token: int) -> str | None:
    match = RIGHT_MORE.match(clause.tags, token)
    if match and match["name"]:
        return metric_name(clause, match.span("name"))
    return None


def left(clause: Clause, token: int, change: bool, series: Series, index: int) -> str | None:
    before = clause.tags[:token]
    match = LEFT_NAME.search(before)
    if match:
        chunk = match.span("name")
        listed = listed_before(clause, chunk)
        return metric_name(clause, dealt(series, index, listed)[-1])
    if change:
        for pattern in (LEFT_GAIN, LEFT_CHANGED, LEFT_PASSIVE):
            match = pattern.search(before)
            if match:
                return metric_name(clause, match.span("name"))
    match = LEFT_MOVED.search(before)
    if match and not change:
        return metric_name(clause, match.span("name"))
    return None


def listed_before(clause: Clause, last: Chunk) -> list[Chunk]:
    """The metrics of "precision, recall, and F1" whose last one this is."""
    found = [last]
    for chunk in reversed(clause.chunks):
        if chunk[1] > found[0][0]:
            continue
        between = clause.tags[chunk[1] : found[0][0]]
        if between not in {",", "&", ",&"} or "M" not in clause.tags[slice(*chunk)]:
            break
        found.insert(0, chunk)
    return found


def anywhere(clause: Clause, place: Chunk) -> str | None:
    """The nearest metric of the sentence: before the number first, then after it."""
    named = [chunk for chunk in clause.chunks if "M" in clause.tags[slice(*chunk)]]
    before = [chunk for chunk in named if chunk[1] <= place[0]]
    after = [chunk for chunk in named if chunk[0] >= place[1]]
    nearest = before[-1:] or after[:1]
    return metric_name(clause, nearest[0]) if nearest else None


def extended(clause: Clause, chunk: Chunk) -> Chunk:
    """With the "of …" that a head like "number" or "rate" needs."""
    end = chunk[1]
    if clause.tags[end : end + 1] == "f" and clause.word(end - 1) in OF_HEADS:
        after = clause.chunk_from(end + 1)
        if after:
            return chunk[0], after[1]
    return chunk


OF_HEADS = frozenset(
    "number percentage rate amount percent proportion probability quality fraction degree cost".split()
)


def metric_name(clause: Clause, chunk: Chunk) -> str | None:
    chunk = clause.bare(extended(clause, chunk))
    start, end = chunk
    while start < end and (clause.word(start) in ADJECTIVES or clause.tags[start] in "jI"):
        start += 1
    while start < end and clause.tags[end - 1] in "I" and end - start > 1:
        end -= 1
    if start >= end:
        return None
    lows = clause.lows((start, end))
    if lows[-1] in BARE and (len(lows) == 1 or all(low in BARE or low in ADJECTIVES for low in lows)):
        return None
    if lows[-1] in {"points", "point"} and len(lows) > 1:
        end -= 1
    return clause.told((start, end)) or None


TERMS = re.compile(r"(?:i|h)w+f|(?:h)wt")
RANK_OF = re.compile(rf"(?:R|a)*(?P<name>[{N}a]+)")


def rank_metric(clause: Clause, place: Chunk) -> str | None:
    """A rank's metric is named beside it, "better accuracy", "without loss in BLEU", or "in terms of …"."""
    tags, (start, end) = clause.tags, place
    name = in_terms_of(clause, end)
    if name:
        return name
    if clause.words[start] == "A":
        return None
    chunk = clause.chunk_from(end)
    if chunk:
        name = metric_name(clause, chunk)
        if name and tags[chunk[0]] not in "du" and measured(clause, chunk):
            return name
    letters = clause.words[start:end]
    if "M" in letters:
        token = start + letters.index("M")
        first = token
        while first > start and clause.words[first - 1] in "wNM":
            first -= 1
        last = token + 1
        while last < end and clause.words[last] in "wM":
            last += 1
        return clause.told((first, last))
    if tags[end : end + 1] in {"i", "f"}:
        chunk = clause.chunk_from(end + 1)
        if chunk and "M" in tags[slice(*chunk)]:
            return metric_name(clause, chunk)
    return None


def measured(clause: Clause, chunk: Chunk) -> bool:
    lows = clause.lows(chunk)
    if lows[-1] in BARE:
        return len(clause.bare(chunk)) and clause.tags[chunk[1] - 2] in "wHMN" and lows[-2] not in GENERIC_BEFORE
    return clause.tags[chunk[1] - 1] not in "STKN" or "M" in clause.tags[slice(*chunk)]


GENERIC_BEFORE = frozenset(
    "overall experimental average empirical new sota state-of-the-art promising competitive".split()
)


def in_terms_of(clause: Clause, token: int) -> str | None:
    tags = clause.tags
    for at in range(token, min(token + 24, len(tags) - 2)):
        if tags[at] == "i" and clause.word(at + 1) == "terms" and tags[at + 2] == "f":
            return listed(clause, at + 3)
        if tags[at] == "h" and clause.word(at + 1) in {"respect", "regard"} and tags[at + 2] == "t":
            return listed(clause, at + 3)
    return None


def listed(clause: Clause, token: int) -> str | None:
    chunk = clause.chunk_from(token)
    if not chunk:
        return None
    members = members_of(clause, chunk)
    if len(members) == 1:
        return metric_name(clause, chunk)
    return clause.told((clause.bare(members[0])[0], members[-1][1]))


def counted(clause: Clause, place: Chunk) -> str | None:
    """The thing that a size counts: "image-text pairs", "parameters"."""
    chunk = clause.chunk_from(place[1])
    if chunk is None and clause.tags[place[1] : place[1] + 1] == "f":
        chunk = clause.chunk_from(place[1] + 1)
    if chunk:
        start, end = clause.bare(chunk)
        stop = clause.tags.find("Z", start, end)
        return clause.told((start, end if stop < 0 else stop)) or None
    letters = clause.words[place[0] : place[1]]
    if len(letters) > 1 and letters[-1] in "wNMTKS":
        return clause.told((place[1] - 1, place[1]))
    before = clause.chunk_before(place[0]) or clause.chunk_before(place[0] - 1)
    return clause.name(before) or None if before else None
