"""`claimboard curate`: accept, reject, correct a claim or its place on a board; take it back; list and move the log."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leaderboard.console.ending import load_what_reads
from leaderboard.console.listing import Column, Format, json_text
from leaderboard.console.options import DB, As, Db, Json, Output, chosen, form_of, say, write
from registry.errors import UsageError

if TYPE_CHECKING:
    from registry.decision import Decision

__all__ = ["curate"]

curate = typer.Typer(
    help="Accept, reject or correct what was extracted: an append-only log laid over it, which outlives reading again.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or as much of it as only it begins with.")]
By = Annotated[
    str, typer.Option("--by", metavar="NAME", envvar="CLAIMBOARD_BY", help="Who decides.", show_default=False)
]
Why = Annotated[str, typer.Option("--reason", "-r", metavar="TEXT", help="Why; always needed.", show_default=False)]
Link = Annotated[bool, typer.Option("--link", help="Its place on a board is meant, not the claim itself.")]
Board = Annotated[
    str | None,
    typer.Option(
        "--board", metavar="SLUG", parser=chosen, help="The place meant, where it has several.", show_default=False
    ),
]
LOG = (
    Column("decision_id", "decision", keep=True),
    Column("decided_at", "when", keep=True),
    Column("decided_by", "who"),
    Column("action", "action", keep=True),
    Column("about", "about", keep=True),
    Column("claim_id", "claim", keep=True),
    Column("changes", "sets"),
    Column("reason", "why"),
    Column("state", "state", keep=True),
    Column("note", "note"),
)
STATES = ("in force", "overruled", "withdrawn", "undo", "look again", "contested")


@curate.command()
def accept(
    claim: Claim,
    by: By = "",
    reason: Why = "",
    link: Link = False,
    board: Board = None,
    db: Db = DB,
    json: Json = False,
) -> None:
    """Say that a claim, or its place on a board, is right.

    claimboard curate accept 3f2a --by Ada --reason "read in table 2"
    """
    decided("accept", claim, by, reason, link, board, {}, db, json)


@curate.command()
def reject(
    claim: Claim,
    by: By = "",
    reason: Why = "",
    link: Link = False,
    board: Board = None,
    db: Db = DB,
    json: Json = False,
) -> None:
    """Say that a claim, or its place on a board, is wrong: it ranks no more, and stays to be seen with the reason."""
    decided("reject", claim, by, reason, link, board, {}, db, json)


@curate.command()
def correct(
    claim: Claim,
    sets: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="What it should be: value=84.50 subject=FooNet 'benchmarks=SQuAD; MNLI'; with --link the fields "
            "benchmark, split, metric, model, task, protocol, value, first_party.",
            show_default=False,
        ),
    ],
    by: By = "",
    reason: Why = "",
    link: Link = False,
    board: Board = None,
    db: Db = DB,
    json: Json = False,
) -> None:
    """Say what a claim, or its place on a board, should be; what was extracted stays beside it.

    claimboard curate correct 3f2a value=84.5 --by Ada --reason "the table says so"
    """
    decided("correct", claim, by, reason, link, board, dict(map(pair, sets)), db, json)


@curate.command()
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="A decision's id, or the beginning of it.")],
    by: By = "",
    reason: Why = "",
    db: Db = DB,
    json: Json = False,
) -> None:
    """Take a decision back, by an entry that says so; what was decided before it holds again."""
    from leaderboard.curating import undo as taken_back
    from registry.catalog import load_catalog

    needed(by, reason)
    load_what_reads()
    show(taken_back(db, decision, by, reason, load_catalog()), json)


@curate.command(name="list")
def listed(
    claim: Annotated[str, typer.Argument(metavar="[CLAIM]", help="Only decisions about this claim.")] = "",
    state: Annotated[str, typer.Option("--state", metavar="STATE", help=f"Only those: {', '.join(STATES)}.")] = "",
    db: Db = DB,
    form: As = Format.table,
    json: Json = False,
) -> None:
    """List the log, the earliest first, each entry with what it does now; `--state "look again"` is work to do."""
    from leaderboard import queries
    from leaderboard.console.claim_page import full_claim_id
    from registry.snapshots import connect

    if state not in ("", *STATES):
        raise typer.BadParameter(f"one of {', '.join(STATES)}", param_hint="--state")
    with connect(db) as con:
        rows = queries.decisions(con, full_claim_id(con, claim) if claim else None, state or None)
    form = form_of(form, json)
    write(rows.to_dicts(), form, LOG if form is Format.table else (), rows.columns)


@curate.command()
def export(
    output: Output = None,
    db: Db = DB,
) -> None:
    """Write the log as JSON Lines in an order that does not change: a file to keep in git.

    claimboard curate export -o decisions.jsonl
    """
    from leaderboard.console.output import refuse_input, write_file
    from leaderboard.curating import log_of
    from registry.decision import as_lines
    from registry.snapshots import connect

    refuse_input(output, (), db)
    with connect(db) as con:
        log = log_of(con)
    if output is None:
        sys.stdout.writelines(as_lines(log))
        return
    write_file(output, [line.encode() for line in as_lines(log)])
    say(f"{len(log):,} decisions in {output}")


@curate.command(name="import")
def import_log(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A log that `curate export` wrote, merged or not.")],
    db: Db = DB,
    json: Json = False,
) -> None:
    """Add the decisions of a file to the log, each once, in any order: of two on one thing the latest holds."""
    from leaderboard import queries
    from leaderboard.curating import take_in
    from registry.catalog import load_catalog
    from registry.snapshots import connect

    load_what_reads()
    read, new = take_in(db, file, load_catalog())
    with connect(db) as con:
        again = queries.decisions(con, None, "look again").height
    told = {"decisions": read, "new": new, "look_again": again}
    if json:
        typer.echo(json_text(told))
        return
    typer.echo(f"{read:,} decisions, {new:,} of them new")
    if again:
        say(f'{again:,} in the log are to be looked at again; `claimboard curate list --state "look again"` has them')


def pair(given: str) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not sign or not name.strip():
        raise UsageError(f"{given[:60]!r} sets nothing; write FIELD=VALUE, such as value=84.5")
    return name.strip(), value


def needed(by: str, reason: str) -> None:
    if not by.strip():
        raise UsageError("a decision says who decides: --by NAME, or CLAIMBOARD_BY in the environment")
    if not reason.strip():
        raise UsageError("a decision says why: --reason TEXT")


def decided(
    action: str,
    claim: str,
    by: str,
    reason: str,
    link: bool,
    board: str | None,
    sets: dict[str, str],
    db: Path,
    json: bool,
) -> None:
    from leaderboard.console.claim_page import full_claim_id
    from leaderboard.curating import Wanted, decide
    from registry.catalog import load_catalog
    from registry.snapshots import connect

    needed(by, reason)
    with connect(db) as con:
        claim_id = full_claim_id(con, claim)
    wanted = Wanted(action, claim_id, by, reason, link or bool(board), board or "", sets)
    load_what_reads()
    show(decide(db, wanted, load_catalog()), json)


DONE = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "undo": "left as before"}


def show(decision: "Decision", json: bool) -> None:
    told: dict[str, Any] = {"decision_id": decision.decision_id, **decision.as_json()}
    if json:
        typer.echo(json_text(told))
        return
    what = "claim" if decision.about == "claim" else f"place on {decision.board or 'no board'} of claim"
    typer.echo(f"decision {decision.decision_id}: {what} {decision.claim_id} {DONE[decision.action]}")
