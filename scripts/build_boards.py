"""Make `data/catalog/generated/tdm-names.yaml` and `data/catalog/boards.tsv` from the names of leaderboards.

    python scripts/build_boards.py ../shared/boards/tdm-names/tdm.tsv

The source lists (task, dataset, metric, papers) as leaderboards spell them. A data set or task that the catalogue has
not is made an entry; a name that says more than the data set ("Set5 - 4x upscaling", "COCO test-dev") belongs to its
data set, and what it adds is kept in `boards.tsv` alone. Run before `scripts/build_catalog.py --settle`.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from extractors.linking.label import named_benchmark, named_metric
from extractors.linking.lookup import Lookup
from registry.catalog import Benchmark, Catalog, Task, fold, parsed_catalog, texts_in
from scripts.build_catalog import CATALOG, GENERATED, Row, flow, giving_way, slug

__all__ = ["main", "settle_names"]

Entry = Benchmark | Task
OUTPUT = GENERATED / "tdm-names.yaml"
SOURCE = "CLEF 2024 SimpleText task 4 annotations, from Papers with Code"
LICENCE = "CC-BY-SA-4.0"
HEADER = (
    f"# {SOURCE}; {LICENCE}. Made by scripts/build_boards.py. benchmark, metric: ids of the catalogue, or nothing.\n"
)


class Board(NamedTuple):
    """As a leaderboard spells it, with the number of papers filed under it."""

    task: str
    dataset: str
    metric: str
    papers: int


def main() -> None:
    boards = read_boards(Path(sys.argv[1]))
    known = parsed_catalog({file: text for file, text in texts_in(CATALOG).items() if not file.endswith(OUTPUT.name)})
    lookup = Lookup(known)
    tasks = task_rows(boards, known)
    bases = {name: base_of(name, lookup) for name in dict.fromkeys(board.dataset for board in boards)}
    benchmarks = benchmark_rows(boards, bases, known, lookup, tasks)
    write_rows(tasks, benchmarks)
    whole = Lookup(parsed_catalog(texts_in(CATALOG)))
    lines = sorted(board_lines(boards, bases, whole))
    header = HEADER + "benchmark\tmetric\ttask\tdataset\tmetric name\tpapers\n"
    (CATALOG / "boards.tsv").write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(tasks)} tasks, {len(benchmarks)} benchmarks added, {len(lines)} boards")


# Columns of leaderboards that hold words, not numbers.
NO_MEASURE = re.compile(
    r"^(?:ext\.? data|extra (?:training )?data|.*training.?(?:data.?set|data|set|split)|train(?: set| split)?|backbone"
    r"|network|model|type|frozen|need .*|use .*|using .*|multi-view or monocular|ensembled? modalities"
    r"|sentence encoder|detector|curve|.*pre-?training dataset|.*pretrained|confidence score|2d detector|cnn"
    r"|official split|future frame|hardware burden)$",
    re.IGNORECASE,
)


def read_boards(path: Path) -> list[Board]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        boards = [Board(row["task"], row["dataset"], row["metric"], int(row["papers"])) for row in rows]
    return [board for board in boards if fold(board.dataset) and not NO_MEASURE.search(board.metric)]


# --- tasks

ABBREVIATED = re.compile(r"\s*\(([^()]*)\)\s*$")
# One of the many question sets of a multitask benchmark, or a setting of continual learning, is no task.
PARTS_OF = re.compile(r"^(?:BIG-bench|MMLU|Hendrycks)", re.IGNORECASE)
SETTING = re.compile(r"^(?:Overlapped|Disjoint|Domain) [\d-]+|\d+-\d+$|--|\bscore$|:$|\)\)$", re.IGNORECASE)
NOT_NAMES = Path(__file__).with_name("no_names.txt")  # what names of leaderboards mean elsewhere


def task_rows(boards: Iterable[Board], known: Catalog) -> list[Row]:
    datasets: dict[str, set[str]] = defaultdict(set)
    for board in boards:
        datasets[board.task].add(board.dataset)
    rows: list[Row] = []
    owned = set(known.owners["task"])
    for name, listed in datasets.items():
        if (
            known.task(name)
            or SETTING.search(name)
            or fold(name) in no_names("task")
            or all(PARTS_OF.search(dataset) for dataset in listed)
        ):
            continue
        plain, spellings = ABBREVIATED.sub("", name), [name]
        if known.task(plain) or fold(plain) in owned or not slug(plain):
            continue
        if plain != name:
            spellings = [plain, name]
        owned |= {fold(spelling) for spelling in (*spellings, slug(plain))}
        rows.append(entry_row(plain, [spelling for spelling in spellings[1:] if fold(spelling) != fold(plain)]))
    return rows


# --- data sets

QUALIFIER = re.compile(
    r"\s*[(\[][^()\[\]]*[)\]]\s*$"
    r"|\s*[-,]?\s+(?:official\s)?(?:val(?:idation)?|test|dev|train|minival|test-dev|test-std|test-challenge)(?:\s?set)?$"
    r"|\s+-\s+\d+x\s+upscaling$|\s+-\s+\d+%\s+label?led\s+data$|\s+\d+%\s+label?led\s*(?:data)?$|,?\s+\d+\s+labels?$"
    r"|\s+\d+-?way\b.*$|\s+sigma\s?\d+$|\s+\d+\s?[x×]\s?\d+$|\s+\d+%\s+label noise$|\s+-\s+\d+\s+(?:steps|tasks).*$"
    r"|\s+(?:data\s?set|corpus|benchmark|challenge)$",
    re.IGNORECASE,
)
PAIR = re.compile(r"\bvs\.?\b|-to-|\bto\b|→|-+>|\s\+\s|➞", re.IGNORECASE)


class Base(NamedTuple):
    """The data set a name is about: the catalogue's `id`, or "" and its own `name`."""

    id: str
    name: str


