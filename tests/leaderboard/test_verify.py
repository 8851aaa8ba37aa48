"""`claimboard verify`: drafts with planted disagreements, what is told of them, in which format and exit code."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from leaderboard.command_line import app
from leaderboard.ingest import ingest
from leaderboard.verify import FORMATS, verify_files
from leaderboard.verify.typed import answered_text
from registry.catalog import load_catalog

CONSISTENT = """# FooNet: a better tagger

## Abstract

We present FooNet. FooNet reaches 92.8% accuracy on SST-2, 3.7 points above BERT. FooNet outperforms RoBERTa on SST-2.

## Results

Table 1: Accuracy on SST-2 and MNLI (test sets).

| Model | SST-2 | MNLI | Avg |
|---|---|---|---|
| BERT | 89.1 | 84.0 | 86.6 |
| RoBERTa | 92.0 | 87.0 | 89.5 |
| FooNet (ours) | **92.8** | 86.0 | 89.4 |
"""


def draft(folder: Path, *edits: tuple[str, str]) -> Path:
    text = CONSISTENT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    file = folder / "draft.md"
    file.write_text(text, "utf-8")
    return file


def ran(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["verify", *map(str, arguments)])


def disagreements(file: Path) -> list[tuple[str, str]]:
    report = verify_files([str(file)], load_catalog())
    return [(each.finding.check_id, each.finding.outcome) for each in report.disagreements]


def test_a_draft_whose_numbers_agree_is_clean(tmp_path: Path) -> None:
    file = draft(tmp_path)
    assert disagreements(file) == []
    told = ran(file)
    assert told.exit_code == 0, told.output
    assert "No disagreement was found" in told.stdout
    assert "supported" in told.stderr


PLANTED = [
    (("92.8%", "92.3%"), ("prose-vs-table", "inconsistent")),
    (("3.7 points", "3.1 points"), ("delta-absolute", "inconsistent")),
    (("3.7 points above", "3.7 points below"), ("delta-absolute", "inconsistent")),
    (("outperforms RoBERTa", "underperforms RoBERTa"), ("rank-direction", "inconsistent")),
    (("89.4 |", "88.4 |"), ("mean-of-members", "inconsistent")),
    (("| 92.0 | 87.0", "| **92.0** | 87.0"), None),
    (("**92.8**", "92.8"), None),
    (("| RoBERTa | 92.0", "| RoBERTa | 93.0"), ("rank-direction", "inconsistent")),
    (("| RoBERTa | 92.0 | 87.0 | 89.5", "| RoBERTa | 93.0 | 87.0 | 90.0"), ("best-in-bold", "review")),
    (("| BERT | 89.1 | 84.0 | 86.6", "| BERT | 891 | 84.0 | 487.5"), ("range", "inconsistent")),
]


@pytest.mark.parametrize(("edit", "expected"), PLANTED, ids=lambda each: str(each)[:50])
def test_a_planted_disagreement_is_found(
    edit: tuple[str, str], expected: tuple[str, str] | None, tmp_path: Path
) -> None:
    found = disagreements(draft(tmp_path, edit))
    assert expected in found if expected else not found


SST = "On the SST-2 test set, FooNet reaches {}% accuracy, while BERT reaches 88.1% accuracy. "
SPEECH = "On LibriSpeech {}, HushNet has a WER of {}%, while Conformer has a WER of 5.00%. "
OUTPERFORMS = "HushNet outperforms Conformer on LibriSpeech test-other."
PARAMETERS = """FooNet uses 25.0 million parameters, while ViT-B uses 86.0 million parameters. FooNet has {}x fewer
parameters than ViT-B on ImageNet."""
PROSE = [
    (SST.format("90.5") + "FooNet outperforms BERT by 0.4 to 1.9 points on SST-2.", {"delta-absolute"}),
    (SST.format("90.0") + "FooNet outperforms BERT by 1.9 to 2.9 points on SST-2.", set()),
    (
        "FooNet uses 25.0 million parameters, while ViT-B uses 86.0 million parameters. " + PARAMETERS.format("3.4"),
        set(),
    ),
    (SPEECH.format("test-other", "4.00") + OUTPERFORMS, set()),
    (SPEECH.format("test-other", "6.00") + OUTPERFORMS, {"rank-direction"}),
    (SPEECH.format("test-clean", "6.00") + OUTPERFORMS, set()),
]


@pytest.mark.parametrize(("text", "checks"), PROSE)
def test_ranges_scales_and_splits_are_read_as_what_they_are(text: str, checks: set[str], tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(f"FooNet and others\n\n{text}\n", "utf-8")
    assert {check for check, outcome in disagreements(file) if outcome == "inconsistent"} == checks


SEVERITIES = [("error", 0), ("warning", 1), ("note", 1), ("never", 0)]


@pytest.mark.parametrize(("fail_on", "code"), SEVERITIES)
def test_the_exit_code_is_of_the_severity_asked_for(fail_on: str, code: int, tmp_path: Path) -> None:
    file = draft(tmp_path, ("92.8%", "92.3%"))
    assert ran(file, "--fail-on", fail_on).exit_code == code


def test_a_baseline_passes_over_what_it_knows_and_nothing_else(tmp_path: Path) -> None:
    file, known = draft(tmp_path, ("92.8%", "92.3%")), tmp_path / "known.txt"
    assert ran(file, "--write-baseline", known).exit_code == 1
    assert ran(file, "--baseline", known).exit_code == 0
    file = draft(tmp_path, ("92.8%", "92.3%"), ("# FooNet", "A new line above.\n\n# FooNet"))
    assert ran(file, "--baseline", known).exit_code == 0
    file = draft(tmp_path, ("92.8%", "92.3%"), ("3.7 points", "3.1 points"))
    assert ran(file, "--baseline", known).exit_code == 1


MISTAKES = [
    (["none.md"], "none.md"),
    (["--where", "kind ="], "claimboard: "),
    (["--text", "x", "--board", "y"], "alone"),
    (["d.md", "--board", "y"], "--where and --board choose from a registry"),
    (["--board", "no such board"], "no board named"),
    (["--baseline", "none.txt"], "--write-baseline"),
    (["-f", "pdf"], "pdf"),
]


@pytest.mark.parametrize(("arguments", "said"), MISTAKES)
def test_a_mistake_gets_one_line_and_2(arguments: list[str], said: str, demo_registry: Path) -> None:
    told = ran(*arguments, "--db", demo_registry)
    assert told.exit_code == 2
    assert said in told.output
    assert "Traceback" not in told.output


def report_in(form: str, folder: Path, *edits: tuple[str, str]) -> str:
    file, out = draft(folder, *edits), folder / "report"
    assert ran(file, "-f", form, "-o", out).exit_code in (0, 1)
    return out.read_text("utf-8")


WRONG = ("92.8%", "92.3%")
HOSTILE = ("FooNet", "<script>x</script>`*_Foo")


def test_json_lines_have_what_they_promise(tmp_path: Path) -> None:
    *findings, coverage = map(json.loads, report_in("jsonl", tmp_path, WRONG).splitlines())
    told = findings[0]
    assert {"check", "outcome", "severity", "message", "claims", "quotes"} <= told.keys()
    assert (told["check"], told["quotes"]) == ("prose-vs-table", ["92.3%", "92.8"])
    assert [each["line"] for each in told["evidence"]] == [5, 15]
    assert coverage["type"] == "coverage"
    assert coverage["verdicts"]["contradicted"] >= 1


def test_every_claim_without_enough_info_has_one_reason(tmp_path: Path) -> None:
    file = draft(tmp_path, ("FooNet reaches 92.8%", "FooNet does not reach 92.3%"))
    report = verify_files([str(file)], load_catalog())
    assert report.reasons.total() == report.verdicts["not_enough_info"] > 0
    assert report.reasons["denied"] == 1
    assert "contradicted" not in report.verdicts  # that 92.8 stands in the table is no disagreement with it
    for form in ("markdown", "html"):
        assert "× denied" in FORMATS[form](report)
    assert json.loads(FORMATS["jsonl"](report).splitlines()[-1])["not_enough_info"]["denied"] == 1


def test_sarif_points_at_rules_and_lines(tmp_path: Path) -> None:
    log = json.loads(report_in("sarif", tmp_path, WRONG))
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    assert log["version"] == "2.1.0"
    (result, *_) = [each for each in run["results"] if each["ruleId"] == "prose-vs-table"]
    assert result["level"] == "warning"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 5


def test_junit_counts_what_it_lists(tmp_path: Path) -> None:
    assert ET.fromstring(report_in("junit", tmp_path, WRONG, HOSTILE)).tag == "testsuites"
    suites = ET.fromstring(report_in("junit", tmp_path, WRONG))
    cases = list(suites.iter("testcase"))
    assert int(suites.get("tests", "")) == len(cases)
    assert int(suites.get("failures", "")) == len(list(suites.iter("failure"))) >= 1


def test_the_web_reads_a_review_for_each_claim(tmp_path: Path) -> None:
    graph = json.loads(report_in("claimreview", tmp_path, WRONG))["@graph"]
    (review, *_) = [each for each in graph if "92.3%" in each["claimReviewed"]]
    assert review["@type"] == "ClaimReview"
    assert review["reviewRating"]["alternateName"].startswith("Contradicted")


@pytest.mark.parametrize("form", ["html", "markdown", "claimreview"])
def test_foreign_markup_stays_text(form: str, tmp_path: Path) -> None:
    assert "<script>x" not in report_in(form, tmp_path, WRONG, HOSTILE)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_the_same_every_time(form: str, tmp_path: Path) -> None:
    assert report_in(form, tmp_path, WRONG) == report_in(form, tmp_path, WRONG)


def demo_score(db: Path) -> dict[str, Any]:
    from registry.snapshots import connect

    query = """
        SELECT results.*, benchmark.name AS benchmark_name
        FROM results
        JOIN store.benchmark ON benchmark.id = benchmark
        WHERE metric = 'accuracy' AND results.split = '' AND role = 'model' AND protocol = '{}'
        ORDER BY claim_id LIMIT 1
    """
    with connect(db) as con:
        cursor = con.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return dict(zip(names, cursor.fetchall()[0], strict=True))


def test_a_typed_claim_is_answered_with_evidence(demo_registry: Path) -> None:
    row = demo_score(demo_registry)
    for value, verdict, code in ((row["printed"], "supported", 0), ("3.17", "contradicted", 1)):
        text = f"{row['model']} reaches {value}% accuracy on {row['benchmark_name']}."
        told = ran("--text", text, "--db", demo_registry, "--json")
        answers = [json.loads(line) for line in told.stdout.splitlines()]
        assert [each["verdict"] for each in answers] == [verdict], text
        assert answers[0]["evidence"]
        assert told.exit_code == code


ALONE = [
    ("Ada reaches 74.5% accuracy on SST-2. Bob reaches 72.2% accuracy on SST-2. Ada outperforms Bob by 2.8 points "
     "of accuracy on SST-2.", ["delta-absolute"], 1),
    ("Ada reaches 74.5% accuracy on SST-2. Bob reaches 72.2% accuracy on SST-2. Ada outperforms Bob by 2.3 points "
     "of accuracy on SST-2.", [], 0),
    ("Ada reaches 174.5% accuracy on SST-2.", ["range"], 1),
    ("Ada reaches 74.5% accuracy on SST-2.", [], 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "checks", "code"), ALONE)
def test_a_typed_text_is_held_against_itself_without_a_registry(
    text: str, checks: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = ran("--text", text, "--json")
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    answers = [each for each in lines if "type" not in each]
    assert {each["said"] for each in answers} == {"no registry: not looked up"}
    assert [each["check"] for each in lines if "type" in each] == checks
    assert told.exit_code == code
    told = ran("--text", text)
    assert "no registry: not looked up" in told.stdout
    assert told.exit_code == code


def test_a_registry_that_is_named_must_be_there(tmp_path: Path) -> None:
    told = ran("--text", "Ada reaches 74.5% accuracy on SST-2.", "--db", tmp_path / "none.duckdb")
    assert told.exit_code not in (0, 1)


def test_a_draft_is_verified_alone_and_a_registry_beside_it_is_told(
    demo_registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = draft(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert "--db" not in ran(file).stderr
    (tmp_path / "claimboard.duckdb").symlink_to(demo_registry)
    assert "verified alone; --db claimboard.duckdb" in ran(file).stderr


@pytest.fixture(scope="module")
def ponds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of one draft, whose only scores are on the test set of SST-2."""
    folder = tmp_path_factory.mktemp("ponds")
    (folder / "draft.md").write_text(
        "# GammaNet: a tagger\n\n## Abstract\n\nGammaNet reaches 97.1% accuracy on the SST-2 test set, "
        "while BetaNet reaches 95.0% accuracy on the SST-2 test set. DeltaNet reaches 95.0% accuracy on the SST-2 "
        "test set.\n",
        "utf-8",
    )
    ingest([str(folder / "draft.md")], folder / "ponds.duckdb", load_catalog())
    return folder / "ponds.duckdb"


