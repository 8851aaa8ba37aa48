"""What was measured: the noun phrase that a number counts, in the text's words."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import BARE, words_of
from extractors.slots.series import Series, dealt, members_of

__all__ = ["find_metric"]

N = "wNDMTKSIBHEj"  # what may stand inside a metric's name
WINDOW = 18  # tokens before a number in which its metric's phrase begins
APPROX = r"[advjntm@(]{0,4}"  # "about", "more than", "up to", "at least"
# "63.0 IoU", "33.7% average top-1 accuracy", "(0.845 unlabelled attachment score"
RIGHT_NAME = re.compile(rf"[(a]?(?P<name>d?[{N}]*M[wMNH]*)")
# "13.3% absolute increase in F1", "2.5x reduction in pre-training FLOPs", "accuracy improvement of"
RIGHT_GAIN = re.compile(rf"a?(?P<before>[{N}]*?)I+(?P<link>[irfot])?")
# "86.6% for accuracy", "+0.56 dB in PSNR"
RIGHT_LINK = re.compile(r"(?P<link>[irof])")
# "1.28x lower PI latency", "5x faster training"
RIGHT_MORE = re.compile(rf"a?j(?:&j)?(?P<name>[{N}]+)?(?P<than>n|f)?")
BRACKET = r"(?:\([^)]{1,5}\))?"
# "an F1 score of", "micro-F1 =", "WER to", "accuracy is about", "precision, recall and F1 on the test set of"
LEFT_NAME = re.compile(rf"(?P<name>[{N}']*M[wMNH]*){BRACKET}(?:[oi]d?[{N}]+)?[fbtihm@:=(Xav]{{0,3}}{APPROX}$")
# "reduces the training time by", "saves memory use by up to"
LEFT_CHANGED = re.compile(rf"[VGE]a*(?P<name>[du]?[{N}']+(?:fd?[{N}']+)?){BRACKET}a*(?:[rox]d?[{N}]+)?[bp]{APPROX}$")
# "the time cost is reduced by"
LEFT_PASSIVE = re.compile(rf"(?P<name>[{N}']+(?:fd?[{N}']+)?)X+a*[EVw][bp]{APPROX}$")
# "a drop in perplexity of", "reduction of WER by", "speedups of up to"
LEFT_GAIN = re.compile(rf"I[if](?P<name>d?[{N}]+)[fb@]{APPROX}$")
LEFT_SPEED = re.compile(rf"(?P<name>[{N}]*I)[fb@:(]{APPROX}$")
# "the retrieval quality improves from 30%", "an optimality gap of"
LEFT_MOVED = re.compile(rf"(?P<name>[{N}']+)a*[VEw]a*(?:m|ma*t|t|b|@|X|vt)[advt]*$")
LEFT_LEVEL = re.compile(rf"(?P<name>d?[{N}]+)f{APPROX}$")
# "X gets 51.9% on A and 25.8% on B": what follows the second number says nothing of a metric
CARRY = re.compile(
    r"(?:[oirx]d?[wNDTKSHEj]+)?W?[VE][mt]+[adv]?$|(?:[oirxf]d?[wNDTKSHEj]+(?:\([^)]*\))?)?,?[&,](?:[r]?d?[wNEj]*[mb]|[oirx]d?[wNDTKSHEj]+[a,]?)?[ad]{0,2}$"
)
ADJECTIVES = words_of(
    "relative absolute average significant further substantial overall improvement improvements relatively mean an "
    "a the "
    "only about up respective human-level notable remarkable additional comparable competitive state-of-the-art sota "
    "best better higher lower good promising strong great new impressive total consistent"
)
# "3x faster": no metric where no noun follows, and none to look for elsewhere.
UNMEASURED = words_of("faster slower larger smaller bigger cheaper lighter more")
OF_HEADS = words_of("number percentage rate amount percent proportion probability quality fraction degree cost size")
SPEED_GAINS = words_of("speedup speedups speed-up speed-ups acceleration speed speeds saving savings")
NO_METRIC = words_of("points point times percentage percent units order orders magnitude margin pp baseline baselines")


def find_metric(clause: Clause, mentions: Sequence[Mention], index: int, series: Series) -> str | None:
    if mentions[index].kind == "rank":
        return rank_metric(clause, clause.places[index], mentions[index].relation)
    if mentions[index].kind in {"size", "share"}:
        return counted(clause, clause.places[index])
    return number_metric(clause, mentions, index, series)


def number_metric(clause: Clause, mentions: Sequence[Mention], index: int, series: Series) -> str | None:
    place = clause.places[index]
    change = mentions[index].kind != "score"
    name = (
        within(clause, place) or dealt_in_terms(clause, series, index) or right(clause, place[1], mentions[index].kind)
    )
    if name is None and place[1] != series.end and clause.tags[place[1] : place[1] + 1] != "(":
        name = right(clause, series.end, mentions[index].kind)
    if name is None:
        name = left(clause, series.start, change, series, index)
    if name is None and index and carried(clause, mentions, index, series):
        previous = series.members[0] - 1 if series.members[0] else index - 1
        return number_metric(clause, mentions, previous, Series((previous,), *clause.places[previous]))
    if name or clause.word(series.end) in UNMEASURED:
        return name
    return anywhere(clause, place, change)


def dealt_in_terms(clause: Clause, series: Series, index: int) -> str | None:
    """ "28.3% and 58.2% in terms of BLEU and CIDEr": each its own."""
    if len(series.members) < 2:
        return None
    at = clause.tags.find("iwf", series.end, series.end + 8)
    chunk = clause.chunk_from(at + 3) if at > 0 and clause.word(at + 1) == "terms" else None
    return metric_name(clause, dealt(series, index, members_of(clause, chunk))[0]) if chunk else None


def carried(clause: Clause, mentions: Sequence[Mention], index: int, series: Series) -> bool:
    """Whether the number repeats the statement of the one before: "5% on A and 3% on B"."""
    first = series.members[0]
    if not first or mentions[first - 1].kind != mentions[index].kind:
        return False
    between = clause.tags[clause.places[first - 1][1] : clause.places[first][0]]
    return CARRY.search(between) is not None and "M" not in between[-4:]


def within(clause: Clause, place: Chunk) -> str | None:
    """A metric inside the quote itself: "33.84 BLEU points", "4.72 Dice points"."""
    letters = clause.words[place[0] : place[1]]
    if "M" not in letters or len(letters) < 2:
        return None
    name = [clause.told((token, token + 1)) for token in range(*place) if clause.words[token] in "MNw"]
    return " ".join(word for word in name if word.lower() not in NO_METRIC) or None


def right(clause: Clause, token: int, kind: str) -> str | None:
    tags = clause.tags
    match = RIGHT_NAME.match(tags, token)
    if match:
        gain = RIGHT_GAIN.match(tags, token)
        if not (gain and gain.end() < match.end("name")):
            return metric_name(clause, match.span("name"))
    if kind != "score":
        name = right_gain(clause, token) or right_more(clause, token)
        if name:
            return name
    match = RIGHT_LINK.match(tags, token)
    if match:
        chunk = clause.chunk_from(match.end())
        if chunk and ("M" in tags[slice(*chunk)] or (kind == "ratio" and match["link"] == "f")):
            return metric_name(clause, extended(clause, chunk))
    return None


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
    at = match.end()
    chunk = clause.chunk_from(at) if link else None
    if chunk and ("M" in tags[slice(*chunk)] or (link in "if" and "N" not in tags[slice(*chunk)])):
        if tags[chunk[0] - 1] == "i" and tags[chunk[1] - 1] == "H" and "M" not in tags[slice(*chunk)]:
            return None
        return metric_name(clause, extended(clause, chunk))
    if link == "i" and clause.word(at).endswith("ing"):
        after = clause.chunk_from(at + 1)
        return clause.told((at, after[1])) if after else None
    if clause.word(match.end("before") if not link else at - 2) in SPEED_GAINS:
        return clause.told((at - (2 if link else 1), at - (1 if link else 0)))
    return None


def right_more(clause: Clause, token: int) -> str | None:
    match = RIGHT_MORE.match(clause.tags, token)
    if match and match["name"] and not (match["than"] == "n" and len(match["name"]) == 1 and match["name"] in "wE"):
        return metric_name(clause, match.span("name"))
    return None


def left(clause: Clause, token: int, change: bool, series: Series, index: int) -> str | None:
    tags, first = clause.tags, max(0, token - WINDOW)
    match = LEFT_NAME.search(tags, first, token)
    if match:
        return metric_name(clause, dealt(series, index, listed_before(clause, match.span("name")))[-1])
    if change:
        for pattern in (LEFT_GAIN, LEFT_CHANGED, LEFT_PASSIVE):
            match = pattern.search(tags, first, token)
            if match:
                return metric_name(clause, match.span("name"))
        match = LEFT_SPEED.search(tags, first, token)
        if match and clause.word(match.end("name") - 1) in SPEED_GAINS:
            return clause.name(match.span("name"))
        return None
    match = LEFT_MOVED.search(tags, first, token) or LEFT_LEVEL.search(tags, first, token)
    return metric_name(clause, match.span("name")) if match else None


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


def anywhere(clause: Clause, place: Chunk, change: bool) -> str | None:
    """The nearest metric of the sentence: before the number first, then after it."""
    tags = clause.tags
    named = [chunk for chunk in clause.chunks if "M" in tags[slice(*chunk)]]
    before = [chunk for chunk in named if chunk[1] <= place[0] and (not change or free(tags, chunk))]
    before = [chunk for chunk in before if not abbreviates(clause, chunk)]
    after = [chunk for chunk in named if chunk[0] >= place[1] and not set(tags[place[1] : chunk[0]]) & set("s;VGA")]
    nearest = before[-1:] or after[:1]
    return metric_name(clause, nearest[0]) if nearest else None


def abbreviates(clause: Clause, chunk: Chunk) -> bool:
    """ "Jaccard similarity (JSC)": what stands in brackets after the long form."""
    tags, (start, end) = clause.tags, chunk
    return (
        tags[start - 1 : start] == "(" and tags[end : end + 1] == ")" and tags[start - 2 : start - 1] in {"M", "w", "N"}
    )


def free(tags: str, chunk: Chunk) -> bool:
    """Whether no other number has this metric for its own: "25% GFLOPs"."""
    return tags[chunk[0] - 1 : chunk[0]] not in {"Q", "Z"}


def extended(clause: Clause, chunk: Chunk) -> Chunk:
    """With the "of …" that a head like "number" or "rate" needs."""
    end = chunk[1]
    if clause.tags[end : end + 1] == "f" and clause.word(end - 1) in OF_HEADS:
        after = clause.chunk_from(end + 1)
        if after:
            return chunk[0], after[1]
    return chunk


def metric_name(clause: Clause, chunk: Chunk) -> str | None:
    start, end = clause.bare(extended(clause, chunk))
    tags = clause.tags
    if "'" in tags[start:end]:
        start = tags.rindex("'", start, end) + 1
    while start < end - 1 and (clause.word(start) in ADJECTIVES or tags[start] in "jIED"):
        start += 1
    # "achieved F1": a verb in -ed within is no part of the name
    if "E" in tags[start + 1 : end]:
        start = tags.rindex("E", start, end) + 1
    while end - start > 1 and (tags[end - 1] == "I" or clause.lows((end - 1, end))[0] in NO_METRIC):
        end -= 1
    if start >= end:
        return None
    lows = clause.lows((start, end))
    if all(low in BARE or low in ADJECTIVES or low in NO_METRIC for low in lows):
        return None
    return clause.told((start, end)) or None


TERMS = re.compile(r"iwf|hwt")
NEAR_METRIC = re.compile(r"[io](?=(?:d?[wNEjDa]*M))")
LOSSES = words_of(
    "loss losses drop degradation increase decrease reduction compromise sacrifice difference differences"
)


def rank_metric(clause: Clause, place: Chunk, relation: str | None) -> str | None:
    """A rank's metric is named beside it, "better accuracy", "without loss in BLEU", or "in terms of …"."""
    start, end = place
    name = in_terms_of(clause, end) or lost(clause, place)
    if name:
        return name
    if clause.words[start] == "A":
        name = of_other(clause, end)
    else:
        name = (beside(clause, place) if relation != "place" else None) or stands_after(clause, start)
    if name:
        return name
    return in_metric(clause, place)


