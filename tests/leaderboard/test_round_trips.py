"""What came in from somebody's board goes out of it equal, field by field, and what claimboard found goes out valid."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.readers import read
from leaderboard.exports import EXPORTS, document_selection, everything, without_licence
from leaderboard.exports.given_back import GivenBack, put_together
from leaderboard.ingest import ingest
from registry.catalog import load_catalog
from registry.model import Document
from registry.snapshots import connect

FORMAT_OF = {
    "papers-with-code": "pwc",
    "every-eval-ever": "eee",
    "lm-eval": "imported",
    "nlp-progress": "nlp-progress",
    "eval-results": "eval-results",
    "long-table": "imported",
    "name-list": "imported",
    "model-card": "model-card",
}
PWC = [
    {
        "task": "Question answering",
        "source_link": None,
        "datasets": [
            {
                "dataset": "SQuAD 2.0",
                "dataset_links": [{"title": "SQuAD", "url": "https://example.org"}],
                "subdatasets": [{"subdataset": "of marshes", "sota": {"metrics": [], "rows": []}}],
                "sota": {
                    "metrics": ["F1", "EM"],
                    "rows": [
                        {
                            "model_name": "Heron",
                            "metrics": {"F1": "88.10", "EM": 80.5},
                            "own~field/x": [1, {"y": None}],
                        },
                        {"model_name": "Ibis “große”", "metrics": {"F1": "-"}, "paper_date": None},
                        {"model_name": "Crane", "metrics": {}},
                        {"model_name": "Heron", "metrics": {"F1": "87"}, "paper_title": "Again | *on* herons"},
                    ],
                },
            }
        ],
        "subtasks": [{"task": "Reading", "datasets": [], "subtasks": []}],
    }
]
EEE = {
    "schema_version": "0.3.0",
    "evaluation_id": "x",
    "model_info": {"name": "Heron", "id": "marsh/heron", "additional_details": {}},
    "source_metadata": {"evaluator_relationship": "collaborative"},
    "evaluation_results": [
        {"evaluation_name": "GSM8K", "metric_config": {"metric_name": "accuracy"}, "score_details": {"score": 74.5}},
        {"evaluation_name": "Reeds", "metric_config": {}, "score_details": {"score": 1e-3}},
    ],
}
HARNESS = {"results": {"gsm8k": {"alias": "gsm8k", "acc,none": 0.5}, "x/y": {"f1,none": "N/A"}}, "n-shot": {"gsm8k": 5}}
ENTRIES = [
    {"dataset": {"id": "openai/gsm8k"}, "value": 74.5, "verifyToken": None},
    {"dataset": {"id": "x"}, "date": "2026"},
]
CARD = """---
license: apache-2.0
tags: [water, "yes"]
model-index:
- name: Heron-7B
  results:
  - task: {type: text-generation, name: Text Generation}
    dataset: {name: SQuAD 2.0, type: squad_v2, split: test, args: {num_few_shot: 5}}
    metrics:
    - {type: f1, name: F1, value: 88.10, verified: true}
    - type: exact_match
      value: null
      own~field/x: [1, {y: null}]
    source: {url: "https://example.org", name: A board}
  - task: {type: other}
    metrics: []
- name: Ibis “große”
  results:
  - dataset: {name: GSM8K, type: gsm8k}
    metrics:
    - {type: accuracy, value: 70}
---
# Heron

Prose of its own.
"""
PAGE = r"""# Question answering

Prose of its own.

### SQuAD 2.0

