"""What it was measured on: the named data sets, or the task where no data set is named."""

import re
from functools import lru_cache

from extractors.names import Names
from extractors.slots.clause import Chunk, Clause
from extractors.slots.lexicon import words_of
from extractors.slots.series import members_of

__all__ = ["Group", "data_groups", "data_name", "is_event", "named"]

Group = list[Chunk]  # the members of one list of names

GENERIC_TAIL = words_of(
    "dataset datasets benchmark benchmarks corpus corpora database databases data set sets test dev validation "
    "development training testset testsets suite suites collection test-set split splits task tasks respectively "
    "leaderboard images evaluation testing subset subsets shared workshop experiment experiments setting settings "
    "domain domains Benchmarks Datasets"
)
# Names that "on" introduces and that are no data.
NO_DATA = words_of(
    "gpu gpus cpu cpus v100 a100 h100 rtx tpu tpus fpga arm intel raspberry nvidia average ai llm llms nlp lidar nmt "
    "development dev validation test training"
    " transformers arxiv github twitter api apis 2d 3d rgb iot edge i ii internet web linux android http"
    " a/b"
)
# Languages tell claims apart, and are no data by themselves.
LANGUAGES = words_of(
    "english chinese german french spanish arabic japanese hindi czech russian korean italian dutch portuguese turkish "
    "asian european african american indian basque polish swedish danish norwegian finnish greek hebrew persian urdu "
    "bengali tamil telugu marathi malayalam kannada vietnamese thai indonesian romanian hungarian ukrainian catalan "
    "latin swahili estonian bulgarian croatian slovak mandarin cantonese"
)
# Each way begins with a letter, so that the places to try are found by a look at it.
EVENT = re.compile(
    r"semeval|wmt(?<=\bwmt)|conll|iwslt|clef|track(?<=\btrack)\b|shared|challenge|bionlp|subtask|sub-task|mediaeval"
    r"|trec(?<=\btrec)|smm4h|task \d(?<=\btask \d)"
)


# Families of models, with their sizes: "BERT-base", "LLaMA-2-7B", "ResNet50". Digits match in one way only.
MODEL = re.compile(
    r"(?:\w*bert\w*|m?t5|gpt\w*|chatgpt|llama|vicuna|mistral|qwen|palm|bloom|opt|gemma|gemini|claude|bart|mbart|xlnet|elmo"
    r"|electra|xlm|ernie|word2vec|glove|fasttext|\w*former|\w*lstm|\w*gru|\w*[cr]nn|resnet|vgg|densenet|inception|alexnet"
    r"|efficientnet|mobilenet|vit|swin|deit|crf|svm|hmm|knn|xgboost|tf-idf|bm25)(?:[-.]?(?:v?\d+(?!\d)[bmk]?|base|large|small|tiny|medium|xl|xxl|r|turbo|chat"
    r"|instruct|roberta|crf))*"
)
NUMBERED = re.compile(r"[KT][DN]")  # "Task 1", "Subtask A"
INTRODUCED = frozenset("oxirmt@(fpQ")  # before a name that may be one of data
LISTING = frozenset("(:,-dpl&")  # after "benchmarks" and before their names
# "Task 1 [of the Social Media Mining] [for Health Applications] [(SMM4H) Shared Task 2020]"
EVENT_TAIL = re.compile(r"[f@]d?w*N[wNDKTH]*|r[wN]*N[wNDKTH]*|\(N\)[wNKT]*[KTD]+")


EVENT_LINKS = frozenset("f@r(")  # with which it begins


