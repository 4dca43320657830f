"""Analyse many reports into datasets; run it again on the same folder and it goes on where it ended.

INPUT is a file, a folder, a pattern, a zip or tar archive, a dataset of texts (.parquet, .jsonl), or @LIST, a file that
lists such inputs, one a line.
"""

from __future__ import annotations

import argparse
import sys

from nlp.cli.options import add_model

HELP = "analyse many reports into datasets (parquet, JSON lines, CSV), resumable"

_SIGNALLED = 128  # with the signal's number: what a shell reports, 130 for Ctrl-C, 143 for SIGTERM


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """INPUT, -o, and how to go about it."""
    parser.add_argument("inputs", metavar="INPUT", nargs="+", help="file, folder, pattern, archive, dataset or @LIST")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="the folder for the datasets")
    parser.add_argument("--workers", type=_positive, metavar="N", help="processes (default: as many as processors, with Ray those of the cluster)")
    add_model(parser)
    parser.add_argument("--format", choices=("parquet", "jsonl", "csv"), default="parquet", help="default: parquet")
    parser.add_argument("--engine", choices=("local", "ray"), default="local", help="what runs the workers (default: local)")
    parser.add_argument("--resume", action="store_true", help="go on with what OUT holds; it always does")
    parser.add_argument("--retry-rejects", action="store_true", help="analyse again what was rejected before")
    parser.add_argument(
        "--timeout", type=_positive, default=240, metavar="SECONDS", help="for one report, then it is a reject (default: 240)"
    )
    parser.add_argument(
        "--memory", type=_positive, default=2048, metavar="MIB", help="for a worker, then its report is a reject (default: 2048)"
    )
    parser.add_argument(
        "--log-every", type=_positive, default=30, metavar="SECONDS", help="without a terminal, a line so often (default: 30)"
    )
    parser.add_argument(
        "--part-seconds", type=_positive, default=30, metavar="SECONDS",
        help="write what is done so often; a killed run loses no more (default: 30)",
    )  # fmt: skip
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress, and nothing at the end")


def run(arguments: argparse.Namespace) -> int:
    """`nlp.score`."""
    from nlp.scoring import Scored, WorkerLimits, score
    from nlp.scoring.progress import Progress, shown

    def scored(progress: Progress | None) -> Scored:
        return score(
            arguments.inputs,
            arguments.output,
            workers=arguments.workers,
            engine=arguments.engine,
            model=arguments.model,
            format=arguments.format,
            worker_limits=WorkerLimits(arguments.timeout, arguments.memory),
            retry_rejects=arguments.retry_rejects,
            part_seconds=arguments.part_seconds,
            progress=progress,
        )

    if arguments.quiet:
        result = scored(None)
    else:
        with shown(arguments.log_every) as progress:
            result = scored(progress)
    if result.signal is not None:
        print(
            f"xxgk score: stopped; {result.reports} reports and {result.rejects} rejects are kept in {result.folder}. "
            "To go on, run the same command again.",
            file=sys.stderr,
        )
        return _SIGNALLED + result.signal
    if not arguments.quiet:
        state = result.state
        print(
            f"{result.reports} reports and {result.rejects} rejects in {result.folder}; this run: {state.done} in "
            f"{state.seconds:.1f} s, {state.skipped} stood there already. See {result.folder / 'summary.html'}"
        )
    return 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
