"""What a table is about and what each of its lines says: a grid labelled with roles, before any number is believed.

The steps: which columns hold names and which numbers → which rows are headings, group names, values → what each heading
and name says (catalogue names, split, protocol, unit) → which axis holds the models → whether the table reports results
at all, or hyper-parameters, or statistics of data. Nothing here makes a claim; `extractors.tables.cells` does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from extractors.linking.label import Label, names_in, read_label
from extractors.linking.lookup import Lookup
from extractors.linking.settings import split_in
from extractors.tables import words
from extractors.tables.kind import Said, TableKind, kind_of
from extractors.tables.lines import (
    Axis,
    Line,
    Role,
    around_line,
    column_line,
    group_line,
    is_no_score,
    measured_on,
    row_line,
)
from extractors.tables.number import is_missing, read_number, read_numbers
from registry.catalog import fold
from registry.model import Table

__all__ = ["Layout", "TableKind", "layouts"]

MOST_HEADERS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """One section of a table. `columns` and `rows` hold a Line by the column's and row's number, for those with values;
    `groups` by the row's number what the group name above it says; `beside` is its caption and heading as printed."""

    kind: TableKind
    models_on: Axis
    columns: Mapping[int, Line]
    rows: Mapping[int, Line]
    groups: Mapping[int, Line]
    around: Line
    beside: str


@dataclass(frozen=True, slots=True)
class Section:
    """Headings, and the rows they head: (number of the row, its group's name)."""

    headings: tuple[int, ...]
    rows: tuple[tuple[int, str], ...]


def layouts(table: Table, headings: Sequence[str], lookup: Lookup) -> list[Layout]:
    """A layout for each section of the table, one for nearly all; none for a table without numbers. `headings` are
    those it stands under, innermost first."""
    grid = [[cell.text.strip() for cell in row] for row in table.rows]
    values = value_columns(grid, table.header_rows)
    if not values or len(grid) < 2:
        return []
    around = around_line(table, headings, lookup)
    said = Said(table.caption, table.heading, table.told)
    return [
        section_layout(grid, section, values, around, said, lookup)
        for section in sections(grid, table.header_rows, values)
    ]


# Which cells are what


def value_columns(grid: Sequence[Sequence[str]], header_rows: int) -> list[int]:
    """The columns with at least as many numbers as words. The first names the rows unless others are words too."""
    numbers: Counter[int] = Counter()
    texts: Counter[int] = Counter()
    for row in grid[max(header_rows, 1) :]:
        for column, text in enumerate(row):
            if read_number(text) is not None or read_numbers(text):
                numbers[column] += 1
            elif not is_missing(text):
                texts[column] += 1
    values = [column for column, count in sorted(numbers.items()) if count >= texts[column]]
    values = [column for column in values if not is_numbered(grid, max(header_rows, 1), column)]
    width = max(map(len, grid), default=0)
    if len(values) == width and width > 1:
        return values[1:]
    return values if len(values) < width else []


def is_numbered(grid: Sequence[Sequence[str]], header_rows: int, column: int) -> bool:
    """Whether a column of numbers names the rows' settings: "Scale" over 2, 3, 4."""
    told = [row[column] for row in grid if column < len(row)]
    heading = next((text for text in reversed(told[:header_rows]) if text), "")
    return words.NUMBERED_AXIS.fullmatch(heading) is not None and not any("." in text for text in told[header_rows:])


def sections(grid: Sequence[Sequence[str]], header_rows: int, values: Sequence[int]) -> Iterator[Section]:
    """Cut the table where a row in its midst heads the columns anew."""
    headings = list(range(min(max(header_rows, 1), len(grid) - 1, first_of_values(grid, values, header_rows))))
    rows: list[tuple[int, str]] = []
    group = ""
    for number in range(len(headings), len(grid)):
        role = row_role(grid[number], values)
        if role == "values":
            rows.append((number, group))
        elif role == "group":
            group = next(text for text in grid[number] if text)
        elif role == "heading" and rows:
            yield Section(tuple(headings), tuple(rows))
            headings, rows, group = [number], [], ""
        elif role == "heading" and len(headings) < MOST_HEADERS:
            headings.append(number)
    if rows:
        yield Section(tuple(headings), tuple(rows))


def first_of_values(grid: Sequence[Sequence[str]], values: Sequence[int], header_rows: int) -> int:
    """The first row below the top that holds results, however many rows the source calls headings; none of them is a
    row that the corner of the headings spans."""
    for number, row in enumerate(grid[1:], start=1):
        if number < header_rows and grid[0][:1] == row[:1] != [""] and row:
            continue
        told = [row[column] for column in values if column < len(row) and not is_missing(row[column])]
        if sum("." in text and read_number(text) is not None for text in told) * 2 > len(told):
            return number
    return len(grid)


def row_role(row: Sequence[str], values: Sequence[int]) -> Literal["values", "group", "heading", "nothing"]:
    told = [text for text in row if not is_missing(text)]
    if any(
        read_number(text) is not None or read_numbers(text)
        for text in (row[column] for column in values if column < len(row))
    ):
        return "values"
    if len(set(told)) == 1 and len(told) + row.count("") == len(row):
        return "group"
    if any(column < len(row) and is_heading(row[column]) for column in values):
        return "heading"
    return "nothing"


