"""Fuzz every reader and the prose: no input may raise, hang or grow without bound.

Usage: python tests/faults/fuzz.py [TARGET …] [--guided] [--seconds N] [--until CASES] [--keep FOLDER] [--told]

TARGET is "prose" or the name of a reader ("latex", "pdf", …); without one, all of them in turn, N seconds each (10).
Cases are mutants of what is known: our files in the target's format, and what reached new code in a run with `--guided`
and the same FOLDER. Such a run watches coverage (with atheris: pip install '.[fuzz]'), which costs ten times as much a
case. FOLDER keeps the counts too, so that runs add up: `--until` goes on until each target has had so many cases,
`--told` only prints what was reached. A case that a board's sniffer refuses is not counted.

Prints a table, and exits 1 where a target crashed, hung (10 s of CPU for one case) or took more than 2 GB; the case is
then written beside FOLDER.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from fuzz_cases import LONGEST, case_of, seeds_of, targets
from mutation import HANG, MEMORY, Tried, try_many

ROOT = Path(__file__).resolve().parents[2]
FINDINGS = {"timeout": "hung", "out-of-memory": "too large", "crash": "crashed"}
HEAD = f"{'target':<18}{'cases':>12}{'guided':>10}{'refused':>10}{'CPU s':>9}{'peak MB':>9}{'slowest s':>11}   found"
REFUSED = ".refused"  # a byte for each such case
ENDED = 1 << 62  # cases that no run reaches
MOST_KNOWN = 5_000  # cases that reached new code, of which mutants are made


@dataclass(slots=True)
class Counts:
    """What all runs of a target did together; `guided` are the cases under coverage, among `cases`."""

    cases: int = 0
    guided: int = 0
    refused: int = 0
    seconds: float = 0.0
    peak: int = 0
    slowest: float = 0.0
    runs: int = 0
    finding: str = ""

    def add(self, tried: Tried, guided: bool) -> None:
        self.cases += tried.cases
        self.guided += tried.cases if guided else 0
        self.refused += tried.refused
        self.seconds += tried.seconds
        self.peak = max(self.peak, tried.peak)
        self.slowest = max(self.slowest, tried.slowest)
        self.runs += 1
        self.finding = tried.finding

    def told(self, target: str) -> str:
        return (
            f"{target:<18}{self.cases:>12,}{self.guided:>10,}{self.refused:>10,}{self.seconds:>9,.0f}{self.peak:>9,}"
            f"{self.slowest:>11.2f}   {self.finding or 'nothing'}"
        )


def main() -> int:
    if sys.argv[1:2] == ["--inside"]:
        return inside(sys.argv[2], Path(sys.argv[3]), *map(int, sys.argv[4:7]))
    if sys.argv[1:2] == ["--inside-guided"]:
        return inside_guided(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(targets()))
    parser.add_argument("--guided", action="store_true", help="watch which code is reached")
    parser.add_argument("--seconds", type=int, default=10, help="of one turn of a target")
    parser.add_argument("--until", type=int, metavar="CASES", help="turn after turn, until each target has so many")
    parser.add_argument("--keep", type=Path, help="where counts and cases that reach new code are kept")
    parser.add_argument("--told", action="store_true", help="print what was reached and end")
    args = parser.parse_args()
    unknown = {*args.targets} - {*targets()}
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder:
        keep = args.keep or Path(folder)
        chosen = args.targets or targets()
        if not args.told:
            turns(chosen, keep, args.seconds, args.until, args.guided)
        print(HEAD, flush=True)
        for target in chosen:
            print(counts_of(keep, target).told(target))
        return 1 if any(counts_of(keep, target).finding for target in chosen) else 0


def turns(chosen: Sequence[str], keep: Path, seconds: int, until: int | None, guided: bool) -> None:
    """One turn of each target, or so many that each has had `until` cases or found something."""
    left = list(chosen)
    while left:
        for target in left:
            counts = counts_of(keep, target)
            most = ENDED if until is None else max(0, until - counts.cases)
            if most:
                turn = run_guided if guided else run
                counts.add(turn(target, keep, seconds, most, counts.runs), guided)
                write_counts(keep, target, counts)
                print(counts.told(target), file=sys.stderr, flush=True)
        reached = {target: counts_of(keep, target) for target in left}
        left = [one for one, got in reached.items() if until and got.cases < until and not got.finding]


def counts_of(keep: Path, target: str) -> Counts:
    file = keep / f"{target}.json"
    return Counts(**json.loads(file.read_text())) if file.exists() else Counts()


def write_counts(keep: Path, target: str, counts: Counts) -> None:
    new = keep / f"{target}.json.new"
    new.write_text(json.dumps(asdict(counts), indent=1))
    new.replace(keep / f"{target}.json")


def run(target: str, keep: Path, seconds: int, most: int, number: int) -> Tried:
    """One turn in a process of its own; the case it died at or told of is written beside `keep`."""
    (keep / target).mkdir(parents=True, exist_ok=True)
    command = [sys.executable, __file__, "--inside", target, str(keep), str(seconds), str(most), str(number)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    try:
        tried = Tried(**json.loads(ran.stdout.splitlines()[-1]))
    except (IndexError, ValueError):
        tried = Tried(finding=f"the process ended with {ran.returncode}: {ran.stderr.strip()[-200:]}")
    if tried.finding:
        shown = (keep / f"{target}.current").read_bytes()
        data = shown[8 : 8 + int.from_bytes(shown[:8], "little")]
        case = keep / f"{target}.found-{blake2b(data, digest_size=6).hexdigest()}"
        case.write_bytes(data)
        tried.finding += f" ({case})"
    return tried


def inside(target: str, keep: Path, seconds: int, most: int, number: int) -> int:
    """The process of a turn."""
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY << 20, 2 * MEMORY << 20))
    found = sorted((keep / target).glob("*"))[:MOST_KNOWN]
    known = seeds_of(target) + [file.read_bytes() for file in found]
    tried = try_many(case_of(target), known, keep / f"{target}.current", seconds, most, number)
    print(json.dumps(tried.as_json()))
    return 0


def run_guided(target: str, keep: Path, seconds: int, most: int, number: int) -> Tried:
    """One turn under atheris, which ends its process at the first finding."""
    folder = keep / target
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as seeds:
        for at, seed in enumerate(seeds_of(target)):
            Path(seeds, f"{at:03}").write_bytes(seed)
        options = [
            *(
                f"-max_total_time={seconds}",
                f"-runs={most if most < ENDED else -1}",
                f"-max_len={LONGEST}",
                f"-seed={number + 1}",
            ),
            *(f"-timeout={HANG}", f"-rss_limit_mb={MEMORY}", "-print_final_stats=1"),
            f"-artifact_prefix={folder}.",
        ]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, __file__, "--inside-guided", target, *options, str(folder), seeds]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
        refused = Path(seeds, REFUSED).stat().st_size if Path(seeds, REFUSED).exists() else 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = ran.stderr
    cases = max(0, stat("number_of_executed_units", said) - refused)
    slowest = float(stat("slowest_unit_time_sec", said))
    return Tried(cases, refused, used, slowest, stat("peak_rss_mb", said), finding(ran.returncode, said, folder))


def finding(code: int, said: str, folder: Path) -> str:
    if not code:
        return ""
    kind = next((told for sign, told in FINDINGS.items() if f"{folder}.{sign}-" in said), "failed")
    error = re.findall(r"^(?:\s*=+ .*|\w*(?:Error|Exception|Interrupt)\b.*)$", said, re.MULTILINE)
    where = re.search(re.escape(f"{folder}.") + r"\S+", said)
    return f"{kind}: {(error or [said.strip()[-200:]])[-1].strip()[:100]} ({where[0] if where else 'no case'})"


def stat(name: str, said: str) -> int:
    found = re.search(rf"stat::{name}:\s+(\d+)", said)
    return int(found[1]) if found else 0


def inside_guided(target: str, options: Sequence[str]) -> int:
    """The process of a turn under atheris, which ends here."""
    import atheris

    with atheris.instrument_imports(include=["extractors", "registry"]):
        from extractors import pipeline, readers  # noqa: F401
    case = case_of(target)
    with Path(options[-1], REFUSED).open("wb", buffering=0) as refused:  # libFuzzer leaves without a word

        def counted(data: bytes) -> None:
            if not case(data):
                refused.write(b".")

        atheris.Setup([sys.argv[0], *options], counted)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
