"""`claimboard verify`: what papers say, recomputed."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from leaderboard.console.ending import end_of, failure, load_what_reads
from leaderboard.console.options import DB, Output, chosen, registry_file, say

__all__ = ["verify"]


class ReportFormat(StrEnum):
    """How `verify` writes its report."""

    markdown = "markdown"
    html = "html"
    jsonl = "jsonl"
    sarif = "sarif"
    junit = "junit"
    claimreview = "claimreview"


class FailOn(StrEnum):
    """From which severity on findings end `verify` with 1."""

    error = "error"
    warning = "warning"
    note = "note"
    never = "never"


def verify(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Drafts to verify; none: the registry itself.", show_default=False),
    ] = None,
    db: Annotated[
        Path | None,
        typer.Option(
            "--db",
            metavar="PATH",
            envvar="CLAIMBOARD_DB",
            parser=registry_file,
            help="The registry to verify, or to verify the drafts against.",
            show_default=False,
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--text", metavar="TEXT", help="A claim to look up, and to hold against itself.", show_default=False
        ),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(
            "--where",
            metavar="SQL",
            parser=chosen,
            help="Of the registry, only claims for which this holds.",
            show_default=False,
        ),
    ] = None,
    board: Annotated[
        str | None,
        typer.Option(
            "--board", metavar="NAME", parser=chosen, help="Of the registry, only this board.", show_default=False
        ),
    ] = None,
    form: Annotated[ReportFormat, typer.Option("-f", "--format", help="How the report is written.")] = (
        ReportFormat.markdown
    ),
    output: Output = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="The least severity of a new finding that ends with exit code 1.")
    ] = FailOn.warning,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Known findings, which are passed over.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option("--write-baseline", metavar="FILE", help="Keep all findings as known ones.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Recompute what papers say: do text and tables agree, do the gains add up, is the bold cell the best?

    claimboard verify draft.tex
    """
    from leaderboard.console.verifying import Wanted, verified

    if text is not None and not text.strip():
        raise typer.BadParameter("the text is empty; write the claim to look up")
    if text and (paths or where or board):
        raise typer.BadParameter("a typed claim is looked up alone: no files, --where or --board beside it")
    if paths and (where or board):
        raise typer.BadParameter("--where and --board choose from a registry: name no files beside them")
    wanted = Wanted(
        paths=tuple(paths or ()),
        db=db if db is not None or paths or (text and not DB.exists()) else DB,
        text=text or "",
        where=where or "",
        board=board or "",
        form="jsonl" if json else form.value,
        output=output,
        fail_on=fail_on.value,
        baseline=baseline,
        write_baseline=write_baseline,
    )
    load_what_reads()
    end_of(verified(wanted, say, lambda error: typer.echo(failure(error), err=True)))
