"""What a caption says of some columns only: "F1 for QQP, accuracy for the others", "MBPP (3-shot), MMLU (5-shot)"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from extractors.linking.label import counted, names_in
from extractors.linking.lookup import Lookup
from extractors.linking.settings import COUNTED, REPEATS, conditions
from extractors.tables import words
from registry.catalog import fold

__all__ = ["NO_SHARES", "SAID_OF_ALL", "Mean", "Shares", "mean_in", "sentence_end", "shares_in"]

SECONDS = 0.5
# Conditions that a caption states of every cell; other words of its prose ("unsupervised embeddings") are of some.
SAID_OF_ALL = frozenset(
    {"shots", "pass", "votes", "best-of", "best-of-runs", "prompt", "tools", "language-model", "resolution", "scale"}
)
SENTENCE_END = regex.compile(r"(?<=[a-z\d)%][.;]|[A-Z]{2}[.;])\s+(?=[A-Z])")
BRACKET = regex.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
CLAUSE_END = regex.compile(r"[,;.](?:\s|$)")
# Between the last of some data sets and their metric: "GSM8K (8-shot) test accuracy".
BEFORE_METRIC = regex.compile(r"(?:\s*[(\[][^()\[\]]*[)\]])?\s+(?:test\s|dev\s|validation\s)?")


MEAN = regex.compile(
    rf"\b(?:averaged?|averages|mean|macro-average)\b[^.;:]{{0,60}}?\b(?:over|across|of|from)\s(?:all\s|the\s|our\s)*{COUNTED}"
    rf"\s(?:[\w-]+\s){{0,2}}?(?:(?P<repeats>{REPEATS})|tasks|data\s?sets|benchmarks|languages|subjects|subsets|domains)",
    regex.IGNORECASE,
)
# "For FooNet the best of five runs is listed": whose the condition is, at the beginning of its sentence.
OF_SYSTEM = regex.compile(r"(?:For|In\sthe\scase\sof)\s(?:the\s)?(?P<name>[A-Z]\S*(?:\s[A-Z0-9]\S*)*)[\s,]")


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over the parts of a data set, or over runs (`repeated`)."""

    over: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """By the folded name of a data set: its metric as printed, and its conditions. `rest` is the metric of all others,
    `protocol` what is said of every cell, `of_systems` what is said of those of one system, by its name."""

    metrics: Mapping[str, str] = field(default_factory=dict)
    protocols: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rest: str = ""
    protocol: Mapping[str, str] = field(default_factory=dict)
    of_systems: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def metric_of(self, benchmarks: Sequence[str]) -> str:
        return self.metrics.get(fold(benchmarks[0]), self.rest) if len(benchmarks) == 1 else ""

    def protocol_of(self, benchmarks: Sequence[str]) -> Mapping[str, str]:
        return self.protocols.get(fold(benchmarks[0]), {}) if len(benchmarks) == 1 else {}


NO_SHARES = Shares()


def shares_in(caption: str, benchmarks: Sequence[str], metrics: Sequence[str], lookup: Lookup) -> Shares:
    """What the caption, which names these data sets and metrics, says of which."""
    if not caption:
        return NO_SHARES
    named = spans_of(caption, benchmarks)
    shared, rest = metrics_shared(caption, named, metrics, lookup) if len(metrics) > 1 else ({}, "")
    owned, general = conditions_shared(caption, named)
    return Shares(
        {key: metric for name, metric in shared.items() for key in keys_of(name, lookup)},
        {key: protocol for name, protocol in owned.items() for key in keys_of(name, lookup)},
        rest,
        general,
        conditions_of_systems(caption),
    )


def mean_in(caption: str) -> Mean | None:
    """ "Average accuracy over the 57 tasks of MMLU", "mean of five runs"."""
    match = MEAN.search(caption, timeout=SECONDS)
    return Mean(counted(match[1]), match["repeats"] is not None) if match is not None else None


def keys_of(name: str, lookup: Lookup) -> set[str]:
    """Every folded name of the data set that `name` names."""
    entry = lookup.benchmark(name)
    return {fold(each) for each in (name, *((entry.id, entry.name, *entry.aliases) if entry is not None else ()))}


