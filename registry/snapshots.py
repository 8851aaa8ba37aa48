"""The files of a registry: what a writer works on, what readers see, and how the one becomes the other.

    claimboard.duckdb                       the published snapshot, a plain DuckDB file, replaced in one step
    claimboard.duckdb.d/working.duckdb      what the writer writes; ahead of the snapshot until it is published
    claimboard.duckdb.d/working.duckdb.acknowledged  how many commits it must have: see acknowledged.py
    claimboard.duckdb.d/lock                held by the one writer
    claimboard.duckdb.d/registry-N-….duckdb the last snapshots under names of their own, for readers that reopen

docs/decisions/registry-file.md has the reasons.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from registry.acknowledged import has_all_acknowledged
from registry.definitions import create_tables, lacking
from registry.errors import (
    AlienFileError,
    BusyRegistryError,
    MissingRegistryError,
    SchemaError,
    StorageError,
    UnpublishedRegistryError,
    UsageError,
)

if TYPE_CHECKING:
    import duckdb

__all__ = [
    "FORMAT",
    "READING",
    "acquire",
    "attach",
    "connect",
    "connect_working_file",
    "copy_file",
    "folder_of",
    "generation",
    "generation_file",
    "is_damage",
    "located",
    "prepare_working_file",
    "publish_file",
    "published_snapshots",
    "snapshot_of",
    "storage_errors",
    "sync_folder",
    "utc_now",
    "working_file",
    "writing_connection",
]

FORMAT = "7"
KEPT_GENERATIONS = 4
HEADERS = 3 * 4096  # bytes before the first block of a DuckDB file
DAMAGE = ("does not match stored checksum", "valid DuckDB database", "Could not read enough bytes")
# DuckDB 1.5 and later can open what we publish (2.0 would write a format that only 2.0 reads).
STORAGE_VERSION = "v1.5.0"
WRITING: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "1GB",
    "python_enable_replacements": "false",
    "checkpoint_threshold": "128MB",  # at the default of 16 MB every third batch rewrote the file
}
# A copy of a file from this size on goes past the page cache, in pieces of this size.
LARGE = 1 << 28
PIECE = 1 << 23
NOT_DIRECT = frozenset({errno.EINVAL, errno.EOPNOTSUPP})  # no direct writes here, or none of this length
# A reader sees this one file and nothing else of the machine.
READING: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "max_expression_depth": "250",
    "memory_limit": "1GB",
}
# A progress bar would be drawn on standard output, and a time with its zone would be another on each machine. These are
# each connection's own settings, which cursors take over.
QUIET = "SET enable_progress_bar = false; SET TimeZone = 'UTC'"


def connect(path: str | Path) -> "duckdb.DuckDBPyConnection":
    """A read-only connection on the published snapshot, which stays as it is however often a writer publishes.

    Ask `generation(path)` to know when to connect anew. Threads take a `.cursor()` each.
    """
    path = located(path)
    if not path.exists():
        raise missing(path)
    for _ in range(KEPT_GENERATIONS):
        file = generation_file(path)
        with suppress(FileNotFoundError):  # published over and cleared away since we looked
            return reading_connection(file, path)
    return reading_connection(path, path)


def generation(path: str | Path) -> int:
    """A number that changes whenever another snapshot is published under `path`."""
    path = located(path)
    try:
        file = generation_file(path)
        return int(file.stem.split("-")[1]) if file != path else path.stat().st_mtime_ns
    except FileNotFoundError:
        raise missing(path) from None


def missing(path: Path) -> MissingRegistryError:
    return UnpublishedRegistryError(path) if working_file(path).exists() else MissingRegistryError(path)


def connect_working_file(path: str | Path) -> "duckdb.DuckDBPyConnection":
    """A read-only connection on what the writer has written, to examine it; SchemaError where it is damaged,
    BusyRegistryError while the writer is at work."""
    import duckdb

    path = located(path)
    try:
        con = duckdb.connect(str(working_file(path)), read_only=True, config=READING)
        lock(con)
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            raise BusyRegistryError(path) from error
        raise damaged_working_file(path) from error
    if lacking(con) or not has_all_acknowledged(con, working_file(path)):
        con.close()
        raise damaged_working_file(path)
    return con


def lock(con: "duckdb.DuckDBPyConnection") -> None:
    """No setting can be changed any more; where another connection of this process has locked the file's, it is so."""
    import duckdb

    with suppress(duckdb.InvalidInputException):
        con.execute(f"{QUIET}; SET lock_configuration = true")


def located(path: str | Path) -> Path:
    """The file itself where the user's name for it is a symbolic link: publishing replaces the file, not the link."""
    path = Path(path)
    return path.resolve() if path.is_symlink() else path


