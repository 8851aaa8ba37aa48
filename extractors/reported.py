"""The rows of somebody's board become claims: each value a number with its place, or kept with the reason why not."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from extractors.linking.reported import link_reported
from extractors.tables.number import CellNumber, is_missing, read_number, read_numbers
from registry.catalog import Catalog
from registry.model import Claim, Document, Imported, Reported, Result, Span, Unlinked
from registry.quantity import Quantity

__all__ = ["NO_NUMBER", "reported_claims", "reported_results"]

NO_NUMBER = {
    "no_value": "the file gives no value there",
    "no_number": "words, a size with a letter, or several marks: no number that can be read",
    "many_values": "several numbers in the place of one",
    "beyond_measure": "a number too large or too small for any metric",
}
ROW_SHOWN = 1000  # characters of a row that stand beside a claim as its words; of a longer one the line does
EXACT = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?")
# "70.14 (measured by Ge et al., 2018)": a remark that holds a number.
REMARK = re.compile(r"\s*\([^()]*[A-Za-z]{3}[^()]*\)\s*$")
MARKUP = str.maketrans("", "", "*`\ufeff")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")  # how JSON may write any character
MOST = 300  # powers of ten


def reported_claims(document: Document) -> tuple[Imported, ...]:
    """Each reported row of the document with its claim or the reason why it has none, in the file's order."""
    return tuple(claimed(reported, document) for reported in document.reported)


def reported_results(
    imported: Iterable[Imported], document: Document, catalog: Catalog
) -> tuple[list[Result], list[Unlinked]]:
    """Where those that became claims stand, or why they stand nowhere."""
    told = [(each.claim, each.reported) for each in imported if each.claim is not None]
    return link_reported(told, document, catalog)


def claimed(reported: Reported, document: Document) -> Imported:
    printed = ESCAPED.sub(lambda match: chr(int(match[1], 16)), reported.value).translate(MARKUP).strip()
    if not printed or printed == "null" or is_missing(printed):
        return Imported(reported, reason="no_value")
    number = number_in(printed)
    if number is None:
        return Imported(reported, reason="many_values" if read_numbers(printed) else "no_number")
    if number.value and abs(number.value.adjusted()) > MOST:
        return Imported(reported, reason="beyond_measure")
    at = reported.value.find(number.printed)
    if at < 0:
        return Imported(reported, reason="no_number")
    start = reported.span.start + at
    end = start + len(number.printed)
    claim = Claim(
        "score",
        start,
        end,
        document.text[start:end],
        f"import.{document.reader}",
        words_around(reported, document.text),
        Quantity(number.value, "percent" if number.percent else None, number.bound),
        metric=reported.metric or None,
        benchmarks=(reported.dataset,) if reported.dataset else (),
        subject=reported.model or None,
        uncertainty=reported.uncertainty or (f"± {number.spread}" if number.spread else None),
        cell=reported.cell,
    )
    return Imported(reported, claim)


def number_in(printed: str) -> CellNumber | None:
    """The one number of a value: of a table's cell, or of a field with an exponent."""
    if EXACT.fullmatch(printed):
        try:
            return CellNumber(printed, Decimal(printed))
        except InvalidOperation:
            return None
    return read_number(printed) or read_number(REMARK.sub("", printed))


def words_around(reported: Reported, text: str) -> Span:
    """The row; of a long one (a record with all its settings) the lines that the value stands on."""
    row = reported.row
    if row.end - row.start <= ROW_SHOWN:
        return Span(min(row.start, reported.span.start), max(row.end, reported.span.end))
    start = text.rfind("\n", 0, reported.span.start) + 1
    end = text.find("\n", reported.span.end)
    end = len(text) if end < 0 else end
    near = ROW_SHOWN // 2
    return Span(max(start, reported.span.start - near), min(end, reported.span.end + near))
