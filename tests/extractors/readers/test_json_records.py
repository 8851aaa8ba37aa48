"""JSON Lines, and JSON files."""

import gzip
import io
import json
import lzma
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from extractors.readers import read, read_stdin
from extractors.readers.json_lines import LINE_CAP
from registry.errors import ReadError
from registry.model import Document

FILES = Path(__file__).parent / "files"


def both(data: str | bytes) -> tuple[list[Document], list[str]]:
    """What is read from standard input, and what is told of it."""
    told: list[ReadError] = []
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return list(read_stdin(io.BytesIO(raw), told.append)), [error.why for error in told]


def short(value: object) -> str:
    return ascii(value[:40] if isinstance(value, str | bytes) else value)


FIELDS = [
    ('{"text": "T", "date": {"year": 2024}, "authors": 7, "title": [], "venue": true}', "unread", ("date", "venue")),
    (
        '{"text": "T", "date": "some day", "authors": ["Ada", ["Bob"]], "title": {"en": "On"}, "url": 3}',
        "unread",
        ("date", "authors", "title"),
    ),
    ('{"text": "T", "date": "", "authors": [""], "title": null, "venue": {}, "licence": " "}', "unread", ()),
    ('{"text": "T", "date": "May 2024", "year": "?", "authors": [{"name": "Ada"}], "colour": true}', "unread", ()),
    ('{"id": "x", "text": "T"}', "id", "x"),
    ('{"id": 7, "text": "T"}', "id", "7"),
    ('{"id": 1.10, "text": "T"}', "id", "1.10"),
    ('{"id": "", "text": "T"}', "id", "1"),
    ('{"id": null, "text": "T"}', "id", "1"),
    ('{"id": ' + "9" * 5000 + ', "text": "T"}', "id", "9" * 5000),
    ('{"text": "", "abstract": "A"}', "text", "A"),
    ('{"text": " T\\r\\n"}', "text", " T\r\n"),
    ('{"text": "a \\ud800 b"}', "text", "a \ufffd b"),
    ('{"text": "a \\ud83d\\ude00 b"}', "text", "a 😀 b"),
    ('{"text": "a \ud800 b"}', "text", "a \ufffd b"),
    ('{"text": "T", "title": " One\\n Two "}', "title", "One Two"),
    ('{"text": "T", "title": ["One"]}', "title", ""),
    ('{"text": "T", "year": 2021}', "date", "2021"),
    ('{"text": "T", "year": "2021", "date": "2021-03-04T10:00:00Z"}', "date", "2021-03-04"),
    ('{"text": "T", "date": "2021/3/4"}', "date", "2021-03-04"),
    ('{"text": "T", "date": "2021-02-30"}', "date", "2021-02"),
    ('{"text": "T", "date": "March 2021"}', "date", "2021-03"),
    ('{"text": "T", "date": "soon", "year": 2021}', "date", "2021"),
    ('{"text": "T", "date": "0000"}', "date", ""),
    ('{"text": "T", "year": 12}', "date", ""),
    ('{"text": "T", "license": "MIT"}', "licence", "MIT"),
    ('{"text": "T", "licence": "CC0", "license": "MIT"}', "licence", "CC0"),
    ('{"text": "T", "authors": ["A B", {"name": "C D"}, 7, null]}', "authors", ("A B", "C D", "7")),
    ('{"text": "T", "authors": "A B, C D and E F"}', "authors", ("A B", "C D", "E F")),
    ('{"text": "T", "authors": "B, A; D, C"}', "authors", ("B, A", "D, C")),
    ('{"text": "T", "authors": "B, A and D, C"}', "authors", ("B, A", "D, C")),
    ('{"text": "T", "authors": {"first": "A"}}', "authors", ()),
    ('{"text": "T", "other": [1, NaN, {"deep": [[]]}]}', "text", "T"),
]
BAD_LINES = [
    ('{"text": "T",}', "is broken JSON at column 14"),
    ('{"text": "T"', "is broken JSON at column 13"),
    ('["T"]', "holds a list, not an object"),
    ("null", "holds null, not an object"),
    ("7", "holds a string or number, not an object"),
    ('{"title": "One"}', "has no `text` or `abstract` (it has `title`)"),
    ('{"text": ["T"]}', "has a list as `text`"),
    ('{"text": "  "}', "has no `text` or `abstract`"),
    ('{"text": ' + "[" * 100_000, "is nested too deeply"),
    (b'{"text": "caf\xe9"}', "is not UTF-8 (byte 0xe9 at offset 38); convert it, e.g. with `iconv -f latin1"),
    (b'{"text": "' + b"x" * LINE_CAP + b'"}', "is longer than 16 MB"),
]
OTHER_THINGS = [
    ("a.jsonl", "Otters at rest\n\nThey sleep.", "is named .jsonl but holds something else (it begins 'Otters at rest"),
    ("a.json", "text: yes", "is named .json but holds something else"),
    ("a.jsonl", "[]", "holds an empty list"),
    ("a.json", "[1, 2]", "record 1 holds a string or number, not an object"),
    ("a.json", '[{"task": "QA"}, {"task": "NLI"}]', "record 1 has no `text` or `abstract` (it has `task`)"),
    ("a.json", '{\n  "text": "T",\n}', "is broken JSON at line 3 column 1"),
    ("a.json", "[" * 100_000, "is nested too deeply"),
]
WHOLE = [
    ('[{"text": "A"}, {"id": "b", "text": "B"}]', ["1", "b"]),
    ('{"id": "a",\n "text": "A"}', ["a"]),
    ('{\n"id": "a", "text": "A"\n}\n', ["a"]),
    ('\ufeff[{"id": "a", "text": "A"}, {"id": "a", "text": "B"}]', ["a", "a#2"]),
]


