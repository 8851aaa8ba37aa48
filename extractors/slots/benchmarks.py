"""What it was measured on: the named data sets, or the task where no data set is named."""

import re
from collections.abc import Sequence

from extractors.mention import Mention
from extractors.names import Names
from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import words_of
from extractors.slots.series import Series, dealt, members_of

__all__ = [
    "Group",
    "assigned",
    "data_groups",
    "data_name",
    "leaves_unnamed",
    "one_task",
    "task_groups",
    "task_name",
]

Group = list[Chunk]  # the members of one list of names

GENERIC_TAIL = words_of(
    "dataset datasets benchmark benchmarks corpus corpora database databases data set sets test dev validation "
    "development training testset testsets suite suites collection test-set split splits task tasks respectively "
    "leaderboard images evaluation testing subset subsets shared workshop experiment experiments setting settings "
    "domain domains"
)
TASK_TAIL = words_of("task tasks problem problems evaluation evaluations setting settings benchmarks datasets testing "
                     "challenge shared track tracks dataset benchmark data")  # fmt: skip
# Names that "on" introduces and that are no data.
NO_DATA = words_of(
    "gpu gpus cpu cpus v100 a100 h100 rtx tpu tpus fpga arm intel raspberry nvidia average english chinese german "
    "french "
    "spanish arabic japanese hindi czech russian korean italian dutch portuguese turkish ai llm llms nlp lidar bert "
    "gpt-3 "
    "gpt-4 gpt-2 transformer transformers cnn cnns rnn lstm nmt arxiv github twitter api apis 2d 3d rgb iot edge i ii "
    "asian european african american indian internet web linux android http basque polish swedish danish norwegian "
    "finnish "
    "greek hebrew persian urdu bengali tamil telugu marathi malayalam kannada vietnamese thai indonesian romanian "
    "hungarian "
    "ukrainian catalan latin swahili estonian bulgarian croatian slovak mandarin cantonese"
)
EVENT = re.compile(
    r"semeval|\bwmt|conll|iwslt|clef|\btrack\b|shared|challenge|bionlp|subtask|sub-task|mediaeval|\btrec|smm4h"
    r"|\btask \d",
    re.IGNORECASE,
)


NUMBERED = re.compile(r"[KT][DN]")  # "Task 1", "Subtask A"
NAMELIKE = re.compile(r"[NKT]")
# "Task 1 [of the Social Media Mining] [for Health Applications] [(SMM4H) Shared Task 2020]"
EVENT_TAIL = re.compile(r"[f@]d?w*N[wNDKT]*|r[wN]*N[wNDKT]*|\(N\)[wNKT]*[KTD]+")


def data_groups(clause: Clause, catalogue: Names) -> list[Group]:
    """The lists of named data sets of a sentence, in order."""
    found: list[Group] = []
    if "N" not in clause.tags and not NUMBERED.search(clause.tags):
        return found
    covered = 0
    for chunk in clause.chunks:
        start, end = chunk
        if start < covered or not NAMELIKE.search(clause.tags, start, end):
            continue
        specified = specified_names(clause, chunk)
        if specified:
            found.append(specified)
            covered = specified[-1][1]
            continue
        members = members_of(clause, chunk)
        names = [member for member in members if clause.tags[member[1] - 1] not in "SM" and named(clause, member)]
        if names and abbreviated(clause, chunk):
            found.append([chunk])
            covered = chunk[1]
            continue
        # "on A and reported …": what is no name at the end of the list is no part of it.
        shorter = members[: members.index(names[-1]) + 1] if names else members
        here = names and located(clause, members, names, catalogue)
        if names and data_name(clause, names[0]).lower() in FIELDS:
            continue
        if here or (names and shorter != members and located(clause, shorter, names, catalogue)):
            found.append([event_name(clause, name) for name in short_form(clause, names)])
            covered = max(found[-1][-1][1], members[-1][1])
    return found


def short_form(clause: Clause, names: Group) -> Group:
    """ "the anthology dataset (ACL-ARC)": the short name of a data set stands for it."""
    tags, end = clause.tags, names[-1][1]
    if len(names) > 1 or tags[end - 1] != "T" or tags[end : end + 3] != "(N)":
        return names
    word = clause.told((end + 1, end + 2))
    return [(end + 1, end + 2)] if word[1:] != word[1:].lower() else names


def abbreviated(clause: Clause, chunk: Chunk) -> bool:
    """ "the Mart for Intensive Care (MIC-III) dataset": the short name in brackets."""
    tags, (start, end) = clause.tags, chunk
    return tags[start - 1 : start] == "(" and re.match(r"\)w{0,2}T", tags[end : end + 4]) is not None


TRAINED = ("train", "pretrain", "pre-train", "fine-tun", "finetun")


def trained_on(clause: Clause, token: int) -> bool:
    """ "fine-tune a model on X": data for learning. "Trained and evaluated on X" is more."""
    for at in range(token - 1, max(-1, token - 8), -1):
        if clause.tags[at] in ",;AXsWMB&RQ":
            return False
        if clause.word(at).startswith(TRAINED):
            # "the performance of fine-tuned baselines on X" is no training.
            return not (clause.word(at).endswith("ed") and clause.tags[at + 1] in "wNS")
    return False


