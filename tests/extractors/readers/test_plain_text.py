"""Text without markup."""

import io
from pathlib import Path

import pytest

from extractors.readers import read, read_stdin

FILES = Path(__file__).parent / "files"
LONG = "We watched twelve otters for three weeks and wrote down whatever each of them did. " * 5

TITLES = [
    ("Otters at rest\n\nThey sleep.", "Otters at rest"),
    ("\ufeffOtters at rest\r\n\r\nThey sleep.", "Otters at rest"),
    ("\n\n  Otters   at rest \n\nThey sleep.", "Otters at rest"),
    ("Otters at rest\nThey sleep.", ""),  # no blank line between
    ("Otters at rest\nand at play\n\nThey sleep.", ""),
    ("They sleep.", ""),
    (LONG + "\n\nThey sleep.", ""),
    ("Abstract\n\nThey sleep.", ""),
]
LOOKS = [
    ("T\n\n1 Introduction\n\nThey sleep.", ["title", "heading", "paragraph"]),
    ("T\n\nAbstract. They sleep.\n\nResults:\n\nLong.", ["title", "abstract", "heading", "paragraph"]),
    ("T\n\nAbstract\n\nThey sleep.\n\nOn.", ["title", "heading", "abstract", "paragraph"]),
    ("T\n\nTable 1: Hours.\n\nFigure 2. Hours\n\nTable III Hours", ["title", "caption", "caption", "caption"]),
    ("T\n\nTable 1 shows it.\n\nTables turn.\n\nAbstraction helps.", ["title", "paragraph", "paragraph", "paragraph"]),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_first_short_line_above_a_blank_one_is_the_title(text: str, title: str) -> None:
    (document,) = read_stdin(io.BytesIO(text.encode()))
    assert document.title == title


@pytest.mark.parametrize(("text", "kinds"), LOOKS)
def test_paragraphs_have_the_role_they_look_like(text: str, kinds: list[str]) -> None:
    (document,) = read_stdin(io.BytesIO(text.encode()))
    assert [block.kind for block in document.blocks] == kinds


def test_line_ends_stay_as_they_are() -> None:
    (document,) = read_stdin(io.BytesIO(b"Otters\r\n\r\nThey\rsleep.\n"))
    assert document.text == "Otters\r\n\r\nThey\rsleep.\n"


def test_note_of_the_fixtures() -> None:
    (document,) = read(FILES / "note.txt")
    assert (document.id, document.title, document.media_type) == ("note", "Otters at rest", "text/plain")
    assert document.sha256 == "2bb30ad70e6e6cf72859868b89582ce1723ca7b00a5047523728fc3cb8e188a3"
