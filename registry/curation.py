"""The log of decisions laid over what was extracted: which decision holds, of which claim, and the rows that result.

A decision follows its claim into another reading where that is certain: the same number in the same words, read as it
was read when it was decided upon, save for what the decision itself corrects. Everything else is to be looked at again,
beside the claim it may be now. docs/decisions/curation.md has the reasons.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import polars as pl

from registry.anchors import Anchor, anchored
from registry.catalog import Catalog, fold
from registry.corrections import corrected_claim, corrected_result, is_sound, new_result
from registry.decision import Changes, Decision, in_order
from registry.frames import frame_of_rows
from registry.schemas import SHAPES, sift

if TYPE_CHECKING:
    import duckdb

__all__ = ["Curated", "Followed", "State", "curated", "decisions_frame", "followed", "states_of", "stored_decisions"]

Row: TypeAlias = dict[str, Any]
CERTAIN = ("exact", "moved")
RANKED = ("rejected", "corrected", "accepted")  # what a result's status is where its claim's and its link's differ
STATUS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
DERIVED = ("least", "most", "model_key")  # follow from other fields of a result
OVERLAY = {name: pl.String() for name in ("status", "why", "decision_id", "extracted")}
STATES = {name: pl.String() for name in ("decision_id", "claim_id", "state", "note")} | {"contested": pl.Boolean()}


@dataclass(frozen=True, slots=True)
class Followed:
    """The claim that a decision is about now; where that is not certain, `note` says why, and `claim_id` is the claim
    that it may be, or "" where there is none."""

    claim_id: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What a decision does: "in force", "overruled" by a later one, "withdrawn" by an undo, "undo", or "look again".
    `contested`: somebody else decided otherwise, and neither took it back."""

    decision: Decision
    claim_id: str
    state: str
    note: str = ""
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Curated:
    """What is written beside the extraction: the state of each decision, and the rows of claims and results that a
    decision in force is about, complete, with what they were before (`extracted`)."""

    states: pl.DataFrame
    claims: pl.DataFrame
    results: pl.DataFrame


def curated(con: "duckdb.DuckDBPyConnection", catalog: Catalog, also: Sequence[Decision] = ()) -> Curated:
    """The log, and `also` what is to be added to it, over what is current in the registry that `con` has in use."""
    decisions = in_order([*stored_decisions(con), *also])
    boards = boards_of(con, decisions)
    states = states_of(decisions, follow_all(con, decisions, boards))
    held = [each for each in states if each.state == "in force"]
    rows = Overlay(con, held, catalog).rows()
    kept = [each if each.decision.decision_id not in rows.refused else refused(each, rows.refused) for each in states]
    told = [(each.decision.decision_id, each.claim_id, each.state, each.note, each.contested) for each in kept]
    return Curated(frame_of_rows(STATES, told), framed("claim", rows.claims), framed("result", rows.results))


def refused(state: State, reasons: Mapping[str, str]) -> State:
    note = reasons[state.decision.decision_id]
    return State(state.decision, state.claim_id, "look again", f"what it sets cannot be: {note}", state.contested)


# What the log says


def stored_decisions(con: "duckdb.DuckDBPyConnection") -> list[Decision]:
    """The whole log, the earliest first."""
    found = con.execute("SELECT * EXCLUDE (decision_id) FROM store.decision")
    names = [column[0] for column in found.description or ()]
    rows = (dict(zip(names, row, strict=True)) for row in found.fetchall())
    return in_order(decision_of(row) for row in rows)


def decision_of(row: Row) -> Decision:
    cell = (row.pop("table_index"), row.pop("row_index"), row.pop("column_index"))
    made = {"changes": json.loads(row.pop("changes")), "benchmarks": tuple(row.pop("benchmarks"))}
    return Decision(**row, **made, cell=None if cell[0] is None else cell)