def generation_file(path: Path) -> Path:
    """The name of its own that the snapshot at `path` has, or `path` where it has none (a file copied elsewhere).

    Within a process DuckDB keeps one instance a file name: while an old connection lives, the user's name would show
    the old snapshot for ever.
    """
    published = path.stat()
    for file in generation_files(path):
        with suppress(FileNotFoundError):
            if is_same_file(file.stat(), published):
                return file
    return path


def generation_files(path: Path) -> list[Path]:
    """The snapshots under names of their own, newest first."""
    return sorted(folder_of(path).glob("registry-*.duckdb"), reverse=True)


def is_same_file(one: os.stat_result, other: os.stat_result) -> bool:
    """One file under two names, or its copy where the file system has no hard links."""
    if one.st_dev == other.st_dev and one.st_ino == other.st_ino:
        return True
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def reading_connection(file: Path, path: Path) -> "duckdb.DuckDBPyConnection":
    """A read-only connection on `file`, or SchemaError where it is no registry of ours; errors speak of `path`."""
    import duckdb

    if not file.exists():
        raise FileNotFoundError(file)
    try:
        con = duckdb.connect(str(file), read_only=True, config=READING)
        lock(con)
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            raise BusyRegistryError(path) from error
        if "Permission denied" in str(error):
            cure = "let it be read, or name another with --db"
            raise UsageError(f"{path} cannot be read: permission denied; {cure}") from error
        again = "`claimboard publish` puts what the folder beside it holds in its place"
        cure = "name another with --db, or move it away and " + (
            again if working_file(path).exists() else "ingest again"
        )
        raise SchemaError(f"{path} is no DuckDB file, or a damaged one, and was left as it is; {cure}") from error
    try:
        held = con.execute("SELECT value FROM store.about WHERE key = 'format'").fetchall()
    except duckdb.CatalogException as error:
        con.close()
        raise AlienFileError(f"{path} is a DuckDB file but no claimboard registry; name another with --db") from error
    except duckdb.Error as error:
        con.close()
        raise damaged(path, str(error).partition("\n")[0]) from error
    if held != [(FORMAT,)]:
        con.close()
        told = f"its format is {held[0][0] if held else 'unsaid'}, ours {FORMAT}"
        raise AlienFileError(f"{path} was written by another version of claimboard ({told}); ingest into a new file")
    if gone := lacking(con):
        con.close()
        raise damaged(path, f"it has no {' and no '.join(gone)}")
    if is_cut_short(con, file):
        con.close()
        raise damaged(path, "its end is missing")
    return con


def is_cut_short(con: "duckdb.DuckDBPyConnection", file: Path) -> bool:
    """Whether the file is shorter than what is used in it; DuckDB itself notices only where it reads there. A whole
    file may end before its last free blocks, which were never written."""
    [(block, used)] = con.execute("SELECT block_size, used_blocks FROM pragma_database_size()").fetchall()
    return bool(file.stat().st_size < HEADERS + block * used)


def damaged(path: Path, why: str) -> SchemaError:
    cure = f"`claimboard doctor --repair --db {path}` puts the newest whole copy in its place"
    return SchemaError(f"{path} is damaged, {why}; {cure}")


def snapshot_of(path: Path) -> str | None:
    """The name of the snapshot at `path`, None for no file; SchemaError for a file that is not ours."""
    if not path.exists():
        return None
    con = connect(path)
    try:
        snapshots = published_snapshots(con)
    finally:
        con.close()
    if not snapshots:
        raise SchemaError(f"{path} is a writer's working file, not a published registry")
    return snapshots[-1]


def published_snapshots(con: "duckdb.DuckDBPyConnection") -> list[str]:
    rows = con.execute("SELECT snapshot FROM store.publication ORDER BY generation").fetchall()
    return [snapshot for (snapshot,) in rows]


def folder_of(path: Path) -> Path:
    return path.with_name(path.name + ".d")


def working_file(path: Path) -> Path:
    return folder_of(path) / "working.duckdb"


