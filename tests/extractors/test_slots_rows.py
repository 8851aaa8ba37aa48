"""What a claim's names are read as: one row a sentence, its claims marked ⟦kind|words⟧ or ⟦rank relation|words⟧."""

import re
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.mention import Mention
from extractors.names import Names
from extractors.segment import sentences, tidy
from extractors.slots import fill_slots
from registry.model import Claim, Kind, Relation, Span
from registry.quantity import Quantity

MARK = re.compile(r"⟦(\w+)(?: (\w+))?\|([^⟧]*)⟧")
NO_NAMES = Names(None)


def read(marked: str, title: str = "") -> list[Claim]:
    """The claims of a marked text, their slots filled without a catalogue."""
    text, places, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        places.append((match[1], match[2], len(text), len(text) + len(match[3])))
        text += match[3]
        last = match.end()
    text += marked[last:]
    spans = sentences(tidy(text))
    mentions = [mention(text, spans, *place) for place in places]
    return fill_slots(mentions, tidy(text), text, title, NO_NAMES)


def mention(text: str, spans: list[Span], kind: str, relation: str | None, start: int, end: int) -> Mention:
    assert kind in get_args(Kind)
    assert relation in {None, *get_args(Relation)}
    sentence = next(span for span in spans if span.start <= start < span.end)
    digits = re.search(r"\d[\d.]*\d|\d", text[start:end])
    unit = "percent" if "%" in text[start:end] else None
    quantity = Quantity(Decimal(digits[0]), unit) if digits and kind != "rank" else None
    return Mention(kind, start, end, "row", sentence, quantity, relation=relation)  # type: ignore[arg-type]


METRICS = [
    ("It gets the highest Word Error Count (WEC) score of ⟦score|61.3⟧ so far.", ["Word Error Count"]),
    ("It improves the previous state-of-the-art performance by ⟦delta|10%⟧.", [None]),
    ("It shows a ⟦ratio|7.5x⟧ improvement on mean reciprocal rank over similarity models.", ["mean reciprocal rank"]),
    ("It has ⟦delta|4.0%⟧ and ⟦delta|5.2%⟧ improvement in Mi-F1 and Ma-F1, respectively.", ["Mi-F1", "Ma-F1"]),
    ("We reach ⟦score|25.5⟧ BLEU translating into Sorbian.", ["BLEU"]),
    ("It has ⟦score|62.8⟧ F1 on TagSet, an absolute improvement of ⟦delta|7.6 points⟧ over BERT.", ["F1", "F1"]),
    ("It has ⟦score|62.8⟧ F1 on TagSet, which is a large improvement of ⟦delta|7.6 points⟧.", ["F1", None]),
    ("It has an absolute gain of ⟦delta|7.0%⟧ in match rate over BERT.", ["match rate"]),
    ("It has a gain of ⟦delta|7.0%⟧ and can match rates of BERT.", [None]),
    ("It gains more than ⟦delta|25 points⟧ in the FOO metric and keeps its speed.", ["FOO metric"]),
    ("It gains more than ⟦delta|25 points⟧ in the FOO domain.", [None]),
    ("The correlation between our scores and the experts' ratings is ⟦score|0.87⟧.", ["correlation"]),
    ("The road between our house and the experts' school has ⟦score|0.87⟧ F1.", ["F1"]),
    ("It has a final F1-score for the typed classes of ⟦score|39%⟧.", ["final F1-score"]),
    ("It has a budget for the typed classes of ⟦score|39%⟧.", ["typed classes"]),
    ("It needs ⟦ratio|28%⟧ parameters and ⟦ratio|31%⟧ inference time.", ["parameters", "inference time"]),
    ("It keeps ⟦ratio|28%⟧ of its parameters at ⟦ratio|31%⟧ inference time.", ["parameters", "inference time"]),
    ("It is ⟦ratio|7.5x⟧ smaller and has ⟦ratio|84%⟧ performance of BERT.", [None, None]),
    ("It avoids mistakes (up to ⟦delta|7 points⟧ improvement in a controlled setting).", [None]),
    ("It is ⟦ratio|twice⟧ larger than ours, and it is plainer in terms of input.", [None]),
    ("It gets ⟦score|63.0⟧ IoU on the test set.", ["IoU"]),
    ("Our parser yields ⟦score|0.84⟧ unlabelled attachment score.", ["unlabelled attachment score"]),
    ("It achieves an F1 score of ⟦score|92.1⟧.", ["F1 score"]),
    ("The tagger reaches ⟦score|86.6%⟧ in accuracy and ⟦score|90.0%⟧ in recall.", ["accuracy", "recall"]),
    ("We obtain precision, recall and F1 of ⟦score|83%⟧, ⟦score|87%⟧ and ⟦score|85%⟧.", ["precision", "recall", "F1"]),
    ("It has an F1 of ⟦score|80.1⟧ on AlphaSet and ⟦score|75.2⟧ on BetaSet.", ["F1", "F1"]),
    ("Pruning reduces the training time by ⟦delta|30%⟧.", ["training time"]),
    ("The memory footprint is reduced by up to ⟦delta|40%⟧.", ["memory footprint"]),
    ("We see a ⟦delta|13.3%⟧ absolute increase in F1.", ["F1"]),
    ("It has LAS ⟦score|96.4%⟧, UAS ⟦score|97.7%⟧ and LA ⟦score|98.2%⟧.", ["LAS", "UAS", "LA"]),
    ("We collect ⟦size|33M⟧ image, text and audio samples.", ["image, text and audio samples"]),
    ("We collect ⟦size|33⟧ train and test sets.", ["train and test sets"]),
    ("We collect ⟦size|33⟧ images and long audio samples.", ["images"]),
    ("We collect ⟦size|33⟧ images, texts and models.", ["images"]),
    ("It has ⟦score|84.5%⟧ accuracy and ⟦score|77.1⟧ [76.0, 78.2] EM.", ["accuracy", "EM"]),
    ("It has F1 of ⟦score|84.5⟧ (2.1) and is slow.", ["F1"]),
    ("It has F1 ⟦score|96.4%⟧ and VoxDet ⟦score|98.2%⟧.", ["F1", "F1"]),
    ("This brings an accuracy improvement of ⟦delta|2.5%⟧.", ["accuracy"]),
    ("It gains ⟦delta|4.1⟧ BLEU over the baseline.", ["BLEU"]),
    ("It gains ⟦delta|1.5 BLEU points⟧ over the baseline.", ["BLEU"]),
    ("It brings an average improvement of ⟦delta|6.1%⟧ on R^2.", ["R^2"]),
    ("It needs ⟦ratio|3x⟧ less training data.", ["training data"]),
    ("It has ⟦ratio|1.5x⟧ lower latency.", ["latency"]),
    ("It achieves speedups of up to ⟦ratio|7x⟧.", ["speedups"]),
    ("It shows ⟦rank outperforms|better⟧ recall than BERT.", ["recall"]),
    ("It is ⟦rank on_par|on par with⟧ BERT in terms of recall.", ["recall"]),
    ("Ours gives ⟦rank outperforms|higher-quality⟧ summaries than BERT.", ["quality"]),
    ("It halves the cost ⟦rank on_par|without sacrificing⟧ accuracy.", ["accuracy"]),
    ("It ⟦rank outperforms|surpasses⟧ the accuracy of BERT.", ["accuracy"]),
    ("The corpus holds ⟦size|5.3 million⟧ image-text pairs.", ["image-text pairs"]),
    ("It reaches an exact match of ⟦score|68.0⟧ and an F1 of ⟦score|77.3⟧.", ["exact match", "F1"]),
    ("FooNet 7B scores ⟦score|69.3%⟧ on AlphaSet.", [None]),
    ("It gains ⟦delta|2.4⟧ and ⟦delta|1.1⟧ in terms of recall and BLEU.", ["recall", "BLEU"]),
    ("It improves tuning by ⟦delta|0.9 points⟧ on AlphaSet, in terms of word recall.", ["word recall"]),
    ("It has ⟦rank outperforms|higher⟧ correlations with ratings than BERT.", ["correlations with ratings"]),
    ("It is ⟦rank outperforms|more faithful⟧ to the source than BERT.", ["faithful to the source"]),
    ("It is ⟦ratio|12x⟧ faster during inference.", ["inference"]),
    ("Weights are removed with a ⟦rank on_par|minimal accuracy loss⟧.", ["accuracy"]),
    ("It is a ⟦rank sota|top⟧ choice.", [None]),
    ("It ⟦rank outperforms|outperforms⟧ BERT on textual similarity and classification tasks.", [None]),
    ("It keeps ⟦ratio|97%⟧ of the big teacher performance.", [None]),
    ("It has a mean opinion score of ⟦score|4.2⟧.", ["mean opinion score"]),
    ("The mean reciprocal rank grows from ⟦score|0.31⟧ to ⟦score|0.36⟧.", ["mean reciprocal rank"] * 2),
    ("It brings a mean average precision (mAP) gain of ⟦delta|2.5%⟧.", ["mAP"]),
    ("We reach a Cohen's kappa of ⟦score|0.78⟧.", ["Cohen's kappa"]),
    ("Dice rises from ⟦score|0.81⟧ to ⟦score|0.87⟧.", ["Dice"] * 2),
    ("Accuracy on the hard split climbs to ⟦score|61%⟧.", ["Accuracy"]),
    ("The accuracy of the ranker is ⟦score|71.3%⟧.", ["accuracy"]),
    ("Correlation with human judgements rises to ⟦score|0.71⟧.", ["Correlation with human judgements"]),
    ("We gain ⟦delta|8.3%⟧ and ⟦delta|5.9%⟧ in MRR and Hits@10.", ["MRR", "Hits@10"]),
    ("It saves ⟦delta|60%⟧ of annotation effort.", ["annotation effort"]),
    ("It improves its recognition of rare words like names by ⟦delta|25%⟧.", ["recognition of rare words"]),
    ("It solves ⟦ratio|3x⟧ more tasks than BERT.", ["tasks"]),
    ("It halves the cost ⟦rank on_par|without hurting accuracy⟧.", ["accuracy"]),
    ("It shows a ⟦rank on_par|similar⟧ level of perplexity as BERT.", ["perplexity"]),
    ("It ⟦rank outperforms|outperforms⟧ BERT on style transfer accuracy.", ["style transfer accuracy"]),
    ("It ⟦rank outperforms|outperforms⟧ BERT on automatic metrics for fluency and tone.", ["fluency and tone"]),
    ("It ⟦rank outperforms|beats⟧ BERT in human evaluation of coherence.", ["coherence"]),
    ("It fits the curve ⟦rank outperforms|more accurately⟧ than MCMC.", ["accurately"]),
    ("It obtains ⟦score|33.7%⟧ accuracy, barely ⟦rank outperforms|surpassing⟧ BERT.", ["accuracy"] * 2),
    (
        "FooParse ⟦rank outperforms|outperforms⟧ a classic parser (⟦score|58.7⟧ vs. ⟦score|55.9⟧ UUAS).",
        ["UUAS"] * 3,
    ),
    # What is no metric
    ("Our tagger scores ⟦score|97.1%⟧ on the test set.", [None]),
    ("It runs ⟦ratio|twice⟧ as fast and has a higher F1.", [None]),
    ("We see a ⟦delta|5%⟧ improvement of a classifier trained on images.", [None]),
    ("It does so ⟦rank on_par|without a loss in performance⟧.", [None]),
    ("It is ⟦rank on_par|competitive⟧ with respect to model performance.", [None]),
    ("It achieves ⟦rank on_par|competitive⟧ performance extrapolating curves.", [None]),
    ("It gains ⟦delta|4%⟧ on AlphaSet, and displays better interpretability.", [None]),
    ("It ⟦rank outperforms|outperforms⟧ BERT on human evaluation.", [None]),
    ("It achieves ⟦rank sota|state-of-the-art⟧ performance on MMEB.", [None]),
    ("It shows ⟦rank outperforms|better⟧ results than BERT.", [None]),
    ("It ⟦rank outperforms|outperforms⟧ BERT.", [None]),
    ("The performance improves by ⟦delta|5%⟧.", [None]),
    ("Our parser is ⟦ratio|10x⟧ faster than theirs.", [None]),
]