def of_other(clause: Clause, end: int) -> str | None:
    """ "surpasses the accuracy of X", "matches X's accuracy"."""
    chunk = clause.chunk_from(end)
    if chunk is None:
        return None
    tags = clause.tags
    possessed = tags.rfind("'", *chunk) + 1
    if tags[chunk[1] - 1] == "M" and (possessed or tags[chunk[1] : chunk[1] + 1] == "f"):
        return metric_name(clause, chunk)
    return None


def stands_after(clause: Clause, start: int) -> str | None:
    """ "an accuracy comparable to", "accuracy on par with"."""
    while start > 0 and clause.tags[start - 1] in "aXW":
        start -= 1
    chunk = clause.chunk_before(start)
    return metric_name(clause, chunk) if chunk and clause.tags[chunk[1] - 1] == "M" else None


def lost(clause: Clause, place: Chunk) -> str | None:
    """ "without a significant loss in accuracy", "no increase in the number of steps"."""
    words, (start, end) = clause.words, place
    for token in range(start, end):
        if words[token] == "i" and token > start and clause.word(token - 1) in LOSSES:
            return metric_name(clause, (token + 1, end)) if token + 1 < end else None
    if clause.word(end - 1) in LOSSES and clause.tags[end : end + 1] in {"i", "f", "o"}:
        chunk = clause.chunk_from(end + 1)
        return metric_name(clause, chunk) if chunk else None
    return None


