"""What the few words of a heading, a row's name or a phrase say: "MRPC dev (F1, %)" → MRPC, validation, F1, percent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import regex

from extractors.linking.lookup import Lookup, spelled_right
from extractors.linking.settings import COUNTED, NUMBERS, protocol_in, split_in, without_settings
from registry.catalog import Benchmark, Metric, fold

__all__ = ["Label", "counted", "named_benchmark", "named_metric", "names_in", "read_label"]

LONGEST_NAME = 6  # words
PERCENT = regex.compile(r"\\?%|\bin percent\b|\bper ?cent(?:age)?s?\b", regex.IGNORECASE)
ARROWS = regex.compile(r"[↑↓⇑⇓▲▼⬆⬇]|\\(?:up|down)arrow|\$\s*\$")
MARKS = regex.compile(r"[*†‡§¶∗♦♠♣⋆★✓✗^~]+|\[\d+(?:\s*,\s*\d+)*\]")
# Only what encloses or lists parts a label; "/" and "-" stand inside names (CNN/DM, R-1).
PARTS = regex.compile(r"[()\[\]{}|;,:\n]+|\.(?=\s|$)|\s[/–—-]\s|\s\+\s")
JOINTS = regex.compile(r"[/_-]")
# "VTAB (19 tasks)": of how much the named data set is made.
MADE_OF = regex.compile(
    rf"[(\[]{COUNTED}\s(?:\w+\s)?(?:tasks|data\s?sets|languages|subjects|subsets|domains|benchmarks)[)\]]",
    regex.IGNORECASE,
)
ENLARGED = regex.compile(r"(?<![\w.×]|\b\d+\s)(?:×\s?|x)([2-9]|16)(?![\w.×]|\s?[×x\d])|(?<![\w.×])([2-9]|16)×(?!\s?\w)")
# Words that name nothing: a label is fully read when only these are left.
NOTHING = regex.compile(
    r"a|an|the|on|of|in|at|and|or|for|with|by|to|vs|our|scores?|results?|performance|sets?|data|datasets?|tasks?"
    r"|benchmarks?|values?|metrics?|evaluation|models?|std|stdev|[^\w]+",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """`benchmarks` and `metrics` are words as printed that the catalogue knows; `rest` is what nobody knows; `over` how
    many parts the data set is said to have."""

    text: str = ""
    benchmarks: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    split: str = ""
    protocol: Mapping[str, str] = field(default_factory=dict)
    percent: bool = False
    rest: str = ""
    over: int | None = None


@lru_cache(maxsize=1 << 14)
def read_label(text: str, lookup: Lookup) -> Label:
    """Every name and setting in a label's words, longest names first."""
    raised = raised_to(text) | enlarged(text)
    text = " ".join(ARROWS.sub(" ", text).split())
    if not text:
        return Label()
    whole = whole_name(text, lookup)
    if whole is not None:
        return whole
    percent = PERCENT.search(text) is not None
    parts = MADE_OF.search(text)
    text = ENLARGED.sub(" ", text)
    plain = MARKS.sub(" ", PERCENT.sub(" ", MADE_OF.sub(" ", text)))
    protocol = protocol_in(plain) | raised
    benchmarks: list[str] = []
    metrics: list[str] = []
    rest: list[str] = []
    for part in PARTS.split(plain):
        read_part(part, lookup, benchmarks, metrics, rest)
    return Label(
        text,
        unique(benchmarks, lookup.catalog.benchmark),
        unique(metrics, lookup.metric),
        split_in(plain),
        protocol,
        percent,
        without_settings(" ".join(rest)).strip(),
        counted(parts[1]) if parts is not None else None,
    )


def raised_to(text: str) -> dict[str, str]:
    """ "↑384": the resolution of tuning, where an arrow says nothing of a direction."""
    return protocol_in(text) if "↑" in text and any(map(str.isdigit, text)) else {}


def enlarged(text: str) -> dict[str, str]:
    """ "Set5 ×4": by how much images are enlarged."""
    found = {match[1] or match[2] for match in ENLARGED.finditer(text)}
    return {"scale": found.pop()} if len(found) == 1 else {}


def counted(number: str) -> int:
    """ "19" and "ten" alike."""
    return int(NUMBERS.get(number.lower(), number))


def whole_name(text: str, lookup: Lookup) -> Label | None:
    """A label that is one name whole: "test accuracy" may be a metric of its own, "CNN / Daily Mail" is a data set."""
    if entry := exact_benchmark(text, lookup):
        return Label(text, benchmarks=(text,), split="" if split_in(entry.name) else split_in(text))
    if exact_metric(text, lookup):
        return Label(text, metrics=(text,), split=split_in(text), protocol=protocol_in(text), percent="%" in text)
    return None


