"""The pages of docs/ do what they say: commands are run, queries asked, links followed, --help is as told."""

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from typer.testing import CliRunner

from leaderboard.command_line import app
from leaderboard.guarded import ask

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^```(?P<kind>\w*)(?P<options>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s#]+)(?:#[^)]*)?\)")


@dataclass
class Step:
    """One `sh` block: its commands, the exit code of the last one, what `text` blocks after it show."""

    commands: list[str]
    exit_code: int
    shown: list[str] = field(default_factory=list)


def steps(page: Path, folder: Path) -> list[Step]:
    """The steps of a page; its files are written into `folder` on the way."""
    found: list[Step] = []
    for fence in FENCE.finditer(page.read_text("utf-8")):
        options = dict(each.split("=") for each in fence["options"].split())
        if "file" in options:
            (folder / options["file"]).write_text(fence["body"], "utf-8")
        elif fence["kind"] == "sh":
            found.append(Step(fence["body"].strip().splitlines(), int(options.get("exit", 0))))
        elif fence["kind"] == "text" and found:
            found[-1].shown += fence["body"].strip().splitlines()
    return found


KEPT = re.compile(r"(?P<name>[A-Z]+)=\$\((?P<command>.*)\)")


@pytest.mark.parametrize("page", ["tutorial.md", "curation.md"])
def test_a_page_does_what_it_shows(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`NAME=$(command)` keeps the last line of what the command prints, for later `$NAME`."""
    kept: dict[str, str] = {}
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    for step in steps(DOCS / page, tmp_path):
        said = ""
        for line in step.commands:
            keeps = KEPT.fullmatch(line)
            command, *arguments = shlex.split(keeps["command"] if keeps else line)
            assert command == "claimboard"
            ran = runner.invoke(app, [kept.get(each.removeprefix("$"), each) for each in arguments])
            if keeps:
                kept[keeps["name"]] = ran.stdout.strip().splitlines()[-1]
            said += ran.stdout + ran.stderr
        assert ran.exit_code == step.exit_code, (step.commands, said)
        for shown in step.shown:
            assert shown in said, (step.commands, shown, said)


PORTS = (DOCS / "import-export.md").read_text("utf-8")
EXPORTED = [line for line in PORTS.splitlines() if line.startswith("claimboard export ")]


@pytest.mark.parametrize("line", EXPORTED)
def test_an_export_of_the_page_writes_its_file(line: str, demo_registry: Path, tmp_path: Path) -> None:
    program = str(Path(sys.executable).with_name("claimboard"))
    arguments = [*shlex.split(line)[1:], "--db", str(demo_registry)]
    ran = subprocess.run([program, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    [file] = tmp_path.iterdir()
    assert file.stat().st_size > 200
    assert f"in {file.name}" in ran.stderr


COOKBOOK = (DOCS / "sql-cookbook.md").read_text("utf-8")
QUERIES = [fence["body"] for fence in FENCE.finditer(COOKBOOK) if fence["kind"] == "sql"]
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
FILE = re.compile(r"`((?:registry|extractors|leaderboard|scripts|tests|data)/[\w./-]+\.(?:py|sql|yaml|toml|txt))`")


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: " ".join(query.split())[:40])
def test_a_query_of_the_cookbook_is_answered(query: str, demo_registry: Path) -> None:
    assert ask(demo_registry, query).rows


def test_the_command_line_is_as_told() -> None:
    spec = spec_from_file_location("cli_reference", ROOT / "scripts" / "cli_reference.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    assert (DOCS / "cli.md").read_text("utf-8") == made.page(), "run python scripts/cli_reference.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.finditer(page.read_text("utf-8")):
        target = link["target"]
        assert "://" in target or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    named = FILE.findall(page.read_text("utf-8"))
    assert [each for each in named if not (ROOT / each).exists()] == []
