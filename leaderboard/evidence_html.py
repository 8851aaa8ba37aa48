"""What a claim rests on, as HTML, for the app, the plain pages and the reports: the sentence or the table with the
number marked. Foreign text is escaped, always, and never goes through Markdown ("$5 and $6" would become mathematics).
"""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from leaderboard.queries import ClaimRecord, SupersededRecord, TableRecord
from leaderboard.table_view import Drawn, told_hidden, view

__all__ = ["RULES", "STYLE", "field_rows", "link", "marked_sentence", "sentence_html", "table_html"]

# A table is drawn around the marked cell: this many rows and columns to either side, and the headings.
ROWS_AROUND = 40
COLUMNS_AROUND = 20
RULES = """
.evidence {font-size: 1.05rem; line-height: 1.6; border-left: 4px solid #0a7d6c; padding: .4rem 1rem; margin: .4rem 0;
  overflow-wrap: anywhere}
.evidence mark, .grid mark {background: #ffd54a; color: #111; padding: 0 .15em; border-radius: 3px; font-weight: 600}
.grid {border-collapse: collapse; font-size: .95rem} .grid caption {text-align: left; padding-bottom: .4rem}
.grid td, .grid th {border: 1px solid #8886; padding: .2rem .6rem; text-align: left}
.grid .short {white-space: nowrap} .wide {overflow-x: auto}
.fields {display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0}
.fields dt {opacity: .75} .fields dd {margin: 0; overflow-wrap: anywhere}
"""
STYLE = f"<style>{RULES}</style>"


def sentence_html(claim: ClaimRecord | SupersededRecord) -> str:
    start = claim.start_offset - claim.sentence_start
    return marked_sentence(claim.sentence, start, start + len(claim.quote))


def marked_sentence(sentence: str, start: int, end: int) -> str:
    """A sentence with `sentence[start:end]` marked."""
    before, quote, after = sentence[:start], sentence[start:end], sentence[end:]
    return f'<p class="evidence">{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}</p>'


def table_html(table: TableRecord, rows_around: int = ROWS_AROUND, columns_around: int = COLUMNS_AROUND) -> str:
    """The table with the claim's cell marked; of a large one the part around it, and how much is not shown."""
    shown = view(table.rows, table.header_rows, table.row, table.column, rows_around, columns_around)
    rows = "".join("<tr>" + "".join(cell_html(table, cell) for cell in line) + "</tr>" for line in shown.lines)
    caption = f"<caption>{escape(table.caption or table.heading)}</caption>" if table.caption or table.heading else ""
    grid = f'<table class="grid">{caption}{rows}</table>'
    label = f"Table {table.caption or table.heading}".strip()[:120]
    hidden = told_hidden(shown)
    more = f"<p>({hidden})</p>" if hidden else ""
    return f'<div class="wide" role="group" tabindex="0" aria-label="{escape(label)}">{grid}{more}</div>'


def cell_html(table: TableRecord, cell: Drawn) -> str:
    text = escape(cell.text)
    if (cell.row, cell.column) == (table.row, table.column):
        text = f"<mark>{text}</mark>"
    elif (cell.row, cell.column) in table.bold:
        text = f"<b>{text}</b>"
    tag = "th" if cell.row < table.header_rows or cell.columns > 1 else "td"
    over = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f"<{tag}{over}>{text}</{tag}>"


def field_rows(rows: Iterable[tuple[str, str]]) -> str:
    """A list of names and values; values are HTML already, so that they may be links."""
    told = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in rows if value)
    return f'{STYLE}<dl class="fields">{told}</dl>'


def link(url: str, text: str) -> str:
    """`text` as a link where `url` is a web address, else plain: a document may name `javascript:` as its address."""
    if scheme(url) not in ("http", "https"):
        return escape(text)
    return f'<a href="{escape(url)}" rel="noopener noreferrer" target="_blank">{escape(text)}</a>'


def scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:  # "http://[" and the like
        return ""
