"""Records: a paper in, what leaderboards would list of it out. Half of the papers report nothing of their own."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from extractors.names import Names
from extractors.pipeline import extract
from extractors.records import records
from registry.catalog import load_catalog
from registry.model import Block, Cell, Document, Span, Table

CATALOG = load_catalog(Path(__file__).parent / "small_catalog")


@cache
def names() -> Names:
    return Names(CATALOG)


def paper(*tables: tuple[str, str], title: str = "FooNet: Reading Tables") -> Document:
    """A paper with a table for each (grid, caption); `**` marks bold."""
    text, blocks = f"{title}\n\n", [Block("title", Span(0, len(title)))]
    for grid, caption in tables:
        rows = []
        start = len(text)
        for number, line in enumerate(grid.splitlines()):
            cells = []
            for column, raw in enumerate(line.split("|")):
                span = Span(len(text), len(text) + len(raw))
                cells.append(Cell(number, column, raw.replace("**", ""), span, bold="**" in raw))
                text += raw + "|"
            text = text[:-1] + "\n"
            rows.append(tuple(cells))
        blocks.append(Block("table", Span(start, len(text) - 1), Table(tuple(rows), caption=caption)))
    return Document("p", text, title=title, blocks=tuple(blocks))


def told(document: Document) -> list[str]:
    found = records(document, extract(document, CATALOG), CATALOG, names())
    return [f"{each.dataset} {each.metric} {each.score} {each.model}" for each in found]


LISTED = [
    # own rows, the best of them
    ([("Model|F1\nAda [1]|90\nOurs|88", "MRPC")], ["MRPC F1 88 FooNet"]),
    ([("Model|F1\nFooNet-a|87\nFooNet-b|88", "MRPC")], ["MRPC F1 88 FooNet-b"]),
    (
        [("Model|ppl\nFooNet-a|31\nFooNet-b|30", "PTB")],
        ["Penn Treebank perplexity 30 FooNet-b"],
    ),
    ([("Model|EM|F1\nFooNet|80|88", "SQuAD")], ["SQuAD 1.1 exact match 80 FooNet", "SQuAD 1.1 F1 88 FooNet"]),
    # of columns of one measure the whole, and no part
    ([("Model|Cats|Dogs|Overall\nAda [1]|90|80|85\nFooNet|91|82|86", "F1 on MRPC")], ["MRPC F1 86 FooNet"]),
    # what is printed in bold stands for a measure that nobody knows, and for rows that nobody calls his own
    ([("Model|Zing\nFooNet-a|**87**\nFooNet-b|88", "MRPC")], ["MRPC Zing 87 FooNet-a"]),
    ([("Model|F1\nAda [1]|90\nEve|**88**\nBob|85", "MRPC")], ["MRPC F1 88 Eve"]),
    # where no row is marked the last one, which papers keep for their own
    ([("Model|F1\nAda [1]|90\nEve|84\nBob|85", "MRPC")], ["MRPC F1 85 Bob"]),
    ([("Model|F1\nHuman|97\nPrevious best|91\nEve|84\nBob|85", "MRPC")], ["MRPC F1 85 Bob"]),
    # of several tables the score that leads its own
    (
        [("Model|F1\nAda [1]|90\nOurs|88", "MRPC"), ("Model|F1\nFooNet, small|89", "MRPC")],
        ["MRPC F1 89 FooNet, small"],
    ),
    # the test set's column before the others, the first of those that go by one name
    ([("Model|dev F1|test F1\nAda [1]|90|89\nOurs|88|87", "MRPC")], ["MRPC F1 87 FooNet"]),
    ([("Model|F1|F1\nAda [1]|80|89\nOurs|81|92", "MRPC")], ["MRPC F1 81 FooNet"]),
    # whole systems before parts, what is held against others before what is not, whoever's numbers are the higher
    (
        [("Model|F1\nAda [1]|90\nFooNet|88", "MRPC"), ("Model|F1\nFooNet|89\nw/o x|91", "Ablation study on MRPC")],
        ["MRPC F1 88 FooNet"],
    ),
    ([("Model|F1\nAda [1]|**90**\nOurs|88", "MRPC"), ("k|F1\n1|**95**\n2|94", "MRPC")], ["MRPC F1 88 FooNet"]),
    # the whole system of an ablation, where nothing else is told
    ([("Model|F1\nFooNet|88\nw/o attention|85", "Ablation study on MRPC")], ["MRPC F1 88 FooNet"]),
    # models in columns
    (
        [("Data set|Ada [1]|Ours\nMRPC F1|90|88\nSST-2 acc|93|94", "")],
        ["MRPC F1 88 FooNet", "SST-2 accuracy 94 FooNet"],
    ),
    # so they do where a cell holds two numbers
    (
        [
            (
                "Data set|Ada [1]|Bob|Ours\nSQuAD (EM/F1)|79/89|78/88|**80**/90\nMRPC F1|80|81|82\nSST-2 acc|93|94|95",
                "",
            )
        ],
        [
            "SQuAD 1.1 exact match 80 FooNet",
            "SQuAD 1.1 F1 90 FooNet",
            "MRPC F1 82 FooNet",
            "SST-2 accuracy 95 FooNet",
        ],
    ),
    # as leaderboards print a number that its paper prints without a zero
    ([("Model|F1\nAda [1]|.90\nOurs|.88", "MRPC")], ["MRPC F1 0.88 FooNet"]),
    # names that the catalogue does not know stay as printed, with those that it knows
    ([("Model|Foobarium F1\nOurs|88", "Results")], ["Foobarium F1 88 FooNet"]),
    (
        [("Model|Foobarium F1|Foobarium acc|MRPC F1|MRPC acc\nAda [1]|80|80|80|80\nOurs|88|87|84|83", "Results")],
        ["Foobarium F1 88 FooNet", "Foobarium accuracy 87 FooNet", "MRPC F1 84 FooNet", "MRPC accuracy 83 FooNet"],
    ),
]


@pytest.mark.parametrize(("tables", "expected"), LISTED)
def test_what_leaderboards_list(tables: list[tuple[str, str]], expected: list[str]) -> None:
    assert told(paper(*tables)) == expected


def prose(*sentences: str) -> Document:
    """A paper without tables."""
    title, text = "On Tagging", " ".join(sentences)
    blocks = (Block("title", Span(0, len(title))), Block("paragraph", Span(len(title) + 2, len(title) + 2 + len(text))))
    return Document("p", f"{title}\n\n{text}", title=title, blocks=blocks)


TOLD = [
    (["The tagger reaches 91.2% accuracy on SST-2."], ["SST-2 accuracy 91.2% "]),
    (["Our tagger reaches 91.2% accuracy on SST-2."], ["SST-2 accuracy 91.2% "]),
    (["An accuracy of 91.2% was reached on QuxBank."], ["QuxBank accuracy 91.2% "]),
    # no level of a known metric, no data set by name, no score
    (["We reach 91.2% glimmer on QuxBank."], []),
    (["The tagger reaches 91.2% accuracy on the news."], []),
    (["We train on 91.2% of SST-2."], []),
    (["Accuracy rises by 3.1 points on SST-2."], []),
]


@pytest.mark.parametrize(("sentences", "expected"), TOLD)
def test_what_a_paper_without_tables_tells(sentences: list[str], expected: list[str]) -> None:
    assert told(prose(*sentences)) == expected


UNLISTED = [
    [],
    [("Model|F1\nAda [1]|90\nBob (Doe, 2019)|88", "MRPC")],
    [("Hyper-parameter|Value\nlearning rate|0.1\nbatch size|32", "")],
    [("Dataset|Train|Dev|Test\nSST-2|67349|872|1821\nMRPC|3668|408|1725", "")],
    [("Model|Params|FLOPs|Latency\nOurs|110|22.5|3.1\nBob|340|79.2|8.5", "")],
    [("Model|F1\nOurs|–\nBob|n/a", "MRPC")],
    [("Item|Price\nApple|1.20\nPear|0.80", "")],
    [("Year|Papers\n2018|120\n2019|152", "")],
]


@pytest.mark.parametrize("tables", UNLISTED)
def test_papers_that_report_nothing_of_their_own(tables: list[tuple[str, str]]) -> None:
    assert told(paper(*tables)) == []


def test_a_record_keeps_its_claim() -> None:
    document = paper(("Model|F1\nOurs|88", "MRPC"))
    (found,) = records(document, extract(document, CATALOG), CATALOG, names())

    assert document.text[found.claim.start : found.claim.end] == found.score == "88"
    assert replace(found.claim, cell=None) != found.claim
