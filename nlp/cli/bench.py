"""Race taggers in one run on the same texts: texts a second, peak memory, cold start; a Markdown sheet."""

from __future__ import annotations

import argparse
import json
import shlex
from pathlib import Path

from nlp.cli.streams import UsageError, write

HELP = "race taggers on the same texts: speed, memory, cold start"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """MODEL..., --checkpoint, what is tagged and how often, --format, -o."""
    parser.add_argument(
        "models", metavar="MODEL", nargs="*", help="taggers, the first is what others are held against; those that ship if left out"
    )
    parser.add_argument(
        "--checkpoint", metavar="DIR", action="append", default=[],
        help="a model folder of transformers, raced in its pipeline and in PyTorch (extra train); may be repeated",
    )
    parser.add_argument("--data", metavar="DATA", help="a .txt file with a paragraph a line, or as for evaluate (default: the corpus)")
    parser.add_argument("--reports", metavar="DIR", help="the real reports that the labels in DATA name")
    parser.add_argument("--paragraphs", type=int, default=200, metavar="N", help="how many, chosen at random (default: 200)")
    parser.add_argument("--headings", action="store_true", help="give the headings above each as well")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="that count (default: 7)")
    parser.add_argument("--turns", type=int, default=7, metavar="N", help="cold starts of each; 0 for none (default: 7)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the output (default: text, Markdown)")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file instead of standard output")


def run(arguments: argparse.Namespace) -> int:
    """`nlp.bench.benchmark.bench`."""
    if arguments.paragraphs < 1 or arguments.rounds < 1 or arguments.turns < 0:
        raise UsageError("give at least one paragraph and one round")
    from nlp.bench.benchmark import as_dict, bench
    from nlp.bench.passages import paragraphs_of
    from nlp.bench.sheet import bench_markdown
    from nlp.themes import installed

    data, reports = (Path(given) if given else None for given in (arguments.data, arguments.reports))
    found = bench(
        arguments.models or [model.name for model in installed()],
        paragraphs_of(data, reports),
        [Path(folder) for folder in arguments.checkpoint],
        most=arguments.paragraphs,
        headings=arguments.headings,
        rounds=arguments.rounds,
        turns=arguments.turns,
    )
    if arguments.format == "json":
        write(json.dumps(as_dict(found), ensure_ascii=False, indent=2) + "\n", arguments.output)
    else:
        write(bench_markdown(found, _command(arguments)), arguments.output)
    return 0


def _command(arguments: argparse.Namespace) -> str:
    """What was asked for, folders by their own name only: a sheet that is kept tells nothing of the machine."""
    words = ["xxgk", "bench", *(Path(model).name for model in arguments.models)]
    words += [word for folder in arguments.checkpoint for word in ("--checkpoint", Path(folder).name)]
    for name in ("data", "reports"):
        given = getattr(arguments, name)
        words += [f"--{name}", Path(given).name] if given else []
    words += ["--headings"] if arguments.headings else []
    words += ["--paragraphs", str(arguments.paragraphs), "--rounds", str(arguments.rounds), "--turns", str(arguments.turns)]
    return shlex.join(words)
