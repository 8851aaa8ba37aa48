"""Kill an ingest by SIGKILL at random moments, again and again, and compare what is left with one that nobody killed.

Usage: python tests/faults/kill_ingest.py [--times 1000] [--victim VICTIM …] [--seconds N] [--keep FILE] [--told]

The victims are the one process of an ingest (writer); with --jobs 2, one of the two that read (worker; the ingest must
end by itself then) or the one that merges (merger); or the writer while it publishes (publisher). After each kill the
registry must open, hold every row that was acknowledged and none that is not of the papers, and readers must see whole
documents. Then it is ingested again, and maybe killed again; where one ends unkilled, its rows and its boards must be
those of an ingest without kills, and the next begins with a new registry. Meanwhile a reader asks for the boards.

FILE keeps the counts, so that runs add up: each victim is killed until all runs together have killed it its share of
--times, or until this run has taken N seconds. Prints a table; exits 1 where anything was not as it must be.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, process_time, sleep

sys.path.insert(0, str(Path(__file__).parent))
from killing import DOCUMENTS, VICTIMS, Contents, Ground, Held, Ingest, held_by, remove, watch

__all__ = ["Counts", "campaign", "counts_in", "table"]


@dataclass(slots=True)
class Counts:
    """What became of the kills of a victim; every number after `answers` must be 0."""

    kills: int = 0
    ended: int = 0  # ingests that ended after kills, and were compared
    answers: int = 0  # of readers meanwhile
    closed: int = 0  # registries that did not open
    lost: int = 0  # acknowledged documents that were not there, or not all of their rows
    alien: int = 0  # rows that are not of the papers
    wrong: int = 0  # boards or rows of an ended ingest that differ
    failed: int = 0  # ingests that ended with an error
    faults: int = 0  # of readers
    first: str = ""  # fault

    def note(self, kind: str, why: str, times: int = 1) -> None:
        setattr(self, kind, getattr(self, kind) + times)
        self.first = self.first or f"{kind}: {why[:200]}"

    @property
    def is_clean(self) -> bool:
        return not any((self.closed, self.lost, self.alien, self.wrong, self.failed, self.faults))


@dataclass(slots=True)
class Chain:
    """A registry that is ingested into and killed, again and again, until an ingest ends."""

    ground: Ground
    whole: Held
    db: Path
    victim: str
    chance: Random
    counts: Counts
    told: Path
    acknowledged: int = 0
    pace: float = 0.1  # seconds between two words of an ingest
    killed: int = field(default=0)

    def run(self, most: int) -> None:
        """Kills, `most` of them at the most, and the ingest that ends."""
        before = self.counts.kills
        reader = watch(self.db, self.told)
        try:
            while self.turn(kill=self.counts.kills - before < most):
                pass
            self.compare()
        finally:
            os.kill(reader, signal.SIGKILL)
            os.waitpid(reader, 0)
            remove(self.db)

    def turn(self, kill: bool) -> bool:
        """Whether there has to be another one: this one was killed."""
        ingest = Ingest(self.ground, self.db, self.victim)
        ingest.start()
        word, most = WORDS[self.victim]
        while kill and ingest.until(word, self.chance.randrange(most)):
            sleep(self.chance.uniform(0, 1.5) * self.pace)
            if not ingest.kill():
                break
            self.counts.kills += 1
            if self.victim != "worker":
                self.acknowledged = max(self.acknowledged, ingest.acknowledged)
                self.examine()
                return True
            if not ingest.until("done", 1):  # five deaths without anything done would end it, as they should
                break
        began, heard = monotonic(), 0
        while ingest.word(300.0):
            heard += 1
        self.pace = (monotonic() - began) / heard if heard > 3 else self.pace
        if code := ingest.wait():
            self.counts.note("failed", f"an ingest ended with {code}")
        self.acknowledged = max(self.acknowledged, ingest.acknowledged)
        return False

    def examine(self) -> None:
        held = held_by(self.ground, self.db)
        if held.fault:
            self.counts.note("closed", held.fault)
        there = held.contents or {}
        whole = self.whole.contents or {}
        must = self.ground.order[: self.acknowledged]
        if lost := lost_of(must, there, whole):
            self.counts.note("lost", f"{lost[0]} of {len(must)} acknowledged", len(lost))
        if aliens := aliens_in(there, whole):
            self.counts.note("alien", aliens[0], len(aliens))

    def compare(self) -> None:
        self.counts.ended += 1
        self.examine()
        held = held_by(self.ground, self.db)
        if held != self.whole or self.acknowledged != DOCUMENTS:
            differing = [t for t in WRITTEN if (held.contents or {}).get(t) != (self.whole.contents or {}).get(t)]
            self.counts.note("wrong", f"{differing or 'boards'} after {self.counts.kills} kills {held.fault}")


AT_ONCE = 25  # kills of one registry
# The word of an ingest that a kill comes after, and after how many of them at the most; where there are fewer, it ends.
WORDS = {"writer": ("rows", 10), "worker": ("done", 4), "merger": ("rows", 14), "publisher": ("publishing", 11)}
WRITTEN = ("document", "claim", "result", "unlinked")


def lost_of(documents: Sequence[str], there: Contents, whole: Contents) -> list[str]:
    """Those of which a table has other rows than it must have, or none."""
    return [one for one in documents if any(there.get(name, {}).get(one) != whole[name].get(one) for name in WRITTEN)]


def aliens_in(there: Contents, whole: Contents) -> list[str]:
    """The documents, with the table, that have rows which no ingest of these papers writes."""
    return sorted(f"{name} {one}" for name, rows in there.items() for one, _ in rows.items() - whole[name].items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=1_000, help="kills in all")
    parser.add_argument("--victim", nargs="+", choices=VICTIMS, default=VICTIMS)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--keep", type=Path, help="where counts are kept from run to run")
    parser.add_argument("--told", action="store_true", help="print what was reached and end")
    args = parser.parse_args()
    if args.told:
        counts = counts_in(args.keep)
    else:
        counts = campaign(args.victim, args.times // len(args.victim), args.seconds, args.keep)
    print(table(counts))
    return 0 if all(one.is_clean for one in counts.values()) else 1


def campaign(
    victims: Sequence[str], times: int, seconds: float = float("inf"), keep: Path | None = None
) -> dict[str, Counts]:
    """Kill each victim until it was killed so many times, in the runs before too; what became of it."""
    counts = counts_in(keep)
    ends = monotonic() + seconds
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        ground = Ground(folder)
        whole = unkilled(ground, folder / "whole.duckdb")
        number = 0
        while monotonic() < ends and (left := [one for one in victims if counts[one].kills < times]):
            for victim in left:
                number += 1
                one, told = counts[victim], folder / "told"
                chance = Random(f"{victim} {one.kills} {one.ended}")
                db = folder / f"killed-{number}.duckdb"
                Chain(ground, whole, db, victim, chance, one, told).run(min(times - one.kills, AT_ONCE))
                count_answers(one, told)
                if keep:
                    write_counts(keep, counts)
                said = f"{one.kills} kills, {one.ended} ended, {'clean' if one.is_clean else one.first}"
                print(f"{victim:10} {said}, CPU {process_time():.0f} s", file=sys.stderr, flush=True)
    return counts


def unkilled(ground: Ground, db: Path) -> Held:
    ingest = Ingest(ground, db, "writer")
    ingest.start()
    if ingest.wait():
        raise AssertionError("the ingest that nobody kills failed")
    held = held_by(ground, db)
    assert held.contents is not None and held.boards, held.fault
    assert held.contents["document"].keys() == {*ground.order}
    return held


def count_answers(counts: Counts, told: Path) -> None:
    if told.exists():
        answers = told.read_text().splitlines()
        told.unlink()
        counts.answers += len(answers)
        for answer in answers:
            if answer != "whole":
                counts.note("faults", answer)


def counts_in(keep: Path | None) -> dict[str, Counts]:
    held = json.loads(keep.read_text()) if keep and keep.exists() else {}
    return {victim: Counts(**held.get(victim, {})) for victim in VICTIMS}


def write_counts(keep: Path, counts: dict[str, Counts]) -> None:
    new = keep.with_name(keep.name + ".new")
    new.write_text(json.dumps({victim: asdict(one) for victim, one in counts.items()}, indent=1))
    shutil.move(new, keep)


def table(counts: dict[str, Counts]) -> str:
    """The counts, as a table of a page."""
    lines = [
        "| killed | kills | ingests ended | readers' answers | not opened | rows lost | rows alien | wrong boards |"
        " failed | readers' faults |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for victim, one in counts.items():
        told = (one.kills, one.ended, one.answers, one.closed, one.lost, one.alien, one.wrong, one.failed, one.faults)
        lines.append(f"| {victim} | " + " | ".join(f"{number:,}" for number in told) + " |")
    return "\n".join([*lines, *(f"{victim}: {one.first}" for victim, one in counts.items() if one.first)])


if __name__ == "__main__":
    sys.exit(main())
