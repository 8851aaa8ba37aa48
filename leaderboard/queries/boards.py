"""Boards: which there are, who leads them, what was best when, what disagrees."""

from typing import TYPE_CHECKING

from leaderboard.queries.asking import frame
from registry.catalog import fold
from registry.errors import UnknownNameError

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = [
    "board",
    "boards",
    "boards_meant",
    "conflicts",
    "find_board",
    "history",
    "neighbours",
    "no_board",
    "results",
    "siblings",
]

LEAST_LIKENESS = 0.6  # of a name that may have been meant; below it there is nothing of the word
MOST_MEANT = 10  # names that an error tells


def boards(con: "duckdb.DuckDBPyConnection", search: str | None = None) -> "pl.DataFrame":
    """All boards, fullest first, with how many models and results they hold and the best one; with `search`, those
    whose slug, benchmark, metric or task has it in one of its names."""
    if search is None:
        return frame(con, "FROM boards ORDER BY models DESC, board")
    return frame(
        con,
        """
        FROM boards
        WHERE contains(board, lower($search)) OR EXISTS (
            SELECT 1
            FROM store.alias
            WHERE $key <> '' AND contains(alias.key, $key) AND (
                (what = 'benchmark' AND id = benchmark)
                OR (what = 'metric' AND id = metric)
                OR (what = 'task' AND id = task)
            )
        )
        ORDER BY models DESC, board
        """,
        {"search": search, "key": fold(search)},
    )


def board(con: "duckdb.DuckDBPyConnection", slug: str) -> "pl.DataFrame":
    """The models on one board, best first; equal results share a rank and stand in the order of their names. What is no
    model (people, chance, an earlier best), or disputed, has no rank and comes last."""
    rows = frame(con, "FROM leaderboard WHERE board = ? ORDER BY rank NULLS LAST, model, claim_id", [slug])
    if rows.is_empty():
        raise no_board(con, slug)
    return rows


def find_board(con: "duckdb.DuckDBPyConnection", name: str) -> str:
    """The slug of the board that `name` means: a slug, or a benchmark's id, name or alias in any spelling. Of several
    boards of one benchmark it is the one with the most models (`boards(con, name)` lists them all)."""
    rows = con.execute(
        """
        SELECT board
        FROM boards
        WHERE board = lower($name) OR benchmark IN (
            SELECT id FROM store.alias WHERE what = 'benchmark' AND key = $key UNION ALL SELECT lower($name)
        )
        ORDER BY board = lower($name) DESC, models DESC, board
        LIMIT 1
        """,
        {"name": name.strip(), "key": fold(name)},
    ).fetchall()
    if not rows:
        raise no_board(con, name)
    return str(rows[0][0])


def boards_meant(con: "duckdb.DuckDBPyConnection", name: str) -> list[str]:
    """The boards whose slug begins with `name`, and those of the benchmark of that name: the fullest first."""
    key = name.strip()
    rows = con.execute(
        """
        SELECT board
        FROM boards
        WHERE $name <> '' AND (
            starts_with(board, lower($name))
            OR benchmark IN (SELECT id FROM store.alias WHERE what = 'benchmark' AND key = $key)
        )
        ORDER BY models DESC, board
        """,
        {"name": key, "key": fold(key)},
    ).fetchall()
    return [slug for (slug,) in rows]


def no_board(con: "duckdb.DuckDBPyConnection", name: str) -> UnknownNameError:
    """The error for a board that does not exist, with those that may have been meant, else the nearest slugs."""
    if meant := boards_meant(con, name):
        return UnknownNameError("board", name, meant[:MOST_MEANT])
    rows = con.execute(
        """
        SELECT board, greatest(
            jaro_winkler_similarity(board, lower($name)),
            jaro_winkler_similarity(benchmark, lower($name))
        ) AS likeness
        FROM boards
        WHERE likeness >= $least
        ORDER BY likeness DESC, board
        LIMIT 3
        """,
        {"name": name, "least": LEAST_LIKENESS},
    ).fetchall()
    return UnknownNameError("board", name, [slug for slug, _ in rows])


def siblings(con: "duckdb.DuckDBPyConnection", slug: str) -> "pl.DataFrame":
    """The other boards of a board's benchmark and metric, which differ in split or protocol, fullest first."""
    return frame(
        con,
        """
        WITH own AS (SELECT benchmark, metric FROM result_as_curated WHERE board = $slug LIMIT 1)
        SELECT
            result.board,
            any_value(result.split) AS split,
            any_value(result.protocol) AS protocol,
            count(DISTINCT model_key) FILTER (role = 'model') AS models,
            CASE any_value(metric.direction)
                WHEN 'higher' THEN arg_max(model, (value, model)) FILTER (role = 'model')
                WHEN 'lower' THEN arg_min(model, (value, model)) FILTER (role = 'model')
            END AS best_model,
            CASE any_value(metric.direction)
                WHEN 'higher' THEN arg_max(printed, (value, model)) FILTER (role = 'model')
                WHEN 'lower' THEN arg_min(printed, (value, model)) FILTER (role = 'model')
            END AS best_printed
        FROM result_as_curated AS result
        JOIN own USING (benchmark, metric)
        SEMI JOIN documents USING (document_id)
        LEFT JOIN store.metric ON metric.id = result.metric
        WHERE result.board <> $slug AND result.status <> 'rejected'
            AND NOT coalesce(result.most < metric.lower OR result.least > metric.upper, false)
        GROUP BY result.board
        ORDER BY models DESC, result.board
        """,
        {"slug": slug},
    )


def results(con: "duckdb.DuckDBPyConnection", slug: str) -> "pl.DataFrame":
    """Every result on one board, oldest first, those that are not their model's best too."""
    return frame(con, "FROM results WHERE board = ? ORDER BY date, model, claim_id", [slug])


def history(con: "duckdb.DuckDBPyConnection", slug: str) -> "pl.DataFrame":
    """The results that were better than all dated before them, oldest first."""
    return frame(con, "FROM sota_history WHERE board = ? ORDER BY date, model, claim_id", [slug])


def neighbours(con: "duckdb.DuckDBPyConnection", claim_id: str, limit: int = 6) -> "pl.DataFrame":
    """The rows nearest in value on each board that a claim stands on, best first."""
    import polars as pl

    own = con.execute("SELECT board, value FROM results WHERE claim_id = ? ORDER BY board", [claim_id]).fetchall()
    nearest = [near(con, claim_id, slug, value, limit) for slug, value in own]
    return pl.concat(nearest) if nearest else frame(con, "FROM leaderboard LIMIT 0")


def near(con: "duckdb.DuckDBPyConnection", claim_id: str, slug: str, value: float, limit: int) -> "pl.DataFrame":
    """The rows of one board around a value. (With the board as a constant only its own rows are ranked: 25 ms for
    250 in a registry of 200,000 results.)"""
    return frame(
        con,
        """
        WITH nearest AS (
            FROM leaderboard
            WHERE board = $slug AND claim_id <> $id
            ORDER BY abs(value - $value), claim_id
            LIMIT $limit
        )
        FROM nearest
        ORDER BY rank NULLS LAST, model, claim_id
        """,
        {"slug": slug, "id": claim_id, "value": value, "limit": limit},
    )


def conflicts(con: "duckdb.DuckDBPyConnection", slug: str | None = None) -> "pl.DataFrame":
    """Pairs of results that cannot be roundings of one number; with `slug`, those of one board."""
    return frame(
        con,
        """
        FROM conflicts
        WHERE $slug IS NULL OR board = $slug
        ORDER BY board, model, claim_id, other_claim_id
        """,
        {"slug": slug},
    )
