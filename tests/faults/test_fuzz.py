"""Cases are tried and counted, run after run; a crash is told with its case; every seed reaches its reader."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest
from fuzz_cases import case_of, seeds_of, targets
from mutation import mutant, try_many, words_of

FUZZ = Path(__file__).with_name("fuzz.py")
SECONDS = "5"


def fuzzed(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(FUZZ), *args], capture_output=True, text=True, check=False)


@pytest.mark.timeout(600)
def test_each_target_for_some_seconds_finds_nothing(tmp_path: Path) -> None:
    ran = fuzzed("--seconds", SECONDS, "--until", "50", "--keep", str(tmp_path))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    rows = [line.split() for line in ran.stdout.splitlines()[1:]]
    assert [row[0] for row in rows] == targets()
    assert all(int(row[1].replace(",", "")) >= 50 and row[-1] == "nothing" for row in rows)


def test_runs_add_up(tmp_path: Path) -> None:
    for _ in range(2):
        fuzzed("prose", "--seconds", "3", "--keep", str(tmp_path))
    counts = json.loads((tmp_path / "prose.json").read_text())
    assert counts["runs"] == 2
    told = fuzzed("prose", "--told", "--keep", str(tmp_path))
    assert f"{counts['cases']:,}" in told.stdout


@pytest.mark.timeout(300)
@pytest.mark.parametrize("target", ["prose", "name-list"])
@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris, which watches coverage, comes with .[fuzz]")
def test_cases_under_coverage_find_nothing(target: str, tmp_path: Path) -> None:
    ran = fuzzed(target, "--guided", "--until", "200", "--seconds", "60", "--keep", str(tmp_path))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert json.loads((tmp_path / f"{target}.json").read_text())["guided"] >= 200


@pytest.mark.parametrize("target", targets())
def test_every_seed_reaches_its_reader(target: str) -> None:
    case = case_of(target)
    assert seeds_of(target)
    assert all(map(case, seeds_of(target)))


def test_a_crash_ends_the_run_and_its_case_is_there(tmp_path: Path) -> None:
    def fragile(data: bytes) -> bool:
        if b"7" in data:
            raise KeyError("seven")
        return True

    tried = try_many(fragile, [b"gains 1.5 points"], tmp_path / "current", 60, 100_000, 1)
    shown = (tmp_path / "current").read_bytes()
    assert tried.finding == "crashed: KeyError: 'seven'"
    assert b"7" in shown[8 : 8 + int.from_bytes(shown[:8], "little")]


def test_one_number_gives_the_same_cases_and_another_others() -> None:
    known = seeds_of("prose")

    def cases(number: int) -> list[bytes]:
        chance = Random(number)
        return [mutant(known, words_of(known), chance) for _ in range(50)]

    assert cases(1) == cases(1)
    assert cases(1) != cases(2)


def test_an_unknown_target_is_said() -> None:
    ran = fuzzed("paper")
    assert ran.returncode == 2
    assert "no such target: paper" in ran.stderr
