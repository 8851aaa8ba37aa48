"""The unit of work of a large ingest: some input files, or a part of a large one, and what was found in them.

    input ─plan→ Partition ─write_partition→ FOLDER/<table>/<name>.parquet, FOLDER/done/<name>.json ─read_back→ frames

One function does the work, whoever calls it: a process of a local pool or a worker of a cluster. It is idempotent, and
a partition is done when its last file, which has the digests of the others, is there.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.pipeline import extractor_version
from extractors.readers.parts import Part, parts_of
from leaderboard.ingest import documents_of, found_in, place_of, rare_collections
from leaderboard.places import read_bytes, state_of, write_bytes
from registry.catalog import load_catalog
from registry.errors import ReadError, UsageError
from registry.model import Document, content_hash

if TYPE_CHECKING:
    import polars as pl

    from registry.batch import Frames

__all__ = ["Done", "Partition", "Task", "is_done", "plan", "read_back", "write_known", "write_partition", "written"]

PARTITION_BYTES = 8_000_000  # some 6,500 abstracts: half a minute of work lost with a worker at most
Piece = tuple[Path | str, Part | None]


@dataclass(frozen=True, slots=True)
class Partition:
    """Files, or one part of a file, in the order of the command; `name` changes when any of them does."""

    name: str
    pieces: tuple[Piece, ...]

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(place_of(file) for file, _ in self.pieces))


@dataclass(frozen=True, slots=True)
class Task:
    """A partition, the folder that its files go to, the name there of what is known and needs no extraction, and the
    version of the catalogue to extract with."""

    partition: Partition
    folder: str
    known: str
    catalog: str


@dataclass(frozen=True, slots=True)
class Done:
    """What was found in a partition, and what could not be read of it."""

    found: "Frames"
    failed: tuple[ReadError, ...]


@dataclass(slots=True)
class Pieces:
    """The documents of a partition, as `leaderboard.ingest.Reading` gives those of a command."""

    pieces: Sequence[Piece]
    failed: list[ReadError] = field(default_factory=list)

    def fail(self, error: ReadError) -> None:
        self.failed.append(error)

    def __iter__(self) -> Iterator[Document]:
        for file, part in self.pieces:
            yield from documents_of(file, self.fail, part)


def plan(files: Iterable[Path | str], size: int = PARTITION_BYTES) -> Iterator[Partition]:
    """The partitions of some files, in their order: a large file of JSON Lines in parts, small files together."""
    together: list[Piece] = []
    held = 0
    for file in files:
        parts = parts_of(file, size) if isinstance(file, Path) else []
        length = state_of(file)[0]
        if together and (parts or held + length > size):
            yield partition_of(together)
            together, held = [], 0
        if parts:
            yield from (partition_of([(file, part)]) for part in parts)
        else:
            together.append((file, None))
            held += length
    if together:
        yield partition_of(together)


def partition_of(pieces: Sequence[Piece]) -> Partition:
    told = [(place_of(file), *state_of(file), part and (part.start, part.end)) for file, part in pieces]
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", str(pieces[0][0]).rpartition("/")[2])[:60].strip("-.")
    return Partition(f"{stem}-{content_hash(*told)}", tuple(pieces))


def written(task: Task) -> str:
    """Read the partition unless it is done, as where its worker died after its last file was there."""
    return task.partition.name if is_done(task, known_to(task)) else write_partition(task)


def write_partition(task: Task) -> str:
    """Read the partition and write what was found; answers with its name."""
    catalog = load_catalog()
    if catalog.version != task.catalog:
        raise UsageError("a worker has another catalogue than this command; install the same claimboard on both")
    reading = Pieces(task.partition.pieces)
    with rare_collections():
        found = found_in(list(reading), known_to(task), catalog, reading)
    name, digests = task.partition.name, {}
    for table, frame in found.items():
        data = parquet_of(frame)
        digests[table] = digest_of(data)
        write_bytes(task.folder, f"{table}/{name}.parquet", data)
    done = {
        "extractor": extractor_version(),
        "catalog": catalog.version,
        "digests": digests,
        "failed": [[error.source, error.why, error.exit_code] for error in reading.failed],
        "passed_over": sorted(passed_over(found)),
    }
    write_bytes(task.folder, f"done/{name}.json", json.dumps(done, indent=1).encode())
    return name


def passed_over(found: "Frames") -> set[str]:
    """The documents in which nothing was looked for: they were known, or failed."""
    return set(found["reading"]["document_id"]) - set(found["document"]["document_id"])


def is_done(task: Task, known: Mapping[str, Set[str]]) -> bool:
    """Whether the partition was read by this extractor and catalogue, and what was passed over then is known now. One
    with a document that failed is therefore read anew."""
    told = marker(task.folder, task.partition.name)
    if told is None or (told["extractor"], told["catalog"]) != (extractor_version(), task.catalog):
        return False
    left = set(told["passed_over"])
    return not left or left <= set().union(*(known.get(source, ()) for source in task.partition.sources))


def write_known(folder: str, known: Mapping[str, Set[str]]) -> str:
    """The contents that need no extraction, by source, in a file of that folder; its name, "" for none."""
    rows = [(source, document_id) for source in sorted(known) for document_id in sorted(known[source])]
    if not rows:
        return ""
    import polars as pl

    frame = pl.DataFrame(rows, schema={"source": pl.String, "document_id": pl.String}, orient="row")
    data = parquet_of(frame)
    name = f"known/{digest_of(data)}.parquet"
    write_bytes(folder, name, data)
    return name


def known_to(task: Task) -> dict[str, set[str]]:
    data = read_bytes(task.folder, task.known) if task.known else None
    if data is None:
        return {}
    import polars as pl

    rows = pl.read_parquet(io.BytesIO(data)).filter(pl.col("source").is_in(task.partition.sources))
    return {source: set(ids) for source, ids in rows.group_by("source").all().iter_rows()}


def read_back(task: Task) -> Done | None:
    """What `write_partition` wrote; None where a file is missing, or not what was written."""
    import polars as pl

    from registry.batch import COLUMNS

    name = task.partition.name
    told = marker(task.folder, name)
    if told is None:
        return None
    frames: dict[str, pl.DataFrame] = {}
    for table, types in COLUMNS.items():
        data = read_bytes(task.folder, f"{table}/{name}.parquet")
        if data is None or digest_of(data) != told["digests"].get(table):
            return None
        frames[table] = pl.read_parquet(io.BytesIO(data), columns=list(types))
    return Done(frames, tuple(read_error(*error) for error in told["failed"]))


def marker(folder: str, name: str) -> dict[str, Any] | None:
    data = read_bytes(folder, f"done/{name}.json")
    try:
        told = json.loads(data or b"null")
    except ValueError:
        return None
    wanted = {"extractor", "catalog", "digests", "failed", "passed_over"}
    return told if isinstance(told, dict) and wanted <= told.keys() else None


def read_error(source: str, why: str, exit_code: int) -> ReadError:
    error = ReadError(source, why)
    error.exit_code = exit_code
    return error


def parquet_of(frame: "pl.DataFrame") -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=1, statistics=False)
    return buffer.getvalue()


def digest_of(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
