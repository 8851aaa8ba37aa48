"""What benchmarks, metrics and tasks are called, and the facts about them that no reader may guess.

People keep the facts in `data/catalog/*.yaml`; `data/catalog/generated/*.yaml` is made by
`scripts/build_catalog.py`. A file is a mapping with any of the lists `benchmarks`, `metrics`, `tasks`:

    benchmarks:
    - {id: gsm8k, name: GSM8K, aliases: [Grade School Math], tasks: [math-word-problems], metrics: [accuracy],
       splits: {test: 1319}, source: "https://arxiv.org/abs/2110.14168"}

Within benchmarks, within metrics and within tasks every name has one owner; `fold` decides what counts as one name.
`cased: true` on an entry, or on an alias written `{name: ARC, cased: true}`, marks an everyday word: in running text it
is a name only in exactly this spelling. `compiled.json` holds the same catalogue, parsed, checked and folded; it counts
only while its `version` is the hash of the YAML files (docs/decisions/catalog.md has the measurement).
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

from registry.errors import CatalogError

__all__ = [
    "Benchmark",
    "Catalog",
    "Metric",
    "Ranking",
    "Task",
    "What",
    "compiled_text",
    "data_folder",
    "fold",
    "load_catalog",
    "parsed_catalog",
    "texts_in",
]

What = Literal["benchmark", "metric", "task"]
Ranking = Literal["higher", "lower"]
Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Metric:
    """What a number measures. `direction` is None for a metric that says it ranks nothing (a size, a year); `unit`
    is "percent", "points", a physical unit's text or None; `lower` and `upper` count in that unit, None is open."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    direction: Ranking | None = None
    unit: str | None = None
    lower: float | None = None
    upper: float | None = None
    source: str = ""
    cased: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What a number was measured on. `metrics` opens with the main one; `splits` holds items per split, where known."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    splits: Mapping[str, int] = field(default_factory=dict)
    source: str = ""
    cased: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    source: str = ""
    cased: frozenset[str] = frozenset()


Entry: TypeAlias = Benchmark | Metric | Task
AnEntry = TypeVar("AnEntry", Benchmark, Metric, Task)


@dataclass(frozen=True, eq=False)  # one catalogue is one key: what is derived from it is kept by identity
class Catalog:
    """All entries by id. `version` changes when any file of the catalogue does."""

    benchmarks: Mapping[str, Benchmark]
    metrics: Mapping[str, Metric]
    tasks: Mapping[str, Task]
    version: str
    owners: Mapping[What, Mapping[str, str]]  # folded name → id

    def benchmark(self, name: str) -> Benchmark | None:
        return self.benchmarks.get(self._id("benchmark", name))

    def metric(self, name: str) -> Metric | None:
        return self.metrics.get(self._id("metric", name))

    def task(self, name: str) -> Task | None:
        return self.tasks.get(self._id("task", name))

    def _id(self, what: What, name: str) -> str:
        """The owner of `name`, or of `name` without the words that add nothing to it ("the … dataset", "… scores")."""
        owners = self.owners[what]
        return owners.get(fold(name)) or owners.get(fold(GENERIC[what].sub("", name)), "")

    def close(self, what: What, name: str, n: int = 3) -> list[str]:
        """The nearest names that exist, best first, for a person to choose from. Digits must be the same: CIFAR-10 and
        CIFAR-100 are 94 % alike and never stand for each other."""
        from rapidfuzz import fuzz, process  # late: only a name that was not found needs it

        digits = re.findall(r"\d+", name)
        spellings = {
            spelling: fold(spelling)
            for kind, _, spelling in self.names()
            if kind == what and re.findall(r"\d+", spelling) == digits
        }
        nearest = process.extract(fold(name), spellings, scorer=fuzz.ratio, limit=4 * n, score_cutoff=60)
        by_entry = {self._id(what, spelling): spelling for _, _, spelling in reversed(nearest)}
        return [spelling for _, _, spelling in nearest if spelling in by_entry.values()][:n]

    def names(self) -> Iterator[tuple[What, str, str]]:
        """(what, id, spelling) of every name and alias as people write it."""
        for what, entries in self.entries():
            for entry in entries:
                for spelling in (entry.name, *entry.aliases):
                    yield what, entry.id, spelling

    def cased(self) -> frozenset[str]:
        """The spellings that are names only in exactly this case."""
        return frozenset().union(*(entry.cased for _, entries in self.entries() for entry in entries))

    def entries(self) -> Iterator[tuple[What, Iterable[Entry]]]:
        yield "benchmark", self.benchmarks.values()
        yield "metric", self.metrics.values()
        yield "task", self.tasks.values()


