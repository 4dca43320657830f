"""List the taggers that are installed, one a line."""

from __future__ import annotations

import argparse

HELP = "what taggers are installed, and where"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None so far."""


def run(arguments: argparse.Namespace) -> int:
    """`nlp.themes.installed`."""
    from nlp.themes import installed

    for info in installed():
        print(f"{info.name}\t{info.version}")
    return 0
