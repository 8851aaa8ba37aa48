"""Change one number, bold mark or mean of a paper at a time, and count how many of them the checks tell.

Usage: python tests/faults/plant_errors.py RESULTS.tar.xz [--half odd|even|all] [--db FILE] [--seed 7] [--missed]

The archive holds LaTeX papers. Of those whose abstract or conclusion repeats a number of a table, every such number is
changed by one digit, one a copy; in other copies a gain stated there, a bold mark (moved to another row of its column)
and an average (where it is the mean of its row). All copies are read into one registry (kept in FILE and used again
where it exists: the reading is the slow part), and what the checks say of a copy but not of its paper counts: it must
name the changed number, or the bold column. Findings between papers are left out. Prints a table.
"""

import argparse
import json
import random
import re
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.pipeline import extract
from extractors.readers import read
from leaderboard.checking import checked
from leaderboard.ingest import ingest
from registry.catalog import Catalog, load_catalog
from registry.checks import Finding
from registry.model import Document
from registry.snapshots import connect

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NUMBER = re.compile(r"(?<![\d.,\w\\])\d{1,4}(?:\.\d{1,4})?(?![\d,]*\d)(?!\.\d)")
ABSTRACT = re.compile(r"\\begin\{abstract\}(.*?)\\end\{abstract\}|\\abstract\{(.*?)\n\s*\n", re.S)
CONCLUSION = re.compile(
    r"\\section\*?\{[^}]*[Cc]onclu[^}]*\}(.*?)(?=\\section|\\begin\{thebib|\\bibliography|\\appendix|\Z)", re.S
)
TABULAR = re.compile(r"\\begin\{(tabular[x*]?|tabu)\}(.*?)\\end\{\1\}", re.S)
BOLD = re.compile(r"\s*(?:\\textbf\{|\{\\bf(?:series)?\s+|\\bf\s+)\s*(?P<value>\d{1,3}\.\d{1,3})\s*\}?\s*")
PLAIN = re.compile(r"\s*(?P<value>\d{1,3}\.\d{1,3})\s*")
AVERAGE = re.compile(r"(?i)\W*(?:\\\w+\{)*(?:macro[ -])?(?:avg|average|mean)\b\.?\W*")
BETWEEN_PAPERS = ("cross-paper", "sota-at-date")
WAYS = ("read", "decimal", "whole")
KINDS = ("abstract number", "conclusion number", "gain", "bold mark", "mean")


@dataclass(frozen=True, slots=True)
class Planted:
    """One change of a paper: `raw[start:end]` became `new`; `shown` is the number that a finding must name."""

    paper: str
    kind: str
    start: int
    end: int
    old: str
    new: str
    shown: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--db", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--missed", action="store_true", help="print what was not caught")
    args = parser.parse_args()
    catalog = load_catalog()
    with tempfile.TemporaryDirectory() as folder:
        papers = chosen(unpacked(args.archive, Path(folder) / "papers"), args.half)
        planted = [each for paper in papers for each in changes(paper, catalog, args.seed)]
        db = args.db or Path(folder) / "planted.duckdb"
        if not db.exists():
            write_copies(papers, planted, Path(folder) / "copies")
            ingest([str(Path(folder) / "copies")], db, catalog)
        report(planted, judged(db, catalog), [paper.stem for paper in papers], args.missed)
    return 0


def unpacked(archive: Path, folder: Path) -> list[Path]:
    with tarfile.open(archive) as members:
        members.extractall(folder)
    return sorted(folder.rglob("*.tex"))


def chosen(papers: Sequence[Path], half: str) -> list[Path]:
    return list({"odd": papers[::2], "even": papers[1::2], "all": papers}[half])


def changes(paper: Path, catalog: Catalog, seed: int) -> list[Planted]:
    raw = paper.read_text("utf-8", errors="replace")
    document = next(iter(read(paper, lambda error: None)), None)
    if document is None:
        return []
    chance = random.Random(f"{seed}/{paper.name}")
    regions = [("abstract number", *span_of(match)) for match in ABSTRACT.finditer(raw)]
    regions += [("conclusion number", *match.span(1)) for match in CONCLUSION.finditer(raw)]
    numbers = [Planted(paper.stem, *each) for each in changed_numbers(raw, regions, document, catalog, chance)]
    tables = [Planted(paper.stem, *each) for each in (*moved_bold(raw, chance), *changed_means(raw, chance))]
    return [*numbers, *tables]


