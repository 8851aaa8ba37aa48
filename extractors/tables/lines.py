"""What the lines of a table say of its cells: one reading each for headings, names of rows, groups and captions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

import regex

from extractors.linking.label import Label, read_label
from extractors.linking.lookup import Lookup
from extractors.linking.settings import split_in
from extractors.tables import words
from extractors.tables.caption import NO_SHARES, Mean, Shares
from extractors.tables.number import read_number

__all__ = [
    "Axis",
    "Line",
    "Role",
    "column_line",
    "group_line",
    "is_no_score",
    "metrics_listed",
    "row_line",
]

WHETHER = {"extra-data": "yes", "models": "ensemble"}  # conditions whose columns say yes or no
Axis = Literal["rows", "columns", "neither"]
Role = Literal["model", "benchmark", "metric", "split", "language", "setting", "subset", "source"]


@dataclass(frozen=True, slots=True)
class Line:
    """What a row, a column, a group of rows or the text around a table says of its cells.

    `model` and `unknown` are words as printed; `unknown` stands where a benchmark or metric should and is none that the
    catalogue knows; `unnamed` says that the words speak of a measure ("correlation", "human ratings") which a
    benchmark's usual metric cannot stand in for; `shares` which metric and setting is whose; `mean` over
    what the numbers are means; `own` that a name other than the model's says whose it is ("ViT-B | Ours"). A line that
    `reports` nothing holds sizes, parameters, differences or years.
    """

    benchmarks: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    split: str = ""
    protocol: Mapping[str, str] = field(default_factory=dict)
    percent: bool = False
    model: str = ""
    variant: str = ""
    unknown: str = ""
    average: bool = False
    unnamed: bool = False
    shares: Shares = NO_SHARES
    mean: Mean | None = None
    cited: bool = False
    own: bool = False
    reports: bool = True


def column_line(levels: Sequence[str], labels: Sequence[Label], models_on: Axis, lookup: Lookup) -> Line:
    """What the headings of a column say together, the innermost deciding."""
    inner = list(reversed(labels))
    metrics = next((label.metrics for label in inner if label.metrics), ())
    benchmarks = tuple(dict.fromkeys(name for label in inner for name in label.benchmarks))
    listed = metrics_listed(levels[-1]) if levels else ()
    metrics = listed or metrics
    split = next((label.split for label in inner if label.split), "")
    protocol = {key: value for label in labels for key, value in label.protocol.items()}
    mean = next((Mean(label.over) for label in inner if label.over), None)
    line = Line(benchmarks, metrics, split, protocol, any(label.percent for label in labels), mean=mean)
    rest = " ".join(label.rest for label in (labels[:-1] if listed else labels) if label.rest)
    if (pair := words.LANGUAGE_PAIR.fullmatch(rest)) and len(line.benchmarks) == 1:
        return replace(line, benchmarks=(f"{line.benchmarks[0]} {language(pair[1])}-{language(pair[2])}",))
    if rest and len(levels) > 1 and (whole := name_over_levels(levels, lookup)):
        line, rest = with_whole(line, whole), ""
    if rest and models_on == "rows" and sets_a_number(levels):
        return column_of_number(levels, labels, lookup)
    named = bool(inner) and (is_named(inner[0], lookup) or any(ranks(name, lookup) for name in metrics))
    if any(map(words.COMPLEXITY.fullmatch, levels)) or (not named and any(is_no_score(level) for level in levels)):
        return replace(line, reports=False)
    if not named and any(words.AVERAGE.fullmatch(level) for level in levels):
        return averaged(line, levels, labels)
    if models_on == "columns":
        return replace(line, model=model_in(levels, labels))
    if levels and words.WITHIN_ANGLE.fullmatch(levels[-1]):
        return replace(line, metrics=(levels[-1],))
    if rest and line.benchmarks and any(label.metrics and is_qualified(label) for label in labels):
        return replace(line, metrics=(levels[-1],))
    return with_rest(line, rest)


def sets_a_number(levels: Sequence[str]) -> bool:
    """ "20%" under "Noise rate", or "×2": a bare number may as well be a threshold of the metric."""
    if not any(map(words.NUMBERED_LEVEL.fullmatch, levels)):
        return False
    return any(words.NUMBERED_AXIS.fullmatch(level) or "×" in level for level in levels)


def column_of_number(levels: Sequence[str], labels: Sequence[Label], lookup: Lookup) -> Line:
    """A column whose heading sets something to a number: what the other headings say, under that setting."""
    numbered = [bool(words.NUMBERED_LEVEL.fullmatch(level)) for level in levels]
    names = [bool(words.NUMBERED_AXIS.fullmatch(level)) for level in levels]
    others = [at for at, one in enumerate(numbered) if not one and not names[at]]
    line = column_line([levels[at] for at in others], [labels[at] for at in others], "rows", lookup)
    told = " ".join(levels[at] for at in range(len(levels)) if at not in others)
    scale = {key: value for label in labels for key, value in label.protocol.items() if key == "scale"}
    return replace(line, protocol={**line.protocol, **(scale or {"setting": told.lower()})})


def metrics_listed(heading: str) -> tuple[str, ...]:
    """ "F1@10, 25, 50" → F1@10, F1@25, F1@50."""
    match = words.LISTED_AT.fullmatch(heading.strip())
    if match is None:
        return ()
    return tuple(f"{match['measure']}@{at.strip()}" for at in regex.split(r"[,/|]", match["at"]))


def averaged(line: Line, levels: Sequence[str], labels: Sequence[Label]) -> Line:
    """ "Avg." alone is a mean over columns; "total" and "mean" below a name are of what it names."""
    outer = " ".join(levels[:-1])
    if not words.WHOLE_BELOW.fullmatch(levels[-1]) or not outer or words.AVERAGE.fullmatch(outer):
        return replace(line, average=True, benchmarks=())
    unread = " ".join(label.rest for label in labels[:-1] if label.rest)
    return replace(line, unknown="" if line.benchmarks or line.metrics else unread)


def language(code: str) -> str:
    return words.LANGUAGES.get(code.lower(), code)


def name_over_levels(levels: Sequence[str], lookup: Lookup) -> Label | None:
    """A name that is printed over two rows of headings: "Hits" above "@10", "WMT16" above "RO-EN"."""
    for start in range(len(levels) - 1):
        whole = read_label(" ".join(levels[start:]), lookup)
        if not whole.rest and len(whole.benchmarks) + len(whole.metrics) == 1:
            return whole
    return None


def with_whole(line: Line, whole: Label) -> Line:
    return replace(line, benchmarks=whole.benchmarks or line.benchmarks, metrics=whole.metrics or line.metrics)


def is_qualified(label: Label) -> bool:
    """Whether words that nobody knows stand by the label's names: "Joint Acc." is not accuracy, "Easy Acc." is."""
    return bool(label.rest) and not words.SUBSET.fullmatch(label.rest) and not words.WHOLE.fullmatch(label.rest)


