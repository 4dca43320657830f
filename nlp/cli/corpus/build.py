"""Make a corpus of reports: their paragraphs, with weak labels from the headings, near-duplicates marked.

Files that cannot be read are listed on standard error, a line each, and stop nothing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nlp.cli.corpus.options import add_alike
from nlp.cli.streams import write

HELP = "paragraphs with weak labels from any number of reports"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """DIR..., -o, --against, --alike."""
    parser.add_argument("data", metavar="DIR", nargs="+", help="reports, and folders of them")
    parser.add_argument("-o", "--output", metavar="FILE", help="JSON lines; standard output if left out")
    parser.add_argument(
        "--against", metavar="DIR", nargs="+", default=[], help="reports whose paragraphs must stay out"
    )
    add_alike(parser)


def run(arguments: argparse.Namespace) -> int:
    """`nlp.corpora.build`."""
    from nlp.corpora import build
    from nlp.corpora.drafts import dump_drafts

    built = build(map(Path, arguments.data), map(Path, arguments.against), arguments.alike)
    write(dump_drafts(built.drafts), arguments.output)
    for error in built.rejected:
        print(f"xxgk: left out: {' '.join(str(error).split())}", file=sys.stderr)
    labelled = sum(draft.theme is not None for draft in built.drafts)
    repeated = sum(draft.duplicate_of is not None for draft in built.drafts)
    print(
        f"xxgk: {len(built.drafts)} paragraphs of {built.reports} reports, {labelled} with a label, "
        f"{repeated} near-duplicates, {len(built.rejected)} left out",
        file=sys.stderr,
    )
    return 0
