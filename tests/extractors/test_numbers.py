"""What is a number, digit for digit, and what only looks like one."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.numbers import count, numbers, ordinal, shape
from extractors.segment import tidy


def told(line: str) -> list[str]:
    """Each number as `quote = value unit bound`, the parts that say nothing left out."""
    found = []
    for number in numbers(tidy(line)):
        quantity = number.quantity
        value = f"{quantity.low:f}..{quantity.high:f}" if quantity.value is None else f"{quantity.value:f}"
        parts = [value, quantity.unit, quantity.bound if quantity.bound != "exact" else None]
        plus_minus = f" ±{number.uncertainty}" if number.uncertainty else ""
        found.append(f"{line[number.start : number.end]} = {' '.join(part for part in parts if part)}{plus_minus}")
    return found


NUMBERS = [
    ("a score of 43.80 here", ["43.80 = 43.80"]),
    ("reaches 43.8% on it", ["43.8% = 43.8 percent"]),
    (r"rose by 2.5\% in mAP", [r"2.5\% = 2.5 percent"]),
    ("falls to $26.9$% there", ["26.9$% = 26.9 percent"]),
    ("in 12 per cent of them", ["12 per cent = 12 percent"]),
    ("gains of 4.5 percent points", ["4.5 percent points = 4.5 points"]),
    ("7.4 pp and 3 percentage points", ["7.4 pp = 7.4 points", "3 percentage points = 3 points"]),
    ("by 92.9% points", ["92.9% points = 92.9 points"]),
    ("gets 33.8 BLEU points", ["33.8 BLEU points = 33.8 points"]),
    ("up to 75,11 % are fine", ["75,11 % = 75.11 percent up_to"]),
    ("over 10 000 times faster", ["10 000 times = 10000 times at_least"]),
    ("a 3x or 2.6× speedup", ["3x = 3 times", "2.6× = 2.6 times"]),
    ("a two-fold or tenfold gain", ["two-fold = 2 times", "tenfold = 10 times"]),
    ("an order of magnitude faster", ["an order of magnitude = 10 times"]),
    ("two orders of magnitude cheaper", ["two orders of magnitude = 100 times"]),
    ("twice as fast with half the memory", ["twice = 2 times", "half = 0.5 times"]),
    ("five times larger than it", ["five times = 5 times"]),
    ("more than 5.3 million pairs", ["5.3 million = 5300000 at_least"]),
    ("more than 5.3\nmillion pairs", ["5.3\nmillion = 5300000 at_least"]),
    ("2.5 hundred\nthousand words", ["2.5 hundred\nthousand = 250000"]),
    ("it sold for $5\nB at most", ["5\nB = 5000000000"]),
    ("19k users and 36.7M triplets", ["19k = 19000", "36.7M = 36700000"]),
    ("three billion parameters, a million words", ["three billion = 3000000000", "a million = 1000000"]),
    ("a 1.4M-image corpus", ["1.4M = 1400000"]),
    ("about 400,000 dialogues", ["400,000 = 400000 about"]),
    (r"$\sim$1,000 scripts", ["1,000 = 1000 about"]),
    ("some ~3% less, >20% more", ["3% = 3 percent about", "20% = 20 percent at_least"]),
    ("below 50% and at most 3 points", ["50% = 50 percent at_most", "3 points = 3 points at_most"]),
    ("100+ languages", ["100 = 100 at_least"]),
    ("a gain of +12.61", ["+12.61 = 12.61"]),
    ("correlates at −0.45", ["−0.45 = -0.45"]),
    ("3%-9% better", ["3%-9% = 3..9 percent"]),
    ("2 - 6x speed-ups", ["2 - 6x = 2..6 times"]),
    ("5x to 12x faster", ["5x to 12x = 5..12 times"]),
    ("roughly 10–30\\% fewer", ["10–30\\% = 10..30 percent about"]),
    ("AUCs ranging from 71.5 to 77.6", ["71.5 to 77.6 = 71.5..77.6"]),
    ("lies between 76.5 and 96.2", ["76.5 and 96.2 = 76.5..96.2"]),
    ("improves from 30% up to 100%", ["30% = 30 percent", "100% = 100 percent up_to"]),
    ("2-3 million words", ["2-3 million = 2000000..3000000"]),
    ("scores 85.3 ± 0.2 on it", ["85.3 = 85.3 ±0.2"]),
    (r"an F1 of 85.3 $\pm$ 0.2", ["85.3 = 85.3 ±0.2"]),
    ("is 90% +/- 2% accurate", ["90% = 90 percent ±2%"]),
    ("was 0.84 (95% CI 0.81–0.86)", ["0.84 = 0.84 ±0.81-0.86"]),
    ("was 0.91 [95% confidence interval: 0.88, 0.94]", ["0.91 = 0.91 ±0.88, 0.94"]),
    ("fell to 7.5% (CI: 6.1% to 8.9%)", ["7.5% = 7.5 percent ±6.1% to 8.9%"]),
    ("a footnote after 43.8² stays out", ["43.8 = 43.8"]),
    (
        "24, 000 and 10'000 and 1\u202f000\u202f000 and 1{,}000",
        ["24, 000 = 24000", "10'000 = 10000", "1\u202f000\u202f000 = 1000000", "1{,}000 = 1000"],
    ),
    ("um 0,8 und 62,5 Punkte und environ 3,73", ["0,8 = 0.8", "62,5 = 62.5", "3,73 = 3.73 about"]),
    ("scores of 0.78/0.75/0.69", ["0.78 = 0.78", "0.75 = 0.75", "0.69 = 0.69"]),
    ("more than 4%/3.1%/2%", ["4% = 4 percent at_least", "3.1% = 3.1 percent", "2% = 2 percent"]),
    ("5, 10 and 15% of them", ["5 = 5 percent", "10 = 10 percent", "15% = 15 percent"]),
    ("by 4.3 and 2.8 points", ["4.3 = 4.3 points", "2.8 points = 2.8 points"]),
    ("on Task 1 and 20% of it", ["20% = 20 percent"]),
    ("an F1 of 39.9F1", ["39.9 = 39.9"]),
    ("a hundred million people, two-thirds of them", ["a hundred million = 100000000", "two-thirds = 0.6666666667"]),
    ("in 0.8s, at 38 FPS, +0.56 dB", ["0.8s = 0.8 s", "38 FPS = 38 FPS", "+0.56 dB = 0.56 dB"]),
    ("averaged over 21 datasets", ["21 = 21"]),
    ("a group of 34 people (N=178)", ["34 = 34", "178 = 178"]),
]
NO_NUMBERS = [
    "GPT-4, Flickr30k, ResNet-50 and wav2vec 2.0 are names",
    "on CIFAR-10, CIFAR-100 and ImageNet-100/1000",
    "MedTrinity-25M and Llama 3 70B and the 7B LLaVA model",
    "in 2019, since 1990, between 1990-2024",
    "as shown before (Miller, 2019; Wang and Blei, 2018)",
    "Task 4 of SemEval 2020, Track 2, Section 3, Figure 7",
    "(1) first and 2) second",
    "with k = 5 and a batch size of 32 or batch sizes of up to 32000",
    "it holds (p < 0.05) and p=0.01",
    "10-fold cross validation of a 5-shot, 12-layer, 2D net",
    "R^2, F_1 and $10^{-5}$ and $x_{3}$",
    "at https://example.org/v2/3 and user@4",
    "a 1024x1024 image at 224x224",
    "an 80-20 or 1:1 split",
    "the late 1800s and one of them",
    "cites [12] and [3, 4] and (1,2)",
    "10² and 3 × 10⁵ and 10^5",
    "Task 3B, subtask 1A, Stage 2B",
    "1/2, 24/11/2019, 9/10 and 1.10/2",
    "PaLM 540B and Minerva 62B",
    "10.18653/v1/2020.acl-main.1",
    "on Subtasks 1, 2 and 3",
    "the third of the four",
]


@pytest.mark.parametrize(("line", "expected"), NUMBERS)
def test_numbers_of_a_line(line: str, expected: list[str]) -> None:
    assert told(line) == expected


@pytest.mark.parametrize("line", NO_NUMBERS)
def test_what_only_looks_like_a_number(line: str) -> None:
    assert told(line) == []


@pytest.mark.parametrize(
    ("word", "value"),
    [("21", 21), ("twenty-one", 21), ("both", 2), ("Five", 5), ("dozen", 12), ("several", None), ("1,000", None)],
)
def test_whole_numbers_in_words(word: str, value: int | None) -> None:
    assert count(word) == value


@pytest.mark.parametrize(
    ("word", "place"),
    [("first", 1), ("2nd", 2), ("1$^{st}", 1), ("top ten", 10), ("top-3", 3), ("17th", 17), ("last", None)],
)
def test_places(word: str, place: int | None) -> None:
    assert ordinal(word) == place


@example(Decimal("25.000"), 0)  # no grouped thousand: nothing that is counted follows
@given(st.decimals(min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=3), st.integers(0, 12))
def test_a_printed_number_is_read_back_digit_for_digit(value: Decimal, cut: int) -> None:
    printed = f"{value:f}"[: max(1, len(f"{value:f}") - cut)].rstrip(".")
    if len(printed) == 4 and printed[:2] in ("19", "20"):
        printed += "0"
    (number,) = numbers(f"an accuracy of {printed} was seen")
    assert str(number.quantity.value) == printed


@given(st.text(alphabet="0123456789.,-–+%$\\ xkM~<>()±toand"))
def test_the_shape_is_as_long_as_the_line(line: str) -> None:
    found = numbers(tidy(line))
    assert len(shape(tidy(line), found)) == len(line)
    assert all(one.end <= other.bound_start for one, other in itertools.pairwise(found))
