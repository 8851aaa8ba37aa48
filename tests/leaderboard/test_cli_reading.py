"""`extract`, `ingest` and `demo`: what they print, and what bad input among good does to the exit code."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from leaderboard.command_line import app

TEXT = "We present Ada. Ada reaches 74.50% accuracy on GSM8K, up from 5.3 million parameters. It outperforms Bee."
CLAIM_FIELDS = [
    *("kind", "start", "end", "quote", "value", "low", "high", "unit", "bound", "direction", "basis", "metric"),
    *("benchmarks", "subject", "baseline", "over", "averaged", "relation", "rule"),
]
GOOD = {"id": "ada", "title": "Ada", "text": TEXT}


def ran(*arguments: str | Path, **options: Any) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="claimboard", **options)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "papers.jsonl").write_text(
        "".join(json.dumps(each) + "\n" for each in (GOOD, {"id": "b", "text": "No."}))
    )
    (tmp_path / "table.md").write_text("# Cee\n\n## Results\n\n| Model | GSM8K |\n|---|---|\n| Cee | 71.0 |\n")
    return tmp_path


def test_claims_are_one_object_a_document_with_the_fields_of_the_guideline(papers: Path) -> None:
    told = ran("extract", papers / "papers.jsonl", "--as", "claims")
    documents = [json.loads(line) for line in told.stdout.splitlines()]
    assert [document["id"] for document in documents] == ["ada", "b"]
    assert documents[1]["claims"] == []
    assert documents[0]["claims"]
    for claim in documents[0]["claims"]:
        assert list(claim) == CLAIM_FIELDS
        assert TEXT[claim["start"] : claim["end"]] == claim["quote"]
    assert told.stderr == ""


def test_values_are_json_numbers(papers: Path) -> None:
    told = ran("extract", papers / "papers.jsonl", "--as", "claims").stdout
    assert '"quote": "74.50%", "value": 74.5, "low": null' in told
    assert '"value": 5300000,' in told


def test_records_are_named_by_the_catalogue_and_carry_their_evidence(papers: Path) -> None:
    told = json.loads(ran("extract", papers / "table.md", "--as", "records").stdout)
    assert told["id"] == "table"
    (record,) = told["records"]
    assert (record["Dataset"], record["Metric"], record["Score"]) == (
        "GSM8K",
        "Accuracy",
        "71.0",
    )
    assert (record["model"], record["cell"]) == ("Cee", {"table": 0, "row": 1, "column": 1})
    assert record["sentence"] == "Cee | 71.0"


REPORTED = """# Cee: Reading Tables

Table 1: Accuracy on GSM8K.

