"""Files at local paths or, where a path has a scheme (`s3://…`, `gs://…`), wherever fsspec finds them."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from extractors.readers import suffixes_read
from registry.errors import ReadError, StorageError, UsageError

__all__ = [
    "is_remote",
    "opened_there",
    "read_bytes",
    "remote_files",
    "remove_all",
    "state_of",
    "write_bytes",
    "write_whole",
]


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
            return [system.unstrip_protocol(file) for file in found]
        on_problem(ReadError(path, "no such file; check the name, or whether it was moved or removed"))
    except (OSError, ValueError, ImportError) as error:
        on_problem(ReadError(path, f"cannot be looked up ({error}); check the name and your rights to it"))
    return []


@contextmanager
def opened_there(url: str) -> Iterator[IO[bytes]]:
    system, path = found_by(url)
    try:
        with system.open(path, "rb") as stream:
            yield stream
    except (OSError, ValueError) as error:
        raise ReadError(url, f"cannot be opened ({error}); check the name and your rights to it") from error


def state_of(file: Path | str) -> tuple[int, str]:
    """How many bytes a file has, and something that differs as soon as it is written anew; zeros for no file."""
    try:
        if isinstance(file, Path):
            state = file.stat()
            return state.st_size, str(state.st_mtime_ns)
        system, path = found_by(file)
        told = system.info(path)
        return int(told.get("size") or 0), str(told.get("ETag") or told.get("mtime") or told.get("created") or "")
    except (OSError, ValueError):
        return 0, ""


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
