"""What the place of a number says of it: handed from the tables to the linker beside each claim."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["CellContext"]


@dataclass(frozen=True, slots=True)
class CellContext:
    """What a table says of a cell beyond its claim's own fields.

    `model` is the system's full name ("BERT - attention" for a row "- attention" below "BERT"); `hints` are the metrics
    its caption names, where it names several and nothing says which is the cell's; `fraction` says that its column
    counts from 0 to 1; `ablation` that it measures a part of a system; `beside` is the table's caption or heading, for
    a reader who must place it by hand; `unnamed` says that these speak of a measure which the catalogue's usual metric
    cannot stand in for; `model_in_column` that its system is the column's, not the row's.
    """

    split: str = ""
    protocol: Mapping[str, str] = field(default_factory=dict)
    bold: bool = False
    first_party: bool | None = None
    model: str = ""
    hints: tuple[str, ...] = ()
    fraction: bool = False
    ablation: bool = False
    beside: str = ""
    unnamed: bool = False
    model_in_column: bool = False
