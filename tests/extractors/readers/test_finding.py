"""Which files a person's paths stand for."""

import errno
import os
from pathlib import Path

import pytest

from extractors.readers import find_files
from registry.errors import ReadError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = (
        "b.md",
        "a.jsonl",
        "A.TXT",
        "x.jsonl.gz",
        "y.jsonl.xz",
        "z.gz",
        "image.png",
        ".hidden.md",
        "sub/c.md",
        "[1].md",
    )
    for name in (*names, "sub/deep/d.json", ".git/e.md", "empty/image.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "sub/loop").symlink_to(tmp_path)
    (tmp_path / "sub/gone.md").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "sub/pipe.md")
    monkeypatch.chdir(tmp_path)
    return tmp_path


TOP = ["A.TXT", "[1].md", "a.jsonl", "b.md"]
SUB = ["sub/c.md", "sub/deep/d.json", "sub/gone.md", "sub/pipe.md"]  # the last two are told when they are read
FOUND = [
    (["."], [*TOP, *SUB, "x.jsonl.gz", "y.jsonl.xz"]),
    (["sub"], SUB),
    (["b.md", "a.jsonl"], ["b.md", "a.jsonl"]),
    (["b.md", "./b.md", "*.md"], ["b.md", "[1].md"]),
    (["image.png"], ["image.png"]),
    ([".hidden.md"], [".hidden.md"]),
    (["[1].md"], ["[1].md"]),
    (["*.jsonl*"], ["a.jsonl", "x.jsonl.gz", "y.jsonl.xz"]),
    (["**/*.md"], ["[1].md", "b.md", "sub/c.md", "sub/gone.md", "sub/pipe.md"]),
    (["su?"], SUB),
    (["sub/../b.md"], ["sub/../b.md"]),
    (["-", "b.md"], ["-", "b.md"]),
    ([], []),
]
NOT_FOUND = [
    ("nothing.md", "no such file or folder"),
    ("b.md/x", "no such file or folder"),
    ("*.pdf", "no file matches this pattern"),
    ("empty", "holds no file that can be read; known suffixes are ."),
    ("", "names nothing"),
    ("a\0b", "no such file or folder"),
    ("x" * 5000, "cannot be looked up"),
    ("[", "no file matches this pattern"),
]


@pytest.mark.parametrize(("given", "expected"), FOUND)
def test_files_that_paths_stand_for(folder: Path, given: list[str], expected: list[str]) -> None:
    assert [path.as_posix() for path in find_files(given)] == expected


@pytest.mark.parametrize(("given", "why"), NOT_FOUND, ids=range(len(NOT_FOUND)))
def test_path_that_stands_for_none(folder: Path, given: str, why: str) -> None:
    with pytest.raises(ReadError) as raised:
        find_files([given])
    assert raised.value.why.startswith(why) and "\n" not in str(raised.value)


def test_absolute_glob(folder: Path) -> None:
    assert find_files([f"{folder}/s*/c.md"]) == [folder / "sub/c.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_folder_that_may_not_be_entered(folder: Path) -> None:
    (folder / "sub").chmod(0)
    with pytest.raises(ReadError, match="Permission denied"):
        find_files(["."])


@pytest.mark.parametrize("given", [".", "[s.]*", "sub", "su?"])
def test_folder_that_cannot_be_looked_into_leaves_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    look = os.scandir

    def barred(place: str) -> object:
        if Path(place).name == "deep":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
        return look(place)

    monkeypatch.setattr(os, "scandir", barred)
    problems: list[ReadError] = []
    found = [path.as_posix() for path in find_files([given], problems.append)]
    assert "sub/c.md" in found and "sub/deep/d.json" not in found
    assert [(error.source, error.why.partition(";")[0]) for error in problems] == [
        ("sub/deep", "cannot be looked up (Permission denied)")
    ]
