"""`claimboard curate`: decisions are taken, listed, taken back and moved; a mistake gets one line with the cure."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from leaderboard.command_line import app
from leaderboard.commands.curate import STATES
from leaderboard.curating import Wanted, decide
from leaderboard.exports import EXPORTS, board_selection
from leaderboard.ingest import ingest
from leaderboard.queries.listings import LISTINGS
from leaderboard.web.api import ENDPOINTS
from leaderboard.web.routes import claim_page
from registry.catalog import load_catalog
from registry.snapshots import connect

PAPER = """# A study of taggers

FooNet reaches 92.8% accuracy on SST-2. BarNet reaches 91.5% accuracy on SST-2. It gains 4.2 on Zorgbench.
"""
BOARD = "sst-2--accuracy"
BY = ("--by", "Ada", "--reason", "read in the paper")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    (tmp_path / "paper.md").write_text(PAPER, "utf-8")
    ingest([str(tmp_path / "paper.md")], tmp_path / "c.duckdb", load_catalog())
    return tmp_path / "c.duckdb"


def ran(db: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, ["curate", *arguments, "--db", str(db)], env={"CLAIMBOARD_BY": "", **environment})


def claim_of(db: Path, quote: str) -> str:
    with connect(db) as con:
        [(claim_id,)] = con.execute("SELECT claim_id FROM claims WHERE quote = ?", [quote]).fetchall()
    return str(claim_id)


def ranking(db: Path, board: str = BOARD) -> list[tuple[Any, ...]]:
    query = "SELECT rank, model, printed, status FROM leaderboard WHERE board = ? ORDER BY printed DESC"
    with connect(db) as con:
        return con.execute(query, [board]).fetchall()


def test_the_sample_is_as_these_tests_need_it(db: Path) -> None:
    assert ranking(db) == [(1, "FooNet", "92.8", "extracted"), (2, "BarNet", "91.5", "extracted")]


DECIDED = [
    (["accept", "92.8%"], (1, "FooNet", "92.8", "accepted"), "accepted"),
    (["reject", "92.8%"], (None, "FooNet", "92.8", "rejected"), "rejected"),
    (["reject", "92.8%", "--link"], (None, "FooNet", "92.8", "rejected"), "extracted"),
    (["accept", "92.8%", "--board", BOARD], (1, "FooNet", "92.8", "accepted"), "extracted"),
    (["correct", "92.8%", "value=98.2"], (1, "FooNet", "98.2", "corrected"), "corrected"),
    (["correct", "92.8%", "subject=FooNet-2"], (1, "FooNet-2", "92.8", "corrected"), "corrected"),
    (["correct", "92.8%", "model=Foo", "--link"], (1, "Foo", "92.8", "corrected"), "extracted"),
]


@pytest.mark.parametrize(("arguments", "row", "status"), DECIDED)
def test_a_decision_shows_on_the_board_and_the_claim(
    arguments: list[str], row: tuple[Any, ...], status: str, db: Path
) -> None:
    action, quote, *rest = arguments
    claim_id = claim_of(db, quote)
    told = ran(db, action, claim_id[:10], *rest, *BY)
    assert told.exit_code == 0, told.output
    assert claim_id in told.stdout
    assert row in ranking(db)
    with connect(db) as con:
        assert con.execute("SELECT status FROM claims WHERE claim_id = ?", [claim_id]).fetchall() == [(status,)]
    page = CliRunner().invoke(app, ["claim", claim_id, "--db", str(db)])
    assert (f"{status}: read in the paper" in page.stdout) == (status != "extracted")


def test_a_link_is_corrected_to_another_board_by_any_spelling_of_its_names(db: Path) -> None:
    told = ran(db, "correct", claim_of(db, "92.8%"), "--link", "benchmark=MNLI", "metric=F1 score", "split=dev", *BY)
    assert told.exit_code == 0, told.output
    assert ranking(db, "mnli--dev--f1") == [(1, "FooNet", "92.8", "corrected")]
    assert ranking(db) == [(1, "BarNet", "91.5", "extracted")]
    again = ran(db, "correct", claim_of(db, "92.8%"), "--board", "mnli--dev--f1", "model=Foo", *BY)
    assert again.exit_code == 0, again.output
    assert ranking(db, "mnli--dev--f1") == [(1, "Foo", "92.8", "corrected")]  # what was set before holds as well


def test_an_undo_brings_back_what_was_before(db: Path) -> None:
    claim_id = claim_of(db, "92.8%")
    for action in ("accept", "reject"):
        made = json.loads(ran(db, action, claim_id, *BY, "--json").stdout)
    told = ran(db, "undo", made["decision_id"][:8], *BY)
    assert told.exit_code == 0, told.output
    assert ranking(db)[0] == (1, "FooNet", "92.8", "accepted")
    states = [row["state"] for row in json.loads(ran(db, "list", claim_id, "--json").stdout)]
    assert states == ["in force", "withdrawn", "undo"]
    again = ran(db, "undo", made["decision_id"], *BY)
    assert (again.exit_code, "taken back already" in again.stderr) == (2, True)


def test_what_checks_said_of_a_rejected_claim_is_gone(tmp_path: Path) -> None:
    text = PAPER.replace("92.8%", "920.8%")
    (tmp_path / "paper.md").write_text(text, "utf-8")
    db = tmp_path / "c.duckdb"
    ingest([str(tmp_path / "paper.md")], db, load_catalog())
    claim_id = claim_of(db, "920.8%")

    def findings() -> int:
        with connect(db) as con:
            query = "SELECT count(*) FROM findings WHERE claim_id = ? AND severity = 'error'"
            return int(con.execute(query, [claim_id]).fetchall()[0][0])

    assert findings() == 1
    assert ran(db, "correct", claim_id, "value=92.8", *BY).exit_code == 0
    assert findings() == 0
    made = json.loads(ran(db, "list", "--json").stdout)
    assert ran(db, "undo", made[0]["decision_id"], *BY).exit_code == 0
    assert findings() == 1


def test_a_log_goes_into_another_registry_and_back(db: Path, tmp_path: Path) -> None:
    """Two people curate apart; each takes the other's file in, twice; both have the same log and the same boards."""
    other = tmp_path / "other.duckdb"
    ingest([str(tmp_path / "paper.md")], other, load_catalog())
    ran(db, "reject", claim_of(db, "92.8%"), *BY)
    ran(other, "accept", claim_of(other, "92.8%"), "--by", "Ben", "--reason", "it is right")
    ran(other, "correct", claim_of(other, "91.5%"), "value=91.6", "--by", "Ben", "--reason", "a digit")
    files = {}
    for mine in (db, other):
        files[mine] = tmp_path / f"{mine.stem}.jsonl"
        assert ran(mine, "export", "-o", str(files[mine])).exit_code == 0
    merged = tmp_path / "merged.jsonl"
    merged.write_text(files[other].read_text("utf-8") + files[db].read_text("utf-8"), "utf-8")
    assert json.loads(ran(db, "import", str(merged), "--json").stdout) == {"decisions": 3, "new": 2, "look_again": 0}
    assert json.loads(ran(db, "import", str(merged), "--json").stdout) == {"decisions": 3, "new": 0, "look_again": 0}
    assert json.loads(ran(other, "import", str(merged), "--json").stdout)["new"] == 1
    assert ran(db, "export").stdout == ran(other, "export").stdout
    assert ranking(db) == ranking(other) == [(1, "FooNet", "92.8", "accepted"), (2, "BarNet", "91.6", "corrected")]
    contested = json.loads(ran(db, "list", "--state", "contested", "--json").stdout)
    assert [(row["decided_by"], row["state"]) for row in contested] == [("Ada", "overruled"), ("Ben", "in force")]
    assert [(row["decided_by"], row["state"]) for row in asked_for(db, state="contested")] == [
        ("Ada", "overruled"),
        ("Ben", "in force"),
    ]
    assert of_claim(db, "92.8%") == (True, ["Ada", "Ben"])
    assert of_claim(db, "91.5%") == (False, ["Ben"])
    assert "reject by Ada: overruled, contested" in page_of_claim(db, "92.8%")
    assert "contested" not in page_of_claim(db, "91.5%")