def span_of(match: re.Match[str]) -> tuple[int, int]:
    return match.span(1) if match[1] is not None else match.span(2)


def changed_numbers(
    raw: str, regions: Sequence[tuple[str, int, int]], document: Document, catalog: Catalog, chance: random.Random
) -> Iterator[tuple[str, int, int, str, str, str]]:
    """Numbers that a table repeats, and of those that none repeats the gains; each with one digit changed."""
    cells = {
        each for block in document.blocks if block.table for row in block.table.rows for cell in row
        for each in NUMBER.findall(cell.text)
    }  # fmt: skip
    if not cells:
        return
    gains = {
        match.group()
        for claim in extract(document, catalog).claims
        if claim.kind == "delta" and claim.cell is None and (match := NUMBER.search(claim.quote))
    }
    tables = [match.span() for match in TABULAR.finditer(raw)]
    for kind, start, end in regions:
        for match in NUMBER.finditer(raw, start, end):
            old = match.group()
            told = kind if old in cells else "gain" if old in gains else None
            inside = any(first <= match.start() < last for first, last in tables)
            if told is None or inside or is_year(old) or not any(digit in "123456789" for digit in old):
                continue
            new = one_digit_changed(old, chance)
            yield told, match.start(), match.end(), old, new, new


def is_year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", text) is not None


def one_digit_changed(old: str, chance: random.Random) -> str:
    while True:
        at = chance.choice([at for at, character in enumerate(old) if character.isdigit()])
        new = old[:at] + chance.choice([digit for digit in "0123456789" if digit != old[at]]) + old[at + 1 :]
        if not (new.startswith("0") and not old.startswith("0")):
            return new


def moved_bold(raw: str, chance: random.Random) -> list[tuple[str, int, int, str, str, str]]:
    """One bold mark of the paper, the only one of its column and on its greatest or least value, moved."""
    found = [each for table in TABULAR.finditer(raw) for each in bold_columns(raw, rows_of(raw, *table.span(2)))]
    return [chance.choice(found)] if found else []


