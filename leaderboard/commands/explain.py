"""`claimboard explain`: how a text is read."""

import sys
from typing import Annotated

import typer

from leaderboard.console.ending import end_of, failure
from leaderboard.console.listing import json_text
from leaderboard.console.options import Json, chosen

__all__ = ["explain"]


def explain(
    given: Annotated[
        str, typer.Argument(metavar="TEXT", parser=chosen, help="A text, or a file; - is standard input.")
    ],
    title: Annotated[
        str, typer.Option("--title", help="The title of the text: who 'our model' is may be told there.")
    ] = "",
    json: Json = False,
) -> None:
    """Show how a text is read: what matched, by which rule, how names were found, what was suppressed and why.

    claimboard explain "FooNet outperforms BERT by 3.4 points on SQuAD."
    """
    from leaderboard.console.explain_page import explain_page, is_file, text_document
    from leaderboard.ingest import Reading
    from registry.catalog import load_catalog

    catalog = load_catalog()
    reading = Reading([given] if is_file(given) else [], on_failure=lambda error: typer.echo(failure(error), err=True))
    documents = reading if is_file(given) else [text_document(given, title)]
    pages = (explain_page(document, catalog) for document in documents)
    if json:
        typer.echo(json_text({"documents": [page.as_json() for page in pages]}))
    else:
        for page in pages:
            page.show(sys.stdout)
    end_of(reading.exit_code)
