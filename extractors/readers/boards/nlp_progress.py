"""NLP-progress Markdown: a page a task, a heading a data set, tables of models, values by metric, and their papers."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.readers.boards.json_places import pointer
from extractors.readers.boards.licence import licence_beside
from extractors.readers.boards.tables import link_in, node_of, row_span, words
from extractors.readers.markdown import CAP, read_markdown_text
from extractors.readers.source import Source, Stamp, whole_text
from registry.model import Cell, CellRef, Document, Reported, Table

__all__ = ["looks_like_nlp_progress", "read_nlp_progress"]

PAPER = r"papers?(?:\s?/\s?sources?)?|sources?"
HEADER = re.compile(
    rf"^[^\r\n]*\|[ \t]*\**(?:{PAPER})\**[ \t]*(?:\([^()|\r\n]*\)[ \t]*)?(?:\|[^\r\n]*)?\r?\n[ \t]*\|?[ \t]*:?-",
    re.IGNORECASE | re.MULTILINE,
)
PAPER_WORDS = frozenset(["paper", "papers", "paper source", "paper sources", "source", "sources", "papers source"])
MODEL_WORDS = frozenset(["model", "models", "system", "method", "approach", "name", "team", "models model"])
OTHER_WORDS = frozenset(
    ["code", "codes", "note", "notes", "authors", "author", "year", "comments", "data", "link", "links"]
)
REMARK = re.compile(r"\([^()]*\)\s*$")
# "[On herons](https://example.org) (2021-05-06)": how we write when a cited paper came out.
CAME_OUT = re.compile(r"(?:[)\w.*]\s|^\s*)\((?P<date>(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)\)\s*$")
YEAR = re.compile(r"(?<![\w.])(?:19|20)\d\d(?!\d)")


def looks_like_nlp_progress(start: str) -> bool:
    """A table whose header has a column of papers."""
    return HEADER.search(start) is not None


def read_nlp_progress(source: Source, stamp: Stamp) -> Iterator[Document]:
    """The page as Markdown is read, and the rows of its tables that cite papers."""
    text, digest = whole_text(source, CAP)
    page = read_markdown_text(text, digest, source, stamp)
    licence = licence_beside(source.name)
    tables = [block.table for block in page.blocks if block.table is not None]
    rows = tuple(row for index, table in enumerate(tables) for row in rows_of(table, index, page, licence))
    yield replace(page, licence=page.licence or licence, reported=rows)


def rows_of(table: Table, index: int, page: Document, licence: str) -> Iterator[Reported]:
    heads = headings(table)
    paper = next((column for column, name in heads.items() if cites(name) and column > 0), None)
    if paper is None:
        return
    model = next((column for column, name in heads.items() if words(name) in MODEL_WORDS), 0)
    code = {column for column, name in heads.items() if words(name) in OTHER_WORDS | PAPER_WORDS}
    for row in table.rows[table.header_rows :]:
        yield from values_of_row(row, index, table, page, heads, model, paper, code | {model, paper}, licence)


def cites(heading: str) -> bool:
    """Whether a column is of papers: "Paper / Source", and "Paper (with links to code)"."""
    return words(REMARK.sub("", heading)) in PAPER_WORDS


def headings(table: Table) -> dict[int, str]:
    """What stands above each column; headings over several columns are told with those below them."""
    named: dict[int, list[str]] = {}
    for row in table.rows[: table.header_rows]:
        for cell in row:
            if cell.text.strip() and cell.text.strip() not in named.get(cell.column, []):
                named.setdefault(cell.column, []).append(cell.text.strip())
    return {column: " ".join(parts) for column, parts in named.items()}


def values_of_row(
    row: tuple[Cell, ...],
    index: int,
    table: Table,
    page: Document,
    heads: dict[int, str],
    model: int,
    paper: int,
    no_value: set[int],
    licence: str,
) -> Iterator[Reported]:
    cells = {cell.column: cell for cell in row}
    name = cells[model].text.strip() if model in cells else ""
    title, url, date = cited(cells[paper].span.of(page.text)) if paper in cells else ("", "", "")
    year = YEAR.search(name) or YEAR.search(title)
    at = pointer("tables", index, row[0].row)
    span, node = row_span(row), node_of(heads, row, page.text)
    values = [cell for cell in row if cell.column not in no_value and heads.get(cell.column)]
    if not values:
        yield Reported("", span, span, at, at, page.title, table.heading, model=name, licence=licence, node=node)
    for cell in values:
        yield Reported(
            cell.span.of(page.text),
            cell.span,
            span,
            pointer("tables", index, cell.row, cell.column),
            at,
            page.title,
            table.heading,
            metric=heads[cell.column],
            model=name,
            paper_title=title,
            paper_url=url,
            paper_date=date or (year[0] if year else ""),
            licence=licence,
            cell=CellRef(index, cell.row, cell.column),
            node=node,
        )


def cited(cell: str) -> tuple[str, str, str]:
    """Title, address and date of the paper in a cell, each "" where it is not told."""
    out = CAME_OUT.search(cell)
    title, url = link_in(cell[: out.start("date") - 1] if out else cell)
    return title, url, out["date"] if out else ""
