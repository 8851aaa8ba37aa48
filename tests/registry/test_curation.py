"""The log of decisions: each entry once, in any order, and its claim found again only where that is certain."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.anchors import Anchor
from registry.catalog import Catalog
from registry.corrections import checked_changes
from registry.curation import followed, states_of
from registry.decision import Decision, as_lines, decisions_in_file, in_order
from registry.errors import ReadError, UsageError
from registry.model import Extraction, Span
from registry.snapshots import connect
from registry.store import Registry

Reporting = Callable[..., Extraction]
Deciding = Callable[..., Decision]
ADA = {"model": "Ada", "value": "74.5", "benchmark": "gsm8k", "metric": "accuracy"}
BOB = {"model": "Bob", "value": "80", "benchmark": "gsm8k", "metric": "accuracy"}
LINES = [ADA, BOB]
WITHOUT_RUN = "SELECT COLUMNS(lambda name: name <> 'run_id')"


@pytest.fixture(scope="module")
def log(reporting: Reporting, deciding: Deciding) -> list[Decision]:
    """Two people on the two claims of one document: agreeing, disagreeing, taking back."""
    paper = reporting("p1", LINES)
    ada, bob = ((paper.document, claim) for claim in paper.claims)
    first = deciding(*ada, "accept", at=1)
    return [
        first,
        deciding(*ada, "reject", at=2, by="Ben"),
        deciding(*ada, "correct", at=3, changes={"value": "75.4"}),
        deciding(*bob, "correct", at=1, board="gsm8k--accuracy", changes={"model": "Bobby", "split": "dev"}),
        deciding(*bob, "reject", at=4, by="Ben", board="gsm8k--accuracy"),
        deciding(*ada, "undo", at=5, undoes=deciding(*ada, "correct", at=3, changes={"value": "75.4"}).decision_id),
        deciding(*bob, "accept", at=5, by="Ben"),
    ]


def held(path: Path, catalog: Catalog, *imports: Sequence[Decision], documents: Sequence[Extraction]) -> Any:
    """The curated rows and the log of a registry that took these logs in, one after the other."""
    with Registry.open(path, catalog=catalog) as registry:
        run = registry.start_run("test", "1")
        registry.add(documents, run)
        for each in imports:
            registry.decide(each, run)
            registry.apply_decisions()
        registry.publish()
    with connect(path) as con:
        tables = ("decision", "decision_state", "curated_claim", "curated_result")
        return {
            table: con.execute(
                f"SELECT COLUMNS(lambda name: name <> 'run_id') FROM store.{table} ORDER BY ALL"
            ).fetchall()
            for table in tables
        }


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_logs_of_two_people_merge_in_any_order_and_as_often_as_one_likes(
    data: st.DataObject,
    log: list[Decision],
    reporting: Reporting,
    small_catalog: Catalog,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Order, repetition and the cut between the two files change nothing of what holds."""
    papers = [reporting("p1", LINES)]
    shuffled = data.draw(st.permutations(log))
    cut, again = data.draw(st.integers(0, len(log))), data.draw(st.integers(0, len(log)))
    ways = [[log], [shuffled[:cut], shuffled[cut:], shuffled[again:]]]
    folder = tmp_path_factory.mktemp("law")
    told = [held(folder / f"{n}.duckdb", small_catalog, *way, documents=papers) for n, way in enumerate(ways)]
    assert told[0] == told[1]
    assert len(told[0]["decision"]) == len(log)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_file_holds_the_log_whatever_the_order(data: st.DataObject, log: list[Decision]) -> None:
    shuffled = data.draw(st.permutations([*log, *log[:3]]))
    assert list(as_lines(shuffled)) == list(as_lines(log))


