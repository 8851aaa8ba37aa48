"""How far our rules alone get on SciTab: claims about tables of papers, supported, refuted, or not enough info.

Usage: python scripts/score_scitab.py [FILE]     (../shared/claims/scitab/sci_tab.json unless FILE is given)

Of the claims that have a digit, each becomes a small paper: the claim is its abstract, the table its results. The
paper is read and checked as any draft is, but for the checks between papers. A claim is refuted where a number, gain or
rank of the abstract is contradicted, supported where one is supported and none contradicted, else there is not enough
info. Prints the accuracy with and without sentences that hold a negation, beside the answer that is right most often,
and what was answered to what. Nothing is learned from the file.
"""

import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from leaderboard.checking import checked
from leaderboard.ingest import ingest
from leaderboard.verify.gather import verdicts
from registry.catalog import load_catalog
from registry.snapshots import connect

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "claims" / "scitab" / "sci_tab.json"
LABELS = ("supports", "refutes", "not enough info")
BETWEEN_PAPERS = ("cross-paper", "sota-at-date")
NEGATION = re.compile(r"(?i)\b(?:not|no|never|neither|nor|none|without|cannot|fails?|failed|lacks?)\b|n't\b")
# What is left of the typesetting: marks of bold and italic text, rules between rows, joined sentences.
BOLD = re.compile(r"\[BOLD\]")
RESIDUE = re.compile(r"\[(?:BOLD|ITALIC|CONTINUE|EMPTY)\]|[\d-]*\[[\d.]+pt[^\]]*\][\d-]*")


def main() -> int:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not file.is_file():
        print(f"skipped: {file} is not here; it is SciTab's sci_tab.json")
        return 0
    rows = [row for row in json.loads(file.read_text("utf-8")) if re.search(r"\d", row["claim"])]
    answers = answered(rows)
    plain = [index for index, row in enumerate(rows) if not NEGATION.search(row["claim"])]
    print(
        f"{'claims with a number':<28}{'n':>5}{'accuracy':>10}{'most often':>12}{'answered':>10}{'of these right':>16}"
    )
    negated = sorted({*range(len(rows))} - {*plain})
    for name, chosen in (("all", range(len(rows))), ("without a negation", plain), ("with a negation", negated)):
        print_line(name, [(rows[index]["label"], answers[index]) for index in chosen])
    print(f"\n{'label':<18}" + "".join(f"{answer:>18}" for answer in LABELS) + "   (answers)")
    counts = Counter((row["label"], answer) for row, answer in zip(rows, answers, strict=True))
    for label in LABELS:
        print(f"{label:<18}" + "".join(f"{counts[label, answer]:>18}" for answer in LABELS))
    return 0


def print_line(name: str, pairs: Sequence[tuple[str, str]]) -> None:
    if not pairs:
        print(f"{name:<28}{0:>5}")
        return
    right = sum(label == answer for label, answer in pairs)
    most = Counter(label for label, _ in pairs).most_common(1)[0][1]
    told = [label == answer for label, answer in pairs if answer != "not enough info"]
    share = f"{sum(told) / max(1, len(told)):.3f}"
    print(f"{name:<28}{len(pairs):>5}{right / len(pairs):>10.3f}{most / len(pairs):>12.3f}{len(told):>10}{share:>16}")


def answered(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """One of LABELS for each row."""
    catalog = load_catalog()
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text) / "papers"
        folder.mkdir()
        for number, row in enumerate(rows):
            (folder / f"{number}.md").write_text("\n".join(paper(row, number)), "utf-8")
        db = Path(text) / "scitab.duckdb"
        ingest([str(folder)], db, catalog)
        with connect(db) as con:
            claims = dict(con.execute("SELECT claim_id, kind FROM claims WHERE table_index IS NULL").fetchall())
            names = dict(
                con.execute("SELECT claim_id, source FROM claims JOIN documents USING (document_id)").fetchall()
            )
            findings = [each for each in checked(con, catalog) if each.check_id not in BETWEEN_PAPERS]
    said: dict[int, set[str]] = defaultdict(set)
    for claim, verdict in verdicts(findings, claims).items():
        said[int(Path(names[claim]).stem)].add(verdict)
    return [answer(said[number]) for number in range(len(rows))]


def answer(said: set[str]) -> str:
    if "contradicted" in said:
        return "refutes"
    return "supports" if "supported" in said else "not enough info"


def paper(row: Mapping[str, Any], number: int) -> Iterator[str]:
    """Markdown; the number keeps papers apart that make one claim of one table."""
    yield f"# {row['paper']} ({number})\n\n## Abstract\n\n{tidy(row['claim'])}\n"
    yield f"## Results\n\n{tidy(row['table_caption'])}\n"
    yield line(row["table_column_names"])
    yield "|" + "---|" * len(row["table_column_names"])
    yield from map(line, row["table_content_values"])


def line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(cell, cells)) + " |"


def cell(text: str) -> str:
    told = tidy(text).replace("|", "/")
    return f"**{told}**" if told and BOLD.search(text) else told


def tidy(text: str) -> str:
    return " ".join(RESIDUE.sub(" ", text).split())


if __name__ == "__main__":
    raise SystemExit(main())
