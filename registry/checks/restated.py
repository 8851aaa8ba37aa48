"""A number of a text against the other places of its document that ought to say the same.

Where an abstract or a conclusion gives a number that stands nowhere else, and another one that differs from it by one
digit, or by two that changed places, stands in like words of the text or in a table, one of the two is a slip. Where
the number does stand elsewhere, the other place must be the better by far.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import regex

from registry.checks.finding import Finding, Outcome, Row, finding
from registry.checks.gain_slips import is_explained
from registry.checks.interval import printed
from registry.checks.nearby import Printed, is_slip
from registry.checks.papers import Paper
from registry.checks.passages import Told

__all__ = ["SAYING", "restated"]

CHECK = "prose-vs-table"
# Documents that sum up what they found, or have tables.
SAYING = """
    SELECT document_id FROM amount JOIN passage USING (document_id) WHERE chief
    UNION
    SELECT document_id FROM amount JOIN grid USING (document_id)
    ORDER BY document_id
"""
HELD = regex.compile(r"\d+(?:\.\d+)?")
YEAR = regex.compile(r"(?:19|20)\d\d")
HUNDRED = 100
TELLING = 3  # significant digits, with which two numbers are seldom one digit apart by chance
POINTS = (None, "exact", "up_to", "about")  # what a single cell may be
AMOUNTS = ("score", "delta", "size")
COUNTED = {1: 5, 2: 3}  # words about two counts of as many digits
CHANCE = 1  # words that any two numbers of a paper may have about them
BETTER = 4  # words about a number and a near one, where the number itself stands among none of them


@dataclass(frozen=True)
class Said:
    """A number of the text, with what in its document is the same and what is nearly so."""

    row: Row
    number: str
    paper: Paper

    @cached_property
    def place(self) -> Told | None:
        """Where in the prose it stands."""
        return self.paper.place_of(self.row)

    @property
    def digits(self) -> int:
        """Those that say something: neither zeros before the first nor, of a whole number, after the last."""
        digits = self.number.replace(".", "").lstrip("0")
        return len(digits if "." in self.number else digits.rstrip("0"))

    def told(self, finding_of: Told | Printed, outcome: Outcome, reason: str, message: str) -> Finding:
        """What is to be said of it beside another number."""
        other = (finding_of.claim_id,) if isinstance(finding_of, Printed) else self.paper.claim_at(finding_of)
        return finding(
            CHECK, outcome, f"{self.row['quote']} {message}", (self.row["claim_id"], *other), self.row["document_id"],
            reason=reason, interval=printed(finding_of.text), severity=None if self.row["chief"] else "note",
        )  # fmt: skip

    def likeness(self, other: Told) -> int:
        """How many words are about both numbers."""
        return len(self.place.about & other.about) if self.place else 0

    def same_elsewhere(self) -> list[Told]:
        places = self.paper.told.get(self.number, ())
        return [each for each in places if each is not self.place and (self.is_decimal or self.counts_like(each))]

    def near_elsewhere(self) -> list[Told]:
        """In other passages; a number that this one gives as well is another thing's."""
        if self.place is None or YEAR.fullmatch(self.number):
            return []
        passage = self.place.passage
        return [
            each
            for text, places in self.paper.told.items()
            if is_slip(self.number, text) and not any(each.passage == passage for each in places)
            for each in places
            if not self.is_rest_of(each)
            and self.may_count_like(each)
            and (self.digits >= TELLING or self.counts_like(each))
        ]

    def is_rest_of(self, other: Told) -> bool:
        """Whether the two make up a hundred: 60% of the cost is 40% less."""
        return Decimal(self.number) + Decimal(other.text) == HUNDRED

    @property
    def is_decimal(self) -> bool:
        return "." in self.number

    def may_count_like(self, other: Told) -> bool:
        """Whether their units, where both are printed, are one."""
        return self.place is not None and (self.place.unit == other.unit or not (self.place.unit and other.unit))

    def counts_like(self, other: Told) -> bool:
        """Whether both count percent or points, or neither does."""
        return self.place is not None and self.place.percent == other.percent


def restated(row: Row, paper: Paper) -> Iterator[Finding]:
    number = row["printed"].lstrip("+-")
    if not HELD.fullmatch(number):
        return
    said = Said(row, number, paper)
    told = summed_up(said) if row["chief"] else in_the_body(said)
    if told is not None:
        yield told


def summed_up(said: Said) -> Finding | None:
    same = said.paper.cells.having(said.number, is_scaled=said.row["kind"] != "delta")
    return beside_text(said, is_in_table(same, said.row)) or beside_tables(said, same)


