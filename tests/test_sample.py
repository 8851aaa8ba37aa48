"""The bundled sample, what a newcomer sees first: each document can be read, traced and told from the others."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from registry.model import Document

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
ABSTRACTS = SAMPLE / "abstracts.jsonl"
PAPERS = sorted(SAMPLE.glob("*.md"))
LONGEST = 2000  # characters: a document is read at a glance


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    from extractors.readers import read

    return [document for path in [ABSTRACTS, *PAPERS] for document in read(path)]


def records() -> list[dict[str, str]]:
    return [json.loads(line) for line in ABSTRACTS.read_text(encoding="utf-8").splitlines()]


def test_at_least_forty_documents_are_read(documents: list[Document]) -> None:
    assert len(documents) == len(records()) + len(PAPERS)
    assert len(documents) >= 40


def test_every_document_has_a_title_an_address_a_year_and_our_licence(documents: list[Document]) -> None:
    untraceable = [
        document.id
        for document in documents
        if not document.title
        or not document.url.startswith("https://")
        or not re.fullmatch(r"(19|20)\d\d(-\d\d){0,2}", document.date)
        or document.licence != "CC0-1.0"
    ]
    assert untraceable == []


def test_the_folder_holds_documents_only() -> None:
    assert sorted(path for path in SAMPLE.rglob("*") if path.is_file()) == sorted([ABSTRACTS, *PAPERS])
    assert not [path.name for path in PAPERS if not path.read_text(encoding="utf-8").startswith("---\n")]


def test_ids_are_unique(documents: list[Document]) -> None:
    assert [name for name, count in Counter(document.id for document in documents).items() if count > 1] == []


def test_no_document_is_long(documents: list[Document]) -> None:
    assert {document.id: len(document.text) for document in documents if len(document.text) > LONGEST} == {}


def test_every_table_is_read_and_has_its_caption(documents: list[Document]) -> None:
    captions = {
        path.stem: re.findall(r"^Table \d+: .+$", path.read_text(encoding="utf-8"), re.MULTILINE) for path in PAPERS
    }
    read = {
        document.id: [block.table.caption for block in document.blocks if block.table]
        for document in documents
        if document.id in captions
    }
    assert read == captions


def test_the_readme_names_every_document_with_its_source(documents: list[Document]) -> None:
    readme = (SAMPLE.parent / "README.md").read_text(encoding="utf-8")
    assert [document.id for document in documents if f"<{document.url}>" not in readme] == []
    assert [path.name for path in PAPERS if f"](sample/{path.name})" not in readme] == []
    assert [record["id"] for record in records() if f"abstracts.jsonl: {record['id']} |" not in readme] == []
