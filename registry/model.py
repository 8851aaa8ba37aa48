"""What travels between the steps: documents in, claims and results out. Frozen values, no behaviour to speak of.

    file ─read→ Document ─find claims→ Claims ─link→ Results | Unlinked ─Pandera→ DuckDB

Offsets count Unicode code points of `Document.text`, end exclusive, and `Document.text` is the text
as the source gives it: whatever a step normalises on its way, it does on a copy of equal length.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b, sha256
from itertools import takewhile
from typing import Literal

from registry.quantity import Quantity
from registry.value import Once, open_value, value

__all__ = [
    "KINDS",
    "Basis",
    "Block",
    "BlockKind",
    "Cell",
    "CellRef",
    "Claim",
    "Direction",
    "Document",
    "Extraction",
    "Imported",
    "Kind",
    "Place",
    "Relation",
    "Reported",
    "Result",
    "Role",
    "Span",
    "Table",
    "Unlinked",
    "claim_id",
    "content_hash",
]

Kind = Literal["score", "delta", "ratio", "rank", "share", "size"]
PRINTED = "on paper"
KINDS: tuple[Kind, ...] = ("score", "delta", "ratio", "rank", "share", "size")
Direction = Literal["up", "down"]
Basis = Literal["absolute", "relative", "unclear"]
Relation = Literal["sota", "outperforms", "on_par", "underperforms", "place"]
Role = Literal["model", "human", "chance", "earlier best", "upper bound"]
BlockKind = Literal["title", "abstract", "heading", "paragraph", "caption", "table"]


@value
class Span:
    """A stretch of a document's text: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. `text` is the cell as printed, without its markup; `span` is where it stands in the
    document's text (markup included)."""

    row: int
    column: int
    text: str
    span: Span
    bold: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells, row by row. The first `header_rows` rows name the columns; `caption` is the text beside the
    table, `heading` the section it stands in, `told` what sentences that refer to it say ("" where there is none)."""

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    caption: str = ""
    heading: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text with one role; a table's block carries its grid."""

    kind: BlockKind
    span: Span
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the text stands on paper: `text[start:end]` is a line or a table's cell on `page` (from 1),
    in a box of left, top, right and bottom, in points from the page's top left corner."""

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Reported:
    """One value of a board that somebody else keeps, as their file gives it: `text[span]` is `value`, or the row where
    the file gives none; `row` is what a person would read it in.

    `also` are other names that the file has for the data set, the most particular first. `fraction` is whether the file
    says that it counts from 0 to 1, None where it says nothing. `measured_by` is "first_party", "third_party",
    "collaborative", "other" or "". `node` is the row with all of its fields, as JSON, at `row_pointer`.
    """

    value: str
    span: Span
    row: Span
    pointer: str
    row_pointer: str
    task: str = ""
    dataset: str = ""
    also: tuple[str, ...] = ()
    split: str = ""
    metric: str = ""
    model: str = ""
    protocol: Mapping[str, str] = field(default_factory=dict)
    paper_title: str = ""
    paper_url: str = ""
    paper_date: str = ""
    measured_by: str = ""
    licence: str = ""
    uncertainty: str = ""
    fraction: bool | None = None
    cell: "CellRef | None" = None
    node: str = ""


