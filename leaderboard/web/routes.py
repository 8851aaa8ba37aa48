"""Which address is whose: HTML pages, the JSON API, files, badges. All are read only and answer GET and HEAD."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from leaderboard import queries
from leaderboard.app.address import APP_PAGES
from leaderboard.console.claim_page import nearest
from leaderboard.exports import EXPORTS, Export, board_selection
from leaderboard.snapshot import kept_at, snapshot
from leaderboard.web import pages
from leaderboard.web.api import BASE, ENDPOINTS, Endpoint, Rows, as_json, description
from leaderboard.web.asked import ParameterError, read
from registry.errors import BusyRegistryError, MissingRegistryError, RegistryError, UnknownNameError, UsageError

if TYPE_CHECKING:
    import duckdb
    from starlette.types import Scope

__all__ = ["ROUTES"]

# No script, no frame, nothing from elsewhere: a page of foreign text cannot do anything.
GUARDS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


MOST_NEAR = 10  # names on a page that says there is no such thing


@dataclass(frozen=True, slots=True)
class Fault:
    status: int
    code: str
    message: str
    close: tuple[str, ...] = ()
    what: str = ""


def fault_of(error: RegistryError) -> Fault:
    if isinstance(error, UnknownNameError):
        return Fault(404, f"unknown_{error.what}", str(error), tuple(error.close), error.what)
    if isinstance(error, ParameterError):
        return Fault(400, "bad_parameter", str(error))
    if isinstance(error, UsageError) and not isinstance(error, (MissingRegistryError, BusyRegistryError)):
        return Fault(400, "bad_request", str(error))
    code = "no_registry" if isinstance(error, MissingRegistryError) else "registry_unreadable"
    return Fault(503, code, str(error))


def sent(content: str | bytes, media_type: str, status: int = 200, generation: int | None = None) -> Response:
    if generation is None:
        return Response(content, status, GUARDS, media_type)
    raw = content.encode() if isinstance(content, str) else content
    return Response(raw, status, GUARDS | {"ETag": f'W/"{generation}-{sha256(raw).hexdigest()[:16]}"'}, media_type)


Answering = Callable[[Request], Response]


def unless_known(answer: Answering) -> Answering:
    """304 to whoever says that they hold this very content. The tag is of the content, not of the snapshot's number
    alone: another registry at the same address has the same numbers."""

    @wraps(answer)
    def answered(request: Request) -> Response:
        made = answer(request)
        tag = made.headers.get("ETag", "")
        known = {each.strip() for each in request.headers.get("If-None-Match", "").split(",")}
        if tag and known & {tag, tag.removeprefix("W/"), "*"}:
            return Response(status_code=304, headers=GUARDS | {"ETag": tag})
        return made

    return answered


def fault_json(fault: Fault) -> Response:
    error = {"code": fault.code, "message": fault.message, "close": fault.close}
    return sent(as_json({"ok": False, "status": fault.status, "error": error}), "application/json", fault.status)


def fault_html(fault: Fault) -> Response:
    return sent(pages.fault_page(fault.status, fault.message, fault.close, fault.what), "text/html", fault.status)


def json_route(endpoint: Endpoint) -> Route:
    """Plain functions, which Starlette runs in a thread each: DuckDB waits, the server does not."""

    def answer(request: Request) -> Response:
        try:
            asked = read(request.query_params, endpoint.parameters)
            con, generation = snapshot()
            with con:
                try:
                    found = endpoint.answer(con, generation, request.path_params, asked)
                except UnknownNameError as error:
                    return elsewhere(con, error, BASE + endpoint.path, request.url.query, fault_json)
        except RegistryError as error:
            return fault_json(fault_of(error))
        told: dict[str, Any] = {"ok": True, "status": 200, "snapshot": generation}
        if isinstance(found, Rows):
            told |= {"page": asked["page"], "per_page": asked["per_page"], "total": found.total, "data": found.rows}
        else:
            told["data"] = found
        return sent(as_json(told), "application/json", generation=generation)

    return Route(BASE + endpoint.path, unless_known(answer))


def index(request: Request) -> Response:
    """What the API has, for whoever begins at its root."""
    told = {
        "description": f"{BASE}/openapi.json",
        "endpoints": [{"path": BASE + each.path, "summary": each.summary} for each in ENDPOINTS],
    }
    return sent(as_json({"ok": True, "status": 200, "data": told}), "application/json")


def openapi(request: Request) -> Response:
    from importlib.metadata import version

    return sent(as_json(description(version("claimboard"))), "application/json")


def unknown_address(request: Request) -> Response:
    message = f"there is no {request.url.path[:200]} here; {BASE}/openapi.json has what there is"
    return fault_json(Fault(404, "unknown_address", message))


Page = Callable[["duckdb.DuckDBPyConnection", int, Mapping[str, str]], str]


def html_route(path: str, made: Page) -> Route:
    def answer(request: Request) -> Response:
        try:
            con, generation = snapshot()
            with con:
                try:
                    page = made(con, generation, request.path_params)
                except UnknownNameError as error:
                    return elsewhere(con, error, path, request.url.query, fault_html)
            return sent(page, "text/html", generation=generation)
        except RegistryError as error:
            return fault_html(fault_of(error))

    return Route(path, unless_known(answer))


# What finds the names that one of few letters may stand for.
MEANT = {"board": queries.boards_meant, "claim": queries.claims_meant}


def elsewhere(
    con: "duckdb.DuckDBPyConnection",
    error: UnknownNameError,
    path: str,
    query: str,
    told: Callable[[Fault], Response],
) -> Response:
    """To the only board or claim whose name begins as the one asked for; else 404, with those that may be meant.
    `path` is the address with the name in braces, `query` what followed it."""
    find = MEANT.get(error.what) if "{" in path else None
    names = find(con, error.name) if find else []
    if len(names) == 1:
        there = re.sub(r"\{\w+\}", lambda _: quote(names[0], safe=""), path, count=1)
        return Response(status_code=307, headers=GUARDS | {"Location": f"{there}?{query}" if query else there})
    close = names[:MOST_NEAR] or error.close
    return told(fault_of(UnknownNameError(error.what, error.name, close)))


def board_page(con: "duckdb.DuckDBPyConnection", generation: int, names: Mapping[str, str]) -> str:
    ranking = kept_at(generation, queries.board, names["slug"]).to_dicts()
    return pages.board_page(ranking, kept_at(generation, queries.siblings, names["slug"]).to_dicts(), generation)


def claim_page(con: "duckdb.DuckDBPyConnection", generation: int, names: Mapping[str, str]) -> str:
    was = queries.superseded(con, names["id"])
    if was is None:
        found = queries.claim(con, names["id"])
        decisions = queries.decisions(con, found.claim_id).to_dicts()
        return pages.claim_page(found, queries.table_of(con, found.claim_id), decisions, generation)
    after = queries.claims_of_document(con, was.by_document_id or was.document_id).to_dicts()
    return pages.superseded_page(was, list(nearest(after, was)), generation)


def paper_page(con: "duckdb.DuckDBPyConnection", generation: int, names: Mapping[str, str]) -> str:
    document = queries.document(con, names["id"])
    return pages.paper_page(document, queries.claims_of_document(con, document.document_id).to_dicts(), generation)


def export(request: Request) -> Response:
    return board_file(request.path_params["file"], FILES, "attachment")


def badge(request: Request) -> Response:
    return board_file(request.path_params["file"], BADGES, "inline")


FILES = {each.suffix: each for each in EXPORTS.values()}
BADGES = {"svg": EXPORTS["badge-svg"], "json": EXPORTS["badge"]}


def board_file(file: str, formats: Mapping[str, Export], disposition: str) -> Response:
    """The board whose slug stands before the suffix in the format that the suffix names, the longest that fits."""
    suffix = max((each for each in formats if file.endswith(f".{each}")), key=len, default="")
    if not suffix:
        known = ", ".join(f".{each}" for each in formats)
        return fault_html(Fault(404, "unknown_format", f"a file's name is a board's slug and one of {known}"))
    export, slug = formats[suffix], file.removesuffix(f".{suffix}")
    try:
        con, generation = snapshot()
        with con:
            content = export.bytes_of(board_selection(con, slug))
    except RegistryError as error:
        return fault_json(fault_of(error)) if "json" in export.media_type else fault_html(fault_of(error))
    answer = sent(content, export.media_type, generation=generation)
    answer.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(file)}"
    answer.headers["Claimboard-Snapshot"] = str(generation)
    return answer


class UnknownAddress(Route):
    """Whatever nobody has a page at. Streamlit would answer any address with the app, and 200."""

    def matches(self, scope: "Scope") -> "tuple[Match, Scope]":
        first = str(scope.get("path", "")).lstrip("/").partition("/")[0]
        if scope["type"] != "http" or first in APP_PAGES or first in STREAMLITS:
            return Match.NONE, {}
        return super().matches(scope)


# What Streamlit keeps for itself at the root: its own routes, and the files that it was built with.
STREAMLITS = frozenset(
    ("_stcore", "static", "media", "component", "app", "auth", "oauth2callback", "favicon.png", "manifest.json")
)


def nothing_there(request: Request) -> Response:
    message = f"there is no page at {request.url.path[:200]}"
    return fault_html(Fault(404, "unknown_address", f"{message}; the app begins at /, the API at {BASE}/openapi.json"))


ROUTES = (
    Route(BASE, index),
    Route(f"{BASE}/", index),
    Route(f"{BASE}/openapi.json", openapi),
    *map(json_route, ENDPOINTS),
    Route(BASE + "/{rest:path}", unknown_address),
    html_route("/b/{slug}", board_page),
    html_route("/claim/{id}", claim_page),
    html_route("/paper/{id}", paper_page),
    Route("/export/{file}", unless_known(export)),
    Route("/badge/{file}", unless_known(badge)),
    UnknownAddress("/{rest:path}", nothing_there),
)
