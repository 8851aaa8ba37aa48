"""How a text was read, on a page: each sentence with its claims marked, what each was read by, what came to nothing."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from leaderboard.console.extracted import claim_fields
from leaderboard.console.listing import in_words
from leaderboard.console.terminal import console_for
from leaderboard.console.visible import one_line
from registry.model import Document, Span

if TYPE_CHECKING:
    from rich.console import Console

    from extractors.explain import ClaimRead, Explanation, SentenceRead, SlotFound
    from extractors.trace import Event
    from registry.catalog import Catalog

__all__ = ["ExplainPage", "explain_page", "is_file", "text_document"]

NAMES = {"metric": "metric", "benchmarks": "on", "subject": "subject", "baseline": "compared with"}
SAID = ("bound", "direction", "basis", "relation", "over", "averaged")
OUTCOMES = {
    "refused": "no claim, says this rule",
    "taken": "was read before by",
    "partial": "is not the whole of a number",
    "undirected": "a difference, and nothing says up or down",
    "dropped": "taken back:",
}


def is_file(given: str) -> bool:
    """Whether what was given names a file and is no text: a text has spaces, and no file its name."""
    if given == "-" or not any(char.isspace() for char in given.strip()):
        return True
    try:
        return Path(given).exists()
    except (OSError, ValueError):  # too long for a name
        return False


def text_document(text: str, title: str = "") -> Document:
    return Document(id="text", text=text.encode("utf-8", "replace").decode(), title=title)


def explain_page(document: Document, catalog: "Catalog") -> "ExplainPage":
    from extractors.explain import explain

    return ExplainPage(explain(document, catalog))


class ExplainPage:
    """One document's explanation, for a person or a program."""

    def __init__(self, explanation: "Explanation") -> None:
        self.explanation = explanation
        self.document = explanation.extraction.document

    def as_json(self) -> dict[str, Any]:
        from registry.model import claim_id

        def told(read: "ClaimRead") -> dict[str, Any]:
            return {
                "claim_id": claim_id(self.document.content_id, read.claim),
                **claim_fields(read.claim),
                "from_list": read.listed,
                "slots": {found.slot: slot_json(found) for found in read.slots},
                "boards": [{"benchmark": one.benchmark, "metric": one.metric} for one in read.placed],
                "unlinked": read.unlinked and {"reason": read.unlinked.reason, "detail": read.unlinked.detail},
            }

        return {
            "id": self.document.id,
            "title": self.document.title,
            "sentences": [
                {
                    **self.stretch(sentence.span),
                    "triggered": sentence.fired,
                    "read_nothing": sentence.silent,
                    "out_of_time": sentence.skipped,
                    "numbers": [self.stretch(span) for span in sentence.numbers],
                    "no_numbers": [{**self.stretch(one.span), "why": one.why} for one in sentence.no_numbers],
                    "claims": [told(read) for read in sentence.claims],
                    "suppressed": [self.event_json(event) for event in sentence.suppressed],
                    "unclaimed": [
                        {**self.stretch(span), "why": self.why(sentence, span)} for span in sentence.unclaimed
                    ],
                }
                for sentence in self.explanation.sentences
            ],
        }

    def stretch(self, span: Span) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "text": span.of(self.document.text)}

    def event_json(self, event: "Event") -> dict[str, Any]:
        told = {"rule": event.rule, "outcome": event.what, "why": event.why or None}
        return {**self.stretch(Span(event.start, event.end)), **told}

    def why(self, sentence: "SentenceRead", number: Span) -> str:
        """Why a number gave no claim."""
        told = [event for event in sentence.suppressed if event.start < number.end and number.start < event.end]
        if told:
            return "; ".join(dict.fromkeys(f"{event.rule}: {outcome(event)}" for event in told))
        asked = [rule for rule in sentence.fired if not rule.startswith("rank.")]
        return (
            f"asked, and read nothing here: {', '.join(asked)}" if asked else "no rule of numbers has its trigger here"
        )

    def show(self, out: TextIO) -> None:
        console = console_for(out)
        silent = 0
        for number, sentence in enumerate(self.explanation.sentences, 1):
            if nothing_in(sentence):
                silent += 1
                continue
            passed_over(silent, console)
            silent = 0
            self.show_sentence(number, sentence, console)
        passed_over(silent, console)
        if not self.explanation.sentences:
            console.print("no sentence to read", style="dim")
        cells = sum(claim.cell is not None for claim in self.explanation.extraction.claims)
        if cells:
            console.print(f"{cells} more claims stand in table cells, which are not explained here", style="dim")

    def show_sentence(self, number: int, sentence: "SentenceRead", console: "Console") -> None:
        console.print(f"sentence {number}", style="dim")
        console.print(Padding(self.sentence_text(sentence, console), (0, 2, 1, 2), expand=False))
        for read in sentence.claims:
            self.show_claim(read, console)
        suppressed = [
            (self.quoted(event.start, event.end), event.rule, outcome(event)) for event in sentence.suppressed
        ]
        unclaimed = [(self.quoted(one.start, one.end), "", self.why(sentence, one)) for one in sentence.unclaimed]
        none = [(self.quoted(one.span.start, one.span.end), "", one.why) for one in sentence.no_numbers]
        show_rows("suppressed", suppressed, console)
        show_rows("numbers without a claim", unclaimed, console)
        show_rows("digits that are no number", none, console)
        if sentence.silent:
            console.print(
                Text("  triggered, and read nothing: ", "bold").append(", ".join(sentence.silent), "not bold")
            )
            console.print()
        show_rows("out of time", [(rule, "", "skipped on this sentence") for rule in sentence.skipped], console)

    def quoted(self, start: int, end: int) -> str:
        return one_line(self.document.text[start:end])

    def sentence_text(self, sentence: "SentenceRead", console: "Console") -> Text:
        """The sentence on one line, its claims marked by colour, or by »these signs« where there is none."""
        told, at = Text(), sentence.span.start
        coloured = console.color_system and not console.no_color
        for read in sentence.claims:
            claim = read.claim
            told.append(self.quoted(at, claim.start))
            quote = self.quoted(claim.start, claim.end)
            told.append(quote if coloured else f"»{quote}«", "bold black on yellow" if coloured else "")
            at = claim.end
        return told.append(self.quoted(at, sentence.span.end))

    def show_claim(self, read: "ClaimRead", console: "Console") -> None:
        claim = read.claim
        head = Text(f"  {self.quoted(claim.start, claim.end)}", "bold")
        by = f"given by a list, as {claim.rule} reads its other number" if read.listed else claim.rule
        console.print(head.append(f"  {claim.kind}, by {by}", "not bold"))
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, style="dim")
        table.add_column(overflow="fold")
        table.add_column(overflow="fold", style="dim")
        table.add_row("said", Text(said(read)))
        for found in read.slots:
            table.add_row(NAMES[found.slot], Text(in_words(found.value)), Text(how(found)))
        table.add_row("board", Text(board_of(read)))
        console.print(Padding(table, (0, 2, 1, 4), expand=False))


