"""The command `claimboard`, where it starts: what comes first is that Ctrl-C is heard while the rest is loaded."""

from leaderboard.console.interruption import end_on_ctrl_c

__all__ = ["main"]


def main() -> None:
    end_on_ctrl_c()
    from leaderboard.command_line import run

    run()
