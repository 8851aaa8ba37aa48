"""An ingest that may be killed at any moment, forked from a process that has everything loaded, and what it leaves.

The ingest is the product's own, with three things made small so that a kill costs a second: batches, partitions, and
the time between two publishings. The processes of its pool are forked, not spawned, from one that has no threads.
What it has acknowledged it writes to a pipe, which outlives it.
"""

import json
import multiprocessing
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from select import select
from time import monotonic, sleep

import duckdb

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # more would be threads
import leaderboard.apart
import leaderboard.ingest
import leaderboard.partitions
import registry.store
from extractors.pipeline import extract_together
from extractors.readers import read
from extractors.rules import RULES
from leaderboard.apart import Apart
from leaderboard.ingest import Progress
from leaderboard.partitions import Task, plan
from leaderboard.workers import done_by_processes
from registry.catalog import Catalog, load_catalog
from registry.errors import RegistryError
from registry.snapshots import connect, folder_of, working_file
from registry.store import Registry

__all__ = ["DOCUMENTS", "VICTIMS", "Ground", "Held", "Ingest", "contents_of", "forked", "held_by", "watch"]

VICTIMS = ("writer", "worker", "merger", "publisher")
DOCUMENTS = 240
BATCH, PARTITION = 30, 6_000  # documents; bytes, about half as many
JOBS = 2
CATALOG = Path(__file__).resolve().parents[1] / "extractors" / "small_catalog"  # to write the large one takes a second
THREADED = ("polars", "pyarrow")
STUCK = 300  # seconds without a word from an ingest
BOARDS = "SELECT * EXCLUDE (date) FROM leaderboard ORDER BY ALL"
CONTENTS = {
    table: f"SELECT document_id, bit_xor(hash(t)) FROM (SELECT * EXCLUDE (run_id) FROM store.{table}) AS t GROUP BY 1"
    for table in ("document", "claim", "result", "unlinked")
}
HALVES = """
    SELECT count(*) FROM documents AS d
    WHERE d.claims <> (SELECT count(*) FROM claims AS c WHERE c.document_id = d.document_id)
"""
Contents = dict[str, dict[str, int]]


@dataclass(slots=True)
class Ground:
    """The papers, made up by us, and what a process has loaded that ingests are forked from."""

    folder: Path
    corpus: Path = field(init=False)
    order: list[str] = field(init=False)  # content ids
    catalog: Catalog = field(init=False)

    def __post_init__(self) -> None:
        self.corpus = self.folder / "papers.jsonl"
        self.corpus.write_text("".join(papers()), encoding="utf-8")
        self.catalog = load_catalog(CATALOG)
        documents = list(read(self.corpus))
        self.order = [document.content_id for document in documents]
        extract_together(documents, self.catalog)  # what is compiled once, is compiled before the fork
        self.load()
        leaderboard.ingest.BATCH_DOCUMENTS = leaderboard.ingest.FIRST_BATCH_DOCUMENTS = BATCH
        leaderboard.partitions.load_catalog = registry.store.load_catalog = lambda: self.catalog
        leaderboard.apart.plan = partial(plan, size=PARTITION)

    def load(self) -> None:
        """Import all that an ingest imports, save what begins threads, which a fork would lose."""
        ours, theirs = multiprocessing.Pipe(duplex=False)

        def imported() -> None:
            db = self.folder / "first.duckdb"
            leaderboard.ingest.ingest([str(self.corpus)], db, self.catalog)
            theirs.send([name for name, module in sys.modules.items() if module is not None])

        pid = forked(imported)
        names = ours.recv()
        os.waitpid(pid, 0)
        sys.modules.update(dict.fromkeys(THREADED))  # their import fails, and with it that of what needs them
        for name in (name for name in names if "polars" not in name):
            with suppress(ImportError):
                import_module(name)
        for name in THREADED:
            del sys.modules[name]
        assert len(list(Path("/proc/self/task").iterdir())) == 1, "a fork would lose threads"


