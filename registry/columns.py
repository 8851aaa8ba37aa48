"""What was extracted from a batch of documents, as the columns of each table of the registry (registry/schemas.py).

A column is built at once for the whole batch: 3 µs a document and 3 µs a claim, a third of what rows took.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import Any, TypeAlias

from registry.catalog import fold
from registry.model import Block, Claim, Document, Extraction, Reported, Result, Unlinked, claim_id, content_hash
from registry.quantity import Quantity

__all__ = ["Columns", "columns_by_table", "interval", "json_of", "numbers", "slug_of"]

Columns: TypeAlias = Mapping[str, Sequence[Any]]
Row: TypeAlias = tuple[Any, ...]
BEYOND_COUNT = 1 << 53
NO_BOX = (None, None, None, None)
NO_NUMBERS = (None, None, None, None, None, None)


@dataclass(slots=True)
class Found:
    """The claims of a batch beside the document and the id of each, and so its results and what found no board."""

    claims: list[tuple[str, Document, Claim]] = field(default_factory=list)
    results: list[tuple[str, Document, Result]] = field(default_factory=list)
    unlinked: list[tuple[str, Document, Unlinked]] = field(default_factory=list)


def columns_by_table(extractions: Sequence[Extraction], readings: Sequence[Document]) -> dict[str, Columns]:
    """The columns of each table: `document` … `imported`, in the tables' own order, and `reading`: which source held
    which content."""
    documents = [extraction.document for extraction in extractions]
    found = all_found(extractions)
    return {
        "reading": reading_columns(readings),
        "document": document_columns(documents),
        "block": block_columns(documents),
        "claim": claim_columns(found.claims, cell_texts(documents)),
        "result": result_columns(found.results),
        "unlinked": unlinked_columns(found.unlinked),
        "skipped": skipped_columns(extractions),
        "imported": imported_columns(extractions),
    }


def reading_columns(readings: Sequence[Document]) -> Columns:
    return {
        "source": [document.source for document in readings],
        "name": [document.id for document in readings],
        "document_id": [document.content_id for document in readings],
    }


def all_found(extractions: Iterable[Extraction]) -> Found:
    found = Found()
    for extraction in extractions:
        document, claims = extraction.document, extraction.claims
        ids = [claim_id(document.content_id, claim) for claim in claims]
        found.claims += zip(ids, repeat(document), claims)
        if extraction.results or extraction.unlinked:
            known = {id(claim): name for name, claim in zip(ids, claims, strict=True)}
            found.results += [(name_of(each.claim, document, known), document, each) for each in extraction.results]
            found.unlinked += [(name_of(each.claim, document, known), document, each) for each in extraction.unlinked]
    return found


def name_of(claim: Claim, document: Document, known: Mapping[int, str]) -> str:
    return known.get(id(claim)) or claim_id(document.content_id, claim)


def document_columns(documents: Sequence[Document]) -> Columns:
    return {
        "document_id": [document.content_id for document in documents],
        "name": [document.id for document in documents],
        "title": [document.title for document in documents],
        "authors": [document.authors for document in documents],
        "date": [document.date for document in documents],
        "year": [year_of(document.date) for document in documents],
        "venue": [document.venue for document in documents],
        "url": [document.url for document in documents],
        "licence": [document.licence for document in documents],
        "media_type": [document.media_type for document in documents],
        "source": [document.source for document in documents],
        "sha256": [document.sha256 for document in documents],
        "text_sha256": [document.text_sha256 for document in documents],
        "reader": [document.reader for document in documents],
        "reader_version": [document.reader_version for document in documents],
        "text": [document.text for document in documents],
    }


@lru_cache(maxsize=1 << 12)
def year_of(date: str) -> int | None:
    year = date[:4]
    return int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None


BLOCK_COLUMNS = (
    *("document_id", "block_index", "kind", "start_offset", "end_offset"),
    *("table_index", "caption", "heading", "header_rows", "cells"),
)


def block_columns(documents: Iterable[Document]) -> Columns:
    rows = [row for document in documents if document.blocks for row in block_rows(document)]
    return dict(zip(BLOCK_COLUMNS, zip(*rows, strict=True) if rows else repeat(()), strict=False))


def block_rows(document: Document) -> list[Row]:
    rows: list[Row] = []
    tables = 0
    for index, block in enumerate(document.blocks):
        place = (document.content_id, index, block.kind, block.span.start, block.span.end)
        table = block.table
        if table is None:
            rows.append((*place, None, None, None, None, None))
            continue
        cells = [
            [cell.row, cell.column, cell.text, cell.span.start, cell.span.end, cell.bold, cell.underline]
            for row in table.rows
            for cell in row
        ]
        grid = json.dumps(cells, ensure_ascii=False)
        rows.append((*place, tables, table.caption, table.heading, table.header_rows, grid))
        tables += 1
    return rows


Cells: TypeAlias = dict[tuple[str, int, int, int], str]


def cell_texts(documents: Iterable[Document]) -> Cells:
    """Each cell's text by document, table, row and column."""
    return {
        (document.content_id, index, cell.row, cell.column): cell.text
        for document in documents
        for index, table in enumerate(tables_of(document.blocks))
        for row in table.rows
        for cell in row
    }


