"""What `extract` prints of one document: its claims by the guideline, its records, or rows."""

from collections.abc import Iterator, Mapping
from typing import Any

from registry.catalog import Catalog
from registry.model import Claim, Extraction, Result, claim_id

__all__ = ["claim_fields", "claim_rows", "claims_of", "records_of"]


def claims_of(extraction: Extraction) -> dict[str, Any]:
    """The document's claims with the fields of the guideline; a document without claims has none and is told all the
    same."""
    return {"id": extraction.document.id, "claims": [claim_fields(claim) for claim in extraction.claims]}


def claim_fields(claim: Claim) -> dict[str, Any]:
    """A claim as gold/GUIDELINE.md writes it down, and the rule that read it."""
    quantity = claim.quantity
    return {
        "kind": claim.kind,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "value": quantity and quantity.value,
        "low": quantity and quantity.low,
        "high": quantity and quantity.high,
        "unit": quantity and quantity.unit,
        "bound": quantity.bound if quantity else "exact",
        "direction": claim.direction,
        "basis": claim.basis,
        "metric": claim.metric,
        "benchmarks": claim.benchmarks,
        "subject": claim.subject,
        "baseline": claim.baseline,
        "over": claim.over,
        "averaged": claim.averaged,
        "relation": claim.relation,
        "rule": claim.rule,
    }


def claim_rows(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """One row a claim, each with its document and sentence."""
    document = extraction.document
    for claim in extraction.claims:
        yield {
            "document": document.id,
            "title": document.title,
            "claim_id": claim_id(document.content_id, claim),
            **claim_fields(claim),
            "uncertainty": claim.uncertainty,
            "sentence": claim.sentence.of(document.text),
        }


def records_of(extraction: Extraction, catalog: Catalog) -> dict[str, Any]:
    """The document's results as (task, data set, metric, score) by the catalogue's names, each with its evidence."""
    return {"id": extraction.document.id, "records": [record(each, catalog) for each in extraction.results]}


def record(result: Result, catalog: Catalog) -> dict[str, Any]:
    claim = result.claim
    return {
        "Task": name_in(catalog.tasks, result.task),
        "Dataset": name_in(catalog.benchmarks, result.benchmark),
        "Metric": name_in(catalog.metrics, result.metric),
        "Score": claim.quote,
        "model": result.model,
        "value": result.value,
        "split": result.split,
        "protocol": result.protocol,
        "first_party": result.first_party,
        "own_best": result.own_best,
        "start": claim.start,
        "end": claim.end,
        "rule": claim.rule,
        "cell": claim.cell and {"table": claim.cell.table, "row": claim.cell.row, "column": claim.cell.column},
    }


def name_in(entries: Mapping[str, Any], entry_id: str) -> str:
    """The catalogue's name for an id, or the id itself where a document coined it."""
    entry = entries.get(entry_id)
    return str(entry.name) if entry else entry_id
