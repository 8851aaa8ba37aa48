"""Checks of reported numbers against each other. A new check is one function and one row in `CHECKS`.

A check asks the facts (`facts.prepare` makes them) and answers with findings; what it cannot decide it calls
`not_checkable`, with the reason. CHECKS.md of the project's notes and docs/checks.md have the rules.
"""

from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.across import between_papers
from registry.checks.bold import bold_against_best
from registry.checks.bound import bounds_of_members
from registry.checks.completeness import nothing_said_of_the_setting
from registry.checks.domain import outside_domain
from registry.checks.facts import prepare
from registry.checks.finding import Check, Finding, Outcome, Severity
from registry.checks.gain import absolute_gains, relative_gains
from registry.checks.granularity import no_whole_count
from registry.checks.harmonic import harmonic_means
from registry.checks.means import means_of_rows
from registry.checks.prose import prose_against_table
from registry.checks.ratio import stated_quotients
from registry.checks.scale import mixed_units
from registry.checks.standing import best_at_its_date, better_than_said, narrow_wins

if TYPE_CHECKING:
    import duckdb

__all__ = ["CHECKS", "Check", "Finding", "Outcome", "Severity", "prepare", "run_checks"]

CHECKS: tuple[Check, ...] = (
    Check(
        "delta-absolute",
        "a stated gain is the difference of the two scores",
        "model, baseline, board and table of both scores agree",
        absolute_gains,
    ),
    Check(
        "delta-relative",
        "a gain in percent is a difference of points, of the baseline, or of the error left",
        "as delta-absolute; more than one reading that fits is told as ambiguous",
        relative_gains,
    ),
    Check(
        "range",
        "every value lies in its metric's domain",
        "bounds are the catalogue's; open ends stay open",
        outside_domain,
    ),
    Check("unit-slip", "percentages and fractions do not mix", "a review only; metrics in percent only", mixed_units),
    Check(
        "granularity",
        "a share of N items is a whole number of them",
        "one run, a split of known size, most wrong values would show",
        no_whole_count,
    ),
    Check(
        "f1-from-pr",
        "F1 is the harmonic mean of the precision and recall beside it",
        "nothing macro, one row",
        harmonic_means,
    ),
    Check(
        "mean-of-members",
        "an average is the mean of its row",
        "most other rows of the table show the same mean",
        means_of_rows,
    ),
    Check(
        "bound",
        '"up to x" is the greatest difference',
        "one pair of models, the boards that are named",
        bounds_of_members,
    ),
    Check("ratio", '"3x" is the quotient of the two amounts', "one metric, one unit, one setting", stated_quotients),
    Check("prose-vs-table", "a document's text and tables agree", "one split and protocol", prose_against_table),
    Check(
        "cross-paper",
        "documents agree on the value of one system on one board",
        "one board: split and protocol too",
        between_papers,
    ),
    Check(
        "sota-at-date",
        "no better result is dated before a state of the art",
        "three earlier results at least",
        best_at_its_date,
    ),
    Check(
        "rank-direction", "who outperforms has the better number", "the metric's direction is known", better_than_said
    ),
    Check(
        "tie", "a win is more than rounding, and more than one item", "no spread is given; a review only", narrow_wins
    ),
    Check(
        "best-in-bold",
        "the cell in bold is the best of its column",
        "a review only; direction known",
        bold_against_best,
    ),
    Check("completeness", "a result says how it was got", "a note a document", nothing_said_of_the_setting),
)


def run_checks(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> list[Finding]:
    """What every check says, check by check, in an order that depends on the facts alone; `prepare` comes before."""
    return [found for check in CHECKS for found in check.run(con, catalog)]