def papers() -> Iterator[str]:
    """Abstracts of the sentences that the rules know, each with scores on boards that several papers share."""
    chance, examples = Random(1), [example for rule in RULES for example in rule.examples]
    names = ("Heron", "Kite", "Plover", "Wren", "Dunlin", "Siskin", "Osprey", "Linnet")
    for at in range(DOCUMENTS):
        said = " ".join(f"It is {chance.choice(examples)}." for _ in range(3))
        scores = " ".join(
            f"{chance.choice(names)} {chance.randrange(40)} reaches {chance.randrange(300, 999) / 10}% {told}."
            for told in ("accuracy on SST-2", "F1 on MRPC", "accuracy on MNIST")
        )
        yield json.dumps({"id": f"p{at}", "title": f"On birds {at}", "abstract": f"{scores} {said}"}) + "\n"


@dataclass(slots=True)
class Ingest:
    """An ingest at work in a process of its own: its words as they come, and how to kill it."""

    ground: Ground
    db: Path
    victim: str
    pid: int = 0
    words: int = 0  # a pipe
    rest: bytes = b""
    acknowledged: int = 0  # documents, in their order
    minder: int = 0
    ended: bool = False
    code: int | None = None  # what it ended with, once that was asked

    def start(self) -> None:
        self.words, ours = os.pipe()
        self.pid = forked(partial(self.work, ours))
        os.close(ours)

    def work(self, words: int) -> None:
        os.close(self.words)

        def told(word: str) -> None:
            os.write(words, f"{word}\n".encode())

        def acknowledge(progress: Progress) -> None:
            told(f"rows {progress.documents}")

        if self.victim == "publisher":
            leaderboard.ingest.PUBLISH_SECONDS = leaderboard.ingest.PUBLISH_SHARE = 0
        Registry.publish = announced(Registry.publish, told)  # type: ignore[method-assign]
        apart = None
        if self.victim in ("worker", "merger"):
            workers, minder = pool(told)
            told(f"minder {minder}")
            apart = Apart(workers)
        leaderboard.ingest.ingest(
            [str(self.ground.corpus)], self.db, self.ground.catalog, on_progress=acknowledge, apart=apart
        )
        told("end")

    def word(self, seconds: float) -> str | None:
        """The next word, "" where there will be none, None where none came in that time."""
        until = monotonic() + seconds
        while b"\n" not in self.rest:
            if self.code is not None:  # its pipe is closed: it ended before the kill
                return ""
            if not select([self.words], [], [], max(0.0, until - monotonic()))[0]:
                return None
            if not (read_now := os.read(self.words, 65536)):
                return ""
            self.rest += read_now
        line, _, self.rest = self.rest.partition(b"\n")
        word, _, number = line.decode().partition(" ")
        if word == "rows":
            self.acknowledged = max(self.acknowledged, int(number))
        elif word == "minder":
            self.minder = int(number)
        self.ended |= word == "end"
        return "" if self.ended else word

    def until(self, wanted: str, times: int) -> bool:
        """Listen until the word came so often; False where the ingest ended before."""
        while times > 0:
            word = self.word(STUCK)
            if word is None:
                raise TimeoutError(f"an ingest said nothing for {STUCK} s")
            if not word:
                return False
            times -= word == wanted
        return True

    def kill(self) -> bool:
        """Whether the victim was there to be killed."""
        if self.victim != "worker":
            os.kill(self.pid, signal.SIGKILL)
            return self.wait() == -signal.SIGKILL
        try:
            workers = Path(f"/proc/{self.minder}/task/{self.minder}/children").read_text().split()
            os.kill(int(workers[0]), signal.SIGKILL)
        except (OSError, IndexError):
            return False
        return True

    def wait(self) -> int:
        """What it ended with; all that it said until then is heard."""
        if self.code is None:
            _, status = os.waitpid(self.pid, 0)
            while not self.ended and self.word(0.0):
                pass
            os.close(self.words)
            self.code = os.waitstatus_to_exitcode(status)
        return self.code


