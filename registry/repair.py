"""What can be restored of a damaged registry, and the restoring. Nothing is deleted: what is damaged is set aside.

A registry is there up to three times: the published file, the working file beside it (with a log of the last batches),
and earlier snapshots. The newest whole one is gone on from.
"""

import os
from contextlib import suppress
from pathlib import Path

from registry.acknowledged import has_all_acknowledged, mark_of
from registry.catalog import Catalog
from registry.definitions import lacking
from registry.errors import AlienFileError, MissingRegistryError, SchemaError
from registry.snapshots import (
    FORMAT,
    READING,
    acquire,
    connect,
    copy_file,
    folder_of,
    generation_files,
    is_same_file,
    located,
    storage_errors,
    sync_folder,
    utc_now,
    working_file,
)

__all__ = ["is_sound", "repair"]


def repair(db: str | Path, catalog: Catalog | None = None) -> list[str]:
    """Set aside what is damaged and put the newest whole copy in its place; what was done, in sentences, none for a
    sound registry. BusyRegistryError while a writer is at work, SchemaError where nothing whole is left, AlienFileError
    for a file that is no registry of ours: it is left where it is."""
    path = located(db)
    if not path.exists() and not folder_of(path).is_dir():
        raise MissingRegistryError(path)
    refuse_alien(path)
    if not folder_of(path).is_dir():
        if is_sound(path):
            return []
        raise nothing_whole(path)
    with storage_errors(path):
        with acquire(path):
            if not anything_whole(path):
                raise nothing_whole(path)
            told = [*mended_working_file(path), *mended_snapshots(path)]
        if not path.exists():
            told.append(published_anew(path, catalog))
    return told


def refuse_alien(path: Path) -> None:
    """What cannot be opened may be a registry that is damaged, if anything lies beside it."""
    if not path.exists():
        return
    try:
        connect(path).close()
    except AlienFileError:
        raise
    except SchemaError:
        if not folder_of(path).is_dir():
            raise


def is_sound(file: Path) -> bool:
    """Whether every block of the file can be read and it is a registry of ours."""
    import duckdb

    try:
        with duckdb.connect(str(file), read_only=True, config=READING) as con:
            if con.execute("SELECT value FROM store.about WHERE key = 'format'").fetchall() != [(FORMAT,)]:
                return False
            names = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store'").fetchall()
            for (name,) in names:
                con.execute(f"SELECT bit_xor(hash(t)) FROM store.{name} AS t").fetchall()
            return not lacking(con) and has_all_acknowledged(con, file)
    except duckdb.Error:
        return False


def anything_whole(path: Path) -> bool:
    """Whether there is a copy to go on from: nothing is moved before."""
    copies = [each for each in (working_file(path), path, *generation_files(path)) if each.exists()]
    return any(is_sound(each) for each in copies) or is_sound_without_log(working_file(path))


def is_sound_without_log(working: Path) -> bool:
    """Under another name the file stands without its log."""
    if not working.exists():
        return False
    alone = working.with_name("without-log.new")
    try:
        os.link(working, alone)
    except OSError:  # a file system without hard links
        copy_file(working, alone)
    try:
        return is_sound(alone)
    finally:
        alone.unlink()


def nothing_whole(path: Path) -> SchemaError:
    cure = "put back a copy of your own, or ingest into a new file"
    return SchemaError(f"nothing whole is left of {path} and {folder_of(path)}, and all was left as it is; {cure}")


def mended_working_file(path: Path) -> list[str]:
    working = working_file(path)
    log = working.with_name(working.name + ".wal")
    if not working.exists() or is_sound(working):
        return []
    if log.exists():
        kept = set_aside(log)
        mark_of(working).unlink(missing_ok=True)
        if is_sound(working):
            return [f"the log of the last batches was damaged and is {kept.name} now; ingest their files again"]
    elif is_sound_without_log(working):
        mark_of(working).unlink(missing_ok=True)
        return ["the log of the last batches is gone; ingest their files again"]
    kept = set_aside(working)
    mark_of(working).unlink(missing_ok=True)
    return [f"the working file was damaged and is {kept.name} now"]


def mended_snapshots(path: Path) -> list[str]:
    told = []
    if path.exists() and not is_sound(path):
        for file in generation_files(path):  # the same file under another name
            if is_same_file(file.stat(), path.stat()):
                file.unlink()
        kept = folder_of(path) / aside(path)
        path.replace(kept)
        told.append(f"the published file was damaged and is {kept.name} now")
    if path.exists() or working_file(path).exists():
        return told
    for file in generation_files(path):
        if is_sound(file):
            new = file.with_name("published.new")
            copy_file(file, new)
            new.replace(path)
            sync_folder(path.parent)
            return [*told, f"{path.name} is {file.name} again, an earlier snapshot; ingest again what came after it"]
    raise nothing_whole(path)


def published_anew(path: Path, catalog: Catalog | None) -> str:
    from registry.store import Registry

    with Registry.open(path, create=False, catalog=catalog) as registry:
        return f"generation {registry.publish()} is published from the working file, with all that was acknowledged"


def set_aside(file: Path) -> Path:
    kept = file.with_name(aside(file))
    with suppress(FileNotFoundError):
        file.replace(kept)
    return kept


def aside(file: Path) -> str:
    return f"damaged-{utc_now():%Y%m%dT%H%M%S%f}-{file.name}"
