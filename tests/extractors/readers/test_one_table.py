"""The same table in every format: what is read of it does not depend on how it came."""

from decimal import Decimal
from pathlib import Path

import pytest

from extractors.pipeline import extract
from extractors.readers import read
from registry.catalog import load_catalog

FILES = Path(__file__).parent / "files" / "one-table"
NAME = "Accuracy_on_small_images"

LATEX = r"""
\documentclass{article}\usepackage{booktabs}\title{Otters at Rest}
\begin{document}\maketitle\section{Results}
We rest on two sets of small images and tell what came of it.
\begin{table}\caption{Accuracy on small images.}
\begin{tabular}{lcc}\toprule
Model & CIFAR-10 & CIFAR-100 \\ \midrule
BaseNet & 81.0 & 60.1 \\
OtterNet-S & 82.5 & -- \\
OtterNet & \textbf{84.3} & \textbf{62.5} $\pm$ 0.2 \\ \bottomrule
\end{tabular}\end{table}
\end{document}
"""
MARKDOWN = """
# Otters at Rest

## Results

We rest on two sets of small images and tell what came of it.

Table 1: Accuracy on small images.

| Model      | CIFAR-10 | CIFAR-100      |
|------------|----------|----------------|
| BaseNet    | 81.0     | 60.1           |
| OtterNet-S | 82.5     | –              |
| OtterNet   | **84.3** | **62.5** ± 0.2 |
"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Otters at Rest</title></titleStmt></fileDesc></teiHeader><text><body><div><head>Results</head>
<p>We rest on two sets of small images and tell what came of
it.</p></div><figure type="table"><head>Table 1 :</head><label>1</label><figDesc>Accuracy on small images.</figDesc>
<table><row><cell>Model</cell><cell>CIFAR-10</cell><cell>CIFAR-100</cell></row>
<row><cell>BaseNet</cell><cell>81.0</cell><cell>60.1</cell></row>
<row><cell>OtterNet-S</cell><cell>82.5</cell><cell>-</cell></row>
<row><cell>OtterNet</cell><cell>84.3</cell><cell>62.5 ± 0.2</cell></row></table></figure></body></text></TEI>"""
JATS = """<article article-type="research-article"><front><article-meta><title-group><article-title>Otters at Rest
</article-title></title-group></article-meta></front><body><sec><title>Results</title><p>We rest on two sets of small
images and tell what came of it.</p><table-wrap><label>Table 1</label>
<caption><p>Accuracy on small images.</p></caption><table>
<thead><tr><th>Model</th><th>CIFAR-10</th><th>CIFAR-100</th></tr></thead><tbody>
<tr><td>BaseNet</td><td>81.0</td><td>60.1</td></tr><tr><td>OtterNet-S</td><td>82.5</td><td>–</td></tr>
<tr><td>OtterNet</td><td><bold>84.3</bold></td><td><bold>62.5</bold> ± 0.2</td></tr></tbody></table></table-wrap>
</sec></body></article>"""
CSV = "Model,CIFAR-10,CIFAR-100\nBaseNet,81.0,60.1\nOtterNet-S,82.5,–\nOtterNet,84.3,62.5 ± 0.2\n"
WRITTEN = [
    (".tex", LATEX, "latex"),
    (".md", MARKDOWN, "markdown"),
    (".xml", TEI, "tei"),
    (".xml", JATS, "jats"),
    (".csv", CSV, "delimited"),
    (".tsv", CSV.replace(",", "\t"), "delimited"),
]
COMMITTED = [(".html", "html"), (".pdf", "pdf")]
EXPECTED = {
    ("BaseNet", "cifar-10", "accuracy", Decimal("81.0")),
    ("OtterNet-S", "cifar-10", "accuracy", Decimal("82.5")),
    ("OtterNet", "cifar-10", "accuracy", Decimal("84.3")),
    ("BaseNet", "cifar-100", "accuracy", Decimal("60.1")),
    ("OtterNet", "cifar-100", "accuracy", Decimal("62.5")),
}