BENCHMARKS = [
    ("It has macro-averaged scores of ⟦score|65.6⟧ and ⟦score|52.2⟧ for LAS and UAS respectively.", [[], []]),
    ("It has macro-averaged F1 scores of ⟦score|65.6⟧ and ⟦score|52.2⟧ for Dutch and Latin.", [["Dutch"], ["Latin"]]),
    ("It does ⟦rank outperforms|better⟧ in the given task.", [[]]),
    ("It does ⟦rank outperforms|better⟧ in the tagging task.", [["tagging"]]),
    ("Our system came ⟦rank place|second⟧ in the shared task: 63.2% was reached.", [[]]),
    ("Due to an error in the shared task's Matrix, we ⟦rank place|ranked 27th⟧.", [[]]),
    ("Based on Bayesian inference, it ⟦rank outperforms|beats⟧ BERT.", [[]]),
    ("On natural language inference, it ⟦rank outperforms|beats⟧ BERT.", [["natural language inference"]]),
    ("It does ⟦rank outperforms|better⟧ than BERT on public datasets, such as CNN and BetaSet.", [["CNN", "BetaSet"]]),
    ("It does ⟦rank outperforms|better⟧ than others with networks such as CNN and GRU.", [[]]),
    ("It has ⟦score|0.9⟧ accuracy (3rd) for AlphaSet and ⟦score|0.8⟧ (4th) for BetaSet.", [["AlphaSet"], ["BetaSet"]]),
    (
        "We gain ⟦delta|2.7%⟧ on English compared to a baseline and ⟦delta|4.5%⟧ on Dutch.",
        [["English"], ["Dutch"]],
    ),
    (
        "We evaluate on AlphaSet. We also run experiments on BetaSet. On these two datasets it ⟦rank sota|leads⟧.",
        [["BetaSet"]],
    ),
    ("We took part in the Shared Task. We experiment with trees. It reaches ⟦score|0.5⟧ F1.", [[]]),
    (
        "We gain ⟦delta|1.4⟧ BLEU for Chinese→English and ⟦delta|3.9⟧ BLEU for English→Chinese on AlphaSet2017.",
        [["AlphaSet2017", "Chinese→English"], ["AlphaSet2017", "English→Chinese"]],
    ),
    ("It is ⟦rank on_par|competitive⟧ on the Sum of Probable Causes (SOLC) task.", [["SOLC"]]),
    (
        "On the AlphaSet and BetaSet datasets, SumBot has ⟦score|44.2⟧ and ⟦score|47.3⟧ ROUGE-1.",
        [["AlphaSet"], ["BetaSet"]],
    ),
    ("In an A/B test, it beats BERT by ⟦delta|2%⟧.", [[]]),
    ("It beats BERT across the 13 AlphaBench tasks by ⟦delta|2%⟧.", [["AlphaBench"]]),
    ("We test on AlphaSet and BetaSet (BETA), with a gain of ⟦delta|2%⟧.", [["AlphaSet", "BetaSet"]]),
    ("Accuracy on AlphaSet jumps to ⟦score|74%⟧.", [["AlphaSet"]]),
    (
        "It improves by ⟦delta|2%⟧ on three video QA datasets, Alpha-QA, BetaVid, and Gamma-QA.",
        [["Alpha-QA", "BetaVid", "Gamma-QA"]],
    ),
    (
        "It is evaluated on the AlphaSet dataset with the ⟦rank sota|best⟧ F1 and evaluated on the BetaSet dataset.",
        [["AlphaSet"]],
    ),
    ("We use the AlphaSet dataset. It is ⟦rank outperforms|better⟧ than BERT on real-world images.", [[]]),
    ("It gains ⟦delta|2%⟧ in open-domain-QA models.", [[]]),
    ("It gets ⟦score|63.0⟧ IoU on the SemanticKITTI test set.", [["SemanticKITTI"]]),
    ("On ImageNet-1K, it gains ⟦delta|1.7%⟧ accuracy.", [["ImageNet-1K"]]),
    ("It sets a new ⟦rank sota|state of the art⟧ on MNIST, CIFAR-10 and SVHN.", [["MNIST", "CIFAR-10", "SVHN"]]),
    ("It is ⟦rank sota|best⟧ on both the LIBERO and MetaWorld benchmarks.", [["LIBERO", "MetaWorld"]]),
    ("It has an F1 of ⟦score|80.1⟧ on AlphaSet and ⟦score|75.2⟧ on BetaSet.", [["AlphaSet"], ["BetaSet"]]),
    ("It gains ⟦delta|2.1⟧ and ⟦delta|3.4⟧ points on AlphaSet and BetaSet.", [["AlphaSet"], ["BetaSet"]]),
    (
        "It has ⟦score|90.1%⟧ and ⟦score|85.2%⟧ accuracy on AlphaSet and BetaSet, respectively.",
        [["AlphaSet"], ["BetaSet"]],
    ),
    ("It improves over BERT by ⟦delta|12%⟧ on standard benchmarks (i.e. IJBC and LFW).", [["IJBC", "LFW"]]),
    ("It ⟦rank place|ranked first⟧ in SemEval-2020 Task 9.", [["SemEval-2020 Task 9"]]),
    (
        "It has F1 scores of ⟦score|0.60⟧ for Tamil, ⟦score|0.83⟧ for Hindi and ⟦score|0.93⟧ for Urdu.",
        [["Tamil"], ["Hindi"], ["Urdu"]],
    ),
    ("It has F1 of ⟦score|0.8⟧ and ⟦score|0.7⟧ in English and Czech, respectively.", [["English"], ["Czech"]]),
    ("It has ⟦score|98%⟧ in the NLI task and ⟦score|75%⟧ in the QA task.", [["NLI"], ["QA"]]),
    ("It is ⟦rank sota|best⟧ on the Long Answer Dataset (LAD) and the Short Text Corpus (STC).", [["LAD", "STC"]]),
    (
        "It is ⟦rank sota|best⟧ on three datasets, AlphaSet, BetaSet, and GammaSet.",
        [["AlphaSet", "BetaSet", "GammaSet"]],
    ),
    (
        "It is ⟦rank sota|best⟧ on AlphaSet (F1=⟦score|0.8⟧) and BetaSet (F1=⟦score|0.9⟧).",
        [["AlphaSet", "BetaSet"], ["AlphaSet"], ["BetaSet"]],
    ),
    (
        "We evaluate on the AlphaSet dataset. It has ⟦score|2%⟧ on test-clean and ⟦score|4%⟧ on test-other.",
        [["AlphaSet", "test-clean"], ["AlphaSet", "test-other"]],
    ),
    (
        "In a label inference task it gains ⟦delta|2%⟧, whereas in stance detection it gains ⟦delta|1%⟧.",
        [["label inference"], ["stance detection"]],
    ),
    ("It gains ⟦delta|2%⟧ on BERT-base.", [[]]),
    ("It speeds up by ⟦delta|20%⟧ and ⟦delta|30%⟧ on CPU and GPU respectively.", [[], []]),
    ("It ⟦rank outperforms|outperforms⟧ ELMo on six text classification tasks.", [[]]),
    ("It ⟦rank outperforms|outperforms⟧ BERT on relation extraction.", [["relation extraction"]]),
    ("It ⟦rank outperforms|outperforms⟧ BERT on the task of stress detection.", [["stress detection"]]),
    ("We evaluate on the AlphaSet dataset. It ⟦rank outperforms|outperforms⟧ BERT.", [["AlphaSet"]]),
    ("We introduce QuizBank, a benchmark. The best model has ⟦score|51%⟧ accuracy.", [["QuizBank"]]),
    ("It ⟦rank outperforms|outperforms⟧ BERT on five cancer datasets.", [[]]),
    ("We evaluate on the AlphaSet dataset. It is ⟦rank sota|best⟧ on six other datasets.", [[]]),
    ("It ⟦rank outperforms|outperforms⟧ BERT on GPUs.", [[]]),
    (
        "We gain ⟦delta|5%⟧ on AlphaSet and BetaSet and cut errors by ⟦delta|8%⟧ on GammaSet.",
        [["AlphaSet", "BetaSet"], ["GammaSet"]],
    ),
    (
        "We gain ⟦delta|5%⟧ on AlphaSet, BetaSet and GammaSet, and ⟦delta|8%⟧ on DeltaSet.",
        [["AlphaSet", "BetaSet", "GammaSet"], ["DeltaSet"]],
    ),
    ("We gain ⟦delta|5%⟧ in English and BERT loses ⟦delta|8%⟧ in Hindi.", [["English"], ["Hindi"]]),
    ("It ⟦rank outperforms|outperforms⟧ BERT by a large margin.", [[]]),
    (
        "It rises from ⟦score|66.9%⟧ to ⟦score|69.5%⟧ on AlphaSet and from ⟦score|58%⟧ to ⟦score|71%⟧ on BetaSet.",
        [["AlphaSet"], ["AlphaSet"], ["BetaSet"], ["BetaSet"]],
    ),
    ("It has ⟦score|66.9%⟧ on AlphaSet and ⟦score|69.5%⟧ on BetaSet.", [["AlphaSet"], ["BetaSet"]]),
    ("We test on the Hindi dataset called HinSet 2. It is ⟦rank sota|best⟧.", [["HinSet 2"]]),
    ("It is ⟦rank sota|best⟧ on Named Entity Recognition.", [["Named Entity Recognition"]]),
    ("It helps on AlphaSet, BetaSet, and GammaSet (up to ⟦delta|0.38 points⟧).", [["AlphaSet", "BetaSet", "GammaSet"]]),
    ("It helps on AlphaSet (⟦delta|0.4⟧) and BetaSet (⟦delta|0.2⟧).", [["AlphaSet"], ["BetaSet"]]),
    ("Trained on AlphaSet, it ⟦rank outperforms|outperforms⟧ BERT.", [[]]),
    ("The corpus holds ⟦size|12⟧ tasks on AlphaSet.", [[]]),
]

