"""What a seed is (papers whose numbers agree) and what may be changed in it.

A seed's papers are files in `seed_papers/` with places such as `<<ours.1>>`, filled with numbers and names drawn by
chance that agree with one another; `<<b:ours.1>>` is a table's cell, in bold where `ours.1` stands in the value
`bold`. A mutation draws one value anew, so that one thing disagrees.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeAlias

__all__ = [
    "Change", "Mutation", "Seed", "Values", "difference", "digit", "dropped", "grid", "mean_of", "moved", "name_of",
    "put", "scaled", "swapped", "written",
]  # fmt: skip

FOLDER = Path(__file__).with_name("seed_papers")
PLACE = re.compile(r"<<(b:)?([\w.-]+)>>")
BOLD = {".md": "**{}**", ".tex": r"\textbf{{{}}}", ".html": "<b>{}</b>"}
SYLLABLES = ("Ba", "Do", "Fi", "Gu", "Ke", "Lo", "Mi", "Pu", "Ra", "So", "Tu", "Vo", "Zi")

Values: TypeAlias = Mapping[str, str]
Change: TypeAlias = Callable[[Values, Random], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Mutation:
    """What it changes, the check that claims to tell it, and the values that are other than drawn."""

    kind: str
    check: str
    change: Change


@dataclass(frozen=True, slots=True)
class Seed:
    """Papers that are read together, the values that fill them, and what may be changed in them."""

    files: tuple[str, ...]
    draw: Callable[[Random], dict[str, str]]
    mutations: tuple[Mutation, ...]

    @property
    def name(self) -> str:
        return self.files[0].partition(".")[0].partition("-")[0]


def written(file: str, values: Values) -> str:
    """The paper as it stands on disk."""
    bold = values.get("bold", "").split()
    form = BOLD.get(Path(file).suffix, "{}")

    def filled(match: re.Match[str]) -> str:
        value = values[match[2]]
        return form.format(value) if match[1] and match[2] in bold else value

    return PLACE.sub(filled, (FOLDER / file).read_text("utf-8"))


def name_of(chance: Random) -> str:
    """A method that no other paper has: "GukezidoNet"."""
    return "".join(chance.choices(SYLLABLES, k=4)).capitalize() + chance.choice(("Net", "Former", "LM"))


def put(**values: str) -> Change:
    """These words in the place of those; a hyphen of a key is written as two underscores."""
    return lambda drawn, chance: {key.replace("__", "-"): value for key, value in values.items()}


def digit(key: str, at: int = -1, least: int = 2) -> Change:
    """One digit (the last, from the end) at least so much greater or less."""

    def change(drawn: Values, chance: Random) -> dict[str, str]:
        text = drawn[key]
        place = [place for place, each in enumerate(text) if each.isdigit()][at]
        old = int(text[place])
        new = chance.choice([each for each in range(place == 0, 10) if abs(each - old) >= least])
        return {key: f"{text[:place]}{new}{text[place + 1 :]}"}

    return change


def moved(key: str, *ways: float, by: Callable[[Values], float] | None = None) -> Change:
    """A number greater by one of `ways`, written with as many decimals."""

    def change(drawn: Values, chance: Random) -> dict[str, str]:
        start = by(drawn) if by else float(drawn[key])
        decimals = len(drawn[key].partition(".")[2])
        return {key: f"{start + chance.choice(ways):.{decimals}f}"}

    return change


def scaled(key: str, by: float, decimals: int) -> Change:
    """A percentage written as a fraction, or a fraction as a percentage."""
    return lambda drawn, chance: {key: f"{float(drawn[key]) * by:.{decimals}f}"}


def swapped(one: str, other: str) -> Change:
    return lambda drawn, chance: {one: drawn[other], other: drawn[one]}


def dropped(key: str, *others: str) -> Change:
    return lambda drawn, chance: dict.fromkeys((key, *others), "")


def grid(
    chance: Random, rows: Sequence[str], lows: Sequence[int], step: tuple[int, int] = (8, 30), scale: int = 10
) -> dict[str, str]:
    """A table in which each row is better than the one above: "bert.1" is its first column's value, in tenths."""
    told: dict[str, str] = {}
    for column, low in enumerate(lows, 1):
        value = low + chance.randint(0, 15)
        for row in rows:
            told[f"{row}.{column}"] = f"{value / scale:.{len(str(scale)) - 1}f}"
            value += chance.randint(*step)
    return told


def mean_of(values: Values, row: str, columns: Sequence[int], decimals: int = 1) -> str:
    """The mean as Python's decimals round it, away from a doubtful half."""
    from decimal import ROUND_HALF_EVEN, Decimal

    exact = sum((Decimal(values[f"{row}.{column}"]) for column in columns), Decimal(0)) / len(columns)
    return str(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN))


def difference(values: Values, one: str, other: str, decimals: int = 1) -> str:
    return f"{float(values[one]) - float(values[other]):.{decimals}f}"
