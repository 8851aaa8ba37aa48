"""Linking: claims of prose in, results or reasons out. Half of the claims must stay off the boards."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.linking import REASONS, link
from extractors.linking.context import CellContext
from extractors.linking.model_name import listed_name, method_in_title, model_name
from extractors.linking.place import without_names_own
from extractors.linking.role import role_of
from extractors.linking.settings import settings_near, split_in
from registry.catalog import load_catalog
from registry.model import CellRef, Claim, Document, Result, Span
from registry.quantity import Quantity

CATALOG = load_catalog(Path(__file__).parent / "small_catalog")


def score(
    printed: str,
    metric: str | None = "accuracy",
    on: str | tuple[str, ...] = "SST-2",
    subject: str | None = "Ada",
    **more: object,
) -> Claim:
    unit = "percent" if printed.endswith("%") else None
    quantity = Quantity(Decimal(printed.rstrip("%")), unit)
    benchmarks = (on,) if isinstance(on, str) else on
    claim = Claim(
        "score",
        0,
        len(printed),
        printed,
        "score",
        Span(0, 0),
        quantity,
        metric=metric,
        benchmarks=benchmarks,
        subject=subject,
    )
    return replace(claim, **more)


def linked(claim: Claim, text: str = "", title: str = "") -> str:
    """ "sst-2 test accuracy 84.5 Ada", or "reason: detail"."""
    document = Document("d", text, title=title)
    placed, unplaced = link([(replace(claim, sentence=Span(0, len(text))), None)], document, CATALOG)
    if unplaced:
        return f"{unplaced[0].reason}: {unplaced[0].detail}"
    return told(placed[0])


def told(result: Result) -> str:
    settings = [f"{key}={value}" for key, value in sorted(result.protocol.items())]
    return " ".join(
        [result.benchmark, *filter(None, [result.split]), *settings, result.metric, str(result.value), result.model]
    )


NAMES = [
    (score("84.5"), "sst-2 accuracy 84.5 Ada"),
    (score("84.5", on="sst 2"), "sst-2 accuracy 84.5 Ada"),
    (score("84.5", on="the SST-2 dataset"), "sst-2 accuracy 84.5 Ada"),
    (score("84.5", on="Stanford Sentiment Treebank (SST-2)"), "sst-2 accuracy 84.5 Ada"),
    (score("84.5", on="Stanford Sentiment Treebanks"), "sst-2 accuracy 84.5 Ada"),
    (score("84.5", on=("SST-2", "Stanford Sentiment Treebank")), "sst-2 accuracy 84.5 Ada"),
    (score("84.5", on="CIFAR100"), "cifar-100 accuracy 84.5 Ada"),
    (score("84.5", "F1 score", "SQuAD v1.1"), "squad-1.1 f1 84.5 Ada"),
    (score("84.5", "EM", "SQuAD 2.0"), "squad-2.0 exact-match 84.5 Ada"),
    (score("84.5", "F-1", "DROP"), "drop f1 84.5 Ada"),
    (score("84.5", "macro F1 score", "MRPC"), "mrpc macro-f1 84.5 Ada"),
    (score("84.5", "labeled attachment score", "PTB"), "ptb las 84.5 Ada"),
    (score("84.5", "unlabeled attachment score", "PTB"), "ptb uas 84.5 Ada"),
    (score("84.5", "F1", "CoNLL-2003 named entity recognition"), "conll-2003 f1 84.5 Ada"),
    # the reasons
    (score("84.5", on=()), "no_benchmark: "),
    (score("84.5", on="Foobarium"), "unknown_benchmark: Foobarium"),
    (score("84.5", on="CIFAR-1000"), "unknown_benchmark: CIFAR-1000"),
    (score("84.5", "F1", "SQuAD 3.0"), "unknown_benchmark: SQuAD 3.0"),
    (score("84.5", "F1", "drop"), "unknown_benchmark: drop"),
    (score("27.3", "BLEU", "WMT14 English-French"), "unknown_benchmark: WMT14 English-French"),
    (score("84.5", on="sentiment analysis"), "task_only: sentiment analysis"),
    (score("84.5", on=("SST-2", "IMDb")), "many_benchmarks: SST-2, IMDb"),
    (score("84.5", on=("SST-2", "Foobarium")), "many_benchmarks: SST-2, Foobarium"),
    (score("84.5", "factual accuracy"), "unknown_metric: factual accuracy"),
    (score("84.5", "weighted F1", "MRPC"), "unknown_metric: weighted F1"),
    (score("110", "number of parameters"), "ranks_nothing: number of parameters"),
    (score("84.5", subject=None), "no_model: "),
    (score("84.5", subject="our model"), "no_model: our model"),
    (score("84.5", averaged=True, on=("SST-2", "IMDb")), "averaged_over_several: SST-2, IMDb"),
    (score("84.5", over=12), "averaged_over_several: SST-2"),
    (score("84.5", quantity=None), "no_value: 84.5"),
    (score("84.5", quantity=Quantity(None, low=Decimal(3), high=Decimal(9))), "range_value: 84.5"),
    (score("84.5", quantity=Quantity(Decimal(90), bound="up_to")), "bounded_value: 84.5"),
    (score("84.5", quantity=Quantity(Decimal(90), bound="at_least")), "bounded_value: 84.5"),
    (score("84.5", quantity=Quantity(Decimal(90), bound="about")), "sst-2 accuracy 90 Ada"),
    (score("84.5", quantity=Quantity(Decimal(3), "seconds")), "unit_of_another_metric: seconds: accuracy"),
    (score("12.1%", "perplexity", "PTB"), "unit_of_another_metric: percent: perplexity"),
]


@pytest.mark.parametrize(("claim", "expected"), NAMES)
def test_a_score_finds_its_board_or_the_reason_why_not(claim: Claim, expected: str) -> None:
    assert linked(claim) == expected


@pytest.mark.parametrize("kind", ["delta", "ratio", "rank", "share", "size"])
def test_what_is_no_score_is_neither_placed_nor_left_over(kind: str) -> None:
    assert link([(replace(score("84.5"), kind=kind), None)], Document("d", ""), CATALOG) == ([], [])


DENIED = [
    ("Ada does not reach 84.5% accuracy on SST-2.", "denied: 84.5%"),
    ("None of them exceeds 84.5% accuracy on SST-2.", "denied: 84.5%"),
    ("Ada fails to reach 84.5% accuracy on SST-2.", "denied: 84.5%"),
    ("Ada was not tuned and reaches 84.5% accuracy on SST-2.", "sst-2 accuracy 84.5 Ada"),
    ("Without labels, Ada reaches 84.5% accuracy on SST-2.", "sst-2 accuracy 84.5 Ada"),
    ("Ada not only reaches 84.5% accuracy on SST-2.", "sst-2 accuracy 84.5 Ada"),
]


@pytest.mark.parametrize(("text", "expected"), DENIED)
def test_what_a_sentence_denies_ranks_nowhere(text: str, expected: str) -> None:
    start = text.index("84.5%")
    assert linked(replace(score("84.5%"), start=start, end=start + 5), text) == expected


UNSTATED = [  # (claim without a metric, its sentence)
    (score("84.5%", "scores"), "Ada scores 84.5% on SST-2.", "sst-2 accuracy 84.5 Ada"),
    (score("84.5", "score"), "Ada has a score of 84.5 on SST-2.", "no_metric: SST-2"),
    (score("84.5%", None), "Ada reaches 84.5% on SST-2.", "sst-2 accuracy 84.5 Ada"),
    (score("84.5", "IMDb score"), "Ada has an IMDb score of 84.5 and more on SST-2.", "unknown_metric: IMDb score"),
    (score("5.5", "error"), "Ada has an error of 5.5 on SST-2.", "sst-2 error-rate 5.5 Ada"),
    (score("5.5", "error", "PTB"), "Ada has an error of 5.5 on PTB.", "unknown_metric: error"),
    (score("84.5%", "solve rate"), "Ada has a solve rate of 84.5% on SST-2.", "sst-2 accuracy 84.5 Ada"),
    (score("84.5", None), "Ada reaches 84.5 on SST-2.", "no_metric: SST-2"),
    (score("84.5%", None, "SQuAD"), "Ada reaches 84.5% on SQuAD.", "no_metric: SQuAD 1.1"),
    (score("84.5%", None, "CoLA"), "Ada reaches 84.5% on CoLA.", "no_metric: CoLA"),
    (score("5.5%", None), "The error rate of Ada on SST-2 is low: 5.5%.", "no_metric: SST-2"),
]


@pytest.mark.parametrize(("claim", "text", "expected"), UNSTATED)
def test_an_unstated_metric_is_never_guessed(claim: Claim, text: str, expected: str) -> None:
    assert linked(claim, text) == expected


SETTINGS = [
    (score("84.5", on="SST-2 test set"), "", "sst-2 test accuracy 84.5 Ada"),
    (score("84.5", "test accuracy"), "", "sst-2 test accuracy 84.5 Ada"),
    (score("5.1", "WER", "LibriSpeech test-clean"), "", "librispeech test-clean wer 5.1 Ada"),
    (score("5.1", "WER", "LibriSpeech"), "5.1 WER on the test-other split.", "librispeech test-other wer 5.1 Ada"),
    (score("84.5", "F1", "MRPC"), "84.5 F1 on the validation set of MRPC", "mrpc validation f1 84.5 Ada"),
    (score("84.5"), "84.5 accuracy on the development set of SST-2", "sst-2 validation accuracy 84.5 Ada"),
    (score("57.1", on="GSM8K"), "57.1 accuracy on GSM8K (5-shot)", "gsm8k shots=5 accuracy 57.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1 zero-shot, 60.2 five-shot", "gsm8k shots=0 accuracy 57.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1 with an ensemble of models", "gsm8k models=ensemble accuracy 57.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1 with a single model", "gsm8k accuracy 57.1 Ada"),
    (
        score("57.1", on="GSM8K"),
        "57.1 with chain-of-thought prompting",
        "gsm8k prompt=chain-of-thought accuracy 57.1 Ada",
    ),
    (score("30.1", "pass@1", "HumanEval"), "30.1 pass@1 on HumanEval", "humaneval pass-at-1 30.1 Ada"),
    (score("5.1", "WER", "LibriSpeech"), "5.1 WER on the dev set of LibriSpeech", "librispeech validation wer 5.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1 on GSM8K, while an ensemble has 60", "gsm8k accuracy 57.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1 on GSM8K, better than zero-shot Bob", "gsm8k accuracy 57.1 Ada"),
    (
        score("5.1", "WER", "LibriSpeech"),
        "5.1 WER, and 92 on the dev set of SST-2",
        "librispeech wer 5.1 Ada",
    ),
    (
        score("84.5", start=29),
        "On MRPC test-dev 9.0 F1, and 84.5 accuracy on the validation set of SST-2",
        "sst-2 validation accuracy 84.5 Ada",
    ),
    (score("5.1", "WER", "LibriSpeech"), "5.1 WER, and 92 on SST-2 dev data", "librispeech wer 5.1 Ada"),
    (score("84.5", on=("SST-2", "test set")), "", "sst-2 test accuracy 84.5 Ada"),
    (score("5.1", "WER", ("LibriSpeech", "test-clean")), "", "librispeech test-clean wer 5.1 Ada"),
    (score("5.1", "WER", ("test-clean", "test-other")), "", "unknown_benchmark: test-clean"),
    (score("5.1", "WER", ("LibriSpeech", "dev", "test")), "", "many_benchmarks: LibriSpeech, dev, test"),
    (
        score("5.1", "WER", "LibriSpeech"),
        "5.1 WER on test-other without an external language model",
        "librispeech test-other language-model=none wer 5.1 Ada",
    ),
    (
        score("5.1", "WER", "LibriSpeech"),
        "5.1 WER with a 4-gram language model",
        "librispeech language-model=yes wer 5.1 Ada",
    ),
    (score("57.1", on="GSM8K"), "57.1 as the best of five runs", "gsm8k best-of-runs=5 accuracy 57.1 Ada"),
    (score("84.5", "top-1 accuracy", on="IMDb val2017"), "", "imdb validation accuracy 84.5 Ada"),
    # unsaid: the test split where the catalogue lists nothing else to measure on
    (score("84.5", on="MNIST"), "", "mnist test accuracy 84.5 Ada"),
    (score("84.5", on="MNIST"), "84.5 on the validation set", "mnist validation accuracy 84.5 Ada"),
    (score("84.5", "F1", "MRPC"), "", "mrpc f1 84.5 Ada"),  # development data only: the test set is hidden
    (score("84.5", on="IMDb"), "", "imdb accuracy 84.5 Ada"),
    # words that are no setting
    (score("57.1", on="GSM8K"), "57.1 with a masked language model", "gsm8k accuracy 57.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1 with large language models", "gsm8k accuracy 57.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1, the best of all runs", "gsm8k accuracy 57.1 Ada"),
    (
        score("57.1", on="GSM8K"),
        "57.1 and improves on large classes of problems",
        "gsm8k part=large classes accuracy 57.1 Ada",
    ),
    (score("57.1", on="GSM8K"), "57.1 for a large class of questions", "gsm8k accuracy 57.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1 without extra data", "gsm8k accuracy 57.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1 with no ensembling", "gsm8k accuracy 57.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1, beating earlier ensembles", "gsm8k accuracy 57.1 Ada"),
    (score("57.1", on="GSM8K"), "57.1, above the previous best of 55", "gsm8k accuracy 57.1 Ada"),
    (score("84.5"), "84.5 accuracy with more training data", "sst-2 accuracy 84.5 Ada"),
    (score("84.5"), "84.5 accuracy, and we test it in training", "sst-2 accuracy 84.5 Ada"),
    (score("84.5"), "84.5 accuracy, a one shot at the latest development", "sst-2 shots=1 accuracy 84.5 Ada"),
]


@pytest.mark.parametrize(("claim", "text", "expected"), SETTINGS)
def test_split_and_protocol_come_from_names_and_the_words_near(claim: Claim, text: str, expected: str) -> None:
    assert linked(claim, text) == expected


SPLITS = [
    ("Dev", "validation"),
    ("val. set", "validation"),
    ("Test-Clean", "test-clean"),
    ("test (F1)", "test"),
    ("Training set", "train"),
    ("COCO val2017", "validation-2017"),
    ("test 2014", "test-2014"),
    ("Latest", ""),
    ("Evaluation", ""),
    ("pre-training", ""),
    ("dev / test", ""),
]


@pytest.mark.parametrize(("heading", "split"), SPLITS)
def test_the_split_of_a_heading(heading: str, split: str) -> None:
    assert split_in(heading) == split


def test_the_nearest_setting_counts() -> None:
    text = "5-shot 61.0 on the dev set and 0-shot 57.1 on the test set"

    assert settings_near(text, text.index("61.0")) == ("validation", {"shots": "5"})
    assert settings_near(text, text.index("57.1")) == ("test", {"shots": "0"})


NEAR = [  # (sentence, the settings of each number in it)
    (
        "A WER of 2.1 on test-clean and 4.3 on test-other without a language model, and 1.9 with one.",
        {"2.1": "test-clean none", "4.3": "test-other none", "1.9": "test-other yes"},
    ),
    ("The WER is 7.2 without and 6.8 with a language model.", {"7.2": "none", "6.8": "yes"}),
    ("The WER is 7.2 with and 6.8 without a language model.", {"7.2": "yes", "6.8": "none"}),
    (
        "For large objects it is at 61.1 AP against 53.4 for Bob, for small ones at 20.5 against 26.6.",
        {"61.1": "large objects", "53.4": "large objects", "20.5": "small objects", "26.6": "small objects"},
    ),
    ("It has 42.0 AP, and for large objects 61.1.", {"42.0": "", "61.1": "large objects"}),
    (
        "The accuracy is 84.5 on seen classes and 61.2 on unseen classes.",
        {"84.5": "seen classes", "61.2": "unseen classes"},
    ),
    (
        "An F1 of 95.1 on the development set of DROP and 90.6 on that of MRPC.",
        {"95.1": "validation", "90.6": "validation"},
    ),
    ("An F1 of 95.1 on the development set of DROP and 90.6 on MRPC.", {"95.1": "validation", "90.6": ""}),
]


@pytest.mark.parametrize(("text", "expected"), NEAR)
def test_each_number_has_the_settings_said_of_it(text: str, expected: dict[str, str]) -> None:
    def settings(number: str) -> str:
        other = "DROP" if text.find("DROP") < text.index(number) else "MRPC"
        split, protocol = settings_near(text, text.index(number), lambda words: other in words)
        return " ".join(filter(None, [split, *protocol.values()]))

    assert {number: settings(number) for number in expected} == expected


def values(*claims: Claim, context: CellContext | None = None) -> list[str]:
    placed, _ = link([(claim, context) for claim in claims], Document("d", ""), CATALOG)
    return [str(result.value) for result in placed]


SCALES = [
    ((score("0.845"), score("0.9", on="IMDb")), ["84.5", "9E+1"]),
    ((score("0.845"), score("91.2", on="IMDb")), ["0.845", "91.2"]),  # a sibling above 1 says that this is no fraction
    ((score("0.84%"),), ["0.84"]),
    ((score("84.5%"),), ["84.5"]),
    ((score("1"),), ["1"]),
    ((score("0.605", "MCC", "CoLA"),), ["0.605"]),
    ((score("60.5", "MCC", "CoLA"),), ["0.605"]),
    ((score("60.5%", "MCC", "CoLA"),), ["0.605"]),
    ((score("0.9", "MAE"),), ["0.9"]),
    ((score("0.65", "perplexity", "PTB"),), ["0.65"]),
]


@pytest.mark.parametrize(("claims", "expected"), SCALES)
def test_a_value_counts_in_the_metrics_scale(claims: tuple[Claim, ...], expected: list[str]) -> None:
    assert values(*claims) == expected


def test_a_cell_is_a_fraction_only_where_its_column_is() -> None:
    cell = score("0.845", cell=CellRef(0, 1, 1))

    assert values(cell, context=CellContext(fraction=True)) == ["84.5"]
    assert values(cell, context=CellContext(fraction=False)) == ["0.845"]


UNHINTED = [
    ((), "SST-2", ["sst-2 accuracy 84.5 Ada"]),
    ((), "MRPC", ["no_metric"]),
    ((), "CoLA", ["no_metric"]),  # 84.5 is no Matthews correlation as it stands
    (("accuracy", "F1"), "SST-2", ["many_metrics"]),
]


@pytest.mark.parametrize(("hints", "benchmark", "expected"), UNHINTED)
def test_a_cell_without_a_metric_has_its_data_sets_own_unless_the_caption_names_several(
    hints: tuple[str, ...], benchmark: str, expected: list[str]
) -> None:
    cell = score("84.5", None, benchmark, cell=CellRef(0, 1, 1))
    placed, unplaced = link([(cell, CellContext(hints=hints))], Document("d", ""), CATALOG)

    assert [told(result) for result in placed] + [unlinked.reason for unlinked in unplaced] == expected


MODELS = [
    ("Ada", "Ada"),
    ("Our FooNet", "FooNet"),
    ("our proposed FooNet", "FooNet"),
    ("the proposed FooNet (ours)", "FooNet"),
    ("the FooNet", "FooNet"),
    ("A FooNet", "FooNet"),
    ("A-Net", "A-Net"),
    ("FooNet†", "FooNet"),
    ("¡¡FooNet", "FooNet"),
    ("; FooNet", "FooNet"),
    ("… FooNet + CRF", "FooNet + CRF"),
    (".NET", ".NET"),
    ("+ copy", "+ copy"),
    ("-copy", "-copy"),
    ("¡¡", "¡¡"),
    ("FooNet (Doe and Roe, 2021)", "FooNet"),
    ("GPT-4 [31]", "GPT-4"),
    ("Bi-LSTM + CRF", "Bi-LSTM + CRF"),
    ("GPT-3.5 (175B)", "GPT-3.5 (175B)"),
    ("BERT-large (single)", "BERT-large"),
    ("BERT-large (ensemble)", "BERT-large"),
    ("GNMT + RL ensemble", "GNMT + RL"),
    ("Ada (single model)", "Ada"),
    ("Singleton (single)", "Singleton"),
    ("BERT-large models with extra data from Foo", "BERT-large"),
    ("BERT with extra heads", "BERT with extra heads"),
    ("CC-BY\n---\n\nFooNet", "FooNet"),
    ("Foo\nNet", "Foo Net"),
    ("Ours", ""),
    ("Table 1", ""),
    ("our model", ""),
    ("The proposed method", ""),
    ("we", ""),
    ("this paper", ""),
]


@pytest.mark.parametrize(("words", "name"), MODELS)
def test_a_models_name_is_what_is_left_of_its_words(words: str, name: str) -> None:
    assert model_name(words) == name


LISTED_NAMES = [
    ("GPT-4 (2023)", "GPT-4 (2023)"),
    ("GPT-4 (March 2024)", "GPT-4 (March 2024)"),
    ("A Baseline", "A Baseline"),
    ("The BERT model", "The BERT"),
    ("FooNet (Doe et al., 2021)", "FooNet"),
    ("FooNet [12]", "FooNet"),
    ("the FooNet", "FooNet"),
    ("our model", ""),
]


@pytest.mark.parametrize(("words", "name"), LISTED_NAMES)
def test_a_name_as_a_leaderboard_lists_it(words: str, name: str) -> None:
    assert listed_name(words) == name


ROLES = [
    ("Human", "human"),
    ("Average human expert", "human"),
    ("average rater", "human"),
    ("Human performance (estimated)", "human"),
    ("Human baselines", "human"),
    ("Random", "chance"),
    ("Random guessing", "chance"),
    ("Majority class", "chance"),
    ("Most frequent sense", "chance"),
    ("Chance level", "chance"),
    ("previous best", "earlier best"),
    ("Best earlier LM", "earlier best"),
    ("Prior SOTA (Doe et al., 2020)", "earlier best"),
    ("State of the art", "earlier best"),
    ("best published results", "earlier best"),
    ("Oracle", "upper bound"),
    ("FooNet + oracle", "upper bound"),
    ("Gold labels", "upper bound"),
    # names of somebody's own
    ("HumanNet", "model"),
    ("Mixture of Experts", "model"),
    ("Random Forest", "model"),
    ("Random init", "model"),
    ("Majority vote", "model"),
    ("BERT (previous SOTA)", "model"),
    ("Best published BERT", "model"),
    ("Best model", "model"),
    ("GoldNet", "model"),
    ("baseline", "model"),
    ("Prior-Net", "model"),
    ("", "model"),
]


@pytest.mark.parametrize(("name", "role"), ROLES)
def test_whether_a_name_stands_for_a_model(name: str, role: str) -> None:
    assert role_of(name) == role


REFERENCES = [  # (subject, sentence, model and role, or the reason)
    ("Humans", "Humans reach an accuracy of 84.5.", "Humans human"),
    ("human transcribers", "Better than human transcribers at 84.5.", "human transcribers human"),
    ("previous best", "Above the previous best of 84.5.", "previous best earlier best"),
    ("Ada", "Ada has 84.5, above people.", "Ada model"),
    ("runner-up", "The runner-up has 84.5.", "no_model"),
]


@pytest.mark.parametrize(("subject", "text", "expected"), REFERENCES)
def test_what_is_no_model_is_a_result_with_a_role(subject: str, text: str, expected: str) -> None:
    claim = score("84.5", subject=subject, sentence=Span(0, len(text)))
    placed, unplaced = link([(claim, None)], Document("d", text), CATALOG)

    assert [f"{result.model} {result.role}" for result in placed] + [left.reason for left in unplaced] == [expected]


TITLES = [
    ("FooNet: Reading Tables", "FooNet"),
    ("Big FooNet v2: Reading Tables", "Big FooNet v2"),
    ("FooNet - Reading Tables", "FooNet"),
    ("Reading Tables with FooNet", ""),
    ("Towards better tables: a study", ""),
    ("Attention and tables: what next?", ""),
    ("", ""),
]


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_the_method_that_opens_a_title(title: str, name: str) -> None:
    assert method_in_title(title) == name


CALLED = [  # (subject, sentence, model or reason) in the paper "FooNet: Reading"
    ("largest model", "The largest model has 84.5.", "FooNet (largest model)"),
    ("FooNet", "FooNet-B7 has 84.5 on SST-2.", "FooNet-B7"),
    ("Ada", "Ada 540B has 84.5 on SST-2.", "Ada 540B"),
    ("Ada", "Ada - Python 34B has 84.5 on SST-2.", "Ada - Python 34B"),
    ("Ada", "Ada (big) has 84.5 on SST-2.", "Ada (big)"),
    ("Ada", "Ada-large outperforms Ada-small, which has 84.5.", "Ada-small"),
    ("Ada", "Ada of 540B parameters has 84.5 on SST-2.", "Ada"),
    ("single Ada-large", "A single Ada-large has 84.5 on SST-2.", "Ada-large"),
    ("ensemble of Ada-large models", "An ensemble of Ada-large models has 84.5.", "Ada-large"),
    ("Ada entry", "The Ada entry has 84.5.", "Ada"),
    # no names
    ("runner-up", "The runner-up has 84.5.", "no_model"),
    ("abstract", "The abstract has 84.5.", "no_model"),
    ("version", "The first version had 84.5.", "no_model"),
    ("fifth version of the paper", "The fifth version of the paper has 84.5.", "no_model"),
    ("Ten minutes of labels", "Ten minutes of labels give 84.5.", "no_model"),
    ("tagger with ELMo", "A tagger with ELMo has 84.5.", "no_model"),
    ("Ada-like model", "An Ada-like model has 84.5.", "no_model"),
    ("7 such networks", "An ensemble of 7 such networks has 84.5.", "no_model"),
    ("single model", "A single model has 84.5.", "no_model"),
    ("Ada", "Ada trained with them has 84.5.", "no_model"),
    ("Ada", "Ada trained on tables has 84.5.", "Ada"),
    # levels of others
    ("FooNet", "FooNet rises from 84.5 to 91.", "no_model"),
    ("FooNet", "FooNet has 91.5, compared with 84.5 before.", "no_model"),
    ("FooNet", "FooNet has 91.5, up from 84.5.", "no_model"),
    ("FooNet", "FooNet has 91.5, compared with 84.5 for Ada.", "Ada"),
    ("FooNet", "FooNet has 91.5, compared to 84.5 F1 for Ada.", "Ada"),
    ("FooNet", "FooNet has 91.5, compared to 84.5 exact match for the Ada model.", "Ada"),
    ("FooNet", "FooNet has 91.5, compared to 84.5 seconds of GPU for tags.", "no_model"),
    ("FooNet", "FooNet has 91.5, compared to 84.5 when trained for Ada.", "no_model"),
    ("FooNet", "FooNet has 91.5, better than Ada at 84.5.", "Ada"),
    ("FooNet", "FooNet has 91.5, above Ada-large at 84.5.", "Ada-large"),
]


@pytest.mark.parametrize(("subject", "text", "expected"), CALLED)
def test_a_system_goes_by_its_full_name(subject: str, text: str, expected: str) -> None:
    start = text.index("84.5")
    claim = score("84.5", subject=subject, start=start, end=start + 4)

    assert linked(claim, text, "FooNet: Reading").split(" 84.5 ")[-1].partition(":")[0] == expected


TITLED = [  # (subject, title, text, model or reason)
    ("Neural Tables", "Neural Tables for Reading", "It reaches 84.5.", "no_model"),
    ("Tables Are All You Read", "Tables Are All You Read", "It reaches 84.5.", "no_model"),
    ("Table Student", "Reading with Table Student", "Table Student reaches 84.5.", "Table Student"),
    ("TabNet", "Reading with TabNet", "It reaches 84.5.", "TabNet"),
    ("Table-to-Table Reader", "Reading with a Table-to-Table Reader", "It reaches 84.5.", "no_model"),
    ("Tables Improves Reading", "Reading Tables Improves Reading", "It reaches 84.5.", "no_model"),
    ("TabNet", "TabNet", "TabNet reaches 84.5.", "TabNet"),
    ("Reading", "Reading", "Reading reaches 84.5.", "no_model"),
    ("TabNet Reading", "TabNet Reading", "It reaches 84.5.", "no_model"),
    ("our model", "Reading Tables", "We propose TabNet, which reads. Our model has 84.5.", "TabNet"),
    ("our model", "Reading Tables", "We present a model called TabNet. Our model has 84.5.", "TabNet"),
    ("our model", "Reading Tables", "We propose an LSTM for tables. Our model has 84.5.", "no_model"),
]


@pytest.mark.parametrize(("subject", "title", "text", "expected"), TITLED)
def test_a_title_is_no_system(subject: str, title: str, text: str, expected: str) -> None:
    found = linked(score("84.5", subject=subject), text, title)

    assert found.removeprefix("sst-2 accuracy 84.5 ").partition(":")[0] == expected


def test_two_values_of_one_sentence_stay_off_one_board() -> None:
    text = "Ada has 84.5 with and 83.1 without a dictionary."
    claims = [score(value, sentence=Span(0, len(text))) for value in ("84.5", "83.1")]
    placed, unplaced = link([(claim, None) for claim in claims], Document("d", text), CATALOG)

    assert (placed, [unlinked.reason for unlinked in unplaced]) == ([], ["many_values", "many_values"])


STEPS = [  # (what stands before the number, whether it is a level)
    ("Ada pushes SST-2 by ", False),
    ("Ada pushes SST-2 by more than ", False),
    ("Ada improves by 5.4% on IMDb (91.2 accuracy), and ", False),
    ("Ada improves by 5.4 and ", False),
    ("Ada has gains of 5.4 points on IMDb and ", False),
    ("Ada improves by 5.4 points to ", True),
    ("Ada, trained by Bob, reaches ", True),
    ("Ada gains and has ", True),
    ("Ada improves by 5.4 points and reaches ", True),
]


@pytest.mark.parametrize(("before", "level"), STEPS)
def test_by_how_much_is_no_level(before: str, level: bool) -> None:
    text = f"{before}84.5 on SST-2."
    claim = score("84.5", start=len(before), end=len(before) + 4, sentence=Span(0, len(text)))
    placed, unplaced = link([(claim, None)], Document("d", text), CATALOG)

    assert ([result.model for result in placed], [left.reason for left in unplaced]) == (
        (["Ada"], []) if level else ([], ["difference"])
    )


SUITES = [
    (score("80.5%", "GLUE score", ()), "A GLUE score of 80.5%.", "glue average-score 80.5 Ada"),
    (score("80.5", "GLUE score", ()), "A GLUE score of 80.5.", "glue average-score 80.5 Ada"),
    (score("80.5", None, "GLUE"), "Ada scores 80.5 on GLUE.", "glue average-score 80.5 Ada"),
    (score("80.5", None, "GLUE"), "Ada has 80.5 on GLUE.", "no_metric: GLUE"),
    (score("80.5", None, "GLUE"), "Ada scores 80.5 on GLUE, an F1.", "no_metric: GLUE"),
    (score("0.59", "AMI score", ()), "An AMI score of 0.59.", "no_benchmark: "),
    (score("0.59", "AMI score", "AMI"), "An AMI score of 0.59.", "no_benchmark: AMI"),
    (score("20.1", "WER", "AMI"), "A WER of 20.1 on AMI.", "ami-corpus wer 20.1 Ada"),
    (score("84.5", "SST-2 score", ()), "An SST-2 score of 84.5.", "no_benchmark: "),
]


@pytest.mark.parametrize(("claim", "text", "expected"), SUITES)
def test_a_score_of_a_suites_own_and_a_metric_that_is_called_like_a_data_set(
    claim: Claim, text: str, expected: str
) -> None:
    before = text.index(claim.quote)
    assert linked(replace(claim, start=before, end=before + len(claim.quote)), text) == expected


def test_a_metric_of_another_number_of_the_sentence_is_not_in_the_way() -> None:
    text = "Ada reaches 84.5% on SST-2 and 88.1 F1 on MRPC."
    sentence = Span(0, len(text))
    claims = [
        score("84.5%", None, "SST-2", start=12, end=17, sentence=sentence),
        score("88.1", "F1", "MRPC", start=31, end=35, sentence=sentence),
    ]
    placed, _ = link([(claim, None) for claim in claims], Document("d", text), CATALOG)

    assert [told(result) for result in placed] == ["sst-2 accuracy 84.5 Ada", "mrpc f1 88.1 Ada"]


def test_a_mean_is_of_the_number_that_it_stands_by() -> None:
    text = "Ada has 84.5 on SST-2, 83.1 on IMDb, and 77.6 averaged over the 19 tasks of GSM8K."
    claims = [
        score(value, on=on, over=19, averaged=True, start=text.index(value), sentence=Span(0, len(text)))
        for value, on in (("84.5", "SST-2"), ("83.1", "IMDb"), ("77.6", "GSM8K"))
    ]
    placed, _ = link([(claim, None) for claim in claims], Document("d", text), CATALOG)

    assert [result.benchmark for result in placed] == ["sst-2", "imdb", "gsm8k"]


CITED = [  # (sentence, model and whether the paper's own)
    ("The BERT paper itself lists 84.5 for SST-2.", ("BERT", False)),
    ("The original BERT paper reports an accuracy of 84.5.", ("BERT", False)),
    ("For BERT-large the table has 81, where the BERT paper has 84.5.", ("BERT-large", False)),
    ("The Eve paper measured 84.5 for the same model.", None),
    ("Ada has 84.5, more than the BERT paper lists.", ("Ada", None)),
    ("Ada falls to 84.5 once the blocks are added.", None),
    ("Ada has 84.5 when it is large.", ("Ada", None)),
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_a_number_of_another_paper_is_that_papers(text: str, expected: tuple[str, bool | None] | None) -> None:
    at = text.index("84.5")
    claim = score("84.5", start=at, end=at + 4, sentence=Span(0, len(text)))
    placed, _ = link([(claim, None)], Document("d", text), CATALOG)

    assert [(result.model, result.first_party) for result in placed] == ([expected] if expected else [])


BORROWED = [
    ("Ada has 84.5 on SST-2 and 27.3 BLEU on WMT14 En-De.", "many_benchmarks: SST-2, WMT14 English-German"),
    ("27.3 on SST-2, and 28.1 BLEU on WMT14 En-De.", "sst-2 bleu 27.3 Ada"),
    ("Ada has 27.3 BLEU on SST-2.", "sst-2 bleu 27.3 Ada"),
    ("Ada has 27.3 BLEU.", "sst-2 bleu 27.3 Ada"),
]


@pytest.mark.parametrize(("text", "expected"), BORROWED)
def test_a_metric_of_another_benchmark_in_the_sentence_is_not_borrowed(text: str, expected: str) -> None:
    assert linked(score("27.3", "BLEU"), text) == expected


CARRIED = [
    ("It has 84.5 accuracy on IMDb.", "many_benchmarks: SST-2, IMDb"),
    ("It has 84.5 accuracy.", "sst-2 accuracy 84.5 Ada"),
    ("It has 84.5 accuracy, and 27.3 BLEU on WMT14 En-De.", "sst-2 accuracy 84.5 Ada"),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED)
def test_a_data_set_of_an_earlier_sentence_yields_to_one_of_the_own(text: str, expected: str) -> None:
    assert linked(score("84.5"), text) == expected


MEANS = [
    (score("84.5", over=5), "84.5 accuracy averaged over 5 runs", "sst-2 accuracy 84.5 Ada"),
    (score("84.5", over=5, averaged=True), "84.5 as a mean of five seeds", "sst-2 accuracy 84.5 Ada"),
    (score("84.5", over=5, averaged=True), "84.5 averaged over five data sets", "averaged_over_several: SST-2"),
]


@pytest.mark.parametrize(("claim", "text", "expected"), MEANS)
def test_a_mean_over_runs_is_a_result(claim: Claim, text: str, expected: str) -> None:
    assert linked(claim, text) == expected


OWN = [
    ("FooNet", "FooNet: Reading Tables", ("FooNet", True)),
    ("our FooNet", "Reading Tables", ("FooNet", True)),
    ("our model", "FooNet: Reading Tables", ("FooNet", True)),
    ("our FooNet-large", "FooNet: Reading Tables", ("FooNet-large", True)),
    ("BERT", "FooNet: Reading Tables", ("BERT", None)),
]


@pytest.mark.parametrize(("subject", "title", "expected"), OWN)
def test_whose_system_it_is(subject: str, title: str, expected: tuple[str, bool | None]) -> None:
    (result,), _ = link([(score("84.5", subject=subject), None)], Document("d", "", title=title), CATALOG)

    assert (result.model, result.first_party) == expected


def test_the_best_of_a_papers_own_results_is_marked_by_the_metrics_direction() -> None:
    claims = [
        score(value, metric, subject="our Ada", sentence=Span(0, number))
        for number, (value, metric) in enumerate([("84", "accuracy"), ("85", "accuracy"), ("7", "WER"), ("9", "WER")])
    ]
    placed, _ = link([(claim, None) for claim in claims], Document("d", ""), CATALOG)

    assert [str(result.value) for result in placed if result.own_best] == ["85", "7"]


words = st.one_of(
    st.none(), st.text(max_size=12), st.sampled_from(["accuracy", "F1", "SST-2", "our model", "test set", "(", "w/o"])
)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000, places=2)


@given(
    st.lists(st.tuples(numbers, words, st.lists(words.filter(bool), max_size=2), words), max_size=5),
    st.text(max_size=30),
)
def test_every_score_is_placed_or_left_with_a_known_reason(
    rows: list[tuple[Decimal, str, list[str], str]], text: str
) -> None:
    claims = [
        score(str(value), metric, tuple(on), subject, sentence=Span(0, len(text)))
        for value, metric, on, subject in rows
    ]
    placed, unplaced = link([(claim, None) for claim in claims], Document("d", text, title=text), CATALOG)

    assert len(placed) + len(unplaced) == len(claims)
    assert all(unlinked.reason in REASONS for unlinked in unplaced)


RESOLUTIONS = [
    ("Wugs 256x256", {"resolution": "256", "shots": "5"}, {"shots": "5"}),
    ("Wugs", {"resolution": "256"}, {"resolution": "256"}),
    ("Wugs 64x64", {"resolution": "256"}, {"resolution": "256"}),
]


@pytest.mark.parametrize(("name", "protocol", "expected"), RESOLUTIONS)
def test_a_resolution_in_a_benchmarks_name_is_no_condition(
    name: str, protocol: dict[str, str], expected: dict[str, str]
) -> None:
    benchmark = replace(next(iter(CATALOG.benchmarks.values())), name=name)
    assert without_names_own(protocol, benchmark) == expected
