"""Papers whose numbers agree, and the same papers with one thing changed: what each check tells of them.

Usage: python tests/faults/mutate_claims.py [--cases 40] [--seed 11]

Each seed is a small paper of our own words with numbers drawn by chance that agree with one another. Every kind of
mutation is made in `--cases` papers; all of them are read into one registry. A mutation is caught where the check that
claims its kind disagrees in that paper; an unmutated paper with a disagreement graver than a note is a false alarm.
Prints a table; exit 0 where every kind is caught in 95 % and at most 1 % of the papers raise a false alarm.
"""

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaderboard.checking import checked
from leaderboard.ingest import ingest
from registry.catalog import load_catalog
from registry.snapshots import connect

__all__ = ["KINDS", "Kind", "campaign"]

BETWEEN_PAPERS = ("cross-paper", "sota-at-date")
LEAST_CAUGHT, MOST_ALARMS = 0.95, 0.01


def tagger(chance: random.Random) -> dict[str, str]:
    """A paper with a gain, a rank, a mean and bold marks; model names are its own, so that papers share none."""
    bert, roberta = chance.randint(700, 840), chance.randint(841, 880)
    foo, other = chance.randint(890, 960), [chance.randint(600, 690) for _ in range(3)]
    name = "".join(chance.choice("abdefgklmnoprstuvz") for _ in range(7)).capitalize() + "Net"
    rows = zip(("BERT", "RoBERTa", name), (bert, roberta, foo), sorted(other), strict=True)
    lines = [f"| {who} | {one / 10} | {two / 10} | {(one + two) / 20:.2f} |" for who, one, two in rows]
    marked = f"| {name} | **{foo / 10}** | **{max(other) / 10}** | **{(foo + max(other)) / 20:.2f}** |"
    gain = (foo - bert) / 10
    text = f"""# {name}: a better tagger

## Abstract

We present {name}. {name} reaches {foo / 10}% accuracy on SST-2, {gain} points above BERT. \
{name} outperforms RoBERTa on SST-2.

## Results

Table 1: Accuracy on SST-2 and MNLI (test sets).

| Model | SST-2 | MNLI | Avg |
|---|---|---|---|
{lines[0]}
{lines[1]}
{marked}
"""
    return {
        "text": text,
        "name": name,
        "foo": str(foo / 10),
        "bert": str(bert / 10),
        "gain": str(gain),
        "roberta": str(roberta / 10),
        "mean": f"{(foo + max(other)) / 20:.2f}",
    }


def labeller(chance: random.Random) -> dict[str, str]:
    """A paper with precision, recall and F1."""
    rows = []
    for who in ("CRF", "BERT", "QuuxNet"):
        precision, recall = chance.randint(6000, 9500) / 100, chance.randint(6000, 9500) / 100
        rows.append((who, precision, recall, 2 * precision * recall / (precision + recall)))
    lines = "\n".join(f"| {who} | {p:.2f} | {r:.2f} | {f:.2f} |" for who, p, r, f in rows)
    text = f"""# QuuxNet labels sequences

## Results

Table 1: Results on the CoNLL-2003 test set.

| Model | Precision | Recall | F1 |
|---|---|---|---|
{lines}
"""
    _, p, r, f = rows[2]
    return {"text": text, "f1": f"{f:.2f} |", "precision": f"| {p:.2f}", "recall": f"| {r:.2f}"}


