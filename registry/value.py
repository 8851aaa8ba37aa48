"""Values that never change once they are made: frozen to whoever checks types, and cheap to make.

`dataclass(frozen=True)` sets every field by a call of its own, three times the price of an assignment; a text's claims
and the places they stand at are made by the ten thousand. mypy refuses an assignment to a field of these all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, dataclass_transform

__all__ = ["Once", "open_value", "value"]

Made = TypeVar("Made")
Told = TypeVar("Told")


@dataclass_transform(frozen_default=True)
def value(made: type[Made]) -> type[Made]:
    """The class as a data class with slots, equal and hashed by its fields."""
    return dataclass(slots=True, unsafe_hash=True)(made)


@dataclass_transform(frozen_default=True)
def open_value(made: type[Made]) -> type[Made]:
    """The same without slots, for a class that keeps what it has worked out of its fields (`Once`)."""
    return dataclass(unsafe_hash=True)(made)


class Once(Generic[Told]):
    """A property worked out once an instance; `functools.cached_property` takes a lock for it, until Python 3.12."""

    def __init__(self, work: Callable[[Any], Told]) -> None:
        self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> Told:
        told = instance.__dict__[self.name] = self.work(instance)
        return told
