"""What Ctrl-C does: it ends a command at once, with one line, as long as there is nothing to keep; where something is
written it raises KeyboardInterrupt, so that what was acknowledged is published and what was begun is tidied away.

Raised while packages are loaded, it would be lost in some of them and abort the process in others.
"""

import os
import signal
import threading
from types import FrameType

__all__ = ["end_on_ctrl_c", "raise_on_ctrl_c"]

AGAIN_AFTER = 0.02  # seconds


def end_on_ctrl_c() -> None:
    """Unless the command was started deaf to Ctrl-C, as a shell starts what runs in its background."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, end_at_once)


def raise_on_ctrl_c() -> None:
    """From here on something is written."""
    if signal.getsignal(signal.SIGINT) is end_at_once:
        signal.signal(signal.SIGINT, interrupt)


def end_at_once(_signal: int, _frame: FrameType | None) -> None:
    os.write(2, b"claimboard: interrupted\n")
    os._exit(130)


def interrupt(_signal: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt; in a finaliser, where Python drops what is raised, a moment later."""
    if is_finalising(frame):
        threading.Timer(AGAIN_AFTER, os.kill, (os.getpid(), signal.SIGINT)).start()
        return
    raise KeyboardInterrupt


def is_finalising(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_name == "__del__":
            return True
        frame = frame.f_back
    return False