def model_in(levels: Sequence[str], labels: Sequence[Label]) -> str:
    """The heading that names a model: "LR" of "LR F1", the innermost with words that nobody knows, and no count of
    what it is made of ("340k")."""
    for level, label in zip(reversed(levels), reversed(labels), strict=True):
        if words.COUNTED.fullmatch(level) is None and sum(char.isalnum() for char in label.rest) > 1:
            return label.rest if label.metrics or label.benchmarks or label.split else level
    return ""


def with_rest(line: Line, rest: str) -> Line:
    """Words nobody knows are a setting where benchmark and metric are settled, else a name looked up in vain."""
    if not rest or words.WHOLE.fullmatch(rest):
        return line
    settled = bool(line.benchmarks and line.metrics)
    if settled or words.SUBSET.fullmatch(rest.strip()) or words.WITH_OR_WITHOUT.fullmatch(rest.strip()):
        return replace(line, protocol={**line.protocol, "setting": rest.strip().lower()})
    return replace(line, unknown=rest.strip())


def is_named(label: Label, lookup: Lookup) -> bool:
    """Whether a label is a catalogue name and nothing else; a metric that ranks nothing (a size) is none."""
    if label.rest:
        return False
    return bool(label.benchmarks) or any(ranks(name, lookup) for name in label.metrics)


def ranks(name: str, lookup: Lookup) -> bool:
    metric = lookup.metric(name)
    return metric is not None and metric.direction is not None


