"""The faults, each with what must come of it."""

import fcntl
import gzip
import io
import json
import lzma
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["CASES", "GOOD", "Case", "held", "run"]

COMMAND = str(Path(sys.executable).with_name("claimboard"))
GOOD = "# Ada\n\n## Abstract\n\nAda reaches 74.5% accuracy on GSM8K and gains 2.5 points.\n"
MEMORY = 6 << 30
SECONDS = 240
DENIED = "-dac_override,-dac_read_search"  # what lets root write anywhere
BOUND = ("setpriv", f"--bounding-set={DENIED}", f"--inh-caps={DENIED}")


@dataclass(frozen=True, slots=True)
class Case:
    """`make` puts the fault into a folder of papers beside a registry `db`, which holds the good file already where
    `before`; `command` is what runs then (`papers` and `db` are put in), and `during` what happens as soon as it has
    opened the registry. `exits` are the codes that are right, `says` a part of what it must say, `documents` how many
    must be there afterwards, None for any number. Where `disk`, the registry lies on a disk of so many bytes; where
    `bound`, the modes of files hold for root too."""

    name: str
    expected: str
    make: Callable[[Path, Path], object]
    exits: tuple[int, ...] = (2,)
    says: str = ""
    documents: int | None = 1
    command: tuple[str, ...] = ("ingest", "{papers}/good.md", "{papers}/bad*", "--db", "{db}")
    before: bool = False
    after: tuple[str, ...] = ()
    during: Callable[[Path, Path], object] | None = None
    disk: int = 0
    bound: bool = False


def bad(name: str, data: bytes) -> Callable[[Path, Path], object]:
    return lambda papers, db: (papers / name).write_bytes(data)


def packed(data: bytes) -> bytes:
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("main.tex", data)
        return out.getvalue()


def long_line(papers: Path, db: Path) -> None:
    with gzip.open(papers / "bad.jsonl.gz", "wb", compresslevel=1) as out:
        out.write(b'{"id": "a", "text": "Ada gains 2.5 points. ')
        for _ in range(1 << 10):
            out.write(b"reeds " * 174_762)
        out.write(b'"}\n')


