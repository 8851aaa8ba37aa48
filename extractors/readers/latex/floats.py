"""Floats stand beside the text and bind their captions to their tables."""

from typing import TYPE_CHECKING

from extractors.readers.latex.commands import words
from extractors.readers.latex.items import Float, FloatKind
from extractors.readers.latex.printed import NO_MARKS

if TYPE_CHECKING:
    from extractors.readers.latex.typeset import Typesetter

__all__ = ["FLOATS", "begin_float", "close_scope", "float_kind"]

FLOATS = words(
    """
    table table* figure figure* wraptable wrapfigure sidewaystable sidewaystable* sidewaysfigure SCtable
    floatrow margintable teaserfigure algorithm longtable xltabular supertabular deluxetable deluxetable*
    sidewaystabular
    """
)
PARTS = words("subtable subfigure subfloat minipage")
HOLDERS = words("center flushleft flushright threeparttable measuredfigure ThreePartTable centering")


def float_kind(name: str) -> FloatKind | None:
    """What an environment is to captions, if it is anything to them."""
    if name in FLOATS:
        return "float"
    return "part" if name in PARTS else "holder" if name in HOLDERS else None


def begin_float(paper: "Typesetter", kind: FloatKind) -> None:
    """A float stands beside the text: the sentence around it goes on below it."""
    inner = Float(kind)
    if not paper.grids:
        paper.saved.append((paper.out, paper.items, paper.pending))
        paper.out, paper.items, paper.pending = [], inner.items, []
    else:
        paper.saved.append(([], [], []))
    paper.floats.append(inner)
    paper.labels.append([])


def end_float(paper: "Typesetter") -> None:
    inner = paper.floats.pop()
    outer = paper.floats[-1]
    out, items, pending = paper.saved.pop()
    if not paper.grids:
        paper.flush()
    inner.bind()
    labels = paper.labels.pop()
    for table in (*inner.bound, *inner.captioned):
        table.labels += labels
    if not paper.grids:
        paper.out, paper.items, paper.pending = out, items, pending
        alone = not "".join(out).translate(NO_MARKS).strip()
        (paper.items if alone else paper.pending).extend(inner.items)
    else:
        outer.items += inner.items
    if inner.kind != "float":
        outer.bound += inner.bound
        outer.captioned += [item for item in inner.captioned if item.kind == "table" or inner.kind == "holder"]


def close_scope(paper: "Typesetter") -> None:
    kind, _ = paper.scopes[-1]
    if kind == "float" or float_kind(kind.removeprefix("env:")):
        end_float(paper)
    if kind == "env:abstract":
        paper.flush()
    paper.restore()
