"""LaTeX: one paper, from a .tex file or from an archive as arXiv serves them, rendered to plain text with its tables.

    bytes ─archive→ files ─project→ one source ─typeset→ items ─page→ Document.text and blocks

The text is the reader's rendering, not the source: macros are expanded, commands dropped, and every cell of a table
stands in it, so that `text[start:end]` is what a person reads on the printed page.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

from extractors.readers.source import Source, Stamp, is_archive
from registry.model import Document

__all__ = ["SUFFIXES", "looks_like_latex", "read_latex"]

SUFFIXES = (".tex", ".ltx", ".latex", ".tar", ".tgz", ".zip")
OPENING = re.compile(r"^[ \t]*\\(?:documentclass|documentstyle|begin\{document\})", re.MULTILINE)
NAME_ENDINGS = frozenset({*SUFFIXES, ".gz", ".xz"})


def looks_like_latex(start: str) -> bool:
    """Whether it is a LaTeX file, or an archive that can hold one."""
    return is_archive(start[:512].encode("latin-1", "replace")) or OPENING.search(start) is not None


def read_latex(source: Source, stamp: Stamp) -> Iterator[Document]:
    """One document. Broken LaTeX gives what can be had of it; `ReadError` is for what holds no text at all."""
    # late: archives and the tables of commands would be most of the time that importing the readers takes
    from extractors.readers.latex.page import laid_out
    from extractors.readers.latex.project import opened_project, whole_source
    from extractors.readers.latex.typeset import Typesetter

    project = opened_project(source)
    paper = Typesetter(project.styles).paper(whole_source(project, source))
    text, blocks = laid_out(paper.items)
    if not text.strip():
        source.fail("holds no text that LaTeX would print; name the paper's main file, the one with \\begin{document}")
    for why in paper.problems:
        source.problem(why)
    yield Document(
        id=own_name(source, project.digest),
        text=text,
        title=paper.title,
        authors=paper.authors,
        date=paper.date,
        sha256=project.digest,
        **stamp,
        blocks=blocks,
    )


def own_name(source: Source, digest: str) -> str:
    """The file's name without its known endings: arXiv's `2401.00001v1.gz` is `2401.00001v1`."""
    if not source.stem:
        return source.document_name(digest)
    name = PurePath(source.name)
    while name.suffix.lower() in NAME_ENDINGS and name.stem:
        name = PurePath(name.stem)
    return name.name
