r"""LaTeX tables for the booktabs package, their decimals aligned without a further one.

A number takes two columns that touch (`r@{}l`): what stands before the point, and the point with what follows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from leaderboard.console.visible import one_line
from leaderboard.exports.bibtex import paper_key
from leaderboard.exports.boards import boards_of, licences_of, model_of
from leaderboard.exports.headings import MEANINGS, NOTES, marks, setting
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import MISSING, Row

__all__ = ["as_latex", "escaped", "tabular"]

SIGNS = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "–": "--",
        "≠": r"$\neq$",
        "↑": r"$\uparrow$",
        "↓": r"$\downarrow$",
    }
    # pictures of control signs, and what stands for no sign at all: no font of LaTeX's own has them
    | dict.fromkeys([*map(chr, range(0x2400, 0x2422)), "\ufffd"], "?")
)
ARROWS = {"higher": r" $\uparrow$", "lower": r" $\downarrow$"}
MARKS = {
    "≠": r"$^{\neq}$",
    "disputed": r"$^{\dagger}$",
    "accepted": r"$^{\star}$",
    "corrected": r"$^{\ddagger}$",
}


def as_latex(selection: Selection) -> Iterator[str]:
    """One table a board, the best in bold; a comment tells each row's claim and the key of its paper in `bibtex`."""
    yield f"% claimboard, snapshot {selection.generation}, {comment(selection.what)}; needs \\usepackage{{booktabs}}\n"
    for rows in boards_of(selection):
        yield "\n".join(["", *board_lines(rows, selection.generation), ""])


def board_lines(rows: list[dict[str, Any]], generation: int) -> Iterator[str]:
    head = rows[0]
    yield f"% sources: {comment(licences_of(rows))}"
    yield r"\begin{table}"
    yield r"\centering"
    yield rf"\caption{{{caption(rows, generation)}}}"
    yield rf"\label{{tab:{label(head['board'])}}}"
    yield r"\begin{tabular}{rlr@{}lll}"
    yield r"\toprule"
    metric = escaped(head["metric_name"]) + ARROWS.get(head["direction"], "")
    yield rf"\# & Model & \multicolumn{{2}}{{c}}{{{metric}}} & Date & Paper \\"
    yield r"\midrule"
    for row in rows:
        cells = [
            MISSING if row["rank"] is None else str(row["rank"]),
            model_of(row),
            row["date"] or MISSING,
            row["title"] or MISSING,
        ]
        rank, model, date, title = map(escaped, cells)
        yield (
            rf"{rank} & {model} & {number(row)} & {date} & {title} \\"
            f" % claim {row['claim_id']}, {paper_key(row)}"
        )
    yield r"\bottomrule"
    yield r"\end{tabular}"
    yield r"\end{table}"


def caption(rows: list[dict[str, Any]], generation: int) -> str:
    head = rows[0]
    name = ", ".join(part for part in (head["benchmark_name"], head["split"], setting(head)) if part)
    unit = f" in {head['unit']}" if head["unit"] else ""
    told = f"{name}: {head['metric_name']}{unit}, {MEANINGS[head['direction']]}; snapshot {generation}."
    marked = {mark for row in rows for mark in marks(row)}
    meanings = [f"{sign}: {escaped(NOTES[mark])}." for mark, sign in MARKS.items() if mark in marked]
    return " ".join([escaped(told), *meanings])


def label(slug: str) -> str:
    return re.sub(r"[^0-9A-Za-z:.-]", "-", slug)


def number(row: Row) -> str:
    """The two cells of a value: its digits as printed, parted before the point."""
    found = re.fullmatch(r"(-?)([0-9]+)(\.[0-9]+)?", row["printed"])
    whole, part = ("$-$" * bool(found[1]) + found[2], found[3] or "") if found else (escaped(row["printed"]), "")
    signs = "".join(MARKS[mark] for mark in marks(row))
    if row["rank"] == 1:
        whole, part = rf"\textbf{{{whole}}}", rf"\textbf{{{part}}}" if part else ""
    return f"{whole} & {part}{signs}"


def escaped(text: str) -> str:
    """`text` on one line, each sign as itself; one that a row's end before it would take for its own stands alone."""
    told = one_line(text).translate(SIGNS)
    return f"{{}}{told}" if told.startswith(("[", "*")) else told


def comment(text: str) -> str:
    return one_line(text).replace("%", "")


def tabular(heads: Sequence[str], cells: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows of text as a tabular, one piece a line."""
    yield rf"\begin{{tabular}}{{{'l' * len(heads)}}}" + "\n\\toprule\n"
    yield line(heads) + "\\midrule\n"
    yield from map(line, cells)
    yield "\\bottomrule\n\\end{tabular}\n"


def line(cells: Sequence[str]) -> str:
    return " & ".join(map(escaped, cells)) + " \\\\\n"
