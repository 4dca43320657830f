"""Options that several commands have."""

from __future__ import annotations

import argparse

from nlp.resources import DEFAULT_MODEL


def add_model(parser: argparse.ArgumentParser, what: str = "the tagger") -> None:
    """--model: a shipped tagger, a model folder or a hub id."""
    parser.add_argument(
        "--model", default=DEFAULT_MODEL, metavar="NAME", help=f"{what}: its name, folder or hub id (default: {DEFAULT_MODEL})"
    )