# Two rows of headings and rows that name a group, in the ways that each format has for them

GROUPED_NAME = "Results_of_ponds_and_lakes"
GROUPED_LATEX = r"""
\documentclass{article}\usepackage{booktabs}\title{Ponds and Lakes}
\begin{document}\maketitle\section{Results}
We look at the sets one by one.
\begin{table}\caption{Results of ponds and lakes.}
\begin{tabular}{lcccc}\toprule
 & \multicolumn{2}{c}{CIFAR-10} & \multicolumn{2}{c}{CIFAR-100} \\ \cmidrule(lr){2-3}\cmidrule(lr){4-5}
Model & Accuracy & F1 & Accuracy & F1 \\ \midrule
\multicolumn{5}{l}{\emph{Earlier work}} \\
PondNet & 90.1 & 89.9 & 68.0 & 67.5 \\ \midrule
\multicolumn{5}{l}{\emph{Ours}} \\
LakeNet & \textbf{92.3} & \textbf{92.0} & \textbf{71.2} & \textbf{70.8} \\ \bottomrule
\end{tabular}\end{table}
\end{document}
"""
GROUPED_HTML = """<!DOCTYPE html><html><head><title>Ponds and Lakes</title></head><body><h1>Ponds and Lakes</h1>
<h2>Results</h2><p>We look at the sets one by one.</p><table><caption>Table 1: Results of ponds and lakes.</caption>
<thead><tr><th></th><th colspan="2">CIFAR-10</th><th colspan="2">CIFAR-100</th></tr>
<tr><th>Model</th><th>Accuracy</th><th>F1</th><th>Accuracy</th><th>F1</th></tr></thead><tbody>
<tr><td colspan="5"><i>Earlier work</i></td></tr>
<tr><td>PondNet</td><td>90.1</td><td>89.9</td><td>68.0</td><td>67.5</td></tr>
<tr><td colspan="5"><i>Ours</i></td></tr>
<tr><td>LakeNet</td><td><b>92.3</b></td><td><b>92.0</b></td><td><b>71.2</b></td><td><b>70.8</b></td></tr>
</tbody></table></body></html>"""
GROUPED_MARKDOWN = """
# Ponds and Lakes

## Results

We look at the sets one by one.

Table 1: Results of ponds and lakes.

|                | CIFAR-10 | CIFAR-10 | CIFAR-100 | CIFAR-100 |
|----------------|----------|----------|-----------|-----------|
| Model          | Accuracy | F1       | Accuracy  | F1        |
| *Earlier work* |          |          |           |           |
| PondNet        | 90.1     | 89.9     | 68.0      | 67.5      |
| *Ours*         |          |          |           |           |
| LakeNet        | **92.3** | **92.0** | **71.2**  | **70.8**  |
"""
GROUPED_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Ponds and Lakes</title></titleStmt></fileDesc></teiHeader><text><body><div><head>Results</head>
<p>We look at the sets one by one.</p></div><figure type="table"><head>Table 1 :</head><label>1</label>
<figDesc>Results of ponds and lakes.</figDesc><table>
<row><cell></cell><cell cols="2">CIFAR-10</cell><cell cols="2">CIFAR-100</cell></row>
<row><cell>Model</cell><cell>Accuracy</cell><cell>F1</cell><cell>Accuracy</cell><cell>F1</cell></row>
<row><cell cols="5">Earlier work</cell></row>
<row><cell>PondNet</cell><cell>90.1</cell><cell>89.9</cell><cell>68.0</cell><cell>67.5</cell></row>
<row><cell cols="5">Ours</cell></row>
<row><cell>LakeNet</cell><cell>92.3</cell><cell>92.0</cell><cell>71.2</cell><cell>70.8</cell></row>
</table></figure></body></text></TEI>"""
GROUPED_CSV = """,CIFAR-10,CIFAR-10,CIFAR-100,CIFAR-100
Model,Accuracy,F1,Accuracy,F1
Earlier work,,,,
PondNet,90.1,89.9,68.0,67.5
Ours,,,,
LakeNet,92.3,92.0,71.2,70.8
"""
GROUPED = [
    (".tex", GROUPED_LATEX, "latex"),
    (".html", GROUPED_HTML, "html"),
    (".md", GROUPED_MARKDOWN, "markdown"),
    (".md", "# Ponds and Lakes\n\n## Results\n\n" + GROUPED_HTML[GROUPED_HTML.index("<table>") :], "markdown"),
    (".xml", GROUPED_TEI, "tei"),
    (
        ".xml",
        '<article article-type="research-article"><front><article-meta><title-group><article-title>Ponds and Lakes'
        "</article-title></title-group></article-meta></front><body><sec><title>Results</title><table-wrap>"
        "<label>Table 1</label><caption><p>Results of ponds and lakes.</p></caption><table>"
        f"{GROUPED_HTML[GROUPED_HTML.index('<thead>') : GROUPED_HTML.index('</table>')]}</table></table-wrap></sec>"
        "</body></article>",
        "jats",
    ),
    (".csv", GROUPED_CSV, "delimited"),
]
GROUPED_EXPECTED = [
    ("PondNet", "cifar-10", "accuracy", Decimal("90.1"), None, (3, 1)),
    ("PondNet", "cifar-10", "f1", Decimal("89.9"), None, (3, 2)),
    ("PondNet", "cifar-100", "accuracy", Decimal("68.0"), None, (3, 3)),
    ("PondNet", "cifar-100", "f1", Decimal("67.5"), None, (3, 4)),
    ("LakeNet", "cifar-10", "accuracy", Decimal("92.3"), True, (5, 1)),
    ("LakeNet", "cifar-10", "f1", Decimal("92.0"), True, (5, 2)),
    ("LakeNet", "cifar-100", "accuracy", Decimal("71.2"), True, (5, 3)),
    ("LakeNet", "cifar-100", "f1", Decimal("70.8"), True, (5, 4)),
]


def placed_results(path: Path, reader: str) -> list[tuple[object, ...]]:
    (document,) = read(path)
    assert document.reader == reader
    return [
        (one.model, one.benchmark, one.metric, one.value, one.first_party, (one.claim.cell.row, one.claim.cell.column))
        for one in extract(document, load_catalog()).results
        if one.claim.cell is not None
    ]


def results(path: Path, reader: str) -> set[tuple[str, str, str, Decimal]]:
    (document,) = read(path)
    assert document.reader == reader
    found = extract(document, load_catalog()).results
    assert all(document.text[one.claim.start : one.claim.end] == one.claim.quote for one in found)
    return {(one.model, one.benchmark, one.metric, one.value) for one in found}


@pytest.mark.parametrize(("suffix", "text", "reader"), WRITTEN, ids=[f"{row[2]}{row[0]}" for row in WRITTEN])
def test_one_table_in_a_text_format(tmp_path: Path, suffix: str, text: str, reader: str) -> None:
    path = tmp_path / f"{NAME}{suffix}"
    path.write_text(text.strip(), encoding="utf-8")
    assert results(path, reader) == EXPECTED


@pytest.mark.parametrize(("suffix", "reader"), COMMITTED)
def test_one_table_in_a_file(suffix: str, reader: str) -> None:
    assert results(FILES / f"{NAME}{suffix}", reader) == EXPECTED


@pytest.mark.parametrize(("suffix", "text", "reader"), GROUPED, ids=[f"{row[2]}{row[0]}" for row in GROUPED])
def test_one_table_with_groups_in_a_text_format(tmp_path: Path, suffix: str, text: str, reader: str) -> None:
    path = tmp_path / f"{GROUPED_NAME}{suffix}"
    path.write_text(text.strip("\n") if suffix == ".csv" else text.strip(), encoding="utf-8")
    assert placed_results(path, reader) == GROUPED_EXPECTED


def test_one_table_with_groups_in_a_print() -> None:
    assert placed_results(FILES / f"{GROUPED_NAME}.pdf", "pdf") == GROUPED_EXPECTED
