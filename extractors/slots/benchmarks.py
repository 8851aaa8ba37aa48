"""What it was measured on: the named data sets, or the task where no data set is named."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.slots.clause import Chunk, Clause
from extractors.slots.series import Series, dealt, members_of

__all__ = ["Group", "assigned", "data_groups", "task_groups"]

Group = list[Chunk]  # the members of one list of names

PLACE = re.compile(r"[oixrm@tfbvVGEp:(,-]")
GENERIC_TAIL = frozenset(
    "dataset datasets benchmark benchmarks corpus corpora database databases data set sets test dev validation "
    "development training testset testsets suite suites collection test-set split splits task tasks respectively "
    "leaderboard images image language video evaluation".split()
)
TASK_TAIL = frozenset(
    "task tasks problem problems evaluation evaluations setting settings benchmarks datasets testing".split()
)


def data_groups(clause: Clause, known: frozenset[str] = frozenset()) -> list[Group]:
    """The lists of named data sets of a sentence, in order."""
    found: list[Group] = []
    covered = 0
    for chunk in clause.chunks:
        start = chunk[0]
        if start < covered:
            continue
        members = members_of(clause, chunk)
        introduced = clause.tags[start - 1 : start] if start else ""
        names = [member for member in members if "N" in clause.tags[slice(*clause.bare(member))]]
        if not names or not located(clause, members, names, introduced, known):
            continue
        names = names if len(members) == len(names) or clause.tags[members[-1][1] - 1] == "T" else names
        found.append(names)
        covered = members[-1][1]
    return found


def located(clause: Clause, members: Group, names: Group, introduced: str, known: frozenset[str]) -> bool:
    """Whether a list of names is a list of data sets: by "on", by a word like "dataset", or by having been one before."""
    last = clause.tags[members[-1][1] - 1]
    if last == "T" and introduced != "u":
        return True
    if any(
        clause.word(token) in {"dataset", "datasets", "benchmark", "corpus", "test"} for token in range(*members[0])
    ):
        return True
    if introduced in {"o", "x"} and last in "NDwTK" and not machine(clause, names):
        return True
    if introduced and introduced in "irm@x" and any(known_name(clause, name, known) for name in names):
        return True
    return bool(introduced) and introduced in "irt" and event(clause, names[0])


def machine(clause: Clause, names: Group) -> bool:
    return any(low in MACHINES for name in names for low in clause.lows(name))


MACHINES = frozenset("gpu gpus cpu cpus v100 a100 h100 rtx nvidia tpu fpga arm intel raspberry average".split())
EVENT = re.compile(
    r"semeval|wmt|conll|iwslt|clef|track|task|shared|challenge|bionlp|subtask|sub-task|mediaeval|trec|kdd", re.I
)


def event(clause: Clause, name: Chunk) -> bool:
    return EVENT.search(clause.told(name)) is not None


def known_name(clause: Clause, chunk: Chunk, known: frozenset[str]) -> bool:
    return data_name(clause, chunk).lower() in known


def data_name(clause: Clause, chunk: Chunk) -> str:
    """The name without "the", "dataset", "test set"."""
    start, end = clause.bare(chunk)
    while end - 1 > start and clause.word(end - 1).strip(".*\"'”’") in GENERIC_TAIL:
        end -= 1
    # "the multimodal retrieval benchmark M-BEIR", "benchmark datasets Im2GPS"
    for token in range(start, end - 1):
        if clause.tags[token] == "T" and clause.tags[token + 1] == "N":
            start = token + 1
    while start < end - 1 and clause.tags[start] in "wEjTSB" and "N" in clause.tags[start + 1 : end]:
        start += 1
    return clause.told((start, end))


TASK_PLACE = frozenset("oirx")


def task_groups(clause: Clause) -> list[Group]:
    """The tasks a sentence says something was done on or for: noun phrases whose head names a task."""
    found: list[Group] = []
    covered = 0
    for chunk in clause.chunks:
        start, end = chunk
        if start < covered or not start or clause.tags[start - 1] not in "oirxfG":
            continue
        members = [member for member in members_of(clause, chunk) if task_like(clause, member)]
        if not members:
            continue
        introduced = clause.tags[start - 1]
        if introduced in "fG" and not ("K" in clause.tags[max(0, start - 3) : start]):
            continue
        found.append(members)
        covered = members[-1][1]
    return found


def task_like(clause: Clause, chunk: Chunk) -> bool:
    start, end = clause.bare(chunk)
    while end - 1 > start and clause.word(end - 1).strip(".") in TASK_TAIL:
        end -= 1
    return start < end and clause.tags[end - 1] == "H" and end - start >= 2


def task_name(clause: Clause, chunk: Chunk) -> str:
    start, end = clause.bare(chunk)
    while end - 1 > start and clause.word(end - 1).strip(".") in TASK_TAIL:
        end -= 1
    return clause.told((start, end))


def assigned(clause: Clause, mentions: Sequence[Mention], index: int, series: Series, groups: list[Group]) -> Group:
    """The group of names that a claim belongs to: the one after it, before the next claim; else the one before it."""
    place = clause.places[index]
    last = series.members[-1] if series.members else index
    following = clause.places[last + 1][0] if last + 1 < len(mentions) else len(clause.tags)
    after = [group for group in groups if series.end <= group[0][0]]
    before = [group for group in groups if group[0][0] < place[0]]
    if after and after[0][0][0] < following:
        return dealt(series, index, after[0])
    if before:
        return dealt(series, index, before[-1])
    return dealt(series, index, after[0]) if after else []
