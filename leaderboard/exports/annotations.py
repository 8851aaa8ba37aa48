"""W3C Web Annotations (JSON-LD): one a claim, pointing at its characters and, of a table or a page, at its place.

Positions count Unicode code points of the text as it was read, which `claimboard:textSha256` identifies. No more of a
text is quoted than the claim's own words and 32 characters on either side.
"""

from collections.abc import Iterator
from typing import Any

from leaderboard.exports.boards import web_address
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import Row, json_text

__all__ = ["as_annotations"]

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"claimboard": "urn:claimboard:"}]
# Fragments of a table as CSV counts rows and columns, and of a page of a PDF.
OF_TABLES = "http://tools.ietf.org/rfc/rfc7111"
OF_PAGES = "http://tools.ietf.org/rfc/rfc3778"
ROWS_AT_ONCE = 1_000
CLAIMS = """
    WITH chosen AS (SELECT * FROM claims WHERE {claims}), placed AS (
        SELECT claim_id, list(DISTINCT board ORDER BY board) AS boards FROM results GROUP BY claim_id
    )
    SELECT
        chosen.*,
        provenance.* EXCLUDE (
            claim_id, document_id, rule, start_offset, end_offset, quote, sentence, table_index, row_index, column_index
        ),
        documents.url,
        coalesce(nullif(imported.licence, ''), documents.licence) AS licence,
        documents.media_type,
        coalesce(placed.boards, []) AS boards
    FROM chosen
    JOIN provenance USING (claim_id)
    JOIN (SELECT * EXCLUDE (text) FROM documents) AS documents ON documents.document_id = chosen.document_id
    LEFT JOIN store.imported ON imported.claim_id = chosen.claim_id AND imported.document_id = chosen.document_id
    LEFT JOIN placed ON placed.claim_id = chosen.claim_id
    ORDER BY chosen.document_id, chosen.start_offset, chosen.end_offset, chosen.claim_id
"""
# The fields of a claim that go into the body of its annotation.
SAID = (
    *("kind", "value", "low", "high", "printed", "unit", "bound", "direction", "basis"),
    *("metric", "benchmarks", "subject", "baseline", "boards", "rule", "status", "why", "extracted"),
)


def as_annotations(selection: Selection) -> Iterator[str]:
    """An annotation page, one annotation a line, in the order of documents and their text."""
    name = f"urn:claimboard:snapshot:{selection.generation}"
    told = {"@context": CONTEXT, "id": name, "type": "AnnotationPage", "claimboard:selection": selection.what}
    before = json_text(told)[:-1] + ', "items": ['
    for row in claims_of(selection):
        yield before + "\n " + json_text(annotation(row))
        before = ","
    yield ("\n]}\n" if before == "," else before + "]}\n")


def claims_of(selection: Selection) -> Iterator[dict[str, Any]]:
    found = selection.con.execute(CLAIMS.format(claims=selection.claims), dict(selection.values))
    names = [column[0] for column in found.description or ()]
    while rows := found.fetchmany(ROWS_AT_ONCE):
        yield from (dict(zip(names, row, strict=True)) for row in rows)


def annotation(row: Row) -> dict[str, Any]:
    return {
        "id": f"urn:claimboard:claim:{row['claim_id']}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "claimboard:Claim", **{f"claimboard:{name}": row[name] for name in SAID if told(row[name])}},
        "target": {"type": "SpecificResource", "source": source(row), "selector": selectors(row)},
    }


def told(value: Any) -> bool:
    return value is not None and value not in ("", [], "extracted")


def source(row: Row) -> dict[str, Any]:
    fields = {
        "id": f"urn:claimboard:document:{row['document_id']}",
        "type": "Text",
        "format": row["media_type"],
        "via": web_address(row["url"]),
        "claimboard:title": row["title"],
        "claimboard:licence": row["licence"],
        "claimboard:sha256": row["sha256"],
        "claimboard:textSha256": row["text_sha256"],
    }
    return {name: value for name, value in fields.items() if value}


def selectors(row: Row) -> list[dict[str, Any]]:
    """Each finds the claim on its own; where two do, they find the same."""
    position = {"type": "TextPositionSelector", "start": row["start_offset"], "end": row["end_offset"]}
    words = {"type": "TextQuoteSelector", "exact": row["quote"], "prefix": row["prefix"], "suffix": row["suffix"]}
    return [position, words, *cell(row), *box(row)]


def cell(row: Row) -> list[dict[str, Any]]:
    """The cell: the table by its number in the document from 0, in it row and column from 1, with what is printed."""
    if row["table_index"] is None or row["row_index"] is None:
        return []
    place = f"cell={row['row_index'] + 1},{row['column_index'] + 1}"
    inner = {"type": "FragmentSelector", "conformsTo": OF_TABLES, "value": place, "claimboard:cell": row["cell"]}
    return [{"type": "FragmentSelector", "value": f"table={row['table_index']}", "refinedBy": inner}]


def box(row: Row) -> list[dict[str, Any]]:
    """Where it stands on the page of a PDF: left, top, width and height in points."""
    if row["page"] is None:
        return []
    place = f"page={row['page']}"
    if row["box_left"] is not None:
        left, top, right, bottom = (row[f"box_{side}"] for side in ("left", "top", "right", "bottom"))
        place += f"&viewrect={left:g},{top:g},{right - left:g},{bottom - top:g}"
    return [{"type": "FragmentSelector", "conformsTo": OF_PAGES, "value": place}]
