"""Text of any kind is read: nothing raises, spans hold, the cost grows with the length, a rule out of time is told."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import pytest

from extractors import prose
from extractors.explain import explain
from extractors.line import Line, read_numbers, read_standings
from extractors.numbers import numbers
from extractors.pipeline import extract
from extractors.prose import Found, find_mentions
from extractors.rule import Rule, compiled
from extractors.rulebook import Rulebook
from extractors.rules import MOTIVE_RULES, RANK_RULES, RULES
from extractors.segment import tidy
from leaderboard.console.summary import told
from leaderboard.ingest import ingest
from registry.catalog import Catalog, load_catalog
from registry.model import Claim, Document, Extraction, Span

LARGE = 1_000_000
LONGEST = prose.LONGEST
RUNS = 4  # of which the best counts: what else the machine does can only make a run longer


def repeated(piece: str) -> Callable[[int], str]:
    return lambda n: (piece * (n // len(piece) + 1))[:n]


def words_with_numbers(n: int) -> str:
    """One sentence without an end: 100,000 words at a million characters."""
    told = (f"word{at % 7} and {at}.{at % 10}%" if at % 5 else "improves accuracy by" for at in range(n // 12 + 1))
    return " ".join(told)[:n]


NASTY: dict[str, Callable[[int], str]] = {
    "digits": repeated("1234567890"),
    "one digit": repeated("9"),
    "nested parentheses": lambda n: "(" * (n // 2) + "5%" + ")" * (n // 2),
    "parentheses that stay open": repeated("(a (b 3% "),
    "commas": repeated(","),
    "digits and commas": repeated("1,"),
    "zero and a stop": repeated("0."),
    "zeros that end sentences": repeated("0. "),
    "one sentence": repeated("the model of the task and "),
    "one sentence of numbers": words_with_numbers,
    "one sentence of claims": repeated("it improves F1 by 3.5% over 12 baselines on SQuAD and "),
    "clauses of claims": repeated("gain of 3%; "),
    "sentences of claims": repeated("FooNet outperforms BERT by 3.5% F1 on SQuAD (92.1 vs. 88.6). "),
    "standings": repeated("outperforms the state-of-the-art than "),
    "ranges": repeated("from 1 to 2 and "),
    "pairs": repeated("1-2-"),
    "lists of names": repeated("A, B and C, "),
    "spaces": repeated(" "),
    "no-break spaces": repeated("\u00a0\u2009"),
    "newlines": repeated("\n"),
    "newlines and numbers": repeated("\n\n5%"),
    "combining characters": repeated("e\u0301\u0327\u20dd"),
    "percent signs": repeated("%"),
    "plus-minus signs": repeated("±"),
    "plus-minus and numbers": repeated("5 ± "),
    "dollars": repeated("$"),
    "backslashes": repeated("\\%\\pm"),
    "markup": repeated("$\\pm$ \\textbf{3.5}\\% "),
    "quotes": repeated("\"'“"),
    "stops": repeated("."),
    "initials": repeated("A. "),
    "hyphens": repeated("state-of-"),
    "scripts": repeated("Модель 达到 ٩٥٪ 准确率 ب 12.5% \u202e γ\u200f "),
    "lone surrogates": repeated("\ud800 gains 5% \udfff "),
    "what nobody sees": repeated("\u202e84\u200b.5% accuracy\ufe0f by 3\u2060% "),
    "scores of nobody": repeated("\ud800 accuracy of 84.5% "),
    "controls and class signs": repeated("\x00\x01\x05\x0e 5% \x01\x01 more "),
    "capitals that grow": repeated("İ ﬁ ß 3% "),
    "words broken at line ends": repeated("improve-\nment of 3% "),
    "glued numbers": repeated("by3.2%over~5%"),
    "markup that stays open": repeated("\\textbf{a {b "),
    "ligatures": repeated("ﬁ 3% "),
    "offers": repeated("We propose X, a model. "),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def read(text: str, catalog: Catalog) -> Extraction:
    return extract(Document("nasty", text, title=text[:200]), catalog)


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.timeout(280)
def test_a_megabyte_of_anything_is_read_in_time_that_grows_with_it(name: str, catalog: Catalog) -> None:
    quarter, whole = NASTY[name](LARGE // 4), NASTY[name](LARGE)
    read(quarter[:2000], catalog)  # what is compiled on first use
    least, most = float("inf"), float("inf")
    for _ in range(RUNS):
        least, most = min(least, cost(quarter, catalog)), min(most, cost(whole, catalog))
        if most <= 8 * least:
            break
    assert most <= 8 * least


@pytest.mark.parametrize("name", NASTY)
def test_one_sentence_costs_no_more_than_its_length_squared(name: str, catalog: Catalog) -> None:
    """Nothing longer than `LONGEST` is read at once, so this bounds what a character can cost."""
    short, long = NASTY[name](LONGEST // 4), NASTY[name](LONGEST)
    read(long, catalog)
    least, most = (min(cost(text, catalog) for _ in range(RUNS)) for text in (short, long))
    assert most <= 20 * least


def cost(text: str, catalog: Catalog) -> float:
    """The CPU seconds of one reading; what was read is looked at afterwards."""
    began = process_time()
    extraction = read(text, catalog)
    spent = process_time() - began
    assert all(holds(claim, text) for claim in extraction.claims)
    return spent


def holds(claim: Claim, text: str) -> bool:
    """Whether the claim's place is one, inside its sentence, and its quote what stands there."""
    inside = 0 <= claim.sentence.start <= claim.start < claim.end <= claim.sentence.end <= len(text)
    return inside and claim.quote == text[claim.start : claim.end]


