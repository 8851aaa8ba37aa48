"""The SQL console's process: plain questions are answered; nothing that is tried against it gets out."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaderboard.guarded import MOST_BYTES, MOST_ROWS, Told, ask
from registry.errors import MissingRegistryError, QueryError
from registry.snapshots import connect

MOST_MEMORY = 2_000_000_000


def attacks() -> Iterator[tuple[str, str]]:
    """What is after what, from attacks.sql: the last comment above a statement, and the statement."""
    text = Path(__file__).with_name("attacks.sql").read_text(encoding="utf-8")
    for paragraph in text.split("\n\n")[1:]:
        aim, _, query = paragraph.strip().partition("\n")
        yield aim.removeprefix("-- "), query


ATTACKS = list(attacks())
# Attacks that may be answered, because what they are answered with is harmless.
HARMLESS = {
    "reads a secret",
    "answers with more than a page can show",
    "nests without end",
    "takes long inside one function",  # RE2 takes linear time
}


def test_there_are_enough_attacks() -> None:
    assert len(ATTACKS) >= 30


@pytest.mark.parametrize(("aim", "query"), ATTACKS, ids=[aim.replace(" ", "-") for aim, _ in ATTACKS])
def test_an_attack_comes_to_nothing(aim: str, query: str, demo_registry: Path) -> None:
    folder = demo_registry.parent
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*")}
    bytes_before = demo_registry.read_bytes()
    answer: Told | None = None
    try:
        answer = ask(demo_registry, query)
    except QueryError as error:
        assert "\n" not in str(error)
        assert str(error)
    assert answer is None or aim in HARMLESS, answer
    if answer is not None:
        assert len(answer.rows) <= MOST_ROWS
        assert sum(len(str(value)) for row in answer.rows for value in row) <= MOST_BYTES
        assert not any(isinstance(value, str) and value.startswith("/") for row in answer.rows for value in row)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MOST_MEMORY
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*")} == before
    assert demo_registry.read_bytes() == bytes_before
    assert not list(Path("/tmp").glob("written*"))


ASKED = [
    ("SELECT 1 AS a, 2 AS a", 1, False),
    ("FROM documents", 2, True),
    ("SELECT * FROM documents LIMIT 2;", 2, False),
    ("WITH b AS (SELECT board FROM leaderboard) SELECT count(*) FROM b -- how many", 1, False),
    ("SELECT 'DROP TABLE; DELETE'", 1, False),
    ("DESCRIBE claims", 2, True),
    ("SELECT 1 WHERE false", 0, False),
]


@pytest.mark.parametrize(("query", "rows", "cut"), ASKED)
def test_a_question_is_answered(query: str, rows: int, cut: bool, demo_registry: Path) -> None:
    answer = ask(demo_registry, query, rows=2)
    assert (len(answer.rows), answer.cut) == (rows, cut)


def test_values_come_as_json_has_them(demo_registry: Path) -> None:
    query = "SELECT 1 AS i, 1.50::DECIMAL(4, 2) AS d, 'nan'::DOUBLE AS n, [1, 2] AS l, NULL AS z, DATE '2026-01-02'"
    answer = ask(demo_registry, query)
    assert answer.columns == ("i", "d", "n", "l", "z", "CAST('2026-01-02' AS DATE)")
    assert answer.rows == ((1, "1.50", "nan", [1, 2], None, "2026-01-02"),)
    assert answer.types[0] == "INTEGER"


REFUSED = ["", "-- nothing", "SELEC 1", "SELECT * FROM nowhere", "SELECT " + "1 + " * 6_000 + "1", "SELECT '\ud800'"]


@pytest.mark.parametrize("query", REFUSED, ids=lambda query: repr(query[:20]))
def test_what_is_no_question_is_refused_in_one_line(query: str, demo_registry: Path) -> None:
    with pytest.raises(QueryError) as caught:
        ask(demo_registry, query)
    assert "\n" not in str(caught.value)


def test_a_missing_registry_is_told_as_everywhere(tmp_path: Path) -> None:
    with pytest.raises(MissingRegistryError):
        ask(tmp_path / "none.duckdb", "SELECT 1")


def test_the_answer_is_that_of_the_connection(demo_registry: Path) -> None:
    query = "SELECT claim_id, kind FROM claims ORDER BY claim_id"
    with connect(demo_registry) as con:
        assert list(ask(demo_registry, query).rows) == con.execute(query).fetchall()[:MOST_ROWS]
