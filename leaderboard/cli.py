"""The command `claimboard`. A command parses, asks one function, prints; whatever is slow to import is imported inside.

Data goes to standard output, everything said to a person to standard error, progress only where a terminal shows it.
"""

import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from leaderboard.console.curate import curate
from leaderboard.console.listing import Column, Format, json_text, write_rows
from leaderboard.console.options import DB, As, Db, Json, form_of, message, registry_file, say, write
from leaderboard.console.visible import one_line, visible
from registry.errors import RegistryError, UsageError

if TYPE_CHECKING:
    from leaderboard.apart import Apart
    from leaderboard.ingest import Summary
    from registry.errors import ReadError

__all__ = ["EXIT_CODES", "app", "main"]

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
                raise typer.BadParameter(f"{visible(arg)!r} is not UTF-8")
        return list(super().parse_args(ctx, args))

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
            if isinstance(error, RuntimeError) and str(error) == "Query interrupted":
                end("interrupted", 130)
            if isinstance(error, OSError) and error.errno in {errno.ELOOP, errno.ENAMETOOLONG}:
                end(f"{one_line(str(error.filename))[:80]}: {error.strerror}; name another file", 2)
            if of_output(error):
                raise  # `main` tells it, as it does for help, which is written elsewhere
            end_of_damage(error)
            end_with_report(error)
        return answer


def is_text(arg: str) -> bool:
    """Whether what was typed is UTF-8 (other bytes come as lone surrogates)."""
    try:
        arg.encode()
    except UnicodeEncodeError:
        return False
    return True


def failure(error: "ReadError") -> str:
    """The line that says what could not be read; before it, if asked for, where a fault of ours showed."""
    if error.__cause__ is not None and os.environ.get("CLAIMBOARD_DEBUG") == "1":
        return "".join(traceback.format_exception(error.__cause__)) + message(str(error))
    return message(str(error))


def end(text: str, code: int) -> NoReturn:
    say(text)
    raise typer.Exit(code)


def end_quietly() -> NoReturn:
    """The reader of our output has gone (`| head`): that is no mistake."""
    drop_output()
    raise typer.Exit(0)


def drop_output() -> None:
    """What is still held back goes nowhere, so that leaving does not fail on it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def of_output(error: Exception) -> bool:
    """Whether standard output took no more: a stream has no file name, and every file we write has errors of its own
    (`StorageError`)."""
    faults = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
    return isinstance(error, OSError) and error.filename is None and error.errno in faults


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


app.add_typer(curate, name="curate")


class Told(StrEnum):
    """What `extract` prints."""

    claims = "claims"
    records = "records"
    results = "results"
    table = "table"
    jsonl = "jsonl"


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders or globs; - is standard input.", show_default=False),
]


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
def ingest(
    paths: Paths,
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
            "--scheduler", metavar="ADDRESS", help="Read on the workers of a Dask cluster, e.g. dask://host:8786."
        ),
    ] = None,
    partitions: Annotated[
        str,
        typer.Option(
            "--partitions",
            metavar="FOLDER",
            help="Where workers put what they find, and where it is kept: a folder or an address such as s3://…, that "
            "all of them reach. By default a folder beside the registry, removed at the end.",
        ),
    ] = "",
    json: Json = False,
) -> None:
    """Read documents, keep every claim they make in the registry. What is known already is passed over.

    claimboard ingest papers/ notes.md 'more/*.jsonl'
    """
    from leaderboard.console.summary import told

    summary = ingested(paths, db, prune, apart(jobs, scheduler, partitions))
    if json:
        typer.echo(json_text(summary.as_json()))
    else:
        typer.echo("\n".join(one_line(line) for line in told(summary, db)))
    end_of(summary.exit_code)


@app.command()
def publish(db: Db = DB) -> None:
    """Check and show what an ingest that ended early has left unpublished."""
    from leaderboard.ingest import publish as published
    from registry.catalog import load_catalog

    typer.echo(f"{db}: generation {published(db, load_catalog())}")


def apart(jobs: int, scheduler: str | None, partitions: str) -> "Apart | None":
    """Who reads for an ingest, None for this process."""
    if jobs == 1 and scheduler is None and not partitions:
        return None
    from leaderboard.apart import Apart
    from leaderboard.workers import cluster, processes

    if jobs > 1 and scheduler is not None:
        raise UsageError("--jobs is for this machine, --scheduler for a cluster; name one of them")
    return Apart(processes(jobs) if scheduler is None else cluster(scheduler), partitions)


def ingested(paths: Sequence[str], db: Path, prune: bool = False, apart: "Apart | None" = None) -> "Summary":
    """Ingest with a progress line on a terminal; an interruption says what is kept."""
    from leaderboard.console.progress import ProgressLine
    from leaderboard.ingest import ingest as add
    from registry.catalog import load_catalog

    import_polars_and_keep_ctrl_c()
    line = ProgressLine(sys.stderr)
    try:
        with line:
            return add(paths, db, load_catalog(), line, lambda error: line.above(failure(error)), prune, apart)
    except KeyboardInterrupt:
        kept = f"{line.last.documents:,} documents of this run are in {db}"
        end(f"interrupted: {kept}; run the same command again to go on", 130)


def import_polars_and_keep_ctrl_c() -> None:
    """Polars, once imported, catches Ctrl-C in place of Python: reads that wait then go on waiting, and a Ctrl-C that
    comes while polars is at work may be lost. Its work here is short, and Python's own handler does."""
    import signal

    handler = signal.getsignal(signal.SIGINT)
    import polars  # noqa: F401

    signal.signal(signal.SIGINT, handler)


