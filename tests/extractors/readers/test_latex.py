"""LaTeX papers: their text and its blocks, files and archives, and what is refused."""

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers import find_files, read, read_stdin
from extractors.readers.latex.typeset import Typesetter
from registry.errors import ReadError
from registry.model import Document

FILES = Path(__file__).parent / "files" / "latex"
OTTERS = FILES / "otters"


def latex(body: str, preamble: str = "") -> Document:
    source = f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}"
    (document,) = read_stdin(io.BytesIO(source.encode()))
    return document


def told(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


PAPER = [
    ("title", "OtterNet: Reading Rivers with Whiskers"),
    (
        "abstract",
        "We present OtterNet, which reads rivers. It reaches 61.4% accuracy on DamQA, 2.1 points above BeaverNet [1].",
    ),
    ("heading", "Introduction"),
    ("paragraph", "Rivers are long. We follow [1] and read them whole, see Table ."),
    ("paragraph", "Some are not."),
    ("heading", "Results"),
    (
        "table",
        "Model | DamQA | DamQA\nModel | Acc. | F_1\nBeaverNet [1] | 59.3 | 60.0\nOtterNet (ours) | 61.4 ± 0.2 | 62.5",
    ),
    ("caption", "Accuracy and F_1 on DamQA, in %."),
    ("paragraph", "The large model wins:"),
    ("paragraph", "it is larger,"),
    ("paragraph", "it is an otter."),
]
TEXTS = [
    (r"One.\par Two.", ["One.", "Two."]),
    ("One\ntwo.\n\n \n\nThree.", ["One two.", "Three."]),
    ("One % comment\ntwo 5\\% %\n three\\\\% four\nfive", ["One two 5% three five"]),
    ("One%\n\nTwo", ["One", "Two"]),
    (r"\textbf{One} \emph{two} {\it three} \texttt{a\_b} \textsc{Four}", ["One two three a_b Four"]),
    (r"a--b---c ``d'' `e' \dots{} \&", ["a–b—c “d” ‘e' … &"]),
    (r"We reach $84.3\%$ with $\lambda = 0.5$ and $x_{i}^{2}$.", ["We reach 84.3% with λ = 0.5 and x_i^2."]),
    (r"It is \(\alpha\) and \[ x = \frac{1}{2} \] here.", ["It is α and x = 1/2 here."]),
    ("It is\n\\begin{equation}\\label{e} x \\leq y \\end{equation}\nhere.", ["It is x ≤ y here."]),
    (r"It is $$x$$ here and 5$^{\circ}$C, the 3$^{rd}$.", ["It is x here and 5°C, the 3rd."]),
    (r"As in \cite[see][p.~2]{a,b} and \citep{b}, \Cref{x}, \url{http://a.b/c_d%20}.", None),
    (r"\begin{itemize}\item One \item[b)] Two\end{itemize}", ["One", "b) Two"]),
    (r"\begin{verbatim}" + "\n$x_1$ & \\foo\n" + r"\end{verbatim}", [r"$x_1$ & \foo"]),
    (r"Use \verb|$x_1$|.", ["Use $x_1$."]),
    (r"\href{http://a.b}{Words} and \hyperref[x]{more}.", ["Words and more."]),
    (r"One\footnote{Two.} three.", ["One three.", "Two."]),
    (r"\textcolor{red}{One} \hspace{1cm}\vspace*{-2pt} \includegraphics[width=1cm]{a} two", ["One two"]),
    (r"\iffalse One \else Two \fi \iftrue Three \else Four \fi", ["Two Three"]),
    (r"\begin{theorem}[Otters] One.\end{theorem} Two.", ["One.", "Two."]),
    (r"\begin{quote}One\end{quote}", ["One"]),
    (r"\'etude na\"ive \c{c}a Erd\H{o}s \aa{} stra{\ss}e \v{S}", ["étude naïve ça Erdős å straße Š"]),
    (r"10\,000 and 10{,}000, 3~km, F\textsubscript{1}", ["10 000 and 10,000, 3 km, F_1"]),
    (r"\begin{figure}\includegraphics{a}\end{figure}Text", ["Text"]),
    (r"\newcommand{\x}{here}It is \x.", ["It is here."]),
    (r"\newenvironment{note}[1]{#1: }{!}\begin{note}{Hey}you\end{note}", ["Hey: you!"]),
    (r"a} b \end{center} c \begin{nothing} d", ["a b c", "d"]),
    ("a\\", ["a"]),
]


def test_paper_of_the_fixtures() -> None:
    (paper,) = read(OTTERS / "main.tex")
    assert (paper.id, paper.title, paper.authors, paper.date, paper.media_type) == (
        "main",
        "OtterNet: Reading Rivers with Whiskers",
        ("Ada Byron", "Max Born"),
        "2024-05",
        "text/x-tex",
    )
    assert told(paper) == PAPER
    (table,) = (block.table for block in paper.blocks if block.table)
    assert (table.header_rows, table.caption, table.heading) == (2, "Accuracy and F_1 on DamQA, in %.", "Results")
    assert [[cell.text for cell in row if cell.bold] for row in table.rows] == [[], [], [], ["61.4 ± 0.2", "62.5"]]
    assert [cell.text for row in table.rows for cell in row if cell.underline] == ["60.0"]


@pytest.mark.parametrize(("source", "paragraphs"), [row for row in TEXTS if row[1]])
def test_text_of_paragraphs(source: str, paragraphs: list[str]) -> None:
    assert told(latex(source)) == [("paragraph", text) for text in paragraphs]


def test_citations_are_numbers_and_references_are_dropped() -> None:
    document = latex(r"See \cite[p.~2]{a,b}, \citep{b} and Section~\ref{x}, \url{http://a.b/c_d%20}.")
    assert document.text == "See [1, 2], [2] and Section , http://a.b/c_d%20."


def test_broken_latex_gives_what_can_be_had() -> None:
    (document,) = read(FILES / "broken.tex")
    (table,) = (block.table for block in document.blocks if block.table)
    assert [cell.text for cell in table.rows[0]] == ["Dam", "Leaks"]
    assert table.caption == "Leaks of dams."
    assert ("heading", "After the leak") in told(document)
    assert "Water runs out of 3 of 4 dams." in document.text
    assert document.text.endswith("The text goes on with 5 and ends")


def test_old_encodings_are_read() -> None:
    (document,) = read(FILES / "latin1.tex")
    assert document.text == "Das Modell von Müller erreicht 84,3 %, also “19 mehr”."


# Archives


def files(folder: Path = OTTERS) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.tex")}


def tar(members: dict[str, bytes], mode: str = "w", **odd: tarfile.TarInfo) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        for member in odd.values():
            archive.addfile(member)
    return stream.getvalue()


def zipped(members: dict[str, bytes], **attributes: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = attributes.get("mode", 0) << 16
            archive.writestr(member, data)
    return stream.getvalue()


PAPER_FILES = files()
ARCHIVES: list[tuple[str, bytes, str]] = [
    ("2401.00001v1.tar.gz", tar(PAPER_FILES, "w:gz"), "2401.00001v1"),
    ("2401.00001v1.tgz", tar(PAPER_FILES, "w:gz"), "2401.00001v1"),
    ("2401.00001v1.tar", tar(PAPER_FILES), "2401.00001v1"),
    ("2401.00001v1.tar.xz", tar(PAPER_FILES, "w:xz"), "2401.00001v1"),
    ("2401.00001v1.zip", zipped(PAPER_FILES), "2401.00001v1"),
    ("2401.00001v1.gz", tar(PAPER_FILES, "w:gz"), "2401.00001v1"),  # as arXiv names them
    ("2401.00001v1", tar(PAPER_FILES, "w:gz"), "2401.00001v1"),
    ("in-a-folder.tar.gz", tar({f"src/{name}": data for name, data in PAPER_FILES.items()}, "w:gz"), "in-a-folder"),
    ("dots.tar", tar({f"./{name}": data for name, data in PAPER_FILES.items()}), "dots"),
    ("mac.zip", zipped({**PAPER_FILES, "__MACOSX/._main.tex": b"\0\5\x16"}), "mac"),
    ("figures.tar", tar({**PAPER_FILES, "a.pdf": b"%PDF" * 999, "refs.bib": b"@a{b}"}), "figures"),
]


def whole(text: str, before: str = "") -> str:
    return f"\\documentclass{{article}}{before}\\begin{{document}}{text}\\end{{document}}"


NOTE = '{"sources": [{"filename": "b.tex", "usage": "toplevel"}]}'
MAINS: list[tuple[dict[str, str], str]] = [
    ({"a.tex": r"\section{A} x", "b.tex": whole("B")}, "B"),
    ({"supplement.tex": whole("Long, long"), "z.tex": whole("Z")}, "Z"),
    ({"fig.tex": whole("F F F F").replace("{article}", "{standalone}"), "z.tex": whole("Z")}, "Z"),
    ({"other.tex": whole("Other"), "ms.tex": whole("M")}, "M"),
    ({"00README.XXX": "b.tex toplevelfile\n", "main.tex": whole("A"), "b.tex": whole("B")}, "B"),
    ({"00README.json": NOTE, "a.tex": whole("A A"), "b.tex": whole("B")}, "B"),
    ({"paper": whole("P")}, "P"),
    ({"own.sty": r"\newcommand{\x}{styled}", "m.tex": whole(r"\x", r"\usepackage{own}")}, "styled"),
    ({"p/m.tex": whole(r"\input{../q/a}"), "q/a.tex": "beside"}, "beside"),
    ({"m.tex": whole(r"A \input{m} \input{n}"), "n.tex": r"N \input{n}"}, "A " + "N " * 13),
]


@pytest.mark.parametrize(("name", "data", "identity"), ARCHIVES, ids=[name for name, _, _ in ARCHIVES])
def test_archive_is_one_paper(tmp_path: Path, name: str, data: bytes, identity: str) -> None:
    (tmp_path / name).write_bytes(data)
    (paper,) = read(tmp_path / name)
    assert (paper.id, paper.reader, told(paper)) == (identity, "latex", PAPER)
    (piped,) = read_stdin(io.BytesIO(data))
    assert told(piped) == PAPER


@pytest.mark.parametrize(("members", "text"), MAINS, ids=range(len(MAINS)))
def test_main_file_of_an_archive(members: dict[str, str], text: str) -> None:
    (paper,) = read_stdin(io.BytesIO(tar({name: source.encode() for name, source in members.items()})))
    assert paper.text == text.strip()


def test_archives_in_a_folder_are_found(tmp_path: Path) -> None:
    for name in ("a.tar.gz", "b.zip", "c.tex", "d.pdf.gz"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in find_files([str(tmp_path)])][:3] == ["a.tar.gz", "b.zip", "c.tex"]


def link(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


MAIN = {"main.tex": rb"\documentclass{a}\begin{document}A\end{document}"}
REFUSED: list[tuple[Callable[[], bytes], str]] = [
    (lambda: tar({"../evil.tex": b"x"}), "would place a file outside its folder ('../evil.tex')"),
    (lambda: tar({"/etc/evil.tex": b"x"}), "would place a file outside its folder ('/etc/evil.tex')"),
    (lambda: tar({"a/../../evil.tex": b"x"}), "would place a file outside its folder"),
    (lambda: zipped({"../evil.tex": b"x"}), "would place a file outside its folder"),
    (lambda: zipped({"..\\evil.tex": b"x"}), "would place a file outside its folder"),
    (lambda: zipped({"C:/evil.tex": b"x"}), "would place a file outside its folder"),
    (lambda: tar(MAIN, a=link("a.tex", tarfile.SYMTYPE, "/etc/passwd")), "holds a link ('a.tex')"),
    (lambda: tar(MAIN, a=link("a.tex", tarfile.LNKTYPE, "main.tex")), "holds a link ('a.tex')"),
    (lambda: tar(MAIN, a=link("a.tex", tarfile.CHRTYPE)), "holds a device file ('a.tex')"),
    (lambda: tar(MAIN, a=link("a.tex", tarfile.FIFOTYPE)), "holds a device file ('a.tex')"),
    (lambda: zipped(MAIN, mode=0o120777), "holds a link ('main.tex')"),
    (lambda: zipped(MAIN, mode=0o020644), "holds a device file ('main.tex')"),
    (lambda: zipped({"a.tex": bytes(65 << 20)}), "unpacks to more than 200 times its size"),
    (lambda: zipped({f"{n}.tex": os.urandom(1 << 16) * 130 for n in range(9)}), "holds more than 64 MB of text"),
    (lambda: tar({f"{n}.tex": bytes(8 << 20) for n in range(9)}), "holds more than 64 MB of text"),
    (lambda: tar({f"{n}.png": b"" for n in range(20_001)}), "holds more than 20,000 files"),
    (lambda: zipped({"a.txt": b"x", "b.png": b"y"}), "holds no LaTeX file with \\documentclass"),
    (lambda: tar({}), "is binary, not text"),
    (lambda: zipped(MAIN)[:60], "is a zip archive that cannot be unpacked"),
    (lambda: tar(MAIN)[:600], "is a tar archive that cannot be unpacked"),
    (lambda: b"PK\x03\x04" + bytes(100), "is a zip archive that cannot be unpacked"),
    (lambda: rb"\documentclass{a}\begin{document}\end{document}", "holds no text that LaTeX would print"),
    (lambda: rb"\documentclass{a}\begin{document}%only a comment", "holds no text that LaTeX would print"),
    (lambda: rb"\documentclass{a}" + b"\0", "is binary, not text (a NUL byte at offset 17)"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "why"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_refused_gets_one_line(make: Callable[[], bytes], why: str) -> None:
    with pytest.raises(ReadError) as raised:
        list(read_stdin(io.BytesIO(make())))
    assert raised.value.why.startswith(why) and "\n" not in str(raised.value)


def test_gzip_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    (tmp_path / "bomb.tar.gz").write_bytes(gzip.compress(tar({"a.png": bytes(64 << 20), **MAIN})))
    with pytest.raises(ReadError, match="unpacks to more than 200 times its size"):
        list(read(tmp_path / "bomb.tar.gz"))


# Inputs of a lone file


OUTSIDE = [
    ("/etc/hostname", "which is outside its folder"),
    ("../secret", "which is outside its folder"),
    ("a/../../secret", "which is outside its folder"),
    ("~/secret", "which is outside its folder"),
    ("|ls", "which is outside its folder"),
    ("link", "which is a link"),
    ("linked/secret", "which is a link"),
]
NOT_READ = ["missing", "secret.env", "main", "folder", ".", "#1", ""]


def lone(folder: Path, name: str) -> Path:
    (folder / "secret.tex").write_text("SECRET")
    place = folder / "paper"
    (place / "folder.tex").mkdir(parents=True)
    (place / "secret.env").write_text("SECRET")
    (place / "link.tex").symlink_to(folder / "secret.tex")
    (place / "linked").symlink_to(folder)
    (place / "main.tex").write_text(f"\\documentclass{{a}}\\begin{{document}}Open \\input{{{name}}}\\end{{document}}")
    return place / "main.tex"


@pytest.mark.parametrize(("name", "why"), OUTSIDE)
def test_input_from_outside_the_folder_is_told_of_and_not_read(tmp_path: Path, name: str, why: str) -> None:
    problems: list[ReadError] = []
    (document,) = read(lone(tmp_path, name), problems.append)
    assert (document.text, len(problems)) == ("Open", 1)
    assert why in problems[0].why


@pytest.mark.parametrize("name", NOT_READ)
def test_input_that_is_no_latex_beside_the_file_is_not_read(tmp_path: Path, name: str) -> None:
    (document,) = read(lone(tmp_path, name))
    assert "SECRET" not in document.text


def test_standard_input_inputs_nothing() -> None:
    assert latex(r"A\input{/etc/hostname}\input{main}B").text == "A B"


# Bounds


BOMBS = [
    r"\def\a{\a}A \a{} B",
    r"\def\a{x\a}A \a{} B",
    r"\def\a{\b}\def\b{\a\a}A \a{} B",
    r"\def\a#1{\a{#1#1}}A \a{x} B",
    r"\newenvironment{e}{\begin{e}}{}A \begin{e} B",
    "".join(rf"\def\{chr(98 + n)}{{\{chr(97 + n)}\{chr(97 + n)}}}" for n in range(24)) + r"\def\a{x}A \y B",
    r"\def\a#1{" + "#1" * 5000 + r"}A \a{\a{\a{\a{x}}}} B",
]
DEEP = [
    "{" * 5000 + "A",
    r"\textbf{" * 3000 + "A",
    r"A $x" + "^{x" * 3000 + "$",
    r"A\footnote{" * 500,
    r"A\begin{tabular}{c}" * 500,
    r"A\begin{table}" * 500,
    r"A\begin{tabular}{*{999}{*{999}{c}}}x & y \\ z & u\end{tabular}",
    r"A\begin{tabular}{cc}" + r"\multicolumn{100}{c}{wide} & " * 50 + r"x \\ y & z \end{tabular}",
    r"A\begin{tabular}{cc}" + r"\multirow{99999}{*}{x} & y \\" * 50 + r"\end{tabular}",
    "A" + r"\begin{comment}" * 3000,
    "A" + r"\ifx" * 3000,
    "A" + r"\\[1pt" * 3000,
    "A" + r"\input{" * 3000,
    "A" + r"\foo[" * 3000,
    "A" + "$" * 3001,
    "A" + "\\" * 3001,
]


@pytest.mark.parametrize("body", BOMBS, ids=range(len(BOMBS)))
def test_macro_without_end_is_told_of_and_the_text_before_it_kept(body: str) -> None:
    problems: list[ReadError] = []
    source = f"\\documentclass{{a}}\\begin{{document}}First.\n\n{body}\\end{{document}}"
    (document,) = read_stdin(io.BytesIO(source.encode()), problems.append)
    assert document.text.startswith("First.")
    assert len(document.text) < 8 << 20
    (problem,) = problems
    assert "expand" in problem.why or "too many environments" in problem.why


@pytest.mark.parametrize("name", ["tabular", "longtable", "table", "minipage", "center"])
@pytest.mark.parametrize("opened", [3998, 3999, 4000])
def test_what_stands_before_one_environment_too_many_is_kept(name: str, opened: int) -> None:
    body = "First.\n\n" + "\\begin{x}" * opened + f"\\begin{{{name}}}{{l}} A & 90.4 " * 3
    paper = Typesetter().paper(f"\\begin{{document}}{body}\\end{{document}}")
    assert paper.items[0].text == "First."
    assert "too many environments" in paper.problems[0]


@pytest.mark.parametrize("body", DEEP, ids=range(len(DEEP)))
def test_deep_and_wide_sources_are_read(body: str) -> None:
    problems: list[ReadError] = []
    (document,) = read_stdin(io.BytesIO(f"\\begin{{document}}{body}".encode()), problems.append)
    assert document.text.startswith("A") and len(document.text) < 1 << 20


def test_paper_that_takes_too_many_steps_is_kept_as_far_as_it_was_read() -> None:
    paper = Typesetter(most_steps=1000).paper("\\begin{document}First.\n\n" + "{}" * 5000 + "Last.\\end{document}")
    assert [item.text for item in paper.items] == ["First."]
    assert paper.problems == ["takes more than 1,000 steps to read; what stands below was left out"]


PIECES = [
    "\\", "{", "}", "$", "&", "\\\\", "%", "#1", "~", "^", "_", "[", "]", "\n\n", "\n", " ", "A", "1.5", "\\%",
    "\\textbf{", "\\begin{tabular}{lc}", "\\end{tabular}", "\\begin{table}", "\\end{table}", "\\caption{",
    "\\multicolumn{2}{c}{", "\\multirow{2}{*}{", "\\hline", "\\cmidrule(lr){2-3}", "\\begin{minipage}{1cm}",
    "\\end{minipage}", "\\section{", "\\footnote{", "\\newcommand{\\x}[1]{", "\\x", "\\def\\y#1{", "\\y",
    "\\iffalse", "\\else", "\\fi", "\\begin{center}", "\\end{center}", "\\subfloat[A]{", "\\item", "\\cite{a}",
    "\\begin{abstract}", "\\end{abstract}", "\\input{a}", "\\begin{verbatim}", "\\end{verbatim}", "\\verb|", "\\[",
    "\\]", "\\begin{longtable}{c}", "\\endhead", "\\title{", "\\frac", "\\let\\z\\x", "\\'", "\\begin", "\\end",
    "\\newenvironment{n}{", "\\begin{n}", "\\end{n}", "\\makecell{",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_latex_gives_blocks_in_order_with_their_cells(source: str) -> None:
    problems: list[ReadError] = []
    body = f"\\begin{{document}}A {source}"
    (document,) = read_stdin(io.BytesIO(body.encode()), problems.append)
    spans = [block.span for block in document.blocks]
    assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
    assert all(above.end <= below.start for above, below in pairwise(spans))
    assert not any(sign in document.text for sign in "\x01\x02\x03\x04")
    for table in (block.table for block in document.blocks if block.table):
        assert len({len(row) for row in table.rows}) == 1 and 0 < table.header_rows <= len(table.rows)
        assert all(cell.span.of(document.text) == cell.text for row in table.rows for cell in row)


def test_papers_of_the_gold_set_have_tables(shared: Path, tmp_path: Path) -> None:
    """Nine in ten papers with a tabular give tables, and none of the 360 fails."""
    with tarfile.open(shared / "gold/results/dev.tar.xz") as archive:
        archive.extractall(tmp_path)
    papers = sorted(tmp_path.rglob("*.tex"))
    documents = [document for path in papers for document in read(path, lambda problem: None)]
    sources = [path.read_text(errors="replace") for path in papers]
    assert len(documents) == len(papers)
    with_table = sum(any(block.table for block in document.blocks) for document in documents)
    assert with_table >= 0.9 * sum("\\begin{tabular" in source for source in sources)
