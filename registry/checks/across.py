"""`cross-paper` and `unit-slip`: two documents give one system different values on one board."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, asked, by_claim, finding
from registry.checks.interval import printed

if TYPE_CHECKING:
    import duckdb

__all__ = ["between_papers", "slips_between_papers"]

# Models only: two studies of people, or two earlier bests, are two things.
SHARED = """
    SELECT claim_id, document_id, board || chr(31) || model_key AS key, board, model, printed, value, uncertainty
    FROM score
    WHERE role = 'model'
    WINDOW same AS (PARTITION BY board, model_key)
    QUALIFY min(document_id) OVER same <> max(document_id) OVER same
    ORDER BY key, claim_id
"""


def between_papers(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """Each document's value against the one that most documents give: disjoint intervals are a conflict.

    One reference a key keeps this linear where a hundred papers quote one baseline. A document that gives the reference
    value as well as another one measured something that it did not say, and is passed over.
    """
    for same in by_claim(asked(con, SHARED), "key"):
        yield from against_reference(same)


def against_reference(same: Sequence[Row]) -> Iterator[Finding]:
    reference = most_given(same)
    about = printed(reference["printed"])
    agreeing = {row["document_id"] for row in same if printed(row["printed"]).meets(about)}
    for row in same:
        ids = (row["claim_id"], reference["claim_id"])
        if row["document_id"] == reference["document_id"]:
            continue
        if printed(row["printed"]).meets(about):
            said = f"{row['printed']} agrees with {reference['printed']}"
            yield finding("cross-paper", "consistent", said, ids, row["document_id"])
        elif row["document_id"] not in agreeing:
            said = f"{row['printed']} here, {reference['printed']} in another document for {row['model']}"
            yield finding("cross-paper", "conflict", said, ids, row["document_id"], interval=about)


def most_given(same: Sequence[Row]) -> Row:
    """A row of the value that the most documents print; of several such values, the one whose claim id comes first."""
    documents = Counter(value for value, _ in {(row["printed"], row["document_id"]) for row in same})
    return min(same, key=lambda row: (-documents[row["printed"]], row["claim_id"]))


# A hundredfold apart to within a tenth: 0.914 and 91.4 of one thing.
HUNDREDFOLD = """
    WITH typical AS (SELECT board, median(abs(value)) AS typical, count(*) AS n FROM score GROUP BY board)
    SELECT score.claim_id, score.document_id, score.printed, score.board, typical.typical
    FROM score
    JOIN typical USING (board)
    WHERE score.lower = 0 AND score.upper = 100 AND typical.n >= 4 AND typical.typical > 0 AND value <> 0
        AND (abs(value) / typical BETWEEN 80 AND 125 OR abs(value) / typical BETWEEN 0.008 AND 0.0125)
    -- several of one document are a scale that it keeps to
    QUALIFY count(*) OVER (PARTITION BY score.document_id, board) = 1
    ORDER BY score.document_id, score.claim_id
"""


def slips_between_papers(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """To be reviewed: a value about a hundred times, or a hundredth of, what its board's values are."""
    for row in asked(con, HUNDREDFOLD):
        said = f"{row['printed']} on a board whose values are about {row['typical']:g}: a percentage or a fraction?"
        yield finding("unit-slip", "review", said, (row["claim_id"],), row["document_id"], reason="hundredfold")
