"""What the address asks for, checked before a widget sees it; and addresses of the other pages.

All state of a page stands in its address, so that whoever gets the link sees the same. Streamlit takes a value that a
widget cannot have for none at all, in silence; here it is told.
"""

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

__all__ = ["APP_PAGES", "asked", "choice", "choices", "forget", "href", "not_found", "remember", "to", "typed"]

LONGEST_VALUE = 300
# Where the pages of the app are, the home page at "".
APP_PAGES = ("", "board", "model", "paper", "conflicts", "findings", "sql", "about", "claim")


def asked(name: str, longest: int = LONGEST_VALUE) -> str:
    """The value of a parameter, "" where there is none; what is longer than `longest` is cut."""
    return str(st.query_params.get(name, ""))[:longest]


def remember(name: str, value: str) -> None:
    """Put `value` into the address, unless it stands there."""
    if st.query_params.get(name) != value:
        st.query_params[name] = value


def forget(name: str) -> None:
    if name in st.query_params:
        del st.query_params[name]


def to(page: str, **parameters: str) -> str:
    """The address of a page of the app: `to("claim", id="…")`."""
    given = urlencode({name: value for name, value in parameters.items() if value})
    return f"/{page}" + (f"?{given}" if given else "")


def href(address: str, text: str) -> str:
    """A link inside the app, as HTML."""
    return f'<a href="{escape(address)}" target="_self">{escape(text)}</a>'


def choice(label: str, name: str, options: Sequence[str], nothing: str = "any") -> str:
    """One of `options`, or "" for any; kept in the address under `name`."""
    given = asked(name)
    if given and given not in options:
        st.warning(f"{label}: there is no such choice here, so it does not filter.")
        st.text(given)
    chosen: str = st.selectbox(
        label,
        ["", *options],
        format_func=lambda value: value or nothing,
        key=name,
        bind="query-params",
        on_change=first_page,
    )
    return chosen


def choices(
    label: str, name: str, options: Sequence[str], default: Sequence[str] = (), placeholder: str = ""
) -> list[str]:
    """Several of `options`; kept in the address under `name`."""
    strange = [each[:LONGEST_VALUE] for each in st.query_params.get_all(name) if each and each not in options]
    if strange:
        st.warning(f"{label}: what is not there was left out.")
        st.text(", ".join(strange[:20]))
    picked: list[str] = st.multiselect(
        label, options, default=list(default), key=name, bind="query-params", placeholder=placeholder or None
    )
    return picked


def typed(label: str, name: str, placeholder: str) -> str:
    """A text to search for, taken as one types; kept in the address under `name`."""
    given = st.text_input(
        label,
        key=name,
        bind="query-params",
        live="250ms",
        type="search",
        max_chars=LONGEST_VALUE,
        placeholder=placeholder,
        on_change=first_page,
    )
    return (given or "").strip()


def first_page() -> None:
    """Another filter begins at the first page."""
    if "page" in st.session_state:
        st.session_state["page"] = 1


def not_found(what: str, name: str, close: Sequence[str], address: Callable[[str], str]) -> None:
    """There is no such thing: what was asked for, and the names that may have been meant."""
    st.error(f"There is no such {what} in this registry.")
    st.text(name)
    if close:
        links = "".join(f"<li>{href(address(each), each)}</li>" for each in close)
        st.html(f"<p>Did you mean:</p><ul>{links}</ul>")
    st.html(f"<p>{href('/', 'Search')} finds benchmarks, models and papers by a part of their names.</p>")