| Model | GSM8K | Zingbench |
|---|---|---|
| Bee [1] | 69.0 | 12.5 |
| Cee | 71.0 | 13.5 |
| Human | 97.0 | 98.5 |
"""
LISTED = [  # (text, records, results)
    (
        REPORTED,
        ["GSM8K 71.0 Cee"],
        [
            "GSM8K 69.0 Bee model",
            "Zingbench 12.5 Bee [1] unknown_benchmark",
            "GSM8K 71.0 Cee model",
            "Zingbench 13.5 Cee unknown_benchmark",
            "GSM8K 97.0 Human human",
            "Zingbench 98.5 Human unknown_benchmark",
        ],
    ),
    ("# A survey\n\nWe read 120 papers and rank none.\n", [], []),
    ("| Item | Price |\n|---|---|\n| Apple | 1.20 |\n| Pear | 0.80 |\n", [], []),
]


@pytest.mark.parametrize(("text", "records", "results"), LISTED)
def test_records_are_the_papers_own_best_and_results_are_all(
    tmp_path: Path, text: str, records: list[str], results: list[str]
) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(text)

    def told(form: str, *more: str) -> list[str]:
        rows = json.loads(ran("extract", paper, "--as", form).stdout)[form]
        return [
            " ".join([row["Dataset"], row["Score"], row["model"], *(row[key] for key in more if row.get(key))])
            for row in rows
        ]

    assert told("records") == records
    assert told("results", "role", "reason") == results


@pytest.mark.xfail(strict=True, reason="beside data that boards know, data that none knows is not listed")
def test_a_record_on_data_that_no_board_knows(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(REPORTED)
    records = json.loads(ran("extract", paper, "--as", "records").stdout)["records"]
    assert [f"{row['Dataset']} {row['Score']}" for row in records] == ["GSM8K 71.0", "Zingbench 13.5"]


FORMS = [("table", "document  kind"), ("jsonl", '{"document": "ada", "title": "Ada", "claim_id": "')]


@pytest.mark.parametrize(("form", "line"), FORMS)
def test_other_forms(papers: Path, form: str, line: str) -> None:
    told = ran("extract", papers, "--as", form)
    assert told.exit_code == 0
    assert line in told.stdout


@pytest.mark.parametrize("command", ["extract", "ingest"])
@pytest.mark.parametrize("bad", [b"", b"\x00\x01", b"\xff\xfe\x00", b'{"text": '])
def test_bad_input_among_good_is_one_line_and_the_exit_code(papers: Path, command: str, bad: bytes) -> None:
    (papers / "bad.jsonl").write_bytes(bad)
    as_claims = ["--as", "claims"] if command == "extract" else ["--db", str(papers / "x.duckdb"), "--json"]
    told = ran(command, papers, *as_claims)
    assert told.exit_code == 2
    (line,) = told.stderr.splitlines()
    assert line.startswith("claimboard: ")
    assert "bad.jsonl" in line
    read = [json.loads(line) for line in told.stdout.splitlines()]
    assert len(read) == 3 if command == "extract" else read[0]["documents"] == 3


def test_standard_input_is_read(tmp_path: Path) -> None:
    told = ran("extract", "-", "--as", "claims", input=json.dumps(GOOD) + "\n")
    assert json.loads(told.stdout)["id"] == "ada"


def test_ingest_says_what_it_read_and_then_that_nothing_is_new(papers: Path) -> None:
    db = papers / "x.duckdb"
    first = ran("ingest", papers / "papers.jsonl", "--db", db)
    assert first.stdout.startswith("2 documents in 1 file: 2 new, 0 changed, 0 unchanged\n")
    assert "1 score" in first.stdout
    again = ran("ingest", papers / "papers.jsonl", "--db", db)
    assert (again.exit_code, again.stdout) == (0, f"nothing new: 2 documents in 1 file, all of them known to {db}\n")
    assert first.stderr == again.stderr == ""


def test_demo_shows_figures_a_board_a_claim_and_the_way_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = ran("demo")
    assert told.exit_code == 0
    documents, claims = re.match(r"(\d+) documents, (\d+) claims \(", told.stdout).groups()  # type: ignore[union-attr]
    counted = ran("sql", "SELECT (SELECT count(*) FROM documents) AS d, (SELECT count(*) FROM claims) AS c", "--json")
    assert json.loads(counted.stdout) == [{"d": int(documents), "c": int(claims)}]
    conflicts, findings = re.search(r"(\d+) pairs of results in conflict, (\d+) findings", told.stdout).groups()  # type: ignore[union-attr]
    disagreeing = "SELECT count(*) FROM findings WHERE outcome IN ('inconsistent', 'conflict', 'review', 'error')"
    held = ran("sql", f"SELECT (SELECT count(*) FROM conflicts) AS c, ({disagreeing}) AS f", "--json")
    assert json.loads(held.stdout) == [{"c": int(conflicts), "f": int(findings)}]
    assert re.search(r"\nrank  model .* claim\n1 ", told.stdout)
    assert re.search(r"»[^»]*\d[^»]*«", told.stdout)
    assert "claimboard app\n" in told.stdout
    (shown,) = re.findall(r"claimboard claim (\w+)", told.stdout)
    assert ran("claim", shown).exit_code == 0
