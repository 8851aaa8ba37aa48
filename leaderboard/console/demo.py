"""What `demo` shows of a registry: its figures, its fullest board, and one claim in the words it came from."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from leaderboard import queries
from leaderboard.console.board_page import RANKING, heading, ranked, remarks
from leaderboard.console.claim_page import evidence
from leaderboard.console.listing import Format, write_rows
from leaderboard.console.summary import counted
from leaderboard.console.terminal import console_for
from leaderboard.console.visible import one_line
from registry.catalog import data_folder
from registry.checks.finding import DISAGREES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["sample", "show"]

TOP = 10
# A claim made in prose, for words say more than a cell: the best on the board shown, else one on another board.
TELLING = """
    SELECT claims.claim_id
    FROM claims
    LEFT JOIN leaderboard ON leaderboard.claim_id = claims.claim_id AND leaderboard.board = ?
    WHERE claims.table_index IS NULL
    ORDER BY
        leaderboard.rank NULLS LAST,
        claims.claim_id IN (SELECT claim_id FROM results) DESC,
        claims.kind = 'score' DESC,
        claims.claim_id
    LIMIT 1
"""


def sample() -> list[str]:
    """The folder of bundled documents; it holds nothing else."""
    return [str(data_folder() / "sample")]


def show(con: "DuckDBPyConnection", db: Path, out: TextIO) -> None:
    console = console_for(out)
    for line in figures(con):
        console.print(line)
    boards = queries.boards(con)
    fullest = boards.filter(boards["direction"].is_not_null()).head(1).to_dicts()
    for board in fullest:
        console.print(f"\n{one_line(heading(board))}", style="bold")
        rows = queries.board(con, board["board"]).head(TOP).to_dicts()
        write_rows(ranked(rows), Format.table, out, RANKING)
        for remark in remarks(rows):
            console.print(remark)
    telling = con.execute(TELLING, [fullest[0]["board"] if fullest else ""]).fetchall()
    for (claim_id,) in telling:
        claim = queries.claim(con, claim_id)
        console.print(f"\nClaim {claim_id}, in {one_line(claim.title or claim.document)}", style="bold")
        evidence(claim, None, out)
    for line in ways_on(db, telling[0][0] if telling else "ID"):
        console.print(line)


def figures(con: "DuckDBPyConnection") -> list[str]:
    stats = queries.stats(con)
    kinds = queries.coverage(con).filter(measure="claims").to_dicts()
    by_kind = ", ".join(f"{row['n']:,} {row['part']}" for row in kinds)
    return [
        f"{counted(stats.documents, 'document')}, {counted(stats.claims, 'claim')} ({by_kind})",
        f"{counted(stats.boards, 'board')} with {counted(stats.results, 'result')}",
        f"{counted(stats.conflicts, 'pair')} of results in conflict, {disagreements(con)} of the checks",
    ]


def disagreements(con: "DuckDBPyConnection") -> str:
    """ "43 findings (28 warnings, 15 notes)", as `claimboard verify` tells them: without what agrees and what could not
    be checked."""
    findings = [row for row in queries.findings(con).to_dicts() if row["outcome"] in DISAGREES]
    by_severity = Counter(row["severity"] for row in findings)
    told = ", ".join(counted(n, severity) for severity, n in by_severity.items())
    return counted(len(findings), "finding") + (f" ({told})" if told else "")


def ways_on(db: Path, claim_id: str) -> list[str]:
    option = "" if db == Path("claimboard.duckdb") else f" --db {one_line(str(db))}"
    return [
        f"Look around:  claimboard app{option}",
        f"One claim:    claimboard claim {claim_id}{option}",
        f"Add papers:   claimboard ingest FILE...{option}",
        f"The registry: {one_line(str(db))}",
    ]
