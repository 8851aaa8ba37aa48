"""One question in SQL from someone we do not know, answered by a process of its own that can do nothing else.

`ask` starts `process.py` with an empty environment and hard limits, and gives its answer back or says what it met.
docs/decisions/guarded-sql.md has the reasons.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registry.errors import MissingRegistryError, QueryError
from registry.snapshots import located

__all__ = ["MOST_BYTES", "MOST_ROWS", "SECONDS", "Told", "ask"]

MOST_ROWS = 1_000
MOST_BYTES = 2_000_000
SECONDS = 6.0  # on the clock, after which the process is ended
CURE = "ask for less, or use `claimboard sql`"
CHILD = Path(__file__).with_name("process.py")


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: `rows` of JSON values in the order of `columns`; `types` as DuckDB names them; `cut` where there were
    more rows than are shown, or more bytes."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool
    seconds: float


def ask(path: str | Path, query: str, rows: int = MOST_ROWS) -> Told:
    """The answer of the snapshot at `path`; QueryError in one line where there is none, whatever the query tries."""
    file = located(path).resolve()
    if not file.exists():
        raise MissingRegistryError(file)
    wanted = {"database": str(file), "query": query, "rows": min(rows, MOST_ROWS), "bytes": MOST_BYTES}
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD)],
            input=json.dumps(wanted).encode(),
            capture_output=True,
            timeout=SECONDS,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"the query was ended after {SECONDS:g} seconds; ask for less, or use `claimboard sql`"
        ) from None
    return told(done)


def told(done: "subprocess.CompletedProcess[bytes]") -> Told:
    try:
        answer: Mapping[str, Any] = json.loads(done.stdout)
    except ValueError:
        why = (
            "it needed more memory or time than a query may have" if done.returncode < 0 else "its process ended early"
        )
        raise QueryError(f"the query gave no answer: {why}; ask for less, or use `claimboard sql`") from None
    if "error" in answer:
        raise QueryError(answer["error"])
    return Told(
        columns=tuple(answer["columns"]),
        types=tuple(answer["types"]),
        rows=tuple(map(tuple, answer["rows"])),
        cut=answer["cut"],
        seconds=answer["seconds"],
    )
