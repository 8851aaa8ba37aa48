"""How long the checks take over a whole registry, and the report with the evidence of all that they find.

Usage: python tests/benchmarks/verify_speed.py --db FILE [--each]

FILE is any published registry: one of `claimboard bench generate`, or of `claimboard ingest`. Prints seconds of CPU (as
much as one core would take) and on the wall for making the facts, for each check with --each, for all of them, and for
`claimboard verify --db FILE` with its report; and what a million claims would take. Asserts nothing.
"""

import argparse
import os
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from leaderboard import queries
from leaderboard.verify import FORMATS, verify_registry
from registry.catalog import load_catalog
from registry.checks import CHECKS, prepare
from registry.snapshots import connect


class Clock:
    """CPU and wall since it was last asked."""

    def __init__(self) -> None:
        self.cpu, self.wall = process_time(), perf_counter()

    def told(self, name: str, claims: int = 0) -> None:
        cpu, wall = process_time() - self.cpu, perf_counter() - self.wall
        rate = f"   {1e6 * cpu / claims:6.1f} s a million claims (asked: < 60)" if claims else ""
        print(f"{name:28} CPU {cpu:7.2f} s   wall {wall:7.1f} s{rate}", flush=True)
        self.cpu, self.wall = process_time(), perf_counter()


def checks_alone(db: Path, each: bool) -> None:
    catalog = load_catalog()
    with connect(db) as con:
        claims, whole, clock, found = queries.stats(con).claims, Clock(), Clock(), 0
        prepare(con, catalog)
        clock.told("facts")
        for check in CHECKS:
            findings = list(check.run(con, catalog))
            found += len(findings)
            if each:
                clock.told(f"  {check.id} ({len(findings):,})")
        whole.told(f"all checks ({found:,} findings)", claims)


def verified(db: Path) -> None:
    clock = Clock()
    report = verify_registry(db, load_catalog())
    clock.told("verify --db, the report", report.claims.total())
    text = FORMATS["jsonl"](report)
    clock.told(f"written, {len(text) / 1e6:.1f} MB")
    print(f"{len(report.findings):,} findings shown with their evidence: {report.summary}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--each", action="store_true", help="tell the time of each check")
    given = parser.parse_args()
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    checks_alone(given.db, given.each)
    verified(given.db)
    print(f"peak memory {getrusage(RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")


if __name__ == "__main__":
    main()
