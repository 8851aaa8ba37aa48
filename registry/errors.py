"""What a person must mend, as one tree; every message holds the cure.

    RegistryError                 anything below, to catch them all
    ├── UsageError                a call that cannot be carried out as it was given    (exit 2)
    │   ├── MissingRegistryError  no registry at this path yet
    │   │   └── UnpublishedRegistryError  … but the working file of one, left by an ingest that ended early
    │   ├── BusyRegistryError     another process is writing this registry
    │   └── UnknownNameError      no such board, claim, document or benchmark
    ├── ReadError                 a file that cannot be read as a document             (exit 2)
    │   └── ExtractionError       a document that was read and met a fault of ours     (exit 4)
    ├── QueryError                an SQL query that cannot be run                      (exit 2)
    ├── CatalogError              the catalogue contradicts itself                     (exit 3)
    ├── SchemaError               a registry file that is damaged or not one of ours   (exit 3)
    │   └── AlienFileError        a file that is whole, and no registry of this version
    └── StorageError              a disk that is full, a folder that cannot be written (exit 3)

Text never raises: a sentence that cannot be read gives no claim, a claim that cannot be placed is
`Unlinked` with its reason, a row that Pandera refuses goes to quarantine.
"""

import errno
from collections.abc import Sequence
from typing import Any

__all__ = [
    "FULL",
    "AlienFileError",
    "BusyRegistryError",
    "CatalogError",
    "ExtractionError",
    "MissingRegistryError",
    "QueryError",
    "ReadError",
    "RegistryError",
    "SchemaError",
    "StorageError",
    "UnknownNameError",
    "UnpublishedRegistryError",
    "UsageError",
]


# What the system says where no more can be written.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class RegistryError(Exception):
    """The root of the tree; `exit_code` is what the command line ends with."""

    exit_code = 4

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, from one process to another: by default it would be made anew, from its message alone."""
        return _as_it_was, (type(self), self.args, self.__dict__)


def _as_it_was(kind: type[RegistryError], args: tuple[Any, ...], held: dict[str, Any]) -> RegistryError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(held)
    return error


class UsageError(RegistryError):
    exit_code = 2


class MissingRegistryError(UsageError):
    def __init__(self, path: object) -> None:
        cure = f"make one with `claimboard ingest FILE --db {path}` or `claimboard demo`"
        super().__init__(f"no registry at {path}; {cure}")


class UnpublishedRegistryError(MissingRegistryError):
    def __init__(self, path: object) -> None:
        cure = f"run the ingest again to go on, or `claimboard publish --db {path}` to see what is there"
        UsageError.__init__(
            self, f"nothing is published at {path} yet, but {path}.d holds what was read so far; {cure}"
        )


class BusyRegistryError(UsageError):
    def __init__(self, path: object) -> None:
        super().__init__(f"another process is writing {path}; wait for it to end, or name another file with --db")


class UnknownNameError(UsageError):
    """`close` holds the nearest names that do exist, best first."""

    def __init__(self, what: str, name: str, close: Sequence[str] = ()) -> None:
        self.what, self.name, self.close = what, name, tuple(close)
        hint = f"; did you mean {' or '.join(close)}?" if close else ""
        super().__init__(f"no {what} named {name!r}{hint}")


class ReadError(RegistryError):
    exit_code = 2

    def __init__(self, source: object, why: str) -> None:
        self.source, self.why = str(source), why
        super().__init__(f"{source}: {why}")


class ExtractionError(ReadError):
    """A fault of claimboard's own, met in one document; the others go on. The exception itself is the `__cause__`."""

    exit_code = 4

    def __init__(self, source: object, document_id: str, fault: Exception) -> None:
        told = f"internal error at document {document_id!r}: {type(fault).__name__}: {fault}"
        super().__init__(source, f"{told}; please report this line (CLAIMBOARD_DEBUG=1 shows the traceback)")


class QueryError(UsageError):
    pass


class CatalogError(RegistryError):
    """`where` is the file and the entry to mend; `owners` the entries that claim one name, where two do."""

    exit_code = 3

    def __init__(self, where: object, why: str, owners: Sequence[str] = ()) -> None:
        self.where, self.why, self.owners = str(where), why, tuple(owners)
        super().__init__(f"{where}: {why}")


class SchemaError(RegistryError):
    exit_code = 3


class AlienFileError(SchemaError):
    """A file that is whole, and no registry of this version."""


class StorageError(RegistryError):
    """What was acknowledged before is intact: a batch is written whole or not at all."""

    exit_code = 3

    def __init__(self, path: object, why: object) -> None:
        told = why.strerror if isinstance(why, OSError) and why.strerror else " ".join(str(why).split())
        if getattr(why, "errno", None) in FULL or "No space left on device" in told:
            super().__init__(f"cannot write {path}: the disk is full; free space, then run the command again")
            return
        cure = "free space or name a folder you can write to with --db, then run the command again"
        super().__init__(f"cannot write {path}: {told}; {cure}")
