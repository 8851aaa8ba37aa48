"""Source text read piece by piece, with what macros expand to pushed in front of it."""

import re

__all__ = ["Mouth"]

SPACE = re.compile(r"[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?")
BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
BRACKETS = re.compile(r"\\.|[{}\[\]]", re.DOTALL)
COMMAND = re.compile(r"\\(?:@*[a-zA-Z][a-zA-Z@]*|.)", re.DOTALL)
LENGTH = re.compile(
    r"""\s*=?\s*-?\s*(?:\d*\.?\d+\s*)?(?:(?:true\s*)?(?:pt|pc|in|bp|cm|mm|dd|cc|sp|ex|em|mu|fil+|px)(?![a-z])
      | \\[a-zA-Z@]+)? (?:\s*(?:plus|minus)\s*-?\d*\.?\d*\s*(?:pt|ex|em|cm|mm|in|mu|fil+)?)*""",
    re.VERBOSE,
)
TO_WIDTH = re.compile(r"\s*(?:to|spread)\s*-?\s*(?:\d*\.?\d*\s*)?(?:[a-z]{2}|\\[a-zA-Z@]+)")
RUNAWAY = re.compile(r"\n[ \t]*\n|\\(?:begin|end|(?:sub)*section|caption|item|hline|toprule)(?![a-zA-Z])|\\\\|(?<!\\)&")
OPTION_CAP = 4000
PAIRS_CAP = 4 * 1024 * 1024  # the pairs of braces of a longer text would fill the memory: they are looked up one by one
NEAR = 20_000


class Mouth:
    """A source and the place in it. `frames` holds the sources that wait below, the document's own at the bottom."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.frames: list[tuple[str, int, dict[int, int] | None]] = []
        self.closings: dict[int, int] | None = None
        self.looked = 0  # how many characters were looked at ahead of our place since somebody asked

    def push(self, text: str) -> None:
        """Read `text` next, and then go on where we are."""
        if self.at < len(self.text):
            self.frames.append((self.text, self.at, self.closings))
        self.text, self.at, self.closings = text, 0, None

    def pop(self) -> bool:
        """Go on with the source below, once the one above is read to its end."""
        if not self.frames:
            return False
        self.text, self.at, self.closings = self.frames.pop()
        return True

    def next_char(self) -> str:
        """The next character that is no space, with the place set on it; "" at a blank line or the end."""
        while True:
            match = SPACE.match(self.text, self.at)
            assert match is not None
            if match.end() < len(self.text):
                char = self.text[match.end()]
                if char == "\n":
                    return ""
                self.at = match.end()
                return char
            self.at = len(self.text)
            if not self.pop():
                return ""

    def peek(self) -> str:
        """The very next character, or "" at the end of this source."""
        return self.text[self.at : self.at + 1]

    def closing(self, at: int) -> int | None:
        """Where the brace that opens at `at` is closed, or None."""
        if len(self.text) > PAIRS_CAP:
            self.looked += NEAR
            near = brace_pairs(self.text[at : at + NEAR]).get(0)
            return None if near is None else at + near
        if self.closings is None:
            self.closings = brace_pairs(self.text)
        return self.closings.get(at)

    def is_never_closed(self) -> bool:
        """Whether the brace that was just read is left open by the document itself, and not by half of a macro."""
        return not self.frames and len(self.text) <= PAIRS_CAP and self.closing(self.at - 1) is None

    def argument(self) -> str:
        """A mandatory argument: what braces hold, or the next command or character. "" where none is left."""
        char = self.next_char()
        if char == "{":
            return self.group()
        if char == "\\":
            match = COMMAND.match(self.text, self.at)
            token = match[0] if match else "\\"
        else:
            token = char if char not in ("}", "&", "$") else ""
        self.at += len(token)
        return token

    def braced(self) -> str | None:
        """The next argument if it stands in braces."""
        return self.group() if self.next_char() == "{" else None

    def group(self) -> str:
        """What the braces at our place hold; one that nothing closes reaches to the end of its paragraph, or to what
        is never meant to stand in an argument."""
        end = self.closing(self.at)
        start = self.at + 1
        if end is None:
            runaway = RUNAWAY.search(self.text, start)
            end = runaway.start() if runaway else len(self.text)
            self.at = end
            return self.text[start:end]
        self.at = end + 1
        return self.text[start:end]

    def optional(self) -> str | None:
        """An optional argument in brackets, or None with the place unmoved."""
        at = self.at
        text = self.text
        if self.next_char() != "[":
            if self.text is text:
                self.at = at
            return None
        depth = 0
        for match in BRACKETS.finditer(self.text, self.at + 1, self.at + OPTION_CAP):
            mark = match[0]
            if mark == "{":
                depth += 1
            elif mark == "}":
                depth -= 1
                if depth < 0:
                    break
            elif mark == "]" and depth == 0:
                inner = self.text[self.at + 1 : match.start()]
                self.at = match.end()
                return inner
        self.looked += min(OPTION_CAP, len(self.text) - self.at)
        return None

    def star(self) -> bool:
        if self.peek() == "*":
            self.at += 1
            return True
        return False

    def skip(self, spec: str) -> None:
        """Pass over arguments (see `commands.SKIPPED`)."""
        for kind in spec:
            if kind == "m":
                self.argument()
            elif kind == "o":
                self.optional()
            elif kind == "s":
                self.star()
            else:
                self.skip_match(LENGTH if kind == "d" else TO_WIDTH)

    def skip_match(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()


def brace_pairs(text: str) -> dict[int, int]:
    """Where each opening brace is closed; those that nothing closes are not in it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in BRACES.finditer(text):
        mark = match[0]
        if mark == "{":
            opened.append(match.start())
        elif mark == "}" and opened:
            found[opened.pop()] = match.start()
    return found
