"""What an ingest did, in lines for a person."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extractors.tables.unread import UNCLEAR
from leaderboard.ingest import Summary
from leaderboard.verify.not_read import METADATA

__all__ = ["counted", "told"]

TOP_REASONS = 4
SKIPPED = "`claimboard sql 'FROM store.skipped'`"


def told(summary: Summary, db: Path) -> Iterator[str]:
    """One line a fact; what did not happen has none."""
    read = f"{counted(summary.documents, 'document')} in {counted(summary.files, 'file')}"
    if summary.nothing_new:
        yield f"nothing new: {read}, all of them known to {db}" if summary.documents else f"nothing new: {read}"
    else:
        yield f"{read}: {', '.join(states(summary))}"
        yield f"{counted(summary.claims.total(), 'claim')}{parts(summary.claims)}"
        yield f"{counted(summary.results, 'result')} on boards"
        yield f"{counted(summary.unlinked.total(), 'score')} on no board{parts(summary.unlinked, TOP_REASONS)}"
    if summary.imported:
        yield boards(summary.imported)
    if summary.findings:
        yield f"{counted(summary.findings, 'new finding')} of the checks; see `claimboard sql 'FROM findings'`"
    if summary.quarantined:
        rows = counted(summary.quarantined, "row")
        yield f"{rows} in quarantine; see `claimboard sql 'FROM store.quarantine'`"
    if unclear := summary.timed_out[UNCLEAR]:
        yield f"{counted(unclear, 'table')} of PDFs not read, for their columns are not clear; see {SKIPPED}"
    if fields := Counter(
        {rule[len(METADATA) :]: n for rule, n in summary.timed_out.items() if rule.startswith(METADATA)}
    ):
        lost = counted(fields.total(), "field")
        yield f"{lost} of metadata not read, being of another form{parts(fields)}; see {SKIPPED}"
    cut = Counter(
        {rule: n for rule, n in summary.timed_out.items() if rule != UNCLEAR and not rule.startswith(METADATA)}
    )
    if cut:
        yield f"{counted(cut.total(), 'sentence')} not read to the end{parts(cut, TOP_REASONS)}"
    if summary.unmet:
        gone = f"{counted(summary.unmet, 'document')} of these sources not met again"
        yield (
            f"{gone}: off the boards, and kept"
            if summary.pruned
            else f"{gone}: kept; --prune takes them off the boards"
        )
    if summary.failed:
        yield f"{counted(len(summary.failed), 'input')} could not be read"


def states(summary: Summary) -> Iterator[str]:
    yield f"{summary.new:,} new"
    yield f"{summary.changed:,} changed"
    if summary.renewed:
        yield f"{summary.renewed:,} extracted anew"
    yield f"{summary.unchanged:,} unchanged"


def boards(imported: Counter[str]) -> str:
    """What came of the values of others' boards, in numbers that add up to all of them."""
    named = {"result": "on boards", "unlinked": "on no board", "quarantined": "in quarantine"}
    shown = [f"{imported[key]:,} {words}" for key, words in named.items() if imported[key] or key != "quarantined"]
    reasons = Counter({key: n for key, n in imported.items() if key not in (*named, "values")})
    left = [f"{counted(reasons.total(), 'value')} that are no number{parts(reasons)}"] if reasons else []
    return f"{counted(imported['values'], 'value')} from others' boards = {' + '.join([*shown, *left])}"


def parts(counts: Counter[str], most: int | None = None) -> str:
    """ ": 12 score, 3 delta", the commonest first, or nothing."""
    shown = counts.most_common(most)
    if not shown:
        return ""
    more = ", …" if len(shown) < len(counts) else ""
    return ": " + ", ".join(f"{n:,} {part}" for part, n in shown) + more


def counted(n: int, what: str) -> str:
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"
