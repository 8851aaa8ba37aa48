"""A claim on its way: detected and measured, its names not yet found."""

from dataclasses import dataclass, field

from registry.model import Basis, Direction, Kind, Relation, Span
from registry.quantity import Quantity

__all__ = ["Mention"]


@dataclass(slots=True)
class Mention:
    """What a rule saw in one sentence. `captured` holds, by slot name (metric, benchmarks, subject, baseline), the
    stretches the rule itself pointed at: a hint to whoever fills the slots."""

    kind: Kind
    start: int
    end: int
    rule: str
    sentence: Span
    quantity: Quantity | None = None
    direction: Direction | None = None
    basis: Basis | None = None
    over: int | None = None
    averaged: bool = False
    relation: Relation | None = None
    uncertainty: str | None = None
    captured: dict[str, list[Span]] = field(default_factory=dict)
