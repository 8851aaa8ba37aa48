"""Run the benchmarks and write docs/BENCHMARKS.md: each figure with the command that makes it, machine and versions.

Usage: python tests/benchmarks/page.py [--only NAME …] [--quick]

A part that is not run keeps what the page said of it. `--quick` takes one round of each, to try the page itself; do not
commit what it prints.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

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
    """A section of the page: what its figures are about, the command that makes them, and what of them is drawn."""

    name: str
    about: str
    command: Sequence[str]
    quick: Sequence[str] = ()
    drawn: str = ""  # the rows whose name has this in it, as bars


SPEED = ("tests/benchmarks/prose_speed.py", "--only")
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
    Part("Growing documents", "One document of 10 kB to 10 MB.", (*SPEED, "growth"), ("--rounds", "1"), "×"),
    Part("More rules", "30 rules, and 300 of them.", (*SPEED, "rules"), ("--rounds", "1"), "rules"),
    Part("Many documents", "A pool and a cluster over the same partitions.", ("tests/benchmarks/scale_speed.py",)),
    Part("A large registry", "Boards, histories and publishing.", ("tests/benchmarks/registry_speed.py",)),
    Part("The app and the API", "Reruns, pages and answers.", ("tests/benchmarks/app_speed.py",)),
    Part("Checks", "A registry verified.", ("tests/benchmarks/verify_speed.py",)),
    Part("Quality of prose", "The gold sets of abstracts.", ("scripts/score_gold.py",)),
    Part("Quality of tables", "The gold set of papers.", ("scripts/score_results.py",)),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=[part.name for part in PARTS], default=None)
    parser.add_argument("--quick", action="store_true", help="one round of each, where a benchmark knows rounds")
    args = parser.parse_args()
    sections = known()
    for part in PARTS:
        if not (ROOT / part.command[0]).exists() or (args.only and part.name not in args.only):
            continue
        print(f"{part.name} …", file=sys.stderr, flush=True)
        sections[part.name] = section(part, part.quick if args.quick else ())
    PAGE.write_text(
        "\n".join([HEAD, *(sections[part.name] for part in PARTS if part.name in sections)]), encoding="utf-8"
    )
    return 0


def known() -> dict[str, str]:
    """The sections of the page as it is."""
    if not PAGE.exists():
        return {}
    found = re.split(r"^(?=## )", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {one.partition("\n")[0].removeprefix("## "): one.rstrip("\n") + "\n" for one in found}


def section(part: Part, more: Sequence[str]) -> str:
    """The part's section, or what went wrong with it."""
    command = ["python", *part.command, *more]
    ran = subprocess.run([sys.executable, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    told = (ran.stdout if ran.returncode == 0 else f"{ran.stdout}\nfailed: {ran.stderr[-2000:]}").strip("\n")
    told = "\n".join(line.rstrip() for line in told.replace("\r", "\n").splitlines())
    lines = [
        f"## {part.name}",
        "",
        part.about,
        "",
        f"`{' '.join(command)}`, {machine()}.",
        "",
        "```text",
        told,
        "```",
        "",
    ]
    return "\n".join([*lines, *(drawing(part, told) if part.drawn else [])])


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