COUNTED = re.compile(r"QN+(?=[,)&])")  # "+0.9 WikiLarge, +1.8 WikiSmall"
KNOWN_AFTER = "oxirmt@(fp"
FIELDS = frozenset(["natural language processing", "nlp", "computer vision", "machine learning", "ai"])


def named(clause: Clause, chunk: Chunk) -> bool:
    """Whether a noun phrase holds a name that can be one of data."""
    tags, (start, end) = clause.tags, chunk
    if "N" in tags[start:end]:
        for token in range(start, end):
            if tags[token] == "N" and clause.word(token).strip(".,*'\"”’") not in NO_DATA:
                return True
    return NUMBERED.search(tags, start, end) is not None


def specified_names(clause: Clause, chunk: Chunk) -> Group:
    """The names after a general word: "benchmarks (i.e. A and B)", "datasets: A, B", "datasets such as A"."""
    tags, end = clause.tags, chunk[1]
    if tags[end - 1] not in "TK":
        return []
    task = tags[end - 1] == "K"
    at = end
    while at < len(tags) and tags[at] in "(:,-dpl" and at < end + 4:
        at += 1
    if at == end or not (set(tags[end:at]) & set("(:-l") or tags[end:at].endswith("dp")):
        return []
    following = clause.chunk_from(at)
    if following is None or "M" in tags[slice(*following)]:
        return []
    members = members_of(clause, following)
    if task and ("H" in tags[slice(*following)] or not named(clause, following)):
        return []
    if "N" in tags[slice(*clause.bare(chunk))] and len(members) == 1 and tags[end : end + 1] == "(":
        return []  # "the SemanticKITTI dataset (SK)": an abbreviation
    return [member for member in members if named(clause, member)]


def located(clause: Clause, members: Group, names: Group, catalogue: Names) -> bool:
    """Whether a list of names is a list of data sets: by a word like "dataset", by "on", or as a shared task."""
    tags, start, end = clause.tags, members[0][0], members[-1][1]
    introduced = tags[start - 1] if start else ""
    last = tags[end - 1]
    if last == "T" and tags[start] != "u":
        return not (introduced == "o" and trained_on(clause, start - 1))
    if any(clause.word(token) in {"dataset", "benchmark", "corpus", "test"} for token in range(*members[0])):
        return True
    if introduced == "o" and trained_on(clause, start - 1):
        return False
    if introduced in {"o", "x"}:
        return last in "NDTKH" or clause.word(end - 1).strip(".") in GENERIC_TAIL
    if introduced in {"i", "r"} and last == "K":
        return True
    if introduced == "Q" and len(names) == 1:
        return len(COUNTED.findall(tags)) > 1
    if (
        introduced
        and introduced in KNOWN_AFTER
        and any(catalogue.is_benchmark(data_name(clause, one)) for one in names)
    ):
        return True
    return bool(introduced) and introduced in "irt@fd" and EVENT.search(clause.told(names[0])) is not None


def event_name(clause: Clause, chunk: Chunk) -> Chunk:
    """ "Task 1 of the SMM4H Shared Task": the whole of it."""
    tags, (start, end) = clause.tags, chunk
    if EVENT.search(clause.told(chunk)):
        for _ in range(3):
            match = EVENT_TAIL.match(tags, end)
            if match is None:
                break
            end = match.end()
    return start, end


def data_name(clause: Clause, chunk: Chunk) -> str:
    """The name without "the", "dataset", "test set"."""
    start, end = clause.bare(chunk)
    tags = clause.tags
    task = clause.word(end - 1).strip(".") in {"task", "tasks"}
    while end - 1 > start and clause.pieces[end - 1].strip(" .,*") in GENERIC_TAIL:
        end -= 1
    # "the multimodal retrieval benchmark M-BEIR", "benchmark datasets Im2GPS"
    for token in range(start, end - 1):
        if tags[token] == "T" and tags[token + 1] == "N":
            start = token + 1
    while start < end - 1 and tags[start] in "wEjTSBMH" and "N" in tags[start + 1 : end]:
        start += 1
    # "IDD OpenSet incremental few-shot detection task": the data set is what is named.
    if task and "N" in tags[start:end] and not EVENT.search(clause.told((start, end))):
        first = start
        while first < end and tags[first] in "ND":
            first += 1
        end = first if end - first >= 3 and first > start else end
    return clause.told((start, end))


def task_groups(clause: Clause, catalogue: Names) -> list[Group]:
    """The tasks a sentence says something was done on or for: noun phrases whose head names a task."""
    found: list[Group] = []
    covered = 1
    for chunk in clause.chunks:
        if chunk[0] < covered or clause.tags[chunk[0] - 1] not in BEFORE_TASK:
            continue
        doing = doing_after_on(clause, chunk)
        group = [doing] if doing else listed_tasks(clause, chunk, catalogue)
        if group:
            found.append([one for one in group if is_short_task(clause, one)])
            covered = group[-1][1]
    return [group for group in found if group]


BEFORE_TASK = "oirxfGl:(-p"


