"""What a standing was measured in: "better accuracy", "superior in recall", "without loss in BLEU"."""

import re

from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import BARE, words_of
from extractors.slots.metric_name import ADJECTIVES, in_terms_of, listed, metric_name
from extractors.slots.series import members_of

__all__ = ["rank_metric"]

NEAR_METRIC = re.compile(r"[io](?=(?:d?[wNEjDaHKSTB]*M))")
# "on automatic metrics for X", "in human evaluation of X"
JUDGED = re.compile(r"[io][dwENMjH]*[wMH](?P<link>[rf])")
JUDGING = words_of("metrics metric measures evaluation evaluations judgements judgments ratings criteria")
QUALITY = "-quality"  # "higher-quality images"
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
    if clause.word(end - 1).rstrip(".") in LOSSES:
        if clause.tags[end : end + 1] in {"i", "f", "o"}:
            chunk = clause.chunk_from(end + 1)
            return metric_name(clause, chunk) if chunk else None
        return metric_name(clause, (end - 2, end - 1)) if end - start > 2 and words[end - 2] in "wM" else None
    doing = words.rfind("G", start, end - 1)
    if doing >= start and clause.word(start) == "without":
        return metric_name(clause, (doing + 1, end))  # "without incurring additional expenses"
    return None


def beside(clause: Clause, place: Chunk) -> str | None:
    """The noun phrase that the rank's adjective stands before, or a metric among the rank's own words."""
    tags, (start, end) = clause.tags, place
    if clause.word(end - 1).endswith(QUALITY):
        return QUALITY[1:]
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
        if clause.word(token).rstrip(".,") in LOSSES:
            return None
        first = token
        while first > start and clause.words[first - 1] in "wNM":
            first -= 1
        return metric_name(clause, (first, token + 1))
    if tags[end : end + 1] in {"i", "f"}:
        chunk = clause.chunk_from(end + 1)
        if chunk and "M" in tags[slice(*chunk)]:
            return metric_name(clause, chunk)
    if (
        clause.word(end) in {"level", "levels"}
        and tags[end + 1 : end + 2] == "f"
        and (of := clause.chunk_from(end + 2))
    ):
        return metric_name(clause, of)
    return None


PHRASE_MARKS = frozenset("thn@wV")


def verb_phrase(clause: Clause, place: Chunk) -> str | None:
    """ "better reflect the style than": what is done better."""
    tags, end = clause.tags, place[1]
    if tags[end : end + 1] not in PHRASE_MARKS:
        return None
    last = clause.word(end - 1)
    quality = last not in NO_QUALITY and not last.endswith("ly") and clause.word(place[0]) == "more"
    if quality and tags[end : end + 1] in {"t", "h"}:
        chunk = clause.chunk_from(end + 1)  # "more relevant to the prompt than"
        return clause.told((place[0] + 1, chunk[1])) if chunk and "N" not in tags[slice(*chunk)] else None
    if last in ACCURATELY and tags[end : end + 1] == "n":
        return clause.told((end - 1, end))  # "approximates it more accurately than"
    if tags[end : end + 2] == "@G" and (chunk := clause.chunk_from(end + 2)):
        return clause.told((end + 1, chunk[1]))  # "better at preserving X"
    if tags[end : end + 1] not in {"w", "V"} or clause.word(end).endswith("ed"):
        return None
    if last != "better" and not last.endswith("ly"):
        return None
    than = tags.find("n", end, end + 12)
    if tags[end + 1 : end + 2] not in set("duhrtoi"):
        return None
    return clause.told((end, than)) if than > end + 1 else None


ACCURATELY = words_of("accurately reliably precisely faithfully fluently naturally consistently")
NO_QUALITY = words_of("than more likely similar comparable")


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
        if chunk and tags[members_of(clause, chunk)[-1][1] - 1] in "KT":
            return None  # "on textual similarity and classification tasks"
        if chunk and (tags[chunk[1] - 1] in "MH" or clause.word(chunk[1] - 1).rstrip(".,") in {"metrics", "metric"}):
            return listed(clause, match.end())
    return judged(clause, end)


def judged(clause: Clause, end: int) -> str | None:
    """ "outperforms X on automatic metrics for fluency and meaning": what the metrics or the judges look at."""
    for match in JUDGED.finditer(clause.tags, end, end + 14):
        if set(clause.tags[end : match.start()]) & set("VGXWs;PQRZ"):
            return None
        if clause.word(match.start("link") - 1) in JUDGING:
            return listed(clause, match.end())
    return None
