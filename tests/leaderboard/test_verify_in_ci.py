"""The pre-commit hook and the action do what their files say: their own commands, run on a good draft and a bad one."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GOOD = """# FooNet

FooNet reaches 92.8% accuracy on SST-2, 3.7 points above BERT.

Table 1: Accuracy on SST-2.

| Model | SST-2 |
|---|---|
| BERT | 89.1 |
| FooNet (ours) | **92.8** |
"""
BAD = GOOD.replace("3.7 points", "4.7 points")
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def drafts(folder: Path) -> None:
    (folder / "good.md").write_text(GOOD, "utf-8")
    (folder / "bad.md").write_text(BAD, "utf-8")


@pytest.mark.parametrize(("file", "code"), [("good.md", 0), ("bad.md", 1)])
def test_the_hook_fails_on_a_bad_draft(file: str, code: int, tmp_path: Path) -> None:
    drafts(tmp_path)
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    command = [*shlex.split(hook["entry"]), file]
    assert subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False).returncode == code


ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
CASES = [
    ("good.md", "warning", 0),
    ("bad.md", "warning", 1),
    ("good.md bad.md", "warning", 1),
    ("bad.md", "never", 0),
    ("none.md", "warning", 2),
]


@pytest.mark.parametrize(("paths", "fail_on", "code"), CASES)
def test_the_action_fails_on_a_bad_draft_and_leaves_its_findings(
    paths: str, fail_on: str, code: int, tmp_path: Path
) -> None:
    drafts(tmp_path)
    step = next(step for step in ACTION["runs"]["steps"] if step["name"] == "verify")
    given = {"PATHS": paths, "FAIL_ON": fail_on, "BASELINE": "", "SARIF": "out.sarif"}
    assert set(step["env"]) == set(given)
    ran = subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=ENVIRONMENT | given, capture_output=True, check=False
    )
    assert ran.returncode == code, ran.stderr
    if code < 2:
        found = json.loads((tmp_path / "out.sarif").read_text("utf-8"))["runs"][0]["results"]
        assert bool([each for each in found if each["level"] != "note"]) == ("bad.md" in paths)
