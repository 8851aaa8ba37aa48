"""What a correction sets: the fields of a claim or of its link to a board, checked, and put into their rows.

A correction is what a person types: numbers as printed ("84.50", "71.5–77.6"), lists with ";" between, "" for nothing.
"""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias, get_args

from registry.catalog import Catalog, fold
from registry.columns import interval, json_of, numbers, slug_of
from registry.decision import Changes
from registry.errors import UnknownNameError, UsageError
from registry.model import KINDS, Basis, Direction, Relation, content_hash
from registry.quantity import Bound, Quantity

__all__ = ["CLAIM_FIELDS", "LINK_FIELDS", "checked_changes", "corrected_claim", "corrected_result", "new_result"]

Row: TypeAlias = dict[str, Any]
Field: TypeAlias = Callable[[str], str | list[str] | None]
LONGEST = 1_000
RANGE = re.compile(r"(?P<low>-?[0-9.]+)\s*(?:–|-|to)\s*(?P<high>-?[0-9.]+)")
NUMBER = re.compile(r"[-+]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:E[+-]?[0-9]{1,3})?")
SETTING = re.compile(r"(?P<name>[\w.-]+)=(?P<value>[^,=]+)")


def text(given: str) -> str | None:
    return given.strip() or None


def names(given: str) -> list[str]:
    return [name for part in given.split(";") if (name := part.strip())]


def one_of(*choices: str) -> Field:
    def chosen(given: str) -> str | None:
        if given.strip() not in ("", *choices):
            raise ValueError(f"one of {', '.join(choices)}, or nothing")
        return given.strip() or None

    return chosen


def number(given: str) -> str:
    given = given.strip().removesuffix("%").strip()
    if not finite(given):
        raise ValueError("a number as printed, such as 84.50")
    return given


def number_or_range(given: str) -> str:
    found = RANGE.fullmatch(given.strip())
    if found is None:
        return number(given)
    if not (finite(found["low"]) and finite(found["high"]) and Decimal(found["low"]) <= Decimal(found["high"])):
        raise ValueError("a number as printed, such as 84.50, or a range, such as 71.5–77.6")
    return f"{found['low']}–{found['high']}"


def finite(given: str) -> bool:
    """Whether it is a number as people print one, small enough to be counted with."""
    return NUMBER.fullmatch(given) is not None and abs(Decimal(given)) < Decimal("1E+100")


def count(given: str) -> str | None:
    if given.strip() and not (given.strip().isascii() and given.strip().isdigit() and 0 < int(given[:15]) <= 10**12):
        raise ValueError("a whole number from 1, or nothing")
    return given.strip() or None


def settings(given: str) -> str:
    pairs = [part.strip() for part in given.split(",") if part.strip()]
    if not all(SETTING.fullmatch(pair) for pair in pairs):
        raise ValueError("settings such as shots=5,cot=yes, or nothing")
    return ",".join(sorted(pairs))


def needed(field: Field) -> Field:
    def given_at_all(given: str) -> str | list[str] | None:
        if not given.strip():
            raise ValueError("something: it cannot be empty")
        return field(given)

    return given_at_all


CLAIM_FIELDS: Mapping[str, Field] = {
    "kind": needed(one_of(*KINDS)),
    "value": needed(number_or_range),
    "unit": text,
    "bound": one_of(*get_args(Bound)),
    "direction": one_of(*get_args(Direction)),
    "basis": one_of(*get_args(Basis)),
    "metric": text,
    "benchmarks": names,
    "subject": text,
    "baseline": names,
    "over_count": count,
    "averaged": needed(one_of("yes", "no")),
    "relation": one_of(*get_args(Relation)),
    "uncertainty": text,
}
LINK_FIELDS: Mapping[str, Field] = {
    "benchmark": needed(text),
    "split": text,
    "metric": needed(text),
    "model": needed(text),
    "task": text,
    "protocol": settings,
    "value": needed(number),
    "first_party": one_of("yes", "no"),
}


def checked_changes(about: str, given: Mapping[str, str]) -> Changes:
    """The fields that a correction sets, each as it is kept; UsageError says what a field takes."""
    known = LINK_FIELDS if about == "link" else CLAIM_FIELDS
    made: dict[str, str | list[str] | None] = {}
    for name, value in given.items():
        if name not in known:
            raise UsageError(f"a {about} has no field {name[:40]!r} to correct; there are: {', '.join(known)}")
        if len(value) > LONGEST:
            raise UsageError(f"{name} has {len(value):,} characters; {LONGEST:,} are the most")
        try:
            made[name] = known[name](value)
        except ValueError as error:
            raise UsageError(f"{name} takes {error}; {value[:60]!r} is none") from error
    return made


def is_sound(about: str, changes: Changes) -> bool:
    """Whether these are changes that `checked_changes` made."""
    try:
        typed = {name: ";".join(value) if isinstance(value, list) else value or "" for name, value in changes.items()}
        return checked_changes(about, typed) == dict(changes)
    except UsageError:
        return False


def with_catalog_names(changes: Changes, catalog: Catalog) -> Changes:
    """A link's benchmark, metric and task by their ids; UnknownNameError, with near names, where there is none."""
    looked_up: dict[str, str | list[str] | None] = dict(changes)
    for what, find, listed in (
        ("benchmark", catalog.benchmark, catalog.benchmarks),
        ("metric", catalog.metric, catalog.metrics),
        ("task", catalog.task, catalog.tasks),
    ):
        name = changes.get(what)
        if isinstance(name, str) and name not in listed:
            entry = find(name)
            if entry is None:
                raise UnknownNameError(what, name, catalog.close(what, name))  # type: ignore[arg-type]
            looked_up[what] = entry.id
    return looked_up


