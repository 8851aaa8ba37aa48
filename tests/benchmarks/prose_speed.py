"""How fast prose is read, beside what it can be compared with, all measured interleaved in one run.

Usage: python tests/benchmarks/prose_speed.py [--rounds N] [--abstracts N] [--only PART …]

Prints abstracts/s, MB/s and ratios, and asserts nothing: a second on this machine says little, a ratio of two things
measured in turn (A B C A B C …, medians) says much. Everything runs on one core, except where two processes are told.
Rates are of CPU seconds, which other people's work on the machine does not stretch, and so are ratios. For processes
they are the seconds of each on average, as if it had a core of its own; for these and for the way into the registry the
wall clock is told too.

Reads ../shared/corpora, or makes abstracts from a fixed seed where that is absent. The peers (`peers.py`) come with
`pip install '.[bench]'` and are left out where they are missing; they are slow and read the first few abstracts only,
and so does claimboard for the ratio to them.
"""

import argparse
import json
import lzma
import os
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import re2
from peers import peers

from extractors.fragments import CLASSES
from extractors.numbers import BOUND
from extractors.pipeline import grouped, prose_claims, read_together
from extractors.prose import find_all
from extractors.rule import Rule, options, pieces, plain_bytes
from extractors.rulebook import Rulebook, rulebook
from extractors.rules import NUMBER_FAMILIES, RANK_RULES, RULES
from extractors.segment import tidy
from leaderboard.ingest import ingest, rare_collections
from registry.catalog import Catalog, load_catalog
from registry.model import Document

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "acl-abstracts.jsonl.xz"
PARTS = ("reading", "processes", "registry", "growth", "rules")
QUANTULUM = 120  # abstracts it is given: more than a second of work for it
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
FEW, MANY = 30, 300
FOR_RULES = 4_000  # abstracts that are read with few and with many rules
CHUNK = 500  # abstracts that a process is given at a time


@dataclass(slots=True)
class Arm:
    """One thing that is timed, round after round. `work` reads `abstracts` abstracts of `size` bytes in all, and
    answers how many CPU seconds it took where those are not this process's own."""

    name: str
    work: Callable[[], float | None]
    abstracts: int
    size: int
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def time(self) -> None:
        cpu, wall = process_time(), perf_counter()
        spent = self.work()
        self.cpu.append(process_time() - cpu if spent is None else spent)
        self.wall.append(perf_counter() - wall)

    @property
    def seconds(self) -> float:
        return median(self.cpu)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--abstracts", type=int, default=20_000)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    args = parser.parse_args()
    documents = abstracts(args.abstracts)
    cores = os.sched_getaffinity(0)
    with ExitStack() as stack:
        parts: dict[str, tuple[list[Arm], Callable[..., None]]] = {}
        if "processes" in args.only:
            parts["processes"] = process_arms(documents, cores, stack), told_processes
        # Before DuckDB and polars start their threads, which stay where they are born.
        os.sched_setaffinity(0, {max(cores)})
        if "reading" in args.only:
            parts["reading"] = reading_arms(documents), told_reading
        if "registry" in args.only:
            parts["registry"] = registry_arms(documents, stack), told_registry
        if "growth" in args.only:
            parts["growth"] = growth_arms(documents), told_growth
        if "rules" in args.only:
            parts["rules"] = rules_arms(documents[:FOR_RULES]), told_rules
        print(f"{len(documents):,} abstracts, {size_of(documents) / 1e6:.1f} MB, {args.rounds} rounds, medians")
        measure([arm for arms, _ in parts.values() for arm in arms], args.rounds)
        print(f"load of the machine, last minute: {os.getloadavg()[0]:.1f} on {len(cores)} cores\n")
        for name in PARTS:
            if name in parts:
                arms, told = parts[name]
                told(*arms)
                print()


