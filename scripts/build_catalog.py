"""Make `data/catalog/generated/*.yaml` from public wheels, and `data/catalog/compiled.json` from all YAML files.

    python scripts/build_catalog.py            download the wheels, read them, compile
    python scripts/build_catalog.py --settle   after an edit of the curated files: no network

Names, main metrics, directions and bounds are read from the files inside a wheel; nothing of it is imported, and no
description and no code is taken. What people curate wins: a generated entry whose id or name a curated entry owns is
left out, and so is a generated alias that a curated entry owns. Between two packages the first in PACKAGES wins.
"""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from zipfile import ZipFile

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from registry.catalog import Catalog, compiled_text, data_folder, fold, parsed_catalog, texts_in

__all__ = ["main"]

CATALOG = data_folder() / "catalog"
GENERATED = CATALOG / "generated"

Row = dict[str, Any]
Lists = dict[str, list[Row]]  # "benchmarks" or "metrics" → rows


class Package(NamedTuple):
    name: str
    version: str
    licence: str
    url: str
    read: Callable[[ZipFile, Catalog], Lists]

    @property
    def source(self) -> str:
        return f"{self.name} {self.version}, {self.url}"


def main() -> None:
    from scripts.build_boards import settle_names  # it is built on this module

    curated = parsed_catalog({file: text for file, text in texts_in(CATALOG).items() if "/" not in file})
    tables = settled_tables() if "--settle" in sys.argv[1:] else read_tables(curated)
    write_generated(tables, curated)
    settle_names(parsed_catalog({file: text for file, text in texts_in(CATALOG).items() if "tdm-names" not in file}))
    catalog = parsed_catalog(texts_in(CATALOG))
    (CATALOG / "compiled.json").write_text(compiled_text(catalog), encoding="utf-8")
    counts = f"{len(catalog.benchmarks)} benchmarks, {len(catalog.metrics)} metrics, {len(catalog.tasks)} tasks"
    print(f"{counts}, {sum(1 for _ in catalog.names())} names")


def settled_tables() -> dict[str, Lists]:
    texts = {package.name: (GENERATED / f"{package.name}.yaml").read_bytes() for package in PACKAGES}
    return {name: yaml.load(text, Loader=yaml.CSafeLoader) for name, text in texts.items()}


def read_tables(curated: Catalog) -> dict[str, Lists]:
    with TemporaryDirectory() as folder:
        wanted = [f"{package.name}=={package.version}" for package in PACKAGES]
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, *wanted], check=True)
        return {package.name: read_wheel(package, Path(folder), curated) for package in PACKAGES}


def read_wheel(package: Package, folder: Path, curated: Catalog) -> Lists:
    stem = f"{package.name.replace('-', '_')}-{package.version}-"
    wheel = next(path for path in folder.iterdir() if path.name.startswith(stem))
    with ZipFile(wheel) as archive:
        return package.read(archive, curated)


def write_generated(tables: dict[str, Lists], curated: Catalog) -> None:
    """Each package's rows into its file, without what a curated entry or an earlier package owns."""
    owned = {f"{what}s": set(names) for what, names in curated.owners.items()}
    look_up = {"benchmarks": curated.benchmark, "metrics": curated.metric}
    GENERATED.mkdir(exist_ok=True)
    for package in PACKAGES:
        lines = [
            "# Made by scripts/build_catalog.py; a change here is lost. Curate in the files one folder up.",
            f"made_from: {flow({'package': package.name, 'version': package.version, 'licence': package.licence})}",
        ]
        for name in ("benchmarks", "metrics"):
            if rows := list(giving_way(tables[package.name].get(name, []), owned[name], look_up[name])):
                lines += [f"{name}:", *(f"- {flow(row)}" for row in rows)]
        (GENERATED / f"{package.name}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def giving_way(rows: Iterable[Row], owned: set[str], curated: Callable[[str], object]) -> Iterator[Row]:
    """`rows` less those whose id or name is owned, their aliases less those that are; what is left is owned now."""
    for row in rows:
        if curated(row["name"]) or fold(row["id"]) in owned or fold(row["name"]) in owned:
            continue
        own = {fold(row["id"]), fold(row["name"])}
        aliases = []
        for alias in row.get("aliases", ()):
            if fold(alias) not in owned | own:
                aliases.append(alias)
                own.add(fold(alias))
        owned |= own
        yield {key: value for key, value in (row | {"aliases": aliases}).items() if value != [] or key == "metrics"}


def flow(row: Row) -> str:
    return "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in row.items()) + "}"