def beside(clause: Clause, place: Chunk) -> str | None:
    """The noun phrase that the rank's adjective stands before, or a metric among the rank's own words."""
    tags, (start, end) = clause.tags, place
    phrase = verb_phrase(clause, place)
    if phrase:
        return phrase
    chunk = clause.chunk_from(end)
    if chunk and measured(clause, chunk):
        name = metric_name(clause, extended_in(clause, chunk))
        if name:
            return name
    letters = clause.words[start:end]
    if "M" in letters:
        token = start + letters.rindex("M")
        first = token
        while first > start and clause.words[first - 1] in "wNM":
            first -= 1
        return metric_name(clause, (first, token + 1))
    if tags[end : end + 1] in {"i", "f"}:
        chunk = clause.chunk_from(end + 1)
        if chunk and "M" in tags[slice(*chunk)]:
            return metric_name(clause, chunk)
    return None


def verb_phrase(clause: Clause, place: Chunk) -> str | None:
    """ "better reflect the style than": what is done better."""
    tags, end = clause.tags, place[1]
    if (
        tags[end : end + 1] not in {"w", "V"}
        or clause.word(place[1] - 1) != "better"
        or clause.word(end).endswith("ed")
    ):
        return None
    than = tags.find("n", end, end + 12)
    if tags[end + 1 : end + 2] not in set("duhrtoi"):
        return None
    return clause.told((end, than)) if than > end + 1 else None


