"""A question in SQL and its answer, row by row, however long it is."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from registry.errors import QueryError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["answer"]

ROWS_AT_ONCE = 1_000


def answer(con: "DuckDBPyConnection", query: str) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """The names of the columns and the rows, as they come; QueryError in one line where it cannot be run."""
    with query_errors():
        asked = executed(con, query)
    if asked is None:
        raise QueryError("the query is empty; try `claimboard sql --schema` to see what there is to ask")
    names = unique([column[0] for column in asked.description or ()])
    return names, rows_of(asked, names)


def executed(con: "DuckDBPyConnection", query: str) -> "DuckDBPyConnection | None":
    """What `con.execute` gives; in a thread, because DuckDB at work lets no Ctrl-C through to the one that waits."""
    with ThreadPoolExecutor(1) as asking:
        answered = asking.submit(con.execute, query)
        try:
            return answered.result()
        except KeyboardInterrupt:
            con.interrupt()
            raise


def rows_of(asked: "DuckDBPyConnection", names: Sequence[str]) -> Iterator[dict[str, Any]]:
    with query_errors():
        while rows := asked.fetchmany(ROWS_AT_ONCE):
            yield from (dict(zip(names, row, strict=True)) for row in rows)


@contextmanager
def query_errors() -> Iterator[None]:
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        # DuckDB points at the fault with a caret on a line of its own
        raise QueryError(" ".join(str(error).rstrip(" ^\n").split())) from error


def unique(names: Sequence[str]) -> list[str]:
    """`a, a` becomes `a, a_1`: an object has one value a name."""
    told: list[str] = []
    for name in names:
        others = sum(other == name or other.rpartition("_")[0] == name for other in told)
        told.append(name if name not in told else f"{name}_{others}")
    return told
