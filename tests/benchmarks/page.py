"""Run the benchmarks and write docs/BENCHMARKS.md: each figure with the command that makes it, machine and versions.

Usage: python tests/benchmarks/page.py [--only NAME …] [--quick] [--page FILE] [--folder FOLDER]

A part that is not run keeps what the page said of it, so that the page can be made in parts. Plots go to the folder
`images` beside the page, registries that are asked to FOLDER (12 GB in all; a temporary one, if none is named).
`--quick` takes one round of each or a hundredth of the size, to try the page itself: name another page then.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "BENCHMARKS.md"
PACKAGES = [
    "duckdb",
    "pandera",
    "polars",
    "regex",
    "google-re2",
    "streamlit",
    "quantulum3",
    "spacy",
    "recognizers-text-suite",
]
RATE = re.compile(r"^  (?P<name>\S.{0,43}?)\s{2,}(?P<rate>[\d,]+\.\d)\s+(?P<speed>\d+\.\d+)\s+\d\.\d\d–", re.MULTILINE)
HEAD = """# Benchmarks

Made by `python tests/benchmarks/page.py`; nothing on this page is typed by hand. Rates are of CPU seconds where nothing
else is said; a ratio is of two things measured in turn in one run, and says more than any rate: the machine is shared.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page: what its figures are about, the command that makes them (`{folder}` is put in), what is
    added to it to be quick, and what of it is drawn."""

    name: str
    about: str
    command: Sequence[str]
    quick: Sequence[str] = ()
    drawn: str = ""  # the rows whose name has this in it, as bars
    plot: str = ""  # the name of an SVG file that the command draws


SPEED = ("tests/benchmarks/prose_speed.py", "--only")
GROWTH = ("tests/benchmarks/growth.py",)
ONE_ROUND = ("--rounds", "1", "--abstracts", "1000")
PARTS = (
    Part(
        "Prose",
        "Claims with all slots from abstracts, beside other readers of numbers and a bare scan.",
        (*SPEED, "reading"),
        ONE_ROUND,
        "the few",
    ),
    Part("Two processes", "What a second process brings.", (*SPEED, "processes"), ONE_ROUND),
    Part("Into the registry", "From a file to the published, validated registry.", (*SPEED, "registry"), ONE_ROUND),
    Part("One document that grows", "10 kB to 10 MB.", (*SPEED, "growth"), ("--rounds", "1"), "×"),
    Part("More documents", "", (*GROWTH, "documents"), ("--most", "100"), plot="growth-documents.svg"),
    Part("More rules", "", (*GROWTH, "rules"), ("--most", "30"), plot="growth-rules.svg"),
    Part("300 rules", "30 rules, and 300 of them.", (*SPEED, "rules"), ("--rounds", "1"), "rules"),
    Part("More results", "", (*GROWTH, "results"), ("--most", "10000"), plot="growth-results.svg"),
    Part("More processes", "", (*GROWTH, "processes"), ("--most", "2"), plot="growth-processes.svg"),
    Part(
        "Many documents",
        "One process, a pool of two and a Dask cluster of two workers over the same abstracts.",
        ("tests/benchmarks/scale_speed.py",),
        ("--abstracts", "2000"),
    ),
    Part(
        "A worker killed",
        "The same, with a worker of each killed by SIGKILL: it costs time, not rows.",
        ("tests/benchmarks/scale_speed.py", "--abstracts", "60000", "--kill"),
        ("--abstracts", "15000"),
    ),
    Part(
        "A large registry",
        "10 million results and 30 million claims, made up from a seed; then one document in a hundred more.",
        ("tests/benchmarks/registry_speed.py", "--db", "{folder}/large.duckdb", "--grow", "1"),
        ("--results", "10000", "--claims", "30000"),
    ),
    Part(
        "The app and the API",
        "Reruns, pages and answers over 100,000 results.",
        ("tests/benchmarks/app_speed.py",),
        ("--calls", "20", "--sessions", "2", "--count", "3"),
    ),
    Part("Checks", "A registry verified.", ("tests/benchmarks/verify_speed.py", "--db", "{folder}/checked.duckdb")),
    Part("Quality of prose", "The gold sets of abstracts.", ("scripts/score_gold.py",)),
    Part("Quality of tables", "The gold set of papers.", ("scripts/score_results.py",)),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=[part.name for part in PARTS], metavar="NAME", default=None)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--page", type=Path, default=PAGE)
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    sections = known(args.page)
    failed = []
    with tempfile.TemporaryDirectory() as name:
        folder = args.folder or Path(name)
        for part in PARTS:
            if args.only and part.name not in args.only:
                continue
            began = monotonic()
            sections[part.name], fine = section(part, part.quick if args.quick else (), args.page, folder)
            failed += [] if fine else [part.name]
            took = f"{'done' if fine else 'FAILED'} in {monotonic() - began:.0f} s"
            print(f"{part.name}: {took}", file=sys.stderr, flush=True)
            held = [sections[one.name] for one in PARTS if one.name in sections]
            args.page.write_text("\n".join([HEAD, *held]), encoding="utf-8")
    return 1 if failed else 0


def known(page: Path) -> dict[str, str]:
    """The sections of the page as it is."""
    if not page.exists():
        return {}
    found = re.split(r"^(?=## )", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {one.partition("\n")[0].removeprefix("## "): one.rstrip("\n") + "\n" for one in found}


def section(part: Part, more: Sequence[str], page: Path, folder: Path) -> tuple[str, bool]:
    """The part's section, what went wrong with it included, and whether nothing did."""
    words = [word.format(folder=folder) for word in (*part.command, *more)]
    plot = page.parent / "images" / part.plot
    if part.plot:
        words += ["--plot", str(plot)]
    if part.name == "Checks":
        make_registry(folder / "checked.duckdb", bool(more) or "--quick" in sys.argv)
    ran = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    fine = ran.returncode == 0
    said = (ran.stdout if fine else f"{ran.stdout}\nfailed: {ran.stderr[-2000:]}").strip("\n")
    said = "\n".join(line.rstrip() for line in said.replace(str(folder), "FOLDER").replace("\r", "\n").splitlines())
    command = " ".join(["python", *words]).replace(str(folder), "FOLDER").replace(str(plot), f"docs/images/{part.plot}")
    lines = [f"## {part.name}", "", *([part.about, ""] if part.about else []), f"`{command}`, {machine()}.", ""]
    lines += ["```text", said, "```", ""]
    if part.plot and fine:
        lines += [f"![{part.name}](images/{part.plot})", ""]
    return "\n".join([*lines, *(drawing(part, said) if part.drawn else [])]), fine