def tables_of(blocks: Iterable[Block]) -> list[Any]:
    return [block.table for block in blocks if block.table is not None]


def claim_columns(found: Sequence[tuple[str, Document, Claim]], cells: Cells) -> Columns:
    claims = [claim for _, _, claim in found]
    numbered = [NO_NUMBERS if claim.quantity is None else numbers(claim.quantity, claim.quote) for claim in claims]
    places = [document.place_of(claim.start, claim.end) if document.places else None for _, document, claim in found]
    boxes = [place.box if place else NO_BOX for place in places]
    return {
        "claim_id": [id for id, _, _ in found],
        "document_id": [document.content_id for _, document, _ in found],
        "kind": [claim.kind for claim in claims],
        "quote": [claim.quote for claim in claims],
        "start_offset": [claim.start for claim in claims],
        "end_offset": [claim.end for claim in claims],
        "value": [value for value, *_ in numbered],
        "low": [low for _, low, *_ in numbered],
        "high": [high for _, _, high, *_ in numbered],
        "printed": [printed for *_, printed, _, _ in numbered],
        "unit": [unit for *_, unit, _ in numbered],
        "bound": [bound for *_, bound in numbered],
        "direction": [claim.direction for claim in claims],
        "basis": [claim.basis for claim in claims],
        "metric": [claim.metric for claim in claims],
        "benchmarks": [claim.benchmarks for claim in claims],
        "subject": [claim.subject for claim in claims],
        "baseline": [claim.baseline for claim in claims],
        "over_count": [countable(claim.over) for claim in claims],
        "averaged": [claim.averaged for claim in claims],
        "relation": [claim.relation for claim in claims],
        "uncertainty": [claim.uncertainty for claim in claims],
        "sentence": [document.text[claim.sentence.start : claim.sentence.end] for _, document, claim in found],
        "sentence_start": [claim.sentence.start for claim in claims],
        "sentence_end": [claim.sentence.end for claim in claims],
        "rule": [claim.rule for claim in claims],
        "table_index": [claim.cell and claim.cell.table for claim in claims],
        "row_index": [claim.cell and claim.cell.row for claim in claims],
        "column_index": [claim.cell and claim.cell.column for claim in claims],
        "cell": [claim.cell and cell_text(document, claim, cells) for _, document, claim in found],
        "page": [place and place.page for place in places],
        "box_left": [left for left, _, _, _ in boxes],
        "box_top": [top for _, top, _, _ in boxes],
        "box_right": [right for _, _, right, _ in boxes],
        "box_bottom": [bottom for _, _, _, bottom in boxes],
        "in_text": [document.text[claim.start : claim.end] == claim.quote for _, document, claim in found],
    }


def cell_text(document: Document, claim: Claim, cells: Cells) -> str | None:
    assert claim.cell is not None
    return cells.get((document.content_id, claim.cell.table, claim.cell.row, claim.cell.column))


def countable(over: int | None) -> int | None:
    return over if over is None or over < BEYOND_COUNT else -1


def numbers(quantity: Quantity, quote: str) -> Row:
    """value, low, high, printed, unit, bound. `printed` keeps every digit: "84.50", "5.3 million", "71.5–77.6"."""
    value, low, high, unit, bound = quantity.value, quantity.low, quantity.high, quantity.unit, quantity.bound
    if value is not None:
        return float(value), None, None, printed((value,), quote, unit), unit, bound
    if low is None or high is None:
        return None, None, None, None, unit, bound
    return None, float(low), float(high), printed((low, high), quote, unit), unit, bound


def printed(ends: Sequence[Decimal], quote: str, unit: str | None) -> str:
    """The digits of a number or of both ends of a range; a number with a scale as its own words say it."""
    told = "–".join(map(str, ends))
    return quote if unit is None and "E+" in told else told


