"""The fuzzer runs, counts its cases and tells a crash."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("atheris", reason="atheris, the fuzzer, comes with pip install '.[fuzz]'")

FUZZ = Path(__file__).with_name("fuzz.py")


def fuzzed(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(FUZZ), *args], capture_output=True, text=True, check=False)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("target", ["prose", "latex"])
def test_some_cases_find_nothing(target: str) -> None:
    ran = fuzzed(target, "--runs", "200", "--seconds", "120")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    name, cases, *_, found = ran.stdout.splitlines()[1].split()
    assert (name, found) == (target, "nothing")
    assert int(cases.replace(",", "")) >= 200


def test_an_unknown_target_is_said() -> None:
    ran = fuzzed("paper")
    assert ran.returncode == 2
    assert "no such target: paper" in ran.stderr
