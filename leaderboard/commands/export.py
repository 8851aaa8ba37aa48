"""`claimboard export`: rows in a format that others read."""

from typing import Annotated

import typer

from leaderboard.console.interruption import raise_on_ctrl_c
from leaderboard.console.listing import Format
from leaderboard.console.options import DB, Db, Output, chosen, say, write

__all__ = ["export"]


def export(
    form: Annotated[
        str | None,
        typer.Option(
            "-f",
            "--format",
            metavar="NAME",
            parser=chosen,
            help="The format; without it the file's suffix tells, else csv.",
            show_default=False,
        ),
    ] = None,
    board: Annotated[
        str | None,
        typer.Option("--board", metavar="NAME", parser=chosen, help="Only this board's ranking.", show_default=False),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            metavar="NAME",
            parser=chosen,
            help="Only what this document reports (id or name).",
            show_default=False,
        ),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(
            "--where",
            metavar="SQL",
            parser=chosen,
            help="Only rows of the view `results` for which this holds.",
            show_default=False,
        ),
    ] = None,
    output: Output = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without-licence",
            metavar="NAME",
            parser=chosen,
            help="Leave out rows of sources under this licence, such as CC-BY-SA; may be given again.",
            show_default=False,
        ),
    ] = None,
    formats: Annotated[bool, typer.Option("--formats", help="List the formats and what each holds.")] = False,
    db: Db = DB,
) -> None:
    """Write a board, a document, chosen results or everything in a format that others read.

    claimboard export --board gsm8k -o gsm8k.tex
    """
    from leaderboard.console.exporting import Asked, exported, formats_told

    if formats:
        write(formats_told(), Format.table)
        return
    if sum(map(bool, (board, document, where))) > 1:
        raise typer.BadParameter("choose with one of --board, --document and --where; without any, all is written")
    raise_on_ctrl_c()
    exported(Asked(db, board or "", document or "", where or "", form or "", output, tuple(without or ())), say)