def rows_of(raw: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """The spans of the cells of a tabular, row by row."""
    rows = []
    for row in re.finditer(r"(.*?)(?:\\\\|\Z)", raw[start:end], re.S):
        ends = [match.start() for match in re.finditer(r"(?<!\\)&", row[1])]
        starts = [0, *(each + 1 for each in ends)]
        base = start + row.start(1)
        rows.append([(base + one, base + two) for one, two in zip(starts, [*ends, len(row[1])], strict=True)])
    return [row for row in rows if len(row) > 1]


def bold_columns(raw: str, rows: Sequence[Sequence[tuple[int, int]]]) -> Iterator[tuple[str, int, int, str, str, str]]:
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    for column in range(1, width):
        spans = [row[column] for row in rows if len(row) == width]
        bold = [span for span in spans if BOLD.fullmatch(raw, *span)]
        plain = [span for span in spans if PLAIN.fullmatch(raw, *span)]
        if len(bold) != 1 or len(plain) < 2 or len(bold) + len(plain) < len(spans) - 2:
            continue
        best = value(BOLD, raw, bold[0])
        others = [value(PLAIN, raw, span) for span in plain]
        if not (best > max(others) or best < min(others)):
            continue
        # the mark goes to the cell before or after it, so that the change is one stretch of the source
        at = min(plain, key=lambda span: abs(span[0] - bold[0][0]))
        first, last = sorted((at, bold[0]))
        number, other = BOLD.fullmatch(raw, *bold[0]), PLAIN.fullmatch(raw, *at)
        assert number and other, "both were matched above"
        edited = {bold[0]: f" {number['value']} ", at: rf" \textbf{{{other['value']}}} "}
        new = edited[first] + raw[first[1] : last[0]] + edited[last]
        yield "bold mark", first[0], last[1], raw[first[0] : last[1]], new, other["value"]


def value(pattern: re.Pattern[str], raw: str, span: tuple[int, int]) -> Decimal:
    match = pattern.fullmatch(raw, *span)
    assert match, "asked of cells that matched"
    return Decimal(match["value"])


def changed_means(raw: str, chance: random.Random) -> list[tuple[str, int, int, str, str, str]]:
    """One average of the paper that is the mean of its row, a digit changed."""
    found = [each for table in TABULAR.finditer(raw) for each in means(raw, rows_of(raw, *table.span(2)), chance)]
    return [chance.choice(found)] if found else []


def means(
    raw: str, rows: Sequence[Sequence[tuple[int, int]]], chance: random.Random
) -> Iterator[tuple[str, int, int, str, str, str]]:
    heads = [at for row in rows[:3] for at, span in enumerate(row) if AVERAGE.fullmatch(raw[slice(*span)].strip())]
    for row in rows if len(heads) == 1 else ():
        numbers = {at: match for at, span in enumerate(row) if (match := number_of(raw, span))}
        average = numbers.pop(heads[0], None)
        if average is None or len(numbers) < 2:
            continue
        mean = sum((Decimal(each["value"]) for each in numbers.values()), Decimal(0)) / len(numbers)
        exponent = Decimal(average["value"]).as_tuple().exponent
        if abs(mean - Decimal(average["value"])) <= Decimal("0.55").scaleb(int(exponent)):
            new = one_digit_changed(average["value"], chance)
            yield "mean", *average.span("value"), average["value"], new, new


def number_of(raw: str, span: tuple[int, int]) -> re.Match[str] | None:
    return BOLD.fullmatch(raw, *span) or PLAIN.fullmatch(raw, *span)


def copy_name(planted: Planted) -> str:
    return f"{planted.paper}--{planted.kind.replace(' ', '-')}-{planted.start}"


def write_copies(papers: Sequence[Path], planted: Sequence[Planted], folder: Path) -> None:
    folder.mkdir()
    texts = {paper.stem: paper.read_text("utf-8", errors="replace") for paper in papers}
    for name, raw in texts.items():
        (folder / f"{name}.tex").write_text(raw, "utf-8")
    for each in planted:
        raw = texts[each.paper]
        (folder / f"{copy_name(each)}.tex").write_text(raw[: each.start] + each.new + raw[each.end :], "utf-8")


@dataclass(frozen=True, slots=True)
class Told:
    """What the checks say of each document, by its name, which numbers its text's claims have, and all of its numbers,
    those of tables with "table" before them."""

    findings: Mapping[str, Sequence[tuple[Finding, tuple[str, ...]]]]
    claims: Mapping[str, Counter[tuple[str, str]]]
    numbers: Mapping[str, Counter[str]]


def judged(db: Path, catalog: Catalog) -> Told:
    findings: dict[str, list[tuple[Finding, tuple[str, ...]]]] = defaultdict(list)
    claims: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    with connect(db) as con:
        names = dict(con.execute("SELECT document_id, name FROM documents").fetchall())
        rows = con.execute("SELECT claim_id, document_id, kind, quote, table_index IS NULL FROM claims").fetchall()
        quotes = {claim_id: quote for claim_id, _, _, quote, _ in rows}
        for _, document_id, kind, quote, is_prose in rows:
            if is_prose:
                claims[names[document_id]][kind, quote] += 1
        numbers = {names[id]: numbers_of(con, id) for id in names}
        for each in checked(con, catalog):
            if each.outcome in ("inconsistent", "conflict", "review") and each.check_id not in BETWEEN_PAPERS:
                told = tuple(quotes[id] for id in each.claim_ids if id in quotes)
                findings[names[each.document_id]].append((each, told))
    return Told(findings, claims, numbers)


def numbers_of(con: "DuckDBPyConnection", document_id: str) -> Counter[str]:
    query = """
        SELECT substring(text, start_offset + 1, end_offset - start_offset), cells
        FROM store.block JOIN store.document USING (document_id)
        WHERE document_id = ?
    """
    counts: Counter[str] = Counter()
    for text, cells in con.execute(query, [document_id]).fetchall():
        counts.update(NUMBER.findall(text) if cells is None else ())
        counts.update(f"table {each}" for cell in json.loads(cells or "[]") for each in NUMBER.findall(cell[2]))
    return counts


def report(planted: Sequence[Planted], told: Told, papers: Sequence[str], show_missed: bool) -> None:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    missed, causes = [], Counter[str]()
    for each in planted:
        caught = caught_by(each, told)
        row = counts[each.kind, read_as(each, told)]
        row["planted"] += 1
        row["caught"] += bool(caught)
        row["warned"] += any(found.severity != "note" for found in caught)
        if not caught:
            missed.append(each)
            causes[cause_of(each, told)] += 1
    print(f"{'kind':<20}{'as a result':<12}{'planted':>8}{'caught':>8}{'share':>7}{'warned':>8}")
    for kind in KINDS:
        for way in WAYS:
            print_row(kind, way, counts[kind, way])
    for way in WAYS:
        print_row("numbers and gains", way, sum((counts[kind, way] for kind in KINDS[:3]), Counter()))
    print_row("all", "read", sum((counts[kind, "read"] for kind in KINDS), Counter()))
    print("missed numbers and gains:", ", ".join(f"{count} {cause}" for cause, count in causes.most_common() if cause))
    unchanged = [found for name in papers for found, _ in told.findings.get(name, ())]
    severities = Counter(found.severity for found in unchanged)
    by = ", ".join(f"{severities[severity] / len(papers):.2f} {severity}s" for severity in ("error", "warning", "note"))
    print(f"unchanged: {by} a paper ({len(papers)} papers)")
    for (check, outcome, severity), count in sorted(Counter(map(sort_of, unchanged)).items()):
        print(f"    {check:<18}{outcome:<14}{severity:<9}{count:>5}")
    for each in missed if show_missed else ():
        change = f"{' '.join(each.old.split())} -> {' '.join(each.new.split())}"
        print(f"missed ({read_as(each, told)}) {copy_name(each)}: {change}")


def cause_of(planted: Planted, told: Told) -> str:
    """Why a changed number may have been missed."""
    if planted.kind in KINDS[3:]:
        return ""
    numbers = told.numbers[copy_name(planted)]
    if read_as(planted, told) != "read":
        return "not read as a result"
    if numbers[f"table {planted.new}"]:
        return "changed to what a table has"
    if numbers[planted.new] > 1:
        return "changed to what the text has"
    if "." not in planted.old:
        return "whole, nowhere else"
    return "stands nowhere else" if numbers[planted.old] else "not said elsewhere in the text"


def sort_of(found: Finding) -> tuple[str, str, str]:
    return found.check_id, found.outcome, found.severity


def print_row(kind: str, way: str, row: Counter[str]) -> None:
    if row["planted"]:
        share = row["caught"] / row["planted"]
        print(f"{kind:<20}{way:<12}{row['planted']:>8}{row['caught']:>8}{share:>7.0%}{row['warned']:>8}")


def caught_by(planted: Planted, told: Told) -> list[Finding]:
    """What is said of the copy, not of the paper, and names the changed number."""
    before = {(found.check_id, found.reason, quotes) for found, quotes in told.findings.get(planted.paper, ())}
    after = told.findings.get(copy_name(planted), ())
    shown = re.compile(rf"(?<![\d.]){re.escape(planted.shown)}(?!\.?\d)")
    return [
        found for found, quotes in after
        if (found.check_id, found.reason, quotes) not in before
        and (any(shown.search(quote) for quote in quotes) or shown.search(found.message))
        and (planted.kind != "bold mark" or found.check_id == "best-in-bold")
    ]  # fmt: skip


def read_as(planted: Planted, told: Told) -> str:
    """ "read" where the changed number is a score or a gain of the copy, or stands in a table; of what is not read,
    whole numbers (of lists, sections, settings) are told apart."""
    more = told.claims[copy_name(planted)] - told.claims[planted.paper]
    if planted.kind in ("bold mark", "mean") or any(
        kind in ("score", "delta") and planted.new in quote for kind, quote in more
    ):
        return "read"
    return "decimal" if "." in planted.old else "whole"


if __name__ == "__main__":
    raise SystemExit(main())
