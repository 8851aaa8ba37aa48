"""A claim that somebody types or pastes: extracted, looked up in a registry, answered with evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.linking import link
from extractors.pipeline import extract
from leaderboard import queries
from leaderboard.verify.report import Verdict
from leaderboard.verify.thresholds import is_bounded, keeps, taken_as_value
from registry.catalog import Catalog, fold
from registry.checks.finding import Row, asked
from registry.checks.gain import claimed, fits
from registry.checks.interval import Interval, printed, shown
from registry.denial import Denial, denial
from registry.model import Claim, Document, Extraction, Result
from registry.snapshots import connect

if TYPE_CHECKING:
    import duckdb

__all__ = ["Answered", "answered_text"]

MOST_EVIDENCE = 6
# What any document says of this model by this metric on this benchmark, whatever the split and the setting.
SAME_MODEL = """
    SELECT results.claim_id, printed, board, split, title, date, model, metric.direction
    FROM results
    LEFT JOIN store.metric AS metric ON metric.id = results.metric
    WHERE benchmark = $benchmark AND results.metric = $metric AND role = 'model' AND status <> 'rejected'
        AND claim_id IN (SELECT claim_id FROM result_as_curated WHERE model_key = $model)
    ORDER BY date DESC, results.claim_id
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
    placed |= on_boards(extraction, catalog)
    with connect(db) as con:
        return [answer(con, claim, placed.get(id(claim)), extraction, catalog) for claim in extraction.claims]


def on_boards(extraction: Extraction, catalog: Catalog) -> dict[int, Result]:
    """Where the scores that are bounds or denied would stand, by the id of the claim: no rows of a board, but something
    to look up."""
    left = {id(unlinked.claim) for unlinked in extraction.unlinked if unlinked.reason == "denied"}
    asked = [claim for claim in extraction.claims if id(claim) in left or is_bounded(claim)]
    made = [taken_as_value(claim) if is_bounded(claim) else claim for claim in asked]
    results, _ = link([(claim, None) for claim in made], extraction.document, catalog, with_denied=True)
    found = {id(result.claim): result for result in results}
    return {id(claim): found[id(one)] for claim, one in zip(asked, made, strict=True) if id(one) in found}


def answer(
    con: "duckdb.DuckDBPyConnection", claim: Claim, result: Result | None, extraction: Extraction, catalog: Catalog
) -> Answered:
    sentence = claim.sentence
    denied = denial(sentence.of(extraction.document.text), claim.start - sentence.start)
    if result is not None:
        words = extraction.document.text[sentence.start : claim.start]
        return of_score(con, claim, result, denied, words)
    if claim.kind in ("delta", "rank") and claim.subject and claim.baseline:
        return of_comparison(con, claim, catalog, denied)
    why = next(
        (f"{left.reason.replace('_', ' ')} {left.detail}" for left in extraction.unlinked if left.claim is claim), ""
    )
    return told(con, claim, "not_enough_info", f"it stands on no board: {why.strip() or 'no two models are named'}", ())


def of_score(
    con: "duckdb.DuckDBPyConnection", claim: Claim, result: Result, denied: Denial | None, words: str
) -> Answered:
    """`words` are those of its sentence before the number."""
    named = {"benchmark": result.benchmark, "metric": result.metric, "model": fold(result.model)}
    rows = list(asked(con, SAME_MODEL, named))
    if not rows:
        said = f"nothing is known of {result.model} on {result.benchmark} by {result.metric}"
        return told(con, claim, "not_enough_info", said, ())
    of_split = [row for row in rows if not result.split or row["split"] in ("", result.split)]
    if not of_split:
        said = f"the setting differs: nothing is known of its {result.split} split; {values(rows)} is reported"
        return told(con, claim, "not_enough_info", said, ids(rows))
    if is_bounded(claim):
        return of_bounded(con, claim, result, denied, words, of_split)
    agreeing = [row for row in of_split if fits(printed(result.value), bound_of(claim), printed(row["printed"]))]
    if denied:
        return of_denied(con, claim, result, denied, of_split)
    if agreeing:
        first = agreeing[0]
        return told(con, claim, "supported", f"{first['printed']} is reported on {first['board']}", ids(agreeing))
    said = f"{result.value} is not reported; {values(of_split)} is"
    return told(con, claim, "contradicted", said, ids(of_split))


def of_bounded(
    con: "duckdb.DuckDBPyConnection",
    claim: Claim,
    result: Result,
    denied: Denial | None,
    words: str,
    rows: Sequence[Row],
) -> Answered:
    """ "exceeds x": supported by a value that does, contradicted where none of those that are known does."""
    assert claim.quantity is not None, "a bound has a number"
    if denied and claim.quantity.bound == "at_least":
        return of_denied(con, claim, result, "exceeding", rows)
    judged = [(row, keeps(claim.quantity.bound, result.value, printed(row["printed"]), words)) for row in rows]
    verdict = next((each for each in (True, None, False) if any(kept is each for _, kept in judged)), None)
    chosen = [row for row, kept in judged if kept is verdict]
    said = f"{values(chosen)} is reported"
    if verdict is None:
        said += "; whether that keeps the bound, rounding or the wording leaves open"
    return told(con, claim, VERDICTS[verdict, False], said, ids(chosen))


