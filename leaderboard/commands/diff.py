"""`claimboard diff`: two registries, or two revisions of a document, compared."""

from typing import Annotated

import typer

from leaderboard.console.listing import Column, Format
from leaderboard.console.options import DB, As, Db, Json, form_of, registry_file, say, write

__all__ = ["diff"]


CHANGED = (
    Column("document", "document"),
    Column("status", "status"),
    Column("kind", "kind"),
    Column("old", "old", keep=True),
    Column("new", "new", keep=True),
    Column("subject", "subject"),
    Column("metric", "metric"),
)


def diff(
    one: Annotated[str, typer.Argument(metavar="A", help="A registry file, or with --db a document's name.")],
    other: Annotated[str, typer.Argument(metavar="[B]", help="The registry to compare it with.")] = "",
    db: Db = DB,
    form: As = Format.table,
    json: Json = False,
) -> None:
    """Compare two registries, or the last two revisions of a document: claims gained, lost, moved, changed.

    claimboard diff before.duckdb after.duckdb
    """
    from leaderboard.comparing import changes_between, changes_of_document, counted
    from registry.snapshots import connect

    if other:
        with connect(registry_file(one)) as before, connect(registry_file(other)) as after:
            found = list(changes_between(before, after))
    else:
        with connect(db) as con:
            found = list(changes_of_document(con, one))
    write([change.as_row() for change in found], form_of(form, json), CHANGED)
    say(counted(found))