@app.command()
def extract(
    paths: Paths,
    told: Annotated[
        Told,
        typer.Option(
            "--as",
            help="claims: one JSON object a document, with the fields of the guideline; records: what leaderboards "
            "would list of it, as task, data set, metric and score; results: every result, and every cell that found "
            "no board, with the reason; table: for people; jsonl: one claim a line.",
        ),
    ] = Told.table,
) -> None:
    """Print what documents report, without a registry.

    claimboard extract paper.md --as claims
    """
    from leaderboard.console.extracted import claim_rows, claims_of, records_of, results_of
    from leaderboard.ingest import Reading, extractions_of
    from registry.catalog import load_catalog

    catalog = load_catalog()
    reading = Reading(paths, on_failure=lambda error: typer.echo(failure(error), err=True))
    extractions = extractions_of(reading, catalog, reading)
    if told is Told.claims:
        write_rows(map(claims_of, extractions), Format.jsonl, sys.stdout)
    elif told is Told.records:
        write_rows((records_of(each, catalog) for each in extractions), Format.jsonl, sys.stdout)
    elif told is Told.results:
        write_rows((results_of(each, catalog) for each in extractions), Format.jsonl, sys.stdout)
    else:
        rows = (row for each in extractions for row in claim_rows(each))
        write_rows(rows, Format.jsonl if told is Told.jsonl else Format.table, sys.stdout, EXTRACTED)
    end_of(reading.exit_code)


EXTRACTED = (
    Column("document", "document"),
    Column("kind", "kind"),
    Column("quote", "quote", keep=True),
    Column("metric", "metric"),
    Column("benchmarks", "benchmarks"),
    Column("subject", "subject"),
)


def end_of(exit_code: int) -> None:
    if exit_code:
        raise typer.Exit(exit_code)


@app.command()
def explain(
    given: Annotated[str, typer.Argument(metavar="TEXT", help="A text, or a file; - is standard input.")],
    title: Annotated[
        str, typer.Option("--title", help="The title of the text: who 'our model' is may be told there.")
    ] = "",
    json: Json = False,
) -> None:
    """Show how a text is read: what matched, by which rule, how names were found, what was suppressed and why.

    claimboard explain "FooNet outperforms BERT by 3.4 points on SQuAD."
    """
    from leaderboard.console.explain_page import explain_page, is_file, text_document
    from leaderboard.ingest import Reading
    from registry.catalog import load_catalog

    catalog = load_catalog()
    reading = Reading([given] if is_file(given) else [], on_failure=lambda error: typer.echo(failure(error), err=True))
    documents = reading if is_file(given) else [text_document(given, title)]
    pages = (explain_page(document, catalog) for document in documents)
    if json:
        typer.echo(json_text({"documents": [page.as_json() for page in pages]}))
    else:
        for page in pages:
            page.show(sys.stdout)
    end_of(reading.exit_code)


@app.command()
def demo(db: Db = DB) -> None:
    """Ingest the bundled sample and show what comes of it."""
    from leaderboard.console import demo as shown
    from registry.snapshots import connect

    summary = ingested(shown.sample(), db)
    with connect(db) as con:
        shown.show(con, db, sys.stdout)
    end_of(summary.exit_code)


@app.command()
def boards(
    search: Annotated[str, typer.Argument(help="A part of a benchmark's, metric's or task's name.")] = "",
    db: Db = DB,
    form: As = Format.table,
    json: Json = False,
) -> None:
    """List the leaderboards, the fullest first."""
    from leaderboard import queries
    from leaderboard.console.board_page import BOARDS, listed
    from registry.snapshots import connect

    with connect(db) as con:
        found = queries.boards(con, search or None)
    if found.is_empty() and search:
        say(f"no board has {search!r} in its names; `claimboard boards` lists all")
    rows = found.to_dicts()
    form = form_of(form, json)
    write(rows if form in FULL else listed(rows), form, BOARDS, found.columns)


