"""A question in SQL and its answer, row by row, however long it is."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from leaderboard.queries import one_select
from registry.errors import QueryError
from registry.snapshots import is_damage

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["answer"]

T = TypeVar("T")
ROWS_AT_ONCE = 1_000


def answer(
    con: "DuckDBPyConnection", query: str, seconds: float | None = None
) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """The names of the columns and the rows, as they come; QueryError in one line where it cannot be run. After
    `seconds` of work (whoever reads slowly is not counted) it is ended."""
    if not query.strip():
        raise QueryError("the query is empty; try `claimboard sql --schema` to see what there is to ask")
    select = one_select(con, query)
    worked = Worked(con, seconds)
    with query_errors():
        asked = worked.give(lambda: con.execute(select))
    names = unique([column[0] for column in asked.description or ()])
    return names, rows_of(worked, asked, names)


@dataclass(slots=True)
class Worked:
    """A connection, and how many seconds of work it has left, None for as many as it takes."""

    con: "DuckDBPyConnection"
    left: float | None

    def give(self, work: Callable[[], T]) -> T:
        """What `work` gives; QueryError where the time is over."""
        began = perf_counter()
        try:
            return in_a_thread(self.con, work, self.left)
        except TimeoutError:
            raise QueryError("the query took too long and was ended; ask for less, or allow more --seconds") from None
        finally:
            if self.left is not None:
                self.left = max(0.0, self.left - (perf_counter() - began))


def in_a_thread(con: "DuckDBPyConnection", work: Callable[[], T], seconds: float | None) -> T:
    """What `work` on `con` gives; in a thread, because DuckDB at work lets no Ctrl-C through to the one that waits.
    TimeoutError after `seconds`."""
    with ThreadPoolExecutor(1) as working:
        given = working.submit(work)
        try:
            return given.result(seconds)
        except (KeyboardInterrupt, TimeoutError):
            while not given.done():  # between two of its steps DuckDB misses an interruption
                con.interrupt()
                wait([given], 0.1)
            raise


def rows_of(worked: Worked, asked: "DuckDBPyConnection", names: Sequence[str]) -> Iterator[dict[str, Any]]:
    with query_errors():
        # the first rows may come long before the last: each fetch can be where the work is
        while rows := worked.give(lambda: asked.fetchmany(ROWS_AT_ONCE)):
            yield from (dict(zip(names, row, strict=True)) for row in rows)


@contextmanager
def query_errors() -> Iterator[None]:
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        if is_damage(error):
            raise
        # DuckDB points at the fault with a caret on a line of its own
        raise QueryError(" ".join(str(error).rstrip(" ^\n").split())) from error


def unique(names: Sequence[str]) -> list[str]:
    """`a, a` becomes `a, a_1`: an object has one value a name."""
    told: list[str] = []
    for name in names:
        others = sum(other == name or other.rpartition("_")[0] == name for other in told)
        told.append(name if name not in told else f"{name}_{others}")
    return told
