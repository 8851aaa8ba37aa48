"""What each rule earns: how often it fires, how often it is right, how much of the gold it finds.

Usage: python scripts/rules_table.py [--slots | --sample N | --each N] [--seed S] [--examples N] [--abstracts N]

For each rule, on the gold sets: firings, how many of them score.py pairs with a gold claim (precision), and which part
of all gold claims of its kind they are (yield); on the 20,000 abstracts: firings, and a few quotes of them. Where
tests/gold/judged.jsonl has verdicts on firings, also how many were judged right. What a rule gives to the numbers in
one list with its own counts as its firing.

A rule of no kind claims nothing: its firings are what it kept others from, or took back from them. --slots prints the
same for the ways in which the gold's slots were filled: how many values came by each, and how many score.py accepts.

--sample N prints N random firings instead, --each N as many of each rule, each in its sentence, to be read and judged:
a line of judged.jsonl holds the abstract's id, start, end, rule, and "verdict": "right" where the guideline has the
same claim (kind, number with unit and bound, or relation), else "wrong" and "because" of what. No text is kept there.

Reads ../shared, which stands beside a developer's checkout.
"""

import argparse
import importlib.util
import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from extractors.explain import explain
from extractors.pipeline import prose_claims, read_prose
from extractors.rules import RULES
from extractors.trace import Trace
from leaderboard.console.extracted import claim_fields
from registry.catalog import Catalog, load_catalog
from registry.model import KINDS, Claim, Document

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
JUDGED = ROOT / "tests" / "gold" / "judged.jsonl"
GOLD = ("dev", "seed")
POOR = 0.7  # the precision below which a rule is told apart


@dataclass(slots=True)
class Earned:
    """What one rule did. `right` of `fired` is on the gold, `judged` and `judged_right` on read abstracts."""

    kind: str = ""
    fired: int = 0
    right: int = 0
    on_corpus: int = 0
    judged: int = 0
    judged_right: int = 0
    quotes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        return self.right / self.fired if self.fired else None

    @property
    def judged_precision(self) -> float | None:
        return self.judged_right / self.judged if self.judged else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slots", action="store_true", help="print what each way of filling a slot earns")
    parser.add_argument("--sample", type=int, metavar="N", help="print N random firings for judging")
    parser.add_argument("--each", type=int, metavar="N", help="print N random firings of each rule")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=3)
    parser.add_argument("--abstracts", type=int, default=20_000)
    args = parser.parse_args()
    catalog = load_catalog()
    if args.slots:
        show_slots(catalog)
        return
    if args.sample or args.each:
        firings = [(row, claim) for row in abstracts(args.abstracts) for claim in claims_of(row, catalog)]
        chance = random.Random(args.seed)
        show_firings(drawn(firings, args.sample, chance) if args.sample else of_each(firings, args.each, chance))
        return
    earned: dict[str, Earned] = {rule.id: Earned(rule.kind or "none") for rule in RULES}
    wanted = on_gold(earned, catalog)
    gone = on_corpus(earned, args.abstracts, args.examples, catalog)
    show(earned, wanted, gone)


# On the gold


def on_gold(earned: dict[str, Earned], catalog: Catalog) -> Counter[str]:
    """Count what each rule fired and got right; how many claims of each kind the gold has."""
    scorer = scorer_of(SHARED / "gold" / "score.py")
    wanted: Counter[str] = Counter()
    for name in GOLD:
        for row in rows(SHARED / "gold" / f"{name}.jsonl"):
            claims = [claim_fields(claim) for claim in claims_of(row, catalog)]
            wanted.update(claim["kind"] for claim in row["claims"])
            paired, _, _ = scorer.pair_up(row["claims"], claims)
            for claim in claims:
                earned.setdefault(claim["rule"], Earned(claim["kind"])).fired += 1
            for _, claim in paired:
                earned[claim["rule"]].right += 1
    return wanted


