"""LaTeX tables: what stands in their cells, whatever way they are written."""

import io
import tracemalloc

import pytest

from extractors.readers import read_stdin
from extractors.readers.latex.grid import read_columns
from registry.model import Document, Table


def latex(body: str, preamble: str = "") -> Document:
    source = f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}"
    (document,) = read_stdin(io.BytesIO(source.encode()))
    assert document.reader == "latex"
    return document


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table]


def shown(table: Table, document: Document) -> list[str]:
    """The rows as lines; every cell stands in the text where it says."""
    for cell in (cell for row in table.rows for cell in row):
        assert cell.span.of(document.text) == cell.text
    return [" | ".join(cell.text for cell in row) for row in table.rows]


def grid(document: Document) -> list[str]:
    (table,) = tables(document)
    return shown(table, document)


def tabular(rows: str, columns: str = "lcc") -> str:
    return f"\\begin{{tabular}}{{{columns}}}\n{rows}\n\\end{{tabular}}"


AB = [" | A | B", "x | 1 | 2"]
ENVIRONMENTS = [
    r"\begin{tabular}{lcc} & A & B \\ x & 1 & 2 \\ \end{tabular}",
    r"\begin{tabular}[t]{l|c|c} & A & B \\ \hline x & 1 & 2 \end{tabular}",
    r"\begin{tabular*}{\textwidth}{l@{\extracolsep{\fill}}cc} & A & B \\ x & 1 & 2 \\ \end{tabular*}",
    r"\begin{tabularx}{\linewidth}{l>{\centering\arraybackslash}XX} & A & B \\ x & 1 & 2 \\ \end{tabularx}",
    r"\begin{tabulary}{5cm}{LCC} & A & B \\ x & 1 & 2 \\ \end{tabulary}",
    r"\begin{longtable}{lcc} & A & B \\ \endfirsthead & A & B \\ \endhead cont. \\ \endfoot x & 1 & 2 \end{longtable}",
    r"\begin{tabu} to 5cm {X[l]cc} & A & B \\ x & 1 & 2 \\ \end{tabu}",
    r"\begin{NiceTabular}{lcc} & A & B \\ x & 1 & 2 \\ \end{NiceTabular}",
    r"\begin{tblr}{colspec={lcc}, hlines} & A & B \\ x & 1 & 2 \\ \end{tblr}",
    r"\begin{table}$\begin{array}{lcc} & \mathrm{A} & \text{B} \\ \text{x} & 1 & 2 \\ \end{array}$\end{table}",
    r"\begin{deluxetable}{lcc}\tablehead{\colhead{} & \colhead{A} & B}\startdata x & 1 & 2 \enddata\end{deluxetable}",
    r"\ctable[caption={C}]{lcc}{}{ & A & B \\ x & 1 & 2 \\}",
    r"\resizebox{\textwidth}{!}{\begin{tabular}{lcc} & A & B \\ x & 1 & 2 \\ \end{tabular}}",
    r"\resizebox*{!}{2cm}{%" + "\n" + r"\begin{tabular}{lcc} & A & B \\ x & 1 & 2 \\ \end{tabular}}",
    r"\scalebox{0.8}[0.9]{\begin{tabular}{lcc} & A & B \\ x & 1 & 2 \\ \end{tabular}}",
    r"\begin{adjustbox}{width=\textwidth}\begin{tabular}{lcc} & A & B \\ x & 1 & 2 \\ \end{tabular}\end{adjustbox}",
    r"\begin{threeparttable}\begin{tabular}{lcc} & A & B \\ x\tnote{1} & 1 & 2 \\ \end{tabular}\end{threeparttable}",
    r"\rotatebox{90}{\begin{tabular}{lcc} & A & B \\ x & 1 & 2 \\ \end{tabular}}",
    r"{\small\setlength{\tabcolsep}{2pt}\tabcolsep=0.1cm\begin{tabular}{lcc} & A & B \\ x & 1 & 2 \\ \end{tabular}}",
    r"\begin{minipage}{.5\textwidth}\begin{tabular}{lcc} & A & B \\ x & 1 & 2 \\ \end{tabular}\end{minipage}",
    r"\begin{tabular}{lcc} & A & B \tabularnewline[2pt] x & 1 & 2 \cr\noalign{\hrule height 1pt} \end{tabular}",
    r"\begin{tabular}{lcc} & A & B \\[0.5ex] x & 1 & 2 \\*[-2mm] & & \\ \bottomrule \end{tabular}",
    r"\begin{tabular}{lccc} & A & & B \\ \cmidrule[1pt](lr){2-2} \cmidrule (l){4-4} x & 1 & & 2 \\ \end{tabular}",
    "\\begin{tabular}{lcc} % columns\n & A & B \\\\ % 3 & 4 \\\\\n%y & 3 & 4 \\\\\nx & 1 & 2 \\\\\n\\end{tabular}",
    "\\begin{tabular}{lcc} & A & B \\\\\n\n\\iffalse y & 3 & 4 \\\\ \\fi x & 1 & 2 \\\\ \\end{tabular}",
]
CELLS = [
    (r"$84.3$", "84.3"),
    (r"84.3\%", "84.3%"),
    (r"84.3\,\%", "84.3 %"),
    (r"$84.3\pm0.2$", "84.3±0.2"),
    (r"84.3 $\pm$ 0.2", "84.3 ± 0.2"),
    (r"84.3$_{\pm 0.2}$", "84.3 ± 0.2"),
    (r"84.3\textsubscript{$\pm$0.2}", "84.3 ±0.2"),
    (r"$84.3_{0.2}$", "84.3 (0.2)"),
    (r"84.3$_{(+1.5)}$", "84.3 (+1.5)"),
    (r"\num{84.3 +- 0.2}", "84.3 ± 0.2"),
    (r"\num{10000}", "10000"),
    (r"\SI{12.5}{\percent}", "12.5%"),
    (r"\SI{3}{\giga\byte}", "3 GB"),
    (r"\SIrange{1}{2}{\ms}", "1–2 "),
    (r"{84.3}", "84.3"),
    (r"10{,}000", "10,000"),
    (r"F$_1$", "F_1"),
    (r"$\mathrm{F}_{1}$", "F_1"),
    (r"R$^2$", "R^2"),
    (r"m$^{2}$/s", "m^2/s"),
    (r"$10^{-3}$", "10^-3"),
    (r"AP$_{50}$", "AP_50"),
    (r"BERT$_{\text{LARGE}}$", "BERT_LARGE"),
    (r"2$\times$", "2×"),
    (r"$512 \times 512$", "512 × 512"),
    (r"$\alpha$=0.5", "α=0.5"),
    (r"\checkmark", "✓"),
    (r"\ding{51}", "✓"),
    (r"\xmark", "✗"),
    (r"\ding{55}", "✗"),
    (r"--", "–"),
    (r"---", "—"),
    (r"-", "-"),
    (r"$-0.3$", "-0.3"),
    (r"BERT~base", "BERT base"),
    (r"a\_b \& c \#1", "a_b & c #1"),
    (r"84.3$^*$", "84.3"),
    (r"84.3$^{\dagger}$", "84.3"),
    (r"84.3$^{1}$", "84.3"),
    (r"BERT$^{a}$", "BERT"),
    (r"BERT\textsuperscript{2}", "BERT"),
    (r"84.3\dag", "84.3"),
    (r"84.3\tnote{b}", "84.3"),
    (r"84.3\footnote{On one run.}", "84.3"),
    (r"84.3\footnotemark[1]", "84.3"),
    (r"\textcolor{red}{84.3}", "84.3"),
    (r"{\color[rgb]{1,0,0} 84.3}", "84.3"),
    (r"\cellcolor[HTML]{FFF}84.3", "84.3"),
    (r"\colorbox{gray!20}{84.3}", "84.3"),
    (r"\rowcolor{gray!10} 84.3", "84.3"),
    (r"\makecell[l]{two\\lines}", "two lines"),
    (r"\shortstack{two\\lines}", "two lines"),
    (r"\begin{tabular}[c]{@{}c@{}}two\\ lines\end{tabular}", "two lines"),
    (r"\parbox[t]{2cm}{two\\lines}", "two lines"),
    (r"\rotatebox[origin=c]{90}{up}", "up"),
    (r"\multirow{2}*{x}", "x"),
    (r"\multirow[t]{2}{2cm}[3pt]{x}", "x"),
    (r"\mbox{x}\hspace*{1em}\vspace{-2pt}y", "xy"),
    (r"\hskip 6pt plus 1fil x", "x"),
    (r"\rule{0pt}{2ex}x", "x"),
    (r"\raisebox{-1ex}[0pt]{x}", "x"),
    (r"\href{http://a.b/%20}{x}", "x"),
    (r"\verb|a_b & c|", "a_b & c"),
    (r"Erd\H{o}s, S\'eb \c{c} \o re", "Erdős, Séb ç øre"),
    (r"``x''", "“x”"),
    (r"$\sim$5", "∼5"),
    (r"$\geq 5$", "≥ 5"),
    (r"\nicefrac{1}{2}", "1/2"),
    (r"$\frac{a + b}{c}$", "(a + b)/c"),
    (r"x \cite{b2020} \citep[p.~3]{c,b2020}", "x [1] [2, 1]"),
    (r"\unknown{x} \other[opt]{y}", "x y"),
]
GRIDS = [
    (
        r" & \multicolumn{2}{c|}{Dev} \\ \cline{2-3} M & A & B \\ \hline x & 1.5 & 2.5 \\",
        " | Dev | Dev\nM | A | B\nx | 1.5 | 2.5",
    ),
    (
        r"M & A & B \\ \hline \multicolumn{3}{l}{\textit{Large}} \\ x & 1 & 2 \\",
        "M | A | B\nLarge | Large | Large\nx | 1 | 2",
    ),
    (r"M & A & B \\ x & \multicolumn{2}{c}{84.3} \\ y & 1 & 2 \\", "M | A | B\nx | 84.3 | \ny | 1 | 2"),
    (
        r"\multirow{2}{*}{M} & \multicolumn{2}{c}{D} \\ & A & B \\ \hline \multirow{2}{*}{x} & 1 & 2 \\ & 3 & 4 \\",
        "M | D | D\nM | A | B\nx | 1 | 2\nx | 3 | 4",
    ),
    (r"M & A & B \\ & 1 & 2 \\ \multirow{-2}{*}{x} & 3 & 4 \\", "M | A | B\nx | 1 | 2\nx | 3 | 4"),
    (r"M & A & B \\ x & \multirow{2}{*}{84.3} & 2 \\ y & & 4 \\", "M | A | B\nx | 84.3 | 2\ny |  | 4"),
    (r"M & A & B \\ \multirow{9}{*}{x} & 1 & 2 \\ y & 3 & 4 \\", "M | A | B\nx | 1 | 2\ny | 3 | 4"),
    (
        r"\multicolumn{1}{c}{\multirow{2}{*}{M}} & A & B \\ & a & b \\ x & 1 & 2 \\",
        "M | A | B\nM | a | b\nx | 1 | 2",
    ),
    (r"M & A & B \\ x & 1 & 2 & 3 \\ y & 1 \\", "M | A | B | \nx | 1 | 2 | 3\ny | 1 |  | "),
    (r"M & A & B \\ \hline\hline & & \\ x & 1 & 2 \\ \hline", "M | A | B\nx | 1 | 2"),
    (r"M & A & B \\ x & {1 & 2 \\", "M | A | B\nx | 1 | 2"),  # a brace that nothing closes
    (r"M & A & B \\ x} & 1 & 2 \\", "M | A | B\nx | 1 | 2"),
    (r"M & A & B \\ x & $1 & 2 \\ y & 3$ & 4 \\", "M | A | B\nx | 1 | 2\ny | 3 | 4"),
    (r"M & A & B \\ x & 1 & 2 \\ \end{tabular} \end{tabular", "M | A | B\nx | 1 | 2"),
]
COLUMNS = [
    ("l*{2}{c}", r"M & A & B \\ x & 1 & 2 \\", "M | A | B\nx | 1 | 2"),
    ("lr@{.}lc", r"M & \multicolumn{2}{c}{A} & B \\ x & 84 & 3 & 2 \\", "M | A | B\nx | 84.3 | 2"),
    ("lr@{ $\\pm$ }l", r"M & A & \\ x & 84.3 & 0.2 \\ y & 80.1 & \\", "M | A\nx | 84.3 ± 0.2\ny | 80.1"),
    ("lr@{ (}r@{)}", r"M & A & \\ x & 84.3 & 0.2 \\", "M | A\nx | 84.3 (0.2)"),
    ("@{}l@{\\hspace{1em}}c@{~}c@{}", r"M & A & B \\ x & 1 & 2 \\", "M | A | B\nx | 1 | 2"),
    (
        "lS[table-format=2.1]S",
        r"{M} & {A} & {B} \\ x & 84.3 \pm 0.2 & \bfseries 2.5 \\",
        "M | A | B\nx | 84.3 ± 0.2 | 2.5",
    ),
    ("lD{.}{.}{-1}c", r"M & \multicolumn{1}{c}{A} & B \\ x & 84.3 & 2 \\", "M | A | B\nx | 84.3 | 2"),
    ("l>{$}c<{$}c", r"M & A & B \\ x & \pm 1 & 2 \\", "M | A | B\nx | ± 1 | 2"),
]
MACROS = [
    (r"\newcommand{\best}[1]{\textbf{#1}}", r"\best{84.3}", "84.3", True),
    (r"\newcommand\best[2][9]{\textbf{#2} (#1)}", r"\best{84.3}", "84.3 (9)", True),
    (r"\newcommand*{\ours}{OtterNet\xspace}", r"\ours v2", "OtterNet v2", False),
    (r"\def\pair#1#2{#1/#2}", r"\pair{1}{2}", "1/2", False),
    (r"\def\B{\bfseries}", r"{\B 84.3}", "84.3", True),
    (r"\let\b=\textbf", r"\b{84.3}", "84.3", True),
    (r"\let\oldcite\cite \renewcommand{\cite}[1]{\oldcite{#1}}", r"x\cite{a}", "x [1]", False),
    (r"\DeclareMathOperator*{\acc}{Acc}", r"$\acc$", "Acc", False),
    (r"\NewDocumentCommand{\val}{m O{?} m}{#1:#2:#3}", r"\val{1}{2} \val{1}[3]{2}", "1:?:2 1:3:2", False),
    (r"\newcommand{\a}{x\b}\newcommand{\b}{y}", r"\a", "xy", False),
    (r"\newif\ifshort \shorttrue", r"\ifshort s\else l\fi", "s", False),
    (r"\newif\ifshort", r"\ifshort s\else l\fi", "l", False),
    (r"\newcommand{\cmark}{\ding{51}}", r"\cmark", "✓", False),
    (r"\providecommand{\x}{1}\providecommand{\x}{2}", r"\x", "1", False),
    (r"\renewcommand{\section}[1]{}", "z", "z", False),
    (r"\newcommand{\loop}{\loop\loop}", r"1\loop{} 2", "1 2", False),
]
MARKED = [
    (r"\textbf{1.5}", True, False),
    (r"\bf 1.5", True, False),
    (r"{\bfseries 1.5}", True, False),
    (r"$\mathbf{1.5}$", True, False),
    (r"$\boldsymbol{1.5}$", True, False),
    (r"\boldmath$1.5$", True, False),
    (r"\textcolor{red}{\textbf{1.5}}", True, False),
    (r"\textbf{1.5} $\pm$ 0.25", True, False),
    (r"\underline{1.5}", False, True),
    (r"\textbf{\underline{1.5}}", True, True),
    (r"\uline{\bf 1.5}", True, True),
    (r"$\underline{1.5}$", False, True),
    (r"1.5 \textbf{(+2)}", False, False),
    (r"\textit{1.5}", False, False),
    (r"1.5", False, False),
    (r"\textbf{}1.5", False, False),
    (r"{\bf} 1.5", False, False),
]
HEADS = [
    (r"\multirow{2}{*}{M} & \multicolumn{2}{c}{Rate} \\ & 20\% & 40\% \\ \hline x & 84.1 & 80.2 \\", 2),
    (r"\multirow{2}{*}{M} & \multicolumn{2}{c}{Rate} \\ & 0.5 & 0.75 \\ \hline x & 84.1 & 80.2 \\", 2),
    (r"M & A & B \\ \hline \multirow{2}{*}{x} & 84.1 & 80.2 \\ & 83.1 & 79.2 \\", 1),
    (r"M & A \\ x & 1.5 \\ y & 2.5 \\", 1),
    (r"\toprule M & A \\ \midrule x & 1.5 \\ \bottomrule", 1),
    (r"\toprule & D \\ \cmidrule{2-2} M & A \\ \midrule x & 1.5 \\ \bottomrule", 2),
    (r"\hline & D \\ \hline M & A \\ \hline x & 1.5 \\ \hline", 1),  # alike to a table without a corner
    (r"\hline & D & E \\ \hline M & A & B \\ \hline x & 1.5 & 2.5 \\ \hline", 2),
    (r"\hline & D & E \\ \hline & A & B \\ \hline x & 1.5 & 2.5 \\ \hline", 2),
    (r"\hline M & D & E \\ \hline Cars & Cars & Cars \\ \hline x & 1.5 & 2.5 \\ \hline", 1),
    (r"\hline \multicolumn{2}{c}{All} \\ \hline M & A \\ \hline x & 1.5 \\ \hline", 2),
    (r"\multirow{2}{*}{M} & D \\ & A \\ x & 1.5 \\", 2),
    (r"M & D \\ & A \\ x & 1.5 \\", 2),
    (r"M & A \\ x & 1.5 \\ y & 2.5 \\ z & 3.5 \\ u & 4.5 \\ v & 5.5 \\ \hline w & 6.5 \\", 1),
    (r"M & 2015 \\ \midrule x & 1.5 \\", 1),
    (r"a & 1.5 \\ b & 2.5 \\", 1),
]
AB_TABLE = tabular(r" & A & B \\ x & 1 & 2 \\")
CAPTIONS = [
    (
        f"\\begin{{table}}\\caption{{Scores of \\textbf{{all}}.\\label{{t}}}}{AB_TABLE}\\end{{table}}",
        ["Scores of all."],
    ),
    (f"\\begin{{table*}}[t]\\centering{AB_TABLE}\\caption[short]{{Scores.}}\\end{{table*}}", ["Scores."]),
    (f"\\begin{{figure}}{AB_TABLE}\\captionof{{table}}{{Scores.}}\\end{{figure}}", ["Scores."]),
    (f"\\begin{{table}}\\begin{{center}}\\caption{{Scores.}}\\end{{center}}{AB_TABLE}\\end{{table}}", ["Scores."]),
    (f"\\begin{{wraptable}}{{r}}{{5cm}}\\caption*{{Scores.}}{AB_TABLE}\\end{{wraptable}}", ["Scores."]),
    (f"\\begin{{table}}\\caption{{One.}}{AB_TABLE}\\caption{{Two.}}{AB_TABLE}\\end{{table}}", ["One.", "Two."]),
    (f"\\begin{{table}}{AB_TABLE}\\caption{{One.}}{AB_TABLE}\\caption{{Two.}}\\end{{table}}", ["One.", "Two."]),
    (f"\\begin{{table}}\\caption{{Both.}}{AB_TABLE}{AB_TABLE}\\end{{table}}", ["Both.", "Both."]),
    (
        "\\begin{table}\\caption{Both.}"
        + "".join(f"\\begin{{subtable}}{{3cm}}\\caption{{{name}}}{AB_TABLE}\\end{{subtable}}" for name in "PQ")
        + "\\end{table}",
        ["Both. P", "Both. Q"],
    ),
    (
        f"\\begin{{table}}\\subfloat[P]{{{AB_TABLE}}}\\subfloat[Q]{{{AB_TABLE}}}\\caption{{B.}}\\end{{table}}",
        ["B. P", "B. Q"],
    ),
    (
        "\\begin{table}"
        + "".join(f"\\begin{{minipage}}{{3cm}}{AB_TABLE}\\caption{{{name}}}\\end{{minipage}}" for name in "PQ")
        + "\\end{table}",
        ["P", "Q"],
    ),
    (f"\\begin{{center}}{AB_TABLE}\\captionof{{table}}{{Scores.}}\\end{{center}}", ["Scores."]),
    (f"\\captionof{{table}}{{Scores.}}\n\n{AB_TABLE}", ["Scores."]),
    (r"\begin{longtable}{lcc}\caption{Scores.}\\ & A & B \\ x & 1 & 2 \\ \end{longtable}", ["Scores."]),
    (f"\\begin{{table}}{AB_TABLE}\\end{{table}}\\begin{{figure}}\\caption{{A plot.}}\\end{{figure}}", [""]),
    (f"{AB_TABLE} A sentence.\n\n{AB_TABLE}", ["", ""]),
]
NO_TABLES = [
    r"\begin{tabular}{c}one\\two\end{tabular}",
    r"\begin{tabular}{cc}\includegraphics{a} & \includegraphics[width=1cm]{b} \\ (a) & \\ \end{tabular}",
    r"$\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}$",
    r"\[ \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \]",
    r"\begin{align} a &= 1 \\ b &= 2 \end{align}",
    r"\begin{verbatim}\begin{tabular}{cc}1 & 2 \\ 3 & 4\end{tabular}\end{verbatim}",
    r"\begin{comment}\begin{tabular}{cc}1 & 2 \\ 3 & 4\end{tabular}\end{comment} x",
    r"\iffalse\begin{tabular}{cc}1 & 2 \\ 3 & 4\end{tabular}\fi x",
    "%\\begin{tabular}{cc}1 & 2 \\\\ 3 & 4\\end{tabular}\nx",
    r"\begin{tikzpicture}\begin{tabular}{cc}1 & 2 \\ 3 & 4\end{tabular}\end{tikzpicture} x",
    r"\begin{tabular}{cc}\end{tabular} x",
]


