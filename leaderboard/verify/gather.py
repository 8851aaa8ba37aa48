"""What the checks say of a snapshot, gathered with the words and cells it rests on."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

from leaderboard import queries
from leaderboard.verify.location import Sources
from leaderboard.verify.not_read import NotRead
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


TO_BE_REVIEWED = "to be reviewed"
NOTHING_BESIDE = "no other number to hold it against"


def gathered(
    con: "duckdb.DuckDBPyConnection",
    findings: Iterable[Finding],
    claims: Mapping[str, str],
    documents: int,
    versions: Mapping[str, str],
    known: frozenset[str] = frozenset(),
    failed: Collection[str] = (),
    not_read: Collection[NotRead] = (),
) -> Report:
    """A report on `claims` (id to kind), from all `findings` that speak of one of them."""
    about = [each for each in findings if any(id in claims for id in each.claim_ids or (each.claim_id,))]
    verdict_of = verdicts(about, claims)
    unjudged_claims = [id for id in claims if id not in verdict_of]
    disagreeing = [each for each in about if each.outcome in DISAGREES]
    shown = evidence(con, sorted({id for each in disagreeing for id in claims_of(each)}))
    told = [Reported(each, tuple(shown[id] for id in claims_of(each) if id in shown)) for each in disagreeing]
    told.sort(key=lambda each: (SEVERITIES.index(each.finding.severity), each.finding.check_id, places(each)))
    unjudged = [each for each in about if each.outcome == "not_checkable"]
    return Report(
        documents=documents,
        claims=Counter(claims.values()),
        verdicts=Counter(verdict_of.get(id, "not_enough_info") for id in claims),
        findings=tuple(told),
        unchecked=Counter((each.check_id, each.reason) for each in unjudged),
        reasons=Counter(reasons(con, about, unjudged_claims).values()),
        versions={"claimboard": version("claimboard"), **versions},
        verdict_of=verdict_of,
        known=known,
        failed=tuple(failed),
        not_read=tuple(not_read),
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


def reasons(con: "duckdb.DuckDBPyConnection", findings: Iterable[Finding], claims: Sequence[str]) -> dict[str, str]:
    """Why there is not enough info on each of `claims`: what a check says of it, or why it stands on no board."""
    said = unlinked_reasons(con, claims)
    for each in findings:
        if each.outcome == "not_checkable":
            said[each.claim_id] = each.reason
    said |= {each.claim_id: TO_BE_REVIEWED for each in findings if each.outcome == "review"}
    return {id: said.get(id, NOTHING_BESIDE).replace("_", " ") for id in claims}


def unlinked_reasons(con: "duckdb.DuckDBPyConnection", claims: Sequence[str]) -> dict[str, str]:
    query = """
        SELECT claim_id, min(reason)
        FROM unlinked
        JOIN (SELECT unnest($ids) AS claim_id) USING (claim_id)
        GROUP BY claim_id
    """
    return dict(con.execute(query, {"ids": claims}).fetchall())


def graver(one: Verdict, other: Verdict | None) -> bool:
    order: tuple[Verdict | None, ...] = (None, "supported", "conflicting", "contradicted")
    return order.index(one) > order.index(other)


def claims_of(finding: Finding) -> tuple[str, ...]:
    """The claims that a finding rests on, the judged one first."""
    return (finding.claim_ids or tuple(id for id in (finding.claim_id, finding.other_claim_id) if id))[:MOST_EVIDENCE]


def evidence(con: "duckdb.DuckDBPyConnection", claim_ids: Sequence[str]) -> dict[str, Evidence]:
    """What each claim rests on; all are asked for at once."""
    sources, tables = Sources(), queries.tables_of(con, claim_ids)
    return {
        row["claim_id"]: Evidence(
            claim_id=row["claim_id"],
            document_id=row["document_id"],
            title=row["title"] or row["document"],
            source=row["source"],
            quote=row["quote"],
            sentence=row["sentence"],
            start=row["start"],
            end=row["start"] + len(row["quote"]),
            line=sources.line_of(row["source"], row["quote"], row["sentence"]),
            page=row["page"],
            table_index=row["table_index"],
            table=tables.get(row["claim_id"]),
        )
        for row in queries.words_of_claims(con, claim_ids).iter_rows(named=True)
    }
