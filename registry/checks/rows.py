"""An extraction as the checks see it: one row for each of its results."""

from registry.checks.finding import CheckRow
from registry.model import CellRef, Extraction, claim_id

__all__ = ["rows_of"]


def rows_of(extraction: Extraction) -> list[CheckRow]:
    document = extraction.document
    id = document.content_id
    tables = [block.table for block in document.blocks if block.table is not None]

    def is_bold(ref: CellRef | None) -> bool:
        return ref is not None and tables[ref.table].rows[ref.row][ref.column].bold

    return [
        CheckRow(
            claim_id=claim_id(id, result.claim),
            document_id=id,
            benchmark=result.benchmark,
            metric=result.metric,
            model=result.model,
            value=result.value,
            split=result.split,
            protocol=result.protocol,
            cell=result.claim.cell,
            bold=is_bold(result.claim.cell),
            role=result.role,
        )
        for result in extraction.results
    ]
