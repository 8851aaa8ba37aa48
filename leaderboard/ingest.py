"""From files to the registry: read as a stream, extract what is new, add it batch by batch, publish, check."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from extractors.pipeline import extract, extract_together, extractor_version, grouped
from extractors.readers import find_files, read, read_stream
from extractors.readers.finding import EmptyFolderError
from extractors.readers.parts import Part
from extractors.readers.source import clean
from leaderboard.checking import check
from leaderboard.places import NO_FILE, is_remote, opened_there, remote_files, state_of
from registry.catalog import Catalog
from registry.errors import ExtractionError, ReadError
from registry.model import Document, Extraction

if TYPE_CHECKING:
    from leaderboard.apart import Apart
    from registry.batch import Frames
    from registry.store import Added, Registry, Run

__all__ = ["Progress", "Reading", "Summary", "batches", "extractions_of", "ingest", "outdated", "publish"]

# A batch is one transaction. It ends at whichever comes first, so that memory stays flat for abstracts and books alike.
BATCH_DOCUMENTS = 8_000  # what every batch costs whatever its size is 3 µs a document then; it was a third with 1,000
FIRST_BATCH_DOCUMENTS = 1_000  # the first is kept sooner
BATCH_CHARACTERS = 10_000_000
BATCH_SECONDS = 10.0  # of reading: slow inputs such as PDFs are kept sooner
# Readers see an ingest's progress this often, but publishing may not take more than about a twentieth of the time.
PUBLISH_SECONDS = 10.0
PUBLISH_SHARE = 20
COLLECTED_AFTER = 100_000  # objects made and not given up, a batch's or so


@dataclass(slots=True)
class Progress:
    """How far an ingest has come: what stands in the registry for good by now, and the file being read."""

    file: str = ""
    files_done: int = 0
    files: int = 0
    documents: int = 0
    claims: int = 0


class Listener(Protocol):
    """Who is told of what cannot be read, while the rest goes on."""

    def fail(self, error: ReadError) -> None: ...


class Reading:
    """The documents of some paths, one after the other, each file once. What cannot be read is kept in `failed`, told
    to `on_failure` as it is met, and the rest goes on. A folder that holds no file is a failure, unless documents of it
    were `held` before: then it is `emptied`."""

    def __init__(
        self,
        paths: Sequence[str],
        on_failure: Callable[[ReadError], None] | None = None,
        held: Callable[[str], bool] = lambda folder: False,
    ) -> None:
        self.paths = paths
        self.held = held
        self.emptied: list[str] = []
        self.failed: list[ReadError] = []
        self.on_failure = on_failure
        self.files: list[Path | str] = list(dict.fromkeys(file for path in paths for file in self.files_at(path)))
        self.file = ""
        self.files_done = 0

    def files_at(self, path: str) -> Sequence[Path | str]:
        if is_remote(path):
            return remote_files(path, self.fail)
        try:
            return find_files([path], self.fail)
        except ReadError as error:
            if isinstance(error, EmptyFolderError) and self.held(folder_source(path)):
                self.emptied.append(path)
            else:
                self.fail(error)
            return []

    def __iter__(self) -> Iterator[Document]:
        for file in self.files:
            self.file = str(file)
            yield from documents_of(file, self.fail)
            self.files_done += 1

    @property
    def exit_code(self) -> int:
        """Bad input among good ends with its exit code, once everything good was read."""
        return max((error.exit_code for error in self.failed), default=0)

    def fail(self, error: ReadError) -> None:
        self.failed.append(error)
        if self.on_failure:
            self.on_failure(error)


def documents_of(
    file: Path | str, on_failure: Callable[[ReadError], None], part: Part | None = None
) -> Iterator[Document]:
    """The documents of a file, here or elsewhere, or of a part of it."""
    try:
        if isinstance(file, Path):
            before = state_of(file)
            yield from read(file, on_failure, place_of(file), part)
            if state_of(file) not in (before, NO_FILE):  # one that is gone by now was read to its end all the same
                on_failure(ReadError(file, "was changed while it was being read; run the command again"))
            return
        with opened_there(file) as stream:
            yield from read_stream(file, stream, on_failure)
    except ReadError as error:
        on_failure(error)


@dataclass(slots=True)
class Summary:
    """What an ingest did. Each document read is new, changed since it was last read, renewed (extracted again by
    newer rules or names) or unchanged; `claims`, `unlinked` and `timed_out` count by kind, reason and rule. `imported`
    counts what became of the values of others' boards: "values" in the files, and of them "result", "unlinked",
    "quarantined" and each reason of a value that is no number; these add up to the values. `unmet`
    documents were in these files and folders before and are no more; they are current still, unless they were
    `pruned`. `met` are the content ids of the documents that were read; it is not told."""

    files: int = 0
    documents: int = 0
    new: int = 0
    changed: int = 0
    renewed: int = 0
    unchanged: int = 0
    claims: Counter[str] = field(default_factory=Counter)
    results: int = 0
    unlinked: Counter[str] = field(default_factory=Counter)
    quarantined: int = 0
    timed_out: Counter[str] = field(default_factory=Counter)
    imported: Counter[str] = field(default_factory=Counter)
    findings: int = 0
    unmet: int = 0
    pruned: bool = False
    failed: list[str] = field(default_factory=list)
    exit_code: int = 0
    met: set[str] = field(default_factory=set, compare=False)

    @property
    def nothing_new(self) -> bool:
        return not self.new and not self.changed and not self.renewed

    def count(self, found: "Frames", added: "Added") -> None:
        """What was found in a batch of documents, and what the registry made of it."""
        read = found["reading"]["document_id"]
        self.met.update(read)
        self.documents += read.len()
        self.new += added.documents
        self.changed += added.revisions
        self.renewed += added.renewed
        self.unchanged += read.len() - read.n_unique() + added.unchanged
        self.quarantined += added.quarantined
        self.claims.update(found["claim"]["kind"])
        self.unlinked.update(found["unlinked"]["reason"])
        self.timed_out.update(found["skipped"]["rule"])
        self.results += found["result"].height
        self.imported.update(outcomes(found, frozenset(added.refused_claims)))

    def as_json(self) -> dict[str, Any]:
        told = {name: value for name, value in asdict(self).items() if name != "met"}
        return {**told, "nothing_new": self.nothing_new}


def ingest(
    paths: Sequence[str],
    db: Path,
    catalog: Catalog,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    on_failure: Callable[[ReadError], None] | None = None,
    prune: bool = False,
    apart: "Apart | None" = None,
) -> Summary:
    """Add what `paths` report to the registry at `db`, made if there is none. Whatever ends it early, an interruption
    too, what was acknowledged is published. With `prune`, documents of these files and folders that are met no more
    are not current any more. The work is done here, or by other processes where `apart` says so."""
    from registry.store import Registry  # late: `extract` needs this module and no database

    reading = Reading(paths, on_failure, lambda folder: holds(db, folder))
    summary = Summary(files=len(reading.files), pruned=prune)
    if reading.files or reading.emptied:
        with Registry.open(db) as registry, rare_collections():
            add_all(reading, registry, catalog, summary, on_progress, apart)
    summary.failed = [str(error) for error in reading.failed]
    summary.exit_code = reading.exit_code or int(summary.quarantined > 0)
    return summary


def add_all(
    reading: Reading,
    registry: "Registry",
    catalog: Catalog,
    summary: Summary,
    on_progress: Callable[[Progress], None],
    apart: "Apart | None",
) -> None:
    run = registry.start_run("ingest", extractor_version(), catalog.version)
    due = monotonic() + PUBLISH_SECONDS
    try:
        for found in apart.found(reading, registry, run) if apart else found_here(reading, registry, run, catalog):
            summary.count(found, registry.merge(found, run))
            on_progress(reached(reading, summary))
            if monotonic() > due:
                due = publish_and_rest(registry)
        summary.unmet = registry.unmet(examined(reading, registry))
        if summary.unmet and summary.pruned:
            registry.retire(run)
        summary.findings = check(registry, catalog)
    finally:
        registry.publish()
    if apart:
        apart.tidy(registry)


def found_here(reading: Reading, registry: "Registry", run: "Run", catalog: Catalog) -> Iterator["Frames"]:
    """All that is found, batch by batch, by this process."""
    known = Known(registry, run)
    for batch in batches(map(told_apart, reading)):
        yield found_in(batch, known.of(batch), catalog, reading)


class Known:
    """What a registry holds of the sources being read, asked once a source."""

    def __init__(self, registry: "Registry", run: "Run") -> None:
        self.registry, self.run = registry, run
        self.held: Mapping[str, Set[str]] = {}

    def of(self, documents: Iterable[Document]) -> Mapping[str, Set[str]]:
        """The contents of these documents' sources that need no extraction."""
        sources = {document.source for document in documents}
        asked = sources - self.held.keys()
        versions = self.run.extractor_version, self.run.catalog_version
        there = self.registry.known_in(asked, *versions) if asked else {}
        self.held = {source: there.get(source) or self.held.get(source, frozenset()) for source in sources}
        return self.held


