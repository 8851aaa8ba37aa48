"""The plain pages and the API, asked as a browser asks, over the bundled sample."""

import json
import re
import socket
import threading
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from leaderboard import queries
from leaderboard.app.address import APP_PAGES
from leaderboard.exports import EXPORTS, Export, board_selection
from leaderboard.ingest import ingest
from leaderboard.web.api import ENDPOINTS
from leaderboard.web.hosts import KnownHosts
from leaderboard.web.routes import ROUTES, claim_page
from registry.catalog import load_catalog
from registry.snapshots import connect


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: Message
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Client:
    """Asks a real server over a real socket."""

    address: str

    def ask(self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        asking = urllib.request.Request(self.address + path, method=method, headers=dict(headers or {}))
        try:
            with urllib.request.urlopen(asking) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as answer:
            return Answer(answer.code, answer.headers, answer.read().decode())

    def get(self, path: str) -> Answer:
        return self.ask(path)

    def title(self, path: str) -> str:
        """Of the page that one comes to in the end."""
        answer = self.ask(path)
        assert answer.status_code == 200, path
        return answer.text.partition("<title>")[2].partition("</title>")[0]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = uvicorn.Server(uvicorn.Config(Starlette(routes=ROUTES), port=port, log_level="error"))
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join()


@pytest.fixture
def client(server: str, demo_registry: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setenv("CLAIMBOARD_DB", str(demo_registry))
    return Client(server)


@pytest.fixture
def slug(demo_registry: Path) -> str:
    return str(queries.boards(connect(demo_registry))["board"][0])


def hostile_claim(db: Path) -> tuple[str, str]:
    query = "SELECT claim_id, document_id FROM claims WHERE title LIKE '<script>%' LIMIT 1"
    [(claim_id, document_id)] = connect(db).execute(query).fetchall()
    return claim_id, document_id


def addresses(db: Path, slug: str) -> list[str]:
    [(claim_id, document_id)] = connect(db).execute("SELECT claim_id, document_id FROM claims LIMIT 1").fetchall()
    known = {"slug": slug}
    told = [
        endpoint.path.format(**known, id=document_id if "papers" in endpoint.path else claim_id)
        for endpoint in ENDPOINTS
    ]
    return [f"/api/v1{path}" for path in told]


def test_every_endpoint_answers_in_one_form(client: Client, demo_registry: Path, slug: str) -> None:
    for address in addresses(demo_registry, slug):
        answer = client.get(address)
        assert answer.status_code == 200, address
        told = answer.json()
        assert told["ok"] is True
        assert told["status"] == 200
        assert told["snapshot"] >= 1
        assert "data" in told
        if "total" in told:
            assert len(told["data"]) == min(told["total"], told["per_page"])


LISTS = ["boards", "claims", "results", "papers", "models", "conflicts", "findings", "unlinked"]


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_a_list_hold_each_row_once(name: str, client: Client) -> None:
    whole = client.get(f"/api/v1/{name}?per_page=1000").json()
    half = max(1, whole["total"] // 2)
    wanted = whole["data"][: 3 * half]
    if whole["total"] > 1000:
        half = 300
        wanted = whole["data"][:900]
    told: list[Any] = []
    for page in (1, 2, 3):
        told += client.get(f"/api/v1/{name}?per_page={min(half, 1000)}&page={page}").json()["data"]
    assert told == wanted


FILTERED = [
    ("claims?kind=delta", lambda row: row["kind"] == "delta"),
    ("claims?search=outperforms", lambda row: "outperforms" in row["sentence"].lower()),
    ("results?model=bert", lambda row: "bert" in row["model"].lower()),
    ("models?search=bert", lambda row: "bert" in row["model"].lower()),
    ("papers?search=transformer", lambda row: "transformer" in (row["title"] + row["name"]).lower()),
    ("findings?outcome=conflict", lambda row: row["outcome"] == "conflict"),
    ("boards?metric=accuracy", lambda row: row["metric"] == "accuracy"),
]


@pytest.mark.parametrize(("address", "holds"), FILTERED, ids=[address for address, _ in FILTERED])
def test_a_filter_keeps_what_it_says(address: str, holds: Any, client: Client) -> None:
    name = address.partition("?")[0]
    told = client.get(f"/api/v1/{address}").json()
    assert told["data"]
    assert all(map(holds, told["data"]))
    assert told["total"] < client.get(f"/api/v1/{name}").json()["total"]


FAULTS = [
    ("/api/v1/boards/no-such-board", 404, "unknown_board"),
    ("/api/v1/boards/no-such-board/results", 404, "unknown_board"),
    ("/api/v1/claims/0000", 404, "unknown_claim"),
    ("/api/v1/papers/0000", 404, "unknown_document"),
    ("/api/v1/nothing", 404, "unknown_address"),
    ("/api/v1/results?board=nope", 404, "unknown_board"),
    ("/api/v1/conflicts?board=nope", 404, "unknown_board"),
    ("/api/v1/claims?kind=opinion", 400, "bad_parameter"),
    ("/api/v1/claims?page=0", 400, "bad_parameter"),
    ("/api/v1/claims?page=-1", 400, "bad_parameter"),
    ("/api/v1/claims?page=%D9%A3", 400, "bad_parameter"),
    ("/api/v1/claims?per_page=1001", 400, "bad_parameter"),
    ("/api/v1/claims?per_page=1e3", 400, "bad_parameter"),
    ("/api/v1/claims?nonsense=1", 400, "bad_parameter"),
    ("/api/v1/claims?search=" + "x" * 301, 400, "bad_parameter"),
    ("/badge/no-such-board.json", 404, "unknown_board"),
]


@pytest.mark.parametrize(("address", "status", "code"), FAULTS)
def test_a_fault_has_a_status_and_a_stable_code(address: str, status: int, code: str, client: Client) -> None:
    answer = client.get(address)
    told = answer.json()
    assert (answer.status_code, told["ok"], told["status"], told["error"]["code"]) == (status, False, status, code)
    assert told["error"]["message"]


def test_the_beginning_of_an_id_leads_to_its_claim(client: Client, demo_registry: Path) -> None:
    with connect(demo_registry) as con:
        [(whole,)] = con.execute("SELECT claim_id FROM claims ORDER BY claim_id LIMIT 1").fetchall()
        begin = next(whole[:n] for n in range(4, 17) if len(queries.claims_meant(con, whole[:n])) == 1)
    assert client.get(f"/api/v1/claims/{begin}").json()["data"]["claim_id"] == whole


TAGGED = ["/api/v1/stats", "/api/v1/boards?per_page=2", "/b/{board}", "/export/{board}.csv", "/badge/{board}.svg"]


@pytest.mark.parametrize("address", TAGGED)
def test_what_one_holds_already_is_not_sent_again(address: str, client: Client, demo_registry: Path) -> None:
    with connect(demo_registry) as con:
        path = address.format(board=queries.boards(con)["board"][0])
    tag = client.get(path).headers["ETag"]
    for known, status in ((tag, 304), (f'"x", {tag}', 304), ("*", 304), ('W/"1"', 200), ("", 200)):
        answer = client.ask(path, headers={"If-None-Match": known})
        assert (answer.status_code, bool(answer.text), answer.headers["ETag"]) == (status, status == 200, tag)


HARMLESS = [
    "/api/v1/claims?search=%27%3B%20DROP%20TABLE%20store.claim%3B--",
    "/api/v1/results?model=%25%27%20OR%201%3D1",
    "/api/v1/papers?year=abc",
]


@pytest.mark.parametrize("address", HARMLESS)
def test_a_filter_is_a_value_not_sql(address: str, client: Client) -> None:
    told = client.get(address).json()
    assert (told["ok"], told["total"]) == (True, 0)


def test_a_name_nearly_right_is_told_the_right_one(client: Client, slug: str) -> None:
    assert slug in client.get(f"/api/v1/boards/{slug}x").json()["error"]["close"]
    page = client.get(f"/b/{slug}x")
    assert page.status_code == 404
    assert f'href="/b/{slug}"' in page.text


def test_the_beginning_of_a_name_leads_to_it_where_it_is_the_only_one(
    client: Client, demo_registry: Path, slug: str
) -> None:
    with connect(demo_registry) as con:
        slugs = queries.boards(con)["board"].to_list()
        claim_id = con.execute("SELECT min(claim_id) FROM claims").fetchall()[0][0]
    sole = next(each for each in slugs if sum(other.startswith(each[:-1]) for other in slugs) == 1)
    assert client.title(f"/b/{sole[:-1]}") == client.title(f"/b/{sole}")
    assert client.title(f"/claim/{claim_id[:12]}") == client.title(f"/claim/{claim_id}")
    benchmark = slug.partition("--")[0]
    several = [each for each in slugs if each.startswith(benchmark)]
    assert len(several) > 1
    page = client.get(f"/b/{benchmark}")
    assert page.status_code == 404
    assert all(f'href="/b/{each}"' in page.text for each in several[:10])
    badge = client.get(f"/badge/{benchmark}.svg")
    assert (badge.status_code, f'href="/b/{several[0]}"' in badge.text) == (404, True)


def test_the_api_says_at_its_root_what_it_has(client: Client) -> None:
    for root in ("/api/v1", "/api/v1/"):
        told = client.get(root).json()
        assert told["ok"] is True
        assert [each["path"] for each in told["data"]["endpoints"]] == [f"/api/v1{each.path}" for each in ENDPOINTS]


def test_without_a_registry_every_address_says_how_to_make_one(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMBOARD_DB", str(tmp_path / "none.duckdb"))
    told = client.get("/api/v1/stats")
    assert (told.status_code, told.json()["error"]["code"]) == (503, "no_registry")
    page = client.get("/b/any")
    assert page.status_code == 503
    assert "claimboard ingest" in page.text


NEAR = [("paper", "document", "/paper/gpt-4"), ("b", "board", "/b/"), ("claim", "claim", "/claim/")]


@pytest.mark.parametrize(("kind", "what", "leads"), NEAR)
def test_what_may_have_been_meant_is_one_click_away(
    kind: str, what: str, leads: str, client: Client, demo_registry: Path, slug: str
) -> None:
    with connect(demo_registry) as con:
        claim_id = con.execute("SELECT min(claim_id) FROM claims").fetchall()[0][0]
    wrong = {"paper": "gpt-4x", "b": slug + "x", "claim": claim_id[:10] + "zzzzzz"}[kind]
    answer = client.get(f"/{kind}/{wrong}")
    assert answer.status_code == 404
    links = re.findall(r'<li><a href="([^"]*)"', answer.text)
    assert links and all(link.startswith(f"/{kind}/") for link in links), what
    assert any(link.startswith(leads) for link in links)
    assert [client.get(link).status_code for link in links] == [200] * len(links)


UNKNOWN = ["/nothing", "/boards", "/b", "/claims/x/y", "/api", "/index.php", "/%3Cscript%3E", "/board.html"]


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_address_that_nobody_has_is_not_found(path: str, client: Client) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


@pytest.mark.parametrize("path", ["/", *(f"/{page}" for page in APP_PAGES if page), "/_stcore/health", "/static/x"])
def test_what_is_streamlits_is_left_to_it(path: str, client: Client) -> None:
    """Nobody answers here, for Streamlit is not behind these routes in this test."""
    assert client.get(path).text == "Not Found"


def test_a_superseded_claim_says_what_took_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, db = tmp_path / "paper.md", tmp_path / "c.duckdb"
    text = "# A study\n\nFooNet reaches 92.8% accuracy on SST-2.\n"
    ids = []
    for words in (text, text.replace("92.8", "93.1")):
        paper.write_text(words, "utf-8")
        ingest([str(paper)], db, load_catalog())
        with connect(db) as con:
            ids += con.execute("SELECT claim_id, document_id FROM claims").fetchall()
    with connect(db) as con:
        monkeypatch.setenv("CLAIMBOARD_DB", str(db))
        (old, _), (new, document) = ids
        page = claim_page(con, 2, {"id": old})
    assert "current no more" in page
    assert "superseded by revision 2" in page
    assert "<mark>92.8%</mark>" in page
    assert f'<a href="/claim/{new}">93.1%</a>' in page
    assert f'<a href="/paper/{document}">' in page


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(method: str, client: Client) -> None:
    assert client.ask("/api/v1/stats", method).status_code == 405


def json_ld(page: str) -> Any:
    [said] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(said)


def test_pages_tell_machines_what_they_are(client: Client, demo_registry: Path, slug: str) -> None:
    claim_id, document_id = hostile_claim(demo_registry)
    told = [json_ld(client.get(address).text)["@type"] for address in (f"/b/{slug}", f"/claim/{claim_id}")]
    assert told == ["Dataset", "Claim"]
    assert json_ld(client.get(f"/paper/{document_id}").text)["@type"] == "ScholarlyArticle"


def test_foreign_text_stays_text(client: Client, demo_registry: Path) -> None:
    claim_id, document_id = hostile_claim(demo_registry)
    for address in (f"/claim/{claim_id}", f"/paper/{document_id}"):
        answer = client.get(address)
        assert "&lt;script&gt;" in answer.text
        rest = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", answer.text)
        assert "<script" not in rest
        assert 'href="javascript' not in rest
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<b>" not in client.get("/b/%3Cb%3Ex").text


def test_a_paper_has_its_claims_marked_in_place(client: Client, demo_registry: Path) -> None:
    con = connect(demo_registry)
    [(document_id, n)] = con.execute(
        "SELECT document_id, count(*) FROM claims WHERE table_index IS NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1"
    ).fetchall()
    text = client.get(f"/paper/{document_id}").text
    assert 0 < text.count("<mark>") <= n
    quotes = [row["quote"] for row in queries.claims_of_document(con, document_id).to_dicts()]
    assert all(quote in text for quote in quotes if quote.isascii() and quote.isalnum())


def test_a_badge_is_an_image_and_what_shields_io_reads(client: Client, slug: str) -> None:
    svg = client.get(f"/badge/{slug}.svg")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    name = ET.fromstring(svg.text).attrib["aria-label"]
    told = client.get(f"/badge/{slug}.json").json()
    assert told["schemaVersion"] == 1
    assert name == f"{told['label']}: {told['message']}"


def test_the_description_names_every_endpoint_and_parameter(client: Client) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == {endpoint.path for endpoint in ENDPOINTS}
    for endpoint in ENDPOINTS:
        named = {each["name"] for each in told["paths"][endpoint.path]["get"]["parameters"]}
        assert {each.name for each in endpoint.parameters} <= named
    operations = [path["get"]["operationId"] for path in told["paths"].values()]
    assert len(set(operations)) == len(operations)


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_a_board_is_sent_as_the_file_that_export_writes(
    export: Export, client: Client, demo_registry: Path, slug: str
) -> None:
    if next(each for each in EXPORTS.values() if each.suffix == export.suffix) is not export:
        pytest.skip("an earlier format has this suffix")
    with urllib.request.urlopen(f"{client.address}/export/{slug}.{export.suffix}") as answer:
        content, headers = answer.read(), answer.headers
    with connect(demo_registry) as con:
        chosen = board_selection(con, slug)
        assert content == export.bytes_of(chosen)
    assert headers["Content-Type"].startswith(export.media_type.split(";")[0])
    assert headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{slug}.{export.suffix}"
    assert headers["Claimboard-Snapshot"] == str(chosen.generation)
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


NO_FILES = [
    ("/export/nope.csv", "no board named"),
    ("/export/{benchmark}.csv", "no board named"),  # never another board than the one asked for
    ("/export/{slug}.docx", "one of .csv, .json"),
    ("/export/{slug}", "one of .csv, .json"),
    ("/export/..%2F..%2Fetc%2Fpasswd.csv", ""),
    ("/badge/{slug}.png", "one of .svg, .json"),
]


@pytest.mark.parametrize(("path", "told"), NO_FILES)
def test_a_file_that_is_not_there_is_not_found(path: str, told: str, client: Client, slug: str) -> None:
    answer = client.get(path.format(slug=slug, benchmark=slug.partition("--")[0]))
    assert answer.status_code == 404
    assert told in answer.text


def test_the_page_of_a_board_links_its_files(client: Client, slug: str) -> None:
    links = re.findall(r'href="(/export/[^"]+)"', client.get(f"/b/{slug}").text)
    assert [link.rpartition(".")[2] for link in links] == ["csv", "json", "tex", "md", "bib"]
    assert [client.get(link).status_code for link in links] == [200] * 5


HOSTS = [
    ("localhost:8501", 200),
    ("127.0.0.1:8501", 200),
    ("[::1]:8501", 200),
    ("LOCALHOST.", 200),
    ("board.example.org", 200),  # allowed by name
    ("rebound.example.net:8501", 421),
    ("localhost@rebound.example.net", 421),
    ("127.0.0.1.rebound.example.net", 421),
    ("localhost:8501:1", 421),
    ("", 421),
]


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_only_names_of_this_machine_and_allowed_ones_are_answered(
    host: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMBOARD_HOSTS", "board.example.org other.example.org")
    asked = TestClient(Starlette(routes=ROUTES, middleware=[Middleware(KnownHosts)]))
    assert asked.get("/api/v1", headers={"Host": host}).status_code == status


def test_a_page_of_elsewhere_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = TestClient(Starlette(routes=ROUTES, middleware=[Middleware(KnownHosts)]))
    with (
        pytest.raises(WebSocketDisconnect),
        asked.websocket_connect("/_stcore/stream", headers={"Host": "rebound.example.net"}),
    ):
        pass
