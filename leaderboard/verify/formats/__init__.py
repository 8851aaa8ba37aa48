"""How a report is written. A new format is one module with one function, and one row here."""

from collections.abc import Callable, Mapping

from leaderboard.verify.formats.claimreview import claim_reviews
from leaderboard.verify.formats.html import html_page
from leaderboard.verify.formats.jsonl import json_lines
from leaderboard.verify.formats.junit import junit_xml
from leaderboard.verify.formats.markdown import markdown
from leaderboard.verify.formats.sarif import sarif_log
from leaderboard.verify.report import Report

__all__ = ["FORMATS"]

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "markdown": markdown,
    "html": html_page,
    "jsonl": json_lines,
    "sarif": sarif_log,
    "junit": junit_xml,
    "claimreview": claim_reviews,
}
