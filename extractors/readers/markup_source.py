"""The bytes of an HTML or XML file made into a tree, with nothing in it that could reach outside or grow.

A DOCTYPE never gets as far as the parser: one that only names its DTD is cut off, so that nothing is looked up, and one
that declares something (entities above all) is refused. Named characters (`&nbsp;`) are written out beforehand.
"""

import codecs
import re
from hashlib import sha256
from html.entities import html5
from typing import Literal

import regex
from lxml import etree

from extractors.readers.source import MEGABYTE, Source, byte_order_mark, clean

__all__ = ["CAP", "Tree", "parsed"]

CAP = 64 * MEGABYTE
DECLARED = re.compile(
    rb"""<(?:\?xml[^>]{0,200}?encoding|meta[^>]{0,300}?charset)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
XML_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*>")
# What may stand before a DOCTYPE; possessive, so that a million comments are read once.
PROLOG = regex.compile(r"(?:\s++|<!--(?:(?!-->).)*+-->|<\?(?:(?!\?>).)*+\?>)*+", regex.DOTALL)
DOCTYPE = regex.compile(r"""<!DOCTYPE(?:[^\[>"']|"[^"]*+"|'[^']*+')*+(?P<end>[\[>]|\Z)""", regex.IGNORECASE)
DECLARATION = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b", re.IGNORECASE)
ROOT = re.compile(r"<[A-Za-z_:]")
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127], " ")
Kind = Literal["html", "xml"]
Tree = tuple[etree._Element, str]


def parsed(source: Source, kind: Kind) -> Tree:
    """The root of the tree, and the sha256 of the bytes."""
    data = source.stream.read(CAP + 1)
    if len(data) > CAP:
        source.fail(f"is larger than {CAP // MEGABYTE} MB, the most that is read of {kind.upper()}; split it")
    text = without_doctype(decoded(source, data, kind), source, kind).translate(CONTROLS)
    if kind == "xml":
        text = NAMED.sub(character, text)
    root = tree(text.encode(), source, kind)
    return root, sha256(data).hexdigest()


def decoded(source: Source, data: bytes, kind: Kind) -> str:
    """By byte order mark, else by what the file declares, else UTF-8; a web page that is neither is Windows-1252."""
    mark, encoding = byte_order_mark(data)
    declared = None if mark else DECLARED.search(data[:4096])
    if declared:
        encoding = declared[1].decode("ascii", "replace")
    try:
        text = data[len(mark) :].decode(encoding)
    except (LookupError, UnicodeDecodeError):
        if kind == "xml":
            source.fail(f"is not {encoding.upper()[:40]} as it should be; save it as UTF-8, or mend its declaration")
        text = data.decode("utf-8", "replace") if is_utf8(data[: 1 << 16]) else data.decode("cp1252", "replace")
    return clean(text)


def is_utf8(start: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(start)
    except UnicodeDecodeError:
        return False
    return True


def without_doctype(text: str, source: Source, kind: Kind) -> str:
    declaration = XML_DECLARATION.match(text)
    begin = end_of(PROLOG, text, declaration.end() if declaration else 0)
    doctype = DOCTYPE.match(text, begin)
    root = ROOT.search(text, doctype.end() if doctype else begin)
    end = root.start() if root else len(text)
    if (doctype and doctype["end"] != ">") or DECLARATION.search(text, begin, end):
        source.fail("declares entities or other parts of a DTD, which are not read; delete from `<!DOCTYPE` to `]>`")
    return text[end:] if kind == "xml" else text[doctype.end() if doctype else begin :]


def end_of(pattern: "regex.Pattern[str]", text: str, begin: int) -> int:
    match = pattern.match(text, begin)
    return match.end() if match else begin


def character(match: re.Match[str]) -> str:
    """A character for its HTML name; a name that nobody knows is left out."""
    name = match[1]
    return match[0] if name in XML_NAMES else html5.get(f"{name};", " ")


def tree(data: bytes, source: Source, kind: Kind) -> etree._Element:
    parser: etree.HTMLParser | etree.XMLParser = html_parser() if kind == "html" else xml_parser()
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        source.fail(f"holds no {kind.upper()} that can be read; download it again, or save it as text first")
    for entry in worth_a_line(list(parser.error_log), kind):
        why = " ".join(entry.message.partition(" use XML_PARSE_HUGE")[0].split())[:100]
        source.problem(f"is broken in line {entry.line} ({why}); what stands below may be missing")
    return root


def worth_a_line(log: "list[etree._LogEntry]", kind: Kind) -> "list[etree._LogEntry]":
    """Pages are full of small mistakes; the one to tell of is nesting so deep that the rest was left out."""
    return [entry for entry in log if kind == "xml" or entry.type_name == "ERR_RESOURCE_LIMIT"][:1]


def html_parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)


def xml_parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        attribute_defaults=False, huge_tree=False, recover=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
