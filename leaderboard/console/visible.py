"""Foreign text made harmless to a terminal: no title moves the cursor, colours the screen or turns a line around."""

import re

__all__ = ["one_line", "visible"]

# C0 controls become their pictures (ESC shows as ␛). C1 controls, the bidirectional overrides and the line separators
# have no picture. Tab and line feed are left to `visible`, which keeps them, and to `one_line`, which does not.
PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
INVISIBLE = [*range(0x80, 0xA0), 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
ONE_TO_ONE = PICTURES | dict.fromkeys(INVISIBLE, "\ufffd") | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
KEEPING_LINES = {code: sign for code, sign in ONE_TO_ONE.items() if code not in (0x09, 0x0A)}
ON_ONE_LINE = ONE_TO_ONE | {0x09: " ", 0x0A: " ", 0x0D: " ", 0x2028: " ", 0x2029: " "}
HARMFUL = re.compile("[" + "".join(re.escape(chr(code)) for code in KEEPING_LINES) + "]")


def visible(text: str) -> str:
    """`text` with every control character made visible, character for character, so that offsets still hold."""
    return text.translate(KEEPING_LINES) if HARMFUL.search(text) else text


def one_line(text: str) -> str:
    """`text` as `visible` gives it, line feeds and tabs as spaces; of equal length as well."""
    return text.translate(ON_ONE_LINE)
