"""Papers whose numbers agree, and the same papers with one thing changed: what each check tells of them.

Usage: python tests/faults/mutate_claims.py [--cases 8] [--seed 11] [--missed]

The papers are those of `seeds.py`, filled anew for every case. Each mutation is made in `--cases` of them, and counts
as caught where the check that claims its kind disagrees. An unmutated paper in which any check disagrees, if only by a
note, is a false alarm. Papers that stand alone are read into one registry, and what the checks say between papers is
left out there; papers that belong together have a registry a case. Prints a table; exit 0 where every kind of mutation
is caught in 95 % and at most 1 % of the unmutated papers raise a false alarm.
"""

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from seeding import Mutation, Seed, Values, written
from seeds import SEEDS

from leaderboard.checking import checked
from leaderboard.ingest import ingest
from registry.catalog import Catalog, load_catalog
from registry.checks import Finding
from registry.snapshots import connect

__all__ = ["Case", "Told", "campaign"]

BETWEEN_PAPERS = ("cross-paper", "sota-at-date")
LEAST_CAUGHT, MOST_ALARMS = 0.95, 0.01


@dataclass(frozen=True, slots=True)
class Case:
    """A seed filled once; `mutation` is None where nothing was changed. Its papers are in a folder of its `name`."""

    seed: Seed
    mutation: Mutation | None
    name: str
    values: Values

    def write(self, folder: Path) -> Path:
        own = folder / self.name
        own.mkdir(parents=True)
        for file in self.seed.files:
            (own / file).write_text(written(file, self.values), "utf-8")
        return own


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a campaign: its cases, and the checks that disagree in each by the name of the case."""

    cases: Sequence[Case]
    checks: Mapping[str, set[str]]

    def caught(self) -> Iterator[tuple[Seed, Mutation, int, int]]:
        """Of each mutation, how often it was made and how often the check told it."""
        for seed in SEEDS:
            for mutation in seed.mutations:
                made = [case.name for case in self.cases if case.seed is seed and case.mutation is mutation]
                yield seed, mutation, len(made), sum(mutation.check in self.checks[name] for name in made)

    def missed(self) -> list[str]:
        """Mutations that are told too seldom."""
        return [
            f"{mutation.kind} in {seed.name} ({mutation.check})"
            for seed, mutation, made, found in self.caught()
            if found < LEAST_CAUGHT * made
        ]

    def alarms(self) -> Counter[tuple[str, str]]:
        """Seeds and checks that disagree where nothing was changed."""
        return Counter(
            (case.seed.name, check) for case in self.cases if case.mutation is None for check in self.checks[case.name]
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=8)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--missed", action="store_true", help="print the papers of mutations that were not told")
    args = parser.parse_args()
    told = campaign(args.cases, args.seed)
    good = print_table(told)
    if args.missed:
        print_missed(told)
    return 0 if good else 1


def campaign(cases: int, seed: int) -> Told:
    """Every mutation in `cases` papers, and as many papers of each seed without one for each of its mutations."""
    made = [case for each in SEEDS for case in cases_of(each, cases, seed)]
    checks: dict[str, set[str]] = defaultdict(set)
    catalog = load_catalog()
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        for number, case in enumerate(each for each in made if len(each.seed.files) > 1):
            for found in disagreements(case.write(folder / "several"), folder / f"{number}.duckdb", catalog):
                checks[case.name].add(found[1].check_id)
        for kind in ("whole", "changed"):  # apart: papers that differ in a bold mark only are one document
            for case in made:
                if len(case.seed.files) == 1 and (case.mutation is None) == (kind == "whole"):
                    case.write(folder / kind)
            for name, finding in disagreements(folder / kind, folder / f"{kind}.duckdb", catalog):
                if finding.check_id not in BETWEEN_PAPERS and finding.reason != "hundredfold":
                    checks[name].add(finding.check_id)
    return Told(made, checks)


def cases_of(seed: Seed, cases: int, start: int) -> Iterator[Case]:
    for at, mutation in enumerate(seed.mutations):
        for case in range(cases):
            name = f"{seed.name}-{at}-{case}"
            chance = random.Random(f"{start}/{name}")
            values = seed.draw(chance)
            changed = {**values, **mutation.change(values, chance)}
            assert changed != values, name
            yield Case(seed, None, f"{name}-whole", values)
            yield Case(seed, mutation, name, changed)


def disagreements(papers: Path, db: Path, catalog: Catalog) -> Iterator[tuple[str, Finding]]:
    """Each with the folder that the paper of its claim is in."""
    ingest([str(papers)], db, catalog)
    with connect(db) as con:
        sources = dict(con.execute("SELECT document_id, source FROM documents").fetchall())
        for found in checked(con, catalog):
            if found.outcome in ("inconsistent", "conflict", "review"):
                yield Path(sources[found.document_id]).parent.name, found


def print_table(told: Told) -> bool:
    print(f"{'check':<18}{'paper':<12}{'mutation':<36}{'made':>5}{'caught':>8}{'share':>7}")
    by_check: Counter[str] = Counter()
    for seed, mutation, made, found in sorted(told.caught(), key=lambda each: (each[1].check, each[0].name)):
        print(f"{mutation.check:<18}{seed.name:<12}{mutation.kind:<36}{made:>5}{found:>8}{found / made:>7.0%}")
        by_check[mutation.check] += made
    whole = sum(case.mutation is None for case in told.cases)
    alarms = told.alarms()
    print(f"{by_check.total()} mutations of {len(by_check)} checks, told too seldom: {told.missed() or 'none'}")
    print(f"false alarms on {whole} unmutated papers: {alarms.total()} {dict(alarms) or ''}")
    return not told.missed() and alarms.total() <= MOST_ALARMS * whole


def print_missed(told: Told) -> None:
    for case in told.cases:
        if case.mutation and case.mutation.check not in told.checks[case.name]:
            print(f"\n=== {case.mutation.kind} ({case.mutation.check}) in {case.name}; told: {told.checks[case.name]}")
            print("\n".join(written(file, case.values) for file in case.seed.files))


if __name__ == "__main__":
    raise SystemExit(main())
