"""Make a model folder of a training run: an ONNX graph of eight bits, calibrated, measured, with its manifest."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "make a model folder of a training run"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """RUN, -o, --precision."""
    parser.add_argument("training_run", metavar="RUN", help="the folder of a run that came to its end")
    parser.add_argument("-o", "--output", metavar="MODEL", help="the model folder (default: RUN/model)")
    parser.add_argument("--precision", choices=("int8", "fp32"), default="int8", help="of the weights (default: int8)")


def run(arguments: argparse.Namespace) -> int:
    """`nlp.training.encoder.export`."""
    from nlp.training.encoder import export

    folder = Path(arguments.training_run)
    out = Path(arguments.output) if arguments.output else folder / "model"
    exported = export(folder, out, arguments.precision)
    for score in exported.manifest["scores"]:
        print(score["name"], score["value"], f"n={score['n']}", sep="\t")
    for view, lost in exported.lost.items():
        print(f"macro-F1 lost to {arguments.precision}", view, f"{lost:+.4f}", sep="\t")
    for flip in exported.flips:
        print("flip", *(f"{name}={value}" for name, value in flip.items()), sep="\t")
    print(out)
    return 0