def base_of(name: str, lookup: Lookup) -> Base:
    plain = without_qualifiers(name)
    for spelling in (name, plain):
        entry, _ = named_benchmark(spelling, lookup)
        if entry is not None:
            return Base(entry.id, entry.name)
    _, label = named_benchmark(name, lookup)
    if len(label.benchmarks) == 1 and name.startswith(label.benchmarks[0]) and not PAIR.search(name):
        entry = lookup.benchmark(label.benchmarks[0])
        if entry is not None:
            return Base(entry.id, entry.name)
    return Base("", plain)


def without_qualifiers(name: str) -> str:
    while (shorter := QUALIFIER.sub("", name).strip(" ,-:*")) != name and len(shorter) > 2:
        name = shorter
    return name


def benchmark_rows(
    boards: Iterable[Board], bases: dict[str, Base], known: Catalog, lookup: Lookup, tasks: list[Row]
) -> list[Row]:
    task_ids = {fold(spelling): row["id"] for row in tasks for spelling in (row["name"], *row.get("aliases", ()))}
    usual: dict[str, tuple[Counter[str], Counter[str], Counter[str]]] = {}
    for board in boards:
        base = bases[board.dataset]
        if base.id or not worth_a_name(base.name):
            continue
        names, of_tasks, of_metrics = usual.setdefault(fold(base.name), (Counter(), Counter(), Counter()))
        names[base.name] += board.papers
        of_tasks[task_id(board.task, known, task_ids)] += board.papers
        metric, _ = named_metric(board.metric, lookup)
        of_metrics[metric.id if metric is not None and metric.direction else ""] += board.papers
    owned = set(known.owners["benchmark"])
    rows = []
    for key, (names, of_tasks, of_metrics) in usual.items():
        name = names.most_common(1)[0][0]
        if key in owned or fold(slug(name)) in owned:
            continue
        owned |= {key, fold(slug(name))}
        usually = {"tasks": common(of_tasks, 4), "metrics": common(of_metrics, 4)}
        rows.append(entry_row(name, [], usually))
    return rows


def task_id(name: str, known: Catalog, made: dict[str, str]) -> str:
    for spelling in (name, ABBREVIATED.sub("", name)):
        entry = known.task(spelling)
        if entry is not None:
            return entry.id
    return made.get(fold(name), "")


def common(counted: Counter[str], most: int) -> list[str]:
    return [id for id, _ in counted.most_common() if id][:most]


def worth_a_name(name: str) -> bool:
    key = fold(name)
    return len(key) > 2 and len(name) <= 60 and key not in no_names("data set") and bool(re.search("[a-z]", slug(name)))


