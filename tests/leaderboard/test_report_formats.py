"""The reports of two drafts, whole, in every format; and what other programs read in them.

Renew the golden files with `python tests/leaderboard/test_report_formats.py`, and read the difference.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

import junitparser
import pytest
import sarif.loader
from pyld import jsonld
from sarif_kit.validate import validation_errors

from leaderboard.verify import FORMATS, Report, verify_files
from leaderboard.verify.not_read import NotRead
from registry.catalog import load_catalog

GOLDEN = Path(__file__).resolve().parent / "golden" / "verify"
NAMES = {
    "markdown": "report.md",
    "html": "report.html",
    "jsonl": "report.jsonl",
    "sarif": "report.sarif",
    "junit": "report.xml",
    "claimreview": "report.jsonld",
}
VERSIONS = {"claimboard": "1", "extractor": "2", "catalogue": "3"}
ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")


def made() -> dict[str, str]:
    """A report in each format, with versions, folders and ids that are the same everywhere: an id, which a change of a
    rule's name would change, becomes its number in the order of appearance."""
    with chdir(GOLDEN):
        told = replace(verify_files(["drafts"], load_catalog()), versions=VERSIONS)
        return {form: steady(write(told)) for form, write in FORMATS.items()}


def steady(text: str) -> str:
    numbers: dict[str, str] = {}
    text = text.replace(str(GOLDEN), "/golden").replace(os.sep, "/")
    return ID.sub(lambda match: numbers.setdefault(match.group(), f"id-{len(numbers) + 1}"), text)


@pytest.fixture(scope="module")
def reports() -> dict[str, str]:
    return made()


@pytest.fixture(scope="module")
def report() -> Report:
    return verify_files([str(GOLDEN / "drafts")], load_catalog())


def test_every_format_has_a_golden_file() -> None:
    assert NAMES.keys() == FORMATS.keys()


@pytest.mark.parametrize("form", NAMES)
def test_a_report_is_the_golden_one(form: str, reports: dict[str, str]) -> None:
    assert reports[form] == (GOLDEN / NAMES[form]).read_text("utf-8")


def test_sarif_keeps_to_its_schema(report: Report) -> None:
    log = json.loads(FORMATS["sarif"](report))
    assert validation_errors(log) == []
    log["runs"][0]["results"][0]["level"] = "grave"
    assert validation_errors(log) != []


def test_another_program_reads_the_sarif_log(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "report.sarif"
    file.write_text(FORMATS["sarif"](report), "utf-8")
    with chdir(GOLDEN):
        records = sarif.loader.load_sarif_file(str(file)).get_records()
    told = {(each["Tool"], each["Severity"], each["Code"], Path(each["Location"]).name) for each in records}
    assert told == {
        ("claimboard", each.finding.severity, each.finding.check_id, Path(each.evidence[0].source).name)
        for each in report.disagreements
    }
    assert len(records) == len(report.disagreements)
    lines = {(each["Code"], each["Line"]) for each in records}
    assert lines == {(each.finding.check_id, each.evidence[0].line) for each in report.disagreements}


@pytest.mark.parametrize(("below", "expected"), [(True, "drafts/"), (False, "file:///")])
def test_sarif_names_files_as_a_checkout_does(below: bool, expected: str, report: Report, tmp_path: Path) -> None:
    with chdir(GOLDEN if below else tmp_path):
        log = json.loads(FORMATS["sarif"](report))
    places = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in log["runs"][0]["results"]]
    assert all(place.startswith(expected) for place in places)


def test_another_program_reads_the_junit_file(report: Report) -> None:
    suites = junitparser.JUnitXml.fromstring(FORMATS["junit"](report).encode())
    cases = [case for suite in suites for case in suite]
    failed = [case for case in cases if any(isinstance(result, junitparser.Failure) for result in case.result)]
    graver = [each.finding for each in report.disagreements if each.finding.severity != "note"]
    assert sorted((case.classname, case.result[0].message) for case in failed) == sorted(
        (each.check_id, each.message) for each in graver
    )
    assert [case.name for case in cases if any(isinstance(result, junitparser.Error) for result in case.result)]
    counted = suites.tests, suites.failures, suites.errors, suites.skipped
    suites.update_statistics()
    assert counted == (suites.tests, suites.failures, suites.errors, suites.skipped)


def vocabulary(url: str, options: object) -> dict[str, Any]:
    """What schema.org's own context says of plain terms, without asking it."""
    assert url.rstrip("/") == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": "https://schema.org/"}}}


def test_the_web_reads_the_claim_reviews_as_linked_data(report: Report) -> None:
    graph = json.loads(FORMATS["claimreview"](report))
    *nodes, left = jsonld.expand(graph, {"documentLoader": vocabulary})
    assert len(nodes) == len(report.disagreements)
    assert left["@type"] == ["https://schema.org/Report"]
    assert sorted(values([left], "text")) == sorted(report.unread)
    assert {kind for node in nodes for kind in node["@type"]} == {"https://schema.org/ClaimReview"}
    said = sorted(values(nodes, "reviewBody"))
    assert said == sorted(each.finding.message for each in report.disagreements)
    ratings = [rating for node in nodes for rating in node["https://schema.org/reviewRating"]]
    assert set(values(ratings, "ratingValue")) <= {1, 2, 3}
    assert all("https://schema.org/appearance" in item for node in nodes for item in items(node))


CUT = NotRead("0" * 16, "A memo", "/x/memo.tex", "delta.over", "It gained & gained <b>and</b> gained")


@pytest.mark.parametrize("form", NAMES)
def test_every_format_tells_what_was_not_read(form: str, report: Report) -> None:
    assert "Not read" not in FORMATS["markdown"](replace(report, failed=(), not_read=()))
    one = FORMATS[form](replace(report, failed=(), not_read=(CUT,)))
    assert "a sentence to its end, for delta.over ran out of time" in one
    assert "memo.tex" in one
    assert FORMATS[form](replace(report, failed=(), not_read=())) != one
    assert form not in ("html", "junit", "claimreview") or "<b>and" not in one


def test_a_part_not_read_is_no_failure(report: Report) -> None:
    left = replace(report, failed=(), not_read=(CUT,))
    log = json.loads(FORMATS["sarif"](left))
    assert validation_errors(log) == []
    assert log["runs"][0]["invocations"][0]["executionSuccessful"]
    suites = junitparser.JUnitXml.fromstring(FORMATS["junit"](left).encode())
    assert (suites.errors, suites.skipped) == (0, 1)


def values(nodes: list[dict[str, Any]], term: str) -> Iterator[Any]:
    return (each["@value"] for node in nodes for each in node[f"https://schema.org/{term}"])


def items(node: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = node["https://schema.org/itemReviewed"]
    return found


if __name__ == "__main__":
    for form, text in made().items():
        (GOLDEN / NAMES[form]).write_text(text, "utf-8")