def test_the_api_knows_the_states_that_the_command_does() -> None:
    [state] = [each for each in LISTINGS["decisions"].filters if each.name == "state"]
    assert state.choices == STATES


def asked_for(db: Path, **filters: str) -> list[dict[str, Any]]:
    """The API's list of decisions."""
    with connect(db) as con:
        return LISTINGS["decisions"].page(con, filters, 1, 100)[0]


def page_of_claim(db: Path, quote: str) -> str:
    with connect(db) as con:
        return claim_page(con, 1, {"id": claim_of(db, quote)})


def of_claim(db: Path, quote: str) -> tuple[bool, list[str]]:
    """What the API says of a claim: whether people differ, and who decided."""
    endpoint = next(each for each in ENDPOINTS if each.path == "/claims/{id}")
    with connect(db) as con:
        told = endpoint.answer(con, 1, {"id": claim_of(db, quote)}, {})
    return told["contested"], [each["decided_by"] for each in told["decisions"]]


def test_decisions_outlive_a_changed_file(db: Path, tmp_path: Path) -> None:
    ran(db, "reject", claim_of(db, "92.8%"), *BY)
    ran(db, "accept", claim_of(db, "91.5%"), *BY)
    changed = PAPER.replace("taggers\n", "taggers\n\nWords that are new.\n").replace("91.5%", "91.7%")
    (tmp_path / "paper.md").write_text(changed, "utf-8")
    ingest([str(tmp_path / "paper.md")], db, load_catalog())
    assert ranking(db) == [(None, "FooNet", "92.8", "rejected"), (1, "BarNet", "91.7", "extracted")]
    told = ran(db, "list", "--state", "look again", "--json")
    assert [row["note"] for row in json.loads(told.stdout)] == ["value changed: 91.7%"]