def corrected_claim(row: Row, changes: Changes) -> Row:
    """The claim's row with the changes in it."""
    made = {**row, **{name: value for name, value in changes.items() if name not in ("value", "unit", "bound")}}
    if "averaged" in changes:
        made["averaged"] = changes["averaged"] == "yes"
    if isinstance(changes.get("over_count"), str):
        made["over_count"] = int(str(changes["over_count"]))
    if changes.keys() & {"value", "unit", "bound"}:
        unit = changes.get("unit", row["unit"])
        bound = changes.get("bound", row["bound"]) or "exact"
        told = changes.get("value", row["printed"])
        made |= {"unit": unit, "bound": bound}
        if isinstance(told, str) and "value" in changes:
            amount = quantity(told)
            made["value"], made["low"], made["high"], made["printed"], _, _ = numbers(amount, told)
    return made


def quantity(told: str) -> Quantity:
    found = RANGE.fullmatch(told)
    if found is None or finite(told):
        return Quantity(Decimal(told))
    return Quantity(None, low=Decimal(found["low"]), high=Decimal(found["high"]))


def corrected_result(
    row: Row, before: Row, claim: Row, changes: Changes, link: Changes, catalog: Catalog
) -> tuple[Row, str]:
    """A result's row as the corrections of its claim (its row `before` them and after) and of the link itself leave
    it; and why it can rank no more, or ""."""
    made, why = dict(row), ""
    if "value" in changes and "value" not in link:
        why = with_value(made, before, claim)
    if changes.get("subject"):
        made["model"] = changes["subject"]
    for what, named in (("metric", changes.get("metric")), ("benchmark", changes.get("benchmarks"))):
        if what + "s" * (what == "benchmark") in changes and what not in link:
            entry = entry_named(what, named, catalog)
            made[what] = entry or made[what]
            why = why or ("" if entry else f"the catalogue has no one {what} of the corrected claim")
    if changes.get("bound") in ("at_least", "at_most", "up_to"):
        why = why or "corrected to a bound, which ranks nowhere"
    if claim["kind"] != "score":
        why = why or f"corrected to a claim of the kind {claim['kind']}, which stands on no board"
    return with_link(made, link), why


def with_value(made: Row, before: Row, claim: Row) -> str:
    """The claim's corrected number in the metric's scale: as extraction counted the number it had."""
    if claim["value"] is None:
        return "corrected to a range, which ranks nowhere"
    value, old = Decimal(claim["printed"]), before["printed"] or ""
    if finite(old) and Decimal(old):
        scale = Decimal(made["printed"]) / Decimal(old)
        value = value.scaleb({Decimal(100): 2, Decimal("0.01"): -2}.get(scale, 0))
    made["value"], made["printed"], made["least"], made["most"] = interval(str(value))
    return ""


def entry_named(what: str, named: object, catalog: Catalog) -> str | None:
    if isinstance(named, list):
        named = named[0] if len(named) == 1 else None
    if not isinstance(named, str):
        return None
    entry = catalog.metric(named) if what == "metric" else catalog.benchmark(named)
    return entry.id if entry else None


def with_link(made: Row, link: Changes) -> Row:
    """The row with a link's own changes, and what follows from them: the board, the model's key, the interval."""
    for name in ("benchmark", "split", "metric", "model", "task"):
        if name in link:
            made[name] = link[name] or ""
    if "protocol" in link:
        made["protocol"] = json_of(pairs_of(str(link["protocol"] or "")))
    if "first_party" in link:
        made["first_party"] = {"yes": True, "no": False, None: None}[link["first_party"]]  # type: ignore[index]
    if "value" in link:
        made["value"], made["printed"], made["least"], made["most"] = interval(str(link["value"]))
    protocol = tuple(sorted(json.loads(made["protocol"]).items()))
    made["board"] = slug_of(made["benchmark"], made["split"], made["metric"], protocol)
    made["model_key"] = fold(made["model"]) or made["model"]
    return made


def pairs_of(told: str) -> tuple[tuple[str, str], ...]:
    found = (SETTING.fullmatch(pair) for pair in told.split(","))
    return tuple(sorted((each["name"], each["value"].strip()) for each in found if each is not None))


def new_result(claim: Row, link: Changes) -> Row | None:
    """The row of a claim that stands on no board, put on one; None while benchmark, metric, model or value are not
    known."""
    told = {"model": claim["subject"], "value": claim["printed"] if claim["value"] is not None else None, **link}
    if not all(told.get(name) for name in ("benchmark", "metric", "model", "value")):
        return None
    empty = dict.fromkeys(("paper_title", "paper_url", "paper_date", "measured_by", "licence"), "")
    made = {
        **{name: claim[name] for name in ("claim_id", "document_id", "run_id")},
        "task": "",
        "split": "",
        "protocol": "{}",
        "first_party": None,
        "own_best": False,
        "role": "model",
        **empty,
    }
    made = with_link(made, told)
    return {**made, "result_id": content_hash(made["claim_id"], made["board"], made["model"])}
