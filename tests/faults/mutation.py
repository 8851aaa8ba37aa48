"""Many cases a second, without the price of watching coverage: what is known is cut, spliced, repeated and spoilt.

What is known are the seeds and every case that a guided run found to reach new code. A run is told a number, from which
its cases follow; runs with different numbers try different cases.
"""

import faulthandler
import mmap
import re
import resource
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from time import monotonic, process_time

__all__ = ["HANG", "MEMORY", "Tried", "mutant", "try_many", "words_of"]

HANG, MEMORY = 10, 2048  # seconds of CPU for one case, megabytes
STUCK = 180  # seconds on the wall after which a case that does not end is given up with its process
SHORT = 1_000  # bytes of a known case that most cases take: the cost of a case is its length
ODD = (
    *("\0", "\ufeff", "\u202e", "e\u0301", "\u2212", "\u00bd", "\U0001d7d8", "\ud800", "\x85", "\u2028", "\r\n\r\n"),
    *("1e999", "-0.0", "1" * 400, "0" * 50 + ".5", "99.9%", "±", "NaN", "inf", "1/0", "[1]", "(0.1, 0.2)"),
    *("<![CDATA[", "<!--", "&#x110000;", "&amp;", "{" * 60, "[" * 60, "(" * 60, "\\" * 40, "$$", "```", "|---|", "~"),
    *(
        "\\input{main}",
        "\\def\\a{\\a}",
        "\\begin{tabular}{",
        "\\multirow{9999}{*}{",
        "colspan=99999",
        "\\x00",
        '"',
        "'",
    ),
)


@dataclass(slots=True)
class Tried:
    """What a run did: `refused` are cases that a board's sniffer did not take, which are not among `cases`."""

    cases: int = 0
    refused: int = 0
    seconds: float = 0.0  # of CPU
    slowest: float = 0.0  # of CPU, one case
    peak: int = 0  # megabytes
    finding: str = ""

    def as_json(self) -> dict[str, float | int | str]:
        return asdict(self)


def try_many(
    case: Callable[[bytes], bool], known: Sequence[bytes], current: Path, seconds: float, most: int, number: int
) -> Tried:
    """Try mutants of what is `known` for so many seconds, `most` of them at the most, until one is a finding. The case
    that is tried stands in the file `current` at any time, whatever becomes of the process."""
    chance, words, tried = Random(number), words_of(known), Tried()
    ends, armed, began = monotonic() + seconds, 0.0, process_time()
    with current.open("w+b") as file:
        file.truncate(1 << 20)
        with mmap.mmap(file.fileno(), 1 << 20) as shown:
            while tried.cases < most and (now := monotonic()) < ends and not tried.finding:
                if now > armed + 1:
                    faulthandler.dump_traceback_later(STUCK, exit=True)
                    armed = now
                data = mutant(known, words, chance)
                shown[:8] = len(data).to_bytes(8, "little")
                shown[8 : 8 + len(data)] = data
                one(case, data, tried)
    faulthandler.cancel_dump_traceback_later()
    tried.seconds = process_time() - began
    return tried


def one(case: Callable[[bytes], bool], data: bytes, tried: Tried) -> None:
    began = process_time()
    try:
        if case(data):
            tried.cases += 1
        else:
            tried.refused += 1
    except BaseException as error:
        tried.finding = f"crashed: {traceback.format_exception_only(error)[-1].strip()[:100]}"
    took = process_time() - began
    if took > tried.slowest:
        tried.slowest = took
        tried.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if took > HANG:
        tried.finding = tried.finding or f"hung: {took:.1f} s"
    if not tried.cases % 1000:
        tried.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if tried.peak > MEMORY:
        tried.finding = tried.finding or f"too large: {tried.peak} MB"


def words_of(known: Sequence[bytes]) -> list[bytes]:
    """What is put in: the words and signs of the known cases, and what often goes wrong."""
    found = {word for data in known for word in re.findall(rb"\\?[\w.%-]{2,24}|[^\w\s]{1,4}|\s+", data)}
    return [*sorted(found)[:5_000], *(odd.encode("utf-8", "surrogatepass") for odd in ODD)]


def mutant(known: Sequence[bytes], words: Sequence[bytes], chance: Random) -> bytes:
    """A case near to a known one, or near to two."""
    data = window(chance.choice(known), chance)
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        data = CHANGES[int(chance.random() * len(CHANGES))](data, known, words, chance)
    return data[:20_000]


def window(data: bytes, chance: Random) -> bytes:
    """All of it, one time in eight also of a long one."""
    if len(data) <= SHORT or chance.random() < 0.125:
        return data
    start = int(chance.random() * (len(data) - SHORT)) if chance.random() < 0.5 else 0
    return data[start : start + SHORT]


def stretch(data: bytes, chance: Random) -> tuple[int, int]:
    """Where some bytes of it begin and end, more often few than many."""
    start = int(chance.random() * (len(data) + 1))
    return start, min(len(data), start + int(chance.random() ** 3 * (len(data) + 8)))


def without(data: bytes, known: Sequence[bytes], words: Sequence[bytes], chance: Random) -> bytes:
    start, end = stretch(data, chance)
    return data[:start] + data[end:]


def twice(data: bytes, known: Sequence[bytes], words: Sequence[bytes], chance: Random) -> bytes:
    start, end = stretch(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 1, 2, 30)) + data[end:]


def with_word(data: bytes, known: Sequence[bytes], words: Sequence[bytes], chance: Random) -> bytes:
    start, end = stretch(data, chance)
    kept = end if chance.random() < 0.5 else start
    return data[:start] + words[int(chance.random() * len(words))] + data[kept:]


def spliced(data: bytes, known: Sequence[bytes], words: Sequence[bytes], chance: Random) -> bytes:
    other = window(known[int(chance.random() * len(known))], chance)
    start, end = stretch(other, chance)
    at = int(chance.random() * (len(data) + 1))
    return data[:at] + other[start:end] + data[at if chance.random() < 0.7 else len(data) :]


def spoilt(data: bytes, known: Sequence[bytes], words: Sequence[bytes], chance: Random) -> bytes:
    at = int(chance.random() * (len(data) + 1))
    return data[:at] + bytes((int(chance.random() * 256),)) + data[at + 1 :]


def renumbered(data: bytes, known: Sequence[bytes], words: Sequence[bytes], chance: Random) -> bytes:
    at = int(chance.random() * (len(data) + 1))
    found = re.compile(rb"\d+").search(data, at)
    if found is None:
        return data
    return data[: found.start()] + str(chance.randrange(10 ** chance.randrange(1, 7))).encode() + data[found.end() :]


CHANGES = (without, twice, with_word, with_word, spliced, spliced, spoilt, renumbered)