@open_value
class Document:
    """One source, read. `id` is the source's own name for it (a JSON Lines id, a file's stem), `source` the file it
    came from; `sha256` is of the raw bytes it was read from. A document without blocks is one abstract. Only a PDF has
    `places`, in the order of its text."""

    id: str
    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""  # ISO: a year, a month or a day
    venue: str = ""
    url: str = ""
    licence: str = ""
    media_type: str = "text/plain"
    source: str = ""
    sha256: str = ""
    reader: str = ""
    reader_version: str = ""
    blocks: tuple[Block, ...] = ()
    places: tuple[Place, ...] = ()
    unread: tuple[str, ...] = ()  # fields above that the source gives, in a form that could not be read
    # Of a board's file: its rows, and the file without them, as JSON with null in their places ("" for other files).
    # Both follow from the text and the reader.
    reported: tuple[Reported, ...] = field(default=(), compare=False)
    frame: str = field(default="", compare=False)

    @Once
    def text_sha256(self) -> str:
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @Once
    def content_id(self) -> str:
        """The same for the same content wherever it was read from; another as soon as a field a reader sees changes.
        A print is another content than its web page, though the words be the same: its claims have pages."""
        on_paper = (PRINTED,) if self.places else ()
        told = (self.id, self.title, self.date, self.venue, self.url, self.text, *on_paper)
        return hash_of("\x1f".join(told))

    def place_of(self, start: int, end: int) -> Place | None:
        """Where `text[start:end]` stands on paper: on the page of its first line, in the box around all of its lines
        (or cells) there; None where the document has no pages."""
        first = bisect_right(self.places, start, key=lambda place: place.end)
        lines = list(takewhile(lambda place: place.start < end, self.places[first:]))
        if not lines:
            return None
        boxes = [place.box for place in lines if place.page == lines[0].page]
        left, top, right, bottom = zip(*boxes, strict=True)
        return Place(start, end, lines[0].page, (min(left), min(top), max(right), max(bottom)))


@dataclass(frozen=True, slots=True)
class CellRef:
    """Which cell a claim was read from: the n-th table block of its document, row and column from 0."""

    table: int
    row: int
    column: int


@value
class Claim:
    """One statement made with one reported number, or with one rank (gold/GUIDELINE.md has every field).

    `sentence` is the sentence the quote stands in, or the table row for a claim read from a `cell`.
    `uncertainty` is the ± or confidence interval printed with the number, as printed.
    """

    kind: Kind
    start: int
    end: int
    quote: str
    rule: str
    sentence: Span
    quantity: Quantity | None = None
    direction: Direction | None = None
    basis: Basis | None = None
    metric: str | None = None
    benchmarks: tuple[str, ...] = ()
    subject: str | None = None
    baseline: tuple[str, ...] = ()
    over: int | None = None
    averaged: bool = False
    relation: Relation | None = None
    uncertainty: str | None = None
    cell: CellRef | None = None


@value
class Result:
    """A claim placed on a board. `benchmark`, `metric` and `task` are catalogue ids; `split` is "" where none is said;
    `model` is the system's name as printed. `value` counts in the metric's own unit and scale.
    `first_party` is True for a paper's own method, False for a number it quotes from elsewhere, None where unclear.
    Only a `role` of "model" ranks; any other is a level that they are held against (docs/decisions/references.md)."""

    claim: Claim
    benchmark: str
    metric: str
    model: str
    value: Decimal
    task: str = ""
    split: str = ""
    protocol: Mapping[str, str] = field(default_factory=dict)
    first_party: bool | None = None
    own_best: bool = False
    role: Role = "model"
    reported: Reported | None = None


@value
class Unlinked:
    """A score that could not be placed: `reason` is a short code ("no_benchmark", "unknown_metric" …), `detail` the
    words that were looked up in vain."""

    claim: Claim
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A row of somebody's board and the claim it became, or the reason why its value is no number ("no_value")."""

    reported: Reported
    claim: Claim | None = None
    reason: str = ""


@open_value
class Extraction:
    """All that was found in one document. Every claim is in `claims`; those that are scores stand in `results` or in
    `unlinked` as well. `skipped` names what was not read, with its offset: a rule that ran out of time on a sentence, a
    table of a PDF whose columns are not clear, a field of the metadata ("metadata.date")."""

    document: Document
    claims: tuple[Claim, ...] = ()
    results: tuple[Result, ...] = ()
    unlinked: tuple[Unlinked, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    imported: tuple[Imported, ...] = ()


def content_hash(*parts: object) -> str:
    """16 hexadecimal digits that depend on the parts and on where one ends and the next begins."""
    return hash_of("\x1f".join(map(str, parts)))


def hash_of(told: str) -> str:
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def claim_id(document_id: str, claim: Claim) -> str:
    """The claim's permanent name: its document, its place in it, its kind and the rule that read it."""
    return hash_of(f"{document_id}\x1f{claim.start}\x1f{claim.end}\x1f{claim.kind}\x1f{claim.rule}")
