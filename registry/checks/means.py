"""`mean-of-members`: a row's average that is not the mean of the row, where other rows of the table show that it ought
to be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from registry.catalog import Catalog, fold
from registry.checks.finding import Finding, Row, asked, finding
from registry.checks.grids import cells_of, number
from registry.checks.interval import Interval, mean, printed, shown
from registry.checks.nearby import is_slip

if TYPE_CHECKING:
    import duckdb

__all__ = ["means_of_rows"]

AVERAGING = """regexp_matches(cells, '(?i)"[^"]{0,12}\\b(avg|average|averaged|mean)\\b')"""
TABLES = f"""
    SELECT document_id, table_index, header_rows, cells, claims
    FROM grid
    WHERE {AVERAGING}
    ORDER BY document_id, table_index
"""
# Averages in the text beside the tables of the document that have averages.
COUNTED = f"""
    SELECT
        statement.claim_id, document_id, statement.printed, statement.quote, statement.sentence, statement.over_count,
        statement.model_key, averaging.tables
    FROM statement
    JOIN (
        SELECT
            document_id,
            list({{'header_rows': header_rows, 'cells': cells, 'claims': claims}} ORDER BY table_index) AS tables
        FROM grid
        WHERE {AVERAGING}
        GROUP BY document_id
    ) AS averaging USING (document_id)
    WHERE statement.kind = 'score' AND statement.over_count > 1 AND contains(statement.printed, '.')
    ORDER BY document_id, statement.claim_id
"""
OVER_TASKS = regex.compile(r"(?i)\b(?:tasks|data\s?sets|benchmarks|languages|corpora|domains|test\s+sets)\b")
OVER_RUNS = regex.compile(r"(?i)\b(?:seeds|runs|trials|folds|splits|repetitions)\b")
AVERAGE = regex.compile(
    r"(?ix) \s* \p{P}* (?: macro [\s-] )? (?: avg | average | averaged | mean ) \.? \s* \p{P}* \s*",
)
FEWEST_MEMBERS, FEWEST_FITTING = 2, 2
SHARE_FITTING = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """One row's average and its members, all printed."""

    row: int
    average: str
    members: tuple[str, ...]

    @property
    def mean(self) -> Interval:
        return mean([printed(member) for member in self.members])

    @property
    def fits(self) -> bool:
        return printed(self.average).meets(self.mean)


