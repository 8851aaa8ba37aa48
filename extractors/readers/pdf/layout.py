"""The text of a PDF's pieces, and where on which page each line and each cell of it stands."""

from collections.abc import Iterator, Sequence

from extractors.readers.latex import page as latex_page
from extractors.readers.pdf.flow import Piece
from registry.model import Block, Place

__all__ = ["laid_out"]


def laid_out(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...], tuple[Place, ...]]:
    told = [piece for piece in pieces if piece.kind == "table" or piece.text.strip()]
    text, blocks = latex_page.laid_out(told)
    places = [place for piece, block in zip(told, blocks, strict=True) for place in places_of(piece, block)]
    return text, blocks, tuple(places)


def places_of(piece: Piece, block: Block) -> Iterator[Place]:
    for start, end, page, box in piece.lines:
        yield Place(block.span.start + start, block.span.start + end, page, box)
    if block.table is not None:
        for row, boxes in zip(block.table.rows, piece.boxes, strict=True):
            for cell, cell_box in zip(row, boxes, strict=True):
                if cell_box is not None and cell.text:
                    yield Place(cell.span.start, cell.span.end, piece.page, cell_box)
