"""A small catalogue, and documents that report what a test says they do."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from registry.catalog import Catalog, load_catalog
from registry.decision import Decision
from registry.model import Claim, Document, Extraction, Reported, Result, Role, Span, Unlinked, claim_id
from registry.quantity import Quantity

CATALOG = """
benchmarks:
- {id: gsm8k, name: GSM8K, aliases: [Grade School Math], metrics: [accuracy], source: made up}
- {id: switchboard, name: Switchboard, metrics: [wer], source: made up}
metrics:
- {id: accuracy, name: Accuracy, direction: higher, unit: percent, lower: 0, upper: 100, source: made up}
- {id: wer, name: WER, aliases: [word error rate], direction: lower, unit: percent, lower: 0, upper: null, source: x}
- {id: parameters, name: Parameters, direction: none, unit: null, lower: 0, upper: null, source: made up}
"""

Line = Mapping[str, str]


@pytest.fixture(scope="session")
def small_catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder = tmp_path_factory.mktemp("catalog")
    (folder / "few.yaml").write_text(CATALOG, "utf-8")
    return load_catalog(folder)


@pytest.fixture(scope="session")
def reporting() -> Callable[..., Extraction]:
    """`reporting("p1", lines)`: the extraction of a document "p1" with one score a line."""
    return extraction_of


def extraction_of(name: str, lines: Iterable[Line] = (), source: str = "papers.jsonl", **fields: str) -> Extraction:
    text, claims = "", []
    lines = list(lines)
    for line in lines:
        sentence = f"{line.get('model', 'It')} reaches {line['value']} on {line.get('benchmark', 'data')}."
        start = len(text) + sentence.index(" reaches ") + len(" reaches ")
        opening = claims[-1].sentence.start if "same_sentence" in line else len(text)
        claims.append(score(line["value"], start, Span(opening, len(text) + len(sentence))))
        text += sentence + " "
    placed = [(claim, line) for claim, line in zip(claims, lines, strict=True) if "reason" not in line]
    left = [(claim, line) for claim, line in zip(claims, lines, strict=True) if "reason" in line]
    document = Document(
        name, text or "Nothing is measured.", title=f"On {name}", source=source, reader="test", **fields
    )
    return Extraction(
        document,
        tuple(claims),
        tuple(result(claim, line) for claim, line in placed),
        tuple(Unlinked(claim, line["reason"], line.get("detail", "")) for claim, line in left),
    )


def score(printed: str, start: int, sentence: Span) -> Claim:
    quantity = Quantity(Decimal(printed), "percent")
    return Claim("score", start, start + len(printed), printed, "score.test", sentence, quantity)


def result(claim: Claim, line: Line) -> Result:
    return Result(
        claim,
        line["benchmark"],
        line["metric"],
        line["model"],
        Decimal(line["value"]),
        split=line.get("split", ""),
        protocol=dict(pair.split("=") for pair in line.get("protocol", "").split()),
        first_party={"yes": True, "no": False}.get(line.get("first_party", "")),
        role=cast(Role, line.get("role", "model")),
        reported=of_paper(claim, line["paper"]) if "paper" in line else None,
    )


def of_paper(claim: Claim, title: str) -> Reported:
    """A value that a list gives a paper."""
    here = Span(claim.start, claim.end)
    return Reported(claim.quote, here, here, "/0/value", "/0", paper_title=title)


@pytest.fixture(scope="session")
def deciding() -> Callable[..., Decision]:
    """`deciding(document, claim, "reject", at=3)`: a decision of the third second on a claim as it was extracted."""
    return decision_on


def decision_on(
    document: Document,
    claim: Claim,
    action: str,
    at: int = 0,
    by: str = "Ann",
    board: str | None = None,
    changes: Mapping[str, str | list[str] | None] | None = None,
    undoes: str = "",
) -> Decision:
    """With `board` ("none" where it stands on none) about the link, else about the claim."""
    return Decision(
        decided_at=datetime(2026, 1, 1) + timedelta(seconds=at),
        decided_by=by,
        action=action,
        about="claim" if board is None else "link",
        claim_id=claim_id(document.content_id, claim),
        board="" if board in (None, "none") else str(board),
        changes=changes or {},
        reason=f"{by} says so",
        undoes=undoes,
        document_id=document.content_id,
        document=document.id,
        title=document.title,
        kind=claim.kind,
        quote=claim.quote,
        sentence=claim.sentence.of(document.text),
        start_offset=claim.start,
        subject=claim.subject or "",
        metric=claim.metric or "",
        benchmarks=claim.benchmarks,
        cell=claim.cell and (claim.cell.table, claim.cell.row, claim.cell.column),
    )


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "claimboard.duckdb"
