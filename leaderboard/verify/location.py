"""On which line of its file a claim stands, for tools that point at lines."""

import re
from collections.abc import Sequence
from pathlib import Path

__all__ = ["Sources"]

MOST_BYTES = 8_000_000
TEXTS = (".tex", ".md", ".markdown", ".txt", ".html", ".htm", ".xml", ".csv", ".tsv", ".json", ".jsonl", "")
WORD = re.compile(r"\w{3,}")
NUMBER = re.compile(r"\d[\d.,]*")


class Sources:
    """Files as lines, each read once; what is no text, too large or gone has none."""

    def __init__(self) -> None:
        self._files: dict[str, Lines] = {}

    def line_of(self, source: str, quote: str, sentence: str) -> int:
        """The line, from 1, that has the quote and most of the words around it; 0 where no line has the quote.

        A reader may have typeset what the file spells out (LaTeX), so that offsets say nothing of lines.
        """
        if source not in self._files:
            self._files[source] = Lines(read_lines(Path(source)))
        return self._files[source].nearest(quote, sentence)


class Lines:
    """The lines of one file, found by the numbers in them: a board's file has one line in thousands for each claim."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._words: dict[int, set[str]] = {}
        self._places: dict[str, list[int]] = {}
        for index, line in enumerate(lines):
            for number in {each.strip(".,") for each in NUMBER.findall(line)}:
                self._places.setdefault(number, []).append(index)

    def nearest(self, quote: str, sentence: str) -> int:
        wanted = words_of(sentence)
        best, most = 0, -1
        for index in self.having(quote):
            own = len(wanted & self.words(index))
            near = wanted & (self.words(index - 1) | self.words(index) | self.words(index + 1))
            if 2 * own + len(near) > most:
                best, most = index + 1, 2 * own + len(near)
        return best

    def having(self, quote: str) -> Sequence[int]:
        """The lines with the number of the quote, or else with its digits inside another; its words, if it has none."""
        number = re.sub(r"[^\d.,]", "", quote).strip(".,") or quote
        return self._places.get(number) or [index for index, line in enumerate(self._lines) if number in line]

    def words(self, index: int) -> set[str]:
        if index not in self._words:
            self._words[index] = words_of(self._lines[index]) if 0 <= index < len(self._lines) else set()
        return self._words[index]


def words_of(text: str) -> set[str]:
    return set(WORD.findall(text.lower()))


def read_lines(path: Path) -> Sequence[str]:
    try:
        if path.suffix.lower() not in TEXTS or not path.is_file() or path.stat().st_size > MOST_BYTES:
            return ()
        return path.read_text("utf-8", errors="replace").split("\n")
    except OSError:
        return ()
