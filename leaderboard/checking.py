"""The checks run over a whole registry: what documents say of one another shows only when all of them are there."""

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from registry.catalog import Catalog
from registry.checks import CheckRow, run_checks
from registry.model import CellRef

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from registry.store import Registry, Run

__all__ = ["check", "check_rows", "unfinished_runs"]

# Every current result, with the cell it was read from and whether that cell is printed in bold.
ROWS = """
    WITH cells AS (
        SELECT document_id, table_index, unnest(from_json(cells, '["JSON"]')) AS cell
        FROM store.block
        WHERE cells IS NOT NULL
    ),
    bold AS (
        SELECT document_id, table_index, (cell->>0)::INTEGER AS row_index, (cell->>1)::INTEGER AS column_index
        FROM cells
        WHERE (cell->>5)::BOOLEAN
    )
    SELECT
        results.claim_id,
        results.document_id,
        results.benchmark,
        results.metric,
        results.model,
        results.printed,
        results.split,
        results.protocol,
        claim.table_index,
        claim.row_index,
        claim.column_index,
        bold.document_id IS NOT NULL AS is_bold,
        results.role
    FROM results
    JOIN store.claim USING (claim_id, document_id)
    LEFT JOIN bold USING (document_id, table_index, row_index, column_index)
    ORDER BY results.document_id, results.claim_id
"""
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
    with registry.reading() as con:
        runs = unfinished_runs(con)
        findings = run_checks(check_rows(con), catalog) if runs else []
    new = registry.set_findings(findings) if runs else 0
    for run in runs:
        registry.finish_run(run)
    return new


def check_rows(con: "DuckDBPyConnection") -> list[CheckRow]:
    return [
        CheckRow(
            claim_id=claim_id,
            document_id=document_id,
            benchmark=benchmark,
            metric=metric,
            model=model,
            value=Decimal(printed),
            split=split,
            protocol=json.loads(protocol),
            cell=None if table is None else CellRef(table, row, column),
            bold=is_bold,
            role=role,
        )
        for (
            claim_id, document_id, benchmark, metric, model, printed, split, protocol, table, row, column, is_bold,
            role,
        ) in con.execute(ROWS).fetchall()
    ]  # fmt: skip


def unfinished_runs(con: "DuckDBPyConnection") -> "list[Run]":
    from registry.store import Run

    return [Run(*row) for row in con.execute(UNFINISHED).fetchall()]