def damage(file: Path) -> None:
    with file.open("r+b") as out:
        out.seek(file.stat().st_size // 4)
        out.write(b"\xff" * (file.stat().st_size // 2))


def locked(papers: Path, db: Path) -> None:
    folder = Path(f"{db}.d")
    folder.mkdir(exist_ok=True)
    held.append((folder / "lock").open("ab"))
    fcntl.flock(held[-1], fcntl.LOCK_EX)


def tarred(file: Path) -> None:
    with tarfile.open(file, "w:gz", compresslevel=9) as archive:
        member = tarfile.TarInfo("main.tex")
        member.size = 300 * MEGABYTES
        with Path("/dev/zero").open("rb") as zeros:
            archive.addfile(member, zeros)


def socket_at(file: Path) -> None:
    held.append(socket.socket(socket.AF_UNIX))
    here = Path.cwd()
    os.chdir(file.parent)  # the name of a socket is short
    held[-1].bind(file.name)
    os.chdir(here)


def locked_away(file: Path) -> None:
    file.write_text(GOOD.replace("Ada", "Cyd"))
    file.chmod(0)


def long_lines(file: Path, salt: int = 0) -> None:
    """20 MB: three parts."""
    said = "Ada gains 2.5 points. " + "The reeds bend in the wind and the heron stands still. " * 60
    rows = (json.dumps({"id": str(at), "text": f"{at + salt} {said}"}) for at in range(6_000))
    file.write_text("\n".join(rows))


def read_only(db: Path) -> None:
    for file in Path(f"{db}.d").iterdir():
        file.chmod(0o444)
    Path(f"{db}.d").chmod(0o555)
    db.parent.chmod(0o555)


def in_another_year(year: int, *words: str) -> None:
    clock = f"registry.store.utc_now = registry.snapshots.utc_now = lambda: datetime({year}, 1, 1)"
    ended = with_changed_code(
        f"from datetime import datetime\nimport registry.store, registry.snapshots\n{clock}", words
    )
    assert ended == 0


def unpublished(papers: Path, db: Path) -> None:
    """A second paper that was acknowledged, by a writer that died then."""
    change = "import os, registry.store\nregistry.store.Registry.publish = lambda self: os._exit(9)"
    assert with_changed_code(change, ["ingest", str(papers / "other.md"), "--db", str(db)]) == 9
    assert Path(f"{db}.d", "working.duckdb.wal").stat().st_size


def with_changed_code(change: str, words: Sequence[str]) -> int:
    code = (
        f"{change}\nimport sys\nsys.argv = ['claimboard', *{list(words)!r}]\nfrom leaderboard.cli import main\nmain()"
    )
    return subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode


def apart(papers: Path, db: Path) -> None:
    """Both papers read in partitions, into a registry that is gone again."""
    files = [str(papers / "good.md"), str(papers / "other.md")]
    run(["ingest", *files, "--jobs", "2", "--partitions", str(papers / "parts"), "--db", str(db)])
    db.unlink()
    shutil.rmtree(f"{db}.d")


held: list[Any] = []
MEGABYTES = 1 << 20
XML = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x0 "x">{}]><article><front>&x30;</front></article>'
ENTITIES = "".join(f'<!ENTITY x{at} "&x{at - 1};&x{at - 1};">' for at in range(1, 31))
MACROS = "".join(rf"\newcommand{{\m{chr(98 + at)}}}{{\m{chr(97 + at)}\m{chr(97 + at)}}}" for at in range(24))
LATEX = rf"\documentclass{{article}}\newcommand{{\ma}}{{x}}{MACROS}\begin{{document}}\my\end{{document}}"
LATEX_DEEP = rb"\documentclass{article}\begin{document}" + b"{" * 100_000 + b"a" + b"}" * 100_000
LINES = b'{"id": "a", "text": "Ada gains 2.5 points."}\n{"id": \n{"id": "b", "text": "Bob gains 3.5 points."}\n'
PARTS = ("--jobs", "2", "--partitions", "{papers}/parts")
APART = ("ingest", "{papers}/good.md", "{papers}/other.md", *PARTS, "--db", "{db}")
DOCTOR = ("doctor", "--repair", "--db", "{db}")

CASES = (
    Case("an empty file", "told in one line, the rest is read", bad("bad.md", b""), says="is empty"),
    Case("a truncated gzip", "told, the rest is read", bad("bad.jsonl.gz", gzip.compress(GOOD.encode() * 99)[:60])),
    Case("a truncated xz", "told, the rest is read", bad("bad.md.xz", lzma.compress(os.urandom(9_999))[:500])),
    Case("a file that is not UTF-8", "told with the offset", bad("bad.md", b"Caf\xe9 reaches 71.5%."), says="UTF-8"),
    Case("a NUL byte", "told with its offset", bad("bad.txt", b"Ada\0 reaches 71.5%."), says="NUL"),
    Case("random bytes as a PDF", "told, the rest is read", bad("bad.pdf", b"%PDF-1.7\n" + os.urandom(20_000))),
    Case("a gzip bomb (1 GB in 1 MB)", "refused at the cap", bad("bad.txt.gz", gzip.compress(b" " * (1 << 30), 1))),
    Case("a zip bomb", "told, the rest is read", bad("bad.tex", packed(b"0" * 300 * MEGABYTES))),
    Case(
        "an XML bomb (2^30 by entities)",
        "not expanded",
        bad("bad.xml", XML.format(ENTITIES).encode()),
        exits=(0, 2),
        documents=None,
    ),
    Case("a LaTeX bomb (2^24 by macros)", "cut short", bad("bad.tex", LATEX.encode()), exits=(0, 2), documents=None),
    Case("JSON nested 100,000 deep", "told", bad("bad.json", b"[" * 100_000 + b"]" * 100_000)),
    Case("HTML nested 200,000 deep", "cut short", bad("bad.html", b"<div>" * 200_000), exits=(0, 2), documents=None),
    Case("a line of 1 GB (1 MB packed)", "passed over and told", long_line),
    Case("a FIFO", "refused, not waited for", lambda papers, db: os.mkfifo(papers / "bad.md"), says="pipe"),
    Case("a device", "refused", lambda papers, db: (papers / "bad.md").symlink_to("/dev/zero"), says="device"),
    Case("a link to itself", "told", lambda papers, db: (papers / "bad.md").symlink_to("bad.md")),
    Case("a link to nothing", "told", lambda papers, db: (papers / "bad.md").symlink_to("gone.md")),
    Case(
        "two writers at once", "the second one ends at once", locked, says="another process is writing", documents=None
    ),
    Case("LaTeX groups 100,000 deep", "cut short", bad("bad.tex", LATEX_DEEP), exits=(0, 2), documents=None),
    Case("XML nested 100,000 deep", "told or cut short", bad("bad.xml", b"<a>" * 100_000), exits=(0, 2)),
    Case("Markdown quotes 20,000 deep", "cut short", bad("bad.md", b">" * 20_000), exits=(0, 2), documents=None),
    Case("a tar bomb (300 MB of zeros)", "not unpacked", lambda papers, db: tarred(papers / "bad.tgz"), documents=1),
    Case("a bad line among good ones", "told with its number", bad("bad.jsonl", LINES), says="line 2", documents=3),
    Case("a socket", "refused", lambda papers, db: socket_at(papers / "bad.md"), says="socket"),
    Case(
        "a folder that holds itself",
        "each file read once",
        lambda papers, db: (papers / "bad").symlink_to(papers),
        exits=(0,),
        documents=3_002,
        command=("ingest", "{papers}", "--db", "{db}"),
    ),
    Case(
        "a file that may not be read",
        "told, the rest is read",
        lambda papers, db: locked_away(papers / "bad.md"),
        says="ermission",
        bound=True,
    ),
    Case(
        "a file gone before its turn",
        "told, the rest is read",
        bad("bad.md", GOOD.replace("Ada", "Cyd").encode()),
        documents=3_001,
        command=("ingest", "{papers}/good.md", "{papers}/more.jsonl", "{papers}/bad*", "--db", "{db}"),
        during=lambda papers, db: (papers / "bad.md").unlink(),
        says="bad.md",
    ),
    Case(
        "a file cut off while it is read",
        "what was read whole stays, the rest is told",
        lambda papers, db: (papers / "more.jsonl").rename(papers / "bad.jsonl"),
        exits=(0, 2),
        documents=None,
        during=lambda papers, db: os.truncate(papers / "bad.jsonl", 1_000_001),
    ),
    Case(
        "a file written anew while two processes read it",
        "told; a new ingest reads it",
        lambda papers, db: long_lines(papers / "bad.jsonl"),
        exits=(0, 2),
        documents=None,
        command=("ingest", "{papers}/good.md", "{papers}/bad.jsonl", "--jobs", "2", "--db", "{db}"),
        during=lambda papers, db: long_lines(papers / "bad.jsonl", 7),
        after=("ingest", "{papers}/bad.jsonl", "--db", "{db}"),
    ),
    Case(
        "a file that may not grow (2 MB)",
        "one line, exit 3, what was there stays",
        lambda papers, db: None,
        exits=(3,),
        says="free space",
        command=("limited", "ingest", "{papers}/more.jsonl", "--db", "{db}"),
        before=True,
    ),
    Case(
        "a disk that is full (tmpfs of 12 MB)",
        "one line, exit 3, what was there stays",
        lambda papers, db: None,
        exits=(3,),
        says="free space",
        command=("ingest", "{papers}/more.jsonl", "--db", "{db}"),
        before=True,
        disk=12 << 20,
    ),
    Case(
        "a disk that is full from the start (tmpfs of 100 kB)",
        "one line, exit 3, no registry",
        lambda papers, db: None,
        exits=(3,),
        says="free space",
        documents=0,
        command=("ingest", "{papers}/good.md", "--db", "{db}"),
        disk=100 << 10,
    ),
    Case(
        "a folder that may not be written to",
        "one line, exit 2, what was there stays",
        lambda papers, db: read_only(db),
        exits=(2,),
        says="ermission",
        command=("ingest", "{papers}/other.md", "--db", "{db}"),
        before=True,
        bound=True,
    ),
    Case(
        "a registry in a folder that may not be written to",
        "is read",
        lambda papers, db: read_only(db),
        exits=(0,),
        command=("boards", "--db", "{db}"),
        before=True,
        bound=True,
    ),
    Case(
        "the clock goes back twenty years",
        "goes on, and the newest generation is the last one written",
        lambda papers, db: in_another_year(2046, "ingest", str(papers / "good.md"), "--db", str(db)),
        exits=(0,),
        documents=2,
        command=("ingest", "{papers}/other.md", "--db", "{db}"),
    ),
    Case(
        "the published file is damaged",
        "exit 3; --repair publishes anew",
        lambda papers, db: damage(db),
        exits=(3,),
        says="damaged",
        command=("doctor", "--db", "{db}"),
        before=True,
        after=DOCTOR,
    ),
    Case(
        "the published file is cut to nothing",
        "exit 3; --repair publishes anew",
        lambda papers, db: os.truncate(db, 0),
        exits=(2, 3),
        command=("boards", "--db", "{db}"),
        before=True,
        after=DOCTOR,
    ),
    Case(
        "the working file is damaged",
        "exit 3; --repair goes on from what is published",
        lambda papers, db: damage(Path(f"{db}.d", "working.duckdb")),
        exits=(3,),
        says="damaged",
        command=("ingest", "{papers}/good.md", "--db", "{db}"),
        before=True,
        after=DOCTOR,
    ),
    Case(
        "the log of the working file is damaged",
        "exit 3; --repair sets the log aside, what was published stays",
        lambda papers, db: (unpublished(papers, db), damage(Path(f"{db}.d", "working.duckdb.wal"))),
        exits=(3,),
        says="doctor --repair",
        command=("ingest", "{papers}/good.md", "--db", "{db}"),
        before=True,
        after=DOCTOR,
    ),
    Case(
        "the log of the working file is cut short",
        "exit 3; --repair goes on without what the log had, and says so",
        lambda papers, db: (unpublished(papers, db), os.truncate(f"{db}.d/working.duckdb.wal", 1000)),
        exits=(3,),
        says="doctor --repair",
        command=("ingest", "{papers}/good.md", "--db", "{db}"),
        before=True,
        after=DOCTOR,
    ),
    Case(
        "the writer died before it published",
        "the next one publishes what was acknowledged",
        lambda papers, db: unpublished(papers, db),
        exits=(0,),
        documents=2,
        command=("publish", "--db", "{db}"),
        before=True,
    ),
    Case(
        "the registry's name points at nothing",
        "told; nothing is written there",
        lambda papers, db: (db.unlink(), db.symlink_to(papers / "gone" / "nothing.duckdb")),
        exits=(2, 3),
        documents=0,
        command=("boards", "--db", "{db}"),
        before=True,
    ),
    Case(
        "a partition's Parquet file is damaged",
        "is read anew",
        lambda papers, db: (apart(papers, db), damage(next((papers / "parts" / "claim").iterdir()))),
        exits=(0,),
        documents=2,
        command=APART,
    ),
    Case(
        "the file that says a partition is done is damaged",
        "is read anew",
        lambda papers, db: (apart(papers, db), damage(next((papers / "parts" / "done").iterdir()))),
        exits=(0,),
        documents=2,
        command=APART,
    ),
)


def run(
    words: Sequence[str], bound: bool = False, opened: Path | None = None, then: Callable[[], object] | None = None
) -> "subprocess.CompletedProcess[str]":
    """The command's outcome. `limited` writes no file beyond 2 MB; `bound` has no right that the modes of files do not
    give it; `then` is done as soon as the folder `opened` is there."""
    limit = 2 * MEGABYTES if words[0] == "limited" else resource.RLIM_INFINITY

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    command = [COMMAND, *(word for word in words if word != "limited")]
    if bound and os.getuid() == 0:
        command = [*BOUND, *command]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, preexec_fn=limits) as process:
        while opened and then and process.poll() is None:
            if opened.exists():
                then()
                break
            time.sleep(0.005)
        try:
            said, complained = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return subprocess.CompletedProcess(command, -signal.SIGKILL, "", f"nothing after {SECONDS} s")
    return subprocess.CompletedProcess(command, process.returncode, said, complained)
