"""What a table is: results, an ablation, hyper-parameters, statistics of data, or something else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.tables import words
from extractors.tables.caption import sentence_end
from extractors.tables.lines import Line

__all__ = ["Said", "TableKind", "kind_of"]

TableKind = Literal["results", "ablation", "parameters", "statistics", "other"]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a table, each "" where nothing is: its caption, the heading it stands under, and the sentences
    that refer to it."""

    caption: str
    heading: str
    told: str = ""

    @property
    def all(self) -> str:
        return f"{self.caption} {self.heading}"


def kind_of(
    said: Said,
    columns: Sequence[Line],
    rows: Sequence[Line],
    around: Line,
    headed: Mapping[int, Sequence[str]],
    told: Mapping[int, Mapping[int, str]],
    names: Sequence[int],
) -> TableKind:
    metric_known = any(line.metrics for line in (*columns, *rows)) or bool(around.metrics)
    if names_parameters(headed, told, names) or (words.PARAMETERS_ANYWHERE.search(said.all) and not metric_known):
        return "parameters"
    if words.STATISTICS_ANYWHERE.search(said.all) and not metric_known:
        return "statistics"
    if not any(line.reports for line in columns):
        return "statistics"
    known = metric_known or around.benchmarks or any(line.benchmarks for line in (*columns, *rows))
    if not known and not words.RESULTS_ANYWHERE.search(said.all):
        return "other"
    return "ablation" if ablates(said, rows) else "results"


def ablates(said: Said, rows: Sequence[Line]) -> bool:
    """By what its caption says first, and in no brackets ("ablations are in Table 5"); by the rest of it, or by its
    heading, only where nothing is compared with others, since tables float into later sections."""
    caption = words.BRACKETED.sub(" ", said.caption)
    opening = caption[: sentence_end(caption, 0)]
    ablated, compared = words.ABLATION_ANYWHERE.search(opening), words.RIVALS_ANYWHERE.search(opening)
    if ablated or compared:  # what is said first: "comparison with the state of the art, and ablations"
        return ablated is not None and (compared is None or ablated.start() < compared.start())
    rivals = words.RIVALS_ANYWHERE.search(caption) or any(row.cited or cites(row.model) for row in rows)
    return not rivals and words.ABLATION_ANYWHERE.search(f"{caption} {said.heading}") is not None


def cites(name: str) -> bool:
    return words.CITED.search(name) is not None


def names_parameters(
    headed: Mapping[int, Sequence[str]], told: Mapping[int, Mapping[int, str]], names: Sequence[int]
) -> bool:
    """Whether the rows are named by hyper-parameters: by their heading, or most of them one by one."""
    if any(words.PARAMETERS_ANYWHERE.search(level) for column in names for level in headed[column]):
        return True
    if any(level.lower().startswith("parameter") for column in names[:1] for level in headed[column]):
        return True
    first = [row[names[0]] for row in told.values() if names and row[names[0]]]
    return bool(first) and 2 * sum(bool(words.PARAMETER.fullmatch(name)) for name in first) > len(first)
