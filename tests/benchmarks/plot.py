"""A line chart as an SVG file: both axes logarithmic, a tick at each power of ten and a mark with its value."""

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from pathlib import Path

__all__ = ["Line", "draw"]

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 400, 80, 48, 24, 64
FONT = 'font-family="sans-serif" font-size="13"'
COLOURS = ("#0a7d6c", "#b5532a", "#4b5bb5")
Line = tuple[str, Sequence[tuple[float, float]]]


def draw(file: Path, title: str, across: str, up: str, lines: Sequence[Line]) -> None:
    """Each line has a name and its points, all of them above 0; `across` and `up` name the axes with their units."""
    xs = powers([x for _, points in lines for x, _ in points])
    ys = powers([y for _, points in lines for _, y in points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {FONT}>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{escape(title)}</text>',
        f'<text x="{(LEFT + WIDTH) // 2}" y="{HEIGHT - 14}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="translate(18 {HEIGHT // 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>',
    ]
    for power in range(xs[0], xs[1] + 1):
        x = place(10.0**power, xs, LEFT, WIDTH - RIGHT)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{number(10.0**power)}</text>')
    for power in range(ys[0], ys[1] + 1):
        y = place(10.0**power, ys, HEIGHT - BOTTOM, TOP)
        parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{number(10.0**power)}</text>')
    for at, (name, points) in enumerate(lines):
        colour = COLOURS[at % len(COLOURS)]
        places = [(place(x, xs, LEFT, WIDTH - RIGHT), place(y, ys, HEIGHT - BOTTOM, TOP), y) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for x, y, value in places:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
            parts.append(f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle" fill="{colour}">{value:.3g}</text>')
        parts.append(
            f'<text x="{WIDTH - RIGHT}" y="{22 + 17 * at}" text-anchor="end" fill="{colour}">{escape(name)}</text>'
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def powers(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten that all values lie between."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def place(value: float, between: tuple[int, int], start: float, end: float) -> float:
    return start + (log10(value) - between[0]) / (between[1] - between[0]) * (end - start)


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"
