"""Checks of reported numbers against each other. A new check is one function and one row in `CHECKS`.

A check takes plain rows and the catalogue and answers with findings; what it cannot decide it calls `not_checkable`.
"""

from collections.abc import Iterable

from registry.catalog import Catalog
from registry.checks.across import between_papers
from registry.checks.bold import bold_against_best
from registry.checks.domain import outside_domain
from registry.checks.finding import Check, CheckRow, Finding, Outcome, Severity
from registry.checks.prose import prose_against_table
from registry.checks.rows import rows_of

__all__ = ["CHECKS", "Check", "CheckRow", "Finding", "Outcome", "Severity", "rows_of", "run_checks"]

CHECKS: tuple[Check, ...] = (
    Check("range", "every value lies in its metric's domain", outside_domain),
    Check("cross-paper", "documents agree on the value of one system on one board", between_papers),
    Check("prose-vs-table", "a document's text and tables agree", prose_against_table),
    Check("best-in-bold", "the cell in bold is the best of its column", bold_against_best),
)


def run_checks(results: Iterable[CheckRow], catalog: Catalog) -> list[Finding]:
    """What every check says of these results, check by check, in an order that depends on nothing but the rows."""
    rows = sorted(results, key=lambda row: (row.document_id, row.claim_id))
    return [found for check in CHECKS for found in check.run(rows, catalog)]