def test_a_file_is_read_as_it_was_written(log: list[Decision], tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text("".join(as_lines(log)) + "\n", "utf-8")
    assert decisions_in_file(file) == in_order(log)


@settings(max_examples=60, deadline=None)
@given(by=st.text(min_size=1), reason=st.text(min_size=1), value=st.text())
def test_any_words_go_into_a_file_and_out_of_it(
    by: str, reason: str, value: str, log: list[Decision], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("file") / "one.jsonl"
    one = replace(log[0], decided_by=by, reason=reason, action="correct", changes={"metric": value})
    file.write_text("".join(as_lines([one])), "utf-8")
    assert decisions_in_file(file) == [one]


def test_the_latest_holds_and_an_undo_brings_back_what_was_before(log: list[Decision]) -> None:
    from registry.curation import Followed

    found = {each.decision_id: Followed(each.claim_id) for each in log}
    told = [(each.decision.action, each.state, each.contested) for each in states_of(in_order(log), found)]
    assert sorted(told) == sorted(
        [
            ("accept", "overruled", True),
            ("reject", "in force", True),
            ("correct", "withdrawn", False),
            ("correct", "overruled", True),
            ("reject", "in force", True),
            ("undo", "undo", False),
            ("accept", "in force", False),
        ]
    )


def test_what_holds_is_what_people_see(
    log: list[Decision], reporting: Reporting, small_catalog: Catalog, tmp_path: Path
) -> None:
    db = tmp_path / "claimboard.duckdb"
    held(db, small_catalog, log, documents=[reporting("p1", LINES)])
    with connect(db) as con:
        claims = con.execute("SELECT quote, status, why FROM claims ORDER BY quote").fetchall()
        ranks = con.execute("SELECT model, rank, status, why FROM leaderboard ORDER BY model").fetchall()
    assert claims == [("74.5", "rejected", "Ben says so"), ("80", "accepted", "Ben says so")]
    assert ranks == [("Ada", None, "rejected", "Ben says so"), ("Bob", None, "rejected", "Ben says so")]


# Extracted again


def anchor(claim_id: str, sentence: str = "Ada reaches 74.5 on gsm8k.", start: int = 12, **fields: Any) -> Anchor:
    quote = fields.pop("quote", "74.5")
    about = {"subject": "Ada", "metric": "accuracy", "benchmarks": ("gsm8k",), **fields}
    return Anchor(claim_id, fields.pop("kind", "score"), quote, sentence, start, **about)


FOLLOWED = [
    # current claims, the claim it is about now, and why not (a part of the note)
    ([anchor("old")], "old", ""),
    ([anchor("new")], "new", ""),
    ([anchor("new", start=500)], "new", ""),
    ([anchor("new", start=500), anchor("x", sentence="Ada reaches 74.5 on other days.")], "new", ""),
    ([anchor("old", subject="Bob")], "old", "subject is read otherwise"),
    ([anchor("old", metric="wer")], "old", "metric is read otherwise"),
    ([anchor("new", benchmarks=("switchboard",))], "new", "benchmarks is read otherwise"),
    ([anchor("new", start=500, subject="Bob")], "new", "subject is read otherwise"),
    ([anchor("new", "Our Ada now reaches 74.5 on gsm8k.", 20)], "new", "context changed"),
    ([anchor("new", "Ada reaches 75.4 on gsm8k.", quote="75.4")], "new", "value changed"),
    ([anchor("new", start=500), anchor("too", start=900)], "new", "2 places say the same"),
    ([anchor("new", "Bob reaches 74.5 on gsm8k.", subject="Bob")], "", "in no current document"),
    ([anchor("new", "Ada reaches 74.5 on gsm8k and 80 on squad.", 12)], "", "in no current document"),
    ([], "", "in no current document"),
]


@pytest.mark.parametrize(("now", "claim", "why"), FOLLOWED)
def test_a_decision_follows_its_claim_where_that_is_certain(
    now: list[Anchor], claim: str, why: str, log: list[Decision]
) -> None:
    own = anchor("old")
    about = {"subject": own.subject, "metric": own.metric, "benchmarks": own.benchmarks}
    made = replace(log[0], claim_id="old", sentence=own.sentence, quote=own.quote, start_offset=own.start, **about)
    found = followed(made, [own], now)
    assert found.claim_id == claim
    assert why in found.note
    assert bool(found.note) == bool(why)


def test_a_correction_is_not_disturbed_by_what_it_corrects(log: list[Decision]) -> None:
    own = anchor("old")
    about = {"subject": own.subject, "metric": own.metric, "benchmarks": own.benchmarks}
    made = replace(
        log[0], claim_id="old", sentence=own.sentence, quote="74.5", start_offset=12, action="correct",
        changes={"subject": "Bea"}, **about,
    )  # fmt: skip
    assert followed(made, [own], [anchor("old", subject="Bea")]).note == ""
    assert followed(made, [own], [anchor("old", metric="wer")]).note != ""


def renamed(paper: Extraction, rule: str) -> Extraction:
    """The same claims, read by a rule of another name."""
    new = {claim: replace(claim, rule=rule) for claim in paper.claims}
    results = tuple(replace(each, claim=new[each.claim]) for each in paper.results)
    return replace(paper, claims=tuple(new.values()), results=results)


def moved(paper: Extraction, words: str) -> Extraction:
    """The same claims in a text that has `words` before it."""
    by = len(words)
    new = {
        claim: replace(
            claim,
            start=claim.start + by,
            end=claim.end + by,
            sentence=Span(claim.sentence.start + by, claim.sentence.end + by),
        )
        for claim in paper.claims
    }
    document = replace(paper.document, text=words + paper.document.text)
    results = tuple(replace(each, claim=new[each.claim]) for each in paper.results)
    return replace(paper, document=document, claims=tuple(new.values()), results=results)


@pytest.mark.parametrize("read_anew", ["another rule", "another revision", "the same"])
def test_decisions_outlive_another_reading(
    read_anew: str, reporting: Reporting, deciding: Deciding, small_catalog: Catalog, tmp_path: Path
) -> None:
    paper = reporting("p1", LINES)
    again = {
        "another rule": renamed(paper, "score.renamed"),
        "another revision": moved(paper, "New words before. "),
        "the same": paper,
    }[read_anew]
    ada, bob = ((paper.document, claim) for claim in paper.claims)
    log = [
        deciding(*ada, "reject", at=1),
        deciding(*bob, "correct", at=2, board="gsm8k--accuracy", changes={"model": "Bobby"}),
    ]
    db = tmp_path / "claimboard.duckdb"
    with Registry.open(db, catalog=small_catalog) as registry:
        registry.add([paper], registry.start_run("ingest", "1"))
        registry.decide(log, registry.start_run("curate", "1"))
        registry.publish()
        registry.add([again], registry.start_run("ingest", "2"))
        registry.publish()
    with connect(db) as con:
        ranks = con.execute("SELECT model, printed, rank, status FROM leaderboard ORDER BY printed").fetchall()
        states = con.execute("SELECT state, count(*) FROM curation GROUP BY ALL").fetchall()
    assert ranks == [("Ada", "74.5", None, "rejected"), ("Bobby", "80", 1, "corrected")]
    assert states == [("in force", 2)]


def test_a_changed_value_is_looked_at_again_and_a_new_decision_settles_it(
    reporting: Reporting, deciding: Deciding, small_catalog: Catalog, tmp_path: Path
) -> None:
    paper, changed = reporting("p1", [ADA]), reporting("p1", [{**ADA, "value": "75.4"}])
    db = tmp_path / "claimboard.duckdb"
    states = []
    with Registry.open(db, catalog=small_catalog) as registry:
        registry.add([paper], registry.start_run("ingest", "1"))
        registry.decide([deciding(paper.document, paper.claims[0], "accept")], registry.start_run("curate", "1"))
        registry.add([changed], registry.start_run("ingest", "1"))
        for decisions in ([], [deciding(changed.document, changed.claims[0], "accept", at=9)]):
            registry.decide(decisions, registry.start_run("curate", "1"))
            registry.publish()
            with connect(db) as con:
                states.append(con.execute("SELECT state, note FROM curation ORDER BY decided_at").fetchall())
                status = con.execute("SELECT status FROM claims").fetchall()
    assert states == [
        [("look again", "value changed: 75.4")],
        [("overruled", "value changed: 75.4"), ("in force", "")],
    ]
    assert status == [("accepted",)]


def test_a_decision_waits_for_its_document(
    reporting: Reporting, deciding: Deciding, small_catalog: Catalog, tmp_path: Path
) -> None:
    paper = reporting("p1", [ADA])
    db = tmp_path / "claimboard.duckdb"
    told = []
    with Registry.open(db, catalog=small_catalog) as registry:
        registry.decide([deciding(paper.document, paper.claims[0], "reject")], registry.start_run("curate", "1"))
        registry.publish()
        for papers in ([reporting("p2", [BOB])], [paper]):
            registry.add(papers, registry.start_run("ingest", "1"))
            registry.publish()
            with connect(db) as con:
                told.append(con.execute("SELECT state FROM curation").fetchall())
    assert told == [[("look again",)], [("in force",)]]


# What may not enter

LINKED = {"about": "link", "board": "gsm8k--accuracy"}
REFUSED = [
    ({"decided_by": " "}, "nobody is named"),
    ({"reason": ""}, "no reason is given"),
    ({"reason": "x" * 4001}, "4,000 characters"),
    ({"action": "like"}, "action is none of"),
    ({"about": "paper"}, "about is none of"),
    ({"changes": {"value": "1"}}, "nothing else does"),
    ({"action": "correct"}, "changes something"),
    ({"action": "correct", "changes": {"value": "many"}}, "no fields and values"),
    ({"action": "correct", "changes": {"rule": "x"}}, "no fields and values"),
    ({"action": "correct", "changes": {"averaged": None}}, "no fields and values"),
    ({"action": "correct", "changes": {"split": "dev"}}, "no fields and values"),
    ({"action": "correct", "changes": {"quote": "x"}, **LINKED}, "no fields and values"),
    ({"action": "undo"}, "names the decision"),
    ({"undoes": "0123456789abcdef"}, "names the decision"),
    ({"board": "gsm8k--accuracy"}, "only a link has a board"),
    ({"claim_id": "short"}, "claim_id is no content id"),
]


@pytest.mark.parametrize(("fields", "why"), REFUSED)
def test_what_is_no_decision_does_not_enter_the_log(
    fields: dict[str, Any], why: str, log: list[Decision], small_catalog: Catalog, tmp_path: Path
) -> None:
    with Registry.open(tmp_path / "claimboard.duckdb", catalog=small_catalog) as registry:
        run = registry.start_run("curate", "1")
        with pytest.raises(UsageError, match=why):
            registry.decide([log[1], replace(log[0], **fields)], run)
        with registry.reading() as con:
            assert con.execute("SELECT count(*) FROM store.decision").fetchall() == [(0,)]


def test_a_correction_that_the_door_would_refuse_is_looked_at_again(
    reporting: Reporting, deciding: Deciding, small_catalog: Catalog, tmp_path: Path
) -> None:
    """It may come in a file that somebody else wrote; it changes nothing."""
    paper = reporting("p1", [ADA])
    log = [deciding(paper.document, paper.claims[0], "correct", changes={"kind": "rank"})]
    told = held(tmp_path / "claimboard.duckdb", small_catalog, log, documents=[paper])
    assert told["curated_claim"] == []
    assert [row[2:4] for row in told["decision_state"]] == [
        ("look again", "what it sets cannot be: a rank without relation")
    ]


WRONG_LINES = [
    ("<<<<<<< HEAD", "mark of a merge conflict"),
    ("nonsense", "no JSON"),
    ("[1]", "no JSON object"),
    ("{}", "has no decided_at"),
    ('{"extra": 1, %s', "unknown field extra"),
    (("decided_at", '"yesterday"'), "is no time"),
    (("benchmarks", '"gsm8k"'), "benchmarks is not what"),
    (("changes", "[]"), "changes is not what"),
    (("start_offset", "-1"), "start_offset is not what"),
    (("cell", "[1, 2]"), "cell is not what"),
    (("reason", '"another"'), "was changed after it was written"),
    ("[" * 100_000, "no JSON"),
]


@pytest.mark.parametrize(("line", "why"), WRONG_LINES)
def test_a_line_that_is_no_decision_is_told_with_its_number(
    line: str | tuple[str, str], why: str, log: list[Decision], tmp_path: Path
) -> None:
    good = next(as_lines(log))
    if isinstance(line, tuple):
        line = json.dumps({**json.loads(good), line[0]: json.loads(line[1])})
    file = tmp_path / "decisions.jsonl"
    file.write_text(good + "\n" + line.replace("%s", good[1:]), "utf-8")
    with pytest.raises(ReadError, match=why) as raised:
        decisions_in_file(file)
    assert ", line 3: " in str(raised.value)


CHANGES = [
    ("claim", {"value": "84.50"}, {"value": "84.50"}),
    ("claim", {"value": " 84.5 % "}, {"value": "84.5"}),
    ("claim", {"value": "71.5-77.6"}, {"value": "71.5–77.6"}),
    ("claim", {"benchmarks": "SQuAD; MNLI;"}, {"benchmarks": ["SQuAD", "MNLI"]}),
    ("claim", {"metric": ""}, {"metric": None}),
    ("claim", {"over_count": "21"}, {"over_count": "21"}),
    ("link", {"protocol": "shots=5, cot=yes"}, {"protocol": "cot=yes,shots=5"}),
    ("link", {"protocol": ""}, {"protocol": ""}),
    ("claim", {"value": ""}, None),
    ("claim", {"value": "nan"}, None),
    ("claim", {"value": "1e999"}, None),
    ("claim", {"value": "٣"}, None),
    ("claim", {"value": "9-1"}, None),
    ("claim", {"kind": "rumour"}, None),
    ("claim", {"over_count": "0"}, None),
    ("claim", {"bound": "nearly"}, None),
    ("claim", {"model": "Ada"}, None),
    ("claim", {"metric": "x" * 1001}, None),
    ("link", {"value": "1-2"}, None),
    ("link", {"protocol": "five shots"}, None),
    ("link", {"model": ""}, None),
]


@pytest.mark.parametrize(("about", "typed", "kept"), CHANGES)
def test_what_a_correction_may_set(about: str, typed: dict[str, str], kept: dict[str, object] | None) -> None:
    if kept is None:
        with pytest.raises(UsageError):
            checked_changes(about, typed)
        return
    assert checked_changes(about, typed) == kept


RESULTS = [
    # what the claim's correction sets, and board, model, printed, status of its result then
    ({"value": "75.4"}, ("gsm8k--accuracy", "Ada", "75.4", "corrected")),
    ({"subject": "Bea"}, ("gsm8k--accuracy", "Bea", "74.5", "corrected")),
    ({"metric": "word error rate"}, ("gsm8k--wer", "Ada", "74.5", "corrected")),
    ({"benchmarks": ["Switchboard"]}, ("switchboard--accuracy", "Ada", "74.5", "corrected")),
    ({"benchmarks": ["Switchboard", "GSM8K"]}, ("gsm8k--accuracy", "Ada", "74.5", "rejected")),
    ({"metric": "charm"}, ("gsm8k--accuracy", "Ada", "74.5", "rejected")),
    ({"value": "70–75"}, ("gsm8k--accuracy", "Ada", "74.5", "rejected")),
    ({"bound": "up_to"}, ("gsm8k--accuracy", "Ada", "74.5", "rejected")),
    ({"kind": "delta"}, ("gsm8k--accuracy", "Ada", "74.5", "rejected")),
    ({"value": "745"}, ("gsm8k--accuracy", "Ada", "745", "disputed")),
]


@pytest.mark.parametrize(("changes", "expected"), RESULTS)
def test_a_result_follows_the_correction_of_its_claim(
    changes: dict[str, Any],
    expected: tuple[str, ...],
    reporting: Reporting,
    deciding: Deciding,
    small_catalog: Catalog,
    tmp_path: Path,
) -> None:
    paper = reporting("p1", [ADA])
    log = [deciding(paper.document, paper.claims[0], "correct", changes=changes)]
    db = tmp_path / "claimboard.duckdb"
    held(db, small_catalog, log, documents=[paper])
    with connect(db) as con:
        assert con.execute("SELECT board, model, printed, status FROM results").fetchall() == [expected]
