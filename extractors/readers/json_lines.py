"""JSON Lines: one document a line, read line by line, so that a file may be larger than memory."""

import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, count

from extractors.readers.json_record import DECODER, document, fault
from extractors.readers.record import Names
from extractors.readers.source import MEGABYTE, Source, Stamp, byte_order_mark, encoding_fault
from registry.model import Document

__all__ = ["LINE_CAP", "documents_in", "looks_like_json_lines", "numbered_lines", "read_json_lines"]

LINE_CAP = 16 * MEGABYTE


def looks_like_json_lines(start: str) -> bool:
    """Whether a line of `start` is a record: an object spread over lines (`{`, `"id": 1,` …) has no such line.
    A line longer than what we see of it is taken for a record where it could begin one."""
    first, _, rest = start.lstrip().partition("\n")
    if first.startswith("{") and not rest:
        return True
    return any(line.startswith("{") and line.rstrip().endswith("}") for line in (first, *rest.split("\n")))


def read_json_lines(source: Source, stamp: Stamp) -> Iterator[Document]:
    """A document for each line; a line that holds none is told of and the others are read."""
    lines = ((number, offset, line) for number, offset, line in numbered_lines(source) if not line.isspace())
    first = next(lines, None)
    if first is None:
        source.fail("holds no records, only blank lines; write one JSON object on each line")
    yield from documents_in(chain([first], lines), source, stamp, Names())


def documents_in(
    lines: Iterable[tuple[int, int, bytes]], source: Source, stamp: Stamp, names: Names
) -> Iterator[Document]:
    """A document for each of these lines, each with its number and the offset it begins at."""
    for number, offset, line in lines:
        if line.isspace():
            continue
        try:
            record = DECODER.decode(line.decode("utf-8", "surrogatepass"))
            read = document(record, number, sha256(line).hexdigest(), stamp, names)
        except UnicodeDecodeError as error:
            source.problem(f"line {number} {encoding_fault('utf-8', line[error.start], offset + error.start)}")
        except (ValueError, RecursionError) as error:
            source.problem(f"line {number} {fault(error)}")
        else:
            yield read


def numbered_lines(source: Source, first: int = 1, start: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Each line in UTF-8 with its number and the offset it begins at; one beyond the cap is told of and passed over.
    The source stands at byte `start`, where the line numbered `first` begins."""
    mark, encoding = byte_order_mark(source.head)
    source.stream.read(len(mark))
    stream = source.stream if encoding == "utf-8" else Recoded(source, encoding)
    offset = start + len(mark)
    for number in count(first):
        line = stream.readline(LINE_CAP + 1)
        if not line:
            return
        if len(line) <= LINE_CAP:
            yield number, offset, line
        else:
            source.problem(
                f"line {number} is longer than {LINE_CAP // MEGABYTE} MB, the most a record may have; split it"
            )
        offset += len(line)
        while not line.endswith(b"\n") and (line := stream.readline(LINE_CAP)):
            offset += len(line)


class Recoded:
    """Lines of a UTF-16 or UTF-32 stream, in UTF-8."""

    def __init__(self, source: Source, encoding: str) -> None:
        self.source = source
        self.text = io.TextIOWrapper(source.stream, encoding, "surrogatepass", newline="\n")

    def readline(self, size: int) -> bytes:
        try:
            return self.text.readline(size).encode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            self.source.fail(
                f"is not {error.encoding.upper()} as its byte order mark says ({error.reason}); save it as UTF-8"
            )
