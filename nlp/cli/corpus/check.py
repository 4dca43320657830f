"""Check a corpus: the form of each row, near-duplicates, splits, and whether there is enough of everything.

Prints one line a finding and ends with exit code 1 where there is any.
"""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path

from nlp.cli.corpus.options import add_alike
from nlp.cli.streams import write

HELP = "whether a corpus is fit for use: one line a finding"

_DEMANDS = {  # option: what it counts, and what is demanded if it is left out (`Demands`)
    "paragraphs": ("paragraphs", 3000),
    "theme": ("paragraphs of each theme", 250),
    "aspect": ("paragraphs of each aspect of problems", 200),
    "also": ("paragraphs with a second theme", 500),
    "bodies": ("bodies", 200),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """DIR, --against, --alike and a least number for each of `Demands`."""
    parser.add_argument(
        "data", metavar="DIR", nargs="?", help="a .jsonl file or a folder of them; the corpus that ships if left out"
    )
    parser.add_argument("--against", metavar="DIR", nargs="+", default=[], help="reports that no paragraph may repeat")
    add_alike(parser)
    for name, (what, least) in _DEMANDS.items():
        parser.add_argument(f"--least-{name}", metavar="N", type=int, default=least, help=f"{what} (default: {least})")


def run(arguments: argparse.Namespace) -> int:
    """`nlp.corpora.check`."""
    from nlp.corpora import Demands, check
    from nlp.corpora.labelled import corpus_path

    demands = Demands(**{field.name: getattr(arguments, f"least_{field.name}") for field in fields(Demands)})
    against = [Path(path) for path in arguments.against]
    found = check(corpus_path(arguments.data), against, demands, arguments.alike)
    for finding in found.findings:
        write(" ".join(str(finding).split()) + "\n", None)
    bodies = len({row.body for row in found.rows})
    compared = f", compared with {found.compared} paragraphs of reports" if against else ""
    write(f"{len(found.rows)} paragraphs of {bodies} bodies{compared}: {len(found.findings)} findings\n", None)
    return 1 if found.findings else 0
