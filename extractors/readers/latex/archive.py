"""The files of an archive, read with bounds: nothing is written to disk, and an archive that would place a file outside
its folder, holds a link or a device, or unpacks to far more than it weighs, is refused whole."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, NoReturn

from extractors.readers.source import MEGABYTE, Source
from registry.errors import ReadError

__all__ = ["TEXT_CAP", "archived_files"]

TEXT_CAP = 64 * MEGABYTE
PACKED_CAP = 256 * MEGABYTE
UNPACKED_CAP = 1024 * MEGABYTE
MEMBER_CAP = 20_000
RATIO_CAP = 200
RATIO_FREE = 16 * MEGABYTE  # an archive this small may be packed as tightly as it likes
TEXT_SUFFIXES = frozenset({".tex", ".ltx", ".latex", ".sty", ".cls", ".tab", ".tbl", ".inc", ".txt", ".def", ""})
NOTES = ("00README.json", "00README.XXX", "00README")
TAR_KINDS = (
    (tarfile.TarInfo.issym, "a link"),
    (tarfile.TarInfo.islnk, "a link"),
    (tarfile.TarInfo.isdev, "a device file"),
)


class Metered:
    """A stream that counts and hashes what is read of it, and ends a bomb before it has grown."""

    def __init__(self, source: Source, packed: int) -> None:
        self.source, self.packed = source, packed
        self.stream: BinaryIO = source.stream
        self.hash, self.size = sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.hash.update(data)
        self.size += len(data)
        if self.size > UNPACKED_CAP:
            refuse(self.source, f"unpacks to more than {UNPACKED_CAP // MEGABYTE} MB")
        if self.packed and self.size > RATIO_FREE and self.size > RATIO_CAP * self.packed:
            refuse(self.source, f"unpacks to more than {RATIO_CAP} times its size")
        return data


def archived_files(source: Source) -> tuple[dict[str, bytes], str]:
    """The text files of a tar or zip archive by their paths in it, and the sha256 of its bytes (a tar's unpacked)."""
    try:
        return zip_files(source) if source.head.startswith(b"PK") else tar_files(source)
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        kind = "zip" if source.head.startswith(b"PK") else "tar"
        source.fail(f"is a {kind} archive that cannot be unpacked ({why[:100]}); make or download it again")
    except (ValueError, OverflowError, UnicodeError, OSError, KeyError) as error:
        source.fail(f"is a damaged archive ({type(error).__name__}); make or download it again")


def tar_files(source: Source) -> tuple[dict[str, bytes], str]:
    metered = Metered(source, packed_size(source))
    files: dict[str, bytes] = {}
    left = TEXT_CAP
    with tarfile.open(fileobj=metered, mode="r|", errorlevel=0) as archive:  # type: ignore[call-overload]
        for number, member in enumerate(archive):
            check_member(source, number, member.name)
            for is_kind, what in TAR_KINDS:
                if is_kind(member):
                    refuse(source, f"holds {what} ({shown(member.name)})")
            if not member.isfile() or not wanted(member.name):
                continue
            left = within(source, left - member.size)
            stream = archive.extractfile(member)
            files[PurePosixPath(member.name).as_posix()] = stream.read(member.size) if stream else b""
    while metered.read(MEGABYTE):
        pass
    return files, metered.hash.hexdigest()


def zip_files(source: Source) -> tuple[dict[str, bytes], str]:
    data = source.stream.read(PACKED_CAP + 1)
    if len(data) > PACKED_CAP:
        refuse(source, f"is larger than {PACKED_CAP // MEGABYTE} MB")
    files: dict[str, bytes] = {}
    left = TEXT_CAP
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for number, member in enumerate(archive.infolist()):
            check_member(source, number, member.filename)
            check_zip_kind(source, member)
            if member.is_dir() or not wanted(member.filename):
                continue
            left = within(source, left - member.file_size)
            with archive.open(member) as stream:
                files[PurePosixPath(member.filename).as_posix()] = b"".join(at_most(source, stream, member.file_size))
    return files, sha256(data).hexdigest()


def check_zip_kind(source: Source, member: zipfile.ZipInfo) -> None:
    kind = member.external_attr >> 28  # the file type bits of a Unix mode; 0 where the archive has none
    if kind == 0o12:
        refuse(source, f"holds a link ({shown(member.filename)})")
    if kind not in (0, 0o4, 0o10):
        refuse(source, f"holds a device file ({shown(member.filename)})")
    if member.flag_bits & 1:
        refuse(source, "is locked by a password")
    if member.file_size > RATIO_FREE and member.file_size > RATIO_CAP * max(member.compress_size, 1):
        refuse(source, f"unpacks to more than {RATIO_CAP} times its size")


def at_most(source: Source, stream: IO[bytes], size: int) -> Iterator[bytes]:
    """The stream in parts, refused where it gives more than it said."""
    while part := stream.read(MEGABYTE):
        size -= len(part)
        if size < 0:
            refuse(source, "holds a file that is longer than it says")
        yield part


def check_member(source: Source, number: int, name: str) -> None:
    if number >= MEMBER_CAP:
        refuse(source, f"holds more than {MEMBER_CAP:,} files")
    path = name.replace("\\", "/")
    if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/") or "\0" in path:
        refuse(source, f"would place a file outside its folder ({shown(name)})")


def within(source: Source, left: int) -> int:
    if left < 0:
        refuse(source, f"holds more than {TEXT_CAP // MEGABYTE} MB of text")
    return left


def wanted(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts if part != ".")
    return not hidden and (path.suffix.lower() in TEXT_SUFFIXES or path.name in NOTES)


def packed_size(source: Source) -> int:
    """How large the file is on disk; 0 where it came by a stream and nobody knows."""
    try:
        return Path(source.name).stat().st_size if source.name != "-" else 0
    except (OSError, ValueError):
        return 0


def refuse(source: Source, why: str) -> NoReturn:
    raise ReadError(source.name, f"{why} and is not unpacked; check where it comes from, or name its main .tex file")


def shown(name: str) -> str:
    return repr(name[:60])
