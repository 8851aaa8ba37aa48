"""A trigger is looked for by its pieces, which are never narrower than it is."""

import pytest

from extractors.rule import Rule, Triggers, pieces
from extractors.rulebook import DIGITS, MEANT, RUN_OVER, WORDS
from extractors.rules import RULES

PIECES = [
    ("a|b", [["a|b"]]),
    ("a|b.*c", [["a"], ["b", "c"]]),
    ("best (?:[^ ]+ ){0,5}of", [["best ", "of"]]),
    (r"^(?:[a-z]+ )+have (?:been )*shown", [["have ", "shown"]]),
    ("(?:a.*b|c)", [["(?:a.*b|c)"]]),
    (r"\d(?:st|nd)?.*[|)*]|x\|y", [[r"x\|y"], [r"\d(?:st|nd)?", "[|)*]"]]),
    ("best (?:of )?all", [["best (?:of )?all"]]),
    ("(?:[a-z]+ )*", [["(?:[a-z]+ )*"]]),
    ("^.*", [["^.*"]]),
]
FIRED = [
    ("the better is better than it", ["compared"]),
    ("than it the better", ["compared"]),
    ("better, and so on", []),
    ("", []),
]
COMPARED = Rule("compared", "rank", (), "better.*than", "better")


@pytest.mark.parametrize(("trigger", "expected"), PIECES)
def test_pieces_of_a_trigger(trigger: str, expected: list[list[str]]) -> None:
    assert pieces(trigger) == expected


@pytest.mark.parametrize(("text", "expected"), FIRED)
def test_all_pieces_of_a_way_have_to_be_there(text: str, expected: list[str]) -> None:
    assert [rule.id for rule in Triggers([COMPARED]).fired(text.encode())] == expected


@pytest.mark.parametrize("rule", [DIGITS, WORDS, RUN_OVER, MEANT, *RULES], ids=lambda rule: rule.id)
def test_every_trigger_has_pieces(rule: Rule) -> None:
    assert all(way and all(way) for way in pieces(rule.trigger)) and pieces(rule.trigger)
