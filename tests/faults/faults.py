"""What breaks, and what claimboard then does: each fault made for real, with what must come of it and what came.

Usage: python tests/faults/faults.py [--only PATTERN] [--write docs/faults.md [--kills FILE] [--fuzz FOLDER]]

Every case runs the command line in a process of its own, within 6 GB of memory and four minutes; beside a fault there
is always a good file, which must be read all the same. Prints (and with `--write` writes, with what the campaigns of
kill_ingest.py and fuzz.py have kept) the table; ends with 1 where a case did not come out as stated.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).parent))
from fault_cases import CASES, GOOD, Case, held, run
from fuzz import counts_of
from fuzz_cases import targets
from kill_ingest import counts_in, table

MENDED = (
    'a number with an end of line before its "million" failed its document; a name with dozens of digits hung its '
    "sentence; column specifications that nothing closes took 64 s and 2.6 GB in `latex`, and a table opened as the "
    "last of thousands of environments failed it; letters at no place failed a `pdf`. Each was run again after its "
    "mending; the counts go on from before."
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="where the table goes")
    parser.add_argument("--only", default="", metavar="PATTERN", help="cases whose name has this in it")
    parser.add_argument("--kills", type=Path, metavar="FILE", help="what kill_ingest.py has kept")
    parser.add_argument("--fuzz", type=Path, metavar="FOLDER", help="what fuzz.py has kept")
    parser.add_argument("--no-cases", action="store_true", help="only put kills and fuzzing on the page")
    args = parser.parse_args()
    rows = []
    for case in CASES:
        if re.search(args.only, case.name) and not args.no_cases:
            rows.append((case, *observed(case)))
            print(f"{'ok ' if rows[-1][1] else 'BAD'} {case.name}: {rows[-1][2]}", flush=True)
    if args.write:
        sections = {
            "Faults": case_table(rows) if rows else "",
            "Kills": kills(args.kills),
            "Fuzzing": fuzzing(args.fuzz),
        }
        write_page(args.write, sections)
    return 0 if all(fine for _, fine, _ in rows) else 1


def observed(case: Case) -> tuple[bool, str]:
    """Whether it came out as stated, and what was seen."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        papers, disk = folder / "papers", folder / "disk"
        write_papers(papers)
        disk.mkdir()
        if case.disk and not mounted(disk, case.disk):
            return True, "skipped: no right to mount a disk here"
        try:
            return outcome(case, papers, disk / "claimboard.duckdb")
        finally:
            disk.chmod(0o755)
            if case.disk:
                subprocess.run(["umount", str(disk)], check=True)


def write_papers(folder: Path) -> None:
    folder.mkdir()
    (folder / "good.md").write_text(GOOD)
    (folder / "other.md").write_text(GOOD.replace("Ada", "Bob"))
    rows = [{"id": str(at), "text": f"Ada {at} gains 2.5 points. {os.urandom(2_000).hex()}"} for at in range(3_000)]
    (folder / "more.jsonl").write_text("\n".join(map(json.dumps, rows)))


def mounted(folder: Path, size: int) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def outcome(case: Case, papers: Path, db: Path) -> tuple[bool, str]:
    if case.before:
        run(["ingest", str(papers / "good.md"), "--db", str(db)], case.bound)
    case.make(papers, db)
    files = sorted(str(file) for file in papers.iterdir() if file.name.startswith("bad"))

    def words(command: Sequence[str]) -> list[str]:
        return [part for word in command for part in filled(word, papers, db, files)]

    during = case.during
    then = partial(during, papers, db) if during else None
    ended = run(words(case.command), case.bound, Path(f"{db}.d"), then)
    while held:
        held.pop().close()
    told = [f"exit {ended.returncode}"]
    fine = ended.returncode in case.exits and case.says in ended.stderr and "Traceback" not in ended.stderr
    if case.after:
        again = run(words(case.after), case.bound)
        told.append(f"then `{' '.join(case.after[:-2]).replace('{papers}/', '')}`: exit {again.returncode}")
        fine = fine and again.returncode == 0
    if case.documents is not None:
        there = documents(db)
        told.append(f"{there} document{'s' * (there != 1)} there")
        fine = fine and there == case.documents
    said = ended.stderr.strip().replace(str(papers.parent), "…").splitlines()
    return fine, ", ".join(told) + (f": “{said[-1][:150]}”" if said else "")


def filled(word: str, papers: Path, db: Path, files: Sequence[str]) -> list[str]:
    return files if word == "{papers}/bad*" else [word.format(papers=papers, db=db)]


def documents(db: Path) -> int:
    if not db.exists():
        return 0
    with duckdb.connect(str(db), read_only=True) as con:
        return int(con.execute("SELECT count(*) FROM documents").fetchall()[0][0])


HEAD = """# Faults, and what comes of them

Made by `python tests/faults/faults.py --write docs/faults.md --kills FILE --fuzz FOLDER`.
`claimboard doctor --repair` says what it can restore of a damaged registry, and does it.
"""


def write_page(page: Path, sections: dict[str, str]) -> None:
    """The page with these sections; one that is empty stays as it is there."""
    before = re.split(r"^## ", page.read_text("utf-8"), flags=re.MULTILINE)[1:] if page.exists() else []
    held = {title: text for title, _, text in (one.partition("\n") for one in before)}
    if rows := {row.split("|")[1]: row for row in held.get("Faults", "").splitlines() if "|" in row}:
        rows |= {row.split("|")[1]: row for row in sections["Faults"].splitlines()}  # some of them made anew
        sections = {**sections, "Faults": "\n".join(rows.values())}
    told = [
        f"## {title}\n\n{text.strip() or held.get(title, 'Not run yet.').strip()}\n" for title, text in sections.items()
    ]
    page.write_text("\n".join([HEAD, *told]), encoding="utf-8")


def case_table(rows: Sequence[tuple[Case, bool, str]]) -> str:
    """Each fault that was made for real, what must come of it and what came."""
    lines = [
        f"| {case.name} | {case.expected} | {'' if fine else '**not so:** '}{cell(seen)} |" for case, fine, seen in rows
    ]
    return "\n".join(["| fault | must | came |", "|---|---|---|", *lines])


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def kills(kept: Path | None) -> str:
    if kept is None:
        return ""
    about = "SIGKILL at random moments of an ingest (`python tests/faults/kill_ingest.py --keep FILE`), after each of "
    about += (
        "which the registry must open and hold every acknowledged row; where an ingest ends unkilled, its rows and "
    )
    about += "boards must be those of one that nobody killed."
    return f"{about}\n\n{table(counts_in(kept))}"


def fuzzing(kept: Path | None) -> str:
    """What all runs of the fuzzer together have tried."""
    if kept is None:
        return ""
    about = (
        "Mutants of our files and of what reached new code under coverage (`python tests/faults/fuzz.py --keep FOLDER`"
    )
    about += ", `--guided` with atheris). A case may raise nothing but a reader's own error, take 10 s of CPU or 2 GB."
    lines = ["| target | cases | of them under coverage | CPU s | peak MB | slowest case, s | found |"]
    lines.append("|---|--:|--:|--:|--:|--:|---|")
    for target in targets():
        one = counts_of(kept, target)
        figures = f"{one.cases:,} | {one.guided:,} | {one.seconds:,.0f} | {one.peak:,} | {one.slowest:.2f}"
        lines.append(f"| {target} | {figures} | {cell(one.finding) or 'nothing'} |")
    return "\n".join([about, "", *lines, "", f"Found in these runs and mended since: {MENDED}"])


if __name__ == "__main__":
    sys.exit(main())
