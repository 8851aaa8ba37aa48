"""From extractions to the frames of one batch: columns built in Python, carried by Arrow, sifted by Pandera.

Measured on 2,000 abstracts with two claims each: 13 µs a document to build, 15 µs to sift.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

import polars as pl
import pyarrow as pa

from registry.catalog import fold
from registry.model import Block, Claim, Document, Extraction, Result, claim_id, content_hash
from registry.quantity import Quantity
from registry.schemas import SHAPES, sift

__all__ = ["Batch", "batch_of", "board_slug", "frame_of"]

Row: TypeAlias = tuple[Any, ...]
SURROGATE = re.compile("[\ud800-\udfff]")
# What a row of one table needs from another: where the row named is refused, this one is refused with it.
PARENTS = {"block": "document", "claim": "document", "result": "claim", "unlinked": "claim"}
KEYS = {"document": "document_id", "claim": "claim_id"}
QUARANTINE = ("quarantine_id", "refused", "document_id", "claim_id", "reason", "row", "run_id")


@dataclass(frozen=True)
class Batch:
    """The rows that passed, by table; `skipped` is a table of its own. `quarantine` holds the rows that did not."""

    frames: dict[str, pl.DataFrame]
    quarantine: pl.DataFrame

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(f"{table}: {reason}" for table, reason in self.quarantine.select("refused", "reason").iter_rows())


def batch_of(extractions: Sequence[Extraction], run_id: str) -> Batch:
    """The rows of `extractions`, one document at most once, sifted."""
    rows: dict[str, list[Row]] = {table: [] for table in SHAPES}
    skipped: list[Row] = []
    for extraction in extractions:
        add_rows(rows, extraction, run_id)
        document_id = extraction.document.content_id
        skipped += [(document_id, rule, offset, run_id) for rule, offset in extraction.skipped]
    frames: dict[str, pl.DataFrame] = {}
    refused: list[Row] = []
    for table in SHAPES:
        frames[table] = sifted(table, frame_of(SHAPES[table].columns, rows[table]), frames, refused)
    passed = frames["document"]["document_id"]
    frames["skipped"] = frame_of(SKIPPED, skipped).filter(pl.col("document_id").is_in(passed.implode()))
    return Batch(frames, frame_of(dict.fromkeys(QUARANTINE, pl.String()), [(*row, run_id) for row in refused]))


SKIPPED = {"document_id": pl.String(), "rule": pl.String(), "start_offset": pl.Int32(), "run_id": pl.String()}


def sifted(table: str, frame: pl.DataFrame, passed: dict[str, pl.DataFrame], refused: list[Row]) -> pl.DataFrame:
    """The rows of `frame` that may enter `table`; the others are noted in `refused` with the reason."""
    if frame.is_empty():
        return stored(table, frame)
    failures = dict(orphans(table, frame, passed)) | dict(sift(table, frame))
    if failures:
        refused += [quarantined(table, frame.row(row, named=True), reason) for row, reason in failures.items()]
        frame = frame.with_row_index("#").filter(~pl.col("#").is_in(list(failures))).drop("#")
    return stored(table, frame)


def stored(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.drop(SHAPES[table].checked)


def orphans(table: str, frame: pl.DataFrame, passed: dict[str, pl.DataFrame]) -> Iterable[tuple[int, str]]:
    parent = PARENTS.get(table)
    if parent is None:
        return []
    key = KEYS[parent]
    missing = frame[key].is_in(passed[parent][key].implode()).not_().arg_true()
    return [(row, f"its {parent} is in quarantine or was never found") for row in missing.to_list()]


def quarantined(table: str, row: dict[str, Any], reason: str) -> Row:
    row.pop("run_id", None)  # a row refused twice is one row
    told = json.dumps(row, ensure_ascii=False, default=str)
    quarantine_id = content_hash(table, reason, row["document_id"], row.get("claim_id"), told)
    return quarantine_id, table, row["document_id"], row.get("claim_id"), reason, told


def add_rows(rows: dict[str, list[Row]], extraction: Extraction, run_id: str) -> None:
    document = extraction.document
    document_id = document.content_id
    rows["document"].append(document_row(document, run_id))
    rows["block"] += block_rows(document)
    cells = cell_texts(document.blocks)
    ids = {id(claim): claim_id(document_id, claim) for claim in extraction.claims}
    for claim in extraction.claims:
        rows["claim"].append(claim_row(ids[id(claim)], document, claim, cells, run_id))
    for result in extraction.results:
        of = ids.get(id(result.claim)) or claim_id(document_id, result.claim)
        rows["result"].append(result_row(of, document_id, result, run_id))
    for left in extraction.unlinked:
        of = ids.get(id(left.claim)) or claim_id(document_id, left.claim)
        rows["unlinked"].append((of, document_id, left.reason, left.detail, run_id))


def document_row(document: Document, run_id: str) -> Row:
    year = document.date[:4]
    return (
        document.content_id,
        document.id,
        document.title,
        document.authors,
        document.date,
        int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None,
        document.venue,
        document.url,
        document.licence,
        document.media_type,
        document.source,
        document.sha256,
        document.text_sha256,
        document.reader,
        document.reader_version,
        document.text,
        run_id,
    )


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


def cell_texts(blocks: Iterable[Block]) -> dict[tuple[int, int, int], str]:
    """Each cell's text by table, row and column."""
    tables = [block.table for block in blocks if block.table is not None]
    return {
        (index, cell.row, cell.column): cell.text
        for index, table in enumerate(tables)
        for row in table.rows
        for cell in row
    }


