"""Parts of a large JSON Lines file, each read apart from the others and giving the very documents it gives in one go.

A record is named by its own id, by the number of its line, or by either with `#2` where an earlier record has the name:
so a part knows the number of its first line, and which of its names were given before it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, takewhile
from pathlib import Path

from extractors.readers.json_lines import documents_in, numbered_lines
from extractors.readers.json_record import name_in
from extractors.readers.record import Names
from extractors.readers.source import Problem, Source, Stamp, byte_order_mark, clean, opened, regular_file
from registry.errors import ReadError
from registry.model import Document

__all__ = ["Part", "parts_of", "read_part"]


SUFFIXES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Part:
    """The lines from byte `start` up to `end`; `line` numbers the first of them, `given` are the names of theirs that
    stand before, each with how often. `written` is when the file was last written, in nanoseconds."""

    start: int
    end: int
    line: int
    written: int
    given: Mapping[str, int] = field(default_factory=dict)


def parts_of(path: Path, size: int) -> list[Part]:
    """The parts of the file, about `size` bytes each; none for a file that can only be read whole: a small one, one
    that is packed, in another encoding than UTF-8 or in another format."""
    if path.suffix.lower() not in SUFFIXES or not path.is_file() or path.stat().st_size <= size:
        return []
    state = path.stat()
    with opened(path, lambda _: None) as source, path.open("rb") as file:
        is_plain = file.read(64) == source.head[:64]
        if not is_plain or byte_order_mark(source.head) != (b"", "utf-8"):
            return []
        return list(cut(source, size, state.st_size, state.st_mtime_ns))


def cut(source: Source, size: int, length: int, written: int) -> Iterator[Part]:
    names = Names()
    born: dict[str, int] = {}  # the part in which a name was first given
    start, line, at, given = 0, 1, 0, dict[str, int]()
    for number, offset, text in numbered_lines(source):
        if offset - start >= size:
            yield Part(start, offset, line, written, given)
            start, line, at, given = offset, number, at + 1, {}
        if (name := name_in(text, number)) is not None:
            for tried in tried_for(name, names):
                if born[tried] < at:
                    given.setdefault(tried, names.given[tried])
            born.setdefault(names.distinct(name), at)
    yield Part(start, length, line, written, given)


def tried_for(name: str, names: Names) -> Iterator[str]:
    """The names that are taken, of those a record named so would have."""
    if name in names.given:
        yield name
        numbered = (f"{name}#{number}" for number in count(names.given[name] + 1))
        yield from takewhile(lambda one: one in names.given, numbered)


def read_part(path: Path, part: Part, stamp: Stamp, on_problem: Problem | None = None) -> Iterator[Document]:
    """The documents of the part; ReadError where the file was written anew since it was parted."""
    name = clean(path.as_posix())
    with regular_file(path, name) as file:
        if path.stat().st_mtime_ns != part.written:
            raise ReadError(name, "was changed while it was being read; run the command again")
        file.seek(part.start)
        source = Source(name, "", ".jsonl", b"", file, on_problem)
        lines = takewhile(lambda line: line[1] < part.end, numbered_lines(source, part.line, part.start))
        names = Names()
        names.given.update(part.given)
        yield from documents_in(lines, source, stamp, names)
