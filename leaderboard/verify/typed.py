"""A claim that somebody types or pastes: extracted, looked up in a registry, answered with evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.pipeline import extract
from leaderboard import queries
from leaderboard.verify.report import Verdict
from registry.catalog import Catalog, fold
from registry.checks.finding import Row, asked
from registry.checks.gain import claimed, fits
from registry.checks.interval import printed, shown
from registry.model import Claim, Document, Extraction, Result
from registry.snapshots import connect

if TYPE_CHECKING:
    import duckdb

__all__ = ["Answered", "answered_text"]

MOST_EVIDENCE = 6
# What any document says of this model by this metric on this benchmark, whatever the split and the setting.
SAME_MODEL = """
    SELECT claim_id, printed, board, split, title, date, model
    FROM results
    WHERE benchmark = $benchmark AND metric = $metric AND role = 'model' AND status <> 'rejected'
        AND claim_id IN (SELECT claim_id FROM result_as_curated WHERE model_key = $model)
    ORDER BY date DESC, claim_id
"""
# The two models of a comparison wherever one document has both on one board.
BOTH_MODELS = """
    SELECT
        ours.claim_id, ours.printed, ours.board, base.claim_id AS base_id, base.printed AS base, document.title,
        document.date, ours.model, base.model AS base_model, metric.direction
    FROM result_as_curated AS ours
    JOIN result_as_curated AS base
        ON base.document_id = ours.document_id AND base.board = ours.board AND base.model_key <> ours.model_key
    JOIN store.document ON document.document_id = ours.document_id AND document.is_current
    LEFT JOIN store.metric ON metric.id = ours.metric
    WHERE ours.status <> 'rejected' AND base.status <> 'rejected'
        AND ours.model_key = $model AND list_contains($baselines, base.model_key)
        AND (len($benchmarks) = 0 OR list_contains($benchmarks, ours.benchmark))
        AND ($metric IS NULL OR ours.metric = $metric)
    ORDER BY document.date DESC, ours.claim_id, base.claim_id
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a registry says of one typed claim; `text[start:end]` is its quote, `evidence` the claims that say so."""

    quote: str
    kind: str
    start: int
    end: int
    verdict: Verdict
    said: str
    evidence: tuple[queries.ClaimRecord, ...]

    def as_json(self) -> dict[str, Any]:
        told = [
            {"claim_id": each.claim_id, "quote": each.quote, "sentence": each.sentence, "title": each.title}
            for each in self.evidence
        ]
        return {
            "quote": self.quote,
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "verdict": self.verdict,
            "said": self.said,
            "evidence": told,
        }


def answered_text(text: str, db: Path | None, catalog: Catalog) -> list[Answered]:
    """An answer for each claim in `text`, in its order; none where no claim was found in it. Without a registry nothing
    is looked up, and each answer says so."""
    extraction = extract(Document("typed", text, reader="typed"), catalog)
    placed = {id(result.claim): result for result in extraction.results}
    if db is None:
        said = "no registry: not looked up"
        return [
            Answered(claim.quote, claim.kind, claim.start, claim.end, "not_enough_info", said, ())
            for claim in extraction.claims
        ]
    with connect(db) as con:
        return [answer(con, claim, placed.get(id(claim)), extraction, catalog) for claim in extraction.claims]


def answer(
    con: "duckdb.DuckDBPyConnection", claim: Claim, result: Result | None, extraction: Extraction, catalog: Catalog
) -> Answered:
    if result is not None:
        return of_score(con, claim, result)
    if claim.kind in ("delta", "rank") and claim.subject and claim.baseline:
        return of_comparison(con, claim, catalog)
    why = next(
        (f"{left.reason.replace('_', ' ')} {left.detail}" for left in extraction.unlinked if left.claim is claim), ""
    )
    return told(con, claim, "not_enough_info", f"it stands on no board: {why.strip() or 'no two models are named'}", ())


def of_score(con: "duckdb.DuckDBPyConnection", claim: Claim, result: Result) -> Answered:
    named = {"benchmark": result.benchmark, "metric": result.metric, "model": fold(result.model)}
    rows = list(asked(con, SAME_MODEL, named))
    if not rows:
        said = f"nothing is known of {result.model} on {result.benchmark} by {result.metric}"
        return told(con, claim, "not_enough_info", said, ())
    of_split = [row for row in rows if not result.split or row["split"] in ("", result.split)]
    if not of_split:
        others = ", ".join(dict.fromkeys(f"{row['printed']} on {row['board']}" for row in rows[:MOST_EVIDENCE]))
        said = f"the setting differs: nothing is known of its {result.split} split; {others} is reported"
        return told(con, claim, "not_enough_info", said, ids(rows))
    rows = of_split
    value = printed(result.value)
    agreeing = [row for row in rows if value.meets(printed(row["printed"]))]
    if agreeing:
        return told(con, claim, "supported", f"{result.value} is reported on {agreeing[0]['board']}", ids(agreeing))
    others = ", ".join(dict.fromkeys(f"{row['printed']} on {row['board']}" for row in rows[:MOST_EVIDENCE]))
    return told(con, claim, "contradicted", f"{result.value} is not reported; {others} is", ids(rows))


def of_comparison(con: "duckdb.DuckDBPyConnection", claim: Claim, catalog: Catalog) -> Answered:
    metric = catalog.metric(claim.metric) if claim.metric else None
    named = {
        "model": fold(claim.subject or ""),
        "baselines": [fold(name) for name in claim.baseline],
        "benchmarks": [known.id for name in claim.benchmarks if (known := catalog.benchmark(name))],
        "metric": metric.id if metric else None,
    }
    rows = list(asked(con, BOTH_MODELS, named))
    if not rows:
        who = f"{claim.subject} beside {' or '.join(claim.baseline)}"
        return told(con, claim, "not_enough_info", f"no document has {who} on one board", ())
    holding = [row for row in rows if holds(claim, row)]
    row = (holding or rows)[0]
    difference = printed(row["printed"]) - printed(row["base"])
    said = f"{row['model']} {row['printed']}, {row['base_model']} {row['base']} on {row['board']}: {shown(difference)}"
    return told(con, claim, "supported" if holding else "contradicted", said, ids(holding or rows))


def holds(claim: Claim, row: Row) -> bool:
    """Whether these two scores bear a comparison out: the size of a delta, the order of a rank."""
    difference = printed(row["printed"]) - printed(row["base"])
    if claim.kind == "rank":
        better = difference.times(Decimal(-1 if row["direction"] == "lower" else 1))
        return better.high <= 0 if claim.relation == "underperforms" else better.low >= 0
    assert claim.quantity is not None, "a delta has a number"
    if claim.quantity.value is None:
        said = claimed({"printed": None, "low": claim.quantity.low, "high": claim.quantity.high})
    else:
        said = claimed({"printed": claim.quantity.value})
    base = printed(row["base"])
    relative = difference.over(base)
    readings = [abs(difference)]
    if claim.quantity.unit == "percent" and claim.basis != "absolute" and relative is not None:
        readings.append(abs(relative).times(Decimal(100)))
    return any(fits(said, claim.quantity.bound, reading) for reading in readings)


def ids(rows: Sequence[Row]) -> tuple[str, ...]:
    both = (id for row in rows for id in (row["claim_id"], row.get("base_id")) if id)
    return tuple(dict.fromkeys(both))[:MOST_EVIDENCE]


def told(
    con: "duckdb.DuckDBPyConnection", claim: Claim, verdict: Verdict, said: str, evidence: Sequence[str]
) -> Answered:
    records = tuple(queries.claim(con, id) for id in evidence)
    return Answered(claim.quote, claim.kind, claim.start, claim.end, verdict, said, records)
