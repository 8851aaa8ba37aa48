"""Rules and their examples cover each other, and no trigger is narrower than its pattern."""

import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import re2

from extractors.line import Line
from extractors.numbers import numbers
from extractors.prose import find_mentions
from extractors.rule import Rule, compiled, options, plain_bytes
from extractors.rules import MOTIVE_RULES, NUMBER_RULES, RANK_RULES, RULES
from extractors.segment import sentences, tidy
from registry.model import Span

EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
NOTHING = [
    "We thank the reviewers of ACL 2019 for the best of their time.",
    "To the best of our knowledge, this is the first such study.",
    "It is unclear whether larger models outperform smaller ones.",
    "Existing methods achieve state-of-the-art results but are slow.",
]


def line_of(text: str) -> Line:
    text = tidy(text)
    line = Line(Span(0, len(text)), text, ())
    line.hold(numbers(text))
    line.mark()
    return line


def read_by(rule: Rule, line: Line) -> tuple[str, str]:
    """What the rule's pattern reads and what its trigger reads."""
    ranked = rule in RANK_RULES
    return (line.marked if rule in NUMBER_RULES else line.shape), (line.text if ranked else line.marked)


def matches(rule: Rule, line: Line) -> bool:
    text, _ = read_by(rule, line)
    pattern = compiled(rule.pattern)
    if rule in MOTIVE_RULES:
        return any(pattern.match(line.shape, start) for start in range(len(line.shape)))
    return pattern.search(text) is not None


def fires(rule: Rule, line: Line) -> bool:
    _, text = read_by(rule, line)
    text = line.shape if rule in MOTIVE_RULES else text
    return re2.search(plain_bytes(rule.trigger), plain_bytes(text), options()) is not None


def corpus(shared: Path, n: int) -> Iterator[str]:
    with lzma.open(shared / "corpora" / "acl-abstracts.jsonl.xz", "rt", encoding="utf-8") as lines:
        abstracts = [json.loads(line)["text"] for line in lines]
    yield from random.Random(7).sample(abstracts, n)


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_an_example(rule: Rule) -> None:
    assert rule.examples


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_an_example_is_matched_by_its_rule(rule: Rule, example: str) -> None:
    line = line_of(example)
    assert matches(rule, line)
    assert fires(rule, line)


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in MOTIVE_RULES for e in r.examples], ids=lambda v: getattr(v, "id", v)
)
def test_a_motive_is_no_claim(rule: Rule, example: str) -> None:
    assert [m.kind for m in find_mentions(tidy(example)).mentions if m.kind == "rank"] == []


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_claimed(text: str) -> None:
    assert find_mentions(text).mentions == []


def test_no_pattern_matches_where_its_trigger_does_not(shared: Path) -> None:
    lines = [line_of(span.of(text)) for text in map(tidy, corpus(shared, 400)) for span in sentences(text)]
    missed: list[tuple[str, str]] = []
    for rule in RULES:
        if rule not in MOTIVE_RULES:
            missed += [(rule.id, line.text) for line in lines if matches(rule, line) and not fires(rule, line)]
    assert missed == []