def claim_row(id: str, document: Document, claim: Claim, cells: dict[tuple[int, int, int], str], run_id: str) -> Row:
    quantity, text, cell = claim.quantity, document.text, claim.cell
    place = (cell.table, cell.row, cell.column) if cell is not None else None
    return (
        id,
        document.content_id,
        claim.kind,
        claim.quote,
        claim.start,
        claim.end,
        *(numbers(quantity, claim.quote) if quantity is not None else NO_NUMBERS),
        claim.direction,
        claim.basis,
        claim.metric,
        claim.benchmarks,
        claim.subject,
        claim.baseline,
        claim.over if claim.over is None or claim.over < BEYOND_COUNT else -1,
        claim.averaged,
        claim.relation,
        claim.uncertainty,
        text[claim.sentence.start : claim.sentence.end],
        claim.sentence.start,
        claim.sentence.end,
        claim.rule,
        *(place or NO_PLACE),
        cells.get(place) if place else None,
        *on_paper(document, claim),
        run_id,
        text[claim.start : claim.end] == claim.quote,
    )


def on_paper(document: Document, claim: Claim) -> Row:
    """page, left, top, right, bottom."""
    place = document.place_of(claim.start, claim.end) if document.places else None
    return (place.page, *place.box) if place else NO_PAPER


BEYOND_COUNT = 1 << 53
NO_PAPER = (None, None, None, None, None)
NO_PLACE = (None, None, None)
NO_NUMBERS = (None, None, None, None, None, None)


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


def result_row(claim_id: str, document_id: str, result: Result, run_id: str) -> Row:
    protocol = tuple(sorted(result.protocol.items())) if result.protocol else ()
    board = slug_of(result.benchmark, result.split, result.metric, protocol)
    return (
        content_hash(claim_id, board, result.model),
        claim_id,
        document_id,
        board,
        result.task,
        result.benchmark,
        result.split,
        result.metric,
        result.model,
        fold(result.model) or result.model,
        *interval(str(result.value)),
        json_of(protocol),
        result.first_party,
        result.own_best,
        result.role,
        run_id,
    )


# Boards, protocols and printed numbers recur: by text, for Decimal("84.5") and Decimal("84.50") are one key.
@lru_cache(maxsize=1 << 14)
def interval(printed: str) -> Row:
    """value, printed, least, most."""
    value = Decimal(printed)
    if not value.is_finite():
        return float(value), printed, None, None
    least, most = Quantity(value).bounds
    return float(value), printed, float(least), float(most)


@lru_cache(maxsize=1 << 12)
def json_of(protocol: tuple[tuple[str, str], ...]) -> str:
    return json.dumps(dict(protocol), ensure_ascii=False)


def board_slug(result: Result) -> str:
    """What names a board: "gsm8k--test--accuracy--shots-5"."""
    return slug_of(result.benchmark, result.split, result.metric, tuple(sorted(result.protocol.items())))


@lru_cache(maxsize=1 << 14)
def slug_of(benchmark: str, split: str, metric: str, protocol: tuple[tuple[str, str], ...]) -> str:
    parts = (benchmark, split, metric, *(f"{key}-{said}" for key, said in protocol))
    return "--".join(slug for part in parts if (slug := NO_SLUG.sub("-", part.lower()).strip("-")))


NO_SLUG = re.compile(r"[^\w.]+")


def frame_of(columns: Any, rows: Sequence[Row]) -> pl.DataFrame:
    """Rows as a frame of exactly `columns`. (Arrow builds lists fifty times faster than polars: 0.1 µs, not 5.)"""
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    arrays = [array(of, arrow_type(dtype)) for of, dtype in zip(values, columns.values(), strict=True)]
    frame = pl.from_arrow(pa.table(arrays, names=list(columns)))
    assert isinstance(frame, pl.DataFrame)
    return frame


def array(values: Sequence[Any], dtype: Any) -> Any:
    try:
        return pa.array(values, dtype)
    except UnicodeEncodeError:
        return pa.array([encodable(value) for value in values], dtype)


def encodable(value: Any) -> Any:
    """Lone surrogates, which no file can hold, replaced one for one by U+FFFD."""
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    return [encodable(one) for one in value] if isinstance(value, tuple) else value


ARROW: dict[Any, Callable[[], Any]] = {
    pl.String(): pa.string_view,
    pl.Float64(): pa.float64,
    pl.Int64(): pa.int64,
    pl.Int32(): pa.int32,
    pl.Boolean(): pa.bool_,
}


def arrow_type(dtype: Any) -> Any:
    return ARROW[dtype]() if dtype in ARROW else pa.large_list(pa.string_view())
