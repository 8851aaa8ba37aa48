"""The script that asks our rules about SciTab: what it answers to claims about a table, and that it can be left out."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "score_scitab.py"
ROWS = [["[BOLD] BERT", "88.1", "84.0"], ["FooNet", "[BOLD] 90.7", "[BOLD] 86.2"]]
CLAIMS = [
    ("[CONTINUE] On SST-2, FooNet reaches 90.7% accuracy.", "supports"),
    ("On SST-2, FooNet reaches 90.3% accuracy.", "refutes"),
    ("FooNet was trained on 4 machines.", "not enough info"),
    ("FooNet is a network.", "supports"),  # no number: left out
]


def ran(file: Path) -> list[str]:
    done = subprocess.run([sys.executable, SCRIPT, file], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_claims_about_a_table_are_answered_by_rules_alone(tmp_path: Path) -> None:
    about = {
        "paper": "FooNet | a network",
        "table_caption": "Table 1: Accuracy on the test sets.",
        "table_column_names": ["Model", "SST-2", "MNLI"],
        "table_content_values": ROWS,
    }
    file = tmp_path / "sci_tab.json"
    file.write_text(json.dumps([{**about, "claim": claim, "label": label} for claim, label in CLAIMS]), "utf-8")
    told = [line.split() for line in ran(file)]
    assert ["all", "3", "1.000", "0.333", "2", "1.000"] in told
    assert ["with", "a", "negation", "0"] in told


def test_without_the_file_it_says_so(tmp_path: Path) -> None:
    (said,) = ran(tmp_path / "sci_tab.json")
    assert said.startswith("skipped: ")