def measure(arms: Sequence[Arm], rounds: int) -> None:
    """Every arm once to warm it, then all in turn."""
    for arm in arms:
        arm.work()
    for done in range(rounds):
        for arm in arms:
            arm.time()
        print(f"  round {done + 1} of {rounds}", end="\r", file=sys.stderr, flush=True)
    print(" " * 20, end="\r", file=sys.stderr)


# Reading


def reading_arms(documents: Sequence[Document]) -> list[Arm]:
    catalog = load_catalog()
    few = documents[:QUANTULUM]
    claims = partial(claims_of, catalog)
    works: dict[str, Callable[[], None]] = {
        "claims, all slots out": partial(claims, documents),
        "tidy and find mentions": partial(read_by, rulebook(), documents),
        "bare re2.Set, triggers as written": bare_scan(documents, in_pieces=False),
        "bare re2.Set, triggers in pieces": bare_scan(documents, in_pieces=True),
    }
    return [
        *(Arm(name, work, len(documents), size_of(documents)) for name, work in works.items()),
        Arm("claims, the few", partial(claims, few * 10), 10 * len(few), 10 * size_of(few)),
        *(
            Arm(f"{name}, the few", partial(each, reader, few), len(few), size_of(few))
            for name, reader in peers().items()
        ),
    ]


def claims_of(catalog: Catalog, documents: Sequence[Document]) -> None:
    """The claims, made as an ingest makes them."""
    with rare_collections():
        for together in grouped(documents):
            for document, prose in zip(together, read_together(together), strict=True):
                prose_claims(document, prose, catalog)


def each(reader: Callable[[str], object], documents: Sequence[Document]) -> None:
    for document in documents:
        reader(document.text)


def bare_scan(documents: Sequence[Document], in_pieces: bool) -> Callable[[], None]:
    """One automaton of the rules' triggers over whole abstracts, and nothing else: as they are written, or in the
    pieces that `Triggers` looks for, which is the fastest they can be passed; where a trigger asks for the sign of a
    class of numbers, it asks for a digit, so that there is as much to find."""
    digits = dict.fromkeys(map(ord, CLASSES + BOUND), r"\d")
    asked = [rule.trigger.translate(digits) for rule in RULES]
    scan: Any = re2.Set.SearchSet(options())
    for piece in dict.fromkeys(piece for one in asked for way in pieces(one) for piece in way) if in_pieces else asked:
        scan.Add(plain_bytes(piece))
    scan.Compile()
    texts = [plain_bytes(document.text) for document in documents]

    def pass_by() -> None:
        for text in texts:
            scan.Match(text)

    return pass_by


def told_reading(claims: Arm, mentions: Arm, written: Arm, in_pieces: Arm, few: Arm, *others: Arm) -> None:
    rates("one core", [claims, mentions, written, in_pieces, few, *others])
    ratio("claims, times a bare pass, triggers as written", claims.seconds / written.seconds, "at most 15")
    ratio("claims, times a bare pass, in pieces", claims.seconds / in_pieces.seconds, "at most 15")
    ratio("finding, times a bare pass, in pieces", mentions.seconds / in_pieces.seconds)
    for other in others:
        times = (other.seconds / other.size) / (few.seconds / few.size)
        wanted = "at least 75" if other.name.startswith("quantulum3") else ""
        ratio(f"{other.name.partition(',')[0]}, times claims on the same texts", times, *filter(None, [wanted]))


# Two processes

held: dict[str, Any] = {}  # what a process of a pool reads


def process_arms(documents: Sequence[Document], cores: set[int], stack: ExitStack) -> list[Arm]:
    arms = []
    for many in (1, 2):
        pool = stack.enter_context(ProcessPoolExecutor(many, initializer=hold, initargs=(documents, cores)))
        work = partial(spread, pool, len(documents))
        arms.append(Arm(f"{many} process{'es' * (many > 1)}", work, len(documents), size_of(documents)))
    for arm in arms:
        arm.work()  # the processes start now, with all cores theirs
    return arms


