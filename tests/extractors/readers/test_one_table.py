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
