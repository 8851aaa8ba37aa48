"""Files in, documents out: the formats, and which of them a file is in.

A new format is one module and one row of `READERS`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from extractors.readers.boards import (
    looks_like_every_eval_ever,
    looks_like_harness,
    looks_like_long_table,
    looks_like_model_card,
    looks_like_name_list,
    looks_like_nlp_progress,
    looks_like_papers_with_code,
    looks_like_reported_yaml,
    read_every_eval_ever,
    read_harness,
    read_long_table,
    read_model_card,
    read_name_list,
    read_nlp_progress,
    read_papers_with_code,
    read_reported_yaml,
)
from extractors.readers.delimited import SUFFIXES as DELIMITED
from extractors.readers.delimited import looks_like_delimited, read_delimited
from extractors.readers.finding import STANDARD_INPUT, known_suffix, matching_files
from extractors.readers.html import SUFFIXES as HTML
from extractors.readers.html import looks_like_html, read_html
from extractors.readers.jats import looks_like_jats, read_jats
from extractors.readers.json_file import looks_like_json, read_json
from extractors.readers.json_lines import looks_like_json_lines, read_json_lines
from extractors.readers.latex import SUFFIXES as LATEX
from extractors.readers.latex import looks_like_latex, read_latex
from extractors.readers.markdown import looks_like_markdown, read_markdown
from extractors.readers.papers_page import looks_like_papers_page, read_papers_page
from extractors.readers.parts import Part, read_part
from extractors.readers.pdf import looks_like_pdf, read_pdf
from extractors.readers.plain_text import looks_like_plain_text, read_plain_text
from extractors.readers.source import Problem, Source, Stamp, clean, opened, source_of
from extractors.readers.tei import looks_like_tei, read_tei
from registry.errors import ReadError
from registry.model import Document

__all__ = ["READERS", "Reader", "find_files", "read", "read_stdin", "read_stream", "suffixes_read"]


@dataclass(frozen=True, slots=True)
class Reader:
    """One format. `sniff` says whether a file that begins with these characters is in it; `read` gives its documents,
    each with the stamp, or raises `ReadError`."""

    name: str
    version: str
    suffixes: tuple[str, ...]
    sniff: Callable[[str], bool]
    read: Callable[[Source, Stamp], Iterator[Document]]
    media_type: str = "text/plain"
    board: bool = False  # reads somebody's board: only what its sniffer recognises, never by the suffix alone

    def stamp(self, place: str) -> Stamp:
        return Stamp(source=place, media_type=self.media_type, reader=self.name, reader_version=self.version)


JSON = (".jsonl", ".ndjson", ".json")
TEXT = (".txt", ".text")
MARKDOWN = (".md", ".markdown")
YAML = (".yaml", ".yml")

# The first that recognises a file reads it: the most particular come first, plain text, which takes anything, last.
READERS: tuple[Reader, ...] = (
    Reader("pdf", "1", (".pdf",), looks_like_pdf, read_pdf, "application/pdf"),
    Reader("html", "1", HTML, looks_like_html, read_html, "text/html"),
    Reader("tei", "1", (".xml", ".tei"), looks_like_tei, read_tei, "application/tei+xml"),
    Reader("jats", "1", (".xml", ".nxml", ".jats"), looks_like_jats, read_jats, "application/jats+xml"),
    Reader("latex", "1", LATEX, looks_like_latex, read_latex, "text/x-tex"),
    Reader(
        "every-eval-ever", "1", JSON, looks_like_every_eval_ever, read_every_eval_ever, "application/json", board=True
    ),
    Reader("lm-eval", "1", JSON, looks_like_harness, read_harness, "application/json", board=True),
    Reader(
        "papers-with-code",
        "1",
        JSON,
        looks_like_papers_with_code,
        read_papers_with_code,
        "application/json",
        board=True,
    ),
    Reader("json-lines", "1", JSON, looks_like_json_lines, read_json_lines, "application/jsonl"),
    Reader("json", "1", JSON, looks_like_json, read_json, "application/json"),
    Reader("eval-results", "1", YAML, looks_like_reported_yaml, read_reported_yaml, "application/yaml", board=True),
    Reader("model-card", "1", MARKDOWN, looks_like_model_card, read_model_card, "text/markdown", board=True),
    Reader("nlp-progress", "1", MARKDOWN, looks_like_nlp_progress, read_nlp_progress, "text/markdown", board=True),
    Reader("markdown", "1", (*MARKDOWN, *TEXT), looks_like_markdown, read_markdown, "text/markdown"),
    Reader("name-list", "1", DELIMITED, looks_like_name_list, read_name_list, "text/tab-separated-values", board=True),
    Reader("long-table", "1", DELIMITED, looks_like_long_table, read_long_table, "text/csv", board=True),
    Reader("delimited", "1", DELIMITED, looks_like_delimited, read_delimited, "text/csv"),
    Reader("papers-page", "1", TEXT, looks_like_papers_page, read_papers_page),
    Reader("plain-text", "1", TEXT, looks_like_plain_text, read_plain_text),
)
JSON_LINES = next(reader for reader in READERS if reader.read is read_json_lines)


def read(
    path: Path, on_problem: Problem | None = None, place: str = "", part: Part | None = None
) -> Iterator[Document]:
    """The documents of one file ("-" is standard input), or of one part of it, in its order; `place` is what they name
    as their source where that is not the path as it is given here.

    What makes a file unreadable raises `ReadError`. A bad record in a file of many is handed to `on_problem`, and the
    others are read; without `on_problem` it is raised too.
    """
    if path == STANDARD_INPUT:
        import sys

        if sys.stdin is None:
            raise ReadError("-", "standard input is closed; pipe the document into it, or name a file")
        yield from read_stdin(sys.stdin.buffer, on_problem)
        return
    if part is not None:
        yield from read_part(path, part, JSON_LINES.stamp(place or clean(path.as_posix())), on_problem)
        return
    with opened(path, on_problem) as source:
        yield from documents(source, place)


def read_stdin(stream: BinaryIO, on_problem: Problem | None = None) -> Iterator[Document]:
    """The documents of a stream that has no name: the format is found by looking inside."""
    yield from documents(source_of("-", "", stream, on_problem))


def read_stream(name: str, stream: IO[bytes], on_problem: Problem | None = None) -> Iterator[Document]:
    """The documents of an opened file that lies elsewhere, under the name it has there."""
    yield from documents(source_of(name, file_name(name), stream, on_problem))


def file_name(address: str) -> str:
    """ "a.md" of `s3://b/a.md`, of `zip://a.md::s3://b/c.zip` (in an archive), of `simplecache::s3://b/a.md`."""
    first = address.partition("::")[0]
    return (first if "://" in first else address).rpartition("/")[2]


def suffixes_read(name: str) -> bool:
    """Whether a file of that name is read where a folder is."""
    return known_suffix(name.rpartition("/")[2], known_suffixes())


def find_files(paths: Sequence[str], on_problem: Problem | None = None) -> list[Path]:
    """The files that `paths` stand for: files, folders with all readable files in them, globs, "-"; each file once.
    `ReadError` for a path that stands for none."""
    return matching_files(paths, known_suffixes(), on_problem)


def known_suffixes() -> frozenset[str]:
    return frozenset(suffix for reader in READERS for suffix in reader.suffixes) - {*YAML}


def documents(source: Source, place: str = "") -> Iterator[Document]:
    reader = reader_of(source)
    return reader.read(source, reader.stamp(place or source.name))


def reader_of(source: Source) -> Reader:
    """By suffix, and by looking inside where several readers share the suffix or none has it."""
    named = [reader for reader in READERS if source.suffix in reader.suffixes]
    documents_of = [reader for reader in named if not reader.board]
    start = source.start
    boards = (reader for reader in named if reader.board and reader.sniff(start))
    if len(documents_of) == 1:
        return next(boards, documents_of[0])
    for reader in named or READERS:
        if reader.sniff(start):
            return reader
    return source.fail(
        f"is named {source.suffix} but holds something else (it begins {start.strip()[:30]!r}); "
        "give it the suffix of what it holds, e.g. .txt or .md"
    )