def is_in_table(same: Sequence[Printed], row: Row) -> bool:
    """Whether a table has the number of a text; a gain, only where the cell is about what the text speaks of."""
    return any(row["kind"] != "delta" or fitness(cell, row) for cell in same)


def beside_text(said: Said, in_table: bool) -> Finding | None:
    """To be reviewed where another passage has the number but for a digit, in like words: two numbers of a text may be
    of two things, which the words around them do not tell surely enough (docs/checks.md has what was read)."""
    known = max(map(said.likeness, said.same_elsewhere()), default=-1)
    other = max(said.near_elsewhere(), key=lambda each: (said.likeness(each), -each.start), default=None)
    if other is None or said.likeness(other) < needed(said, known, in_table):
        return None
    told = f"is said here, {other.text} elsewhere: “{around(other)}”"
    return said.told(other, "review", "elsewhere", told)


def needed(said: Said, known: int, in_table: bool) -> int:
    """How many words must be about both numbers: few or none where the number stands nowhere else, as many more
    as it has fewer digits that tell; the more, the nearer to it are words that it stands among elsewhere, `known` of
    them."""
    if known >= 0:
        return max(BETTER + 1, 2 * known + 1)
    if in_table:
        return BETTER
    if said.is_decimal or (said.place and said.place.percent):
        return 2 if said.digits == 1 else 0
    return COUNTED.get(said.digits, 1)


def beside_tables(said: Said, same: Sequence[Printed]) -> Finding | None:
    """Consistent where a cell has the number; inconsistent where none has it and one differs in a digit or in two that
    changed places, or where that one alone is what the text speaks of."""
    row = said.row
    if row["bound"] not in POINTS:
        return None
    found, slip = best(same, row), best(said.paper.cells.slips_of(said.number), row)
    known = max(map(said.likeness, said.same_elsewhere()), default=-1)
    if slip is not None and found is not None and known <= CHANCE and outweighs(slip, found, said):
        return said.told(slip, "inconsistent", "one_digit", f"stands in no table of its own, {slip.text} does")
    if found is not None:
        return stands(said, found) if row["kind"] in AMOUNTS else None
    if slip is not None and known < 0 and is_worth_telling(said):
        return said.told(slip, "inconsistent", "one_digit", f"stands in no table, {slip.text} does")
    return None


def stands(said: Said, found: Printed) -> Finding:
    """A table has the number: of what the text speaks of, or of anything."""
    if fitness(found, said.row):
        return said.told(found, "consistent", "found", "stands in a table")
    told = "stands in a table, of nothing that the sentence is known to name"
    return said.told(found, "not_checkable", "unnamed_cell", told)


def best(cells: Sequence[Printed], row: Row) -> Printed | None:
    return max(cells, key=lambda cell: fitness(cell, row), default=None)


def is_worth_telling(said: Said) -> bool:
    """Not of short numbers, which any table has nearly so, unless a score; not of gains that the tables explain."""
    if said.row["kind"] == "score":
        return said.is_decimal
    return said.digits >= TELLING and not (said.row["kind"] == "delta" and is_explained(said.row, said.paper.cells))


def in_the_body(said: Said) -> Finding | None:
    """Elsewhere other papers' numbers stand too: to be reviewed where the text names both row and column."""
    row = said.row
    if row["kind"] != "score" or not said.is_decimal or len(said.number) <= TELLING or row["bound"] not in POINTS:
        return None
    found = best(said.paper.cells.having(said.number), row)
    if found is not None:
        return stands(said, found)
    near, place = said.paper.cells.slips_of(said.number), said.place
    own = [cell for cell in near if not row["model_key"] or row["model_key"] in cell.label]
    slip = next((cell for cell in own if place and cell.is_named(place.about)), None)
    if slip is None or said.same_elsewhere():
        return None
    return said.told(slip, "review", "one_digit", f"stands in no table, {slip.text} does")


def around(told: Told) -> str:
    return " ".join(told.words[max(0, told.at - 40) : told.end + 30].split())


def fitness(cell: Printed, row: Row) -> int:
    """How much of what the text says of its number is said of the cell."""
    return sum(
        (
            2 * cell.is_about(row["benchmark_keys"]),
            cell.is_about([row["metric_key"] or ""]),
            cell.own or cell.is_about([row["model_key"]]),
        )
    )


def outweighs(slip: Printed, found: Printed, said: Said) -> bool:
    """Whether the number that was found is another thing's: the near one has more of what the text says, such as the
    benchmark that is named, and a row of the paper's own. An average stands under no benchmark."""
    if said.row["averaged"]:
        return False
    return said.digits >= TELLING and fitness(slip, said.row) > fitness(found, said.row) + 1
