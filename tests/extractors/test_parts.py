"""A file read in parts gives the documents, the names and the complaints that it gives in one go."""

import os
from pathlib import Path

import pytest

from extractors.readers import read
from extractors.readers.parts import parts_of, read_part
from extractors.readers.source import Stamp
from registry.errors import ReadError
from registry.model import Document

STAMP = Stamp(source="f", media_type="application/jsonl", reader="json-lines", reader_version="1")
RECORDS = [
    ["{}"] * 40,
    ['{"id": "a", "text": "One."}'] * 7,
    ['{"id": "a", "text": "One."}', '{"id": "a#2", "text": "Two."}', '{"id": "a", "text": "Three."}'] * 4,
    ['{"text": "No name."}', '{"id": "1", "text": "The first line\'s number."}', "", "   "] * 5,
    ['{"id": "a", "text": "One."}', '{"id": "a"}', '{"id": "a", "text": 3.5}', "broken", '["a"]'] * 3,
    ['{"id": "é  ü", "text": "Spaces."}', '{"id": "\\u00e9 ü", "text": "The same name."}'] * 4,
    ['{"id": 7, "text": "A number."}', '{"id": "7", "text": "The same."}'] * 3,
]


def told(documents: list[Document], faults: list[ReadError]) -> tuple[list[Document], list[str]]:
    return documents, [error.why for error in faults]


@pytest.mark.parametrize("size", [1, 30, 70])
@pytest.mark.parametrize("lines", RECORDS)
def test_parts_give_what_the_whole_gives(lines: list[str], size: int, tmp_path: Path) -> None:
    file = tmp_path / "f.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    faults: list[ReadError] = []
    whole = told(list(read(file, faults.append, "f")), faults)
    met: list[ReadError] = []
    documents = [each for part in parts_of(file, size) for each in read_part(file, part, STAMP, met.append)]
    assert told(documents, met) == whole


WHOLE = [
    ("f.jsonl", b'{"id": "a", "text": "Small."}\n', 1_000),
    ("f.jsonl", b'\xef\xbb\xbf{"id": "a", "text": "With a mark."}\n', 1),
    ("f.jsonl", '{"id": "a", "text": "UTF-16."}\n'.encode("utf-16"), 1),
    ("f.md", b"# A page of another format\n", 1),
]


@pytest.mark.parametrize(("name", "data", "size"), WHOLE)
def test_what_can_only_be_read_whole_has_no_parts(name: str, data: bytes, size: int, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert parts_of(tmp_path / name, size) == []


def test_a_file_written_anew_is_not_read_by_its_old_parts(tmp_path: Path) -> None:
    file = tmp_path / "f.jsonl"
    file.write_text('{"id": "a", "text": "One."}\n' * 4)
    part = parts_of(file, 30)[1]
    os.utime(file, ns=(1, 1))
    with pytest.raises(ReadError, match="changed while it was being read"):
        list(read_part(file, part, STAMP))
