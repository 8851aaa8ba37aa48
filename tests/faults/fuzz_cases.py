"""What is tried on one input: a reader with `extract` on what it gives, or the prose alone.

A case answers whether it came as far as the reader (a board's reader takes only what its sniffer recognises). Whatever
it raises is a crash: any exception but a reader's `ReadError`, and a claim whose span is not its quote.
"""

import io
import tarfile
import zipfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

__all__ = ["LONGEST", "case_of", "seeds_of", "targets"]

LONGEST = 20_000  # bytes of a case
DOCUMENTS = 3  # of a file, that are extracted
READERS_FILES = Path(__file__).resolve().parents[1] / "extractors" / "readers"
OWN = Path(__file__).with_name("fuzz_seeds")
PAPERS = Path(__file__).with_name("seed_papers")


def targets() -> list[str]:
    from extractors.readers import READERS

    return ["prose", *(reader.name for reader in READERS)]


def case_of(target: str) -> Callable[[bytes], bool]:
    return prose_case() if target == "prose" else reader_case(target)


def prose_case() -> Callable[[bytes], bool]:
    from extractors.pipeline import extract
    from registry.catalog import load_catalog
    from registry.model import Document

    catalog = load_catalog()

    def case(data: bytes) -> bool:
        text = data.decode("utf-8", "surrogateescape")
        for claim in extract(Document("case", text), catalog).claims:
            assert text[claim.start : claim.end] == claim.quote
        return True

    return case


def reader_case(target: str) -> Callable[[bytes], bool]:
    from extractors.pipeline import extract
    from extractors.readers import READERS
    from extractors.readers.source import Stamp, source_of
    from registry.catalog import load_catalog
    from registry.errors import ReadError

    catalog = load_catalog()
    reader = next(reader for reader in READERS if reader.name == target)
    stamp = Stamp(source="case", media_type=reader.media_type, reader=reader.name, reader_version=reader.version)

    def case(data: bytes) -> bool:
        try:
            source = source_of("case" + reader.suffixes[0], reader.suffixes[0], io.BytesIO(data), lambda problem: None)
            if reader.board and not reader.sniff(source.start):
                return False
            for document in islice(reader.read(source, stamp), DOCUMENTS):
                for claim in extract(document, catalog).claims:
                    assert document.text[claim.start : claim.end] == claim.quote
        except ReadError:
            pass
        return True

    return case


def seeds_of(target: str) -> list[bytes]:
    """What the cases begin with: our own files in the target's format, and for the prose the sentences of the rules."""
    from extractors.readers import READERS
    from extractors.rules import RULES

    if target == "prose":
        return [example.encode() for rule in RULES for example in rule.examples]
    reader = next(reader for reader in READERS if reader.name == target)
    files = sorted((OWN / target).glob("*"))
    if not reader.board:
        files += [file for folder in (READERS_FILES, PAPERS) for file in sorted(folder.rglob("*"))]
    seeds = [file.read_bytes() for file in files if file.suffix in reader.suffixes and file.is_file()]
    if target == "latex":
        seeds += archives(READERS_FILES / "files" / "latex" / "otters")
    return [seed for seed in seeds if len(seed) <= LONGEST]


def archives(folder: Path) -> list[bytes]:
    """The files of a paper as the tar and the zip that an archive of papers hands out."""
    files = [(file.relative_to(folder).as_posix(), file.read_bytes()) for file in sorted(folder.rglob("*.tex"))]
    tarred, zipped = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=tarred, mode="w") as tar:
        for name, data in files:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    with zipfile.ZipFile(zipped, "w") as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data)
    return [tarred.getvalue(), zipped.getvalue()]
