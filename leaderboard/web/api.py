"""The JSON API, version 1. An endpoint is one row of `ENDPOINTS`: address, parameters, the function that answers.
The description (`/api/v1/openapi.json`) is made from the same rows.

An answer is {"ok": true, "status": 200, "data": …, "snapshot": n}; a list has "page", "per_page" and "total" as well. A
fault is {"ok": false, "status": …, "error": {"code", "message", "close"}}, its code stable.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from leaderboard import queries
from leaderboard.queries.listings import LISTINGS, Listing, page_of
from leaderboard.snapshot import kept_at
from leaderboard.web.asked import Parameter, paging

if TYPE_CHECKING:
    import duckdb

__all__ = ["ENDPOINTS", "Endpoint", "Rows", "as_json", "description"]

BASE = "/api/v1"


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of a list, and how many rows the whole list has."""

    rows: list[dict[str, Any]]
    total: int


Answer = Callable[["duckdb.DuckDBPyConnection", int, Mapping[str, str], Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`answer(cursor, generation, names in the path, parameters)` gives `Rows` for a list, else what "data" is."""

    path: str
    summary: str
    answer: Answer
    parameters: tuple[Parameter, ...] = ()


def boards(
    con: "duckdb.DuckDBPyConnection", generation: int, names: Mapping[str, str], asked: Mapping[str, Any]
) -> Rows:
    search = asked["search"]
    found = queries.boards(con, search) if search else kept_at(generation, queries.boards)
    for name in ("benchmark", "metric", "task", "split"):
        if asked[name] is not None:
            found = found.filter(**{name: asked[name]})
    return Rows(found.slice((asked["page"] - 1) * asked["per_page"], asked["per_page"]).to_dicts(), found.height)


def board(con: "duckdb.DuckDBPyConnection", generation: int, names: Mapping[str, str], asked: Mapping[str, Any]) -> Any:
    slug = names["slug"]
    ranking = kept_at(generation, queries.board, slug).to_dicts()
    shared = [
        "board",
        "benchmark",
        "benchmark_name",
        "task",
        "split",
        "metric",
        "metric_name",
        "direction",
        "unit",
        "protocol",
    ]
    return {
        **{name: ranking[0][name] for name in shared},
        "ranking": [{name: value for name, value in row.items() if name not in shared} for row in ranking],
        "history": kept_at(generation, queries.history, slug).to_dicts(),
        "siblings": kept_at(generation, queries.siblings, slug).to_dicts(),
    }


def claim(con: "duckdb.DuckDBPyConnection", generation: int, names: Mapping[str, str], asked: Mapping[str, Any]) -> Any:
    found = queries.claim(con, names["id"])
    table = queries.table_of(con, names["id"])
    decisions = queries.decisions(con, found.claim_id).to_dicts()
    told = {"contested": any(each["contested"] for each in decisions), "decisions": decisions}
    return {**asdict(found), "table": asdict(table) if table else None, **told}


def paper(con: "duckdb.DuckDBPyConnection", generation: int, names: Mapping[str, str], asked: Mapping[str, Any]) -> Any:
    found = queries.document(con, names["id"])
    claims = queries.claims_of_document(con, found.document_id).to_dicts()
    return {**{name: value for name, value in asdict(found).items() if name != "text"}, "reported": claims}


def stats(con: "duckdb.DuckDBPyConnection", generation: int, names: Mapping[str, str], asked: Mapping[str, Any]) -> Any:
    return {**asdict(kept_at(generation, queries.stats)), "coverage": queries.coverage(con).to_dicts()}


def listed(name: str, listing: Listing) -> Answer:
    def answer(
        con: "duckdb.DuckDBPyConnection", generation: int, names: Mapping[str, str], asked: Mapping[str, Any]
    ) -> Rows:
        if asked.get("board") is not None and asked["board"] not in kept_at(generation, queries.boards)["board"]:
            raise queries.no_board(con, asked["board"])  # no such board is no empty list
        filters = tuple((each.name, asked[each.name]) for each in listing.filters)
        return Rows(*kept_at(generation, page_of, name, filters, asked["page"], asked["per_page"]))

    return answer


def of_board(name: str, listing: Listing) -> Answer:
    """A list of what one board has; a board that is not there is told as such, not as an empty list."""

    def answer(
        con: "duckdb.DuckDBPyConnection", generation: int, names: Mapping[str, str], asked: Mapping[str, Any]
    ) -> Rows:
        slug = kept_at(generation, queries.board, names["slug"])["board"][0]
        filters = tuple((each.name, slug if each.name == "board" else asked[each.name]) for each in listing.filters)
        return Rows(*kept_at(generation, page_of, name, filters, asked["page"], asked["per_page"]))

    return answer


def filters(listing: Listing, *without: str) -> tuple[Parameter, ...]:
    own = (Parameter(each.name, each.meaning, each.choices) for each in listing.filters if each.name not in without)
    return *own, *paging


SEARCH = Parameter("search", "A part of a name.")
ENDPOINTS = (
    Endpoint(
        "/boards",
        "All leaderboards, the fullest first.",
        boards,
        (
            SEARCH,
            Parameter("benchmark", "The id of a benchmark."),
            Parameter("metric", "The id of a metric."),
            Parameter("task", "The id of a task."),
            Parameter("split", "The name of a split."),
            *paging,
        ),
    ),
    Endpoint("/boards/{slug}", "One leaderboard: its ranking, what was best when, its siblings.", board),
    Endpoint(
        "/boards/{slug}/results",
        "Every result on one board, those too that are not their model's best.",
        of_board("results", LISTINGS["results"]),
        filters(LISTINGS["results"], "board"),
    ),
    Endpoint("/claims/{id}", "One claim: its words, what was read of them, its places, what people decided.", claim),
    Endpoint("/papers/{id}", "One document and every claim it makes.", paper),
    Endpoint("/stats", "The registry in figures.", stats),
    *(
        Endpoint(f"/{name}", listing.summary, listed(name, listing), filters(listing))
        for name, listing in LISTINGS.items()
    ),
)


def description(version: str) -> dict[str, Any]:
    """What the API has, as OpenAPI 3.1 says such things."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "claimboard",
            "version": version,
            "description": "Numbers that papers report, each with the words it came from. Read only.",
        },
        "servers": [{"url": BASE}],
        "paths": {endpoint.path: {"get": described(endpoint)} for endpoint in ENDPOINTS},
        "components": {"schemas": {"Answer": ANSWER, "Fault": FAULT}},
    }


