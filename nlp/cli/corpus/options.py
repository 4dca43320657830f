"""Options that several of the commands take."""

from __future__ import annotations

import argparse


def add_alike(parser: argparse.ArgumentParser) -> None:
    """--alike, a float from 0 to 1."""
    parser.add_argument(
        "--alike",
        metavar="SHARE",
        type=float,
        default=0.5,
        help="shared part from which two count as one (default: 0.5)",
    )