def extended_in(clause: Clause, chunk: Chunk) -> Chunk:
    tags, end = clause.tags, chunk[1]
    if tags[end : end + 1] == "t" and tags[chunk[0] : end] in {"w", "M"}:
        after = clause.chunk_from(end + 1)
        return (chunk[0], after[1]) if after else chunk
    return chunk


def measured(clause: Clause, chunk: Chunk) -> bool:
    """Whether a noun phrase after "better", "superior" … is what was measured and not merely "performance"."""
    start, end = clause.bare(chunk)
    tags = clause.tags
    while start < end and (
        clause.word(start) in ADJECTIVES or clause.word(start) in GENERIC_BEFORE or tags[start] == "E"
    ):
        start += 1
    if start >= end or "P" in tags[start:end]:
        return False
    if "M" in tags[start:end]:
        return True
    lows = clause.lows((start, end))
    if lows[-1] in BARE:
        return end - start > 1
    if end - start == 1 and tags[end : end + 1] in {"n", "t", "d", "&"} and tags[start] == "w":
        return tags[end] == "n" and tags[start - 1] in "R" and lows[0].endswith("ly")
    return tags[end - 1] not in "STKND" and tags[chunk[0]] not in "du"


GENERIC_BEFORE = words_of(
    "overall experimental average empirical new sota state-of-the-art promising competitive model previous prior "
    "downstream"
)


def in_metric(clause: Clause, place: Chunk) -> str | None:
    """ "outperforms X in accuracy and speed", "comparable on F1": a metric introduced after the comparison."""
    tags, end = clause.tags, place[1]
    for match in NEAR_METRIC.finditer(tags, end, end + 16):
        if set(tags[end : match.start()]) & set("VGXWs;PQRZA"):
            return None
        chunk = clause.chunk_from(match.end())
        if chunk and tags[chunk[1] - 1] in "MH":
            return listed(clause, match.end())
    return None


def in_terms_of(clause: Clause, token: int) -> str | None:
    tags = clause.tags
    for match in TERMS.finditer(tags, token, token + 26):
        if set(tags[token + 1 : match.start()]) & set("RQ"):
            return None
        if clause.word(match.start() + 1) in {"terms", "respect", "regard"}:
            return listed(clause, match.end())
    return None


def listed(clause: Clause, token: int) -> str | None:
    chunk = clause.chunk_from(token)
    if not chunk:
        return None
    members = [member for member in members_of(clause, chunk) if clause.tags[member[1] - 1] in "MHwNB"]
    if len(members) < 2:
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