@app.command()
def board(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A board's slug, or a benchmark's name in any spelling.")],
    history: Annotated[bool, typer.Option("--history", help="Only results that were the best when they came.")] = False,
    db: Db = DB,
    form: As = Format.table,
    json: Json = False,
) -> None:
    """Show one leaderboard: the best result of each model, each with its claim.

    In every format but table this is what `claimboard export --board` writes.

    claimboard board gsm8k -f latex
    """
    from leaderboard import queries
    from leaderboard.console.board_page import HISTORY, RANKING, SIBLINGS, heading, ranked, remarks
    from leaderboard.console.exporting import write_export
    from leaderboard.exports import EXPORTS, board_selection
    from registry.snapshots import connect

    form = form_of(form, json)
    with connect(db) as con:
        slug = queries.find_board(con, name)
        ranking = queries.board(con, slug)
        found = queries.history(con, slug) if history else ranking
        siblings = queries.siblings(con, slug).to_dicts()
        benchmark = ranking["benchmark"][0]
        others = queries.boards(con).filter(benchmark=benchmark).height - 1
        chosen = None if form is Format.table or history else board_selection(con, slug)
    if others and name != slug:
        say(f"{benchmark} has {others + 1} boards, and this is the fullest; `claimboard boards {benchmark}` lists them")
    if chosen is not None:
        write_export(EXPORTS[EXPORT_OF.get(form, form.value)], chosen)
        return
    if form is not Format.table:
        write(found.to_dicts(), form, HISTORY, found.columns)
        return
    typer.echo(f"{one_line(heading(ranking.row(0, named=True)))}\n{one_line(slug)}\n")
    rows = found.to_dicts()
    write(rows if history else ranked(rows), form, HISTORY if history else RANKING)
    if siblings:
        typer.echo()
        write(siblings, form, SIBLINGS)
    for remark in remarks(ranking.to_dicts()):
        say(remark)


@app.command()
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


@app.command()
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


COVERAGE = (Column("measure", "measure"), Column("part", "part"), Column("n", "n"))
# Formats for programs, which get the rows as the registry has them.
FULL = (Format.json, Format.jsonl, Format.csv)
# The others are called in `EXPORTS` as they are here.
EXPORT_OF = {Format.md: "markdown"}


@app.command()
def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One SQL query; - reads it from standard input.")] = "",
    schema: Annotated[bool, typer.Option("--schema", help="List what can be asked: views, tables, comments.")] = False,
    db: Db = DB,
    form: As = Format.table,
    json: Json = False,
) -> None:
    """Ask the registry in SQL, reading only.

    claimboard sql "SELECT kind, count(*) FROM claims GROUP BY kind" --json
    """
    from leaderboard import queries
    from leaderboard.console.sql import answer
    from registry.snapshots import connect

    form = form_of(form, json)
    if bool(query) == schema:
        raise typer.BadParameter("give either a query or --schema", param_hint="QUERY")
    with connect(db) as con:
        if schema:
            write_schema(queries.schema(con).to_dicts(), form)
            return
        keys, rows = answer(con, query_on_stdin() if query == "-" else query)
        write(rows, form, keys=keys)


def query_on_stdin() -> str:
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise UsageError("standard input is not UTF-8 text; write the query as text") from error


def write_schema(tables: Sequence[dict[str, Any]], form: Format) -> None:
    if form is not Format.table:
        write(tables, form)
        return
    for table in tables:
        columns = (f"{name} {kind.lower()}" for name, kind in zip(table["columns"], table["types"], strict=True))
        typer.echo(f"{table['name']}: {table['comment'] or ''}\n    {', '.join(columns)}\n")


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


@app.command()
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
        typer.Option("--text", metavar="TEXT", help="A claim to look up in the registry.", show_default=False),
    ] = None,
    where: Annotated[
        str, typer.Option("--where", metavar="SQL", help="Of the registry, only claims for which this holds.")
    ] = "",
    board: Annotated[str, typer.Option("--board", metavar="NAME", help="Of the registry, only this board.")] = "",
    form: Annotated[ReportFormat, typer.Option("-f", "--format", help="How the report is written.")] = (
        ReportFormat.markdown
    ),
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to, if not to standard output.")
    ] = None,
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
        db=db if db is not None or paths else DB,
        text=text or "",
        where=where,
        board=board,
        form="jsonl" if json else form.value,
        output=output,
        fail_on=fail_on.value,
        baseline=baseline,
        write_baseline=write_baseline,
    )
    import_polars_and_keep_ctrl_c()
    end_of(verified(wanted, say, lambda error: typer.echo(failure(error), err=True)))


