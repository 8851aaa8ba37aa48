"""Tables: a grid in, claims out. Half of the tables report no result and must yield nothing."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.linking import link
from extractors.tables import CellContext, table_claims
from registry.catalog import load_catalog
from registry.model import Block, Cell, Claim, Document, Result, Span, Table

CATALOG = load_catalog(Path(__file__).parent / "small_catalog")


def paper(
    grid: str, caption: str = "", heading: str = "", title: str = "", header_rows: int = 1, told: str = ""
) -> Document:
    """A document whose text is the grid: one line a row, cells between bars, `**bold**`."""
    lines = [line.strip() for line in grid.strip().splitlines()]
    rows: list[tuple[Cell, ...]] = []
    start = 0
    for row, line in enumerate(lines):
        cells = []
        for column, raw in enumerate(line.split("|")):
            span = Span(start, start + len(raw))
            cells.append(Cell(row, column, raw.replace("**", "").strip(), span, bold="**" in raw))
            start = span.end + 1
        rows.append(tuple(cells))
    text = "\n".join(lines)
    table = Table(tuple(rows), header_rows, caption, heading, told)
    return Document("p", text, title=title, blocks=(Block("table", Span(0, len(text)), table),))


def told(claim: Claim, context: CellContext) -> str:
    """ "Ada: 84.3 accuracy on SST-2" with what else is said of the cell."""
    measure = " ".join(filter(None, [claim.metric, "on " + "+".join(claim.benchmarks) if claim.benchmarks else ""]))
    settings = [context.split, *(f"{key}={value}" for key, value in sorted(context.protocol.items()))]
    marks = [f"±{claim.uncertainty}" if claim.uncertainty else "", "mean" if claim.averaged else ""]
    marks += [f"over {claim.over}" if claim.over else ""]
    return " ".join(filter(None, [f"{claim.subject}:", claim.quote, measure, *settings, *marks]))


def reported(document: Document) -> list[str]:
    return [told(claim, context) for claim, context in table_claims(document, CATALOG)]


def results(document: Document) -> list[Result]:
    return link(table_claims(document, CATALOG), document, CATALOG)[0]


RESULTS = [
    # models down, metrics across
    (paper("Model|Acc|F1\nAda|84.3|81.0", "Results on MRPC"), ["Ada: 84.3 Acc on MRPC", "Ada: 81.0 F1 on MRPC"]),
    (paper("Model|Accuracy|Paper\nAda|84.3|A title", heading="IMDb"), ["Ada: 84.3 Accuracy on IMDb"]),
    (paper("|Accuracy\nAda|84.3\nBob|80", "IMDb"), ["Ada: 84.3 Accuracy on IMDb", "Bob: 80 Accuracy on IMDb"]),
    (paper("Model|Acc. (%) ↑\nAda|84.3", "IMDb test set"), ["Ada: 84.3 Acc. (%) on IMDb test"]),
    (paper("Model|R-1|R-L\nAda|40.1|38", "CNN/DM"), ["Ada: 40.1 ROUGE-1 on CNN/DM", "Ada: 38 ROUGE-L on CNN/DM"]),
    # data sets across, with and without their metric
    (
        paper("Method|SST-2 (acc)|MRPC (F1)\nAda|93.5|88.9"),
        ["Ada: 93.5 acc on SST-2", "Ada: 88.9 F1 on MRPC"],
    ),
    (
        paper("Model|SST-2|IMDb\nAda|93.5|95.0", "Accuracy of all"),
        ["Ada: 93.5 Accuracy on SST-2", "Ada: 95.0 Accuracy on IMDb"],
    ),
    (paper("Model|SST-2 dev|SST-2 test\nAda|93.5|92"), ["Ada: 93.5 on SST-2 validation", "Ada: 92 on SST-2 test"]),
    # two rows of headings, the upper one spanning
    (
        paper("|SQuAD||DROP|\nModel|EM|F1|EM|F1\nAda|80.1|88.2|50.3|53", header_rows=2),
        ["Ada: 80.1 EM on SQuAD", "Ada: 88.2 F1 on SQuAD", "Ada: 50.3 EM on DROP", "Ada: 53 F1 on DROP"],
    ),
    (
        paper("Model|SQuAD|SQuAD\nModel|EM|F1\nAda|80.1|88.2", header_rows=2),
        ["Ada: 80.1 EM on SQuAD", "Ada: 88.2 F1 on SQuAD"],
    ),
    (
        paper("Model|dev EM|dev F1\nAda|1.5|2.5", "SQuAD"),
        ["Ada: 1.5 EM on SQuAD validation", "Ada: 2.5 F1 on SQuAD validation"],
    ),
    (
        paper("Model|SQuAD|SQuAD\nModel|Exact|F1\nModel|match|F1\nAda|80.1|88.2", header_rows=3),
        ["Ada: 80.1 Exact match on SQuAD", "Ada: 88.2 F1 on SQuAD"],
    ),
    (paper("Model|IMDb\nAda|88/0.9", "F1s/Accs"), ["Ada: 88 F1s on IMDb", "Ada: 0.9 Accs on IMDb"]),
    (paper("Model|F1\nAda|84.1", "MRPC, with the total number of updates"), ["Ada: 84.1 F1 on MRPC"]),
    (
        paper("Model|EM|F1\nAda|80.1|88.2\nBob|81.5|88.9", "SQuAD", header_rows=2),
        ["Ada: 80.1 EM on SQuAD", "Ada: 88.2 F1 on SQuAD", "Bob: 81.5 EM on SQuAD", "Bob: 88.9 F1 on SQuAD"],
    ),
    (paper("Model|MRPC\nAda|84.1", "F1 scores", "Implementation details"), ["Ada: 84.1 F1 scores on MRPC"]),
    # data sets or metrics down, models across
    (
        paper("Dataset|Baseline|Ours\nSQuAD|80.1|82.2\nSST-2|90|91", "F1 scores"),
        [
            "Baseline: 80.1 F1 scores on SQuAD",
            "Ours: 82.2 F1 scores on SQuAD",
            "Baseline: 90 F1 scores on SST-2",
            "Ours: 91 F1 scores on SST-2",
        ],
    ),
    (
        paper("Metric|Ada|Bob\nBLEU|27.3|28.1", "WMT14 En-De"),
        ["Ada: 27.3 BLEU on WMT14 En-De", "Bob: 28.1 BLEU on WMT14 En-De"],
    ),
    (paper("Dataset|Metric|Ada\nMRPC|F1|88\nMRPC|acc|84"), ["Ada: 88 F1 on MRPC", "Ada: 84 acc on MRPC"]),
    (paper("Model|Dataset|F1\nAda|MRPC|88\n|DROP|53"), ["Ada: 88 F1 on MRPC", "Ada: 53 F1 on DROP"]),
    # groups of rows
    (
        paper("Model|F1\nMRPC|\nAda|88\nDROP|\nAda|53"),
        ["Ada: 88 F1 on MRPC", "Ada: 53 F1 on DROP"],
    ),
    (paper("Model|GSM8K\nZero-shot|\nAda|60", "Accuracy"), ["Ada: 60 Accuracy on GSM8K shots=0"]),
    # settings
    (paper("Model|GSM8K (5-shot)\nAda|60", "Accuracy"), ["Ada: 60 Accuracy on GSM8K shots=5"]),
    (paper("Model|Shots|GSM8K\nAda|8-shot|60", "Accuracy"), ["Ada: 60 Accuracy on GSM8K shots=8"]),
    (paper("Model|F1\nAda (ensemble)|88", "MRPC"), ["Ada (ensemble): 88 F1 on MRPC models=ensemble"]),
    (paper("Model|HumanEval\nAda|30.5", "pass@1 scores"), ["Ada: 30.5 pass@1 on HumanEval pass=1"]),
    (
        paper("Model|Prompt|GSM8K\nAda|standard|50\nAda|chain of thought|60", "Solve rate (%)"),
        [
            "Ada: 50 Solve rate (%) on GSM8K prompt=standard",
            "Ada: 60 Solve rate (%) on GSM8K prompt=chain-of-thought",
        ],
    ),
    (paper("Model|Setting|F1\nAda|fine-tuned|88", "MRPC"), ["Ada: 88 F1 on MRPC setting=fine-tuned"]),
    (paper("Model|Backbone|F1\nAda|R50|88", "MRPC"), ["Ada: 88 F1 on MRPC"]),  # a part of the system
    (paper("Model|F1\nAda|88", "MRPC, best of five runs"), ["Ada: 88 F1 on MRPC best-of-runs=5"]),
    (
        paper("Model|F1\nAda|88\nBob|87", "F1 on MRPC. For Bob the best of 5 runs is listed."),
        ["Ada: 88 F1 on MRPC", "Bob: 87 F1 on MRPC best-of-runs=5"],
    ),
    (paper("Model|F1\nAda|88", "MRPC. Best results are in bold."), ["Ada: 88 F1 on MRPC"]),
    # what the caption says the numbers are means over
    (
        paper("Model|DROP\nAda|60", "Average accuracy over the 57 tasks of DROP"),
        ["Ada: 60 accuracy on DROP mean over 57"],
    ),
    (paper("Model|\nAda|60", "Average accuracy over the 57 tasks of DROP"), ["Ada: 60 accuracy on DROP mean over 57"]),
    (paper("Model|F1\nAda|88", "MRPC, mean of five runs"), ["Ada: 88 F1 on MRPC mean over 5"]),
    (
        paper("Model|MRPC|IMDb\nAda|88|90", "Accuracy averaged over ten random seeds"),
        ["Ada: 88 Accuracy on MRPC mean over 10", "Ada: 90 Accuracy on IMDb mean over 10"],
    ),
    (paper("Model|DROP (12 tasks)\nAda|60", "Accuracy"), ["Ada: 60 Accuracy on DROP mean over 12"]),
    (
        paper("Model|MRPC\nAda|88", "F1. The average on SST-2 runs over two tasks"),
        ["Ada: 88 F1 on MRPC"],
    ),
    (paper("Model|F1\nAda|88", "MRPC. Means over runs are in the appendix."), ["Ada: 88 F1 on MRPC"]),
    # numbers as they are printed
    (paper("Model|F1\nAda|88.1 ± 0.2", "MRPC"), ["Ada: 88.1 F1 on MRPC ±0.2"]),
    (paper("Model|F1 (std)\nAda|88.1 (0.2)", "MRPC"), ["Ada: 88.1 F1 on MRPC ±0.2"]),
    (paper("Model|F1\nAda|88.1 0.2\nBob|87% .3%", "MRPC"), ["Ada: 88.1 F1 on MRPC ±0.2"]),
    (paper("Model|F1\nAda|88.1 84.2\nBob|80.1", "MRPC"), ["Bob: 80.1 F1 on MRPC"]),
    (paper("Model|F1\nAda|88.1 (+0.2)", "MRPC"), ["Ada: 88.1 F1 on MRPC"]),
    (paper("Model|F1\nAda|**88.1**†\nBob|–\nEve|N/A\nCy|OOM", "MRPC"), ["Ada: 88.1 F1 on MRPC"]),
    (paper("Model|F1\nAda|88.1%", "MRPC"), ["Ada: 88.1% F1 on MRPC"]),
    (paper("Model|ppl\nAda|1,024.5", "Penn Treebank"), ["Ada: 1,024.5 ppl on Penn Treebank"]),
    (paper("Model|MCC\nAda|−0.05", "CoLA"), ["Ada: −0.05 MCC on CoLA"]),
    (paper("Model|F1/Acc\nAda|88.9/84.8", "MRPC"), ["Ada: 88.9 F1 on MRPC", "Ada: 84.8 Acc on MRPC"]),
    (
        paper("Model|HumanEval|GSM8K\nAda|30|60", "Pass@1 on HumanEval (0-shot), accuracy on GSM8K (3-shot)."),
        ["Ada: 30 Pass@1 on HumanEval pass=1 shots=0", "Ada: 60 accuracy on GSM8K shots=3"],
    ),
    (
        paper("Model|SST-2|GSM8K\nAda|90|60", "Accuracy, 0-shot on SST-2 and 3-shot on GSM8K."),
        ["Ada: 90 Accuracy on SST-2 shots=0", "Ada: 60 Accuracy on GSM8K shots=3"],
    ),
    (
        paper("Model|SST-2|GSM8K\nAda|90|60", "Accuracy of 5-shot models. The upper bound is zero-shot."),
        ["Ada: 90 Accuracy on SST-2 shots=5", "Ada: 60 Accuracy on GSM8K shots=5"],
    ),
    (
        paper("Model|SST-2|GSM8K\nAda|90|60", "Accuracy, either 0-shot or 5-shot."),
        ["Ada: 90 Accuracy on SST-2", "Ada: 60 Accuracy on GSM8K"],
    ),
    (
        paper("Model|SST-2 (5-shot)|GSM8K\nAda|90|60", "Accuracy. Ada is a few-shot learner."),
        ["Ada: 90 Accuracy on SST-2 shots=5", "Ada: 60 Accuracy on GSM8K"],
    ),
    (
        paper("Model|Walking|Eating|Avg.\nAda|84|90|87", "Accuracy on IMDb"),
        [
            "Ada: 84 Accuracy on IMDb setting=walking",
            "Ada: 90 Accuracy on IMDb setting=eating",
            "Ada: 87 Accuracy on IMDb",
        ],
    ),
    (
        paper("Model|Walking|Eating\nAda|84|90", "Accuracy on IMDb"),
        ["Ada: 84 Walking on IMDb", "Ada: 90 Eating on IMDb"],
    ),
    (
        paper("Model|IMDb 2013 (acc)|IMDb\nAda|84|90", "Accuracy"),
        ["Ada: 84 acc on IMDb 2013", "Ada: 90 Accuracy on IMDb"],
    ),
    # other columns stand beside the results
    (paper("Model|Parameters|F1\nAda|151M|88\nBob|1.3B|89", "MRPC"), ["Ada: 88 F1 on MRPC", "Bob: 89 F1 on MRPC"]),
    (paper("Model|#Params|F1\nAda|151M|88", "MRPC"), ["Ada: 88 F1 on MRPC"]),
    (paper("Model|Size|F1\nAda|151|88", "MRPC"), ["Ada: 88 F1 on MRPC"]),
    (paper("Model|Params|F1|Year\nAda|110|88|2019", "MRPC"), ["Ada: 88 F1 on MRPC"]),
    (paper("Model|F1|Δ\nAda|88|1.2", "MRPC"), ["Ada: 88 F1 on MRPC"]),
    (paper("Model|F1|Improvement\nAda|88|2", "MRPC"), ["Ada: 88 F1 on MRPC"]),
    (paper("Model|F1\nAda|88\nBob|+1.2", "MRPC"), ["Ada: 88 F1 on MRPC"]),
    (paper("Model|MRPC|Avg.\nAda|88|90", "F1"), ["Ada: 88 F1 on MRPC", "Ada: 90 F1 mean"]),
    (
        paper("Model|Overall|Easy|Hard\nAda|84|90|80", "Accuracy on DROP"),
        ["Ada: 84 Accuracy on DROP", "Ada: 90 Accuracy on DROP setting=easy", "Ada: 80 Accuracy on DROP setting=hard"],
    ),
    (
        paper("Model|BLEU|Train|Decode\nAda|27.3|0.9|1.2", "BLEU on WMT14 En-De"),
        ["Ada: 27.3 BLEU on WMT14 En-De", "Ada: 1.2 Decode on WMT14 En-De"],
    ),
    (
        paper("Model|Joint Acc. SST-2|Easy acc IMDb\nAda|84|90"),
        ["Ada: 84 Joint Acc. SST-2 on SST-2", "Ada: 90 acc on IMDb setting=easy"],
    ),
    (paper("Model|F1\nAda|84", "Results on MRPC of models trained on SQuAD"), ["Ada: 84 F1 on MRPC"]),
    (paper("k|F1\n1|84\n5|85", "MRPC"), ["None: 84 F1 on MRPC setting=1", "None: 85 F1 on MRPC setting=5"]),
    # "Total" is the whole of what the caption measures; whole numbers below it are counts
    (
        paper("Model|Total|Easy\nAda|84.1|90.2", "F1 on MRPC"),
        ["Ada: 84.1 F1 on MRPC", "Ada: 90.2 F1 on MRPC setting=easy"],
    ),
    (paper("Model|F1|Total\nAda|84.1|1821", "MRPC"), ["Ada: 84.1 F1 on MRPC"]),
    # settings that are numbers
    (
        paper("Model|Scale|F1|Acc\nAda|2|84|85\nAda|4|80|81", "MRPC"),
        [
            "Ada: 84 F1 on MRPC scale=2",
            "Ada: 85 Acc on MRPC scale=2",
            "Ada: 80 F1 on MRPC scale=4",
            "Ada: 81 Acc on MRPC scale=4",
        ],
    ),
    (
        paper("Model|×2|× 4\nAda|84|80", "F1 on MRPC"),
        ["Ada: 84 F1 on MRPC scale=2", "Ada: 80 F1 on MRPC scale=4"],
    ),
    (paper("Model|MRPC x3\nAda|84", "F1"), ["Ada: 84 F1 on MRPC scale=3"]),
    (paper("Model|MRPC\nAda|84", "F1 for 3x upscaling"), ["Ada: 84 F1 on MRPC scale=3"]),
    (paper("Model|MRPC\nAda|84", "F1 at an upscaling factor of 4"), ["Ada: 84 F1 on MRPC scale=4"]),
    (paper("Model|MRPC\nAda|84", "F1 with ×4 super-resolution"), ["Ada: 84 F1 on MRPC scale=4"]),
    (paper("Model|MRPC\nAda|84", "F1 with a 3x speed-up on a scale of 5"), ["Ada: 84 F1 on MRPC"]),
    (
        paper("Model|Noise rate|Noise rate\nModel|20%|0.5\nAda|84.1|80.2", "F1 on MRPC", header_rows=2),
        ["Ada: 84.1 F1 on MRPC setting=noise rate 20%", "Ada: 80.2 F1 on MRPC setting=noise rate 0.5"],
    ),
    (paper("Model|0.5|0.75\nAda|84.1|80.2", "F1"), ["Ada: 84.1 F1 on 0.5", "Ada: 80.2 F1 on 0.75"]),  # thresholds
    (paper("Model|Noise level|F1\nAda|0.5|84", "MRPC"), ["Ada: 0.5 Noise level on MRPC", "Ada: 84 F1 on MRPC"]),
    # several numbers to a cell, as its heading lists them
    (
        paper("Model|F1@10, 25, 50|Acc\nAda|78.7 74.0 62.2|77", "MRPC"),
        ["Ada: 78.7 F1@10 on MRPC", "Ada: 74.0 F1@25 on MRPC", "Ada: 62.2 F1@50 on MRPC", "Ada: 77 Acc on MRPC"],
    ),
    (paper("Model|F1@{10,25}\nAda|78.7 / 74", "MRPC"), ["Ada: 78.7 F1@10 on MRPC", "Ada: 74 F1@25 on MRPC"]),
    (paper("Model|F1@10, 25, 50|Acc\nAda|78.7 74.0|77", "MRPC"), ["Ada: 77 Acc on MRPC"]),
    # a caption names a data set that nobody knows
    (paper("Model|F1\nAda|84", "Comparison of methods on FooLanes."), ["Ada: 84 F1 on FooLanes"]),
    (paper("Model|F1\nAda|84", "Results on the Green Apples data set"), ["Ada: 84 F1 on Green Apples"]),
    (paper("Model|F1\nAda|84", "Results of models trained on the FooLanes data set"), ["Ada: 84 F1"]),
    (paper("Model|F1\nAda|84", "Results on FooLanes [3] GPUs, on FooApples and on BarPears"), ["Ada: 84 F1"]),
    (paper("Model|F1\nAda|84", "Effect of depth on FooNet-B models"), ["Ada: 84 F1"]),
    # a column of data sets and a column of metrics: what nobody knows is what its column says
    (
        paper("Data set|Metric|Ada|Bob\nMRPC|Zing|84|85\nFooShop|F1|80|81"),
        ["Ada: 84 Zing on MRPC", "Bob: 85 Zing on MRPC", "Ada: 80 F1 on FooShop", "Bob: 81 F1 on FooShop"],
    ),
    # precision, recall and F1 by their letters, in company only
    (
        paper("Model|P|R|F\nAda|84|80|82", "MRPC"),
        ["Ada: 84 precision on MRPC", "Ada: 80 recall on MRPC", "Ada: 82 F1 on MRPC"],
    ),
    (paper("Model|F|acc\nAda|84|80", "MRPC"), ["Ada: 84 F on MRPC", "Ada: 80 acc on MRPC"]),
    # what sentences that refer to the table say, where nothing nearer names data
    (paper("Model|F1\nAda|84", "Comparison", told="Table compares them on MRPC."), ["Ada: 84 F1 on MRPC"]),
    (paper("Model|F1\nAda|84", "Comparison", told="Table compares models trained on MRPC."), ["Ada: 84 F1"]),
    (paper("Model|F1\nAda|84", "Comparison", told="Table is about MRPC and IMDb, on MRPC first."), ["Ada: 84 F1"]),
    (paper("Model|F1\nAda|84", "IMDb", told="Table compares them on MRPC."), ["Ada: 84 F1 on IMDb"]),
    (paper("Model|Foo F1\nAda|84", "Results", told="Table compares them on MRPC."), ["Ada: 84 F1 on Foo"]),
    # recall at k by its letter, in company only
    (
        paper("Model|MRPC|MRPC\nModel|R1|R5\nAda|44.1|71.2", header_rows=2),
        ["Ada: 44.1 R@1 on MRPC", "Ada: 71.2 R@5 on MRPC"],
    ),
    (
        paper("Model|R1|R2\nAda|44.1|21.2", "ROUGE on CNN/DM"),
        ["Ada: 44.1 ROUGE-1 on CNN/DM", "Ada: 21.2 ROUGE-2 on CNN/DM"],
    ),
    (paper("Model|R1|acc\nAda|44.1|71.2", "MRPC"), ["Ada: 44.1 R1 on MRPC", "Ada: 71.2 acc on MRPC"]),
    # rows that tell how the data are made
    (paper("|MRPC\nHomophily|0.81\nEdge Hom.|0.8\nClasses|2\nDegree|3.5\nAda|84.1", "F1"), ["Ada: 84.1 F1 on MRPC"]),
    (paper("Model|Time complexity|F1\nAda|3.5|84", "MRPC"), ["Ada: 84 F1 on MRPC"]),
    # rows named by numbers under names of models
    (
        paper("|Ada|Bob\n15|33.5|33.8\n25|30.7|31.1", "F1 on MRPC"),
        [
            "Ada: 33.5 F1 on MRPC setting=15",
            "Bob: 33.8 F1 on MRPC setting=15",
            "Ada: 30.7 F1 on MRPC setting=25",
            "Bob: 31.1 F1 on MRPC setting=25",
        ],
    ),
    # a heading that ends the name of one of the caption's data sets
    (
        paper("Model|En-De|De-En\nAda|27.3|33.1", "BLEU on WMT14 En-De and WMT14 De-En"),
        ["Ada: 27.3 BLEU on WMT14 En-De", "Ada: 33.1 BLEU on WMT14 De-En"],
    ),
    # "total" and "mean" below a name are of what it names
    (
        paper("Model|FooVoc|FooVoc\nModel|total|head\nAda|78.9|73.2", "F1", header_rows=2),
        ["Ada: 78.9 F1 on FooVoc", "Ada: 73.2 F1 on FooVoc head"],
    ),
    # a column without a heading beside others is not the caption's measure
    (paper("Model|acc||Size\nAda|84.5|90.5|7", "F1 on MRPC"), ["Ada: 84.5 acc on MRPC", "Ada: 90.5 on MRPC"]),
    # thresholds listed below a name that nobody knows
    (
        paper("|Nouns|\nModel|R@50 / 100|mR@5 / 10\nAda|65.8 / 67.6|17.7 / 19.2", "Results on MRPC", header_rows=2),
        [
            "Ada: 65.8 Nouns R@50 on MRPC",
            "Ada: 67.6 Nouns R@100 on MRPC",
            "Ada: 17.7 Nouns mR@5 on MRPC",
            "Ada: 19.2 Nouns mR@10 on MRPC",
        ],
    ),
    # rows that name parts of a data set, and no models
    (
        paper("Subset|Ada|Bob\nSingle|61.2|63.1", "Accuracy on SST-2"),
        ["Ada: 61.2 Accuracy on SST-2 setting=single", "Bob: 63.1 Accuracy on SST-2 setting=single"],
    ),
    # what systems cost is told in a column of its own, and is no other column's metric
    (paper("Model|All|Latency (ms)\nAda|63.1|8.3", "MRPC. Latency is that of one image."), ["Ada: 63.1 on MRPC"]),
    (paper("Model|Accuracy|Memory complexity\nAda|82.1|12.5", "MRPC"), ["Ada: 82.1 Accuracy on MRPC"]),
    # two numbers to a cell, as the caption lists them with a bracket between
    (
        paper("Data|Ada (ours)|Bob\nSST-2|92.37/89.52|92.86/90.31", "Results (accuracy (%)/ F1)"),
        [
            "Ada (ours): 92.37 accuracy on SST-2",
            "Ada (ours): 89.52 F1 on SST-2",
            "Bob: 92.86 accuracy on SST-2",
            "Bob: 90.31 F1 on SST-2",
        ],
    ),
    # the sizes of models below their names
    (
        paper("Data|Ada|Bob\nData|340k|6M\nSST-2|82.1|83.2", "Accuracy", header_rows=2),
        ["Ada: 82.1 Accuracy on SST-2", "Bob: 83.2 Accuracy on SST-2"],
    ),
    # a group's name between lines drawn by hand
    (
        paper("Model|Accuracy|F1\n——|Trees|——\nAda|82.1|83.2", "MRPC"),
        ["Ada: 82.1 Accuracy on MRPC", "Ada: 83.2 F1 on MRPC"],
    ),
    # a mean beside a median is of one measure; a share within an angle is no angle
    (
        paper("Model|Mean|Median|11.25°\nAda|16.1|9.2|55.1", "Angular error on SST-2"),
        ["Ada: 16.1 Mean on SST-2", "Ada: 9.2 Median on SST-2", "Ada: 55.1 11.25° on SST-2"],
    ),
    # "Category" may name the columns: rows that cite papers are systems, and parts of data cite nobody
    (
        paper("Category|All|Easy\nAda [3]|74.1|81.5\nCleo (ours)|78.2|84.0", "F1 on MRPC"),
        [
            "Ada [3]: 74.1 F1 on MRPC",
            "Ada [3]: 81.5 F1 on MRPC setting=easy",
            "Cleo (ours): 78.2 F1 on MRPC",
            "Cleo (ours): 84.0 F1 on MRPC setting=easy",
        ],
    ),
    (
        paper("Category|Ada|Bob\nAnimals|74.1|81.5\nPlants [4]|75.0|82.0\nTools|78.2|84.0", "F1 on MRPC"),
        [
            *("Ada: 74.1 F1 on MRPC setting=animals", "Bob: 81.5 F1 on MRPC setting=animals"),
            *("Ada: 75.0 F1 on MRPC setting=plants [4]", "Bob: 82.0 F1 on MRPC setting=plants [4]"),
            *("Ada: 78.2 F1 on MRPC setting=tools", "Bob: 84.0 F1 on MRPC setting=tools"),
        ],
    ),
    # names that nobody knows are kept, for the linker to say so
    (paper("Model|Foobarium F1\nAda|88", "Results"), ["Ada: 88 F1 on Foobarium"]),
    (paper("Model|Zing\nAda|88", "Results on MRPC"), ["Ada: 88 Zing on MRPC"]),
    (paper("Model|Drop|F1\nAda|2.1|88", "MRPC"), ["Ada: 88 F1 on MRPC"]),  # a drop is not DROP
]


@pytest.mark.parametrize(("document", "expected"), RESULTS)
def test_results_in_a_table(document: Document, expected: list[str]) -> None:
    assert [line.replace(" None", "") for line in reported(document)] == expected


NOTHING = [
    paper("Hyper-parameter|Value\nlearning rate|0.1\nbatch size|32"),
    paper("Hyperparameter|SST-2|MRPC\nLearning rate|1e-5|2e-5\nBatch size|16|32\nEpochs|3|5"),
    paper("|Base|Large\nHidden size|768|1024\nLayers|12|24\nAttention heads|12|16", "Model configurations"),
    paper("Parameter|Range|Best\ndropout|0.1|0.3\nweight decay|0.01|0.1"),
    paper("Symbol|Value\nα|0.1\nβ|0.9", "Hyper-parameters for SST-2"),
    paper("Optimizer|Learning rate|Batch size\nAdam|0.001|32\nSGD|0.01|64", "Training details"),
    paper("Dataset|Train|Dev|Test\nSST-2|67349|872|1821\nMRPC|3668|408|1725"),
    paper("Dataset|#Train|#Test|Classes\nSST-2|67,349|1,821|2", "Statistics of the data sets"),
    paper("Corpus|Sentences|Tokens\nPTB|42,068|929,000"),
    paper("|SST-2|MRPC\nSentences|67349|3668\nAverage length|9.4|21.9", "Dataset statistics"),
    paper("Dataset|Size|Avg. length|Vocab\nIMDb|50000|231.2|88000", "Overview of the data sets"),
    paper("Split|Documents|Mentions\ntrain|946|203621\ntest|231|46435", "CoNLL-2003"),
    paper("Label|Count|Share\npositive|3610|0.52\nnegative|3310|0.48", "Distribution of labels in SST-2"),
    paper("Year|Papers\n2018|120\n2019|152\n2020|201"),
    paper("Conference|Year\nACL|2019\nEMNLP|2020"),
    paper("Event|First|Last\nWorkshop|1998|2004\nMeeting|2001|2015"),
    paper("Model|Params|FLOPs|Latency\nAda|110|22.5|3.1\nBob|340|79.2|8.5"),
    paper("Model|Training time|Memory (GB)\nAda|3.5|16\nBob|7|32", "Cost of training on SST-2"),
    paper("Model|Layers|Hidden size\nAda|12|768"),
    paper("Word|Tag\nMark|B-PER\nWatney|I-PER"),
    paper("Model|Link\nAda|code\nBob|code"),
    paper("Item|Price\nApple|1.20\nPear|0.80"),
    paper("|\n|"),
    paper("84.3"),
    paper("Model|F1\nAda|–\nBob|n/a", "MRPC"),
    paper("Model|SST-2|MRPC\nAda|+1.2|+0.4", "Gains over the baseline"),
    paper("Annotator|κ\nA1|0.71\nA2|0.74", "Inter-annotator agreement"),
    paper("Layer|Width|Stride\nconv1|64|2\nconv2|128|2", "Architecture"),
    paper("k|n\n1|10\n2|20"),
    paper("Question|Answer\nHow many?|42\nWhen?|1969"),
    paper("Task|Number of annotators|Hours\nNER|3|12.5"),
    paper("|MRPC|CNN/DM\nNodes|2708.5|3327.5\nEdges|5429.5|4732.5\nEdge homophily|0.81|0.74", "Performance"),
]


@pytest.mark.parametrize("document", NOTHING)
def test_tables_that_report_no_result(document: Document) -> None:
    assert reported(document) == []


WHO = [  # (name of the row, title, whose it is, model)
    ("Ours", "FooNet: Reading Tables", True, "FooNet"),
    ("FooNet (ours)", "Reading Tables", True, "FooNet"),
    ("Our FooNet", "Reading Tables", True, "FooNet"),
    ("FooNet-large", "FooNet: Reading Tables", True, "FooNet-large"),
    ("Ours", "Reading Tables", True, "ours in p"),  # a title is no name
    ("BERT (Devlin et al., 2019)", "FooNet: Reading Tables", False, "BERT"),
    ("Doe et al. (2017)", "FooNet: Reading Tables", False, "Doe et al."),
    ("LSTM [12]", "FooNet: Reading Tables", False, "LSTM"),
    ("BERT†", "FooNet: Reading Tables", None, "BERT"),
    ("FooNetwork", "FooNet: Reading Tables", None, "FooNetwork"),
    ("Hours", "FooNet: Reading Tables", None, "Hours"),
]


@pytest.mark.parametrize(("name", "title", "own", "model"), WHO)
def test_whose_row_it_is(name: str, title: str, own: bool | None, model: str) -> None:
    (found,) = results(paper(f"Model|F1\n{name}|88", "MRPC", title=title))

    assert (found.first_party, found.model) == (own, model)


LEADS = [  # (headings and lines above a table without a caption, where its numbers are placed)
    ("### IMDb\n", "imdb accuracy"),
    ("### IMDb\n#### Results\n", "imdb accuracy"),
    ("### IMDb\n#### Anonymized version\n", "imdb accuracy setting=anonymized"),
    ("### IMDb\nFine-grained:\n", "imdb accuracy setting=fine-grained"),
    ("### IMDb 10 annotations\n", "imdb accuracy setting=10 annotations"),
    ("### IMDb\nThe models on SST-2:\n", "sst-2 accuracy"),
    ("### IMDb\nA sentence about SST-2.\n", "imdb accuracy"),
    ("### IMDb\n### Reading\n", ""),
]


@pytest.mark.parametrize(("above", "expected"), LEADS)
def test_a_table_without_a_caption_belongs_to_what_stands_above_it(above: str, expected: str) -> None:
    lines = above.splitlines(keepends=True)
    text, blocks, heading = "", [], ""
    for line in lines:
        marks = len(line) - len(line.lstrip("#")) + line.startswith("#")
        heading = line[marks:].strip() if marks else heading
        kind = "heading" if marks else "paragraph"
        blocks.append(Block(kind, Span(len(text) + marks, len(text) + len(line) - 1)))  # type: ignore[arg-type]
        text += line
    grid = paper("Model|Accuracy\nAda|84").blocks[0].table
    assert grid is not None
    cells = tuple(tuple(replace(cell, span=moved(cell.span, len(text))) for cell in row) for row in grid.rows)
    block = Block("table", Span(len(text), len(text) + 21), replace(grid, rows=cells, heading=heading))
    found = results(Document("p", text + "Model|Accuracy\nAda|84", blocks=(*blocks, block)))

    assert " ".join(told_place(result) for result in found) == expected


def moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def told_place(result: Result) -> str:
    return " ".join([result.benchmark, result.metric, *(f"{key}={value}" for key, value in result.protocol.items())])


SHARED = [
    "F1 scores are reported for MRPC, MCC for CoLA and accuracy for the other tasks",
    "Accuracy is given for SST-2 and IMDb; MCC on CoLA. F1 on MRPC",
    "Accuracy, but MCC for CoLA and F1 for MRPC",
    "Accuracy (%), F1 for MRPC and MCC for CoLA. Higher is better.",
    "SST-2 and IMDb accuracy, MRPC F1, CoLA MCC",
    "F1 is listed for MRPC, MCC for CoLA and accuracy for the others",
]


@pytest.mark.parametrize("caption", SHARED)
def test_a_caption_shares_out_its_metrics(caption: str) -> None:
    found = results(paper("Model|MRPC|CoLA|SST-2|IMDb\nAda|88|0.6|93|95", caption))

    assert [(result.benchmark, result.metric) for result in found] == [
        ("mrpc", "f1"), ("cola", "mcc"), ("sst-2", "accuracy"), ("imdb", "accuracy"),
    ]  # fmt: skip


HINTS = [
    ("MRPC", "accuracy", "accuracy"),
    ("MRPC", "F1 and pass@1", "f1"),  # of several the one in which the data set is measured
    ("IMDb", "Solve rate (%)", "accuracy"),
    ("MRPC", "accuracy and F1", "many_metrics"),
    ("MRPC", "", "no_metric"),
]


@pytest.mark.parametrize(("benchmark", "caption", "expected"), HINTS)
def test_a_cell_without_a_metric_takes_the_captions(benchmark: str, caption: str, expected: str) -> None:
    document = paper(f"Model|{benchmark}\nAda|84.5", caption)
    placed, unplaced = link(table_claims(document, CATALOG), document, CATALOG)

    assert [result.metric for result in placed] + [left.reason for left in unplaced] == [expected]


def test_a_mean_over_the_parts_of_one_data_set_is_its_result() -> None:
    (found,) = results(paper("Model|Score\nAda|60", "Average accuracy over the 57 tasks of IMDb"))

    assert (found.benchmark, found.claim.over, found.claim.averaged) == ("imdb", 57, True)


@pytest.mark.parametrize(
    ("grid", "reason"),
    [("Model|Accuracy\nAda|60.5", "no_benchmark"), ("Model|SST-2 (acc)|Avg.\nAda|93|60.5", "averaged_over_several")],
)
def test_a_mean_over_runs_of_nothing_known_lacks_its_data_set(grid: str, reason: str) -> None:
    document = paper(grid, "Results, mean of five runs")
    _, unplaced = link(table_claims(document, CATALOG), document, CATALOG)

    assert [left.reason for left in unplaced] == [reason]


UNMEASURED = [
    "Human evaluation on IMDb",
    "Inter-annotator agreement on IMDb",
    "α-score@5 on IMDb",
    "Similarity on IMDb",
]


@pytest.mark.parametrize("caption", UNMEASURED)
def test_a_benchmarks_own_metric_stands_in_for_no_other(caption: str) -> None:
    assert results(paper("Model|IMDb\nAda|84.3", caption)) == []


CONDITIONS = [
    # every kind, from a heading, a row's name, a column of its own, a group's name, a caption
    ("Model|GSM8K (5-shot)\nAda|60.5", "Accuracy", ["shots=5"]),
    ("Model|GSM8K\nAda (5-shot)|60.5", "Accuracy", ["shots=5"]),
    ("Model|# shots|GSM8K\nAda|8|60.5\nBob|4|61.5", "Accuracy", ["shots=8", "shots=4"]),
    ("Model|GSM8K\n5-shot|\nAda|60.5", "Accuracy", ["shots=5"]),
    ("Model|GSM8K\nAda|60.5", "5-shot accuracy", ["shots=5"]),
    ("Model|pass@10\nAda|60.5", "HumanEval", ["pass=10"]),
    ("Model|dev F1|test F1\nAda|60.5|70.5", "MRPC", ["validation", "test"]),
    ("Model|F1\nAda|60.5", "MRPC dev set", ["validation"]),
    ("Model|F1 (extra data)\nAda|60.5", "MRPC", ["extra-data=yes"]),
    ("Model|F1\nAda + extra data|60.5", "MRPC", ["extra-data=yes"]),
    ("Model|Extra training data|F1\nAda|✓|60.5\nBob|✗|61.5", "MRPC", ["extra-data=yes", ""]),
    ("Model|Extra data|F1\nAda|WugWeb|60.5\nBob|none|61.5", "MRPC", ["extra-data=wugweb", ""]),
    ("Model|F1\nAda|60.5", "MRPC, all with additional training data", ["extra-data=yes"]),
    ("Model|Accuracy (384×384)\nAda|60.5", "MNIST", ["resolution=384"]),
    ("Model|Accuracy\nAda-L@384|60.5\nAda-L ↑512|60.6", "MNIST", ["resolution=384", "resolution=512"]),
    ("Model|Resolution|Accuracy\nAda|384|60.5\nAda|224|60.6", "MNIST", ["resolution=384", "resolution=224"]),
    ("Model|Accuracy\nAda|60.5", "MNIST at resolution 384x384", ["resolution=384"]),
    ("Model|Accuracy (multi-scale)|Accuracy (single-scale)\nAda|60.5|60.6", "MNIST", ["scales=multi", ""]),
    ("Model|Accuracy\nAda (multi-scale)|60.5", "MNIST", ["scales=multi"]),
    ("Model|F1\nAda (ensemble)|88.5\nAda (single)|88.1", "MRPC", ["models=ensemble", ""]),
    ("Model|F1\nEnsembles|\nAda|88.5", "MRPC", ["models=ensemble"]),
    ("Model|Ensemble|F1\nAda|yes|88.5\nBob|no|88.1", "MRPC", ["models=ensemble", ""]),
    # what is said of some, denied, or says something else
    ("Model|F1\nAda|60.5", "MRPC. A star marks additional training data.", [""]),
    ("Model|F1\nAda without extra data|60.5", "MRPC", [""]),
    ("Model|F1\nAda|60.5", "MRPC with multi-scale features", [""]),
    ("Model|Accuracy\nAda (4×4)|60.5\nAda@10|60.6", "MNIST", ["", ""]),
    ("Model|Accuracy ↑\nAda-2|60.5", "MNIST", [""]),
    ("Model|F1\nAda|60.5", "MRPC, beside earlier ensembles", [""]),
]


@pytest.mark.parametrize(("grid", "caption", "expected"), CONDITIONS)
def test_conditions_stand_in_the_key_of_a_result(grid: str, caption: str, expected: list[str]) -> None:
    found = [(context.split, context.protocol) for _, context in table_claims(paper(grid, caption), CATALOG)]
    assert [
        " ".join(filter(None, [split, *(f"{k}={v}" for k, v in said.items())])) for split, said in found
    ] == expected


def test_single_and_ensemble_are_settings_of_one_model() -> None:
    found = results(paper("Model|F1\nAda (single)|88\nAda (ensemble)|89", "MRPC"))

    assert [(result.model, dict(result.protocol)) for result in found] == [("Ada", {}), ("Ada", {"models": "ensemble"})]


def test_rows_that_vary_another_take_its_name() -> None:
    found = results(paper("Model|F1\nAda|88\n+ Bob|89\nEve|80", "MRPC"))

    assert [result.model for result in found] == ["Ada", "Ada + Bob", "Eve"]


def test_rows_of_one_name_are_told_apart_by_their_group() -> None:
    found = results(paper("Model|F1\nSmall data|\nAda|80\nBob|81\nLarge data|\nAda|88", "MRPC"))

    assert [result.model for result in found] == ["Ada (Small data)", "Bob", "Ada (Large data)"]


@pytest.mark.parametrize("caption", ["Ablation study on MRPC", "MRPC, ablating one part at a time"])
def test_an_ablation_is_told_and_placed_nowhere(caption: str) -> None:
    document = paper("Model|F1\nAda|88\nw/o attention|85", caption)
    claims = table_claims(document, CATALOG)
    placed, unplaced = link(claims, document, CATALOG)

    assert [claim.rule for claim, _ in claims] == ["table.ablation", "table.ablation"]
    assert (placed, [unlinked.reason for unlinked in unplaced]) == ([], ["ablation", "ablation"])


KINDS_BY_HEADING = [
    ("Comparison with other methods on MRPC", "Ada", "table.cell"),
    ("Results of state-of-the-art methods on MRPC", "Ada", "table.cell"),
    ("Results on MRPC", "Ada [3]", "table.cell"),
    ("Results on MRPC", "Ada", "table.ablation"),
    ("Ablations on MRPC, compared with other methods", "Ada [3]", "table.ablation"),
    ("Comparison with the state of the art on MRPC. Ablations are in Table 5.", "Ada", "table.cell"),
    ("F1 on MRPC (ablations are in Table 5), against baselines [3]", "Ada [3]", "table.cell"),
]


@pytest.mark.parametrize(("caption", "row", "rule"), KINDS_BY_HEADING)
def test_a_table_of_rivals_that_floats_into_the_ablations_reports_results(caption: str, row: str, rule: str) -> None:
    document = paper(f"Model|F1\n{row}|88\nEve|85", caption, heading="Ablation study")

    assert {claim.rule for claim, _ in table_claims(document, CATALOG)} == {rule}


def test_a_row_is_own_by_any_of_its_names() -> None:
    document = paper("Model|Method|F1|Acc\nBERT|Baseline|84|85\nBERT|Ours|88|89", "MRPC")

    assert [(context.model, context.first_party) for _, context in table_claims(document, CATALOG)][1:3] == [
        ("BERT (Baseline)", None),
        ("BERT (Ours)", True),
    ]


@pytest.mark.parametrize("name", ["w/o attention", "- attention", "−attention", "without attention", "Ada w/o copy"])
def test_a_row_with_a_part_taken_out_is_an_ablation(name: str) -> None:
    document = paper(f"Model|F1\nAda|88\n{name}|85", "MRPC")

    assert [result.model for result in results(document)] == ["Ada"]


SCALES = [
    ("Model|F1\nAda|0.845\nBob|0.9", ["84.5", "9E+1"]),
    ("Model|F1\nAda|84.5\nBob|0.9", ["84.5", "0.9"]),  # one small value in a column of percentages is small
    ("Model|MCC\nAda|60.5\nBob|58", ["0.605", "0.58"]),
    ("Model|MCC\nAda|0.605\nBob|-0.1", ["0.605", "-0.1"]),
    ("Model|BLEU\nAda|0.273\nBob|0.30", ["27.3", "30"]),
    ("Model|F1\nAda|84.50%\nBob|0.9%", ["84.50", "0.9"]),
    ("Model|F1\nAda|1\nBob|0", ["1", "0"]),  # no decimals: nothing says that these are fractions
]


@pytest.mark.parametrize(("grid", "expected"), SCALES)
def test_a_column_decides_its_scale(grid: str, expected: list[str]) -> None:
    assert [str(result.value) for result in results(paper(grid, "MRPC"))] == expected


def test_a_claim_keeps_its_place_in_the_text_and_in_the_table() -> None:
    document = paper("Model|F1\nAda 88|**88**", "MRPC")
    ((claim, context),) = table_claims(document, CATALOG)

    assert (document.text[claim.start : claim.end], claim.start) == ("88", 18)
    assert claim.sentence.of(document.text) == "Ada 88|**88**"
    assert (claim.cell.table, claim.cell.row, claim.cell.column) == (0, 1, 1)  # type: ignore[union-attr]
    assert context.bold
    assert claim.quantity is not None and claim.quantity.value == Decimal("88")


texts = st.one_of(
    st.sampled_from(
        [
            "Model",
            "Ours",
            "SST-2",
            "F1",
            "acc",
            "88.1",
            "0.9",
            "–",
            "N/A",
            "1,000",
            "w/o x",
            "+ y",
            "Avg.",
            "EM/F1",
            "80/90",
            "SQuAD (F1)",
            "dev",
            "5-shot",
            "%",
            "(",
            "[1]",
            "Δ",
            "2019",
            "",
            "Ada",
        ]
    ),
    st.text(max_size=8),
    st.decimals(allow_nan=False, allow_infinity=False, places=1).map(str),
)


@given(st.lists(st.lists(texts, max_size=5), max_size=6), st.integers(0, 4), texts, texts)
def test_no_grid_raises_and_every_quote_stands_in_the_text(
    grid: list[list[str]], headers: int, caption: str, title: str
) -> None:
    text, rows = "", []
    for row, names in enumerate(grid):
        cells = []
        for column, name in enumerate(names):
            cells.append(Cell(row, column, name, Span(len(text), len(text) + len(name))))
            text += f"{name}|"
        rows.append(tuple(cells))
    table = Table(tuple(rows), headers, caption, title)
    document = Document("p", text, title=title, blocks=(Block("table", Span(0, len(text)), table),))

    claims = table_claims(document, CATALOG)
    placed, unplaced = link(claims, document, CATALOG)

    assert all(text[claim.start : claim.end] == claim.quote for claim, _ in claims)
    assert len(placed) + len(unplaced) == len(claims)
