"""The names of a claim: what was measured, on what, of whom, against whom, in the text's own words.

One module a slot. A sentence is read once (`clause`), its lists of numbers are found (`series`), and every claim of it
then asks each slot's module; what the sentence leaves open is looked for in the rest of the text (`paper`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from extractors.mention import Mention
from extractors.names import Names
from extractors.slots.baseline import find_baseline
from extractors.slots.benchmarks import Group, data_groups, data_name, named
from extractors.slots.clause import Clause
from extractors.slots.metric import find_metric
from extractors.slots.owner import first_level
from extractors.slots.paper import Paper
from extractors.slots.placing import assigned, is_part, leaves_unnamed, told_apart
from extractors.slots.series import Series, series_in
from extractors.slots.subject import find_subject
from extractors.slots.tasks import one_task, task_groups, task_name
from registry.model import Claim, Span

__all__ = ["fill_slots"]

OUR_DATA = re.compile(r"[oi]u[wNE]*T")  # "on our benchmark"
# Years of shared tasks, each of which holds many: "SemEval 2019" tells less than "Subtask A" does.
PART = re.compile(r"(?i:sub-?tasks? )?[A-Z0-9]|[Tt]asks? [A-Z]")  # of an earlier sentence: no whole of this one's
CAMPAIGN = re.compile(r"(?i:semeval|wmt|conll|iwslt|clef|trec)[ -]?\d*")
COUNTED = frozenset(["size", "share"])
COMPARISONS = frozenset(["outperforms", "underperforms", "on_par"])
NEAR = 200  # characters between the sentences of two scores told together
IN_TEXT = attrgetter("sentence.start", "start")
SENTENCE = attrgetter("sentence.start")


def fill_slots(mentions: Sequence[Mention], text: str, raw: str, title: str, names: Names) -> list[Claim]:
    """The claims that the mentions of one text make, in order; `text` is `raw` tidied, of equal length."""
    if not mentions:
        return []
    paper = Paper(text, raw, title, names)
    claims: list[Claim] = []
    for _, group in groupby(sorted(mentions, key=IN_TEXT), key=SENTENCE):
        own = list(group)
        claims += sentence_claims(own, own[0].sentence, paper)
    return going_on(carried_over(claims), text)


# "For example, …": a case of what the sentence before says
CASE = re.compile(
    r"\W*(?:For (?:example|instance)|(?:More )?[Ss]pecifically|In particular|Particularly|Notably|Concretely|Namely"
    r"|As for|Remarkably|Especially)\b"
)


def going_on(claims: list[Claim], text: str) -> list[Claim]:
    """ "It outperforms X. For example, it gains 2%": a case of the sentence before is compared with what that names."""
    before: Claim | None = None  # the last comparison
    found: list[Claim] = []
    for claim in claims:
        if before and claim.kind == "delta" and not claim.baseline and is_case(before, claim, text):
            claim = replace(claim, baseline=before.baseline)
        if claim.baseline and compares(claim):
            before = claim
        found.append(claim)
    return found


def is_case(before: Claim, claim: Claim, text: str) -> bool:
    """Whether the claim's sentence follows the other's and tells a case of it."""
    follows = 0 <= claim.sentence.start - before.sentence.end < 5
    return follows and CASE.match(text, claim.sentence.start) is not None


def sentence_claims(mentions: Sequence[Mention], sentence: Span, paper: Paper) -> list[Claim]:
    clause = paper.sentence(sentence, mentions)
    lists = series_in(clause, mentions)
    counts_only = {mention.kind for mention in mentions} <= COUNTED
    data = [] if counts_only else data_groups(clause, paper.names)
    tasks = [] if data or counts_only else task_groups(clause, paper.names)
    claims = []
    for index, mention in enumerate(mentions):
        metric = find_metric(clause, mentions, index, lists[index])
        own = own_score(metric, paper) if metric and metric.endswith(" score") else []
        at = index + first_level(clause, mentions, index)  # "from 69 to 76 on X": both are on X
        benchmarks = own or measured_on(clause, mentions, at, lists[at], data, tasks, paper)
        if metric in benchmarks:  # "scores of 65 and 52 for LAS and UAS"
            benchmarks = [one for one in benchmarks if one != metric] or paper.data_before(clause.first) or paper.events
        claims.append(
            Claim(
                mention.kind,
                mention.start,
                mention.end,
                paper.raw[mention.start : mention.end],
                mention.rule,
                mention.sentence,
                mention.quantity,
                mention.direction,
                mention.basis,
                metric,
                tuple(benchmarks),
                find_subject(clause, mentions, index, paper),
                tuple(find_baseline(clause, mentions, index)),
                mention.over,
                mention.averaged,
                mention.relation,
                mention.uncertainty,
            )
        )
    return compared_alike(claims)


def compared_alike(claims: list[Claim]) -> list[Claim]:
    """A comparison that names no comparand has that of the nearest one of its sentence, the one before it first."""
    if len(claims) < 2:
        return claims
    found = list(claims)
    for index, claim in enumerate(claims):
        if claim.baseline or not compares(claim):
            continue
        others = [*reversed(claims[:index]), *(claims[index + 1 :] if claim.kind == "rank" else [])]
        baseline = next((one.baseline for one in others if one.baseline), ())
        if baseline:
            found[index] = replace(claim, baseline=baseline)
    return found


def compares(claim: Claim) -> bool:
    """Whether a claim is one that must have a comparand; "superior" may stand alone."""
    if claim.kind == "rank":
        return claim.relation in COMPARISONS and not claim.quote.lower().startswith("superior")
    return claim.kind in {"delta", "ratio"}


def own_score(metric: str, paper: Paper) -> list[str]:
    """ "a GLUE score of 89": a benchmark with a score of its own."""
    name = metric.removesuffix(" score")
    short = len(name) == 3 and name.isupper()  # "an AMI score"
    return [name] if not short and paper.names.is_benchmark(name) else []


def measured_on(
    clause: Clause,
    mentions: Sequence[Mention],
    index: int,
    series: Series,
    data: list[Group],
    tasks: list[Group],
    paper: Paper,
) -> list[str]:
    """The data sets of the sentence, else those that the text names for the evaluation, else the tasks."""
    if mentions[index].kind in COUNTED:
        return []
    apart = told_apart(clause, mentions, index, series)
    if apart and not is_part(clause, apart):
        late = data[-1] if data and data[-1][0][0] > clause.places[-1][1] and not named(clause, apart) else []
        return [*(data_name(clause, one) for one in late), data_name(clause, apart)]  # "1.4 for German … on newstest"
    if apart:
        return [*whole_of(clause, series.start, data, paper), clause.name(apart)]
    if data:
        own = assigned(clause, mentions, index, series, data)
        told = [data_name(clause, one) for one in own]
        if not own or not all(is_part(clause, one) and "N" not in clause.tags[one[0] : one[1] - 2] for one in own):
            return told
        whole = whole_of(clause, own[0][0], data, paper)
        among = [one for one in whole if any(one.lower().startswith(name.lower()) for name in told)]
        return among or [*whole, *(name for name in told if not any(name in other for other in whole))]
    if OUR_DATA.search(clause.tags) and paper.named_resource:
        return [paper.named_resource]
    own = assigned(clause, mentions, index, series, tasks) if tasks else []
    told_here = [task_name(clause, one) for one in own]
    if mentions[index].kind == "ratio" or leaves_unnamed(clause) or one_task(clause, own):
        return told_here
    elsewhere = paper.data_before(clause.first, mentions[index].over)
    if elsewhere:
        return elsewhere
    return paper.events or told_here or paper.own_data or paper.tasks_before(clause.first)


def whole_of(clause: Clause, token: int, data: list[Group], paper: Paper) -> list[str]:
    """The data set or shared task of which a part is named at this token: "0.71 in Subtask A"."""
    before = [one for group in data if group[-1][1] <= token for one in group if not is_part(clause, one)]
    told = [name for name in paper.data_before(clause.first) if not PART.fullmatch(name)]
    whole = [data_name(clause, one) for one in before[:1]] or told or paper.events
    return [name for name in whole if not CAMPAIGN.fullmatch(name)]


def carried_over(claims: list[Claim]) -> list[Claim]:
    """A score without a metric or data is told in the metric of the score, and on the data of the claim, before it."""
    score: Claim | None = None
    found: list[Claim] = []
    for claim in claims:
        if claim.kind == "score":
            if score and score.metric and not claim.metric and bare_level(claim) and near(score, claim):
                claim = replace(claim, metric=score.metric)
            last = found[-1] if found else None
            if last and last.benchmarks and not claim.benchmarks and bare_level(claim) and near(last, claim):
                claim = replace(claim, benchmarks=last.benchmarks)
            score = claim
        found.append(claim)
    return found


def bare_level(claim: Claim) -> bool:
    """Whether the number has no physical unit that would say what it measures."""
    return claim.quantity is None or claim.quantity.unit in {None, "percent", "points"}


def near(before: Claim, claim: Claim) -> bool:
    return claim.sentence.start - before.sentence.end <= NEAR
