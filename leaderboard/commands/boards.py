"""`claimboard boards` and `board`: the leaderboards, and one of them."""

from typing import Annotated

import typer

from leaderboard.console.listing import Format
from leaderboard.console.options import DB, As, Db, Json, chosen, form_of, say, write
from leaderboard.console.visible import one_line

__all__ = ["board", "boards"]


# Formats for programs, which get the rows as the registry has them.
FULL = (Format.json, Format.jsonl, Format.csv)
# The others are called in `EXPORTS` as they are here.
EXPORT_OF = {Format.md: "markdown"}


def boards(
    search: Annotated[
        str | None,
        typer.Argument(
            metavar="SEARCH",
            parser=chosen,
            help="A part of a benchmark's, metric's or task's name.",
            show_default=False,
        ),
    ] = None,
    db: Db = DB,
    form: As = Format.table,
    json: Json = False,
) -> None:
    """List the leaderboards, the fullest first."""
    from leaderboard import queries
    from leaderboard.console.board_page import BOARDS, listed
    from registry.snapshots import connect

    with connect(db) as con:
        found = queries.boards(con, search)
    if found.is_empty() and search:
        say(f"no board has {search!r} in its names; `claimboard boards` lists all")
    rows = found.to_dicts()
    form = form_of(form, json)
    write(rows if form in FULL else listed(rows), form, BOARDS, found.columns)


def board(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", parser=chosen, help="A board's slug, or a benchmark's name in any spelling."),
    ],
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
    from leaderboard.console.board_page import HISTORY, RANKING, SIBLINGS, apart, heading, ranked, remarks
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
        write(apart(siblings), form, SIBLINGS)
    for remark in remarks(ranking.to_dicts()):
        say(remark)
