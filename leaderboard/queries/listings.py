"""Long lists, page by page: a row of `LISTINGS` says of what, in which order, and what they can be filtered by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leaderboard.queries.asking import frame
from registry.model import KINDS

if TYPE_CHECKING:
    import duckdb

__all__ = ["IN_STATE", "LISTINGS", "STATES", "STATUSES", "Filter", "Listing"]


@dataclass(frozen=True, slots=True)
class Filter:
    """`condition` is SQL over the list's columns, the value being `$name`; `choices` are the only values, if given."""

    name: str
    meaning: str
    condition: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """`rows` is a view or a SELECT in brackets; `order` makes the pages the same on every run."""

    summary: str
    rows: str
    order: str
    filters: tuple[Filter, ...]

    def page(
        self, con: "duckdb.DuckDBPyConnection", filters: Mapping[str, Any], page: int, per_page: int
    ) -> tuple[list[dict[str, Any]], int]:
        """The rows of one page (from 1), and how many rows there are in all. A filter that is None does not filter."""
        used = [each for each in self.filters if filters.get(each.name) is not None]
        where = " AND ".join(f"({each.condition})" for each in used) or "true"
        values = {each.name: filters[each.name] for each in used}
        [(total,)] = con.execute(f"SELECT count(*) FROM {self.rows} AS listed WHERE {where}", values).fetchall()
        rows = f"FROM {self.rows} AS listed WHERE {where} ORDER BY {self.order}"
        return frame(con, f"{rows} LIMIT {per_page} OFFSET {per_page * (page - 1)}", values).to_dicts(), total


def page_of(
    con: "duckdb.DuckDBPyConnection", listing: str, filters: tuple[tuple[str, Any], ...], page: int, per_page: int
) -> tuple[list[dict[str, Any]], int]:
    """One page of a list of `LISTINGS`, asked for by values that can be kept."""
    return LISTINGS[listing].page(con, dict(filters), page, per_page)


def equal(name: str, meaning: str, choices: tuple[str, ...] = ()) -> Filter:
    return Filter(name, meaning, f"{name} = ${name}", choices)


BOARD = equal("board", "A board's slug.")
DOCUMENT = equal("document_id", "A document's id.")
BENCHMARK = equal("benchmark", "The id of a benchmark.")
METRIC = equal("metric", "The id of a metric.")
MODELS = """(
    SELECT
        arg_max(model, date) AS model,
        model_key,
        count(*) AS results,
        count(DISTINCT board) AS boards,
        count(DISTINCT document_id) AS papers,
        min(nullif(date, '')) AS first_reported,
        max(date) AS last_reported
    FROM (
        SELECT result.*, document.date
        FROM result_as_curated AS result
        JOIN store.document USING (document_id)
        WHERE is_current AND status <> 'rejected'
    )
    WHERE role = 'model'
    GROUP BY model_key
)"""
STATES = ("in force", "overruled", "withdrawn", "undo", "look again", "contested")
IN_STATE = "state = $state OR ($state = 'contested' AND contested)"
STATUSES = ("extracted", "accepted", "disputed", "corrected", "rejected")
LISTINGS: dict[str, Listing] = {
    "claims": Listing(
        "Every reported number and rank.",
        "claims",
        "document_id, start_offset, claim_id",
        (
            equal("kind", "The kind of claim.", KINDS),
            DOCUMENT,
            Filter("benchmark", "A benchmark as the document names it.", "list_contains(benchmarks, $benchmark)"),
            equal("metric", "A metric as the document names it."),
            equal("subject", "The system that the number is about, as the document names it."),
            Filter("search", "Words of the sentence.", "contains(lower(sentence), lower($search))"),
            equal("status", "What people said of it.", ("extracted", "accepted", "corrected", "rejected")),
        ),
    ),
    "results": Listing(
        "Every claim that stands on a board.",
        "results",
        "board, value DESC, claim_id",
        (
            BOARD,
            BENCHMARK,
            METRIC,
            DOCUMENT,
            Filter("model", "A part of the model's name.", "contains(lower(model), lower($model))"),
            equal("status", "What people said of it, or that the metric cannot have it.", STATUSES),
        ),
    ),
    "papers": Listing(
        "The documents, newest first.",
        "(SELECT * EXCLUDE (text) FROM documents)",
        "date DESC, title, document_id",
        (
            Filter(
                "search",
                "A part of the title or of the source's own name.",
                "contains(lower(title), lower($search)) OR contains(lower(name), lower($search))",
            ),
            Filter("year", "The year of the document.", "year = try_cast($year AS INTEGER)"),
        ),
    ),
    "models": Listing(
        "The models that results are of, those with the most results first.",
        MODELS,
        "results DESC, model_key",
        (Filter("search", "A part of the model's name.", "contains(lower(model), lower($search))"),),
    ),
    "conflicts": Listing(
        "Pairs of results of one model on one board that cannot be roundings of one number.",
        "conflicts",
        "board, model, claim_id, other_claim_id",
        (BOARD,),
    ),
    "findings": Listing(
        "What the checks said of the claims.",
        "findings",
        "list_position(['error', 'warning', 'note'], severity) NULLS LAST, check_id, finding_id",
        (
            equal("check_id", "The check."),
            equal("outcome", "What it said."),
            equal("severity", "How much it matters.", ("error", "warning", "note")),
            Filter(
                "benchmark",
                "The id of a benchmark that one of its claims is about.",
                "list_has_any(claim_ids, (SELECT list(claim_id) FROM results WHERE benchmark = $benchmark))",
            ),
            DOCUMENT,
        ),
    ),
    "decisions": Listing(
        "What people decided about claims and links, the earliest first, and what that does now.",
        "curation",
        "decided_at, decision_id",
        (
            equal("claim_id", "A claim's id."),
            equal("decided_by", "Who decided."),
            Filter("state", "What it does, or that others decided differently.", IN_STATE, STATES),
        ),
    ),
    "unlinked": Listing(
        "Scores that stand on no board, with why.",
        "unlinked",
        "reason, detail, title, claim_id",
        (equal("reason", "Why."),),
    ),
}
