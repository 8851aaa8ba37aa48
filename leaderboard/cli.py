"""The command `claimboard`. A command parses, asks one function, prints; whatever is slow to import is imported inside.

Data goes to standard output, everything said to a person to standard error, progress only where a terminal shows it.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from leaderboard.console.listing import Column, Format, write_rows
from leaderboard.console.visible import one_line
from registry.errors import RegistryError

if TYPE_CHECKING:
    from registry.errors import ReadError

__all__ = ["EXIT_CODES", "app", "main"]

EXIT_CODES = {
    0: "done",
    1: "done, and there are findings of the severity asked for",
    2: "usage or bad input: a wrong option, an unknown name, no registry, a file that cannot be read",
    3: "the registry or the catalogue is damaged, or not one of ours",
    4: "internal error: a fault of claimboard itself",
    130: "interrupted; what was acknowledged is kept",
}
EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code:<5}{meaning}" for code, meaning in EXIT_CODES.items())


class Commands(TyperGroup):
    """Every command ends in the table of exit codes, whatever happens inside."""

    def invoke(self, ctx: Any) -> Any:
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()  # here, where a closed pipe can still be met
        except (typer.TyperException, typer.Exit, typer.Abort):
            raise
        except RegistryError as error:
            end(str(error), error.exit_code)
        except BrokenPipeError:
            end_quietly()
        except KeyboardInterrupt:
            end("interrupted", 130)
        except Exception as error:
            end_with_report(error)
        return answer


def say(message: str) -> None:
    """One line for a person, harmless whatever stands in it."""
    typer.echo(f"claimboard: {one_line(message)}", err=True)


def end(message: str, code: int) -> NoReturn:
    say(message)
    raise typer.Exit(code)


def end_quietly() -> NoReturn:
    """The reader of our output has gone (`| head`): that is no mistake."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)


def end_with_report(error: Exception) -> NoReturn:
    if os.environ.get("CLAIMBOARD_DEBUG") == "1":
        typer.echo(traceback.format_exc(), err=True)
    report = "please report this line with the command and what `claimboard doctor` prints"
    end(f"internal error: {type(error).__name__}: {error}; {report} (CLAIMBOARD_DEBUG=1 shows the traceback)", 4)


app = typer.Typer(
    cls=Commands,
    help="Every number a paper reports, with the words it came from: a registry, leaderboards and checks.",
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: half the time to the first line, and the table below stays a table
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Told(StrEnum):
    """What `extract` prints."""

    claims = "claims"
    records = "records"
    table = "table"
    jsonl = "jsonl"


Db = Annotated[Path, typer.Option("--db", metavar="PATH", envvar="CLAIMBOARD_DB", help="The registry file.")]
As = Annotated[Format, typer.Option("-f", "--format", help="How rows are written.")]
Json = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders or globs; - is standard input.", show_default=False),
]
DB = Path("claimboard.duckdb")


def version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version as version_of

        typer.echo(f"claimboard {version_of('claimboard')}")
        raise typer.Exit


@app.callback()
def claimboard(
    _version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Every number a paper reports, with the words it came from: a registry, leaderboards and checks."""


@app.command()
def extract(
    paths: Paths,
    told: Annotated[
        Told,
        typer.Option(
            "--as",
            help="claims: one JSON object a document, with the fields of the guideline; records: its results as task, "
            "data set, metric and score; table: for people; jsonl: one claim a line.",
        ),
    ] = Told.table,
) -> None:
    """Print what documents report, without a registry.

    claimboard extract paper.md --as claims
    """
    from extractors.pipeline import extract as extraction_of
    from leaderboard.console.extracted import claim_rows, claims_of, records_of
    from leaderboard.ingest import Reading
    from registry.catalog import load_catalog

    catalog = load_catalog()
    reading = Reading(paths, on_failure=tell_failure)
    extractions = (extraction_of(document, catalog) for document in reading)
    if told is Told.claims:
        write_rows(map(claims_of, extractions), Format.jsonl, sys.stdout)
    elif told is Told.records:
        write_rows((records_of(each, catalog) for each in extractions), Format.jsonl, sys.stdout)
    else:
        rows = (row for each in extractions for row in claim_rows(each))
        write_rows(rows, Format.jsonl if told is Told.jsonl else Format.table, sys.stdout, EXTRACTED)
    end_of(reading.failed)


EXTRACTED = (
    Column("document", "document"),
    Column("kind", "kind"),
    Column("quote", "quote", keep=True),
    Column("metric", "metric"),
    Column("benchmarks", "benchmarks"),
    Column("subject", "subject"),
)


def tell_failure(error: "ReadError") -> None:
    say(str(error))


def end_of(failed: Sequence[object]) -> None:
    """Bad input among good ends with its exit code, once everything good was read."""
    if failed:
        raise typer.Exit(2)


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a C locale shows what it can
    app(prog_name="claimboard")
