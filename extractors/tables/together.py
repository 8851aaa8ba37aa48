"""What the columns of a table say once they are seen together: parts and wholes, unknown names, counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.linking.label import names_in
from extractors.linking.lookup import Lookup
from extractors.tables import words
from extractors.tables.around import measured_on
from extractors.tables.lines import Axis, Line, language, metrics_listed
from extractors.tables.number import read_number
from extractors.tables.sections import Section
from registry.catalog import fold

__all__ = [
    "are_parts", "numbers_of", "part_of", "with_end_of_name", "with_told", "with_unknowns", "with_wholes",
    "without_counts", "without_heading",
]  # fmt: skip


def with_told(around: Line, columns: Sequence[Line], others: Sequence[Line], told: str, lookup: Lookup) -> Line:
    """With the one data set that sentences on the table name ("Table 2 compares them on MRPC"), where it tells its
    metrics and no data set, nor a name that could be one."""
    lines = [line for line in (*columns, *others) if line.reports]
    if not told or around.benchmarks or any(line.benchmarks or line.unknown for line in lines):
        return around
    if not any(line.metrics for line in columns):
        return around
    names = measured_on(told, names_in(told, lookup).benchmarks)
    return replace(around, benchmarks=names) if len(names) == 1 and words.said_on(names[0], told) else around


def are_parts(columns: Mapping[int, Line], others: Sequence[Line], around: Line, models_on: Axis) -> bool:
    """Whether headings that nobody knows are parts of the one data set in the caption ("Walking", "Eating" of a pose
    benchmark), measured as the caption says: nothing in the table names another, and there is a mean of all."""
    told = [line for line in (*columns.values(), *others) if line.benchmarks or line.metrics]
    averaged = any(line.average for line in columns.values())
    settled = len(around.benchmarks) == 1 and len(around.metrics) == 1
    return models_on == "rows" and settled and averaged and not told


def part_of(line: Line) -> Line:
    """The line of a part, named by its setting."""
    if not line.unknown:
        return line
    return replace(line, unknown="", protocol={**line.protocol, "setting": line.unknown.lower()})


def with_wholes(columns: Mapping[int, Line], headed: Mapping[int, Sequence[str]], parts: bool) -> dict[int, Line]:
    """ "Overall" is a mean beside columns of several data sets, else the whole of the one that the table is about; so
    is any mean over its parts. Beside a median, a mean is that of a measure and of no columns."""
    several = any(line.benchmarks for line in columns.values())
    if not several and any(levels and words.MEDIAN.fullmatch(levels[-1]) for levels in headed.values()):
        return {
            column: replace(line, average=False, unknown=line.unknown or headed[column][-1]) if line.average else line
            for column, line in columns.items()
        }
    return {
        column: replace(line, average=several)
        if line.average and (parts or words.WHOLE.fullmatch(headed[column][-1]))
        else line
        for column, line in columns.items()
    }


def with_end_of_name(line: Line, around: Line, lookup: Lookup) -> Line:
    """The one of the caption's data sets whose name ends in the heading: WMT14 En-Fr for "En-Fr", be the pair named in
    the caption or only in the heading."""
    pair = words.LANGUAGE_PAIR.fullmatch(line.unknown)
    if pair and len(around.benchmarks) == 1:
        name = f"{around.benchmarks[0]} {language(pair[1])}-{language(pair[2])}"
        return replace(line, benchmarks=(name,), unknown="") if lookup.benchmark(name) else line
    heading = fold(line.unknown)
    ends = [name for name in around.benchmarks if heading and fold(name).endswith(heading)]
    return replace(line, benchmarks=(ends[0],), unknown="") if len(ends) == 1 else line


def with_unknowns(
    columns: Mapping[int, Line], others: Sequence[Line], headed: Mapping[int, Sequence[str]]
) -> Mapping[int, Line]:
    """Say of each unknown name in a heading what it fails to be: a data set, or a metric where no heading names a data
    set and rows, groups or caption do."""
    of_benchmarks = any(line.benchmarks for line in columns.values())
    if of_benchmarks or not any(line.benchmarks for line in others):
        return columns
    return {
        column: replace(line, unknown="", metrics=measures_of(line, headed[column])) if line.unknown else line
        for column, line in columns.items()
    }


def measures_of(line: Line, headings: Sequence[str]) -> tuple[str, ...]:
    """The headings as one metric's name, or as those of several that are listed in one of them."""
    listed = metrics_listed(headings[-1])
    return tuple(f"{line.unknown} {name}" for name in listed) if listed else (" ".join(headings),)


def without_heading(columns: Mapping[int, Line], headed: Mapping[int, Sequence[str]]) -> Mapping[int, Line]:
    """Mark the columns without a heading beside others that have one: what they measure was not read, and the caption
    does not say it."""
    if not any(headed[column] for column in columns):
        return columns
    return {column: line if headed[column] else replace(line, unnamed=True) for column, line in columns.items()}


def numbers_of(grid: Sequence[Sequence[str]], section: Section, column: int) -> list[str]:
    found = (read_number(grid[number][column]) for number, _ in section.rows if column < len(grid[number]))
    return [number.printed for number in found if number is not None]


def without_counts(line: Line, printed: Sequence[str], unmeasured: bool) -> Line:
    """Whole numbers of four digits under no metric are counts or years and no scores. Under a split alone, where it is
    not the split of what the caption measures, nothing is ("Train" may be a size or a time)."""
    names_nothing = not (line.benchmarks or line.unknown or line.model or line.average or line.protocol)
    if line.metrics or (names_nothing and unmeasured and line.split):
        return replace(line, reports=line.reports and bool(line.metrics))
    if not printed or any("." in number for number in printed):
        return line
    over = any(len(number.replace(",", "").lstrip("-−–+")) > 3 or "," in number for number in printed)
    return replace(line, reports=False) if over or (names_nothing and unmeasured) else line