# The shared task or workshop that the title names with its year, where the text names no data
EVENTS = [
    ("We reach ⟦score|0.5⟧ F1.", "FooTeam@EACL2021: Trees for Texts", [[]]),
    ("We reach ⟦score|0.5⟧ F1.", "FooTeam@BarEval2021: Trees for Texts", [["BarEval2021"]]),
    (
        "It ranks ⟦rank place|1st⟧ among 21 systems in subtask A, and ⟦rank place|4th⟧ among 12 systems in subtask B.",
        "Foo at TagInt 2017 Task 7: Words",
        [["TagInt 2017 Task 7", "subtask A"], ["TagInt 2017 Task 7", "subtask B"]],
    ),
    (
        "It reached ⟦score|84%⟧ F1 in Subtask A.",
        "Foo at TagInt 2017 Task 7: Words",
        [["TagInt 2017 Task 7", "Subtask A"]],
    ),
    ("It reached ⟦score|84%⟧ F1 in Task 7.", "Foo at TagInt 2017 Task 7: Words", [["TagInt 2017 Task 7"]]),
    (
        "It reached ⟦score|84%⟧, ⟦score|76%⟧ and ⟦score|52%⟧ F1 in subtasks A, B and C, respectively.",
        "Foo at TagInt 2017: Words",
        [["TagInt 2017", "subtasks A"], ["TagInt 2017", "B"], ["TagInt 2017", "C"]],
    ),
    (
        "For subtask 1 and 2, it reached ⟦score|84%⟧ and ⟦score|76%⟧ F1, respectively.",
        "Foo at TagInt 2017: Words",
        [["TagInt 2017", "subtask 1"], ["TagInt 2017", "2"]],
    ),
    (
        "For parsing and tagging, it has ⟦score|84%⟧ and ⟦score|76%⟧ F1.",
        "Foo at TagInt 2017: Words",
        [["TagInt 2017"]] * 2,
    ),
    ("It achieved the ⟦rank sota|best⟧ result in Task B.", "Foo at TagInt 2017: Words", [["TagInt 2017", "Task B"]]),
    ("Words are tagged in Task C now. We have ⟦score|76%⟧ F1.", "Foo at TagInt 2017: Words", [["TagInt 2017"]]),
    ("We gain ⟦delta|3%⟧ in tagging tasks 12.75 of the time.", "Foo at TagInt 2017: Words", [["TagInt 2017"]]),
    ("Subtask 2 of Task 1 concerns the tags. We reach ⟦score|84%⟧ F1.", "Words", [["Task 1"]]),
    ("It reached ⟦score|84%⟧ F1 in Subtask A.", "Foo at SemEval 2019: Words", [["Subtask A"]]),
    ("It reached ⟦score|84%⟧ F1 on the Development set.", "Words", [[]]),
    ("Our tagger has ⟦score|84%⟧ F1.", "Foo at TagInt 2017: Words and Tags", [["TagInt 2017"]]),
    ("Our tagger has ⟦score|84%⟧ F1.", "FooBar: Translation for TAT 2019", [["TAT 2019"]]),
    ("Our tagger ranked ⟦rank place|3rd⟧.", "Foo's Participation at TAT2021", [["TAT2021"]]),
    ("Our tagger has ⟦score|84%⟧ F1.", "The Foo Systems of SemEval-2020 Task 8: Words", [["SemEval-2020 Task 8"]]),
    ("Our tagger has ⟦score|84%⟧ F1 on AlphaSet.", "Foo at TagInt 2017: Words", [["AlphaSet"]]),
    # A title that speaks of a resource and does not offer one
    ("FooNet ⟦rank outperforms|beats⟧ BERT.", "FooNet: Tagging for Low-Resource Words", [[]]),
    ("We build FooNet, a tool. We ⟦rank outperforms|beat⟧ BERT.", "FooNet: A Tool for Mending a Corpus", [[]]),
    ("We build FooBank. BERT has ⟦score|84%⟧ F1.", "FooBank: A Corpus for Mending Words", [["FooBank"]]),
    ("We build FooBank. BERT has ⟦score|84%⟧ F1.", "FooBank: Construction of a Dataset", [["FooBank"]]),
    ("Our tagger has ⟦score|84%⟧ F1.", "Elections of 2017: Words and Tags", [[]]),
    ("Our tagger has ⟦score|84%⟧ F1.", "Foo for Words in May 2017", [[]]),
    ("Our tagger has ⟦score|84%⟧ F1.", "FooNet 2: Words for Tags", [[]]),
]
SUBJECTS = [
    (
        "We propose efficient and less costly strategies for parsing. These methods do ⟦rank outperforms|better⟧.",
        "",
        ["efficient and less costly strategies"],
    ),
    (
        "We present methods to learn trees from either 1) links or 2) words. We reach ⟦score|76⟧ F1.",
        "",
        ["methods to learn trees"],
    ),
    ("Shuffling the order of word pieces reduces accuracy to ⟦score|60%⟧.", "", ["Shuffling the order of word pieces"]),
    ("We reach ⟦score|76.6⟧ F1.", "How Far Can We Go with Plain Word Models?", [None]),
    ("We reach ⟦score|76.6⟧ F1.", "Parsing with Plain Word Models", ["Plain Word Models"]),
    ("In detail, we report ⟦score|95.8⟧ F1 of constituent parsing.", "FooNet: a Parser", ["FooNet"]),
    ("In detail, we report ⟦score|95.8⟧ F1 of BarNet.", "FooNet: a Parser", ["BarNet"]),
    ("The induced tree model on average ⟦rank outperforms|beats⟧ BERT.", "", ["induced tree model"]),
    ("Our corpus ⟦rank outperforms|surpasses⟧ others.", "FooSet: A Corpus of Trees", ["FooSet"]),
    ("We present a technique that trims trees, to construct word vectors. We reach ⟦score|76.6⟧ F1.", "", [None]),
    ("As shown on FooTask 1: Trees in Texts, our model ⟦rank place|ranking 2nd⟧ is fast.", "", [None]),
    ("The resulting word model, while being small, ⟦rank outperforms|outperforms⟧ BERT.", "", ["word model"]),
    ("We build FooNet, a parser. The resulting tree model ⟦rank outperforms|beats⟧ BERT.", "", ["FooNet"]),
    ("We found out that the baseline system ⟦rank outperforms|beats⟧ BERT.", "", ["baseline system"]),
    ("Out of 33 teams, FooNet ⟦rank place|ranked third⟧.", "", ["FooNet"]),
    ("Benefiting from a rid of the order, our method has the ⟦rank sota|best⟧ F1.", "FooNet: a Parser", ["FooNet"]),
    ("Existing methods of parsing, such as BERT, ⟦rank outperforms|beat⟧ it.", "", ["methods of parsing"]),
    (
        "FooNet is ⟦rank outperforms|better⟧ where labeled data is scarce, and achieves ⟦rank on_par|competitive⟧ F1.",
        "",
        ["FooNet", "FooNet"],
    ),
    ("We show parsers, with a network of three layers giving the ⟦rank sota|best⟧ F1.", "", ["network"]),
    ("Large taggers do well, with FooNet ⟦rank outperforms|outperforming⟧ BERT.", "", ["FooNet"]),
    (
        "We introduce FooNet, a parser. Features allow the model to parse and to ⟦rank outperforms|beat⟧ BERT.",
        "",
        ["FooNet"],
    ),
    ("We describe and evaluate the Tree Maker (TMAK). Its recall is ⟦score|82%⟧.", "", ["TMAK"]),
    ("We describe the system submitted to FooTask. It has ⟦score|82%⟧ F1.", "BarTeam@FooTask 2021: Trees", ["BarTeam"]),
    ("We parse several languages, namely Croatian and Danish. Our model reaches ⟦score|82%⟧.", "", [None]),
    ("We propose two parsers for long texts, namely FooNet and BarNet. We reach ⟦score|82%⟧.", "", ["FooNet"]),
    ("We propose a parser called tree value at risk (tree VaR). We reach ⟦score|82%⟧.", "", ["tree VaR"]),
    (
        "We propose a tagger for named entity recognition (NER). We reach ⟦score|82%⟧.",
        "",
        ["tagger for named entity recognition"],
    ),
    (
        "We show the ⟦rank outperforms|superiority⟧ of incorporating dialogue acts.",
        "",
        ["incorporating dialogue acts"],
    ),
    ("We used the BERT word model. We achieve ⟦score|81.2%⟧.", "", ["BERT word model"]),
    ("We present the utility of trees. We achieve ⟦score|81.2%⟧.", "", [None]),
    ("title: Some Words\nlicence: free\n\nFooNet is a parser. It ⟦rank outperforms|outperforms⟧ BERT.", "", ["FooNet"]),
    (
        "We propose a method for parsing a long text. Our method ⟦rank outperforms|outperforms⟧ BERT.",
        "",
        ["method for parsing a long text"],
    ),
    ("We find that F1 is ⟦rank outperforms|better⟧ than before.", "You should parse your texts", [None]),
    ("Our efforts reach ⟦score|84%⟧ F1.", "VoxDet: Images", ["VoxDet"]),
    ("Our efforts reach ⟦score|84%⟧ F1.", "", [None]),
    ("The model with two encoders ⟦rank outperforms|outperforms⟧ BERT.", "", ["model with two encoders"]),
    ("The model ⟦rank outperforms|outperforms⟧ BERT.", "", [None]),
    ("We reach ⟦score|54.0⟧ F1 compared to ⟦score|57.3⟧ for plain tuning.", "", [None, "plain tuning"]),
    ("We reach ⟦score|54.0⟧ F1 and ⟦score|57.3⟧ for rare words.", "", [None, None]),
    ("Our sparse taggers set a new ⟦rank sota|state of the art⟧.", "", ["sparse taggers"]),
    ("Our data set has a new ⟦rank sota|state of the art⟧.", "", ["data set"]),
    ("When drafts are refined, VoxDet ⟦rank outperforms|outperforms⟧ BERT.", "", ["VoxDet"]),
    ("In the task of labelling the words, the Hindi system has ⟦score|58%⟧ recall.", "", ["Hindi system"]),
    ("The F1 of word segmentation reaches ⟦score|78.9⟧.", "VoxDet: Words", ["VoxDet"]),
    ("We obtain ⟦score|28.1⟧ BLEU without using a single parallel sentence.", "", [None]),
    # The first level of a change is nobody's.
    ("VoxDet improves recall from ⟦score|63%⟧ up to ⟦score|78%⟧.", "", [None, "VoxDet"]),
    ("VoxDet has recalls from ⟦score|63%⟧ on AlphaSet.", "", ["VoxDet"]),
    # Where the clause begins
    ("We find humans ⟦rank outperforms|outperform⟧ the best models.", "", ["humans"]),
    ("Results show pairwise training ⟦rank outperforms|outperforms⟧ regression.", "", ["pairwise training"]),
    (
        "We see that the tree model and the joint model ⟦rank outperforms|outperform⟧ BERT.",
        "",
        ["tree model and the joint model"],
    ),
    ("If marks were left out of the counts, we observed F1 ⟦score|96.4%⟧.", "", [None]),
    # Whose size it is
    ("We learn from experiments across the ⟦size|30⟧ tasks in FooBench.", "", ["FooBench"]),
    ("We tested it on ⟦size|500⟧ sentences in German.", "", [None]),
    ("VoxDet beats BERT on a spoken corpus of ⟦size|33M⟧ samples.", "", ["spoken corpus"]),
    ("We collect a dataset featuring ⟦size|34⟧ speakers.", "", ["dataset"]),
    ("Only 3 of ⟦size|10⟧ models learn.", "", [None]),
    # Beside the number
    ("F1 is ⟦score|84.2%⟧ for BERT-base and ⟦score|86.1%⟧ for BiLSTM-CRF.", "", ["BERT-base", "BiLSTM-CRF"]),
    ("The F1 of FooTag is ⟦score|71%⟧, and that of BarTag is ⟦score|65%⟧.", "", ["FooTag", "BarTag"]),
    ("VoxDet beats a classic parser (⟦score|58.7⟧ vs. ⟦score|55.9⟧ UAS).", "", ["VoxDet", "classic parser"]),
    ("We see a ⟦delta|5%⟧ improvement of a classifier trained on images.", "VoxDet: Images", ["classifier"]),
    ("F1 rises with the fusion improving it by ⟦delta|3%⟧ on AlphaSet.", "", [None]),
    ("It reaches ⟦score|77%⟧ with late fusion improving F1 by ⟦delta|3%⟧.", "VoxDet: Sound", ["VoxDet", "late fusion"]),
    ("We build a corpus, enabling the small FooTag to reach ⟦score|71%⟧ accuracy.", "", ["small FooTag"]),
    ("Noise causes strong models to fail, with drops of ⟦delta|15%⟧ in F1.", "", ["strong models"]),
    ("We fine-tune a vision model on AlphaSet, achieving ⟦score|71%⟧ accuracy.", "", ["vision model"]),
    ("The staged strategy, with first training parts alone, has ⟦score|71%⟧ accuracy.", "", ["staged strategy"]),
    ("The human-level accuracy of ⟦score|84%⟧ is near.", "VoxDet: Scenes", ["human-level"]),
    # What is the paper's own
    ("We propose FooTag. Our tagger has ⟦score|71%⟧ accuracy.", "", ["FooTag"]),
    ("We propose FooTag. Our ensemble has ⟦score|71%⟧ accuracy.", "", ["FooTag"]),
    ("We present AlphaSet, a dataset. Our model has ⟦score|71%⟧ accuracy.", "AlphaSet: A Dataset of Cats", [None]),
    (
        "We propose a tagging method. We also propose a new metric, Rank Variance (RV). Our method gains ⟦delta|2%⟧.",
        "",
        ["tagging method"],
    ),
    ("We propose a tagging method. We further introduce a rank loss. We gain ⟦delta|2%⟧.", "", ["tagging method"]),
    ("We use a two-tower encoder to read. Our approach gains ⟦delta|2%⟧.", "Reading Well", ["two-tower encoder"]),
    ("VoxDet gets ⟦score|63.0⟧ IoU.", "", ["VoxDet"]),
    ("Experiments show that VoxDet gets ⟦score|63.0⟧ IoU.", "", ["VoxDet"]),
    ("We propose FooNet. Our method gets ⟦score|63.0⟧ IoU.", "", ["FooNet"]),
    ("We propose a parser called FooParse. It gets ⟦score|63.0⟧ F1.", "", ["FooParse"]),
    ("We propose Long Parsing Network (LPN). We gain ⟦delta|3%⟧.", "", ["LPN"]),
    ("We present a simple tagging model. It ⟦rank outperforms|outperforms⟧ BERT.", "", ["simple tagging model"]),
    ("Our approach, DualFuse, is new. Our approach gets ⟦score|38.8⟧ mAP.", "", ["DualFuse"]),
    ("Our method gets ⟦score|63.0⟧ IoU.", "VoxDet: Scene Completion as Detection", ["VoxDet"]),
    ("We show VoxDet's ⟦rank outperforms|superior⟧ accuracy.", "", ["VoxDet"]),
    ("We show the ⟦rank outperforms|superiority⟧ of VoxDet.", "", ["VoxDet"]),
    ("BERT fails, while GPT-X gets ⟦score|63.0⟧ F1.", "", ["GPT-X"]),
    ("BERT (⟦score|71.0⟧ F1) and GPT-X (⟦score|73.0⟧ F1) are close.", "", ["BERT", "GPT-X"]),
    ("On AlphaSet, VoxDet gets ⟦score|63.0⟧ IoU.", "", ["VoxDet"]),
    ("BERT is ⟦rank outperforms|better⟧ than trees, with TreeNet gaining ⟦delta|5%⟧.", "", ["BERT", "TreeNet"]),
    ("We propose FooNet, a parser that ⟦rank outperforms|beats⟧ BERT.", "", ["FooNet"]),
    ("We propose a metric that ⟦rank outperforms|beats⟧ BLEU.", "", ["metric"]),
    ("Models trained on noise get ⟦score|63.0⟧ IoU.", "", ["Models trained on noise"]),
    ("A tagger using subword features gets ⟦score|63.0⟧ F1.", "", ["tagger using subword features"]),
    ("Graphs generated by our neural parser get ⟦score|63.0⟧ F1.", "", ["neural parser"]),
    ("The best results are obtained by TreeNet with ⟦score|63.0⟧ F1.", "", ["TreeNet"]),
    ("The result we ⟦rank outperforms|improve⟧ is that of TreeNet.", "", [None]),
    ("Our best system is an ensemble of parsers, reaching an F1 of ⟦score|0.8⟧.", "", ["ensemble of parsers"]),
    ("We propose a new method for pruning. It gets ⟦score|63.0⟧ F1.", "", ["method for pruning"]),
    ("A joint tagging model is proposed in this paper. Our model gets ⟦score|63.0⟧ F1.", "", ["joint tagging model"]),
    ("TreeNet is robust, whereas it is ⟦rank underperforms|worse⟧ than BERT on noise.", "", ["TreeNet"]),
    ("We see a gap between machine (⟦score|68.4%⟧) and human performance (⟦score|94%⟧).", "", ["machine", "human"]),
    ("It gets ⟦score|0.32⟧ (HybridE) and ⟦score|0.33⟧ (HybridW).", "", ["HybridE", "HybridW"]),
    ("Foo Llama - Python 34B gets ⟦score|53.7%⟧.", "", ["Foo Llama - Python 34B"]),
    ("BERT obtains ⟦score|80⟧ and SharpNet obtains ⟦score|84⟧.", "", ["BERT", "SharpNet"]),
    ("BERT obtains ⟦score|80%⟧ and SharpNet then has ⟦score|84%⟧ F1.", "", ["BERT", "SharpNet"]),
    ("BERT obtains ⟦score|80⟧ and ⟦score|84⟧ and improves the tags by ⟦delta|2⟧.", "", ["BERT", "BERT", "BERT"]),
    ("BERT obtains ⟦score|80⟧ F1 on FooSet and BarSet and keeps ⟦score|84⟧ on BazSet.", "", ["BERT", "BERT"]),
    ("Removing the tags results in a drop of ⟦delta|2%⟧ in F1.", "", ["Removing the tags"]),
    ("Our results in a drop of noise are ⟦rank outperforms|better⟧ than BERT.", "FooNet: Trees", ["FooNet"]),
    ("We build a corpus of three languages, namely Latin. We reach ⟦score|80⟧ F1.", "", [None]),
    ("We build a parser for Latin, namely FooNet. We reach ⟦score|80⟧ F1.", "", ["FooNet"]),
    ("We introduce FooNet, a tool. We gain ⟦delta|2%⟧ F1.", "FooNet : A Tool for Mending a Corpus", ["FooNet"]),
    ("We introduce FooBank, a corpus. We gain ⟦delta|2%⟧ F1.", "FooBank: A Corpus for Mending Words", [None]),
    ("We find word order to be the ⟦rank sota|best⟧ sign of it.", "FooNet: Trees", ["word order"]),
    ("Our tests show BERT to be ⟦rank outperforms|better⟧ than ELMo.", "FooNet: Trees", ["BERT"]),
    ("We want tags to be right and reach ⟦score|80⟧ F1.", "FooNet: Trees", ["FooNet"]),
    ("We use BERT to be ⟦rank outperforms|faster⟧ than ELMo.", "FooNet: Trees", ["FooNet"]),
    ("GNet is a deep network. On AlphaSet, the model gets ⟦score|38.9⟧ BLEU.", "", ["GNet"]),
    ("GNet is a deep network. Our model gets ⟦score|38.9⟧ BLEU.", "", [None]),
    ("We find that, while maintaining the speed, BERT gets ⟦score|63.0⟧ F1.", "", ["BERT"]),
    ("Taggers prune weights, and meanwhile achieve ⟦ratio|6x⟧ speed.", "", ["Taggers"]),
    ("We keep ⟦score|90%⟧ F1.", "Emergent Abilities in Small Corpora", [None]),
    ("We gain ⟦delta|3%⟧.", "FooTeam@CLEF 2020: Tagging with Trees", ["FooTeam"]),
    # What a system is made of has a short form of its own.
    (
        "We present a hybrid tagger merging supervised tree learning (TL) and rules. We gain ⟦delta|3%⟧.",
        "",
        ["hybrid tagger merging supervised tree learning"],
    ),
    ("We present a tagger with Conditional Trees (CT). We gain ⟦delta|3%⟧.", "", ["tagger with Conditional Trees"]),
    ("We present a tagger of conditional trees (TCT). We gain ⟦delta|3%⟧.", "", ["TCT"]),
    ("The fast tagging model FooTag reaches ⟦score|80⟧ F1.", "", ["FooTag"]),
    ("The fast QA model FooTag reaches ⟦score|80⟧ F1.", "", ["FooTag"]),
    ("Our best model, a recurrent network, gets ⟦score|80⟧ F1.", "", ["recurrent network"]),
    ("Our best model, a fast one, beats the parser. FooNet gets ⟦score|80⟧ F1.", "", ["FooNet"]),
    ("FooNet, a recurrent network, gets ⟦score|80⟧ F1.", "", ["FooNet"]),
    (
        "We propose tag moulding. Others change the model by cutting it or introducing losses. We gain ⟦delta|2%⟧.",
        "",
        ["tag moulding"],
    ),
    ("We gain ⟦delta|3%⟧.", "Team “FooNet” at CLEF 2020 Task 1: Tagging with Trees", ["Team FooNet"]),
    ("We present a BERT-based tagger. We reach ⟦score|80⟧ F1.", "", ["BERT-based tagger"]),
    ("We present a FooBERT tagger. We reach ⟦score|80⟧ F1.", "", ["FooBERT"]),
    (
        "Our results show that FooNet helps where words are rare and achieves a ⟦rank sota|new record⟧.",
        "",
        ["FooNet"],
    ),
    ("It is known where words are rare and the parser achieves a ⟦rank sota|new record⟧.", "", ["parser"]),
    ("FooNet ended up in ⟦rank place|second place⟧.", "", ["FooNet"]),
    ("In the end, FooNet got ⟦rank place|second place⟧.", "", ["FooNet"]),
    ("In tests where users had to wait, abbreviated input was ⟦rank outperforms|better⟧.", "", ["abbreviated input"]),
    ("When words are names, used as such, the fast parser is ⟦rank outperforms|better⟧.", "", ["fast parser"]),
    ("It is known where BarNet, FooNet and others are ⟦rank outperforms|better⟧.", "", ["BarNet"]),
    ("We change BarNet, an LSTM which introduces a bias. Our network is ⟦rank outperforms|better⟧.", "", [None]),
    ("We present the University of Foo submissions. Our systems are ⟦rank sota|best⟧.", "", [None]),
    ("FooNet is first on Hindi articles (⟦score|78%⟧ F1).", "", ["FooNet"]),
    ("FooNet is first, before BarNet (⟦score|78%⟧ F1).", "", ["BarNet"]),
    ("The BLEU value of our FooNet model is ⟦score|38.7⟧.", "", ["FooNet"]),
    ("The market value of FooNet is low. BarNet has ⟦score|38.7⟧ BLEU.", "", ["BarNet"]),
    (
        "We propose a framework that explicitly aligns the words. We gain ⟦delta|2%⟧.",
        "Better Words with Trees",
        ["framework that explicitly aligns the words"],
    ),
    ("Our model gets ⟦score|63.0⟧ IoU.", "", [None]),
    ("We gain ⟦delta|3%⟧.", "", [None]),
    ("Results improve by ⟦delta|3%⟧.", "", [None]),
]