def decisions_frame(decisions: Iterable[Decision]) -> pl.DataFrame:
    """Rows of the table `decision`, with the columns that its shape checks."""
    return frame_of_rows(SHAPES["decision"].columns, [row_of(each) for each in in_order(decisions)])


def row_of(decision: Decision) -> tuple[Any, ...]:
    made: Row = {name: getattr(decision, name, None) for name in SHAPES["decision"].columns}
    made["table_index"], made["row_index"], made["column_index"] = decision.cell or (None, None, None)
    made["changes"] = json.dumps(decision.changes, ensure_ascii=False, sort_keys=True)
    made["sound"] = is_sound(decision.about, decision.changes)
    return tuple(made.values())


def states_of(decisions: Sequence[Decision], found: Mapping[str, Followed]) -> list[State]:
    """The state of every decision, in their order: of those about one thing that nobody took back the latest holds."""
    withdrawn = {each.undoes for each in decisions if each.action == "undo"}
    live = [each for each in decisions if each.action != "undo" and each.decision_id not in withdrawn]
    about: dict[tuple[str, str, str], list[Decision]] = defaultdict(list)
    for each in live:
        if not found[each.decision_id].note:
            about[found[each.decision_id].claim_id, each.about, each.board].append(each)
    last = {target: each[-1] for target, each in about.items()}

    def state_of(each: Decision) -> State:
        now = found[each.decision_id]
        target = now.claim_id, each.about, each.board
        if each.action == "undo":
            return State(each, now.claim_id, "undo")
        if each.decision_id in withdrawn:
            return State(each, now.claim_id, "withdrawn")
        if now.note:
            later = last.get(target)
            settled = later is not None and (later.decided_at, later.decision_id) > (each.decided_at, each.decision_id)
            return State(each, now.claim_id, "overruled" if settled else "look again", now.note)
        contested = any(
            other.decided_by != each.decided_by and (other.action, other.changes) != (each.action, each.changes)
            for other in about[target]
        )
        return State(each, now.claim_id, "in force" if last[target] == each else "overruled", "", contested)

    return [state_of(each) for each in decisions]


# Which claim a decision is about now


def follow_all(
    con: "duckdb.DuckDBPyConnection", decisions: Sequence[Decision], boards: Mapping[str, set[str]]
) -> dict[str, Followed]:
    """By decision id. Most claims are there under the id they had; of the documents of the others all are read."""
    there = anchors_by(con, OWN, {"ids": list({each.claim_id for each in decisions})}) if decisions else {}
    gone = [each for each in decisions if each.claim_id not in there]
    asked = {"documents": list({each.document_id for each in gone}), "names": list({each.document for each in gone})}
    now = anchors_by(con, NOW, asked) if gone else {}
    then = anchors_by(con, THEN, {"documents": asked["documents"]}) if gone else {}
    found: dict[str, Followed] = {}
    for each in decisions:
        new = there.get(each.claim_id) or now.get(each.document_id) or now.get(each.document, [])
        old = [anchor for anchor in then.get(each.document_id, []) if anchor.claim_id != each.claim_id]
        found[each.decision_id] = still_there(each, followed(each, [*old, each.anchor], new), boards)
    return found


OWN = """
    SELECT claim_id AS asked, {columns}
    FROM store.claim
    JOIN store.document USING (document_id)
    WHERE is_current AND list_contains($ids, claim_id)
"""
NOW = """
    SELECT unnest([document_id, name]) AS asked, {columns}
    FROM store.claim
    JOIN store.document USING (document_id)
    WHERE is_current AND (list_contains($documents, document_id) OR list_contains($names, name))
    ORDER BY start_offset, claim_id
"""
THEN = """
    SELECT document_id AS asked, {columns}
    FROM (FROM store.claim UNION ALL BY NAME FROM store.superseded_claim)
    WHERE list_contains($documents, document_id)
    QUALIFY 1 = row_number() OVER (PARTITION BY claim_id ORDER BY run_id)
    ORDER BY start_offset, claim_id
"""


