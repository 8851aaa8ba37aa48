"""What a paper's source is made into, in the order of its text: pieces of one role each, and floats around them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractors.readers.latex.grid import GridCell
from registry.model import BlockKind

__all__ = ["Float", "FloatKind", "Item", "Paper", "bind_neighbours"]

FloatKind = Literal["float", "part", "holder"]


@dataclass(slots=True)
class Item:
    """A stretch of text with one role; a table's has its rows, and its caption once its float has ended."""

    kind: BlockKind
    text: str = ""
    rows: Sequence[Sequence[GridCell]] = ()
    header_rows: int = 1
    heading: str = ""
    caption: str = ""
    labels: list[str] = field(default_factory=list)
    told: str = ""  # what sentences that refer to it say


@dataclass(slots=True)
class Float:
    """An environment that binds captions to tables: a float, a part of one with a caption of its own, or a mere
    holder (`center`), which binds only what stands in it together."""

    kind: FloatKind
    items: list[Item] = field(default_factory=list)
    captioned: list[Item] = field(default_factory=list)  # captions and tables in it that are not bound yet
    bound: list[Item] = field(default_factory=list)  # tables that have a part's caption and may get the float's too

    def bind(self) -> None:
        """Give each table its caption: the only one, or the nearest in the order that the first of them sets."""
        captions = [item for item in self.captioned if item.kind == "caption"]
        tables = [item for item in self.captioned if item.kind == "table"]
        if not captions or not (tables or self.bound):
            return
        for table in tables:
            table.caption = self.caption_of(table, captions)
        if len(captions) == 1:
            for table in self.bound:
                table.caption = f"{captions[0].text} {table.caption}".strip()
        self.bound += tables
        self.captioned = []

    def caption_of(self, table: Item, captions: Sequence[Item]) -> str:
        if len(captions) == 1:
            return captions[0].text
        order = self.captioned
        place = next(number for number, item in enumerate(order) if item is table)
        above = [item for item in order[:place] if item.kind == "caption"]
        below = [item for item in order[place:] if item.kind == "caption"]
        nearest = above[-1:] or below[:1] if order[0].kind == "caption" else below[:1] or above[-1:]
        return nearest[0].text


@dataclass(slots=True)
class Paper:
    """One paper, typeset: its items, what is known of it, and what went wrong on the way."""

    items: list[Item]
    title: str
    authors: tuple[str, ...]
    date: str
    problems: list[str]


def bind_neighbours(items: Sequence[Item], free: Sequence[Item]) -> None:
    """Tables outside floats take a caption from outside floats that stands right beside them; none serves two."""
    left = {id(item) for item in free}
    for place, table in enumerate(items):
        if table.kind != "table" or table.caption or id(table) not in left:
            continue
        beside = [items[at] for at in (place - 1, place + 1) if 0 <= at < len(items)]
        for caption in [item for item in beside if item.kind == "caption" and id(item) in left][:1]:
            table.caption = caption.text
            left.remove(id(caption))
