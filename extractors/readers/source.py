"""An opened input and its text: where every reader starts, and where an unreadable input gets its one clear line."""

import codecs
import io
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from typing import IO, BinaryIO, NoReturn, Protocol, TypedDict

from registry.errors import ReadError

__all__ = [
    "HEAD",
    "MEGABYTE",
    "PACKED",
    "WHOLE_CAP",
    "Problem",
    "Source",
    "Stamp",
    "byte_order_mark",
    "clean",
    "encoding_fault",
    "is_archive",
    "is_pdf",
    "opened",
    "refuse_binary",
    "regular_file",
    "source_of",
    "whole_text",
]

HEAD = 64 * 1024  # what is looked at to find the format
WHOLE_CAP = 256 * 1024 * 1024
MEGABYTE = 1024 * 1024
PACKED = frozenset({".gz", ".xz"})

Problem = Callable[[ReadError], None]

# UTF-32 comes before UTF-16: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
NO_TEXT = (
    (b"%PDF-", "a PDF; give its name the suffix .pdf"),
    (b"PK\x03\x04", "a zip archive (or an Office file); unpack it or save it as text first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first with `zstd -d`"),
    (b"BZh91AY&SY", "compressed with bzip2; unpack it first with `bunzip2`"),
    (b"PAR1\x15", "a Parquet file; export it as JSON Lines first"),
)
NAMED = {".pdf": "a PDF", **dict.fromkeys((".gz", ".xz", ".tgz", ".zip", ".tar"), "an archive")}
SPECIAL = (
    (stat.S_ISDIR, "is a folder, not a file; name the files in it, or give the folder to `find_files`"),
    (stat.S_ISFIFO, "is a pipe, not a file; send it on standard input and name `-` instead"),
    (stat.S_ISSOCK, "is a socket, not a file; save what it sends to a file first"),
    (stat.S_ISCHR, "is a device, not a file; send it on standard input and name `-` instead"),
    (stat.S_ISBLK, "is a device, not a file; copy what you need into a file first"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One input, open at its first byte. `name` is the path as given ("-" for standard input), `stem` the name of a
    document that has no other ("" for standard input), `head` its first bytes, already unpacked."""

    name: str
    stem: str
    suffix: str
    head: bytes
    stream: BinaryIO
    on_problem: Problem | None = None

    @property
    def start(self) -> str:
        """The head as text, whatever it takes: to guess a format by, not to read."""
        mark, encoding = byte_order_mark(self.head)
        return self.head[len(mark) :].decode(encoding, "replace")

    def document_name(self, digest: str) -> str:
        """The name of a document that is the whole input. What came without a name is told apart by its content."""
        return self.stem or f"stdin-{digest[:8]}"

    def fail(self, why: str) -> NoReturn:
        raise ReadError(self.name, why)

    def problem(self, why: str) -> None:
        """Tell of one bad record and go on; where nobody listens, it must not pass in silence and is raised."""
        error = ReadError(self.name, why)
        if self.on_problem is None:
            raise error
        self.on_problem(error)


class Stamp(TypedDict):
    """What every document of one input carries: where it came from and which reader read it."""

    source: str
    media_type: str
    reader: str
    reader_version: str


class Bytes(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Rejoined(io.RawIOBase):
    """`head` and then the rest of the stream it was read from; failures while reading become `ReadError`."""

    def __init__(self, name: str, head: bytes, rest: Bytes) -> None:
        self.name, self.head, self.rest = name, head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self.head[: len(buffer)] or patiently(self.name, self.rest, len(buffer))
        self.head = self.head[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def patiently(name: str, stream: Bytes, size: int) -> bytes:
    try:
        return stream.read(size)
    except ReadError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise ReadError(name, f"stopped while being read ({error.strerror}); check the disk, or copy it") from error
        # BadGzipFile, zlib.error, LZMAError and EOFError share no narrower base, and lzma is imported late
        raise ReadError(name, f"its compression is damaged ({error}); make or download the file again") from error


@contextmanager
def opened(path: Path, on_problem: Problem | None = None) -> Iterator[Source]:
    """The file at `path`, open for reading; anything but a readable regular file that holds bytes is refused."""
    name = clean(path.as_posix())
    with regular_file(path, name) as stream:
        yield source_of(name, path.name, stream, on_problem)


def regular_file(path: Path, name: str) -> BinaryIO:
    try:
        mode = path.stat().st_mode  # before opening: opening a pipe would wait for a writer
        for is_kind, why in SPECIAL:
            if is_kind(mode):
                raise ReadError(name, why)
        return path.open("rb")
    except FileNotFoundError:
        if path.is_symlink():
            raise ReadError(name, "is a link to a file that is not there; mend the link or remove it") from None
        raise ReadError(name, "no such file; check the name, or whether it was moved or removed") from None
    except PermissionError:
        raise ReadError(name, "permission denied; make it readable, e.g. with `chmod u+r`") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(name, f"cannot be opened ({reason}); check the name") from error


def source_of(name: str, file_name: str, stream: IO[bytes], on_problem: Problem | None = None) -> Source:
    """`stream` as a source: unpacked where its first bytes say gzip or xz, refused where it is empty or no text."""
    plain = unpacked(name, stream)
    head = filled(name, plain, HEAD)
    if not head:
        raise ReadError(name, "is empty; write the document into it, or leave it out")
    if not is_archive(head) and not is_pdf(head):
        refuse_binary(name, head, file_name)
    packed = PurePath(file_name)
    inner = PurePath(packed.stem) if packed.suffix.lower() in PACKED else packed
    rejoined = io.BufferedReader(Rejoined(name, head, plain), MEGABYTE)
    return Source(name, clean(inner.stem), inner.suffix.lower(), head, rejoined, on_problem)


def unpacked(name: str, stream: IO[bytes]) -> Bytes:
    magic = filled(name, stream, 6)
    whole = Rejoined(name, magic, stream)
    if magic.startswith(b"\x1f\x8b"):
        import gzip  # late: most inputs are not packed

        return gzip.GzipFile(fileobj=io.BufferedReader(whole, MEGABYTE))
    if magic == b"\xfd7zXZ\x00":
        import lzma

        return lzma.LZMAFile(io.BufferedReader(whole, MEGABYTE))
    return whole


def filled(name: str, stream: Bytes, size: int) -> bytes:
    """`size` bytes, or all there are: a pipe gives them in small parts."""
    parts = bytearray()
    while len(parts) < size and (part := patiently(name, stream, size - len(parts))):
        parts += part
    return bytes(parts)


def is_archive(head: bytes) -> bool:
    """Whether it is a zip or tar archive, which holds files and is no text itself."""
    return head.startswith(b"PK\x03\x04") or head[257:262] == b"ustar"


def is_pdf(head: bytes) -> bool:
    return head.lstrip().startswith(b"%PDF-")


def refuse_binary(name: str, data: bytes, file_name: str = "") -> None:
    for magic, what in NO_TEXT:
        if data.startswith(magic):
            raise ReadError(name, f"is {what}")
    _, encoding = byte_order_mark(data)
    if encoding == "utf-8" and (at := data.find(b"\0")) >= 0:
        cure = "leave it out"
        if (kind := NAMED.get(PurePath(file_name).suffix.lower())) is not None:
            cure = f"its name says {kind}, and it is none: make or download it again, or leave it out"
        elif 3 * data.count(b"\0") > len(data):  # every second byte of most texts
            cure = "if it is UTF-16 without a byte order mark, convert it with `iconv -f utf-16le -t utf-8`"
        raise ReadError(name, f"is binary, not text (a NUL byte at offset {at}); {cure}")


def byte_order_mark(data: bytes) -> tuple[bytes, str]:
    """The mark that `data` begins with and the encoding it stands for; no mark means UTF-8."""
    return next(((mark, encoding) for mark, encoding in MARKS if data.startswith(mark)), (b"", "utf-8"))


def whole_text(source: Source, cap: int = WHOLE_CAP) -> tuple[str, str]:
    """The text of the whole input, line ends as they are, and the sha256 of its raw bytes."""
    data = source.stream.read(cap + 1)
    if len(data) > cap:
        source.fail(
            f"is larger than {cap // MEGABYTE} MB, the most that is read at once; split it, or write it as JSON Lines"
        )
    refuse_binary(source.name, data)
    mark, encoding = byte_order_mark(data)
    try:
        text = data[len(mark) :].decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        source.fail(encoding_fault(encoding, data[offset], offset))
    if not text.strip():
        source.fail("holds no text, only white space; write the document into it, or leave it out")
    return clean(text), sha256(data).hexdigest()


def encoding_fault(encoding: str, byte: int, offset: int) -> str:
    place = f"byte 0x{byte:02x} at offset {offset}"
    if encoding == "utf-8":
        return f"is not UTF-8 ({place}); convert it, e.g. with `iconv -f latin1 -t utf-8 FILE > NEW`"
    return f"is not {encoding.upper()} as its byte order mark says ({place}); save it as UTF-8"


def clean(text: str) -> str:
    """`text` with each lone surrogate, which no file or database can hold, replaced by U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text
