"""What holds for any text: nothing raises, no two claims share a place, a printed number is read digit for digit."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.prose import find_mentions
from extractors.segment import tidy

WORDS = [
    "outperforms",
    "state-of-the-art",
    "by",
    "of",
    "improvement",
    "gain",
    "3.5%",
    "12",
    "2x",
    "+4.1",
    "accuracy",
    "F1",
    "BLEU",
    "achieves",
    "the",
    "best",
    "on",
    "average",
    "over",
    "21",
    "datasets",
    "from",
    "to",
    "up",
    "between",
    "and",
    ",",
    ".",
    ";",
    "(",
    ")",
    "$",
    "\\pm",
    "%",
    "-",
    "2019",
    "GPT-4",
    "half",
    "twice",
    "order",
    "magnitude",
    "times",
    "faster",
    "than",
    "compared",
    "competitive",
    "without",
    "loss",
    "ranked",
    "first",
    "5.3",
    "million",
    "points",
    "reduces",
    "error",
    "about",
    "below",
    "BLEU",
    "0.84",
    "=",
    "N",
    "k",
]
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
HUGE = {
    "digits": "9" * 1_000_000,
    "numbers": "12.5% " * 100_000,
    "brackets": "(" * 200_000 + "5%" + ")" * 200_000,
    "dots": "." * 300_000,
    "stops": "A. " * 200_000,
    "commas": "1," * 300_000,
    "thousands": "1,000" * 100_000,
    "spaces": " " * 1_000_000,
    "ranges": "1-2-" * 100_000,
    "by": "improves by " * 50_000,
    "the best": "achieves the best " * 30_000,
    "dollars": "$" * 300_000,
    "signs": "+-" * 300_000,
    "than": "better " * 50_000 + "than",
}


def no_two_share_a_place(text: str) -> bool:
    mentions = find_mentions(text).mentions
    return all(one.end <= other.start for one, other in pairwise(sorted(mentions, key=lambda m: m.start)))


@given(st.text())
def test_no_text_raises_and_claims_never_overlap(text: str) -> None:
    assert no_two_share_a_place(tidy(text))


@given(SENTENCES)
def test_claims_never_overlap_where_many_words_claim(text: str) -> None:
    assert no_two_share_a_place(text)


@given(SENTENCES)
def test_offsets_stay_in_their_sentence(text: str) -> None:
    for mention in find_mentions(text).mentions:
        assert mention.sentence.start <= mention.start < mention.end <= mention.sentence.end


@given(st.decimals(min_value=0, max_value=100, places=2), st.sampled_from(["%", " points", "x"]))
def test_a_printed_number_is_read_back_digit_for_digit(value: object, unit: str) -> None:
    found = find_mentions(f"Our method gains {value}{unit} more than theirs.").mentions
    assert [str(mention.quantity and mention.quantity.value) for mention in found] == [str(value)]


@pytest.mark.parametrize("name", HUGE)
@pytest.mark.timeout(60)
def test_anything_may_come_in(name: str) -> None:
    assert no_two_share_a_place(tidy(HUGE[name]))


@settings(max_examples=30)
@given(st.text(alphabet="0123456789.,%()$+- ", min_size=500, max_size=3000))
def test_long_runs_of_signs_are_read_or_skipped(text: str) -> None:
    assert no_two_share_a_place(text)
