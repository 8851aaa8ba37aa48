"""Score the extractors on the gold sets and fail where a figure falls below its floor (tests/gold/floors.toml).

Usage: python scripts/score_gold.py [--write]    (--write raises floors to what is measured, less a margin)

The margin is 0.02 or what two of the gold items weigh, whichever is more: a general rule may lose one item of a small
set and gain ten elsewhere.

Reads ../shared/gold, which stands beside a developer's checkout. Exit 0 when every floor holds (and
where the gold is absent, which is said), 1 when one does not.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
FLOORS = ROOT / "tests" / "gold" / "floors.toml"
MARGIN = 0.02


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="raise the floors to what is measured")
    write = parser.parse_args().write
    if not GOLD.exists():
        print(f"skipped: {GOLD} is not beside this checkout")
        return 0
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    measured = {name: figures(GOLD / f"{name}.jsonl") for name in ("dev", "seed")}
    below = report(measured, floors)
    if write:
        FLOORS.write_text(raised(measured, floors), encoding="utf-8")
    for line in below:
        print(f"below its floor: {line}", file=sys.stderr)
    return 1 if below and not write else 0


@dataclass(frozen=True)
class Figure:
    """A figure of the scorer and how many gold items it rests on."""

    value: float
    items: int

    @property
    def floor(self) -> float:
        return round(max(0.0, self.value - max(MARGIN, 2 / max(1, self.items))), 3)


def figures(gold: Path) -> dict[str, Figure]:
    """Every figure of the scorer under a flat name: `detect.score`, `slot.metric`, `attr.over`, `value`, `tuple` …"""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as predicted:
        command = ["claimboard", "extract", str(gold), "--as", "claims"]
        subprocess.run(command, stdout=predicted, check=True)
        scorer = [sys.executable, str(GOLD / "score.py"), str(gold), predicted.name, "--json"]
        told: dict[str, Any] = json.loads(subprocess.run(scorer, stdout=subprocess.PIPE, check=True).stdout)
    flat = {f"detect.{kind}": Figure(row["f1"], row["gold"]) for kind, row in told["detect"].items()}
    flat |= {f"slot.{slot}": Figure(row["f1"], row["gold"]) for slot, row in told["slots"].items()}
    flat |= {f"attr.{attr}": Figure(row["accuracy"], row["n"]) for attr, row in told["attrs"].items() if row["n"]}
    return flat | {
        "value": Figure(told["value"]["accuracy"], told["value"]["n"]),
        "tuple": Figure(told["tuple"]["f1"], told["tuple"]["gold"]),
        "spans": Figure(told["spans"]["valid"], told["spans"]["n"]),
    }


def report(measured: dict[str, dict[str, Figure]], floors: dict[str, dict[str, float]]) -> list[str]:
    """Print each figure beside its floor; what is below it."""
    below = []
    for name, rows in measured.items():
        print(f"{name}: figure, measured, floor")
        for figure, measure in rows.items():
            value = measure.value
            floor = floors.get(name, {}).get(figure)
            print(f"  {figure:20} {value:.3f}  {'-' if floor is None else f'{floor:.3f}'}")
            if floor is not None and value < floor:
                below.append(f"{name} {figure} {value:.4f} < {floor}")
    return below


def raised(measured: dict[str, dict[str, Figure]], floors: dict[str, dict[str, float]]) -> str:
    lines = ["# The least that scripts/score_gold.py and scripts/score_results.py accept. A floor only rises.\n"]
    for name, rows in measured.items():
        lines.append(f"\n[{name}]\n")
        for figure, measure in rows.items():
            kept = 1.0 if figure == "spans" else max(floors.get(name, {}).get(figure, 0.0), measure.floor)
            lines.append(f'"{figure}" = {kept}\n')
    for name in floors.keys() - measured.keys():  # those of scripts/score_results.py
        lines.append(f"\n[{name}]\n")
        lines += [f'"{figure}" = {floor}\n' for figure, floor in floors[name].items()]
    return "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