# --- one reader a package


def read_mteb(wheel: ZipFile, curated: Catalog) -> Lists:
    """Each task's name and main score, each benchmark's name and aliases."""
    benchmarks = []
    for path, call in calls(wheel, "mteb/", {"TaskMetadata", "Benchmark"}):
        said = {word.arg: literal(word.value) for word in call.keywords if word.arg}
        name = said.get("name")
        if not isinstance(name, str) or not telling(name):
            continue
        main_score = said.get("main_score") if "/tasks/" in path else "average score"
        tasks = MTEB_TASKS.get(str(said.get("type")), []) if "/tasks/" in path else ["text-embedding"]
        aliases = [alias for alias in said.get("aliases") or [] if telling(alias)]
        benchmarks.append(benchmark(MTEB, name, aliases, tasks, [main_score], curated))
    return {"benchmarks": benchmarks}


MTEB_TASKS = {
    "Retrieval": ["information-retrieval"],
    "InstructionRetrieval": ["information-retrieval"],
    "Reranking": ["reranking"],
    "InstructionReranking": ["reranking"],
    "Any2AnyRetrieval": ["image-text-retrieval"],
    "DocumentUnderstanding": ["document-understanding"],
    "Classification": ["text-classification"],
    "MultilabelClassification": ["text-classification"],
    "Clustering": ["text-clustering"],
    "STS": ["semantic-textual-similarity"],
    "BitextMining": ["bitext-mining"],
    "Summarization": ["text-summarization"],
    "AudioClassification": ["audio-classification"],
    "ImageClassification": ["image-classification"],
    "ZeroShotClassification": ["zero-shot-image-classification"],
    "ImageClustering": ["image-clustering"],
    "VideoClassification": ["action-recognition"],
    "VideoCentricQA": ["video-question-answering"],
    "VisionCentricQA": ["visual-question-answering"],
}


def read_lm_eval(wheel: ZipFile, curated: Catalog) -> Lists:
    """Each data set that tasks are made of (the end of its path) with their metrics.

    Its metrics are left out: what people do not curate already are keys of its own ("4096", "rougeL_max")."""
    told: dict[str, list[str]] = {}
    for path in wheel.namelist():
        if path.startswith("lm_eval/tasks/") and path.endswith((".yaml", "_yaml")):
            text = wheel.read(path).decode("utf-8", "replace")
            for name in DATASET_LINE.findall(text):
                told.setdefault(name, []).extend(METRIC_LINE.findall(text))
    rows = [benchmark(LM_EVAL, name, [], [], metrics, curated) for name, metrics in told.items() if telling(name)]
    return {"benchmarks": rows}


DATASET_LINE = re.compile(r"^dataset_path:\s*['\"]?(?:[\w.-]+/)*([\w.-]+?)['\"]?\s*(?:#.*)?$", re.M)
METRIC_LINE = re.compile(r"-\s*metric:\s*['\"]?([\w.@-]+)['\"]?\s*$", re.M)


def read_inspect_evals(wheel: ZipFile, curated: Catalog) -> Lists:
    """Each evaluation's title up to its colon."""
    benchmarks = []
    for path in wheel.namelist():
        if not path.endswith("/eval.yaml"):
            continue
        told = yaml.load(wheel.read(path), Loader=yaml.CSafeLoader)
        name = re.split(r"\s*[:(]|\s[-–—]\s", told.get("title", ""))[0].strip()
        if telling(name):
            benchmarks.append(benchmark(INSPECT, name, [], [], [], curated))
    return {"benchmarks": benchmarks}


def read_helm(wheel: ZipFile, curated: Catalog) -> Lists:
    """Each scenario's display name and main metric, each metric whose direction is said."""
    lists: Lists = {"benchmarks": [], "metrics": []}
    for path in wheel.namelist():
        if not re.search(r"/static/schema_\w+\.yaml$", path):
            continue
        told = yaml.load(wheel.read(path), Loader=yaml.CSafeLoader)
        for group in told.get("run_groups") or ():
            name = re.split(r"\s*[:(]|\s[-–—]\s", group.get("display_name") or "")[0].strip()
            if telling(name) and not group.get("subgroups"):
                main = (group.get("environment") or {}).get("main_name", "")
                lists["benchmarks"].append(benchmark(HELM, name, [], [], [main], curated))
        for metric in told.get("metrics") or ():
            name = metric.get("display_name") or ""
            if "lower_is_better" in metric and METRIC_NAME.fullmatch(name):
                way = {True: "lower", False: "higher", None: "none"}[metric["lower_is_better"]]
                lists["metrics"].append(metric_row(HELM, name, [], way))
    return lists


