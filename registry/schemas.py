"""The door of the registry: what a row of each table must be, and the only way in.

A `Shape` holds a table's columns and its rules; each rule has the words a person reads when a row breaks it.
`sift` asks once whether every row keeps every rule (all rules as one expression, 1 ms a frame: the usual case), and
Pandera only if not, which rows break which (2 ms a rule).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeAlias, get_args

import pandera.polars as pa
import polars as pl

from registry.decision import ABOUT, ACTIONS
from registry.model import KINDS, BlockKind, Relation, Role
from registry.quantity import Bound

__all__ = ["SHAPES", "Refusal", "Rule", "Shape", "sift"]

Refusal: TypeAlias = tuple[int, str]  # row of the frame, reason


@dataclass(frozen=True)
class Rule:
    """`keeps` is true or null for a row that keeps the rule; `reason` is what is wrong with one that does not."""

    reason: str
    keeps: pl.Expr


@dataclass(frozen=True)
class Shape:
    """Columns in the table's order; those in `optional` may be missing in a row. `checked` are columns that are there
    to be checked and are not stored."""

    columns: Mapping[str, pl.DataType]
    rules: tuple[Rule, ...]
    key: str | None = None
    optional: frozenset[str] = frozenset()
    checked: frozenset[str] = frozenset()

    @cached_property
    def all_rules(self) -> tuple[Rule, ...]:
        needed = [column for column in self.columns if column not in self.optional]
        return *(Rule(f"{column} is missing", pl.col(column).is_not_null()) for column in needed), *self.rules


def sift(table: str, frame: pl.DataFrame) -> list[Refusal]:
    """The rows of `frame` that may not enter `table`, each once, with all the reasons."""
    shape = SHAPES[table]
    reasons: dict[int, list[str]] = {}
    for row in repeated(frame, shape.key):
        reasons.setdefault(row, []).append(f"{shape.key} stands twice in the batch")
    for row, reason in broken_rules(table, frame):
        reasons.setdefault(row, []).append(reason)
    return [(row, "; ".join(reasons[row])) for row in sorted(reasons)]


def repeated(frame: pl.DataFrame, key: str | None) -> list[int]:
    """Rows whose key an earlier row has: the first one stays."""
    if key is None or frame[key].n_unique() == frame.height:
        return []
    return frame[key].is_first_distinct().not_().arg_true().to_list()


def broken_rules(table: str, frame: pl.DataFrame) -> list[Refusal]:
    if dict(frame.schema) != dict(SHAPES[table].columns):
        raise TypeError(f"a frame for {table} has {frame.schema}")
    if frame.select(all_kept(table)).item():
        return []
    try:
        explained(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.select("index", "check").unique(maintain_order=True)
        return [(row, reason) for row, reason in cases.iter_rows() if row is not None]
    raise AssertionError(f"{table}: all rules at once refuse what the single rules let in")


@cache
def all_kept(table: str) -> pl.Expr:
    """All rules as one question; as a Pandera check it takes three times as long. Columns and types are left to whoever
    made the frame, which `broken_rules` looks at."""
    return pl.all_horizontal([kept(rule) for rule in SHAPES[table].all_rules]).all()


@cache
def explained(table: str) -> pa.DataFrameSchema:
    """One check a rule, so that each failure says which."""
    checks = [check(rule.reason, kept(rule)) for rule in SHAPES[table].all_rules]
    return pa.DataFrameSchema(columns_of(table), checks=checks, strict=True, ordered=True)


def columns_of(table: str) -> dict[str, pa.Column]:
    return {name: pa.Column(dtype, nullable=True) for name, dtype in SHAPES[table].columns.items()}


def check(reason: str, expression: pl.Expr) -> pa.Check:
    return pa.Check(lambda data: data.lazyframe.select(expression), error=reason)


def kept(rule: Rule) -> pl.Expr:
    return rule.keeps.fill_null(True)


def told(*columns: str) -> tuple[Rule, ...]:
    return tuple(Rule(f"{column} is empty", pl.col(column).str.len_bytes() > 0) for column in columns)


def finite(*columns: str) -> tuple[Rule, ...]:
    return tuple(Rule(f"{column} is not a finite number", pl.col(column).is_finite()) for column in columns)


def one_of(column: str, values: tuple[str, ...]) -> Rule:
    return Rule(f"{column} is none of {', '.join(values)}", pl.col(column).is_in(values))


def content_ids(*columns: str) -> tuple[Rule, ...]:
    return tuple(Rule(f"{column} is no content id", pl.col(column).str.len_bytes() == 16) for column in columns)


STRINGS = pl.List(pl.String)
# A claim's place on paper: points from the page's top left corner. Only documents with pages have one.
BOX = ("box_left", "box_top", "box_right", "box_bottom")
PAPER_PLACE = ("page", *BOX)
DATED = Rule("paper_date is no year, month or day", pl.col("paper_date").str.contains(r"^(\d{4}(-\d\d(-\d\d)?)?)?$"))
MEASURED_BY = one_of("measured_by", ("", "first_party", "third_party", "collaborative", "other"))
START_BEFORE_END = Rule("the span is empty or runs backwards", pl.col("start_offset") < pl.col("end_offset"))
NOT_NEGATIVE = Rule("the span begins before the text", pl.col("start_offset") >= 0)

SHAPES: Mapping[str, Shape] = {
    "document": Shape(
        key="document_id",
        optional=frozenset(["year"]),
        columns={
            "document_id": pl.String(),
            "name": pl.String(),
            "title": pl.String(),
            "authors": STRINGS,
            "date": pl.String(),
            "year": pl.Int32(),
            "venue": pl.String(),
            "url": pl.String(),
            "licence": pl.String(),
            "media_type": pl.String(),
            "source": pl.String(),
            "sha256": pl.String(),
            "text_sha256": pl.String(),
            "reader": pl.String(),
            "reader_version": pl.String(),
            "text": pl.String(),
        },
        rules=(
            *content_ids("document_id"),
            *told("name", "text"),
            Rule("date is no year, month or day", pl.col("date").str.contains(r"^(\d{4}(-\d\d(-\d\d)?)?)?$")),
        ),
    ),
    "block": Shape(
        optional=frozenset(["table_index", "caption", "heading", "header_rows", "cells"]),
        columns={
            "document_id": pl.String(),
            "block_index": pl.Int32(),
            "kind": pl.String(),
            "start_offset": pl.Int32(),
            "end_offset": pl.Int32(),
            "table_index": pl.Int32(),
            "caption": pl.String(),
            "heading": pl.String(),
            "header_rows": pl.Int32(),
            "cells": pl.String(),
        },
        rules=(
            one_of("kind", get_args(BlockKind)),
            NOT_NEGATIVE,
            Rule("the span runs backwards", pl.col("start_offset") <= pl.col("end_offset")),
        ),
    ),
    "claim": Shape(
        key="claim_id",
        optional=frozenset(
            [
                "value",
                "low",
                "high",
                "printed",
                "unit",
                "bound",
                "direction",
                "basis",
                "metric",
                "subject",
                "over_count",
                "relation",
                "uncertainty",
                "table_index",
                "row_index",
                "column_index",
                "cell",
                *PAPER_PLACE,
            ]
        ),
        columns={
            "claim_id": pl.String(),
            "document_id": pl.String(),
            "kind": pl.String(),
            "quote": pl.String(),
            "start_offset": pl.Int32(),
            "end_offset": pl.Int32(),
            "value": pl.Float64(),
            "low": pl.Float64(),
            "high": pl.Float64(),
            "printed": pl.String(),
            "unit": pl.String(),
            "bound": pl.String(),
            "direction": pl.String(),
            "basis": pl.String(),
            "metric": pl.String(),
            "benchmarks": STRINGS,
            "subject": pl.String(),
            "baseline": STRINGS,
            "over_count": pl.Int64(),
            "averaged": pl.Boolean(),
            "relation": pl.String(),
            "uncertainty": pl.String(),
            "sentence": pl.String(),
            "sentence_start": pl.Int32(),
            "sentence_end": pl.Int32(),
            "rule": pl.String(),
            "table_index": pl.Int32(),
            "row_index": pl.Int32(),
            "column_index": pl.Int32(),
            "cell": pl.String(),
            "page": pl.Int32(),
            **dict.fromkeys(BOX, pl.Float64()),
            "in_text": pl.Boolean(),
        },
        checked=frozenset({"in_text"}),
        rules=(
            *content_ids("claim_id", "document_id"),
            *told("quote", "rule"),
            *finite("value", "low", "high"),
            one_of("kind", KINDS),
            one_of("bound", get_args(Bound)),
            one_of("direction", ("up", "down")),
            one_of("basis", ("absolute", "relative", "unclear")),
            one_of("relation", get_args(Relation)),
            NOT_NEGATIVE,
            START_BEFORE_END,
            Rule("the quote does not stand at its place in the text", pl.col("in_text")),
            Rule(
                "the sentence does not hold the quote",
                (pl.col("sentence_start") <= pl.col("start_offset")) & (pl.col("end_offset") <= pl.col("sentence_end")),
            ),
            Rule("a number without value or range", (pl.col("kind") == "rank") | pl.col("printed").is_not_null()),
            Rule("a rank without relation", (pl.col("kind") != "rank") | pl.col("relation").is_not_null()),
            Rule("over_count counts nothing, or beyond measure", pl.col("over_count") >= 1),
            Rule("low lies above high", pl.col("low") <= pl.col("high")),
            Rule("the cell lies before its table", pl.min_horizontal("table_index", "row_index", "column_index") >= 0),
            *finite(*BOX),
            Rule("the page lies before the first", pl.col("page") >= 1),
            Rule(
                "the box has no page, or the page no box",
                pl.concat_list(*PAPER_PLACE).list.drop_nulls().list.len().is_in([0, 5]),
            ),
            Rule(
                "the box runs backwards",
                (pl.col("box_left") <= pl.col("box_right")) & (pl.col("box_top") <= pl.col("box_bottom")),
            ),
        ),
    ),
    "result": Shape(
        key="result_id",
        optional=frozenset(["first_party"]),
        columns={
            "result_id": pl.String(),
            "claim_id": pl.String(),
            "document_id": pl.String(),
            "board": pl.String(),
            "task": pl.String(),
            "benchmark": pl.String(),
            "split": pl.String(),
            "metric": pl.String(),
            "model": pl.String(),
            "model_key": pl.String(),
            "value": pl.Float64(),
            "printed": pl.String(),
            "least": pl.Float64(),
            "most": pl.Float64(),
            "protocol": pl.String(),
            "first_party": pl.Boolean(),
            "own_best": pl.Boolean(),
            "role": pl.String(),
            "paper_title": pl.String(),
            "paper_url": pl.String(),
            "paper_date": pl.String(),
            "measured_by": pl.String(),
            "licence": pl.String(),
        },
        rules=(
            *content_ids("claim_id", "document_id"),
            DATED,
            MEASURED_BY,
            *told("board", "benchmark", "metric", "model", "printed"),
            *finite("value", "least", "most"),
            one_of("role", get_args(Role)),
        ),
    ),
    "unlinked": Shape(
        columns={
            "claim_id": pl.String(),
            "document_id": pl.String(),
            "reason": pl.String(),
            "detail": pl.String(),
        },
        rules=(
            *content_ids("claim_id", "document_id"),
            Rule("reason is no short code", pl.col("reason").str.contains(r"^[a-z][a-z0-9_]*$")),
        ),
    ),
    "imported": Shape(
        optional=frozenset(["claim_id", "reason", "node"]),
        columns={
            "document_id": pl.String(),
            "position": pl.Int32(),
            **dict.fromkeys(
                (
                    *("pointer", "row_pointer", "claim_id", "reason", "task", "dataset", "split", "metric", "model"),
                    *("value", "paper_title", "paper_url", "paper_date", "measured_by", "licence", "uncertainty"),
                    "node",
                ),
                pl.String(),
            ),
        },
        rules=(
            *content_ids("document_id"),
            DATED,
            MEASURED_BY,
            Rule("reason is no short code", pl.col("reason").str.contains(r"^[a-z][a-z0-9_]*$")),
            Rule(
                "a row without a claim or a reason",
                (pl.col("position") == 0) | (pl.col("claim_id").is_null() != pl.col("reason").is_null()),
            ),
        ),
    ),
    "decision": Shape(
        key="decision_id",
        optional=frozenset(["table_index", "row_index", "column_index"]),
        columns={
            "decision_id": pl.String(),
            "decided_at": pl.Datetime("us"),
            "decided_by": pl.String(),
            "action": pl.String(),
            "about": pl.String(),
            "claim_id": pl.String(),
            "board": pl.String(),
            "changes": pl.String(),
            "reason": pl.String(),
            "undoes": pl.String(),
            "document_id": pl.String(),
            "document": pl.String(),
            "title": pl.String(),
            "kind": pl.String(),
            "quote": pl.String(),
            "sentence": pl.String(),
            "start_offset": pl.Int32(),
            "subject": pl.String(),
            "metric": pl.String(),
            "benchmarks": STRINGS,
            "table_index": pl.Int32(),
            "row_index": pl.Int32(),
            "column_index": pl.Int32(),
            "sound": pl.Boolean(),
        },
        checked=frozenset({"sound"}),
        rules=(
            *content_ids("decision_id", "claim_id", "document_id"),
            *told("document", "quote"),
            Rule("nobody is named who decided", pl.col("decided_by").str.strip_chars().str.len_bytes() > 0),
            Rule("no reason is given", pl.col("reason").str.strip_chars().str.len_bytes() > 0),
            Rule("who decided has more than 200 characters", pl.col("decided_by").str.len_chars() <= 200),
            Rule("the reason has more than 4,000 characters", pl.col("reason").str.len_chars() <= 4_000),
            one_of("action", ACTIONS),
            one_of("about", ABOUT),
            one_of("kind", KINDS),
            Rule("only a link has a board", (pl.col("about") == "link") | (pl.col("board") == "")),
            Rule(
                "a correction changes something, and nothing else does",
                (pl.col("action") == "correct") == (pl.col("changes") != "{}"),
            ),
            Rule("the changes are no fields and values that such a correction has", pl.col("sound")),
            Rule(
                "an undo names the decision it takes back, and nothing else does",
                pl.col("undoes").str.len_bytes() == pl.when(pl.col("action") == "undo").then(16).otherwise(0),
            ),
        ),
    ),
}
