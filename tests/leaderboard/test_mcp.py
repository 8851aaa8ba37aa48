"""The MCP server as a client meets it: a process of its own, asked over its standard input and output."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from leaderboard import queries
from leaderboard.exports.headings import conditions
from registry.snapshots import connect

mcp_client = pytest.importorskip("mcp.client.client", reason="needs the extra claimboard[mcp]")
stdio = pytest.importorskip("mcp.client.stdio", reason="needs the extra claimboard[mcp]")

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "from leaderboard.cli import main; main()"]


def talk(db: Path, questions: Callable[[Any], Awaitable[None]]) -> None:
    """Start the server on `db` and put `questions` to it."""
    environment = {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    command = stdio.StdioServerParameters(
        command=COMMAND[0], args=[*COMMAND[1:], "mcp", "--db", str(db)], env=environment
    )

    async def session() -> None:
        async with mcp_client.Client(stdio.stdio_client(command)) as client:
            await questions(client)

    asyncio.run(asyncio.wait_for(session(), 120))


def said(answer: Any) -> dict[str, Any]:
    assert not answer.is_error, answer.content
    told: dict[str, Any] = json.loads(answer.content[0].text)
    return told


def test_a_client_goes_from_a_search_to_the_words_of_a_claim(demo_registry: Path) -> None:
    with connect(demo_registry) as con:
        before = queries.board(con, queries.find_board(con, "gsm8k"))
        split = next(each for each in queries.boards(con)["board"] if not queries.siblings(con, each).is_empty())
        beside = queries.siblings(con, split)
        paper = con.execute("SELECT count(*) FROM claims WHERE document_id = ?", [before["document_id"][0]]).fetchall()

    async def questions(client: Any) -> None:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == ["search", "board", "claim", "paper", "verify_text"]
        assert all(tool.annotations.read_only_hint and tool.description for tool in tools)

        found = said(await client.call_tool("search", {"query": "gsm8k"}))
        assert found["boards"]["total"] == len(found["boards"]["rows"]) >= 1
        board = said(await client.call_tool("board", {"name": "gsm8k", "limit": 3}))
        assert board["total"] == before.height
        assert [row["claim_id"] for row in board["rows"]] == before["claim_id"].to_list()[:3]
        assert board["snapshot"] == found["snapshot"]

        others = said(await client.call_tool("board", {"name": split}))["other_boards"]
        assert others["total"] == beside.height
        assert others["rows"][0]["best_model"] == beside["best_model"][0]
        assert {row["board"]: row["conditions"] for row in others["rows"]} == {
            row["board"]: conditions(row) for row in beside.head(20).iter_rows(named=True)
        }

        claim = said(await client.call_tool("claim", {"claim_id": board["rows"][0]["claim_id"]}))
        start = claim["start_offset"] - claim["sentence_start"]
        assert claim["sentence"][start:].startswith(claim["quote"])
        assert board["board"] in claim["boards"]

        read = said(await client.call_tool("paper", {"name": claim["document_id"]}))
        assert read["total"] == paper[0][0]
        assert claim["claim_id"] in [each["claim_id"] for each in read["claims"]]

    talk(demo_registry, questions)


def test_a_typed_text_is_verified(demo_registry: Path) -> None:
    with connect(demo_registry) as con:
        row = queries.board(con, queries.find_board(con, "gsm8k")).row(0, named=True)
    right = f"{row['model']} reaches {row['printed']}% accuracy on GSM8K."

    async def questions(client: Any) -> None:
        told = said(await client.call_tool("verify_text", {"text": right}))["claims"]
        assert [each["verdict"] for each in told] == ["supported"]
        assert row["claim_id"] in [evidence["claim_id"] for evidence in told[0]["evidence"]]
        assert said(await client.call_tool("verify_text", {"text": "No number stands here."})) == {"claims": []}

    talk(demo_registry, questions)


MISTAKES = [
    ("board", {"name": "gsm9k"}, "did you mean"),
    ("claim", {"claim_id": "0000"}, "no claim named '0000'"),
    ("paper", {"name": "nowhere"}, "no document named 'nowhere'"),
    ("board", {"name": "gsm8k", "limit": 100_000}, "1000"),
    ("verify_text", {"text": "x" * 20_001}, "20,000 are the most"),
    ("board", {}, "board: name is missing"),
    ("claim", {"claim_id": 7}, "claim: claim_id: Input should be a valid string"),
    ("drop_table", {}, "drop_table"),
]


def test_a_mistake_is_answered_with_its_cure(demo_registry: Path) -> None:
    async def questions(client: Any) -> None:
        for tool, asked, cure in MISTAKES:
            try:
                answer = await client.call_tool(tool, asked)
            except Exception as error:  # a protocol error, as for an unknown tool
                assert cure in str(error)
                continue
            assert answer.is_error, (tool, asked)
            assert cure in answer.content[0].text
            assert "\n" not in answer.content[0].text

    talk(demo_registry, questions)


def test_without_the_extra_one_line_says_how_to_get_it(demo_registry: Path) -> None:
    hidden = "import sys; sys.modules['mcp'] = None; from leaderboard.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "mcp", "--db", str(demo_registry)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == "claimboard: an MCP server needs the extra: pip install 'claimboard[mcp]'\n"
    assert done.stdout == ""


def test_without_a_registry_no_server_starts(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "mcp", "--db", str(tmp_path / "none.duckdb")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no registry at" in done.stderr
