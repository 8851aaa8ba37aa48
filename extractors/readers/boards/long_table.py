"""CSV and TSV with a value a row: columns named model, task, dataset, metric, value, split, date, paper, url …

A wide table (a column a metric) has no such columns and is read as any table is (`extractors.readers.delimited`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.readers.boards.json_places import pointer
from extractors.readers.boards.licence import licence_beside
from extractors.readers.boards.tables import node_of, row_span, words
from extractors.readers.delimited import DELIMITERS, read_delimited, rows
from extractors.readers.source import Source, Stamp
from registry.model import Cell, CellRef, Document, Reported

__all__ = ["looks_like_long_table", "read_long_table"]

MEANING = {
    "model": ("model", "method", "system", "model name", "method name"),
    "task": ("task", "task name"),
    "dataset": ("dataset", "data set", "benchmark", "dataset name", "benchmark name", "evaluation"),
    "metric": ("metric", "metric name", "measure"),
    "value": ("value", "score", "result", "metric value", "printed"),
    "split": ("split", "subset"),
    "date": ("date", "paper date", "evaluated on", "year"),
    "paper": ("paper", "paper title", "title", "source"),
    "url": ("url", "paper url", "link", "source url"),
    "licence": ("licence", "license"),
    "measured_by": ("measured by", "evaluator relationship", "evaluator"),
    "uncertainty": ("uncertainty", "stderr", "standard error", "std"),
}
BY_WORDS = {name: meaning for meaning, names in MEANING.items() for name in names}
RELATIONS = {"first party": "first_party", "third party": "third_party", "collaborative": "collaborative"}
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def looks_like_long_table(start: str) -> bool:
    """Whether the first line names a data set and a metric, and a model and value or a task."""
    line = next((line for line in start.splitlines() if line.strip()), "")
    for delimiter in DELIMITERS:
        known = {BY_WORDS.get(words(value)) for row in rows(line, delimiter) for _, value in row}
        if {"dataset", "metric"} <= known and ({"model", "value"} <= known or "task" in known):
            return True
    return False


def read_long_table(source: Source, stamp: Stamp) -> Iterator[Document]:
    """The table, and a row of a board for each of its rows."""
    for page in read_delimited(source, stamp):
        yield replace(page, reported=tuple(rows_of(page, licence_beside(source.name))))


def rows_of(page: Document, licence: str) -> Iterator[Reported]:
    (table,) = [block.table for block in page.blocks if block.table is not None]
    heads = {cell.column: cell.text for cell in table.rows[0]}
    columns: dict[str, int] = {}
    for column, name in heads.items():
        if meaning := BY_WORDS.get(words(name)):
            columns.setdefault(meaning, column)
    for row in table.rows[1:]:
        yield row_of(row, heads, columns, page.text, licence)


def row_of(row: tuple[Cell, ...], heads: dict[int, str], columns: dict[str, int], text: str, licence: str) -> Reported:
    told = {meaning: row[column].text.strip() for meaning, column in columns.items() if column < len(row)}
    cell = row[columns["value"]] if "value" in columns and columns["value"] < len(row) else None
    number = row[0].row
    day = DAY.match(told.get("date", ""))
    place = row_span(row)
    return Reported(
        cell.span.of(text) if cell else "",
        cell.span if cell else place,
        place,
        pointer(number, cell.column) if cell else pointer(number),
        pointer(number),
        task=told.get("task", ""),
        dataset=told.get("dataset", ""),
        split=told.get("split", ""),
        metric=told.get("metric", ""),
        model=told.get("model", ""),
        paper_title=told.get("paper", ""),
        paper_url=told.get("url", ""),
        paper_date=day[0] if day else "",
        measured_by=RELATIONS.get(words(told.get("measured_by", "")), ""),
        licence=told.get("licence", "") or licence,
        uncertainty=told.get("uncertainty", ""),
        cell=CellRef(0, number, cell.column) if cell else None,
        node=node_of(heads, row, text),
    )
