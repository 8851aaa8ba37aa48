"""From extractions to the frames of one batch: columns built in Python, carried by Arrow, sifted by Pandera."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import polars as pl

from registry.columns import columns_by_table
from registry.frames import frame_of, frame_of_rows
from registry.model import Extraction, content_hash
from registry.schemas import SHAPES, sift

__all__ = ["SKIPPED", "TABLES", "Batch", "batch_of", "sifted_batch"]

Row: TypeAlias = tuple[Any, ...]
# What a row of one table needs from another: where the row named is refused, this one is refused with it.
PARENTS = {"block": "document", "claim": "document", "result": "claim", "unlinked": "claim", "imported": "document"}
TABLES = ("document", *PARENTS)
KEYS = {"document": "document_id", "claim": "claim_id"}
QUARANTINE = dict.fromkeys(
    ("quarantine_id", "refused", "document_id", "claim_id", "reason", "row", "run_id"), pl.String()
)
SKIPPED = {"document_id": pl.String(), "rule": pl.String(), "start_offset": pl.Int32(), "run_id": pl.String()}


@dataclass(frozen=True)
class Batch:
    """The rows that passed, by table; `skipped` is a table of its own. `quarantine` holds the rows that did not."""

    frames: dict[str, pl.DataFrame]
    quarantine: pl.DataFrame

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(f"{table}: {reason}" for table, reason in self.quarantine.select("refused", "reason").iter_rows())

    @property
    def refused_claims(self) -> tuple[str, ...]:
        return tuple(self.quarantine["claim_id"].drop_nulls().unique().sort())


def batch_of(extractions: Sequence[Extraction], run_id: str) -> Batch:
    """The rows of `extractions`, one document at most once, sifted."""
    columns = columns_by_table(extractions, run_id)
    types = {**{table: SHAPES[table].columns for table in TABLES}, "skipped": SKIPPED}
    return sifted_batch({table: frame_of(types[table], columns[table]) for table in types}, run_id)


def sifted_batch(rows: Mapping[str, pl.DataFrame], run_id: str) -> Batch:
    """Rows by table, in frames with the columns of `SHAPES` (and of `skipped`), sifted."""
    frames: dict[str, pl.DataFrame] = {}
    refused: list[Row] = []
    for table in TABLES:
        frames[table] = sifted(table, rows[table], frames, refused)
    passed = frames["document"]["document_id"]
    frames["skipped"] = rows["skipped"].filter(pl.col("document_id").is_in(passed.implode()))
    return Batch(frames, frame_of_rows(QUARANTINE, [(*row, run_id) for row in refused]))


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