def make_registry(db: Path, small: bool) -> None:
    """What the checks are asked about: 100,000 results and a million claims."""
    if not db.exists():
        size = ["--results", "1000", "--claims", "10000"] if small else ["--results", "100000", "--claims", "1000000"]
        command = [
            str(Path(sys.executable).with_name("claimboard")),
            "bench",
            "generate",
            "--no-checks",
            "--db",
            str(db),
        ]
        subprocess.run([*command, *size], check=True, capture_output=True)


def drawing(part: Part, told: str) -> list[str]:
    """The rates of the part as bars, in megabytes a second; none where fewer than two were printed."""
    rows = [(row["name"], float(row["speed"])) for row in RATE.finditer(told) if part.drawn in row["name"]]
    if len(rows) < 2:
        return []
    names = ", ".join(f'"{name.replace(", the few", "")}"' for name, _ in rows)
    speeds = ", ".join(f"{speed:g}" for _, speed in rows)
    chart = ["xychart-beta", f'  title "{part.name}"', f"  x-axis [{names}]", '  y-axis "MB/s"', f"  bar [{speeds}]"]
    return ["```mermaid", *chart, "```", ""]


def machine() -> str:
    """The processor, the system, the versions and the day."""
    packages = [f"{name} {found}" for name in PACKAGES if (found := installed(name))]
    load = os.getloadavg()[0]
    day = datetime.now(UTC).date().isoformat()
    kind = f"{processor()}, {os.cpu_count()} cores, load {load:.1f} at the end"
    return f"{day}, {kind}, Python {platform.python_version()}, {', '.join(packages)}"


def processor() -> str:
    found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()


def installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    raise SystemExit(main())
