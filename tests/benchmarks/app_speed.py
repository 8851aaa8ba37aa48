"""How fast the app and the API answer over a registry of 100,000 results and a million claims.

Usage: python tests/benchmarks/app_speed.py [--db FILE] [--calls N] [--sessions N]

Starts the server as `claimboard app` does and talks to it as a browser does, over the websocket and HTTP. Without --db
it makes a registry first (`claimboard bench generate --no-checks`). Prints, and asserts nothing but that answers are
right: milliseconds on the wall and of the server's own CPU, which other people's work on the machine does not stretch;
bytes sent; and both again as ratios to a bare page, a Streamlit script that shows a table and a chart of the same size
and asks nothing. What is heavy is the machine: its load is printed beside.
"""

import argparse
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Self
from urllib.parse import urlencode

import pyarrow as pa
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect as connect_websocket

from leaderboard import queries
from leaderboard.bench import Size, generate
from leaderboard.console.serving import listening
from registry.catalog import load_catalog
from registry.snapshots import connect

ROWS = 50  # of a board's table on a page
BARE = """
import altair as alt
import polars as pl
import streamlit as st

words = {f"c{i}": [f"a text of some words {j}" for j in range(50)] for i in range(6)}
dots = pl.DataFrame({"date": [f"20{10 + j % 15}-01" for j in range(250)], "value": [j * 0.37 for j in range(250)]})
across, up = {"field": "date", "type": "nominal"}, {"field": "value", "type": "quantitative"}
st.title(st.query_params.get("name", ""))
page = st.query_params.get("page", "1")
st.dataframe(pl.DataFrame({"page": [page] * 50, **words}).to_arrow(), hide_index=True, key=page)
st.altair_chart(alt.Chart(dots, mark="point", encoding={"x": across, "y": up}))
"""


@dataclass(frozen=True, slots=True)
class Server:
    """One that runs: its process and its port."""

    pid: int
    port: int

    def cpu(self) -> float:
        """The seconds of CPU it has taken."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


APP = "from leaderboard.cli import main; main()"
BARE_OPTIONS = {
    "server.address": "127.0.0.1",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
}


@contextmanager
def serving(db: Path, script: Path | None = None) -> Iterator[Server]:
    """The app's server, or with `script` that of a script of Streamlit's; ended by its process id."""
    with listening(0) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", APP, "app", "--port", str(port), "--db", str(db)]
    if script is not None:
        told = [f"--{name}={value}" for name, value in BARE_OPTIONS.items()]
        command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *told]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port)
            yield Server(process.pid, port)
        finally:
            process.send_signal(signal.SIGTERM)


def wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/_stcore/health")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def get(asking: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    asking.request("GET", path)
    answer = asking.getresponse()
    return answer.status, answer.read()


@dataclass(slots=True)
class Shown:
    """What one run of a page sent."""

    seconds: float = 0.0
    size: int = 0
    texts: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    failed: bool = False


class Session:
    """One visitor: a websocket, and the address it stands on."""

    def __init__(self, server: Server) -> None:
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        self.connecting = connect_websocket(address, subprotocols=["streamlit"], max_size=None)

    def __enter__(self) -> Self:
        self.socket = self.connecting.__enter__()
        return self

    def __exit__(self, *raised: Any) -> None:
        self.connecting.__exit__(*raised)

    def open(self, path: str = "", /, **parameters: str) -> Shown:
        """Ask for a page and read what it sends until its script has ended."""
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(parameters)
        asked.rerun_script.page_name = path
        shown, began = Shown(), time.perf_counter()
        self.socket.send(asked.SerializeToString())
        while True:
            data = self.socket.recv()
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            shown.size += len(data)
            note(shown, message)
            if message.WhichOneof("type") == "script_finished" and message.script_finished == 0:
                shown.seconds = time.perf_counter() - began
                return shown


def note(shown: Shown, message: ForwardMsg) -> None:
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    if kind == "exception":
        shown.failed = True
    elif kind == "html":
        shown.texts.append(element.html.body)
    elif kind == "dataframe":
        data = element.dataframe.arrow_data.data
        links = pa.ipc.open_stream(data).read_all().to_pydict().get("evidence", [])
        shown.claims = [link.rpartition("=")[2] for link in links]


@dataclass(frozen=True, slots=True)
class Known:
    """A board and what its first pages must show."""

    slug: str
    heading: str
    claims: list[str]

    def is_right(self, shown: Shown, page: int) -> bool:
        expected = self.claims[ROWS * (page - 1) : ROWS * page]
        return not shown.failed and shown.claims == expected and any(self.heading in text for text in shown.texts)


def known_boards(db: Path, count: int) -> list[Known]:
    """The fullest boards, asked for without the app."""
    from html import escape

    with connect(db) as con:
        rows = queries.boards(con).head(count).to_dicts()
        return [
            Known(
                row["board"],
                escape(row["benchmark_name"]),
                queries.standing(con, row["board"])["claim_id"].to_list(),
            )
            for row in rows
        ]


def told(name: str, values: Sequence[float], limit: str, unit: str = "ms", scale: float = 1e3) -> None:
    ordered = sorted(values)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"{name:34} median {scale * median(values):8.1f} {unit}   p95 {scale * p95:8.1f} {unit}   (asked: {limit})")


def reruns(server: Server, opened: Callable[[Session, int], Shown], count: int) -> tuple[list[Shown], float]:
    """What `count` reruns of one session sent after two to warm up, and the server's CPU seconds of each."""
    with Session(server) as session:
        for at in range(2):
            opened(session, at)
        before = server.cpu()
        shown = [opened(session, at) for at in range(count)]
    return shown, (server.cpu() - before) / count


