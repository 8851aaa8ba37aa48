"""Starting the app: Streamlit in this very process, on this machine only, saying nothing to anyone."""

import errno
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from leaderboard.console.options import say
from registry.errors import UsageError

__all__ = ["SETTINGS", "PortError", "listening", "serve"]

ADDRESS = "127.0.0.1"
SETTINGS: dict[str, Any] = {
    "server.address": ADDRESS,
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": False,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorLinks": False,
    "theme.light.primaryColor": "#0a7d6c",
    "theme.dark.primaryColor": "#0a7d6c",
}
LARGEST_MESSAGE = 200_000_000  # bytes of what a page sends, as Streamlit has it
LAST_WORDS = 2  # seconds that open pages have when the server ends


class PortError(UsageError):
    def __init__(self, port: int, why: str) -> None:
        super().__init__(f"port {port} {why}; name another one with --port, or 0 for any free one")


def serve(db: Path, port: int, curate: bool = False, report_link: str = "", hosts: Sequence[str] = ()) -> None:
    """Be the app's server until Ctrl-C, which raises KeyboardInterrupt. 0 stands for any free port. With `curate` its
    forms write decisions; `report_link` is where reports of claims go, with {title} and {text} to be filled in; `hosts`
    are names that it answers to besides those of this machine."""
    os.environ["CLAIMBOARD_DB"] = str(db.resolve())
    os.environ["CLAIMBOARD_CURATE"] = "1" if curate else "0"
    os.environ["CLAIMBOARD_REPORT_LINK"] = report_link
    os.environ["CLAIMBOARD_HOSTS"] = " ".join(hosts)
    with listening(port) as listener:
        port = listener.getsockname()[1]
        say(f"http://{ADDRESS}:{port} shows {db}; Ctrl-C ends it")
        sys.stderr.flush()
        run(listener, port)


def run(listener: socket.socket, port: int) -> None:
    import uvicorn
    from streamlit.web import bootstrap

    bootstrap.load_config_options({**SETTINGS, "server.port": port})
    from leaderboard.app.server import app

    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        log_level="warning",
        timeout_graceful_shutdown=LAST_WORDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


def listening(port: int) -> socket.socket:
    """A socket that listens at `port`, if nobody does yet. It names its protocol: only then asyncio has what is written
    sent at once, and not 40 ms later, when the browser has confirmed the piece before."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        raise PortError(port, why) from error
    return listener
