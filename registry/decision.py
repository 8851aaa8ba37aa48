"""What people decide about claims and their places on boards: one entry of the log a decision, and the file it is in.

An entry says who decided what, when and why, and carries the words it is about, so that it can be found anew in another
reading. Entries are never changed: an undo is an entry too. Of several on one thing the latest holds.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from registry.anchors import Anchor
from registry.errors import ReadError
from registry.model import hash_of

__all__ = ["ABOUT", "ACTIONS", "Changes", "Decision", "as_lines", "decisions_in_file", "in_order"]

Action: TypeAlias = Literal["accept", "reject", "correct", "undo"]
About: TypeAlias = Literal["claim", "link"]
Changes: TypeAlias = Mapping[str, str | list[str] | None]
ACTIONS: tuple[str, ...] = get_args(Action)
ABOUT: tuple[str, ...] = get_args(About)
LONGEST_FILE = 200_000_000
LONGEST_LINE = 1_000_000
CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True)
class Decision:
    """`about` a claim, or the link that puts it on `board` ("" for one that extraction put nowhere). `changes` are the
    fields that a correction sets, by name; `undoes` the decision that an undo takes back. The rest is the claim as it
    was extracted when it was decided upon. `decided_at` is UTC."""

    decided_at: datetime
    decided_by: str
    action: str
    about: str
    claim_id: str
    board: str
    changes: Changes
    reason: str
    undoes: str
    document_id: str
    document: str
    title: str
    kind: str
    quote: str
    sentence: str
    start_offset: int
    subject: str
    metric: str
    benchmarks: tuple[str, ...]
    cell: tuple[int, int, int] | None = None

    @cached_property
    def decision_id(self) -> str:
        """A hash of all that the entry says: the same entry is the same in every registry."""
        return hash_of(told(self.as_json()))

    @cached_property
    def anchor(self) -> Anchor:
        """The claim as it is looked for in another reading."""
        about = (self.subject, self.metric, self.benchmarks, self.cell)
        return Anchor(self.claim_id, self.kind, self.quote, self.sentence, self.start_offset, *about)

    def as_json(self) -> dict[str, Any]:
        """All fields, in the order a file has them, without the id."""
        at = self.decided_at.isoformat(timespec="microseconds") + "Z"
        rest = {name: getattr(self, name) for name in NAMES[1:]}
        return {"decided_at": at, **rest, "benchmarks": list(self.benchmarks), "cell": self.cell and list(self.cell)}


NAMES = tuple(each.name for each in fields(Decision))


def told(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Each once, the earliest first; of one moment in the order of their ids, so that all registries agree."""
    once = {each.decision_id: each for each in decisions}
    return sorted(once.values(), key=lambda each: (each.decided_at, each.decision_id))


def as_lines(decisions: Iterable[Decision]) -> Iterator[str]:
    """The log as JSON Lines, in an order that does not change: made to be kept in git."""
    for each in in_order(decisions):
        yield json.dumps({"decision_id": each.decision_id, **each.as_json()}, ensure_ascii=False) + "\n"


def decisions_in_file(file: Path) -> list[Decision]:
    """The entries of a file that `as_lines` wrote, merged or not; ReadError names the line to mend."""
    try:
        if file.exists() and not file.is_file():
            raise ReadError(file, "is no file; name one that `claimboard curate export` wrote")
        if file.stat().st_size > LONGEST_FILE:
            raise ReadError(file, f"is larger than {LONGEST_FILE:,} bytes, which no log of decisions is")
        text = file.read_text("utf-8")
    except OSError as error:
        why = error.strerror or str(error)
        raise ReadError(file, f"{why}; name a file that `claimboard curate export` wrote") from error
    except UnicodeDecodeError as error:
        raise ReadError(file, "is no UTF-8 text; name a file that `claimboard curate export` wrote") from error
    lines = enumerate(text.split("\n"), start=1)
    return [decision_in(line, f"{file}, line {number}") for number, line in lines if line.strip()]


def decision_in(line: str, where: str) -> Decision:
    """The entry of one line; ReadError where it is none."""
    if line.startswith(CONFLICT_MARKS):
        raise ReadError(where, "is the mark of a merge conflict; keep the lines of both sides and take the marks out")
    if len(line) > LONGEST_LINE:
        raise ReadError(where, f"has more than {LONGEST_LINE:,} characters, which no decision has")
    try:
        given = json.loads(line)
        given = json.loads(json.dumps(given, ensure_ascii=False).encode("utf-8", "replace"))  # lone surrogates
    except (ValueError, RecursionError) as error:
        raise ReadError(where, "is no JSON; a log has one decision a line, as `curate export` writes it") from error
    if not isinstance(given, dict):
        raise ReadError(where, "is no JSON object; a log has one decision a line")
    missing = [name for name in NAMES if name not in given]
    unknown = sorted(given.keys() - {*NAMES, "decision_id"})
    if missing or unknown:
        what = f"has no {', '.join(missing)}" if missing else f"has the unknown field {', '.join(unknown)[:80]}"
        raise ReadError(where, f"{what}; a decision has all of {', '.join(NAMES)}")
    return decision_of(given, where)


def decision_of(given: Mapping[str, Any], where: str) -> Decision:
    for name in NAMES:
        if not KINDS_OF_FIELDS.get(name, is_text)(given[name]):
            raise ReadError(where, f"{name} is not what a decision has there; see docs/curation.md")
    try:
        at = datetime.fromisoformat(given["decided_at"])
        at = at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
    except (ValueError, OverflowError) as error:
        raise ReadError(where, "decided_at is no time as 2026-11-23T15:04:05.000000Z") from error
    cell = given["cell"]
    values = {
        **{name: given[name] for name in NAMES},
        "decided_at": at,
        "benchmarks": tuple(given["benchmarks"]),
        "cell": cell and (cell[0], cell[1], cell[2]),
    }
    decision = Decision(**values)
    if given.get("decision_id", decision.decision_id) != decision.decision_id:
        cure = "decide anew with `claimboard curate`, or take its decision_id out to enter it as another one"
        raise ReadError(where, f"was changed after it was written: its decision_id is not of what it says; {cure}")
    return decision


def is_text(value: object) -> bool:
    return isinstance(value, str)


def is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 31


def is_cell(value: object) -> bool:
    return value is None or (isinstance(value, list) and len(value) == 3 and all(map(is_number, value)))


def is_changes(value: object) -> bool:
    return isinstance(value, dict) and all(each is None or is_text(each) or is_texts(each) for each in value.values())


KINDS_OF_FIELDS = {"changes": is_changes, "benchmarks": is_texts, "start_offset": is_number, "cell": is_cell}
