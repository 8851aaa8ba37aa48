"""The letters of a PDF's pages with their places, and the straight lines drawn between them, as pdfium finds them."""

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pypdfium2
from pypdfium2 import raw

from extractors.readers.source import MEGABYTE, Source

__all__ = ["Glyph", "Page", "Pdf", "Rule", "opened_pdf"]

CAP = 64 * MEGABYTE
PAGES = 500
LETTERS = 3_000_000  # in one file, of 4 µs each; 500 full pages
GLYPHS = 100_000  # on one page; a full one has 6,000
OBJECTS = 50_000
FAR = 1e6  # points; what stands further out, or nowhere (NaN), is on no page
BOLD = re.compile(rb"bold|black|heavy|cmbx|semibd|-bd|medi(?:um)?(?:$|[^a-z])", re.IGNORECASE)
HYPHENS = frozenset({0x2, 0xAD, 0xFFFE})  # what pdfium gives for a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter; `left` to `right` and the base line count in points from the page's top left corner."""

    char: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn horizontal line."""

    left: float
    right: float
    at: float


@dataclass(slots=True)
class Page:
    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]


@dataclass(slots=True)
class Pdf:
    document: Any
    digest: str

    def pages(self, source: Source) -> list[Page]:
        """Its pages with text, up to what the bounds allow."""
        count = len(self.document)
        if count > PAGES:
            source.problem(f"has {count} pages; the first {PAGES} were read, so split it to read the others")
        found: list[Page] = []
        left = LETTERS
        for number in range(min(count, PAGES)):
            if left <= 0:
                source.problem(f"has more than {LETTERS:,} letters; pages from {number + 1} on were left out")
                break
            try:
                found.append(page_of(self.document, number))
                left -= len(found[-1].glyphs)
            except pypdfium2.PdfiumError:
                source.problem(f"page {number + 1} is damaged and was left out; download the file again")
        return found


@contextmanager
def opened_pdf(source: Source) -> Iterator[Pdf]:
    data = source.stream.read(CAP + 1)
    if len(data) > CAP:
        source.fail(f"is larger than {CAP // MEGABYTE} MB, the most that is read of a PDF; split it into parts")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            source.fail("is encrypted with a password; save it without one, e.g. `qpdf --decrypt --password=… IN OUT`")
        source.fail("is damaged and cannot be opened as a PDF; download it again")
    try:
        yield Pdf(document, sha256(data).hexdigest())
    finally:
        document.close()


def page_of(document: Any, number: int) -> Page:
    page = document[number]
    try:
        left, bottom, right, top = page.get_bbox()
        if not is_near(left, bottom, right, top):
            raise pypdfium2.PdfiumError("the page has no place")
        text = page.get_textpage()
        try:
            glyphs = list(letters(text, left, top))
        finally:
            text.close()
        return Page(number + 1, right - left, top - bottom, glyphs, whole(list(rules(page, left, top))))
    finally:
        page.close()


def letters(text: Any, page_left: float, page_top: float) -> Iterator[Glyph]:
    """The letters in the order of the page's source; spaces are left out, they follow from the places of the others."""
    fonts = Fonts(text)
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    high = 0
    for index in range(min(text.count_chars(), GLYPHS)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 and code not in HYPHENS:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        char, high = character(code, high), 0
        size, bold, upright = fonts.at(index)
        if not char or not upright:
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        if is_near(box.left, box.right, y.value, size):
            yield Glyph(char, box.left - page_left, box.right - page_left, page_top - y.value, size, bold)


def is_near(*places: float) -> bool:
    return all(-FAR < place < FAR for place in places)


def character(code: int, high: int) -> str:
    """ "" for spaces, controls and what stands for no letter."""
    if code in HYPHENS:
        return "-"
    if high and 0xDC00 <= code < 0xE000:
        code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    return "" if chr(code).isspace() else chr(code)


class Fonts:
    """Size, weight and direction of letters, asked once for each piece of text that shares them."""

    def __init__(self, text: Any) -> None:
        self.text = text
        self.known: dict[int, tuple[float, bool, bool]] = {}

    def at(self, index: int) -> tuple[float, bool, bool]:
        piece = raw.FPDFText_GetTextObject(self.text, index)
        key = ctypes.addressof(piece.contents) if piece else 0
        if key not in self.known:
            self.known[key] = self.look(piece, index) if piece else (10.0, False, True)
        return self.known[key]

    def look(self, piece: Any, index: int) -> tuple[float, bool, bool]:
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(piece, matrix)
        size = abs(raw.FPDFText_GetFontSize(self.text, index) * (matrix.d or 1.0))
        name = ctypes.create_string_buffer(128)
        raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(piece), name, 128)
        bold = BOLD.search(name.value) is not None or raw.FPDFText_GetFontWeight(self.text, index) >= 600
        upright = abs(matrix.b) <= 0.1 * abs(matrix.a) and matrix.a > 0
        return max(size, 1.0), bold, upright


def rules(page: Any, page_left: float, page_top: float) -> Iterator[Rule]:
    """Long flat shapes: lines, and the thin boxes that stand in for them."""
    for count, shape in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > OBJECTS:
            return
        try:
            left, bottom, right, top = shape.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        if top - bottom < 2.5 and right - left > 4 and is_near(left, bottom, right, top):
            yield Rule(left - page_left, right - page_left, page_top - (top + bottom) / 2)


def whole(parts: list[Rule]) -> list[Rule]:
    """The lines that are drawn in parts, as a table's cells draw their own borders, each as one."""
    found: list[Rule] = []
    for part in sorted(parts, key=lambda rule: (round(rule.at), rule.left)):
        last = found[-1] if found else None
        if last and abs(last.at - part.at) < 0.8 and part.left - last.right < 0.5:
            found[-1] = Rule(last.left, max(last.right, part.right), last.at)
        else:
            found.append(part)
    return found
