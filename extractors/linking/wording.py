"""The words of names, and how far what stands around a cell speaks for them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import regex

from extractors.tables.words import LANGUAGES
from registry.catalog import Benchmark, Metric
from registry.model import Cell, Table

__all__ = [
    "CAPTION", "HEADER", "HEADING", "NAMED_BY", "SILENT", "entry_words", "headings", "of_column", "of_row", "of_table",
    "plain", "said", "telling", "words_of",
]  # fmt: skip

# How far words are believed, by where they stand.
HEADER, ROW, CAPTION, HEADING, TOLD, ANYWHERE = 1.0, 0.9, 0.85, 0.7, 0.6, 0.3
NAMED_BY = 2  # columns that name a row
WORD = regex.compile(r"[a-z]+|\d+(?:\.\d+)?")
TIMES = regex.compile(r"[×✕]|\\times")
TWICE = regex.compile(r"(?<!\d)(\d{3,4})\1(?!\d)")  # "256256": a size whose sign was lost
YEAR = regex.compile(r"20(\d\d)")
SPELLED = {"validation": "val", "development": "dev", "minival": "val", "avg": "average", "acc": "accuracy"} | {
    code: language.lower() for code, language in LANGUAGES.items() if code not in ("it", "he", "id", "et")
}
# What leaderboards add to names and papers take for granted.
SILENT = frozenset(
    ("dataset", "data", "set", "upscaling", "the", "of", "for", "on", "and", "score", "english", "test", "mean",
     "classification", "average", "sigma")
)  # fmt: skip


def of_table(table: Table) -> Iterable[tuple[float, str]]:
    """What stands around a table; the more believed later, as in `of_row` and `of_column`."""
    yield TOLD, table.told
    yield HEADING, table.heading
    yield CAPTION, table.caption


def of_row(table: Table, row: int, column: int) -> Iterable[tuple[float, str]]:
    """What stands beside a cell, and the name of its group of rows."""
    yield ROW, group_above(table.rows[table.header_rows : row])
    yield from ((ROW, cell.text) for cell in table.rows[row][:NAMED_BY] if cell.column != column)


def of_column(table: Table, column: int) -> Iterable[tuple[float, str]]:
    """What stands above a cell."""
    yield from ((HEADER, heading) for heading in headings(table, 0, column, beside=False))


def headings(table: Table, row: int, column: int, *, beside: bool) -> list[str]:
    """What stands above a cell, from the outermost in, or `beside` it."""
    if beside:
        return [cell.text.strip() for cell in table.rows[row][:NAMED_BY]]
    return [heading_of(line, column) for line in table.rows[: table.header_rows]]


def heading_of(line: Sequence[Cell], column: int) -> str:
    """What a line of headings says of a column: a heading over several columns stands in the first of them."""
    said_before = (cell.text.strip() for cell in reversed(line[: column + 1]))
    return next((text for text in said_before if text), "")


def group_above(rows: Sequence[Sequence[Cell]]) -> str:
    """The nearest line above that has but one cell: what it says is said of the lines below it."""
    for line in reversed(rows):
        texts = {cell.text.strip() for cell in line if cell.text.strip()}
        if len(texts) == 1:
            return texts.pop()
    return ""


def said(words: Iterable[str], evidence: Mapping[str, float], anywhere: frozenset[str]) -> float:
    """For or against: from +1 for each word that the headings say to -1 for one that the paper says nowhere. A number
    must stand near: some "10" stands in every paper."""
    fit = 0.0
    for word in words:
        far = ANYWHERE if word in anywhere else 0.0
        if word[0].isdigit():
            fit += 1.5 * (2 * evidence.get(word, far / 3) - 1)
        else:
            fit += (0.3 if word in SILENT else 1.0) * (2 * evidence.get(word, far) - 1)
    return fit


def telling(word: str) -> bool:
    """Whether a word may be what tells one data set from others."""
    return len(word) > 2 and word.isalpha() and word not in SILENT


@lru_cache(1 << 14)
def words_of(text: str) -> frozenset[str]:
    """The words and numbers of a name, each a thing of its own: "5-way (1-shot)" → 5, way, 1, shot; "×4" → x, 4."""
    found = set(WORD.findall(TWICE.sub(r"\1 x \1", TIMES.sub(" x ", text)).lower()))
    return frozenset(map(plain, found))


@lru_cache(1 << 16)
def plain(word: str) -> str:
    """Without the endings of plurals and doings, a year by two digits: "shots" → shot, "deblurring" → deblur."""
    if word in SPELLED or not word.isalpha():
        return SPELLED.get(word, YEAR.sub(r"\1", word))
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) > 6 and word.endswith("ing"):
        word = word[:-3]
        if word[-1] == word[-2] and word[-1] not in "sl":
            word = word[:-1]
    return word


def entry_words(entry: Benchmark | Metric) -> frozenset[str]:
    """All words of an entry's names."""
    return words_of(" ".join((entry.name, entry.id, *entry.aliases)))
