"""Fuzz every reader and the prose, guided by coverage: no input may raise, hang or grow without bound.

Usage: python tests/faults/fuzz.py [TARGET …] [--seconds N] [--runs N] [--keep FOLDER]

TARGET is "prose" or the name of a reader ("latex", "pdf", …); without one, all of them in turn, N seconds each (10).
The cases begin with the files of tests/extractors/readers and what was found worth keeping in FOLDER before. Prints a
table and exits 1 where a target crashed, hung (10 s for one case) or took more than 2 GB; the case is written beside
FOLDER.
Needs atheris: pip install '.[fuzz]'.

What counts as a crash: any exception but `ReadError` of a reader or `extract`, and a claim whose span is not its quote.
"""

import argparse
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "tests" / "extractors" / "readers"
HANG, MEMORY = 10, 2048  # seconds for one case, megabytes
LONGEST = 20_000  # bytes of a case
DOCUMENTS = 3  # of a file, that are extracted
FINDINGS = {"timeout": "hung", "out-of-memory": "too large", "crash": "crashed"}


@dataclass(frozen=True, slots=True)
class Outcome:
    target: str
    cases: int
    seconds: int
    peak: int  # megabytes
    finding: str

    def told(self) -> str:
        rate = self.cases / max(1, self.seconds)
        return f"{self.target:<18}{self.cases:>12,}{rate:>10,.0f}{self.peak:>9,}   {self.finding or 'nothing'}"


def main() -> int:
    if sys.argv[1:2] == ["--inside"]:
        fuzz(sys.argv[2], sys.argv[3:])
    from extractors.readers import READERS

    targets = ["prose", *(reader.name for reader in READERS)]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(targets))
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--runs", type=int, default=-1, help="end after so many cases")
    parser.add_argument("--keep", type=Path, help="where cases that reach new code are kept from run to run")
    args = parser.parse_args()
    unknown = {*args.targets} - {*targets}
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder:
        keep = args.keep or Path(folder)
        print(f"{'target':<18}{'cases':>12}{'a second':>10}{'peak MB':>9}   found", flush=True)
        outcomes = []
        for target in args.targets or targets:
            outcomes.append(run(target, keep / target, args.seconds, args.runs))
            print(outcomes[-1].told(), flush=True)
    return 1 if any(outcome.finding for outcome in outcomes) else 0


def run(target: str, keep: Path, seconds: int, runs: int) -> Outcome:
    """One target in a process of its own, which libFuzzer ends at the first finding."""
    keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as seeds:
        for at, seed in enumerate(seeds_of(target)):
            Path(seeds, f"{at:03}").write_bytes(seed[:LONGEST])
        options = [
            *(f"-max_total_time={seconds}", f"-runs={runs}", f"-max_len={LONGEST}"),
            *(f"-timeout={HANG}", f"-rss_limit_mb={MEMORY}", "-print_final_stats=1"),
            f"-artifact_prefix={keep}.",
        ]
        command = [sys.executable, __file__, "--inside", target, *options, str(keep), seeds]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    said = ran.stderr
    finding = ""
    if ran.returncode:
        kind = next((told for sign, told in FINDINGS.items() if f"{keep}.{sign}-" in said), "failed")
        error = re.findall(r"^(?:\s*=+ .*|\w*(?:Error|Exception|Interrupt)\b.*)$", said, re.MULTILINE)
        where = re.search(re.escape(f"{keep}.") + r"\S+", said)
        finding = f"{kind}: {(error or [said.strip()[-200:]])[-1].strip()[:100]} ({where[0] if where else 'no case'})"
    return Outcome(target, stat("number_of_executed_units", said), seconds, stat("peak_rss_mb", said), finding)


def stat(name: str, said: str) -> int:
    found = re.search(rf"stat::{name}:\s+(\d+)", said)
    return int(found[1]) if found else 0


def seeds_of(target: str) -> list[bytes]:
    """What the cases begin with: our own files in the target's format, and for the prose the sentences of the rules."""
    from extractors.readers import READERS
    from extractors.rules import RULES

    if target == "prose":
        return [example.encode() for rule in RULES for example in rule.examples]
    suffixes = next(reader.suffixes for reader in READERS if reader.name == target)
    files = [file for file in sorted(SEEDS.rglob("*")) if file.is_file() and file.suffix in suffixes]
    return [file.read_bytes() for file in files if file.stat().st_size <= LONGEST] or [b"{}"]


# In the process of one target


def fuzz(target: str, options: Iterable[str]) -> None:
    """The process of one target, which ends here."""
    import atheris

    with atheris.instrument_imports(include=["extractors", "registry"]):
        from extractors import pipeline, readers  # noqa: F401
    atheris.Setup([sys.argv[0], *options], prose_case() if target == "prose" else reader_case(target))
    atheris.Fuzz()


def prose_case() -> Callable[[bytes], None]:
    from extractors.pipeline import extract
    from registry.catalog import load_catalog
    from registry.model import Document

    catalog = load_catalog()

    def case(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        for claim in extract(Document("case", text), catalog).claims:
            assert text[claim.start : claim.end] == claim.quote

    return case


def reader_case(target: str) -> Callable[[bytes], None]:
    from extractors.pipeline import extract
    from extractors.readers import READERS
    from extractors.readers.source import Stamp, source_of
    from registry.catalog import load_catalog
    from registry.errors import ReadError

    catalog = load_catalog()
    reader = next(reader for reader in READERS if reader.name == target)
    stamp = Stamp(source="case", media_type=reader.media_type, reader=reader.name, reader_version=reader.version)

    def case(data: bytes) -> None:
        try:
            source = source_of("case" + reader.suffixes[0], reader.suffixes[0], io.BytesIO(data), lambda problem: None)
            if reader.board and not reader.sniff(source.start):
                return
            for document in islice(reader.read(source, stamp), DOCUMENTS):
                for claim in extract(document, catalog).claims:
                    assert document.text[claim.start : claim.end] == claim.quote
        except ReadError:
            return

    return case


if __name__ == "__main__":
    raise SystemExit(main())