ANSWER = {
    "type": "object",
    "required": ["ok", "status", "data", "snapshot"],
    "properties": {
        "ok": {"const": True},
        "status": {"const": 200},
        "snapshot": {"type": "integer", "description": "Which publication of the registry answered."},
        "data": {},
        "page": {"type": "integer"},
        "per_page": {"type": "integer"},
        "total": {"type": "integer"},
    },
}
FAULT = {
    "type": "object",
    "required": ["ok", "status", "error"],
    "properties": {
        "ok": {"const": False},
        "status": {"type": "integer"},
        "error": {
            "type": "object",
            "required": ["code", "message", "close"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "close": {"type": "array", "items": {"type": "string"}},
            },
        },
    },
}


def described(endpoint: Endpoint) -> dict[str, Any]:
    in_path = [part[1:-1] for part in endpoint.path.split("/") if part.startswith("{")]
    told = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in in_path]
    told += [
        {"name": each.name, "in": "query", "description": each.meaning, "schema": each.schema}
        for each in endpoint.parameters
    ]
    return {
        "summary": endpoint.summary,
        "operationId": "_".join(part.strip("{}") for part in endpoint.path.split("/") if part),
        "parameters": told,
        "responses": {
            "200": response("The answer.", "Answer"),
            "304": {"description": "What the tag in If-None-Match stands for is still the answer."},
            "400": response("A parameter that is unknown or out of bounds.", "Fault"),
            "404": response("There is no such thing in this registry.", "Fault"),
            "503": response("There is no registry to read.", "Fault"),
        },
    }


def response(meaning: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": meaning, "content": content}


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=plain, allow_nan=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """What JSON has no word for: days and times as ISO writes them, decimals with their digits."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