| Model | EM | F1\@5 |  | Paper / Source | Code |
| --- | :---: | --- | --- | --- | --- |
| Heron (2021) | **84.5** | 88.1* | | [On \| herons](https://example.org/h_(1)) | |
| Ibis | - | 70.2 | x | On ibises | [Official](https://example.org) |
"""
TABLE = 'Model,Dataset,Metric,Score,Own field\n"Heron, large",SQuAD 2.0,F1,88.10,"said ""so"""\nIbis,,F1,,\n'


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of one small file in each format."""
    folder = tmp_path_factory.mktemp("boards")
    for name, value in (("pwc.json", PWC), ("eee.json", EEE), ("run.json", HARNESS)):
        (folder / name).write_text(json.dumps(value), encoding="utf-8")
    (folder / "entries.yaml").write_text(yaml.safe_dump(ENTRIES), encoding="utf-8")
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    (folder / "card.md").write_text(CARD, encoding="utf-8")
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    db = folder / "boards.duckdb"
    summary = ingest([str(folder), str(folder / "entries.yaml")], db, load_catalog())
    assert summary.failed == []
    counts = summary.imported
    assert counts["values"] == sum(counts.values()) - counts["values"] == 21
    return db


def documents(con: Any) -> list[tuple[str, str, str]]:
    readers = list(FORMAT_OF)
    asked = (
        "SELECT document_id, reader, source FROM documents WHERE reader IN (SELECT unnest($readers)) ORDER BY source"
    )
    return con.execute(asked, {"readers": readers}).fetchall()  # type: ignore[no-any-return]


def told(document: Document) -> list[tuple[str, ...]]:
    return [
        (one.task, one.dataset, one.metric, one.model, one.value, one.paper_title, one.paper_url, one.paper_date)
        for one in document.reported
    ]


def differences(con: Any, folder: Path, id: str, reader: str, source: Path) -> list[Any]:
    """What the export of a file has otherwise than the file."""
    out = EXPORTS[FORMAT_OF[reader]].bytes_of(document_selection(con, id))
    if reader == "lm-eval":
        (_, frame), *rows = [json.loads(line).values() for line in out.decode().split("\n") if line]
        whole = put_together(
            GivenBack("", json.dumps(frame), tuple((at, "", json.dumps(row)) for at, row in rows), True)
        )
        return [] if whole == json.loads(source.read_bytes()) else [source]
    if reader in ("papers-with-code", "every-eval-ever"):
        return [] if json.loads(out) == json.loads(source.read_bytes()) else [source]
    if reader == "eval-results":
        return [] if yaml.safe_load(out) == yaml.safe_load(source.read_bytes()) else [source]
    if reader == "model-card":
        fronts = (yaml.safe_load(text.split("---\n")[1]) for text in (out.decode(), source.read_text("utf-8")))
        return [] if next(fronts) == next(fronts) else [source]
    if reader == "nlp-progress":
        page = folder / "page-out.md"
        page.write_bytes(out)
        (given,), (got,) = read(source), read(page)
        return [pair for pair in zip(told(given), told(got), strict=True) if pair[0] != pair[1]]
    rows = [list(json.loads(line)["row"].values()) for line in out.decode().split("\n") if line]
    return differing(rows, source, reader)


def differing(rows: list[list[str]], source: Path, reader: str) -> list[Any]:
    """Rows of a table that are not as another reader of such files has them."""
    with source.open(encoding="utf-8", newline="") as stream:
        tabs = source.suffix == ".tsv"
        lines = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.reader(stream)
        given = list(lines)[1 if reader == "long-table" else 0 :]
    plain = [[cell.replace('""', '"') for cell in row] for row in rows]
    return [pair for pair in zip(plain, given, strict=True) if pair[0] != pair[1]]


def test_small_boards_go_out_as_they_came(boards: Path, tmp_path: Path) -> None:
    with connect(boards) as con:
        held = documents(con)
        assert {reader for _, reader, _ in held} == {*FORMAT_OF} - {"name-list"}
        assert [differences(con, tmp_path, id, reader, Path(source)) for id, reader, source in held] == [[]] * len(held)


def test_shared_boards_go_out_as_they_came(shared: Path, tmp_path: Path) -> None:
    """All of ../shared/boards: 79 files, 21,742 values."""
    db = tmp_path / "shared.duckdb"
    summary = ingest([str(shared / "boards")], db, load_catalog())
    with connect(db) as con:
        held = documents(con)
        assert [found for one in held for found in differences(con, tmp_path, one[0], one[1], Path(one[2]))] == []
    assert Counter(reader for _, reader, _ in held) == {
        "papers-with-code": 12,
        "every-eval-ever": 3,
        "lm-eval": 1,
        "nlp-progress": 59,
        "name-list": 3,
        "long-table": 1,
    }
    counts = summary.imported
    assert counts["values"] == sum(counts.values()) - counts["values"] == 21_742
    assert counts["quarantined"] == 0


@pytest.mark.parametrize("name", ["pwc", "nlp-progress", "eval-results", "eee", "model-card"])
def test_results_go_out_in_a_format_that_comes_in(demo_registry: Path, tmp_path: Path, name: str) -> None:
    """Each result is a value of the file, and found again where it stands."""
    with connect(demo_registry) as con:
        selection = everything(con)
        file = tmp_path / f"out.{EXPORTS[name].suffix}"
        file.write_bytes(EXPORTS[name].bytes_of(selection))
    (document,) = read(file)
    values = [row for row in document.reported if row.value.strip() != "-"]
    assert document.reader == {form: reader for reader, form in FORMAT_OF.items() if form != "imported"}[name]
    assert len(values) == selection.results.height


CONDITIONED = [
    {
        "task": "Question answering",
        "datasets": [
            {
                "dataset": "SQuAD 2.0",
                "sota": {
                    "metrics": ["F1"],
                    "rows": [
                        {"model_name": "Heron (ensemble)", "metrics": {"F1": "88.10"}, "paper_date": "2021-05-06"},
                        {"model_name": "Heron", "metrics": {"F1": "80.5"}, "paper_date": "2021"},
                        {
                            "model_name": "Heron with 5-shot prompts",
                            "metrics": {"F1": "70"},
                            "paper_title": "A *b* & |",
                        },
                        {"model_name": "Ibis  model &amp; co + extra data", "metrics": {"F1": "71.5"}},
                    ],
                },
            },
            {
                "dataset": "SQuAD 2.0 dev",
                "sota": {"metrics": ["F1"], "rows": [{"model_name": "Heron", "metrics": {"F1": "81"}}]},
            },
        ],
    }
]


@pytest.mark.parametrize("name", ["pwc", "nlp-progress"])
def test_what_goes_out_comes_back_on_the_same_boards(tmp_path: Path, name: str) -> None:
    """With the conditions that tell one board from another, which these formats have no field for."""
    kept = ("board", "model", "printed", "protocol", "date", "title")
    (tmp_path / "in.json").write_text(json.dumps(CONDITIONED), encoding="utf-8")
    ingest([str(tmp_path / "in.json")], tmp_path / "one.duckdb", load_catalog())
    with connect(tmp_path / "one.duckdb") as con:
        given = everything(con)
        (tmp_path / f"out.{EXPORTS[name].suffix}").write_bytes(EXPORTS[name].bytes_of(given))
    ingest([str(tmp_path / f"out.{EXPORTS[name].suffix}")], tmp_path / "two.duckdb", load_catalog())
    with connect(tmp_path / "two.duckdb") as con:
        back = everything(con).results.select(kept).rows()
    assert Counter(back) == Counter(given.results.select(kept).rows())
    assert len(set(given.results["board"])) == 5


def test_records_of_every_eval_ever_keep_its_schema(demo_registry: Path, shared: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((shared / "boards" / "every_eval_ever" / "eval.schema.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    with connect(demo_registry) as con:
        records = [json.loads(line) for line in EXPORTS["eee"].bytes_of(everything(con)).decode().splitlines()]
    assert len(records) > 10
    assert [error.message for record in records for error in validator.iter_errors(record)] == []


def test_rows_under_a_licence_stay_out(boards: Path) -> None:
    with connect(boards) as con:
        asked = "SELECT document_id FROM documents WHERE reader = 'papers-with-code'"
        [(board,)] = con.execute(asked).fetchall()
        chosen = without_licence(document_selection(con, board), ["CC-BY-SA"])
        assert EXPORTS["imported"].bytes_of(chosen) == b""
        assert json.loads(EXPORTS["pwc"].bytes_of(chosen)) == []
        assert set(without_licence(everything(con), ["CC-BY-SA"]).results["licence"]) == {""}
        assert set(everything(con).results["licence"]) == {"", "CC BY-SA 4.0"}


def test_a_cited_paper_stands_beside_its_result(boards: Path) -> None:
    with connect(boards) as con:
        rows = con.execute("SELECT title, measured_by FROM results WHERE value IN (87, 74.5) ORDER BY value").fetchall()
    assert rows == [("", "collaborative"), ("Again | *on* herons", "")]
