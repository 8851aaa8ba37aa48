"""The checks run over a whole registry: what documents say of one another shows only when all of them are there."""

from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks import Finding, prepare, run_checks

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from registry.store import Registry, Run

__all__ = ["check", "checked", "unfinished_runs"]

UNFINISHED = """
    SELECT run_id, command, extractor_version, catalog_version, started_at
    FROM store.run
    WHERE finished_at IS NULL
    ORDER BY started_at
"""


def check(registry: "Registry", catalog: Catalog) -> int:
    """Check all results against each other and keep what comes of it; how many findings are new.

    Only where a run is unfinished: the one at work, if it wrote anything, or one that was killed before its checks.
    """
    registry.apply_decisions()  # the checks see what people have corrected
    with registry.reading() as con:
        runs = unfinished_runs(con)
        findings = checked(con, catalog) if runs else []
    new = registry.set_findings(findings) if runs else 0
    for run in runs:
        registry.finish_run(run)
    return new


def checked(con: "DuckDBPyConnection", catalog: Catalog) -> list[Finding]:
    """What all checks say of a registry; they make temporary tables on the connection."""
    prepare(con, catalog)
    return run_checks(con, catalog)


def unfinished_runs(con: "DuckDBPyConnection") -> "list[Run]":
    from registry.store import Run

    return [Run(*row) for row in con.execute(UNFINISHED).fetchall()]
