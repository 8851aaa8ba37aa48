"""What an export holds: the rows of one board, the claims of one document, what a condition lets through, or all.

A board's selection is its ranking, one row a model, as people see it; the others hold every result.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from registry.errors import UsageError

if TYPE_CHECKING:
    import duckdb
    import polars as pl

__all__ = ["Selection", "board_selection", "document_selection", "everything", "where_selection", "without_licence"]


@dataclass(frozen=True, slots=True)
class Selection:
    """`results` has one row a result, with the columns of `queries.exported_results`, in its order. `claims` is the
    condition (SQL over the view `claims`, with `values`) for the claims chosen, those without a board too. Whatever
    else a format says it asks of `con`, the snapshot of that `generation`."""

    con: "duckdb.DuckDBPyConnection"
    generation: int
    what: str
    results: "pl.DataFrame"
    claims: str
    values: Mapping[str, Any] = field(default_factory=dict)
    board: str | None = None

    @property
    def standing(self) -> "pl.DataFrame":
        """The results that nobody has rejected: for formats that cannot say of a row that it was."""
        return self.results.filter(self.results["status"] != "rejected")

    @property
    def count(self) -> int:
        """How many claims are chosen."""
        found = self.con.execute(f"SELECT count(*) FROM claims WHERE {self.claims}", dict(self.values)).fetchall()
        return int(found[0][0])


def board_selection(con: "duckdb.DuckDBPyConnection", slug: str) -> Selection:
    """The ranking of one board; UnknownNameError with the nearest slugs where there is none of that very slug."""
    from leaderboard import queries

    rows = queries.exported_results(con, "results.board = $board", board=slug)
    if rows.is_empty():
        raise queries.no_board(con, slug)
    return Selection(con, generation_of(con), f"board {slug}", rows, *of_results(rows), board=slug)


def document_selection(con: "duckdb.DuckDBPyConnection", name: str) -> Selection:
    """All results and claims of a document, found by its id or its source's own name."""
    from leaderboard import queries

    values = {"document": queries.document(con, name).document_id}
    rows = queries.exported_results(con, "document_id = $document", values)
    return Selection(con, generation_of(con), f"document {name}", rows, "document_id = $document", values)


def where_selection(con: "duckdb.DuckDBPyConnection", condition: str) -> Selection:
    """The results for which `condition` (SQL over the view `results`) holds; QueryError where it is no condition."""
    from leaderboard import queries
    from leaderboard.console.sql import answer

    _, found = answer(con, f"SELECT result_id FROM results WHERE ({condition}\n)")
    values = {"results": [row["result_id"] for row in found]}
    rows = queries.exported_results(con, "result_id IN (SELECT unnest($results))", values)
    return Selection(con, generation_of(con), f"results where {condition}", rows, *of_results(rows))


def everything(con: "duckdb.DuckDBPyConnection") -> Selection:
    from leaderboard import queries

    return Selection(con, generation_of(con), "everything", queries.exported_results(con), "true")


def generation_of(con: "duckdb.DuckDBPyConnection") -> int:
    [(generation,)] = con.execute("SELECT max(generation) FROM store.publication").fetchall()
    return int(generation)


def of_results(rows: "pl.DataFrame") -> tuple[str, dict[str, Any]]:
    return "claim_id IN (SELECT unnest($claims))", {"claims": rows["claim_id"].unique(maintain_order=True).to_list()}


def without_licence(selection: Selection, licences: Sequence[str]) -> Selection:
    """The selection without the results and claims that came under one of `licences`: a row's own, where the board it
    was read from names one, else its document's. Ranks stay those of the whole board."""
    names = [licence_key(licence) for licence in licences]
    if not all(names):
        raise UsageError("--without-licence needs a licence's name, such as CC-BY-SA")
    known = selection.con.execute(f"SELECT DISTINCT licence FROM ({LICENCE_OF_CLAIM})").fetchall()
    unwanted = [licence for (licence,) in known if any(is_of(licence, name) for name in names)]
    kept = selection.results.filter(~selection.results["licence"].is_in(unwanted))
    out = f"SELECT claim_id FROM ({LICENCE_OF_CLAIM}) WHERE licence IN (SELECT unnest($unwanted))"
    claims = f"({selection.claims}) AND claim_id NOT IN ({out})"
    return replace(selection, results=kept, claims=claims, values={**selection.values, "unwanted": unwanted})


LICENCE_OF_CLAIM = """
    SELECT claims.claim_id, coalesce(nullif(imported.licence, ''), documents.licence) AS licence
    FROM claims
    JOIN documents USING (document_id)
    LEFT JOIN store.imported ON imported.claim_id = claims.claim_id AND imported.document_id = claims.document_id
"""
# https://creativecommons.org/licenses/by-sa/4.0/ is CC BY-SA 4.0, and so is its name in full.
ADDRESS = re.compile(r"(?:https?:)?//(?:www\.)?creativecommons\.org/licenses/", re.IGNORECASE)
IN_FULL = (
    ("creative-commons", "cc"),
    ("attribution", "by"),
    ("non-?commercial", "nc"),
    ("share-?alike", "sa"),
    ("no-?deriv(?:ative)?s", "nd"),
    ("-(?:international|generic|unported|public|licen[cs]e|deed|legalcode)(?:-[a-z]{2})?(?=-|$)", ""),
)


def licence_key(licence: str) -> str:
    """ "cc-by-sa-4-0" for CC BY-SA 4.0 however it is written."""
    key = re.sub(r"[^0-9a-z]+", "-", ADDRESS.sub("cc-", licence.strip()).lower()).strip("-")
    for written, short in IN_FULL:
        key = re.sub(written, short, key)
    return key


def is_of(licence: str, unwanted: str) -> bool:
    """Whether a licence is the unwanted one, in any version where none was named: CC-BY-SA is CC BY-SA 4.0, and CC-BY
    is not."""
    key = licence_key(licence)
    return key == unwanted or re.fullmatch(rf"{re.escape(unwanted)}-[0-9][0-9-]*(?:-[a-z]{{2,4}})?", key) is not None
