"""On which line of its file a claim stands, for tools that point at lines."""

import re
from collections.abc import Sequence
from pathlib import Path

from leaderboard.queries import ClaimRecord

__all__ = ["Sources"]

MOST_BYTES = 8_000_000
TEXTS = (".tex", ".md", ".markdown", ".txt", ".html", ".htm", ".xml", ".csv", ".tsv", ".json", ".jsonl", "")
WORD = re.compile(r"\w{3,}")


class Sources:
    """Files as lines, each read once; what is no text, too large or gone has none."""

    def __init__(self) -> None:
        self._lines: dict[str, Sequence[str]] = {}

    def lines(self, source: str) -> Sequence[str]:
        if source not in self._lines:
            self._lines[source] = read_lines(Path(source))
        return self._lines[source]

    def line_of(self, claim: ClaimRecord) -> int:
        """The line, from 1, that has the quote and most of the words around it; 0 where no line has the quote.

        A reader may have typeset what the file spells out (LaTeX), so that offsets say nothing of lines.
        """
        number = re.sub(r"[^\d.,]", "", claim.quote).strip(".,") or claim.quote
        wanted = set(WORD.findall(claim.sentence.lower()))
        best, most = 0, -1
        lines = self.lines(claim.source)
        for index, line in enumerate(lines):
            if number in line:
                near = " ".join(lines[max(0, index - 1) : index + 2]).lower()
                shared = 2 * len(wanted & set(WORD.findall(line.lower()))) + len(wanted & set(WORD.findall(near)))
                if shared > most:
                    best, most = index + 1, shared
        return best


def read_lines(path: Path) -> Sequence[str]:
    try:
        if path.suffix.lower() not in TEXTS or not path.is_file() or path.stat().st_size > MOST_BYTES:
            return ()
        return path.read_text("utf-8", errors="replace").split("\n")
    except OSError:
        return ()