def answerer(chance: random.Random) -> dict[str, str]:
    """A paper with shares of the 198 questions of a benchmark."""
    right = chance.sample(range(70, 160), 4)
    names = ("Llama 3", "Mistral", "Qwen", "QuuxLM")
    lines = "\n".join(f"| {who} | {100 * count / 198:.2f} |" for who, count in zip(names, right, strict=True))
    text = f"""# QuuxLM answers

## Results

Table 1: Accuracy on GPQA Diamond.

| Model | GPQA Diamond |
|---|---|
{lines}
"""
    return {"text": text, "value": f"{100 * right[3] / 198:.2f}"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A mutation: of which paper, what it changes, and the check that claims to tell it."""

    name: str
    check: str
    paper: Callable[[random.Random], dict[str, str]]
    change: Callable[[dict[str, str], random.Random], str]


def replaced(old: str, new: str, nth: int = 0) -> Callable[[dict[str, str], random.Random], str]:
    """The text with the `nth` place (from 0) of `old` made `new`; both may name numbers of the paper in braces."""

    def change(paper: dict[str, str], chance: random.Random) -> str:
        before, after = old.format(**paper), new.format(**paper)
        parts = paper["text"].split(before)
        assert len(parts) > nth + 1, before
        return before.join(parts[: nth + 1]) + after + before.join(parts[nth + 1 :])

    return change


def digit(place: str, named: str) -> Callable[[dict[str, str], random.Random], str]:
    """The number `named` with its last digit but for rounding changed, where it stands in `place`."""

    def change(paper: dict[str, str], chance: random.Random) -> str:
        old = paper[named]
        at = max(at for at, character in enumerate(old) if character.isdigit())
        moved = str((int(old[at]) + chance.randint(3, 7)) % 10)
        return replaced(place, place.replace("{" + named + "}", old[:at] + moved + old[at + 1 :]))(paper, chance)

    return change


def moved_mark(paper: dict[str, str], chance: random.Random) -> str:
    """The bold mark of the first column on the row above."""
    unmarked = paper["text"].replace(f"**{paper['foo']}**", paper["foo"])
    return unmarked.replace(f"| RoBERTa | {paper['roberta']}", f"| RoBERTa | **{paper['roberta']}**")


KINDS: Sequence[Kind] = (
    Kind("a gain", "delta-absolute", tagger, digit("{gain} points", "gain")),
    Kind("the sign of a gain", "delta-absolute", tagger, replaced("points above", "points below")),
    Kind("a rank", "rank-direction", tagger, replaced("outperforms RoBERTa", "underperforms RoBERTa")),
    Kind("a compared value", "rank-direction", tagger, replaced("RoBERTa | {roberta}", "RoBERTa | 99.1")),
    Kind("a tie", "tie", tagger, replaced("RoBERTa | {roberta}", "RoBERTa | {foo}")),
    Kind("a digit of the text", "prose-vs-table", tagger, digit("{foo}% accuracy", "foo")),
    Kind("a cell", "prose-vs-table", tagger, digit("**{foo}**", "foo")),
    Kind("a mean", "mean-of-members", tagger, replaced("**{mean}**", "**12.34**")),
    Kind("a mean's member", "mean-of-members", tagger, replaced("| BERT | {bert}", "| BERT | 12.3")),
    Kind("a bold mark", "best-in-bold", tagger, moved_mark),
    Kind("a unit", "unit-slip", tagger, replaced("| BERT | {bert}", "| BERT | 0.{bert[0]}{bert[1]}{bert[3]}")),
    Kind("a bound of the metric", "range", tagger, replaced("| BERT | {bert}", "| BERT | 1{bert}")),
    Kind("F1", "f1-from-pr", labeller, replaced("{f1}", "59.99 |")),
    Kind("precision", "f1-from-pr", labeller, replaced("{precision}", "| 97.31")),
    Kind("recall", "f1-from-pr", labeller, replaced("{recall}", "| 98.13")),
    Kind("a share of N", "granularity", answerer, digit("{value}", "value")),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=40)
    parser.add_argument("--seed", type=int, default=11)
    args = parser.parse_args()
    caught, alarms, papers = campaign(args.cases, args.seed)
    print(f"{'mutation':<24}{'check':<18}{'cases':>6}{'caught':>8}{'share':>7}")
    for kind in KINDS:
        found = caught[kind.name]
        print(f"{kind.name:<24}{kind.check:<18}{args.cases:>6}{found:>8}{found / args.cases:>7.0%}")
    print(f"false alarms on {papers} unmutated papers: {sum(alarms.values())} {dict(alarms)}")
    good = all(caught[kind.name] >= LEAST_CAUGHT * args.cases for kind in KINDS)
    return 0 if good and sum(alarms.values()) <= MOST_ALARMS * papers else 1


def campaign(cases: int, seed: int) -> tuple[Counter[str], Counter[str], int]:
    """How many of `cases` mutations of each kind were caught, false alarms by check, and papers without a mutation."""
    with tempfile.TemporaryDirectory() as folder:
        papers, kinds = Path(folder) / "papers", {}
        papers.mkdir()
        for number, kind in enumerate(KINDS):
            for case in range(cases):
                chance = random.Random(f"{seed}/{number}/{case}")
                paper = kind.paper(chance)
                (papers / f"seed-{number}-{case}.md").write_text(paper["text"], "utf-8")
                mutated = kind.change(paper, chance)
                assert mutated != paper["text"], kind.name
                (papers / f"mutated-{number}-{case}.md").write_text(mutated, "utf-8")
                kinds[f"mutated-{number}-{case}"] = kind
        said = disagreements(papers, Path(folder) / "mutated.duckdb")
    caught = Counter(kind.name for name, kind in kinds.items() if kind.check in said.get(name, ()))
    alarms = Counter(check for name, checks in said.items() if name.startswith("seed") for check in checks)
    return caught, alarms, len(kinds)


def disagreements(papers: Path, db: Path) -> Mapping[str, set[str]]:
    """The checks that disagree in each paper, graver than a note; those between papers are left out."""
    catalog = load_catalog()
    ingest([str(papers)], db, catalog)
    said: dict[str, set[str]] = defaultdict(set)
    with connect(db) as con:
        names = dict(con.execute("SELECT document_id, name FROM documents").fetchall())
        for found in checked(con, catalog):
            told = found.outcome in ("inconsistent", "conflict", "review") and found.severity != "note"
            if told and found.check_id not in BETWEEN_PAPERS and found.reason != "hundredfold":
                said[names[found.document_id]].add(found.check_id)
    return said


if __name__ == "__main__":
    raise SystemExit(main())
