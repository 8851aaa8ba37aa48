"""The commands, environments and column types that a paper defines for itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.readers.latex.commands import PARTIAL_RULES, WHOLE_RULES, words
from extractors.readers.latex.mouth import Mouth

__all__ = ["DEFINING", "Environment", "Macro", "Macros"]

PARAMETER = re.compile(r"#+([1-9])")
NAME = re.compile(r"\s*\\?(@*[a-zA-Z][a-zA-Z@]*\*?|.)", re.DOTALL)
KIND = re.compile(r"m|o|O\s*\{([^{}]*)\}")
DEF_PARAMETERS = re.compile(r"\s*((?:#[1-9]\s*)*)(?=\{)")
DELIMITED = re.compile(r"[^{}\n]*(?=\{)")
LET = re.compile(r"\s*\\(@*[a-zA-Z][a-zA-Z@]*)\s*=?\s*(?:\\(@*[a-zA-Z][a-zA-Z@]*|.)|(\S))")
DEFINING = words(
    """
    newcommand renewcommand providecommand DeclareRobustCommand newrobustcmd renewrobustcmd def gdef edef xdef
    let DeclareMathOperator newenvironment renewenvironment newcolumntype NewDocumentCommand
    RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand newif newcommandx DeclarePairedDelimiter
    DeclareTextFontCommand newtheorem
    """
)
# What a paper's structure is read from: whatever a paper makes of these, they go on meaning what they mean.
RESERVED = words(
    """
    begin end document section subsection subsubsection paragraph subparagraph chapter part caption item title
    author date textbf textit emph underline cite citep citet ref label footnote tabular multicolumn multirow
    hline toprule midrule bottomrule cmidrule cline includegraphics newcommand renewcommand def let input
    include par bf bfseries maketitle abstract table figure tabularnewline if fi else mathbf boldmath small
    footnotesize scriptsize tiny large Large normalsize centering vspace hspace textwidth linewidth left right
    frac sqrt resizebox scalebox makecell thead captionof subfloat bibliography bibitem appendix thefootnote
    """
)
RULES = WHOLE_RULES | PARTIAL_RULES
PARAMETERS_CAP = 9


@dataclass(frozen=True, slots=True)
class Macro:
    """A command of the paper's own: for each parameter its default, or None where it must be given, and its body, cut
    at the parameters, so that the odd parts are their numbers. Or the `alias` of another command."""

    parameters: tuple[str | None, ...] = ()
    parts: tuple[str, ...] = ("",)
    alias: str = ""

    def arguments(self, mouth: Mouth) -> list[str]:
        """What stands behind the command, and the defaults of what is not given."""
        given: list[str] = []
        for default in self.parameters:
            option = None if default is None else mouth.optional()
            given.append(mouth.argument() if default is None else default if option is None else option)
        return given

    def size(self, arguments: Sequence[str]) -> int:
        """How long the expansion is, at most."""
        longest = max(map(len, arguments), default=0)
        return sum(map(len, self.parts)) + len(self.parts) // 2 * longest + 1

    def expanded(self, arguments: Sequence[str]) -> str:
        if len(self.parts) == 1:
            return self.parts[0]
        given = [*arguments, *[""] * (PARAMETERS_CAP - len(arguments))]
        return "".join(given[int(part) - 1] if place % 2 else part for place, part in enumerate(self.parts))


@dataclass(frozen=True, slots=True)
class Environment:
    begin: Macro
    end: str


def macro(parameters: int, default: str | None, body: str) -> Macro:
    """As \\newcommand makes one: where there is a default, it is that of the first parameter."""
    kinds = [None] * min(parameters, PARAMETERS_CAP)
    return Macro((default, *kinds[1:]) if kinds else (), tuple(PARAMETER.split(body)))


@dataclass(slots=True)
class Macros:
    """All that was defined so far."""

    commands: dict[str, Macro] = field(default_factory=dict)
    environments: dict[str, Environment] = field(default_factory=dict)
    columns: dict[str, Macro] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)

    def define(self, command: str, mouth: Mouth) -> None:
        """Take in a definition; `command` is what makes it and `mouth` stands right behind it."""
        mouth.star()
        if command == "let":
            self.let(mouth)
        elif command in ("def", "gdef", "edef", "xdef"):
            self.plain_definition(mouth)
        elif command == "newif":
            if (name := self.name(mouth)).startswith("if"):
                self.flags.setdefault(name[2:], False)
        elif command in ("newenvironment", "renewenvironment"):
            self.environment(mouth)
        elif command == "newcolumntype":
            name = mouth.argument().strip()
            self.columns[name] = macro(number(mouth.optional()), mouth.optional(), mouth.argument())
        elif command == "newtheorem":
            mouth.skip("momo")
        elif command.endswith("DocumentCommand"):
            self.document_command(mouth, keep=command.startswith("Provide"))
        else:
            self.command(command, mouth)

    def name(self, mouth: Mouth) -> str:
        given = mouth.argument()
        match = NAME.match(given)
        return match[1] if match else ""

    def command(self, command: str, mouth: Mouth) -> None:
        name = self.name(mouth)
        if command == "DeclareMathOperator":
            self.put(name, macro(0, None, mouth.argument()))
            return
        if command == "DeclareTextFontCommand":
            self.put(name, macro(1, None, f"{{{mouth.argument()} #1}}"))
            return
        if command == "DeclarePairedDelimiter":
            self.put(name, macro(1, None, f"{mouth.argument()} #1{mouth.argument()} "))
            return
        parameters = number(mouth.optional())
        default = mouth.optional() if parameters else None
        body = mouth.argument()
        if command != "providecommand" or name not in self.commands:
            self.put(name, macro(parameters, default, body))

    def document_command(self, mouth: Mouth, keep: bool) -> None:
        name, spec, body = self.name(mouth), mouth.argument(), mouth.argument()
        kinds = [match[1] or ("" if match[0] == "o" else None) for match in KIND.finditer(spec)][:PARAMETERS_CAP]
        if not (keep and name in self.commands):
            self.put(name, Macro(tuple(kinds), tuple(PARAMETER.split(body))))

    def plain_definition(self, mouth: Mouth) -> None:
        name = self.name(mouth)
        match = DEF_PARAMETERS.match(mouth.text, mouth.at)
        if match is None:  # parameters told apart by signs between them: nobody knows what is printed
            mouth.skip_match(DELIMITED)
            mouth.braced()
            return
        mouth.at = match.end()
        self.put(name, macro(match[1].count("#"), None, mouth.braced() or ""))

    def let(self, mouth: Mouth) -> None:
        match = LET.match(mouth.text, mouth.at)
        if match is None:
            return
        mouth.at = match.end()
        name, other, char = match[1], match[2], match[3]
        if other and other in self.commands:
            self.put(name, self.commands[other])
        elif other and other != name:
            self.put(name, Macro(alias=other))
        elif char:
            self.put(name, Macro(parts=(char,)))

    def environment(self, mouth: Mouth) -> None:
        name = mouth.argument().strip()
        begin = macro(number(mouth.optional()), mouth.optional(), mouth.argument())
        end = mouth.argument()
        if name not in RESERVED:
            self.environments[name] = Environment(begin, end)

    def put(self, name: str, value: Macro) -> None:
        if name and name not in RESERVED and name not in RULES:
            self.commands[name] = value

    def set_flag(self, name: str) -> bool:
        """Whether `name` is `footrue` or `foofalse` of a known `\\iffoo`, which it then sets."""
        for ending, value in (("true", True), ("false", False)):
            if name.endswith(ending) and name[: -len(ending)] in self.flags:
                self.flags[name[: -len(ending)]] = value
                return True
        return False


def number(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
