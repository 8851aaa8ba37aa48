"""Files that a command writes for a person: never over what it reads, and whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path

from registry.errors import UsageError
from registry.snapshots import folder_of

__all__ = ["FileError", "refuse_input", "write_file"]


class FileError(UsageError):
    def __init__(self, file: object, why: object) -> None:
        super().__init__(f"cannot write {file}: {why}; name another file with -o")


def refuse_input(output: Path | None, db: Path | None, read: Iterable[str | Path] = ()) -> None:
    """UsageError where `output` is the registry, one of its files, or a file that the command reads."""
    if output is None:
        return
    try:
        target = output.resolve()
        files = [Path(each).resolve() for each in (*read, *([db] if db else []))]
        inside = db is not None and target.is_relative_to(folder_of(db.resolve()))
    except (OSError, RuntimeError) as error:  # a loop of links
        raise FileError(output, error) from error
    if inside or target in files:
        raise FileError(output, "it is what this command reads")


def write_file(file: Path, pieces: Iterable[bytes]) -> None:
    """Replace the file when the new one is whole. FileError where it cannot be written."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    if file.exists() and not file.is_file():  # a pipe or a device takes what is written, and is not replaced
        unfinished = file
    try:
        with unfinished.open("wb") as out:
            out.writelines(pieces)
        if unfinished != file:
            unfinished.replace(file)
    except OSError as error:
        raise FileError(file, error.strerror or error) from error
    finally:
        if unfinished != file:
            remove(unfinished)


def remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:  # its folder is no folder, or its name too long: it was never made
        return
