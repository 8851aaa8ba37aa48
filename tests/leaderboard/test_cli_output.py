"""What a command writes never lands on what it reads; odd names and bytes end in one line and exit code 2."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leaderboard.command_line import app

DRAFT = "We present Ada. Ada reaches 74.5% accuracy on GSM8K.\n"


def ran(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="claimboard")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    (tmp_path / "draft.txt").write_text(DRAFT)
    path = tmp_path / "claims.duckdb"
    assert ran("ingest", tmp_path / "draft.txt", "--db", path).exit_code == 0
    return path


WRITES = [
    ("export", "-f", "csv", "--db", "DB", "-o", "DB"),
    ("curate", "export", "--db", "DB", "-o", "DB"),
    ("verify", "--db", "DB", "-o", "DB"),
    ("verify", "DRAFT", "--db", "DB", "-o", "DB"),
    ("verify", "--db", "DB", "--write-baseline", "DB"),
    ("verify", "DRAFT", "-o", "DRAFT"),
    ("verify", "DRAFT", "--write-baseline", "DRAFT"),
    ("verify", "FOLDER", "-o", "DRAFT"),
    ("verify", "DRAFT", "-o", "REPORT", "--write-baseline", "REPORT"),
]


@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_no_output_replaces_what_is_read(db: Path, command: tuple[str, ...]) -> None:
    draft = db.with_name("draft.txt")
    before = db.read_bytes(), draft.read_bytes()
    told = ran(
        *(
            {"DB": db, "DRAFT": draft, "FOLDER": db.parent, "REPORT": db.with_name("report")}.get(word, word)
            for word in command
        )
    )
    assert told.exit_code == 2
    option = "--write-baseline" if command[-2] == "--write-baseline" and "-o" not in command else "-o"
    assert f"it is what this command reads; name another file with {option}" in told.stderr
    assert (db.read_bytes(), draft.read_bytes()) == before


def test_a_report_that_cannot_be_written_says_so(db: Path) -> None:
    told = ran("verify", "--db", db, "-o", db.with_name("nowhere") / "report.md")
    assert told.exit_code == 2
    assert "name another file with -o" in told.stderr


FOLDERS = [
    (("verify", "--db", "DB"), "-o"),
    (("verify", "--db", "DB"), "--write-baseline"),
    (("export", "-f", "csv", "--db", "DB"), "-o"),
    (("curate", "export", "--db", "DB"), "-o"),
]


@pytest.mark.parametrize(("command", "option"), FOLDERS)
def test_a_folder_is_no_output_and_the_option_is_named(db: Path, command: tuple[str, ...], option: str) -> None:
    told = ran(*(db if word == "DB" else word for word in command), option, db.parent)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == f"claimboard: cannot write {db.parent}: it is a folder; name another file with {option}\n"


def test_a_pipe_is_no_registry_no_baseline_and_no_log(db: Path) -> None:
    pipe = db.with_name("pipe")
    os.mkfifo(pipe)
    assert ran("boards", "--db", pipe).exit_code == 2
    assert ran("verify", "--db", db, "--baseline", pipe).exit_code == 2
    assert ran("curate", "import", pipe, "--db", db).exit_code == 2


@pytest.mark.parametrize("command", [("boards", "\udcff"), ("sql", "\udcff"), ("boards", "--db", "a" * 300)])
def test_bytes_and_names_that_are_none(command: tuple[str, ...]) -> None:
    assert ran(*command).exit_code == 2


def test_a_loop_of_links_is_no_registry(tmp_path: Path) -> None:
    loop = tmp_path / "loop.duckdb"
    loop.symlink_to(loop)
    assert ran("boards", "--db", loop).exit_code == 2


def test_an_empty_text_is_no_claim(db: Path) -> None:
    told = ran("verify", "--db", db, "--text", " ")
    assert told.exit_code == 2
    assert "the text is empty" in told.stderr
