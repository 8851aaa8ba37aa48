"""`completeness`: results of which nobody could tell how they were got."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks.finding import Finding, asked, finding

if TYPE_CHECKING:
    import duckdb

__all__ = ["nothing_said_of_the_setting"]

# What a document says of its runs, folds and test sets, wherever it does.
SETTING = (
    r"(?i)\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|several|multiple|different|independent|random)"
    r"(?:[\s-]+\w+)?[\s-]+(?:runs|seeds?|trials|folds?|repetitions|restarts|splits|initiali[sz]ations)\b"
    r"|\bcross[\s-]?validat|\bstandard\s+(?:deviation|error)s?\b|\bconfidence\s+intervals?\b"
    r"|\b(?:test|dev|development|validation|held[\s-]?out)\s+(?:set|split|portion|partition)s?\b"
)
# No split, no setting and no spread on any of a document's results, and not a word of them in its text.
BARE = f"""
    SELECT document_id, min(claim_id) AS claim_id, count(*) AS results
    FROM score
    WHERE role = 'model'
    GROUP BY document_id
    HAVING bool_and(split = '' AND protocol = '{{}}' AND uncertainty IS NULL)
        AND document_id NOT IN (SELECT document_id FROM passage WHERE regexp_matches(text, '{SETTING}'))
    ORDER BY document_id
"""


def nothing_said_of_the_setting(con: "duckdb.DuckDBPyConnection", catalog: Catalog) -> Iterator[Finding]:
    """A note a document: no split, number of runs, seed or version stands with any of its results, or in its text."""
    for row in asked(con, BARE):
        told = f"none of {row['results']} results names a split, a setting, a number of runs or a spread"
        ids = (row["claim_id"],)
        yield finding("completeness", "review", told, ids, row["document_id"], reason="setting_unsaid", severity="note")
