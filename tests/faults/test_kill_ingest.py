"""The campaign in short: an ingest is killed a few times, and what is left is what an unkilled one leaves."""

import lzma
import random
from pathlib import Path

import kill_ingest
import pytest


@pytest.mark.parametrize(("victim", "times"), [("writer", 3), ("worker", 1), ("merger", 2), ("publisher", 2)])
def test_a_killed_ingest_loses_nothing(victim: str, times: int, shared: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    with lzma.open(shared / "corpora" / "acl-abstracts.jsonl.xz", "rt", encoding="utf-8") as lines:
        corpus.write_text("".join(next(lines) for _ in range(4_000)), encoding="utf-8")
    assert kill_ingest.campaign(corpus, tmp_path, times, random.Random(7), victim) == 0
