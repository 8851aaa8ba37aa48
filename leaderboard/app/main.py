"""The app's entry: which registry, which page. Started by `claimboard app`."""

import streamlit as st

from leaderboard.app import (
    about_page,
    board_page,
    claim_page,
    conflicts_page,
    findings_page,
    home_page,
    model_page,
    paper_page,
    sql_page,
)
from leaderboard.app.footer import footer
from leaderboard.app.look import dress
from leaderboard.app.settled import settle
from leaderboard.snapshot import registry_path
from registry.errors import RegistryError

__all__ = ["main"]

PAGES = (
    (home_page, "Home", ""),
    (board_page, "Boards", "board"),
    (model_page, "Models", "model"),
    (paper_page, "Papers", "paper"),
    (conflicts_page, "Conflicts", "conflicts"),
    (findings_page, "Findings", "findings"),
    (sql_page, "SQL", "sql"),
    (about_page, "About", "about"),
)


def main() -> None:
    st.set_page_config(page_title="claimboard", layout="wide")
    dress()
    pages = [st.Page(each.show, title=title, url_path=path, default=not path) for each, title, path in PAGES]
    pages.append(st.Page(claim_page.show, title="Claim", url_path="claim", visibility="hidden"))
    page = st.navigation(pages, position="top")
    try:
        page.run()
        footer()
        settle()
    except RegistryError as error:
        st.error("This registry cannot be shown.")
        st.code(str(error), language=None)  # as it is: a path may hold what Markdown would read as its own
        st.code(f"claimboard ingest FILE --db {registry_path()}", language="sh")


main()
