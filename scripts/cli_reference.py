"""Write docs/cli.md from what every command says with --help.

Usage: python scripts/cli_reference.py [--check]    (--check fails where the page differs)
"""

import argparse
import sys
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from leaderboard.cli import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
HEAD = "# Command line\n\nMade from `--help` by `python scripts/cli_reference.py`; a test fails where it has drifted.\n"


def page() -> str:
    names = list(get_command(app).commands)  # type: ignore[attr-defined]
    return HEAD + "".join(f"\n## claimboard {name}\n\n```text\n{help_of(name)}\n```\n" for name in names)


def help_of(name: str) -> str:
    told = CliRunner().invoke(app, [name, "--help"], prog_name="claimboard", env={"COLUMNS": "100", "TERM": "dumb"})
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