def result_columns(found: Sequence[tuple[str, Document, Result]]) -> Columns:
    results = [result for _, _, result in found]
    protocols = [protocol_of(result) for result in results]
    boards = [
        slug_of(one.benchmark, one.split, one.metric, protocol)
        for one, protocol in zip(results, protocols, strict=True)
    ]
    intervals = [interval(str(result.value)) for result in results]
    return {
        "result_id": [
            content_hash(id, board, result.model) for (id, _, result), board in zip(found, boards, strict=True)
        ],
        "claim_id": [id for id, _, _ in found],
        "document_id": [document.content_id for _, document, _ in found],
        "board": boards,
        "task": [result.task for result in results],
        "benchmark": [result.benchmark for result in results],
        "split": [result.split for result in results],
        "metric": [result.metric for result in results],
        "model": [result.model for result in results],
        "model_key": [fold(result.model) or result.model for result in results],
        "value": [value for value, *_ in intervals],
        "printed": [printed for _, printed, *_ in intervals],
        "least": [least for *_, least, _ in intervals],
        "most": [most for *_, most in intervals],
        "protocol": [json_of(protocol) for protocol in protocols],
        "first_party": [result.first_party for result in results],
        "own_best": [result.own_best for result in results],
        "role": [result.role for result in results],
        "paper_title": [result.reported.paper_title if result.reported else "" for result in results],
        "paper_url": [result.reported.paper_url if result.reported else "" for result in results],
        "paper_date": [result.reported.paper_date if result.reported else "" for result in results],
        "measured_by": [result.reported.measured_by if result.reported else "" for result in results],
        "licence": [result.reported.licence if result.reported else "" for result in results],
    }


def unlinked_columns(found: Sequence[tuple[str, Document, Unlinked]]) -> Columns:
    return {
        "claim_id": [id for id, _, _ in found],
        "document_id": [document.content_id for _, document, _ in found],
        "reason": [left.reason for _, _, left in found],
        "detail": [left.detail for _, _, left in found],
    }


def skipped_columns(extractions: Iterable[Extraction]) -> Columns:
    rows = [
        (extraction.document.content_id, rule, offset)
        for extraction in extractions
        for rule, offset in extraction.skipped
    ]
    return {
        "document_id": [document_id for document_id, _, _ in rows],
        "rule": [rule for _, rule, _ in rows],
        "start_offset": [offset for _, _, offset in rows],
    }


IMPORTED_COLUMNS = (
    *("document_id", "position", "pointer", "row_pointer", "claim_id", "reason", "task", "dataset", "split", "metric"),
    *("model", "value", "paper_title", "paper_url", "paper_date", "measured_by", "licence", "uncertainty", "node"),
)


def imported_columns(extractions: Iterable[Extraction]) -> Columns:
    """The rows of somebody's board, each with the claim it became; before them, as its first, the file without them.
    A row of several values has its other fields beside the first one."""
    rows = [row for extraction in extractions if extraction.document.reported for row in imported_rows(extraction)]
    return dict(zip(IMPORTED_COLUMNS, zip(*rows, strict=True) if rows else repeat(()), strict=False))


def imported_rows(extraction: Extraction) -> Iterable[Row]:
    document = extraction.document
    id = document.content_id
    yield (id, 0, "", "", None, None, *[""] * 10, document.licence, "", document.frame or None)
    told: set[str] = set()
    for position, (row, claim, reason) in enumerate(imported_fields(extraction), start=1):
        name = claim_id(id, claim) if claim is not None else None
        node = None if row.row_pointer in told else row.node or None
        told.add(row.row_pointer)
        about = (row.task, row.dataset, row.split, row.metric, row.model, row.value, row.paper_title, row.paper_url)
        beside = (row.paper_date, row.measured_by, row.licence, row.uncertainty, node)
        yield (id, position, row.pointer, row.row_pointer, name, reason or None, *about, *beside)


def imported_fields(extraction: Extraction) -> Iterable[tuple[Reported, Claim | None, str]]:
    return ((each.reported, each.claim, each.reason) for each in extraction.imported)


# Boards, protocols and printed numbers recur: by text, for Decimal("84.5") and Decimal("84.50") are one key.
@lru_cache(maxsize=1 << 14)
def interval(printed: str) -> Row:
    """value, printed, least, most."""
    value = Decimal(printed)
    if not value.is_finite():
        return float(value), printed, None, None
    least, most = Quantity(value).bounds
    return float(value), printed, float(least), float(most)


def protocol_of(result: Result) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(result.protocol.items())) if result.protocol else ()


@lru_cache(maxsize=1 << 12)
def json_of(protocol: tuple[tuple[str, str], ...]) -> str:
    return json.dumps(dict(protocol), ensure_ascii=False)


@lru_cache(maxsize=1 << 14)
def slug_of(benchmark: str, split: str, metric: str, protocol: tuple[tuple[str, str], ...]) -> str:
    """What names a board: "gsm8k--test--accuracy--shots-5"."""
    parts = (benchmark, split, metric, *(f"{key}-{said}" for key, said in protocol))
    return "--".join(slug for part in parts if (slug := NO_SLUG.sub("-", part.lower()).strip("-")))


NO_SLUG = re.compile(r"[^\w.]+")
