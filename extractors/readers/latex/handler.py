"""What a command does to the paper being typeset, and tables of such."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.readers.latex.typeset import Typesetter

__all__ = ["Handler", "OutOfBoundsError", "table_of"]

Handler = Callable[["Typesetter", str], None]


class OutOfBoundsError(Exception):
    """A bound was reached: the walk ends here."""


def table_of(*rows: tuple[Handler, Iterable[str]]) -> dict[str, Handler]:
    """The handler of each command, from a handler and its commands a row."""
    return {name: handler for handler, names in rows for name in names}
