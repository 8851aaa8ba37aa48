"""The files that a person's paths stand for."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.readers.source import PACKED, Problem, clean
from registry.errors import ReadError

__all__ = ["STANDARD_INPUT", "EmptyFolderError", "known_suffix", "matching_files"]

STANDARD_INPUT = Path("-")
# The one hidden folder that is looked into, and the one place where YAML is a document and no settings.
RESULTS_FOLDER = ".eval_results"
RESULTS = frozenset({".yaml", ".yml"})


class EmptyFolderError(ReadError):
    """A folder without a file that can be read."""


def matching_files(paths: Sequence[str], suffixes: frozenset[str], on_problem: Problem | None = None) -> list[Path]:
    """Files as named, folders with the files of known suffixes in them, globs; each file once, in the order given.
    A folder that cannot be looked into is handed to `on_problem`, and the others go on; without it, it is raised."""
    found: dict[Path, None] = {}
    for given in paths:
        try:
            found.update(dict.fromkeys(files_of(given, suffixes, on_problem)))
        except (OSError, ValueError) as error:
            raise not_looked_up(given, error) from error
    return list(found)


def not_looked_up(given: str, error: Exception) -> ReadError:
    why = getattr(error, "strerror", None) or error
    return ReadError(clean(given), f"cannot be looked up ({why}); check the name and its permissions")


def files_of(given: str, suffixes: frozenset[str], on_problem: Problem | None) -> list[Path]:
    if given == "-":
        return [STANDARD_INPUT]
    if not given.strip():
        raise ReadError(repr(given), "names nothing; name a file, a folder, a glob such as `*.md`, or `-`")
    path = Path(given)
    if path.is_dir():
        barred: list[ReadError] = []
        files = files_in(path, suffixes, barred.append)
        tell(barred, on_problem)
        return files if files or barred else nothing_in(given, suffixes)
    if path.exists():
        return [path]
    return files_matching(given, suffixes, on_problem)


def tell(barred: Sequence[ReadError], on_problem: Problem | None) -> None:
    for error in barred:
        if on_problem is None:
            raise error
        on_problem(error)


def nothing_in(given: str, suffixes: frozenset[str]) -> list[Path]:
    known = ", ".join(sorted(suffixes))
    raise EmptyFolderError(
        clean(given), f"holds no file that can be read; known suffixes are {known} (name other files one by one)"
    )


def files_in(folder: Path, suffixes: frozenset[str], on_barred: Problem) -> list[Path]:
    """The files of known suffixes below `folder`, sorted, pipes and links to nothing among them, which nobody can read.
    Hidden ones are passed over (but for `.eval_results`), and links to folders, which may lead back to where they
    stand; a folder that cannot be looked into is handed to `on_barred`."""

    def barred(error: OSError) -> None:
        on_barred(not_looked_up(str(Path(error.filename or folder)), error))

    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=barred):
        folders[:] = [name for name in folders if not name.startswith(".") or name == RESULTS_FOLDER]
        known = RESULTS if Path(place).name == RESULTS_FOLDER else suffixes
        files += (Path(place, name) for name in names if not name.startswith(".") and known_suffix(name, known))
    return sorted(files)


def known_suffix(name: str, suffixes: frozenset[str]) -> bool:
    path = Path(name.lower())
    return path.suffix in suffixes or (path.suffix in PACKED and Path(path.stem).suffix in suffixes)


def files_matching(pattern: str, suffixes: frozenset[str], on_problem: Problem | None) -> list[Path]:
    """The files a glob matches, and those in the folders it matches. `**` does not follow links, so it ends."""
    matches = sorted(match for match in globbed(Path(pattern)) if not hidden(match, pattern))
    files: list[Path] = []
    barred: list[ReadError] = []
    for match in matches:
        files += files_in(match, suffixes, barred.append) if match.is_dir() else [match]
    tell(barred, on_problem)
    if not files and not barred:
        cure = "no file matches this pattern" if any(mark in pattern for mark in "*?[") else "no such file or folder"
        raise ReadError(clean(pattern), f"{cure}; check the name and the folder you are in")
    return files


def globbed(pattern: Path) -> Iterator[Path]:
    return Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))


def hidden(match: Path, pattern: str) -> bool:
    """Whether a part of `match` is hidden that `pattern` did not spell out."""
    spelled = Path(pattern).parts
    return any(part.startswith(".") and part not in {"..", *spelled} for part in match.parts)
