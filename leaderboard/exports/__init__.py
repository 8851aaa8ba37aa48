"""What the registry holds, in the formats that others read. A format is one function and one row of `EXPORTS`.

A function takes a `Selection` and gives the file in pieces, text or bytes. Every file is the same for the same
snapshot: rows in a fixed order, no time in it, lines that end in a line feed, UTF-8.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from leaderboard.exports.annotations import as_annotations
from leaderboard.exports.badge import as_badge, as_badge_svg
from leaderboard.exports.bibtex import as_bibtex
from leaderboard.exports.csv import as_csv
from leaderboard.exports.eval_results import as_eval_results
from leaderboard.exports.every_eval_ever import as_every_eval_ever
from leaderboard.exports.given_back import as_imported
from leaderboard.exports.json import as_json, as_jsonl
from leaderboard.exports.latex import as_latex
from leaderboard.exports.markdown import as_markdown
from leaderboard.exports.model_card import as_model_card
from leaderboard.exports.nlp_progress import as_nlp_progress
from leaderboard.exports.papers_with_code import as_papers_with_code
from leaderboard.exports.parquet import as_parquet
from leaderboard.exports.selection import (
    Selection,
    board_selection,
    document_selection,
    everything,
    where_selection,
    without_licence,
)

__all__ = [
    "EXPORTS",
    "Export",
    "Selection",
    "board_selection",
    "document_selection",
    "encoded",
    "everything",
    "where_selection",
    "without_licence",
]


@dataclass(frozen=True, slots=True)
class Export:
    """`suffix` names the file and, where no format is asked for, chooses the format (the longest that fits); `promise`
    says in one line what the file holds."""

    name: str
    suffix: str
    media_type: str
    pieces: Callable[[Selection], Iterable[str] | Iterable[bytes]]
    promise: str
    binary: bool = False

    def bytes_of(self, selection: Selection) -> bytes:
        return b"".join(map(encoded, self.pieces(selection)))


def encoded(piece: str | bytes) -> bytes:
    """Lone surrogates, which no UTF-8 file can hold, become question marks."""
    return piece.encode("utf-8", "replace") if isinstance(piece, str) else piece


JSON, JSON_LINES = "application/json", "application/x-ndjson"
PARQUET = "application/vnd.apache.parquet"
ANNOTATIONS = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
EXPORTS: dict[str, Export] = {
    each.name: each
    for each in (
        Export("csv", "csv", "text/csv", as_csv, "one line a result, all columns; no cell is a formula"),
        Export("json", "json", "application/json", as_json, "one object a result, all columns, in one array"),
        Export("jsonl", "jsonl", "application/x-ndjson", as_jsonl, "one object a result and line, all columns"),
        Export("parquet", "parquet", PARQUET, as_parquet, "one row a result, with its types", binary=True),
        Export(
            "latex", "tex", "application/x-tex", as_latex, "one booktabs table a board, decimals aligned, best in bold"
        ),
        Export(
            "markdown", "md", "text/markdown", as_markdown, "one table a board, best in bold, each row with its claim"
        ),
        Export("bibtex", "bib", "application/x-bibtex", as_bibtex, "one entry a paper that a result rests on"),
        Export("annotations", "jsonld", ANNOTATIONS, as_annotations, "one W3C Web Annotation a claim, with its place"),
        Export("badge", "badge.json", "application/json", as_badge, "a board's best, for shields.io to draw"),
        Export("badge-svg", "svg", "image/svg+xml", as_badge_svg, "a board's best, drawn"),
        Export("pwc", "pwc.json", JSON, as_papers_with_code, "tasks, data sets and rows as Papers with Code has them"),
        Export("eee", "eee.jsonl", JSON_LINES, as_every_eval_ever, "Every Eval Ever 0.3.0 records, one a line"),
        Export("eval-results", "yaml", "application/yaml", as_eval_results, "entries of Hugging Face .eval_results"),
        Export(
            "model-card", "card.md", "text/markdown", as_model_card, "the front matter of a Hugging Face model card"
        ),
        Export("nlp-progress", "progress.md", "text/markdown", as_nlp_progress, "tables as NLP-progress has them"),
        Export(
            "imported", "rows.jsonl", JSON_LINES, as_imported, "the rows of a board's file, with all their own fields"
        ),
    )
}
