"""What a table is about and what each of its lines says: a grid labelled with roles, before any number is believed.

The steps: which columns hold names and which numbers → which rows are headings, group names, values → what each heading
and name says (catalogue names, split, protocol, unit) → which axis holds the models → whether the table reports results
at all, or hyper-parameters, or statistics of data. Nothing here makes a claim; `extractors.tables.cells` does.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

import regex

from extractors.linking.label import Label, read_label
from extractors.linking.lookup import Lookup
from extractors.linking.settings import split_in
from extractors.tables import words
from extractors.tables.around import around_line
from extractors.tables.kind import Said, TableKind, kind_of
from extractors.tables.lines import Axis, Line, Role, column_line, group_line, is_no_score, row_line
from extractors.tables.number import read_number
from extractors.tables.sections import Section, sections, value_columns
from extractors.tables.together import (
    are_parts,
    numbers_of,
    part_of,
    with_end_of_name,
    with_told,
    with_unknowns,
    with_wholes,
    without_counts,
    without_heading,
)
from registry.model import Table

__all__ = ["Layout", "TableKind", "layouts"]


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
    columns = {column: with_end_of_name(line, around, lookup) for column, line in columns.items()}
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
    ("subset", words.SUBSET_AXIS),
)


def role_of_names(levels: Sequence[str], names: Sequence[str], lookup: Lookup) -> Role | None:
    """By its heading, else by what most of the names are; None for names of something."""
    heading = levels[-1].strip() if levels else ""
    distinct = set(names)
    for role, pattern in AXES:
        if pattern.fullmatch(heading):
            return "model" if role == "subset" and are_systems(distinct) else role
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


def are_systems(names: Set[str]) -> bool:
    """Whether names cite papers or say "ours": parts of data are nobody's, also where "Category" names the columns."""
    whose = sum(bool(words.CITED.search(name) or words.OWN.search(name)) for name in names)
    return whose > 1 and 2 * whose >= len(names)


def with_a_model(roles: Mapping[int, Role | None], headed: Mapping[int, Sequence[str]]) -> dict[int, Role | None]:
    """At most one column of names is the model's; whatever else nobody knows is a setting.

    Where no heading says "model", that is the first column that nobody knows; else, unless rows are named by data sets
    or metrics, the first setting ("Features"), or the paper a row is from.
    """
    models = [column for column, role in roles.items() if role == "model"]
    unknown = [column for column, role in roles.items() if role is None]
    others = [role for role in roles.values() if role in ("benchmark", "metric", "split", "language", "subset")]
    if not models and not others:
        named = {column: " ".join(headed[column]) for column in roles}
        settings = [column for column, role in roles.items() if role == "setting" and not is_no_score(named[column])]
        papers = [column for column, role in roles.items() if role == "source" and words.PAPER.fullmatch(named[column])]
        models = [*unknown, *settings, *papers]
    given: dict[int, Role | None] = {
        column: "setting" if role in (None, "model") or (role == "subset" and models) else role
        for column, role in roles.items()
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