def of_denied(
    con: "duckdb.DuckDBPyConnection", claim: Claim, result: Result, denied: Denial, rows: Sequence[Row]
) -> Answered:
    """ "does not reach x": contradicted by a value that is x or better, supported where all that are known are worse.
    Whether "does not exceed x" is contradicted by x itself, rounding leaves open."""
    sign = {"higher": 1, "lower": -1}.get(rows[0]["direction"] or "", 0)
    margins = [(row, (printed(row["printed"]) - printed(result.value)).times(Decimal(sign))) for row in rows]
    if denied == "exceeding":
        against = [row for row, better_by in margins if sign and better_by.low >= 0]
    else:
        same = [row for row in rows if printed(result.value).meets(printed(row["printed"]))]
        against = same or [row for row, better_by in margins if sign and better_by.low >= 0]
    if against:
        said = f"the text denies {result.value}, but {values(against)} is reported"
        return told(con, claim, "contradicted", said, ids(against))
    said = f"the text denies {result.value}; {values(rows)} is reported"
    is_worse = bool(sign) and all(better_by.high <= 0 for _, better_by in margins)
    return told(con, claim, "supported" if is_worse else "not_enough_info", said, ids(rows))


def values(rows: Sequence[Row]) -> str:
    return ", ".join(dict.fromkeys(f"{row['printed']} on {row['board']}" for row in rows[:MOST_EVIDENCE]))


def bound_of(claim: Claim) -> str | None:
    """Of a score: "up to 74.5" names the value that is reached."""
    bound = claim.quantity.bound if claim.quantity else None
    return None if bound == "up_to" else bound


def of_comparison(con: "duckdb.DuckDBPyConnection", claim: Claim, catalog: Catalog, denied: Denial | None) -> Answered:
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
    judged = [(row, holds(claim, row)) for row in rows]
    verdict = next((each for each in (True, None, False) if any(held is each for _, held in judged)), False)
    chosen = [row for row, held in judged if held is verdict]
    row = chosen[0]
    difference = printed(row["printed"]) - printed(row["base"])
    said = f"{row['model']} {row['printed']}, {row['base_model']} {row['base']} on {row['board']}: {shown(difference)}"
    if verdict is None:
        said += ", within rounding"
    if denied:
        said = f"the text denies it; {said}"
    return told(con, claim, VERDICTS[verdict, denied is not None], said, ids(chosen))


# Whether the numbers bear a comparison out, and whether the text denies it: that another difference is reported does
# not bear out that this one is not reached.
VERDICTS: dict[tuple[bool | None, bool], Verdict] = {
    (True, False): "supported",
    (None, False): "not_enough_info",
    (False, False): "contradicted",
    (True, True): "contradicted",
    (None, True): "not_enough_info",
    (False, True): "not_enough_info",
}


def holds(claim: Claim, row: Row) -> bool | None:
    """Whether these two scores bear a comparison out: the size of a delta and its sign, the order of a rank; None where
    rounding hides the order."""
    difference = printed(row["printed"]) - printed(row["base"])
    if claim.kind == "rank":
        return ordered(claim, difference.times(Decimal(-1 if row["direction"] == "lower" else 1)))
    assert claim.quantity is not None, "a delta has a number"
    if claim.quantity.value is None:
        said = claimed({"printed": None, "low": claim.quantity.low, "high": claim.quantity.high})
    else:
        said = claimed({"printed": claim.quantity.value})
    if row["direction"] == "higher" and is_other_way(claim, difference):
        return False
    base = printed(row["base"])
    relative = difference.over(base)
    readings = [abs(difference)]
    if claim.quantity.unit == "percent" and claim.basis != "absolute" and relative is not None:
        readings.append(abs(relative).times(Decimal(100)))
    return any(fits(said, claim.quantity.bound, reading) for reading in readings)


def is_other_way(claim: Claim, difference: Interval) -> bool:
    """Whether what is said to be above is below, or the reverse."""
    return (claim.direction == "up" and difference.high <= 0) or (claim.direction == "down" and difference.low >= 0)


def ordered(claim: Claim, better_by: Interval) -> bool | None:
    is_level = better_by.low < 0 < better_by.high
    if claim.relation == "on_par":
        return True if is_level else None  # how near is near enough, nobody says
    if is_level:
        return None
    return (better_by.high <= 0) == (claim.relation == "underperforms")


def ids(rows: Sequence[Row]) -> tuple[str, ...]:
    both = (id for row in rows for id in (row["claim_id"], row.get("base_id")) if id)
    return tuple(dict.fromkeys(both))[:MOST_EVIDENCE]


def told(
    con: "duckdb.DuckDBPyConnection", claim: Claim, verdict: Verdict, said: str, evidence: Sequence[str]
) -> Answered:
    records = tuple(queries.claim(con, id) for id in evidence)
    return Answered(claim.quote, claim.kind, claim.start, claim.end, verdict, said, records)