@pytest.mark.parametrize("source", ENVIRONMENTS)
def test_every_kind_of_table_gives_its_cells(source: str) -> None:
    assert grid(latex(source)) == AB


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_text_of_a_cell(cell: str, text: str) -> None:
    assert grid(latex(tabular(f"M & A & z \\\\ {cell} & y & z \\\\")))[1] == f"{text.strip()} | y | z"


@pytest.mark.parametrize(("rows", "expected"), GRIDS)
def test_rows_and_spans(rows: str, expected: str) -> None:
    assert grid(latex(tabular(rows))) == expected.split("\n")


@pytest.mark.parametrize(("columns", "rows", "expected"), COLUMNS)
def test_column_specifications(columns: str, rows: str, expected: str) -> None:
    assert grid(latex(tabular(rows, columns))) == expected.split("\n")


def test_repetitions_that_nothing_closes_do_not_double_without_end() -> None:
    """Each takes all that follows it: eighteen of them once wrote 2 GB."""
    tracemalloc.start()
    read_columns("l*{2}{c" * 60, {}, str)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 << 20


@pytest.mark.parametrize(("definition", "cell", "text", "bold"), MACROS)
def test_commands_of_the_paper_itself(definition: str, cell: str, text: str, bold: bool) -> None:
    told = latex_quietly(tabular(f"M & A & B \\\\ {cell} & 1 & 2 \\\\"), definition)
    (table,) = tables(told)
    assert (table.rows[1][0].text, table.rows[1][0].bold) == (text, bold)


