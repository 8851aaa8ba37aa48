"""Write docs/cli.md from what every command says with --help.

Usage: python scripts/cli_reference.py [--check]    (--check fails where the page differs)
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from leaderboard.command_line import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
HEAD = "# Command line\n\nMade from `--help` by `python scripts/cli_reference.py`; a test fails where it has drifted.\n"


def page() -> str:
    return HEAD + "".join(
        f"\n## claimboard {name}\n\n```text\n{help_of(name)}\n```\n" for name in names_in(get_command(app))
    )


def names_in(group: Any, before: str = "") -> Iterator[str]:
    """Every command, those of a group after the group: "bench", "bench generate"."""
    for name, command in group.commands.items():
        yield before + name
        if hasattr(command, "commands"):
            yield from names_in(command, f"{before}{name} ")


def help_of(name: str) -> str:
    asked = [*name.split(), "--help"]
    told = CliRunner().invoke(app, asked, prog_name="claimboard", env={"COLUMNS": "100", "TERM": "dumb"})
    return "\n".join(line.rstrip() for line in told.stdout.strip().splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        if PAGE.read_text("utf-8") != page():
            sys.exit(f"{PAGE.name} has drifted; run python scripts/cli_reference.py")
    else:
        PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
