"""Files that a command writes for a person: never over what it reads, and whole or not at all."""

from collections.abc import Iterable
from pathlib import Path

from leaderboard.places import write_whole
from registry.errors import UsageError
from registry.snapshots import folder_of

__all__ = ["FileError", "refuse_input", "write_file"]


class FileError(UsageError):
    """`option` is the one that named the file."""

    def __init__(self, file: object, why: object, option: str = "-o") -> None:
        super().__init__(f"cannot write {file}: {why}; name another file with {option}")


def refuse_input(output: Path | None, read: Iterable[Path], db: Path | None = None, option: str = "-o") -> None:
    """FileError where `output` is a folder, a file that the command reads, the registry, or one of its files."""
    if output is None:
        return
    try:
        target = output.resolve()
        files = {each.resolve() for each in (*read, *([db] if db else []))}
        folder = output.is_dir()
        inside = db is not None and target.is_relative_to(folder_of(db.resolve()))
    except (OSError, RuntimeError) as error:  # a loop of links
        raise FileError(output, error, option) from error
    if folder:
        raise FileError(output, "it is a folder", option)
    if inside or target in files:
        raise FileError(output, "it is what this command reads", option)


def write_file(file: Path, pieces: Iterable[bytes], option: str = "-o") -> None:
    """Replace the file when the new one is whole; a pipe or a device takes what is written. FileError where it cannot
    be."""
    try:
        if file.exists() and not file.is_file():
            with file.open("wb") as out:
                out.writelines(pieces)
        else:
            write_whole(file, pieces)
    except OSError as error:
        raise FileError(file, error.strerror or error, option) from error
