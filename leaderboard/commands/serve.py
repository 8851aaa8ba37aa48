"""`claimboard app` and `mcp`: the registry served to people and to programs."""

import re
import sys
from typing import Annotated

import typer

from leaderboard.console.interruption import raise_on_ctrl_c
from leaderboard.console.options import DB, Db, chosen
from registry.errors import UsageError

__all__ = ["open_app", "serve_mcp"]

HOST = re.compile(r"[\w.-]{1,253}|\[?[0-9A-Fa-f:.]{2,45}\]?")


def host_name(given: str) -> str:
    if not HOST.fullmatch(given):
        raise typer.BadParameter(f"{given!r} is no host's name; give one such as board.example.org")
    return given


def open_app(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where it listens; 0 is any free port.")] = 8501,
    curate: Annotated[
        bool, typer.Option("--curate", help="Let people accept, reject and correct claims there; else it only reads.")
    ] = False,
    report_link: Annotated[
        str | None,
        typer.Option(
            "--report-link",
            metavar="ADDRESS",
            parser=chosen,
            envvar="CLAIMBOARD_REPORT_LINK",
            help="Where reports of claims go: an address with {title} and {text} to be filled in.",
            show_default=False,
        ),
    ] = None,
    hosts: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            metavar="NAME",
            parser=host_name,
            help="Another name that it answers to, such as a proxy's, besides localhost; may be given again.",
            show_default=False,
        ),
    ] = None,
    db: Db = DB,
) -> None:
    """Open the registry in a browser, on this machine only. Ctrl-C ends it.

    Beside its pages there are plain ones, without a script: /b/BOARD, /claim/ID, /paper/ID; and /api/v1 for programs.
    """
    from leaderboard.console.serving import serve
    from registry.snapshots import connect

    connect(db).close()  # a missing or damaged registry is told here, not in the browser
    if report_link and not report_link.startswith(("https://", "http://", "mailto:")):
        raise typer.BadParameter("an address begins with https://, http:// or mailto:", param_hint="--report-link")
    raise_on_ctrl_c()
    try:
        serve(db, port, curate, report_link or "", hosts or ())
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def serve_mcp(db: Db = DB) -> None:
    """Answer questions about the registry as an MCP server on standard input and output, reading only.

    Needs the extra claimboard[mcp].
    """
    from registry.snapshots import connect

    connect(db).close()  # a missing or damaged registry is told here, not in answers
    if sys.stdin is None:
        raise UsageError("standard input is closed; an MCP server is asked there, by the program that starts it")
    try:
        from leaderboard.mcp_server import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types", "pydantic"):
            raise
        raise UsageError("an MCP server needs the extra: pip install 'claimboard[mcp]'") from error
    raise_on_ctrl_c()
    server(db).run()
