"""Under which licence somebody's board may be passed on, as the files beside it say."""

import re
from functools import lru_cache
from pathlib import Path

__all__ = ["PAPERS_WITH_CODE", "licence_beside"]

PAPERS_WITH_CODE = "CC BY-SA 4.0"  # what the project gave its data out under, whatever tool wrote the file
ABOVE = 4  # folders that are looked through
NAMES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "COPYING")
KNOWN = (
    (re.compile(r"Attribution-ShareAlike\s4\.0", re.IGNORECASE), "CC BY-SA 4.0"),
    (re.compile(r"Attribution-NonCommercial", re.IGNORECASE), "CC BY-NC"),
    (re.compile(r"Attribution\s4\.0", re.IGNORECASE), "CC BY 4.0"),
    (re.compile(r"CC0|public\sdomain\sdedication", re.IGNORECASE), "CC0"),
    (re.compile(r"Apache\sLicense", re.IGNORECASE), "Apache-2.0"),
    (re.compile(r"MIT\sLicense|Permission\sis\shereby\sgranted,\sfree", re.IGNORECASE), "MIT"),
)


def licence_beside(name: str) -> str:
    """The licence that a file beside `name`, or in one of the folders above it, gives; "" where none says so."""
    return licence_of_folder(str(Path(name).absolute().parent)) if name not in ("", "-") else ""


@lru_cache(maxsize=1024)
def licence_of_folder(folder: str) -> str:
    place = Path(folder)
    for parent in (place, *list(place.parents)[: ABOVE - 1]):
        for file in (parent / name for name in NAMES):
            try:
                if file.is_file():
                    with file.open(encoding="utf-8", errors="replace") as stream:
                        return named_in(stream.read(2000))
            except OSError:
                continue
    return ""


def named_in(text: str) -> str:
    return next((name for pattern, name in KNOWN if pattern.search(text)), "")
