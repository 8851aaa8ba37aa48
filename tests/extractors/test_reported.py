"""Boards that others keep: what each value of a file becomes, and where it stands."""

from pathlib import Path

import pytest

from extractors.linking.conditions import conditions_told
from extractors.pipeline import extract
from extractors.readers import find_files, read
from registry.catalog import load_catalog
from registry.errors import ReadError
from registry.model import Document, Extraction

PWC = """[{"task": "Question Answering", "datasets": [{"dataset": "SQuAD 2.0", "sota": {"metrics": ["F1"], "rows": [
 {"model_name": "Heron (ensemble)", "paper_title": "On herons", "paper_url": "https://example.org/h",
  "paper_date": "2021-05-06", "metrics": {"EM": "84.50", "F1": "88.1 \\u00b1 0.2"}},
 {"model_name": "Ibis", "metrics": {"EM": 70.25, "F1": "-", "Elegance": "3.5", "Parameters": "24M"}},
 {"model_name": "", "metrics": {"F1": "60.1"}},
 {"model_name": "Crane", "metrics": {}}]}}],
 "subtasks": [{"task": "Of marshes", "datasets": [{"dataset": "Reed Bank 7", "sota": {"rows": [
 {"model_name": "Ibis", "metrics": {"F1": "61/62", "EM": "1e999"}},
 {"model_name": "Heron", "metrics": {"F1": "50"}}]}}]}]}]"""
EEE = """{"schema_version": "0.3.0", "evaluation_id": "a/b/1", "evaluation_timestamp": "1750000000",
 "source_metadata": {"source_name": "Marsh board", "evaluator_relationship": "third_party"},
 "model_info": {"name": "Heron", "id": "marsh/heron"}, "evaluation_results": [
 {"evaluation_name": "GSM8K", "source_data": {"dataset_name": "GSM8K", "source_type": "url",
   "url": ["https://example.org"]},
  "metric_config": {"metric_name": "accuracy", "lower_is_better": false, "min_score": 0, "max_score": 1},
  "score_details": {"score": 0.745, "uncertainty": {"standard_error": {"value": 0.01}}}},
 {"evaluation_name": "MMLU (philosophy)", "source_data": {"dataset_name": "MMLU"},
  "metric_config": {"metric_name": "accuracy", "min_score": 0, "max_score": 1}, "score_details": {"score": 0.5}},
 {"evaluation_name": "GSM8K", "source_data": {}, "metric_config": {"metric_name": "exact match"},
  "score_details": {"score": 0.5}},
 {"evaluation_name": "GSM8K", "metric_config": {}, "score_details": {"score": null}}]}"""
HARNESS = """{"results": {"gsm8k": {"alias": "gsm8k", "exact_match,strict-match": 0.41,
 "exact_match_stderr,strict-match": 0.01},
 "moor_walk": {"acc,none": 0.52, "acc_stderr,none": "N/A"}, "empty": {"alias": "empty"}},
 "n-shot": {"gsm8k": 5}, "configs": {}, "date": 1750000000.5, "model_name": "marsh/heron"}"""