def spans_of(text: str, names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where the names stand, in order."""
    return sorted((match.start(), match.end(), name) for name in names for match in occurrences(text, name))


def occurrences(text: str, name: str) -> Iterator["regex.Match[str]"]:
    return regex.finditer(rf"(?<!\w){regex.escape(name)}(?!\w)", text, timeout=SECONDS)


# Metrics


def metrics_shared(
    caption: str, named: Sequence[tuple[int, int, str]], metrics: Sequence[str], lookup: Lookup
) -> tuple[dict[str, str], str]:
    """Metric by data set, and the metric of the others: said so, or the only one that is nobody's."""
    shared, rest = metrics_before(caption, metrics, lookup)
    if not shared and not rest:
        shared = metrics_behind(named, spans_of(caption, metrics), caption)
    left = [metric for metric in metrics if metric not in shared.values()]
    if shared and not rest and len(left) == 1:
        rest = left[0]
    return shared, rest


def metrics_before(caption: str, metrics: Sequence[str], lookup: Lookup) -> tuple[dict[str, str], str]:
    """ "F1 is listed for QQP and MRPC, accuracy for the others"."""
    any_metric = "|".join(regex.escape(metric) for metric in sorted(metrics, key=len, reverse=True))
    pattern = (
        rf"(?<!\w)({any_metric})(?:\s\(%\))?(?:\s\w+){{0,4}}?\s(?:for|on|in)\s(.*?)"
        rf"(?=(?<!\w)(?:{any_metric})(?!\w)|[.;]\s|$)"
    )
    shared: dict[str, str] = {}
    rest = ""
    for share in regex.finditer(pattern, caption, timeout=SECONDS):
        shared |= dict.fromkeys(names_in(share[2], lookup).benchmarks, share[1])
        rest = share[1] if words.OTHERS_ANYWHERE.search(share[2]) else rest
    return shared, rest


def metrics_behind(
    named: Sequence[tuple[int, int, str]], metrics: Sequence[tuple[int, int, str]], caption: str
) -> dict[str, str]:
    """ "MMLU and GSM8K accuracy, HumanEval pass@1"."""
    shared: dict[str, str] = {}
    before = 0
    for start, end, metric in metrics:
        these = [place for place in named if before <= place[0] < start]
        if these and BEFORE_METRIC.fullmatch(caption[these[-1][1] : start]):
            shared |= {name: metric for _, _, name in these}
        before = end
    return shared


# Conditions


def conditions_shared(
    caption: str, named: Sequence[tuple[int, int, str]]
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """The conditions of single data sets, and those of all cells: one that the caption's first sentence, or one about
    "all", states without saying whose, and no other beside it."""
    owned: dict[str, dict[str, str]] = {}
    general: dict[str, set[str]] = {}
    end_of_first = sentence_end(caption, 0)
    for key, value, at in conditions(caption):
        owners = owners_of(caption, at, named)
        for name in owners:
            owned.setdefault(name, {})[key] = value
        of_system = OF_SYSTEM.match(caption, sentence_start(caption, at), at) is not None
        of_all = speaks_of_all(caption, at) or (at < end_of_first and key in SAID_OF_ALL)
        if of_all and not owners and not of_system:
            general.setdefault(key, set()).add(value)
    taken = {key for protocol in owned.values() for key in protocol}
    return owned, {key: values.pop() for key, values in general.items() if len(values) == 1 and key not in taken}


def owners_of(caption: str, at: int, named: Sequence[tuple[int, int, str]]) -> list[str]:
    """The data sets of a condition: the one whose bracket it stands in, or those it is said to be "for" or "on"."""
    for _, end, name in named:
        bracket = BRACKET.match(caption, end)
        if bracket is not None and bracket.start(1) <= at < bracket.end(1):
            return [name]
    clause = CLAUSE_END.search(caption, at)
    stop = clause.start() if clause is not None else len(caption)
    aim = regex.compile(r"\s(?:for|on)\s").search(caption, at, stop)
    return [name for start, _, name in named if aim is not None and aim.end() <= start < stop]


def conditions_of_systems(caption: str) -> dict[str, dict[str, str]]:
    """The conditions of a sentence that opens with whose they are."""
    owned: dict[str, dict[str, str]] = {}
    for key, value, at in conditions(caption):
        owner = OF_SYSTEM.match(caption, sentence_start(caption, at), at)
        if owner is not None and key in SAID_OF_ALL:
            owned.setdefault(owner["name"].rstrip(","), {})[key] = value
    return owned


def sentence_start(caption: str, at: int) -> int:
    return max((match.end() for match in SENTENCE_END.finditer(caption, 0, at)), default=0)


def sentence_end(caption: str, at: int) -> int:
    match = SENTENCE_END.search(caption, at)
    return match.start() if match is not None else len(caption)


def speaks_of_all(caption: str, at: int) -> bool:
    return regex.search(r"\b[Aa]ll\b", caption[sentence_start(caption, at) : sentence_end(caption, at)]) is not None
