"""Train a tagger as a recipe says; a run that was killed goes on where it was."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "train a tagger as a recipe says"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """RECIPE, -o."""
    parser.add_argument("recipe", metavar="RECIPE", help="a YAML file; models/recipes has those of the shipped model")
    parser.add_argument("-o", "--output", metavar="RUN", help="the folder of the run (default: runs/ and the recipe's name)")


def run(arguments: argparse.Namespace) -> int:
    """`nlp.training.encoder.train`."""
    from nlp.training.encoder import train

    recipe = Path(arguments.recipe)
    folder = Path(arguments.output or Path("runs") / recipe.stem)
    metrics = train(recipe, folder)
    for view, figures in metrics.items():
        print(view, *(f"{name}={value:.4f}" for name, value in figures.items()), sep="\t")
    print(f"base: {folder / 'encoder'}" if "kept_back" in metrics else f"xxgk export {folder}")
    return 0