CARD = """---
license: mit
model-index:
- name: Heron
  results:
  - task: {type: question-answering}
    dataset: {name: SQuAD 2.0, type: squad_v2, split: validation}
    metrics:
    - {type: f1, value: 84.5, name: F1}
    - {type: exact_match, value: "80.1", name: Exact Match, verified: true}
    - {type: f1, name: F1, value: unknown}
  - dataset: {name: Reed Bank 7}
    metrics: []
---
# Heron

A bird of the marsh.
"""
ENTRIES = """- dataset: {id: openai/gsm8k, task_id: gsm8k}
  value: 74.5
  date: "2026-01-15"
  source: {url: https://example.org/card, name: Model card}
- dataset: {id: marsh/reeds}
  value: 12
- dataset: {id: marsh/reeds}
"""
PROGRESS = """# Question answering

### SQuAD 2.0

| Model | EM | F1 | Paper / Source | Code |
| --- | :---: | --- | --- | --- |
| Heron (Reed et al., 2021) | **84.5** | 88.1* | [On herons](https://example.org/h_(1)) | |
| Ibis (2020) | - | 70.2 (measured by Reed, 2022) | On ibises | [Official](https://example.org) |

### Reed Bank 7

| Model | F1 | Paper |
| --- | --- | --- |
| Heron | 50.1 / 51.2 | [On herons](https://example.org/h) |

### SQuAD 1.1

| Annotator | F1 | Paper (with links to code) |
| --- | --- | --- |
| Crane | 60.5 | [On \\*cranes\\* &amp; co](https://example.org/c) (2022-03) |
"""
LONG = """Method,Dataset,Metric,Score,Date,Paper,URL,Evaluator
Heron,SQuAD 2.0,F1,88.1,2021-05,On herons,https://example.org/h,first party
"Ibis, large",SQuAD 2.0,F1,,2020,On ibises,,third party
Crane,Reed Bank 7,F1,50.2,soon,,,
Crane,SQuAD 2.0,Elegance,50.2,,,,
"""
DATES = [
    ("2021-05-06", "2021-05-06", []),
    ("2021", "2021", []),
    ("soon", "", []),
    ("", "", []),
    ("2020-13-45", "2020-13-45", ["impossible_date"]),
    ("2021-02-30", "2021-02-30", ["impossible_date"]),
    ("0000-01-01", "0000-01-01", ["impossible_date"]),
]
# How an export names a board of other conditions than the benchmark's usual ones.
CONDITIONS: list[tuple[str, tuple[str, str, dict[str, str]] | None]] = [
    ("SQuAD 2.0 (extra-data yes)", ("squad-2.0", "", {"extra-data": "yes"})),
    ("SQuAD 2.0 (validation, shots 5)", ("squad-2.0", "validation", {"shots": "5"})),
    ("SQuAD 2.0 (test)", ("squad-2.0", "test", {})),
    (
        "SQuAD 2.0 (setting easy, hard (long), shots 5)",
        ("squad-2.0", "", {"setting": "easy, hard (long)", "shots": "5"}),
    ),
    ("SQuAD 2.0", None),
    ("SQuAD 2.0 ()", None),
    ("SQuAD 2.0 (shots)", None),
    ("SQuAD 2.0 (answered questions)", None),  # a part, which is for who reads names
    ("squad 2.0 (shots 5)", None),  # not as the catalogue writes it, so not ours
    ("Reed Bank 7 (shots 5)", None),
]
NAMES = "d0\tReed Bank 7\tabout reeds\nd1\tSQuAD\tquestions\n"
ROWS = [
    (
        "board.json",
        PWC,
        "papers-with-code",
        ["84.50 squad-2.0 exact-match Heron", "88.1 squad-2.0 f1 Heron", "70.25 squad-2.0 exact-match Ibis"],
        [
            *("no_value", "unknown_metric", "no_number", "no_model", "no_value", "many_values", "beyond_measure"),
            "unknown_benchmark",
        ],
    ),
    (
        "record.json",
        EEE,
        "every-eval-ever",
        ["74.5 gsm8k accuracy Heron"],
        ["unknown_benchmark", "unclear_scale", "no_value"],
    ),
    ("run.json", HARNESS, "lm-eval", [], ["unclear_scale", "unknown_benchmark", "no_value"]),
    (
        "card.md",
        CARD,
        "model-card",
        ["84.5 squad-2.0 f1 Heron", "80.1 squad-2.0 exact-match Heron"],
        ["no_number", "no_value"],
    ),
    (
        "qa.md",
        PROGRESS,
        "nlp-progress",
        [
            "84.5 squad-2.0 exact-match Heron",
            "88.1 squad-2.0 f1 Heron",
            "70.2 squad-2.0 f1 Ibis (2020)",
            "60.5 squad-1.1 f1 Crane",
        ],
        ["no_value", "many_values"],
    ),
    (
        "results.csv",
        LONG,
        "long-table",
        ["88.1 squad-2.0 f1 Heron"],
        ["no_value", "unknown_benchmark", "unknown_metric"],
    ),
    ("names.tsv", NAMES, "name-list", [], ["no_value", "no_value"]),
    ("entries.yaml", ENTRIES, "eval-results", [], ["unknown_benchmark", "unknown_benchmark", "no_value"]),
]