def data_groups(clause: Clause, catalogue: Names) -> list[Group]:
    """The lists of named data sets of a sentence, in order."""
    found: list[Group] = []
    tags = clause.tags
    if "N" not in clause.tags and not NUMBERED.search(clause.tags):
        return found
    covered = 0
    for chunk in clause.chunks:
        start, end = chunk
        letters = tags[start:end]
        if found and tags[start - 1] == "(" and start - 1 == found[-1][-1][1] and "N" in tags[slice(*found[-1][-1])]:
            continue  # "MedQA (USMLE)": another name of it
        if start < covered or (
            tags[end : end + 1] == "f" and LONG_NAME.match(tags, end)
        ):  # "Choice of Alternatives (COPA) task"
            continue
        if "K'" in letters and letters[-1] != "T":
            continue  # "the shared task's Matrix"
        listing = tags[end : end + 1] in LISTING
        if not ("N" in letters or (listing and letters[-1] in "TK") or ("D" in letters and NUMBERED.search(letters))):
            continue
        introduced = tags[start - 1 : start] in INTRODUCED or (tags[start - 1 : start] == "h" and letters[-1] == "K")
        if not (listing or introduced or "T" in letters):
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
        here = here or (names and shorter != members and located(clause, shorter, names, catalogue))
        if here and data_name(clause, names[0]).lower() not in FIELDS:
            found.append([event_name(clause, name) for name in short_form(clause, names)])
            covered = max(found[-1][-1][1], members[-1][1])
    return found


def is_event(name: str) -> bool:
    """Whether a name is one of a shared task or of an evaluation campaign."""
    return EVENT.search(name.lower()) is not None


DATA_NOUNS = words_of("dataset datasets corpus benchmark treebank database collection challenge suite data")


def short_form(clause: Clause, names: Group) -> Group:
    """ "the anthology dataset (ACL-ARC)": the short name of a data set stands for it."""
    tags, end = clause.tags, names[-1][1]
    if "(N" not in tags:
        return names
    if len(names) > 1:
        return [short for name in names for short in short_form(clause, [name])]
    if tags[end : end + 3] not in {"(N)", "(NN"} or clause.lows((end - 1, end))[0] not in DATA_NOUNS:
        return names
    close = tags.find(")", end)
    word = clause.told((end + 1, close))
    return [(end + 1, close)] if word[1:] != word[1:].lower() and close < end + 4 else names


def abbreviated(clause: Clause, chunk: Chunk) -> bool:
    """ "the Mart for Intensive Care (MIC-III) dataset": the short name in brackets."""
    tags, (start, end) = clause.tags, chunk
    closed = CLOSED_DATA.match(tags, end) if tags[start - 1 : start] == "(" else None
    return closed is not None and (closed["kind"] == "T" or "f" in tags[max(0, start - 7) : start])


CLOSED_DATA = re.compile(r"\)w{0,2}(?P<kind>[TK])")


TRAINED = ("based", "train", "pretrain", "pre-train", "fine-tun", "finetun")


def trained_on(clause: Clause, token: int) -> bool:
    """ "fine-tune a model on X": data for learning. "Trained and evaluated on X" is more."""
    for at in range(token - 1, max(-1, token - 8), -1):
        if clause.tags[at] in ",;AXsWMB&RQ":
            return False
        if clause.word(at).startswith(TRAINED):
            # "the performance of fine-tuned baselines on X" is no training.
            return not (clause.word(at).endswith("ed") and clause.tags[at + 1] in "wNS")
    return False


LONG_NAME = re.compile(r"f[dwNH]*N[dwNHfr]*\(N\)w{0,2}[TK]")
COUNTED = re.compile(r"QN+(?=[,)&])")  # "+0.9 WikiLarge, +1.8 WikiSmall"
KNOWN_AFTER = "oxirmt@(fp"
CALLED = words_of("called dubbed")  # "a dataset called FooSet"
FIELDS = frozenset(["natural language processing", "nlp", "computer vision", "machine learning", "ai"])


@lru_cache(maxsize=20_000)
def may_name(piece: str, languages: bool) -> bool:
    word = piece.strip().lower().strip(".,*'\"”’")
    known = word in NO_DATA or MODEL.fullmatch(word) or (not languages and word in LANGUAGES)
    return word[:1].isalnum() and not word.strip("%").replace(".", "").isdigit() and not known


