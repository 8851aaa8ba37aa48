"""CSV and TSV: one table, and the places of its cells in the file's own text."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers import read, read_stdin
from extractors.readers.delimited import looks_like_delimited
from registry.errors import ReadError
from registry.model import Document, Table


def delimited(folder: Path, text: str, name: str = "a.csv") -> Document:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    (document,) = read(folder / name, [].append)
    assert (document.reader, document.text) == ("delimited", text.removeprefix("\ufeff"))
    return document


def table_of(document: Document) -> Table:
    (block,) = document.blocks
    assert block.kind == "table" and block.table
    return block.table


GRIDS = [
    ("A,B\nx,1.5\n", [["A", "B"], ["x", "1.5"]]),
    ("A,B\r\nx,1.5", [["A", "B"], ["x", "1.5"]]),
    ("A,B\rx,1.5\r", [["A", "B"], ["x", "1.5"]]),
    ("\ufeffA,B\nx,1.5\n", [["A", "B"], ["x", "1.5"]]),
    ("A;B\nx;1,5\ny;2,5\n", [["A", "B"], ["x", "1,5"], ["y", "2,5"]]),
    ("A\tB\nx, y\t1.5\n", [["A", "B"], ["x, y", "1.5"]]),
    ("A|B\nx|1.5\n", [["A", "B"], ["x", "1.5"]]),
    ('"A","B"\n"x, y","1.5"\n', [["A", "B"], ["x, y", "1.5"]]),
    ('A,B\n"say ""x""",1.5\n', [["A", "B"], ['say "x"', "1.5"]]),
    ('A,B\n"two\nlines",1.5\n', [["A", "B"], ["two lines", "1.5"]]),
    ('A,B\nx "y" z,1.5\n', [["A", "B"], ['x "y" z', "1.5"]]),
    ('A,B\n"open,1.5\ny,2.5\n', [["A", "B"], ['"open', "1.5"], ["y", "2.5"]]),
    ('A,B\n"x"y,1.5\n', [["A", "B"], ['"x"y', "1.5"]]),
    ("A , B\n x ,\u00a01.5 \n", [["A", "B"], ["x", "1.5"]]),
    ("A,B,C\nx\ny,1.5,2.5,3.5\n", [["A", "B", "C", ""], ["x", "", "", ""], ["y", "1.5", "2.5", "3.5"]]),
    ("A,B\n\n,\nx,1.5\n\n", [["A", "B"], ["x", "1.5"]]),
    ("A,B\nx,\n", [["A", "B"], ["x", ""]]),
    ("A\nx\n", [["A"], ["x"]]),
]
CAPTIONS = [
    ("cifar-10_results.csv", "cifar-10 results"),
    ("table.2 (final).csv", "table.2 final"),
    ("MMLU.tsv", "MMLU"),
]
UNREADABLE = [
    (b"", "is empty"),
    (b" \n \n", "holds no text, only white space"),
    (b",,\n,,\n", "holds no table that can be read"),
    (b"a,b\nc\xe9,1\n", "is not UTF-8"),
    (b"a,b\n\0,1\n", "is binary"),
]
SNIFFED = [
    ("Model,Acc\nA,1.5\nB,2.5\n", True),
    ("Model\tAcc\nA\t1.5\nB\t2.5\n", True),
    ("Model,Acc\nA,1.5\n", False),
    ("Otters rest, and play.\nThey eat, and rest.\nThey dive, and eat.\n", False),
    ("a | b\nc | d\n1 | 2", False),
    ("One, two.\nIn 1999, three.\nFour, 5, six.\n", False),
]


@pytest.mark.parametrize(("text", "expected"), GRIDS)
def test_cells_of_a_file(tmp_path: Path, text: str, expected: list[list[str]]) -> None:
    document = delimited(tmp_path, text)
    table = table_of(document)
    assert [[cell.text for cell in row] for row in table.rows] == expected
    assert table.header_rows == 1
    for cell in (cell for row in table.rows for cell in row):
        shown = cell.span.of(document.text)
        assert " ".join(shown.replace('""', '"').split()) == cell.text


