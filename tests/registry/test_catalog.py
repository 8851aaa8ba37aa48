"""The catalogue that comes with claimboard, walked entry by entry; what `fold` makes one; what is refused."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.catalog import Catalog, compiled_catalog, compiled_text, data_folder, fold, load_catalog, parsed_catalog
from registry.catalog import texts_in as texts_of
from registry.errors import CatalogError

SLUG = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


# --- the whole catalogue


def test_there_are_enough_entries(catalog: Catalog) -> None:
    assert len(catalog.benchmarks) >= 2500
    assert len(catalog.metrics) >= 400
    assert len(catalog.tasks) >= 500


def test_every_entry_is_well_made(catalog: Catalog) -> None:
    for _, entries in catalog.entries():
        for entry in entries:
            assert SLUG.fullmatch(entry.id), entry
            assert entry.source.strip(), f"{entry.id} has no source"
            assert all(fold(name) for name in (entry.name, *entry.aliases)), entry
            assert entry.cased <= {entry.name, *entry.aliases}


def test_every_name_leads_to_its_entry(catalog: Catalog) -> None:
    found = {"benchmark": catalog.benchmark, "metric": catalog.metric, "task": catalog.task}
    for what, id, spelling in catalog.names():
        entry = found[what](spelling)
        assert entry is not None and entry.id == id, f"{spelling!r} of {id} leads to {entry}"


def test_every_metric_says_its_direction_and_bounds_in_order(catalog: Catalog) -> None:
    for metric in catalog.metrics.values():
        assert metric.direction in ("higher", "lower", None), metric
        if metric.lower is not None and metric.upper is not None:
            assert metric.lower < metric.upper, metric
        if metric.unit == "percent":
            assert metric.lower in (0, None), metric


def test_every_benchmark_names_known_metrics_and_tasks(catalog: Catalog) -> None:
    for benchmark in catalog.benchmarks.values():
        assert set(benchmark.metrics) <= catalog.metrics.keys(), benchmark
        assert set(benchmark.tasks) <= catalog.tasks.keys(), benchmark
        assert all(items > 0 for items in benchmark.splits.values()), benchmark


def test_what_people_curate_has_a_task_and_a_main_metric(catalog: Catalog) -> None:
    curated = {file: text for file, text in texts_of(data_folder() / "catalog").items() if "/" not in file}
    for benchmark in parsed_catalog(curated).benchmarks.values():
        assert benchmark.tasks and benchmark.metrics, benchmark


def test_generated_files_say_where_they_come_from() -> None:
    for file, text in texts_of(data_folder() / "catalog").items():
        if file.startswith("generated/"):
            assert re.search(rb'^made_from: \{package: "[^"]+", version: "[^"]+", licence: "[^"]+"\}$', text, re.M), (
                file
            )


def test_the_compiled_form_is_that_of_the_files() -> None:
    folder = data_folder() / "catalog"
    from_files = parsed_catalog(texts_of(folder))
    compiled = compiled_catalog(folder / "compiled.json", from_files.version)
    assert compiled is not None, "run `python scripts/build_catalog.py --settle`"
    assert vars(compiled) == vars(from_files)


# Items per split that a recount may rely on (CHECKS: granularity).
SPLITS = [
    ("WNLI", "dev", 71),
    ("WNLI", "test", 146),
    ("RTE", "dev", 277),
    ("RTE", "test", 3000),
    ("CB", "dev", 56),
    ("CB", "test", 250),
    ("COPA", "dev", 100),
    ("COPA", "test", 500),
    ("WSC", "dev", 104),
    ("WSC", "test", 146),
    ("MRPC", "dev", 408),
    ("WiC", "dev", 638),
    ("HumanEval", "test", 164),
    ("MBPP", "test", 500),
    ("MBPP", "sanitized", 257),
    ("GPQA-Diamond", "test", 198),
    ("AIME 2024", "test", 30),
    ("SWE-bench Verified", "test", 500),
    ("HLE", "test", 2500),
]


@pytest.mark.parametrize(("name", "split", "items"), SPLITS)
def test_items_of_a_split(catalog: Catalog, name: str, split: str, items: int) -> None:
    benchmark = catalog.benchmark(name)
    assert benchmark is not None and benchmark.splits[split] == items


# --- folding

SAME = [
    ("GSM8K", "gsm 8k"),
    ("GSM-8K", "GSM_8K"),
    ("F1", "F_1"),
    ("F1", "$F_1$"),
    ("F1", "F$_{1}$"),
    ("F1", r"\textbf{F}$_1$"),
    ("F1", "F₁"),
    ("R^2", "R²"),
    ("Kendall's τ", r"Kendall’s $\tau$"),
    ("Fréchet Inception Distance", "Frechet inception distance"),
    ("WMT'14 En→De", r"WMT14 En$\rightarrow$De"),
    ("WMT14 EN-DE", "wmt14 en/de"),
    ("SQuAD v1.1", "SQuAD 1.1"),
    ("VQA v2", "VQA 2"),
    ("mAP@.5:.95", "mAP@[0.5:0.95]"),
    ("Accuracy (%)", "accuracy"),
    (r"Acc.\%", "Acc ↑"),
    ("FB15k–237", "FB15K-237"),
    ("Precision & Recall", "precision and recall"),
    ("10,000 songs", "10000 songs"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


DIFFERENT = [
    ("CIFAR-10", "CIFAR-100"),
    ("CIFAR-10/100", "CIFAR-10100"),
    ("C++", "C"),
    ("C#", "C"),
    ("RefCOCO", "RefCOCO+"),
    ("SQuAD 1.1", "SQuAD 2.0"),
    ("SQuAD 1.1", "SQuAD 11"),
    ("Hits@1", "Hits@10"),
    ("mAP@.5", "mAP@5"),
    ("R^2", "R"),
    ("0/1 loss", "01 loss"),
    ("PASCAL-S", "PASCAL"),
    ("HumanEval", "HumanEval+"),
    ("GPT-4", "GPT-4.1"),
    ("BLEU-1", "BLEU-4"),
    ("ROUGE-1", "ROUGE-L"),
    ("precision", "precisions"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_again_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet="aBcXyZ 0123456789-_.,/@+#%$^{}'", max_size=30))
def test_case_never_matters(name: str) -> None:
    assert fold(name.upper()) == fold(name.lower()) == fold(name)


# --- looking up

FOUND = [
    ("benchmark", "the GSM-8K dataset", "gsm8k"),
    ("benchmark", "WMT 2014 English-to-German", "wmt14-en-de"),
    ("benchmark", "Cityscapes benchmark", "cityscapes"),
    ("benchmark", "MS-COCO", "coco"),
    ("metric", "BLEU scores", "bleu"),
    ("metric", "macro F-1 score", "macro-f1"),
    ("metric", "Rank-1 accuracy", "rank-1-accuracy"),
    ("metric", "area under the ROC curve", "auroc"),
    ("metric", "ndcg_at_10", "ndcg-at-10"),
    ("task", "NER", "named-entity-recognition"),
    ("task", "image classification tasks", "image-classification"),
    ("benchmark", "CIFAR", None),
    ("benchmark", "CIFAR-1000", None),
    ("benchmark", "our dataset", None),
    ("metric", "performance", None),
    ("metric", "F7", None),
    ("metric", "", None),
    ("task", "the", None),
]


@pytest.mark.parametrize(("what", "name", "id"), FOUND)
def test_looking_a_name_up(catalog: Catalog, what: str, name: str, id: str | None) -> None:
    look_up = {"benchmark": catalog.benchmark, "metric": catalog.metric, "task": catalog.task}[what]
    entry = look_up(name)
    assert (entry.id if entry else None) == id


DIRECTIONS = [
    ("accuracy", "higher"),
    ("WER", "lower"),
    ("perplexity", "lower"),
    ("FID", "lower"),
    ("PSNR", "higher"),
    ("Davies-Bouldin index", "lower"),
    ("number of parameters", None),
]


@pytest.mark.parametrize(("name", "direction"), DIRECTIONS)
def test_direction_of_a_metric(catalog: Catalog, name: str, direction: str | None) -> None:
    metric = catalog.metric(name)
    assert metric is not None and metric.direction == direction


CLOSE = [
    ("metric", "acuracy", "accuracy"),
    ("benchmark", "Cityscape", "Cityscapes"),
    ("benchmark", "HelaSwag", "HellaSwag"),
    ("task", "named entity recogniton", "named entity recognition"),
]


@pytest.mark.parametrize(("what", "name", "nearest"), CLOSE)
def test_the_nearest_name(catalog: Catalog, what: str, name: str, nearest: str) -> None:
    assert catalog.close(what, name)[0] == nearest  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["CIFAR-1000", "CIFAR-11", "ImageNet-9k", "zzzzqqqq"])
def test_no_suggestion_has_other_digits(catalog: Catalog, name: str) -> None:
    assert all(re.findall(r"\d+", close) == re.findall(r"\d+", name) for close in catalog.close("benchmark", name))


@pytest.mark.parametrize("word", ["MATH", "ARC", "CoLA", "Spider", "EM"])
def test_an_everyday_word_counts_in_its_own_case_only(catalog: Catalog, word: str) -> None:
    assert word in catalog.cased()
    assert word.lower() not in catalog.cased()


# --- what is refused

METRICS = "metrics: [{id: accuracy, name: accuracy, direction: higher, unit: percent, lower: 0, upper: 100, source: s}]"
TASKS = "tasks: [{id: qa, name: QA, source: s}]"


def a_metric(**changed: str) -> str:
    row = {"id": "x", "name": "X", "direction": "higher", "unit": "null", "lower": "0", "upper": "1", "source": "s"}
    told = ", ".join(f"{key}: {value}" for key, value in (row | changed).items() if value)
    return f"metrics: [{{{told}}}]"


REFUSED = [
    (
        "benchmarks: [{id: a, name: A, aliases: [x], source: s}, {id: b, name: B, aliases: [X], source: s}]",
        "made.yaml: alias 'X' names a and b; keep it on one of them",
    ),
    (
        "benchmarks: [{id: a, name: One, source: s}, {id: b, name: o-n-e, source: s}]",
        "made.yaml: alias 'o-n-e' names a and b; keep it on one of them",
    ),
    (
        "benchmarks: [{id: a, name: A, source: s}, {id: a, name: B, source: s}]",
        "made.yaml and made.yaml: two entries have the id 'a'; keep one",
    ),
    (
        "benchmarks: [{id: a, name: A, metrics: [acuracy], source: s}]",
        "made.yaml: a: names the metric 'acuracy', which no file has; add it to metrics.yaml or mend the spelling",
    ),
    (
        "benchmarks: [{id: a, name: A, tasks: [chess], source: s}]",
        "made.yaml: a: names the task 'chess', which no file has; add it to tasks.yaml or mend the spelling",
    ),
    (
        "benchmarks: [{id: a, name: A, alias: [x], source: s}]",
        "made.yaml: a: unknown key 'alias'; use aliases, cased, id, metrics, name, source, splits, tasks",
    ),
    ("benchmarks: [{id: a, name: A}]", "made.yaml: a: has no source; give a URL or a paper"),
    (
        "benchmarks: [{id: A b, name: A, source: s}]",
        "made.yaml: A b: an id is a slug of a-z, 0-9, '.' and '-'; spell it so",
    ),
    (
        a_metric(direction=""),
        "made.yaml: x: needs `direction: higher`, `lower`, or `none` where it ranks nothing",
    ),
    (
        a_metric(direction="up"),
        "made.yaml: x: needs `direction: higher`, `lower`, or `none` where it ranks nothing",
    ),
    (a_metric(lower="2"), "made.yaml: x: has lower 2 and upper 1; put the smaller first"),
    (
        a_metric(upper=""),
        "made.yaml: x: needs upper; write null for a bare number or an open end",
    ),
    ("models: []", "made.yaml: has 'models', which is none of the lists benchmarks, metrics, tasks"),
    ("- a", "made.yaml: must be a mapping with any of the lists benchmarks, metrics, tasks"),
]


@pytest.mark.parametrize(("made", "message"), REFUSED)
def test_a_faulty_catalogue_is_refused(tmp_path: Path, made: str, message: str) -> None:
    for name, text in (("made", made), ("metrics", METRICS), ("tasks", TASKS)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as error:
        load_catalog(tmp_path)
    assert str(error.value) == message


@pytest.mark.parametrize("text", ["benchmarks: [", "benchmarks: [{id: 1, name: 300}]", "benchmarks: [7]"])
def test_a_faulty_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "made.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"^made\.yaml: "):
        load_catalog(tmp_path)


def test_a_clash_over_two_files_names_both(tmp_path: Path) -> None:
    (tmp_path / "generated").mkdir()
    (tmp_path / "one.yaml").write_text("tasks: [{id: a, name: A, aliases: [x], source: s}]")
    (tmp_path / "generated" / "two.yaml").write_text("tasks: [{id: b, name: X, source: s}]")
    with pytest.raises(CatalogError) as error:
        load_catalog(tmp_path)
    assert error.value.owners == ("b", "a") and "generated/two.yaml and one.yaml" in str(error.value)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="name a folder"):
        load_catalog(tmp_path)


# --- the compiled form


def test_a_compiled_form_of_other_files_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(TASKS)
    (tmp_path / "compiled.json").write_text(compiled_text(parsed_catalog(texts_of(tmp_path))))
    (tmp_path / "one.yaml").write_text("tasks: [{id: mt, name: MT, source: s}]")
    assert list(load_catalog(tmp_path).tasks) == ["mt"]
