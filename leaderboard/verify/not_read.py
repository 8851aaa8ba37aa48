"""What no check could look at: the parts of a document that were not read, in words for people."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.tables.unread import UNCLEAR
from leaderboard import queries
from leaderboard.console.visible import one_line

if TYPE_CHECKING:
    import duckdb

__all__ = ["METADATA", "NotRead", "not_read"]

METADATA = "metadata."
MOST_WORDS = 120


@dataclass(frozen=True, slots=True)
class NotRead:
    """A table, a sentence or a field of one document; `words` are its first ones, `rule` is what left it."""

    document_id: str
    title: str
    source: str
    rule: str
    words: str

    @property
    def why(self) -> str:
        if self.rule == UNCLEAR:
            return "a table, for its columns are not clear"
        if self.rule.startswith(METADATA):
            return f"the {self.rule.removeprefix(METADATA)} of its metadata, being of another form"
        return f"a sentence to its end, for {self.rule} ran out of time"

    @property
    def told(self) -> str:
        """ "draft.pdf: a table, for its columns are not clear (Table 2: Results on …)" """
        words = one_line(self.words)
        return f"{self.source.rpartition('/')[2] or self.title}: {self.why}{f' ({words})' if words else ''}"


def not_read(con: "duckdb.DuckDBPyConnection", documents: Collection[str] | None = None) -> tuple[NotRead, ...]:
    """The parts that were not read of `documents`, or of all that are current, in the order of files and text."""
    rows = queries.skipped(con, documents, MOST_WORDS)
    return tuple(
        NotRead(row["document_id"], row["title"] or row["document"], row["source"], row["rule"], row["words"])
        for row in rows.iter_rows(named=True)
    )
