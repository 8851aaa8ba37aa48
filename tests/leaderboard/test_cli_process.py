"""The command as its own process: pipes, signals, start-up, the port."""

import contextlib
import json
import os
import pty
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from leaderboard.cli import main; main()"]
# A shell starts what runs in its background deaf to Ctrl-C, and a test run may be that.
HEARING = [sys.executable, "-c", f"import signal; signal.signal(2, signal.default_int_handler); {COMMAND[2]}"]
HEAVY = {"duckdb", "polars", "pyarrow", "pandera", "pandas", "streamlit", "altair", "rich", "regex", "re2", "yaml"}


def ran(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **environment}
    return subprocess.run([*COMMAND, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a registry of one claim in it."""
    folder = tmp_path_factory.mktemp("registry")
    (folder / "ada.txt").write_text("Ada gains 2.5 points over Bée ↑.", encoding="utf-8")
    told = ran("ingest", "ada.txt", cwd=folder, TERM="xterm-256color", PYTHONIOENCODING="ascii")
    assert (told.returncode, told.stderr) == (0, "")
    assert "\x1b" not in told.stdout
    return folder


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", *COMMAND[1:], "--help"], capture_output=True, text=True, check=True
    )
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.stderr.splitlines()}
    assert "typer" in imported
    assert not HEAVY & imported


def test_a_pipe_has_no_colour_and_no_width(folder: Path) -> None:
    claim = json.loads(ran("sql", "FROM claims", "--json", cwd=folder).stdout)[0]["claim_id"]
    shown = ran("claim", claim, cwd=folder, TERM="xterm-256color", COLUMNS="20").stdout
    assert "\x1b" not in shown
    assert re.search(rf"^claim\s+{claim}$", shown, re.MULTILINE)
    assert "»2.5 points«" in shown


def test_a_locale_without_unicode_is_no_reason_to_fail(folder: Path) -> None:
    told = ran("sql", "SELECT sentence FROM claims", cwd=folder, PYTHONIOENCODING="ascii")
    assert (told.returncode, told.stderr) == (0, "")
    assert r"B\xe9e \u2191" in told.stdout


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "table"])
def test_a_reader_that_goes_away_is_no_mistake(folder: Path, form: str) -> None:
    query = "SELECT repeat('x', 1000) AS long FROM range(900)"
    with subprocess.Popen(
        [*COMMAND, "sql", query, "-f", form], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


UNWRITABLE = [(">&-", "it is closed")] + [(">/dev/full", "No space left on device")] * Path("/dev/full").exists()


@pytest.mark.parametrize("arguments", ["stats", "stats --json", "--help", "stats --help", "--version", "doctor"])
@pytest.mark.parametrize(("redirected", "why"), UNWRITABLE)
def test_output_that_cannot_be_written_is_told(folder: Path, arguments: str, redirected: str, why: str) -> None:
    command = f'exec "$0" "$@" {arguments} {redirected}'
    told = subprocess.run(["sh", "-c", command, *COMMAND], cwd=folder, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (2, f"claimboard: standard output cannot be written: {why}\n")


def test_errors_that_nobody_hears_are_none(folder: Path) -> None:
    command = ["sh", "-c", 'exec "$0" "$@" stats 2>&-', *COMMAND]
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


PIPED = """# FooNet

## Abstract

FooNet reaches 95.8% accuracy on SST-2.

## Results

Table 1: Accuracy on SST-2 (test set).

| Model | SST-2 |
|---|---|
| BERT | 89.1 |
| FooNet (ours) | **92.8** |
"""


@pytest.mark.parametrize(("given", "code"), [(PIPED, 1), (PIPED.replace("95.8", "92.8"), 0)])
def test_a_draft_is_verified_from_a_pipe(given: str, code: int, tmp_path: Path) -> None:
    """Standard input can be read once only: what was read there is what is verified."""
    command = [*COMMAND, "verify", "-", "--json"]
    told = subprocess.run(command, cwd=tmp_path, input=given, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr[:20]) == (code, "claimboard: 3 claims")
    assert ("prose-vs-table" in told.stdout) == bool(code)


@pytest.mark.parametrize("db", ["", ".", "/"])
def test_a_registry_without_a_name_is_a_usage_error(folder: Path, db: str) -> None:
    told = ran("stats", "--db", db, cwd=folder)
    assert told.returncode == 2
    assert f"{db!r} names no file" in told.stderr


def test_a_folder_is_no_registry_and_is_not_called_damaged(folder: Path) -> None:
    (folder / "shelf").mkdir()
    told = ran("doctor", "--repair", "--db", "shelf", cwd=folder)
    assert told.returncode == 2
    assert "'shelf' is a folder; name a file in it, such as 'shelf/claimboard.duckdb'" in told.stderr
    assert sorted(each.name for each in folder.iterdir() if "shelf" in each.name) == ["shelf"]


@pytest.mark.parametrize("db", [":memory:", "md:shared", "s3://bucket/x.duckdb"])
def test_an_address_is_no_registry_and_nothing_is_lost_in_memory(tmp_path: Path, db: str) -> None:
    (tmp_path / "foo.md").write_text(PIPED, "utf-8")
    told = ran("ingest", "foo.md", "--db", db, cwd=tmp_path)
    assert (told.returncode, told.stdout) == (2, "")
    assert "is an address, not a file" in told.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["foo.md"]


def test_a_query_in_another_encoding_is_a_usage_error(folder: Path) -> None:
    told = subprocess.run([*COMMAND, "sql", "-"], cwd=folder, input=b"SELECT '\xff'", capture_output=True, check=False)
    assert (told.returncode, told.stdout) == (2, b"")
    assert told.stderr == b"claimboard: the query is no UTF-8 text; save it as UTF-8\n"


def test_a_seed_beyond_its_range_is_a_usage_error(tmp_path: Path) -> None:
    told = ran("bench", "generate", "--seed", "9" * 25, cwd=tmp_path)
    assert told.returncode == 2
    assert "--seed" in told.stderr


@pytest.mark.timeout(60)
def test_ctrl_c_keeps_what_was_acknowledged_and_says_how_much(tmp_path: Path) -> None:
    filler = "Nothing is said here. " * 50
    lines = [json.dumps({"id": str(at), "text": f"Ada gains 2.{at} points. {filler}"}) + "\n" for at in range(5_000)]
    with subprocess.Popen(
        [*HEARING, "ingest", "-"], cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        # More than pipes and buffers hold: when all of it is taken, whole batches were added; then it waits for more.
        process.stdin.write("".join(lines))
        process.stdin.flush()
        time.sleep(0.5)  # between two reads of one buffer Python hears nothing, and that is where the flush leaves it
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
        assert process.wait() == 130
    kept = int(re.match(r"claimboard: interrupted: ([\d,]+) documents of this run are in", told)[1].replace(",", ""))  # type: ignore[index]
    assert kept >= 1_000
    counted = ran("sql", "SELECT count(*) AS n FROM documents", "--json", cwd=tmp_path)
    assert json.loads(counted.stdout) == [{"n": kept}]


@pytest.mark.parametrize("arguments", ["ingest ada.txt --db other.duckdb", "board squad", "--help"])
def test_ctrl_c_while_the_command_is_loaded_is_one_line(folder: Path, arguments: str) -> None:
    """A module that all commands load sends it."""
    interrupting = "import os; os.kill(os.getpid(), 2)"
    (folder / "typer.py").write_text(interrupting, "utf-8")
    command = [*HEARING[:2], f"import sys; sys.path.insert(0, '.'); {HEARING[2]}", *arguments.split()]
    try:
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    finally:
        (folder / "typer.py").unlink()
    assert (told.returncode, told.stdout, told.stderr) == (130, "", "claimboard: interrupted\n")


FINALISED = """
import os, signal, time
from leaderboard.console.interruption import end_on_ctrl_c, raise_on_ctrl_c
class Finalised:
    def __del__(self):
        os.kill(os.getpid(), 2)
signal.signal(2, signal.default_int_handler)
end_on_ctrl_c()
raise_on_ctrl_c()
try:
    Finalised()
    time.sleep(30)
except KeyboardInterrupt:
    print("heard")
"""


def test_ctrl_c_is_heard_in_a_finaliser_too() -> None:
    told = subprocess.run([sys.executable, "-c", FINALISED], capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == ("heard\n", "")


def seconds_of_work(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see when the query is at work")
@pytest.mark.timeout(60)
def test_ctrl_c_ends_a_query_that_never_would(folder: Path) -> None:
    query = "SELECT 1 AS a UNION ALL SELECT count(*) FROM range(100000000000) AS t(a) WHERE hash(a) % 7 = 1"
    with subprocess.Popen(
        [*HEARING, "sql", query], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        while seconds_of_work(process.pid) < 3:  # starting takes less than one
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        try:
            told, said = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, told, said) == (130, b"", b"claimboard: interrupted\n")


def test_a_port_that_is_taken_is_told(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        told = ran("app", "--port", str(port), cwd=folder)
    assert told.returncode == 2
    assert told.stderr.startswith(f"claimboard: port {port} is taken; name another one with --port")


@pytest.mark.parametrize("command", ["sql -", "mcp", "ingest - --db new.duckdb", "verify -", "explain -"])
def test_a_closed_standard_input_is_told(folder: Path, command: str) -> None:
    line = f"{shlex.join(COMMAND)} {command} <&-"
    told = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False)
    assert (told.returncode, "standard input is closed" in told.stderr) == (2, True)


def test_ctrl_c_ends_the_app_without_a_word(folder: Path) -> None:
    command = [*HEARING, "app", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as app:
        assert app.stderr is not None
        told = app.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert address, told
        wait_for_page(f"{address[0]}/_stcore/health")
        app.send_signal(signal.SIGINT)
        assert app.communicate(timeout=60) == ("", "")
    assert app.returncode == 130


def wait_for_page(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer within a minute")


def test_completion_is_offered(tmp_path: Path) -> None:
    told = ran(cwd=tmp_path, _CLAIMBOARD_COMPLETE="complete_bash", COMP_WORDS="claimboard bo", COMP_CWORD="1")
    assert told.stdout.split() == ["boards", "board"]


def on_a_terminal(*arguments: str, cwd: Path) -> str:
    """All that a terminal is shown."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm-256color"}
    with subprocess.Popen([*COMMAND, *arguments], cwd=cwd, env=environment, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # Linux says so when the other side is closed
            while part := os.read(ours, 1 << 16):
                shown += part
        process.wait()
    os.close(ours)
    return shown.decode()


def test_a_terminal_sees_the_number_in_colour(folder: Path) -> None:
    claim = json.loads(ran("sql", "FROM claims", "--json", cwd=folder).stdout)[0]["claim_id"]
    assert "Ada gains \x1b[1;30;43m2.5 points\x1b[0m over" in on_a_terminal("claim", claim, cwd=folder)


def test_a_terminal_sees_a_failure_on_a_line_of_its_own(folder: Path) -> None:
    shown = on_a_terminal("ingest", "ada.txt", "nix.txt", "--db", "terminal.duckdb", cwd=folder)
    (line,) = [line for line in re.split(r"[\r\n]+|\x1b\[2K", shown) if "nix.txt: no such file" in line]
    assert line.startswith("claimboard: nix.txt: no such file")
    assert "1 document in 1 file: 1 new" in shown
