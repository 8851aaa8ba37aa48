"""What was found in a batch of documents, as frames: columns built in Python, carried by Arrow, sifted by Pandera.

    extractions ─frames_of→ frames of all that was found ─sifted→ Batch: what may enter the registry, and quarantine

The frames may lie in Parquet files between the two steps, where another process found what they hold.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import polars as pl

from registry.columns import columns_by_table
from registry.frames import frame_of, frame_of_rows
from registry.model import Document, Extraction, content_hash
from registry.schemas import SHAPES, sift

__all__ = ["COLUMNS", "TABLES", "Batch", "Frames", "frames_of", "sifted"]

Frames: TypeAlias = Mapping[str, pl.DataFrame]
Row: TypeAlias = tuple[Any, ...]
# What a row of one table needs from another: where the row named is refused, this one is refused with it.
PARENTS = {"block": "document", "claim": "document", "result": "claim", "unlinked": "claim", "imported": "document"}
TABLES = ("document", *PARENTS)
KEYS = {"document": "document_id", "claim": "claim_id"}
QUARANTINE = dict.fromkeys(("quarantine_id", "refused", "document_id", "claim_id", "reason", "row"), pl.String())
# The columns of every frame: `reading` is which source held which content, in the order of reading.
COLUMNS: Mapping[str, Mapping[str, pl.DataType]] = {
    "reading": dict.fromkeys(("source", "name", "document_id"), pl.String()),
    "skipped": {"document_id": pl.String(), "rule": pl.String(), "start_offset": pl.Int32()},
    **{table: SHAPES[table].columns for table in TABLES},
}


@dataclass(frozen=True)
class Batch:
    """The rows that passed, by table; `skipped` is a table of its own. `quarantine` holds the rows that did not."""

    frames: Frames
    quarantine: pl.DataFrame

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(f"{table}: {reason}" for table, reason in self.quarantine.select("refused", "reason").iter_rows())

    @property
    def refused_claims(self) -> tuple[str, ...]:
        return tuple(self.quarantine["claim_id"].drop_nulls().unique().sort())


def frames_of(extractions: Sequence[Extraction], readings: Sequence[Document] | None = None) -> Frames:
    """All that was found in some documents, each document at most once. `readings` are the documents that were met, in
    which nothing new may have been looked for; by default those of `extractions`."""
    met = [extraction.document for extraction in extractions] if readings is None else readings
    columns = columns_by_table(extractions, met)
    return {table: frame_of(types, columns[table]) for table, types in COLUMNS.items()}


def sifted(found: Frames) -> Batch:
    """The rows that keep the rules of their tables, and those that do not with the reasons."""
    frames: dict[str, pl.DataFrame] = {}
    refused: list[Row] = []
    for table in TABLES:
        frames[table] = passed_of(table, found[table], frames, refused)
    passed = frames["document"]["document_id"]
    frames["skipped"] = found["skipped"].filter(pl.col("document_id").is_in(passed.implode()))
    return Batch(frames, frame_of_rows(QUARANTINE, refused))


def passed_of(table: str, frame: pl.DataFrame, passed: Frames, refused: list[Row]) -> pl.DataFrame:
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


def orphans(table: str, frame: pl.DataFrame, passed: Frames) -> Iterable[tuple[int, str]]:
    parent = PARENTS.get(table)
    if parent is None:
        return []
    key = KEYS[parent]
    missing = frame[key].is_in(passed[parent][key].implode()).not_().arg_true()
    return [(row, f"its {parent} is in quarantine or was never found") for row in missing.to_list()]


def quarantined(table: str, row: dict[str, Any], reason: str) -> Row:
    told = json.dumps(row, ensure_ascii=False, default=str)
    quarantine_id = content_hash(table, reason, row["document_id"], row.get("claim_id"), told)
    return quarantine_id, table, row["document_id"], row.get("claim_id"), reason, told
