"""What breaks, and what claimboard then does: each fault made for real, with what must come of it and what came.

Usage: python tests/faults/faults.py [--write docs/faults.md] [--only WORD]

Every case runs the command line in a process of its own, within 2 GB of memory and two minutes. Prints (and with
`--write` writes) the table; ends with 1 where a case did not come out as stated. Beside a fault there is always a good
file, which must be read all the same.
"""

import argparse
import fcntl
import gzip
import io
import json
import lzma
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

COMMAND = str(Path(sys.executable).with_name("claimboard"))
GOOD = "# Ada\n\n## Abstract\n\nAda reaches 74.5% accuracy on GSM8K and gains 2.5 points.\n"
MEMORY = 6 << 30
SECONDS = 240


@dataclass(frozen=True, slots=True)
class Case:
    """`make` puts the fault into a folder of papers beside a registry `db`, which holds the good file already where
    `before`; `command` is what runs then (`papers` and `db` are put in). `exits` are the codes that are right, `says` a
    part of what it must say, `documents` how many must be there afterwards, None for no registry."""

    name: str
    expected: str
    make: Callable[[Path, Path], object]
    exits: tuple[int, ...] = (2,)
    says: str = ""
    documents: int | None = 1
    command: tuple[str, ...] = ("ingest", "{papers}/good.md", "{papers}/bad*", "--db", "{db}")
    before: bool = False
    after: tuple[str, ...] = ()


def bad(name: str, data: bytes) -> Callable[[Path, Path], object]:
    return lambda papers, db: (papers / name).write_bytes(data)


def packed(data: bytes) -> bytes:
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("main.tex", data)
        return out.getvalue()


def long_line(papers: Path, db: Path) -> None:
    with (papers / "bad.jsonl").open("wb") as out:
        out.write(b'{"id": "a", "text": "')
        out.seek(1 << 30)
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


held: list[io.BufferedWriter] = []
MEGABYTES = 1 << 20
XML = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x0 "x">{}]><article><front>&x30;</front></article>'
ENTITIES = "".join(f'<!ENTITY x{at} "&x{at - 1};&x{at - 1};">' for at in range(1, 31))
MACROS = "".join(rf"\newcommand{{\m{chr(98 + at)}}}{{\m{chr(97 + at)}\m{chr(97 + at)}}}" for at in range(24))
LATEX = rf"\documentclass{{article}}\newcommand{{\ma}}{{x}}{MACROS}\begin{{document}}\my\end{{document}}"
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
    Case("a line of 1 GB", "passed over and told", long_line, says="NUL"),
    Case("a FIFO", "refused, not waited for", lambda papers, db: os.mkfifo(papers / "bad.md"), says="pipe"),
    Case("a device", "refused", lambda papers, db: (papers / "bad.md").symlink_to("/dev/zero"), says="device"),
    Case("a link to itself", "told", lambda papers, db: (papers / "bad.md").symlink_to("bad.md")),
    Case("a link to nothing", "told", lambda papers, db: (papers / "bad.md").symlink_to("gone.md")),
    Case(
        "two writers at once", "the second one ends at once", locked, says="another process is writing", documents=None
    ),
    Case(
        "a disk that is full",
        "one line, exit 3, what was there stays",
        lambda papers, db: None,
        exits=(3,),
        says="free space",
        command=("limited", "ingest", "{papers}/more.jsonl", "--db", "{db}"),
        before=True,
    ),
    Case(
        "the clock went back a year",
        "goes on",
        lambda papers, db: os.utime(db, (1, 1)),
        exits=(0,),
        documents=2,
        command=("ingest", "{papers}/other.md", "--db", "{db}"),
        before=True,
    ),
    Case(
        "the published file is damaged",
        "exit 3; --repair publishes anew",
        lambda papers, db: damage(db),
        exits=(3,),
        says="damaged",
        command=("board", "--db", "{db}"),
        before=True,
        after=DOCTOR,
    ),
    Case(
        "the published file is cut to nothing",
        "exit 3; --repair publishes anew",
        lambda papers, db: os.truncate(db, 0),
        exits=(2, 3),
        command=("board", "--db", "{db}"),
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
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    rows = []
    for case in CASES:
        if args.only in case.name:
            rows.append((case, *observed(case)))
            print(f"{'ok ' if rows[-1][1] else 'BAD'} {case.name}: {rows[-1][2]}", flush=True)
    if args.write:
        args.write.write_text(page(rows), encoding="utf-8")
    return 0 if all(fine for _, fine, _ in rows) else 1


def observed(case: Case) -> tuple[bool, str]:
    """Whether it came out as stated, and what was seen."""
    with tempfile.TemporaryDirectory() as folder:
        papers, db = Path(folder) / "papers", Path(folder) / "claimboard.duckdb"
        papers.mkdir()
        (papers / "good.md").write_text(GOOD)
        (papers / "other.md").write_text(GOOD.replace("Ada", "Bob"))
        rows = [{"id": str(at), "text": f"Ada {at} gains 2.5 points. {os.urandom(2_000).hex()}"} for at in range(3_000)]
        (papers / "more.jsonl").write_text("\n".join(map(json.dumps, rows)))
        if case.before:
            run(["ingest", str(papers / "good.md"), "--db", str(db)])
        case.make(papers, db)
        files = sorted(str(file) for file in papers.iterdir() if file.name.startswith("bad"))
        ended = run([part for word in case.command for part in filled(word, papers, db, files)])
        while held:
            held.pop().close()
        told = [f"exit {ended.returncode}"]
        fine = ended.returncode in case.exits and case.says in ended.stderr and "Traceback" not in ended.stderr
        if case.after:
            repaired = run([part for word in case.after for part in filled(word, papers, db, files)])
            told.append(f"then `doctor --repair`: exit {repaired.returncode}")
            fine = fine and repaired.returncode == 0
        if case.documents is not None:
            there = documents(db)
            told.append(f"{there} document{'s' * (there != 1)} there")
            fine = fine and there == case.documents
        said = ended.stderr.strip().replace(folder, "…").splitlines()
        return fine, ", ".join(told) + (f": “{said[-1][:150]}”" if said else "")


def filled(word: str, papers: Path, db: Path, files: Sequence[str]) -> list[str]:
    return files if word == "{papers}/bad*" else [word.format(papers=papers, db=db)]


def run(words: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """`limited` writes no file beyond 2 MB, as on a disk that is full there."""
    limit = 2 * MEGABYTES if words[0] == "limited" else resource.RLIM_INFINITY

    def limits() -> None:
        import signal

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    command = [COMMAND, *(word for word in words if word != "limited")]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, preexec_fn=limits, check=False)


def documents(db: Path) -> int:
    if not db.exists():
        return 0
    with duckdb.connect(str(db), read_only=True) as con:
        return int(con.execute("SELECT count(*) FROM documents").fetchall()[0][0])


def page(rows: Sequence[tuple[Case, bool, str]]) -> str:
    head = [
        "# Faults, and what comes of them",
        "",
        "Made by `python tests/faults/faults.py --write docs/faults.md`; every row is a fault made for real.",
        "Kills at random moments: `python tests/faults/kill_ingest.py FILE --victim writer|worker|merger|publisher`.",
        "",
        "| fault | must | came |",
        "|---|---|---|",
    ]
    lines = [
        f"| {case.name} | {case.expected} | {'' if fine else '**not so:** '}{cell(seen)} |" for case, fine, seen in rows
    ]
    return "\n".join([*head, *lines, ""])


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    sys.exit(main())
