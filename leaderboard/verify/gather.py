"""What the checks say of a snapshot, gathered with the words and cells it rests on."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING

from leaderboard import queries
from leaderboard.verify.location import Sources
from leaderboard.verify.report import DISAGREES, SEVERITIES, Evidence, Report, Reported, Verdict
from registry.checks import Finding

if TYPE_CHECKING:
    import duckdb

__all__ = ["gathered"]

MOST_EVIDENCE = 12  # claims shown of one finding: a mean may have fifty members
# Agreement with these rests on another claim; a number that is merely possible is not thereby supported.
SUPPORTS = {
    "delta-absolute", "delta-relative", "f1-from-pr", "mean-of-members", "bound", "ratio", "prose-vs-table",
    "cross-paper", "sota-at-date", "rank-direction",
}  # fmt: skip


def gathered(
    con: "duckdb.DuckDBPyConnection",
    findings: Iterable[Finding],
    claims: Mapping[str, str],
    documents: int,
    versions: Mapping[str, str],
    known: frozenset[str] = frozenset(),
    failed: Collection[str] = (),
) -> Report:
    """A report on `claims` (id to kind), from all `findings` that speak of one of them."""
    about = [each for each in findings if any(id in claims for id in each.claim_ids or (each.claim_id,))]
    verdict_of = verdicts(about, claims)
    sources = Sources()
    told = [Reported(each, evidence_of(con, each, sources)) for each in about if each.outcome in DISAGREES]
    told.sort(key=lambda each: (SEVERITIES.index(each.finding.severity), each.finding.check_id, places(each)))
    unjudged = [each for each in about if each.outcome == "not_checkable"]
    return Report(
        documents=documents,
        claims=Counter(claims.values()),
        verdicts=Counter(verdict_of.get(id, "not_enough_info") for id in claims),
        findings=tuple(told),
        unchecked=Counter((each.check_id, each.reason) for each in unjudged),
        versions={"claimboard": version("claimboard"), **versions},
        verdict_of=verdict_of,
        known=known,
        failed=tuple(failed),
    )


def places(reported: Reported) -> tuple[object, ...]:
    first = reported.evidence[0] if reported.evidence else None
    return (first.source, first.line, first.start, first.claim_id) if first else ("", 0, 0, reported.finding.finding_id)


def verdicts(findings: Iterable[Finding], claims: Mapping[str, str]) -> dict[str, Verdict]:
    """A claim's verdict is the gravest that any finding gives it; a review is nobody's verdict."""
    said: dict[str, Verdict] = {}
    for each in findings:
        if each.outcome == "inconsistent":
            given: Verdict = "contradicted"
        elif each.outcome == "conflict":
            given = "conflicting"
        elif each.outcome == "consistent" and each.check_id in SUPPORTS:
            given = "supported"
        else:
            continue
        if each.claim_id in claims and graver(given, said.get(each.claim_id)):
            said[each.claim_id] = given
    return said


def graver(one: Verdict, other: Verdict | None) -> bool:
    order: tuple[Verdict | None, ...] = (None, "supported", "conflicting", "contradicted")
    return order.index(one) > order.index(other)


def evidence_of(con: "duckdb.DuckDBPyConnection", finding: Finding, sources: Sources) -> tuple[Evidence, ...]:
    ids = (finding.claim_ids or tuple(id for id in (finding.claim_id, finding.other_claim_id) if id))[:MOST_EVIDENCE]
    return tuple(evidence(con, id, sources) for id in ids)


def evidence(con: "duckdb.DuckDBPyConnection", claim_id: str, sources: Sources) -> Evidence:
    claim = queries.claim(con, claim_id)
    start = claim.start_offset - claim.sentence_start
    return Evidence(
        claim_id=claim.claim_id,
        document_id=claim.document_id,
        title=claim.title or claim.document,
        source=claim.source,
        quote=claim.quote,
        sentence=claim.sentence,
        start=start,
        end=start + len(claim.quote),
        line=sources.line_of(claim),
        page=claim.page,
        table_index=claim.table_index,
        table=queries.table_of(con, claim_id),
    )
