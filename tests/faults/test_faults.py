"""Some of the faults, made for real; the table of docs/faults.md has all of them."""

from pathlib import Path

import faults
import pytest

SOON = (
    "a NUL byte",
    "a FIFO",
    "two writers at once",
    "a file that may not grow (2 MB)",
    "the published file is cut to nothing",
    "the log of the working file is cut short",
    "the writer died before it published",
    "a partition's Parquet file is damaged",
)


@pytest.mark.parametrize("case", [case for case in faults.CASES if case.name in SOON], ids=lambda case: case.name)
def test_a_fault_ends_as_stated(case: faults.Case) -> None:
    fine, seen = faults.observed(case)
    assert fine, seen


def test_the_short_form_names_faults_that_there_are() -> None:
    assert {*SOON} <= {case.name for case in faults.CASES}


def test_what_was_not_made_anew_stays_on_the_page(tmp_path: Path) -> None:
    page = tmp_path / "faults.md"
    faults.write_page(page, {"Faults": "| a | 1 |\n| b | 2 |", "Kills": ""})
    faults.write_page(page, {"Faults": "| b | 3 |", "Kills": "two"})
    text = page.read_text()
    assert "## Faults\n\n| a | 1 |\n| b | 3 |\n" in text
    assert "## Kills\n\ntwo\n" in text
    assert "Not run yet." not in text