def anchors_by(con: "duckdb.DuckDBPyConnection", query: str, asked: Mapping[str, Any]) -> dict[str, list[Anchor]]:
    found: dict[str, list[Anchor]] = defaultdict(list)
    for name, *columns in con.execute(query.format(columns=Anchor.COLUMNS), dict(asked)).fetchall():
        found[name].append(Anchor.of(columns))
    return found


def followed(decision: Decision, old: Sequence[Anchor], new: Sequence[Anchor]) -> Followed:
    """The claim among `new` that a decision is about; `old` are the claims of the text it was made of, its own among
    them (or alone, where no more is known of that text)."""
    own = decision.anchor
    here = [each for each in new if each.claim_id == own.claim_id]
    here = here or [each for each in new if same_words(each, own) and each.start == own.start]
    if len(here) == 1:
        return as_read(decision, here[0])
    partner = next((each for each in anchored(old, new)[0] if each.old.claim_id == own.claim_id), None)
    if partner is not None and partner.new is not None:
        if partner.status in CERTAIN:
            twins = sum(same(each, own) for each in new)
            certain = twins == sum(same(each, own) for each in old)
            return Followed(partner.new.claim_id, "" if certain else f"{twins} places say the same now")
        return Followed(partner.new.claim_id, f"{partner.status.replace('_', ' ')}: {partner.new.quote}")
    said = [each for each in new if same_words(each, own)]
    return as_read(decision, said[0]) if len(said) == 1 else Followed("", "its words are in no current document")


def same(one: Anchor, other: Anchor) -> bool:
    return one.about == other.about and same_words(one, other)


def same_words(one: Anchor, other: Anchor) -> bool:
    return (one.kind, one.quote, one.words) == (other.kind, other.quote, other.words)


def as_read(decision: Decision, claim: Anchor) -> Followed:
    """The claim, and what extraction reads of it otherwise than when it was decided upon."""
    own = decision.anchor
    differing = [
        name
        for name, before, after in (
            ("subject", fold(own.subject), fold(claim.subject)),
            ("metric", fold(own.metric), fold(claim.metric)),
            ("benchmarks", sorted(map(fold, own.benchmarks)), sorted(map(fold, claim.benchmarks))),
        )
        if before != after and name not in decision.changes
    ]
    return Followed(claim.claim_id, f"its {' and '.join(differing)} is read otherwise now" if differing else "")


def boards_of(con: "duckdb.DuckDBPyConnection", decisions: Sequence[Decision]) -> dict[str, set[str]]:
    """Where extraction puts each claim of the documents that links were decided of."""
    if not any(each.about == "link" for each in decisions):
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    names = list({each.document for each in decisions if each.about == "link"})
    query = """
        SELECT claim_id, board
        FROM store.result
        JOIN store.document USING (document_id)
        WHERE is_current AND list_contains($names, name)
    """
    for claim_id, board in con.execute(query, {"names": names}).fetchall():
        found[claim_id].add(board)
    return found


def still_there(decision: Decision, found: Followed, boards: Mapping[str, set[str]]) -> Followed:
    """A link is decided of where it stands: extraction may put the claim elsewhere now."""
    if decision.about != "link" or not found.claim_id or found.note:
        return found
    now = boards.get(found.claim_id, set())
    if decision.board in now or (not decision.board and not now):
        return found
    return Followed(found.claim_id, f"it stands on {', '.join(sorted(now)) or 'no board'} now")


# The rows that result


@dataclass
class Rows:
    claims: list[Row] = field(default_factory=list)
    results: list[Row] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


