"""`claimboard stats`: how much was read, found, placed and refused."""

import typer

from leaderboard.console.listing import Column, Format, json_text
from leaderboard.console.options import DB, As, Db, Json, form_of, write

__all__ = ["stats"]


COVERAGE = (Column("measure", "measure"), Column("part", "part"), Column("n", "n"))


def stats(db: Db = DB, form: As = Format.table, json: Json = False) -> None:
    """Say how much was read, found, placed and refused."""
    from dataclasses import asdict

    from leaderboard import queries
    from registry.snapshots import connect

    with connect(db) as con:
        totals = asdict(queries.stats(con))
        covered = queries.coverage(con).to_dicts()
    if form_of(form, json) is Format.json:
        typer.echo(json_text({**totals, "coverage": covered}))
        return
    rows = [{"measure": measure, "part": None, "n": n} for measure, n in totals.items()] + covered
    write(rows, form, COVERAGE)
