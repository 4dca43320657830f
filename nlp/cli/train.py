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
    from nlp.training.encoder.recipe import read_recipe

    recipe = Path(arguments.recipe)
    folder = Path(arguments.output or Path("runs") / recipe.stem)
    for view, figures in train(recipe, folder).items():
        print(view, *(f"{name}={value:.4f}" for name, value in figures.items()), sep="\t")
    pretrained = read_recipe(recipe).objective == "pretraining"
    print(f"base: {folder / 'encoder'}" if pretrained else f"xxgk export {folder}")
    return 0
