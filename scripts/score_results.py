"""Score records and results on whole papers, say why gold records were missed, and fail below the floors.

Usage: python scripts/score_results.py [--write]    (--write raises the floors of [results] in tests/gold/floors.toml)

Reads ../shared/gold/results, which stands beside a developer's checkout; half of its papers (every second by id) have
never been looked at, and are told apart. A gold record is missed by the first of these causes that holds:

  not in text     its score stands nowhere in the paper's source
  not read        no number that was read is its score: the table was not parsed, or reports nothing
  prose only      only a sentence tells it, and it is not listed
  wrong axis      it was read, for a system whose name is a metric or a data set
  part or quoted  it was read, of a part of a system or as the number of another paper
  not chosen      it was read and may be listed, but another row, column or table was
  task, data set, metric   it is listed under another name
  paired apart    it is listed, and paired with another gold record
"""

import argparse
import sys
import tarfile
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from extractors.linking.label import named_benchmark, named_metric
from extractors.linking.lookup import lookup_in
from extractors.pipeline import extract
from extractors.readers import read
from extractors.tables import table_claims
from leaderboard.console.extracted import records_of, results_of
from registry.catalog import Catalog, load_catalog
from registry.errors import ReadError
from registry.model import Document

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
FLOORS = ROOT / "tests" / "gold" / "floors.toml"
MARGIN = 0.01
FIELDS = (("Task", "task"), ("Dataset", "data set"), ("Metric", "metric"))
Record = Mapping[str, Any]
Told = tuple[list[Record], list[Record], list[tuple[str, str]]]  # records, results, (score, why it is no candidate)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="raise the floors to what is measured")
    write = parser.parse_args().write
    if not (GOLD / "results" / "dev.tar.xz").exists():
        print(f"skipped: {GOLD / 'results'} is not beside this checkout")
        return 0
    scorer = the_scorer()
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(GOLD / "results" / "dev.tar.xz") as archive:
            archive.extractall(folder)
        gold = scorer.read(str(Path(folder, "dev", "gold.jsonl")))
        told = {id: told_of(Path(folder, "dev", "files", gold[id]["file"])) for id in sorted(gold)}
    measured = figures(gold, told, scorer)
    print_causes(gold, told, scorer)
    return judged(measured, write=write)


def the_scorer() -> Any:
    """The scorer that came with the gold, as it is."""
    spec = spec_from_file_location("gold_results_scorer", GOLD / "score_results.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{GOLD} has no score_results.py: it stands beside a developer's checkout")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# What is extracted


def told_of(path: Path) -> Told:
    catalog = load_catalog()
    records: list[Record] = []
    results: list[Record] = []
    whys: list[tuple[str, str]] = []
    for document in read(path, on_problem):
        extraction = extract(document, catalog)
        records += records_of(extraction, catalog)["records"]
        results += results_of(extraction, catalog)["results"]
        whys += [(claim.quote, "prose only") for claim in extraction.claims if claim.cell is None]
        whys += cells_of(document, catalog)
    return records, results, whys


def on_problem(error: ReadError) -> None:
    """A fault in a paper is told by `claimboard extract`; here it costs what it costs."""


def cells_of(document: Document, catalog: Catalog) -> Iterator[tuple[str, str]]:
    lookup = lookup_in(catalog)
    for claim, context in table_claims(document, catalog):
        model = context.model
        if context.ablation or context.first_party is False:
            yield claim.quote, "part or quoted"
        elif model and (named_metric(model, lookup)[0] or named_benchmark(model, lookup)[0]):
            yield claim.quote, "wrong axis"
        else:
            yield claim.quote, "not chosen"


# Figures


def figures(gold: Mapping[str, Any], told: Mapping[str, Told], scorer: Any) -> dict[str, float]:
    """Print all figures of each half; those of all papers by name."""
    ids = sorted(gold)
    halves: dict[str, Sequence[str]] = {"looked at": ids[::2], "never read": ids[1::2], "all": ids}
    measured: dict[str, float] = {}
    for name, half in halves.items():
        part = {id: gold[id] for id in half}
        records, _ = scorer.score(part, {id: {"records": told[id][0]} for id in half})
        results, _ = scorer.score(part, {id: {"records": told[id][1]} for id in half})
        measured = {
            "papers": records["papers"],
            "results.found": results["found"]["recall"],
            "records.found": records["found"]["recall"],
            "records.tuple": records["tuple"]["f1"],
            **{f"records.{field.lower()}": row["f1"] for field, row in records["partial"].items()},
        }
        print(f"{name}: {records['gold']} gold records, {records['predicted']} listed")
        print("".join(f"  {figure:18} {value:.3f}\n" for figure, value in measured.items()))
    return measured


def judged(measured: Mapping[str, float], *, write: bool) -> int:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    old = floors.get("results", {})
    if write:
        new = {figure: max(old.get(figure, 0), round(value - MARGIN, 3)) for figure, value in measured.items()}
        FLOORS.write_text(written({**floors, "results": new}), encoding="utf-8")
        return 0
    below = [f"{figure} {measured[figure]:.4f} < {floor}" for figure, floor in old.items() if measured[figure] < floor]
    for line in below:
        print(f"below its floor: results {line}", file=sys.stderr)
    return 1 if below else 0


def written(floors: Mapping[str, Mapping[str, float]]) -> str:
    lines = ["# The least that scripts/score_gold.py and scripts/score_results.py accept. A floor only rises.\n"]
    for name, rows in floors.items():
        lines.append(f"\n[{name}]\n")
        lines += [f'"{figure}" = {floor}\n' for figure, floor in rows.items()]
    return "".join(lines)


# Causes


def print_causes(gold: Mapping[str, Any], told: Mapping[str, Told], scorer: Any) -> None:
    counted = {name: Counter[str]() for name in ("looked at", "never read")}
    for number, id in enumerate(sorted(gold)):
        counted["never read" if number % 2 else "looked at"].update(causes(gold[id]["records"], told[id], scorer))
    print(f"{'':16}{'looked at':>12}{'never read':>12}")
    for cause, _ in sum(counted.values(), Counter[str]()).most_common():
        print(f"{cause:16}{counted['looked at'][cause]:12}{counted['never read'][cause]:12}")


def causes(gold: Sequence[Record], told: Told, scorer: Any) -> Iterator[str]:
    records, results, whys = told
    pairs = {id(one): other for one, other in scorer.pairs(gold, records)}
    for record in gold:
        yield cause(record, pairs.get(id(record), {}), records, results, whys, scorer)


def cause(
    record: Record,
    pair: Record,
    records: Sequence[Record],
    results: Sequence[Record],
    whys: Sequence[tuple[str, str]],
    scorer: Any,
) -> str:
    same: Callable[[object], bool] = lambda score: scorer.partial("Score", record["Score"], score)  # noqa: E731
    if pair and same(pair["Score"]):
        wrong = (name for field, name in FIELDS if not scorer.partial(field, record[field], pair[field]))
        return next(wrong, "right")
    if any(same(other["Score"]) for other in records):
        return "paired apart"
    if not record.get("in_text"):
        return "not in text"
    found = {why for score, why in whys if same(score)}
    order = ("not chosen", "wrong axis", "part or quoted", "prose only")
    read_at_all = any(same(other["Score"]) for other in results)
    return next((why for why in order if why in found), "not chosen" if read_at_all else "not read")


if __name__ == "__main__":
    sys.exit(main())
