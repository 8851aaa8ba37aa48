"""The numbers of a document's tables with the words around them: where the text's numbers may come from."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import overload

from registry.catalog import fold
from registry.checks.finding import Row
from registry.checks.grids import NUMBERS, cells_of

__all__ = ["Cells", "Printed", "is_slip", "numbers_of_tables"]

LABEL_COLUMNS = 2
SHIFTS = (0, 2, -2)  # a number as it stands, a fraction for its percentage, the reverse


@dataclass(frozen=True, slots=True)
class Printed:
    """A number of a table's cell that is a claim. `caption`, `head` and `label` are the folded words of its table, its
    column, and its row and system; `subject` is the system alone, `own` where the paper's own method has it, or its row
    has bold cells."""

    text: str
    claim_id: str
    table: int
    row: int
    column: int
    caption: str
    head: str
    label: str
    subject: str
    own: bool

    def is_about(self, names: Sequence[str]) -> bool:
        """Whether caption, headings or row have one of these folded names."""
        return any(name in self.caption or name in self.head or name in self.label for name in names if name)

    def is_named(self, words: Collection[str]) -> bool:
        """Whether these words of a text name both its row and its column."""
        return all(any(folded(word) in told for word in words) for told in (self.head, self.label))


class Cells(Sequence[Printed]):
    """The numbers of a document's tables in their order, found by what they print: a document has as many numbers in
    its text as in its tables, and not each is to be held against each."""

    def __init__(self, cells: Sequence[Printed]) -> None:
        self._cells = cells
        self._texts: dict[str, list[int]] = defaultdict(list)
        for index, cell in enumerate(cells):
            self._texts[cell.text].append(index)

    @overload
    def __getitem__(self, at: int) -> Printed: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Printed]: ...
    def __getitem__(self, at: int | slice) -> Printed | Sequence[Printed]:
        return self._cells[at]

    def __len__(self) -> int:
        return len(self._cells)

    def having(self, said: str, is_scaled: bool = True) -> list[Printed]:
        """Those that are what a text says: rounded, or, of scores, a percentage for a fraction, of two digits at least;
        never a coarser one, which any number would fit."""
        number, places = digits_of(said)
        shifts = SHIFTS if is_scaled and len(str(number).strip("0")) > 1 else SHIFTS[:1]
        found: set[int] = set()
        for of_cells, (values, indices) in self._by_places.items():
            for power in (of_cells + shift - places for shift in shifts):
                if power >= 0:  # two numbers may be one where they are half a unit of the coarser apart, or nearer
                    unit = 10**power
                    first = bisect_left(values, number * unit - unit // 2)
                    found.update(indices[first : bisect_right(values, number * unit + unit // 2)])
        return [self._cells[index] for index in sorted(found)]

    def slips_of(self, said: str) -> list[Printed]:
        """Those that differ from what a text says as `is_slip` tells."""
        near = {text for mask in masks(said) for text in self._by_mask.get(mask, ())}
        near |= {text for text in swapped(said) if text in self._texts}
        return [self._cells[index] for index in sorted(index for text in near - {said} for index in self._texts[text])]

    @cached_property
    def _by_places(self) -> dict[int, tuple[list[int], list[int]]]:
        """By decimal places: the digits of the numbers in their order, and where these stand."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for text, indices in self._texts.items():
            number, places = digits_of(text)
            found[places] += ((number, index) for index in indices)
        ordered = {places: sorted(each) for places, each in found.items()}
        return {places: ([one for one, _ in each], [at for _, at in each]) for places, each in ordered.items()}

    @cached_property
    def _by_mask(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for text in self._texts:
            for mask in masks(text):
                found[mask].append(text)
        return found


@lru_cache(maxsize=65_536)
def digits_of(text: str) -> tuple[int, int]:
    """A number as a whole one, and its decimal places: 0.85 is (85, 2)."""
    whole, _, decimals = text.partition(".")
    return int(whole + decimals), len(decimals)


@lru_cache(maxsize=65_536)
def masks(text: str) -> tuple[str, ...]:
    """A number with each of its digits in turn left open."""
    return tuple(f"{text[:at]}_{text[at + 1 :]}" for at, digit in enumerate(text) if digit != ".")


def swapped(text: str) -> Iterator[str]:
    for at in range(len(text) - 1):
        yield text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def numbers_of_tables(tables: Sequence[Row]) -> list[Printed]:
    return [number for index, table in enumerate(tables) for number in numbers_of_table(index, table)]


def numbers_of_table(index: int, table: Row) -> Iterator[Printed]:
    cells = cells_of(table["cells"])
    heads: dict[int, str] = defaultdict(str)
    labels: dict[int, str] = defaultdict(str)
    for cell in cells:
        if cell.row < table["header_rows"]:
            heads[cell.column] += f"\x1f{folded(cell.text)}"
        elif cell.column < LABEL_COLUMNS:
            labels[cell.row] += f"\x1f{folded(cell.text)}"
    texts = {(cell.row, cell.column): cell.text for cell in cells}
    bold = {cell.row for cell in cells if cell.bold and cell.row >= table["header_rows"]}
    caption = folded(table["caption"] or "")
    for claim in table["claims"]:
        row, column = claim["row_index"], claim["column_index"]
        own = bool(claim["own"]) or row in bold
        subject = folded(claim["subject"] or "")
        label = f"{labels[row]}\x1f{subject}"
        for text in NUMBERS.findall(texts.get((row, column), "")):
            at = index, row, column
            yield Printed(
                text if text[0] != "." else f"0{text}",
                claim["claim_id"],
                *at,
                caption,
                heads[column],
                label,
                subject,
                own,
            )


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    return fold(text)


def is_slip(one: str, other: str) -> bool:
    """Whether one digit differs, or two neighbours changed places."""
    if len(one) != len(other) or one == other:
        return False
    different = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(different) == 1:
        return one[different[0]] != "." and other[different[0]] != "."
    first, last = different[0], different[-1]
    return len(different) == 2 and last == first + 1 and one[first] == other[last] and one[last] == other[first]
