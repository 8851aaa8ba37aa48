"""Files that are damaged or made to do harm: every reader gives what can be had or one ReadError, and nothing else."""

import contextlib
import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractors.readers import read
from registry.errors import ReadError
from registry.model import Document

HERE = Path(__file__).parent
FIXTURES = sorted(
    path for folder in ("papers", "files") for path in (HERE / folder).rglob("*") if path.is_file() and path.suffix
)
PIECES = 20


def truncated(data: bytes, chance: random.Random) -> Iterator[bytes]:
    for _ in range(PIECES):
        yield data[: chance.randrange(len(data))]


def with_bits_flipped(data: bytes, chance: random.Random) -> Iterator[bytes]:
    for _ in range(PIECES):
        changed = bytearray(data)
        for _ in range(1 + len(data) // 2000):
            changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield bytes(changed)


def with_zeros(data: bytes, chance: random.Random) -> Iterator[bytes]:
    for _ in range(3):
        at = chance.randrange(len(data))
        yield data[:at] + b"\0" * chance.randrange(1, 9) + data[at:]


def in_other_encodings(data: bytes, _: random.Random) -> Iterator[bytes]:
    text = data.decode("utf-8", "replace")
    yield text.encode("utf-16")
    yield text.encode("utf-16-le")
    yield text.encode("cp1252", "replace")
    yield b"\xef\xbb\xbf" + data
    yield b"\xff\xfe" + data


def with_parts_exchanged(data: bytes, chance: random.Random) -> Iterator[bytes]:
    for _ in range(5):
        first, second, third = sorted(chance.randrange(len(data)) for _ in range(3))
        yield data[:first] + data[second:third] + data[first:second] + data[third:]


DAMAGES = (truncated, with_bits_flipped, with_zeros, in_other_encodings, with_parts_exchanged)


def documents(path: Path) -> list[Document]:
    """What is read of the file; a ReadError gives nothing, and any other error is the test's."""
    try:
        return list(read(path, lambda problem: None))
    except ReadError as error:
        assert str(error).startswith(str(path)), "it names the file"
        return []


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_damaged_file_gives_what_can_be_had_or_one_line(
    tmp_path: Path, fixture: Path, damage: Callable[[bytes, random.Random], Iterator[bytes]]
) -> None:
    data = fixture.read_bytes()
    path = tmp_path / fixture.name
    for changed in damage(data, random.Random(zlib.crc32(fixture.name.encode()))):
        path.write_bytes(changed)
        for document in documents(path):
            for block in document.blocks:
                assert 0 <= block.span.start <= block.span.end <= len(document.text)
            for place in document.places:
                assert place.page >= 1
                assert 0 <= place.start <= place.end <= len(document.text)


DEEP, LONG = 60_000, 3_000_000
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'
JATS = '<article article-type="research-article"><front/><body>{}</body></article>'
HTML = "<html><body>{}</body></html>"
TEX = "\\documentclass{{article}}\\begin{{document}}Before. {} After.\\end{{document}}"
HOSTILE: list[tuple[str, str]] = [
    ("deep.html", HTML.format("<div>" * DEEP + "x")),
    ("deep-tables.html", HTML.format("<table><tr><td>" * 3000 + "x")),
    ("deep-lists.md", "> " * 3000 + "x\n"),
    ("deep-tables.md", "<table><tr><td>" * 3000 + "x\n"),
    ("deep.xml", TEI.format("<div>" * DEEP + "x")),
    ("deep-jats.xml", JATS.format("<sec>" * DEEP + "x")),
    ("deep.tex", TEX.format("{" * DEEP)),
    ("deep-bold.tex", TEX.format("\\textbf{" * DEEP + "x" + "}" * DEEP)),
    ("deep-tables.tex", TEX.format("\\begin{tabular}{l}" * 3000)),
    ("deep-scripts.tex", TEX.format("$" + "x^{" * DEEP + "}" * DEEP + "$")),
    ("deep-options.tex", TEX.format("\\cite[" * DEEP)),
    ("laughs.xml", f"<!DOCTYPE TEI [{LAUGHS}]>" + TEI.format("&l11;")),
    ("laughs-jats.xml", f"<!DOCTYPE article [{LAUGHS}]>" + JATS.format("&l11;")),
    ("laughs.html", f"<!DOCTYPE html [{LAUGHS}]>" + HTML.format("&l11;")),
    ("outside.xml", '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + TEI.format("&x;")),
    ("attribute.html", HTML.format(f'<p title="{"a" * LONG}" class="{"b " * (LONG // 2)}">x</p>')),
    ("attribute.xml", TEI.format(f'<p n="{"a" * LONG}">x</p>')),
    ("spans.html", HTML.format("<table>" + '<tr><td colspan="99999" rowspan="99999">1.5' * 300 + "</table>")),
    ("spans.tex", TEX.format("\\begin{tabular}{c}" + "\\multicolumn{99999}{c}{\\multirow{99999}{*}{1}}\\\\" * 300)),
    ("columns.tex", TEX.format("\\begin{tabular}{*{9999}{*{9999}{c}}}a & b\\\\c & d\\\\\\end{tabular}")),
    ("columns.csv", "a," * 200_000 + "\n" + "1.5," * 200_000 + "\n"),
    ("quotes.csv", 'a,b\n"' + "x,\n" * 100_000),
    ("bars.md", "|" * 200_000 + "\n" + "|-" * 100_000 + "\n"),
    ("stars.md", "*_`[" * 100_000),
    ("backslashes.tex", "\\" * 400_000),
    ("dollars.tex", TEX.format("$" * 300_001)),
    ("ampersands.tex", TEX.format("\\begin{tabular}{l}" + "&" * 300_000)),
    ("conditions.tex", TEX.format("\\iffalse " * DEEP)),
    ("comments.tex", TEX.format("\\begin{comment}" * 20_000)),
    ("endless.tex", "\\def\\x{\\x\\x}\\newcommand\\y[2]{#1#1\\y#1#2}" + TEX.format("\\x \\y{a}{a}{a}{a}")),
    ("commas.html", "<!--" * 100_000),
    ("amps.html", HTML.format("&amp" * 200_000)),
    ("claims.pdf", "%PDF-1.7\n" + "1 0 obj << /Kids [1 0 R] >> endobj\n" * 2000 + "trailer << /Root 1 0 R >>"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_a_file_made_to_do_harm_is_read_within_bounds(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    for document in documents(path):
        assert "root:" not in document.text
        assert len(document.text) < 40_000_000


WIDE, TALL = "1.5 & " * 400 + "1 \\\\\n", "a & 1.5 \\\\\n" * 21_000
LARGE: list[tuple[str, str]] = [
    ("wide.tex", TEX.format(f"\\begin{{tabular}}{{c}}{WIDE * 3}\\end{{tabular}}")),
    ("tall.tex", TEX.format(f"\\begin{{tabular}}{{lc}}{TALL}\\end{{tabular}}")),
    ("tall.html", HTML.format("<table>" + "<tr><td>a<td>1.5" * 21_000 + "</table>")),
    ("wide.csv", "1.5," * 1001 + "\n" + "1.5," * 1001 + "\n"),
]


@pytest.mark.parametrize(("name", "text"), LARGE, ids=[name for name, _ in LARGE])
def test_a_table_too_large_to_be_read_whole_is_told_of(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    told: list[ReadError] = []
    with contextlib.suppress(ReadError):
        list(read(path, told.append))
    assert ["the rest" in str(problem) and "left out" in str(problem) for problem in told] == [True]
