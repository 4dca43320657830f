"""Count a corpus: themes, aspects, kinds of bodies, years, lengths, second themes, headings, splits."""

from __future__ import annotations

import argparse

from nlp.cli.streams import write

HELP = "count a corpus"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """DIR."""
    parser.add_argument(
        "data", metavar="DIR", nargs="?", help="a .jsonl file or a folder of them; the corpus that ships if left out"
    )


def run(arguments: argparse.Namespace) -> int:
    """`nlp.corpora.counting`."""
    from nlp.corpora import rows, stats
    from nlp.corpora.counting import render_stats

    write(render_stats(stats(rows(arguments.data))), None)
    return 0