BASELINES = [
    ("It has ⟦rank on_par|competitive⟧ results with an F1-score.", [[]]),
    ("It has ⟦rank on_par|competitive⟧ results with a large parser.", [["large parser"]]),
    (
        "It ⟦rank outperforms|beats⟧ plain machine learning and deep learning models.",
        [["plain machine learning and deep learning models"]],
    ),
    (
        "It ⟦rank outperforms|beats⟧ state-of-the-art weakly supervised parsers by far.",
        [["state-of-the-art weakly supervised parsers"]],
    ),
    ("It ⟦rank outperforms|beats⟧ strong comparison systems.", [["strong comparison systems"]]),
    ("It ⟦rank outperforms|beats⟧ all of the existing parsers.", [["existing parsers"]]),
    ("It ⟦rank outperforms|beats⟧ a recent, state-of-the-art parser.", [["recent, state-of-the-art parser"]]),
    ("It ⟦rank outperforms|beats⟧ plain parsers with ease.", [["plain parsers"]]),
    ("It ⟦rank outperforms|beats⟧ the parser using BERT on average.", [["parser using BERT"]]),
    (
        "It ⟦rank outperforms|beats⟧ strong monolingual and multilingual baselines.",
        [["strong monolingual and multilingual baselines"]],
    ),
    ("It ⟦rank outperforms|beats⟧ logistic regression and neural models.", [["logistic regression", "neural models"]]),
    (
        "It does ⟦rank outperforms|better⟧ than the open-source one, and especially words of foreign origin suffer.",
        [["open-source one"]],
    ),
    ("It improves the previous state-of-the-art accuracy by ⟦delta|10%⟧.", [["previous state-of-the-art accuracy"]]),
    ("It improves the tagging accuracy by ⟦delta|10%⟧.", [[]]),
    ("It brings over absolute ⟦delta|5%⟧ of gain.", [[]]),
    (
        "It ⟦rank outperforms|outperforms⟧ not only plain parsers but also strong taggers.",
        [["plain parsers", "strong taggers"]],
    ),
    ("It ⟦rank outperforms|outperforms⟧ plain parsers but is also slow.", [["plain parsers"]]),
    ("It gains ⟦delta|2%⟧ over a plain baseline of 61.6.", [["plain baseline"]]),
    ("It ⟦rank outperforms|beats⟧ the US parsers.", [["US parsers"]]),
    ("It ⟦rank outperforms|beats⟧ us.", [[]]),
    ("It is ⟦rank underperforms|still behind⟧ the strong taggers.", [["strong taggers"]]),
    ("It is ⟦rank underperforms|behind⟧.", [[]]),
    ("It shows a ⟦rank on_par|similar⟧ level of recall as baseline taggers.", [["baseline taggers"]]),
    ("It has ⟦rank on_par|comparable⟧ recall on AlphaSet with current parsers.", [["current parsers"]]),
    (
        "It is ⟦rank outperforms|better⟧ than linear models using either BERT or GloVe.",
        [["linear models using either BERT"]],
    ),
    ("It is ⟦delta|2%⟧ better than those trained solely on clean text.", [["those trained solely on clean text"]]),
    ("It gains ⟦delta|2%⟧ over the taggers trained only with old text.", [["taggers trained only with old text"]]),
    ("It is ⟦rank on_par|comparable⟧ to the strong tagging model FooTag.", [["FooTag"]]),
    ("It beats the previous, far larger parser by ⟦delta|2%⟧.", [["previous, far larger parser"]]),
    ("We reach a recall of ⟦score|54.0⟧ compared to ⟦score|57.3⟧ for plain tuning.", [["plain tuning"], []]),
    ("We reach a recall of ⟦score|54.0⟧ and an F1 of ⟦score|57.3⟧ for plain tuning.", [[], []]),
    ("It is ⟦rank on_par|comparable⟧ in size on AlphaSet.", [[]]),
    ("In the previous, small corpus it gains ⟦delta|2%⟧.", [[]]),
    ("It is ⟦ratio|7 times⟧ smaller than previously reported.", [[]]),
    ("It is ⟦ratio|7 times⟧ smaller than the previously reported model.", [["reported model"]]),
    ("It improves F1 by ⟦delta|0.21⟧ over the previous best.", [["previous best"]]),
    (
        "We gain ⟦delta|3%⟧ on AlphaSet, with texts ⟦rank outperforms|more fluent⟧ than human ones.",
        [[], ["human ones"]],
    ),
    ("It is ⟦rank on_par|comparable⟧ to pre-trained models six times larger.", [["pre-trained models"]]),
    ("It shows ⟦rank outperforms|superior⟧ recall to popular tools such as FooTag or BarTag.", [["FooTag", "BarTag"]]),
    ("It ⟦rank outperforms|outperforms⟧ all current best performing models.", [["current best performing models"]]),
    ("It is ⟦rank outperforms|better⟧ than existing leading systems including FooTag.", [["FooTag"]]),
    ("It is ⟦rank outperforms|better⟧ than strong models like FooTag and BarTag.", [["FooTag", "BarTag"]]),
    ("It ⟦rank outperforms|outperforms⟧ leading models.", [["leading models"]]),
    ("WER drops by ⟦delta|12%⟧ relative on AlphaSet.", [[]]),
    ("It is ⟦rank on_par|competitive⟧ with respect to accuracy.", [[]]),
    ("We improve the previous best result by ⟦delta|2.1⟧ BLEU.", [["previous best result"]]),
    (
        "It surpasses FooTag and BarTag by ⟦delta|2.4⟧ and ⟦delta|4.1⟧ points, respectively.",
        [["FooTag"], ["BarTag"]],
    ),
    # A level is held against what it beats or is compared with; where a number says by how much, that number is.
    (
        "It has ⟦score|33.7%⟧ accuracy, barely ⟦rank outperforms|surpassing⟧ BERT (⟦score|33.3%⟧).",
        [["BERT"], ["BERT"], []],
    ),
    ("It ⟦rank outperforms|outperforms⟧ BERT, achieving ⟦score|36%⟧ and ⟦score|38%⟧.", [["BERT"]] * 3),
    ("It ⟦rank outperforms|beats⟧ a parser (⟦score|58.7⟧ vs. ⟦score|55.9⟧ UAS).", [["parser"], ["parser"], []]),
    ("It has ⟦score|84.9%⟧ accuracy compared to using only BERT.", [["BERT"]]),
    ("It has an AP of ⟦score|9.9⟧, surpassing BERT by ⟦delta|6.6 points⟧.", [[], ["BERT"]]),
    ("It ⟦rank outperforms|outperforms⟧ BERT and has an F1 of ⟦score|85%⟧.", [["BERT"], []]),
    # A case of what the sentence before says has its comparand, another sentence none.
    ("It ⟦rank outperforms|outperforms⟧ BERT. For example, it gains ⟦delta|2%⟧ recall.", [["BERT"], ["BERT"]]),
    ("It ⟦rank outperforms|outperforms⟧ BERT. Pruning gains ⟦delta|2%⟧ recall.", [["BERT"], []]),
    ("It ⟦rank outperforms|outperforms⟧ BERT.", [["BERT"]]),
    ("It ⟦rank outperforms|beats⟧ the previous best results of TagSet.", [["previous best results"]]),
    ("It ⟦rank outperforms|beats⟧ the results of BERT.", [["BERT"]]),
    ("It ⟦rank outperforms|beats⟧ the strong QA model FooTag.", [["FooTag"]]),
    ("It ⟦rank outperforms|beats⟧ the previously proposed parsers.", [["previously proposed parsers"]]),
    ("It ⟦rank outperforms|beats⟧ the very best parsers.", [["best parsers"]]),
    ("It ⟦rank underperforms|underperforms⟧ supervised parsers based on ROUGE scores.", [["supervised parsers"]]),
    ("It is ⟦rank outperforms|better⟧ than a parser based on human evaluation.", [["parser"]]),
    ("It ⟦rank outperforms|beats⟧ parsers based on long trees.", [["parsers based on long trees"]]),
    ("It ⟦rank outperforms|outperforms⟧ BERT, ELMo and GPT-X.", [["BERT", "ELMo", "GPT-X"]]),
    ("It ⟦rank outperforms|outperforms⟧ existing and related models.", [["existing and related models"]]),
    ("It ⟦rank outperforms|outperforms⟧ baselines such as BERT and ELMo.", [["BERT", "ELMo"]]),
    ("It is ⟦rank outperforms|better⟧ than BERT.", [["BERT"]]),
    ("It is ⟦rank on_par|comparable⟧ to BERT.", [["BERT"]]),
    ("Compared to BERT, it has ⟦rank outperforms|fewer⟧ errors.", [["BERT"]]),
    ("It surpasses BERT by ⟦delta|3.1%⟧.", [["BERT"]]),
    (
        "It beats BERT by ⟦delta|3.1%⟧ F1 and the previous best parser by ⟦delta|1.6%⟧ F1.",
        [["BERT"], ["previous best parser"]],
    ),
    ("We see an improvement of ⟦delta|6.1%⟧ over the state of the art.", [["state of the art"]]),
    ("It cuts latency by ⟦delta|12%⟧ compared with BERT.", [["BERT"]]),
    ("It cuts latency by ⟦delta|12%⟧ with respect to BERT.", [["BERT"]]),
    ("It is ⟦ratio|10x⟧ faster than BERT.", [["BERT"]]),
    ("It improves the baseline by ⟦delta|5%⟧.", [["baseline"]]),
    ("It ⟦rank outperforms|beats⟧ models trained on images.", [["models trained on images"]]),
    ("It ⟦rank outperforms|beats⟧ approaches that use parsers.", [["approaches that use parsers"]]),
    ("It has ⟦rank outperforms|higher⟧ correlations with ratings than BERT.", [["BERT"]]),
    ("It is ⟦rank outperforms|better⟧ suited to tagging compared to BERT.", [["BERT"]]),
    ("It is ⟦rank on_par|on par⟧ in recall with BERT.", [["BERT"]]),
    ("It ⟦rank on_par|matches⟧ BERT and is ⟦rank outperforms|faster⟧.", [["BERT"], ["BERT"]]),
    ("It keeps ⟦ratio|96.8%⟧ of the performance of BERT.", [["BERT"]]),
    ("It keeps ⟦ratio|97%⟧ of the BERT teacher performance.", [["BERT teacher"]]),
    ("This is a ⟦delta|5%⟧ increase from the baseline.", [["baseline"]]),
    ("It does ⟦rank underperforms|not reach state-of-the-art⟧ results.", [["state-of-the-art"]]),
    ("It ⟦rank outperforms|beats⟧ BERT and shows ⟦rank outperforms|superior⟧ recall.", [["BERT"], []]),
    ("It reduces WER by ⟦delta|12%⟧.", [[]]),
    ("It achieves ⟦rank sota|state-of-the-art⟧ results over BERT.", [[]]),
    ("It gains ⟦delta|12.61⟧, averaged over 21 datasets.", [[]]),
    ("It ⟦rank place|ranked first⟧ ahead of BERT.", [[]]),
    ("It reaches ⟦score|92.1⟧ F1.", [[]]),
]