def examined(reading: Reading, registry: "Registry") -> Iterator[str]:
    """The sources of which everything that is there was met: files read to their end without a fault, and files that
    are gone from a folder that was looked through."""
    faulty = {error.source for error in reading.failed}
    places = {place_of(file): named(file) for file in reading.files}
    yield from (place for place, name in places.items() if not faulty & {place, name})
    if faulty <= {*places, *places.values()}:  # else a folder could not be looked into
        folders = [folder_source(path) for path in reading.paths if path != "-" and Path(path).is_dir()]
        yield from (source for source in registry.sources_in(folders) if not Path(source).exists())


def outdated(db: Path, catalog: Catalog) -> dict[str, int]:
    """The sources of documents that another extractor or catalogue read, each with how many of them it holds. What
    came on standard input is not among them: it cannot be read again."""
    from registry.store import Registry

    with Registry.open(db, create=False) as registry:
        sources = registry.outdated_in(extractor_version(), catalog.version)
    return {source: documents for source, documents in sources.items() if not source.startswith("-#")}


def publish(db: Path, catalog: Catalog) -> int:
    """Check and publish what a writer left; the generation readers see then."""
    from registry.store import Registry

    with Registry.open(db, create=False) as registry:
        check(registry, catalog)
        return registry.publish()