def latex_quietly(body: str, preamble: str) -> Document:
    source = f"\\documentclass{{article}}{preamble}\\begin{{document}}{body}\\end{{document}}"
    (document,) = read_stdin(io.BytesIO(source.encode()), lambda problem: None)
    return document


@pytest.mark.parametrize(("cell", "bold", "underline"), MARKED)
def test_marks_of_a_cell(cell: str, bold: bool, underline: bool) -> None:
    (table,) = tables(latex(tabular(f"M & A & B \\\\ x & {cell} & 2 \\\\ y & 1 & 2 \\\\")))
    assert (table.rows[1][1].bold, table.rows[1][1].underline) == (bold, underline)
    assert not any(cell.bold or cell.underline for cell in (*table.rows[0], table.rows[1][2], *table.rows[2]))


TABLE_T = f"\\begin{{table}}\\caption{{Scores.}}\\label{{t}}{AB_TABLE}\\end{{table}}"
TOLD = [
    (f"We win. Table~\\ref{{t}} compares all on FooQA. It is late. {TABLE_T}", "Table compares all on FooQA."),
    (f"{TABLE_T} See \\textbf{{Tab.}} \\cref{{s,t}}.", "See Tab. ."),
    (f"A \\ref{{t}}. {TABLE_T} B \\ref{{t}}.", "A . B ."),
    (
        f"\\begin{{table}}\\begin{{center}}{AB_TABLE}\\end{{center}}\\caption{{S.\\label{{t}}}}\\end{{table}} "
        "As \\ref{t} says.",
        "As says.",
    ),
    (f"\\begin{{table}}{AB_TABLE}\\caption{{Scores.}}\\end{{table}} As \\ref{{t}} says.", ""),
    (f"{TABLE_T} As \\ref{{other}} says, \\ref{{}} and \\ref", ""),
    (f"{TABLE_T} \\section{{In \\ref{{t}}}} A figure.", ""),
    (f"{TABLE_T} \\begin{{equation}} x \\label{{t2}} \\end{{equation}} By \\eqref{{t2}}.", ""),
]


