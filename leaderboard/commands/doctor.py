"""`claimboard doctor`: versions, the catalogue, and whether the registry is sound."""

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from leaderboard.console.ending import end
from leaderboard.console.interruption import raise_on_ctrl_c
from leaderboard.console.listing import json_text
from leaderboard.console.options import DB, Db, Json
from leaderboard.console.visible import one_line
from registry.errors import RegistryError

__all__ = ["doctor"]


def doctor(
    db: Db = DB,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair", help="Set aside what is damaged and go on from the newest whole copy; nothing is deleted."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Say which versions are at work, what the catalogue holds and whether the registry is sound."""
    if repair:
        from registry.repair import repair as repaired

        raise_on_ctrl_c()
        for done in repaired(db) or [f"{db} is sound; there is nothing to repair"]:
            typer.echo(one_line(done), err=json)
    from leaderboard.console.health import catalog_health, registry_health, versions, working_file_health

    examined: dict[str, Callable[[], dict[str, Any]]] = {
        "versions": versions,
        "catalogue": catalog_health,
        "registry": lambda: registry_health(db),
        "working file": lambda: working_file_health(db),
    }
    told: dict[str, Any] = {}
    failures: list[RegistryError] = []
    for part, examine in examined.items():
        try:
            told[part] = examine()
        except RegistryError as error:
            told[part] = {"error": str(error)}
            failures.append(error)
    if json:
        typer.echo(json_text(told))
    else:
        show_health(told)
    if failures:
        end("; ".join(map(str, failures)), max(error.exit_code for error in failures))


def show_health(told: dict[str, Any]) -> None:
    from leaderboard.console.evidence import show_facts
    from leaderboard.console.terminal import console_for

    console = console_for(sys.stdout)
    for part, facts in told.items():
        console.print(part, style="bold")
        show_facts(facts.items(), console)
