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


def called(grid: str, caption: str, title: str = "FooNet", boards: tuple[Board, ...] = BOARDS) -> list[str]:
    """ "task | data set | metric" of every number of a paper with one table."""
    text, rows = f"{title}\n\n", []
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