def scorer_of(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Slots on the gold


def show_slots(catalog: Catalog) -> None:
    """Of claims that score.py pairs: the values that came by each way, and how many of them it accepts."""
    scorer = scorer_of(SHARED / "gold" / "score.py")
    came: Counter[tuple[str, str]] = Counter()
    accepted: Counter[tuple[str, str]] = Counter()
    for row in (row for name in GOLD for row in rows(SHARED / "gold" / f"{name}.jsonl")):
        read = [one for sentence in explain(document_of(row), catalog).sentences for one in sentence.claims]
        told = [{**claim_fields(one.claim), "found": one.slots} for one in read]
        for gold, claim in scorer.pair_up(row["claims"], told)[0]:
            for found in claim["found"] if claim["kind"] in scorer.SLOT_KINDS else ():
                way = found.slot, " › ".join(found.by[1:] or found.by) or "-"
                values = [found.value] if isinstance(found.value, str) else list(found.value or ())
                came[way] += len(values)
                accepted[way] += scorer.match_lists(scorer.values(gold, found.slot), values)
    print(f"{'slot':<12}{'values':>8}{'right':>7}{'prec.':>7}  by")
    for way, n in sorted(came.items(), key=lambda item: (item[0][0], -item[1])):
        if n:
            print(f"{way[0]:<12}{n:>8}{accepted[way]:>7}{rate(accepted[way] / n)}  {way[1]}")


# On the abstracts


def on_corpus(earned: dict[str, Earned], n: int, examples: int, catalog: Catalog) -> Counter[str]:
    """Count the firings, keep a few quotes of each rule, look up the verdicts; the verdicts whose firing is gone."""
    chance = random.Random(0)
    verdicts = verdicts_by_document()
    gone: Counter[str] = Counter()
    for row in abstracts(n):
        trace = Trace()
        claims = claims_of(row, catalog, trace)
        firings = [(claim.rule, claim.kind, claim.quote) for claim in claims]
        firings += [(rule, "none", quote) for rule, quote in refusals(trace, row["text"])]
        for name, kind, quote in firings:
            rule = earned.setdefault(name, Earned(kind))
            rule.on_corpus += 1
            keep(rule, quote, examples, chance)
        for verdict in verdicts.get(str(row["id"]), ()):
            right = verdict["verdict"] == "right"
            if any(same_firing(claim, verdict) for claim in claims):
                earned[verdict["rule"]].judged += 1
                earned[verdict["rule"]].judged_right += right
            else:
                gone["right" if right else "wrong"] += 1
    return gone


def refusals(trace: Trace, text: str) -> Iterator[tuple[str, str]]:
    """What rules of no kind kept from being claimed: the rule, the words."""
    for sentence in trace.sentences:
        for event in sentence.events:
            by_motive = event.what == "dropped" and event.why.startswith("none.")
            if event.what == "refused" or by_motive:
                yield event.why if by_motive else event.rule, text[event.start : event.end]


def keep(rule: Earned, quote: str, many: int, chance: random.Random) -> None:
    """Each quote with the same chance, however many there are."""
    if len(rule.quotes) < many:
        rule.quotes.append(quote)
    elif (at := chance.randrange(rule.on_corpus)) < many:
        rule.quotes[at] = quote


def verdicts_by_document() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(JUDGED) if JUDGED.exists() else ():
        found[row["id"]].append(row)
    return found


def same_firing(claim: Claim, verdict: dict[str, Any]) -> bool:
    """A firing is the same while its rule reads some of the same words."""
    return claim.rule == verdict["rule"] and claim.start < verdict["end"] and verdict["start"] < claim.end


Firing = tuple[dict[str, Any], Claim]  # an abstract, and what a rule read there


def drawn(firings: list[Firing], many: int, chance: random.Random) -> list[Firing]:
    return chance.sample(firings, min(many, len(firings)))


def of_each(firings: list[Firing], many: int, chance: random.Random) -> list[Firing]:
    by_rule: dict[str, list[Firing]] = defaultdict(list)
    for firing in firings:
        by_rule[firing[1].rule].append(firing)
    return [firing for rule in sorted(by_rule) for firing in drawn(by_rule[rule], many, chance)]


def show_firings(firings: list[Firing]) -> None:
    for row, claim in firings:
        place = {"id": str(row["id"]), "start": claim.start, "end": claim.end, "rule": claim.rule}
        print(json.dumps(place))
        sentence, text = claim.sentence, row["text"]
        print(f"    {text[sentence.start : claim.start]}»{claim.quote}«{text[claim.end : sentence.end]}")
        print(f"    {told(claim)}\n")


def told(claim: Claim) -> str:
    """What the claim says, without its places and what is not said."""
    fields = claim_fields(claim)
    kept = {name: value for name, value in fields.items() if name not in {"start", "end", "quote", "rule"}}
    return ", ".join(f"{name} {value}" for name, value in kept.items() if value not in (None, (), False, "exact"))


# What both read


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def abstracts(n: int) -> Iterator[dict[str, Any]]:
    with lzma.open(SHARED / "corpora" / "acl-abstracts.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line, _ in zip(lines, range(n), strict=False):
            yield json.loads(line)


def document_of(row: dict[str, Any]) -> Document:
    return Document(str(row["id"]), row["text"], title=row.get("title", ""))


def claims_of(row: dict[str, Any], catalog: Catalog, trace: Trace | None = None) -> list[Claim]:
    document = document_of(row)
    return prose_claims(document, read_prose(document, trace), catalog)


# What is printed


def show(earned: dict[str, Earned], wanted: Counter[str], gone: Counter[str]) -> None:
    head = f"{'rule':<28}{'gold: fired':>12}{'right':>7}{'prec.':>7}{'yield':>7}{'corpus':>9}{'judged':>8}{'right':>7}"
    print(f"{head}  such as")
    for kind in (*KINDS, "none"):
        of_kind = {name: one for name, one in earned.items() if one.kind == kind}
        for name, one in sorted(of_kind.items(), key=lambda item: -item[1].on_corpus):
            part = one.right / wanted[kind] if wanted[kind] else None
            counts = f"{one.fired:>12}{one.right:>7}{rate(one.precision)}{rate(part)}{one.on_corpus:>9,}"
            quotes = " | ".join(quote.replace("\n", " ")[:40] for quote in one.quotes)
            print(f"{name:<28}{counts}{one.judged:>8}{rate(one.judged_precision)}  {quotes}".rstrip())
        if of_kind and wanted[kind]:
            print(total(f"= {kind}, of {wanted[kind]}", list(of_kind.values()), wanted[kind]))
    claiming = [one for one in earned.values() if one.kind != "none"]
    print(total(f"= all, of {wanted.total()}", claiming, wanted.total()))
    show_doubts(earned, gone)


def total(name: str, rules: list[Earned], wanted: int) -> str:
    fired, right = sum(one.fired for one in rules), sum(one.right for one in rules)
    counts = f"{fired:>12}{right:>7}{rate(right / fired if fired else None)}{rate(right / wanted)}"
    corpus = f"{sum(one.on_corpus for one in rules):>9,}"
    return f"{name:<28}{counts}{corpus}{sum(one.judged for one in rules):>8}{rate(expected(rules))}\n"


def expected(rules: list[Earned]) -> float | None:
    """The part of all firings that is right if each rule is as good as where it was judged: rare rules were read more
    often than their share."""
    read = [(one.on_corpus, one.judged_precision) for one in rules if one.judged_precision is not None]
    firings = sum(weight for weight, _ in read)
    return sum(weight * precision for weight, precision in read) / firings if firings else None


def rate(value: float | None) -> str:
    return f"{'-' if value is None else f'{value:.2f}':>7}"


def show_doubts(earned: dict[str, Earned], gone: Counter[str]) -> None:
    """The rules that do not earn their keep, as far as these figures tell."""
    claiming = {name: one for name, one in earned.items() if one.kind != "none"}
    silent = [name for name, one in earned.items() if not one.fired and not one.on_corpus]
    poor = [name for name, one in claiming.items() if one.precision is not None and one.precision < POOR]
    doubted = [
        name for name, one in claiming.items() if one.judged_precision is not None and one.judged_precision < POOR
    ]
    print(f"no firing at all: {', '.join(silent) or 'none'}")
    print(f"below {POOR} on the gold: {', '.join(poor) or 'none'}")
    print(f"below {POOR} among the judged: {', '.join(doubted) or 'none'}")
    if gone:
        print(f"judged firings that are gone since: {gone['right']} right, {gone['wrong']} wrong")


if __name__ == "__main__":
    main()