@pytest.mark.parametrize("name", NASTY)
def test_a_little_of_anything_is_read_too(name: str, catalog: Catalog) -> None:
    for n in range(40):
        text = NASTY[name](n)
        assert all(holds(claim, text) for claim in read(text, catalog).claims)


# One rule alone


def hostile(example: str) -> Iterator[str]:
    """Sentences as long as any that is read, made of a rule's own example: repeated, broken off, stammering."""
    words = example.split()
    yield from (example + " ", example + ", ", example + "; ", example)
    yield from (" ".join(words[:end]) + " " for end in range(1, len(words)))
    yield from (f"{' '.join(words[:at])} {word} " * 3 + f"{word} " * 40 for at, word in enumerate(words))
    yield from (
        re.sub(r"\d", "9" * 30, example) + " ",
        re.sub(r"\s", "   ", example) + " ",
        re.sub(r"\w", "a", example),
    )


def line_of(text: str) -> Line:
    text = tidy(text)
    line = Line(Span(0, len(text)), text, ())
    try:
        line.hold(numbers(text))
    except TimeoutError:  # the machine was busy with something else: the limit is one of the clock
        line.hold(numbers(text))
    line.mark()
    return line


def out_of_time(rule: Rule, text: str) -> bool:
    line = line_of(text)
    if rule in MOTIVE_RULES:
        return motive_out_of_time(rule, line)
    (read_standings if rule.kind == "rank" else read_numbers)(rule, [line])
    return bool(line.skipped)


def motive_out_of_time(rule: Rule, line: Line) -> bool:
    pattern = compiled(rule.pattern)
    try:
        for start in range(0, len(line.shape), 7):
            pattern.match(line.shape, start, timeout=line.seconds)
    except TimeoutError:
        return True
    return False


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.timeout(120)
def test_no_rule_runs_out_of_time_on_what_it_is_made_for(rule: Rule) -> None:
    texts = [(piece * (LONGEST // len(piece) + 1))[:LONGEST] for example in rule.examples for piece in hostile(example)]
    late = [text for text in texts if out_of_time(rule, text)]
    assert [text[:60] for text in late if all(out_of_time(rule, text) for _ in range(2))] == []


# A rule that runs out


# Four stretches, two of which come again: `regex` tries them all.
ENDLESS = Rule(
    id="rank.endless",
    kind="rank",
    examples=("outperforms a b a b",),
    trigger="outperforms",
    pattern=r"(?P<value> outperforms ) (.*) (.*) (.*) \3 \4 x [!?]",
    relation="sota",
)
LATE = "It outperforms " + "many others " * 60 + "."
OTHERS = "FooNet gains 3.4% over BERT in F1 on SQuAD."


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that nobody would write beside those that read standings, for which there is no end of ways to fail."""
    rules = Rulebook(standings=(ENDLESS, *RANK_RULES))
    monkeypatch.setattr(prose, "rulebook", lambda: rules)


@pytest.mark.usefixtures("endless")
def test_a_rule_out_of_time_is_skipped_on_its_sentence_and_the_others_go_on() -> None:
    found: Found = find_mentions(f"{OTHERS} {LATE} {OTHERS}")
    assert found.skipped == [("rank.endless", len(OTHERS) + 1)]
    assert [mention.kind for mention in found.mentions] == ["delta", "rank", "delta"]


@pytest.mark.usefixtures("endless")
def test_a_rule_out_of_time_is_counted_and_said(tmp_path: Path, catalog: Catalog) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(LATE, encoding="utf-8")
    summary = ingest([str(paper)], tmp_path / "registry.duckdb", catalog)
    assert summary.timed_out == {"rank.endless": 1}
    assert "1 sentence not read to the end: 1 rank.endless" in list(told(summary, tmp_path / "registry.duckdb"))


@pytest.mark.usefixtures("endless")
def test_a_rule_out_of_time_is_explained(catalog: Catalog) -> None:
    (sentence,) = explain(Document("late", LATE), catalog).sentences
    assert sentence.skipped == ("rank.endless",)


def long_sentence(n: int) -> str:
    return "; ".join(f"Ada-{at} reaches {at}.5% accuracy on GSM8K" for at in range(n))


@pytest.mark.parametrize("n", [90, 100, 101, 300, 1000])
def test_a_long_sentence_is_read_in_windows_and_no_claim_is_doubled_or_lost(n: int, catalog: Catalog) -> None:
    found = find_mentions(long_sentence(n))
    assert [float(mention.quantity.value) for mention in found.mentions] == [at + 0.5 for at in range(n)]
    assert found.skipped == []
    explained = explain(Document("long", long_sentence(n)), catalog).sentences
    assert [read.claim.start for seen in explained for read in seen.claims] == [one.start for one in found.mentions]


def test_a_sentence_too_long_to_read_to_its_end_is_told() -> None:
    text = long_sentence(4000)
    found = find_mentions(text)
    ((rule, offset),) = found.skipped
    assert rule == "sentence.rest"
    assert prose.MOST_WINDOWS * (LONGEST - prose.OVERLAP) < offset < prose.MOST_WINDOWS * LONGEST
    assert len(found.mentions) == text[:offset].count("reaches")


@pytest.mark.parametrize("name", [f"GPT{'0' * 200}.5x", f"LLaMA{'1.1' * 80}x", f"OPT{'12b' * 80}x"])
def test_a_name_of_a_model_with_many_digits_is_read_at_once(name: str, catalog: Catalog) -> None:
    extract(Document("d", f"FooNet lags 20% behind on 4% and {name}."), catalog)