@pytest.mark.parametrize(("line", "name", "value"), FIELDS, ids=short)
def test_field_of_a_record(line: str, name: str, value: object) -> None:
    (document,), told = both(line + "\n")
    assert (getattr(document, name), told) == (value, [])


@pytest.mark.parametrize(("line", "why"), BAD_LINES, ids=short)
def test_bad_line_is_told_of_and_the_others_are_read(line: str | bytes, why: str) -> None:
    raw = line if isinstance(line, bytes) else line.encode()
    documents, told = both(b'{"id": "a", "text": "A"}\n' + raw + b'\n{"id": "c", "text": "C"}')
    assert [document.id for document in documents] == ["a", "c"]
    assert len(told) == 1 and told[0].startswith("line 2 " + why)


def test_bad_line_is_raised_where_nobody_listens() -> None:
    with pytest.raises(ReadError, match="line 1 is broken JSON"):
        list(read_stdin(io.BytesIO(b'{"text": }\n{"text": "T"}\n')))


@pytest.mark.parametrize(("name", "text", "why"), OTHER_THINGS, ids=short)
def test_file_of_something_else_gives_one_line(tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / name).write_text(text)
    told: list[ReadError] = []
    with pytest.raises(ReadError) as raised:
        list(read(tmp_path / name, told.append))
    assert raised.value.why.startswith(why) and told == []


@pytest.mark.parametrize(("text", "ids"), WHOLE)
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_object_or_array_over_lines_is_read_whole(tmp_path: Path, text: str, ids: list[str], suffix: str) -> None:
    path = tmp_path / f"papers.{suffix}"
    path.write_text(text, "utf-8")
    assert [(document.id, document.reader) for document in read(path)] == [(name, "json") for name in ids]


def test_json_lines_are_read_whatever_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "papers.json"
    path.write_text('{"id": "a", "text": "A"}\n{"id": "b", "text": "B"}\n')
    assert [(document.id, document.reader) for document in read(path)] == [("a", "json-lines"), ("b", "json-lines")]


def test_one_id_for_two_papers_makes_two_documents() -> None:
    lines = [
        '{"id": "a", "text": "A"}',
        '{"id": "a#2", "text": "B"}',
        '{"id": "a", "text": "C"}',
        '{"id": "a", "text": ""}',
    ]
    documents, told = both("\n".join([*lines, '{"id": "a", "text": "D"}']))
    assert [document.id for document in documents] == ["a", "a#2", "a#3", "a#4"]
    assert len(told) == 1


def test_papers_of_the_fixtures() -> None:
    one, two, three = read(FILES / "papers.jsonl")
    assert (one.id, two.id, three.id) == ("a", "a#2", "4")
    assert (two.text, two.authors, two.date) == ("A gain of 2 points.", ("Ada Byron", "Max Born"), "2021-03-04")
    assert one.sha256 == sha256((FILES / "papers.jsonl").read_bytes().splitlines(keepends=True)[0]).hexdigest()
    assert (one.reader, one.media_type, one.source) == (
        "json-lines",
        "application/jsonl",
        (FILES / "papers.jsonl").as_posix(),
    )


@pytest.mark.parametrize(("pack", "suffix"), [(gzip.compress, ".gz"), (lzma.compress, ".xz")])
def test_packed_lines_are_read_like_others(tmp_path: Path, pack: Callable[[bytes], bytes], suffix: str) -> None:
    path = tmp_path / f"papers.jsonl{suffix}"
    path.write_bytes(pack((FILES / "papers.jsonl").read_bytes()))
    assert [document.text for document in read(path)] == [document.text for document in read(FILES / "papers.jsonl")]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_damaged_packing_is_told_after_what_could_be_read(pack: Callable[[bytes], bytes]) -> None:
    lines = "".join(json.dumps({"id": n, "text": sha256(str(n).encode()).hexdigest()}) + "\n" for n in range(20_000))
    documents = read_stdin(io.BytesIO(pack(lines.encode())[:-3000]))
    assert next(documents).id == "0"
    with pytest.raises(ReadError, match="its compression is damaged"):
        list(documents)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_is_no_part_of_the_first_line(encoding: str) -> None:
    documents, told = both('{"id": "é", "text": "A"}\r\n{"id": "b", "text": "😀"}\r\n'.encode(encoding))
    assert ([(document.id, document.text) for document in documents], told) == ([("é", "A"), ("b", "😀")], [])
