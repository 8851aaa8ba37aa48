"""BibTeX: one entry a paper, under a key that stays the same from snapshot to snapshot."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from leaderboard.console.visible import one_line
from leaderboard.exports.boards import web_address
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import Row

__all__ = ["as_bibtex", "keys_of_papers"]

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
DIGITS = 6


def as_bibtex(selection: Selection) -> Iterator[str]:
    """One entry a paper that a result rests on, in the order of their keys."""
    keys = keys_of_papers(selection)
    papers = {keys[row["document_id"]]: row for row in papers_of(selection)}
    yield f"% claimboard, snapshot {selection.generation}: {len(papers)} paper{'' if len(papers) == 1 else 's'}\n"
    for key in sorted(papers):
        yield "\n" + entry(key, papers[key])


def papers_of(selection: Selection) -> list[dict[str, Any]]:
    """The first result of each document."""
    return selection.results.unique("document_id", keep="first", maintain_order=True).sort("document_id").to_dicts()


def keys_of_papers(selection: Selection) -> dict[str, str]:
    """The key of each document. Equal name and title are one paper; other papers never share a key, as the digits at
    its end, a hash of both, are as many as tell them apart."""
    papers = papers_of(selection)
    short = {identity(row): key(row, DIGITS) for row in papers}
    taken = list(short.values())
    return {row["document_id"]: key(row, DIGITS if taken.count(short[identity(row)]) == 1 else 64) for row in papers}


def identity(row: Row) -> str:
    return f"{row['document']}\n{row['title']}"


def key(row: Row, digits: int) -> str:
    """ "vaswani2017attention-0a1b2c": first author, year, first telling word of the title."""
    words = [word for word in re.findall("[a-z0-9]+", ascii_of(row["title"])) if word not in DULL]
    author = re.sub("[^a-z]", "", ascii_of(family(row["authors"][0]))) if row["authors"] else ""
    told = f"{author[:20]}{year(row)}{words[0][:20] if words else ''}" or "paper"
    return f"{told}-{sha256(identity(row).encode('utf-8', 'replace')).hexdigest()[:digits]}"


def ascii_of(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def family(author: str) -> str:
    """The family name, from "Ada Lovelace" and "Lovelace, Ada"."""
    return author.partition(",")[0] if "," in author else author.rpartition(" ")[2]


def year(row: Row) -> str:
    found = re.match(r"[0-9]{4}", row["date"])
    return found[0] if found else ""


def entry(key: str, row: Row) -> str:
    month = re.match(r"[0-9]{4}-(0[1-9]|1[0-2])", row["date"])
    fields = {
        # the second braces keep its capitals
        "title": f"{{{escaped(row['title'] or row['document'])}}}",
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
