"""Pages of titles and abstracts."""

import io
import json
from pathlib import Path

import pytest

from extractors.readers import read, read_stdin

FILES = Path(__file__).parent / "files"
PROSE = "We measure how far a beaver swims before it rests, and what it eats on the way there and back again. " * 3
MORE = "A second paragraph tells how the measuring was done, with what instruments, and by whom it was paid for. " * 3

PAGES = [
    ("titles and abstracts in turn", ["One Fine Title", PROSE, "Two Fine Titles", PROSE]),
    ("a header above the first title", ["new", "Log in", "May 3", "One Fine Title", PROSE, "Two Fine Titles", PROSE]),
    ("a date between title and abstract", ["One Fine Title", "May 3", PROSE, "Two Fine Titles", "1.2k", PROSE]),
    ("an abstract of two paragraphs", ["One Fine Title", PROSE, MORE, "Two Fine Titles", PROSE]),
    ("short lines after the last abstract", ["One Fine Title", PROSE, "Two Fine Titles", PROSE, "Load more"]),
]
NO_PAGES = [
    ("one paper", ["One Fine Title", PROSE]),
    ("sections with names", ["One Fine Title", PROSE, "Introduction", PROSE, "Results and Discussion", MORE]),
    ("sections with numbers", ["One Fine Title", PROSE, "1 How we measured it", PROSE, "2.1 What came of it", MORE]),
    ("headings of a word or two", ["One Fine Title", PROSE, "Swimming", PROSE, "Old beavers", MORE]),
    ("titles alone", ["One Fine Title", "Two Fine Titles", "Three Fine Titles"]),
]


@pytest.mark.parametrize(("what", "parts"), PAGES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_title_with_its_abstract_is_a_document(what: str, parts: list[str], newline: str) -> None:
    found = list(read_stdin(io.BytesIO((newline * 2).join(parts).encode())))
    assert [document.title for document in found] == ["One Fine Title", "Two Fine Titles"]


@pytest.mark.parametrize(("what", "parts"), NO_PAGES)
def test_one_text_stays_one_document(what: str, parts: list[str]) -> None:
    assert [document.reader for document in read_stdin(io.BytesIO("\n\n".join(parts).encode()))] == ["plain-text"]


def test_page_of_the_fixtures() -> None:
    otters, tables, river = read(FILES / "page.txt")
    assert (otters.id, tables.title) == (
        "otters-a-small-benchmark-for-long-questions",
        "Reading Tables Without Looking: What Do Captions Tell?",
    )
    assert otters.text.startswith("We present Otters") and otters.text.endswith("two people each.")
    assert river.title == "Étude de la rivière: mesurer le courant en 40 points"


def test_all_papers_of_the_shared_page(shared: Path) -> None:
    gold = [json.loads(line) for line in (shared / "gold/seed.jsonl").read_text("utf-8").splitlines()]
    found = [(document.title, document.text) for document in read(shared / "seed/papers-page.txt")]
    assert found == [(paper["title"], paper["text"]) for paper in gold]
