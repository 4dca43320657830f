"""How far two annotators agree: Cohen's kappa for themes and aspects, and the themes most often mistaken."""

from __future__ import annotations

import argparse
from pathlib import Path

from nlp.cli.streams import write

HELP = "Cohen's kappa of two readings"

_SHOWN = 5  # pairs of themes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """FILE."""
    parser.add_argument(
        "data", metavar="FILE", help="JSON lines with a field `readings`: what two annotators said of each paragraph"
    )


def run(arguments: argparse.Namespace) -> int:
    """`nlp.corpora.agreement`."""
    from nlp.corpora import agreement
    from nlp.corpora.kappa import read_readings

    found = agreement(read_readings(Path(arguments.data)))
    lines = [f"theme: kappa {found.kappa:.3f}, agreed {found.agreed:.1%} of {found.paragraphs} paragraphs"]
    if found.aspects:
        lines.append(
            f"aspect: kappa {found.aspect_kappa:.3f}, agreed {found.aspect_agreed:.1%} of {found.aspects} paragraphs"
        )
    lines += [f"{first} or {second}: {count}" for (first, second), count in found.confusions[:_SHOWN]]
    write("\n".join(lines) + "\n", None)
    return 0
