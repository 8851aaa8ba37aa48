"""Checks: facts in, findings out; half of the rows are numbers that agree."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.catalog import Benchmark, Catalog, Metric, fold
from registry.checks import CHECKS, Finding, run_checks
from registry.checks.facts import (
    AMOUNT_COLUMNS,
    DENIED_COLUMNS,
    GRID_COLUMNS,
    PASSAGE_COLUMNS,
    SCORE_COLUMNS,
    STATEMENT_COLUMNS,
    fill,
)
from registry.checks.interval import mean, printed
from registry.checks.places import stated_place
from registry.denial import denial

METRICS = {
    metric.id: metric
    for metric in (
        Metric("accuracy", "accuracy", direction="higher", unit="percent", lower=0, upper=100),
        Metric("f1", "F1", direction="higher", unit="percent", lower=0, upper=100),
        Metric("precision", "precision", direction="higher", unit="percent", lower=0, upper=100),
        Metric("recall", "recall", direction="higher", unit="percent", lower=0, upper=100),
        Metric("wer", "word error rate", direction="lower", unit="percent", lower=0),
        Metric("mcc", "Matthews correlation", direction="higher", lower=-1, upper=1),
        Metric("year", "year"),
    )
}
BENCHMARKS = {
    "b": Benchmark("b", "B"),
    "c": Benchmark("c", "C"),
    "small": Benchmark("small", "Small", splits={"train": 900, "test": 198}),
    "large": Benchmark("large", "Large", splits={"test": 14_042}),
    "exam": Benchmark("exam", "Exam", splits={"test": 30}),
    "code": Benchmark("code", "Code", splits={"test": 164}, metrics=("pass-at-1",)),
    "sums": Benchmark("sums", "Sums", splits={"test": 500}, tasks=("mathematical-reasoning",)),
}
CATALOG = Catalog(BENCHMARKS, METRICS, {}, "checks", {})
SIGNS = {"higher": 1, "lower": -1, None: None}


def score(value: str, paper: str = "p", metric: str = "accuracy", model: str = "Ada", **more: Any) -> dict[str, Any]:
    """A result, in the text unless `cell` says in which row of the only table."""
    cell, number = more.pop("cell", None), printed(value)
    protocol = json.dumps(more.pop("protocol", {}))
    split, benchmark, known = more.pop("split", ""), more.pop("benchmark", "b"), METRICS.get(metric)
    return {
        "claim_id": f"{paper}/{model}/{metric}/{benchmark}/{split}/{value}/{cell}",
        "document_id": paper,
        "board": "--".join(part for part in (benchmark, split, metric, protocol.strip("{}")) if part),
        "benchmark": benchmark,
        "split": split,
        "metric": metric,
        "metric_name": known.name if known else metric,
        "protocol": protocol,
        "model": model,
        "model_key": fold(model),
        "value": float(Decimal(value)),
        "raw": float(Decimal(value)),
        "printed": value,
        "least": float(number.low),
        "most": float(number.high),
        "role": "model",
        "date": "",
        "table_index": None if cell is None else 0,
        "row_index": cell,
        "column_index": None if cell is None else 1,
        "bold": False,
        "sentence_start": 0,
        "bound": "exact",
        "averaged": False,
        "own_best": False,
        "sign": SIGNS[known.direction] if known else None,
        "lower": known.lower if known else None,
        "upper": known.upper if known else None,
        "metric_known": known is not None,
        **more,
    }


def cell(value: str, row: int = 1, **more: Any) -> dict[str, Any]:
    return score(value, cell=row, **more)


def statement(kind: str, value: str | None = None, **more: Any) -> dict[str, Any]:
    """What "Ada" is said to do beside "Bob" in the paper "p"; `benchmarks` are those that are named."""
    benchmarks = more.pop("benchmarks", ["b"])
    return {
        "claim_id": f"{kind}/{value}/{more.get('relation')}",
        "document_id": "p",
        "kind": kind,
        "quote": value or more.get("relation"),
        "printed": value,
        "unit": "points",
        "bound": "exact",
        "direction": "up",
        "benchmarks": benchmarks,
        "benchmarks_named": len(benchmarks),
        "model": "Ada",
        "model_key": "ada",
        "baselines": ["bob"],
        "averaged": False,
        "date": "2024-05-01",
        "metric_named": False,
        **more,
    }


def delta(value: str | None, **more: Any) -> dict[str, Any]:
    return statement("delta", value, **more)


def percent(value: str, **more: Any) -> dict[str, Any]:
    return delta(value, **{"unit": "percent", "basis": "unclear"} | more)


def rank(relation: str = "outperforms", **more: Any) -> dict[str, Any]:
    return statement("rank", relation=relation, **more)


def amount(value: str, model: str, metric: str = "latency", unit: str = "ms", **more: Any) -> dict[str, Any]:
    return {
        "claim_id": f"{model}/{metric}/{value}",
        "document_id": "p",
        "model_key": fold(model),
        "metric_key": metric,
        "benchmark_keys": ["b"],
        "printed": value,
        "unit": unit,
        "bound": "exact",
        "averaged": False,
        "quote": value,
        "kind": "score",
        **more,
    }


def grid(*lines: str, metrics: str | None = None, caption: str = "") -> dict[str, Any]:
    """A table, columns parted by "|", its first line the header, bold between "**"; every cell below it is a claim by
    the metric `metrics`."""
    texts = [[text.strip() for text in line.split("|")] for line in lines]
    cells = [
        [row, column, text.strip("*"), 0, 0, text.startswith("**"), False]
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    ]
    claims = [
        {
            "row_index": row, "column_index": column, "claim_id": f"{row}.{column}", "metric": metrics,
            "subject": texts[row][0], "own": "ours" in texts[row][0].lower(),
        }
        for row, column, *_ in cells if row and column
    ]  # fmt: skip
    return {
        "document_id": "p",
        "table_index": 0,
        "header_rows": 1,
        "caption": caption,
        "cells": json.dumps(cells, ensure_ascii=False),
        "claims": claims,
    }


def said(value: str, **more: Any) -> dict[str, Any]:
    """A number in the abstract of a document whose systems and benchmarks the catalogue does not know."""
    return amount(value, "FooNet", "", "percent", **{"benchmark_keys": [], "chief": True} | more)


def average(value: str, over: int, sentence: str) -> dict[str, Any]:
    """An average in the text over so many."""
    return statement("score", value, over_count=over, sentence=sentence, averaged=True)


MEANS = grid("Model|A|B|Avg", "Ada|80.0|60.0|70.0", "Bob|81.0|61.5|71.3")
COUNTS = [
    (("71.3", 2, "It reaches 71.3 over 2 tasks."), ["consistent"]),
    (("71.3", 3, "It reaches 71.3 over 3 tasks."), ["inconsistent"]),
    (("71.25", 3, "It reaches 71.25 over three data sets."), ["inconsistent"]),
    (("71.3", 3, "It reaches 71.3 over 3 seeds."), []),
    (("71.3", 3, "It reaches 71.3 over 3 seeds of the tasks."), []),
    (("72.9", 3, "It reaches 72.9 over 3 tasks."), []),
    (("70.4", 2, "It reaches 70.4 over 2 tasks."), ["inconsistent"]),  # Ada's is 70.0
    (("70.4", 3, "It reaches 70.4 over 3 tasks."), []),
    (("71.4", 2, "It reaches 71.4 over 2 tasks."), []),  # Bob's is 71.3
    (("71", 3, "It reaches 71 over 3 tasks."), []),
]


def gain(value: str, **more: Any) -> dict[str, Any]:
    return said(value, claim_id="gain", **{"kind": "delta", "benchmark_keys": ["sst2"]} | more)


def summed(value: str, **more: Any) -> dict[str, Any]:
    return delta(value, claim_id="gain", model_key="foonet", **{"baselines": ["bert"]} | more)


def retold(value: str, abstract: str, *body: str, **more: Any) -> list[dict[str, Any]]:
    """A document whose abstract gives a number that is a claim, and the paragraphs of its body."""
    text, stretches = "", []
    for index, words in enumerate((abstract, *body)):
        stretches.append({"start": len(text), "stop": len(text) + len(words), "chief": index == 0})
        text += words + "\n\n"
    start = text.index(value)
    claim = said(value, **{"start_offset": start, "end_offset": start + len(value), "kind": "delta"} | more)
    return [{"document_id": "p", "text": text, "stretches": stretches}, claim]


def beside(value: str) -> dict[str, Any]:
    """The number of a `score` of the text as the checks of the text see it."""
    return amount(value, "Ada", claim_id=score(value)["claim_id"], chief=False)


KEYS = (
    ("denied", "denial"), ("grid", "cells"), ("passage", "stretches"), ("amount", "metric_key"), ("score", "board"),
    ("statement", "kind"),
)  # fmt: skip


def found(*facts: dict[str, Any]) -> list[Finding]:
    columns = {
        "score": SCORE_COLUMNS, "statement": STATEMENT_COLUMNS, "amount": AMOUNT_COLUMNS, "grid": GRID_COLUMNS,
        "passage": PASSAGE_COLUMNS, "denied": DENIED_COLUMNS,
    }  # fmt: skip
    tables: dict[str, list[dict[str, object]]] = {name: [] for name in columns}
    for fact in facts:
        name = next(name for name, key in KEYS if key in fact)
        tables[name].append(fact)
    with duckdb.connect() as con:
        for name, rows in tables.items():
            fill(con, name, columns[name], pl.DataFrame(rows, infer_schema_length=None))
        return run_checks(con, CATALOG)


EARLIER = [score(f"7{n}.0", f"q{n}", model=f"M{n}", date=f"202{n}") for n in range(4)]
LATER = [score(f"8{n}.0", f"q{n}", model=f"M{n}", date="2025") for n in range(4)]
PR = (cell("80.0", metric="precision"), cell("60.0", metric="recall"))
ADA_BOB = (cell("74.5"), cell("72.2", 2, model="Bob"))
WER = (cell("5.2", metric="wer"), cell("6.0", 2, metric="wer", model="Bob"))
TWO_BOARDS = (*ADA_BOB, cell("61.0", benchmark="c"), cell("57.5", 2, benchmark="c", model="Bob"))
TWO_METRICS = (*ADA_BOB, cell("61.0", metric="f1"), cell("57.5", 2, metric="f1", model="Bob"))
TABLE = grid("Model|SST-2|MNLI", "Bert|89.1|71.62", "FooNet (ours)|92.8|73.15", "Zed|71.02|70.2")
WRONG = (
    "Model|A|B|C|D|E|F", "Ada|**80**|**70**|**60**|50|40|30", "Bob|79|69|59|**49**|**39**|**29**",
    "Eve|70|60|50|40|30|20", "Flo|60|50|40|30|20|10",
)  # fmt: skip
SAID = [
    # delta-absolute
    ([delta("2.3"), *ADA_BOB], "delta-absolute", ["consistent"]),
    ([delta("2.8"), *ADA_BOB], "delta-absolute", ["inconsistent"]),
    ([delta("2"), *ADA_BOB], "delta-absolute", ["consistent"]),
    ([delta("2.30"), *ADA_BOB], "delta-absolute", ["consistent"]),  # 74.5 and 72.2 are rounded themselves
    ([delta("3"), *ADA_BOB], "delta-absolute", ["inconsistent"]),
    ([delta("0.8", direction="down"), *WER], "delta-absolute", ["consistent"]),
    ([delta("0.8", direction="up"), *WER], "delta-absolute", ["consistent"]),  # "improves WER by" is a drop
    ([delta("1.8", direction="down"), *WER], "delta-absolute", ["inconsistent"]),
    ([delta("2.3", direction="down"), *ADA_BOB], "delta-absolute", ["inconsistent"]),  # it is a gain
    ([delta("2.8", model_key="eve"), *ADA_BOB], "delta-absolute", []),
    ([delta("2.8", baselines=["eve"]), *ADA_BOB], "delta-absolute", []),
    ([delta("2.8", benchmarks=["c"]), *ADA_BOB], "delta-absolute", []),
    ([delta("2.8", metric="f1", metric_named=True), *ADA_BOB], "delta-absolute", []),
    ([delta("2.8", averaged=True), *ADA_BOB], "delta-absolute", []),
    ([delta("2.8", over_count=3), *ADA_BOB], "delta-absolute", []),
    ([delta("2", bound="at_least"), *ADA_BOB], "delta-absolute", ["consistent"]),
    ([delta("4", bound="at_least"), *ADA_BOB], "delta-absolute", ["inconsistent"]),
    ([delta("2.4", bound="about"), *ADA_BOB], "delta-absolute", ["consistent"]),
    ([delta("2.8", benchmarks=[]), *TWO_BOARDS], "delta-absolute", ["not_checkable"]),
    ([delta("3.5", benchmarks=[]), *TWO_BOARDS], "delta-absolute", ["consistent"]),
    ([delta("2.8"), cell("74.5", uncertainty="0.4"), ADA_BOB[1]], "delta-absolute", ["review"]),
    ([delta("2.8"), *TWO_METRICS], "delta-absolute", ["not_checkable"]),  # of accuracy or of F1
    ([delta("3.5"), *TWO_METRICS], "delta-absolute", ["consistent"]),
    ([delta("2.8", metric="accuracy", metric_named=True), *TWO_METRICS], "delta-absolute", ["inconsistent"]),
    ([delta("2.8", sentence="Ada is 2.8 faster than Bob."), *ADA_BOB], "delta-absolute", []),
    ([delta("2.8", sentence="Ada is 2.8 better than Bob."), *ADA_BOB], "delta-absolute", ["inconsistent"]),
    # delta-relative
    ([percent("5.1"), *TWO_METRICS], "delta-relative", ["not_checkable"]),
    ([percent("2.3"), *ADA_BOB], "delta-relative", ["consistent"]),
    ([percent("3.2"), *ADA_BOB], "delta-relative", ["consistent"]),  # 2.3 / 72.2
    ([percent("8.3"), *ADA_BOB], "delta-relative", ["consistent"]),  # 2.3 / 27.8
    ([percent("5.1"), *ADA_BOB], "delta-relative", ["inconsistent"]),
    ([percent("2.3", basis="relative"), *ADA_BOB], "delta-relative", ["inconsistent"]),
    ([percent("13.3", basis="relative", direction="down"), *WER], "delta-relative", ["consistent"]),
    ([percent("2.3", basis="absolute"), *ADA_BOB], "delta-relative", []),
    # range
    ([score("101.2")], "range", ["inconsistent"]),
    ([cell("-3.0")], "range", ["inconsistent"]),
    ([score("-3.0")], "range", ["not_checkable"]),  # "-3.0 accuracy" in a text is a change
    ([cell("101.2"), cell("102.0", 2), cell("103.5", 3)], "range", ["not_checkable"] * 3),  # not accuracies
    ([score("1.20", metric="mcc")], "range", ["inconsistent"]),
    ([score("50", metric="never heard of")], "range", ["not_checkable"]),
    ([score("100.0"), score("0", model="Bob")], "range", []),
    ([score("130.5", metric="wer")], "range", []),  # a word error rate has no upper end
    ([score("-0.3", metric="mcc")], "range", []),
    ([score("2019", metric="year")], "range", []),
    # unit-slip
    ([cell("74.5"), cell("72.2", 2, model="Bob"), cell("0.731", 3, model="Eve")], "unit-slip", ["review"]),
    ([cell("0.745"), cell("0.722", 2, model="Bob"), cell("73.1", 3, model="Eve")], "unit-slip", ["review"]),
    ([cell("74.5"), cell("72.2", 2, model="Bob"), cell("1.1", 3, model="Eve")], "unit-slip", []),
    ([cell("0.745"), cell("0.722", 2, model="Bob")], "unit-slip", []),
    ([cell("0.7", metric="wer"), cell("6.0", 2, metric="wer", model="Bob")], "unit-slip", []),
    ([*(score(f"7{n}.5", f"q{n}", model=f"M{n}") for n in range(4)), score("0.735")], "unit-slip", ["review"]),
    # granularity
    ([score("46.97", benchmark="small", split="test")], "granularity", ["consistent"]),  # 93 of 198
    ([score("46.91", benchmark="small", split="test")], "granularity", ["inconsistent"]),
    ([score("47", benchmark="small", split="test")], "granularity", []),  # too coarse to tell
    ([score("46.91", benchmark="small")], "granularity", ["inconsistent"]),  # the only split that is reported on
    ([score("46.91", benchmark="small", split="dev")], "granularity", []),
    ([score("46.91", benchmark="large", split="test")], "granularity", []),
    ([score("46.91", benchmark="small", split="test", uncertainty="0.2")], "granularity", []),
    ([score("46.91", benchmark="small", split="test", averaged=True)], "granularity", []),
    ([score("46.91", benchmark="small", split="test", protocol={"samples": "64"})], "granularity", []),
    ([score("46.91", metric="f1", benchmark="small", split="test")], "granularity", []),
    ([score("73.5", metric="pass-at-1", benchmark="code", split="test")], "granularity", ["review"]),  # or of k·164
    ([score("73.2", metric="pass-at-1", benchmark="code", split="test")], "granularity", ["consistent"]),
    ([score("73.5", metric="pass-at-10", benchmark="code", split="test")], "granularity", []),
    ([score("73.5", benchmark="code", split="test")], "granularity", ["review"]),
    ([score("51.3", benchmark="exam", split="test")], "granularity", ["review"]),
    ([score("53.3", benchmark="exam", split="test")], "granularity", ["consistent"]),
    ([score("51.3", benchmark="exam", split="test", averaged=True)], "granularity", []),
    ([score("84.31", benchmark="sums", split="test")], "granularity", ["review"]),
    ([score("84.31", benchmark="sums", split="test", protocol={"samples": "16"})], "granularity", []),
    # f1-from-pr
    ([*PR, cell("68.6", metric="f1")], "f1-from-pr", ["consistent"]),
    ([*PR, cell("70.0", metric="f1")], "f1-from-pr", ["inconsistent"]),
    ([cell("80.0", metric="precision"), cell("60.0", 2, metric="recall"), cell("70.0", metric="f1")], "f1-from-pr", []),
    (
        [
            cell("80.0", metric="precision", protocol={"average": "macro"}),
            cell("60.0", metric="recall", protocol={"average": "macro"}),
            cell("70.0", metric="f1", protocol={"average": "macro"}),
        ],
        "f1-from-pr",
        [],
    ),
    # mean-of-members
    ([grid("Model|A|B|Avg", "Ada|80.0|60.0|70.0", "Bob|81.0|61.5|71.3")], "mean-of-members", ["consistent"] * 2),
    (
        [grid("Model|A|B|Avg.", "Ada|80.0|60.0|70.0", "Bob|81.0|61.5|71.3", "Eve|50.0|60.0|56.0")],
        "mean-of-members",
        ["consistent", "consistent", "inconsistent"],
    ),
    ([grid("Model|A|B|Avg", "Ada|80.0|60.0|75.0", "Bob|81.0|61.5|76.3")], "mean-of-members", []),  # weighted, say
    ([grid("Model|A|B|Avg", "Ada|80.0|60.0|70.0", "Bob|81.0|–|71.3")], "mean-of-members", []),
    (
        [grid("Model|A|B|Avg|C|D|Avg", "Ada|80|60|70|10|20|15", "Bob|82|60|71|10|30|20", "Eve|1|3|2|4|6|9")],
        "mean-of-members",
        ["consistent"] * 5 + ["inconsistent"],
    ),
    ([grid("Model|A|B", "Ada|80.0|60.0", "Bob|81.0|61.5")], "mean-of-members", []),
    (
        [grid("Model|A|X|B|Avg", "Ada|80|–|60|70", "Bob|82|–|60|71", "Eve|80|50|60|60", "Flo|80||62|71")],
        "mean-of-members",
        ["consistent"] * 3,  # Eve's X, which few others have, is a member
    ),
    *[([MEANS, average(*said)], "mean-of-members", ["consistent", "consistent", *then]) for said, then in COUNTS],
    # bound
    ([delta("3.5", bound="up_to", benchmarks=["b", "c"]), *TWO_BOARDS], "bound", ["consistent"]),
    ([delta("4.5", bound="up_to", benchmarks=["b", "c"]), *TWO_BOARDS], "bound", ["inconsistent"]),
    ([delta("3.0", bound="up_to", benchmarks=["b", "c"]), *TWO_BOARDS], "bound", ["review"]),
    ([delta("4.5", bound="up_to", benchmarks=[]), *TWO_BOARDS], "bound", ["inconsistent"]),
    ([delta(None, low="2.3", high="3.5", benchmarks=["b", "c"]), *TWO_BOARDS], "bound", ["consistent"]),
    ([delta(None, low="2.3", high="4.5", benchmarks=["b", "c"]), *TWO_BOARDS], "bound", ["inconsistent"]),
    ([delta(None, low="1.1", high="3.5", benchmarks=["b", "c"]), *TWO_BOARDS], "bound", ["inconsistent"]),
    ([delta(None, low="2.9", high="3.5", benchmarks=["b", "c"]), *TWO_BOARDS], "bound", ["review"]),
    ([delta(None, low="2.3", high="4.5", benchmarks=["b"]), *TWO_BOARDS], "bound", []),
    # ratio
    ([statement("ratio", "3", unit="times"), amount("12", "Ada"), amount("36", "Bob")], "ratio", ["consistent"]),
    ([statement("ratio", "5", unit="times"), amount("12", "Ada"), amount("36", "Bob")], "ratio", ["inconsistent"]),
    ([statement("ratio", "5", unit="times"), amount("12", "Ada"), amount("36", "Bob", unit="s")], "ratio", []),
    ([statement("ratio", "5", unit="times"), amount("12", "Ada"), amount("36", "Bob", "memory")], "ratio", []),
    ([statement("ratio", "2", unit="times"), amount("100", "Ada"), amount("100", "Bob")], "ratio", []),
    ([statement("ratio", "5"), amount("12", "Ada", benchmark_keys=[]), amount("36", "Bob")], "ratio", []),
    # prose-vs-table
    ([said("92.3"), TABLE], "prose-vs-table", ["inconsistent"]),
    ([said("29.8", benchmark_keys=["b"]), TABLE], "prose-vs-table", ["inconsistent"]),  # two neighbours changed places
    ([said("92.8"), TABLE], "prose-vs-table", ["consistent"]),
    ([said("0.928"), TABLE], "prose-vs-table", ["consistent"]),
    ([said("75.1"), TABLE], "prose-vs-table", []),
    ([said("92.3", chief=False), TABLE], "prose-vs-table", []),  # may be another paper's
    (
        [*retold("92.3", "We do.", "Our FooNet reaches 92.3 on SST-2.", kind="score", chief=False), TABLE],
        "prose-vs-table",
        ["review"],
    ),
    (
        [*retold("92.3", "We do.", "Our FooNet reaches 92.3 on MNLI.", kind="score", chief=False), TABLE],
        "prose-vs-table",
        [],
    ),  # the near one stands in another column
    (retold("3.9", "FooNet gains 3.9% on SST-2.", "FooNet gains 3.7% on SST-2."), "prose-vs-table", ["review"]),
    (retold("37", "Errors fall by 37%.", "Errors fall by 27% for all."), "prose-vs-table", ["review"]),
    (retold("3.9", "FooNet gains 3.9%.", "FooNet gains 3.9%, Bert gains 3.7%."), "prose-vs-table", []),
    (retold("3.9", "FooNet gains 3.9%, Bert 3.7%.", "Bert gains 3.7%."), "prose-vs-table", []),  # said here as well
    (retold("37", "Errors fall by 37%.", "We train for 27 days."), "prose-vs-table", []),
    (retold("37", "We use 37 languages.", "We train for 27 days.", kind="size"), "prose-vs-table", []),
    (retold("4701", "It has 4701 images.", "Of 4731 images, most", kind="size"), "prose-vs-table", ["review"]),
    (retold("4701", "It has 4701 images.", "As others do [4731].", kind="size"), "prose-vs-table", []),
    (retold("8", "FooNet needs 8 layers.", "FooNet needs 6 layers.", kind="size"), "prose-vs-table", []),
    (retold("2018", "FooNet won in 2018.", "FooNet won in 2019.", kind="size"), "prose-vs-table", []),
    (
        [*retold("92.3", "FooNet reaches 92.3% on SST-2.", "FooNet reaches 92.3% on SST-2.", kind="score"), TABLE],
        "prose-vs-table",
        [],
    ),  # said twice, it is no slip
    (
        [*retold("71.02", "FooNet reaches accuracy 71.02% on MNLI dev.", "On MNLI dev FooNet reaches accuracy 71.62%.",
                 kind="score"), TABLE],
        "prose-vs-table",
        ["review"],
    ),  # a table has 71.02, for another
    ([said("71.62", benchmark_keys=["sst2"]), TABLE], "prose-vs-table", ["inconsistent"]),  # it is MNLI's
    ([said("71.62", benchmark_keys=["mnli"]), TABLE], "prose-vs-table", ["consistent"]),
    ([said("71.62"), TABLE], "prose-vs-table", ["not_checkable"]),  # another's, of what it does not name
    ([gain("70.3", kind="delta"), TABLE], "prose-vs-table", ["inconsistent"]),
    ([gain("7.3"), grid("Model|A", "Ada|7.6")], "prose-vs-table", []),  # a gain too short to tell
    ([summed("3.9"), gain("3.9"), TABLE], "delta-absolute", ["inconsistent"]),
    ([summed("3.7"), gain("3.7"), TABLE], "delta-absolute", []),
    ([summed("3.9"), *retold("3.9", "It gains 3.9%.", "Up 3.9%.", claim_id="gain"), TABLE], "delta-absolute", []),
    ([summed("3.9"), *retold("3.9", "It gains 3.9%.", claim_id="gain"), TABLE], "delta-absolute", ["inconsistent"]),
    ([summed("8.8"), gain("8.8"), TABLE], "delta-absolute", []),  # near no difference
    ([summed("3.9"), gain("3.9", chief=False), TABLE], "delta-absolute", []),
    ([summed("3.9", averaged=True), gain("3.9"), TABLE], "delta-absolute", []),
    ([score("74.5"), cell("75.5")], "prose-vs-table", ["inconsistent"]),
    ([score("74.5"), cell("75.4")], "prose-vs-table", ["review"]),  # another run, it may be
    # lists that are told twice: the numbers beside a number are about it as its words are
    (
        retold("3.9", "Up 1.4%, 3.9% and 2.2% on sets.", "We see 1.4%, 3.7%, and 2.2% more.", "3.9 were unclear."),
        "prose-vs-table",
        [],
    ),
    (
        [*retold("3.9", "Gains of 1.4%, 3.9%, 2.2% and 5.1% on sets.", "Gains on sets 1.4%, 3.7%, 2.2%, 5.1%."), TABLE],
        "prose-vs-table",
        ["review"],
    ),
    (
        [*retold("7.9", "An improvement of 7.9% in exact matching.", "It improves exact matching by 7.5%."),
         grid("Model|A", "Zed|7.9")],
        "prose-vs-table",
        ["review"],
    ),  # what stands in a table for something else is no gain
    ([gain("0.9"), grid("Model|SST-2", "FooNet (ours)|0.1|88.6", "Bert|0.4|80.0")], "prose-vs-table", []),
    (
        retold("1200", "A network of over 1200 layers gets better.", "A network of over 1000 layers got better."),
        "prose-vs-table",
        ["review"],
    ),  # a paper counts many things
    (retold("3.63", "A gain of 3.63% on data.", "On a processor of 3.60 GHz.", kind="delta"), "prose-vs-table", []),
    (retold("0.15", "It is 0.15 dB better.", "By 0.12 dB and 0.15dB better.", kind="delta"), "prose-vs-table", []),
    (retold("0.15", "It is 0.15 dB better.", "It is 0.12 dB better.", kind="delta"), "prose-vs-table", ["review"]),
    (
        [*retold("92.3", "We do.", "Our FooNet reaches 92.3 on SST-2.", kind="score", chief=False, model_key="zed"),
         TABLE],
        "prose-vs-table",
        [],
    ),  # the near one is another system's
    (retold("60", "It costs only 60% of training.", "It saves 40% of training costs."), "prose-vs-table", []),
    ([score("74.5"), cell("75.4"), beside("74.5"), grid("Model|A", "Ada|75.4", "Ada+|74.5")], "prose-vs-table",
     ["not_checkable"]),  # it is the other row's
    ([score("74.5"), cell("75.4"), beside("74.5"), grid("Model|A", "Ada|75.4", "Ada+|77.1")], "prose-vs-table",
     ["review"]),
    ([score("74.5"), cell("74.52")], "prose-vs-table", ["consistent"]),
    ([score("74.5"), cell("75.4"), cell("74.5", 2)], "prose-vs-table", ["consistent"]),
    ([score("74.5", split="test"), cell("75.4", split="dev")], "prose-vs-table", ["not_checkable"]),
    ([score("74.5"), cell("75.4", model="Bob")], "prose-vs-table", []),
    ([cell("74.5"), cell("75.4", 2)], "prose-vs-table", []),
    # cross-paper
    ([score("74.5"), score("75.1", "q")], "cross-paper", ["conflict"]),
    ([score("74.5"), score("74.5", "r"), score("75.1", "q")], "cross-paper", ["conflict", "consistent"]),
    ([score("74.5"), score("74.52", "q")], "cross-paper", ["consistent"]),
    ([score("84.3"), score("84.4", "q")], "cross-paper", ["conflict"]),  # 84.35 rounds to one of them only
    ([score("74.5", model="GPT-4"), score("75.1", "q", model="gpt 4")], "cross-paper", ["conflict"]),
    ([score("74.5", model="GPT-4"), score("75.1", "q", model="GPT-5")], "cross-paper", []),
    ([score("74.5", split="test"), score("75.1", "q", split="dev")], "cross-paper", []),
    ([score("74.5", protocol={"shots": "5"}), score("75.1", "q", protocol={"shots": "0"})], "cross-paper", []),
    ([score("74.5"), score("75.1")], "cross-paper", []),  # one paper: not this check's affair
    ([score("74.5"), score("74.5", "q"), score("75.1", "q")], "cross-paper", ["consistent"]),  # q left a setting unsaid
    ([score("74.5", uncertainty="0.7"), score("75.1", "q")], "cross-paper", ["consistent"]),  # within the spread
    ([score("74.5", uncertainty="0.2"), score("75.1", "q")], "cross-paper", ["conflict"]),
    (
        [score("74.5"), score("75.1"), score("74.5", "r"), score("75.1", "q")],
        "cross-paper",
        ["consistent"],
    ),  # p gives both, and says of neither what it is
    ([score("89.5", model="Human", role="human"), score("91.2", "q", model="Human", role="human")], "cross-paper", []),
    # sota-at-date
    ([rank("sota"), score("74.5", date="2024-05-01"), *EARLIER], "sota-at-date", ["consistent"]),
    ([rank("sota"), score("71.5", date="2024-05-01"), *EARLIER], "sota-at-date", ["inconsistent"]),
    ([rank("sota"), score("71.5", date="2024-05-01"), EARLIER[3]], "sota-at-date", ["not_checkable"]),
    ([rank("sota"), score("71.5", date="2024-05-01"), *LATER], "sota-at-date", ["not_checkable"]),
    # rank-direction
    ([rank(), *ADA_BOB], "rank-direction", ["consistent"]),
    ([rank(), cell("71.5"), ADA_BOB[1]], "rank-direction", ["inconsistent"]),
    ([rank("underperforms"), *ADA_BOB], "rank-direction", ["inconsistent"]),
    ([rank("underperforms", quote="lower"), *ADA_BOB], "rank-direction", []),  # its costs, it may be
    (
        [rank("underperforms", quote="lower", metric="accuracy", metric_named=True), *ADA_BOB],
        "rank-direction",
        ["inconsistent"],
    ),
    ([rank(), *WER], "rank-direction", ["consistent"]),
    ([rank(), cell("6.2", metric="wer"), WER[1]], "rank-direction", ["inconsistent"]),
    ([rank(), cell("1999", metric="year"), cell("2001", 2, metric="year", model="Bob")], "rank-direction", []),
    (
        [rank(benchmarks=[]), *TWO_BOARDS[:3], cell("69.0", 2, benchmark="c", model="Bob")],
        "rank-direction",
        ["consistent"],
    ),
    ([rank(), cell("72.2"), ADA_BOB[1]], "rank-direction", ["not_checkable"]),  # level
    ([rank(), cell("72"), ADA_BOB[1]], "rank-direction", ["not_checkable"]),  # 71.5 to 72.5
    ([rank("underperforms"), cell("72.2"), ADA_BOB[1]], "rank-direction", ["not_checkable"]),
    ([rank(), cell("72.2"), cell("71.0", split="test"), ADA_BOB[1]], "rank-direction", ["not_checkable"]),
    ([rank("place", quote="second place"), cell("71.5"), ADA_BOB[1]], "rank-direction", ["consistent"]),
    ([rank("place", quote="ranked 1st"), cell("71.5"), ADA_BOB[1]], "rank-direction", ["inconsistent"]),
    ([rank("place", quote="won"), cell("6.2", metric="wer"), WER[1]], "rank-direction", ["inconsistent"]),
    ([rank("place", quote="won"), *WER], "rank-direction", ["consistent"]),
    ([rank("place", quote="won"), cell("72.2"), ADA_BOB[1]], "rank-direction", ["consistent"]),  # shared
    ([rank("place", quote="top three"), cell("71.5"), ADA_BOB[1]], "rank-direction", ["consistent"]),
    ([rank("place", quote="ranked 7/24"), cell("71.5"), ADA_BOB[1]], "rank-direction", ["not_checkable"]),
    ([rank("place", quote="won", benchmarks=[]), cell("71.5"), ADA_BOB[1]], "rank-direction", []),
    ([rank("place", quote="won"), cell("71.5"), cell("72.2", 2, model="Ada large")], "rank-direction", []),
    ([rank("place", quote="won"), cell("71.5"), cell("72.2", 2, model="Bob", role="human")], "rank-direction", []),
    # tie
    ([rank(), cell("74.5"), cell("74.5", 2, model="Bob")], "tie", ["review"]),
    ([rank(), cell("74.5"), cell("74", 2, model="Bob")], "tie", ["review"]),
    ([rank(), *ADA_BOB], "tie", []),
    ([rank(), cell("74.5", uncertainty="0.1"), cell("74.5", 2, model="Bob")], "tie", []),
    (
        [
            rank(benchmarks=["small"]),
            cell("74.50", benchmark="small"),
            cell("74.25", 2, benchmark="small", model="Bob"),
        ],
        "tie",
        ["review"],
    ),
    *(
        (
            [
                rank(benchmarks=["small"]),
                cell("74.50", benchmark="small", split=split),
                cell("74.25", 2, benchmark="small", split=split, model="Bob"),
            ],
            "tie",
            outcomes,
        )
        for split, outcomes in (("test", ["review"]), ("train", []), ("validation", []))
    ),
    # what a sentence denies is not judged
    (
        [{"claim_id": "c", "document_id": "p", "kind": "score", "quote": "74.5", "denial": "reaching"}],
        "prose-vs-table",
        ["not_checkable"],
    ),
    # best-in-bold
    (
        [grid("Model|A|B|C", "Ada|**80.1**|74.5|**60.2**", "Bob|79.0|**70.1**|59.0", "Eve|70|60|50")],
        "best-in-bold",
        ["review"],
    ),
    (
        [grid("Model|A|B|C", "Ada|**80.1**|**74.5**|59.1", "Bob|79.0|70.1|**59.0**", "Eve|70|60|50")],
        "best-in-bold",
        ["review"],
    ),
    ([grid("Model|FID ↓|B|C", "Ada|**8.1**|**7**|8", "Bob|7.9|6|**9**", "Eve|5.0|5|7")], "best-in-bold", ["review"]),
    (
        [grid("Set|Ada|Bob|Eve", "A|**80**|79|70", "B|**70**|69|60", "C|64|**60**|50", "D|**4**|3|2")],
        "best-in-bold",
        ["review"],
    ),
    ([grid("Model|accuracy", "Ada|74.0", "Bob|**72.0**", "Eve|70.0", metrics="accuracy")], "best-in-bold", ["review"]),
    ([grid("Model|wer", "Ada|7.4", "Bob|**7.6**", "Eve|7.9", metrics="wer")], "best-in-bold", ["review"]),
    ([grid("Model|wer", "Ada|**7.4**", "Bob|7.6", "Eve|7.9", metrics="wer")], "best-in-bold", []),
    ([grid("Model|year", "Ada|1999", "Bob|**2001**", "Eve|2003", metrics="year")], "best-in-bold", []),
    ([grid("Model|A|B|C", "Ada|**80.1**|**74.5**|**60.2**", "Bob|79.0|70.1|59.0", "Eve|70|60|50")], "best-in-bold", []),
    (
        [grid("Model|A|B|time", "Ada|**80.1**|**74.5**|**1.2**", "Bob|79.0|70.1|5.0", "Eve|70|60|9.3")],
        "best-in-bold",
        [],
    ),
    ([grid("Model|A|B", "Ada|80.1|70.5", "Ours|**79.0**|**70.1**", "Eve|70|60")], "best-in-bold", []),  # its own row
    (
        [grid("Model|A|B|C", "Human|90|90|90", "Ada|**80**|**70**|**60**", "Bob|79|69|59", "Eve|1|2|3")],
        "best-in-bold",
        [],
    ),
    (
        [
            grid(
                "Model|A|B", "small", "Ada|**70**|**60**", "Bob|69|59", "Cy|1|2",
                "large", "Di|**80**|**70**", "Eve|79|69", "Flo|1|2",
            )
        ],
        "best-in-bold",
        [],
    ),  # each group has its own best
    (
        [grid("Model|A|B|C", "Ada|**75**|**7**|**9**", "Bob|75.4|6|8", "Eve|70|5|7")],
        "best-in-bold",
        [],
    ),  # 75 is up to 75.5
    (
        [grid("Set|Ada|Bob|Eve", "A|**80**|79|70", "B|**70**|69|60", "C|**64**|60|50", "D|3|**4**|2")],
        "best-in-bold",
        [],
    ),
    (
        [grid("Model|A|B|C", "Human [15]|90|90|90", "Ada|**80**|**70**|**60**", "Bob|79|69|59", "Eve|1|2|3")],
        "best-in-bold",
        [],
    ),
    (
        [grid("Model|A|B|C", "Average human expert|90|90|90", "Ada|**80**|**70**|**60**", "Bob|79|69|59", "Eve|1|2|3")],
        "best-in-bold",
        [],
    ),
    (
        [
            grid(
                "Model|A|B", "small|small|small", "Ada|**70**|**60**", "Bob|69|59", "Cy|1|2",
                "large|large|large", "Di|**80**|**70**", "Eve|79|69", "Flo|1|2",
            )
        ],
        "best-in-bold",
        [],
    ),  # a group's name across all columns
    (
        [grid("Model|A|B|C", "Real data|99|99|99", "Ada|**80**|**70**|**60**", "Bob|79|69|59", "Eve|1|2|3")],
        "best-in-bold",
        [],
    ),
    (
        [
            grid(
                "Model|A|B", "Ada|**70**|**60**", "Bob|69|59", "Cy|1|2",
                "Model|C|D", "Di|**80**|**50**", "Eve|79|49", "Flo|1|2",
            )
        ],
        "best-in-bold",
        [],
    ),  # the columns are named once more
    (
        [
            grid(
                "Model|A|B", "small", "Ada|**70**|**60**", "Bob|69|59", "Cy|1|2",
                "large", "Di|**80**|71", "Eve|79|72", "Flo|1|2",
            )
        ],
        "best-in-bold",
        [],
    ),  # as one column has its groups, so has the other
    (
        [grid("Model|A|B|C", "Ada|70|60|50", "Ada+|**71**|**61**|**51**", "Bob|80|70|60", "Bob+|**79**|**71**|**61**")],
        "best-in-bold",
        [],
    ),  # rows of its own, each beside what it is built upon
    ([grid(*WRONG)], "best-in-bold", []),  # so many that bold may mean something else
    ([grid(*WRONG, caption="Best results are in bold.")], "best-in-bold", ["review"] * 3),
    ([grid(*WRONG, caption="Our results are in bold.")], "best-in-bold", []),
    # completeness
    ([score("74.5"), score("72.2", model="Bob")], "completeness", ["review"]),
    ([score("74.5", split="test"), score("72.2", model="Bob")], "completeness", []),
    ([score("74.5", uncertainty="0.4")], "completeness", []),
    ([score("74.5"), *retold("74.5", "It has 74.5.", "All figures are means of five runs.")], "completeness", []),
    ([score("74.5"), *retold("74.5", "It has 74.5.", "We use 10-fold cross-validation.")], "completeness", []),
    ([score("74.5"), *retold("74.5", "It has 74.5.", "On the test set it is best.")], "completeness", []),
    ([score("74.5"), *retold("74.5", "It has 74.5.", "It runs fast and tests well.")], "completeness", ["review"]),
    # unit-slip
    ([*(score(f"7{n}.5", f"q{n}", model=f"M{n}") for n in range(4)), score("0.735"), score("71.2", raw=0.712)],
     "unit-slip", []),  # the document writes fractions
]  # fmt: skip


@pytest.mark.parametrize(("facts", "check", "outcomes"), SAID)
def test_what_a_check_says(facts: Sequence[dict[str, Any]], check: str, outcomes: list[str]) -> None:
    assert sorted(each.outcome for each in found(*facts) if each.check_id == check) == sorted(outcomes)


def test_every_check_has_rows_that_agree_and_rows_that_do_not() -> None:
    disagree = {"inconsistent", "conflict", "review"}
    for check in CHECKS:
        outcomes = [outcomes for _, name, outcomes in SAID if name == check.id]
        assert any(disagree & set(each) for each in outcomes), check.id
        assert any(not disagree & set(each) for each in outcomes), check.id


def test_a_conflict_names_both_claims_and_both_numbers() -> None:
    (conflict,) = [each for each in found(score("74.5"), score("75.1", "q")) if each.check_id == "cross-paper"]

    assert (conflict.severity, conflict.document_id) == ("warning", "q")
    assert conflict.claim_ids == (score("75.1", "q")["claim_id"], score("74.5")["claim_id"])
    assert conflict.message == "75.1 here, 74.5 in another document for Ada"


SEVERE = [
    ([delta("2.3", direction="down"), *ADA_BOB], "delta-absolute"),
    ([rank(), cell("71.5"), ADA_BOB[1]], "rank-direction"),
    ([score("101.2")], "range"),
]


@pytest.mark.parametrize(("facts", "check"), SEVERE)
def test_what_changes_a_decision_is_an_error(facts: Sequence[dict[str, Any]], check: str) -> None:
    assert [each.severity for each in found(*facts) if each.check_id == check] == ["error"]


def test_a_disagreement_shows_its_sum() -> None:
    (told,) = [each for each in found(delta("2.8"), *ADA_BOB) if each.check_id == "delta-absolute"]

    assert told.formula == "74.5 - 72.2"
    assert (told.low, told.high) == (pytest.approx(2.2), pytest.approx(2.4))
    assert told.claim_ids == (delta("2.8")["claim_id"], ADA_BOB[0]["claim_id"], ADA_BOB[1]["claim_id"])


def test_every_check_has_one_id() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS) == 16


values = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-200, max_value=200).map(str)
scores = st.lists(
    st.builds(
        lambda value, paper, metric, model, place, bold: score(
            value, paper, metric, model, cell=place or None, bold=bold and place > 0
        ),
        values,
        st.sampled_from("pqr"),
        st.sampled_from(["accuracy", "wer", "year", "none"]),
        st.sampled_from(["Ada", "Bob"]),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda row: row["claim_id"],
)


@settings(max_examples=25, deadline=None)
@given(scores, st.randoms())
def test_the_order_of_the_facts_changes_no_finding(rows: list[dict[str, Any]], random: Any) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert found(*shuffled, rank(), delta("2.3")) == found(*rows, rank(), delta("2.3"))


@given(st.lists(st.decimals(min_value=-999, max_value=999, places=2, allow_nan=False), min_size=1, max_size=9))
def test_a_mean_lies_within_what_rounding_leaves(members: list[Decimal]) -> None:
    exact = sum(members) / len(members)
    within = mean([printed(member) for member in members])
    assert within.low < exact < within.high


PLACES = [
    ("ranked 3rd", (3, False)),
    ("second place", (2, False)),
    ("ranked 27/45", (27, False)),
    ("1$^{st}$", (1, False)),
    ("in the top ten", (10, True)),
    ("top-3", (3, True)),
    ("won", (1, False)),
    ("tops", (1, False)),
    ("stands", None),
]


@pytest.mark.parametrize(("quote", "place"), PLACES)
def test_a_quote_names_a_place(quote: str, place: tuple[int, bool] | None) -> None:
    assert stated_place(quote) == place


DENIED = [
    ("X does not reach 74.5% on", "74.5", "reaching"),
    ("Ada never reaches 74.5%", "74.5", "reaching"),
    ("Ada cannot exceed 74.5%", "74.5", "exceeding"),
    ("Ada fails to reach 74.5%", "74.5", "reaching"),
    ("Ada isn't able to surpass 74.5", "74.5", "exceeding"),
    ("Ada doesn’t even get to 74.5", "74.5", "reaching"),
    ("Ada does not outperform Bob by 2.3 points", "2.3", "exceeding"),
    ("None of the models reaches 74.5", "74.5", "reaching"),
    ("No other model exceeds 80", "80", "exceeding"),
    ("Ada reaches 72.1%, not 74.5%", "74.5", "reaching"),
    ("The accuracy is not 74.5%", "74.5", "reaching"),
    ("The accuracy is not above 74.5%", "74.5", "exceeding"),
    ("Ada shows no improvement of 2.3 points", "2.3", "reaching"),
    ("Ada falls short of 74.5%", "74.5", "reaching"),
    ("Without reaching 74.5% it", "74.5", "reaching"),
    ("Ada does not, on GSM8K, reach 74.5%", "74.5", None),
    ("Ada not only reaches 74.5%", "74.5", None),
    ("Ada does not just reach 74.5%", "74.5", None),
    ("Without fine-tuning, Ada reaches 74.5%", "74.5", None),
    ("Ada, which was not fine-tuned, reaches 74.5%", "74.5", None),
    ("Ada does not use labels and reaches 74.5%", "74.5", None),
    ("A model that does not use labels reaches 74.5%", "74.5", None),
    ("Ada with no fine-tuning reaches 74.5%", "74.5", None),
    ("Ada reaches 74.5%, not 72.1%", "74.5", None),
    ("Although Bob fails to converge, Ada reaches 74.5%", "74.5", None),
    ("While Bob does not improve, Ada gains 2.3", "2.3", None),
    ("Bob fails to reach the baseline but Ada reaches 74.5%", "74.5", None),
    ("Not surprisingly, Ada reaches 74.5", "74.5", None),
    ("No fewer than 74.5% are", "74.5", None),
    ("Ada, without any labels, reaches 74.5", "74.5", None),
    ("We do not use external data. Ada gets 74.5", "74.5", None),
    ("Ada never sees labels yet reaches 74.5%", "74.5", None),
    ("Ada does not merely reach 74.5", "74.5", None),
    ("Bob does not reach Ada's level of 74.5", "74.5", "reaching"),
    ("Bob does not reach Ada, which has 74.5", "74.5", None),
    ("no more than 74.5", "74.5", None),
    ("Nothing is trained; Ada reaches 74.5", "74.5", None),
    ("No pre-training is needed to reach 74.5%", "74.5", None),
    ("is not significantly better, reaching 74.5", "74.5", None),
    ("Neither Ada nor Bob reaches 74.5", "74.5", "reaching"),
    ("No training data is used to get 74.5%", "74.5", None),
]


@pytest.mark.parametrize(("sentence", "number", "denied"), DENIED)
def test_a_sentence_denies_a_number_or_does_not(sentence: str, number: str, denied: str | None) -> None:
    assert denial(sentence, sentence.rindex(number)) == denied
