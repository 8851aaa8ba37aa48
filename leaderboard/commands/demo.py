"""`claimboard demo`: the bundled sample, ingested and shown."""

import sys

from leaderboard.commands.ingest import ingested
from leaderboard.console.ending import end_of
from leaderboard.console.options import DB, Db

__all__ = ["demo"]


def demo(db: Db = DB) -> None:
    """Ingest the bundled sample and show what comes of it."""
    from leaderboard.console import demo as shown
    from registry.snapshots import connect

    summary = ingested(shown.sample(), db)
    with connect(db) as con:
        shown.show(con, db, sys.stdout)
    end_of(summary.exit_code)