def is_heading(text: str) -> bool:
    """Words, and no number that could not be read ("0.35 (!) / –")."""
    return not is_missing(text) and not regex.search(r"[0-9][.,][0-9]", text)


# What the lines say


def section_layout(
    grid: Sequence[Sequence[str]], section: Section, values: Sequence[int], around: Line, said: Said, lookup: Lookup
) -> Layout:
    names = [column for column in range(max(map(len, grid))) if column not in values]
    headed = {column: heading_levels(grid, section.headings, column, values) for column in (*names, *values)}
    told = filled_down(grid, section, names)
    roles = {column: role_of_names(headed[column], column_of(told, column), lookup) for column in names}
    roles = with_a_model(roles, headed)
    headed |= written_out({column: headed[column] for column in values}, said.all)
    told = metrics_written_out(told, roles, said.all)
    labels = {column: [read_label(level, lookup) for level in headed[column]] for column in values}
    models_on = axis_of_models(roles, told, labels, headed)
    columns = {column: column_line(headed[column], labels[column], models_on, lookup) for column in values}
    measured = any(line.metrics for line in columns.values())
    columns = {
        column: without_counts(line, numbers_of(grid, section, column), measured or not around.metrics)
        for column, line in columns.items()
    }
    conditions = conditions_in(roles, headed)
    rows = {number: row_line(told[number], roles, models_on, lookup, conditions) for number, _ in section.rows}
    groups = {number: group_line(group, lookup) for number, group in section.rows}
    around = with_told(around, [*columns.values()], [*rows.values(), *groups.values()], said.told, lookup)
    kind = kind_of(said, [*columns.values()], [*rows.values()], around, headed, told, names)
    parts = are_parts(columns, [*rows.values(), *groups.values()], around, models_on)
    columns = with_wholes(columns, headed, parts)
    columns = {column: part_of(line) for column, line in columns.items()} if parts else columns
    columns = {column: with_end_of_name(line, around) for column, line in columns.items()}
    told_apart = with_unknowns(columns, [*rows.values(), *groups.values(), around], headed)
    told_apart = without_heading(told_apart, headed)
    return Layout(kind, models_on, told_apart, rows, groups, around, said.all.strip())


def heading_levels(
    grid: Sequence[Sequence[str]], headings: Iterable[int], column: int, values: Sequence[int]
) -> list[str]:
    """A column's headings from the outermost in; an empty one over a value column is spanned by the one to its left."""
    levels: list[str] = []
    rows = list(headings)
    for depth, number in enumerate(rows):
        row = grid[number]
        text = row[column] if column < len(row) else ""
        at = column
        while not text and depth < len(rows) - 1 and at > 0 and at in values:
            at -= 1
            text = row[at] if at in values and at < len(row) else ""
        if text and (not levels or levels[-1] != text):
            levels.append(text)
    return levels


def written_out(headed: Mapping[int, Sequence[str]], said: str) -> dict[int, list[str]]:
    """Short names as the company they keep says that they are meant: "R-2" is ROUGE-2 in a table about ROUGE and R²
    elsewhere, "MR" a mean rank beside "MRR" and a data set elsewhere."""
    short = [each for each in words.SHORT_FORMS if told_by_company(each, headed, said)]
    return {column: [long_form(level, short) for level in levels] for column, levels in headed.items()}


def metrics_written_out(
    told: Mapping[int, Mapping[int, str]], roles: Mapping[int, Role | None], said: str
) -> dict[int, dict[int, str]]:
    """The same for the rows that a column of metrics names."""
    columns = [column for column, role in roles.items() if role == "metric"]
    full = written_out({row: [names[column] for column in columns] for row, names in told.items()}, said)
    return {row: {**names, **dict(zip(columns, full[row], strict=True))} for row, names in told.items()}


def told_by_company(each: words.ShortForm, headed: Mapping[int, Sequence[str]], said: str) -> bool:
    levels = {level for levels in headed.values() for level in levels}
    if each.company.search(said):
        return True
    return any(each.company.search(level) for level in levels) or sum(bool(each.short.fullmatch(x)) for x in levels) > 1


def long_form(level: str, short: Sequence[words.ShortForm]) -> str:
    return next((each.short.sub(each.long, level) for each in short if each.short.fullmatch(level)), level)


def filled_down(grid: Sequence[Sequence[str]], section: Section, names: Sequence[int]) -> dict[int, dict[int, str]]:
    """The names of each row; an empty one beside a filled one is spanned by the one above."""
    told: dict[int, dict[int, str]] = {}
    above: dict[int, str] = {}
    for number, _ in section.rows:
        row = grid[number]
        own = {column: row[column] if column < len(row) else "" for column in names}
        if any(own.values()):
            own = {column: text or above.get(column, "") for column, text in own.items()}
        told[number] = above = own
    return told


def column_of(told: Mapping[int, Mapping[int, str]], column: int) -> list[str]:
    return [names[column] for names in told.values() if names[column]]


