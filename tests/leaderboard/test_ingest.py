"""From files to a published registry: what is counted, what is passed over, what a bad file does to the good ones."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.pipeline import extract, extractor_version
from leaderboard.checking import unfinished_runs
from leaderboard.console.summary import told
from leaderboard.ingest import (
    BATCH_CHARACTERS,
    BATCH_DOCUMENTS,
    FIRST_BATCH_DOCUMENTS,
    Progress,
    Summary,
    batches,
    documents_of,
    ingest,
    outdated,
)
from registry.catalog import Catalog, load_catalog
from registry.checks import prepare
from registry.errors import BusyRegistryError, ReadError
from registry.model import Document, Extraction
from registry.snapshots import connect, generation
from registry.store import Registry

ONE = "We present Ada. Ada reaches 74.5% accuracy on GSM8K.\n"
TWO = "We present Bee. Bee improves accuracy by 2.5 points over Ada.\n"
PAPER = "# Cee\n\n## Results\n\n| Model | GSM8K |\n|---|---|\n| Cee | **71.0** |\n| Ada | 74.5 |\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "claims.duckdb"


def ingested(db: Path, *paths: Path | str) -> Summary:
    return ingest([str(path) for path in paths], db, load_catalog())


def asked(db: Path, query: str) -> list[Any]:
    with connect(db) as con:
        return con.execute(query).fetchall()


def test_documents_become_claims_that_readers_see(papers: Path, db: Path) -> None:
    summary = ingested(db, papers)
    assert (summary.files, summary.documents, summary.new, summary.failed) == (2, 2, 2, [])
    assert asked(db, "SELECT kind, count(*) FROM claims GROUP BY kind ORDER BY kind") == [("delta", 1), ("score", 1)]
    assert summary.claims == {"delta": 1, "score": 1}


def test_the_same_again_changes_nothing(papers: Path, db: Path) -> None:
    ingested(db, papers)
    before = db.read_bytes(), generation(db)
    again = ingested(db, papers)
    assert again == Summary(files=2, documents=2, unchanged=2)
    assert again.nothing_new
    assert (db.read_bytes(), generation(db)) == before


def test_a_changed_file_is_a_revision_and_the_old_is_kept(papers: Path, db: Path) -> None:
    ingested(db, papers)
    (papers / "one.txt").write_text(ONE.replace("74.5", "75.5"))
    summary = ingested(db, papers)
    assert (summary.new, summary.changed, summary.unchanged) == (0, 1, 1)
    assert asked(db, "SELECT quote FROM claims WHERE kind = 'score'") == [("75.5%",)]
    assert asked(db, "SELECT count(*) FROM store.document") == [(3,)]


def test_a_file_named_twice_is_read_once_and_equal_content_is_one_document(papers: Path, db: Path) -> None:
    (papers / "copies").mkdir()
    (papers / "copies" / "one.txt").write_text(ONE)
    summary = ingested(db, papers, papers / "one.txt", f"{papers}/*.txt")
    assert (summary.files, summary.documents, summary.new, summary.unchanged) == (3, 3, 2, 1)


BAD = [
    ("empty.txt", b"", "empty.txt: is empty"),
    ("binary.txt", b"\x00\x01\x02", "binary.txt: is binary"),
    ("latin.txt", "Caf\xe9 reaches 3%".encode("latin-1"), "latin.txt: is not UTF-8"),
    ("broken.jsonl", b'{"id": "a", "text": "Ada gains 3%."}\n{"id": \n', "broken.jsonl"),
]


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    """Written anew after its first batch; one that is only moved away is read to its end."""
    lines = "".join(
        json.dumps({"id": str(at), "text": f"Ada gains {at}.5 points. {'word ' * 99}"}) + "\n" for at in range(900)
    )
    for change, said in (("write", ["was changed while it was being read; run the command again"]), ("move", [])):
        file = tmp_path / f"{change}.jsonl"
        file.write_text(lines)
        told: list[ReadError] = []
        for number, _ in enumerate(documents_of(file, told.append)):
            if number == 10:
                file.rename(tmp_path / "moved.jsonl") if change == "move" else file.write_text(lines * 2)
        assert [error.why for error in told] == said


@pytest.mark.parametrize(("name", "content", "line"), BAD)
def test_a_bad_file_is_one_line_and_the_good_ones_are_read(
    papers: Path, db: Path, name: str, content: bytes, line: str
) -> None:
    (papers / name).write_bytes(content)
    told: list[ReadError] = []
    summary = ingest([str(papers)], db, load_catalog(), on_failure=told.append)
    assert [str(error) for error in told] == summary.failed
    assert len(told) == 1
    assert line in str(told[0])
    assert asked(db, "SELECT count(*) FROM documents WHERE name IN ('one', 'two')") == [(2,)]


def test_no_file_at_all_makes_no_registry(tmp_path: Path, db: Path) -> None:
    summary = ingested(db, tmp_path / "nowhere.txt")
    assert len(summary.failed) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_second_writer_is_refused(papers: Path, db: Path) -> None:
    with Registry.open(db), pytest.raises(BusyRegistryError):
        ingested(db, papers)


def test_progress_tells_what_is_kept(papers: Path, db: Path) -> None:
    told: list[Progress] = []
    ingest([str(papers)], db, load_catalog(), on_progress=told.append)
    assert (told[-1].documents, told[-1].files, told[-1].files_done) == (2, 2, 2)


SIZES = [
    ([1] * (FIRST_BATCH_DOCUMENTS + BATCH_DOCUMENTS + 1), [FIRST_BATCH_DOCUMENTS, BATCH_DOCUMENTS, 1]),
    ([BATCH_CHARACTERS, 1, 1], [1, 2]),
    ([BATCH_CHARACTERS // 2] * 4, [2, 2]),
    ([3], [1]),
    ([], []),
]


@pytest.mark.parametrize(("characters", "expected"), SIZES)
def test_batches_are_small_in_documents_and_in_characters(characters: list[int], expected: list[int]) -> None:
    longest = "x" * max(characters, default=0)
    documents = (Document(id=str(at), text=longest[:length]) for at, length in enumerate(characters))
    assert [len(batch) for batch in batches(documents)] == expected


def test_an_interruption_publishes_what_was_acknowledged(tmp_path: Path, db: Path) -> None:
    acknowledged = FIRST_BATCH_DOCUMENTS + BATCH_DOCUMENTS
    many = acknowledged + 500
    lines = [json.dumps({"id": str(at), "text": f"Ada number {at} gains 2.5 points."}) for at in range(many)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))

    def interrupt(progress: Progress) -> None:
        if progress.documents >= acknowledged:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([str(tmp_path / "many.jsonl")], db, load_catalog(), on_progress=interrupt)
    assert asked(db, "SELECT count(*) FROM documents") == [(acknowledged,)]
    assert ingested(db, tmp_path / "many.jsonl").new == 500


def test_a_run_that_ended_before_its_checks_is_checked_by_the_next(papers: Path, db: Path) -> None:
    (papers / "cee.md").write_text(PAPER)
    with Registry.open(db) as registry:
        run = registry.start_run("ingest", extractor_version())
        registry.add([Extraction(Document(id="left", text="Left in the middle."))], run)
        registry.publish()
    with connect(db) as con:
        assert len(unfinished_runs(con)) == 1
    ingested(db, papers)
    with connect(db) as con:
        assert unfinished_runs(con) == []


def test_checks_see_each_result_with_its_cell_and_whether_it_is_bold(papers: Path, db: Path) -> None:
    (papers / "cee.md").write_text(PAPER + "| Bee | 70.5 |\n")  # bold means the best where three compete
    ingested(db, papers)
    with connect(db) as con:
        prepare(con, load_catalog())
        cells = con.execute("SELECT model, printed, bold FROM score WHERE row_index IS NOT NULL").fetchall()
    assert sorted(cells) == [("Ada", "74.5", False), ("Bee", "70.5", False), ("Cee", "71.0", True)]
    found = asked(db, "SELECT check_id, outcome FROM findings WHERE outcome = 'review'")
    assert found == [("best-in-bold", "review")]


def test_a_fault_in_one_document_fails_that_one_and_no_other(
    papers: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(document: Document, catalog: Catalog) -> Extraction:
        if document.id == "one":
            raise IndexError("a fault of ours")
        return extract(document, catalog)

    monkeypatch.setattr("leaderboard.ingest.extract", faulty)
    monkeypatch.setattr(
        "leaderboard.ingest.extract_together", lambda many, catalog: [faulty(one, catalog) for one in many]
    )
    summary = ingested(db, papers)
    assert (summary.new, summary.exit_code) == (1, 4)
    assert summary.failed[0].endswith(
        "internal error at document 'one': IndexError: a fault of ours; please report this line "
        "(CLAIMBOARD_DEBUG=1 shows the traceback)"
    )
    monkeypatch.undo()
    again = ingested(db, papers)
    assert (again.new, again.unchanged, again.exit_code) == (1, 1, 0)


def test_two_files_of_one_name_are_two_documents(tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, text in (("x", ONE), ("y", TWO)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text)
        monkeypatch.chdir(tmp_path / folder)
        assert ingested(db, "a.txt").new == 1
    assert asked(db, "SELECT count(*) FROM documents") == [(2,)]


def test_an_old_content_found_in_a_second_file_is_current_again(tmp_path: Path, db: Path) -> None:
    first, second = tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt"
    first.parent.mkdir()
    second.parent.mkdir()
    for text in (ONE, TWO):
        first.write_text(text)
        ingested(db, first)
    second.write_text(ONE)
    ingested(db, second)
    assert asked(db, "SELECT count(*) FROM documents") == [(2,)]


def test_a_file_that_takes_on_the_content_of_another_gives_up_its_own(tmp_path: Path, db: Path) -> None:
    first, second = tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt"
    first.parent.mkdir()
    second.parent.mkdir()
    first.write_text(ONE)
    second.write_text(TWO)
    ingested(db, first, second)
    second.write_text(ONE)
    ingested(db, second)
    assert asked(db, "SELECT text FROM documents") == [(ONE,)]


def test_metadata_that_cannot_be_read_is_counted(tmp_path: Path, db: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(
        '{"text": "Nothing.", "date": {"y": 1}}\n'
        '{"text": "Nothing else.", "date": "soon", "authors": [["Ada"]]}\n'
        '{"text": "All is well.", "date": "2024", "authors": ["Ada"]}\n'
    )
    summary = ingested(db, tmp_path / "bad.jsonl")
    assert summary.new == 3
    assert "3 fields of metadata not read, being of another form: 2 date, 1 authors" in " ".join(told(summary, db))
    rows = asked(db, "SELECT part, n FROM coverage WHERE measure = 'metadata not read' ORDER BY part")
    assert rows == [("authors", 1), ("date", 2)]


LINES = '{"id": "a", "text": "Ada gains 3%."}\n{"id": "b", "text": "Bee gains 4%."}\n'
GONE = [  # what happens to lines.jsonl and one.txt, and how many documents are then not met again
    (lambda folder: None, 0),
    (lambda folder: (folder / "one.txt").unlink(), 1),
    (lambda folder: (folder / "lines.jsonl").unlink(), 2),
    (lambda folder: (folder / "lines.jsonl").write_text(LINES.splitlines()[1]), 1),
    (lambda folder: (folder / "lines.jsonl").write_text(LINES.replace("Ada", "Cee")), 0),  # a revision
    (lambda folder: (folder / "lines.jsonl").write_text(LINES.splitlines()[1] + "\n{broken"), 0),  # who knows
    (lambda folder: (folder / "one.txt").write_bytes(b""), 0),
    (lambda folder: (folder / "one.txt").rename(folder / "one.kept"), 1),
    (lambda folder: (folder / "one.txt").rename(folder / "moved" / "one.txt"), 0),
]


@pytest.mark.parametrize(("change", "unmet"), GONE)
@pytest.mark.parametrize("prune", [False, True])
def test_what_is_met_no_more_is_told_and_taken_off_the_boards_when_asked(
    papers: Path, db: Path, change: Callable[[Path], object], unmet: int, prune: bool
) -> None:
    (papers / "lines.jsonl").write_text(LINES)
    (papers / "moved").mkdir()
    outside = papers.with_name("papers of others.txt")
    outside.write_text(TWO)
    ingested(db, papers, outside)
    change(papers)
    summary = ingest([str(papers)], db, load_catalog(), prune=prune)
    assert summary.unmet == unmet
    assert any("not met again" in line for line in told(summary, db)) == bool(unmet)
    assert asked(db, "SELECT count(*) FROM documents") == [(5 - unmet * prune,)]
    assert asked(db, "SELECT count(DISTINCT document_id) >= 5 FROM store.document") == [(True,)]


def test_what_was_pruned_is_current_again_when_it_is_met_again(papers: Path, db: Path) -> None:
    ingested(db, papers)
    (papers / "one.txt").rename(papers.with_name("one.txt"))
    assert ingest([str(papers)], db, load_catalog(), prune=True).unmet == 1
    assert asked(db, "SELECT name FROM documents") == [("two",)]
    assert ingested(db, papers).unmet == 0
    papers.with_name("one.txt").rename(papers / "one.txt")
    ingested(db, papers)
    assert asked(db, "SELECT name FROM documents ORDER BY name") == [("one",), ("two",)]
    assert asked(db, "SELECT count(*) FROM claims") == [(2,)]


def test_only_files_that_another_version_read_are_read_again(
    papers: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingested(db, papers / "one.txt")
    with monkeypatch.context() as older:
        older.setattr("leaderboard.ingest.extractor_version", lambda: "an older one")
        ingested(db, papers / "two.txt")
    sources = outdated(db, load_catalog())
    assert sources == {str(papers / "two.txt"): 1}
    summary = ingested(db, *sources)
    assert (summary.files, summary.documents, summary.renewed) == (1, 1, 1)
    assert outdated(db, load_catalog()) == {}


def test_the_last_file_of_a_folder_can_be_pruned(tmp_path: Path) -> None:
    folder, db = tmp_path / "papers", tmp_path / "claims.duckdb"
    folder.mkdir()
    (folder / "one.txt").write_text("Ada reaches 74.5% accuracy on GSM8K.")
    ingest([str(folder)], db, load_catalog())
    (folder / "one.txt").unlink()
    kept = ingest([str(folder)], db, load_catalog())
    assert (kept.failed, kept.unmet, asked(db, "SELECT count(*) FROM documents")) == ([], 1, [(1,)])
    pruned = ingest([str(folder)], db, load_catalog(), prune=True)
    assert (pruned.failed, pruned.unmet, asked(db, "SELECT count(*) FROM documents")) == ([], 1, [(0,)])
    never = ingest([str(folder)], tmp_path / "other.duckdb", load_catalog(), prune=True)
    assert (never.exit_code, "holds no file that can be read" in never.failed[0]) == (2, True)


def test_a_pipe_and_a_link_to_nothing_in_a_folder_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.txt").write_text("Ada reaches 74.5% accuracy on GSM8K.")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    summary = ingest([str(folder)], tmp_path / "claims.duckdb", load_catalog())
    told = "\n".join(summary.failed)
    assert (summary.documents, len(summary.failed), summary.exit_code) == (1, 2, 2)
    assert "gone.txt: is a link to a file that is not there" in told
    assert "pipe.txt: is a pipe, not a file" in told