@cache
def no_names(what: str) -> frozenset[str]:
    """The folded names that any text may write, one a line behind "task:" or "data set:"."""
    lines = (line.partition(": ") for line in NOT_NAMES.read_text(encoding="utf-8").splitlines())
    return frozenset(fold(name) for kind, _, name in lines if kind == what)


PLAIN_WORD = re.compile(r"[A-Z]?[a-z]+(?:[ -][A-Z]?[a-z]+)*|[A-Z]+")


def entry_row(name: str, aliases: list[str], more: dict[str, list[str]] | None = None) -> Row:
    row: Row = {"id": slug(name), "name": name}
    if aliases:
        row["aliases"] = aliases
    row |= {key: value for key, value in (more or {}).items() if value or key == "metrics"}
    row["source"] = SOURCE
    # "Flickr", "Actor", "MARS": in running text a name only as it is spelled here
    return row | ({"cased": True} if more is not None and PLAIN_WORD.fullmatch(name) else {})


# --- what is written


def settle_names(known: Catalog) -> None:
    """After an edit of other files, their catalogue `known`: what they own now leaves `tdm-names.yaml`, and what named
    it names theirs."""
    listed = yaml.load(OUTPUT.read_bytes(), Loader=yaml.CSafeLoader)
    tasks = list(giving_way(listed["tasks"], set(known.owners["task"]), known.task))
    benchmarks = list(giving_way(listed["benchmarks"], set(known.owners["benchmark"]), known.benchmark))
    left_tasks = successors(listed["tasks"], tasks, known.task)
    left_benchmarks = successors(listed["benchmarks"], benchmarks, known.benchmark)
    for row in benchmarks:
        renamed = (left_tasks.get(task, task) for task in row.get("tasks", ()))
        row |= {"tasks": list(dict.fromkeys(task for task in renamed if task))} if row.get("tasks") else {}
    write_rows(tasks, benchmarks)
    first, names, *lines = (CATALOG / "boards.tsv").read_text(encoding="utf-8").splitlines()
    split = (line.partition("\t") for line in lines)
    moved = sorted(f"{left_benchmarks.get(id, id)}\t{rest}" for id, _, rest in split)
    (CATALOG / "boards.tsv").write_text("\n".join((first, names, *moved)) + "\n", encoding="utf-8")


def successors(before: list[Row], after: list[Row], owner: Callable[[str], Entry | None]) -> dict[str, str]:
    """The id that left → the id of who owns its name now, or "" where nobody does."""
    kept = {row["id"] for row in after}
    gone = ((row, owner(row["name"]) or owner(row["id"])) for row in before if row["id"] not in kept)
    return {row["id"]: entry.id if entry is not None else "" for row, entry in gone}


def write_rows(tasks: list[Row], benchmarks: list[Row]) -> None:
    made_from = {"package": "tdm-names", "version": "2024", "licence": LICENCE}
    lines = [
        "# Made by scripts/build_boards.py; a change here is lost. Curate in the files one folder up.",
        f"made_from: {flow(made_from)}",
    ]
    for name, rows in (("tasks", tasks), ("benchmarks", benchmarks)):
        lines += [f"{name}:", *(f"- {flow(row)}" for row in sorted(rows, key=lambda row: str(row["id"])))]
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


# Short forms that mean something else on other boards.
MEANT = {("Link Prediction", "MR"): "mean-rank"}


def board_lines(boards: Iterable[Board], bases: dict[str, Base], lookup: Lookup) -> Iterable[str]:
    for board in boards:
        base = bases[board.dataset]
        entry = lookup.catalog.benchmarks.get(base.id) or lookup.catalog.benchmark(base.name)
        yield "\t".join(
            (
                entry.id if entry is not None else "",
                MEANT.get((board.task, board.metric)) or metric_id(board.metric, lookup),
                board.task,
                board.dataset,
                board.metric,
                str(board.papers),
            )
        )


def metric_id(name: str, lookup: Lookup) -> str:
    """Of the one metric that a leaderboard's column names, whatever else it says ("text-to-video R@1")."""
    entry, label = named_metric(name, lookup)
    if entry is not None:
        return entry.id
    ids = {found.id for found in map(lookup.metric, label.metrics) if found is not None}
    return ids.pop() if len(ids) == 1 else ""


if __name__ == "__main__":
    main()
