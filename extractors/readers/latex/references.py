"""Which sentences of a paper refer to which of its tables, by their labels."""

import re

from extractors.readers.latex.printed import NO_MARKS, tidied

__all__ = ["References", "referring"]

# A reference in running text: control characters, which sources have none of, around a number in such characters.
OPEN, CLOSE, ZERO, BASE = "\x0e", "\x0f", 0x10, 8
REFERENCE = re.compile("\x0e([\x10-\x17]+)\x0f")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
LABELS, SENTENCES, LONGEST = 4096, 6, 500  # labels of a paper, sentences on a table, characters of one


def referring(number: int) -> str:
    """What stands in running text for a reference to the label of this number."""
    digits = oct(number)[2:]
    return OPEN + "".join(chr(ZERO + int(digit)) for digit in digits) + CLOSE


class References:
    """Of one paper."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.sentences: dict[int, list[str]] = {}

    def number(self, label: str) -> int:
        """The label's number, one for all labels that are too many."""
        return self.numbers.setdefault(label, min(len(self.numbers), LABELS))

    def noted(self, text: str) -> str:
        """The text without its references; the sentences that hold them are kept."""
        if OPEN not in text:
            return text
        for sentence in SENTENCE_END.split(text):
            for number in {
                int("".join(oct(ord(char) - ZERO)[2:] for char in match[1]), BASE)
                for match in REFERENCE.finditer(sentence)
            }:
                known = self.sentences.setdefault(number, [])
                if len(known) < SENTENCES:
                    known.append(tidied(REFERENCE.sub("", sentence)).translate(NO_MARKS)[:LONGEST])
        return REFERENCE.sub("", text)

    def told(self, labels: list[str]) -> str:
        """What sentences say that refer to one of these labels."""
        numbers = dict.fromkeys(self.numbers[label] for label in labels if label in self.numbers)
        return " ".join(sentence for number in numbers for sentence in self.sentences.get(number, ()))
