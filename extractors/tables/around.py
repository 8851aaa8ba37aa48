"""What the text around a table says of all its cells: its caption, and the headings it stands under."""

from collections.abc import Sequence

from extractors.linking.label import Label, names_in
from extractors.linking.lookup import Lookup
from extractors.tables import words
from extractors.tables.caption import SAID_OF_ALL, mean_in, shares_in
from extractors.tables.lines import Line
from registry.model import Table

__all__ = ["around_line", "measured_on"]


def around_line(table: Table, headings: Sequence[str], lookup: Lookup) -> Line:
    """What caption and headings say, the nearest first."""
    caption = names_in(table.caption, lookup)
    labels = [heading_label(heading, lookup) for heading in headings] or [Label()]
    heading = next((label for label in labels if label.benchmarks), labels[0])
    split = caption.split or heading.split
    shares = shares_in(table.caption, caption.benchmarks, caption.metrics, lookup)
    of_all = {key: value for key, value in heading.protocol.items() if key in SAID_OF_ALL}
    if version := version_told(caption, labels, heading):
        of_all["setting"] = version
    return Line(
        benchmarks=measured_on(table.caption, caption.benchmarks) or foreign_name(table.caption) or heading.benchmarks,
        metrics=() if words.BY_PEOPLE_ANYWHERE.search(table.caption) else of_merit(caption, table) or heading.metrics,
        split="" if split.startswith("train") else split,  # "trained on …" far more often than measured there
        protocol={**of_all, **shares.protocol},
        percent=caption.percent,
        shares=shares,
        unnamed=words.OTHER_MEASURE_ANYWHERE.search(table.caption) is not None,
        mean=mean_in(table.caption),
    )


def of_merit(caption: Label, table: Table) -> tuple[str, ...]:
    """The caption's metrics less what systems cost, where it names others or the table has columns for that: "accuracy
    of all models; inference time is that of one image"."""
    metrics = tuple(name for name in caption.metrics if not is_learnt_by(name, table.caption))
    merits = tuple(name for name in metrics if not words.COST.fullmatch(name))
    if merits or not metrics:
        return merits
    headings = (cell.text for row in table.rows[: max(table.header_rows, 1)] for cell in row)
    return () if any(map(words.COST.fullmatch, headings)) else metrics


def is_learnt_by(metric: str, caption: str) -> bool:
    """ "trained with an MSE loss": no measure of what was learnt."""
    at = caption.find(metric)
    behind = caption[at + len(metric) :].lstrip().lower()
    return behind.startswith(("loss", "objective")) and words.TRAINED_ON.search(caption, endpos=at) is not None


def foreign_name(caption: str) -> tuple[str, ...]:
    """The data set that a caption names and nobody knows: "Comparison of methods on CurveLanes"."""
    text = words.BRACKETED.sub(" ", caption)
    found = [
        match
        for match in words.MEASURED_ON.finditer(text)
        if not words.TRAINED_ON.search(text, endpos=match.start("name"))
    ]
    names = {" ".join(match["name"].split()) for match in found}
    return tuple(name for name in names if not words.NO_DATA_SET.search(name)) if len(names) == 1 else ()


def version_told(caption: Label, labels: Sequence[Label], heading: Label) -> str:
    """The version of a data set ("Anonymized version", "10 Annotations") by which tables are told apart that have no
    caption: the line above the table, the heading below the data set's, or the words behind its name."""
    if caption.benchmarks or not heading.benchmarks or not (caption.text.endswith(":") or not caption.text):
        return ""
    told = (caption.rest, labels[0].rest if heading is not labels[0] else "", heading.rest)
    words_of = (" ".join(words.NO_VERSION.sub(" ", each).split()).lower() for each in told)
    return ", ".join(each for each in words_of if each and len(each.split()) <= 3)


def measured_on(caption: str, benchmarks: Sequence[str]) -> tuple[str, ...]:
    """The data sets of a caption less those that systems were only trained on ("… with additional Gigaword data")."""
    return tuple(name for name in benchmarks if not words.TRAINED_ON.search(caption, endpos=caption.find(name)))


def heading_label(heading: str, lookup: Lookup) -> Label:
    """A heading that is one data set's name whole, in any spelling, else the names in it."""
    whole = lookup.benchmark(heading.strip(" :#")) if heading else None
    return Label(heading, benchmarks=(heading,)) if whole is not None else names_in(heading, lookup)
