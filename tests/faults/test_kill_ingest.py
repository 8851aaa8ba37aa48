"""The campaign in short: an ingest is killed a few times, and what is left is what an unkilled one leaves."""

import subprocess
import sys
from pathlib import Path

import kill_ingest
import killing


def test_a_killed_ingest_loses_nothing(tmp_path: Path) -> None:
    keep = tmp_path / "counts.json"
    command = [sys.executable, kill_ingest.__file__, "--times", str(len(killing.VICTIMS)), "--keep", str(keep)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # forks want a process without threads
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = kill_ingest.counts_in(keep)
    assert {victim for victim, counts in told.items() if counts.kills and counts.ended} == {*killing.VICTIMS}


def test_what_is_lost_or_foreign_is_told(tmp_path: Path) -> None:
    whole = killing.Held({table: {"a": 1, "b": 2} for table in kill_ingest.WRITTEN}, [])
    there = {table: {"a": 1, "c": 3} for table in kill_ingest.WRITTEN}
    assert kill_ingest.lost_of(["a", "b"], there, whole.contents or {}) == ["b"]
    assert kill_ingest.aliens_in(there, whole.contents or {}) == ["claim c", "document c", "result c", "unlinked c"]
