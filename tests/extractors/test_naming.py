"""What a paper's numbers are called: the board that a cell's surroundings speak for, of those its data set has."""

from functools import cache
from pathlib import Path

import pytest

from extractors.linking.lookup import lookup_in
from extractors.linking.naming import Naming
from extractors.names import Names
from extractors.tables import table_claims
from registry.boards import Board, Boards, load_boards
from registry.catalog import fold, load_catalog
from registry.model import Block, Cell, Document, Span, Table

CATALOG = load_catalog(Path(__file__).parent / "small_catalog")
BOARDS = (
    Board("mnli", "accuracy", "Natural Language Inference", "MultiNLI", "Matched", 20),
    Board("mnli", "accuracy", "Natural Language Inference", "MultiNLI", "Mismatched", 20),
    Board("mrpc", "f1", "Paraphrase Identification", "MRPC", "F1", 30),
    Board("mrpc", "accuracy", "Paraphrase Identification", "MRPC", "Top-1 Accuracy", 9),
    Board("mrpc", "accuracy", "Few-Shot Learning", "MRPC (8-shot)", "Accuracy", 2),
    Board("mrpc", "accuracy", "Few-Shot Learning", "MRPC (16-shot)", "Accuracy", 2),
    Board("mrpc", "", "Paraphrase Identification", "MRPC", "Zing@3", 2),
    Board("cnn-dm", "rouge-1", "Text Summarization", "CNN / Daily Mail", "ROUGE-1", 20),
    Board("cnn-dm", "bleu", "Text Summarization", "CNN / Daily Mail", "BLEU", 2),
    Board("", "bleu", "Wug Captioning", "WugBench", "BLEU", 2),
    Board("", "bleu", "Wug Captioning", "WugBench2", "BLEU", 2),
    Board("", "accuracy", "Deblurring", "BASED", "Accuracy", 50),
    Board("", "accuracy", "Wug Captioning", "This is a Wug", "Accuracy", 5),
    Board("sst-2", "accuracy", "Sentiment Analysis", "SST-2", "Accuracy", 60),
    Board("imdb", "accuracy", "Sentiment Analysis", "IMDb", "Accuracy", 30),
    Board("imdb", "accuracy", "Stance Detection", "IMDb", "Accuracy", 60),
)


@cache
def names() -> Names:
    return Names(CATALOG)


def listed(boards: tuple[Board, ...]) -> Boards:
    by_benchmark: dict[str, tuple[Board, ...]] = {}
    by_dataset: dict[str, tuple[Board, ...]] = {}
    for board in boards:
        owner, key = (by_benchmark, board.benchmark) if board.benchmark else (by_dataset, fold(board.dataset))
        owner[key] = (*owner.get(key, ()), board)
    return Boards(by_benchmark, by_dataset)


def called(
    grid: str, caption: str, title: str = "FooNet", boards: tuple[Board, ...] = BOARDS, prose: str = ""
) -> list[str]:
    """ "task | data set | metric" of every number of a paper with one table, and a paragraph before it."""
    text, rows = f"{title}\n\n{prose}\n\n", []
    start = len(text)
    for number, line in enumerate(grid.splitlines()):
        cells = []
        for column, raw in enumerate(line.split("|")):
            cells.append(Cell(number, column, raw, Span(len(text), len(text) + len(raw))))
            text += raw + "|"
        text = text[:-1] + "\n"
        rows.append(tuple(cells))
    blocks = (
        Block("title", Span(0, len(title))),
        *([Block("paragraph", Span(len(title) + 2, start - 2))] if prose else []),
        Block("table", Span(start, len(text) - 1), Table(tuple(rows), caption=caption)),
    )
    document = Document("p", text, title=title, blocks=blocks)
    naming = Naming(document, lookup_in(CATALOG), names(), listed(boards))
    found = (naming.called(claim, context, None) for claim, context in table_claims(document, CATALOG))
    return [f"{each.task} | {each.dataset} | {each.metric}" for each in found if each is not None]


SPELLED = [
    # the metric's board, in the words of the leaderboard
    ("Model|F1\nOurs|88", "MRPC", "FooNet", ["Paraphrase Identification | MRPC | F1"]),
    ("Model|Accuracy\nOurs|88", "MRPC", "FooNet", ["Paraphrase Identification | MRPC | Top-1 Accuracy"]),
    # what the name says more than the data set is said by the caption, and by digits that agree
    ("Model|Accuracy\nOurs|88", "MRPC, 8-shot", "FooNet", ["Few-Shot Learning | MRPC (8-shot) | Accuracy"]),
    ("Model|Accuracy\nOurs|88", "MRPC, 16-shot", "FooNet", ["Few-Shot Learning | MRPC (16-shot) | Accuracy"]),
    ("Model|Accuracy\nOurs|88", "MRPC, 32-shot", "FooNet", ["Paraphrase Identification | MRPC | Top-1 Accuracy"]),
    # a letter for a metric that its board has
    ("Model|B\nOurs|30", "CNN/DM", "FooNet", ["Text Summarization | CNN / Daily Mail | BLEU"]),
    # a data set that the catalogue has not: whole, in part, in short, or in the caption alone
    ("Model|WugBench BLEU\nOurs|30", "", "FooNet", ["Wug Captioning | WugBench | BLEU"]),
    ("Model|WugBench\nOurs|30", "BLEU on WugBench", "FooNet", ["Wug Captioning | WugBench | BLEU"]),
    ("Model|WgBnch BLEU\nOurs|30", "", "FooNet on WugBench: a WugBench", ["Wug Captioning | WugBench | BLEU"]),
    # a measure that the catalogue has not
    ("Model|Zing@3\nOurs|88", "MRPC", "FooNet", ["Paraphrase Identification | MRPC | Zing@3"]),
]


