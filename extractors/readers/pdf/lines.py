"""Letters into words, words into segments of lines, and segments into the order in which a person reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractors.readers.pdf.glyphs import Glyph, Page, Rule

__all__ = ["Line", "Segment", "lines_of"]

SPACE = 0.15  # of the letters' size: a wider gap parts words
GAP = 0.65  # a wider one parts segments: columns of a page or of a table
LINE_NUMBERS = 15  # fewer in a margin may be anything
SMALL = 0.85  # letters of this size beside others, off their line, are scripts
MARKS = frozenset("*†‡§¶∗♦♠♣⋆★•◦#,")


@dataclass(slots=True)
class Segment:
    """Words that stand close together on one line."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    page: int

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.25 * self.size


@dataclass(slots=True)
class Line:
    """The segments of one column's line from left to right. `column` is the column's left and right edge, `part` the
    number of the column or band on its page."""

    segments: list[Segment]
    column: tuple[float, float]
    part: tuple[int, int]
    rules: list[Rule] = field(default_factory=list)  # those drawn between the line above and this one
    below: list[Rule] = field(default_factory=list)  # those drawn below a column's last line

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return max(segment.right for segment in self.segments)

    @property
    def base(self) -> float:
        return self.segments[0].base

    @property
    def size(self) -> float:
        return max(segment.size for segment in self.segments)

    @property
    def bold(self) -> bool:
        return all(segment.bold for segment in self.segments)


def lines_of(pages: Sequence[Page]) -> list[Line]:
    """All lines in reading order: column by column, between what reaches over both."""
    segments = [segments_of(page) for page in pages]
    gutters = [gutter(page, found) for page, found in zip(pages, segments, strict=True)]
    known = [at for at in gutters if at is not None]
    usual = median(known) if 2 * len(known) >= len(pages) and known else None
    lines: list[Line] = []
    for page, found, at in zip(pages, segments, gutters, strict=True):
        lines += ordered(page, found, at if at is not None else usual)
    return lines


# Segments


def segments_of(page: Page) -> list[Segment]:
    """Words that follow each other in the page's source and on the page; then those that the source has apart."""
    found: list[Segment] = []
    run: list[Glyph] = []
    for glyph in page.glyphs:
        if run and not follows(run, glyph):
            found.append(segment(run, page.number))
            run = []
        run.append(glyph)
    if run:
        found.append(segment(run, page.number))
    return neighbours_joined(without_line_numbers(found, page.width))


def without_line_numbers(found: Sequence[Segment], width: float) -> list[Segment]:
    """Without the numbers that manuscripts under review count their lines with: many in one margin, each one more."""
    edges: dict[int, list[Segment]] = {}
    for one in found:
        if one.text.isascii() and one.text.isdigit() and not 0.12 * width < one.left < 0.88 * width:
            edges.setdefault(round(one.right / 3), []).append(one)
    dropped: set[int] = set()
    for numbers in edges.values():
        counted = [int(one.text[:6]) for one in sorted(numbers, key=lambda one: one.base)]
        if len(counted) >= LINE_NUMBERS and all(after == before + 1 for before, after in pairwise(counted)):
            dropped.update(map(id, numbers))
    return [one for one in found if id(one) not in dropped]


def follows(run: Sequence[Glyph], glyph: Glyph) -> bool:
    before = run[-1]
    size = max(before.size, glyph.size)
    off = abs(glyph.base - before.base)
    if off > (0.65 if before.size != glyph.size else 0.2) * size:
        return False
    return -0.5 * size < glyph.left - before.right < GAP * size


def segment(run: Sequence[Glyph], page: int) -> Segment:
    size = max(glyph.size for glyph in run)
    plain = [glyph for glyph in run if glyph.size > SMALL * size] or list(run)
    base = median(glyph.base for glyph in plain)
    letters = [glyph for glyph in run if glyph.char.isalnum()]
    first_bold = bool(letters) and letters[0].bold
    bold = first_bold or sum(glyph.bold for glyph in letters) * 2 > len(letters)
    text = "".join(written(run, size, base))
    return Segment(text, min(g.left for g in run), max(g.right for g in run), base, size, bold, page)


def written(run: Sequence[Glyph], size: float, base: float) -> Iterator[str]:
    """The letters with spaces where gaps are, and scripts with their sign, as the LaTeX reader writes them."""
    before: Glyph | None = None
    script = ""
    for glyph in run:
        level = level_of(glyph, size, base)
        gap = glyph.left - before.right if before is not None else 0.0
        if gap > SPACE * min(glyph.size, before.size if before is not None else glyph.size):
            yield " "
        if level != script and level and before is not None and glyph.char not in MARKS:
            yield " " if glyph.char in "±(+-−" else level
        if level != "^" or glyph.char not in MARKS:
            yield glyph.char
        before, script = glyph, level


def level_of(glyph: Glyph, size: float, base: float) -> str:
    if glyph.size > SMALL * size:
        return ""
    if glyph.base < base - 0.15 * size:
        return "^"
    return "_" if glyph.base > base + 0.08 * size else ""


