"""Plant one error at a time in clean reports with gold: a benchmark for the comparison with the tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nlp.cli.streams import UsageError, write

HELP = "plant errors of known kinds in clean reports with gold"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """DIR, -o, --seed, --kinds, --most, --format."""
    parser.add_argument("folder", metavar="DIR", help="clean reports with gold: ID.yaml, or gold/ID.yaml")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="a folder for the reports and their gold")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="decides which errors are planted (default: 1)")
    parser.add_argument("--kinds", metavar="A,B", help="only these kinds, parted by commas; all if left out")
    parser.add_argument("--most", type=int, metavar="N", help="at most so many errors of a kind in a report")
    parser.add_argument(
        "--format", choices=("own", "txt"), default="own", help="each report's own format (default), or plain text"
    )


def run(arguments: argparse.Namespace) -> int:
    """`nlp.evaluation.seed_errors`, each report rendered, its gold beside it in gold/."""
    from nlp.evaluation.gold import load_gold
    from nlp.evaluation.seeding import KINDS, is_clean, seed_errors, write_seeded

    kinds = arguments.kinds.split(",") if arguments.kinds else list(KINDS)
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise UsageError(f"no kind is called {', '.join(unknown)}; there are {', '.join(KINDS)}")
    if arguments.most is not None and arguments.most < 1:
        raise UsageError("--most must be at least 1")
    reports = load_gold(Path(arguments.folder))
    for report in reports:
        if not is_clean(report):
            print(f"xxgk: {report.id} is left out: it has no tables, or errors of its own", file=sys.stderr)
    seeded = seed_errors(reports, arguments.seed, kinds, arguments.most)
    counts = write_seeded(seeded, Path(arguments.output), arguments.format == "txt")
    write("".join(f"{kind} {counts[kind]}\n" for kind in kinds if counts[kind]), None)
    return 0
