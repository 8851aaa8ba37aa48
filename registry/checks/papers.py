"""A document as the checks of its text hold it against itself: its claims, the cells of its tables, the numbers of its
prose."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from registry.checks.finding import Row, asked
from registry.checks.nearby import Cells, numbers_of_tables
from registry.checks.passages import Told, numbers_of_passages

if TYPE_CHECKING:
    import duckdb

__all__ = ["Paper", "papers"]

TOGETHER = 500  # documents whose texts and tables are in memory at a time
# A join, for a list of ids would be gone through once a row.
WANTED = "JOIN (SELECT unnest($ids) AS document_id) USING (document_id)"
ASKED = {
    "amounts": f"SELECT * FROM amount {WANTED} ORDER BY document_id, claim_id",
    "tables": f"SELECT * FROM grid {WANTED} ORDER BY document_id, table_index",
    "prose": f"SELECT * FROM passage {WANTED} ORDER BY document_id",
}


@dataclass(frozen=True)
class Paper:
    """`amounts` are the numbers that its sentences give, in the order of their claims."""

    document_id: str
    amounts: Sequence[Row]
    tables: Sequence[Row]
    prose: Sequence[Row]

    @cached_property
    def cells(self) -> Cells:
        return Cells(numbers_of_tables(self.tables))

    @cached_property
    def told(self) -> dict[str, list[Told]]:
        """The numbers of its prose by their text."""
        return numbers_of_passages(self.prose[0]) if self.prose else {}

    def claim_at(self, told: Told) -> tuple[str, ...]:
        """The claim that was read from a number of the prose, if one was."""
        return tuple(each["claim_id"] for each in self.amounts if told.start in span_of(each))[:1]

    def place_of(self, amount: Row) -> Told | None:
        """Where in the prose a number stands."""
        number = amount["printed"].lstrip("+-")
        return next((each for each in self.told.get(number, ()) if each.start in span_of(amount)), None)

    def repeats(self, amount: Row) -> bool:
        """Whether the prose gives a number more than once."""
        return len(self.told.get(amount["printed"].lstrip("+-"), ())) > 1


def span_of(amount: Row) -> range:
    return range(amount["start_offset"] or 0, amount["end_offset"] or 0)


def papers(con: "duckdb.DuckDBPyConnection", documents: Sequence[str]) -> Iterator[Paper]:
    """Documents by their ids, in this order."""
    for first in range(0, len(documents), TOGETHER):
        ids = documents[first : first + TOGETHER]
        facts: dict[str, dict[str, list[Row]]] = {name: defaultdict(list) for name in ASKED}
        for name, question in ASKED.items():
            for row in asked(con, question, {"ids": ids}):
                facts[name][row["document_id"]].append(row)
        yield from (Paper(id, *(facts[name][id] for name in ASKED)) for id in ids)
