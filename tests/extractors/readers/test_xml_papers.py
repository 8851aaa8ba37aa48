"""JATS and TEI papers, and the XML that no reader may follow."""

import io
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers import read, read_stdin
from registry.errors import ReadError
from registry.model import Document, Table

FILES = Path(__file__).parent / "files" / "xml"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
TABLE = "Model | Accuracy | Accuracy\nModel | CIFAR-10 | CIFAR-100\nBaseNet | 81.0 | 60.1\nOtterNet | 84.3 | 62.5 ± 0.2"


def document(text: str) -> Document:
    (read_one,) = read_stdin(io.BytesIO(text.encode()))
    return read_one


def jats(body: str) -> Document:
    return document(f'<article article-type="research-article"><body><p>Otters.</p>{body}</body></article>')


def tei(body: str) -> Document:
    return document(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Otters.</p>{body}</body></text></TEI>')


def tables(document: Document) -> list[Table]:
    found = [block.table for block in document.blocks if block.table]
    for cell in (cell for table in found for row in table.rows for cell in row):
        assert cell.span.of(document.text) == cell.text
    return found


def grid(document: Document) -> list[str]:
    (table,) = tables(document)
    return [" | ".join(cell.text for cell in row) for row in table.rows]


PAPERS = [
    (
        "otters-jats.xml",
        ("jats", "otters-jats", "2024-03-07"),
        [
            ("title", "Otters at Rest"),
            ("heading", "Abstract"),
            ("heading", "Results"),
            ("abstract", "OtterNet reaches 84.3% accuracy on CIFAR-10."),
            ("heading", "Results"),
            ("paragraph", "We rest well [12], with F_1 ± 0.2 at most."),
            ("paragraph", "A note."),
            ("caption", "Table 1: Accuracy (%). On two sets."),
            ("table", TABLE),
            ("paragraph", "a: ours."),
        ],
        ["84.3", "62.5 ± 0.2"],
    ),
    (
        "otters.grobid.tei.xml",
        ("tei", "otters", "2024-03-07"),
        [
            ("title", "Otters at Rest"),
            ("abstract", "OtterNet reaches 84.3% accuracy on CIFAR-10."),
            ("heading", "Results"),
            ("paragraph", "We rest well [12]. It is deep (Table 1)."),
            ("paragraph", "a = b"),
            ("caption", "Table 1: Accuracy (%) on two sets."),
            ("table", TABLE),
            ("paragraph", "A note."),
        ],
        ["84.3"],
    ),
]


@pytest.mark.parametrize(("name", "stamp", "blocks", "bold"), PAPERS, ids=["jats", "tei"])
def test_paper_of_the_fixtures(
    name: str, stamp: tuple[str, str, str], blocks: list[tuple[str, str]], bold: list[str]
) -> None:
    (paper,) = read(FILES / name)
    assert (paper.reader, paper.id, paper.date) == stamp
    assert (paper.title, paper.authors, paper.venue) == ("Otters at Rest", ("Ada Byron",), "Journal of Otters")
    assert (paper.url, paper.licence) == ("https://doi.org/10.1234/otters", CC_BY)
    assert [(block.kind, block.span.of(paper.text)) for block in paper.blocks] == blocks
    (table,) = tables(paper)
    assert (table.header_rows, table.heading) == (2, "Results")
    assert [cell.text for row in table.rows for cell in row if cell.bold] == bold
    assert [cell.text for row in table.rows for cell in row if cell.underline] == ["60.1"]


ROW = "<tr><td>A</td><td>B</td></tr>"
JATS_GRIDS = [
    (f"<table>{ROW}<tr><td>x</td><td>1.5</td></tr></table>", ["A | B", "x | 1.5"]),
    (f"<table>{ROW}<tr><td>x</td><td>1.5<sup>a</sup></td></tr></table>", ["A | B", "x | 1.5"]),
    (f"<table>{ROW}<tr><td>x</td><td>1.5<xref ref-type='table-fn'>*</xref></td></tr></table>", ["A | B", "x | 1.5"]),
    (f"<table>{ROW}<tr><td>x [<xref ref-type='bibr'>7</xref>]</td><td>1.5</td></tr></table>", ["A | B", "x [7] | 1.5"]),
    (
        f"<table>{ROW}<tr><td>x<sup><xref ref-type='bibr'>7</xref></sup></td><td>1</td></tr></table>",
        ["A | B", "x [7] | 1"],
    ),
    (
        f"<table>{ROW}<tr><td>F<sub>1</sub></td><td><tex-math>1.5 \\pm 0.2</tex-math></td></tr></table>",
        ["A | B", "F_1 | 1.5 ± 0.2"],
    ),
    (
        f"<table>{ROW}<tr><td>x</td><td><list><list-item><p>1</p></list-item></list></td></tr></table>",
        ["A | B", "x | 1"],
    ),
]
TEI_GRIDS = [
    (
        "<table><row><cell>A</cell><cell>B</cell></row><row><cell>x</cell><cell>1.5</cell></row></table>",
        ["A | B", "x | 1.5"],
    ),
    (
        "<table><row><cell cols='2'>A</cell></row><row><cell>x</cell><cell>1.5</cell></row></table>",
        ["A | A", "x | 1.5"],
    ),
    (
        "<table><row><cell>A</cell><cell>B</cell></row><row><cell>x<ref type='foot'>1</ref></cell>"
        "<cell>1.5<hi rend='superscript'>†</hi></cell></row></table>",
        ["A | B", "x | 1.5"],
    ),
    (
        "<table><row><cell>A</cell><cell>B</cell></row><row><cell>x</cell>"
        "<cell><formula notation='TeX'>1.5_{\\pm 0.1}</formula></cell></row></table>",
        ["A | B", "x | 1.5 ± 0.1"],
    ),
]


@pytest.mark.parametrize(("body", "expected"), JATS_GRIDS)
def test_cells_of_a_jats_table(body: str, expected: list[str]) -> None:
    assert grid(jats(f"<table-wrap>{body}</table-wrap>")) == expected


@pytest.mark.parametrize(("body", "expected"), TEI_GRIDS)
def test_cells_of_a_tei_table(body: str, expected: list[str]) -> None:
    assert grid(tei(f"<figure type='table'>{body}</figure>")) == expected


ARTICLE = '<article article-type="x"><body><p>Otters rest{}.</p></body></article>'
NOT_FOLLOWED = [
    # a DTD that is only named is not looked up
    ('<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS.dtd">' + ARTICLE.format("")),
    '<!DOCTYPE article SYSTEM "{folder}/own.dtd">' + ARTICLE.format("&secret;"),
    '<!DOCTYPE article SYSTEM "http://127.0.0.1:9/x.dtd">' + ARTICLE.format("&secret;"),
    "<!-- <!DOCTYPE x [<!ENTITY a 'b'>]> -->" + ARTICLE.format("&secret;"),
    '<article article-type="x" xmlns:xi="http://www.w3.org/2001/XInclude"><body><p>Otters rest'
    '<xi:include href="{folder}/secret.txt" parse="text"/>.</p></body></article>',
    '<!DOCTYPE article PUBLIC "[" "' + ARTICLE.format(""),
    '<?xml-stylesheet href="{folder}/secret.txt"?>' + ARTICLE.format(""),
]
REFUSED = [
    '<!DOCTYPE article [<!ENTITY secret SYSTEM "{folder}/secret.txt">]>' + ARTICLE.format("&secret;"),
    '<!DOCTYPE article [<!ENTITY % all SYSTEM "{folder}/own.dtd"> %all;]>' + ARTICLE.format("&secret;"),
    '<!DOCTYPE article SYSTEM "{folder}/own.dtd" [<!ENTITY a "b">]>' + ARTICLE.format("&secret;"),
    '<?xml version="1.0"?><!-- x --><!DOCTYPE article [<!ENTITY a "b">]>' + ARTICLE.format("&a;"),
    "<!DOCTYPE article [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
    + ARTICLE.format("&j;"),
    "<!DOCTYPE article [<!ENTITY a '" + "ha" * 100_000 + "'>]>" + ARTICLE.format("&a;" * 10_000),
    '<!DOCTYPE article [<!ATTLIST p x CDATA "y">]>' + ARTICLE.format(""),
]


def files_to_steal(folder: Path) -> None:
    (folder / "secret.txt").write_text("SECRET")
    (folder / "own.dtd").write_text("<!ENTITY secret 'SECRET'>")


@pytest.mark.parametrize("source", NOT_FOLLOWED)
def test_nothing_outside_is_read(tmp_path: Path, source: str) -> None:
    files_to_steal(tmp_path)
    (tmp_path / "a.xml").write_text(source.replace("{folder}", str(tmp_path)))
    (paper,) = read(tmp_path / "a.xml")
    assert " ".join(paper.text.split()) in ("Otters rest.", "Otters rest .")


@pytest.mark.parametrize("source", REFUSED, ids=range(len(REFUSED)))
def test_declarations_are_refused_in_one_line(tmp_path: Path, source: str) -> None:
    files_to_steal(tmp_path)
    (tmp_path / "a.xml").write_text(source.replace("{folder}", str(tmp_path)))
    with pytest.raises(ReadError, match="declares entities or other parts of a DTD, which are not read") as raised:
        list(read(tmp_path / "a.xml"))
    assert str(raised.value).endswith("delete from `<!DOCTYPE` to `]>`")


BODY = '<article article-type="x"><body><p>Otters rest.</p>'
BROKEN = [
    (BODY, 1),
    (BODY + "<p>a & b</p></body></article>", 1),
    (BODY + "<p>a</body></article>", 1),
    (BODY + "<sec>" * 200_000, 1),
    (BODY + "<sec>" * 200_000 + "</sec>" * 200_000 + "</body></article>", 1),
    (BODY + "<p>&nbsp;&alpha;&no-such;</p></body></article>", 1),
    (BODY + "<p>&nbsp;&alpha;&nosuch;</p></body></article>", 0),
    (BODY + "<p>&#1;</p></body></article>", 1),
    (BODY + "<p>\x01</p></body></article>", 0),
    (BODY + "<table>" + "<tr><td colspan='100' rowspan='200'>y</td></tr>" * 1000 + "</table></body></article>", 1),
    (BODY + "<inline-formula><tex-math>\\def\\a{\\a\\a}\\a</tex-math></inline-formula></body></article>", 0),
]
UNREADABLE = [
    ("<article article-type='x'></article>", "holds no text of a paper"),
    ("<article article-type='x'><front><journal-meta>J</journal-meta></front></article>", "holds no text of a paper"),
    ("<TEI><teiHeader><encodingDesc>x</encodingDesc></teiHeader></TEI>", "holds no text of a paper"),
    (
        "<?xml version='1.0' encoding='no-such'?><article article-type='x'><body/></article>",
        "is not NO-SUCH as it should",
    ),
    ("<?xml version='1.0' encoding='ascii'?><TEI><text>é</text></TEI>", "is not ASCII as it should be"),
]


@pytest.mark.parametrize(("source", "problems"), BROKEN, ids=range(len(BROKEN)))
def test_broken_paper_gives_what_can_be_had(source: str, problems: int) -> None:
    told: list[ReadError] = []
    (paper,) = read_stdin(io.BytesIO(source.encode()), told.append)
    assert paper.text.startswith("Otters rest.") and len(told) == problems
    assert len(paper.text) < 8 * len(source)


@pytest.mark.parametrize(("source", "why"), UNREADABLE)
def test_xml_that_holds_no_paper(source: str, why: str) -> None:
    with pytest.raises(ReadError) as raised:
        document(source)
    assert raised.value.why.startswith(why)


def test_xml_of_another_kind_is_told_from_papers(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<feed><entry>Otters</entry></feed>")
    with pytest.raises(ReadError, match=r"is named \.xml but holds something else"):
        list(read(tmp_path / "a.xml"))


PIECES = [
    "<p>",
    "</p>",
    "<table-wrap>",
    "</table-wrap>",
    "<label>1</label>",
    "<caption>",
    "</caption>",
    "<table>",
    "<tr>",
]
PIECES += [
    "</table>",
    "</tr>",
    "<td rowspan='2'>",
    "<td>",
    "</td>",
    "<bold>",
    "</bold>",
    "<sup>",
    "</sup>",
    "a",
    "1.5 ",
]
PIECES += [
    "<title>",
    "</title>",
    "<sec>",
    "</sec>",
    "<fn>",
    "</fn>",
    "<abstract>",
    "</abstract>",
    "<tex-math>x</tex-math>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_blocks_and_cells_of_any_xml_stand_in_order(body: str) -> None:
    source = f"{BODY}{body}</body></article>"
    told: list[ReadError] = []
    (paper,) = read_stdin(io.BytesIO(source.encode()), told.append)
    assert all(len({len(row) for row in table.rows}) == 1 for table in tables(paper))
    assert all(above.span.end < below.span.start for above, below in pairwise(paper.blocks))