OPEN = "opens a quote in line"
QUOTES = [
    ('A,B\n"open,1.5\ny,2.5\n', [f"{OPEN} 2 that is not closed, and it was read as a letter; close it"]),
    ('A,B\nx,"1.5\ny,"2.5\n', [f"{OPEN} 2 that is not closed, and it was read as a letter; close it"]),
    ('"A,B\nx,1.5\n', [f"{OPEN} 1 that is not closed, and it was read as a letter; close it"]),
    (
        'A,B\nw,0.5\n"x,1.5\ny,2.5"\n',
        [f"{OPEN} 3 that is closed in line 4, and what is between is one field; close it"],
    ),
    ('A,B\n"two\nlines",1.5\n', []),
    ('A,B\n"x"y,1.5\n', []),
    ('A,B\n5",1.5\n', []),
    ('A,B\n"""a",1.5\n', []),
    ('A,B\n"x"\n', []),
]


@pytest.mark.parametrize(("text", "said"), QUOTES)
def test_a_quote_left_open_is_told(tmp_path: Path, text: str, said: list[str]) -> None:
    (tmp_path / "a.csv").write_text(text)
    told: list[ReadError] = []
    list(read(tmp_path / "a.csv", told.append))
    assert [error.why for error in told] == said


@pytest.mark.parametrize(("name", "caption"), CAPTIONS)
def test_caption_is_the_words_of_the_name(tmp_path: Path, name: str, caption: str) -> None:
    assert table_of(delimited(tmp_path, "A\tB\nx\t1.5\n", name)).caption == caption


@pytest.mark.parametrize(("data", "why"), UNREADABLE)
def test_file_that_holds_no_table(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(ReadError) as raised:
        list(read(tmp_path / "a.csv"))
    assert raised.value.why.startswith(why)


@pytest.mark.parametrize(("text", "expected"), SNIFFED)
def test_what_looks_like_a_table_without_a_name(text: str, expected: bool) -> None:
    assert looks_like_delimited(text) is expected
    assert [document.reader == "delimited" for document in read_stdin(io.BytesIO(text.encode()))] == [expected]


HOSTILE = [
    ("A,B\nx," + "9" * 1_000_000 + "\n", 2, 0),
    ("A,B\n" + '"' * 100_001, 2, 1),
    ("A,B\n" + '"x,' * 100_000, 1, 1),
    ("A,B\n" + "," * 100_000 + "x\n", 1, 1),
    ("A,B\n" + "x,1\n" * 300_000, 200_000, 1),
]


@pytest.mark.parametrize(("text", "rows", "problems"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_file_gives_what_can_be_had(tmp_path: Path, text: str, rows: int, problems: int) -> None:
    (tmp_path / "a.csv").write_text(text)
    told: list[ReadError] = []
    (document,) = read(tmp_path / "a.csv", told.append)
    table = table_of(document)
    assert (len(table.rows), len(told)) == (rows, problems)
    assert max(len(cell.text) for row in table.rows for cell in row) <= 2000


FIELD = st.text('ab1. ,";\n\t', max_size=6).map(str.strip).filter(bool)


@given(st.lists(st.lists(FIELD, min_size=3, max_size=3), min_size=2, max_size=6))
def test_what_is_written_in_fields_is_read_from_them(
    tmp_path_factory: pytest.TempPathFactory, written: list[list[str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.tsv"
    with path.open("w", newline="") as file:
        csv.writer(file, delimiter="\t", quoting=csv.QUOTE_ALL).writerows(written)
    (document,) = read(path)
    told = [[cell.text for cell in row] for row in table_of(document).rows]
    assert told == [[" ".join(field.split()) for field in row] for row in written]
