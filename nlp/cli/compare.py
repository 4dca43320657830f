"""Hold the reports of a batch against one another: last year's numbers, what was taken over, what bodies share.

OUT is the folder that `xxgk score` has written. The datasets `years`, `reuse` and `copies` and a page go beside its own.
"""

from __future__ import annotations

import argparse

HELP = "hold the reports of a batch against one another, year by year and body by body"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """OUT, where to, and how alike paragraphs must be."""
    parser.add_argument("scored", metavar="OUT", help="the folder that `xxgk score` has written")
    parser.add_argument("-o", "--output", metavar="FOLDER", help="for the datasets and the page (default: OUT/across)")
    parser.add_argument("--format", choices=("parquet", "jsonl", "csv"), default="parquet", help="default: parquet")
    parser.add_argument(
        "--alike", type=_share, default=0.7, metavar="SHARE",
        help="the part of their five-grams that paragraphs of two bodies share to be listed (default: 0.7)",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """`nlp.compare`."""
    from nlp.scoring import compare

    found = compare(arguments.scored, arguments.output, alike=arguments.alike, format=arguments.format)
    checks = found.checks
    print(
        f"{found.bodies} bodies; between years {checks['pass']} checks passed, {checks['fail']} failed, "
        f"{checks['skipped']} were skipped; {found.reused} paragraphs taken over from earlier reports, {found.copies} like "
        f"another body's. See {found.folder / 'compare.html'}"
    )
    return 0


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError("must be more than 0 and at most 1")
    return share
