"""LaTeX tables: what stands in their cells, whatever way they are written."""

import io

import pytest

from extractors.readers import read_stdin
from registry.model import Document, Table


def latex(body: str, preamble: str = "") -> Document:
    source = f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}"
    (document,) = read_stdin(io.BytesIO(source.encode()))
    assert document.reader == "latex"
    return document


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table]


def grid(document: Document) -> list[str]:
    (table,) = tables(document)
    for cell in (cell for row in table.rows for cell in row):
        assert cell.span.of(document.text) == cell.text
    return [" | ".join(cell.text for cell in row) for row in table.rows]


GRIDS = [
    (r"\begin{tabular}{lc}A & B \\ \hline 1 & 2 \\ \end{tabular}", ["A | B", "1 | 2"]),
    (r"\begin{tabular}{lc}A & B \\ 1 & 2\end{tabular}", ["A | B", "1 | 2"]),
]


@pytest.mark.parametrize(("source", "expected"), GRIDS)
def test_cells_of_a_table(source: str, expected: list[str]) -> None:
    assert grid(latex(source)) == expected