def app_reruns(server: Server, boards: Sequence[Known], count: int) -> tuple[float, float, float]:
    """Between the two fullest boards and back: each rerun shows other rows."""
    board = boards[0]
    shown, cpu = reruns(server, lambda session, at: session.open("board", name=boards[at % 2].slug), count)
    told(f"rerun of a board, {len(board.claims):,} rows", [each.seconds for each in shown], "100 ms")
    told("  sent", [each.size for each in shown], "100 KB", "KB", 1e-3)
    print(f"{'  CPU of the server':34} {1e3 * cpu:15.1f} ms")
    return median(each.seconds for each in shown), median(each.size for each in shown), cpu


def evidence(server: Server, boards: Sequence[Known], count: int) -> None:
    """A row is picked: the claim comes into the address, and its sentence or table onto the page."""
    board, times = boards[0], []
    with Session(server) as session:
        session.open("board", name=board.slug)
        before = server.cpu()
        for claim in board.claims[:count]:
            shown = session.open("board", name=board.slug, claim=claim)
            assert any("<mark>" in text for text in shown.texts), claim
            times.append(shown.seconds)
    told("row to evidence", times, f"400 ms; CPU {1e3 * (server.cpu() - before) / len(times):.0f}")


def cold(db: Path, boards: Sequence[Known]) -> None:
    """The first page of a server that has just started."""
    times, cpu = [], 0.0
    for board in boards[:2]:
        with serving(db) as server, Session(server) as session:
            before = server.cpu()
            times.append(session.open("board", name=board.slug).seconds)
            cpu = server.cpu() - before
    told("cold board, server just started", times, f"3 s; CPU {cpu:.1f}", "s", 1.0)


def together(server: Server, boards: Sequence[Known], sessions: int, calls: int) -> None:
    """Visitors at once, each at boards of its own choice; every answer is compared with the registry's."""

    def visit(seed: int) -> tuple[int, int]:
        chance, wrong = random.Random(seed), 0
        with Session(server) as session:
            for at in range(calls // sessions):
                board = chance.choice(boards)
                # Later a page is turned by its widget, whose state only a browser has.
                page = chance.randint(1, max(1, min(3, -(-len(board.claims) // ROWS)))) if at == 0 else 1
                shown = session.open("board", name=board.slug, **({"page": str(page)} if page > 1 else {}))
                wrong += not board.is_right(shown, page)
        return calls // sessions, wrong

    before, began = server.cpu(), time.perf_counter()
    with ThreadPoolExecutor(sessions) as pool:
        done = list(pool.map(visit, range(sessions)))
    taken, cpu = time.perf_counter() - began, server.cpu() - before
    total, wrong = sum(n for n, _ in done), sum(n for _, n in done)
    print(
        f"{f'{sessions} sessions at once':34} {total / taken:8.1f} reruns/s, {total / cpu:.1f} a second of CPU "
        f"(asked: 12); {wrong} wrong of {total:,}"
    )


API = ("boards", "boards/{slug}", "boards/{slug}/results", "claims/{claim}", "papers/{paper}", "stats", "models",
       "claims", "results", "papers", "conflicts", "unlinked")  # fmt: skip


def api(server: Server, db: Path, boards: Sequence[Known], count: int) -> None:
    """Each address `count` times over one connection, over many boards, claims and papers."""
    asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with connect(db) as con:
        papers = queries.results(con, boards[0].slug)["document_id"].to_list()
    every: list[float] = []
    for path in API:
        times, before = [], server.cpu()
        for at in range(count):
            board = boards[at % len(boards)]
            claim = board.claims[at % len(board.claims)]
            began = time.perf_counter()
            status, body = get(
                asking, "/api/v1/" + path.format(slug=board.slug, claim=claim, paper=papers[at % len(papers)])
            )
            times.append(time.perf_counter() - began)
            assert status == 200 and json.loads(body)["ok"], (path, status)
        every += times
        told(f"API {path}", times, f"25 ms; CPU {1e3 * (server.cpu() - before) / count:.0f}")
    told("API, all of these", every, "25 ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", type=Path, help="a registry that is there; without it one is made")
    parser.add_argument("--calls", type=int, default=2_000, help="reruns of all sessions at once")
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--count", type=int, default=60, help="how often everything else is done")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = given.db or Path(folder) / "made.duckdb"
        if given.db is None:
            generate(db, Size(), load_catalog(), checks=False)
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, "utf-8")
        measure(db, bare, given)


def measure(db: Path, bare: Path, given: argparse.Namespace) -> None:
    boards = known_boards(db, 40)
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    cold(db, boards)
    with serving(db) as server, serving(db, bare) as plain:
        seconds, size, cpu = app_reruns(server, boards, given.count)
        shown, bare_cpu = reruns(
            plain, lambda session, at: session.open("", name=f"page {at}", page=str(at % 9)), given.count
        )
        told("rerun of the bare page", [each.seconds for each in shown], "for comparison")
        print(
            f"{'  ratio of the board to it':34} {seconds / median(each.seconds for each in shown):15.1f} wall, "
            f"{cpu / bare_cpu:.1f} CPU, {size / median(each.size for each in shown):.1f} bytes"
        )
        evidence(server, boards, min(given.count, 30))
        api(server, db, boards, given.count)
        together(server, boards, given.sessions, given.calls)
    print(f"load of the machine {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
