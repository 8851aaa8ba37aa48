"""From files to one source: the main file found, what it inputs put in its place, comments taken out."""

import posixpath
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import regex

from extractors.readers.latex.archive import TEXT_CAP, archived_files
from extractors.readers.source import MEGABYTE, Source, byte_order_mark, clean, is_archive, refuse_binary

__all__ = ["Project", "opened_project", "uncommented", "whole_source"]

FILE_CAP = 64 * MEGABYTE
DEPTH_CAP = 12
NOTE_CAP = 64 * 1024
INPUT_CAP = 2000
INPUT_SUFFIXES = (".tex", ".ltx", ".latex", ".tab", ".tbl", ".inc", ".txt")
COMMENT = regex.compile(
    r"""\\(?:verb\*?(?P<bar>[^\w\s*])[^\n]*?(?P=bar) | (?:url|href|path)\s*\{[^{}\n]*\} | [\\%])   # no comment
      | %[^\n]*+(?:\n[\ \t]*+(?!\n))?""",
    regex.VERBOSE,
)
UNPRINTED = re.compile(r"\\begin\s*\{(comment|filecontents\*?)\}")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
INPUT = re.compile(
    r"""\\(?:(?:input|include|subfile|InputIfFileExists|loadglsentries)\b\s*(?:\{(?P<braced>[^{}\n]{0,300})\}|(?P<bare>[\w./-]{1,300}))
      | (?:sub)?(?:import|inputfrom|includefrom)\*?\s*\{(?P<folder>[^{}\n]{0,300})\}\s*\{(?P<from>[^{}\n]{0,300})\})""",
    re.VERBOSE,
)
CLASS = re.compile(r"\\(?:documentclass|documentstyle)\b")
STANDALONE = re.compile(r"\\documentclass\s*(?:\[[^\]]{0,300}\])?\s*\{(?:standalone|subfiles)\}")
BEGIN = re.compile(r"\\begin\s*\{document\}")
USUAL_NAMES = {"ms": 0, "main": 1, "paper": 2, "article": 3, "arxiv": 3, "root": 3, "manuscript": 3}
TOP_LEVEL = re.compile(
    r'^(\S+\.(?:tex|ltx))\s+toplevelfile|"filename"\s*:\s*"([^"]+\.tex)"[^{}]*"usage"\s*:\s*"toplevel', re.M
)

Lookup = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Project:
    """The main file's text, how the files it names are found, and the style files that came with it."""

    main: str
    digest: str
    lookup: Lookup
    styles: Mapping[str, str] = field(default_factory=dict)


def opened_project(source: Source) -> Project:
    return from_archive(source) if is_archive(source.head) else from_file(source)


def from_file(source: Source) -> Project:
    """A lone file; what it inputs is looked for beside it."""
    data = source.stream.read(FILE_CAP + 1)
    if len(data) > FILE_CAP:
        source.fail(
            f"is larger than {FILE_CAP // MEGABYTE} MB, the most that is read of LaTeX; name the paper's own file"
        )
    refuse_binary(source.name, data[: 64 * 1024])
    main = decoded(data)
    if not main.strip():
        source.fail("holds no text, only white space; write the document into it, or leave it out")
    beside = Beside(source)
    return Project(main, sha256(data).hexdigest(), beside.find)


class Beside:
    """Files in a .tex file's own folder and below it; whatever leads out of it is told of and not read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.folder = None if source.name == "-" else Path(source.name).parent
        self.left = TEXT_CAP

    def find(self, name: str) -> str | None:
        if self.folder is None:
            return None
        if leads_out(name):
            self.source.problem(f"inputs {name[:80]!r}, which is outside its folder; that file was not read")
            return None
        for candidate in candidates(name):
            path = self.folder / candidate
            if path.suffix.lower() in INPUT_SUFFIXES and (size := self.size_of(path, name)) is not None:
                self.left -= size
                return read_text(path, size) if self.left >= 0 else None
        return None

    def size_of(self, path: Path, name: str) -> int | None:
        """None for what is no regular file; a link on the way is told of."""
        assert self.folder is not None
        try:
            steps = [path, *path.parents][: len(path.relative_to(self.folder).parts)]
            if any(step.is_symlink() for step in steps):
                self.source.problem(f"inputs {name[:80]!r}, which is a link; that file was not read")
                return None
            mode = path.lstat()
        except (OSError, ValueError):
            return None
        return mode.st_size if stat.S_ISREG(mode.st_mode) else None


def read_text(path: Path, size: int) -> str | None:
    try:
        with path.open("rb") as file:
            data = file.read(size)
    except OSError:
        return None
    return None if b"\0" in data[:4096] else decoded(data)


def from_archive(source: Source) -> Project:
    raw, digest = archived_files(source)
    files = {posixpath.normpath(path): decoded(data) for path, data in raw.items()}
    main = main_file(files)
    if main is None:
        source.fail(
            "holds no LaTeX file with \\documentclass or \\begin{document}; name the paper's .tex file, "
            "or unpack the archive and name its files"
        )
    folder = posixpath.dirname(main)

    def find(name: str) -> str | None:
        if leads_out(name) and name.startswith(("/", "~")):
            return None
        for candidate in candidates(name):
            for base in (folder, ""):
                path = posixpath.normpath(posixpath.join(base, candidate))
                if path in files and path != main:
                    return files[path]
        return None

    styles = {path: text for path, text in files.items() if path.endswith(".sty")}
    return Project(files[main], digest, find, styles)


def leads_out(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith(("/", "~", "|")) or path[1:2] == ":" or posixpath.normpath(path).startswith("..")


def candidates(name: str) -> tuple[str, ...]:
    """TeX looks for `name.tex` first."""
    name = name.strip().strip('"')
    return (name,) if name.lower().endswith(INPUT_SUFFIXES[:3]) else (f"{name}.tex", name)


def main_file(files: Mapping[str, str]) -> str | None:
    """The file arXiv's note names; else one that is a whole document, the most usual name and the longest first."""
    for note in ("00README.json", "00README.XXX", "00README"):
        named = TOP_LEVEL.search(files.get(note, "")[:NOTE_CAP])
        if named and (path := named[1] or named[2]) in files:
            return path
    texts = {path: text for path, text in files.items() if path.lower().endswith(INPUT_SUFFIXES[:3])}
    if not texts:  # an unnamed file, as in old submissions
        texts = {path: text for path, text in files.items() if "." not in posixpath.basename(path)}
    whole = [path for path, text in texts.items() if CLASS.search(text) and BEGIN.search(text)]
    parts = [path for path, text in texts.items() if BEGIN.search(text) or CLASS.search(text)]
    ranked = sorted(whole or parts, key=lambda path: rank(path, texts[path]))
    return ranked[0] if ranked else None


