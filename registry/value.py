"""Values that never change once they are made: frozen to whoever checks types, and cheap to make.

`dataclass(frozen=True)` sets every field by a call of its own, three times the price of an assignment; a text's claims
and the places they stand at are made by the ten thousand. mypy refuses an assignment to a field of these all the same.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

__all__ = ["value"]

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True)
def value(made: type[Made]) -> type[Made]:
    """The class as a data class with slots, equal and hashed by its fields."""
    return dataclass(slots=True, unsafe_hash=True)(made)