@app.command()
def export(
    form: Annotated[
        str,
        typer.Option(
            "-f", "--format", metavar="NAME", help="The format; without it the file's suffix tells, else csv."
        ),
    ] = "",
    board: Annotated[str, typer.Option("--board", metavar="NAME", help="Only this board's ranking.")] = "",
    document: Annotated[
        str, typer.Option("--document", metavar="NAME", help="Only what this document reports (id or name).")
    ] = "",
    where: Annotated[
        str, typer.Option("--where", metavar="SQL", help="Only rows of the view `results` for which this holds.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to, if not to standard output.")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without-licence",
            metavar="NAME",
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
    exported(Asked(db, board, document, where, form, output, tuple(without or ())), say)


@app.command()
def diff(
    one: Annotated[str, typer.Argument(metavar="A", help="A registry file, or with --db a document's name.")],
    other: Annotated[str, typer.Argument(metavar="[B]", help="The registry to compare it with.")] = "",
    db: Db = DB,
    form: As = Format.table,
    json: Json = False,
) -> None:
    """Compare two registries, or the last two revisions of a document: claims gained, lost, moved, changed.

    claimboard diff before.duckdb after.duckdb
    """
    from leaderboard.comparing import changes_between, changes_of_document, counted
    from registry.snapshots import connect

    if other:
        with connect(registry_file(one)) as before, connect(registry_file(other)) as after:
            found = list(changes_between(before, after))
    else:
        with connect(db) as con:
            found = list(changes_of_document(con, one))
    write([change.as_row() for change in found], form_of(form, json), CHANGED)
    say(counted(found))


CHANGED = (
    Column("document", "document"),
    Column("status", "status"),
    Column("kind", "kind"),
    Column("old", "old", keep=True),
    Column("new", "new", keep=True),
    Column("subject", "subject"),
    Column("metric", "metric"),
)


@app.command(name="app")
def open_app(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where it listens; 0 is any free port.")] = 8501,
    curate: Annotated[
        bool, typer.Option("--curate", help="Let people accept, reject and correct claims there; else it only reads.")
    ] = False,
    report_link: Annotated[
        str,
        typer.Option(
            "--report-link",
            metavar="ADDRESS",
            envvar="CLAIMBOARD_REPORT_LINK",
            help="Where reports of claims go: an address with {title} and {text} to be filled in.",
        ),
    ] = "",
    db: Db = DB,
) -> None:
    """Open the registry in a browser, on this machine only. Ctrl-C ends it."""
    from leaderboard.console.serving import serve
    from registry.snapshots import connect

    connect(db).close()  # a missing or damaged registry is told here, not in the browser
    if report_link and not report_link.startswith(("https://", "http://", "mailto:")):
        raise typer.BadParameter("an address begins with https://, http:// or mailto:", param_hint="--report-link")
    serve(db, port, curate, report_link)


@app.command(name="mcp")
def serve_mcp(db: Db = DB) -> None:
    """Answer questions about the registry as an MCP server on standard input and output, reading only.

    Needs the extra claimboard[mcp].
    """
    from registry.snapshots import connect

    connect(db).close()  # a missing or damaged registry is told here, not in answers
    try:
        from leaderboard.mcp_server import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types", "pydantic"):
            raise
        raise UsageError("an MCP server needs the extra: pip install 'claimboard[mcp]'") from error
    server(db).run()


bench = typer.Typer(help="Make registries to measure with.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(bench, name="bench")


@bench.callback()
def measuring() -> None:
    """Make registries to measure with."""


@bench.command()
def generate(
    results: Annotated[int, typer.Option("--results", min=1, help="How many results stand on boards.")] = 100_000,
    claims: Annotated[int, typer.Option("--claims", min=1, help="How many claims there are in all.")] = 1_000_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed makes the same registry.")] = 1,
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
    from registry.catalog import load_catalog

    import_polars_and_keep_ctrl_c()
    with ProgressLine(sys.stderr) as line:
        added = made(db, Size(results, claims, seed), load_catalog(), checks, line)
    typer.echo(f"{db}: {added.documents:,} documents, {added.claims:,} claims, {added.results:,} results")


@app.command()
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


UNWRITABLE = "standard output cannot be written"


def main() -> None:
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