def listed_tasks(clause: Clause, chunk: Chunk, catalogue: Names) -> Group:
    """The tasks of the list that begins here, none where it is no list of tasks."""
    certain = introduces_task(clause, chunk[0])
    if certain is None:
        return []
    members = members_of(clause, chunk)
    if "M" in clause.tags[slice(*members[0])]:
        return []
    if LISTED_TASKS.search(clause.tags, 0, chunk[0]):
        later = [one for one in clause.chunks if one[0] >= chunk[0] and task_like(clause, one, catalogue)]
        members = later or members
    if certain:
        return [whole_task(clause, member) for member in members]
    return members if any(task_like(clause, member, catalogue) for member in members) else []


def is_short_task(clause: Clause, chunk: Chunk) -> bool:
    short = chunk[1] - chunk[0] <= 7 and clause.tags[chunk[1] - 1] not in "MS"
    return short and bool(task_name(clause, chunk))


def doing_after_on(clause: Clause, chunk: Chunk) -> Chunk | None:
    """ "on measuring relational similarity": the whole doing."""
    tags, (start, end) = clause.tags, chunk
    if tags[start - 2 : start] == "oG" and start > 1:
        return start - 1, end
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
    "prediction generation inference learning training modeling analysis test evaluation"
)


def task_like(clause: Clause, chunk: Chunk, catalogue: Names) -> bool:
    start, end = clause.bare(chunk)
    singular = clause.word(end - 1).strip(".,)") in {"task", "subtask", "sub-task", "track"} if end > start else False
    while end - 1 > start and clause.word(end - 1).strip(".)") in TASK_TAIL:
        end -= 1
    if start >= end or all(low in GENERIC_TASK for low in clause.lows((start, end))):
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


# "on five cancer datasets", "various benchmarks": data, but without a name.
UNNAMED = re.compile(r"[oxv][dwDEjZa]*T|[dDE]w*T")
NAMED_BEFORE = words_of("both these those this the")


def leaves_unnamed(clause: Clause) -> bool:
    """Whether the sentence speaks of data sets of its own that it does not name."""
    for match in UNNAMED.finditer(clause.tags):
        if not any(clause.word(at) in NAMED_BEFORE for at in range(match.start(), match.end())):
            return True
    return False


# "on A by 3% and B by 2%": the name that stands parallel to the first
PARALLEL = re.compile(r"[&,](?P<name>[du]?[aEjwNMTKSIBHD]*[wNSMTBHK])b[advjnt@]{0,4}$")
FIRST_PAIR = re.compile(r"[oi][du]?[aEjwNMTKSIBHD]+b[advjnt@]{0,4}Q")


def parallel(clause: Clause, index: int) -> Chunk | None:
    if not index:
        return None
    match = PARALLEL.search(clause.tags, 0, clause.places[index][0])
    return match.span("name") if match and FIRST_PAIR.search(clause.tags, 0, match.start()) else None


def assigned(clause: Clause, mentions: Sequence[Mention], index: int, series: Series, groups: list[Group]) -> Group:
    """The group of names that a claim belongs to: the one after it, before the next claim; else the one before it."""
    beside = parallel(clause, index)
    if beside:
        return [beside]
    place = clause.places[index]
    last = series.members[-1] if series.members else index
    following = clause.places[last + 1][0] if last + 1 < len(mentions) else len(clause.tags)
    after = [group for group in groups if series.end <= group[0][0]]
    opened = clause.tags.rfind("(", max(0, place[0] - 6), place[0])
    if opened > 0 and ")" not in clause.tags[opened : place[0]] and any(group[-1][1] == opened for group in groups):
        return dealt(series, index, next(group for group in groups if group[-1][1] == opened))
    before = [group for group in groups if group[0][0] < place[0]]
    if after and after[0][0][0] < following and not (before and opens_clause(clause, after[0], following)):
        return dealt(alike(clause, mentions, index, series, after[0]), index, after[0])
    chosen = before[-1] if before else after[0] if after else []
    return dealt(alike(clause, mentions, index, series, chosen), index, chosen)


def alike(clause: Clause, mentions: Sequence[Mention], index: int, series: Series, group: Group) -> Series:
    """ "drops of 15% in MRR and 20% in F1, respectively": numbers that are dealt out without standing in one list."""
    if "y" not in clause.tags or len(series.members) > 1:
        return series
    same = tuple(at for at, mention in enumerate(mentions) if mention.kind == mentions[index].kind)
    return Series(same, series.start, series.end) if len(same) == len(group) else series


def opens_clause(clause: Clause, group: Group, following: int) -> bool:
    """ "…, and on B we gain 2%": the names belong to what follows them."""
    start, end = group[0][0], group[-1][1]
    return clause.tags[start - 2 : start - 1] in {"&", ",", ";"} and bool(set(clause.tags[end:following]) & set("PVA"))


def one_task(clause: Clause, group: Group) -> bool:
    """ "on the social media subtask": one task, and said to be one."""
    return len(group) == 1 and clause.lows((group[0][1] - 1, group[0][1]))[0] in {
        "task",
        "subtask",
        "sub-task",
        "track",
    }