class Overlay:
    """The rows that decisions in force are about, and what becomes of them."""

    def __init__(self, con: "duckdb.DuckDBPyConnection", held: Sequence[State], catalog: Catalog) -> None:
        self.catalog = catalog
        self.of_claim = {each.claim_id: each.decision for each in held if each.decision.about == "claim"}
        self.of_link = {(each.claim_id, each.decision.board): each.decision for each in held if self.is_link(each)}
        ids = sorted({each.claim_id for each in held})
        self.claims = {row["claim_id"]: row for row in rows_of(con, "claim", ids)}
        self.results: dict[str, list[Row]] = defaultdict(list)
        for row in rows_of(con, "result", ids):
            self.results[row["claim_id"]].append(row)

    @staticmethod
    def is_link(state: State) -> bool:
        return state.decision.about == "link"

    def rows(self) -> Rows:
        made = Rows()
        for claim_id, before in self.claims.items():
            decision = self.of_claim.get(claim_id)
            changes = decision.changes if decision else {}
            claim = corrected_claim(before, changes) if changes else before
            if decision and claim != before and (fault := fault_in("claim", claim)):
                made.refused[decision.decision_id] = fault
                continue
            if decision:
                made.claims.append(overlaid(claim, before, decision))
            for row in self.results[claim_id]:
                self.place(row, before, claim, decision, made)
            self.place_anew(claim, made)
        return made

    def place(self, row: Row, before: Row, claim: Row, decision: Decision | None, made: Rows) -> None:
        link = self.of_link.get((claim["claim_id"], row["board"]))
        changes: Changes = decision.changes if decision else {}
        placed, why = corrected_result(row, before, claim, changes, link.changes if link else {}, self.catalog)
        if placed != row and (fault := fault_in("result", placed)):
            culprit = link if link and link.changes else decision
            assert culprit is not None, "what nobody corrected is as the door let it in"
            made.refused[culprit.decision_id] = fault
            return
        both = [each for each in (decision, link) if each]
        if not both:
            return
        ruling = min(both, key=lambda each: RANKED.index(STATUS[each.action]))
        over = overlaid(placed, row, ruling)
        made.results.append({**over, "status": "rejected", "why": f"{why}: {over['why']}"} if why else over)

    def place_anew(self, claim: Row, made: Rows) -> None:
        """A score that extraction put nowhere, put where a person says."""
        link = self.of_link.get((claim["claim_id"], ""))
        if link is None or link.action != "correct":
            return
        row = new_result(claim, link.changes)
        fault = "it needs a benchmark, a metric, a model and a value" if row is None else fault_in("result", row)
        if row is None or fault:
            made.refused[link.decision_id] = fault or ""
            return
        made.results.append({**overlaid(row, row, link), "extracted": '{"board": null}'})


def rows_of(con: "duckdb.DuckDBPyConnection", table: str, ids: Sequence[str]) -> list[Row]:
    query = f"FROM store.{table} WHERE list_contains($ids, claim_id) ORDER BY ALL"
    found: list[Row] = con.sql(query, params={"ids": list(ids)}).pl().to_dicts() if ids else []
    return found


def overlaid(row: Row, before: Row, decision: Decision) -> Row:
    """The row with its status, why, by which decision, and as JSON what was extracted where that is another thing."""
    was = {name: before[name] for name in row if row[name] != before[name] and name not in DERIVED}
    told = json.dumps(was, ensure_ascii=False, sort_keys=True) if was else None
    why = {"why": decision.reason, "decision_id": decision.decision_id}
    return {**row, "status": STATUS[decision.action], **why, "extracted": told}


def fault_in(table: str, row: Row) -> str:
    """Why Pandera would not let the row into its table, or ""."""
    shape = SHAPES[table]
    stands = {**row, **dict.fromkeys(shape.checked, True)}
    found = sift(table, frame_of_rows(shape.columns, [tuple(stands[name] for name in shape.columns)]))
    return found[0][1] if found else ""


def framed(table: str, rows: Sequence[Row]) -> pl.DataFrame:
    shape = SHAPES[table]
    kept = {name: kind for name, kind in shape.columns.items() if name not in shape.checked}
    columns = kept | {"run_id": pl.String()} | OVERLAY
    return frame_of_rows(columns, [tuple(row[name] for name in columns) for row in rows])
