"""`claimboard claim`: a claim in the words it came from."""

import sys
from typing import Annotated

import typer

from leaderboard.console.listing import json_text
from leaderboard.console.options import DB, Db, Json

__all__ = ["claim"]


def claim(
    name: Annotated[str, typer.Argument(metavar="ID", help="A claim's id, or as much of it as only it begins with.")],
    db: Db = DB,
    json: Json = False,
) -> None:
    """Show a claim in the words it came from: the number marked, the source, the rule, what stands around it."""
    from leaderboard.console.claim_page import claim_page
    from registry.snapshots import connect

    with connect(db) as con:
        page = claim_page(con, name)
    if json:
        typer.echo(json_text(page.as_json()))
    else:
        page.show(sys.stdout)
