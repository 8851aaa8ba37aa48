"""A board's best result as a badge: our own SVG, and the JSON that shields.io draws one from."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from leaderboard.console.visible import one_line
from leaderboard.exports.selection import Selection
from leaderboard.exports.values import json_text
from registry.errors import UsageError

__all__ = ["as_badge", "as_badge_svg"]

LABEL, FOUND, NONE = "#444", "#0a6e60", "#666"
HEIGHT, PADDING = 20, 6
# Widths of Verdana at 11 px, by eye and measured: narrow letters, wide ones, all others.
NARROW, WIDE = set("fijlrt.,:;'|!()[] I"), set("mwMW%@")


def as_badge(selection: Selection) -> Iterator[str]:
    """What shields.io draws a board's best result from."""
    yield json_text(badge_json(*label_and_best(selection))) + "\n"


def as_badge_svg(selection: Selection) -> Iterator[str]:
    """A board's best result, drawn."""
    yield badge_svg(*label_and_best(selection))


def label_and_best(selection: Selection) -> tuple[str, dict[str, Any] | None]:
    if selection.board is None:
        raise UsageError("a badge shows one board; choose it with --board")
    rows = selection.standing.head(1).to_dicts()
    if not rows:
        return selection.board, None
    return one_line(rows[0]["benchmark_name"]), rows[0] if rows[0]["rank"] == 1 else None


def badge_json(label: str, best: Mapping[str, Any] | None) -> dict[str, Any]:
    """The endpoint form of shields.io, schema version 1."""
    return {
        "schemaVersion": 1,
        "label": label,
        "message": message(best),
        "color": (FOUND if best else NONE).lstrip("#"),
    }


def badge_svg(label: str, best: Mapping[str, Any] | None) -> str:
    """A flat badge; white on colours that give a contrast of at least 4.5."""
    said = message(best)
    left, right = width(label), width(said)
    name = escape(f"{label}: {said}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{HEIGHT}" role="img" '
        f'aria-label="{name}">'
        f"<title>{name}</title>"
        f'<rect width="{left}" height="{HEIGHT}" fill="{LABEL}"/>'
        f'<rect x="{left}" width="{right}" height="{HEIGHT}" fill="{FOUND if best else NONE}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:g}" y="14">{escape(label)}</text>'
        f'<text x="{left + right / 2:g}" y="14">{escape(said)}</text></g></svg>\n'
    )


def message(best: Mapping[str, Any] | None) -> str:
    return one_line(f"{best['model']} {best['printed']}") if best else "no ranking"


def width(text: str) -> int:
    letters = sum(4 if letter in NARROW else 10 if letter in WIDE else 7 for letter in text)
    return letters + 2 * PADDING