def neighbours_joined(found: Sequence[Segment]) -> list[Segment]:
    """One segment where the page shows one, though the source has its parts at different places."""
    rows: dict[int, list[Segment]] = {}
    for one in found:
        rows.setdefault(round(one.base), []).append(one)
    joined: list[Segment] = []
    for key in sorted(rows):
        for one in sorted(rows[key], key=lambda segment: segment.left):
            last = joined[-1] if joined else None
            gap = one.left - last.right if last and abs(last.base - one.base) < 1 else None
            if last and gap is not None and -0.2 * one.size < gap < min(GAP, 0.6) * max(one.size, last.size):
                space = " " if gap > SPACE * one.size else ""
                bold = last.bold if any(char.isalnum() for char in last.text) else one.bold
                joined[-1] = Segment(
                    f"{last.text}{space}{one.text}",
                    last.left,
                    one.right,
                    last.base,
                    max(last.size, one.size),
                    bold,
                    one.page,
                )
            else:
                joined.append(one)
    return joined


# Columns


def gutter(page: Page, segments: Sequence[Segment]) -> float | None:
    """Where the white strip between two columns is; None on a page with one."""
    wide = [one for one in segments if one.right - one.left > 0.25 * page.width]
    best: tuple[int, float] | None = None
    for step in range(-15, 16):
        at = page.width * (0.5 + step / 100)
        left = sum(one.right <= at for one in wide)
        right = sum(one.left >= at for one in wide)
        over = len(wide) - left - right
        if min(left, right) >= 5 and over * 2 < left + right:
            score = left + right - 2 * over
            if (
                best is None
                or score > best[0]
                or (score == best[0] and abs(at - page.width / 2) < abs(best[1] - page.width / 2))
            ):
                best = score, at
    return best[1] if best else None


def ordered(page: Page, segments: Sequence[Segment], at: float | None) -> list[Line]:
    """Band by band from the top; in a band without anything over the gutter the left column first."""
    if not segments:
        return []
    whole = (min(one.left for one in segments), max(one.right for one in segments))
    if at is None:
        return column_lines(segments, whole, (page.number, 0), page.rules)
    over = [one for one in segments if one.left < at - 1 and one.right > at + 1]
    over += beside(segments, over, at, [rule for rule in page.rules if rule.left < at - 20 and rule.right > at + 20])
    edges = {id(one) for one in over}
    lines: list[Line] = []
    part = 0
    for is_over, band in bands(sorted(segments, key=lambda one: (one.base, one.left)), edges):
        columns = (
            [band]
            if is_over
            else [[one for one in band if one.right <= at + 1], [one for one in band if one.right > at + 1]]
        )
        for column in columns:
            if column:
                part += 1
                side = whole if is_over else (min(one.left for one in column), max(one.right for one in column))
                lines += column_lines(column, side, (page.number, part), page.rules)
    return lines


def beside(segments: Sequence[Segment], over: Sequence[Segment], at: float, rules: Sequence[Rule]) -> list[Segment]:
    """What stands on a line with what reaches over the gutter, and what stands between lines drawn over it."""
    bases = sorted(one.base for one in over)
    edges = sorted(rule.at for rule in rules)
    spans = [(low, high) for low, high in pairwise(edges) if high - low < 400]
    known = {id(one) for one in over}
    return [
        one
        for one in segments
        if id(one) not in known
        and (
            any(abs(one.base - base) < 2 and same_line(one, base, over) for base in bases)
            or any(low < one.base < high + 1 for low, high in spans)
        )
    ]


def same_line(one: Segment, base: float, over: Sequence[Segment]) -> bool:
    """A line that reaches over the gutter leaves no room for a column's line but close to it."""
    return any(
        abs(other.base - base) < 0.1 and min(abs(one.left - other.right), abs(other.left - one.right)) < 60
        for other in over
    )


def bands(segments: Sequence[Segment], over: set[int]) -> Iterator[tuple[bool, list[Segment]]]:
    band: list[Segment] = []
    was_over = False
    for one in segments:
        is_over = id(one) in over
        if band and is_over != was_over:
            yield was_over, band
            band = []
        band.append(one)
        was_over = is_over
    if band:
        yield was_over, band


def column_lines(
    segments: Sequence[Segment], column: tuple[float, float], part: tuple[int, int], rules: Sequence[Rule]
) -> list[Line]:
    lines: list[Line] = []
    for one in sorted(segments, key=lambda segment: (segment.base, segment.left)):
        last = lines[-1] if lines else None
        if last and abs(last.base - one.base) < 0.3 * min(one.size, last.size):
            last.segments.append(one)
        else:
            lines.append(Line([one], column, part))
    for line in lines:
        line.segments.sort(key=lambda segment: segment.left)
    within = sorted(
        (rule for rule in rules if rule.right > column[0] and rule.left < column[1]), key=lambda rule: rule.at
    )
    place = 0
    for line in lines:
        while place < len(within) and within[place].at < line.base:
            line.rules.append(within[place])
            place += 1
    if lines:
        lines[-1].below = within[place:]
    return lines
