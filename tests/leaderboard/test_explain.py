"""`claimboard explain`: what matched, how names were found, what was suppressed by what, and why nothing was found."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extractors.explain import explain
from extractors.pipeline import extract
from leaderboard.command_line import app
from leaderboard.console.explain_page import explain_page, is_file, text_document
from registry.catalog import load_catalog

TOLD = (
    "We propose FooNet, a parser. It outperforms GPT-4 by 3.4 points in F1 on SQuAD. "
    "In terms of accuracy it reaches 92.1% on GLUE and 88.0% on RACE."
)
TITLE = "FooNet: parsing without trees"


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, ["explain", *arguments], input=given)


def sentences(text: str, title: str = "") -> list[dict[str, Any]]:
    page = explain_page(text_document(text, title), load_catalog()).as_json()
    told: list[dict[str, Any]] = page["sentences"]
    return told


def test_what_is_explained_is_what_is_extracted() -> None:
    document = text_document(TOLD, TITLE)
    assert explain(document, load_catalog()).extraction == extract(document, load_catalog())


def test_a_claim_is_told_with_its_rule_and_how_each_slot_was_found() -> None:
    (delta,) = sentences(TOLD, TITLE)[1]["claims"]
    assert (delta["quote"], delta["rule"]) == ("3.4 points", "delta.by")
    assert delta["slots"]["subject"]["value"] == "FooNet"
    assert delta["slots"]["baseline"]["value"] == ("GPT-4",)


@pytest.mark.parametrize("slot", ["metric", "benchmarks", "subject", "baseline"])
def test_every_slot_that_has_a_value_says_who_found_it(slot: str) -> None:
    (delta,) = sentences(TOLD, TITLE)[1]["claims"]
    found = delta["slots"][slot]
    assert found["value"]
    assert all(name.isidentifier() and not name.startswith("__") for name in found["by"])
    assert len(found["by"]) > 1


def test_what_was_asked_in_vain_is_named_by_our_own_words() -> None:
    (delta,) = sentences("We gain 2.5 points on GLUE.")[0]["claims"]
    asked = delta["slots"]["subject"]["in_vain"]
    assert "title_name" in asked
    assert not [name for name in asked if name.startswith("__")]


def test_what_comes_from_another_claim_names_the_step_that_brought_it() -> None:
    read = sentences("FooNet reaches an F1 of 92.1% on SQuAD. BarNet is at 88.0%, more than BERT with 81.0%.")
    steps = [claim["slots"]["metric"]["by"] for sentence in read[1:] for claim in sentence["claims"]]
    assert ("carried_over",) in steps


SUPPRESSED = [
    ("FooNet outperforms BERT by 3.4 points.", "outperforms", "rank.outperforms", "dropped", "by how much"),
    ("FooNet gains 3.4 points averaged over 5 datasets.", "5", "size.counted", "dropped", "runs over"),
    ("Existing methods achieve state-of-the-art results.", "state-of-the-art", "rank.sota", "dropped", "none.others"),
    ("We ask whether FooNet outperforms BERT.", "outperforms", "rank.outperforms", "dropped", "none."),
    ("This was so for the past 250 years.", "250", "size.counted", "taken", "none.past"),
    ("This was so for the past 250 years.", "250", "none.past", "refused", ""),
]


@pytest.mark.parametrize(("text", "quote", "rule", "outcome", "why"), SUPPRESSED)
def test_what_is_suppressed_says_by_what(text: str, quote: str, rule: str, outcome: str, why: str) -> None:
    told = [(one["text"], one["rule"], one["outcome"]) for one in sentences(text)[0]["suppressed"]]
    reasons = [one["why"] or "" for one in sentences(text)[0]["suppressed"] if one["rule"] == rule]
    assert (quote, rule, outcome) in told
    assert any(why in reason for reason in reasons)


def test_a_number_that_a_list_gave_its_claim_says_so() -> None:
    claims = [
        claim for sentence in sentences("FooNet gains 3.4%, 2.1% and 0.8% over BERT.") for claim in sentence["claims"]
    ]
    assert {claim["quote"]: claim["from_list"] for claim in claims}["2.1%"]


NOTHING = [
    ("In 2019 we moved to GPT-4.", [], {"2019": "a year", "4": "a part of a name"}),
    ("The answer is 14 here.", ["14"], {}),
    ("See Section 3 and Table 12.", [], {"3": "a year, a label", "12": "a year, a label"}),
]


@pytest.mark.parametrize(("text", "numbers", "no_numbers"), NOTHING)
def test_text_that_yields_nothing_says_what_was_seen(text: str, numbers: list[str], no_numbers: dict[str, str]) -> None:
    (sentence,) = sentences(text)
    assert sentence["claims"] == []
    assert [one["text"] for one in sentence["unclaimed"]] == numbers
    assert {one["text"]: one["why"][: len(no_numbers[one["text"]])] for one in sentence["no_numbers"]} == no_numbers


def test_an_unclaimed_number_names_the_rules_that_were_asked() -> None:
    (number,) = sentences("The answer is 14 here.")[0]["unclaimed"]
    assert "size.counted" in number["why"]


@pytest.mark.parametrize("text", ["Nothing here at all.", "", "  \n "])
def test_text_without_anything_to_read_is_told_to_have_nothing(text: str) -> None:
    assert all(not sentence["triggered"] and not sentence["claims"] for sentence in sentences(text))


# The command


def test_the_page_marks_claims_and_tells_what_was_suppressed() -> None:
    page = run(TOLD, "--title", TITLE)
    assert page.exit_code == 0
    for part in ("»3.4 points«", "delta, by delta.by", "FooNet", "rank.outperforms", "taken back"):
        assert part in page.output


def test_json_holds_the_same_for_programs() -> None:
    (document,) = json.loads(run(TOLD, "--json").output)["documents"]
    assert [len(sentence["claims"]) for sentence in document["sentences"]] == [0, 1, 2]


def test_a_file_and_standard_input_are_read_as_documents(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(TOLD, encoding="utf-8")
    assert "»3.4 points«" in run(str(paper)).output
    assert "»3.4 points«" in run("-", given=TOLD).output


def test_a_file_that_is_missing_is_no_text() -> None:
    told = run("nowhere/paper.md")
    assert told.exit_code == 2
    assert "nowhere/paper.md" in told.output


@pytest.mark.parametrize("text", ["A gains 3%.", "x " * 10_000, "a\0 b", "two words"])
def test_what_has_spaces_is_a_text(text: str) -> None:
    assert not is_file(text)


def test_no_control_character_reaches_the_terminal() -> None:
    page = run("Foo\x1b[2JNet \u202egains 3.4% over \x07BERT on SQuAD.", "--title", "\x1b]0;owned\x07Net: x")
    assert not {"\x1b", "\x07", "\u202e"} & set(page.output)
