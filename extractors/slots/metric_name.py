"""The name of a metric, as it stands in a noun phrase: without adjectives, gains and units."""

from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import BARE, words_of

__all__ = ["ADJECTIVES", "NO_METRIC", "in_terms_of", "listed", "metric_name", "with_of"]

import re

from extractors.slots.series import members_of

ADJECTIVES = words_of(
    "relative absolute average significant further substantial overall improvement improvements relatively mean an "
    "a the "
    "only about up respective human-level notable remarkable additional comparable competitive state-of-the-art sota "
    "best better higher lower good promising strong great new impressive total consistent previous prior existing "
    "current baseline published"
)
OF_HEADS = words_of(
    "number level percentage rate amount percent proportion probability quality fraction degree cost size"
)
NO_METRIC = words_of("points point times percentage percent units order orders magnitude margin pp baseline baselines")
# "Mean reciprocal rank" is a metric's name, "mean accuracy" a mean of one.
MEAN_OF = words_of("average reciprocal absolute squared square opinion iou intersection corruption rank precision")
STATISTICIANS = words_of(
    "cohen kendall spearman pearson fleiss krippendorff matthews matthew goodman"
)  # "Cohen's kappa"
SYSTEMS = words_of("model models system systems task tasks overall end-task downstream")
NO_HEADS = words_of("art state-of-the-art sota classifier classifiers model models system systems")
LOSING = words_of("hurting sacrificing compromising degrading harming losing incurring")


NAMELESS = BARE | ADJECTIVES | NO_METRIC


def with_of(clause: Clause, chunk: Chunk) -> Chunk:
    """With the "of …" that a head like "number" or "rate" needs, and the "with …" that a correlation has."""
    end = chunk[1]
    if clause.tags[end : end + 1] not in {"h", "f"}:
        return chunk
    head = clause.word(end - 1)
    if clause.tags[end : end + 1] == "h" and head.startswith("correlation") and (after := clause.chunk_from(end + 1)):
        return chunk[0], after[1]
    if clause.tags[end : end + 1] == "f" and head in OF_HEADS:
        after = clause.chunk_from(end + 1)
        if after:
            return chunk[0], after[1]
    return chunk


def metric_name(clause: Clause, chunk: Chunk) -> str | None:
    start, end = clause.bare(with_of(clause, chunk))
    tags = clause.tags
    if "'" in tags[start:end]:
        owned = tags.rindex("'", start, end)
        start = owned + 1 if clause.word(owned - 1) not in STATISTICIANS else owned - 1
    while start and clause.word(start - 1) in {"mean", "average"} and clause.word(start) in MEAN_OF:
        start -= 1
    while start < end - 1 and (clause.word(start) in ADJECTIVES or tags[start] in "jIED"):
        if clause.word(start) in {"mean", "average"} and clause.word(start + 1) in MEAN_OF:
            break
        start += 1
    if clause.word(start) in LOSING:
        start += 1
    if "M" in tags[start : end - 1] and clause.word(end - 1).endswith("ing") and tags[end - 1] == "w":
        end -= 1  # "23.7 BLEU translating from"
    # "achieved F1": a verb in -ed within is no part of the name
    if "E" in tags[start + 1 : end]:
        start = tags.rindex("E", start, end) + 1
    while end - start > 1 and (tags[end - 1] == "I" or clause.low(end - 1) in NO_METRIC):
        end -= 1
    if start >= end:
        return None
    lows = clause.lows((start, end))
    plain = [low for low in lows if low not in SYSTEMS]  # "model performance"
    if plain and NAMELESS.issuperset(plain):
        return None
    if lows[-1] in NO_HEADS or lows[-1] == "average" or (lows[0] in BARE and lows[1].endswith("ing")):
        return None
    return clause.told((start, end)) or None


TERMS = re.compile(r"iwf|hwt")


def in_terms_of(clause: Clause, token: int, stops: str = "RQ") -> str | None:
    """What "in terms of", or "with respect to" names after this token, before any of the stops."""
    tags = clause.tags
    if "w" not in tags[token + 1 : token + 25]:
        return None
    for match in TERMS.finditer(tags, token, token + 26):
        if set(tags[token + 1 : match.start()]) & set(stops):
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
