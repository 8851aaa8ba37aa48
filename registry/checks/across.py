"""`cross-paper`: two documents give one system different values on one board."""

from collections import Counter
from collections.abc import Iterator, Sequence

from registry.catalog import Catalog
from registry.checks.finding import CheckRow, Finding, finding, grouped

__all__ = ["between_papers"]


def between_papers(rows: Sequence[CheckRow], catalog: Catalog) -> Iterator[Finding]:
    """Each document's value against the one that most documents give: disjoint intervals are a conflict.

    One reference a key keeps this linear where a hundred papers quote one baseline. A document that gives the reference
    value as well as another one measured something that it did not say, and is passed over. Only models are held
    against each other: two studies of people, or two earlier bests, are two things.
    """
    models = (row for row in rows if row.role == "model")
    for _, same in sorted(grouped(models, lambda row: row.key).items()):
        if len({row.document_id for row in same}) > 1:
            yield from against_reference(same)


def against_reference(same: Sequence[CheckRow]) -> Iterator[Finding]:
    reference = most_given(same)
    agreeing = {row.document_id for row in same if row.quantity.agrees_with(reference.quantity)}
    for row in sorted(same, key=lambda row: row.claim_id):
        if row.document_id == reference.document_id:
            continue
        if row.quantity.agrees_with(reference.quantity):
            yield finding("cross-paper", "consistent", f"{row.value} agrees with {reference.value}", row, reference)
        elif row.document_id not in agreeing:
            said = f"{row.value} here, {reference.value} in another document for {row.model}"
            yield finding("cross-paper", "conflict", said, row, reference)


def most_given(same: Sequence[CheckRow]) -> CheckRow:
    """A row of the value that the most documents print; of several such values, the one whose claim id comes first."""
    documents = Counter(value for value, _ in {(row.value, row.document_id) for row in same})
    return min(same, key=lambda row: (-documents[row.value], row.claim_id))
