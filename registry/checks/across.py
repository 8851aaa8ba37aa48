"""`cross-paper` and `unit-slip`: two documents give one system different values on one board."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from registry.catalog import Catalog
from registry.checks.finding import Finding, Row, asked, by_claim, finding
from registry.checks.interval import Interval, printed

if TYPE_CHECKING:
    import duckdb

__all__ = ["between_papers", "slips_between_papers"]

NUMBER = regex.compile(r"\d+(?:\.\d+)?")
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

    One reference a key keeps this linear where a hundred papers quote one baseline. Where one document gives both
    values, they are of something that it did not say, and are passed over. Within a stated spread values agree.
    """
    for same in by_claim(asked(con, SHARED), "key"):
        yield from against_reference(same)


def against_reference(same: Sequence[Row]) -> Iterator[Finding]:
    reference = most_given(same)
    about = spread(reference)
    agreeing = {row["document_id"] for row in same if spread(row).meets(about)}
    given_there = [spread(row) for row in same if row["document_id"] == reference["document_id"]]
    for row in same:
        ids = (row["claim_id"], reference["claim_id"])
        if row["document_id"] == reference["document_id"]:
            continue
        if spread(row).meets(about):
            said = f"{row['printed']} agrees with {reference['printed']}"
            yield finding("cross-paper", "consistent", said, ids, row["document_id"])
        elif row["document_id"] not in agreeing and not any(spread(row).meets(each) for each in given_there):
            said = f"{row['printed']} here, {reference['printed']} in another document for {row['model']}"
            yield finding("cross-paper", "conflict", said, ids, row["document_id"], interval=about)


def spread(row: Row) -> Interval:
    """The values that a result may stand for: by its rounding, and by the spread that is stated with it."""
    told = NUMBER.search(row["uncertainty"] or "")
    return printed(row["printed"]).widened(Decimal(told.group())) if told else printed(row["printed"])


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
        -- "0.1%" in a text says what it is, and a document that writes fractions means one
        AND NOT (score.table_index IS NULL AND coalesce(score.unit, '') = 'percent')
        AND (score.document_id, score.metric) NOT IN (SELECT document_id, metric FROM score WHERE raw < 1 AND value > 1)
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
