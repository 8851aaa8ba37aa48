"""Queries that people keep beside the registry: one file each, `<db>.d/queries/NAME.sql`, never written over."""

import re
from pathlib import Path

from registry.errors import UsageError
from registry.snapshots import folder_of, located

__all__ = ["SavedQueryError", "save", "saved"]

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
MOST = 500
LONGEST = 20_000


class SavedQueryError(UsageError):
    """A query that cannot be kept as it was given."""


def saved(db: Path) -> dict[str, str]:
    """The queries kept beside a registry, by name."""
    folder = folder_of(located(db)) / "queries"
    files = [
        file for file in sorted(folder.glob("*.sql"))[:MOST] if NAME.fullmatch(file.stem) and not file.is_symlink()
    ]
    return {file.stem: file.read_text(encoding="utf-8", errors="replace")[:LONGEST] for file in files}


def save(db: Path, name: str, query: str) -> None:
    """Keep `query` as `name`; SavedQueryError for a name that is taken by another query, or is none."""
    if not NAME.fullmatch(name):
        raise SavedQueryError("a name has small letters, digits and hyphens, 60 at most: best-on-glue")
    if not query.strip() or len(query) > LONGEST:
        raise SavedQueryError(f"a query to keep has 1 to {LONGEST:,} characters")
    kept = saved(db)
    if name in kept and kept[name] == query:
        return
    if len(kept) >= MOST:
        raise SavedQueryError(f"{MOST} queries are kept already; remove one from {db}.d/queries")
    folder = folder_of(located(db)) / "queries"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{name}.sql").open("x", encoding="utf-8") as file:
            file.write(query)
    except FileExistsError:
        raise SavedQueryError(f"another query is called {name} already; take another name") from None
    except OSError as error:
        raise SavedQueryError(f"{folder} cannot be written ({error.strerror}); copy the address instead") from None