# What is read wrongly today: strict, so that progress is noticed.
MISSES = [
    ("metric", "It has ⟦score|91.3%⟧ on AlphaSet and ⟦score|85.1⟧ mIoU on BetaSet.", [None, "mIoU"]),
    ("metric", "It runs at ⟦score|41⟧ frames per second.", ["frames per second"]),
    ("benchmarks", "It improves on BART by ⟦delta|1.3⟧ points and upon PEGASUS by ⟦delta|0.7⟧.", [(), ()]),
    (
        "benchmarks",
        "It gains ⟦delta|0.9⟧ BLEU on AlphaSet and ⟦delta|1.0%⟧ accuracy for text classification.",
        [("AlphaSet",), ("text classification",)],
    ),
    (
        "benchmarks",
        "Our models ⟦rank outperforms|beat⟧ BERT on 12 downstream medical question answering tasks.",
        [("medical question answering",)],
    ),
    ("baseline", "There is a ⟦delta|12%⟧ gap between BERT and human experts.", [("human experts",)]),
    (
        "baseline",
        "It is ⟦rank on_par|comparable to, or better than⟧, fully supervised models.",
        [("fully supervised models",)],
    ),
    ("subject", "The pictures can be told apart at an accuracy of ⟦score|64%⟧ by our best run.", ["best run"]),
    ("metric", "It is ⟦rank outperforms|more accurate⟧ in its predictions than BERT.", ["predictions"]),
    ("metric", "Our parser does its common operations ⟦ratio|60 times⟧ faster than theirs.", ["common operations"]),
    ("benchmarks", "For politeness and five other tasks, it ⟦rank outperforms|beats⟧ BERT.", [("politeness",)]),
    ("benchmarks", "It has ⟦score|84%⟧ F1 on linking reports to codes.", [("linking reports to codes",)]),
    ("subject", "On AlexNet, the error rate falls to ⟦score|4.29%⟧.", ["AlexNet"]),
    ("subject", "The speed of inexperienced annotators rises by ⟦delta|15%⟧ with parsing.", ["parsing"]),
    ("baseline", "All systems lag ⟦delta|20%⟧ behind people who were trained.", [("people who were trained",)]),
    ("baseline", "It does ⟦rank outperforms|better⟧ on negative than on neutral texts.", [("neutral texts",)]),
]


