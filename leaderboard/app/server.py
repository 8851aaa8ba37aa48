"""The app and the plain routes in one process. `claimboard app` starts this file."""

from pathlib import Path

import streamlit as st

from leaderboard.web.routes import ROUTES

__all__ = ["app"]

app = st.App(Path(__file__).with_name("main.py"), routes=ROUTES)