NO_STATUS = ["latex", "markdown", "pwc", "eee", "eval-results", "nlp-progress", "badge"]


@pytest.mark.parametrize("form", [*NO_STATUS, "csv", "json", "jsonl"])
def test_a_rejected_result_goes_only_where_its_status_goes(form: str, db: Path) -> None:
    ran(db, "reject", claim_of(db, "92.8%"), *BY)
    with connect(db) as con:
        written = EXPORTS[form].bytes_of(board_selection(con, BOARD)).decode("utf-8")
    assert "BarNet" in written
    assert ("92.8" in written) == (form not in NO_STATUS)
    assert ("rejected" in written) == (form not in NO_STATUS)


MISTAKES = [
    ("accept CLAIM --reason x", "who decides: --by NAME"),
    ("accept CLAIM --by Ada", "says why: --reason"),
    ("accept nothing --by Ada --reason x", "no claim named 'nothing'"),
    ("correct CLAIM value --by Ada --reason x", "write FIELD=VALUE"),
    ("correct CLAIM value=many --by Ada --reason x", "a number as printed"),
    ("correct CLAIM colour=red --by Ada --reason x", "there are: kind, value"),
    ("correct CLAIM kind=rank --by Ada --reason x", "a rank without relation"),
    ("correct CLAIM metric=acurracy --link --by Ada --reason x", "did you mean"),
    ("correct CLAIM model=x --board no-board --by Ada --reason x", "no board of this claim named"),
    ("accept LOOSE --link --by Ada --reason x", "stands on no board"),
    ("correct LOOSE --link model=x --by Ada --reason x", "needs a benchmark, a metric, a model and a value"),
    ("undo 0123 --by Ada --reason x", "no decision named"),
    ("import missing.jsonl", "No such file"),
    ("list --state lost", "one of in force"),
]


@pytest.mark.parametrize(("line", "said"), MISTAKES)
def test_a_mistake_gets_one_line_and_2_and_leaves_no_entry(line: str, said: str, db: Path) -> None:
    ids = {"CLAIM": claim_of(db, "92.8%"), "LOOSE": claim_of(db, "4.2")}
    told = ran(db, *(ids.get(word, word) for word in line.split()))
    assert told.exit_code == 2
    assert said in told.stderr
    assert ran(db, "export").stdout == ""


def test_who_decides_may_stand_in_the_environment(db: Path) -> None:
    told = ran(db, "accept", claim_of(db, "92.8%"), "--reason", "x", "--json", CLAIMBOARD_BY="Eve")
    assert json.loads(told.stdout)["decided_by"] == "Eve"


def test_a_missing_registry_is_not_made(tmp_path: Path) -> None:
    told = ran(tmp_path / "none.duckdb", "import", str(tmp_path / "x.jsonl"))
    assert told.exit_code == 2
    assert not (tmp_path / "none.duckdb").exists()


def test_what_checks_said_of_an_accepted_claim_stays(tmp_path: Path) -> None:
    """A form looks for no findings: it may drop only those of a claim that reads otherwise now."""
    (tmp_path / "paper.md").write_text(PAPER.replace("92.8%", "920.8%"), "utf-8")
    db = tmp_path / "c.duckdb"
    ingest([str(tmp_path / "paper.md")], db, load_catalog())
    claim_id = claim_of(db, "920.8%")
    told = []
    for action in ("accept", "reject"):
        decide(db, Wanted(action, claim_id, "Ada", "x"), load_catalog(), checked=False)
        with connect(db) as con:
            told.append(
                con.execute("SELECT count(*) FROM findings WHERE claim_id = ?", [claim_id]).fetchall()[0][0] > 0
            )
    assert told == [True, False]
