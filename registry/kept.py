"""The kept views: what takes long to work out is worked out when a registry is published, and then only read.

    leaderboard, conflicts   by board and model: only the rows of what has changed are worked out anew
    boards                   by board
    coverage, findings       whole
    claim_place              where a claim stands: its id is found there in a millisecond, among a million in thirty

Their definitions are those of sql/views. With the leaderboard, results are put into board order, so that a board's rows
lie together: docs/decisions/kept-views.md has the figures.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from registry.definitions import KEPT, texts_of

if TYPE_CHECKING:
    import duckdb

__all__ = ["refresh"]

BY_MODEL = {"leaderboard": "board, role, rank IS NULL, model_key, claim_id", "conflicts": "ALL"}
WHOLE = {"coverage": "ALL", "findings": "check_id, finding_id"}
# What the definitions of `BY_MODEL` read results from; in its place they get a part of it.
RESULTS = re.compile(r"\bFROM (store\.result|result_as_curated)(?: AS result)?\n")
CLAIMS = re.compile(r"\bJOIN claim_as_curated AS claim USING \(claim_id, document_id\)\n")
# All is worked out and put in order anew when more documents than this share of them changed since it last was.
OUT_OF_ORDER = 0.2
FEW = 200_000  # results that are read at once whatever their order
AT_ONCE = 1_000_000  # results that are ranked in one query: it holds them in memory

BOARDS = "FROM store.kept_leaderboard\n"  # what the definition of boards reads
BOARDS_MOVED = "FROM (FROM store.kept_leaderboard SEMI JOIN moved USING (board))\n"

STATES = """
    CREATE OR REPLACE TEMP TABLE state AS
    SELECT document_id, concat_ws(' ', extraction.run_id, decided.told) AS state
    FROM store.document
    JOIN store.extraction USING (document_id)
    LEFT JOIN (
        SELECT document_id, bit_xor(told)::VARCHAR AS told
        FROM (
            SELECT document_id, hash(curated_result) AS told
            FROM store.curated_result
            UNION ALL
            SELECT document_id, hash(curated_claim)
            FROM store.curated_claim
        )
        GROUP BY document_id
    ) AS decided USING (document_id)
    WHERE document.is_current AND extraction.is_current
"""
CHANGED = """
    CREATE OR REPLACE TEMP TABLE changed AS
    SELECT document_id
    FROM (FROM state ANTI JOIN store.ranked USING (document_id, state))
    UNION
    SELECT document_id
    FROM (FROM store.ranked ANTI JOIN state USING (document_id, state))
"""
# The boards and models of documents that came, went, were read anew or decided about: those they have now, and those
# they had.
MOVED = """
    CREATE OR REPLACE TEMP TABLE moved AS
    SELECT DISTINCT board, model_key
    FROM (
        SELECT board, model_key, document_id FROM store.result
        UNION ALL
        SELECT board, model_key, document_id FROM store.curated_result
        UNION ALL
        SELECT board, model_key, document_id FROM store.superseded_result
        UNION ALL
        SELECT board, model_key, document_id FROM store.ranked_decision
    )
    SEMI JOIN changed USING (document_id)
"""
# What the definitions of `BY_MODEL` ask of claims, of those of the results in `held`.
TOLD = """
    CREATE OR REPLACE TEMP TABLE told AS
    SELECT claim_id, document_id, table_index, sentence_start, uncertainty
    FROM claim_as_curated
    SEMI JOIN temp.held USING (claim_id)
"""


NUMBERED = """
    INSERT INTO store.ranked
    SELECT
        document_id,
        state,
        row_number() OVER (ORDER BY document_id) + (SELECT coalesce(max(place), 0) FROM store.ranked)
    FROM state
    SEMI JOIN changed USING (document_id)
"""
PLACED = """
    INSERT INTO store.claim_place
    SELECT ('0x' || left(claim_id, 8))::UINTEGER AS start, place
    FROM store.claim
    JOIN (FROM store.ranked SEMI JOIN changed USING (document_id)) USING (document_id)
    ORDER BY start
"""


def refresh(con: "duckdb.DuckDBPyConnection", version: str) -> None:
    """Bring the kept views up to date, inside a transaction. `version` changes with whatever else their rows depend on:
    the views' text, the catalogue."""
    con.execute(STATES)
    con.execute(CHANGED)
    since = int(noted(con, "moved since") or 0) + count(con, "changed")
    if noted(con, "kept") != version or since > OUT_OF_ORDER * count(con, "store.ranked"):
        work_out_all(con)
        since = 0
    else:
        work_out_moved(con)
    for name, order in WHOLE.items():
        con.execute(f"DELETE FROM store.kept_{name}")
        con.execute(f"INSERT INTO store.kept_{name} FROM ({definition(name)}) ORDER BY {order}")
    place_claims(con)
    con.execute("DELETE FROM store.ranked_decision")
    con.execute("INSERT INTO store.ranked_decision SELECT board, model_key, document_id FROM store.curated_result")
    note(con, "kept", version)
    note(con, "moved since", str(since))