@pytest.mark.xfail(strict=True, reason="read wrongly today")
@pytest.mark.parametrize(("slot", "text", "expected"), MISSES)
def test_names_that_are_missed(slot: str, text: str, expected: list[object]) -> None:
    assert [getattr(claim, slot) for claim in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), METRICS)
def test_metrics_of_a_sentence(text: str, expected: list[str | None]) -> None:
    assert [claim.metric for claim in read(text)] == expected


@pytest.mark.parametrize(("text", "expected"), BENCHMARKS)
def test_benchmarks_of_a_text(text: str, expected: list[list[str]]) -> None:
    assert [list(claim.benchmarks) for claim in read(text)] == expected


@pytest.mark.parametrize(("text", "title", "expected"), EVENTS)
def test_the_title_tells_the_shared_task(text: str, title: str, expected: list[list[str]]) -> None:
    assert [list(claim.benchmarks) for claim in read(text, title)] == expected


@pytest.mark.parametrize(("text", "title", "expected"), SUBJECTS)
def test_subjects_of_a_text(text: str, title: str, expected: list[str | None]) -> None:
    assert [claim.subject for claim in read(text, title)] == expected


@pytest.mark.parametrize(("text", "expected"), BASELINES)
def test_baselines_of_a_sentence(text: str, expected: list[list[str]]) -> None:
    assert [list(claim.baseline) for claim in read(text)] == expected


TOKENS = (
    "task tasks accuracy model of dataset SQuAD in for classification such as using 12 score which that Task 1 shared "
    "method called those than over compared with while better comparable rank first without loss we our it the propose "
    "outperforms BERT F1 and , ( ) 's by 5% 3x “ — $ \\textbf{X} respectively İ … ' "
    "-- [ ] : ; to i.e. \ud800 \u0000 \u00a0"
)
PIECES = st.sampled_from(TOKENS.split(" "))


@settings(max_examples=200, deadline=None)
@given(words=st.lists(PIECES, min_size=1, max_size=60), seed=st.integers(0, 2**32))
def test_no_text_raises_and_quotes_are_its_own(words: list[str], seed: int) -> None:
    text = " ".join(words)
    kind = get_args(Kind)[seed % 6]
    start = seed % len(text)
    end = min(len(text), start + 1 + seed % 7)
    mention = Mention(kind, start, end, "law", Span(0, len(text)))
    (claim,) = fill_slots([mention], tidy(text), text, " ".join(words[:4]), NO_NAMES)
    assert claim.quote == text[start:end]
    told = [claim.metric, claim.subject, *claim.benchmarks, *claim.baseline]
    assert all(name is None or name.strip() for name in told)
