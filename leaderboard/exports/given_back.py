"""What came in from somebody's board, put together again from its rows: each field as it came."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from leaderboard.exports.selection import Selection

__all__ = ["GivenBack", "as_imported", "came_in", "put_together"]


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A file as the registry holds it: without its rows, and each row with its place in it."""

    task: str
    frame: str
    rows: tuple[tuple[str, str, str], ...]  # pointer, data set, fields as JSON
    whole: bool  # no row was left out for its licence


def came_in(selection: Selection, reader: str = "") -> GivenBack | None:
    """The file that the selection is of, if it is one document that `reader` (or any reader of boards) read."""
    document = selection.values.get("document")
    if document is None:
        return None
    rows = selection.con.execute(
        """
        SELECT
            imported.row_pointer, imported.task, imported.dataset, imported.node,
            list_contains($unwanted::VARCHAR[], coalesce(nullif(imported.licence, ''), document.licence)) AS left_out
        FROM store.imported
        JOIN store.document USING (document_id)
        WHERE document_id = $document
            AND ($reader = '' OR document.reader = $reader)
            AND (imported.position = 0 OR imported.node IS NOT NULL)
        ORDER BY imported.position
        """,
        {"document": document, "reader": reader, "unwanted": selection.values.get("unwanted", [])},
    ).fetchall()
    if not rows:
        return None
    whole = not any(left_out for *_, left_out in rows)
    held = tuple((pointer, dataset, node) for pointer, _, dataset, node, left_out in rows[1:] if not left_out)
    return GivenBack(next((task for _, task, *_ in rows if task), ""), rows[0][3] or "", held, whole)


def put_together(given: GivenBack) -> Any:
    """The file's JSON with every row in its place."""
    root = json.loads(given.frame)
    for pointer, _, node in given.rows:
        keys = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
        held = root
        for key in keys[:-1]:
            held = held[int(key)] if isinstance(held, list) else held[key]
        if isinstance(held, list):
            held.extend([None] * (int(keys[-1]) + 1 - len(held)))
            held[int(keys[-1])] = json.loads(node)
        else:
            held[keys[-1]] = json.loads(node)
    return root


def as_imported(selection: Selection) -> Iterator[str]:
    """The rows of boards that came in, one a line, with all the fields that they came with: of a file all of its rows,
    and first the file without them; of anything else the rows that the chosen claims were read from."""
    given = came_in(selection)
    if given is not None:
        held = ([("", given.frame)] if given.frame and given.whole else []) + [(at, node) for at, _, node in given.rows]
    else:
        held = selection.con.execute(ROWS.format(selection.claims), dict(selection.values)).fetchall()
    for pointer, node in held:
        yield f'{{"pointer": {json.dumps(pointer, ensure_ascii=False)}, "row": {" ".join(node.splitlines())}}}\n'


ROWS = """
    SELECT row.row_pointer, row.node
    FROM store.imported AS row
    JOIN documents USING (document_id)
    SEMI JOIN (
        SELECT imported.document_id, imported.row_pointer
        FROM store.imported
        SEMI JOIN (FROM claims WHERE {}) USING (claim_id, document_id)
    ) USING (document_id, row_pointer)
    WHERE row.node IS NOT NULL
    ORDER BY documents.source, document_id, row.position
"""