def read_back(folder: Path, name: str, text: str) -> tuple[Document, Extraction]:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    (document,) = read(folder / name)
    return document, extract(document, load_catalog())


@pytest.mark.parametrize(("name", "text", "reader", "placed", "reasons"), ROWS, ids=[row[0] for row in ROWS])
def test_every_value_is_a_result_or_has_a_reason(
    tmp_path: Path, name: str, text: str, reader: str, placed: list[str], reasons: list[str]
) -> None:
    document, found = read_back(tmp_path, name, text)
    why = {id(left.claim): left.reason for left in found.unlinked}
    told = [why.get(id(each.claim), "") if each.claim else each.reason for each in found.imported]
    assert document.reader == reader
    assert sorted(filter(None, told)) == sorted(reasons)
    assert [f"{each.value} {each.benchmark} {each.metric} {each.model}" for each in found.results] == placed
    assert len(found.imported) == len(placed) + len(reasons)


@pytest.mark.parametrize(("name", "text"), [row[:2] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_value_is_where_its_span_says(tmp_path: Path, name: str, text: str) -> None:
    document, found = read_back(tmp_path, name, text)
    rows = [each.reported for each in found.imported]
    assert [row.span.of(document.text) for row in rows if row.value] == [row.value for row in rows if row.value]
    assert [claim.quote for claim in found.claims] == [document.text[c.start : c.end] for c in found.claims]
    assert len({row.pointer for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("name", "text", "at", "expected"),
    [
        ("b.json", PWC, 1, ("On herons", "https://example.org/h", "2021-05-06", "", "CC BY-SA 4.0")),
        ("b.json", PWC, 2, ("", "", "", "", "CC BY-SA 4.0")),
        ("r.json", EEE, 0, ("Marsh board", "https://example.org", "2025-06-15", "third_party", "")),
        ("c.md", CARD, 0, ("", "", "", "first_party", "")),
        ("c.md", CARD, 1, ("", "", "", "third_party", "")),
        ("q.md", PROGRESS, 0, ("On herons", "https://example.org/h_(1)", "2021", "", "")),
        ("q.md", PROGRESS, 5, ("On *cranes* & co", "https://example.org/c", "2022-03", "", "")),
        ("t.csv", LONG, 0, ("On herons", "https://example.org/h", "2021-05", "first_party", "")),
        ("t.csv", LONG, 2, ("", "", "", "", "")),  # "soon" is no date
        ("e.yaml", ENTRIES, 0, ("Model card", "https://example.org/card", "2026-01-15", "", "")),
    ],
)
def test_a_row_keeps_its_paper_and_who_measured(
    tmp_path: Path, name: str, text: str, at: int, expected: tuple[str, ...]
) -> None:
    row = read_back(tmp_path, name, text)[0].reported[at]
    assert (row.paper_title, row.paper_url, row.paper_date, row.measured_by, row.licence) == expected


@pytest.mark.parametrize(("date", "kept", "reasons"), DATES)
@pytest.mark.parametrize("name", ["b.json", "t.csv"])
def test_a_date_that_no_calendar_has_keeps_its_row_off_the_boards(
    tmp_path: Path, name: str, date: str, kept: str, reasons: list[str]
) -> None:
    texts = {
        "b.json": '[{"task": "x", "datasets": [{"dataset": "SQuAD 2.0", "sota": {"metrics": ["F1"], "rows": ['
        f'{{"model_name": "Heron", "paper_date": "{date}", "metrics": {{"F1": "88.1"}}}}]}}}}]}}]',
        "t.csv": f"Model,Dataset,Metric,Score,Date\nHeron,SQuAD 2.0,F1,88.1,{date}\n",
    }
    document, found = read_back(tmp_path, name, texts[name])
    assert document.reported[0].paper_date == kept
    assert [left.reason for left in found.unlinked] == reasons


DATED_ROWS = {
    "record.json": '{"schema_version": "0.3.0", "evaluation_id": "a", "evaluation_timestamp": "DATE", "model_info": '
    '{"name": "Heron"}, "evaluation_results": [{"evaluation_name": "GSM8K", "source_data": {"dataset_name": "GSM8K"}, '
    '"metric_config": {"metric_name": "accuracy", "min_score": 0, "max_score": 1}, "score_details": {"score": 0.7}}]}',
    "entries.yaml": '- dataset: {id: openai/gsm8k}\n  metric: accuracy\n  value: 74.5\n  date: "DATE"\n',
    "run.json": '{"results": {"gsm8k": {"exact_match,strict-match": 0.41, "acc,none": 0.5}}, "configs": {}, '
    '"date": "DATE", "model_name": "marsh/heron"}',
    "qa.md": "### SQuAD 2.0\n\n| Model | F1 | Paper |\n| --- | --- | --- |\n"
    "| Heron | 88.1 | [On herons](https://example.org/h) (DATE) |\n",
}


@pytest.mark.parametrize(("date", "off"), [("2021-05-06", False), ("2020-13-45", True), ("2021-02-30", True)])
@pytest.mark.parametrize("name", DATED_ROWS)
def test_so_does_one_of_any_other_format(tmp_path: Path, name: str, date: str, off: bool) -> None:
    document, found = read_back(tmp_path, name, DATED_ROWS[name].replace("DATE", date))
    assert {row.paper_date for row in document.reported} == {date}
    reasons = {left.reason for left in found.unlinked}
    assert reasons == {"impossible_date"} if off else "impossible_date" not in reasons


@pytest.mark.parametrize(("name", "expected"), CONDITIONS, ids=[name for name, _ in CONDITIONS])
def test_conditions_behind_a_name_are_read_back(name: str, expected: tuple[str, str, dict[str, str]] | None) -> None:
    told = conditions_told(name, load_catalog())
    assert (told and (told.benchmark.id, told.split, told.protocol)) == expected


def test_the_licence_beside_a_board_is_its_rows(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("MIT License\n\nPermission is hereby granted, free of charge", encoding="utf-8")
    document, _ = read_back(tmp_path, "qa.md", PROGRESS)
    assert {row.licence for row in document.reported} == {"MIT"}


BOMB = "- &a [x, x]\n" + "- &b [*a, *a]\n- dataset: {id: x}\n  value: 1\n"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("deep.json", '[{"task": "x", "datasets": ' + "[" * 5000, "nested too deeply"),
        ("cut.json", PWC[:300], "is not JSON that can be read"),
        ("bomb.yaml", BOMB, "an alias"),
        ("deep.yaml", "- dataset: " + "[" * 500 + "]" * 500 + "\n  value: 1\n", "nested too deeply"),
        ("open.md", "---\nmodel-index:\n- name: Heron\n", "never closed"),
        ("mapping.yaml", "dataset: {id: x}\nvalue: 1\n", "is no list"),
    ],
)
def test_a_hostile_or_broken_board_is_one_clear_line(tmp_path: Path, name: str, text: str, fault: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=fault):
        list(read(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("paper.json", '{"id": "p", "text": "Heron reaches 84.5 F1 on SQuAD.", "datasets": ["SQuAD"]}'),
        ("paper.md", "# Herons\n\n| Model | F1 |\n| --- | --- |\n| Heron | 84.5 |\n"),
        ("wide.csv", "Model,EM,F1\nHeron,80.1,84.5\n"),
        ("matter.md", "---\ntitle: On herons\n---\nHerons wade.\n"),
    ],
)
def test_a_document_is_no_board(tmp_path: Path, name: str, text: str) -> None:
    document, _ = read_back(tmp_path, name, text)
    assert document.reported == ()


def test_a_folder_gives_the_results_files_of_models_and_no_settings(tmp_path: Path) -> None:
    results = tmp_path / "heron" / ".eval_results"
    results.mkdir(parents=True)
    for place in (results / "a.yaml", tmp_path / "settings.yaml", tmp_path / ".hidden.md"):
        place.write_text(ENTRIES, encoding="utf-8")
    files = find_files([str(tmp_path)])
    assert files == [results / "a.yaml"]
    assert [row.model for document in read(files[0]) for row in document.reported] == ["heron"] * 3
