"""Finding elements and their text in a tree of tags, whatever its namespace."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["first", "local", "text_at"]


def local(element: "_Element") -> str:
    """The name without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def first(element: "_Element", name: str) -> "_Element | None":
    """The first element of this name, itself or below it."""
    return next(element.iter(f"{{*}}{name}"), None)


def text_at(element: "_Element | None") -> str:
    """All text in it, as one line."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""
