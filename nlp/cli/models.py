"""List the taggers that are installed, one a line: name, version, folder, and the scores that its manifest records."""

from __future__ import annotations

import argparse

HELP = "the taggers that are installed, where, and their scores"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None so far."""


def run(arguments: argparse.Namespace) -> int:
    """`nlp.themes.installed`."""
    from nlp.themes import installed

    for model in installed():
        scores = " ".join(f"{name}={value:.3f}" for name, value in model.scores.items())
        print(model.name, model.version, model.path, scores, sep="\t")
    return 0
