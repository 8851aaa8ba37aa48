"""A claim on one page: its sentence or table with the number marked, its fields, its source, what stands around it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TextIO

from leaderboard import queries
from leaderboard.console.evidence import show_facts, show_grid, show_sentence
from leaderboard.console.listing import Column, Format, write_rows
from leaderboard.console.terminal import console_for
from leaderboard.console.visible import one_line
from registry.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from leaderboard.queries import ClaimRecord, SupersededRecord, TableRecord

__all__ = ["ClaimPage", "claim_page", "evidence", "full_claim_id", "nearest"]

OTHER_CLAIMS = 6
ON_BOARD = (
    Column("board", "board"),
    Column("rank", "rank", keep=True),
    Column("model", "model"),
    Column("printed", "value", keep=True),
    Column("date", "date", keep=True),
    Column("claim_id", "claim", keep=True),
)
IN_DOCUMENT = (
    Column("kind", "kind"),
    Column("quote", "quote"),
    Column("metric", "metric"),
    Column("benchmarks", "on"),
    Column("claim_id", "claim", keep=True),
)


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """`neighbours` are the nearest results on the claim's boards, `others` the nearest claims of its document."""

    claim: "ClaimRecord"
    table: "TableRecord | None"
    neighbours: list[dict[str, Any]]
    others: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        table = asdict(self.table) if self.table else None
        return {**asdict(self.claim), "table": table, "neighbours": self.neighbours, "others": self.others}

    def show(self, out: TextIO) -> None:
        evidence(self.claim, self.table, out)
        console = console_for(out)
        show_facts(facts(self.claim), console)
        around = (
            ("nearest on its boards", ON_BOARD, self.neighbours),
            ("also in this document", IN_DOCUMENT, self.others),
        )
        for head, columns, rows in around:
            if rows:
                console.print(f"\n{head}", style="bold")
                write_rows(rows, Format.table, out, columns)


@dataclass(frozen=True, slots=True)
class SupersededPage:
    """A claim that is current no more; `others` are the nearest claims of what came after it."""

    claim: "SupersededRecord"
    others: list[dict[str, Any]]

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self.claim), "superseded": self.claim.told, "others": self.others}

    def show(self, out: TextIO) -> None:
        console, claim = console_for(out), self.claim
        start = claim.start_offset - claim.sentence_start
        show_sentence(claim.sentence, start, start + len(claim.quote), console)
        facts = {
            "claim": claim.claim_id,
            "state": claim.told,
            "since": f"{claim.at:%Y-%m-%d %H:%M:%S} UTC" if claim.at else None,
            "kind": claim.kind,
            "metric": claim.metric,
            "on": claim.benchmarks,
            "subject": claim.subject,
            "document": claim.title or claim.document,
            "source": f"{claim.source} ({claim.document}), revision {claim.revision}",
            "rule": claim.rule,
        }
        show_facts(facts.items(), console)
        if self.others:
            console.print("\ncurrent claims near its place", style="bold")
            write_rows(self.others, Format.table, out, IN_DOCUMENT)


def claim_page(con: "DuckDBPyConnection", name: str) -> ClaimPage | SupersededPage:
    """All about the claim whose id is `name` or begins with it."""
    claim_id = full_claim_id(con, name)
    was = queries.superseded(con, claim_id)
    if was is not None:
        after = queries.claims_of_document(con, was.by_document_id or was.document_id).to_dicts()
        return SupersededPage(was, list(nearest(after, was)))
    claim = queries.claim(con, claim_id)
    others = queries.claims_of_document(con, claim.document_id).to_dicts()
    return ClaimPage(
        claim,
        queries.table_of(con, claim.claim_id),
        queries.neighbours(con, claim.claim_id).to_dicts(),
        list(nearest(others, claim)),
    )


def nearest(others: Iterable[dict[str, Any]], claim: "ClaimRecord | SupersededRecord") -> Iterator[dict[str, Any]]:
    """The claims beside this one, in the order of the text."""
    rows = [row for row in others if row["claim_id"] != claim.claim_id]
    kept = sorted(rows, key=lambda row: abs(row["start_offset"] - claim.start_offset))[:OTHER_CLAIMS]
    return iter(sorted(kept, key=lambda row: row["start_offset"]))


