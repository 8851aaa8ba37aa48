"""`claimboard bench`: registries to measure with."""

import sys
from typing import Annotated

import typer

from leaderboard.console.ending import load_what_reads
from leaderboard.console.options import DB, Db

__all__ = ["bench"]


bench = typer.Typer(help="Make registries to measure with.", no_args_is_help=True, rich_markup_mode=None)


@bench.callback()
def measuring() -> None:
    """Make registries to measure with."""


@bench.command()
def generate(
    results: Annotated[int, typer.Option("--results", min=1, help="How many results stand on boards.")] = 100_000,
    claims: Annotated[int, typer.Option("--claims", min=1, help="How many claims there are in all.")] = 1_000_000,
    seed: Annotated[
        int, typer.Option("--seed", min=0, max=2**31 - 1, help="The same seed makes the same registry.")
    ] = 1,
    checks: Annotated[
        bool,
        typer.Option("--checks/--no-checks", help="Whether the checks run over it, which takes longest."),
    ] = True,
    db: Db = DB,
) -> None:
    """Make up a registry of any size, with papers, tables and boards: to try and to measure claimboard with.

    claimboard bench generate --results 1000 --claims 10000 --db made-up.duckdb
    """
    from leaderboard.bench import Size
    from leaderboard.bench import generate as made
    from leaderboard.console.progress import ProgressLine
    from leaderboard.console.summary import counted
    from registry.catalog import load_catalog

    load_what_reads()
    with ProgressLine(sys.stderr) as line:
        added = made(db, Size(results, claims, seed), load_catalog(), checks, line)
    typer.echo(
        f"{db}: {counted(added.documents, 'document')}, {counted(added.claims, 'claim')}, "
        f"{counted(added.results, 'result')}"
    )
