"""`claimboard sql`: the registry, asked in SQL."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from leaderboard.console.listing import Format
from leaderboard.console.options import DB, As, Db, Json, form_of, write
from registry.errors import UsageError

__all__ = ["sql"]

SECONDS = 60


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SQL query; - reads it from standard input.")] = "",
    schema: Annotated[bool, typer.Option("--schema", help="List what can be asked: views, tables, comments.")] = False,
    seconds: Annotated[
        int, typer.Option("--seconds", min=1, max=86_400, help="After how many seconds the query is ended.")
    ] = SECONDS,
    db: Db = DB,
    form: As = Format.table,
    json: Json = False,
) -> None:
    """Ask the registry in SQL, reading only.

    claimboard sql "SELECT kind, count(*) FROM claims GROUP BY kind" --json
    """
    from leaderboard import queries
    from leaderboard.console.sql import answer
    from registry.snapshots import connect

    form = form_of(form, json)
    if bool(query) == schema:
        raise typer.BadParameter("give either a query or --schema", param_hint="QUERY")
    with connect(db) as con:
        if schema:
            write_schema(queries.schema(con).to_dicts(), form)
            return
        keys, rows = answer(con, query_on_stdin() if query == "-" else query, seconds)
        write(rows, form, keys=keys)


def query_on_stdin() -> str:
    if sys.stdin is None:  # Python's word for a stream that was closed before it started
        raise UsageError("standard input is closed; pipe the query into it, or give it as QUERY")
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise UsageError("standard input is not UTF-8 text; write the query as text") from error


def write_schema(tables: Sequence[dict[str, Any]], form: Format) -> None:
    if form is not Format.table:
        write(tables, form)
        return
    for table in tables:
        columns = (f"{name} {kind.lower()}" for name, kind in zip(table["columns"], table["types"], strict=True))
        typer.echo(f"{table['name']}: {table['comment'] or ''}\n    {', '.join(columns)}\n")
