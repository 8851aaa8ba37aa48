"""Any file: which reader takes it, and the one line for each that cannot be read."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import READERS, read, read_stdin
from extractors.readers.markdown import CAP
from registry.errors import ReadError
from registry.model import Document

FILES = Path(__file__).parent / "files"
PROSE = (
    "Otters rest for 14 hours a day, and nobody who has watched them for a week can say why they do it so often. " * 3
)

FORMATS = [
    ("a.txt", "Otters rest.", "plain-text"),
    ("a.txt", f"Otters at Rest\n\n{PROSE}\n\nOtters at Play\n\n{PROSE}", "papers-page"),
    ("a.txt", "# Otters\n\nThey rest.", "markdown"),
    ("a.md", f"Otters at Rest\n\n{PROSE}\n\nOtters at Play\n\n{PROSE}", "markdown"),
    ("a.MD", "Otters", "markdown"),
    ("a.markdown", '{"text": "T"}', "markdown"),
    ("a.json", '{"text": "T"}', "json-lines"),
    ("a.ndjson", '{"text": "T"}', "json-lines"),
    ("a", '{"text": "T"}\n{"text": "T"}', "json-lines"),
    ("a", '[{"text": "T"}]', "json"),
    ("a", "Otters | rest\n-|-\n1 | 2", "markdown"),
    ("a", "---\ntitle: T\n---\nOtters rest.", "markdown"),
    ("a.rst", "Otters\n======\n\nThey rest.", "plain-text"),
    ("a", "#hashtag otters", "plain-text"),
    ("a", "a | b\nc | d", "plain-text"),
]
UNREADABLE = [
    (b"", "is empty"),
    (b" \n\t\r\n", "holds no text, only white space"),
    (b"\xef\xbb\xbf", "holds no text, only white space"),
    (b"a\0b", "is binary, not text (a NUL byte at offset 1)"),
    ("Otters".encode("utf-16-le"), "is binary, not text (a NUL byte at offset 1); if it is UTF-16 without"),
    (b"%PDF-1.7\n\xe2\xe3", "is damaged and cannot be opened as a PDF"),
    (b"PK\x03\x04rest", "is a zip archive"),
    (b"Otters caf\xe9", "is not UTF-8 (byte 0xe9 at offset 10); convert it, e.g. with `iconv -f latin1 -t utf-8"),
    (b"\xff\xfeO\0t", "is not UTF-16-LE as its byte order mark says"),
    (b"\x1f\x8bnot gzip", "its compression is damaged"),
    (b"\xfd7zXZ\0not xz", "its compression is damaged"),
]
ENCODED = [
    ("Otters é 😀".encode("utf-8-sig"), "Otters é 😀"),
    ("Otters é 😀".encode("utf-16"), "Otters é 😀"),
    ("\ufeffOtters é 😀".encode("utf-16-be"), "Otters é 😀"),
    ("Otters é 😀".encode("utf-32"), "Otters é 😀"),
    (b"Otters \xed\xa0\x80\xed\xa0\x80 rest", "Otters \ufffd\ufffd rest"),
    (b"Otters\r\nrest\r\n", "Otters\r\nrest\r\n"),
    (b"PAR1 is a receptor.", "PAR1 is a receptor."),
]


@pytest.mark.parametrize(("name", "text", "reader"), FORMATS)
def test_reader_of_a_file(tmp_path: Path, name: str, text: str, reader: str) -> None:
    (tmp_path / name).write_text(text)
    documents = list(read(tmp_path / name))
    row = next(row for row in READERS if row.name == reader)
    assert {(document.reader, document.reader_version, document.media_type) for document in documents} == {
        (reader, row.version, row.media_type)
    }
    assert {document.source for document in documents} == {(tmp_path / name).as_posix()}


@pytest.mark.parametrize(("data", "why"), UNREADABLE)
def test_input_that_cannot_be_read_gives_one_line(data: bytes, why: str) -> None:
    told: list[ReadError] = []
    with pytest.raises(ReadError) as raised:
        list(read_stdin(io.BytesIO(data), told.append))
    assert raised.value.why.startswith(why) and "\n" not in str(raised.value) and told == []


@pytest.mark.parametrize(("data", "text"), ENCODED)
def test_encodings_that_say_what_they_are(data: bytes, text: str) -> None:
    assert [document.text for document in read_stdin(io.BytesIO(data))] == [text]


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def huge(path: Path) -> Path:
    with path.open("wb") as file:
        file.write(b"Otters rest. " * 10_000)
        file.truncate(CAP + 1)
    return path


PLACES: list[tuple[Callable[[Path], Path], str]] = [
    (lambda folder: folder, "is a folder, not a file"),
    (lambda folder: folder / "gone.txt", "no such file; check the name, or whether it was moved"),
    (lambda folder: pipe(folder / "p.txt"), "is a pipe, not a file; send it on standard input"),
    (lambda folder: Path("/dev/zero"), "is a device, not a file"),
    (lambda folder: folder / "a\0b", "cannot be opened (embedded null byte)"),
    (lambda folder: folder / ("x" * 300), "cannot be opened (File name too long)"),
    (lambda folder: huge(folder / "a.md"), "is larger than 32 MB, the most that is read at once; split it"),
]


@pytest.mark.parametrize(("make", "why"), PLACES, ids=range(len(PLACES)))
def test_place_that_holds_no_readable_file(tmp_path: Path, make: Callable[[Path], Path], why: str) -> None:
    with pytest.raises(ReadError) as raised:
        list(read(make(tmp_path)))
    assert raised.value.why.startswith(why)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Otters rest.")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(ReadError, match="permission denied; make it readable"):
        list(read(tmp_path / "a.txt"))


def test_file_whose_name_is_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("Otters rest.")
    (document,) = read(path)
    assert (document.id, document.source) == ("caf\ufffd", f"{tmp_path.as_posix()}/caf\ufffd.txt")


def test_standard_input_has_names_of_its_own() -> None:
    first, second = (next(read_stdin(io.BytesIO(text))) for text in (b"Otters rest.", b"Otters play."))
    assert first.source == "-" and first.id.startswith("stdin-") and first.id != second.id


def test_standard_input_by_the_name_of_a_dash() -> None:
    code = "from pathlib import Path; from extractors.readers import read; print([d.id for d in read(Path('-'))])"
    told = subprocess.run(
        [sys.executable, "-c", code], input='{"id": "a", "text": "T"}', capture_output=True, text=True
    )
    assert told.stdout == "['a']\n"


def test_importing_the_readers_loads_no_parser() -> None:
    late = ("markdown_it", "yaml", "gzip", "lzma", "lxml", "pypdfium2")
    code = f"import sys, extractors.readers; print([name for name in {late} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


SEEDS = st.sampled_from([path.read_bytes() for path in sorted(FILES.rglob("*")) if path.is_file()])
BITS = st.sampled_from(
    [
        b'{"text": "T"}\n',
        b"[",
        b"{",
        b"# T\n",
        b"|",
        b"---\n",
        b"a: b\n",
        b"\xff\xfe",
        b"\x1f\x8b",
        b"\xed\xa0\x80",
        b"\\ud800",
        b"\r\n",
        b"- ",
        b"> ",
    ]
)
RAW = st.one_of(
    st.binary(max_size=200),
    st.lists(st.one_of(BITS, st.binary(max_size=8)), max_size=30).map(b"".join),
    st.tuples(SEEDS, st.integers(0, 900), st.binary(max_size=6)).map(
        lambda cut: cut[0][: cut[1]] + cut[2] + cut[0][cut[1] :]
    ),
)


@pytest.mark.parametrize(
    "suffix", ["", *sorted({suffix for reader in READERS for suffix in reader.suffixes}), ".jsonl.gz"]
)
@settings(deadline=None)
@given(data=RAW)
def test_any_bytes_give_documents_or_one_clear_line(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    told: list[ReadError] = []
    try:
        for document in read(path, told.append):
            well_formed(document)
    except ReadError as error:
        told.append(error)
    assert all("\n" not in str(error) for error in told)


def well_formed(document: Document) -> None:
    document.text.encode()
    assert document.text.strip() and document.id
    spans = [block.span for block in document.blocks]
    assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
    assert all(above.end <= below.start for above, below in pairwise(spans))
