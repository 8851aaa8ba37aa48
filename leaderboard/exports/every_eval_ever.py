"""Every Eval Ever 0.3.0: a record a model and document, with the evidence of each score in its details."""

import json
from collections.abc import Iterator
from typing import Any

from leaderboard.exports.given_back import came_in, put_together
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import Row

__all__ = ["as_every_eval_ever"]

VERSION = "0.3.0"
UNKNOWN = {"name": "unknown", "version": "unknown"}


def as_every_eval_ever(selection: Selection) -> Iterator[str]:
    """A record that came in, as it came; of anything else a record a line, valid against the schema."""
    given = came_in(selection, "every-eval-ever")
    if given and given.whole:
        yield json.dumps(put_together(given), ensure_ascii=False, indent=2) + "\n"
        return
    asked = "SELECT document_id, max(epoch(extracted_at))::BIGINT FROM store.extraction WHERE is_current GROUP BY ALL"
    read_at = dict(selection.con.execute(asked).fetchall())
    ends = {
        id: (low, high)
        for id, low, high in selection.con.execute("SELECT id, lower, upper FROM store.metric").fetchall()
    }
    records: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in selection.standing.iter_rows(named=True):
        by = row["measured_by"] or relation_of(row)
        key = (row["document_id"], row["model"], row["title"], by)
        record = records.setdefault(key, record_of(row, by, str(read_at.get(row["document_id"], 0))))
        record["evaluation_results"].append(result_of(row, *ends.get(row["metric"], (None, None))))
    for record in records.values():
        yield json.dumps(record, ensure_ascii=False) + "\n"


def relation_of(row: Row) -> str:
    """Who measured: the paper's own authors, others, or not told."""
    return {True: "first_party", False: "third_party"}.get(row["first_party"], "other")


def record_of(row: Row, measured_by: str, read_at: str) -> dict[str, Any]:
    return {
        "schema_version": VERSION,
        "evaluation_id": f"claimboard/{row['model']}/{row['document_id']}",
        "retrieved_timestamp": read_at,
        "source_metadata": {
            "source_name": row["title"] or row["document"],
            "source_type": "documentation",
            "source_organization_name": row["venue"] or "unknown",
            "evaluator_relationship": measured_by,
            "additional_details": {"document": row["document"], "licence": row["licence"], "date": row["date"]},
        },
        "eval_library": UNKNOWN,
        "model_info": {
            "name": row["model"],
            "id": row["model"],
            "additional_details": {"deployment_type": "unknown", "model_availability": "unknown"},
        },
        "evaluation_results": [],
    }


def result_of(row: Row, low: float | None, high: float | None) -> dict[str, Any]:
    source: dict[str, Any] = {"dataset_name": row["benchmark_name"], "source_type": "other"}
    if row["url"]:
        source |= {"source_type": "url", "url": [row["url"]]}
    return {
        "evaluation_result_id": f"{row['board']}/{row['claim_id']}",
        "evaluation_name": row["benchmark_name"],
        "source_data": source,
        "metric_config": {
            "metric_id": row["metric"],
            "metric_name": row["metric_name"],
            **({"metric_unit": row["unit"]} if row["unit"] else {}),
            "lower_is_better": row["direction"] == "lower",
            "score_type": "continuous",
            "min_score": "-Infinity" if low is None else low,
            "max_score": "Infinity" if high is None else high,
        },
        "score_details": {"score": row["value"], "details": details_of(row)},
    }


def details_of(row: Row) -> dict[str, str]:
    """The evidence: the format has no field for it, so all of it is words here."""
    places = ("start_offset", "end_offset", "page", "table_index", "row_index", "column_index")
    told = {name: row[name] for name in ("claim_id", "quote", "printed", "split", "protocol", "rule", *places)}
    return {name: str(value) for name, value in told.items() if value not in (None, "", "{}")}
