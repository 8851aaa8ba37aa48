"""The commands of `claimboard`. Each parses, asks one function, prints; whatever is slow to import is imported inside.

Data goes to standard output, everything said to a person to standard error, progress only where a terminal shows it.
"""

import errno
import os
import sys
import traceback
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from leaderboard.commands.bench import bench
from leaderboard.commands.boards import board, boards
from leaderboard.commands.claim import claim
from leaderboard.commands.curate import curate
from leaderboard.commands.demo import demo
from leaderboard.commands.diff import diff
from leaderboard.commands.doctor import doctor
from leaderboard.commands.explain import explain
from leaderboard.commands.export import export
from leaderboard.commands.extract import extract
from leaderboard.commands.ingest import ingest, publish
from leaderboard.commands.serve import open_app, serve_mcp
from leaderboard.commands.sql import sql
from leaderboard.commands.stats import stats
from leaderboard.commands.verify import verify
from leaderboard.console.ending import drop_output, end, end_quietly, of_output
from leaderboard.console.options import say
from leaderboard.console.visible import one_line, visible
from registry.errors import RegistryError, UnknownNameError

__all__ = ["EXIT_CODES", "app", "run"]

EXIT_CODES = {
    0: "done",
    1: "done, and there are findings of the severity asked for, or rows in quarantine",
    2: "usage or bad input: a wrong option, an unknown name, no registry, a file that cannot be read",
    3: "the registry or the catalogue is damaged, or not one of ours",
    4: "internal error: a fault of claimboard itself",
    130: "interrupted; what was acknowledged is kept",
}
EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code:<5}{meaning}" for code, meaning in EXIT_CODES.items())


class Commands(TyperGroup):
    """Every command ends in the table of exit codes, whatever happens inside."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        for arg in args:
            if not is_text(arg) and not Path(arg).exists():  # a file may have any name
                end(f"{visible(arg)!r} is not UTF-8; type it in a terminal whose locale is UTF-8 (LC_ALL=C.UTF-8)", 2)
        try:
            return list(super().parse_args(ctx, args))
        except typer.TyperException as error:
            end_of_usage(error, ctx)
            raise

    def invoke(self, ctx: Any) -> Any:
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()  # here, where a closed pipe can still be met
        except typer.TyperException as error:
            end_of_usage(error, ctx)
            raise
        except (typer.Exit, typer.Abort):
            raise
        except UnknownNameError as error:
            end(f"{error}{way_to(error)}", error.exit_code)
        except RegistryError as error:
            end(str(error), error.exit_code)
        except BrokenPipeError:
            end_quietly()
        except KeyboardInterrupt:
            end("interrupted", 130)
        except Exception as error:
            if isinstance(error, RuntimeError) and str(error) == "Query interrupted":
                end("interrupted", 130)
            if isinstance(error, OSError) and error.errno in {errno.ELOOP, errno.ENAMETOOLONG}:
                end(f"{one_line(str(error.filename))[:80]}: {error.strerror}; name another file", 2)
            if of_output(error):
                raise  # `run` tells it, as it does for help, which is written elsewhere
            end_of_damage(error)
            end_with_report(error)
        return answer


# Which command lists the names of a kind.
LISTS = {
    "claim": 'claimboard sql "SELECT claim_id, sentence FROM claims"',
    "decision": "claimboard curate list",
    "board": "claimboard boards",
    "document": 'claimboard sql "SELECT name, title FROM documents"',
}


def way_to(error: UnknownNameError) -> str:
    """What to do about a name that nothing comes near to."""
    listed = LISTS.get(error.what)
    return f"; `{listed}` lists them" if listed and not error.close else ""


def is_text(arg: str) -> bool:
    """Whether what was typed is UTF-8 (other bytes come as lone surrogates)."""
    try:
        arg.encode()
    except UnicodeEncodeError:
        return False
    return True


def end_of_usage(error: typer.TyperException, group: Any) -> None:
    """One line instead of three; a group that was named without a command shows its help."""
    if error.exit_code != 2 or type(error).__name__ == "NoArgsIsHelpError":
        return
    met = getattr(error, "ctx", None)  # None for an option without its value
    command = met.command_path if met else f"{group.command_path} {group.invoked_subcommand or ''}".rstrip()
    said = error.format_message().replace("Value error, ", "").rstrip(".")
    end(f"{said}; `{command} -h` tells what there is", 2)


def end_of_damage(error: Exception) -> None:
    from registry.snapshots import is_damage

    if is_damage(error):
        end(f"the registry is damaged; `claimboard doctor` says which of its files, and the cure ({error})", 3)


def end_with_report(error: Exception) -> NoReturn:
    if os.environ.get("CLAIMBOARD_DEBUG") == "1":
        typer.echo(visible(traceback.format_exc()), err=True)
    report = "please report this line with the command and what `claimboard doctor` prints"
    where = " ".join(["", *getattr(error, "__notes__", ())])
    end(f"internal error{where}: {type(error).__name__}: {error}; {report} (CLAIMBOARD_DEBUG=1 shows the traceback)", 4)


app = typer.Typer(
    cls=Commands,
    help="Every number a paper reports, with the words it came from: a registry, leaderboards and checks.",
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: half the time to the first line, and the table below stays a table
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


for command in (ingest, publish, extract, explain, demo, boards, board, claim, stats, sql, verify, export, diff):
    app.command()(command)
app.command(name="app")(open_app)
app.command(name="mcp")(serve_mcp)
app.command()(doctor)
app.add_typer(curate, name="curate")
app.add_typer(bench, name="bench")


UNWRITABLE = "standard output cannot be written"


def run() -> None:
    if sys.stdout is None:  # Python's word for a stream that was closed before it started
        say(f"{UNWRITABLE}: it is closed")
        sys.exit(2)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # open as long as we run
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a C locale shows what it can
    try:
        try:
            app(prog_name="claimboard")
        except SystemExit:
            sys.stdout.flush()
            raise
    except BrokenPipeError:
        drop_output()
        sys.exit(0)
    except OSError as error:
        if not of_output(error):
            raise
        drop_output()
        say(f"{UNWRITABLE}: {error.strerror or error}")
        sys.exit(2)
