"""YAML that knows where its values stand, for files that strangers wrote: no aliases, no tags, capped in size."""

import json
import re
from typing import Any

from extractors.readers.source import MEGABYTE, Source
from registry.model import Span

__all__ = ["CAP", "entry", "items", "json_of", "root_of", "scalar", "span_of"]

CAP = 4 * MEGABYTE  # 2 s of the pure Python reader a megabyte
DEPTH = 60
JSON_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")


def root_of(text: str, source: Source) -> Any:
    """The one YAML document of `text` as nodes with their places; a fault is told as `ReadError`."""
    import yaml  # late: most inputs have none

    if len(text) > CAP:
        source.fail(f"has more than {CAP // MEGABYTE} MB of YAML, the most that is read; split it")
    try:
        loader = Plain(text)
        return loader.get_single_node()
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" (line {mark.line + 1})" if mark else ""
        source.fail(
            f"is YAML that cannot be read{place}: {getattr(error, 'problem', None) or 'nested too deeply'}; mend it"
        )


def plain_loader() -> Any:
    import yaml

    class PlainLoader(yaml.SafeLoader):
        """Without aliases, by which a few lines can stand for billions of values."""

        depth = 0

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                event: Any = self.peek_event()  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "an alias (*name), which is not read", event.start_mark)
            self.depth += 1
            if self.depth > DEPTH:
                raise RecursionError
            try:
                return super().compose_node(parent, index)
            finally:
                self.depth -= 1

    return PlainLoader


def Plain(text: str) -> Any:  # noqa: N802 - stands for the class, which needs yaml
    return plain_loader()(text)


def items(node: Any) -> list[Any]:
    """The nodes of a list; none for any other."""
    return list(node.value) if getattr(node, "id", "") == "sequence" else []


def entry(node: Any, *keys: str) -> Any:
    """The node below these keys, None where there is none."""
    for key in keys:
        pairs = node.value if getattr(node, "id", "") == "mapping" else []
        node = next((value for name, value in pairs if name.value == key), None)
    return node


def scalar(node: Any) -> str:
    """A scalar as printed; "" for null and for anything else."""
    if getattr(node, "id", "") != "scalar" or node.tag.endswith(":null"):
        return ""
    return str(node.value)


def span_of(node: Any, text: str, base: int = 0) -> Span:
    """Where a node stands in the text that its YAML begins in at `base`, without quotes and the line end behind it."""
    start, end = node.start_mark.index + base, node.end_mark.index + base
    if node.id == "scalar" and node.style in ("'", '"'):
        return Span(start + 1, end - 1)
    return Span(start, start + len(text[start:end].rstrip()))


def json_of(node: Any) -> str:
    """The node as JSON, numbers as printed."""
    if node.id == "mapping":
        pairs = (f"{json.dumps(str(key.value), ensure_ascii=False)}: {json_of(value)}" for key, value in node.value)
        return f"{{{', '.join(pairs)}}}"
    if node.id == "sequence":
        return f"[{', '.join(map(json_of, node.value))}]"
    if node.tag.endswith((":int", ":float")) and JSON_NUMBER.fullmatch(node.value):
        return str(node.value)
    if node.tag.endswith(":bool"):
        return "true" if node.value.lower() in ("true", "yes", "on") else "false"
    return "null" if node.tag.endswith(":null") else json.dumps(node.value, ensure_ascii=False)
