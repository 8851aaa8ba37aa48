"""What may become a record, and what speaks for it."""

from dataclasses import dataclass
from decimal import Decimal

from registry.catalog import fold
from registry.model import Claim

__all__ = ["USUAL", "Candidate", "Record"]

USUAL = 5.0  # how much most papers are about the task of a score


@dataclass(frozen=True, slots=True)
class Record:
    """`claim` is the number's evidence; `known` says that the catalogue knows data set and metric."""

    task: str
    dataset: str
    metric: str
    score: str
    claim: Claim
    model: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A score of some system in a table (`table` -1: in prose), and what it would be called.

    `lower` says that less is better, None that nobody knows; `own` whether its row is taken for the paper's own;
    `named` that its column's heading names what is measured, or the whole of it; `system` and `measure` are the numbers
    of its row and column (the other way round where models stand in columns);
    `place` is where its table stands among the paper's, from 0 to 1; `last` that no system stands below it, or none of
    the paper's own; `first`, that no better one stands in its column, quoted ones counted; `told` that prose gives the
    number too; `part` that its table takes a system apart; `plain` that the table names data set and metric; `spoken`
    how often the paper writes the data set's name; `own_rows` and `rivals` how many systems of its table are the
    paper's own and others'; `by_name` that the row goes by what the paper calls its own system; `papers` how many were
    filed under its board; `about` how much the paper is about its task.
    """

    record: Record
    value: Decimal
    lower: bool | None = None
    own: bool = False
    bold: bool = False
    split: str = ""
    table: int = -1
    system: int = 0
    measure: int = 0
    place: float = 0.0
    last: bool = False
    first: bool = False
    told: bool = False
    part: bool = False
    named: bool = True
    plain: bool = False
    spoken: int = 0
    own_rows: int = 1
    rivals: int = 0
    by_name: bool = False
    papers: int = 0
    about: float = USUAL

    @property
    def key(self) -> tuple[str, str]:
        """The board it would stand on."""
        return fold(self.record.dataset), fold(self.record.metric)

    @property
    def of_test(self) -> bool:
        return not self.split.startswith(("val", "dev", "train"))
