"""How a question is put to a registry: one statement, its rows as a frame or as a record."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from registry.errors import QueryError

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["frame", "one_row", "one_select"]

LONGEST_QUERY = 20_000


def frame(
    con: "duckdb.DuckDBPyConnection", query: str, values: Mapping[str, Any] | list[Any] | None = None
) -> "pl.DataFrame":
    rows: pl.DataFrame = con.sql(query, params=values).pl()
    return rows


def one_row(
    con: "duckdb.DuckDBPyConnection", query: str, values: Mapping[str, Any] | list[Any] | None = None
) -> dict[str, Any] | None:
    rows = con.execute(query, values).fetchall()
    names = [column[0] for column in con.description or ()]
    return dict(zip(names, rows[0], strict=True)) if rows else None


def one_select(con: "duckdb.DuckDBPyConnection", query: str) -> str:
    """The query, if it is one SELECT statement; else QueryError."""
    import duckdb

    if len(query) > LONGEST_QUERY:
        raise QueryError(f"the query has {len(query):,} characters; {LONGEST_QUERY:,} are the most")
    try:
        query.encode()
        statements = con.extract_statements(query)
    except UnicodeEncodeError:  # bytes that are no UTF-8 come as lone surrogates
        raise QueryError("the query is no UTF-8 text; save it as UTF-8") from None
    except duckdb.Error as error:
        raise QueryError(in_one_line(error)) from error
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise QueryError("one SELECT statement, please; the registry is only read here")
    return str(statements[0].query)


def in_one_line(error: Exception) -> str:
    """What DuckDB says, without the drawing of the query below it."""
    return " ".join(str(error).partition("\nLINE ")[0].split())
