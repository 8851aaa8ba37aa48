"""The tasks a claim speaks of where it names no data set: "on relation extraction", "the task of X"."""

import re

from extractors.names import Names
from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import words_of
from extractors.slots.series import members_of

__all__ = ["one_task", "task_groups", "task_name"]

Group = list[Chunk]
TASK_TAIL = words_of("task tasks problem problems evaluation evaluations setting settings benchmarks datasets testing "
                     "challenge shared track tracks dataset benchmark data")  # fmt: skip


def task_groups(clause: Clause, catalogue: Names) -> list[Group]:
    """The tasks a sentence says something was done on or for: noun phrases whose head names a task."""
    found: list[Group] = []
    tags = clause.tags
    if "H" not in tags and "K" not in tags and "o" not in tags:
        return found
    covered = 1
    for chunk in clause.chunks:
        if chunk[0] < covered or tags[chunk[0] - 1] not in BEFORE_TASK:
            continue
        if tags[chunk[0] - 1] == "o" and clause.word(chunk[0] - 2) in RESTING:
            continue  # "based on Bayesian inference"
        doing = doing_after_on(clause, chunk)
        group = [doing] if doing else listed_tasks(clause, chunk, catalogue)
        if group:
            found.append([one for one in group if is_short_task(clause, one)])
            covered = group[-1][1]
    return [group for group in found if group]


RESTING = words_of(
    "based rely relies relying depend depends depending built build builds building focus focusing focused"
)
BEFORE_TASK = "oirxfGl:(-p"


def listed_tasks(clause: Clause, chunk: Chunk, catalogue: Names) -> Group:
    """The tasks of the list that begins here, none where it is no list of tasks."""
    certain = introduces_task(clause, chunk[0])
    if certain is None or not (certain or "H" in clause.tags[chunk[0] :] or "K" in clause.tags[chunk[0] :]):
        return []
    members = members_of(clause, chunk)
    if clause.tags[members[0][1] - 1] == "M" or (not certain and several(clause, chunk)):
        return []
    if LISTED_TASKS.search(clause.tags, 0, chunk[0]):
        later = [one for one in clause.chunks if one[0] >= chunk[0] and task_like(clause, one, catalogue)]
        members = later or members
    if certain:
        return [whole_task(clause, member) for member in members]
    return members if any(task_like(clause, member, catalogue) for member in members) else []


COUNTS = words_of("two three four five six seven eight nine ten twelve several multiple various many numerous all")


def several(clause: Clause, chunk: Chunk) -> bool:
    """ "on six text classification tasks": a number of them, and none by its name."""
    lows = clause.lows(chunk)
    counted = not COUNTS.isdisjoint(lows) or clause.tags[chunk[0]] in "DZ"
    return counted and lows[-1] in TASK_TAIL and lows[-1].endswith("s")


def is_short_task(clause: Clause, chunk: Chunk) -> bool:
    short = chunk[1] - chunk[0] <= 7 and clause.tags[chunk[1] - 1] not in "MS"
    return short and bool(clause.tags[slice(*chunk)].strip("D")) and bool(task_name(clause, chunk))


def doing_after_on(clause: Clause, chunk: Chunk) -> Chunk | None:
    """ "on measuring relational similarity": the whole doing."""
    tags, (start, end) = clause.tags, chunk
    if tags[start - 1] == "G":
        return (start - 1, end) if start > 1 and tags[start - 2] == "o" else None
    if tags[start - 1] != "o" or tags[start] not in "wH" or not clause.word(start).endswith("ing"):
        return None
    if end - start == 1:
        after = clause.chunk_from(end)
        return (start, after[1]) if after else None
    return chunk if end - start > 2 and tags[end - 1] in "wS" else None


def introduces_task(clause: Clause, start: int) -> bool | None:
    """Whether what comes before makes a task of a noun phrase: surely ("the task of"), perhaps ("on"), or not."""
    tags = clause.tags
    introduced = tags[start - 1]
    if introduced == "f":
        return True if tags[start - 2] == "K" else None if tags[start - 2] != "T" else False
    if introduced in "l:(-p":
        return True if NAMED_TASKS.search(tags, max(0, start - 6), start) else None
    return False if introduced in "oirx" else None


def whole_task(clause: Clause, chunk: Chunk) -> Chunk:
    """ "the task of classifying the constituents": with what is classified."""
    start, end = clause.bare(chunk)
    if end - start == 1 and clause.word(start).endswith("ing") and clause.tags[end : end + 1] in {"d", "u"}:
        after = clause.chunk_from(end)
        return (start, after[1]) if after else chunk
    return chunk


# "four tasks: A in images, B in videos": what follows are tasks to the sentence's end.
LISTED_TASKS = re.compile(r"K[:(]l?,?$")
# "tasks such as", "the tasks (", "tasks:"
NAMED_TASKS = re.compile(r"K[,(]?(?:l|[,(:-]|dp|\(l,?)$")
GENERIC_TASK = words_of(
    "downstream challenging various nlp language vision multimodal real-world existing related important new novel "
    "similar specific target unseen complex multiple different individual main first second third final shared "
    "prediction generation inference learning training modeling analysis test evaluation given official present"
)


def task_like(clause: Clause, chunk: Chunk, catalogue: Names) -> bool:
    start, end = clause.bare(chunk)
    singular = clause.word(end - 1).strip(".,)") in {"task", "subtask", "sub-task", "track"} if end > start else False
    while end - 1 > start and clause.word(end - 1).strip(".)") in TASK_TAIL:
        end -= 1
    if start >= end or GENERIC_TASK.issuperset(clause.lows((start, end))):
        return False
    if singular and end < chunk[1]:
        return True
    if clause.tags[end - 1] == "H" and (end - start >= 2 or chunk[1] > end):
        return True
    return end - start > 1 and catalogue.is_task(clause.told((start, end)))


def task_name(clause: Clause, chunk: Chunk) -> str:
    start, end = clause.bare(chunk)
    while end - 1 > start and clause.word(end - 1).strip(".)") in TASK_TAIL:
        end -= 1
    return "" if clause.lows((start, end))[-1:] == ["tasks"] else clause.told((start, end))


def one_task(clause: Clause, group: Group) -> bool:
    """ "on the social media subtask": one task, and said to be one."""
    return len(group) == 1 and clause.low(group[0][1] - 1) in {
        "task",
        "subtask",
        "sub-task",
        "track",
    }
