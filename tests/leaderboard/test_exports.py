"""What the registry holds, in the formats that others read: each compared whole, over papers that mean harm."""

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from typer.testing import CliRunner

from leaderboard.command_line import app
from leaderboard.exports import (
    EXPORTS,
    Selection,
    board_selection,
    document_selection,
    everything,
    where_selection,
    without_licence,
)
from leaderboard.exports.latex import escaped as in_latex
from leaderboard.exports.selection import is_of, licence_key
from registry.catalog import Catalog, load_catalog
from registry.errors import QueryError, UnknownNameError, UsageError
from registry.model import Block, Cell, CellRef, Claim, Document, Extraction, Place, Result, Span, Table
from registry.quantity import Quantity
from registry.snapshots import connect
from registry.store import Registry

GOLDEN = Path(__file__).with_name("golden")
CATALOG = """
benchmarks:
- {id: ponds, name: Ponds & Lakes, tasks: [], metrics: [accuracy], source: made up}
- {id: switchboard, name: Switchboard, metrics: [wer], source: made up}
metrics:
- {id: accuracy, name: Accuracy, direction: higher, unit: percent, lower: 0, upper: 100, source: made up}
- {id: wer, name: WER, direction: lower, unit: percent, lower: 0, upper: null, source: made up}
tasks: []
"""
HARM = r'50% of {\input{x}} & $x_1$ <b>|[a](javascript:b)* ~^# "q" `c` \end{table} } @misc{'
PONDS, CALLS = "ponds--test--accuracy", "switchboard--wer--shots-5"


def catalog(folder: Path) -> Catalog:
    folder.mkdir()
    (folder / "few.yaml").write_text(CATALOG, "utf-8")
    return load_catalog(folder)


def score(text: str, quote: str, cell: CellRef | None = None) -> Claim:
    start = text.index(quote)
    quantity = Quantity(Decimal(quote.rstrip("%")), "percent")
    span = Span(0, len(text))
    return Claim("score", start, start + len(quote), quote, "score.test", span, quantity, metric="accuracy", cell=cell)


def paper(name: str, model: str, printed: str, title: str, more: dict[str, Any], **placed: Any) -> Extraction:
    text = f"In tests of many ponds 𝒜 and of lakes, {model} reaches {printed} after a year of training in the open."
    claim = score(text, printed)
    result = Result(
        claim,
        **{"benchmark": "ponds", "metric": "accuracy", "split": "test", **placed},
        model=model,
        value=Decimal(printed.rstrip("%")),
    )
    document = Document(name, text, title=title, source="papers.jsonl", reader="test", **more)
    return Extraction(document, (claim,), (result,))


def printed_table() -> Extraction:
    text = "Model Acc\nEve 82\nFay\n"
    cells = (
        (Cell(0, 0, "Model", Span(0, 5)), Cell(0, 1, "Acc", Span(6, 9))),
        (Cell(1, 0, "Eve", Span(10, 13)), Cell(1, 1, "82", Span(14, 16))),
        (Cell(2, 0, "Fay", Span(17, 20)),),
    )
    blocks = (Block("table", Span(0, 21), Table(cells, caption="Results")),)
    claim = score(text, "82", CellRef(0, 1, 1))
    result = Result(claim, "ponds", "accuracy", "Eve", Decimal(82), split="test", first_party=True)
    places = (Place(14, 16, 3, (100.0, 50.5, 112.0, 60.5)),)
    document = Document(
        "t1", text, title="A table", source="t.pdf", media_type="application/pdf", blocks=blocks, places=places
    )
    return Extraction(document, (claim,), (result,))