def hold(documents: Sequence[Document], cores: set[int]) -> None:
    os.sched_setaffinity(0, cores)
    held["documents"], held["catalog"] = documents, load_catalog()


def spread(pool: ProcessPoolExecutor, n: int) -> float:
    """The CPU seconds of a process, where they share the work evenly."""
    spent = list(pool.map(seconds_for, range(0, n, CHUNK)))
    return sum(seconds for _, seconds in spent) / len({process for process, _ in spent})


def seconds_for(first: int) -> tuple[int, float]:
    """What a chunk costs, and which process; the claims stay where they were read, as with one output for each file."""
    began = process_time()
    claims_of(held["catalog"], held["documents"][first : first + CHUNK])
    return os.getpid(), process_time() - began


def told_processes(one: Arm, two: Arm) -> None:
    rates("processes, CPU seconds of each", [one, two])
    rates("processes, by the wall clock", [one, two], by_cpu=False)
    ratio("one process, times each of two", one.seconds / two.seconds, "at least 1.8")
    ratio("one process, times two, by the wall clock", median(one.wall) / median(two.wall))


# Into the registry


def registry_arms(documents: Sequence[Document], stack: ExitStack) -> list[Arm]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    source = folder / "abstracts.jsonl"
    with source.open("w", encoding="utf-8") as lines:
        for one in documents:
            lines.write(json.dumps({"id": one.id, "title": one.title, "text": one.text}) + "\n")
    catalog = load_catalog()

    def publish() -> None:
        with tempfile.TemporaryDirectory(dir=folder) as fresh:
            ingest([str(source)], Path(fresh) / "registry.duckdb", catalog)

    return [Arm("file to published registry", publish, len(documents), size_of(documents))]


def told_registry(published: Arm) -> None:
    rates("one core, by the wall clock", [published], by_cpu=False)
    rates("one core", [published])


# Growth