def full_claim_id(con: "DuckDBPyConnection", name: str) -> str:
    """The one claim id that begins with `name`, of current claims if there is any."""
    ids = ids_like(con, name, "claims") or ids_like(con, name, "store.claim") or ids_like(con, name, SUPERSEDED)
    if not ids:
        raise UnknownNameError("claim", name)
    if len(ids) > 1:
        raise UsageError(
            f"several claims begin with {name!r}: {', '.join(ids[:3])}{' …' if ids[3:] else ''}; give more of it"
        )
    return ids[0]


SUPERSEDED = "store.superseded_claim"


def ids_like(con: "DuckDBPyConnection", name: str, table: str) -> list[str]:
    asked = f"SELECT DISTINCT claim_id FROM {table} WHERE starts_with(claim_id, lower(?)) ORDER BY ALL LIMIT 4"
    return [str(claim_id) for (claim_id,) in con.execute(asked, [name.strip()]).fetchall()] if name.strip() else []


def evidence(claim: "ClaimRecord", table: "TableRecord | None", out: TextIO) -> None:
    """What the authors wrote, with the claim's number marked."""
    console = console_for(out)
    if table is None:
        start = claim.start_offset - claim.sentence_start
        show_sentence(claim.sentence, start, start + len(claim.quote), console)
        return
    if table.caption:
        console.print(f"\n  {one_line(table.caption)}")
    show_grid(table.rows, table.header_rows, table.row, table.column, console)


def facts(claim: "ClaimRecord") -> Iterator[tuple[str, Any]]:
    """What is known of a claim: what it says, who says it, how it was read, where it stands."""
    yield "claim", claim.claim_id
    yield "kind", f"{claim.kind} ({claim.relation})" if claim.relation else claim.kind
    yield "value", value(claim)
    yield "uncertainty", claim.uncertainty
    yield "direction", claim.direction
    yield "basis", claim.basis
    yield "metric", claim.metric
    yield "on", claim.benchmarks
    yield "subject", claim.subject
    yield "compared with", claim.baseline
    yield "over", claim.over_count
    yield "averaged", claim.averaged or None
    yield "document", claim.title or claim.document
    yield "published", ", ".join(part for part in (claim.date, claim.venue) if part)
    yield "link", claim.url
    yield "licence", claim.licence
    yield "source", f"{claim.source} ({claim.document}), sha256 {claim.sha256[:16]}"
    yield "place", place(claim)
    yield "on paper", on_paper(claim)
    yield "rule", f"{claim.rule}, extractors {claim.extractor_version}, reader {claim.reader} {claim.reader_version}"
    yield "extracted", f"{claim.extracted_at:%Y-%m-%d %H:%M:%S} UTC"
    yield "status", claim.status if claim.why is None else f"{claim.status}: {claim.why}"
    yield "as extracted", claim.extracted
    yield "boards", claim.boards
    yield "on no board", claim.unlinked


def value(claim: "ClaimRecord") -> str | None:
    """The number as printed, with its unit and bound: "43.80 percent (up_to)"."""
    if claim.printed is None:
        return None
    bound = f"({claim.bound})" if claim.bound not in (None, "exact") else None
    return " ".join(part for part in (claim.printed, claim.unit, bound) if part)


def on_paper(claim: "ClaimRecord") -> str | None:
    """ "page 3, 72.1–98.4 points from the left, 310–319.8 from the top" """
    if claim.page is None:
        return None
    across = f"{claim.box_left:g}–{claim.box_right:g} points from the left"
    return f"page {claim.page}, {across}, {claim.box_top:g}–{claim.box_bottom:g} from the top"


def place(claim: "ClaimRecord") -> str:
    told = f"characters {claim.start_offset}–{claim.end_offset}"
    if claim.table_index is None or claim.row_index is None or claim.column_index is None:
        return told
    cell = f"row {claim.row_index + 1}, column {claim.column_index + 1} of table {claim.table_index + 1}"
    return f"{cell}, {told}"