def means_of_rows(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """Inconsistent where most rows' averages are the means of the same columns and this row's is not."""
    for table in asked(con, TABLES):
        yield from judged(table)
    for said in asked(con, COUNTED):
        if OVER_TASKS.search(said["sentence"]) and not OVER_RUNS.search(said["sentence"]):
            yield from counted(said)


def counted(said: Row) -> Iterator[Finding]:
    """Whether an average that the text says is over N tasks is, in the table that prints it, over as many; and where no
    table prints it, whether that of its system over N tasks is another but for a digit."""
    found: dict[int, str] = {}
    slips: list[tuple[str, str]] = []
    for table in said["tables"]:
        claims = {(each["row_index"], each["column_index"]): each for each in table["claims"]}
        for column, lines, members in believed_means(table):
            for line in lines:
                claim = claims.get((line.row, column))
                if claim is None or not line.fits:
                    continue
                if printed(line.average).meets(printed(said["printed"])):
                    found.setdefault(len(members), claim["claim_id"])
                elif is_its_own(said, claim, len(members)) and is_slip(said["printed"], line.average):
                    slips.append((line.average, claim["claim_id"]))
    if found:
        yield count_told(said, found)
    elif slips:
        average, cell = slips[0]
        told = f"{said['quote']} is said to be over {said['over_count']}, the mean of as many in the table is {average}"
        yield finding(
            "mean-of-members", "inconsistent", told, (said["claim_id"], cell), said["document_id"],
            reason="stated_mean", interval=printed(average),
        )  # fmt: skip


def is_its_own(said: Row, claim: Row, members: int) -> bool:
    """Whether a table's average is of the system that the text speaks of, over as many."""
    of_it = bool(said["model_key"]) and fold(claim["subject"] or "").startswith(said["model_key"])  # "FooNet (ours)"
    return of_it and members == said["over_count"]


def count_told(said: Row, found: Mapping[int, str]) -> Finding:
    agrees = said["over_count"] in found
    count = said["over_count"] if agrees else next(iter(found))
    told = f"{said['quote']} is said to be over {said['over_count']}, it is the mean of {count} in the table"
    return finding(
        "mean-of-members", "consistent" if agrees else "inconsistent", told, (said["claim_id"], found[count]),
        said["document_id"], reason="" if agrees else "count", formula=f"N = {count}",
    )  # fmt: skip


def believed_means(table: Row) -> Iterator[tuple[int, list[Line], list[int]]]:
    """The columns of averages that most rows agree are the mean of the same members."""
    texts = {(cell.row, cell.column): cell.text for cell in cells_of(table["cells"])}
    averages = average_columns(texts, table["header_rows"])
    for column in averages:
        lines, members = best_reading(texts, table["header_rows"], column, averages)
        if sum(line.fits for line in lines) >= max(FEWEST_FITTING, SHARE_FITTING * len(lines)):
            yield column, lines, members


def judged(table: Row) -> Iterator[Finding]:
    claims = {(each["row_index"], each["column_index"]): each["claim_id"] for each in table["claims"]}
    for column, lines, members in believed_means(table):
        for line in lines:
            yield from told(line, members, column, claims, table["document_id"])


def told(
    line: Line, members: Sequence[int], column: int, claims: Mapping[tuple[int, int], str], document_id: str
) -> Iterator[Finding]:
    named = [
        claims[place] for place in [(line.row, column), *((line.row, each) for each in members)] if place in claims
    ]
    if not named:
        return
    formula = f"mean of {', '.join(line.members)}"
    said = f"{line.average} {'is' if line.fits else 'is stated,'} the {formula} = {shown(line.mean)}"
    if line.fits:
        yield finding("mean-of-members", "consistent", said, named, document_id, formula=formula, interval=line.mean)
    else:
        yield finding(
            "mean-of-members", "inconsistent", f"{line.average} is stated, the {formula} is {shown(line.mean)}", named,
            document_id, reason="plain_mean", formula=formula, interval=line.mean,
        )  # fmt: skip


def average_columns(texts: Mapping[tuple[int, int], str], header_rows: int) -> list[int]:
    return sorted({column for (row, column), text in texts.items() if row < header_rows and AVERAGE.fullmatch(text)})


def best_reading(
    texts: Mapping[tuple[int, int], str], header_rows: int, column: int, averages: Sequence[int]
) -> tuple[list[Line], list[int]]:
    """The lines under the choice of members that most of them agree with: the columns on the left up to the last
    average, all on the left, those on the right up to the next average, or all others."""
    columns = sorted({each for _, each in texts})
    before = max((each for each in averages if each < column), default=-1)
    after = min((each for each in averages if each > column), default=max(columns) + 1)
    choices = [
        [each for each in columns if before < each < column],
        [each for each in columns if each < column and each not in averages],
        [each for each in columns if column < each < after],
        [each for each in columns if each not in averages],
    ]
    tried: list[tuple[int, list[Line], list[int]]] = []
    for choice in choices:
        members = numeric(texts, header_rows, choice)
        if len(members) >= FEWEST_MEMBERS:
            lines = lines_of(texts, header_rows, column, members)
            tried.append((sum(line.fits for line in lines), lines, members))
    if not tried:
        return [], []
    most = max(range(len(tried)), key=lambda index: (tried[index][0], -index))
    return tried[most][1], tried[most][2]


def numeric(texts: Mapping[tuple[int, int], str], header_rows: int, columns: Sequence[int]) -> list[int]:
    """The columns whose cells are numbers, for the most part."""
    found = []
    for column in columns:
        cells = [text for (row, each), text in texts.items() if each == column and row >= header_rows and text.strip()]
        if cells and 2 * sum(number(text) is not None for text in cells) > len(cells):
            found.append(column)
    return found


def lines_of(texts: Mapping[tuple[int, int], str], header_rows: int, column: int, members: Sequence[int]) -> list[Line]:
    """Rows that print the average and every member, and no other number among them: a column that few rows fill may be
    a member too."""
    lines = []
    between = [each for each in range(min(members), max(members) + 1) if each not in members and each != column]
    for row in sorted({row for row, _ in texts if row >= header_rows}):
        average = number(texts.get((row, column), ""))
        values = [number(texts.get((row, each), "")) for each in members]
        others = any(number(texts.get((row, each), "")) is not None for each in between)
        if average is not None and not others and all(value is not None for value in values):
            lines.append(Line(row, average, tuple(value for value in values if value is not None)))
    return lines