METRIC_NAME = re.compile(r"[\w-]+@\d+")  # its other names are of its own making ("HumanEval-faithfulness")


def read_torchmetrics(wheel: ZipFile, curated: Catalog) -> Lists:
    """Each metric class that says its direction, with the bounds it says."""
    metrics = []
    for path in wheel.namelist():
        if not path.endswith(".py") or "/functional/" in path or "/wrappers/" in path:
            continue
        for node in ast.walk(ast.parse(wheel.read(path))):
            if not isinstance(node, ast.ClassDef) or SPECIAL_CLASS.match(node.name):
                continue
            said = dict(constants(node))
            if isinstance(said.get("higher_is_better"), bool):
                name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", node.name)
                name = name.replace("Corr Coef", "Correlation Coefficient")
                row = metric_row(TORCHMETRICS, name, [], "higher" if said["higher_is_better"] else "lower")
                lower, upper = said.get("plot_lower_bound"), said.get("plot_upper_bound")
                metrics.append(row | {"lower": lower, "upper": upper if lower is None or upper != lower else None})
    return {"metrics": metrics}


# Abstract, one of three variants of a class, or named for a task and not for what it measures
SPECIAL_CLASS = re.compile(
    "_|Binary|Multiclass|Multilabel|Retrieval|SQuAD|TotalVariation|Minkowski|Modified|Memorization"
)


# --- what the readers share


def calls(wheel: ZipFile, start: str, names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    for path in wheel.namelist():
        if path.startswith(start) and path.endswith(".py"):
            for node in ast.walk(ast.parse(wheel.read(path))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                    yield path, node


def constants(node: ast.ClassDef) -> Iterator[tuple[str, object]]:
    for line in node.body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value:
            yield line.target.id, literal(line.value)


def literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def telling(name: object) -> bool:
    """Whether running text that holds `name` is likely to mean it: "VoxCeleb1", "legal bench", not "Accuracy"."""
    if not isinstance(name, str) or not 4 <= len(name) <= 60 or not slug(name):
        return False
    return bool(re.search(r"\d|[a-z][A-Z]|[A-Z]{3}", name))


def slug(name: str) -> str:
    spelled = re.sub(r"[^a-z0-9.]+", "-", name.lower().replace("@", "-at-").replace("+", "-plus"))
    return re.sub(r"-+", "-", re.sub(r"(?<!\d)\.|\.(?!\d)", "-", spelled)).strip("-.")


def benchmark(
    package: str, name: str, aliases: list[str], tasks: list[str], metrics: list[Any], curated: Catalog
) -> Row:
    known = [curated.metric(re.sub("^(cosine|max|mean)_", "", metric)) for metric in metrics if isinstance(metric, str)]
    ids = list(dict.fromkeys(metric.id for metric in known if metric))
    row: Row = {"id": slug(name), "name": name, "aliases": aliases, "tasks": tasks, "metrics": ids}
    # "MASK", "CLEAR": in running text a name only as it is spelled here
    return row | {"source": SOURCES[package]} | ({"cased": True} if re.fullmatch("[A-Z]+", name) else {})


def metric_row(package: str, name: str, aliases: list[str], direction: str) -> Row:
    """A metric whose bounds and unit the package does not say."""
    said = {"direction": direction, "unit": None, "lower": None, "upper": None}
    return {"id": slug(name), "name": name, "aliases": aliases, **said, "source": SOURCES[package]}


MTEB, LM_EVAL, INSPECT, HELM, TORCHMETRICS = "mteb", "lm_eval", "inspect_evals", "crfm-helm", "torchmetrics"
PACKAGES = (
    Package(MTEB, "2.26.24", "Apache-2.0", "https://github.com/embeddings-benchmark/mteb", read_mteb),
    Package(LM_EVAL, "0.4.13", "MIT", "https://github.com/EleutherAI/lm-evaluation-harness", read_lm_eval),
    Package(INSPECT, "0.26.0", "MIT", "https://github.com/UKGovernmentBEIS/inspect_evals", read_inspect_evals),
    Package(HELM, "0.5.16", "Apache-2.0", "https://github.com/stanford-crfm/helm", read_helm),
    Package(TORCHMETRICS, "1.9.0", "Apache-2.0", "https://github.com/Lightning-AI/torchmetrics", read_torchmetrics),
)
SOURCES = {package.name: package.source for package in PACKAGES}

if __name__ == "__main__":
    main()
