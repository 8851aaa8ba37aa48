"""Tables as the registry keeps them: cells, and the numbers in them."""

import json
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import regex

__all__ = ["NUMBERS", "Cell", "cells_of", "number"]

NUMBER = regex.compile(
    r"""(?x) \s* [*†‡§^]* (?P<value> -? \d{1,4} (?: \. \d{1,4} )? ) \s* %?
        (?: \s* (?: ± | \\pm | \( ) .* )? [\s*†‡§^]*""",
)
NUMBERS = regex.compile(r"(?<![\d.,]) (?: \d{1,4} )? \. \d{1,4} (?![\d.])", regex.X)


class Cell(NamedTuple):
    row: int
    column: int
    text: str
    bold: bool


@lru_cache(maxsize=256)
def cells_of(cells: str) -> tuple[Cell, ...]:
    """The cells of a block, from the text it is stored as."""
    return tuple(Cell(row, column, text, bold) for row, column, text, _, _, bold, *_ in json.loads(cells))


@lru_cache(maxsize=65_536)
def number(text: str) -> str | None:
    """The only number of a cell, without its spread and its marks; None where a cell says anything else."""
    match: Any = NUMBER.fullmatch(text)
    return str(Decimal(match["value"])) if match else None
