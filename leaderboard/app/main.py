"""The app's entry: which registry, which page. Started by `claimboard app`."""

import streamlit as st

from leaderboard.app import board_page, claim_page
from leaderboard.app.snapshot import footer, registry_path
from registry.errors import RegistryError

__all__ = ["main"]


def main() -> None:
    st.set_page_config(page_title="claimboard", layout="wide")
    page = st.navigation(
        [
            st.Page(board_page.show, title="Boards", default=True),
            st.Page(claim_page.show, title="Claim", url_path="claim"),
        ],
        position="top",
    )
    try:
        page.run()
        footer()
    except RegistryError as error:
        st.error("This registry cannot be shown.")
        st.code(str(error), language=None)  # as it is: a path may hold what Markdown would read as its own
        st.code(f"claimboard ingest FILE --db {registry_path()}", language="sh")


main()
