"""The app and the plain routes in one process. `claimboard app` starts it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from leaderboard.web.hosts import KnownHosts
from leaderboard.web.routes import ROUTES

__all__ = ["app"]

app = st.App(Path(__file__).with_name("main.py"), routes=ROUTES, middleware=[Middleware(KnownHosts)])
