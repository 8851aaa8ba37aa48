"""The numbers of a document's tables with the words around them: where the text's numbers may come from."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from registry.catalog import fold
from registry.checks.finding import Row
from registry.checks.grids import NUMBERS, cells_of

__all__ = ["Printed", "is_slip", "numbers_of_tables"]

LABEL_COLUMNS = 2


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
            yield Printed(text, claim["claim_id"], *at, caption, heads[column], label, subject, own)


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
