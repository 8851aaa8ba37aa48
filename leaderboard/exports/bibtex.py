"""BibTeX: one entry a paper, under a key that stays the same from snapshot to snapshot."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from leaderboard.console.visible import one_line
from leaderboard.exports.boards import web_address
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import Row

if TYPE_CHECKING:
    import polars as pl

__all__ = ["as_bibtex", "entries", "paper_key"]

# BibTeX counts braces before TeX sees them, escaped ones too: those of a text have to go.
SIGNS = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    | {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "<": r"{\textless}",
        ">": r"{\textgreater}",
        "|": r"{\textbar}",
        '"': "''",
    }
    | dict.fromkeys([*map(chr, range(0x2400, 0x2422)), "\ufffd"], "?")
)
DULL = {"a", "an", "the", "on", "of", "for", "in", "to", "is", "are", "with", "and", "towards", "toward"}
TELLING = 3
DIGITS = 8


def as_bibtex(selection: Selection) -> Iterator[str]:
    """One entry a paper that a result rests on, in the order of their keys."""
    return entries(selection.standing, selection.generation)


def entries(results: "pl.DataFrame", generation: int) -> Iterator[str]:
    """The same of any rows with the columns title, url, authors, venue and date."""
    papers = papers_of(results)
    yield f"% claimboard, snapshot {generation}: {len(papers)} paper{'' if len(papers) == 1 else 's'}\n"
    if unnamed := sum(title == url == "" for title, url in results.select("title", "url").iter_rows()):
        yield f"% without title and address, so without an entry: {unnamed} result{'' if unnamed == 1 else 's'}\n"
    for key in sorted(papers):
        yield "\n" + entry(key, papers[key])


def papers_of(results: "pl.DataFrame") -> dict[str, dict[str, Any]]:
    """Each paper that has a title or an address, under its key, told by the result that knows most of it."""
    columns = ("title", "url", "authors", "venue", "date")
    named = results.select(columns).unique(maintain_order=True)
    papers: dict[str, dict[str, Any]] = {}
    for row in named.filter((named["title"] != "") | (named["url"] != "")).iter_rows(named=True):
        key = paper_key(row)
        if key not in papers or known(row) > known(papers[key]):
            papers[key] = row
    return papers


def known(row: Row) -> int:
    return sum(bool(row[field]) for field in ("authors", "venue", "date", "url"))


def paper_key(row: Row) -> str:
    """ "attention-all-you-0a1b2c3d": telling words of the title and a hash of it. Papers of one title are one, however
    much a source knows of them, so that a key is the same in every export."""
    identity = folded(row["title"]) or row["url"]
    words = [word for word in re.findall("[a-z0-9]+", ascii_of(row["title"])) if word not in DULL]
    digits = sha256(identity.encode("utf-8", "replace")).hexdigest()[:DIGITS]
    return "-".join([*(word[:20] for word in words[:TELLING]), digits])


def folded(title: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", title).casefold()))


def ascii_of(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def year(row: Row) -> str:
    found = re.match(r"[0-9]{4}", row["date"])
    return found[0] if found else ""


def entry(key: str, row: Row) -> str:
    month = re.match(r"[0-9]{4}-(0[1-9]|1[0-2])", row["date"])
    fields = {
        # the second braces keep its capitals
        "title": f"{{{escaped(row['title'] or row['url'])}}}",
        "author": " and ".join(map(name, row["authors"])),
        "journal": escaped(row["venue"]),
        "year": year(row),
        "month": str(int(month[1])) if month else "",
        "url": web_address(row["url"]),
    }
    lines = [f"  {field} = {{{told}}},\n" for field, told in fields.items() if told]
    return f"@{'article' if row['venue'] else 'misc'}{{{key},\n{''.join(lines)}}}\n"


def name(author: str) -> str:
    """A name that would be read as several, or in parts that are none, stands in braces."""
    told = escaped(author)
    whole = re.search(r"(?i)\band\b", author) or author.count(",") > 1
    return f"{{{told}}}" if whole else told


def escaped(text: str) -> str:
    """`text` on one line, each sign as itself, its braces in pairs."""
    return one_line(text).translate(SIGNS)
