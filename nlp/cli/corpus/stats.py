"""Count a corpus: themes, aspects, kinds of bodies, years, lengths, second themes, headings, splits."""

from __future__ import annotations

import argparse
from pathlib import Path

from nlp.cli.streams import UsageError, write

HELP = "count a corpus"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """DIR, --picture."""
    parser.add_argument(
        "data", metavar="DIR", nargs="?", help="a .jsonl file or a folder of them; the corpus that ships if left out"
    )
    parser.add_argument("--picture", metavar="FILE", help="draw themes by years as well: .svg, .png or .pdf")


def run(arguments: argparse.Namespace) -> int:
    """`nlp.corpora.stats`."""
    from nlp.corpora import stats
    from nlp.corpora.counting import render_stats
    from nlp.corpora.labelled import rows_and_unfinished
    from nlp.corpora.picture import draw_stats

    counted = stats(*rows_and_unfinished(arguments.data))
    if arguments.picture:
        try:
            draw_stats(counted, Path(arguments.picture))
        except ValueError as error:
            raise UsageError(str(error)) from error
        except OSError as error:
            raise UsageError(f"cannot write {arguments.picture}: {error.strerror}") from error
    write(render_stats(counted), None)
    return 0
