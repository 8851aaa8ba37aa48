"""The process that answers one query and ends. Run as a file by `leaderboard.guarded.ask`, never imported: it may use
the standard library and duckdb, and nothing of ours, so that it starts quickly and holds nothing to take."""

import json
import resource
import sys
from time import perf_counter
from typing import Any

__all__ = ["main"]

ADDRESSES = 1_500_000_000
CPU_SECONDS = 5
LONGEST_QUERY = 20_000
# The caller's file and nothing else of the machine; no code that was not shipped with DuckDB.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
    "memory_limit": "384MB",
    "threads": "1",
    "temp_directory": "",
    "max_temp_directory_size": "0B",
    "max_expression_depth": "250",
    "max_execution_time": "3000",
}
PLAIN = (bool, int, str, type(None))


class RefusedError(Exception):
    """What the one who asked may mend."""


def main() -> None:
    wanted = json.load(sys.stdin)
    confine()
    try:
        answer = answered(**wanted)
    except RefusedError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": "the query needs more memory than a query may have; ask for less, or use `claimboard sql`"}
    sys.stdout.write(json.dumps(answer))


def confine() -> None:
    """Limits that the process cannot raise again: memory, processor time, and no file that grows."""
    import duckdb  # noqa: F401  # loaded before the limits, which its libraries are mapped within

    for limit, most in (
        (resource.RLIMIT_AS, ADDRESSES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def answered(database: str, query: str, rows: int, bytes: int) -> dict[str, Any]:
    import duckdb

    if len(query) > LONGEST_QUERY:
        raise RefusedError(f"the query has {len(query):,} characters; {LONGEST_QUERY:,} are the most")
    started = perf_counter()
    try:
        with duckdb.connect(database, read_only=True, config=CONFIG) as con:
            con.execute("SET lock_configuration = true")
            asked = con.execute(one_select(con, query))
            described = asked.description or []
            taken, cut = fetched(asked, rows, bytes)
    except duckdb.Error as error:
        raise RefusedError(" ".join(str(error).partition("\nLINE ")[0].split())[:2_000]) from error
    except (RuntimeError, ValueError, OverflowError) as error:  # a value that Python has no word for
        raise RefusedError(f"the answer cannot be shown: {' '.join(str(error).split())[:500]}") from error
    return {
        "columns": [column[0] for column in described],
        "types": [str(column[1]) for column in described],
        "rows": taken,
        "cut": cut,
        "seconds": perf_counter() - started,
    }


def one_select(con: Any, query: str) -> str:
    import duckdb

    statements = con.extract_statements(query)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise RefusedError("one SELECT statement, please; the registry is only read here")
    return str(statements[0].query)


def fetched(asked: Any, rows: int, bytes: int) -> tuple[list[list[Any]], bool]:
    """As many rows as may be shown, and whether there were more."""
    taken: list[list[Any]] = []
    size = 0
    while row := asked.fetchone():
        values = [shown(value) for value in row]
        size += len(json.dumps(values))
        if len(taken) == rows or size > bytes:
            return taken, True
        taken.append(values)
    return taken, False


def shown(value: Any) -> Any:
    """A value as JSON has it; anything else as Python prints it."""
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if isinstance(value, list | tuple):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {str(key): shown(item) for key, item in value.items()}
    return str(value)


if __name__ == "__main__":
    main()