def named(clause: Clause, chunk: Chunk, languages: bool = False) -> bool:
    """Whether a noun phrase holds a name that can be one of data, or of a language where those count."""
    tags, (start, end) = clause.tags, chunk
    if "N" in tags[start:end]:
        for token in range(start, end):
            if tags[token] == "N" and may_name(clause.pieces[token], languages):
                return True
    return NUMBERED.search(tags, start, end) is not None


def specified_names(clause: Clause, chunk: Chunk) -> Group:
    """The names after a general word: "benchmarks (i.e. A and B)", "datasets: A, B", "datasets such as A"."""
    tags, end = clause.tags, chunk[1]
    if tags[end - 1] not in "TK":
        return []
    task = tags[end - 1] == "K"
    listed = counted_list(clause, chunk)
    if listed:
        return listed
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
    some = [member for member in members if named(clause, member)]
    if not task and some and len(some) < len(members):  # "data sets such as CNN and BetaSet"
        return [one for one in members if one in some or clause.tags[slice(*one)] == "N"]
    return some


NUMERALS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}


def counted_list(clause: Clause, chunk: Chunk) -> Group:
    """ "on three datasets, A, B and C": as many as it says."""
    count = next((NUMERALS[low] for low in clause.lows(chunk) if low in NUMERALS), 0)
    following = clause.chunk_from(chunk[1] + 1) if count and clause.tags[chunk[1] : chunk[1] + 1] == "," else None
    members = members_of(clause, following, limit=count) if following else []
    return members if len(members) == count and all(named(clause, member) for member in members) else []


DATA_WORDS = frozenset(["dataset", "benchmark", "corpus", "test"])


def located(clause: Clause, members: Group, names: Group, catalogue: Names) -> bool:
    """Whether a list of names is a list of data sets: by a word like "dataset", by "on", or as a shared task."""
    tags, start, end = clause.tags, members[0][0], members[-1][1]
    introduced = tags[start - 1] if start else ""
    last = tags[end - 1]
    if last == "T" and tags[start] != "u":
        return not (introduced == "o" and trained_on(clause, start - 1))
    if not DATA_WORDS.isdisjoint([piece.strip().lower() for piece in clause.pieces[slice(*members[0])]]):
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
    return (
        bool(introduced) and introduced in "irt@fd" and (is_event(clause.told(names[0])) or claims_on_part(clause, end))
    )


def claims_on_part(clause: Clause, end: int) -> bool:
    """ "the best result in Task B": of a claim's own sentence; another one's speaks of the other tasks too."""
    part = clause.tags[:end].endswith(("KN", "KD")) and len(clause.low(end - 1)) <= 2
    return part and bool(clause.places)


def event_name(clause: Clause, chunk: Chunk) -> Chunk:
    """ "Task 1 of the SMM4H Shared Task": the whole of it."""
    tags, (start, end) = clause.tags, chunk
    if end < len(tags) and tags[end] in EVENT_LINKS and is_event(clause.told(chunk)):
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
    while start < end - 1 and tags[start] in "DZ" and tags[start + 1] == "N" and clause.word(start).isdigit():
        start += 1  # "the 18 AlphaSet tasks"
    task = clause.word(end - 1).strip(".") in {"task", "tasks"}
    while end - 1 > start and clause.pieces[end - 1].strip(" .,*") in GENERIC_TAIL:
        end -= 1
    start = next((at + 1 for at in range(end - 2, start, -1) if clause.word(at) in CALLED), start)
    # "the multimodal retrieval benchmark M-BEIR", "benchmark datasets Im2GPS"
    start = max(start, tags.rfind("TN", start, end) + 1)
    while start < end - 1 and tags[start] in "wEjTSBMH" and "N" in tags[start + 1 : end]:
        start += 1
    # "IDD OpenSet incremental few-shot detection task": the data set is what is named.
    if task and "N" in tags[start:end] and not is_event(clause.told((start, end))):
        first = start
        while first < end and tags[first] in "ND":
            first += 1
        end = first if end - first >= 3 and first > start else end
    return clause.told((start, end))