def acquire(path: Path) -> IO[bytes]:
    """The writer's lock, held until the file is closed or the process dies."""
    import fcntl

    lock = (folder_of(path) / "lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise BusyRegistryError(path) from None
    return lock


def prepare_working_file(path: Path, snapshot: str | None) -> None:
    """A working file that goes on from what is at `path`, whatever an earlier writer left behind."""
    working = working_file(path)
    for leftover in folder_of(path).glob("*.new*"):
        leftover.unlink()
    if working.exists() and snapshot is not None and snapshot not in snapshots_in(path):
        set_aside(path)
    if working.exists():
        return
    new = working.with_name(working.name + ".new")
    if snapshot is None:
        create_file(new)
    else:
        copy_file(path, new)
    new.replace(working)
    sync_folder(working.parent)


def set_aside(path: Path) -> None:
    """Somebody put another registry under this name: it is the one to go on with, and the old one is kept."""
    for file in generation_files(path):
        file.unlink()
    aside = f"set-aside-{utc_now():%Y%m%dT%H%M%S%f}.duckdb"
    for file in folder_of(path).glob("working.duckdb*"):
        file.replace(file.with_name(aside + file.name.removeprefix("working.duckdb")))


def snapshots_in(path: Path) -> list[str]:
    """The snapshots that the working file of `path` was published as."""
    import duckdb

    with duckdb.connect() as con:
        attach_working_file(con, path)
        return published_snapshots(con)


def create_file(file: Path) -> None:
    import duckdb

    with duckdb.connect() as con:
        attach(con, file)
        create_tables(con)
        con.execute("INSERT INTO store.about VALUES ('format', ?)", [FORMAT])
        con.execute("USE memory; DETACH registry")


def writing_connection(path: Path) -> "duckdb.DuckDBPyConnection":
    """A connection that outlives the publishing of its file: the file is attached, not opened."""
    import duckdb

    spill = str(folder_of(path) / "spill")
    con = duckdb.connect(config=WRITING | {"temp_directory": spill})
    con.execute(QUIET)
    try:
        attach_working_file(con, path)
    except BaseException:
        con.close()
        raise
    return con


def attach_working_file(con: "duckdb.DuckDBPyConnection", path: Path) -> None:
    import duckdb

    try:
        attach(con, working_file(path))
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException) and not is_damage(error):
            raise  # the disk's fault, not the file's
        raise damaged_working_file(path) from error
    if lacking(con) or not has_all_acknowledged(con, working_file(path)):
        raise damaged_working_file(path)


def damaged_working_file(path: Path) -> SchemaError:
    cure = f"`claimboard doctor --repair --db {path}` goes on from the newest copy that is whole"
    return SchemaError(f"{working_file(path)} is damaged; {cure}")


def attach(con: "duckdb.DuckDBPyConnection", file: Path) -> None:
    name = str(file).replace("'", "''")
    con.execute(f"ATTACH '{name}' AS registry (STORAGE_VERSION '{STORAGE_VERSION}'); USE registry")


def publish_file(path: Path, name: str) -> None:
    """The working file under a name of its own, then under the user's name; each step leaves both whole."""
    folder = folder_of(path)
    generation_name, link = folder / name, folder / "published.new"
    copy_file(working_file(path), folder / "snapshot.new")
    (folder / "snapshot.new").replace(generation_name)
    try:
        os.link(generation_name, link)
    except OSError:  # a file system without hard links
        copy_file(generation_name, link)
    link.replace(path)
    sync_folder(folder)
    sync_folder(path.parent)
    for old in generation_files(path)[KEPT_GENERATIONS:]:
        old.unlink()


def copy_file(source: Path, target: Path) -> None:
    """A copy that is on disk when this returns, or no file at all."""
    try:
        if source.stat().st_size < LARGE or not copy_past_cache(source, target):
            shutil.copyfile(source, target)
        shutil.copystat(source, target)
        with target.open("rb") as file:
            os.fsync(file.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def copy_past_cache(source: Path, target: Path) -> bool:
    """Copy without a page of memory for each page written, which takes longer than the disk does and drives out what
    others read; False where the file system or the system cannot."""
    import mmap

    direct = getattr(os, "O_DIRECT", 0)
    if not direct:
        return False
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | direct
    try:
        with (
            os.fdopen(os.open(target, flags, 0o666), "wb", buffering=0) as output,
            source.open("rb", buffering=0) as file,
            mmap.mmap(-1, PIECE) as memory,  # begins where a page does, as a direct write must
            memoryview(memory) as piece,
        ):
            while length := file.readinto(piece):
                if output.write(piece[:length]) < length:
                    return False
    except OSError as error:
        if error.errno not in NOT_DIRECT:
            raise
        return False
    return True


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """What the disk refuses, as StorageError that names `path`; a working file that cannot be read, as SchemaError."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        if is_damage(error):
            raise damaged_working_file(path) from error
        if isinstance(error, (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException)):
            raise StorageError(path, error) from error
        raise
    except OSError as error:
        raise StorageError(path, error) from error


def is_damage(error: Exception) -> bool:
    """Whether DuckDB met a block that is not what was written, or a file cut short; it has no class for that. What a
    query asks wrongly is none, whatever words it has."""
    kinds = {kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "_duckdb"}
    return bool(kinds) and "ProgrammingError" not in kinds and any(words in str(error) for words in DAMAGE)


def utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