SHARED: dict[str, Any] = {"licence": "CC BY-SA 4.0"}
PAPERS = (
    paper(
        "p1",
        '=HYPERLINK("x")',
        "74.5%",
        HARM,
        {"authors": ("Ada {L}", "B. and C."), "date": "2021-03", "url": "javascript:alert(1)", **SHARED},
    ),
    paper(
        "p2",
        "[Bob]*",
        "82",
        "Étude des étangs",
        {
            "authors": ("Doe, Jane",),
            "venue": "Ponds 50%",
            "date": "2022",
            "url": "https://example.org/a_(b)|c}",
            "licence": "CC0-1.0",
        },
    ),
    paper("p3", "Cy", "7.25", "Lines\nand a \x1b[31mred \u202eend", {"date": "2023-01-02"}),
    paper("p4", "Cy", "9", "Another", {"licence": "https://creativecommons.org/licenses/by/4.0/"}),
    paper("p5", "Dee", "174.5", "Out of range", {}),
    paper("p6", "people", "99", "Another", {"authors": ("Eve Fox",)}, role="human"),
    paper(
        "p7",
        "@sum",
        "6.5",
        "Calls",
        {"date": "2020"},
        benchmark="switchboard",
        metric="wer",
        split="",
        protocol={"shots": "5"},
    ),
    printed_table(),
)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    path = folder / "claimboard.duckdb"
    with Registry.open(path, catalog=catalog(folder / "catalog")) as made:
        run = made.start_run("ingest", "1")
        made.add(PAPERS, run)
        made.finish_run(run)
        made.publish()
    return path


