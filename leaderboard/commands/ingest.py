"""`claimboard ingest` and `publish`: documents into the registry."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard.console.ending import end, end_of, failure, load_what_reads
from leaderboard.console.listing import json_text
from leaderboard.console.options import DB, Db, Json, chosen, say
from leaderboard.console.visible import one_line
from registry.errors import UsageError

if TYPE_CHECKING:
    from leaderboard.apart import Apart
    from leaderboard.ingest import Summary

__all__ = ["ingest", "ingested", "publish"]

MEMORY = "memory://"  # what one process writes there no other finds


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders or globs; - is standard input.", show_default=False),
    ] = None,
    db: Db = DB,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune", help="Take off the boards what these files and folders hold no more; nothing is deleted."
        ),
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Processes of this machine that read; 1 reads without others.")
    ] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            parser=chosen,
            help="Read on the workers of a Dask cluster, e.g. dask://host:8786.",
        ),
    ] = None,
    partitions: Annotated[
        str | None,
        typer.Option(
            "--partitions",
            metavar="FOLDER",
            parser=chosen,
            help="Where workers put what they find, and where it is kept: a folder or an address such as s3://…, that "
            "all of them reach. By default a folder beside the registry, removed at the end.",
            show_default=False,
        ),
    ] = None,
    reextract: Annotated[
        bool,
        typer.Option(
            "--reextract",
            help="Name no files: read again those whose documents another version of claimboard or of its names read.",
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Read documents, keep every claim they make in the registry. What is known already is passed over.

    claimboard ingest papers/ notes.md 'more/*.jsonl'
    """
    from leaderboard.console.summary import told

    if reextract == bool(paths):
        raise UsageError("name files to read, or --reextract without any")
    summary = ingested(paths or to_read_again(db), db, prune, apart(jobs, scheduler, partitions))
    if json:
        typer.echo(json_text(summary.as_json()))
    else:
        typer.echo("\n".join(one_line(line) for line in told(summary, db)))
    end_of(summary.exit_code)


def to_read_again(db: Path) -> list[str]:
    """The files that --reextract reads; how many, and for how many documents, is said."""
    from leaderboard.console.summary import counted
    from leaderboard.ingest import outdated
    from registry.catalog import load_catalog

    sources = outdated(db, load_catalog())
    many = f"{counted(sum(sources.values()), 'document')} in {counted(len(sources), 'file')}"
    say(f"{many} to read again" if sources else "nothing to read again: this version has read every document")
    return list(sources)


def publish(db: Db = DB) -> None:
    """Check and show what an ingest that ended early has left unpublished."""
    from leaderboard.ingest import publish as published
    from registry.catalog import load_catalog

    load_what_reads()
    typer.echo(f"{db}: generation {published(db, load_catalog())}")


def apart(jobs: int, scheduler: str | None, partitions: str | None) -> "Apart | None":
    """Who reads for an ingest, None for this process."""
    if jobs == 1 and scheduler is None and not partitions:
        return None
    from leaderboard.apart import Apart
    from leaderboard.workers import cluster, processes

    if jobs > 1 and scheduler is not None:
        raise UsageError("--jobs is for this machine, --scheduler for a cluster; name one of them")
    if partitions and MEMORY in partitions:
        raise UsageError(f"{partitions} is one process's own memory; name a folder or address that all workers reach")
    return Apart(processes(jobs) if scheduler is None else cluster(scheduler), partitions or "")


def ingested(paths: Sequence[str], db: Path, prune: bool = False, apart: "Apart | None" = None) -> "Summary":
    """Ingest with a progress line on a terminal; an interruption says what is kept."""
    from leaderboard.console.progress import ProgressLine
    from leaderboard.ingest import ingest as add
    from registry.catalog import load_catalog

    load_what_reads()
    line = ProgressLine(sys.stderr)
    try:
        with line:
            return add(paths, db, load_catalog(), line, lambda error: line.above(failure(error)), prune, apart)
    except KeyboardInterrupt:
        kept = f"{line.last.documents:,} documents of this run are in {db}"
        end(f"interrupted: {kept}; run the same command again to go on", 130)