@pytest.mark.parametrize(("grid", "caption", "title", "expected"), SPELLED)
def test_a_number_is_called_as_leaderboards_call_it(grid: str, caption: str, title: str, expected: list[str]) -> None:
    assert called(grid, caption, title) == expected


ON_MRPC = "We report the F1 of FooNet on MRPC. MRPC has pairs. MRPC is small, MRPC is old, MRPC is known."
NAMES_OF_DATA = [
    # the catalogue knows it not, and sentences speak of it as of data, or a table lists it
    ("Model|Foobar-10 F1\nOurs|88", f"{ON_MRPC} We test on Foobar-10.", ["Foobar-10"]),
    ("Model|Foobarium F1\nOurs|88", f"{ON_MRPC} The Foobarium corpus is new.", ["Foobarium"]),
    ("Dataset|Model|F1\nFoobarium [3]|Ours|88", ON_MRPC, ["Foobarium"]),
    # what else its heading says is no part of it
    ("Model|Foobar-10 V F1\nOurs|88", f"{ON_MRPC} We test on Foobar-10.", ["Foobar-10"]),
    # parts, classes and settings that no sentence speaks of are measured on what the paper is
    ("Model|Foobarium F1\nOurs|88", ON_MRPC, ["MRPC"]),
    ("Model|car F1|bus F1\nOurs|88|87", f"{ON_MRPC} We look for a car, on bus lanes.", ["MRPC", "MRPC"]),
    # a name of words that the paper uses anyhow is meant where it stands whole, and the paper's own system is no data
    ("Model|This is a small Wug F1\nOurs|88", f"{ON_MRPC} This wug and this Wug are small.", ["MRPC"]),
    ("Model|FooNet F1\nOurs|88", f"We propose FooNet, a reader. {ON_MRPC} We build on FooNet.", ["MRPC"]),
    # tables that stand alone are believed
    ("Model|Foobarium F1\nOurs|88", "", ["Foobarium"]),
]


@pytest.mark.parametrize(("grid", "prose", "expected"), NAMES_OF_DATA)
def test_a_heading_names_data_where_the_paper_speaks_of_it_so(grid: str, prose: str, expected: list[str]) -> None:
    assert [name.split(" | ")[1] for name in called(grid, "", prose=prose)] == expected


TASKS = [
    # of a data set's tasks the one that the paper is about, by its words
    ("Stance Detection with FooNet", "We detect a stance.", "Stance Detection"),
    ("Sentiment Analysis with FooNet", "Sentiment analysis is hard.", "Sentiment Analysis"),
    # or by the other data sets that it speaks of
    ("FooNet", "As on SST-2, on SST-2 and on IMDb.", "Sentiment Analysis"),
    ("FooNet", "", "Stance Detection"),
    # a paper that is about something else by far puts the data set to that use
    ("Paraphrase Identification", "Paraphrase identification, or " * 3 + "paraphrase.", "Paraphrase Identification"),
    ("FooNet", "We detect a stance, and leave paraphrase identification to others.", "Stance Detection"),
]


@pytest.mark.parametrize(("title", "prose", "task"), TASKS)
def test_a_data_set_stands_under_the_task_of_the_paper(title: str, prose: str, task: str) -> None:
    assert called("Model|Accuracy\nOurs|88", "IMDb", title, prose=prose) == [f"{task} | IMDb | Accuracy"]


UNLISTED = [
    # no board of this metric, or none of this data set: the catalogue's names, metrics as most boards spell them
    ("Model|BLEU\nOurs|30", "MRPC", ["BLEU"]),
    ("Model|Accuracy\nOurs|88", "SST-2", ["Accuracy"]),
    ("Model|F1\nOurs|88", "Foobarium", []),
    ("Model|Accuracy\nOurs|88", "Results based on nothing", []),
]


@pytest.mark.parametrize(("grid", "caption", "expected"), UNLISTED)
def test_without_a_board_the_catalogue_names_it(grid: str, caption: str, expected: list[str]) -> None:
    assert [name.split(" | ")[2] for name in called(grid, caption)] == expected


def test_every_board_names_entries_of_the_catalogue() -> None:
    catalog = load_catalog()
    boards = [board for listed in load_boards().of_benchmark.values() for board in listed]
    assert len(boards) > 10_000
    for board in boards:
        assert board.benchmark in catalog.benchmarks, board
        assert not board.metric or board.metric in catalog.metrics, board
        assert board.task and board.dataset and board.metric_name and board.papers > 0, board