@pytest.fixture
def con(registry: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(registry) as con:
        yield con


def text_of(name: str, selection: Selection) -> str:
    return EXPORTS[name].bytes_of(selection).decode("utf-8")


WHOLE = ["csv", "json", "jsonl", "latex", "markdown", "bibtex", "annotations"]


@pytest.mark.parametrize("name", WHOLE)
def test_everything_is_written_as_the_file_beside_this_test(name: str, con: duckdb.DuckDBPyConnection) -> None:
    written = text_of(name, everything(con))
    assert written == (GOLDEN / f"everything.{EXPORTS[name].suffix}").read_bytes().decode("utf-8")
    assert written.endswith("\n")
    assert "\r" not in written


@pytest.mark.parametrize("name", ["badge", "badge-svg"])
def test_a_badge_is_written_as_the_file_beside_this_test(name: str, con: duckdb.DuckDBPyConnection) -> None:
    file = GOLDEN / f"ponds.{EXPORTS[name].suffix}"
    assert text_of(name, board_selection(con, PONDS)) == file.read_bytes().decode("utf-8")


def test_a_badge_is_of_one_board(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UsageError, match="--board"):
        text_of("badge", everything(con))


CHOSEN = [
    (lambda con: board_selection(con, PONDS), 6, 6),  # Cy once: the better of two
    (lambda con: board_selection(con, CALLS), 1, 1),
    (lambda con: document_selection(con, "p3"), 1, 1),
    (lambda con: where_selection(con, f"board = '{PONDS}'"), 7, 7),
    (lambda con: where_selection(con, "value > 80 -- a remark"), 4, 4),
    (lambda con: where_selection(con, "false"), 0, 0),
    (everything, 8, 8),
    (lambda con: without_licence(everything(con), ["CC-BY-SA"]), 7, 7),
    (lambda con: without_licence(everything(con), ["cc by"]), 7, 7),
    (lambda con: without_licence(everything(con), ["CC-BY-SA-4.0", "CC BY", "cc0"]), 5, 5),
    (lambda con: without_licence(everything(con), ["CC"]), 8, 8),
    (lambda con: without_licence(document_selection(con, "p1"), ["CC-BY-SA"]), 0, 0),
]


@pytest.mark.parametrize(("choose", "results", "claims"), CHOSEN)
def test_what_is_chosen(choose: Any, results: int, claims: int, con: duckdb.DuckDBPyConnection) -> None:
    chosen = choose(con)
    assert (chosen.results.height, chosen.count) == (results, claims)
    assert len(json.loads(text_of("annotations", chosen))["items"]) == claims


LICENCES = [
    ("CC BY-SA 4.0", "CC-BY-SA", True),
    ("cc-by-sa-3.0", "cc by sa", True),
    ("https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA", True),
    ("http://creativecommons.org/licenses/by-sa/4.0/deed.en", "CC-BY-SA-4.0", True),
    ("Creative Commons Attribution-ShareAlike 4.0 International License", "CC-BY-SA", True),
    ("CC BY-SA 3.0 IGO", "CC-BY-SA", True),
    ("CC BY-SA 4.0", "CC-BY-SA-3.0", False),
    ("CC BY-SA 4.0", "CC-BY", False),
    ("CC BY 4.0", "CC-BY-SA", False),
    ("CC BY-NC-SA 4.0", "CC-BY-SA", False),
    ("Creative Commons Attribution 4.0 International", "CC-BY-SA", False),
    ("MIT", "CC-BY-SA", False),
    ("", "CC-BY-SA", False),
]


@pytest.mark.parametrize(("licence", "name", "expected"), LICENCES)
def test_a_licence_is_known_however_it_is_written(licence: str, name: str, expected: bool) -> None:
    assert is_of(licence, licence_key(name)) is expected


def test_what_cannot_be_chosen(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UnknownNameError, match=f"did you mean {PONDS}"):
        board_selection(con, "ponds--test")
    with pytest.raises(UnknownNameError, match="no document named"):
        document_selection(con, "nothing")
    with pytest.raises(UsageError, match="CC-BY-SA"):
        without_licence(everything(con), [" "])
    for condition in ("1; DROP TABLE results", "nothing = 1", "1)) FROM (SELECT 1", "("):
        with pytest.raises(QueryError):
            where_selection(con, condition)


def test_an_empty_selection_is_a_whole_file_in_every_format(con: duckdb.DuckDBPyConnection) -> None:
    empty = without_licence(document_selection(con, "p1"), ["CC-BY-SA"])
    head = ",".join(empty.results.columns)
    assert text_of("csv", empty) == f"{head}\n"
    assert text_of("json", empty) == "[]\n"
    assert text_of("jsonl", empty) == ""
    assert text_of("latex", empty) == "% claimboard, snapshot 1, document p1; needs \\usepackage{booktabs}\n"
    assert text_of("markdown", empty) == "<!-- claimboard, snapshot 1 -->\n"
    assert text_of("bibtex", empty) == "% claimboard, snapshot 1: 0 papers\n"
    assert json.loads(text_of("annotations", empty))["items"] == []
    board = without_licence(board_selection(con, CALLS), ["CC0"])
    assert json.loads(text_of("badge", board))["message"] == "@sum 6.5"


def test_parquet_comes_back_with_its_types(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    chosen = everything(con)
    file = tmp_path / "all.parquet"
    file.write_bytes(EXPORTS["parquet"].bytes_of(chosen))
    assert pl.read_parquet(file).equals(chosen.results)
    assert pl.read_parquet_metadata(file)["claimboard.snapshot"] == "1"
    query = f"SELECT model, value, rank, authors, conflict FROM read_parquet('{file}')"
    names = ("model", "value", "rank", "authors", "conflict")
    assert duckdb.sql(query).fetchall() == chosen.results.select(names).rows()
    assert EXPORTS["parquet"].bytes_of(chosen) == file.read_bytes()


def test_csv_and_json_say_the_same(con: duckdb.DuckDBPyConnection) -> None:
    chosen = everything(con)
    objects = json.loads(text_of("json", chosen))
    assert [json.loads(line) for line in text_of("jsonl", chosen).splitlines()] == objects
    lines = list(csv.DictReader(io.StringIO(text_of("csv", chosen))))
    assert [line["claim_id"] for line in lines] == [each["claim_id"] for each in objects]
    assert [float(line["value"]) for line in lines] == [each["value"] for each in objects]


FORMULAS = [
    ("=1+1", "'=1+1"),
    ("+cmd", "'+cmd"),
    ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("＝1+1", "'＝1+1"),
    ("-", "'-"),
    ("+3.4%", "'+3.4%"),
    ("-1-1", "'-1-1"),
    ("-3.25", "-3.25"),
    ("+.5e3", "+.5e3"),
    (-3.25, "-3.25"),
    ("a=1", "a=1"),
    (" =1", " =1"),
    ("", ""),
    (None, ""),
]


@pytest.mark.parametrize(("value", "expected"), FORMULAS)
def test_no_cell_is_a_formula_and_numbers_stay_numbers(value: Any, expected: str) -> None:
    from leaderboard.exports.csv import csv_lines

    _, [line] = next(rows := csv.reader(csv_lines([{"id": 1, "value": value}]))), list(rows)
    assert line == ["1", expected]


def test_selectors_find_the_claim_again_in_the_text(con: duckdb.DuckDBPyConnection) -> None:
    page = json.loads(text_of("annotations", everything(con)))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    for each in page["items"]:
        target = each["target"]
        found = con.execute("SELECT text FROM documents WHERE document_id = ?", [target["source"]["id"].split(":")[-1]])
        [(text,)] = found.fetchall()
        position, words, *_ = target["selector"]
        assert text[position["start"] : position["end"]] == words["exact"]
        assert text[max(0, position["start"] - 32) : position["start"]] == words["prefix"]
        assert text[position["end"] : position["end"] + 32] == words["suffix"]
        assert text.count(words["prefix"] + words["exact"] + words["suffix"]) == 1
    [of_a_table] = [each for each in page["items"] if "3" in str(each["target"]["selector"][2:])]
    assert of_a_table["target"]["selector"][2:] == [
        {
            "type": "FragmentSelector",
            "value": "table=0",
            "refinedBy": {
                "type": "FragmentSelector",
                "conformsTo": "http://tools.ietf.org/rfc/rfc7111",
                "value": "cell=2,2",
                "claimboard:cell": "82",
            },
        },
        {
            "type": "FragmentSelector",
            "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
            "value": "page=3&viewrect=100,50.5,12,10",
        },
    ]


def faults_of_latex(text: str) -> list[str]:
    """What would stop LaTeX, or let foreign text command it: braces and environments out of balance, commands that we
    do not write, special signs on their own, rows of another number of cells."""
    lines = [re.split(r"(?<!\\)%", line, maxsplit=1)[0] for line in text.splitlines()]
    body = "\n".join(lines)
    faults = [f"command {name}" for name in set(re.findall(r"\\([a-zA-Z]+)", body)) - COMMANDS]
    bare = re.sub(r"\\(?:[&%$#_{}]|\\(?=\s|$))", "", body)
    depth = 0
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            faults.append("} without {")
    faults += ["{ without }"] if depth else []
    faults += ["$ without $"] if bare.count("$") % 2 else []
    outside = re.sub(r"\$[^$]*\$", "", bare)
    faults += [f"bare {sign}" for sign in "~^_" if sign in outside]
    rows = [line for line in re.sub(r"\\[&%$#_{}]", "", body).splitlines() if line.rstrip().endswith("\\\\")]
    faults += [f"cells of {row}" for row in rows if row.count("&") != (4 if "multicolumn" in row else 5)]
    faults += [f"row begins with its sign: {row}" for row in rows if row.lstrip()[:1] in ("[", "*")]
    opened, closed = (re.findall(rf"\\{word}\{{(\w+)\}}", body) for word in ("begin", "end"))
    faults += ["environments"] if sorted(opened) != sorted(closed) else []
    return faults


COMMANDS = set(
    re.findall(
        r"\w+",
        """begin end centering caption label toprule midrule bottomrule multicolumn textbf neq dagger uparrow downarrow
        textbackslash textasciitilde textasciicircum textless textgreater textbar""",
    )
)

STOPPED = [
    (r"a {b & c \\", "{ without }"),
    (r"\input{x}", "command input"),
    (r"a_1", "bare _"),
    (r"costs $5", "$ without $"),
    ("}{", "} without {"),
    (r"a & b \\", r"cells of a & b \\"),
]


@pytest.mark.parametrize(("text", "fault"), STOPPED)
def test_the_checker_sees_faults(text: str, fault: str) -> None:
    assert fault in faults_of_latex(text)


def test_latex_compiles_in_principle(con: duckdb.DuckDBPyConnection) -> None:
    assert faults_of_latex(text_of("latex", everything(con))) == []


TEX = [
    ("50%", r"50\%"),
    (r"\input{x}", r"\textbackslash{}input\{x\}"),
    ("[a]", "{}[a]"),
    ("*", "{}*"),
    ("a\nb", "a b"),
    ("\x1b[0m", "?[0m"),
    ("naïve – ≠", r"naïve -- $\neq$"),
]


@pytest.mark.parametrize(("text", "expected"), TEX)
def test_foreign_text_in_latex(text: str, expected: str) -> None:
    assert in_latex(text) == expected


def test_bibtex_keys_are_unique_and_the_same_in_every_export(con: duckdb.DuckDBPyConnection) -> None:
    texts = [text_of("bibtex", each) for each in (everything(con), board_selection(con, PONDS))]
    keys = [re.findall(r"^@\w+\{([^,]+),$", text, re.MULTILINE) for text in texts]
    assert len(keys[0]) == len(set(keys[0])) == 7  # of 8 documents: two are called Another
    assert set(keys[1]) < set(keys[0])
    text = re.sub(r"\\[%&#_$]", "", texts[0])
    for entry in text.split("\n@")[1:]:
        assert entry.count("{") == entry.count("}")
        assert "\\{" not in entry
        assert "\\}" not in entry


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


SAME = [("csv", "csv"), ("json", "json"), ("jsonl", "jsonl"), ("md", "markdown"), ("latex", "latex")]


@pytest.mark.parametrize(("form", "name"), SAME)
def test_a_board_and_its_export_are_one(form: str, name: str, registry: Path) -> None:
    board = run("board", "ponds", "--db", str(registry), "-f", form)
    export = run("export", "--board", "ponds", "--db", str(registry), "-f", name)
    assert board.exit_code == export.exit_code == 0
    assert board.stdout_bytes == export.stdout_bytes != b""


ASKED = [
    (["--board", "pondz"], 2, "no board named 'pondz'; did you mean"),
    (["--board", "ponds", "--document", "p1"], 2, "choose with one of"),
    (["-f", "docx"], 2, "no format named 'docx'; there are csv, json"),
    (["-o", "board.docx"], 2, "does not tell its format"),
    (["-o", "/nowhere/board.csv"], 2, "cannot write /nowhere/board.csv"),
    (["--where", "value >"], 2, "Parser Error"),
    (["-f", "badge"], 2, "choose it with --board"),
    (["-f", "bib"], 0, "snapshot 1, everything: 8 results as bibtex"),
    (
        ["--without-licence", "CC-BY-SA", "--without-licence", "CC0"],
        0,
        "left out under CC-BY-SA, CC0: 2 results, 2 claims",
    ),
]


@pytest.mark.parametrize(("arguments", "exit_code", "told"), ASKED)
def test_the_command(arguments: list[str], exit_code: int, told: str, registry: Path) -> None:
    done = run("export", "--db", str(registry), *arguments)
    assert done.exit_code == exit_code
    assert told in done.stderr


def test_a_file_tells_its_format_and_is_written_whole(
    registry: Path, tmp_path: Path, con: duckdb.DuckDBPyConnection
) -> None:
    for export in EXPORTS.values():
        file = tmp_path / f"ponds.{export.suffix}"
        assert run("export", "--db", str(registry), "--board", "ponds", "-o", str(file)).exit_code == 0
        first = next(each for each in EXPORTS.values() if each.suffix == export.suffix)
        assert file.read_bytes() == first.bytes_of(board_selection(con, PONDS))
    assert len(list(tmp_path.iterdir())) == len({each.suffix for each in EXPORTS.values()})


def test_the_list_of_formats_has_every_row() -> None:
    told = run("export", "--formats").stdout
    assert all(f"{name} " in told and each.promise in told for name, each in EXPORTS.items())