def place_of(file: Path | str) -> str:
    """A source that means the same from every folder: two files of one name are two documents."""
    return clean(file.absolute().as_posix() if isinstance(file, Path) else file)


def folder_source(path: str) -> str:
    """What the sources in a folder begin with."""
    return f"{place_of(Path(path))}/"


def holds(db: Path, folder: str) -> bool:
    """Whether current documents of the published registry, if there is one, come from that folder."""
    from registry.snapshots import connect

    if not db.exists():
        return False
    held = "SELECT 1 FROM store.revision WHERE is_current AND starts_with(source, ?) LIMIT 1"
    with connect(db) as con:
        return bool(con.execute(held, [folder]).fetchall())


def named(file: Path | str) -> str:
    """The file as it was given."""
    return clean(file.as_posix() if isinstance(file, Path) else file)


def told_apart(document: Document) -> Document:
    """What came on standard input at different times is not one source that changed."""
    return replace(document, source=f"-#{document.content_id}") if document.source == "-" else document


@contextmanager
def rare_collections() -> Iterator[None]:
    """What an ingest makes holds no cycles, and looking for some in all that a batch holds took a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECTED_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def publish_and_rest(registry: "Registry") -> float:
    """Publish, and say when to do so again: the larger the registry, the longer it takes, the rarer it is done."""
    began = monotonic()
    registry.publish()
    ended = monotonic()
    return ended + max(PUBLISH_SECONDS, PUBLISH_SHARE * (ended - began))


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in lists, each small enough to be held and added at once."""
    batch: list[Document] = []
    characters, most, due = 0, FIRST_BATCH_DOCUMENTS, monotonic() + BATCH_SECONDS
    for document in documents:
        batch.append(document)
        characters += len(document.text)
        if len(batch) >= most or characters >= BATCH_CHARACTERS or monotonic() > due:
            yield batch
            batch, characters, most, due = [], 0, BATCH_DOCUMENTS, monotonic() + BATCH_SECONDS
    if batch:
        yield batch


def found_in(
    documents: Sequence[Document], known: Mapping[str, Set[str]], catalog: Catalog, reading: Listener
) -> "Frames":
    """All that is found in some documents, those that are `known` by source and content id passed over."""
    from registry.batch import frames_of

    fresh = {one.content_id: one for one in documents if one.content_id not in known.get(one.source, ())}
    return frames_of(list(extractions_of(fresh.values(), catalog, reading)), documents)


def extractions_of(documents: Iterable[Document], catalog: Catalog, reading: Listener) -> Iterator[Extraction]:
    """What `extract` gives of each. A fault of ours in one document fails that document, is told, and the rest goes
    on; nothing of it is stored, so that it is read again once the fault is mended."""
    for together in grouped(documents):
        try:
            yield from extract_together(together, catalog)
        except Exception:  # in one of them
            extractions = (attempt(document, catalog, reading) for document in together)
            yield from filter(None, extractions)


def attempt(document: Document, catalog: Catalog, reading: Listener) -> Extraction | None:
    """What `extract` gives; None where the document fails it, which is told."""
    try:
        return extract(document, catalog)
    except Exception as error:
        fault = ExtractionError(document.source, document.id, error)
        fault.__cause__ = error
        reading.fail(fault)
        return None


def outcomes(found: "Frames", refused: Set[str]) -> Iterator[str]:
    """For each value of a board "values", and "result", "unlinked", "quarantined" or why it is no number."""
    rows = found["imported"].filter(found["imported"]["position"] > 0)
    placed = set(found["result"]["claim_id"]) if rows.height else set()
    for claim_id, reason in rows.select("claim_id", "reason").iter_rows():
        yield "values"
        if claim_id is None:
            yield reason
        elif claim_id in refused:
            yield "quarantined"
        else:
            yield "result" if claim_id in placed else "unlinked"


def reached(reading: Reading, summary: Summary) -> Progress:
    claims = summary.claims.total()
    return Progress(reading.file, reading.files_done, len(reading.files), summary.documents, claims)
