"""Files at local paths or, where a path has a scheme (`s3://…`, `gs://…`), wherever fsspec finds them."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from extractors.readers import suffixes_read
from registry.errors import ReadError, RegistryError, StorageError, UsageError

__all__ = [
    "NO_FILE",
    "is_remote",
    "opened_there",
    "read_bytes",
    "remote_files",
    "remove_all",
    "state_of",
    "write_bytes",
    "write_whole",
]


NO_FILE = (0, "")
# What file systems call that which differs when a file is written anew, the surest first.
CHANGING = ("ETag", "etag", "CRC", "mtime", "updated", "last_modified", "LastModified", "created")


def is_remote(path: str) -> bool:
    return "://" in path


def write_bytes(folder: str, name: str, data: bytes) -> None:
    """A file that is there whole or not at all; StorageError says why it cannot be."""
    try:
        if is_remote(folder):
            system, root = found_by(folder)
            system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
            system.pipe_file(f"{root}/{name}", data)
        else:
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, [data])
    except OSError as error:
        raise StorageError(f"{folder}/{name}", error) from error


def write_whole(file: Path, pieces: Iterable[bytes]) -> None:
    """Replace a file when the new one is whole; OSError where it cannot be, and then the old one stays."""
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with new.open("wb") as out:
            out.writelines(pieces)
        new.replace(file)
    except BaseException:
        with suppress(OSError):  # its folder is no folder, or its name too long: it was never made
            new.unlink(missing_ok=True)
        raise


def read_bytes(folder: str, name: str) -> bytes | None:
    """None where there is no such file."""
    try:
        if is_remote(folder):
            system, root = found_by(folder)
            return bytes(system.cat_file(f"{root}/{name}"))
        return Path(folder, name).read_bytes()
    except FileNotFoundError:
        return None


def remove_all(folder: str) -> None:
    """The folder with all that is in it; nothing, where it is not there."""
    import shutil

    if is_remote(folder):
        system, root = found_by(folder)
        if system.exists(root):
            system.rm(root, recursive=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def remote_files(path: str, on_problem: Callable[[ReadError], None]) -> list[str]:
    """The files that a path with a scheme stands for: one, those of a glob, or those of known suffixes in a folder."""
    try:
        system, root = found_by(path)
        if any(sign in root for sign in "*?["):
            found = sorted(system.glob(root))
        elif system.isdir(root):
            found = sorted(file for file in system.find(root) if suffixes_read(file))
        else:
            found = [root] if system.exists(root) else []
        if found:
            return [address_of(file, system, path) for file in found]
        on_problem(ReadError(path, "no such file; check the name, or whether it was moved or removed"))
    except RegistryError:
        raise
    except Exception as error:  # file systems are others' code, each with faults of its own kind
        on_problem(ReadError(path, f"cannot be looked up ({told(error)}); check the name and your rights to it"))
    return []


def told(error: Exception) -> str:
    """What is known of a fault, in one line."""
    return " ".join(str(error).split())[:300] or type(error).__name__


def address_of(file: str, system: Any, url: str) -> str:
    """The path with its scheme that `url` led to; in an archive or through a cache (`zip://a.md::s3://…`,
    `simplecache::s3://…`) with what that lies in."""
    first, chained, rest = url.partition("::")
    if not chained:
        return str(system.unstrip_protocol(file))
    if is_remote(first):
        return f"{system.unstrip_protocol(file)}::{rest}"
    return f"{first}::{system.fs.unstrip_protocol(file)}"


@contextmanager
def opened_there(url: str) -> Iterator[IO[bytes]]:
    try:
        system, path = found_by(url)
        opened = system.open(path, "rb")
    except RegistryError:
        raise
    except Exception as error:
        raise ReadError(url, f"cannot be opened ({told(error)}); check the name and your rights to it") from error
    with opened as stream:
        try:
            yield stream
        except (OSError, ValueError) as error:
            raise ReadError(url, f"cannot be read ({told(error)}); run the command again") from error


def state_of(file: Path | str) -> tuple[int, str]:
    """How many bytes a file has, and something that differs as soon as it is written anew; zeros for no file."""
    try:
        if isinstance(file, Path):
            state = file.stat()
            return state.st_size, str(state.st_mtime_ns)
        system, path = found_by(file)
        known = system.info(path)
        return int(known.get("size") or 0), str(next((known[key] for key in CHANGING if known.get(key)), ""))
    except (OSError, ValueError):
        return NO_FILE


def found_by(url: str) -> tuple[Any, str]:
    """The file system and the path in it; UsageError where what it needs is not installed."""
    try:
        import fsspec

        return fsspec.core.url_to_fs(url)  # type: ignore[no-any-return]
    except ImportError as error:
        cure = "install it with `pip install 'claimboard[cluster]'`, and s3fs or gcsfs for what lies there"
        raise UsageError(f"{url} needs a package that is not installed ({error}); {cure}") from error
    except ValueError as error:
        raise UsageError(f"{url}: {error}; name a local path, or one that fsspec knows") from error
