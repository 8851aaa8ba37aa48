"""What was measured: the noun phrase that a number counts, in the text's words."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import words_of
from extractors.slots.metric_name import ADJECTIVES, NO_METRIC, in_terms_of, metric_name, with_of
from extractors.slots.series import Series, dealt, members_of
from extractors.slots.standing import rank_metric

__all__ = ["find_metric"]

N = "wNDMTKSIBHEj"  # what may stand inside a metric's name
WINDOW = 18  # tokens before a number in which its metric's phrase begins
APPROX = r"[advjntm@(]{0,4}"  # "about", "more than", "up to", "at least"
# "63.0 IoU", "33.7% average top-1 accuracy", "(0.845 unlabelled attachment score"
RIGHT_NAME = re.compile(rf"[(a]?(?P<name>d?[{N}]*M[wMNH]*)")
# "13.3% absolute increase in F1", "2.5x reduction in pre-training FLOPs", "accuracy improvement of"
RIGHT_GAIN = re.compile(rf"[ac]?a?(?P<before>[{N}]*?)I+(?P<link>[irfot])?")
# "86.6% for accuracy", "+0.56 dB in PSNR"
RIGHT_LINK = re.compile(r"(?P<link>[irof])")
# "1.28x lower PI latency", "5x faster training"
COUNTED = re.compile(r"[wE]*w(?![wNMTKSIBHDE])")  # "[28%] parameters and 31% inference time"
RIGHT_MORE = re.compile(rf"a?j(?:&j)?(?P<name>[{N}]+)?(?P<than>n|f)?")
BRACKET = r"(?:\([^)]{1,5}\))?"
# "an F1 score of", "micro-F1 =", "WER to", "accuracy is about", "precision, recall and F1 on the test set of"
LEFT_NAME = re.compile(
    rf"(?P<name>[{N}']*M[wMNH]*)(?:{BRACKET}|\([^)]{{1,5}}\)M)(?:[oir]d?[{N}]+|f(?:d|u)?[{N}]+(?=X))?[fbtihm@:=(Xav]{{0,3}}{APPROX}$"
)
# "the correlation between our scores and the experts' ratings is"
LEFT_BETWEEN = re.compile(rf"(?P<name>[{N}]*M)p[du]?[{N}']+&[du]?[{N}']+[Xfb]{APPROX}$")
# "reduces the training time by", "saves memory use by up to"
LEFT_CHANGED = re.compile(
    rf"[VGE]a*(?P<name>[du]?[{N}']+(?:fd?[{N}']+)?){BRACKET}a*E?(?:[roxpi]d?[{N}]+)?(?:[bp]|(?=at)){APPROX}$"
)
# "the time cost is reduced by"
LEFT_PASSIVE = re.compile(rf"(?P<name>[{N}']+(?:fd?[{N}']+)?)X+a*[EVw][bp]{APPROX}$")
# "a drop in perplexity of", "reduction of WER by", "speedups of up to"
LEFT_GAIN = re.compile(rf"I[if](?P<name>d?[{N}]+)[fb@]{APPROX}$")
LEFT_SPEED = re.compile(rf"(?P<name>[{N}]*I)[fb@:(]{APPROX}$")
# "mean average precision (mAP) gain of"
LEFT_SHORT = re.compile(rf"\((?P<name>[MN])\)I[fb@:(]{APPROX}$")
# "the retrieval quality improves from 30%", "an optimality gap of"
LEFT_MOVED = re.compile(rf"(?P<name>[{N}']+)a*[VEw]a*(?:m|ma*t|t|b|@|X|vt)[advt]*$")
LEFT_LEVEL = re.compile(rf"(?P<name>d?[{N}]+)f{APPROX}$")
# "X gets 51.9% on A and 25.8% on B": what follows the second number says nothing of a metric
CARRY = re.compile(
    r"(?:[oirx]d?[wNDTKSHEj]+)?W?[VE][mt]+[adv]?$|(?:[oirxf]d?[wNDTKSHEj]+(?:\([^)]*\))?)?,?[&,](?:[r]?d?[wNEj]*[mb]|[oirx]d?[wNDTKSHEj]+[a,]?)?[ad]{0,2}$"
)
# "LAS 96.4%, UAS 97.7% and LA 98.2%": what stands in a list of metrics is one
LEFT_LISTED = re.compile(r"(?:M=?Q+[,;&]{1,2}){2,}(?P<name>N)=?$")
# "3x faster": no metric where no noun follows, and none to look for elsewhere.
UNMEASURED = words_of("faster slower larger smaller bigger cheaper lighter more as")
SETTINGS = words_of(
    "setting settings scenario scenarios case cases domain domains regime experiment experiments language languages "
    "condition conditions environment environments years data"
)
SPEED_GAINS = words_of("speedup speedups speed-up speed-ups acceleration speed speeds saving savings")


def find_metric(clause: Clause, mentions: Sequence[Mention], index: int, series: Series) -> str | None:
    if mentions[index].kind == "rank":
        name = rank_metric(clause, clause.places[index], mentions[index].relation)
        return name or shown_by_number(clause, mentions, index)
    if mentions[index].kind in {"size", "share"}:
        return counted(clause, clause.places[index])
    return number_metric(clause, mentions, index, series)


# "33.7% accuracy in transfer, barely [surpassing]"
CONCLUDED = re.compile(rf"[a(]?[{N}oirfd)]*,[aX]*")
# "[outperforms] a classic method (58.7 vs. 55.9 UUAS)"
SHOWN_VERSUS = re.compile(rf"[du]?[{N}frd]*\((?=[NQMw]+g)")


def shown_by_number(clause: Clause, mentions: Sequence[Mention], index: int) -> str | None:
    """The metric of the number that a standing sums up ("33.7% accuracy, surpassing X"), or that shows it."""
    (start, end), tags = clause.places[index], clause.tags
    if clause.words[start] != "A":
        return None
    before = index and clause.word(start).endswith("ing") and mentions[index - 1].kind in {"score", "delta"}
    if before and CONCLUDED.fullmatch(tags, clause.places[index - 1][1], start):
        other = index - 1
    elif index + 1 < len(mentions) and mentions[index + 1].kind == "score" and SHOWN_VERSUS.match(tags, end):
        other = index + 1
    else:
        return None
    alone = Series((other,), *clause.places[other])
    return number_metric(clause, mentions, other, alone) or (
        number_metric(clause, mentions, other + 1, alone) if index < other < len(mentions) - 1 else None
    )


def number_metric(clause: Clause, mentions: Sequence[Mention], index: int, series: Series) -> str | None:
    place = clause.places[index]
    change = mentions[index].kind != "score"
    name = within(clause, place) or dealt_metric(clause, series, index) or right(clause, place[1], mentions[index].kind)
    if name is None and place[1] != series.end and clause.tags[place[1] : place[1] + 1] != "(":
        name = right(clause, series.end, mentions[index].kind)
    if name is None:
        name = within(clause, clause.places[series.members[-1]])
    if name is None and change:
        name = in_terms_of(clause, series.end, "RP")
    if name is None:
        name = left(clause, series.start, change, series, index)
    if name is None and index and (carried(clause, mentions, index, series) or apposed_gain(clause, mentions, index)):
        previous = series.members[0] - 1 if series.members[0] else index - 1
        return number_metric(clause, mentions, previous, Series((previous,), *clause.places[previous]))
    if name or clause.word(series.end) in UNMEASURED:
        return name
    return anywhere(clause, place, change)


DEALT_LINK = re.compile(r"[irf]")  # "8.3% and 5.9% in MRR and Hits@10"
DEALT_GAIN = re.compile(r"[ac]?[wEj]*I[irf]")  # "4.0% and 5.2% improvement in MRR and Hits@10"


def dealt_metric(clause: Clause, series: Series, index: int) -> str | None:
    """ "28.3% and 58.2% in terms of BLEU and CIDEr", "9.9% and 9.4% recall and precision": each its own."""
    if len(series.members) < 2:
        return None
    at = clause.tags.find("iwf", series.end, series.end + 8)
    chunk = clause.chunk_from(at + 3) if at > 0 and clause.word(at + 1) == "terms" else clause.chunk_from(series.end)
    link = DEALT_GAIN.match(clause.tags, series.end) or (not chunk and DEALT_LINK.match(clause.tags, series.end))
    if link and clause.word(link.end()) != "terms":
        chunk = clause.chunk_from(link.end())
        if chunk and clause.tags[chunk[1] - 1] != "M":
            return None
    if chunk is None or "M" not in clause.tags[chunk[0] : chunk[1] + 4]:
        return None
    joined = clause.told(clause.bare(chunk)).split(" ")[0].split("/")  # "MRR/MAP/Accuracy"
    if len(joined) == len(series.members):
        return joined[series.members.index(index)]
    members = members_of(clause, chunk)
    fits = at > 0 or len(members) == len(series.members)
    return metric_name(clause, dealt(series, index, members)[0]) if fits else None


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
    name = [word for word in name if not word[0].isdigit()]
    return " ".join(word for word in name if word.lower() not in NO_METRIC) or None


# "62.8 F1 on the test set, an improvement of"
APPOSED_GAIN = re.compile(rf",a?d[wEja]*I+[fb]{APPROX}")


def apposed_gain(clause: Clause, mentions: Sequence[Mention], index: int) -> bool:
    """Whether a difference is told beside the level that it leads to, and so in its metric."""
    if mentions[index].kind != "delta" or mentions[index - 1].kind != "score":
        return False
    between = clause.tags[clause.places[index - 1][1] : clause.places[index][0]]
    comma = between.rfind(",")
    return comma >= 0 and APPOSED_GAIN.fullmatch(between, comma) is not None and set("VXAW;").isdisjoint(between)


# "77.1 [76.0, 78.2] EM"
INTERVAL = re.compile(r"\(=?D(?:[,t-]D)?\)(?=[wNH]{0,2}M)")


def right(clause: Clause, token: int, kind: str) -> str | None:
    tags = clause.tags
    interval = INTERVAL.match(tags, token)
    token = interval.end() if interval else token
    match = RIGHT_NAME.match(tags, token)
    if match:
        gain = RIGHT_GAIN.match(tags, token)
        if not (gain and gain.end() < match.end("name")):
            return metric_name(clause, match.span("name"))
    if kind != "score":
        name = right_gain(clause, token) or right_more(clause, token)
        if name:
            return name
    if kind == "ratio" and (thing := COUNTED.match(tags, token)) and clause.pieces[token - 1].rstrip().endswith("%"):
        return metric_name(clause, thing.span())
    match = RIGHT_LINK.match(tags, token)
    if match:
        chunk = clause.chunk_from(match.end())
        counted = kind == "ratio" or (kind == "delta" and tags[max(0, token - 2) : token - 1] in {"V", "G"})
        told = chunk and counted and match["link"] == "f" and tags[chunk[1] - 1] != "B"  # "saves 60% of the effort"
        if chunk and ("M" in tags[slice(*chunk)] or told or clause.low(chunk[1] - 1) in {"metric", "metrics"}):
            return metric_name(clause, with_of(clause, chunk))
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
        place = tags[chunk[1] - 1] == "H" or clause.lows(chunk)[-1] in SETTINGS
        if tags[chunk[0] - 1] == "i" and place and "M" not in tags[slice(*chunk)]:
            return None
        return metric_name(clause, with_of(clause, chunk))
    if link == "i" and clause.word(at).endswith("ing"):
        after = clause.chunk_from(at + 1)
        return clause.told((at, after[1])) if after else None
    if clause.word(match.end("before") if not link else at - 2) in SPEED_GAINS:
        return clause.told((at - (2 if link else 1), at - (1 if link else 0)))
    return None


def right_more(clause: Clause, token: int) -> str | None:
    match = RIGHT_MORE.match(clause.tags, token)
    if match and not match["name"] and clause.word(token) in {"faster", "slower"}:
        during = clause.tags[match.end() : match.end() + 1] in {"o", "p"}
        chunk = clause.chunk_from(match.end() + 1) if during else None
        return metric_name(clause, chunk) if chunk and set(clause.tags[slice(*chunk)]) <= {"w", "H"} else None
    many = match and clause.word(match.start("name") - 1) in {"more", "fewer", "less"}
    alone = match and match["than"] == "n" and len(match["name"] or "") == 1 and match["name"] in "wE"
    if match and match["name"] and not (alone and not (many and clause.word(match.start("name")).endswith("s"))):
        return metric_name(clause, match.span("name"))
    return None


def left(clause: Clause, token: int, change: bool, series: Series, index: int) -> str | None:
    tags, first = clause.tags, max(0, token - WINDOW)
    match = LEFT_NAME.search(tags, first, token)
    if match:
        return metric_name(clause, dealt(series, index, listed_before(clause, match.span("name")))[-1])
    between = LEFT_BETWEEN.search(tags, 0, token)
    if between and clause.word(between.end("name")) == "between":
        return metric_name(clause, between.span("name"))
    if change:
        short = LEFT_SHORT.search(tags, first, token)
        if short:
            return clause.told(short.span("name"))
        for pattern in (LEFT_GAIN, LEFT_CHANGED, LEFT_PASSIVE):
            match = pattern.search(tags, first, token)
            if match:
                return metric_name(clause, match.span("name"))
        match = LEFT_SPEED.search(tags, first, token)
        if match and clause.word(match.end("name") - 1) in SPEED_GAINS:
            return clause.name(match.span("name"))
        return None
    listed = LEFT_LISTED.search(tags, 0, token)
    if listed and clause.told(listed.span("name")).isupper():
        return clause.told(listed.span("name"))
    match = LEFT_MOVED.search(tags, first, token) or LEFT_LEVEL.search(tags, first, token)
    link = match.start() - (tags[match.start() - 1 : match.start()] == "d") if match else 0
    if link and tags[link - 1] in "hoifr" and (head := clause.chunk_before(link - 1)) and tags[head[1] - 1] == "M":
        return metric_name(clause, with_of(clause, head))  # "the correlation with judgements rises to"
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
    named = [chunk for chunk in clause.chunks if "M" in tags[slice(*chunk)] and tags[chunk[1] - 1] not in "ST"]
    before = [chunk for chunk in named if chunk[1] <= place[0] and (not change or free(tags, chunk))]
    before = [chunk for chunk in before if not abbreviates(clause, chunk)]
    after = [chunk for chunk in named if chunk[0] >= place[1] and not LATER.search(tags, place[1], chunk[0])]
    nearest = before[-1:] or after[:1]
    return metric_name(clause, nearest[0]) if nearest else None


LATER = re.compile(r"[s;VGA]|,&")  # what follows is said of something else


def abbreviates(clause: Clause, chunk: Chunk) -> bool:
    """ "Jaccard similarity (JSC)": what stands in brackets after the long form."""
    tags, (start, end) = clause.tags, chunk
    return (
        tags[start - 1 : start] == "(" and tags[end : end + 1] == ")" and tags[start - 2 : start - 1] in {"M", "w", "N"}
    )


def free(tags: str, chunk: Chunk) -> bool:
    """Whether no other number has this metric for its own: "25% GFLOPs"."""
    return tags[chunk[0] - 1 : chunk[0]] not in {"Q", "Z"}


# "33M image[, text and audio samples]"
LISTED_KINDS = re.compile(r"(?:,[wNH]+)*,?&[wNEH]+[wTKSMH](?![wNTKSMHVXA'-])")


def are_kinds(clause: Clause, first: Chunk, end: int) -> bool:
    """Whether a list names kinds of one thing, which its last word alone tells in the plural."""
    words = clause.lows((first[0], end))
    return words[-1].endswith("s") and not any(word.endswith(("s", "data", "people")) for word in words[:-1])


def counted(clause: Clause, place: Chunk) -> str | None:
    """The thing that a size counts: "image-text pairs", "parameters"."""
    chunk = clause.chunk_from(place[1])
    if chunk is None and clause.tags[place[1] : place[1] + 1] == "f":
        chunk = clause.chunk_from(place[1] + 1)
    if chunk:
        start, end = clause.bare(chunk)
        stop = clause.tags.find("Z", start, end)
        if (
            stop < 0
            and (whole := LISTED_KINDS.match(clause.tags, end))
            and are_kinds(clause, (start, end), whole.end())
        ):
            end = whole.end()
        return clause.told((start, end if stop < 0 else stop)) or None
    letters = clause.words[place[0] : place[1]]
    if len(letters) > 1 and letters[-1] in "wNMTKS":
        return clause.told((place[1] - 1, place[1]))
    before = clause.chunk_before(place[0]) or clause.chunk_before(place[0] - 1)
    return clause.name(before) or None if before else None
