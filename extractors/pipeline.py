"""From a document to everything it reports: the one function that tells the whole story.

Document ─find mentions→ ─fill slots→ Claims ─┐
         ─read tables→                 Claims ─┴─link→ Results | Unlinked
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

from extractors.linking import link
from extractors.mention import Mention
from extractors.names import Names
from extractors.prose import Found, find_all, find_mentions
from extractors.reported import reported_claims, reported_results
from extractors.segment import tidy
from extractors.slots import fill_slots
from extractors.tables import CellContext, table_claims
from extractors.tables.unread import unread_tables
from extractors.trace import Trace
from registry.catalog import Catalog
from registry.model import Claim, Document, Extraction, Span
from registry.value import value

__all__ = [
    "Prose",
    "extract",
    "extract_together",
    "extractor_version",
    "grouped",
    "prose_claims",
    "read_prose",
    "read_together",
]

PROSE = ("abstract", "paragraph", "caption")


# Documents that are read together, each step for all of them before the next: it finds in the processor's caches what
# it left there.
TOGETHER = 50
TOGETHER_CHARACTERS = 100_000  # and no more of them than make a long paper


@value
class Prose:
    """The sentences of a document, read: its text tidied, what the rules saw in it, and each rule that ran out of time
    with the offset it did so at."""

    text: str
    mentions: list[Mention]
    skipped: list[tuple[str, int]]


def extract(document: Document, catalog: Catalog, trace: Trace | None = None) -> Extraction:
    """Everything `document` reports, in the order of its text, each score placed or kept with the reason it was not;
    how its sentences are read is noted in `trace`."""
    prose = read_prose(document, trace)
    return assembled(document, prose, prose_claims(document, prose, catalog), catalog)


def extract_together(documents: Sequence[Document], catalog: Catalog) -> list[Extraction]:
    """What `extract` gives of each, at about half the cost."""
    read = read_together(documents)
    claims = [prose_claims(document, prose, catalog) for document, prose in zip(documents, read, strict=True)]
    return [assembled(*one, catalog) for one in zip(documents, read, claims, strict=True)]


def assembled(document: Document, prose: Prose, claims: list[Claim], catalog: Catalog) -> Extraction:
    """What the sentences say, with what the tables and the rows of boards do."""
    skipped = list(prose.skipped)
    cells = cells_of(document, catalog) if document.blocks else []
    skipped += unread_tables(document)
    skipped += [(f"metadata.{field}", 0) for field in document.unread]
    imported = reported_claims(document)
    if not claims and not cells and not imported:
        return Extraction(document, skipped=tuple(skipped))
    results, unlinked = link([*((claim, None) for claim in claims), *cells], document, catalog)
    listed, left = reported_results(imported, document, catalog)
    everything = [*claims, *(claim for claim, _ in cells), *(each.claim for each in imported if each.claim is not None)]
    everything.sort(key=lambda claim: (claim.start, claim.end))
    return Extraction(document, tuple(everything), (*results, *listed), (*unlinked, *left), tuple(skipped), imported)


def cells_of(document: Document, catalog: Catalog) -> Sequence[tuple[Claim, CellContext]]:
    """The claims of the tables; of a board's tables, whose rows the reader has read, only what stands beside them."""
    rows = [reported.row for reported in document.reported]
    tables = [block.span for block in document.blocks if block.table is not None]
    starts = [row.start for row in rows]
    if not rows:
        return table_claims(document, catalog)
    if all(bisect_left(starts, table.start) < bisect_left(starts, table.end) for table in tables):
        return []
    cells = table_claims(document, catalog)
    return [(claim, context) for claim, context in cells if not stands_in(claim, rows, starts)]


def stands_in(claim: Claim, rows: Sequence[Span], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, claim.start) - 1
    return at >= 0 and claim.end <= rows[at].end


def read_prose(document: Document, trace: Trace | None = None) -> Prose:
    """What the sentences of the document say, without the names; how each was read is noted in `trace`."""
    return read_together([document], trace)[0]


def read_together(documents: Sequence[Document], trace: Trace | None = None) -> list[Prose]:
    """What `read_prose` gives of each."""
    texts = [tidy(document.text) for document in documents]
    stretches = [list(prose_stretches(document)) for document in documents]
    pieces = [(start, text[start:end]) for text, own in zip(texts, stretches, strict=True) for start, end in own]
    if trace is None:
        found = iter(find_all([piece for _, piece in pieces]))
    else:
        found = (traced(start, piece, trace) for start, piece in pieces)
    return [as_prose(text, own, found) for text, own in zip(texts, stretches, strict=True)]


def traced(start: int, piece: str, trace: Trace) -> Found:
    """What is found in the piece of a document that begins at `start`, where `trace` counts from."""
    trace.base = start
    return find_mentions(piece, trace)


def as_prose(text: str, stretches: Sequence[tuple[int, int]], found: Iterator[Found]) -> Prose:
    """What is found in the stretches of a text, the next ones of `found`, where they stand in it."""
    mentions: list[Mention] = []
    skipped: list[tuple[str, int]] = []
    for (start, _), one in zip(stretches, found, strict=False):
        mentions += [moved(mention, start) for mention in one.mentions] if start else one.mentions
        skipped += [(rule, start + offset) for rule, offset in one.skipped]
    return Prose(text, mentions, skipped)


def prose_claims(document: Document, prose: Prose, catalog: Catalog) -> list[Claim]:
    """The claims that the document's sentences make."""
    if not prose.mentions:
        return []
    return fill_slots(prose.mentions, prose.text, document.text, document.title, names_of(catalog))


def grouped(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in lists of those that are read together."""
    together: list[Document] = []
    characters = 0
    for document in documents:
        together.append(document)
        characters += len(document.text)
        if len(together) == TOGETHER or characters > TOGETHER_CHARACTERS:
            yield together
            together, characters = [], 0
    if together:
        yield together


def prose_stretches(document: Document) -> Iterator[tuple[int, int]]:
    """Where sentences stand: abstract, paragraphs and captions, or the whole text of a document without blocks."""
    if not document.blocks:
        yield 0, len(document.text)
    for block in document.blocks:
        if block.kind in PROSE:
            yield block.span.start, block.span.end


def moved(mention: Mention, by: int) -> Mention:
    """The mention as it stands in the whole text, read from a stretch that begins at `by`."""
    return replace(
        mention,
        start=mention.start + by,
        end=mention.end + by,
        sentence=span_moved(mention.sentence, by),
        captured={slot: [span_moved(span, by) for span in spans] for slot, spans in mention.captured.items()},
    )


def span_moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


@cache
def names_of(catalog: Catalog) -> Names:
    return Names(catalog)


@cache
def extractor_version() -> str:
    """Changes with any line of the extractors, so that nobody has to remember to count it up."""
    digest = blake2b(digest_size=6)
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
