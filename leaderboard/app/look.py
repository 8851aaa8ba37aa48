"""What all pages look like beyond Streamlit's own: contrast that holds in light and dark, no sideways scroll."""

import streamlit as st

__all__ = ["dress"]

STYLE = """<style>
.items {padding-left: 1.2rem; line-height: 1.7} .items li {overflow-wrap: anywhere}
[data-testid=stHtml] h1, [data-testid=stHeading] h1 {overflow-wrap: anywhere; font-size: 2rem; line-height: 1.25}
[data-testid=stHeading] h2 {font-size: 1.35rem}
[data-testid=stCaptionContainer], [data-testid=stCaptionContainer] * {color: inherit !important; opacity: 1 !important}
[data-testid=stText] {white-space: pre-wrap; overflow-wrap: anywhere}
[data-testid=stHtml] :is(a, [tabindex], summary):focus-visible {outline: 3px solid #0a7d6c; outline-offset: 2px}
[data-testid=stHtml] details {border-bottom: 1px solid #8886; padding: .3rem 0}
[data-testid=stHtml] summary {cursor: pointer}
[data-testid=stHtml] h1 a {color: inherit} [data-testid=stHtml] dl {padding: 0}
[data-testid=stMainBlockContainer] {padding-top: 5rem}
[data-testid=stHtml] a {text-decoration: underline}
</style>"""


def dress() -> None:
    st.html(STYLE)
