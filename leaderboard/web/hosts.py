"""Who is asked: only names of this machine, so that no page of elsewhere reads a registry through a browser here.

A page of a stranger may give its own name the address 127.0.0.1 (DNS rebinding); its requests then carry that name.
"""

import os
import re
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["KnownHosts", "host_of"]

OWN = frozenset({"localhost", "127.0.0.1", "[::1]"})
HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[^:@/\s]+)(?::\d{1,5})?")


class KnownHosts:
    """ASGI middleware: 421 for any other name than this machine's and those of `CLAIMBOARD_HOSTS`."""

    def __init__(self, app: "ASGIApp") -> None:
        self.app = app
        self.known = OWN | {name.lower() for name in os.environ.get("CLAIMBOARD_HOSTS", "").split()}

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(given) == 1 and host_of(given[0]) in self.known:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            told = "this server answers to localhost and 127.0.0.1; claimboard app --allow-host NAME adds a name\n"
            await PlainTextResponse(told, 421)(scope, receive, send)


def host_of(header: str) -> str:
    """The name in a Host header, without its port; "" for what is no such header."""
    found = HOST.fullmatch(header)
    return found["name"].lower().rstrip(".") if found else ""
