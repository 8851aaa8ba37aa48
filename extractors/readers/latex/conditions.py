"""Definitions in the midst of the text, and conditionals: which branch is printed."""

import re
from typing import TYPE_CHECKING

from extractors.readers.latex.handler import Handler, table_of
from extractors.readers.latex.macros import DEFINING
from extractors.readers.latex.printed import MATH

if TYPE_CHECKING:
    from extractors.readers.latex.typeset import Typesetter

__all__ = ["CONDITIONAL", "HANDLERS", "conditional"]

CONDITIONAL = re.compile(r"\\(if(?!f(?![a-z])|thenelse|empty|str|blank|toggle|bool)[a-zA-Z@]*|else|fi)(?![a-zA-Z@])")


def conditional(paper: "Typesetter", condition: str) -> None:
    """`\\iffoo` by what was set, `\\ifmmode` by where we are; of other conditions the `\\else` is read."""
    holds = paper.macros.flags.get(condition, False)
    if condition == "true" or (condition == "mmode" and paper.state & MATH):
        holds = True
    if not holds:
        skip_branch(paper, to_else=True)


def skip_branch(paper: "Typesetter", to_else: bool) -> None:
    mouth, depth = paper.mouth, 0
    for match in CONDITIONAL.finditer(mouth.text, mouth.at):
        word = match[1]
        if word.startswith("if"):
            depth += 1
        elif word == "fi" and depth:
            depth -= 1
        elif word == "fi" or (to_else and not depth):
            mouth.at = match.end()
            return
    paper.look(len(mouth.text) - mouth.at)


def else_branch(paper: "Typesetter", name: str) -> None:
    skip_branch(paper, to_else=False)


def define(paper: "Typesetter", name: str) -> None:
    paper.macros.define(name, paper.mouth)


def second_choice(paper: "Typesetter", name: str) -> None:
    """\\ifthenelse{test}{a}{b} prints b: a test is seldom one that we could make."""
    paper.mouth.skip("mm")


HANDLERS: dict[str, Handler] = table_of(
    (define, DEFINING),
    (else_branch, ["else"]),
    (second_choice, ["ifthenelse", "iftoggle", "ifbool"]),
)