def rank(path: str, text: str) -> tuple[object, ...]:
    stem = posixpath.splitext(posixpath.basename(path))[0].lower()
    aside = bool(re.search(r"supp|append|rebuttal|response|cover|template|sample", stem))
    return (STANDALONE.search(text) is not None, aside, path.count("/"), USUAL_NAMES.get(stem, 9), -len(text), path)


def decoded(data: bytes) -> str:
    """UTF-8, or what its mark says, else Windows' Latin-1, in which every byte is a character; line ends as \\n."""
    mark, encoding = byte_order_mark(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
    return clean(CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))


def whole_source(project: Project, source: Source) -> str:
    """The main file with all that it inputs, without comments."""
    inputs = Inputs(project.lookup)
    text = inputs.expanded(uncommented(project.main), 0)
    if inputs.full:
        source.problem("inputs more than is read of one paper (64 MB or 2,000 files); the rest was left out")
    return text


class Inputs:
    """Puts files in the place of \\input, as deep and as much as is allowed."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup, self.left, self.count, self.full = lookup, TEXT_CAP, 0, False

    def expanded(self, text: str, depth: int) -> str:
        return INPUT.sub(lambda match: self.file(match, depth), text) if depth <= DEPTH_CAP else text

    def file(self, match: re.Match[str], depth: int) -> str:
        name = (
            (match["braced"] or "").strip()
            or match["bare"]
            or posixpath.join(match["folder"] or "", match["from"] or "")
        )
        if not name or "#" in name or "\\" in name:
            return " "
        self.count += 1
        if self.count > INPUT_CAP or self.full:
            self.full = True
            return " "
        text = self.lookup(name)
        self.left -= len(text or "")
        if text is None or self.left < 0:
            self.full = self.full or self.left < 0
            return " "
        ending = "\n\n" if match[0].startswith("\\include") else "\n"
        return self.expanded(uncommented(text), depth + 1) + ending


def uncommented(text: str) -> str:
    """The source without `%` comments, comment environments and `\\iffalse` stretches."""
    if "%" in text:
        text = COMMENT.sub(lambda match: "" if match[0][0] == "%" else match[0], text)
    if "{comment}" in text or "{filecontents" in text:
        text = without_unprinted(text)
    return without_false(text) if "\\iffalse" in text else text


def without_unprinted(text: str) -> str:
    kept: list[str] = []
    at = 0
    while begin := UNPRINTED.search(text, at):
        ending = f"\\end{{{begin[1]}}}"
        end = text.find(ending, begin.end())
        kept.append(text[at : begin.start()])
        at = begin.end() if end < 0 else end + len(ending)
        if end < 0:
            break
    return "".join([*kept, text[at:]])


CONDITIONAL = re.compile(
    r"\\(iffalse|if(?!f(?![a-z])|thenelse|empty|str|blank|toggle|bool)[a-zA-Z@]*|else|fi)(?![a-zA-Z@])"
)


def without_false(text: str) -> str:
    """`\\iffalse a \\else b \\fi` is b. One that nothing ends is left as it is."""
    kept: list[str] = []
    at = depth = start = 0
    skipping = False
    for match in CONDITIONAL.finditer(text):
        word = match[1]
        if not skipping:
            if word == "iffalse":
                kept.append(text[at : match.start()])
                skipping, depth, start = True, 1, match.start()
        elif word.startswith("if"):
            depth += 1
        elif word == "fi" or depth == 1:
            depth -= word == "fi"
            if depth == 0 or word == "else":
                skipping, at = False, match.end()
    return "".join([*kept, text[start:] if skipping else text[at:]])
