"""How one value is told: to programs as JSON has it, to people in words."""

import json
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from leaderboard.console.visible import KEEPING_LINES, one_line

__all__ = ["MISSING", "Row", "in_words", "json_text", "plain"]

Row = Mapping[str, Any]
MISSING = "–"


def json_text(value: Any) -> str:
    """One line of JSON that a terminal can be shown: controls that JSON leaves alone are escaped, nothing is lost."""
    told = json.dumps(plain(value), ensure_ascii=False, allow_nan=False)
    return re.sub(UNESCAPED, lambda found: f"\\u{ord(found[0]):04x}", told)


UNESCAPED = re.compile("[" + "".join(re.escape(chr(code)) for code in KEEPING_LINES if code >= 0x7F) + "]")


def plain(value: Any) -> Any:
    """`value` as JSON has it: a decimal is a number, a date its ISO form, what is not finite is null."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, (float, Decimal)):
        return number(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def number(value: float | Decimal) -> int | float | None:
    """43.8 for 43.80 and 5300000 for 5.3E+6; null for what JSON has no number for."""
    near = float(value)
    if not math.isfinite(near):
        return None
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else near


def in_words(value: Any) -> str:
    """A value as a person reads it: the missing is a dash and never 0, a list is told with commas."""
    told = plain(value)
    if told is None or told == "" or told == []:
        return MISSING
    if isinstance(told, bool):
        return "yes" if told else "no"
    if isinstance(told, list):
        return ", ".join(in_words(inner) for inner in told)
    return one_line(json_text(told) if isinstance(told, dict) else str(told))