TYPED = [
    ("GammaNet reaches 97.1% accuracy on the SST-2 test set.", "supported", ""),
    ("GammaNet reaches 97.1% accuracy on SST-2.", "supported", ""),
    ("GammaNet reaches 92.1% accuracy on the SST-2 test set.", "contradicted", ""),
    ("GammaNet reaches 92.1% accuracy on the SST-2 dev set.", "not_enough_info", "setting differs"),
    ("GammaNet reaches 97.1% accuracy on the SST-2 dev set.", "not_enough_info", "setting differs"),
    ("GammaNet does not reach 97.1% accuracy on the SST-2 test set.", "contradicted", "denies 97.1"),
    ("GammaNet never reaches 96.0% accuracy on SST-2.", "contradicted", "97.1 on"),
    ("GammaNet doesn't reach 98.0% accuracy on SST-2.", "supported", "97.1 on"),
    ("GammaNet cannot exceed 97.1% accuracy on SST-2.", "not_enough_info", "denies 97.1"),
    ("GammaNet does not exceed 98% accuracy on SST-2.", "supported", "denies 98"),
    ("GammaNet does not exceed 96% accuracy on SST-2.", "contradicted", "denies 96"),
    ("GammaNet exceeds 97% accuracy on SST-2.", "supported", "97.1 on"),
    ("GammaNet exceeds 98% accuracy on SST-2.", "contradicted", "97.1 on"),
    ("GammaNet exceeds 97.1% accuracy on SST-2.", "not_enough_info", "leaves open"),
    ("GammaNet reaches an accuracy above 96.5% on SST-2.", "supported", ""),
    ("GammaNet reaches an accuracy above 97.5% on SST-2.", "contradicted", ""),
    ("GammaNet has at least 97.1% accuracy on SST-2.", "supported", ""),
    ("GammaNet has at least 97.2% accuracy on SST-2.", "contradicted", ""),
    ("GammaNet reaches more than 97.1% accuracy on SST-2.", "not_enough_info", "leaves open"),
    ("GammaNet reaches more than 97% accuracy on SST-2.", "supported", "97.1 on"),
    ("GammaNet stays below 98% accuracy on SST-2.", "supported", ""),
    ("GammaNet stays below 97% accuracy on SST-2.", "contradicted", ""),
    ("GammaNet obtains less than 90% accuracy on SST-2.", "contradicted", ""),
    ("GammaNet never stays below 97% accuracy on SST-2.", "not_enough_info", ""),
    ("GammaNet exceeds 99% accuracy on the SST-2 dev set.", "not_enough_info", "setting differs"),
    ("GammaNet exceeds 90% accuracy on CoLA.", "not_enough_info", "nothing is known"),
    ("QuuxNet exceeds 90% accuracy on SST-2.", "not_enough_info", "nothing is known"),
    ("GammaNet reaches up to 99% accuracy on SST-2.", "not_enough_info", "bounded"),
    ("GammaNet not only reaches 97.1% accuracy on SST-2.", "supported", ""),
    ("GammaNet outperforms BetaNet by 2.1 points on SST-2.", "supported", ""),
    ("GammaNet is 2.1 points below BetaNet on SST-2.", "contradicted", ""),
    ("GammaNet does not outperform BetaNet by 2.1 points on SST-2.", "contradicted", "denies"),
    ("GammaNet does not outperform BetaNet by 3.1 points on SST-2.", "not_enough_info", "denies"),
    ("GammaNet outperforms BetaNet on SST-2.", "supported", ""),
    ("GammaNet does not outperform BetaNet on SST-2.", "contradicted", ""),
    ("DeltaNet outperforms BetaNet on SST-2.", "not_enough_info", "within rounding"),
]


@pytest.mark.parametrize(("text", "verdict", "said"), TYPED)
def test_a_typed_claim_is_held_against_its_own_setting(text: str, verdict: str, said: str, ponds: Path) -> None:
    answers = answered_text(text, ponds, load_catalog())
    assert [each.verdict for each in answers] == [verdict], answers
    assert said in answers[0].said


def test_of_what_is_not_known_nothing_is_said(demo_registry: Path) -> None:
    told = ran("--text", "QuuxNet reaches 12.3% accuracy on SST-2.", "--db", demo_registry)
    assert told.exit_code == 0
    assert "not enough info" in told.output