AXES: tuple[tuple[Role, "regex.Pattern[str]"], ...] = (
    ("benchmark", words.BENCHMARK_AXIS),
    ("metric", words.METRIC_AXIS),
    ("split", words.SPLIT_AXIS),
    ("language", words.LANGUAGE_AXIS),
    ("source", words.SOURCE_AXIS),
    ("model", words.MODEL_AXIS),
    ("setting", words.SETTING_AXIS),
)


def role_of_names(levels: Sequence[str], names: Sequence[str], lookup: Lookup) -> Role | None:
    """By its heading, else by what most of the names are; None for names of something."""
    heading = levels[-1].strip() if levels else ""
    for role, pattern in AXES:
        if pattern.fullmatch(heading):
            return role
    distinct = set(names)
    labels = [read_label(name, lookup) for name in distinct]
    half = len(distinct) / 2
    if not distinct:
        return "source"
    if sum(bool(label.benchmarks) and not label.rest for label in labels) >= half:
        return "benchmark"
    if sum(bool(label.metrics) and not label.rest for label in labels) >= half:
        return "metric"
    if all(split_in(name) for name in distinct):
        return "split"
    return None


def with_a_model(roles: Mapping[int, Role | None], headed: Mapping[int, Sequence[str]]) -> dict[int, Role | None]:
    """At most one column of names is the model's; whatever else nobody knows is a setting.

    Where no heading says "model", that is the first column that nobody knows; else, unless rows are named by data sets
    or metrics, the first setting ("Features"), or the paper a row is from.
    """
    models = [column for column, role in roles.items() if role == "model"]
    unknown = [column for column, role in roles.items() if role is None]
    others = [role for role in roles.values() if role in ("benchmark", "metric", "split", "language")]
    if not models and not others:
        named = {column: " ".join(headed[column]) for column in roles}
        settings = [column for column, role in roles.items() if role == "setting" and not is_no_score(named[column])]
        papers = [column for column, role in roles.items() if role == "source" and words.PAPER.fullmatch(named[column])]
        models = [*unknown, *settings, *papers]
    given: dict[int, Role | None] = {
        column: "setting" if role in (None, "model") else role for column, role in roles.items()
    }
    return given | dict.fromkeys(models[:1], "model")


def conditions_in(roles: Mapping[int, Role | None], headed: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """The columns of settings that tell how one system was asked or run, and not what it is made of; each with the key
    of its protocol."""
    found: dict[int, str] = {}
    for column, role in roles.items():
        heading = headed[column][-1].strip() if role == "setting" and headed[column] else ""
        key = next((key for key, pattern in words.CONDITION_AXES if pattern.fullmatch(heading)), "")
        if heading and key:
            found[column] = key
    return found


def axis_of_models(
    roles: Mapping[int, Role | None],
    told: Mapping[int, Mapping[int, str]],
    labels: Mapping[int, Sequence[Label]],
    headed: Mapping[int, Sequence[str]],
) -> Axis:
    """Rows, where a column of names is said to hold models; columns, where rows name data sets, metrics or splits and
    headings name something else."""
    unread = [column for column, levels in labels.items() if any(label.rest for label in levels)]
    of_models = [column for column, role in roles.items() if role == "model"]
    named_so = any(headed[column] and words.MODEL_AXIS.fullmatch(headed[column][-1]) for column in of_models)
    if named_so:
        return "rows"
    if not of_models:
        return "columns" if unread else "neither"
    numbered = all(read_number(names[of_models[0]]) for names in told.values() if names[of_models[0]])
    if numbered and len(unread) > 1 and len(unread) == len(labels) and not any(map(names_something, labels.values())):
        return "columns"
    own_columns = any(words.OWN.search(" ".join(headed[column])) for column in labels)
    own_rows = any(words.OWN.search(name) for names in told.values() for name in names.values())
    known = any(label.benchmarks or label.metrics for levels in labels.values() for label in levels)
    return "columns" if own_columns and not own_rows and not known else "rows"


def names_something(levels: Sequence[Label]) -> bool:
    return any(label.benchmarks or label.metrics or label.protocol or label.split for label in levels)


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
    is any mean over its parts."""
    several = any(line.benchmarks for line in columns.values())
    return {
        column: replace(line, average=several)
        if line.average and (parts or words.WHOLE.fullmatch(headed[column][-1]))
        else line
        for column, line in columns.items()
    }


def with_end_of_name(line: Line, around: Line) -> Line:
    """The one of the caption's data sets whose name ends in the heading: WMT14 En-Fr for "En-Fr"."""
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
        column: replace(line, unknown="", metrics=(" ".join(headed[column]),)) if line.unknown else line
        for column, line in columns.items()
    }


def without_heading(columns: Mapping[int, Line], headed: Mapping[int, Sequence[str]]) -> Mapping[int, Line]:
    """Mark the columns without a heading beside others that have one: what they measure was not read, and the caption
    does not say it."""
    if not any(headed[column] for column in columns):
        return columns
    return {column: line if headed[column] else replace(line, unnamed=True) for column, line in columns.items()}


# What their numbers say


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