def work_out_all(con: "duckdb.DuckDBPyConnection") -> None:
    put_results_in_order(con)
    for name in BY_MODEL:
        con.execute(f"DELETE FROM store.kept_{name}")
    for part in parts(con):
        con.execute(f"CREATE OR REPLACE TEMP VIEW chosen AS FROM {results()} WHERE {part}")
        work_out_chosen(con)
    con.execute("DELETE FROM store.kept_boards")
    work_out_boards(con, BOARDS)


def work_out_moved(con: "duckdb.DuckDBPyConnection") -> None:
    con.execute(MOVED)
    if not count(con, "moved"):
        return
    for name in BY_MODEL:
        con.execute(f"DELETE FROM store.kept_{name} WHERE (board, model_key) IN (FROM moved)")
    # Held once: both views would look through all results for them, and through all claims.
    con.execute(f"CREATE OR REPLACE TEMP TABLE held AS FROM {results()} SEMI JOIN moved USING (board, model_key)")
    con.execute(TOLD)
    con.execute("CREATE OR REPLACE TEMP VIEW chosen AS FROM temp.held")
    work_out_chosen(con, "temp.told")
    con.execute("DROP TABLE temp.held; DROP TABLE temp.told")
    con.execute("DELETE FROM store.kept_boards WHERE board IN (SELECT board FROM moved)")
    work_out_boards(con, BOARDS_MOVED)


def work_out_boards(con: "duckdb.DuckDBPyConnection", leaderboard: str) -> None:
    """Add the kept rows of the boards in `leaderboard`, which has all rows of a board or none."""
    text, around, rest = definition("boards").partition(BOARDS)
    assert around
    con.execute(f"INSERT INTO store.kept_boards FROM ({text}{leaderboard}{rest}) ORDER BY models DESC, board")


def work_out_chosen(con: "duckdb.DuckDBPyConnection", claims: str = "claim_as_curated") -> None:
    """Add the kept rows of the results in `chosen`, which has all results of a model on a board or none; their claims
    are in `claims`."""
    for name, order in BY_MODEL.items():
        text, n = CLAIMS.subn(f"JOIN {claims} AS claim USING (claim_id, document_id)\n", definition(name))
        assert n == 1
        text = RESULTS.sub("FROM temp.chosen AS result\n", text)
        con.execute(f"INSERT INTO store.kept_{name} FROM ({text}) ORDER BY {order}")


def place_claims(con: "duckdb.DuckDBPyConnection") -> None:
    """Number the documents that changed, and their claims."""
    gone = "SELECT place FROM store.ranked SEMI JOIN changed USING (document_id)"
    con.execute(f"DELETE FROM store.claim_place WHERE place IN ({gone})")
    con.execute("DELETE FROM store.ranked WHERE document_id IN (FROM changed)")
    con.execute(NUMBERED)
    con.execute(PLACED)


def put_results_in_order(con: "duckdb.DuckDBPyConnection") -> None:
    if count(con, "store.result") <= FEW:
        return
    con.execute("CREATE OR REPLACE TEMP TABLE ordered AS FROM store.result ORDER BY board, model_key, claim_id")
    con.execute("DELETE FROM store.result")
    con.execute("INSERT INTO store.result FROM ordered")
    con.execute("DROP TABLE temp.ordered")


def parts(con: "duckdb.DuckDBPyConnection") -> Iterator[str]:
    """Conditions that divide the boards into parts of some `AT_ONCE` results, in their order."""
    rows = con.execute(
        f"""
        SELECT min(board), max(board)
        FROM (
            SELECT board, sum(count(*)) OVER (ORDER BY board) // {AT_ONCE} AS part
            FROM {results()}
            GROUP BY board
        )
        GROUP BY part
        ORDER BY part
        """
    ).fetchall()
    for first, last in rows:
        yield f"board BETWEEN {literal(first)} AND {literal(last)}"


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def definition(name: str) -> str:
    """The view's own text, which its table is filled from."""
    assert name in KEPT
    return texts_of("views")[name]


def results() -> str:
    """What holds the results that count."""
    [source] = {found for name in BY_MODEL for found in RESULTS.findall(definition(name))}
    return str(source)


def noted(con: "duckdb.DuckDBPyConnection", key: str) -> str | None:
    rows = con.execute("SELECT value FROM store.about WHERE key = ?", [key]).fetchall()
    return str(rows[0][0]) if rows else None


def note(con: "duckdb.DuckDBPyConnection", key: str, value: str) -> None:
    con.execute("DELETE FROM store.about WHERE key = ?", [key])
    con.execute("INSERT INTO store.about VALUES (?, ?)", [key, value])


def count(con: "duckdb.DuckDBPyConnection", rows: str) -> int:
    [(n,)] = con.execute(f"SELECT count(*) FROM {rows}").fetchall()
    return int(n)
