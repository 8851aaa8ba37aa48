"""Kill an ingest again and again, let it end, and compare the registry with one that nobody killed.

Usage: python tests/faults/kill_ingest.py FILE [--times 20] [--seed 1] [--victim writer|worker|merger|publisher]

The victim is the one process of an ingest (writer); with --jobs 2, one of the two that read (worker; the ingest must
end by itself then) or the one that merges (merger); or the writer as soon as a snapshot is being written (publisher).

Where an ingest had ended before it could be killed, its registry is compared and the next turn begins with a new one.
While it runs, a reader asks for a board and for the counts once in a while: it must never fail, and must never see a
document without its claims. Prints one line a kill and a verdict; exit 0 when both registries hold the same.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import duckdb

COMMAND = [str(Path(sys.executable).with_name("claimboard"))]
VICTIMS = ("writer", "worker", "merger", "publisher")
CONTENTS = {
    "documents": "SELECT document_id, name, title, text FROM documents ORDER BY ALL",
    "claims": "SELECT * EXCLUDE (date) FROM claims ORDER BY ALL",
    "results": "SELECT * FROM results ORDER BY ALL",
    "unlinked": "SELECT claim_id, reason, detail FROM unlinked ORDER BY ALL",
    "leaderboard": "SELECT * FROM leaderboard ORDER BY ALL",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--victim", choices=VICTIMS, default="writer")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return campaign(args.file, Path(folder), args.times, random.Random(args.seed), args.victim)


def campaign(file: Path, folder: Path, times: int, chance: random.Random, victim: str = "writer") -> int:
    whole, killed = folder / "whole.duckdb", folder / "killed.duckdb"
    jobs = 2 if victim in ("worker", "merger") else 1
    began = time.monotonic()
    ingest(file, whole, jobs).wait()
    longest = time.monotonic() - began
    watcher = Watcher(killed)
    watcher.start()
    different: list[str] = []
    turn = 0
    while turn < times:
        process = ingest(file, killed, jobs)
        moment = chance.uniform(0.05, 0.9) * longest
        hit = killed_at(moment, process, killed, victim)
        if not hit or victim == "worker":  # it ended, as it must
            different += differences(whole, killed)
            start_anew(killed)
        if not hit:
            continue
        turn += 1
        print(f"kill {turn:3} after {moment:6.2f} s: {counts(killed)}", flush=True)
    ended_with = ingest(file, killed, jobs).wait()
    watcher.stop()
    different += differences(whole, killed)
    print(f"last run ended with {ended_with}; {counts(killed)}; without kills {counts(whole)}")
    print(f"reader: {watcher.answers} answers, {len(watcher.faults)} faults {watcher.faults[:3]}")
    print("same registry" if not different else f"different: {', '.join(different)}")
    return 1 if different or watcher.faults or ended_with else 0


def killed_at(moment: float, process: subprocess.Popen[bytes], registry: Path, victim: str) -> bool:
    """Whether the victim was there to be killed; when this returns, the ingest has ended."""
    if victim == "publisher":
        wait_for_a_snapshot(process, registry)
        moment = moment % 0.05
    time.sleep(moment)
    if victim != "worker":
        there = process.poll() is None
        process.kill()
        process.wait()
        return there
    readers = readers_of(process.pid)
    if readers:
        os.kill(readers[0], signal.SIGKILL)
    if process.wait() != 0:
        raise AssertionError(f"an ingest that lost a worker ended with {process.returncode}")
    return bool(readers)


def wait_for_a_snapshot(process: subprocess.Popen[bytes], registry: Path) -> None:
    while process.poll() is None and not Path(f"{registry}.d", "snapshot.new").exists():
        time.sleep(0.001)


def readers_of(parent: int) -> list[int]:
    """The processes of a pool, without the one that minds their resources."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    try:
        found = [int(child) for child in children.read_text().split()]
        return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    except FileNotFoundError:
        return []


def differences(whole: Path, killed: Path) -> list[str]:
    return [name for name in CONTENTS if contents(whole, name) != contents(killed, name)]


def start_anew(registry: Path) -> None:
    registry.unlink()
    shutil.rmtree(f"{registry}.d")


def ingest(file: Path, registry: Path, jobs: int = 1) -> subprocess.Popen[bytes]:
    command = [*COMMAND, "ingest", str(file), "--db", str(registry), "--jobs", str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def contents(registry: Path, name: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(registry), read_only=True) as connection:
        return connection.execute(CONTENTS[name]).fetchall()


def counts(registry: Path) -> str:
    if not registry.exists():
        return "nothing published yet"
    with duckdb.connect(str(registry), read_only=True) as connection:
        found = connection.execute("SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM claims)").fetchall()
    return "{} documents, {} claims".format(*found[0])


class Watcher(threading.Thread):
    """A reader in a process of its own for each question, as a second terminal would be."""

    QUESTION = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); "
        "c.execute('SELECT * FROM leaderboard ORDER BY board, rank LIMIT 100').fetchall(); "
        "half = c.execute('SELECT count(*) FROM documents d WHERE d.claims <> "
        "(SELECT count(*) FROM claims c WHERE c.document_id = d.document_id)').fetchall(); "
        "sys.exit(1 if half[0][0] else 0)"
    )

    def __init__(self, registry: Path) -> None:
        super().__init__(daemon=True)
        self.registry, self.answers, self.faults, self.ended = registry, 0, list[str](), threading.Event()

    def run(self) -> None:
        while not self.ended.wait(1.0):
            if not self.registry.exists():
                continue
            asked = subprocess.run(
                [sys.executable, "-c", self.QUESTION, str(self.registry)], capture_output=True, check=False
            )
            self.answers += 1
            if asked.returncode and self.registry.exists():  # not where a finished one was just taken away
                self.faults.append(asked.stderr.decode()[-200:] or "saw half a batch")

    def stop(self) -> None:
        self.ended.set()
        self.join()


if __name__ == "__main__":
    sys.exit(main())