def nothing_in(sentence: "SentenceRead") -> bool:
    return not (sentence.fired or sentence.numbers or sentence.no_numbers or sentence.skipped)


def passed_over(silent: int, console: "Console") -> None:
    if silent:
        many = "1 sentence" if silent == 1 else f"{silent} sentences"
        console.print(f"{many} with no number and no word of a standing\n", style="dim")


def show_rows(head: str, rows: Sequence[tuple[str, str, str]], console: "Console") -> None:
    if not rows:
        return
    console.print(f"  {head}", style="bold")
    table = Table.grid(padding=(0, 2))
    for _ in range(3):
        table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(Padding(table, (0, 2, 1, 4), expand=False))


def outcome(event: "Event") -> str:
    return " ".join(part for part in (OUTCOMES[event.what], event.why) if part)


def said(read: "ClaimRead") -> str:
    """The number and what is said of it: "2.1 points, up, absolute"."""
    fields = claim_fields(read.claim)
    number = fields["value"] if fields["value"] is not None else "-".join(map(str, ends(fields)))
    parts = [" ".join(str(part) for part in (number, fields["unit"]) if part not in (None, ""))]
    parts += [f"{name} {in_words(fields[name])}" for name in SAID if fields[name] not in (None, False, "exact")]
    parts += [f"uncertainty {read.claim.uncertainty}"] if read.claim.uncertainty else []
    return ", ".join(part for part in parts if part)


def ends(fields: dict[str, Any]) -> Iterable[Any]:
    return (fields[end] for end in ("low", "high") if fields[end] is not None)


def how(found: "SlotFound") -> str:
    """ "antecedent › system, after annotated: What "our method" is called"."""
    if not found.value:
        return f"asked in vain: {', '.join(found.in_vain)}" if found.in_vain else ""
    path = " › ".join(found.by[1:] or found.by)
    vain = f", after {', '.join(found.in_vain)}" if found.in_vain else ""
    return f"{path}{vain}: {found.promise}" if found.promise else f"{path}{vain}"


def slot_json(found: "SlotFound") -> dict[str, Any]:
    return {"value": found.value, "by": found.by, "in_vain": found.in_vain, "promise": found.promise or None}


def board_of(read: "ClaimRead") -> str:
    if read.placed:
        return "; ".join(f"{one.benchmark}, {one.metric}: {one.model}" for one in read.placed)
    if read.unlinked:
        return f"none: {read.unlinked.reason} {read.unlinked.detail}".strip()
    return "none: not a score"