@pytest.mark.parametrize(("source", "told"), TOLD)
def test_what_sentences_say_of_a_table(source: str, told: str) -> None:
    (table,) = tables(latex(source))
    assert " ".join(table.told.split()) == told


@pytest.mark.parametrize(("rows", "heads"), HEADS)
def test_header_rows(rows: str, heads: int) -> None:
    (table,) = tables(latex(tabular(rows)))
    assert table.header_rows == heads


@pytest.mark.parametrize(("source", "captions"), CAPTIONS, ids=range(len(CAPTIONS)))
def test_caption_of_each_table(source: str, captions: list[str]) -> None:
    document = latex(source)
    assert [table.caption for table in tables(document)] == captions
    assert all(shown(table, document) == AB for table in tables(document))


@pytest.mark.parametrize("source", NO_TABLES)
def test_what_is_no_table(source: str) -> None:
    assert tables(latex(source)) == []


def test_table_has_the_heading_of_its_section() -> None:
    source = f"\\section{{One}}{AB_TABLE}\\subsection*{{Two \\& three}}x\\paragraph{{Run-in.}}{AB_TABLE}"
    assert [table.heading for table in tables(latex(source))] == ["One", "Two & three"]


def test_tables_side_by_side_in_a_table_are_two() -> None:
    document = latex(tabular(f"{AB_TABLE} & {AB_TABLE} \\\\", "cc"))
    assert [shown(table, document) for table in tables(document)] == [AB, AB]


def test_table_in_a_sentence_does_not_cut_it() -> None:
    document = latex(f"We read\n\\begin{{table}}{AB_TABLE}\\end{{table}}\ntables.")
    assert [(block.kind, block.span.of(document.text)) for block in document.blocks] == [
        ("paragraph", "We read tables."),
        ("table", "\n".join(AB)),
    ]
