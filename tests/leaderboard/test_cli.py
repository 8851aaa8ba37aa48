"""The command line in process: (arguments, exit code, a line it says), over a small registry written by hand."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from leaderboard.command_line import EXIT_CODES, app
from leaderboard.console.serving import SETTINGS, listening
from registry.model import Block, Cell, CellRef, Claim, Document, Extraction, Span, Table, Unlinked
from registry.model import Result as Placed
from registry.quantity import Quantity
from registry.snapshots import connect
from registry.store import Registry

HOSTILE = "Ada\x1b]0;owned\x07\x1b[2J [bold red]wins[/] \u202egnp"
CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F))} - {"\n", "\t"}
SENTENCE = "Ada reaches 74.5% accuracy on GSM8K, \x1b[31mfar\x1b[0m above\nBee with 70.0%."
TABLE = "| Model | GSM8K |\n|---|---|\n| Ada | 74.5 |\n| Bee | 71.0 |\n"
RUN_VERSION = "0123456789ab"


def claim(text: str, quote: str, sentence: Span, value: str, subject: str, cell: CellRef | None = None) -> Claim:
    start = text.index(quote)
    return Claim(
        kind="score",
        start=start,
        end=start + len(quote),
        quote=quote,
        rule="table.cell" if cell else "score.metric",
        sentence=sentence,
        quantity=Quantity(Decimal(value), "percent"),
        metric="accuracy",
        benchmarks=("GSM8K",),
        subject=subject,
        cell=cell,
    )


def placed(claim: Claim) -> Placed:
    assert claim.quantity is not None
    assert claim.quantity.value is not None
    assert claim.subject is not None
    return Placed(claim, benchmark="gsm8k", metric="accuracy", model=claim.subject, value=claim.quantity.value)


def prose() -> Extraction:
    document = Document(
        id="ada", text=SENTENCE, title=HOSTILE, date="2024-05", source="papers/ada.txt", sha256="ab" * 32, reader="t"
    )
    sentence = Span(0, len(SENTENCE))
    ada = claim(SENTENCE, "74.5%", sentence, "74.5", "Ada")
    bee = claim(SENTENCE, "70.0%", sentence, "70.0", "Bee")
    return Extraction(document, (ada, bee), (placed(ada),), (Unlinked(bee, "cited", HOSTILE),))


def table() -> Extraction:
    lines = [line.strip("|").split("|") for line in (TABLE.splitlines()[at] for at in (0, 2, 3))]
    cells = [[text.strip() for text in line] for line in lines]
    grid = tuple(
        tuple(Cell(row, column, text, Span(TABLE.index(text), TABLE.index(text) + len(text))) for column, text in each)
        for row, each in enumerate(list(enumerate(line)) for line in cells)
    )
    block = Block("table", Span(0, len(TABLE)), Table(grid, caption="Table 1: accuracy \x1b[5m", heading="Results"))
    document = Document(id="bee", text=TABLE, title="Bee", date="2025", source="papers/bee.md", blocks=(block,))
    row = Span(TABLE.index("| Bee"), len(TABLE) - 1)
    bee = claim(TABLE, "71.0", row, "71.0", "Bee", CellRef(0, 2, 1))
    return Extraction(document, (bee,), (placed(bee),))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registry") / "small.duckdb"
    with Registry.open(path) as registry:
        run = registry.start_run("test", RUN_VERSION)
        registry.add([prose(), table()], run)
        registry.finish_run(run)
        registry.publish()
    return path


def ran(*arguments: str | Path, **options: Any) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="claimboard", **options)


def ids(db: Path) -> list[str]:
    asked = ran("sql", "SELECT claim_id FROM claims ORDER BY document, start_offset", "--db", db, "--json")
    return [row["claim_id"] for row in json.loads(asked.stdout)]


ROWS = [
    (["boards"], 0, "gsm8k--accuracy"),
    (["boards", "grade school"], 0, "gsm8k--accuracy"),
    (["boards", "imagenet-of-nowhere"], 0, "no board has 'imagenet-of-nowhere' in its names"),
    (["board", "GSM-8K"], 0, "GSM8K: accuracy ↑ percent (higher is better)"),
    (["board", "GSM-8K"], 0, "1     Ada    74.5   2024-05  Ada␛]0;owned␇␛[2J [bold red]wins[/] \ufffdgnp"),
    (["board", "gsm8k--accuracy", "--history"], 0, "2024-05  Ada"),
    (["board", "gsm9k"], 2, "claimboard: no board named 'gsm9k'; did you mean gsm8k--accuracy?"),
    (["claim", "ffffffffffffffffffff"], 2, "claimboard: no claim named 'ffffffffffffffffffff'"),
    (["claim", ""], 2, "no claim named ''; `claimboard sql \"SELECT claim_id, sentence FROM claims\"` lists them"),
    (
        ["curate", "list", "zz"],
        2,
        "no claim named 'zz'; `claimboard sql \"SELECT claim_id, sentence FROM claims\"` lists",
    ),
    (["sql", "SELECT claim_id, sentence FROM claims LIMIT 1"], 0, "claim_id"),
    (["diff", "zz"], 2, "no document named 'zz'; `claimboard sql \"SELECT name, title FROM documents\"` lists them"),
    (["sql", "SELECT name, title FROM documents LIMIT 1"], 0, "name"),
    (
        ["curate", "undo", "zz", "--by", "A", "-r", "x"],
        2,
        "no decision named 'zz'; `claimboard curate list` lists them",
    ),
    (
        ["curate", "import", "none"],
        2,
        "none: No such file or directory; name a file that `claimboard curate export` wrote",
    ),
    (["export", "--board", ""], 2, "'--board': is empty and chooses nothing; name something, or leave it out"),
    (["export", "--document", " "], 2, "'--document': is empty and chooses nothing"),
    (["export", "--where", ""], 2, "'--where': is empty and chooses nothing"),
    (["verify", "--board", ""], 2, "'--board': is empty and chooses nothing"),
    (["verify", "--where", ""], 2, "'--where': is empty and chooses nothing"),
    (["curate", "accept", "a", "--by", "A", "-r", "x", "--board", ""], 2, "'--board': is empty and chooses nothing"),
    (["ingest", "x.md", "--scheduler", ""], 2, "'--scheduler': is empty and chooses nothing"),
    (["export", "--where", "value > 0", "-f", "csv"], 0, "results as csv"),
    (["stats"], 0, "claims"),
    (["sql", "SELECT timestamptz '2020-01-01 00:00+00' AS t", "-f", "csv"], 0, "2020-01-01T00:00:00+00:00"),
    (["sql", "SELECT 1 AS a, 2 AS a", "--json"], 0, '{"a": 1, "a_1": 2}'),
    (["sql", "SELECT 1 WHERE false", "--json"], 0, "[]"),
    (["sql", "SELECT 1 AS a WHERE false", "-f", "csv"], 0, "a"),
    (["sql", "FROM range(100000000000) SELECT sum(hash(range))", "--seconds", "1"], 2, "allow more --seconds"),
    (["sql", "FROM range(100000000000)", "--seconds", "1", "-f", "csv"], 2, "allow more --seconds"),
    (["sql", "FROM nowhere"], 2, "claimboard: Catalog Error: Table with name nowhere does not exist!"),
    (["sql", "SELECT checksum FROM claims"], 2, "claimboard: Binder Error: Referenced column"),
    (["sql", "SELECT error('does not match stored checksum')::INT"], 2, "does not match stored checksum"),
    (["sql", "DELETE FROM store.claim"], 2, "claimboard: one SELECT statement, please; the registry is only read here"),
    (["sql", "COPY (SELECT 1) TO 'x.csv'"], 2, "claimboard: one SELECT statement, please"),
    (["sql", "SELECT 1; SELECT 2"], 2, "claimboard: one SELECT statement, please"),
    (["sql", "SET threads = 1"], 2, "claimboard: one SELECT statement, please"),
    (["sql", "/* nothing */"], 2, "claimboard: one SELECT statement, please"),
    (["sql", "SELECT 1 AS a;", "--json"], 0, '{"a": 1}'),
    (["sql", ""], 2, "give either a query or --schema"),
    (["sql", " "], 2, "claimboard: the query is empty"),
    (["sql", "SELECT 1", "--schema"], 2, "give either a query or --schema"),
    (["sql", "--schema"], 0, "leaderboard: One row a board and model"),
    (["sql", "SELECT 1", "-f", "xml"], 2, "xml"),
    (["doctor"], 0, "generation"),
    (["app", "--port", "70000"], 2, "less than or equal to 65535"),
    (["app", "--allow-host", ""], 2, "'' is no host's name; give one such as board.example.org"),
    (["app", "--allow-host", "a b"], 2, "'a b' is no host's name; give one such as board.example.org"),
    (["app", "--report-link", ""], 2, "is empty and chooses nothing; name something, or leave it out"),
    (["boards", ""], 2, "is empty and chooses nothing"),
    (["board", " "], 2, "is empty and chooses nothing"),
    (["board", "猫💥"], 2, "no board named '猫💥'; `claimboard boards` lists them"),
    (["export", "-f", ""], 2, "is empty and chooses nothing"),
    (["export", "-o", ""], 2, "is empty and names no file; name one, or leave it out"),
    (["export", "--without-licence", " "], 2, "is empty and chooses nothing"),
    (["ingest", "--partitions", "", "x.md"], 2, "is empty and chooses nothing"),
    (["ingest", "-j", "2", "--partitions", "memory://x", "x.md"], 2, "memory://x is one process's own memory"),
]


@pytest.mark.parametrize(("arguments", "code", "line"), ROWS)
def test_a_command_ends_and_says(db: Path, arguments: list[str], code: int, line: str) -> None:
    told = ran(*arguments, "--db", db)
    assert told.exit_code == code, told.output
    assert line in told.output


WITHOUT_A_VALUE = [["verify", "--text"], ["boards", "--db"], ["bench", "generate", "--seed"], ["ingest", "--jobs"]]


@pytest.mark.parametrize("arguments", WITHOUT_A_VALUE, ids=" ".join)
def test_an_option_without_its_value_is_told_as_other_mistakes_are(arguments: list[str]) -> None:
    told = ran(*arguments)
    line = (
        f"claimboard: Option '{arguments[-1]}' requires an argument; `claimboard {arguments[0]} -h` tells what there is"
    )
    assert (told.exit_code, told.output) == (2, f"{line}\n")


WITHOUT_REGISTRY = [
    ["boards"],
    ["board", "gsm8k"],
    ["claim", "ab"],
    ["sql", "SELECT 1"],
    ["sql", "--schema"],
    ["stats"],
    ["app"],
    ["doctor"],
]


@pytest.mark.parametrize("arguments", WITHOUT_REGISTRY)
def test_a_missing_registry_is_refused_with_the_cure_and_not_made(tmp_path: Path, arguments: list[str]) -> None:
    missing = tmp_path / "none.duckdb"
    told = ran(*arguments, "--db", missing)
    assert told.exit_code == 2
    assert f"claimboard: no registry at {missing}; make one with `claimboard ingest FILE" in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", WITHOUT_REGISTRY)
def test_a_damaged_registry_is_told_and_left(tmp_path: Path, arguments: list[str]) -> None:
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_text("no database")
    told = ran(*arguments, "--db", damaged)
    assert told.exit_code == 3
    assert told.stderr.startswith("claimboard: ")
    assert told.stderr.count("\n") == 1
    assert damaged.read_text() == "no database"


USAGE = [
    ([], 2, "Usage: claimboard"),
    (["--help"], 0, "Exit codes:"),
    (["--version"], 0, "claimboard 0."),
    (["bords"], 2, "Did you mean 'boards'"),
    (["ingest"], 2, "name files to read"),
    (["boards", "--frmat", "json"], 2, "No such option"),
    (["extract", "--as", "poem", "x"], 2, "claimboard: Invalid value for '--as': 'poem' is not one of 'claims'"),
    (["claim"], 2, "claimboard: Missing argument 'ID'; `claimboard claim -h` tells what there is"),
    (["curate", "list", "--nope"], 2, "`claimboard curate list -h` tells what there is"),
    (["diff", "nothing", "--db", "none.duckdb"], 2, "claimboard: no registry at none.duckdb"),
]


@pytest.mark.parametrize(("arguments", "code", "line"), USAGE)
def test_usage(arguments: list[str], code: int, line: str) -> None:
    told = ran(*arguments)
    assert told.exit_code == code
    assert line in told.output


def test_the_help_holds_the_whole_table_of_exit_codes() -> None:
    told = ran("--help").stdout
    assert all(f"{code:<5}{meaning}" in told for code, meaning in EXIT_CODES.items())


def help_texts() -> Iterator[tuple[str, str, str]]:
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        yield name, "", command.help or ""
        for parameter in command.params:
            yield name, parameter.opts[0], getattr(parameter, "help", None) or ""


@pytest.mark.parametrize(("command", "parameter", "text"), list(help_texts()))
def test_every_command_and_option_has_a_help_text(command: str, parameter: str, text: str) -> None:
    assert text.strip().endswith(tuple('.`*"')) or (not parameter and text.strip()), f"{command} {parameter}"


LISTED = [["boards"], ["board", "gsm8k"], ["stats"], ["sql", "FROM leaderboard"], ["sql", "--schema"], ["doctor"]]


@pytest.mark.parametrize("arguments", LISTED)
def test_whatever_is_listed_is_listed_as_json_too(db: Path, arguments: list[str]) -> None:
    told = ran(*arguments, "--json", "--db", db)
    assert told.exit_code == 0
    assert json.loads(told.stdout)


EVERYTHING = [
    *(
        [*arguments, "-f", form]
        for arguments in LISTED[:5]
        for form in ("table", "json", "jsonl", "csv", "md", "latex")
    ),
    ["doctor"],
    ["sql", "FROM documents"],
    ["sql", "FROM unlinked"],
    ["claim", "PROSE"],
    ["claim", "PROSE", "--json"],
    ["claim", "CELL"],
]


@pytest.mark.parametrize("arguments", EVERYTHING)
def test_hostile_titles_reach_no_terminal(db: Path, arguments: list[str]) -> None:
    prose, _, cell = ids(db)
    known = {"PROSE": prose, "CELL": cell}
    told = ran(*(known.get(argument, argument) for argument in arguments), "--db", db)
    assert told.exit_code == 0
    assert not CONTROLS & set(told.output)


PROSE_PAGE = """\

  Ada reaches »74.5%« accuracy on GSM8K, ␛[31mfar␛[0m above Bee with 70.0%.

claim      {prose}
kind       score
value      74.5 percent
metric     accuracy
on         GSM8K
subject    Ada
document   Ada␛]0;owned␇␛[2J [bold red]wins[/] \ufffdgnp
published  2024-05
source     papers/ada.txt (ada), sha256 abababababababab
place      characters 12–17
rule       score.metric, extractors 0123456789ab, reader t
status     extracted
boards     gsm8k--accuracy

nearest on its boards
board            rank  model  value  date  claim
gsm8k--accuracy  2     Bee    71.0   2025  {cell}

also in this document
kind   quote  metric    on     claim
score  70.0%  accuracy  GSM8K  {other}
"""
CELL_PAGE = """\

  Table 1: accuracy ␛[5m

  Model  GSM8K
  Ada    74.5
  Bee    »71.0«

claim      {cell}
"""


def test_a_claim_of_the_prose_with_its_number_marked(db: Path) -> None:
    prose, other, cell = ids(db)
    told = ran("claim", prose, "--db", db).stdout
    lines = [line for line in told.splitlines(keepends=True) if not line.startswith("extracted  ")]
    assert "".join(lines) == PROSE_PAGE.format(prose=prose, other=other, cell=cell)


def test_a_claim_of_a_table_with_its_cell_marked(db: Path) -> None:
    cell = ids(db)[2]
    assert ran("claim", cell, "--db", db).stdout.startswith(CELL_PAGE.format(cell=cell))


def test_as_much_of_an_id_as_only_one_claim_has(db: Path) -> None:
    every = ids(db)
    for claim_id in every:
        short = next(claim_id[:n] for n in range(1, 17) if sum(other.startswith(claim_id[:n]) for other in every) == 1)
        assert json.loads(ran("claim", short.upper(), "--json", "--db", db).stdout)["claim_id"] == claim_id


def test_a_start_that_several_claims_share_is_refused_with_their_ids(tmp_path: Path) -> None:
    text = " ".join(f"Ada reaches {n}.5% accuracy." for n in range(10, 90))
    claims = tuple(claim(text, f"{n}.5%", Span(0, len(text)), f"{n}.5", "Ada") for n in range(10, 90))
    with Registry.open(tmp_path / "many.duckdb") as registry:
        registry.add([Extraction(Document(id="many", text=text), claims)], registry.start_run("test", RUN_VERSION))
        registry.publish()
    starts = [name[0] for name in ids(tmp_path / "many.duckdb")]
    told = ran("claim", max(starts, key=starts.count), "--db", tmp_path / "many.duckdb")
    assert told.exit_code == 2
    assert "claimboard: several claims begin with" in told.stderr


def test_sql_is_read_from_standard_input(db: Path) -> None:
    told = ran("sql", "-", "--json", "--db", db, input="SELECT count(*) AS n FROM claims")
    assert json.loads(told.stdout) == [{"n": 3}]


def test_what_is_no_text_on_standard_input_is_bad_input(db: Path) -> None:
    told = ran("sql", "-", "--db", db, input=b"\xff")
    assert told.exit_code == 2
    assert told.stderr == "claimboard: standard input is not UTF-8 text; write the query as text\n"


def test_the_registry_is_named_by_the_environment_too(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMBOARD_DB", str(db))
    assert ran("boards").exit_code == 0
    assert ran("boards", "--db", "none.duckdb").exit_code == 2


def broken() -> str:
    raise RuntimeError("no such\x1b[31m platform")


def test_what_nobody_foresaw_is_one_line_with_how_to_report_it(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.platform", broken)
    told = ran("doctor", "--db", db)
    assert told.exit_code == 4
    assert told.stderr.startswith("claimboard: internal error: RuntimeError: no such␛[31m platform; please report")
    assert told.stderr.count("\n") == 1
    monkeypatch.setenv("CLAIMBOARD_DEBUG", "1")
    assert "Traceback (most recent call last)" in ran("doctor", "--db", db).stderr


def test_the_app_is_served_to_this_machine_only_and_tells_nobody() -> None:
    assert SETTINGS["server.address"] == "127.0.0.1"
    assert SETTINGS["server.fileWatcherType"] == "none"
    assert SETTINGS["browser.gatherUsageStats"] is False
    with listening(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_one_revision_has_nothing_to_be_compared_with(db: Path) -> None:
    with connect(db) as con:
        name = con.execute("SELECT min(name) FROM documents").fetchall()[0][0]
    told = ran("diff", name, "--db", db)
    assert (told.exit_code, told.stdout) == (2, "")
    assert f"{name} was read in one revision only" in told.stderr


def test_a_draft_that_is_not_there_is_told_once() -> None:
    told = ran("verify", "nope.md")
    assert told.exit_code == 2
    assert told.stderr.count("nope.md") == 1
    assert "claimboard: nothing to verify: no file was found; name drafts that can be read" in told.stderr
