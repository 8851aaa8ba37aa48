"""Starting the app: Streamlit in this very process, on this machine only, saying nothing to anyone."""

import errno
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

from registry.errors import UsageError

__all__ = ["PortError", "serve", "streamlit_command"]

ADDRESS = "127.0.0.1"
SCRIPT = Path(__file__).resolve().parents[1] / "app" / "server.py"
SETTINGS = {
    "server.address": ADDRESS,
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorLinks": "false",
    "theme.light.primaryColor": "#0a7d6c",
    "theme.dark.primaryColor": "#0a7d6c",
}


class PortError(UsageError):
    def __init__(self, port: int, why: str) -> None:
        super().__init__(f"port {port} {why}; name another one with --port, or 0 for any free one")


def serve(db: Path, port: int, curate: bool = False, report_link: str = "") -> NoReturn:
    """Become the app's server; Ctrl-C ends it. 0 stands for any free port. With `curate` its forms write decisions;
    `report_link` is where reports of claims go, with {title} and {text} to be filled in."""
    port = free_port(port)
    os.environ["CLAIMBOARD_DB"] = str(db.resolve())
    os.environ["CLAIMBOARD_CURATE"] = "1" if curate else "0"
    os.environ["CLAIMBOARD_REPORT_LINK"] = report_link
    sys.stdout.flush()
    os.execv(sys.executable, streamlit_command(port))


def streamlit_command(port: int) -> list[str]:
    told = [f"--{name}={value}" for name, value in SETTINGS.items()]
    # -P: a folder called `registry` where the user stands must not be taken for ours
    return [sys.executable, "-P", "-m", "streamlit", "run", str(SCRIPT), f"--server.port={port}", *told]


def free_port(port: int) -> int:
    """`port` when nobody listens on it yet."""
    with socket.socket() as asking:
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asking.bind((ADDRESS, port))
        except OSError as error:
            why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            raise PortError(port, why) from error
        return int(asking.getsockname()[1])
