"""What may become a record, and what speaks for it."""

from dataclasses import dataclass
from decimal import Decimal

from registry.catalog import fold
from registry.model import Claim

__all__ = ["Candidate", "Record"]


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

    `lower` says that less is better, None that nobody knows; `own` whether the paper calls the row its own, None where
    it does not say; `system` and `measure` are the numbers of its row and column (the other way round where models
    stand in columns); `place` is where its table stands among the paper's, from 0 to 1; `last` that no system stands
    below it; `compared` that the table has rows of others; `named` that the paper's opening or "our …" names the
    system; `told` that prose gives the number too.
    """

    record: Record
    value: Decimal
    lower: bool | None = None
    own: bool | None = None
    bold: bool = False
    split: str = ""
    table: int = -1
    system: int = 0
    measure: int = 0
    place: float = 0.0
    last: bool = False
    compared: bool = False
    named: bool = False
    told: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The board it would stand on."""
        return fold(self.record.dataset), fold(self.record.metric)