def read_part(part: str, lookup: Lookup, benchmarks: list[str], metrics: list[str], rest: list[str]) -> None:
    words = part.split()
    at = 0
    while at < len(words):
        taken = longest_name(words, at, lookup, benchmarks, metrics)
        if not taken:
            taken = 1
            if not joined_names(words[at], lookup, benchmarks, metrics) and not NOTHING.fullmatch(words[at]):
                rest.append(words[at])
        at += taken


EDITION = regex.compile(r"(?:19|20)\d\d")


def longest_name(words: list[str], at: int, lookup: Lookup, benchmarks: list[str], metrics: list[str]) -> int:
    """How many words from `at` on are one name; the name goes to its list. No sign opens one: "(PSNR / SSIM)"."""
    if not any(map(str.isalnum, words[at])):
        return 0
    for end in range(min(len(words), at + LONGEST_NAME), at, -1):
        name = " ".join(words[at:end])
        if exact_benchmark(name, lookup) and not EDITION.fullmatch(" ".join(words[end : end + 1])):
            benchmarks.append(name)
            return end - at
        if exact_metric(name, lookup):
            metrics.append(name)
            return end - at
    return 0


def joined_names(word: str, lookup: Lookup, benchmarks: list[str], metrics: list[str]) -> bool:
    """ "EM/F1" and "SST-2_acc" are names put together; all of their parts must be names."""
    parts = [part for part in JOINTS.split(word) if part]
    if len(parts) < 2:
        return False
    for joint in range(1, len(parts)):
        place = sum(len(part) + 1 for part in parts[:joint])
        halves = (word[: place - 1], word[place:])
        if all(exact_benchmark(half, lookup) or exact_metric(half, lookup) for half in halves):
            for half in halves:
                (benchmarks if exact_benchmark(half, lookup) else metrics).append(half)
            return True
    return False


@lru_cache(maxsize=1 << 12)
def names_in(text: str, lookup: Lookup) -> Label:
    """The names in running text (a caption, a heading), where an everyday word counts only in its own spelling."""
    label = read_label(text, lookup)
    benchmarks = (name for name in label.benchmarks if not name.islower())
    known = (name for name in label.metrics if lookup.loose_metric(name) is None)
    metrics = (name for name in known if spelled_right(exact_metric(name, lookup), name))
    return replace(label, benchmarks=tuple(benchmarks), metrics=tuple(metrics))


@lru_cache(maxsize=1 << 14)
def named_benchmark(words: str, lookup: Lookup) -> tuple[Benchmark | None, Label]:
    """The one benchmark that a claim's words name, and what else they say: "SQuAD dev set" → SQuAD, validation."""
    label = read_label(words, lookup)
    ids = {entry.id: entry for entry in map(lookup.catalog.benchmark, label.benchmarks) if entry is not None}
    if len(ids) == 1 and (not label.rest or lookup.task(label.rest)):
        return next(iter(ids.values())), label
    return lookup.benchmark(without_settings(words).strip()), label


@lru_cache(maxsize=1 << 14)
def named_metric(words: str, lookup: Lookup) -> tuple[Metric | None, Label]:
    """The one metric that a claim's words name, and what else they say: "test accuracy" → accuracy, test."""
    label = read_label(words, lookup)
    ids = {entry.id: entry for entry in map(lookup.catalog.metric, label.metrics) if entry is not None}
    if len(ids) == 1 and not label.rest and not label.benchmarks:
        return next(iter(ids.values())), label
    return lookup.metric(without_settings(words).strip()), label


def exact_benchmark(name: str, lookup: Lookup) -> Benchmark | None:
    entry = lookup.catalog.benchmarks.get(lookup.catalog.owners["benchmark"].get(fold(name), ""))
    return entry if entry is not None and spelled_right(entry, name) else None


def exact_metric(name: str, lookup: Lookup) -> Metric | None:
    owners = lookup.catalog.owners["metric"]
    key = fold(name)
    known = owners.get(key) or (owners.get(key[:-1], "") if key.endswith("s") else "")
    return lookup.catalog.metrics.get(known) or lookup.loose_metric(name)


def unique(names: list[str], entry_of: Callable[[str], Benchmark | Metric | None]) -> tuple[str, ...]:
    """One name for each entry: "word error rate (WER)" names one metric twice."""
    first: dict[str, str] = {}
    for name in names:
        entry = entry_of(name)
        first.setdefault(entry.id if entry is not None else name, name)
    return tuple(first.values())