def is_no_score(heading: str) -> bool:
    text = heading.strip()
    if words.WHOLE.fullmatch(text):  # whole numbers below it are counts all the same (`layout.without_counts`)
        return False
    patterns = (words.SIZE, words.PARAMETER, words.DELTA, words.SOURCE_AXIS)
    return any(pattern.fullmatch(text) for pattern in patterns)


def row_line(
    names: Mapping[int, str],
    roles: Mapping[int, Role | None],
    models_on: Axis,
    lookup: Lookup,
    conditions: Mapping[int, str] = MappingProxyType({}),
) -> Line:
    """`conditions` are the columns of settings under which one system is measured, each with the name of its key."""
    line = Line()
    for column, name in names.items():
        role = roles[column]
        if not name:
            continue
        if words.COUNT.match(name):
            return replace(line, reports=False)
        if role == "model" and models_on != "neither" and read_number(name):
            line = replace(line, variant=name)
        elif role == "model" and models_on == "rows":
            line = replace(line, model=name, protocol={**line.protocol, **read_label(name, lookup).protocol})
        elif role == "model" or role in ("benchmark", "metric"):
            line = with_name(line, name, role, lookup)
        elif role == "split":
            line = replace(line, split=split_in(name) or line.split)
        elif role == "subset":
            line = replace(line, protocol={**line.protocol, "setting": name.lower()})
        elif role == "language":
            line = replace(line, protocol={**line.protocol, "language": name.lower()})
        elif role == "setting":
            line = with_setting(line, name, lookup, conditions.get(column, ""))
            line = replace(line, own=line.own or bool(words.OWN.search(name)))
        elif role == "source":
            line = replace(line, cited=line.cited or bool(words.CITED.search(name)))
    return line


def with_name(line: Line, name: str, role: Role | None, lookup: Lookup) -> Line:
    """A row named by a data set or a metric."""
    label = read_label(name, lookup)
    if words.COMPLEXITY.fullmatch(name) or (is_no_score(name) and not is_named(label, lookup)):
        return replace(line, reports=False)
    if words.AVERAGE.fullmatch(name) and not is_named(label, lookup):
        return replace(line, average=True)
    merged = replace(
        line,
        benchmarks=line.benchmarks + label.benchmarks,
        metrics=line.metrics + label.metrics,
        split=label.split or line.split,
        protocol={**line.protocol, **label.protocol},
        percent=line.percent or label.percent,
        mean=Mean(label.over) if label.over else line.mean,
    )
    if label.rest and not (label.benchmarks and label.metrics):
        known = label.benchmarks if role == "benchmark" else label.metrics
        if known and words.SUBSET.fullmatch(label.rest):
            return merged
        if role == "metric" and not known:
            return replace(merged, metrics=(*merged.metrics, name))
        if role == "benchmark" and not known and not label.metrics:
            return replace(merged, benchmarks=(*merged.benchmarks, name))
        return replace(merged, unknown=name)
    return merged


def with_setting(line: Line, name: str, lookup: Lookup, condition: str) -> Line:
    label = read_label(name, lookup)
    if label.protocol or label.split:
        return replace(line, split=label.split or line.split, protocol={**line.protocol, **label.protocol})
    if condition == "scale" and (number := read_number(name.strip("×xX "))) is not None:
        return replace(line, protocol={**line.protocol, "scale": number.printed})
    if condition in WHETHER:
        said = WHETHER[condition] if words.YES.fullmatch(name) else "" if words.NO.fullmatch(name) else name.lower()
        return replace(line, protocol={**line.protocol, condition: said}) if said else line
    if condition:
        return replace(line, protocol={**line.protocol, condition: name.lower()})
    return replace(line, variant=f"{line.variant}, {name}" if line.variant else name)


def group_line(group: str, lookup: Lookup) -> Line:
    """What the name of a group of rows says; words nobody knows ("Large models") tell rows of one name apart."""
    if not group:
        return Line()
    label = read_label(group, lookup)
    named = not label.rest
    return Line(
        benchmarks=label.benchmarks if named else (),
        metrics=label.metrics if named else (),
        split=label.split,
        protocol=label.protocol,
        percent=label.percent,
        model=group if words.OWN.search(group) else "",
        variant="" if named else group,
    )
