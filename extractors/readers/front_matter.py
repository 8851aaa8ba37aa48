"""The YAML that some Markdown files open with, between two lines of `---`."""

import regex

from extractors.readers.source import Source

__all__ = ["front_matter"]

LIMIT = 64 * 1024
# Line ends are atomic: one that could be read as \r\n or as \r and \n would double the ways to fail with every line.
MATTER = regex.compile(
    r"---[ \t]*(?>\r\n|\r|\n)(?P<yaml>(?:[^\r\n]*+(?>\r\n|\r|\n))*?)(?:---|\.\.\.)[ \t]*(?>\r\n|\r|\n|\Z)",
)
KEY = regex.compile(r"(?:[ \t]*+(?:\#[^\r\n]*+)?(?>\r\n|\r|\n))*+\w[\w -]*:(?=\s)")


def front_matter(text: str, source: Source) -> tuple[dict[str, object], int]:
    """Its fields, and the offset where the text below it begins: no fields and 0 where there is none.

    What opens like front matter but cannot be read is told of, and the text below it is read without it.
    """
    found = MATTER.match(text, 0, LIMIT)
    if not found or not KEY.match(found["yaml"]):
        return {}, 0
    import yaml  # late: most inputs have none

    try:
        # Like safe_load it builds nothing but lists, mappings and strings; it keeps `year: 2019` and dates as printed,
        # and has no constructors to fail on a bad one.
        fields = yaml.load(found["yaml"], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        source.problem(
            f"its front matter is broken YAML{place(error)}; mend it, or the lines between the two `---` are lost"
        )
        return {}, found.end()
    if not isinstance(fields, dict):
        return {}, 0
    fields.setdefault("authors", fields.get("author"))
    return {str(key).lower(): value for key, value in fields.items() if value not in ("~", "null")}, found.end()


def place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 2} of the file)" if mark else ""
