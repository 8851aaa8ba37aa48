"""`claimboard extract`: what documents report, without a registry."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from leaderboard.console.ending import end_of, failure
from leaderboard.console.listing import Column, Format, write_rows
from leaderboard.console.options import Paths

__all__ = ["extract"]


class Told(StrEnum):
    """What `extract` prints."""

    claims = "claims"
    records = "records"
    results = "results"
    table = "table"
    jsonl = "jsonl"


EXTRACTED = (
    Column("document", "document"),
    Column("kind", "kind"),
    Column("quote", "quote", keep=True),
    Column("metric", "metric"),
    Column("benchmarks", "benchmarks"),
    Column("subject", "subject"),
)


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
