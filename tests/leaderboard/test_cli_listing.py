"""How rows are written, and that foreign text can do nothing to a terminal."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from leaderboard.console.listing import Column, Format, json_text, write_rows
from leaderboard.console.visible import one_line, visible

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m[bold red]x[/] :boom: \u202egnp.exe\u2066\r\n\ttail\x00\x7f\u2028"
CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}

VISIBLE = [
    ("plain text, 43.8 % – naïve", "plain text, 43.8 % – naïve"),
    ("\x1b[31mred", "␛[31mred"),
    ("two\nlines\tand a tab", "two\nlines\tand a tab"),
    ("\u202eabc", "\ufffdabc"),
    ("\x9b0m", "\ufffd0m"),
    ("\ud800", "\ufffd"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), VISIBLE)
def test_controls_become_signs_one_for_one(text: str, expected: str) -> None:
    assert visible(text) == expected
    assert len(one_line(text)) == len(text)
    assert not CONTROLS & set(one_line(text))


JSON = [
    (Decimal("43.80"), "43.8"),
    (Decimal("5.3E+6"), "5300000"),
    (Decimal("0"), "0"),
    (Decimal("1E+999999"), "null"),
    (float("nan"), "null"),
    (date(2026, 1, 2), '"2026-01-02"'),
    (("a", None), '["a", null]'),
    ({"shots": 5}, '{"shots": 5}'),
    (True, "true"),
    (b"\x01", '"01"'),
    ("é\x1b\x9b\u202e", '"é\\u001b\\u009b\\u202e"'),
]


@pytest.mark.parametrize(("value", "expected"), JSON)
def test_values_in_json(value: Any, expected: str) -> None:
    assert json_text(value) == expected


def written(rows: list[dict[str, Any]], form: Format, columns: tuple[Column, ...] = ()) -> str:
    out = io.StringIO()
    write_rows(iter(rows), form, out, columns)
    return out.getvalue()


ROWS: list[dict[str, Any]] = [
    {
        "claim_id": "c1",
        "value": 74.5,
        "model": "ada & bee_1 | 50%",
        "date": None,
        "best": True,
        "on": ["GSM8K", "MATH"],
    },
    {"claim_id": "c2", "value": 3, "model": "", "date": "2026", "best": False, "on": []},
]
SHOWN = (Column("claim_id", "claim", keep=True), Column("model", "model"), Column("value", "value"))

FORMS = [
    (
        Format.json,
        (),
        '[\n {"claim_id": "c1", "value": 74.5, "model": "ada & bee_1 | 50%", "date": null, "best": true,',
    ),
    (Format.jsonl, (), '{"claim_id": "c2", "value": 3, "model": "", "date": "2026", "best": false, "on": []}\n'),
    (Format.csv, (), 'claim_id,value,model,date,best,on\nc1,74.5,ada & bee_1 | 50%,,true,"[""GSM8K"", ""MATH""]"\n'),
    (
        Format.md,
        SHOWN,
        "| claim | model | value |\n| --- | --- | --- |\n| c1 | ada \\& bee\\_1 \\| 50% | 74.5 |\n| c2 | – | 3 |\n",
    ),
    (Format.latex, SHOWN, "\\begin{tabular}{lll}\n\\toprule\nclaim & model & value \\\\\n\\midrule\n"),
    (Format.latex, SHOWN, "c1 & ada \\& bee\\_1 \\textbar{} 50\\% & 74.5 \\\\\n"),
    (Format.table, SHOWN, "claim"),
    (Format.table, (), "GSM8K, MATH"),
]


@pytest.mark.parametrize(("form", "columns", "expected"), FORMS)
def test_rows_in_a_format(form: Format, columns: tuple[Column, ...], expected: str) -> None:
    assert expected in written(ROWS, form, columns)


def test_json_holds_the_rows_and_nothing_is_an_empty_array() -> None:
    assert json.loads(written(ROWS, Format.json)) == ROWS
    assert written([], Format.json) == "[]\n"


@pytest.mark.parametrize("form", Format)
def test_hostile_text_is_harmless_in_every_format(form: Format) -> None:
    told = written([{"title": HOSTILE, "claim_id": "c1"}], form)
    assert not CONTROLS & set(told) - {"\n", "\t"}
    assert "\x1b" not in told


def test_markup_is_shown_and_not_obeyed() -> None:
    assert "[bold red]x[/] :boom:" in written([{"title": HOSTILE}], Format.table)


def test_json_and_csv_bring_hostile_text_back() -> None:
    assert json.loads(written([{"title": HOSTILE}], Format.jsonl))["title"] == HOSTILE
    assert next(csv.DictReader(io.StringIO(written(ROWS, Format.csv))))["model"] == "ada & bee_1 | 50%"


def test_a_pipe_cuts_nothing() -> None:
    row = {"claim_id": "f" * 300, "title": "word " * 200}
    assert written([row], Format.table).splitlines()[1].split() == [row["claim_id"], *["word"] * 200]


def test_a_table_stops_where_nobody_reads_on() -> None:
    out = io.StringIO()
    assert write_rows(({"n": n} for n in range(1_001)), Format.table, out) == ["rows"]
    assert write_rows(({"n": n} for n in range(1_000)), Format.table, out) == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", [40, 80, 300])
def test_a_table_without_chosen_columns_fits_the_terminal_and_says_what_it_left_out(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    out, row = Terminal(), {"claim_id": "f" * 16, **{f"field_{at}": "some words " * 3 for at in range(12)}}
    left_out = write_rows([row], Format.table, out)
    lines = out.getvalue().splitlines()
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines) <= width
    assert left_out == ([] if width == 300 else ["columns"])
    assert "f" * 16 in out.getvalue()
    assert ("field_11" in lines[0]) is (width == 300)
