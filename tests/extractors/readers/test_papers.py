"""Whole papers of our own in every format: each gives exactly the results that `papers/results.txt` lists, no more.

A paper is a file in `papers`; its results stand below its name, one a line: model, benchmark, metric, value, cell
(table, row and column, counted from 0). A paper without a line reports none.
"""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.pipeline import extract
from extractors.readers import read
from registry.catalog import load_catalog
from registry.errors import ReadError

PAPERS = Path(__file__).parent / "papers"
FILES = sorted(path for path in PAPERS.iterdir() if path.is_file() and path.name != "results.txt")
# What is read wrongly today: none of these may be right without leaving this list.
WRONG = {
    "statistics.tex": "a mean length is taken for a score",
    "decimal_commas.csv": "98,5 is no number where commas part thousands",
}


def expected() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in (PAPERS / "results.txt").read_text("utf-8").split("\n\n"):
        name, *rows = part.strip().split("\n")
        found[name] = rows
    return found


def results(path: Path) -> list[str]:
    """Every result of the file as a line, in the order of its text; the quote of each stands where it says."""
    told = []
    for document in read(path, lambda problem: None):
        for one in extract(document, load_catalog()).results:
            claim, cell = one.claim, one.claim.cell
            assert document.text[claim.start : claim.end] == claim.quote
            place = f"{cell.table}, {cell.row}, {cell.column}" if cell else "prose"
            told.append(f"{one.model} | {one.benchmark} | {one.metric} | {one.value} | {place}")
    return told


def test_every_paper_has_its_results_listed() -> None:
    assert sorted(expected()) == sorted([*(path.name for path in FILES), "archive"])
    assert len(FILES) >= 40


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.xfail(strict=True, reason=WRONG[path.name]))
        if path.name in WRONG
        else path
        for path in FILES
    ],
    ids=lambda path: path.name,
)
def test_a_paper_gives_its_results_and_no_others(path: Path) -> None:
    assert results(path) == expected()[path.name]


CITED = {
    "cited_rows.md": [False, False, False, False, False, False, None, True],
    "cited_rows.tex": [False, False, False, None],
    "grobid.xml": [False, False, True, True],
    "latexml.html": [False, False, None, None],
    "article.nxml": [False, False, True, True],
}


@pytest.mark.parametrize("name", CITED)
def test_a_row_with_a_citation_is_of_another_paper(name: str) -> None:
    (document,) = read(PAPERS / name)
    assert [one.first_party for one in extract(document, load_catalog()).results] == CITED[name]


# One paper of several files, packed as arXiv packs them

PARTS = {
    path.relative_to(PAPERS / "archive").as_posix(): path.read_bytes() for path in PAPERS.rglob("archive/**/*.tex")
}


def tar_of(parts: dict[str, bytes], mode: str = "w:gz") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


def zip_of(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def as_one_file(parts: dict[str, bytes]) -> bytes:
    whole = parts["main.tex"].decode()
    for command, name in (
        (r"\input{macros}", "macros.tex"),
        (r"\input tables/first", "tables/first.tex"),
        (r"\include{tables/second.tex}", "tables/second.tex"),
    ):
        assert command in whole
        whole = whole.replace(command, parts[name].decode())
    return gzip.compress(whole.encode())


PACKED: list[tuple[str, Callable[[dict[str, bytes]], bytes]]] = [
    ("paper.tar.gz", tar_of),
    ("paper.tar", lambda parts: tar_of(parts, "w")),
    ("paper.zip", zip_of),
    ("2401.00001v1.gz", as_one_file),
    ("below.zip", lambda parts: zip_of({f"source/{name}": data for name, data in parts.items()})),
]


@pytest.mark.parametrize(("name", "pack"), PACKED, ids=[name for name, _ in PACKED])
def test_a_packed_paper_gives_its_results_and_no_others(
    tmp_path: Path, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(pack(PARTS))
    assert results(path) == expected()["archive"]


def test_the_folder_gives_its_results_and_says_what_it_left_out() -> None:
    problems: list[ReadError] = []
    list(read(PAPERS / "archive" / "main.tex", problems.append))
    assert results(PAPERS / "archive" / "main.tex") == expected()["archive"]
    assert ["outside its folder" in str(problem) for problem in problems] == [True]


def linked(kind: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        member = tarfile.TarInfo("main.tex")
        member.type, member.linkname = kind, "/etc/passwd"
        archive.addfile(member)
    return packed.getvalue()


MAIN = PARTS["main.tex"]
REFUSED: list[tuple[str, bytes, str]] = [
    ("up.tar.gz", tar_of({"main.tex": MAIN, "../up.tex": b"x"}), "outside its folder"),
    ("root.tar.gz", tar_of({"/etc/cron.d/x": b"x", "main.tex": MAIN}), "outside its folder"),
    ("up.zip", zip_of({"main.tex": MAIN, "a/../../up.tex": b"x"}), "outside its folder"),
    ("drive.zip", zip_of({"C:\\x.tex": b"x", "main.tex": MAIN}), "outside its folder"),
    ("symbolic.tar.gz", linked(tarfile.SYMTYPE), "a link"),
    ("hard.tar.gz", linked(tarfile.LNKTYPE), "a link"),
    ("device.tar.gz", linked(tarfile.CHRTYPE), "a device"),
    ("bomb.tar.gz", tar_of({"main.tex": b" " * 70_000_000}), "more than"),
    ("bomb.zip", zip_of({"main.tex": b" " * 70_000_000}), "times its size"),
    ("empty.zip", zip_of({}), "zip"),
    ("none.zip", zip_of({"notes.md": b"nothing"}), "no LaTeX file"),
]


@pytest.mark.parametrize(("name", "data", "why"), REFUSED, ids=[row[0] for row in REFUSED])
def test_an_archive_that_reaches_out_or_swells_is_refused(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=why):
        list(read(path))