GENERIC: Mapping[What, re.Pattern[str]] = {
    "benchmark": re.compile(
        r"^\s*the\s+|[\s-]+(?:data[\s-]?sets?|benchmarks?|corpus|corpora|(?:test|dev)[\s-]?sets?)\s*$", re.I
    ),
    "metric": re.compile(r"^\s*the\s+|[\s-]+(?:scores?|values?|metrics?)\s*$", re.I),
    "task": re.compile(r"^\s*the\s+|[\s-]+(?:tasks?|problems?)\s*$", re.I),
}

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "η": "eta", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi",
    "ω": "omega", "×": "x", "&": "and",
}  # fmt: skip
# Commands that only dress a name; any other command, \tau or \alpha, is kept as the word it spells.
DRESS = re.compile(
    r"\\(?:text(?:bf|it|rm|sc|tt|sf|sl|up)?|math(?:bf|it|rm|sf|tt|cal|bb)?|operatorname|emph|mbox|rm|bf|it|"
    r"(?:up|down|right|left|leftright)arrow|to|underline|xspace|,|;|!|\s)(?![A-Za-z])"
)
POSSESSIVE = re.compile(r"['’`´‘]s\b")
VERSION = re.compile(r"(?:(?<=[^\w@+#])|(?<=_))v(?:er(?:sion)?)?\.?\s*(?=\d)")
BARE_POINT = re.compile(r"(?<!\d)\.(?=\d)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
JOINED_DIGITS = re.compile(r"(?<=\d)(?:(?!\.\d)[^\w@+#]|_)+(?=\d)")
SILENT = re.compile(r"(?<!\d)\.|\.(?!\d)|(?<!\d)-|-(?!\d)|[^\w@+#.-]|_")


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """One key for the spellings of one name: "GSM-8K", "gsm 8k" → "gsm8k"; "F$_1$", "F_1" → "f1"; "Kendall's τ" →
    "kendalltau"; "SQuAD v1.1" → "squad1.1".

    Case, spaces, hyphens, accents, quotes, brackets, "%", LaTeX dress and a version's "v" go. Digits stay, and so does
    what tells names apart: "@", "+", "#", a point inside a number, and a mark ("-") where two numbers meet, so that
    "0/1 loss" is no "01 loss" and "mAP@.5" is no "MAP@5". A plural stays: "PASCAL-S" is not "PASCAL".
    """
    if "\\" in name:
        name = DRESS.sub("", name)
    key = name.casefold()
    if not key.isascii() or "&" in key:
        key = "".join(GREEK.get(char, char) for char in unaccented(key))
    letters = key.replace(" ", "").replace("-", "")
    if letters.isalpha() and letters.isascii():
        return letters  # most names have neither digits nor signs, and none of the patterns has anything to say to them
    key = VERSION.sub("", POSSESSIVE.sub("", key))
    key = THOUSANDS.sub("", BARE_POINT.sub("0.", key))
    return SILENT.sub("", JOINED_DIGITS.sub("-", key))


def unaccented(key: str) -> str:
    decomposed = unicodedata.normalize("NFKD", key).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def data_folder() -> Path:
    """`registry/data` in a wheel, `data` beside the packages in a checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "data"
    return installed if installed.is_dir() else here.parent / "data"


@cache
def load_catalog(folder: Path | None = None) -> Catalog:
    """The catalogue in `folder` (by default the one that comes with claimboard), checked; raises CatalogError."""
    folder = folder or data_folder() / "catalog"
    texts = texts_in(folder)
    return compiled_catalog(folder / "compiled.json", version_of(texts)) or parsed_catalog(texts)


def texts_in(folder: Path) -> dict[str, bytes]:
    files = sorted([*folder.glob("*.yaml"), *folder.glob("generated/*.yaml")])
    if not files:
        raise CatalogError(folder, "holds no *.yaml; name a folder with benchmarks, metrics and tasks")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def version_of(texts: Mapping[str, bytes]) -> str:
    digest = blake2b(digest_size=8)
    for file, text in texts.items():
        digest.update(f"{FORM}\0{file}\0{len(text)}\0".encode() + text)
    return digest.hexdigest()


def parsed_catalog(texts: Mapping[str, bytes]) -> Catalog:
    """The catalogue that the YAML files tell, every rule checked."""
    rows = parsed_rows(texts)
    benchmarks = entries(rows["benchmarks"], benchmark_of)
    metrics = entries(rows["metrics"], metric_of)
    tasks = entries(rows["tasks"], task_of)
    for file, row in rows["benchmarks"]:
        check_known(file, row, "metrics", metrics)
        check_known(file, row, "tasks", tasks)
    owners: dict[What, Mapping[str, str]] = {
        "benchmark": owners_of(rows["benchmarks"], benchmarks),
        "metric": owners_of(rows["metrics"], metrics),
        "task": owners_of(rows["tasks"], tasks),
    }
    return Catalog(benchmarks, metrics, tasks, version_of(texts), owners)


FORM = 2  # of `compiled.json`, and of what `fold` makes of a name; raise it when either changes


def compiled_text(catalog: Catalog) -> str:
    """`catalog` as the JSON that `compiled_catalog` reads, one line a list."""

    def told(entry: Entry) -> list[object]:
        values = (getattr(entry, slot) for slot in entry.__slots__)
        return [sorted(value) if isinstance(value, frozenset) else value for value in values]

    parts: dict[str, object] = {"version": catalog.version, "owners": catalog.owners}
    parts |= {f"{what}s": [told(entry) for entry in listed] for what, listed in catalog.entries()}
    lines = (f"{json.dumps(key)}: {json.dumps(part, separators=(',', ':'))}" for key, part in parts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def compiled_catalog(path: Path, version: str) -> Catalog | None:
    """The catalogue in `path`, or None where it is missing or was made from other files than `version`."""
    if not path.is_file():
        return None
    told = json.loads(path.read_bytes())
    if told["version"] != version:
        return None
    listed = (Listed(Benchmark, told["benchmarks"]), Listed(Metric, told["metrics"]), Listed(Task, told["tasks"]))
    return Catalog(*listed, version, told["owners"])


class Listed(Mapping[str, AnEntry]):
    """Entries by id, each made of its row when it is first asked for: most commands ask for few of thousands."""

    def __init__(self, kind: Callable[..., AnEntry], rows: Iterable[list[Any]]) -> None:
        self._kind: Callable[..., AnEntry] = kind
        self._rows = {row[0]: row for row in rows}
        self._made: dict[str, AnEntry] = {}

    def __getitem__(self, id: str) -> AnEntry:
        made = self._made.get(id)
        if made is None:
            made = self._made[id] = revived(self._kind, self._rows[id])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, id: object) -> bool:
        return id in self._rows


def revived(kind: Callable[..., AnEntry], row: list[Any]) -> AnEntry:
    """The entry whose values JSON kept as a list: its lists were tuples, the last one a set."""
    *values, cased = row
    return kind(*(tuple(value) if isinstance(value, list) else value for value in values), cased=frozenset(cased))


Rows: TypeAlias = dict[str, list[tuple[str, Row]]]  # list name → (file, row)
LISTS = ("benchmarks", "metrics", "tasks")
NAMING = {"id", "name", "aliases", "source", "cased"}
KEYS = {
    "benchmarks": NAMING | {"tasks", "metrics", "splits"},
    "metrics": NAMING | {"direction", "unit", "lower", "upper"},
    "tasks": NAMING,
}
SLUG = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def parsed_rows(texts: Mapping[str, bytes]) -> Rows:
    import yaml  # late: a compiled catalogue does not need it

    loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, ten times faster, where it is built
    rows: Rows = {name: [] for name in LISTS}
    for file, text in texts.items():
        try:
            parsed = yaml.load(text, Loader=loader)  # both are safe loaders
        except yaml.YAMLError as error:
            raise CatalogError(file, f"is no YAML: {' '.join(str(error).split())}") from error
        for name, listed in lists_in(file, parsed):
            rows[name].extend((file, row) for row in listed if well_formed(file, name, row))
    return rows


def lists_in(file: str, parsed: object) -> Iterator[tuple[str, list[Row]]]:
    if not isinstance(parsed, dict):
        raise CatalogError(file, f"must be a mapping with any of the lists {', '.join(LISTS)}")
    for name, listed in parsed.items():
        if name == "made_from":  # what a generated file says of its source
            continue
        if name not in LISTS or not isinstance(listed, list):
            raise CatalogError(file, f"has {name!r}, which is none of the lists {', '.join(LISTS)}")
        yield name, listed


def well_formed(file: str, name: str, row: object) -> bool:
    """True, or CatalogError that says which key is unknown, missing or of a wrong form."""
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("name"), str):
        raise CatalogError(file, f"{row!r} under {name} needs an id and a name, both text (quote a bare number)")
    where = f"{file}: {row['id']}"
    if not SLUG.fullmatch(row["id"]):
        raise CatalogError(where, "an id is a slug of a-z, 0-9, '.' and '-'; spell it so")
    if unknown := sorted(row.keys() - KEYS[name]):
        raise CatalogError(where, f"unknown key {unknown[0]!r}; use {', '.join(sorted(KEYS[name]))}")
    if not row.get("source"):
        raise CatalogError(where, "has no source; give a URL or a paper")
    if name == "metrics":
        check_metric(where, row)
    return True


def check_metric(where: str, row: Row) -> None:
    if row.get("direction") not in ("higher", "lower", "none"):
        raise CatalogError(where, "needs `direction: higher`, `lower`, or `none` where it ranks nothing")
    if missing := [key for key in ("unit", "lower", "upper") if key not in row]:
        raise CatalogError(where, f"needs {' and '.join(missing)}; write null for a bare number or an open end")
    lower, upper = row["lower"], row["upper"]
    if lower is not None and upper is not None and lower >= upper:
        raise CatalogError(where, f"has lower {lower} and upper {upper}; put the smaller first")


def entries(rows: Iterable[tuple[str, Row]], make: Callable[[Row], AnEntry]) -> dict[str, AnEntry]:
    made: dict[str, AnEntry] = {}
    files: dict[str, str] = {}
    for file, row in rows:
        if row["id"] in made:
            raise CatalogError(f"{files[row['id']]} and {file}", f"two entries have the id {row['id']!r}; keep one")
        made[row["id"]], files[row["id"]] = make(row), file
    return made


def benchmark_of(row: Row) -> Benchmark:
    return Benchmark(
        row["id"], row["name"], aliases_of(row), tuple(row.get("tasks", ())), tuple(row.get("metrics", ())),
        row.get("splits", {}), row["source"], cased_of(row),
    )  # fmt: skip


def metric_of(row: Row) -> Metric:
    direction = None if row["direction"] == "none" else row["direction"]
    return Metric(
        row["id"], row["name"], aliases_of(row), direction, row["unit"], row["lower"], row["upper"],
        row["source"], cased_of(row),
    )  # fmt: skip


def task_of(row: Row) -> Task:
    return Task(row["id"], row["name"], aliases_of(row), row["source"], cased_of(row))


def aliases_of(row: Row) -> tuple[str, ...]:
    return tuple(alias if isinstance(alias, str) else alias["name"] for alias in row.get("aliases", ()))


def cased_of(row: Row) -> frozenset[str]:
    if row.get("cased"):
        return frozenset((row["name"], *aliases_of(row)))
    aliases = row.get("aliases", ())
    return frozenset(alias["name"] for alias in aliases if not isinstance(alias, str) and alias.get("cased"))


def check_known(file: str, row: Row, name: str, known: Mapping[str, Metric] | Mapping[str, Task]) -> None:
    for id in row.get(name, ()):
        if id not in known:
            cure = f"add it to {name}.yaml or mend the spelling"
            raise CatalogError(f"{file}: {row['id']}", f"names the {name[:-1]} {id!r}, which no file has; {cure}")


def owners_of(rows: Iterable[tuple[str, Row]], made: Mapping[str, Entry]) -> dict[str, str]:
    """Folded id, name and aliases → id; CatalogError where two entries claim one."""
    owners: dict[str, str] = {}
    files = {row["id"]: file for file, row in rows}
    for id, entry in made.items():
        for spelling in (id, entry.name, *entry.aliases):
            other = owners.setdefault(fold(spelling), id)
            if other != id:
                where = " and ".join(dict.fromkeys((files[other], files[id])))
                raise CatalogError(
                    where, f"alias {spelling!r} names {other} and {id}; keep it on one of them", [other, id]
                )
    return owners