def announced(publish: Callable[[Registry], int], told: Callable[[str], None]) -> Callable[[Registry], int]:
    def publishing(registry: Registry) -> int:
        told("publishing")
        number = publish(registry)
        told("published")
        return number

    return publishing


def pool(told: Callable[[str], None]) -> tuple[Callable[[Sequence[Task]], Iterator[str]], int]:
    """The product's pool, in a process that has no threads when it forks the pool's, and the id of that process."""
    ours, theirs = multiprocessing.Pipe()

    def mind() -> None:
        ours.close()
        context = multiprocessing.get_context
        multiprocessing.get_context = lambda method=None: context("fork")  # type: ignore[assignment]
        answer(theirs, told)

    minder = forked(mind)
    theirs.close()

    def done(tasks: Sequence[Task]) -> Iterator[str]:
        ours.send(tasks)
        while (name := ours.recv()) is not None:
            yield name

    return done, minder


def answer(asked: Connection, told: Callable[[str], None]) -> None:
    try:
        while True:
            for name in done_by_processes(JOBS, asked.recv()):
                told("done")
                asked.send(name)
            asked.send(None)
    except (EOFError, OSError):
        pass  # the merger is gone


def forked(work: Callable[[], None]) -> int:
    """A copy of this process that does the work and ends; its id."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


# What is left


@dataclass(frozen=True, slots=True)
class Held:
    """What a registry holds for the next writer, `contents`, and what readers see, `boards`; why it does not open."""

    contents: Contents | None
    boards: list[tuple[object, ...]] | None
    fault: str = ""


def held_by(ground: Ground, db: Path) -> Held:
    """Asked by a process of its own, which opens the registry as the next writer would."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    pid = forked(lambda: theirs.send(look(ground, db)))
    theirs.close()
    try:
        return ours.recv()
    except EOFError:
        return Held(None, None, "the process that looked at it died")
    finally:
        os.waitpid(pid, 0)
        ours.close()


def look(ground: Ground, db: Path) -> Held:
    try:
        boards = None
        if db.exists():
            with connect(db) as con:
                boards = con.execute(BOARDS).fetchall()
                if con.execute(HALVES).fetchall() != [(0,)]:
                    return Held(None, boards, "readers see a document without its claims")
        if not db.exists() and not working_file(db).exists():
            return Held(None, None)
        with Registry.open(db, create=False, catalog=ground.catalog) as registry, registry.reading() as con:
            return Held(contents_of(con), boards)
    except (RegistryError, duckdb.Error) as error:
        return Held(None, None, f"{type(error).__name__}: {error}")


def contents_of(con: "duckdb.DuckDBPyConnection") -> Contents:
    """A hash of all rows of a document, by table and document."""
    return {table: dict(con.execute(query).fetchall()) for table, query in CONTENTS.items()}


def watch(db: Path, told: Path) -> int:
    """A reader that asks for the boards all the time, as a second terminal would; a fault is written to `told`. Its
    process, to be killed at the end."""

    parent = os.getpid()

    def ask() -> None:
        while os.getppid() == parent:
            sleep(1.5)
            if not db.exists():
                continue
            with connect(db) as con:
                con.execute(BOARDS).fetchall()
                halves = con.execute(HALVES).fetchall()
            with told.open("a") as out:
                out.write("whole\n" if halves == [(0,)] else "saw half a batch\n")

    def asked() -> None:
        try:
            ask()
        except BaseException as error:
            if db.exists():
                with told.open("a") as out:
                    out.write(f"{type(error).__name__}: {error}".replace("\n", " ") + "\n")

    return forked(asked)


def remove(db: Path) -> None:
    db.unlink(missing_ok=True)
    shutil.rmtree(folder_of(db), ignore_errors=True)
