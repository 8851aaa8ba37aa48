"""What `extract` prints of one document: its claims by the guideline, its records, its results, or rows."""

from collections.abc import Iterator, Mapping
from typing import Any

from extractors.pipeline import names_of
from extractors.records import Record, records
from registry.boards import load_boards
from registry.catalog import Catalog
from registry.model import Claim, Document, Extraction, Result, Unlinked, claim_id

__all__ = ["claim_fields", "claim_rows", "claims_of", "records_of", "results_of"]


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
    """What leaderboards would list of the document: its own best (task, data set, metric, score), each with its
    evidence; an empty list for a document that reports no result of its own."""
    document = extraction.document
    found = records(document, extraction, catalog, names_of(catalog), load_boards())
    return {"id": document.id, "records": [record(each, extraction) for each in found]}


def record(each: Record, extraction: Extraction) -> dict[str, Any]:
    return {
        "Task": each.task,
        "Dataset": each.dataset,
        "Metric": each.metric,
        "Score": each.score,
        "model": each.model,
        "known": each.known,
        **evidence(each.claim, extraction),
    }


def results_of(extraction: Extraction, catalog: Catalog) -> dict[str, Any]:
    """Every result of the document by the catalogue's names, and every cell that is a score and found no board, in the
    document's words and with the reason; in the order of the text."""
    told = [(result.claim, result_fields(result, catalog)) for result in extraction.results]
    told += [(left.claim, unlinked_fields(left)) for left in extraction.unlinked if left.claim.cell is not None]
    told.sort(key=lambda each: (each[0].start, each[0].end))
    rows = [{**fields, **evidence(claim, extraction)} for claim, fields in told]
    return {"id": extraction.document.id, "results": rows}


def result_fields(result: Result, catalog: Catalog) -> dict[str, Any]:
    return {
        "Task": name_in(catalog.tasks, result.task),
        "Dataset": name_in(catalog.benchmarks, result.benchmark),
        "Metric": name_in(catalog.metrics, result.metric),
        "Score": result.claim.quote,
        "model": result.model,
        "role": result.role,
        "value": result.value,
        "split": result.split,
        "protocol": result.protocol,
        "first_party": result.first_party,
        "own_best": result.own_best,
        "reason": None,
    }


def unlinked_fields(left: Unlinked) -> dict[str, Any]:
    claim = left.claim
    return {
        "Task": "",
        "Dataset": ", ".join(claim.benchmarks),
        "Metric": claim.metric or "",
        "Score": claim.quote,
        "model": claim.subject or "",
        "reason": left.reason,
    }


def evidence(claim: Claim, extraction: Extraction) -> dict[str, Any]:
    """Where the number stands, in which words, and the rule that read it."""
    return {
        "start": claim.start,
        "end": claim.end,
        "sentence": claim.sentence.of(extraction.document.text),
        "rule": claim.rule,
        **on_paper(claim, extraction.document),
        "cell": claim.cell and {"table": claim.cell.table, "row": claim.cell.row, "column": claim.cell.column},
    }


def on_paper(claim: Claim, document: Document) -> dict[str, Any]:
    """The page and the box on it (left, top, right, bottom; points from its top left corner); nothing without pages."""
    place = document.place_of(claim.start, claim.end)
    return {"page": place.page, "box": place.box} if place else {}


def name_in(entries: Mapping[str, Any], entry_id: str) -> str:
    """The catalogue's name for an id, or the id itself where a document coined it."""
    entry = entries.get(entry_id)
    return str(entry.name) if entry else entry_id