def growth_arms(documents: Sequence[Document]) -> list[Arm]:
    """One text of each size; of the small ones as many as make the largest's tenth, so that each takes a while."""
    catalog = load_catalog()
    whole = "\n\n".join(document.text for document in documents)
    arms = []
    for size in SIZES:
        if size > len(whole):
            break
        n = max(1, SIZES[-2] // size)
        texts = [Document(str(at), whole[at * size : (at + 1) * size]) for at in range(n)]
        work = partial(claims_of, catalog, texts)
        arms.append(Arm(f"{n} × {size // 1000:,} kB", work, n, size_of(texts)))
    return arms


def told_growth(*arms: Arm) -> None:
    rates("one document that grows", arms, of="documents")
    cost = [arm.seconds / arm.size for arm in arms]
    ratio(f"cost of a byte, {arms[-1].name}, times {arms[0].name}", cost[-1] / cost[0], "1 is linear")


# Rules


def rules_arms(documents: Sequence[Document]) -> list[Arm]:
    few = thinned(FEW)
    times = MANY // FEW
    asked = {
        f"{FEW} rules": few,
        f"{MANY} rules, each {times} times": repeated(few, [""] * times),
        f"{MANY} rules, each with words of its own": repeated(few, ["", *own_words(documents, times - 1)]),
    }
    size = size_of(documents)
    return [Arm(name, partial(read_by, rules, documents), len(documents), size) for name, rules in asked.items()]


def thinned(n: int) -> Rulebook:
    """`n` of the rules, every family thinned alike."""
    numbering = [rule.id for rule in (*(rule for family in NUMBER_FAMILIES for rule in family), *RANK_RULES)]
    kept = {numbering[at * len(numbering) // n] for at in range(n)}
    families = tuple(tuple(rule for rule in family if rule.id in kept) for family in NUMBER_FAMILIES)
    return Rulebook(families, [rule for rule in RANK_RULES if rule.id in kept])


def repeated(asked: Rulebook, words: Sequence[str]) -> Rulebook:
    """Every rule once for each word; with one, it fires only where that word stands before or after what it reads."""

    def copies(rules: Sequence[Rule]) -> tuple[Rule, ...]:
        return tuple(copied(rule, number, word) for rule in rules for number, word in enumerate(words))

    return Rulebook([*map(copies, asked.families)], [*copies(asked.places), *copies(asked.ranks)])


def copied(rule: Rule, number: int, word: str) -> Rule:
    own = replace(rule, id=f"{rule.id}#{number}")
    return replace(own, trigger=f"{word} (?:{rule.trigger})|(?:{rule.trigger}) {word}") if word else own


def own_words(documents: Sequence[Document], n: int) -> list[str]:
    """Common words of the texts: what rules of other families are about."""
    counted: dict[str, int] = {}
    for document in documents[:1000]:
        for word in set(document.text.split()):
            if word.isalpha() and word.islower() and len(word) > 4:
                counted[word] = counted.get(word, 0) + 1
    return sorted(counted, key=lambda word: (-counted[word], word))[:n]


def read_by(rules: Rulebook, documents: Sequence[Document]) -> None:
    for together in grouped(documents):
        find_all([tidy(document.text) for document in together], rules=rules)


def told_rules(few: Arm, alike: Arm, own: Arm) -> None:
    rates("finding with more rules", [few, alike, own])
    ratio(f"{own.name}, times {few.name}", own.seconds / few.seconds, "at most 3")
    ratio(f"{alike.name}, times {few.name}", alike.seconds / few.seconds)


# Texts


def abstracts(n: int) -> list[Document]:
    if not CORPUS.exists():
        return [made_abstract(random.Random(seed)) for seed in range(n)]
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(n), strict=False)]
    return [Document(str(row["id"]), row["text"], title=row.get("title", "")) for row in rows]


PLAIN_SENTENCES = (
    "Reading long documents is a task of growing interest.",
    "Earlier work relies on features that are made by hand, and on large amounts of labelled text.",
    "We propose a simple model, {name}, that learns from pairs of sentences without any of them.",
    "An analysis shows where the errors of {name} come from.",
)
TELLING_SENTENCES = (
    "{name} improves accuracy by {number}% over a strong baseline on {other}.",
    "Our model achieves an F1 score of {number} and outperforms the previous state of the art.",
    "It is {count} times faster than {other} and was trained on {count},000 sentences.",
)


def made_abstract(chance: random.Random) -> Document:
    """Seven sentences, of which one in five reports a number, as in abstracts that people wrote."""
    name, other = (f"{chance.choice('ABCDEFG')}{chance.choice(['Net', 'BERT', 'Parse'])}" for _ in range(2))
    told = []
    for _ in range(7):
        sentence = chance.choice(TELLING_SENTENCES if chance.random() < 0.2 else PLAIN_SENTENCES)
        number, count = f"{chance.uniform(1, 99):.1f}", chance.randint(2, 60)
        told.append(sentence.format(name=name, other=other, number=number, count=count))
    return Document(str(chance.random()), " ".join(told), title=f"{name}: reading without labels")


def size_of(documents: Sequence[Document]) -> int:
    return sum(len(document.text.encode()) for document in documents)


# What is printed


def rates(title: str, arms: Sequence[Arm], by_cpu: bool = True, of: str = "abstracts") -> None:
    print(f"{title:<46}{of + '/s':>14}{'MB/s':>10}{'spread':>10}")
    for arm in arms:
        seconds = sorted(arm.cpu if by_cpu else arm.wall)
        middle = median(seconds)
        spread_of = f"{seconds[0] / middle:.2f}–{seconds[-1] / middle:.2f}"
        print(f"  {arm.name:<44}{arm.abstracts / middle:>14,.1f}{arm.size / middle / 1e6:>10.2f}{spread_of:>12}")


def ratio(name: str, value: float, wanted: str = "") -> None:
    print(f"  {name:<58}{value:>10.2f}{'   ' + wanted if wanted else ''}")


if __name__ == "__main__":
    main()
